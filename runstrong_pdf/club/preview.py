"""One member's page as a picture, before anything is made."""

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.members import Member, MemberList, read_members
from runstrong_pdf.club.next_block import current_block, ways_on
from runstrong_pdf.errors import UsageError
from runstrong_pdf.pdf.raster import page_png
from runstrong_pdf.rendering import Stamper, draw_template, read_template, unpack
from runstrong_pdf.template_cache import TemplateCache


def preview(folder: ClubFolder, cache: TemplateCache, row: int, page: int, dpi: int) -> bytes:
    """Return a page of the member in a row as a PNG, as `Club.preview` does."""
    listed = read_members(folder, cache, ways_on(folder, current_block(folder)))
    member = _member(listed, row)
    kept = read_template(member.template, cache)
    known = unpack(kept or draw_template(listed.jobs[member.template], page=page))
    return page_png(Stamper(known).stamp(member.person), page if kept else 1, dpi)


def _member(listed: MemberList, row: int) -> Member:
    found = next((member for member in listed.members if member.row == row), None)
    if found is None:
        raise UsageError(f"row {row} cannot be given a plan as it is", "see its problems")
    return found

"""Draws the pages of an edition on their sides of paper and freezes them into a template."""

import threading
from collections.abc import Iterable, Sequence

from runstrong_pdf.errors import StoppedError, UsageError
from runstrong_pdf.layout.imposition import Place, Side
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.layout.text import MM
from runstrong_pdf.pages.editions import Edition
from runstrong_pdf.pages.furniture import footer
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.stamp import Values
from runstrong_pdf.pdf.structure import Element
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.planning.after import note_text


def compile_template(
    edition: Edition,
    values: Iterable[Values],
    *,
    forms: bool = True,
    archivable: bool = False,
    only: int | None = None,
    stop: threading.Event | None = None,
) -> tuple[Template, list[list[Mark]]]:
    """Draw all pages once.

    Args:
        values: the personal texts that will be stamped, so that the fonts cover them.
        forms: whether tick boxes are form fields, or only printed squares.
        archivable: whether the file is PDF/A-2a beside PDF/UA-1.
        only: the one side of paper to draw, from 1, for a picture of it; None for all.
        stop: looked at before each page.

    Returns:
        The template, and what was printed where on each page, in reading order.

    Raises:
        UsageError: when there is no such side.
        StoppedError: when it was stopped.
    """
    brief = edition.brief
    saver = brief.look.ink_saver
    canvas = TaggedCanvas(brief.texts.language, archivable=archivable, lighter=saver)
    if edition.folded:
        canvas.print_folded()
    note, whole = note_text(brief.plan), only is None
    interactive = Interactive(canvas, forms=forms, note=note, whole=whole)
    drawn: dict[int, tuple[Element, list[Mark]]] = {}
    for side in _chosen(edition.sides, only):
        if stop and stop.is_set():
            raise StoppedError
        canvas.new_page(side.width * MM, side.height * MM, edition.label(side))
        for place in sorted(side.places):  # fields are tabbed through as they are drawn
            if place.again:
                with canvas.artifact():
                    _draw(edition, place, canvas, interactive)
                continue
            with canvas.tag("Sect") as section:
                drawn[place.page] = section, _draw(edition, place, canvas, interactive)
        _cutting_line(canvas, side)
        canvas.end_page()
    in_order = [drawn[page] for page in sorted(drawn)]
    canvas.arrange([section for section, _ in in_order])
    interactive.finish()
    return freeze(canvas, _characters(values)), [marks for _, marks in in_order]


def _chosen(sides: Sequence[Side], only: int | None) -> Sequence[Side]:
    if only is None:
        return sides
    if not 1 <= only <= len(sides):
        raise UsageError(f"there is no page {only}, but 1 to {len(sides)}", field="page")
    return sides[only - 1 : only]


def _draw(
    edition: Edition, place: Place, canvas: TaggedCanvas, interactive: Interactive
) -> list[Mark]:
    """Draw one page at its place and return what was printed where."""
    brief, page = edition.brief, edition.pages[place.page]
    sheet = Sheet(
        canvas=canvas,
        interactive=interactive,
        paper=brief.paper,
        name=page.name,
        number=place.page,
        raised=edition.raised,
        origin=place.origin,
        pen=brief.look.pen,
    )
    if page.bookmark:
        sheet.bookmark(page.bookmark, f"page-{page.code}", 0, 0)
    page.draw(sheet)
    footer(sheet, brief, f"{brief.plan.code}-{page.code}", place.page + 1, len(edition.pages))
    return sheet.marks


def _cutting_line(canvas: TaggedCanvas, side: Side) -> None:
    if side.cut:
        middle, high = side.width / 2 * MM, side.height * MM
        line = f"{middle:.1f} 0 m {middle:.1f} {high:.1f} l S"
        canvas.decorate(f"q 0 G 0.5 w [3 3] 0 d {line} Q")


def _characters(values: Iterable[Values]) -> set[str]:
    texts: Sequence[str]
    found: set[str] = set()
    for person in values:
        for value in person.values():
            texts = [value] if isinstance(value, str) else value
            found.update("".join(texts))
    return found - {"\n"}  # it parts two lines

"""The plans of people who are no longer on the roster."""

from dataclasses import dataclass
from pathlib import Path

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.make import strangers
from runstrong_pdf.club.members import read_members
from runstrong_pdf.errors import OutputError, Problem, RosterError
from runstrong_pdf.files import FileNamer, check_replaceable, failing_as, make_folder
from runstrong_pdf.template_cache import TemplateCache


@dataclass(frozen=True)
class LeftReport:
    """What `Club.left` found.

    Attributes:
        files: the plans, where they are now.
        problems: files that were not made by runstrong, and stay.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def plans_left(folder: ClubFolder, cache: TemplateCache, *, move: bool) -> LeftReport:
    """Return the PDFs in `output` that belong to nobody on the roster, as `Club.left` does."""
    listed = read_members(folder, cache, {})
    if errors := [one for one in listed.problems if one.severity == "error"]:
        raise RosterError(errors)
    found, problems = list[Path](), list[Problem]()
    names = strangers(folder.output, listed) if folder.output.is_dir() else ()
    for file in (folder.output / name for name in names):
        try:
            check_replaceable(file)
            found.append(file)
        except OutputError as error:
            problems.append(Problem("", f"stays: {error}", severity="warning"))
    if move and found:
        found = _moved(found, folder.left)
    return LeftReport(tuple(found), tuple(problems))


def _moved(files: list[Path], folder: Path) -> list[Path]:
    """Move files into a folder, beside what is there; return where they are now."""
    make_folder(folder, private=True)
    with failing_as(OutputError, folder, "cannot be filled"):
        namer = FileNamer(".pdf", [there.stem for there in folder.iterdir()])
        return [file.replace(folder / namer.name(file.stem)) for file in files]

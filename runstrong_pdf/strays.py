"""What lies in a folder of one's own templates and is never looked at, for its name or place.

A typing mistake in a name costs nothing but the hour in which somebody wonders why the old picture
is still printed: it is said.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from runstrong_pdf.errors import Problem, TemplateError
from runstrong_pdf.files import failing_as, is_folder
from runstrong_pdf.library import BANDS, FOLDERS, IMAGES, LANGUAGES, PHOTOS, Library
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.pages.drawings import PICTURED
from runstrong_pdf.resources import data_folder

KNOWN = (*FOLDERS.values(), LANGUAGES, IMAGES)
"""What the folders of templates are called."""
BESIDE = frozenset({"readme", "license", "licence", "thumbs", "desktop"})
"""Files that lie everywhere, and mean nothing."""
PICTURES = (".svg", ".toml", *PHOTOS)


def has_templates(folder: Path) -> bool:
    """Whether a folder has one of the folders of templates in it."""
    named = any(is_folder(folder / name) for name in KNOWN)
    return named and folder.resolve().parent.name != LANGUAGES


def stray_files(folder: Path) -> tuple[Problem, ...]:
    """Return a note for everything in a folder of templates that nothing looks at.

    Raises:
        TemplateError: when nothing in it can be meant: it is the wrong folder.
    """
    with failing_as(TemplateError, folder):
        entries = {entry.name: entry for entry in sorted(folder.iterdir()) if _counts(entry)}
        if not entries.keys() & {*KNOWN, BANDS}:
            raise _wrong_folder(folder, entries)
        return tuple(_strays(entries))


def unused_names(folder: Path, plan: Plan) -> tuple[str, ...]:
    """Return the exercises in a folder of one's own that are in no week of a plan."""
    shipped = {file.stem for file in data_folder("templates").glob("exercises/*.toml")}
    own = {file.stem for file in folder.glob("exercises/*.toml")} - shipped
    drawn = {file.stem for file in folder.glob(f"{IMAGES}/*") if file.stem in shipped | own}
    return tuple(sorted((own | drawn) - plan.exercises.keys()))


def _counts(entry: Path) -> bool:
    return not entry.name.startswith((".", "__")) and entry.stem.lower() not in BESIDE


def _wrong_folder(folder: Path, entries: dict[str, Path]) -> TemplateError:
    """Return what to say of a folder without a single folder of templates."""
    within = [one for one in entries.values() if one.is_dir() and has_templates(one)]
    remedy = f"make folders such as exercises/ and {IMAGES}/ in it, as docs/own-files.md shows"
    if folder.resolve().name in KNOWN:
        remedy = f"name the folder above it, {folder.resolve().parent}"
    elif within:
        remedy = f"name {within[0]}"
    else:
        near = [(n, close) for n in entries if (close := get_close_matches(n, KNOWN, 1, 0.7))]
        remedy = f"is {near[0][0]} to be {near[0][1][0]}?" if near else remedy
    return TemplateError("nothing in this folder is used", remedy, where=str(folder))


def _strays(entries: dict[str, Path]) -> Iterator[Problem]:
    library = Library()
    for name, entry in entries.items():
        if name not in {*KNOWN, BANDS}:
            yield _note(entry, "is not looked at", _hint(name, KNOWN))
        elif name == IMAGES and entry.is_dir():
            yield from _stray_pictures(entry, entries, library)
        elif entry.is_dir() and name != LANGUAGES:  # a language has folders of its own
            for file in filter(_counts, sorted(entry.iterdir())):
                if file.suffix != ".toml":
                    yield _note(file, "is not looked at", "files here end in .toml")


def _stray_pictures(folder: Path, entries: dict[str, Path], library: Library) -> Iterator[Problem]:
    known = {file.stem for file in data_folder(IMAGES).iterdir()}
    for kind in PICTURED:
        known |= set(library.slugs(kind))
        if (own := entries.get(FOLDERS[kind])) and own.is_dir():
            known |= {file.stem for file in own.glob("*.toml")}
    for file in filter(_counts, sorted(folder.iterdir())):
        if file.suffix.lower() not in PICTURES or file.is_dir():
            yield _note(file, "is not looked at", "a picture is .jpg, .png, .webp, or a pose .toml")
        elif file.stem not in known:
            yield _note(file, "is a picture of nothing that there is", _hint(file.stem, known))


def _hint(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name.lower(), sorted(known), 1, 0.6)
    return f"did you mean {near[0]}?" if near else ""


def _note(file: Path, message: str, remedy: str) -> Problem:
    return Problem("", message, remedy, "note", str(file))

"""The check of one's own files: what each is, and everything that is wrong with it.

Programmes, exercises, words of a language, poses, photos: all problems are returned, nothing
is printed, and no file, however broken, is a crash. What a pose asks of a body is checked by
`figures.check`, and what a programme breaks by `planning.audit`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from runstrong_pdf.contents import kind_of
from runstrong_pdf.errors import Problem, ProblemCollector, TemplateError
from runstrong_pdf.figures.check import check as check_pose
from runstrong_pdf.figures.pose import Pose, read_pose
from runstrong_pdf.files import failing_as, is_folder, quoted, read_file
from runstrong_pdf.language_checks import language_of_file, translation_problems, wrong_letters
from runstrong_pdf.library import (
    BANDS,
    FOLDERS,
    IMAGES,
    LANGUAGES,
    PHOTOS,
    Library,
    own_folder,
    parse,
    read_toml,
    slug_of,
    unknown,
)
from runstrong_pdf.model.catalogue import BandScale, Exercise, Stretch, WarmUp
from runstrong_pdf.model.fields import FIELDS
from runstrong_pdf.model.options import read_options
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.reading import did_you_mean
from runstrong_pdf.model.record import Record, Slug
from runstrong_pdf.model.texts import flatten
from runstrong_pdf.pages.drawings import PICTURED, is_photo, read_drawing
from runstrong_pdf.pdf.logo import read_logo
from runstrong_pdf.pdf.picture import LARGEST_FILE, read_photo
from runstrong_pdf.planning.audit import audit
from runstrong_pdf.planning.choosing import ladder_problems, names_in
from runstrong_pdf.resources import data_folder

CLUB_FILE = "club.toml"
ENDINGS = (".toml", ".svg", *PHOTOS)
"""Of the files that are checked in a folder."""
DRAWN_BY_US = b"data-skin="
"""In every SVG that a pose was drawn to."""
FEWEST_PIXELS = 370
"""Across: 150 dots an inch in the guide, below which a photo looks blurred."""
ITEM = re.compile(r"\.(\d+)")
"""The place in a list, as `flatten` writes it; every problem of a file writes `[2]`."""


def check_file(file: Path, templates: Path | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong with a file, or looks odd; nothing if it is all right.

    An error means that the file cannot be used as it is. A warning does not: it says what will
    look odd, or whom a programme cannot suit.

    Args:
        file: a template (programme, exercise, stretch, ...), another language's words, a pose, a
            drawing of ours, a photo, or a club's logo.
        templates: the folder of templates that it will be used in; by default the one it lies in.

    Returns:
        The problems. `where` is the file, or another one that it needs and that is broken;
        `field` the key or place in it, such as `weeks[2].sessions.A`.

    Example:
        >>> [str(problem) for problem in check_file(Path("gone.toml"))]
        ['gone.toml: cannot be read: No such file or directory']
    """
    found = ProblemCollector()
    try:
        with found.collected():
            found.problems.extend(_problems(file, templates))  # keeps those before it stops
    except OSError as error:  # a folder beside it
        said = f"cannot be read: {error.strerror}"
        found.problems.append(Problem("", said, where=str(error.filename or file)))
    return tuple(
        dict.fromkeys(replace(each, where=each.where or str(file)) for each in found.problems)
    )


def find_files(paths: Iterable[Path], also: tuple[str, ...] = ()) -> tuple[Path, ...]:
    """Return the files to check: a folder stands for all in it that can be checked.

    Args:
        paths: files and folders. A folder with nothing to check is returned itself, and
            `check_file` says so.
        also: further endings to look for in folders, such as `.pdf`.

    Example:
        >>> [file.name for file in find_files([Path("gone.toml")])]
        ['gone.toml']
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if is_folder(path) else []
        known = [file for file in inside if file.suffix.lower() in {*ENDINGS, *also}]
        found += [file for file in known if not file.is_dir()] or [path]
    return tuple(found)


def _problems(file: Path, templates: Path | None) -> Iterator[Problem]:
    """Yield the problems of a file of any kind. Raises TemplateError with further ones."""
    if file.is_dir():
        if find_files([file]) == (file,):
            yield Problem("", "there is nothing to check in this folder")
        else:
            yield Problem("", "is a folder", "check the files in it")
    elif _is_logo(file):
        yield from read_logo(file).notes
    elif is_photo(file):
        width, height = read_photo(file, file.stem).full
        if width < FEWEST_PIXELS:
            said = f"has {width} x {height} pixels and will look blurred"
            yield Problem("", said, "800 across print sharply", "warning")
    elif file.suffix.lower() == ".svg":
        read_drawing(file)
    elif file.name == CLUB_FILE:
        file.stat()
        remedy = f"use runstrong club check {quoted(file.parent)}"
        yield Problem("", "is looked at together with its roster", remedy, "warning")
    elif file.suffix.lower() == ".json" and file.is_file():
        remedy = "runstrong next reads a plan's JSON"
        yield Problem("", "is JSON, for programs; there is nothing to print in it", remedy)
    elif file.is_file() and not file.stat().st_size:
        yield Problem("", "is empty")
    else:
        yield from _table_problems(read_toml(file), file, templates)


def _is_logo(file: Path) -> bool:
    """Tell whether a picture is a club's logo rather than one of an exercise.

    It is where its name or the club's file beside it says so, and any other drawing that is none
    of ours; but nothing among the pictures of templates is.
    """
    drawing = file.suffix.lower() == ".svg"
    if not (drawing or is_photo(file)):
        return False
    with failing_as(TemplateError, file):
        file.stat()  # says what `resolve` does not of links in a circle
        if file.resolve().parent.name == IMAGES:
            return False
    if drawing and DRAWN_BY_US in read_file(file, LARGEST_FILE, TemplateError, "logo"):
        return False
    beside = file.with_name(CLUB_FILE)
    named = beside.is_file() and read_toml(beside).get("logo")
    return drawing or "logo" in file.stem.lower() or named == file.name


def _table_problems(
    tables: dict[str, object], file: Path, templates: Path | None
) -> Iterator[Problem]:
    language = language_of_file(file)
    if language:
        yield from translation_problems(tables, file, language, Library(templates or language.root))
    elif file.name == BANDS or "band" in tables:
        parse(BandScale, tables, str(file))
    elif _are_options(tables):
        read_options(tables)
    elif issubclass(kind := kind_of(tables, file), Pose):
        yield from check_pose(read_pose(tables, str(file)))
    else:
        yield from _record_problems(parse(kind, tables, str(file)), file, templates)


def _are_options(tables: Mapping[str, object]) -> bool:
    """Whether a file holds options of a plan, as me.toml does; a pose has a table `start`."""
    flat = not any(isinstance(value, dict) for value in tables.values())
    return bool(tables) and flat and tables.keys() <= FIELDS.keys()


def _record_problems(record: Record, file: Path, templates: Path | None) -> Iterator[Problem]:
    library = Library(templates or own_folder(file))
    wrong = list(unprintable(record.model_dump(mode="json")))
    yield from wrong
    broken = list(broken_links(record, file.stem, library))
    yield from broken
    if isinstance(record, PICTURED) and library.image(file.stem) is None:
        said = f"has no picture yet: images/{file.stem}.toml (a pose), or .jpg, .png, .webp"
        yield Problem("", said, severity="warning")
    slug_of(file)  # the others call it by its name
    if isinstance(record, Programme) and not wrong and not broken:
        yield from audit(library.adopt(Programme, file), library)


# -- names in a template that must exist ----------------------------------------------------------


def broken_links(record: Record, slug: Slug, library: Library) -> Iterator[Problem]:
    """Yield a problem for every name in `record` that leads nowhere, or round in a circle.

    `slug` is the name of its own file, which need not lie in the library.
    """
    if isinstance(record, Exercise):
        yield from ladder_problems(record, slug, library)
    named: Iterable[tuple[str, type[Record], Slug]] = ()
    if isinstance(record, Programme):
        named = names_in(record)
    elif isinstance(record, WarmUp | Stretch) and record.instead:
        named = [("instead", type(record), record.instead)]
    for place, kind, name in named:
        if name not in library.slugs(kind):
            yield Problem(place, unknown(name, library.slugs(kind)))


# -- texts that no page could print ----------------------------------------------------------------


def unprintable(tables: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for every text of nested tables with a letter that no face can draw.

    Example:
        >>> [problem.field for problem in unprintable({"cues": ["Hands flat", "Push \N{ROCKET}"]})]
        ['cues[2]']
    """
    for key, text in flatten(tables):
        yield from wrong_letters(ITEM.sub(r"[\1]", key), text)


# -- what in a folder of templates is never looked at, for its name or place -----------------------

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
            yield _note(entry, "is not looked at", did_you_mean(name.lower(), KNOWN))
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
            hint = did_you_mean(file.stem.lower(), known)
            yield _note(file, "is a picture of nothing that there is", hint)


def _note(file: Path, message: str, remedy: str) -> Problem:
    return Problem("", message, remedy, "note", str(file))

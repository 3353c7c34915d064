"""What a file of one's own is, and everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from runstrong_pdf.checks.links import broken_links, missing_picture
from runstrong_pdf.checks.words import unprintable, word_problems
from runstrong_pdf.errors import Problem, ProblemCollector, TemplateError
from runstrong_pdf.figures.check import check as check_pose
from runstrong_pdf.figures.frames import FRAME_NAMES
from runstrong_pdf.figures.pose import Pose, read_pose
from runstrong_pdf.library import (
    BANDS,
    FOLDERS,
    PHOTOS,
    WORDS,
    Library,
    own_folder,
    parse,
    read_toml,
    slug_of,
)
from runstrong_pdf.model.catalogue import BandScale
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Record
from runstrong_pdf.pages.drawings import is_photo, read_drawing
from runstrong_pdf.pdf.picture import read_photo
from runstrong_pdf.planning.audit import audit

CLUB_FILE = "club.toml"
ENDINGS = (".toml", ".svg", *PHOTOS)
"""Of the files that are checked in a folder."""
FEWEST_PIXELS = 370
"""Across: 150 dots an inch in the guide, below which a photo looks blurred."""
FEWEST_KEYS = 2
"""Keys of one kind that a file must have to be taken for it, where its folder does not say."""


def check_file(file: Path, templates: Path | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong with a file, or looks odd; nothing if it is all right.

    An error means that the file cannot be used as it is. A warning does not: it says what will
    look odd, or whom a programme cannot suit.

    Args:
        file: a template (programme, exercise, stretch, ...), another language's words, a pose, a
            drawing of ours, or a photo.
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
        inside = sorted(path.rglob("*")) if path.is_dir() else []
        known = [file for file in inside if file.suffix.lower() in {*ENDINGS, *also}]
        found += [file for file in known if not file.is_dir()] or [path]
    return tuple(found)


def kind_of(tables: dict[str, object], file: Path) -> type[Record | Pose]:
    """Tell what a template or pose is: by its folder, else by the keys it has.

    Raises:
        TemplateError: when it is none.

    Example:
        >>> kind_of({"name": "Narrow push-up", "muscles": {}}, Path("narrow-push-up.toml")).__name__
        'Pose'
    """
    if tables.keys() & set(FRAME_NAMES):
        return Pose
    kinds: dict[str, type[Record | Pose]] = {"images": Pose}
    kinds |= {name: kind for kind, name in FOLDERS.items()}
    folder = file.resolve().parent.name
    if folder in kinds:
        return kinds[folder]
    best = max(kinds.values(), key=lambda kind: len(kind.model_fields.keys() & tables.keys()))
    if len(best.model_fields.keys() & tables.keys()) < FEWEST_KEYS:
        said = (
            "is neither a programme, an exercise, a stretch, a warm-up, a sport, a topic nor a pose"
        )
        raise TemplateError(said, where=str(file))
    return best


def _problems(file: Path, templates: Path | None) -> Iterator[Problem]:
    """Yield the problems of a file of any kind. Raises TemplateError with further ones."""
    if file.is_dir():
        if find_files([file]) == (file,):
            yield Problem("", "there is nothing to check in this folder")
        else:
            yield Problem("", "is a folder", "check the files in it")
    elif is_photo(file):
        width, height = read_photo(file, file.stem).full
        if width < FEWEST_PIXELS:
            said = f"has {width} x {height} pixels and will look blurred"
            yield Problem("", said, "800 across print sharply", "warning")
    elif file.suffix.lower() == ".svg":
        read_drawing(file)
    elif file.name == CLUB_FILE:
        file.stat()
        remedy = f"use runstrong club check {file.parent}"
        yield Problem("", "is looked at together with its roster", remedy, "warning")
    else:
        yield from _table_problems(read_toml(file), file, templates)


def _table_problems(
    tables: dict[str, object], file: Path, templates: Path | None
) -> Iterator[Problem]:
    if file.resolve().parent.name == WORDS:
        yield from word_problems(tables)
    elif file.name == BANDS or "band" in tables:
        parse(BandScale, tables, str(file))
    elif issubclass(kind := kind_of(tables, file), Pose):
        yield from check_pose(read_pose(tables, str(file)))
    else:
        yield from _record_problems(parse(kind, tables, str(file)), file, templates)


def _record_problems(record: Record, file: Path, templates: Path | None) -> Iterator[Problem]:
    library = Library(templates or own_folder(file))
    wrong = list(unprintable(record.model_dump(mode="json")))
    yield from wrong
    broken = list(broken_links(record, file.stem, library))
    yield from broken
    yield from missing_picture(record, file.stem, library)
    slug_of(file)  # the others call it by its name
    if isinstance(record, Programme) and not wrong and not broken:
        yield from audit(library.adopt(Programme, file), library)

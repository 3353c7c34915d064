"""Reads pictures for the pages: photos, stored drawings, and poses that are drawn on the spot."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.errors import Problem, TemplateError
from runstrong_pdf.library import PHOTOS, Library, read_toml
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp

if TYPE_CHECKING:
    from runstrong_pdf.figures.drawing import Drawing
    from runstrong_pdf.figures.pose import Pose
    from runstrong_pdf.pdf.picture import Photo

Pictured = Exercise | WarmUp | Stretch | CrossTraining
PICTURED: tuple[type[Pictured], ...] = (Exercise, WarmUp, Stretch, CrossTraining)
"""The kinds of record that have a picture; an earlier kind goes before one of the same name."""


def load_drawings(slugs: Iterable[str], library: Library) -> "dict[str, Drawing | Photo]":
    """Return the drawing of every slug, or the photo that takes its place.

    Raises:
        TemplateError: with every picture that is missing or cannot be used.
    """
    found: dict[str, Drawing | Photo] = {}
    wrong: list[Problem] = []
    for slug in dict.fromkeys(slugs):
        try:
            found[slug] = load_drawing(slug, library)
        except TemplateError as error:
            wrong += error.problems
    if wrong:
        raise TemplateError(wrong)
    return found


def load_drawing(slug: str, library: Library) -> "Drawing | Photo":
    """Return one drawing or photo. Raises TemplateError."""
    file = library.image(slug)
    if file is None:
        raise TemplateError(
            f"images: there is no picture of {slug}; "
            f"it may be {slug}.toml (a pose), {slug}.jpg, {slug}.png or {slug}.webp"
        )
    return _photo(slug, file, library) if is_photo(file) else read_drawing(file)


def load_file(file: Path) -> "Drawing | Photo":
    """Return the picture in a file of any kind. Raises TemplateError."""
    from runstrong_pdf.pdf.picture import read_photo  # noqa: PLC0415

    return read_photo(file, file.stem) if is_photo(file) else read_drawing(file)


def is_photo(file: Path) -> bool:
    """Return whether a file's ending is one of a photo."""
    return file.suffix.lower() in PHOTOS


def read_drawing(file: Path) -> "Drawing":
    """Return the drawing of an SVG that we made, or of a pose. Raises TemplateError."""
    from runstrong_pdf.figures.svg import read  # noqa: PLC0415  only where pictures are needed

    if file.suffix != ".svg":
        return draw_file(file)
    try:
        return read(_text(file))
    except TemplateError as error:
        hint = "a picture of your own can be a pose (.toml), or a jpg, png or webp"
        raise TemplateError(f"{file}: {error}; {hint}") from error


def draw_file(file: Path) -> "Drawing":
    """Draw a pose file on the spot. Raises TemplateError."""
    from runstrong_pdf.figures.draw import draw  # noqa: PLC0415

    return draw(read_pose_file(file))


def read_pose_file(file: Path) -> "Pose":
    """Return the pose that a file describes. Raises TemplateError with every problem."""
    from runstrong_pdf.figures.pose import read_pose  # noqa: PLC0415

    read_toml(file)  # names what is wrong with the file as such
    return read_pose(_text(file), str(file))


def _photo(slug: str, file: Path, library: Library) -> "Photo":
    """Read a photo; what it shows is said in the words of the drawing whose place it takes."""
    from runstrong_pdf.pdf.picture import read_photo  # noqa: PLC0415

    drawn = library.image(slug, photos=False)
    if drawn is None:
        return read_photo(file, _name(slug, library))
    drawing = read_drawing(drawn)
    said = (frame.description.rstrip(".") for frame in drawing.frames if frame.description)
    return read_photo(file, drawing.name, ". ".join(said))


def _name(slug: str, library: Library) -> str:
    found = (library.one(kind, slug).name for kind in PICTURED if slug in library.slugs(kind))
    return next(found, slug)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TemplateError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TemplateError(f"{file}: is not UTF-8 text (byte {error.start})") from error

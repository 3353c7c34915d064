"""Reads pictures for the pages: photos, stored drawings, and poses that are drawn on the spot."""

from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.errors import ProblemCollector, TemplateError
from runstrong_pdf.figures.drawing import FORMS_ENDING, Drawing, unpacked
from runstrong_pdf.library import ENGLISH, IMAGES, LARGEST_TEMPLATE, PHOTOS, Library, read_text
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.resources import data_folder

if TYPE_CHECKING:
    from runstrong_pdf.pdf.picture import Photo

Pictured = Exercise | WarmUp | Stretch | CrossTraining
PICTURED: tuple[type[Pictured], ...] = (Exercise, WarmUp, Stretch, CrossTraining)
"""The kinds of record that have a picture; an earlier kind goes before one of the same name."""


def load_drawings(
    slugs: Iterable[str], library: Library, whole: Container[str] = ()
) -> "dict[str, Drawing | Photo]":
    """Return the drawing of every slug as it was made ready, or the photo that takes its place.

    Args:
        whole: drawings of which all frames are needed together; of others, each for itself.

    Raises:
        TemplateError: with every picture that is missing or cannot be used.
    """
    found: dict[str, Drawing | Photo] = {}
    wrong = ProblemCollector()
    for slug in dict.fromkeys(slugs):
        with wrong.collected():
            picture = _ready(slug, library, whole=slug in whole) or _picture(slug, library)
            found[slug] = _told(picture, slug, library)
    wrong.stop(TemplateError)
    return found


def load_drawing(slug: str, library: Library) -> "Drawing | Photo":
    """Return one drawing or photo, told in the library's language. Raises TemplateError.

    Example:
        >>> load_drawing("push-up", Library()).name
        'Push-up'
    """
    return _told(_picture(slug, library), slug, library)


def _picture(slug: str, library: Library) -> "Drawing | Photo":
    file = library.image(slug)
    if file is None:
        raise TemplateError(
            f"there is no picture of {slug}; "
            f"it may be {slug}.toml (a pose), {slug}.jpg, {slug}.png or {slug}.webp",
            where="images",
        )
    return _photo_of(slug, file, library) if is_photo(file) else read_drawing(file)


def _ready(slug: str, library: Library, *, whole: bool) -> Drawing | None:
    """Return a drawing of ours as it was made ready ahead of time, as far as it was."""
    file = library.image(slug)
    if file is None or file.suffix != ".svg" or file.parent != data_folder(IMAGES):
        return None
    made = file.with_suffix(FORMS_ENDING)
    if not made.exists():
        return None
    drawing = unpacked(made.read_bytes())
    names = [frame.name for frame in drawing.frames]
    needed = {" ".join(names)} if whole else set(names)
    return drawing if drawing.forms.keys() >= needed else None


def _told(picture: "Drawing | Photo", slug: str, library: Library) -> "Drawing | Photo":
    """Return a picture with its name and what is to be seen in the library's language."""
    if library.language == ENGLISH:
        return picture
    words = library.picture_words(slug)
    name = _name(slug, library)
    if not isinstance(picture, Drawing):
        said = ". ".join(text.rstrip(".") for text in words.values())
        return replace(picture, name=name, description=said or picture.description)
    frames, insets = (
        tuple(f._replace(description=words.get(f.name, f.description)) for f in some)
        for some in (picture.frames, picture.insets)
    )
    return replace(picture, name=name, frames=frames, insets=insets)


def load_file(file: Path) -> "Drawing | Photo":
    """Return the picture in a file of any kind. Raises TemplateError."""
    return _read_photo(file, file.stem) if is_photo(file) else read_drawing(file)


def is_photo(file: Path) -> bool:
    """Return whether a file's ending is one of a photo."""
    return file.suffix.lower() in PHOTOS


def read_drawing(file: Path) -> Drawing:
    """Return the drawing of an SVG that we made, or of a pose. Raises TemplateError."""
    if file.suffix.lower() != ".svg":
        from runstrong_pdf.figures import draw, pose  # noqa: PLC0415  a tenth of a first run

        return draw.draw(pose.read_pose_file(file))
    from runstrong_pdf.figures import svg  # noqa: PLC0415  of what was not made ready only

    text = read_text(file, LARGEST_TEMPLATE)
    try:
        return svg.read(text)
    except TemplateError as error:
        remedy = "a picture of your own can be a pose (.toml), or a jpg, png or webp"
        raise TemplateError(str(error), remedy, where=str(file)) from error


def _photo_of(slug: str, file: Path, library: Library) -> "Photo":
    """Read a photo; what it shows is said in the words of the drawing whose place it takes."""
    drawn = library.image(slug, photos=False)
    if drawn is None:
        return _read_photo(file, _name(slug, library))
    drawing = read_drawing(drawn)
    said = (frame.description.rstrip(".") for frame in drawing.frames if frame.description)
    return _read_photo(file, drawing.name, ". ".join(said))


def _read_photo(file: Path, name: str, description: str = "") -> "Photo":
    from runstrong_pdf.pdf.picture import read_photo  # noqa: PLC0415  Pillow only for photos

    return read_photo(file, name, description)


def _name(slug: str, library: Library) -> str:
    found = (library.one(kind, slug).name for kind in PICTURED if slug in library.slugs(kind))
    return next(found, slug)

"""Reads drawings for the pages: the stored one, or a pose of one's own drawn on the spot."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.library import Library

if TYPE_CHECKING:
    from runstrong_pdf.figures.drawing import Drawing


def load_drawings(slugs: Iterable[str], library: Library) -> "dict[str, Drawing]":
    """Return the drawing of every slug.

    Raises:
        TemplateError: with every picture that is missing or malformed.
    """
    found: dict[str, Drawing] = {}
    wrong: list[str] = []
    for slug in dict.fromkeys(slugs):
        try:
            found[slug] = load_drawing(slug, library)
        except TemplateError as error:
            wrong.append(str(error))
    if wrong:
        raise TemplateError.listing(wrong)
    return found


def load_drawing(slug: str, library: Library) -> "Drawing":
    """Return one drawing. Raises TemplateError."""
    from runstrong_pdf.figures.svg import read  # noqa: PLC0415  only where pictures are needed

    file = library.image(slug)
    if file is None:
        raise TemplateError(f"images/{slug}: there is neither {slug}.svg nor {slug}.toml")
    return read(_text(file)) if file.suffix == ".svg" else draw_file(file)


def draw_file(file: Path) -> "Drawing":
    """Draw a pose file on the spot. Raises TemplateError."""
    from runstrong_pdf.figures.draw import draw  # noqa: PLC0415
    from runstrong_pdf.figures.pose import read_pose  # noqa: PLC0415

    return draw(read_pose(_text(file), str(file)))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{file}: cannot be read: {error}") from error

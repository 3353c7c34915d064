"""What the library holds: exercises, their pictures, programmes and languages."""

from pathlib import Path

from runstrong_pdf.errors import UsageError, expect
from runstrong_pdf.library import open_library, own_name
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.fields import INKS
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.reading import one_of
from runstrong_pdf.pages.drawings import PICTURED, load_drawing


def exercises(templates: Path | str = "") -> dict[str, Exercise]:
    """Return every exercise by its name in `use` and `without`.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Raises:
        TemplateError: with every problem of one's own files.

    Example:
        >>> exercises()["push-up"].cues[0]
        'Hands slightly wider than the shoulders, fingers forward'
    """
    return open_library(templates).all(Exercise)


def programmes(templates: Path | str = "") -> dict[str, Programme]:
    """Return every programme by its name in `programme`.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Raises:
        TemplateError: with every problem of one's own files.

    Example:
        >>> programmes()["bodyweight-to-dumbbells"].name
        'From bodyweight to dumbbells'
    """
    return open_library(templates).all(Programme)


def languages(templates: Path | str = "") -> dict[str, str]:
    """Return every language that sheets can be in, by its tag in `language`, and its own name.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Example:
        >>> languages()["fr"]
        'Français'
    """
    return {tag: own_name(tag) for tag in open_library(templates).languages()}


def picture(
    name: str,
    *,
    format: str = "png",  # noqa: A002  as in render
    ink: str = "colour",
    templates: Path | str = "",
) -> bytes:
    """Return the picture of an exercise, warm-up, stretch or sport.

    Args:
        name: such as `push-up`.
        format: `png`, `svg` or `pdf`.
        ink: `colour`, or `saver` for line art, which an SVG cannot be.

    Raises:
        UsageError: when there is none of that name, or a value is not possible.

    Example:
        >>> picture("push-up", format="svg")[:4]
        b'<svg'
    """
    from runstrong_pdf.pages.picture_file import FORMATS, picture_file  # noqa: PLC0415  loads much

    expect(name=(name, str), format=(format, str), ink=(ink, str))
    library = open_library(templates)
    if not any(name in library.slugs(kind) for kind in PICTURED):
        raise UsageError(f"{name[:60]!r}: there is no such exercise", field="name")
    kind, saver = one_of(format, FORMATS, "format"), one_of(ink, INKS, "ink") == "saver"
    return picture_file(load_drawing(name, library), kind, ink_saver=saver)

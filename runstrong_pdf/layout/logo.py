"""A club's logo on a page: inside a circle, whole, in its own proportions, on white."""

from typing import TYPE_CHECKING

from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM

if TYPE_CHECKING:
    from runstrong_pdf.pdf.logo import Logo

KEY = "club logo"


def draw_logo(
    sheet: Sheet, logo: "Logo", x: float, y: float, diameter: float, alt: str, *, ink_saver: bool
) -> None:
    """Print a logo as large as it fits a circle around (x, y), as one Figure.

    Args:
        diameter: of the circle, millimetres.
        ink_saver: in light grey.
    """
    from runstrong_pdf.pdf.placed_logo import PlacedLogo  # noqa: PLC0415  Pillow only for logos

    left, top, right, bottom = logo.box
    scale = diameter / 2 / logo.radius
    wide, high = (right - left) * scale, (bottom - top) * scale
    x, y = x - wide / 2, y - high / 2
    with sheet.figure(x, y, wide, high, alt):
        placed = PlacedLogo(logo, ink_saver=ink_saver)
        placed.draw(sheet.canvas, KEY, sheet.across(x), sheet.up(y + high), wide * MM, high * MM)

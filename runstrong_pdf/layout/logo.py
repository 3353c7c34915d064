"""A club's logo on a page: inside a circle, whole, in its own proportions, on white."""

from typing import TYPE_CHECKING

from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.pdf.embedded import EmbeddedPhoto

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
    photo = logo.light_picture() if ink_saver else logo.picture
    scale = diameter / 2 / logo.radius
    wide, high = (pixels * scale for pixels in photo.pixels.size)
    x, y = x - wide / 2, y - high / 2
    with sheet.figure(x, y, wide, high, alt):
        if not sheet.canvas.has_form(KEY):
            sheet.canvas.photo(KEY, EmbeddedPhoto(photo, grey=ink_saver))
        corner = sheet.across(x), sheet.up(y + high)
        sheet.canvas.place_photo(KEY, *corner, wide * MM, high * MM)

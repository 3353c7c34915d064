"""Weights in kilograms or pounds, and sizes of paper, as people say them.

Everything else counts in kilograms and millimetres.
"""

from typing import Literal

Units = Literal["kg", "lb"]
POUND = 0.45359237
"""Kilograms."""


def in_kilograms(number: float, units: Units) -> float:
    """Return kilograms, of pounds to the nearest ten grams.

    Example:
        >>> in_kilograms(5, "lb"), in_kilograms(5, "kg")
        (2.27, 5)
    """
    return round(number * POUND, 2) if units == "lb" else number


def number_in(units: Units, kg: float) -> float:
    """Return the number that a weight in kilograms has in these units.

    Example:
        >>> number_in("lb", 2.27), number_in("lb", 2), number_in("kg", 2.5)
        (5.0, 4.4, 2.5)
    """
    return round(kg / POUND, 1) if units == "lb" else kg


PAPER_SIZES = {
    "A4": (210.0, 297.0), "Letter": (215.9, 279.4), "A5": (148.0, 210.0), "A3": (297.0, 420.0),
    "A6": (105.0, 148.0), "Legal": (215.9, 355.6), "Tabloid": (279.4, 431.8),
}  # fmt: skip
"""Millimetres, upright."""
TOLERANCE_MM = 1.5
"""Programs round to points or millimetres; Letter and A4 differ by 6 mm."""
METRES_FROM = 2000
"""Millimetres of the long side from which a size is told in metres."""


def paper_name(width: float, height: float) -> str:
    """Return the name of a size in millimetres with its orientation; its measures if it has none.

    Example:
        >>> paper_name(297, 210), paper_name(500, 500)
        ('A4 lying', '500 x 500 mm')
    """
    short, long = sorted((width, height))
    orientation = " lying" if width > height else ""
    for name, (narrow, tall) in PAPER_SIZES.items():
        if abs(short - narrow) <= TOLERANCE_MM and abs(long - tall) <= TOLERANCE_MM:
            return name + orientation
    if long >= METRES_FROM:
        return f"{width / 1000:,.1f} x {height / 1000:,.1f} m"
    return f"{width:.0f} x {height:.0f} mm"

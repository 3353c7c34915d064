"""What sizes of paper are called."""

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

"""Small signs drawn as shapes: text fonts lack the glyphs. All are decoration."""

from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.theme import Look
from runstrong_pdf.model.colour import BLACK


def badge(
    sheet: Sheet, look: Look, letter: str, x: float, y: float, diameter: float, size: float
) -> None:
    """Print a session's letter on an accent disc whose box begins at (x, y)."""
    radius = diameter / 2
    outline = 1.1 if look.keyline else 0.0
    sheet.circle(x + radius, y + radius, radius, inside=look.accent, outline=outline)
    sheet.text(
        x + radius,
        centred(y + radius, size),
        letter,
        "display",
        size,
        align="centre",
        colour=look.on_accent,
    )


def chevron(
    sheet: Sheet, x: float, y: float, size: float, weight: float = 1.1, *, back: bool = False
) -> None:
    """Draw > (or <) centred on (x, y)."""
    side = -1 if back else 1
    arm = side * size * 0.35
    sheet.line([(x - arm, y - size * 0.6), (x + arm, y), (x - arm, y + size * 0.6)], weight)


def chevron_down(sheet: Sheet, x: float, y: float) -> None:
    """Draw a small v centred on (x, y)."""
    sheet.line([(x - 1.2, y - 0.6), (x, y + 0.7), (x + 1.2, y - 0.6)], 1.1)


def cross(sheet: Sheet, x: float, y: float, size: float = 1.8) -> None:
    """Draw a cross for what to avoid, centred on (x, y)."""
    arm = size / 2
    sheet.line([(x - arm, y - arm), (x + arm, y + arm)], 1.3, rounded=True)
    sheet.line([(x - arm, y + arm), (x + arm, y - arm)], 1.3, rounded=True)


def care(sheet: Sheet, x: float, y: float, size: float = 3.5) -> None:
    """Draw a warning triangle `size` wide, from its top left corner."""
    u = size / 3.5
    sheet.polygon([(x, y + 3.1 * u), (x + size / 2, y), (x + size, y + 3.1 * u)], outline=0.9 * u)
    sheet.line([(x + size / 2, y + 1.15 * u), (x + size / 2, y + 2.0 * u)], 0.9 * u)
    sheet.circle(x + size / 2, y + 2.55 * u, 0.2 * u, inside=BLACK)


def dumbbell(sheet: Sheet, x: float, y: float, w: float = 6.4) -> None:
    """Draw a dumbbell whose left end is at x and whose middle is at height y."""
    u = w / 12

    def draw(x: float, y: float) -> None:
        for left, high in ((0, 3.2), (2, 5), (8.6, 5), (10.6, 3.2)):
            above = y + (5 - high) * u / 2
            sheet.rect(x + left * u, above, 1.5 * u, high * u, 0.35 * u, inside=BLACK)
        sheet.rect(x + 3.4 * u, y + 1.9 * u, 5.3 * u, 1.2 * u, inside=BLACK)

    sheet.sign(f"dumbbell {w}", x, y - 2.5 * u, w + 0.1 * u, 5 * u, draw)


def chequered_line(sheet: Sheet, x: float, y: float, w: float, square: float = 1.78) -> None:
    """Draw a finish line of two rows of squares."""
    for row in (0, 1):
        for column in range(row, int(w / square) + 1, 2):
            left = column * square
            sheet.rect(x + left, y + row * square, min(square, w - left), square, inside=BLACK)

"""Small signs drawn as shapes, and hatching that tells things apart without colour.

Text fonts lack the glyphs. All but the warning are decoration. Bands are hatched after the Petra
Sancta code of stamps and coins: or = dots, gules = vertical, vert = diagonal, azure = horizontal.
"""

import math

from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Look
from runstrong_pdf.model.colour import BLACK, RGB, WHITE, contrast
from runstrong_pdf.pdf.syntax import stroke


def badge(
    sheet: Sheet, look: Look, letter: str, x: float, y: float, diameter: float, size: float
) -> None:
    """Print a session's letter on an accent disc whose box begins at (x, y)."""
    radius, ink = diameter / 2, look.on_accent
    outline = 1.1 if look.keyline else 0.0
    sheet.circle(x + radius, y + radius, radius, inside=look.accent, outline=outline)
    at = x + radius, centred(y + radius, size)
    sheet.text(*at, letter, "display", size, align="centre", colour=ink)


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


def arrow_up(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw an arrow upwards, `size` high, centred on (x, y)."""
    half = size / 2
    sheet.line([(x, y + half), (x, y - half)], 1.1)
    wide, low = half * 0.6, y - half * 0.3
    sheet.line([(x - wide, low), (x, y - half), (x + wide, low)], 1.1)


def care(sheet: Sheet, x: float, y: float, size: float, said: str) -> None:
    """Draw a warning triangle `size` wide, from its top left corner; read aloud as `said`."""
    u = size / 3.5

    def draw(x: float, y: float) -> None:
        middle, foot = x + size / 2, y + 3.1 * u
        sheet.polygon([(x, foot), (middle, y), (x + size, foot)], outline=0.9 * u)
        sheet.line([(middle, y + 1.15 * u), (middle, y + 2.0 * u)], 0.9 * u)
        sheet.rect(middle - 0.2 * u, y + 2.35 * u, 0.4 * u, 0.4 * u, 0.2 * u, inside=BLACK)

    with sheet.tag("Span", alt=said):
        sheet.sign(f"care {size:.2f}", x, y, size, 3.1 * u, draw, means=True)


def dumbbell(sheet: Sheet, x: float, y: float, w: float) -> None:
    """Draw a dumbbell whose left end is at x and whose middle is at height y."""
    u = w / 12

    def draw(x: float, y: float) -> None:
        for left, high in ((0, 3.2), (2, 5), (8.6, 5), (10.6, 3.2)):
            above = y + (5 - high) * u / 2
            sheet.rect(x + left * u, above, 1.5 * u, high * u, 0.35 * u, inside=BLACK)
        sheet.rect(x + 3.4 * u, y + 1.9 * u, 5.3 * u, 1.2 * u, inside=BLACK)

    sheet.sign(f"dumbbell {w}", x, y - 2.5 * u, w + 0.1 * u, 5 * u, draw)


def chequered_line(sheet: Sheet, x: float, y: float, w: float) -> None:
    """Draw a finish line of two rows of squares."""
    square = 1.78
    for row in (0, 1):
        for column in range(row, int(w / square) + 1, 2):
            left = column * square
            sheet.rect(x + left, y + row * square, min(square, w - left), square, inside=BLACK)


# -- hatching --------------------------------------------------------------------------------------

STRIPES = {
    "dash": (0.0, 1.0, 0.6),
    "v": (90.0, 0.95, 0.6),
    "h": (0.0, 0.95, 0.6),
    "diag": (45.0, 1.0, 0.6),
    "rdiag": (-45.0, 1.3, 0.8),
    "bars": (90.0, 1.9, 1.9),
}
"""Direction in degrees, distance in millimetres, line in points."""
DOTS = {"dots": (1.5, 0.28), "dense": (1.05, 0.3)}
"""Distance and radius in millimetres."""


def hatch(
    sheet: Sheet,
    kind: str,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    ink: RGB = BLACK,
    spread: float = 1.0,
) -> None:
    """Fill a rectangle with a pattern; `spread` widens its distances."""
    if kind == "plain":
        return

    def draw(x: float, y: float) -> None:
        with sheet.clip(x, y, w, h):
            if kind == "solid":
                sheet.rect(x, y, w, h, inside=ink)
            elif kind in DOTS:
                _dots(sheet, kind, x, y, w, h, ink, spread)
            else:
                _stripes(sheet, kind, x, y, w, h, ink, spread)

    sheet.sign(f"hatch {kind} {w:.3f} {h:.3f} {ink} {spread}", x, y, w, h, draw)


def swatch(
    sheet: Sheet,
    colour: RGB,
    pattern: str,
    x: float,
    y: float,
    *,
    w: float = 5.6,
    h: float = 3.6,
    plain_paper: bool = False,
) -> None:
    """Draw a band colour as a small patterned field; on plain paper the pattern alone."""
    ink = BLACK if plain_paper or contrast(colour, BLACK) > 5 else WHITE

    def draw(x: float, y: float) -> None:
        sheet.rect(x, y, w, h, 0.7, inside=WHITE if plain_paper else colour)
        if plain_paper or pattern != "solid":
            with sheet.clip(x, y, w, h, 0.7):
                hatch(sheet, pattern, x, y, w, h, ink=ink)
        sheet.rect(x, y, w, h, 0.7, outline=0.6)

    sheet.sign(f"swatch {colour} {pattern} {w:.3f} {h:.3f} {plain_paper}", x, y, w, h, draw)


def _dots(
    sheet: Sheet, kind: str, x: float, y: float, w: float, h: float, ink: RGB, spread: float
) -> None:
    distance, radius = DOTS[kind]
    step = distance * spread
    rows = " ".join(
        sheet.path([(x + step * (0.5 + 0.5 * (row % 2)), height), (x + w + step, height)])
        for row in range(int(h / step / 0.8) + 2)
        for height in (y + step * (0.5 + 0.8 * row),)
    )
    diameter, gap = 2 * radius * spread * MM, step * MM
    # a dashed line of dashes without length and round ends is a row of dots
    dash = f"[.01 {gap - 0.01:.2f}] 0 d"
    sheet.canvas.decorate(f"q {stroke(ink)} {diameter:.2f} w 1 J {dash} {rows} S Q")


def _stripes(
    sheet: Sheet, kind: str, x: float, y: float, w: float, h: float, ink: RGB, spread: float
) -> None:
    degrees, distance, line = STRIPES[kind]
    angle, step = math.radians(degrees), distance * spread
    along = (math.cos(angle), math.sin(angle))
    reach = math.hypot(w, h) / 2
    paths = []
    for i in range(-int(reach / step) - 1, int(reach / step) + 2):
        cx, cy = x + w / 2 - along[1] * i * step, y + h / 2 + along[0] * i * step
        ends = [(cx - along[0] * reach, cy - along[1] * reach)]
        ends.append((cx + along[0] * reach, cy + along[1] * reach))
        paths.append(sheet.path(ends))
    dash = "[2.2 1.8] 0 d " if kind == "dash" else ""
    weight = sheet.weight(line)
    sheet.canvas.decorate(f"q {stroke(ink)} {weight:.3g} w {dash}{' '.join(paths)} S Q")

"""Shapes as paths, in points: of pages and form fields alike, and QR codes (ISO/IEC 18004).

Codes are made here: no server sees the link.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

ROUND = 0.5523
"""Bezier handle of a quarter circle of radius 1."""


@lru_cache(maxsize=128)
def circle(radius: float) -> str:
    """Return the path of a circle around the origin."""
    r, k = radius, radius * ROUND
    quarters = ((r, k, k, r, 0.0, r), (-k, r, -r, k, -r, 0.0), (-r, -k, -k, -r, 0.0, -r))
    last = (k, -r, r, -k, r, 0.0)
    curves = (" ".join(f"{at:.2f}" for at in quarter) + " c" for quarter in (*quarters, last))
    return f"{r:.2f} 0.00 m {' '.join(curves)} h"


@lru_cache(maxsize=128)
def ring(size: float, line: float) -> str:
    """Return a white ring with a black outline in a square `size` wide, from its lower left."""
    middle = f"{size / 2:.2f}"
    path = circle((size - line) / 2)
    return f"q 1 g 0 G {line:g} w 1 0 0 1 {middle} {middle} cm {path} b Q\n"


@lru_cache(maxsize=128)
def square(size: float, line: float) -> str:
    """Return a white square with rounded corners and a black outline."""
    low, high = line / 2, size - line / 2
    corner = min(2.0, size * 0.14)
    bow = corner * 0.4477
    return (
        f"q 1 g 0 G {line:g} w "
        f"{low + corner:.2f} {low:.2f} m {high - corner:.2f} {low:.2f} l "
        f"{high - bow:.2f} {low:.2f} {high:.2f} {low + bow:.2f} {high:.2f} {low + corner:.2f} c "
        f"{high:.2f} {high - corner:.2f} l "
        f"{high:.2f} {high - bow:.2f} {high - bow:.2f} {high:.2f} {high - corner:.2f} {high:.2f} c "
        f"{low + corner:.2f} {high:.2f} l "
        f"{low + bow:.2f} {high:.2f} {low:.2f} {high - bow:.2f} {low:.2f} {high - corner:.2f} c "
        f"{low:.2f} {low + corner:.2f} l "
        f"{low:.2f} {low + bow:.2f} {low + bow:.2f} {low:.2f} {low + corner:.2f} {low:.2f} c b Q\n"
    )


QUIET = 4
"""Modules of white that a code needs on every side."""


class QrCode(NamedTuple):
    """A code.

    Attributes:
        rows: dark (True) and light modules, row by row from the top.
    """

    rows: tuple[tuple[bool, ...], ...]

    @property
    def side(self) -> int:
        """How many modules it is wide and high, without the quiet zone."""
        return len(self.rows)

    def operators(self, x: float, y: float, size: float) -> str:
        """Return what paints it as one path, `size` points wide, its top left corner at (x, y)."""
        path = " ".join(f"{left} {top} {long} 1 re" for left, top, long in self._bars())
        module = size / self.side
        return f"q {module:.5f} 0 0 {-module:.5f} {x:.2f} {y:.2f} cm 0 g {path} f Q"

    def _bars(self) -> Iterator[tuple[int, int, int]]:
        """Yield left, top and length of every run of dark modules."""
        for top, row in enumerate(self.rows):
            left = 0
            for dark, run in groupby(row):
                long = len(list(run))
                if dark:
                    yield left, top, long
                left += long


@lru_cache(maxsize=8)
def qr_code(text: str) -> QrCode:
    """Return the code of an ASCII text at level M: 15 % of it may be dirty or torn."""
    import segno  # noqa: PLC0415  it loads the modules of HTTP, and few plans have a link

    made = segno.make(text, error="m", micro=False, boost_error=False)
    return QrCode(tuple(tuple(bool(module) for module in row) for row in made.matrix))

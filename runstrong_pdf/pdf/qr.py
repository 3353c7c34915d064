"""QR codes (ISO/IEC 18004), made here: no server sees the link, and the code is a vector path."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

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
    import segno  # noqa: PLC0415  20 ms that only a link is worth

    made = segno.make(text, error="m", micro=False, boost_error=False)
    return QrCode(tuple(tuple(bool(module) for module in row) for row in made.matrix))

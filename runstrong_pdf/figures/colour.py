"""Colours: from hex codes, mixed, and compared as the eye compares them."""

from functools import cache
from math import dist

RGB = tuple[float, float, float]

WHITE: RGB = (1.0, 1.0, 1.0)
BLACK: RGB = (0.0, 0.0, 0.0)


@cache
def rgb(code: str) -> RGB:
    """Return the colour of "#RRGGBB", each part from 0 to 1."""
    digits = code.removeprefix("#")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def hex_code(colour: RGB) -> str:
    """Return "#RRGGBB"."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Return `a` with `share` (0 to 1) of `b` in it."""
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


def difference(a: RGB, b: RGB) -> float:
    """Return how different two colours look: their distance in CIE Lab (100 = black to white)."""
    return dist(_lab(a), _lab(b))


@cache
def _lab(colour: RGB) -> RGB:
    red, green, blue = (_linear(part) for part in colour)
    x = _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _cube_root(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

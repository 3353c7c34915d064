"""Colours, each channel from 0 to 1: read, mixed, compared as the eye compares them."""

import colorsys
import re
from functools import cache
from math import dist

from runstrong_pdf.errors import UsageError

RGB = tuple[float, float, float]
BLACK: RGB = (0.0, 0.0, 0.0)
WHITE: RGB = (1.0, 1.0, 1.0)


def parse_colour(text: str) -> RGB:
    """Return a colour written as `#7a1f3d`, `7a1f3d` or in short `#a13`. Raises UsageError.

    Example:
        >>> parse_colour("#f00")
        (1.0, 0.0, 0.0)
    """
    if not re.fullmatch(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", text):
        raise UsageError(
            f"{text[:30]!r} is not a colour",
            "write six hexadecimal figures such as #7a1f3d",
            field="colour",
        )
    digits = text.removeprefix("#")
    return rgb(digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


@cache
def rgb(code: str) -> RGB:
    """Return the colour of a correct `#RRGGBB`."""
    digits = code.removeprefix("#")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def hex_code(colour: RGB) -> str:
    """Return a colour as `#RRGGBB`."""
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in colour)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Return `a` with `share` (0 to 1) of `b` in it."""
    red, green, blue = (x + (y - x) * share for x, y in zip(a, b, strict=True))
    return red, green, blue


def linear(channel: float) -> float:
    """Return the light of an sRGB channel, 0 to 1 (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def luminance(colour: RGB) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2)."""
    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: RGB, b: RGB) -> float:
    """Return the WCAG 2 contrast ratio, 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def darkened(colour: RGB, ratio: float) -> RGB:
    """Return `colour` darkened in 1 % steps until it stands off white by `ratio`."""
    steps = (mix(colour, BLACK, step / 100) for step in range(101))
    return next(shade for shade in steps if contrast(shade, WHITE) >= ratio)


def saturation(colour: RGB) -> float:
    """Return the HLS saturation, 0 (grey) to 1."""
    return colorsys.rgb_to_hls(*colour)[2]


def difference(a: RGB, b: RGB) -> float:
    """Return how different two colours look: their distance in CIE Lab (100 = black to white)."""
    return dist(_lab(a), _lab(b))


@cache
def _lab(colour: RGB) -> RGB:
    red, green, blue = map(linear, colour)
    x = _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


def colour_name(red: float, green: float, blue: float) -> str:
    """Return what a reader calls a colour.

    Example:
        >>> colour_name(0.5, 0.25, 0.1), colour_name(0, 0.9, 0.9)
        ('brown', 'turquoise')
    """
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.15:
        return "white" if value > 0.93 else "grey" if value > 0.2 else "black"
    wheel = ((20, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (195, "turquoise"),
             (255, "blue"), (290, "purple"), (340, "pink"), (361, "red"))  # fmt: skip
    named = next(name for end, name in wheel if hue * 360 < end)
    if named in {"orange", "red"} and value < 0.6:
        return "brown" if named == "orange" else "dark red"
    return f"light {named}" if saturation < 0.4 and value > 0.8 else named

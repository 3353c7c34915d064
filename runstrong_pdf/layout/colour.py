"""Colours that stay legible: WCAG contrast and what follows from it. Channels 0 to 1."""

import colorsys
import re

from runstrong_pdf.errors import UsageError

RGB = tuple[float, float, float]
BLACK: RGB = (0.0, 0.0, 0.0)
WHITE: RGB = (1.0, 1.0, 1.0)


def parse_colour(text: str) -> RGB:
    """Return a colour written as `#7a1f3d`, `7a1f3d` or in short `#a13`. Raises UsageError."""
    if not re.fullmatch(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", text):
        raise UsageError(
            f"--colour: {text[:30]!r} is not a colour",
            "write six hexadecimal figures such as #7a1f3d",
        )
    digits = text.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return (red, green, blue)


def hexadecimal(colour: RGB) -> str:
    """Return a colour as `#rrggbb`."""
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """Return `a` with `share` (0 to 1) of `b`."""
    red, green, blue = (x + (y - x) * share for x, y in zip(a, b, strict=True))
    return (red, green, blue)


def contrast(a: RGB, b: RGB) -> float:
    """Return the WCAG 2 contrast ratio, 1 to 21."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def darkened(colour: RGB, ratio: float) -> RGB:
    """Return `colour` darkened in 1 % steps until it stands off white by `ratio`."""
    steps = (mix(colour, BLACK, step / 100) for step in range(101))
    return next(shade for shade in steps if contrast(shade, WHITE) >= ratio)


def saturation(colour: RGB) -> float:
    """Return the HLS saturation, 0 (grey) to 1."""
    return colorsys.rgb_to_hls(*colour)[2]


def _luminance(colour: RGB) -> float:
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

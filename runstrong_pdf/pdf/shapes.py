"""Shapes that are drawn on pages and in form fields alike, in points."""

from functools import lru_cache

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

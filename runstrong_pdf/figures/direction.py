"""Directions in words: "out", "down-slightly back", "forward"; or as a list [out, up, front]."""

from collections.abc import Callable
from math import isfinite
from typing import Annotated

from pydantic import PlainValidator

from runstrong_pdf.figures.vectors import (
    UP,
    WORLD,
    ZERO,
    Axes,
    Vector,
    along,
    scale,
    to_world,
    unit,
)

# Words that follow the body; the sign is +1 for the left limb, -1 for the right one.
BODY: dict[str, Callable[[Axes, float], Vector]] = {
    "out": lambda axes, sign: scale(axes[0], sign),
    "in": lambda axes, sign: scale(axes[0], -sign),
    "left": lambda axes, _: axes[0],
    "right": lambda axes, _: scale(axes[0], -1),
    "head": lambda axes, _: axes[1],
    "feet": lambda axes, _: scale(axes[1], -1),
    "front": lambda axes, _: axes[2],
    "back": lambda axes, _: scale(axes[2], -1),
}
# Words that follow the room.
ROOM: dict[str, Vector] = {
    "up": UP,
    "down": scale(UP, -1),
    "forward": WORLD[2],
    "backward": scale(WORLD[2], -1),
}
SLIGHTLY = "slightly "
SLIGHTLY_WEIGHT = 0.35


def _read(value: object) -> "str | Vector":
    if isinstance(value, str):
        for word in value.split("-"):
            if word.strip().removeprefix(SLIGHTLY) not in BODY | ROOM:
                raise ValueError(
                    f"unknown direction word {word!r}; allowed: {', '.join(BODY | ROOM)}, "
                    f'joined with "-", each with "slightly " before it if need be'
                )
        return value
    if isinstance(value, list | tuple) and len(value) == 3:
        out, up, front = value
        if all(isinstance(n, int | float) and isfinite(n) for n in value) and any(value):
            return (float(out), float(up), float(front))
    raise ValueError(f"a direction is words or three numbers [out, up, front], not {value!r}")


Direction = Annotated[str | Vector, PlainValidator(_read)]


def resolve(direction: str | Vector, sign: float, axes: Axes) -> Vector:
    """Return the unit direction in the world.

    Args:
        direction: words or [out, up, front].
        sign: +1 for a limb of the left side, -1 for the right.
        axes: the body part the words refer to.
    """
    if not isinstance(direction, str):
        out, up, front = direction
        return unit(to_world(axes, (out * sign, up, front)))
    total = ZERO
    for part in direction.split("-"):
        word = part.strip()
        weight = SLIGHTLY_WEIGHT if word.startswith(SLIGHTLY) else 1.0
        word = word.removeprefix(SLIGHTLY)
        total = along(total, ROOM[word] if word in ROOM else BODY[word](axes, sign), weight)
    return unit(total)

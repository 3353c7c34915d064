"""Who is in the picture: skin tones and hair styles, spread over the exercises.

Heights of hair are above the head joint, angles around the head (0 = front, 180 = back), degrees.
"""

from typing import Literal, NamedTuple
from zlib import crc32

# (height, first angle that has hair), from nape to crown
HairLine = tuple[tuple[float, float], ...]

USUAL: HairLine = (
    (-0.006, 142.0),
    (0.006, 130.0),
    (0.018, 121.0),
    (0.030, 113.0),
    (0.036, 98.0),
    (0.044, 84.0),
    (0.054, 74.0),
    (0.066, 66.0),
    (0.078, 52.0),
    (0.087, 30.0),
    (0.091, 14.0),
    (0.093, 4.0),
    (0.101, -2.0),
)
FULL: HairLine = (
    (-0.006, 140.0),
    (0.006, 118.0),
    (0.018, 104.0),
    (0.030, 98.0),
    (0.042, 92.0),
    (0.052, 84.0),
    (0.062, 70.0),
    (0.074, 52.0),
    (0.084, 32.0),
    (0.090, 14.0),
    (0.093, 4.0),
    (0.101, -2.0),
)
# A scarf frames the face and covers ears and throat.
SCARF: HairLine = (
    (-0.016, 50.0),
    (-0.008, 56.0),
    (0.004, 62.0),
    (0.020, 66.0),
    (0.036, 68.0),
    (0.052, 66.0),
    (0.064, 60.0),
    (0.076, 48.0),
    (0.086, 28.0),
    (0.091, 12.0),
    (0.093, 4.0),
    (0.101, -2.0),
)


class Hang(NamedTuple):
    """Hair that stands off the head: a chain of balls from a point of the head.

    Attributes:
        height: where it begins, above the head joint.
        back: how far behind the head joint it begins.
        stand: how far it first goes straight back.
        fall: how far it then hangs down.
        radii: of the balls, from the head on.
    """

    height: float
    back: float
    stand: float
    fall: float
    radii: tuple[float, ...]


class HairStyle(NamedTuple):
    """A way to wear hair.

    Attributes:
        role: its colour role.
        volume: its size against close-cropped hair.
        line: where it begins.
        hang: what hangs down, if anything does.
        curls: radius of the curls along the outline; 0 for smooth hair.
        edged: whether line art draws the edge, because the inside stays white.
        ears: whether the ears show.
    """

    role: str = "hair"
    volume: float = 1.05
    line: HairLine = USUAL
    hang: Hang | None = None
    curls: float = 0.0
    edged: bool = False
    ears: bool = True


STYLES = {
    "short": HairStyle(),
    "bun": HairStyle(hang=Hang(0.088, 0.052, 0.014, 0.0, (0.016, 0.0235))),
    "ponytail": HairStyle(
        hang=Hang(0.074, 0.052, 0.022, 0.105, (0.011, 0.0155, 0.0185, 0.017, 0.005))
    ),
    "plait": HairStyle(
        hang=Hang(
            0.020,
            0.046,
            0.016,
            0.190,
            (0.016, 0.0165, 0.012, 0.0155, 0.0115, 0.0145, 0.010, 0.0125, 0.008, 0.009),
        )
    ),
    "curly": HairStyle(volume=1.14, line=FULL, curls=0.0165, ears=False),
    "shaved": HairStyle(role="stubble", volume=0.985, edged=True),
    "headscarf": HairStyle(role="scarf", volume=1.06, line=SCARF, edged=True, ears=False),
}


HairName = Literal["short", "bun", "ponytail", "curly", "plait", "shaved", "headscarf"]


class Look(NamedTuple):
    """A skin tone, 1 (light) to 6 (dark), and a hair style."""

    skin: int
    hair: HairName


LOOKS = (
    Look(2, "short"),
    Look(4, "ponytail"),
    Look(6, "shaved"),
    Look(1, "bun"),
    Look(3, "short"),
    Look(5, "curly"),
    Look(2, "plait"),
    Look(4, "headscarf"),
    Look(5, "short"),
    Look(1, "ponytail"),
    Look(6, "bun"),
    Look(3, "shaved"),
)


def look_for(name: str) -> Look:
    """Return the look of a figure whose pose file does not choose one.

    It depends on the name alone, so that a picture does not change when another is added.
    """
    return LOOKS[crc32(name.encode()) % len(LOOKS)]

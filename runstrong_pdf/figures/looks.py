"""Who is in the picture: skin tones and hair styles, spread over the exercises.

Heights of hair are above the head joint, angles around the head (0 = front, 180 = back), degrees.
"""

from typing import Any, Literal, NamedTuple
from zlib import crc32

from runstrong_pdf.figures.proportions import BODY

# (height, first angle that has hair), from nape to crown
HairLine = tuple[tuple[float, float], ...]
HAIRLINES: dict[str, HairLine] = BODY["hairlines"]


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
    line: HairLine = HAIRLINES["usual"]
    hang: Hang | None = None
    curls: float = 0.0
    edged: bool = False
    ears: bool = True


def _style(written: dict[str, Any]) -> HairStyle:
    line = HAIRLINES[written.get("line", "usual")]
    hang = Hang(*written["hang"]) if "hang" in written else None
    return HairStyle(**written | {"line": line, "hang": hang})


STYLES = {name: _style(written) for name, written in BODY["styles"].items()}
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

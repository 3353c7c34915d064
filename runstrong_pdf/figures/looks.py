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
    """Hair that stands off the head: a chain of balls that first goes back, then hangs down."""

    height: float
    back: float
    stand: float
    fall: float
    radii: tuple[float, ...]


class HairStyle(NamedTuple):
    """A way to wear hair: its size against close-cropped hair, where it begins, what hangs down.

    `curls` is their radius along the outline, 0 for smooth hair; of `edged` hair line art draws
    the edge, because its inside stays white.
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


LOOKS = tuple(Look(*row) for row in BODY["looks"])


def look_for(name: str) -> Look:
    """Return the look of a figure whose pose file does not choose one.

    It depends on the name alone, so that a picture does not change when another is added.
    """
    return LOOKS[crc32(name.encode()) % len(LOOKS)]

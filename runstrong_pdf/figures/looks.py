"""Who is in the picture: skin tones and hair styles, spread over the exercises."""

from typing import Literal, NamedTuple
from zlib import crc32

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

"""The places of personal text, and what stamping needs to fill them. No ReportLab in here."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple, Self

from runstrong_pdf.errors import UsageError

RGB = tuple[float, float, float]
BLACK: RGB = (0.0, 0.0, 0.0)


class SlotPlace(NamedTuple):
    """Where and how a personal text will stand.

    Attributes:
        page: the first on which it stands, from 1; set by the canvas.
        stream: the number of the object that prints it; set when the document is frozen.
        key: names the text among the values that are stamped.
        opening: the operator that opens its marked-content sequence; set by the canvas.
        x: left edge, centre or right edge, as `align` says; y: baseline. Points.
        floor: the smallest type size it may shrink to.
        width: the widest it may be, in points.
    """

    key: str
    x: float
    y: float
    role: str
    size: float
    floor: float
    width: float
    align: str = "left"
    page: int = 0
    opening: str = ""
    stream: int = 0


class MissingCharacterError(UsageError):
    """A text has a character that no face can draw."""

    @classmethod
    def of(cls, text: str, character: str, field: str = "") -> Self:
        """Return the error for a text and the first character of it that is missing."""
        name = unicodedata.name(character, "unnamed")
        shown = text if len(text) <= 40 else text[:37] + "..."
        return cls(
            f"{shown!r} has a character that cannot be printed: "
            f"{character!r} (U+{ord(character):04X}, {name.lower()})",
            "Latin, Greek, Cyrillic and Vietnamese letters, figures and punctuation can be printed",
            field=field,
        )


@lru_cache(maxsize=1024)
def fill(colour: RGB) -> str:
    """Return the operator that sets the fill colour."""
    return f"{_components(colour)} rg" if len(set(colour)) > 1 else f"{_number(colour[0])} g"


@lru_cache(maxsize=1024)
def stroke(colour: RGB) -> str:
    """Return the operator that sets the stroke colour."""
    return f"{_components(colour)} RG" if len(set(colour)) > 1 else f"{_number(colour[0])} G"


def shortest(value: float, decimals: int = 1) -> str:
    """Return a number without needless zeros."""
    digits = "%.*f" % (decimals, value)  # noqa: UP031  in two thirds of the time
    return digits.rstrip("0").rstrip(".") or "0"


def _components(colour: RGB) -> str:
    return " ".join(_number(part) for part in colour)


def _number(value: float) -> str:
    return shortest(value, 3)

"""The places of personal text, and the alphabets that it may be written in. No ReportLab here."""

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Self

from runstrong_pdf.errors import UsageError


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


ALPHABETS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "ascii": (0x20, 0x7E),
        "latin": (0xA1, 0x17F),
        "more-latin": (0x180, 0x24F),
        "greek": (0x370, 0x3FF),
        "cyrillic": (0x400, 0x52F),
        "vietnamese": (0x1E00, 0x1EFF),
        "greek-accents": (0x1F00, 0x1FFF),
        "marks": (0x2000, 0xFFFF),
    }
)
"""First and last character of each block that a template can be made for."""


def alphabets_of(text: str) -> tuple[str, ...]:
    """Return the names of the `ALPHABETS` that a text is written in, also in capitals.

    Example:
        >>> alphabets_of("Zoë Łuczak"), alphabets_of("")
        (('ascii', 'latin'), ())
    """
    codes = {ord(character) for character in text + text.upper()}
    return tuple(
        name
        for name, (low, high) in ALPHABETS.items()
        if (text and name == "ascii") or any(low <= code <= high for code in codes)
    )


def letters_of(alphabets: Iterable[str]) -> str:
    """Return every character of some `ALPHABETS`.

    Example:
        >>> letters_of(["ascii"])[33:59]
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    """
    blocks = (ALPHABETS[name] for name in alphabets)
    return "".join(chr(code) for low, high in blocks for code in range(low, high + 1))

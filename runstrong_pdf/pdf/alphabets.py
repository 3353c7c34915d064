"""Alphabets that texts are written in; a template has the letters of some. No ReportLab here."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

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

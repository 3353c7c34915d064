"""Which characters a template is made for: whole alphabets, not the names of this week's roster.

So a new member changes nobody else's file, and a template kept today still serves next year.
"""

from collections.abc import Mapping
from types import MappingProxyType

from runstrong_pdf.pdf.fonts import check_characters
from runstrong_pdf.pdf.slots import MissingCharacterError

BLOCKS: Mapping[str, tuple[int, int]] = MappingProxyType(
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
"""First and last character of each."""


def alphabets_of(text: str) -> tuple[str, ...]:
    """Return the names of the alphabets that a text is written in; always with ASCII.

    Raises:
        MissingCharacterError: when a character cannot be printed.
    """
    check_characters(text)
    shown = text + text.upper()
    found = {"ascii", *(_block(character) for character in shown)}
    return tuple(name for name in BLOCKS if name in found)


def characters_of(alphabets: tuple[str, ...]) -> str:
    """Return every character of these alphabets that can be printed."""
    found = []
    for name in alphabets:
        first, last = BLOCKS[name]
        found += [chr(code) for code in range(first, last + 1) if _printable(chr(code))]
    return "".join(found)


def _block(character: str) -> str:
    code = ord(character)
    for name, (first, last) in BLOCKS.items():
        if first <= code <= last:
            return name
    raise MissingCharacterError(character, character)


def _printable(character: str) -> bool:
    try:
        check_characters(character)
    except MissingCharacterError:
        return False
    return True

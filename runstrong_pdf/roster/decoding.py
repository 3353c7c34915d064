"""Bytes of a CSV -> its text: as the file itself tells, else guessed and said to be a guess."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

from runstrong_pdf.errors import RosterError

GUESSES = (
    ("cp1252", "West European"),
    ("cp1250", "Central European"),
    ("mac_roman", "West European, of a Mac"),
    ("mac_latin2", "Central European, of a Mac"),
)
"""What spreadsheets save without saying so, the most usual first; the last two take every byte."""
USUAL = frozenset(
    "äöüßéèêëáàâãåæíìîïóòôõøœúùûýÿñçðþąćęłńśźżčďěňřšťůžőűășțÄÖÜÉÈÁÀÂÅÆÍÎÓÔØÚÑÇĄĆĘŁŃŚŹŻČĎŇŘŠŤŽŐŰ"
)
"""Letters beyond ASCII that European names have."""
TEXT_MARK = re.compile(r"^'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""The apostrophe by which a spreadsheet tells text from a formula; it is not part of the text."""
BROKEN = re.compile("[\udc80-\udcff]")
"""A byte that is no letter of the encoding of all the others."""
BEYOND, LIKELY = re.compile(r"[^\x00-\x7f]"), re.compile("[\xa0-\u052f\u1e00-\u20cf]")
"""What is not ASCII; what of it two bytes of a Mac hardly give by chance if they are read as UTF-8.
"""


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a CSV, and in words how its letters were read if that is a guess.

    A single byte that does not belong into a UTF-8 file is left `BROKEN`: its cell is wrong, and
    no reason to read every other name wrongly.

    Raises:
        RosterError: when it is no text.
    """
    told = "utf-8-sig"  # with its mark or without
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        told = "utf-16"
    elif b"\0" in content[:2]:  # a NUL beside a letter
        told = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    with suppress(UnicodeDecodeError):
        return content.decode(told), ""
    if told == "utf-8-sig":
        text = content.decode(told, "surrogateescape")
        broken = len(BROKEN.findall(text))
        if len(LIKELY.findall(text)) >= broken or len(BEYOND.findall(text)) > 10 * broken:
            return text, ""
        for text, words, odd in sorted(_guesses(content), key=lambda guess: guess[2]):
            if odd <= broken:
                return text, words
    raise RosterError(
        "is neither UTF-8, UTF-16 nor any other text of Europe", "save it again as CSV UTF-8"
    )


def _guesses(content: bytes) -> Iterator[tuple[str, str, int]]:
    """Yield text, encoding in words, and how unlikely the text is."""
    for encoding, words in GUESSES:
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            yield text, words, _oddity(text)


def _oddity(text: str) -> int:
    """Return how little a text looks like names: 4 for what hardly can be, 1 for a rare letter."""
    odd = 0
    for found in BEYOND.finditer(text):
        letter, place = found[0], found.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        kind = unicodedata.category(letter)
        if kind in {"Lu", "Ll"}:
            inside = letter.isupper() and before.isalpha()  # a capital within a word
            hardly = inside and (before.islower() or after.islower())
        elif kind[0] in "PZ":  # a curly apostrophe is right
            hardly = letter != "\u2019" and before.isalpha() and after.isalpha()
        else:
            hardly = before.isalpha() or after.isalpha()
        odd += 4 if hardly else letter not in USUAL
    return odd

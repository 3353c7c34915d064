"""One safe, distinct and recognisable file name for each member."""

import unicodedata
from hashlib import blake2b

from runstrong_pdf.cli.output import file_name

OURS = ("print-all", "summary", "manifest")
"""Files that stand beside the members' own."""
LONGEST = 180
"""Bytes; file systems allow 255, and a number and an ending are still to come."""


class Namer:
    """Gives out names; two members of one name get a number, in the order of the roster."""

    def __init__(self) -> None:
        self._taken = {_mark(name) for name in OURS}

    def name(self, person: str) -> str:
        """Return the name of a person's PDF."""
        stem = _cut(file_name(unicodedata.normalize("NFC", person))) or "member"
        chosen, number = stem, 1
        while _mark(chosen) in self._taken:
            number += 1
            chosen = f"{stem}-{number}"
        self._taken.add(_mark(chosen))
        return f"{chosen}.pdf"


def _cut(stem: str) -> str:
    return stem.encode()[:LONGEST].decode(errors="ignore").strip("-")


def _mark(name: str) -> int:
    """Return a number for what file systems that ignore case and composition would compare.

    A number weighs less than a text; two texts with one number only cost a needless `-2`.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big")

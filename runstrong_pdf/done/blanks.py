"""What people write into a blank: "8", "10, 10, 8", "3 x 8", "12 x 4 kg", "12 x 10 lb"."""

import re
from dataclasses import dataclass
from typing import get_args

from runstrong_pdf.model.units import in_kilograms
from runstrong_pdf.model.words import BandColour

SCALE: tuple[BandColour, ...] = get_args(BandColour)
TIMES = "\u00d7"
LONGEST = 60
"""Characters that are looked at; what is longer is a story."""
HIGHEST = 200
"""A larger number is no number of repetitions or seconds."""
MOST_ROUNDS = 4
_WEIGHT = re.compile(r"(?:x\s*)?([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(kg|lb)s?\b")
_SMALL_WORDS = re.compile(
    r"\b(?:reps?|repetitions?|times|clean|secs?|seconds?|s|each|per|a|both|sides?|hands?|band|with)\b"
)
_LIST = re.compile(r"[0-9]{1,3}(?:\s*[,;/+&-]\s*[0-9]{1,3}|\s+[0-9]{1,3})*")
_ROUNDS = re.compile(r"([0-9])\s*x\s*([0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class Said:
    """What a blank says; None for what it does not say.

    Attributes:
        reps: of the weakest round, where several are told.
    """

    reps: int | None = None
    rounds: int | None = None
    kg: float | None = None
    band: BandColour | None = None


def read_blank(text: str) -> Said | None:
    """Return what a blank says, or None if that cannot be told.

    Example:
        >>> read_blank("10, 10, 8")
        Said(reps=8, rounds=None, kg=None, band=None)
        >>> read_blank("12 x 4 kg")
        Said(reps=12, rounds=None, kg=4.0, band=None)
        >>> read_blank("felt great") is None
        True
    """
    if len(text) > LONGEST:
        return None
    words = text.casefold().replace(TIMES, "x").replace("*", "x")
    kilograms = [
        in_kilograms(float(number.replace(",", ".")), units)
        for number, units in _WEIGHT.findall(words)
    ]
    words = _WEIGHT.sub(" ", words)
    colours = [word for word in re.findall(r"[a-z]+", words) if word in SCALE]
    words = re.sub(rf"\b(?:{'|'.join(SCALE)})\b", " ", words)
    words = _SMALL_WORDS.sub(" ", re.sub(r"([0-9])\s*(?:s|sec|reps?)\b", r"\1", words))
    words = " ".join(words.strip(" .,;/-x").split())
    if len(kilograms) > 1 or len(colours) > 1:
        return None
    kg = next(iter(kilograms), None)
    band: BandColour | None = next((colour for colour in SCALE if colour in colours), None)
    counted = _counted(words)
    if counted is None or (not words and kg is None and band is None):
        return None
    reps, rounds = counted
    return Said(reps, rounds, kg, band)


def _counted(words: str) -> tuple[int | None, int | None] | None:
    """Return repetitions and rounds of what is left of a blank, or None if it is something else."""
    if not words:
        return None, None
    if several := _ROUNDS.fullmatch(words):
        rounds, reps = int(several[1]), int(several[2])
        return (reps, rounds) if 1 <= rounds <= MOST_ROUNDS and reps <= HIGHEST else None
    if _LIST.fullmatch(words):
        reps = min(int(number) for number in re.findall(r"[0-9]+", words))
        return (reps, None) if reps <= HIGHEST else None
    return None


def read_number(text: str) -> int | None:
    """Return the one number in a blank such as "12" or "12 full ones", or None.

    Example:
        >>> read_number(" 9 "), read_number("9 or 10")
        (9, None)
    """
    found = re.findall(r"[0-9]+", text)
    if len(text) > LONGEST or len(found) != 1 or len(found[0]) > 3 or int(found[0]) > HIGHEST:
        return None
    return int(found[0])

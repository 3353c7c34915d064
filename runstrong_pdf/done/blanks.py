"""What people write into a blank: "8", "10, 10, 8", "3 x 8", "12 x 4 kg", "6, knees", "it hurts".

Words are those of the sheet's language, and English ones (`[written]` in its words.toml). What
is not certain is not guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from runstrong_pdf.library import ENGLISH, open_library
from runstrong_pdf.model.units import Units, in_kilograms
from runstrong_pdf.model.words import BandColour

SCALE: tuple[BandColour, ...] = get_args(BandColour)
TIMES = "\u00d7"
LONGEST = 60
"""Characters of numbers that are looked at; what is longer is a story."""
HIGHEST = 200
"""A larger number is no number of repetitions or seconds."""
MOST_ROUNDS = 4
Instead = Literal["left_out", "too_hard", "knees", "worktop", "easier", "lighter", "half", "done"]
"""What was done instead, in a word, or that all was; keys of `[written]`."""
INSTEAD: tuple[Instead, ...] = get_args(Instead)
READ_TOGETHER = INSTEAD[:1], INSTEAD[1:2], INSTEAD[2:-1], INSTEAD[-1:]
"""What was read is not read once more: "not done" is not done."""
KEYS = (
    *INSTEAD,
    "none",
    "hurts",
    "no_pain",
    "negation",
    "rounds",
    "times",
    "then",
    "kg",
    "lb",
    "small",
)
FEELINGS: Mapping[str, tuple[str, ...]] = {
    "too_hard": ("too_hard",), "done": ("too_easy", "easy", "right", "hard"),
}  # fmt: skip
"""The sheet's own words of how it was, by what they say in a blank."""
How = Literal["hurts", "no_pain", "either", Instead]
"""How it was. Either is easier or lighter, where a language has one word for both."""
WORD = " _ "
"""Stands for a word that was understood: numbers on both sides of it are no list."""
_NUMBER = r"[0-9]{1,3}(?:\s*_)*"
_LIST = re.compile(
    rf"{_NUMBER}(?:\s*([,;/+&-])\s*{_NUMBER}(?:\s*\1\s*{_NUMBER})*)?|[0-9]{{1,3}}(?:\s+[0-9]{{1,3}})+"
)
_ROUNDS = re.compile(r"([0-9])\s*x\s*([0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class Said:
    """What a blank says; None for what it does not say.

    Attributes:
        reps: of the weakest round, where several are told.
        doubtful: whether it may say that nothing hurts as well.
    """

    reps: int | None = None
    rounds: int | None = None
    kg: float | None = None
    band: BandColour | None = None
    how: How | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a language that are understood in a blank.

    Attributes:
        words: by their key in `[written]`; colours: of the bands.
    """

    words: Mapping[str, re.Pattern[str]]
    colours: Mapping[BandColour, re.Pattern[str]]

    def weight(self, units: Units) -> re.Pattern[str]:
        """Return what finds a weight, and the x before it."""
        named = self.words[units].pattern
        return re.compile(rf"(?:x\s*)?([0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?)\s*{named}")


@lru_cache(maxsize=16)
def written_in(language: str) -> Written:
    """Return the words of a language; English ones alone where it is not a shipped one."""
    library = open_library()
    known = language if language in library.languages() else ENGLISH
    both = [library.texts(name) for name in dict.fromkeys((known, ENGLISH))]
    names = {
        key: (f"written.{key}", *(f"feeling.{word}" for word in FEELINGS.get(key, ())))
        for key in KEYS
    }
    forms = {key: ",".join(one(name) for one in both for name in names[key]) for key in KEYS}
    colours = {colour: [one(f"band.{colour}") for one in both] for colour in SCALE}
    return Written(
        {key: _any_of(map(_folded, listed.split(","))) for key, listed in forms.items()},
        {
            colour: re.compile("|".join(map(_any_gender, names)))
            for colour, names in colours.items()
        },
    )


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some forms, the longest first; it may follow a figure."""
    found = sorted({form.strip() for form in forms}, key=lambda form: (-len(form), form))
    said = "|".join(re.escape(form).replace(r"\*", r"[^\W\d]*") for form in found)
    return re.compile(rf"(?<![^\W\d])(?:{said})(?!\w)")


def _any_gender(name: str) -> str:
    """Return what finds the name of a colour, such as roja, also as rojo or rojas."""
    stem = _folded(name)
    if len(stem) > 3 and stem[-1] in "ae":
        stem = stem[:-1]
    return rf"(?<!\w){re.escape(stem)}[^\W\d]{{0,2}}(?!\w)"


def _folded(text: str) -> str:
    """Return a text as it is compared: small letters without accents, plain apostrophes."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("\u0142", "l"))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.replace("\u2019", "'")


def read_blank(text: str, language: str = ENGLISH) -> Said | None:
    """Return what a blank says, or None if that cannot be told.

    Pain counts whatever stands beside it; denied in a way that is not listed it is doubtful.

    Example:
        >>> read_blank("10, 10, 8").reps
        8
        >>> read_blank("12 x 4 kg").kg
        4.0
        >>> read_blank("6, Knie", "de").how, read_blank("hurts, stopped at 5").how
        ('knees', 'hurts')
        >>> read_blank("felt great") is None
        True
    """
    written = written_in(language)
    words = re.sub(r"[][(){}]", WORD, re.sub(f"[{TIMES}*@]", "x", _folded(text)))
    words = re.sub(r"[!?]", " ", words)
    whole, (words, painless) = words, written.words["no_pain"].subn(WORD, words)
    hurts, denied = (written.words[key].search(words) for key in ("hurts", "negation"))
    if hurts or (painless and denied):
        return Said(how="hurts", doubtful=bool(denied))
    if len(text) > LONGEST or (painless and _of_knees(whole, written)):
        return None
    said = _without_pain(words, written)
    return Said(how="no_pain") if painless and said == Said() else said if said != Said() else None


def _of_knees(words: str, written: Written) -> bool:
    """Whether it may be the knees that do not hurt, rather than what somebody was on."""
    both = written.words["no_pain"], written.words["knees"]
    return any(all(one.search(part) for one in both) for part in re.split("[,;.:]", words))


def _without_pain(words: str, written: Written) -> Said | None:
    """Return what a blank says of number, load and manner, or None if that cannot be told."""
    words = re.sub(rf"(?<=[0-9])\s*{written.words['times'].pattern}\s*(?=[0-9])", " x ", words)
    words = re.sub(rf"(?<=[0-9])[\s,]*{written.words['then'].pattern}\s*(?=[0-9])", ", ", words)
    hows = list[How]()
    for group in READ_TOGETHER:
        hows += [how for how in group if written.words[how].search(words)]
        for how in group:
            words = written.words[how].sub(WORD, words)
    hows = ["either"] if hows == ["easier", "lighter"] else hows
    hows = [how for how in hows if how != "done"] or hows
    kilograms = list[float]()
    for units in get_args(Units):
        weight = written.weight(units)
        numbers = (float(found[1].replace(",", ".")) for found in weight.finditer(words))
        kilograms += [in_kilograms(number, units) for number in numbers]
        words = weight.sub(WORD, words)
    colours = list[BandColour]()
    for colour, pattern in written.colours.items():
        words, many = pattern.subn(WORD, words)
        colours += [colour] * many
    if max(len(hows), len(kilograms), len(colours)) > 1:
        return None
    counted = _counted(words, written)
    if counted is None or ("half" in hows and counted[0] is not None):
        return None
    kg, band = next(iter(kilograms), None), next(iter(colours), None)
    return Said(*counted, kg, band, next(iter(hows), None))


def _counted(words: str, written: Written) -> tuple[int | None, int | None] | None:
    """Return repetitions and rounds of what is left of a blank, or None if it is something else."""
    in_rounds = re.search(rf"(?<!\d)([0-9])\s*{written.words['rounds'].pattern}", words)
    told = int(in_rounds[1]) if in_rounds else None
    if in_rounds:
        words = words.replace(in_rounds[0], WORD)
    words = " ".join(written.words["small"].sub(WORD, words).strip(" .,:;/-x_").split())
    if told is not None and not 1 <= told <= MOST_ROUNDS:
        return None
    if not words:
        return None, told
    if written.words["none"].fullmatch(words):
        return 0, told
    if (several := _ROUNDS.fullmatch(words)) and told is None:
        rounds, reps = int(several[1]), int(several[2])
        return (reps, rounds) if 1 <= rounds <= MOST_ROUNDS and reps <= HIGHEST else None
    if _LIST.fullmatch(words):
        reps = min(int(number) for number in re.findall(r"[0-9]+", words))
        return (reps, told) if reps <= HIGHEST else None
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

"""What people write into a blank: "8", "10, 10, 8", "3 x 8", "12 x 4 kg", "6, knees", "it hurts".

Words are those of the sheet's language, and English ones (`[written]` in its words.toml); pain is
understood in every language.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from runstrong_pdf.library import ENGLISH, open_library
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.units import in_kilograms
from runstrong_pdf.model.words import BandColour

SCALE: tuple[BandColour, ...] = get_args(BandColour)
TIMES = "\u00d7"
LONGEST = 60
"""Characters of numbers that are looked at; what is longer is a story."""
HIGHEST = 200
"""A larger number is no number of repetitions or seconds."""
MOST_ROUNDS = 4
How = Literal["hurts", "left_out", "knees", "worktop", "easier", "lighter", "half"]
"""What was done instead, in a word; the keys of `[written]`."""
HOWS: tuple[How, ...] = get_args(How)
PAIN, LEAST_ABROAD = ("hurts", "no_pain"), 4
"""What is understood in every language, but for shorter words: they mean other things elsewhere."""
_WEIGHT = re.compile(r"(?:x\s*)?([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(kg|kilo|lb|pound)s?\b")
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
    how: How | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a language that are understood in a blank.

    Attributes:
        words: by their key in `[written]`; colours: of the bands.
    """

    words: Mapping[str, re.Pattern[str]]
    colours: Mapping[BandColour, re.Pattern[str]]


@lru_cache(maxsize=16)
def written_in(language: str) -> Written:
    """Return the words of a language; English ones alone where it is not a shipped one."""
    library = open_library()
    known = language if language in library.languages() else ENGLISH
    both = [library.texts(name) for name in dict.fromkeys((known, ENGLISH))]
    others = [library.texts(name) for name in library.languages()]
    forms = {key: [*_forms(both, key)] for key in (*HOWS, "no_pain", "rounds", "small")}
    for key in PAIN:
        forms[key] += [form for form in _forms(others, key) if len(form) >= LEAST_ABROAD]
    colours = {colour: [one(f"band.{colour}") for one in both] for colour in SCALE}
    return Written(
        {key: _any_of(listed) for key, listed in forms.items()},
        {
            colour: re.compile("|".join(map(_any_gender, names)))
            for colour, names in colours.items()
        },
    )


def _forms(languages: Iterable[Texts], key: str) -> Iterator[str]:
    """Yield the forms of words that languages list under a key."""
    for texts in languages:
        yield from (_folded(form.strip()) for form in texts(f"written.{key}").split(","))


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some forms, the longest first; it may follow a figure."""
    found = sorted(set(forms), key=lambda form: (-len(form), form))
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

    Pain counts whatever stands beside it.

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
    words = _folded(text).replace(TIMES, "x").replace("*", "x")
    words = written.words["no_pain"].sub(" ", words)
    if written.words["hurts"].search(words):
        return Said(how="hurts")
    if len(text) > LONGEST:
        return None
    hows = list[How]()
    for how in HOWS:
        words, many = written.words[how].subn(" ", words)
        hows += [how] if many else []
    kilograms = [
        in_kilograms(float(number.replace(",", ".")), "lb" if units in {"lb", "pound"} else "kg")
        for number, units in _WEIGHT.findall(words)
    ]
    words = _WEIGHT.sub(" ", words)
    colours = list[BandColour]()
    for colour, pattern in written.colours.items():
        words, many = pattern.subn(" ", words)
        colours += [colour] * many
    if max(len(hows), len(kilograms), len(colours)) > 1:
        return None
    counted = _counted(words, written)
    if counted is None:
        return None
    kg, band = next(iter(kilograms), None), next(iter(colours), None)
    said = Said(*counted, kg, band, next(iter(hows), None))
    return said if said != Said() else None


def _counted(words: str, written: Written) -> tuple[int | None, int | None] | None:
    """Return repetitions and rounds of what is left of a blank, or None if it is something else."""
    in_rounds = re.search(rf"(?<!\d)([0-9])\s*{written.words['rounds'].pattern}", words)
    told = int(in_rounds[1]) if in_rounds else None
    if in_rounds:
        words = words.replace(in_rounds[0], " ")
    words = " ".join(written.words["small"].sub(" ", words).strip(" .,:;/-x").split())
    if told is not None and not 1 <= told <= MOST_ROUNDS:
        return None
    if not words:
        return None, told
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

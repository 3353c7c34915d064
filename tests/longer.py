"""A generated language: English with words 35 % longer, and with accents.

Everything that pages print is lengthened, so that they can be tried with the words of a language
that nobody has written yet. Figures, units, signs and what stands in braces stay as they are.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from runstrong_pdf.language_checks import printed_words
from runstrong_pdf.model.record import Record
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief

MORE = 0.35
"""Letters added for every letter."""
ACCENTED = dict(zip("aeiouyAEIOUY", "äéïöüýÄÉÏÖÜÝ", strict=True))
PARTS = re.compile(r"\{[^}]*\}|[^\W\d_]+|.", re.DOTALL)
UNITS = frozenset({"s", "kg", "lb", "min", "A", "B", "C"})
PRINTED = frozenset(
    (
        *("name", "short_name", "easier_name", "harder_name", "title", "goal", "heading", "lead"),
        *("cue", "cues", "mistakes", "safety", "note", "notes", "how", "tip", "targets"),
        *("paragraphs", "points", "columns", "rows", "top", "bottom"),
    )
)
"""Fields of records whose texts are printed."""
R = TypeVar("R", bound=Record)


def longer(text: str) -> str:
    """Return a text with words a third longer, a vowel of each drawn out with accents.

    Example:
        >>> longer("Push-up, {number} reps")
        'Puüsh-uüp, {number} reéps'
    """
    owed, told = 0.0, []
    for part in PARTS.findall(text):
        if not part[0].isalpha() or part in UNITS:
            told.append(part)
            continue
        owed += MORE * len(part)
        more, at = int(owed), next((i for i, one in enumerate(part) if one in ACCENTED), 0)
        owed -= more
        told.append(part[: at + 1] + ACCENTED.get(part[at], part[at]) * more + part[at + 1 :])
    return "".join(told)


def longer_brief(brief: Brief) -> Brief:
    """Return what pages are given, in the generated language."""
    own = {key: longer(text) for key, text in printed_words(brief.texts.entries).items()}
    texts = {**brief.texts.entries, **own}
    return replace(
        brief,
        plan=lengthened(brief.plan),
        texts=Texts(brief.texts.language, MappingProxyType(texts)),
        known={slug: lengthened(record) for slug, record in brief.known.items()},
        topics=tuple(map(lengthened, brief.topics)),
        sports={slug: lengthened(sport) for slug, sport in brief.sports.items()},
    )


def lengthened(record: R) -> R:
    """Return a record with its printed texts lengthened, and those of the records in it."""
    fields = type(record).model_fields
    told = {name: _told(getattr(record, name), printed=name in PRINTED) for name in fields}
    return record.model_copy(update=told)


def _told(value: object, *, printed: bool) -> object:
    if isinstance(value, str):
        return longer(value) if printed else value
    if isinstance(value, Record):
        return lengthened(value)
    if isinstance(value, tuple):
        return tuple(_told(one, printed=printed) for one in value)
    if isinstance(value, Mapping):
        return {key: _told(one, printed=printed) for key, one in value.items()}
    return value

"""What the columns of a roster are called: in any case, with any spacing, by common synonyms."""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from types import MappingProxyType

from runstrong_pdf.errors import Problem, UsageError
from runstrong_pdf.model.fields import FIELDS, PERSONAL_HEADINGS, SAFETY_WORDS
from runstrong_pdf.model.reading import read_option

NAMES = ("name", "first-name", "last-name")
"""Columns that make up somebody's name; one of them must be there."""
OPTIONS = MappingProxyType(
    {name: field for name, field in FIELDS.items() if field.headings is not None}
)
"""Options of a plan that have a column."""
_SYNONYMS = MappingProxyType(
    {field.column: (name, field.headings or ()) for name, field in OPTIONS.items()}
    | {column: (column, synonyms) for column, synonyms in PERSONAL_HEADINGS.items()}
)
"""What each column is the column of, and its synonyms."""


def _bare(heading: str) -> str:
    """Return a heading's letters and figures without case, accents and marks."""
    return _words(heading).replace(" ", "")


def _words(heading: str) -> str:
    """Return a heading's words without case, accents and marks; `KneePain` is two."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    letters = unicodedata.normalize("NFKD", parted.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", plain)


_KNOWN = MappingProxyType(
    {
        _bare(heading): meant
        for column, (meant, synonyms) in _SYNONYMS.items()
        for heading in (column, *synonyms)
    }
)


def meaning(heading: str) -> str:
    """Return the option or personal column that a heading means, empty for none.

    Example:
        >>> meaning("Press_ups"), meaning("PRÉNOM"), meaning("phone")
        ('push_ups', 'first-name', '')
    """
    return _KNOWN.get(_bare(heading), "")


def _unused(heading: str, row: int) -> Problem:
    """Say that a column means nothing: an error where it is a slip, or what is to be spared."""
    text, label = "this column is not used", heading[:40]
    if near := get_close_matches(heading.casefold(), _SYNONYMS, 1, 0.75):  # a typing mistake?
        return Problem("", f"{text}; did you mean {near[0]}?", row=row, label=label)
    if SAFETY_WORDS.search(_words(heading)) or _is_caution(heading):
        remedy = (
            "call it avoid; if it is not about what is to be spared, give it a name that does not "
            "speak of health, such as 'form returned', or take it out"
        )
        return Problem("", f"{text}, though it speaks of health", remedy, row=row, label=label)
    return Problem("", text, severity="note", row=row, label=label)


def _is_caution(heading: str) -> bool:
    """Whether a heading is itself something to be spared, such as `Knee`."""
    with suppress(UsageError):
        return bool(read_option("avoid", heading))
    return False


def read_headings(headings: Sequence[str], row: int) -> tuple[tuple[str, ...], list[Problem]]:
    """Return what each cell of the row with the names means, and what is wrong with it."""
    found = tuple(map(meaning, headings))
    problems = []
    columns = list(zip(headings, found, strict=True))
    for heading, meant in columns:
        if heading and not meant:
            problems.append(_unused(heading, row))
    for meant in filter(None, dict.fromkeys(found)):
        same = [heading for heading, one in columns if one == meant]
        if len(same) > 1:
            text = f"the column is there {len(same)} times ({', '.join(same)[:80]}), keep one"
            problems.append(Problem(meant, text, row=row))
    if not {*NAMES} & {*found}:
        first = ", ".join(filter(None, headings))[:60]
        text = f"there is no column 'name'; the first row must name the columns, it is: {first!r}"
        problems.append(Problem("name", text, row=row))
    return found, problems

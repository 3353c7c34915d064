"""Texts that no page could print, and another language's words held against the English ones."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from string import Formatter

from runstrong_pdf.errors import Problem
from runstrong_pdf.library import Library
from runstrong_pdf.model.texts import flatten
from runstrong_pdf.pdf.fonts import check_characters
from runstrong_pdf.pdf.slots import MissingCharacterError

MOST_NAMED = 4
"""Texts that are named of those still missing."""
ITEM = re.compile(r"\.(\d+)")
"""The place in a list, as `flatten` writes it; every problem of a file writes `[2]`."""


def unprintable(tables: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for every text of nested tables with a letter that no face can draw.

    Example:
        >>> [problem.field for problem in unprintable({"cues": ["Hands flat", "Push \N{ROCKET}"]})]
        ['cues[2]']
    """
    for key, text in flatten(tables):
        yield from _wrong_letters(ITEM.sub(r"[\1]", key), text)


def word_problems(tables: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with another language's words, and how many texts stay English."""
    english, own = Library().texts().entries, dict(flatten(tables))
    own.pop("language", None)
    for key, text in own.items():
        if wrong := _wrong_key(key, english) or _wrong_braces(text, english.get(key, "")):
            yield Problem(key, wrong)
        yield from _wrong_letters(key, text)
    missing = [key for key in english if key not in own]
    if missing:
        first = ", ".join(missing[:MOST_NAMED])
        more = " ..." if len(missing) > MOST_NAMED else ""
        said = f"{len(missing)} of {len(english)} texts stay English: {first}{more}"
        yield Problem("", said, severity="warning")


def _wrong_key(key: str, english: Mapping[str, str]) -> str:
    """Return why no page prints `key`, or nothing; a list may be longer than in English."""
    table, _, last = key.rpartition(".")
    if key in english or (last.isdigit() and f"{table}.1" in english):
        return ""
    near = get_close_matches(key, english, 1, 0.7)
    return "is not on any page" + (f"; did you mean {near[0]}?" if near else "")


def _wrong_braces(text: str, english: str) -> str:
    """Return what is wrong with the {braces} of a text, or nothing."""
    known = _fields(english)
    try:
        unknown = _fields(text) - known
    except ValueError as error:
        return f"{text[:60]!r} cannot be filled in: {error}; a brace itself is written {{{{"
    if not unknown:
        return ""
    return f"{_listed(unknown)} is not filled in here; possible: {_listed(known) or 'nothing'}"


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _fields(text: str) -> set[str]:
    """Return the names in braces. Raises ValueError where a brace is not closed."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _wrong_letters(field: str, text: str) -> Iterator[Problem]:
    try:
        check_characters(text)
    except MissingCharacterError as error:
        yield Problem(field, str(error), error.remedy)

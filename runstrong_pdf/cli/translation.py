"""The words of another language, held against the English ones that they are laid over."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from string import Formatter

from runstrong_pdf.cli.letters import unprintable

MOST_NAMED = 4
"""Texts that are named of those still missing."""


def word_problems(own: Mapping[str, str], english: Mapping[str, str]) -> Iterator[str]:
    """Yield what cannot be used: unknown keys, wrong {braces}, letters that no face can draw.

    Args:
        own, english: texts by dotted key, such as `week.rest`; lists count from 1.
    """
    for key, text in own.items():
        if _is_known(key, english):
            problem = _filling_problem(text, english.get(key, ""))
        else:
            near = get_close_matches(key, english, 1, 0.7)
            problem = "is not on any page" + (f"; did you mean {near[0]}?" if near else "")
        if problem:
            yield f"{key}: {problem}"
    yield from unprintable(own)


def still_english(own: Mapping[str, str], english: Mapping[str, str]) -> Iterator[str]:
    """Yield how many texts are left to English, with the first of them."""
    missing = [key for key in english if key not in own]
    if missing:
        first = ", ".join(missing[:MOST_NAMED])
        more = " ..." if len(missing) > MOST_NAMED else ""
        yield f"{len(missing)} of {len(english)} texts stay English: {first}{more}"


def _is_known(key: str, english: Mapping[str, str]) -> bool:
    """Whether a page prints `key`; a list may be longer than in English."""
    table, _, last = key.rpartition(".")
    return key in english or (last.isdigit() and f"{table}.1" in english)


def _filling_problem(text: str, english: str) -> str:
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

"""What people write into cells -> what `runstrong plan` would have been told."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from runstrong_pdf.model.address import address_problem

LONGEST_CELL = 200
YES = frozenset(
    ["yes", "y", "true", "1", "x", "ok", "✓", "✔", "ja", "j", "oui", "o", "si", "sí", "s", "sim"]
)
NO = frozenset(["no", "n", "false", "0", "-", "nein", "non", "nao", "não"])
_AND = re.compile(r"\s*(?:[,;|/+&\n]|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,4})[/-](\d{1,2})[/-](\d{2,4})")


def address(cell: str) -> str:
    """Return an email address. Raises ValueError."""
    given = cell.removeprefix("mailto:")
    if problem := address_problem(given):
        raise ValueError(problem)
    return given


def yes_or_no(cell: str) -> bool:
    """Return whether a cell means yes. Raises ValueError."""
    given = cell.casefold().strip(" .!")
    if given in YES:
        return True
    if given in NO:
        return False
    raise ValueError(f"{cell[:40]!r} is neither yes nor no")


def wish(column: str, cell: str) -> str:
    """Return a cell as its option is typed on the command line. Raises ValueError."""
    if len(cell) > LONGEST_CELL:
        raise ValueError(
            f"{cell[:30]!r}... has {len(cell)} letters; is a quotation mark not closed?"
        )
    return _TYPED.get(column, str.lower)(cell)


def _words(cell: str) -> str:
    """Return a list that is written with commas, semicolons, slashes or `and`."""
    return ",".join(part for part in _AND.split(cell.lower()) if part)


def _kilograms(cell: str) -> str:
    """Return weights; with semicolons between them, a comma is a decimal comma."""
    if ";" in cell:
        cell = cell.replace(",", ".")
    return ",".join(part.removesuffix("kg").strip() for part in _AND.split(cell.lower()) if part)


def _tags(cell: str) -> str:
    """Return a list of tags such as `low-back`, also where it is written `low back`."""
    return ",".join("-".join(part.split()) for part in _AND.split(cell.lower()) if part)


def _runs(cell: str) -> str:
    """Return running days, also where they are written `Tue hard; Sun long`."""
    days = []
    for part in re.split(r"\s*[,;|\n]\s*", cell.lower()):
        day, _, kind = re.sub(r"\s*[:=\s-]\s*", ":", part).partition(":")
        days += [f"{day[:3]}:{kind}" if kind else day[:3]] if day else []
    return ",".join(days)


def _date(cell: str) -> str:
    """Return a date in ISO; 7.12.2026 is plain, 7/12/2026 is not. Raises ValueError."""
    if found := _DOTTED.fullmatch(cell):
        day, month, year = found.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    if _SLASHED.fullmatch(cell) and not re.match(r"\d{4}-", cell):
        raise ValueError(f"{cell!r} can be read in two ways; write year-month-day, 2026-12-07")
    return cell


def _whole(cell: str) -> str:
    """Return a whole number. Raises ValueError."""
    given = re.sub(r"[.,]0+$", "", cell)
    if not re.fullmatch(r"\d{1,4}", given, re.ASCII):
        raise ValueError(f"{cell[:40]!r} is not a whole number")
    return given


def _programme(cell: str) -> str:
    """Return a shipped programme's name; a roster never names files. Raises ValueError."""
    given = "-".join(cell.lower().split())
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given):
        raise ValueError(f"{cell[:40]!r} is not the name of a programme")
    return given


def _switch(cell: str) -> str:
    return "yes" if yes_or_no(cell) else "no"


_TYPED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "kit": _words,
        "bands": _words,
        "dumbbells": _kilograms,
        "avoid": _tags,
        "runs": _runs,
        "race": _date,
        "start": _date,
        "push-ups": _whole,
        "sessions": _whole,
        "minutes": _whole,
        "weeks": _whole,
        "programme": _programme,
        "large-print": _switch,
        "edition": lambda cell: "-".join(cell.lower().split()),
    }
)

"""Who a sheet is for and from. Needs nothing heavy."""

import datetime as dt
from dataclasses import dataclass

from runstrong_pdf.model.reading import read_fields

TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "mme"})
AFTER_A_NAME = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
"""What may end a name and is no name, also after a comma."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a sheet is for and from; empty means a line to write on.

    Attributes:
        start: the Monday of week 1, if it is another than the plan's own.
        at: the time of day when they train, for a calendar.

    Raises:
        UsageError: when a text is too long, or has a character that cannot be seen.

    Example:
        >>> Person(name=" Zoë   Łuczak").name
        'Zoë Łuczak'
    """

    name: str = ""
    club: str = ""
    contact: str = ""
    start: dt.date | None = None
    at: dt.time | None = None

    def __post_init__(self) -> None:
        """Read every value as the table of options says."""
        read_fields(self)


def first_name(name: str) -> str:
    """Return how somebody is called: `Anna` of `Anna Smith`, `Smith, Anna` and `Dr. Anna Smith`."""
    last, comma, rest = name.partition(",")
    turned = comma and rest.strip() and rest.strip(" .").casefold() not in AFTER_A_NAME
    words = (rest if turned else last).split()
    while len(words) > 1 and words[0].strip(".").casefold() in TITLES:
        del words[0]
    return words[0] if words else ""

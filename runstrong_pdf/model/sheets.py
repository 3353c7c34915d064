"""How the sheets of a plan look: the edition, the paper, the ink. Needs nothing heavy."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from runstrong_pdf.errors import Problem, ProblemCollector, UsageError
from runstrong_pdf.model.address import Link, read_link
from runstrong_pdf.model.colour import parse_colour
from runstrong_pdf.model.reading import read_fields

COVERED = ("full", "booklet")
"""Editions with a cover, where the logo stands."""
LINKED = (*COVERED, "handout")
"""Editions that show the link."""
DATED = (*LINKED, "week-sheets", "wall")
"""Editions with dates."""
USED_BY = MappingProxyType({"logo": COVERED, "link": LINKED, "contact": LINKED, "start": DATED})
"""Options that stand on some sheets only, and the editions that have those."""
SHEET_OF = {"sheet": ("handout", "week-sheets"), "two_up": ("handout",)}
"""Editions that can be of one session or week, and those that can stand twice on a sheet."""
GUIDED = ("full", "guide", "booklet")
"""Editions that hold the exercise guide."""
LARGE_PRINT_EDITIONS = ("full", "week-sheets", "guide", "stretching")
"""Editions that are also set in a single column."""
A5_EDITIONS = (*LARGE_PRINT_EDITIONS, "handout")


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """How the sheets look.

    What is possible stands in the table of options (`model/fields.py`, docs/options.md).

    Attributes:
        edition, paper, ink: by name, such as `week-sheets`, `letter`, `saver`.
        colour: the club's accent colour such as `#7a1f3d`, or empty for the default.
        forms: whether tick boxes are form fields, or only printed squares.
        pdfa: whether the file can be archived: PDF/A-2a beside PDF/UA-1.
        sheet: of handouts the session, such as `3B`, or the week, or `all`, empty for the first; of
            week sheets the only week, such as `3`, empty for all.
        two_up: whether a handout stands twice on a sheet that is cut.
        large_print: whether everything is set in 16 points and up, the footer too.
        logo: the file of the club's logo, or empty.
        link: where a code on the cover leads, or empty; link_text: what is to be found there.

    Raises:
        UsageError: with every value that is not possible, and what cannot be had together.

    Example:
        >>> Sheets(edition="wall", paper="letter").forms
        True
        >>> Sheets(edition="wall", large_print=True)
        Traceback (most recent call last):
        ...
        runstrong_pdf.errors.UsageError: edition: 'wall' is not made in large print
    """

    edition: str = "full"
    paper: str = "a4"
    ink: str = "colour"
    colour: str = ""
    forms: bool = True
    pdfa: bool = False
    sheet: str = ""
    two_up: bool = False
    large_print: bool = False
    logo: str = ""
    link: str = ""
    link_text: str = ""

    def __post_init__(self) -> None:
        """Read every value as the table of options says, and check what goes together."""
        found = ProblemCollector()
        with found.collected():
            read_fields(self)
        with found.collected():
            if self.colour:
                parse_colour(self.colour)
        with found.collected():
            if all(problem.field != "link" for problem in found.problems):
                _ = self.printed_link
        if not found.problems:
            found.problems += _contradictions(self)
        found.stop()

    @property
    def file_words(self) -> str:
        """What sets these sheets apart from the whole plan, for a file's name; may be empty.

        Example:
            >>> Sheets(edition="handout", sheet="3b").file_words, Sheets().file_words
            ('handout-3B', '')
        """
        words = [self.edition] if self.edition != "full" else []
        words += [handout_code(self.sheet)] if self.edition == "handout" or self.sheet else []
        words += ["two-up"] if self.two_up else []
        return "-".join([*words, "large-print"] if self.large_print else words)

    @property
    def kind(self) -> str:
        """What a person would call these sheets; colours, paper and lines of a club do not count.

        Example:
            >>> Sheets(edition="handout", sheet="3B").kind, Sheets(large_print=True).kind
            ('handout 3B colour', 'full large-print colour')
        """
        large, halves = "large-print" * self.large_print, "two-up" * self.two_up
        code = handout_code(self.sheet) if self.edition == "handout" else self.sheet
        words = (self.edition, code, halves, large, self.ink)
        return " ".join(filter(None, words))

    @cached_property
    def printed_link(self) -> Link | None:
        """The link as it is printed, if there is one. Raises UsageError."""
        if self.link_text and not self.link:
            raise UsageError("says what is behind a link, but there is no link", field="link_text")
        return read_link(self.link, self.link_text) if self.link else None


def handout_code(typed: str) -> str:
    """Return which handouts are meant: `3B` for one, `3` for a week's, `all`; 1A by default.

    Example:
        >>> handout_code("w3b"), handout_code("UB6-2F97-W3B"), handout_code("")
        ('3B', '3B', '1A')
    """
    code = typed.strip().upper().rpartition("-")[2].removeprefix("W")
    return "all" if code == "ALL" else code or "1A"


def _contradictions(sheets: Sheets) -> Iterator[Problem]:
    """Yield what of edition, paper and large print cannot be had together."""
    edition = sheets.edition
    for name, editions in SHEET_OF.items():
        if getattr(sheets, name) and edition not in editions:
            yield Problem(name, f"is for the edition {' or '.join(editions)}, not for {edition}")
    if sheets.two_up and sheets.paper == "a5":
        yield Problem("two_up", "half of 'a5' is too small", "choose a4 or letter")
    if sheets.large_print and edition not in LARGE_PRINT_EDITIONS:
        yield Problem(
            "edition",
            f"{edition!r} is not made in large print",
            f"leave large print out, or choose one of {', '.join(LARGE_PRINT_EDITIONS)}",
        )
    if sheets.paper == "a5" and sheets.large_print:
        yield Problem("paper", "'a5' is too small for large print", "choose a4 or letter")
    elif sheets.paper == "a5" and edition not in A5_EDITIONS:
        booklet = "a booklet is printed on a4 or letter and folded" if edition == "booklet" else ""
        yield Problem(
            "paper",
            f"'a5' is not possible with the edition {edition}",
            booklet or f"choose a4 or letter, or one of the editions {', '.join(A5_EDITIONS)}",
        )

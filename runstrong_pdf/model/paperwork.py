"""How the sheets of a plan look: the edition, the paper, the ink. Needs nothing heavy."""

from dataclasses import dataclass

EDITIONS = ("full", "week-sheets", "guide", "stretching", "booklet")
PAPERS = ("a4", "letter", "a5")
LARGE_PRINT_EDITIONS = ("full", "week-sheets", "guide", "stretching")
A5_EDITIONS = LARGE_PRINT_EDITIONS
"""Editions that are also set in a single column, for large print and for small pages."""
INKS = ("colour", "saver")


@dataclass(frozen=True)
class Paperwork:
    """How the sheets look.

    Attributes:
        edition, paper, ink: one of the names above.
        colour: the club's accent colour such as `#7a1f3d`, or empty for the default.
        forms: whether tick boxes are form fields, or only printed squares.
        large_print: whether everything is set in 16 points and up.
    """

    edition: str
    paper: str
    ink: str
    colour: str
    forms: bool
    large_print: bool = False

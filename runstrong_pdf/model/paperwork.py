"""How the sheets of a plan look: the edition, the paper, the ink. Needs nothing heavy."""

from dataclasses import dataclass

EDITIONS = ("full", "week-sheets", "wall", "handout", "guide", "stretching")
PAPERS = ("a4", "letter")
INKS = ("colour", "saver")


@dataclass(frozen=True)
class Paperwork:
    """How the sheets look.

    Attributes:
        edition, paper, ink: one of the names above.
        colour: the club's accent colour such as `#7a1f3d`, or empty for the default.
        forms: whether tick boxes are form fields, or only printed squares.
        pdfa: whether the file can be archived: PDF/A-2a beside PDF/UA-1.
        sheet: the session of a handout, such as `3B`; empty for the first.
        two_up: whether a handout stands twice on a sheet that is cut.
    """

    edition: str
    paper: str
    ink: str
    colour: str
    forms: bool
    pdfa: bool = False
    sheet: str = ""
    two_up: bool = False

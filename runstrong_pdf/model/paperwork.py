"""How the sheets of a plan look: the edition, the paper, the ink. Needs nothing heavy."""

from dataclasses import dataclass

from runstrong_pdf.model.link import Link

EDITIONS = ("full", "week-sheets", "wall", "handout", "booklet", "guide", "stretching")
COVERED = ("full", "booklet")
"""Editions with a cover, where the logo stands."""
LINKED = (*COVERED, "handout")
"""Editions that show the link."""
PAPERS = ("a4", "letter", "a5")
LARGE_PRINT_EDITIONS = ("full", "week-sheets", "guide", "stretching")
"""Editions that are also set in a single column."""
A5_EDITIONS = (*LARGE_PRINT_EDITIONS, "handout")
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
        large_print: whether everything is set in 16 points and up.
        language: of the words, as their file in `templates/words/` is called.
        logo: the file of the club's logo, or empty.
        link: where a code on the cover leads, if a coach gave a link.
    """

    edition: str
    paper: str
    ink: str
    colour: str
    forms: bool
    pdfa: bool = False
    sheet: str = ""
    two_up: bool = False
    large_print: bool = False
    link: Link | None = None
    logo: str = ""
    language: str = "en"

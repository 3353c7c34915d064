"""How the sheets of a plan look: the edition, the paper, the ink. Needs nothing heavy."""

from dataclasses import dataclass

from runstrong_pdf.model.link import Link

EDITIONS = ("full", "week-sheets", "guide", "stretching")
COVERED = ("full",)
"""Editions with a cover, where logo and link stand."""
PAPERS = ("a4", "letter")
INKS = ("colour", "saver")


@dataclass(frozen=True)
class Paperwork:
    """How the sheets look.

    Attributes:
        edition, paper, ink: one of the names above.
        colour: the club's accent colour such as `#7a1f3d`, or empty for the default.
        forms: whether tick boxes are form fields, or only printed squares.
        logo: the file of the club's logo, or empty.
        link: where a code on the cover leads, if a coach gave a link.
    """

    edition: str
    paper: str
    ink: str
    colour: str
    forms: bool
    link: Link | None = None
    logo: str = ""

"""What one file under `templates/know-how` says: a topic in sections, free of any layout."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from runstrong_pdf.model.record import Record
from runstrong_pdf.model.units import Units
from runstrong_pdf.model.words import Kit

Heading = Annotated[str, Field(min_length=3, max_length=80)]
Words = Annotated[str, Field(min_length=3, max_length=570)]
Cell = Annotated[str, Field(min_length=1, max_length=42)]
BibLabel = Annotated[str, Field(min_length=1, max_length=17)]

SHOWN = Literal["bands", "sports"]
"""Tables that are made from other templates: the band scale, the sports of `cross-training/`."""


class BibFact(Record):
    """The one fact of a topic, as it stands on a race number: two labels and a giant figure."""

    top: BibLabel
    figure: Annotated[str, Field(min_length=1, max_length=6)]
    bottom: BibLabel


class Grid(Record):
    """A small table; the first cell of each row heads it."""

    columns: tuple[Cell, ...] = Field(min_length=2, max_length=5)
    rows: tuple[tuple[Cell, ...], ...] = Field(min_length=1, max_length=12)

    @model_validator(mode="after")
    def _regular(self) -> Self:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"rows[{number}] has {len(row)} cells, not {len(self.columns)}")
        return self


class Fitting(Record):
    """Whom a text is for.

    Attributes:
        needs: printed only where the plan uses all of this kit.
        lacks: printed only for those who own none of this kit.
        units: printed only where weights are said in these.
    """

    needs: tuple[Kit, ...] = ()
    lacks: tuple[Kit, ...] = ()
    units: Units | None = None

    def fits(self, used: frozenset[Kit], owned: frozenset[Kit], units: Units = "kg") -> bool:
        """Return whether it is for somebody whose plan uses and who owns this kit."""
        said = self.units in {None, units}
        return said and used.issuperset(self.needs) and owned.isdisjoint(self.lacks)


class Section(Fitting):
    """One part of a topic. Printed in this order: heading, table, paragraphs, points.

    Attributes:
        table: a small table of its own.
        shows: a table that is made from other templates.
        points: a list; each begins with its **lead-in**.
    """

    heading: Heading | None = None
    table: Grid | None = None
    shows: SHOWN | None = None
    paragraphs: tuple[Words, ...] = Field((), max_length=8)
    points: tuple[Words, ...] = Field((), max_length=12)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.table or self.shows or self.paragraphs or self.points):
            raise ValueError("says nothing: give it paragraphs, points, a table or shows")
        return self


class Topic(Fitting):
    """One topic of the know-how pages.

    Attributes:
        order: where it stands among the topics.
        bib: its one fact, if it has one.
        lead: what to know if one reads nothing else.
        optional: left out where it alone would need another page.
    """

    title: Heading
    order: Annotated[int, Field(ge=1, le=99)]
    bib: BibFact | None = None
    lead: Words | None = None
    optional: bool = False
    sections: tuple[Section, ...] = Field(min_length=1, max_length=12)

    def fitted(
        self, used: frozenset[Kit], owned: frozenset[Kit], units: Units = "kg"
    ) -> Self | None:
        """Return the topic with the sections for this kit, or None where nothing is left."""
        sections = tuple(part for part in self.sections if part.fits(used, owned, units))
        if not sections or not self.fits(used, owned, units):
            return None
        return self.model_copy(update={"sections": sections})

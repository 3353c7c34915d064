"""What one file under `templates/` says of things to do, to own and to know.

Exercises, warm-up moves, stretches, other sports, the bands, and the topics of the know-how pages.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from runstrong_pdf.model.record import PublicRecord, Record, Slug
from runstrong_pdf.model.units import Units
from runstrong_pdf.model.words import (
    Balance,
    BandColour,
    Caution,
    Kit,
    Level,
    Muscle,
    Pattern,
    Region,
    Unit,
)

# Sane bounds, with a third of room for languages that take more letters than English; whether a
# text fits on its page is measured when that is drawn.
Sentence = Annotated[str, Field(min_length=3, max_length=270)]
Name = Annotated[str, Field(min_length=3, max_length=56)]
ShortName = Annotated[str, Field(min_length=3, max_length=20)]
Cue = Annotated[str, Field(min_length=5, max_length=50)]
Kilograms = Annotated[float, Field(ge=0, le=50)]

MOST_REPS = 200
"""Repetitions or seconds; nobody does more with good form."""


Household = Literal["wall", "towel", "worktop", "step", "doorway"]


class Exercise(PublicRecord):
    """One exercise and its place on the movement ladder.

    Attributes:
        kit: what it needs; empty for bodyweight.
        household: things every home has that it needs (wall, towel, doorway).
        reps: lowest and highest sensible number in `unit` (R12).
        start_reps: the first number of a plan where that is not the lowest (C24).
        seconds_per_rep: for the time estimate (R29).
        start_band: colour to start with at level 1, 2, 3.
        start_kg: kilograms per hand to start with at level 1, 2, 3; 0 = not offered there.
        cue: one instruction short enough for a week row.
        variant_of: the article's exercise that this one stands in for at level 1.
    """

    name: Name
    short_name: Name | None = None
    aka: tuple[str, ...] = ()
    kit: tuple[Kit, ...] = ()
    household: tuple[Household, ...] = ()
    pattern: Pattern
    balance: Balance
    regions: tuple[Region, ...] = Field(min_length=1)
    primary: tuple[Muscle, ...] = Field(min_length=1)
    secondary: tuple[Muscle, ...] = ()
    level: Level
    unit: Unit
    reps: tuple[int, int]
    start_reps: int | None = None
    seconds_per_rep: Annotated[float, Field(gt=0, le=10)]
    effort: Literal["controlled", "fast"] = "controlled"
    easier: Slug | None = None
    harder: Slug | None = None
    load_class: Literal["compound", "isolation"] | None = None
    start_band: tuple[BandColour, BandColour, BandColour] | None = None
    start_kg: tuple[Kilograms, Kilograms, Kilograms] | None = None
    cue: Cue
    cues: tuple[Sentence, ...] = Field(min_length=3, max_length=4)
    mistakes: tuple[Sentence, ...] = Field(min_length=1, max_length=2)
    safety: Sentence
    caution: tuple[Caution, ...] = ()
    note: str | None = None
    priority: Literal[1, 2]
    seed: bool = False
    variant_of: Slug | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        low, high = self.reps
        if not 1 <= low <= high:
            raise ValueError(f"reps: {low} to {high} is not a range")
        if high > MOST_REPS:
            raise ValueError(f"reps: {high} are too many, at most {MOST_REPS}")
        if Kit.BAND in self.kit and (self.start_band is None or "latex" not in self.caution):
            raise ValueError("start_band: a band exercise needs it, and the caution 'latex'")
        if Kit.DUMBBELLS in self.kit and self.start_kg is None:
            raise ValueError("start_kg: a dumbbell exercise needs it")
        if self.start_kg and any(
            (kg == 0) != (level < self.level.number) for level, kg in enumerate(self.start_kg, 1)
        ):
            raise ValueError("start_kg: must be 0 exactly at the levels below the exercise's own")
        return self

    @property
    def shown(self) -> str:
        """What sheets call it, everywhere alike: the short name where there is one."""
        return self.short_name or self.name

    @property
    def first_reps(self) -> int:
        """The number that a plan starts with."""
        return self.start_reps or self.reps[0]

    @property
    def sides(self) -> int:
        """2 where the work is done once for each side, else 1."""
        return 2 if self.unit.per_side else 1


class Move(Record):
    """What warm-up moves and stretches share.

    Attributes:
        caution: who leaves it out (R33); instead: the move that then takes its place.
        household: things every home has that it needs, as of exercises.
    """

    name: Name
    short_name: ShortName | None = None
    caution: tuple[Caution, ...] = ()
    instead: Slug | None = None
    household: tuple[Household, ...] = ()

    @property
    def shown(self) -> str:
        """What sheets call it, everywhere alike: the short name where there is one."""
        return self.short_name or self.name


class WarmUp(Move):
    """One dynamic warm-up move.

    Attributes:
        asked_by: who needs it above all: with such a caution it closes the warm-up.
        yields: whether it leads into no exercise of its own, and goes first where one is asked for.
    """

    short_name: ShortName
    seconds: Annotated[int, Field(ge=10, le=120)]
    targets: Sentence
    how: Sentence
    tip: Sentence
    asked_by: tuple[Caution, ...] = ()
    yields: bool = False


class Stretch(Move):
    """One stretch for after a session.

    Attributes:
        hold_seconds: length of one hold; 0 for a dynamic stretch.
        seconds_per_repetition: length of one dynamic repetition; 0 for a held stretch.
        cue: one line for the compact cards.
    """

    aka: tuple[str, ...] = ()
    kind: Literal["static", "dynamic"]
    muscles: tuple[Muscle, ...] = Field(min_length=1)
    hold_seconds: Annotated[int, Field(ge=0, le=60)]
    repetitions: Annotated[int, Field(ge=1, le=12)]
    seconds_per_repetition: Annotated[int, Field(ge=0, le=20)]
    per_side: bool
    seed: bool = False
    cue: Sentence
    how: Sentence
    safety: Sentence

    @property
    def sides(self) -> int:
        """2 where each side is stretched in turn, else 1."""
        return 2 if self.per_side else 1


class CrossTraining(Record):
    """One sport that works the upper body beside running.

    Attributes:
        minutes: shortest and longest sensible session.
        sessions_per_week: fewest and most a week beside running and strength.
        caution: to whom it is not suggested (R33).
    """

    name: Name
    primary: tuple[Muscle, ...] = Field(min_length=1)
    secondary: tuple[Muscle, ...] = ()
    minutes: tuple[int, int]
    sessions_per_week: tuple[int, int]
    balance: Literal["push", "pull", "both", "core", "one-sided"]
    note: Annotated[str, Field(min_length=3, max_length=350)]
    seed: bool = False
    caution: tuple[Caution, ...] = ()


class Band(Record):
    """One colour of the band scale (docs/training-rules.md#bands-forces; about +/- 20 to 30 %).

    Attributes:
        pounds, newtons, kilograms: force at 100 % and at 200 % elongation, which is twice and
            three times the resting length.
        hex: the colour on paper.
        pattern: the hatching that tells it apart without colour (docs/pages.md#colour).
    """

    colour: BandColour
    maker_name: str
    pounds: tuple[float, float]
    newtons: tuple[float, float]
    kilograms: tuple[float, float]
    hex: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
    pattern: Literal["dash", "dots", "v", "diag", "h", "solid", "dense", "plain"]


class BandScale(Record):
    """`templates/bands.toml`: the colours of the bands, the lightest first."""

    band: tuple[Band, ...]

    @field_validator("band", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if not isinstance(value, list):
            raise ValueError("must be a list of tables, each begins with [[band]]")  # noqa: TRY004  pydantic's
        return value


# -- the know-how pages: topics in sections, free of any layout ------------------------------------

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

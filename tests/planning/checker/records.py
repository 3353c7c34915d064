"""A plan as the rules see it: weeks, sessions, blocks and rows with what is counted in them.

Everything is a frozen record of plain values. A row knows its last loading dose, so that a rule
about progress looks at two rows and at nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tests.planning.checker.facts import Fact, Json
from tests.planning.checker.words import COLOURS, LOADING

Findings = Iterator[str]


class Dose(NamedTuple):
    """What of a row is compared with an earlier one."""

    load: float
    weight: float
    grip: str
    pace: int
    rounds: int
    reps: int


class Row(NamedTuple):
    """One exercise in one session.

    Attributes:
        weight: kilograms, or the place of the band's colour counted from 1; 0 without a load.
        load: what the weight asks of one hand: half where it is shared or the arms are bent, three
            colours more where the band is doubled.
        pace: how hard the manner is.
        work: seconds of one set; rest: seconds before each.
        reserve: the fewest repetitions in reserve.
        last: its dose in the last loading week, in the same session if it was there, else in any;
            of what was first met in a light week the dose of that week.
        change: 1 where the load is above that of `last`, -1 where it is below.
        up: how it is harder than `last`: load, manner, round, reps.
        before: its row in the same session of the loading week before, if it was there.
        moved: whether it is harder than `before`, or new.
    """

    week: int
    key: str
    block: int
    slug: str
    fact: Fact
    rounds: int
    reps: int
    weight: float
    is_band: bool
    grip: str
    load: float
    pace: int
    work: float
    rest: int
    reserve: int
    json: Json
    last: "Row | None" = None
    change: int = 0
    up: str | None = None
    before: "Row | None" = None
    moved: bool = True

    def __str__(self) -> str:
        return f"week {self.week} {self.key}: {self.slug}"

    @property
    def dose(self) -> tuple[object, ...]:
        return self.slug, self.rounds, self.reps, self.weight, self.grip, self.pace


class Block(NamedTuple):
    rounds: int
    rest: int
    round_rest: int
    rows: tuple[Row, ...]

    @property
    def fast(self) -> bool:
        return any(row.fact.fast for row in self.rows)


class Session(NamedTuple):
    """One session; earlier is the one of the same letter in the loading week before."""

    week: int
    kind: str
    key: str
    day: int
    reserve: int
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]
    slugs: frozenset[str]
    sets: int
    push: int
    pull: int
    json: Json
    earlier: "Session | None"

    def __str__(self) -> str:
        return f"week {self.week} {self.key}"


class Week(NamedTuple):
    """One week; highest is the most sets of the three weeks before, 0 in the first."""

    number: int
    kind: str
    phase: str
    part: int
    title: str
    goal: str
    reserve: int
    sessions: tuple[Session, ...]
    rows: tuple[Row, ...]
    sets: int
    push: int
    pull: int
    highest: int
    json: Json

    def __str__(self) -> str:
        return f"week {self.number}"

    @property
    def loading(self) -> bool:
        return self.kind in LOADING


@dataclass(frozen=True)
class Plan:
    """The whole plan.

    Attributes:
        bands: places of the colours owned, from 1; weights: kilograms owned; both in order.
        before: rows of the last three loading weeks of the plan before; their weeks end with 0.
        before_sets: sets of its last week; earlier: what only its first weeks had.
        history: by exercise, its loading rows in order, those of the plan before first.
        first: by exercise, the first row of this plan.
    """

    json: Json
    level: int
    sessions: int
    minutes: int
    avoid: frozenset[str]
    without: frozenset[str]
    kit: frozenset[str]
    bands: tuple[int, ...]
    weights: tuple[float, ...]
    push_ups: int | None
    weeks: tuple[Week, ...]
    before: tuple[Row, ...]
    before_sets: int | None
    earlier: frozenset[str]
    history: dict[str, tuple[Row, ...]]
    first: dict[str, Row]

    @cached_property
    def loading(self) -> tuple[Week, ...]:
        return tuple(week for week in self.weeks if week.loading)

    @cached_property
    def all_sessions(self) -> tuple[Session, ...]:
        return tuple(session for week in self.weeks for session in week.sessions)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for week in self.weeks for row in week.rows)

    def part(self, row: Row) -> int:
        """Return the part in which a row stands; 0 for the plan before."""
        return self.weeks[row.week - 1].part if row.week > 0 else 0

    @property
    def parts_before(self) -> int:
        """Return the parts of the blocks before."""
        return int((self.json.get("after") or {}).get("part", 0))

    def advised(self, row: Row) -> float:
        """Return the weight with which an exercise starts at this level: kilograms or a colour."""
        exercise = self.json["exercises"][row.slug]
        if row.is_band:
            return COLOURS.index(exercise["start_band"][self.level - 1]) + 1
        return float(exercise["start_kg"][self.level - 1])

    @property
    def programme(self) -> str:
        return str(self.json["programme"])

    @property
    def focus(self) -> str:
        return str(self.json["request"]["focus"])

    @property
    def goes_on(self) -> bool:
        """Whether it is the block after another plan."""
        return self.before_sets is not None

    @cached_property
    def known(self) -> frozenset[str]:
        """Exercises of the plan before."""
        return frozenset(row.slug for row in self.before)

    @property
    def race(self) -> int | None:
        """The number of the week that lightens for the race."""
        race: int | None = self.json["race_week"]
        return race

    @property
    def lightest_band_fits(self) -> bool:
        """Whether the lightest band is not too heavy for the rows of the level and the flags.

        Rows start with red, green, blue; one colour heavier will do. From 65 on they start two
        colours lighter, in pregnancy, after a birth and with raised pressure one.
        """
        if not self.bands:
            return False
        one = self.avoid & {"pregnancy", "postnatal", "high-bp"}
        lighter = 2 if "older-adult" in self.avoid else 1 if one else 0
        return self.bands[0] <= 3 + self.level - lighter

    @property
    def flags(self) -> frozenset[str]:
        """Cautions that change the training; latex only changes what the band is made of."""
        return self.avoid - {"latex"}

    @property
    def narrow(self) -> bool:
        """Several flags: a slot may stay empty, and the cover then says what is missing."""
        return len(self.flags) + bool(self.without) > 1


def load_change(new: Dose | Row, old: Row) -> int:
    """Return 1 where the load went up, -1 where it went down, 0 where it is the same.

    A change of grip is a change of load. A heavier weight with bent elbows is a step up from the
    next lighter one with straight arms, even where half the lever makes a little less of it.
    """
    if new.load == old.load and new.grip == old.grip:
        return 0
    if new.grip == "bent" != old.grip and new.weight > old.weight:
        return 1
    one, other = (new.load, new.weight), (old.load, old.weight)
    return (one > other) - (one < other)


def harder(new: Dose | Row, old: Row) -> str | None:
    """Return how a dose is harder than an earlier one: load, manner, round or reps."""
    return how_harder(new, old, load_change(new, old))


def how_harder(new: Dose | Row, old: Row, change: int) -> str | None:
    if change:
        return "load" if change > 0 else None
    if new.pace != old.pace:
        return "manner" if new.pace > old.pace else None
    if new.rounds != old.rounds:
        return "round" if new.rounds > old.rounds else None
    return "reps" if new.reps > old.reps else None


def held(row: Row) -> str:
    """Return a row's load in words: `red`, `10 kg shared`."""
    load = COLOURS[int(row.weight) - 1] if row.is_band else f"{row.weight:g} kg"
    return load if row.grip == "usual" else f"{load} {row.grip}"


def named(rows: Iterable[Row]) -> str:
    return ", ".join(row.slug for row in rows)

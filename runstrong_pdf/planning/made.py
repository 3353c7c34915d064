"""What weeks are made from and what they leave: task and allowances, made weeks, log, outline."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import NamedTuple

from runstrong_pdf.model.catalogue import Stretch, WarmUp
from runstrong_pdf.model.plan import After
from runstrong_pdf.model.programme import PlanWords, Programme, SessionKey, WrittenWeek
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Phase, WeekKind
from runstrong_pdf.planning.athlete import Athlete, Care
from runstrong_pdf.planning.limits import Past, Rests
from runstrong_pdf.planning.loads import Load
from runstrong_pdf.planning.picks import (
    FEWEST_LIGHT,
    FEWEST_ROWS,
    Catalogue,
    Pick,
    PickedSession,
    exchanged,
    is_alone,
    picks_of,
    slugs_of,
)
from runstrong_pdf.planning.placing import Race, RunningWeek
from runstrong_pdf.planning.row import Row, is_harder
from runstrong_pdf.planning.season import NEVER, Frame, Span

HARDER_SHARE, HARDER_IN_THREE = 0.6, 0.8
"""Rows of a session that are harder or new in every loading week, and within three (C01, C02)."""


@dataclass(frozen=True, slots=True)
class MadeBlock:
    """A block of one week."""

    rounds: int
    rests: Rests
    rows: tuple[Row, ...]

    @property
    def alone(self) -> bool:
        """Whether it is a lift by itself (C06)."""
        return is_alone(self.rows)


class MadeWeek(NamedTuple):
    """A week with its sessions."""

    frame: Frame
    sessions: dict[SessionKey, tuple[MadeBlock, ...]]

    @property
    def rows(self) -> list[Row]:
        """All rows of the week, in order."""
        return [row for blocks in self.sessions.values() for row in rows_of(blocks)]

    @property
    def sets(self) -> int:
        """Sets of the whole week."""
        return sum(sets_of(blocks) for blocks in self.sessions.values())


def rows_of(blocks: Sequence[MadeBlock]) -> list[Row]:
    """Return the rows of a session, in order."""
    return [row for block in blocks for row in block.rows]


def sets_of(blocks: Sequence[MadeBlock]) -> int:
    """Return the sets of a session."""
    return sum(block.rounds * len(block.rows) for block in blocks)


def sides(rows: Sequence[Row]) -> tuple[int, int]:
    """Return the pushing and the pulling sets of some rows."""
    push, pull = (
        sum(row.rounds for row in rows if row.exercise.balance == side) for side in ("push", "pull")
    )
    return push, pull


def seconds_of(blocks: Sequence[MadeBlock], frame_seconds: float) -> float:
    """Return how long a session takes, warm-up and stretching included (R29)."""
    seconds = frame_seconds
    for block in blocks:
        rest, between = block.rests.rest, block.rests.round_rest
        for row in block.rows:
            seconds += block.rounds * (row.seconds + (row.rest_before or rest))
        seconds += (block.rounds - 1) * (between - rest) - rest
    return seconds + sum(block.rests.round_rest for block in blocks[1:])


@dataclass
class Log:
    """What the weeks so far held: every row's last loading dose, and how the sets grew.

    Attributes:
        doses: by session and exercise; anywhere: by exercise, of several sessions the first.
        sessions: the rows of each loading week; rounds: of each block in the last one.
        loads: the part of the last step of load, and whether it was kilograms.
        swaps: what took the place of a row in this part.
    """

    doses: dict[tuple[str, str], Row] = field(default_factory=dict)
    anywhere: dict[str, Row] = field(default_factory=dict)
    weeks_done: dict[str, int] = field(default_factory=dict)
    past: list[Past] = field(default_factory=list)
    sessions: dict[str, tuple[tuple[Row, ...], ...]] = field(
        default_factory=lambda: defaultdict(tuple)
    )
    rounds: dict[str, tuple[int, ...]] = field(default_factory=dict)
    loads: dict[str, tuple[int, bool]] = field(default_factory=dict)
    swaps: dict[tuple[str, str], Pick] = field(default_factory=dict)

    def copy(self) -> "Log":
        """Return a log that can go on by itself."""
        return Log(*(getattr(self, each.name).copy() for each in fields(self)))

    def is_stuck(self, key: str, row: Row) -> bool:
        """Whether a row would stand still in its session (C09)."""
        return stands_still(
            row, [r for rows in self.sessions[key] for r in rows if r.slug == row.slug]
        )

    def last(self, key: str, slug: str) -> Row | None:
        """Return the last loading dose: in the same session, else in any."""
        return self.doses.get((key, slug)) or self.anywhere.get(slug)

    def session_before(self, key: str) -> tuple[Row, ...]:
        """Return the rows of a session in its last loading week; none in a first one."""
        return self.sessions[key][-1] if self.sessions[key] else ()

    @property
    def first_sets(self) -> dict[str, int]:
        """The sets of each session in its first loading week."""
        return {
            key: sum(r.rounds for r in weeks[0]) for key, weeks in self.sessions.items() if weeks
        }

    @property
    def grown(self) -> bool:
        """Whether a loading week had two rounds of everything (R11)."""
        return any(past.kind.is_loading and not past.one_round for past in self.past)

    def care(self, care: Care, frame: Frame) -> Care:
        """Return what cautions ask for in one week: its part, and what has stepped in it."""
        if not care.rules:
            return care
        stepped = {s for s, (part, kg) in self.loads.items() if kg or part == frame.part}
        return replace(
            care, part=frame.stretch, stepped=frozenset(stepped if care.load_once else ())
        )

    def like(self, key: str, row: Row) -> Row | None:
        """Return the last loading dose; of several sessions one of the same load and manner."""
        if own := self.doses.get((key, row.slug)):
            return own
        last = self.anywhere.get(row.slug)
        doses = (self.doses.get((letter, row.slug)) for letter in "ABC")
        many = (dose for dose in doses if dose and last and dose.week == last.week)
        load = row.load.amount, row.load.manner
        return next((dose for dose in many if (dose.load.amount, dose.load.manner) == load), last)

    def note_swaps(self, sessions: Mapping[SessionKey, PickedSession], week: MadeWeek) -> None:
        """Remember what took the place of a row inside a part: it stays there (C09)."""
        for key, blocks in week.sessions.items():
            for pick, row in zip(picks_of(sessions[key]), rows_of(blocks), strict=True):
                if pick.slug != row.slug:
                    self.swaps[key, pick.slug] = replace(pick, slug=row.slug, exercise=row.exercise)

    def with_swaps(self, key: str, session: PickedSession) -> PickedSession:
        """Return a session of a part with what took the place of its rows so far."""
        for pick in picks_of(session):
            now, seen = pick, {pick.slug}
            while (key, now.slug) in self.swaps and self.swaps[key, now.slug].slug not in seen:
                now = self.swaps[key, now.slug]
                seen.add(now.slug)
            if now is not pick and now.slug not in slugs_of(session):
                session = exchanged(session, pick, replace(now, rank=pick.rank))
        return session

    def note(self, week: MadeWeek) -> None:
        """Remember a week that is done."""
        once = any(b.rounds == 1 for blocks in week.sessions.values() for b in blocks)
        if week.frame.kind is WeekKind.RACE and self.past:
            once = self.past[-1].one_round  # half a session says nothing of the next week
        self.past.append(Past(week.frame.kind, week.sets, one_round=once))
        if not week.frame.loading:
            for key, blocks in week.sessions.items():
                for row in (r for r in rows_of(blocks) if r.slug not in self.anywhere):
                    self.anywhere[row.slug] = self.doses[key, row.slug] = row
                    self.weeks_done[row.slug] = 0
            return
        done = set()
        for key, blocks in week.sessions.items():
            rows = tuple(rows_of(blocks))
            self.sessions[key] = (*self.sessions[key], rows)
            self.rounds[key] = tuple(b.rounds for b in blocks if not b.alone)
            for row in rows:
                if row.step == "load":
                    self.loads[row.slug] = (week.frame.part, row.load.kg is not None)
                self.doses[key, row.slug] = row
                if row.slug not in done:
                    self.anywhere[row.slug] = row
                done.add(row.slug)
        for slug in done:
            self.weeks_done[slug] = self.weeks_done.get(slug, 0) + 1
        # what was done now stands for the block before and for lighter loads elsewhere (C19)
        self.doses = {
            (key, slug): row
            for (key, slug), row in self.doses.items()
            if slug not in done or not self._is_behind(row, week.frame.number)
        }

    def _is_behind(self, row: Row, week: int) -> bool:
        """Whether a dose is of the block before, or of an earlier week with a lighter load."""
        lighter = row.load.amount < self.anywhere[row.slug].load.amount
        return not row.week or (lighter and row.week < week)


def is_fast(row: Row) -> bool:
    """Whether a row is a fast lift."""
    return row.exercise.effort == "fast"


def dose_of(row: Row) -> tuple[Slug, int, int, Load]:
    """Return what of a row is the same where it is done again (C01, C09)."""
    return row.slug, row.rounds, row.reps, row.load


def stands_still(row: Row, met: Sequence[Row]) -> bool:
    """Whether a row is a third time the same, or no harder after four (C09); `met` in order."""
    third = len(met) > 1 and all(dose_of(r) == dose_of(row) for r in met[-2:])
    return third or (len(met) > 2 and not is_harder(row, met[0]))


def no_harder(rows: Sequence[Row], before: Sequence[Row]) -> list[Row]:
    """Return the rows of a session that are neither new nor harder than in one before it (C01)."""
    old = {row.slug: row for row in before}
    return [row for row in rows if not is_harder(row, old.get(row.slug))]


THIRD_SESSION_MINUTES = 45
"""From so many minutes on the rows of a short third session start a number higher (C13)."""
FEW_WEIGHTS = 3
"""Loading weeks with weights from which on one gets heavier (C03)."""
LONG_PLAN = 10
"""Weeks of a long plan (C08)."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What is chosen otherwise, so that a plan has fewer weaknesses.

    Attributes:
        out: exercises that are not used, by part and session.
        eager: whether weights begin a number higher (C03); higher: whether all rows do (C13).
        fewer: rows that a session has fewer in the first part (C08).
    """

    out: frozenset[tuple[int, SessionKey, Slug]] = frozenset()
    eager: bool = False
    higher: bool = False
    fewer: tuple[tuple[SessionKey, int], ...] = ()

    def up_to(self, part: int) -> "Revision":
        """Return what of it decides the parts up to one."""
        return replace(self, out=frozenset(row for row in self.out if row[0] <= part))


@dataclass(frozen=True)
class Task:
    """What stays the same while the weeks of a plan are made."""

    athlete: Athlete
    catalogue: Catalogue
    minutes: int
    size: int
    sessions: int
    frame_seconds: float
    frames: tuple[Frame, ...]
    eves: frozenset[str]
    hard_runs: int
    no_kit: bool
    split: bool = False
    grows: bool = True
    easy_weeks: int = 0
    revision: Revision = Revision()
    sets_before: Mapping[SessionKey, int] = field(default_factory=dict)
    flat_sets: Mapping[SessionKey, int] = field(default_factory=dict)

    @property
    def short(self) -> bool:
        """Whether a session is one circuit of about twenty minutes."""
        return self.size < 30

    @cached_property
    def patient(self) -> Athlete:
        """The athlete as one whose sets may take as long as they like."""
        return replace(self.athlete, longest_set=None) if self.athlete.longest_set else self.athlete

    @cached_property
    def few_weights(self) -> bool:
        """Whether weights are to step early, having few weeks or else not stepping at all (C03)."""
        with_weights = sum(f.loading and f.phase is Phase.DUMBBELLS for f in self.frames)
        return self.revision.eager or with_weights == FEW_WEIGHTS

    @cached_property
    def race(self) -> int:
        """The week of the race, or a week that does not come."""
        return next((f.number for f in self.frames if f.kind is WeekKind.RACE), NEVER)

    def is_near_race(self, frame: Frame) -> bool:
        """Whether nothing new may come any more (R28)."""
        return self.race - 2 < frame.number <= self.race and frame.number > 1

    def is_calm(self, frame: Frame) -> bool:
        """Whether nothing new comes: in a light week or near a race, where no part begins."""
        return (not frame.loading or self.is_near_race(frame)) and not frame.starts

    def starts_higher(self, key: str) -> bool:
        """Whether new rows start a number higher, for sessions that are short on work (C13)."""
        third = key == "C" and self.minutes >= THIRD_SESSION_MINUTES
        late = self.no_kit and len(self.frames) >= LONG_PLAN and not self.short
        care = self.athlete.care
        few = care.no_manner  # nothing else can be made harder later
        return (
            self.revision.higher or third or late or few or (care.extends_twice and not self.short)
        )

    def chooses(self, part: int, key: SessionKey) -> Athlete:
        """Return the athlete without the exercises that one session of a part does not use."""
        out = {slug for at, where, slug in self.revision.out if (at, where) == (part, key)}
        return replace(self.athlete, fits=self.athlete.fits - out) if out else self.athlete

    def fewest_light(self, key: SessionKey) -> int:
        """Return the fewest rows that a session of a light or race week may have (C14)."""
        care = self.athlete.care
        few = self.short or (key == "C" and care.short_third) or care.several
        return FEWEST_LIGHT if few else FEWEST_ROWS

    @cached_property
    def loading_weeks(self) -> tuple[int, ...]:
        """The numbers of the loading weeks."""
        return tuple(frame.number for frame in self.frames if frame.loading)

    def weeks_left(self, frame: Frame) -> int:
        """Return the loading weeks after one."""
        return sum(number > frame.number for number in self.loading_weeks)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a part may give up so that all its weeks fit: rest in the last block, last rows."""

    less_rest: int = 0
    grows: bool = True
    rows: int = 0
    swaps: int = 0
    most_rounds: int = 4
    lowers: bool = False


ALLOWANCES = (
    *(Allowance(rest) for rest in (0, 10, 15)),
    Allowance(15, grows=False),
    *(Allowance(15, grows=False, swaps=swaps) for swaps in (1, 2, 3)),
    *(Allowance(15, grows=False, rows=rows, swaps=n) for rows in (1, 2) for n in range(3)),
    *(Allowance(15, grows=False, rows=rows) for rows in (3, 4)),
    *(Allowance(15, grows=False, rows=rows, swaps=3, most_rounds=2) for rows in range(3)),
    Allowance(15, grows=False, rows=4, swaps=3, most_rounds=2, lowers=True),
)
WITH_A_LIFT = (*ALLOWANCES[:3], Allowance(15, rows=1), Allowance(15, rows=2), *ALLOWANCES[3:])
"""A session with a fast lift drops a row before it gives up its third rounds."""
OF_A_CIRCUIT = tuple(
    dict.fromkeys(replace(a, less_rest=0, grows=True, most_rounds=2) for a in ALLOWANCES)
)
"""A short session is one circuit, whose rests and rounds stay."""


class Misfit(Exception):  # noqa: N818  not an error: its part gives something up
    """A session that takes too long, or pushes too much, so that its part must give way.

    Attributes:
        over: seconds that it takes too long; 0 where time is not the reason.
        grew: whether it has gained a round in an earlier week of its part;
        rounds: the most rounds of its blocks.
    """

    grew, rounds = False, 0

    def __init__(self, key: SessionKey, why: str, over: float = 0) -> None:
        super().__init__(why)
        self.key, self.over = key, over


@dataclass(frozen=True)
class Outline:
    """Everything that `resolve` adds up.

    Attributes:
        too_heavy: kit that is owned, but too heavy to start with.
        written: the coach's own weeks, where they are used.
    """

    slug: Slug
    programme: Programme
    request: Request
    task: Task
    running: RunningWeek
    race: Race | None
    span: Span
    warm_ups: dict[Slug, WarmUp]
    stretches: dict[Slug, Stretch]
    too_heavy: frozenset[Kit] = frozenset()
    weeks: list[MadeWeek] = field(default_factory=list)
    written: tuple[WrittenWeek, ...] = ()
    after: After | None = None

    @property
    def words(self) -> PlanWords:
        """What the programme says; every one has it once it is complete."""
        assert self.programme.words  # noqa: S101
        return self.programme.words

    @cached_property
    def rows(self) -> list[Row]:
        """All rows of all weeks, in order."""
        return [row for week in self.weeks for row in week.rows]

    @property
    def goes_on(self) -> bool:
        """Whether it goes on where a block before it ended; a comeback begins anew."""
        return self.span.met is not None

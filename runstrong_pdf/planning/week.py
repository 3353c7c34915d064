"""Makes the weeks of a part: rounds, rows that advance, and trades where time is short."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Kit, Level, Phase, WeekKind
from runstrong_pdf.planning import limits
from runstrong_pdf.planning.athlete import Athlete, Care
from runstrong_pdf.planning.compose import (
    FEWEST_LIGHT,
    FEWEST_ROWS,
    LEAD_INS,
    NEVER_OUT,
    PRESSES,
    REAR,
    SHARED_SHARE,
    Catalogue,
    Pick,
    PickedBlock,
    PickedSession,
    Place,
    closed,
    dropped,
    exchanged,
    kept_when_light,
    picks_of,
    pulls_a_band,
    slugs_of,
    stand_in,
    with_lifts,
    without,
    works_back,
    works_chest,
)
from runstrong_pdf.planning.limits import Past, Rests
from runstrong_pdf.planning.loads import SCALE, next_load
from runstrong_pdf.planning.row import (
    Row,
    advance,
    first_row,
    hold,
    is_harder,
    lightened,
    step_between,
    steps_of,
    top,
)
from runstrong_pdf.planning.season import NEVER, Frame
from runstrong_pdf.planning.sessions import LONG

HARDER_SHARE = 0.6
"""Rows of a session that are harder or new in every loading week (C01)."""
MOST_COLOURS, MOST_WEIGHTS = 3, 5
"""Of a session (C15)."""
THIRD_SESSION_MINUTES = 45
"""From so many minutes on the rows of a short third session start a number higher (C13)."""
SHORTEST_WITH_LIGHT = 6
"""Weeks of the shortest plan with a light week; shorter ones do not end above the week before."""
TRIO = (
    PRESSES,
    frozenset({"dumbbell-lateral-raise", "scaption-raise"}),
    frozenset({"alternate-front-raise"}),
)
"""The three dumbbell moves of the article (C18, C26)."""
FEW_WEIGHTS = 3
"""Loading weeks with weights from which on one gets heavier (C03)."""
FIRST: SessionKey = "A"
LEAST_SETS = 3
"""Weekly sets of chest and of back with one session a week (R13)."""
PAIR, LONGEST = 2, 60
"""Rows of a push-pull pair, which is done three times; minutes of the longest sessions."""
PULL_SHARE = 0.7
"""Pulling against pushing sets in every session (R03)."""
EARLY_WEEKS, LONG_PLAN = 2, 10
"""First weeks of long plans in which no round is added (C08)."""
MAIN_ROWS = 2
"""Ranks of the rows that stay through the whole plan."""


@dataclass(frozen=True, slots=True)
class MadeBlock:
    """A block of one week."""

    rounds: int
    rests: Rests
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MadeWeek:
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
        attempts: how often a part was made until it fitted.
    """

    doses: dict[tuple[str, str], Row] = field(default_factory=dict)
    anywhere: dict[str, Row] = field(default_factory=dict)
    everywhere: dict[str, list[Row]] = field(default_factory=dict)
    weeks_done: dict[str, int] = field(default_factory=dict)
    past: list[Past] = field(default_factory=list)
    sessions: dict[str, list[tuple[Row, ...]]] = field(default_factory=lambda: defaultdict(list))
    rounds: dict[str, tuple[int, ...]] = field(default_factory=dict)
    met: dict[tuple[str, str], tuple[Row, ...]] = field(default_factory=dict)
    loads: dict[str, tuple[int, bool]] = field(default_factory=dict)
    first_sets: dict[str, int] = field(default_factory=dict)
    attempts: int = 0

    def copy(self) -> "Log":
        """Return a log that can go on by itself."""
        found = Log(dict(self.doses), dict(self.anywhere))
        found.weeks_done, found.past = dict(self.weeks_done), list(self.past)
        for key, many in self.sessions.items():
            found.sessions[key] = list(many)
        found.rounds, found.loads = dict(self.rounds), dict(self.loads)
        found.first_sets = dict(self.first_sets)
        found.everywhere = dict(self.everywhere)
        found.met = dict(self.met)
        found.attempts = self.attempts
        return found

    def is_stuck(self, key: str, row: Row) -> bool:
        """Whether a dose would be a third time the same, or no harder after four (C09)."""
        met = self.met.get((key, row.slug), ())
        third = len(met) > 1 and all(_is_same(row, before) for before in met[-2:])
        return third or (len(met) > 2 and not is_harder(row, met[0]))

    def last(self, key: str, slug: str) -> Row | None:
        """Return the last loading dose: in the same session, else in any."""
        return self.doses.get((key, slug)) or self.anywhere.get(slug)

    def session_before(self, key: str) -> tuple[Row, ...]:
        """Return the rows of a session in its last loading week; none in a first one."""
        return self.sessions[key][-1] if self.sessions[key] else ()

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
        many = self.everywhere.get(row.slug, ())
        same = (
            r for r in many if (r.load.amount, r.load.manner) == (row.load.amount, row.load.manner)
        )
        return next(same, self.anywhere.get(row.slug))

    def note(self, week: MadeWeek) -> None:
        """Remember a week that is done."""
        one = all(b.rounds == 1 for blocks in week.sessions.values() for b in blocks)
        some = any(b.rounds == 1 for blocks in week.sessions.values() for b in blocks)
        if week.frame.kind is WeekKind.RACE and self.past:
            one = some = self.past[-1].one_round  # half a session says nothing of the next week
        self.past.append(Past(week.frame.kind, week.sets, one_round=one or some))
        if not week.frame.loading:
            for key, blocks in week.sessions.items():
                for row in (r for r in rows_of(blocks) if r.slug not in self.anywhere):
                    self.anywhere[row.slug] = self.doses[key, row.slug] = row
                    self.weeks_done[row.slug] = 0
            return
        done = set()
        for key, blocks in week.sessions.items():
            rows = tuple(rows_of(blocks))
            self.sessions[key].append(rows)
            self.rounds[key] = tuple(block.rounds for block in blocks)
            self.first_sets.setdefault(key, sets_of(blocks))
            for row in rows:
                if row.step == "load":
                    self.loads[row.slug] = (week.frame.part, row.load.kg is not None)
                self.doses[key, row.slug] = row
                self.met[key, row.slug] = (*self.met.get((key, row.slug), ()), row)
                if row.slug not in done:  # of several sessions the first counts
                    self.anywhere[row.slug], self.everywhere[row.slug] = row, []
                self.everywhere[row.slug].append(row)
                done.add(row.slug)
        for slug in done:
            self.weeks_done[slug] = self.weeks_done.get(slug, 0) + 1


@dataclass(frozen=True, slots=True)
class Choice:
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


@dataclass(frozen=True, slots=True)
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
    choice: Choice = Choice()
    sets_before: Mapping[SessionKey, int] = field(default_factory=dict)
    flat_sets: Mapping[SessionKey, int] = field(default_factory=dict)

    @property
    def short(self) -> bool:
        """Whether a session is one circuit of about twenty minutes."""
        return self.size < 30

    @property
    def few_weights(self) -> bool:
        """Whether weights are to step early, having few weeks or else not stepping at all (C03)."""
        with_weights = sum(f.loading and f.phase is Phase.DUMBBELLS for f in self.frames)
        return self.choice.eager or with_weights == FEW_WEIGHTS

    @property
    def race(self) -> int:
        """The week of the race, or a week that does not come."""
        return next((f.number for f in self.frames if f.kind is WeekKind.RACE), NEVER)

    def is_near_race(self, frame: Frame) -> bool:
        """Whether nothing new may come any more (R28)."""
        return self.race - 2 < frame.number <= self.race and frame.number > 1

    def starts_higher(self, key: str) -> bool:
        """Whether new rows start a number higher, for sessions that are short on work (C13)."""
        third = key == "C" and self.minutes >= THIRD_SESSION_MINUTES
        late = self.no_kit and len(self.frames) >= LONG_PLAN and not self.short
        care = self.athlete.care
        few = care.small_steps and not care.one_round_first and self.minutes >= LONG
        return self.choice.higher or third or late or few or (care.extends_twice and not self.short)

    def chooses(self, part: int, key: SessionKey) -> Athlete:
        """Return the athlete without the exercises that one session of a part does not use."""
        out = {slug for at, where, slug in self.choice.out if (at, where) == (part, key)}
        return replace(self.athlete, fits=self.athlete.fits - out) if out else self.athlete

    def weeks_left(self, frame: Frame) -> int:
        """Return the loading weeks after one."""
        return sum(other.loading for other in self.frames if other.number > frame.number)


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
    *(
        Allowance(15, grows=False, rows=rows, swaps=swaps)
        for rows in range(5)
        for swaps in range(4)
        if rows or swaps
    ),
    *(Allowance(15, grows=False, rows=rows, swaps=3, most_rounds=2) for rows in range(5)),
    Allowance(15, grows=False, rows=4, swaps=3, most_rounds=2, lowers=True),
)


WITH_A_LIFT = (*ALLOWANCES[:3], Allowance(15, rows=1), Allowance(15, rows=2), *ALLOWANCES[3:])
"""A session with a fast lift drops a row before it gives up its third rounds."""


class Misfit(Exception):  # noqa: N818  not an error: its part gives something up
    """A session that takes too long, or is last week's again, so that its part must give way."""

    def __init__(self, key: SessionKey, why: str) -> None:
        super().__init__(why)
        self.key = key


def make_part(
    weeks: Sequence[tuple[Frame, dict[SessionKey, PickedSession]]],
    task: Task,
    log: Log,
) -> tuple[list[MadeWeek], Log]:
    """Return the weeks of a part; a session that does not fit gives way, one allowance a time.

    Raises:
        Misfit: where a session fits with no allowance.
    """
    sessions = {key: session for _, week in weeks for key, session in week.items()}
    offers = {
        key: WITH_A_LIFT if any(block.alone for block in session) else ALLOWANCES
        for key, session in sessions.items()
    }
    given = dict.fromkeys(sessions, 0)
    while True:
        allowances = {key: offers[key][at] for key, at in given.items()}
        log.attempts += 1
        try:
            return _tried(weeks, task, log.copy(), allowances)
        except Misfit as wrong:
            given[wrong.key] += 1
            if given[wrong.key] == len(offers[wrong.key]):
                raise


def _tried(
    weeks: Sequence[tuple[Frame, dict[SessionKey, PickedSession]]],
    task: Task,
    log: Log,
    allowances: Mapping[SessionKey, Allowance],
) -> tuple[list[MadeWeek], Log]:
    found: list[MadeWeek] = []
    rounds: dict[tuple[str, int], int] = {}
    before = log.copy()
    for frame, sessions in weeks:
        fewer = {
            key: _quicker(
                dropped(session, allowances[key].rows), allowances[key].swaps, key, task, before
            )
            for key, session in sessions.items()
        }
        if (not frame.loading or task.is_near_race(frame)) and not frame.starts:
            fewer = {key: _without_new(session, log.anywhere) for key, session in fewer.items()}
        week = _Week(frame, fewer, task, log, rounds, allowances).made()
        log.note(week)
        found.append(week)
    return found, log


def _without_new(session: PickedSession, known: Collection[str]) -> PickedSession:
    """Return the session without new rows, as far as it stays a session (C21, C22)."""
    old = closed(without(session, [p for p in picks_of(session) if p.slug not in known]))
    return old if len(picks_of(old)) >= FEWEST_LIGHT else session


def _quicker(
    session: PickedSession, swaps: int, key: SessionKey, task: Task, log: Log
) -> PickedSession:
    """Return the session with its slowest small rows swapped for quick ones (R29)."""
    if not swaps:
        return session
    picks = [pick for pick in picks_of(session) if pick.rank > MAIN_ROWS]
    slow = sorted(picks, key=lambda pick: -_set_seconds(key, pick, log))[:swaps]
    last = max((frame.phase for frame in task.frames), key=list(Phase).index)
    eve = key in task.eves
    place = Place(last, 1, log.weeks_done, lifts=False, first=not log.past, eve=eve)
    for pick in slow:
        used = slugs_of(session)
        slug = stand_in(pick.slug, task.catalogue, task.athlete, place, used, quick=True)
        if slug:
            other = replace(pick, slug=slug, exercise=task.catalogue[slug])
            session = exchanged(session, pick, other)
    return session


def _set_seconds(key: SessionKey, pick: Pick, log: Log) -> float:
    last = log.last(key, pick.slug)
    if last:
        return last.seconds
    exercise = pick.exercise
    return exercise.first_reps * exercise.seconds_per_rep * exercise.sides


class _Week:
    """One week while it is made."""

    def __init__(
        self,
        frame: Frame,
        sessions: Mapping[SessionKey, PickedSession],
        task: Task,
        log: Log,
        rounds: dict[tuple[str, int], int],
        allowances: Mapping[SessionKey, Allowance],
    ) -> None:
        self.care = log.care(task.athlete.care, frame)
        if self.care is not task.athlete.care:
            task = replace(task, athlete=replace(task.athlete, care=self.care))
        self.frame, self.task, self.log, self.rounds = frame, task, log, rounds
        self.allowances = allowances
        self.once = self.care.one_round_first and not log.grown
        self.level = task.athlete.level
        self.most = limits.week_sets(frame.kind, log.past, task.sessions)
        short_plan = task.sessions == 1 or len(task.frames) < SHORTEST_WITH_LIGHT
        before = [week.sets for week in log.past if week.kind is not WeekKind.RACE]
        if frame is task.frames[-1] and short_plan and frame.loading and before:
            turns = 2 if task.sessions == 1 else 1  # odd and even weeks differ
            self.most = min(self.most, max(before[-turns:]))
            self.once = False
        self.sessions = dict(sessions)
        self.gained: dict[SessionKey, int] = {}
        self.refused: set[tuple[str, int]] = set()
        self.built: dict[SessionKey, tuple[MadeBlock, ...]] = {}
        self.forced: set[str] = set()
        self.least = False

    def made(self) -> MadeWeek:
        """Return the week. Raises Misfit where it does not fit."""
        if self.frame.kind is WeekKind.RACE:
            self._taper()
        if self.frame.kind is WeekKind.LIGHT:
            self._lighten()
        for key in self.sessions:
            for at in range(len(self.sessions[key])):
                self.rounds.setdefault((key, at), self._base(key, at))
            builds = self.frame.kind is WeekKind.BUILD and self.task.grows
            if self.once and builds and self.log.past and self.rounds[key, 0] < PAIR:
                self.rounds[key, 0], self.gained[key] = PAIR, 0
                self.forced.add(key)
        self._at_least()
        self._fit_sets()
        if self.frame.number == 1 and self.task.sets_before:
            self._restore()
        elif self.frame.kind is WeekKind.BUILD:
            self._gain()
        self._balance()
        gained = tuple(self.gained)
        for key in self.sessions:
            self.built[key] = self._labelled(key, self._session(key))
        sides = [self._sides(key) for key in self.sessions]
        if sum(pull - push for push, pull in sides) < 0:
            key = next((k for k in gained if k not in self.gained), next(iter(self.built)))
            raise Misfit(key, f"week {self.frame.number} pushes more than it pulls")
        return MadeWeek(self.frame, self.built)

    def _lighten(self) -> None:
        """Keep fast lifts; of a short session, or with cautions, else only what the week needs."""
        self.sessions = {key: with_lifts(s) for key, s in self.sessions.items()}
        if self.care.rules or self.task.short:
            self._keep_least()

    def _keep_least(self) -> None:
        """Let a light week give up every row that it can do without."""
        light = kept_when_light(dict(self.sessions.items()), self.task.athlete)
        self.sessions = {key: light[key] for key in self.sessions}
        self.least = True

    # -- rounds -----------------------------------------------------------------------------------

    def _at_least(self) -> None:
        """Raise rounds to the least: two once grown (R11), enough sets of chest and back."""
        care, log = self.care, self.log
        if care.one_round_first and log.grown:
            for place, rounds in self.rounds.items():
                self.rounds[place] = max(rounds, PAIR)
        most = limits.most_rounds(self.level, care)
        if care.two_rounds_first and not log.past:
            most = PAIR
        if not care.rules or care.one_round_first or self.task.sessions > 1 or self.task.short:
            return
        for works in (works_chest, works_back):  # R13
            blocks = self.sessions[FIRST]
            mine = [sum(works(p.exercise) for p in b.picks) for b in blocks]
            if sum(mine) == 1 and self.frame.loading:
                at = mine.index(1)
                self.rounds[FIRST, at] = max(self.rounds[FIRST, at], min(most, LEAST_SETS))

    def _base(self, key: SessionKey, at: int) -> int:
        """Return the rounds of a block in the first week of a part."""
        care, blocks = self.care, self.sessions[key]
        before = self.log.rounds.get(key, ())
        if self.once:
            return before[min(at, len(before) - 1)] if before else 1
        most = limits.most_rounds(self.level, care)
        if care.two_rounds_first and not before:
            most = min(most, 2)
        single = self.task.sessions == 1 and at == 0 and len(blocks) > 1
        if single and sum(works_chest(p.exercise) for p in picks_of(blocks)) == 1:
            return most  # one push alone for the chest (R13)
        if single and (len(blocks[0].picks) == PAIR or self._goes_on()):
            return min(most, max(3 if len(blocks[0].picks) == PAIR else 2, *before[:1], 2))
        experienced = self.level is Level.EXPERIENCED and self.task.size == LONGEST
        goes_on = self._goes_on() or (bool(care.rules) and self._mostly_stays(key))
        if goes_on and at < len(before) and not blocks[at].alone:
            doses = (self.log.doses.get((key, pick.slug)) for pick in blocks[at].picks)
            rows = [dose.rounds for dose in doses if dose and care.one_gain]
            return min(most, before[at], *rows)
        return 3 if blocks[at].alone and experienced else 2

    def _goes_on(self) -> bool:
        """Whether the kit is that of the last loading week."""
        earlier = [f for f in self.task.frames if f.loading and f.number < self.frame.number]
        return bool(earlier) and earlier[-1].phase is self.frame.phase

    def _mostly_stays(self, key: SessionKey) -> bool:
        """Whether so much of a session stays that fewer rounds would make it easier (C01)."""
        last = {row.slug for row in self.log.session_before(key)}
        mine = [pick.slug in last for pick in picks_of(self.sessions[key])]
        return sum(mine) > (1 - HARDER_SHARE) * len(mine)

    def _rounds(self, key: SessionKey, at: int) -> int:
        single = self.task.sessions == 1 and at == 0  # its push-ups are all the week has (R13)
        now = min(self.rounds[key, at], 4 if single else self.allowances[key].most_rounds)
        if self.frame.loading:
            return min(now, 2) if key in self.task.eves else now
        return min(now, 2)

    def _sets(self) -> dict[SessionKey, int]:
        return {
            key: sum(self._rounds(key, at) * len(b.picks) for at, b in enumerate(blocks))
            for key, blocks in self.sessions.items()
        }

    def _cap(self, key: SessionKey) -> int:
        most = limits.session_sets(
            self.task.size, self.level, key, self.care, no_kit=self.task.no_kit
        )
        most = min(most, self.task.flat_sets.get(key, most))
        return min(most, self.log.first_sets.get(key, most)) if self.care.flat else most

    def _fewer(self, key: SessionKey) -> PickedSession:
        third = key == "C" and self.care.short_third
        few = self.task.short or third or self.care.several
        light = not self.frame.loading and few
        return dropped(self.sessions[key], 1, fewest=FEWEST_LIGHT if light else FEWEST_ROWS)

    def _fit_sets(self) -> None:
        """Leave out lowest rows until the week has no more sets than it may (R16, R17, R28)."""
        first = not self.log.past and self.level is Level.BEGINNER
        while True:
            sets = self._sets()
            over = sum(sets.values()) > self.most
            caps = {key: self._cap(key) for key in sets}
            if first and "A" in caps:
                caps["A"] = min(caps["A"], limits.FIRST_SESSION_SETS)
            full = [key for key, many in sets.items() if many > caps[key]]
            if not over and not full:
                return
            order = full or sorted(sets, key=lambda key: (-sets[key], key))
            for key in order:
                fewer = self._fewer(key)
                if fewer != self.sessions[key]:
                    self._put(key, fewer)
                    break
            else:
                if self._fewer_rounds():
                    continue
                if self.frame.kind is not WeekKind.LIGHT or self.least:
                    return
                self._keep_least()

    def _put(self, key: SessionKey, fewer: PickedSession) -> None:
        """Take a session with fewer rows, its blocks' rounds kept."""
        old, rounds = self.sessions[key], dict(self.rounds)
        for at, block in enumerate(fewer):
            shared = [len(set(block.picks) & set(before.picks)) for before in old]
            most = max(shared)
            self.rounds[key, at] = min(
                rounds[key, i] for i, many in enumerate(shared) if many == most
            )
        self.sessions[key] = fewer

    def _fewer_rounds(self) -> bool:
        """Take a round from the last block that has more than it must."""
        for key in reversed(self.sessions):
            for at in reversed(range(len(self.sessions[key]))):
                least = 1 if self.once and (at or not self.log.past) else 2
                if self.rounds[key, at] > least and self._rounds(key, at) > least:
                    self.rounds[key, at] -= 1
                    return True
        return False

    def _gain(self) -> None:
        """Let one block of each session gain a round, as far as sets and time allow."""
        task = self.task
        waits = self.frame.stretch < self.care.gains_from and task.minutes < LONG
        sets, first = sum(self._sets().values()), self.log.past[0].sets if self.log.past else 0
        short = task.short and not self.once and sets >= first
        early = len(self.log.past) < EARLY_WEEKS and len(task.frames) >= LONG_PLAN  # C08
        if not task.grows or short or self.care.flat or waits or early:
            return
        for key in sorted(self.sessions, key=lambda key: self._work(key) >= limits.WORK_SECONDS):
            if key in task.eves or key in self.gained or not self.allowances[key].grows:
                continue
            if self.care.one_gain and self.gained:
                return
            if at := self._next_to_gain(key):
                self.rounds[key, at - 1] += 1
                self.gained[key] = at - 1

    def _work(self, key: SessionKey) -> float:
        """Return the seconds of work that a session had in the last loading week (C13)."""
        return sum(row.rounds * row.seconds for row in self.log.session_before(key))

    def _restore(self) -> None:
        """Let week 1 have about the sets of the last week of the block before (C20)."""
        for key, before in self.task.sets_before.items():
            if key not in self.sessions or key in self.task.eves:
                continue
            least = limits.NEXT_SHARE * before
            while self._sets()[key] < least and (at := self._next_to_gain(key)):
                self.rounds[key, at - 1] += 1
                self.gained[key] = at - 1

    def _balance(self) -> None:
        """Leave out the lowest push of a session that pulls too little for its rounds (R03)."""
        for key, blocks in self.sessions.items():
            push, pull = self._sides(key)
            pushes = [p for p in picks_of(blocks) if p.balance == "push"]
            if pull >= self._share(key) * push or len(pushes) < 2:
                continue
            left = [
                closed(without(blocks, (pick,)))
                for pick in sorted(pushes, key=lambda pick: -pick.rank)
            ]
            self._put(key, max(left, key=self._worth))
        self._balance_week()

    def _worth(self, session: PickedSession) -> tuple[int, int]:
        """Return what a session is worth: rows for the chest if it is a single one (R13), rows."""
        rows = picks_of(session)
        chest = sum(works_chest(pick.exercise) for pick in rows) if self.task.sessions == 1 else 0
        return min(chest, 2), len(rows)

    def _balance_week(self) -> None:
        """Leave out lowest rows of what the week has too much of (R02, R07, R13)."""
        while counts := self._too_much():
            key, pick = max(
                (
                    (key, pick)
                    for key, session in self.sessions.items()
                    for pick in picks_of(session)
                    if pick.rank and counts(pick.exercise)
                ),
                key=lambda found: found[1].rank,
                default=(None, None),
            )
            if key is None or pick is None:
                return
            self._put(key, closed(without(self.sessions[key], (pick,))))

    def _too_much(self) -> Callable[[Exercise], bool] | None:
        """Return what the week has too many sets of; None where all is well."""
        tally = self._tally()
        n, three = self.level.number - 1, self.task.sessions == 3
        more_chest, more_back = limits.MORE_FOR_THREE if three else (0, 0)
        if tally["push"] > tally["pull"]:
            return lambda exercise: exercise.balance == "push"
        if tally["vertical"] > max(limits.VERTICAL_SETS, tally["push"] / 2):
            return lambda exercise: exercise.pattern == "vertical-push"
        if tally["chest"] > limits.CHEST_MOST[n] + more_chest:
            return works_chest
        return works_back if tally["back"] > limits.BACK_MOST[n] + more_back else None

    def _tally(self) -> Counter[str]:
        """Return the week's sets by what they count for."""
        found: Counter[str] = Counter()
        for key, blocks in self.sessions.items():
            for at, block in enumerate(blocks):
                rounds = self._rounds(key, at)
                for exercise in (pick.exercise for pick in block.picks):
                    found[exercise.balance] += rounds
                    found["chest"] += rounds * works_chest(exercise)
                    found["back"] += rounds * works_back(exercise)
                    found["vertical"] += rounds * (exercise.pattern == "vertical-push")
        return found

    def _sides(self, key: SessionKey, gains: int = -1) -> tuple[int, int]:
        """Return the pushing and the pulling sets of a session, one block a round richer."""
        push = pull = 0
        for at, block in enumerate(self.sessions[key]):
            rounds = self._rounds(key, at) + (at == gains)
            sides = [pick.exercise.balance for pick in block.picks]
            push += rounds * sides.count("push")
            pull += rounds * sides.count("pull")
        return push, pull

    def _share(self, key: SessionKey) -> float:
        """Return the least pulling sets for a pushing one (R03); more for the three moves (C26)."""
        slugs = slugs_of(self.sessions[key])
        return 1 if all(slugs & group for group in TRIO) else PULL_SHARE

    def _next_to_gain(self, key: SessionKey) -> int:
        """Return the number of the block that gains, from 1; 0 for none."""
        blocks = self.sessions[key]
        order = sorted(
            range(len(blocks)), key=lambda at: (not blocks[at].first, blocks[at].alone, at)
        )
        cap = self._cap(key)
        for at in order:
            block = blocks[at]
            most = min(limits.most_rounds(self.level, self.care), self.allowances[key].most_rounds)
            if self.rounds[key, at] >= most:
                continue
            if (key, at) in self.refused:
                continue
            sets = self._sets()
            more = len(block.picks)
            if sets[key] + more > cap or sum(sets.values()) + more > self.most:
                continue
            if self._muscles_allow(key, at) and not self._must_step(key, at):
                return at + 1
        return 0

    def _give_back(self, key: SessionKey) -> None:
        """Take back the round that takes too long; a shorter block may have it instead."""
        at = self.gained.pop(key)
        self.rounds[key, at] -= 1
        self.refused.add((key, at))
        if other := self._next_to_gain(key):
            self.rounds[key, other - 1] += 1
            self.gained[key] = other - 1

    def _must_step(self, key: SessionKey, at: int) -> bool:
        """Whether a weight of the block is to get heavier in the few weeks there are (C03)."""
        first = key == min(self.sessions)
        if not self.task.few_weights or not (first or self.task.choice.eager):
            return False
        return any(Kit.DUMBBELLS in pick.exercise.kit for pick in self.sessions[key][at].picks)

    def _muscles_allow(self, key: SessionKey, at: int) -> bool:
        """Whether a round more keeps all counts of the week and the session (R02, R03, R13)."""
        push, pull = self._sides(key, at)
        if pull < self._share(key) * push or (at > 1 and self.task.hard_runs > 1 and self._long()):
            return False
        self.rounds[key, at] += 1
        allowed = self._too_much() is None
        self.rounds[key, at] -= 1
        return allowed

    def _long(self) -> bool:
        """Whether the experienced train three times an hour; then hard runs leave less (R14)."""
        three = self.task.sessions == 3
        return self.level is Level.EXPERIENCED and self.task.size == LONGEST and three

    def _taper(self) -> None:
        """Keep half the rows of one session: main push and pull, one core, one rear (R28)."""
        key = next(iter(self.sessions))
        picks = picks_of(self.sessions[key])
        known = self.log.anywhere
        week = [p for session in self.sessions.values() for p in picks_of(session)]
        week = [p for p in week if p in picks or p.slug in known]
        pulls = [p for p in picks if p.balance == "pull"]
        pushes = [p for p in picks if p.exercise.pattern == "horizontal-push"]
        rear = next((p for p in pulls if p.slug in REAR), None)
        main = next((p for p in pulls if p.slug not in REAR), None)
        bands = [p for p in week if pulls_a_band(p) and self.frame.phase is Phase.DUMBBELLS]
        many = max(FEWEST_LIGHT, min(FEWEST_ROWS, self.most // 2))
        if bands and main not in bands and (many == FEWEST_LIGHT or rear not in bands):
            main = min(bands, key=lambda p: (p not in pulls, p.slug in REAR))  # R22
        push = next((p for p in (*pushes, *week) if "push-up" in p.slug), None)
        kept = [
            push or next(iter(pushes), None),
            main,
            next((p for p in picks if p.exercise.pattern.startswith("core")), None),
            rear,
        ]
        rest = [p for p in picks if p not in kept and p.slug not in LEAD_INS and p.slug in known]
        rest.sort(key=lambda p: ("pull", "neutral", "push").index(p.balance))
        found = list(dict.fromkeys([*(p for p in kept if p), *rest]))
        short: PickedSession = ()
        size = min(many, len(found))
        while len(picks_of(short)) < many and size <= len(found):
            short = closed([PickedBlock(tuple(sorted(found[:size], key=lambda p: p.rank)))])
            size += 1
        self.sessions = {key: short}
        self.rounds[key, 0] = 2

    # -- rows -------------------------------------------------------------------------------------

    def _session(self, key: SessionKey) -> tuple[MadeBlock, ...]:
        blocks = self._blocks(key)
        if key in self.gained and _crowded(blocks):
            self.rounds[key, self.gained.pop(key)] -= 1
            return self._session(key)
        blocks = self._less_crowded(key, blocks)
        if self._fits(blocks):
            return self._checked(key, blocks)
        if not self.frame.loading:
            fewer = self._fewer(key)
            if fewer == self.sessions[key]:
                raise Misfit(key, f"week {self.frame.number} {key} takes too long")
            self._put(key, fewer)
            return self._session(key)
        blocks = self._smaller_steps(key, self._lowered(key, blocks), blocks[-1:])
        if not self._fits(blocks) and key in self.gained and key not in self.forced:
            self._give_back(key)
            return self._session(key)
        if not self._fits(blocks):
            blocks = self._held(key, blocks)
        if not self._fits(blocks):
            blocks = self._smaller_steps(key, blocks, blocks)
        if not self._fits(blocks) and self.allowances[key].lowers:
            blocks = self._shortened(blocks)
        if not self._fits(blocks):
            raise Misfit(key, f"week {self.frame.number} {key} takes too long")
        return self._checked(key, blocks)

    def _less_crowded(
        self, key: SessionKey, blocks: tuple[MadeBlock, ...]
    ) -> tuple[MadeBlock, ...]:
        """Let lowest rows wait where most take a load or manner beside a round or a lift (R18)."""
        rows = rows_of(blocks)
        adds = any(r.step == "round" or (r.step in {"new", "rung"} and is_fast(r)) for r in rows)
        for row in reversed(rows):
            if not (adds and _crowded(blocks)):
                return blocks
            waits = hold(row.otherwise, row.rounds, row.week) if row.otherwise else None
            if row.step in {"load", "manner"} and waits and not self.log.is_stuck(key, waits):
                blocks = _exchanged(blocks, row, waits)
        return blocks

    def _fits(self, blocks: Sequence[MadeBlock]) -> bool:
        return seconds_of(blocks, self.task.frame_seconds) <= 60 * self.task.minutes

    def _blocks(self, key: SessionKey) -> tuple[MadeBlock, ...]:
        """Return the session's rows; with new kit what stays is held, if enough is new (C01)."""
        intro = self.frame.kind is WeekKind.INTRO and self.frame.starts
        blocks = self._paced(key, self._rows(key, holds=intro))
        if self.frame.loading and not self._is_harder(key, blocks):
            blocks = self._rows(key, holds=False)
        if self.frame.loading and not self._is_harder(key, blocks):
            blocks = self._rows(key, holds=False, swaps=True)
        return blocks

    def _paced(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let rows wait that would be at their end long before the plan, where none may be slower.

        Never twice running, and never too many in a week (C01, C02, C09).
        """
        if not (self.care.no_manner and self.frame.loading):
            return blocks
        weeks, no_band = self.task.weeks_left(self.frame), Kit.BAND not in self.task.athlete.kit
        rows = rows_of(blocks)
        slack = []
        for row in rows:
            last = self.log.doses.get((key, row.slug))
            if row.step == "reps" and last and not last.held and not self._next(row):
                left = top(row, self.task.athlete) - row.reps
                left = left // 5 if row.exercise.unit.is_time else left
                if not self.care.small_steps:
                    left = sum(n > row.reps for n in steps_of(row.exercise))
                stays = no_band or "push-up" in row.slug
                slack.append((left + 2 - weeks - stays, row.slug, row, last))
        steps = sum(row.step is not None for row in rows)
        for missing, _, row, last in sorted(slack, key=lambda found: found[:2]):
            if missing >= 0 or steps - 1 < HARDER_SHARE * len(rows):
                break
            blocks = _exchanged(blocks, row, hold(last, row.rounds, row.week))
            steps -= 1
        return blocks

    def _next(self, row: Row) -> bool:
        return next_load(row.load, self.task.athlete) is not None

    def _rows(self, key: SessionKey, *, holds: bool, swaps: bool = False) -> tuple[MadeBlock, ...]:
        found: list[MadeBlock] = []
        session = self.sessions[key]
        used = slugs_of(session)
        number = 0
        for at, block in enumerate(session):
            rests = self._rests(key, at)
            rounds = self._rounds(key, at)
            rows = []
            for pick in block.picks:
                number += 1
                row = self._row(key, pick, rounds, used, holds=holds and number > 2, swaps=swaps)
                used.add(row.slug)
                rows.append(row)
            found.append(MadeBlock(rounds, rests, tuple(rows)))
        return tuple(
            replace(block, rows=tuple(self._rested(block.rows, block.rests)))
            for block in self._few_loads(key, tuple(found))
        )

    def _rests(self, key: SessionKey, at: int) -> Rests:
        task, session = self.task, self.sessions[key]
        return limits.rests(
            session[at], (at, len(session)), sum(not b.alone for b in session),
            self.frame.phase, task.minutes, self.level, self.care,
            no_kit=task.no_kit, single=task.short and task.sessions == 1,
            less=self.allowances[key].less_rest,
        )  # fmt: skip

    def _rested(self, rows: Sequence[Row], rests: Rests) -> Iterator[Row]:
        for at, row in enumerate(rows):
            earlier = rows[at - 1] if at else None
            muscles = earlier.exercise.primary if earlier else ()
            rest = limits.rest_before(muscles, row.exercise.primary, rests.rest)
            yield replace(row, rest_before=rest) if rest != row.rest_before else row

    def _row(
        self, key: SessionKey, pick: Pick, rounds: int, used: set[str], *, holds: bool, swaps: bool
    ) -> Row:
        last = self.log.last(key, pick.slug)
        known = self.log.doses.get((key, pick.slug)) is not None
        if last is None:
            row = self._new(key, pick, rounds)
        elif not self.frame.loading:
            held = self.frame.starts and rounds < last.rounds
            row = hold(last, rounds, last.week) if held else lightened(last, rounds, last.week)
        elif (
            holds and known and last.week
            and not (last.held or last.load.amount or rounds < last.rounds)
        ):  # fmt: skip
            row = hold(last, rounds, self.frame.number)
        else:
            row = self._on(last, rounds)
            if not known and self.care.no_manner and not self._next(last):
                low = max(last.exercise.reps[0], last.reps - 2)  # room to grow in a new session
                row = last.moved(reps=low, rounds=rounds, week=self.frame.number)
            if not known and row.step is None:
                row = replace(row, step="new")
        spent = row.held > (0 if swaps else 1) or self.log.is_stuck(key, row)
        if spent and self.frame.loading:
            row = self._swap(key, pick, rounds, used) or self._longer(last, rounds) or row
        if (row.instead_of, row.because) == (pick.instead_of, pick.because):
            return row
        return replace(row, instead_of=pick.instead_of, because=pick.because)

    def _on(self, last: Row, rounds: int) -> Row:
        if not last.week:  # a dose of the block before is taken up as it was (C20)
            return replace(hold(last, rounds, self.frame.number), step="new")
        return advance(
            last, self.task.athlete, rounds, self.frame.number,
            weeks_left=self.task.weeks_left(self.frame), begins=self.frame.starts,
        )  # fmt: skip

    def _has(self, key: SessionKey) -> set[Slug]:
        """Return the exercises of another session, as it was made or else as it is to be."""
        if key in self.built:
            return {row.slug for row in rows_of(self.built[key])}
        return slugs_of(self.sessions[key])

    def _may_share(self, key: SessionKey, used: Collection[Slug]) -> bool:
        """Whether A and B may have one exercise more in common (C16)."""
        if key == "C" or len(self.sessions) == 1:
            return True
        other = self._has("B" if key == "A" else "A")
        fewest = min(len(other), len(picks_of(self.sessions[key])))
        return len(other & set(used)) + 1 <= SHARED_SHARE * fewest

    def _longer(self, last: Row | None, rounds: int) -> Row | None:
        """Return a row with nothing else to give after a step that makes its set a long one."""
        if last is None or self.task.athlete.longest_set is None:
            return None
        patient = replace(self.task.athlete, longest_set=None)
        left = self.task.weeks_left(self.frame)
        return advance(
            last, patient, rounds, self.frame.number, weeks_left=left, begins=self.frame.starts
        )

    def _new(self, key: SessionKey, pick: Pick, rounds: int) -> Row:
        task = self.task
        row = first_row(
            pick.slug, pick.exercise, task.athlete, rounds, self.frame.number, short=task.short,
            early=task.few_weights, higher=task.starts_higher(key),
        )  # fmt: skip
        assert row  # noqa: S101  compose took only what has a load
        here = self.log.session_before(key)
        now = slugs_of(self.sessions[key])
        easier = pick.exercise.easier
        below = next((r for r in here if r.slug == easier and r.slug not in now), None)
        if below is None or not below.week or below.exercise.harder != pick.slug:
            return row
        ready = below.reps >= top(below, task.athlete) and self.frame.loading
        return replace(row, step="rung", otherwise=below) if ready else row

    def _swap(self, key: SessionKey, pick: Pick, rounds: int, used: set[str]) -> Row | None:
        """Return another exercise in place of one with nothing left (C09)."""
        others = {slug for other in self.sessions if other != key for slug in self._has(other)}
        tried = set(used)
        for taken in (others, set()):
            if not taken and others and not self._may_share(key, used):
                break
            while (slug := self._stand_in(key, pick, tried | taken)) is not None:
                row = self._instead(key, slug, pick, rounds)
                known = slug in self.log.anywhere or not self.task.is_near_race(self.frame)
                if row.held == 0 and known and not self.log.is_stuck(key, row):
                    return row
                tried.add(slug)
        return None

    def _stand_in(self, key: SessionKey, pick: Pick, used: set[str]) -> str | None:
        who = self.task.chooses(self.frame.part, key)
        at, stretch = self.frame.number, self.frame.stretch
        eve = key in self.task.eves
        place = Place(
            self.frame.phase, stretch, self.log.weeks_done, lifts=False, week=at, eve=eve
        )  # fmt: skip
        kept = pick.rank == NEVER_OUT
        return stand_in(
            pick.slug, self.task.catalogue, who, place, used, kept=kept
        )  # fmt: skip

    def _instead(self, key: SessionKey, slug: str, pick: Pick, rounds: int) -> Row:
        last = self.log.last(key, slug)
        if last is None:
            return self._new(key, Pick(slug, self.task.catalogue[slug], pick.rank), rounds)
        row = self._on(last, rounds)
        return replace(row, step=row.step or "new")

    def _few_loads(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let lower rows keep their old load where a session would need too many (C15)."""
        rows = rows_of(blocks)
        kg = {row.load.kg for row in rows if row.load.kg}
        colours = {row.load.band for row in rows if row.load.band}
        steps = [row for row in rows if row.step == "load"]
        many = len(kg) > MOST_WEIGHTS or len(colours) > MOST_COLOURS
        if steps and (many or (self.care.one_load_step and len(steps) > 1)):
            fresh = [row for row in steps if self._may_wait(key, row)]
            row = (fresh or steps)[-1]
            other = None if fresh else self._other_than(key, row, rows)
            changed = _exchanged(blocks, row, other) if other else _unstepped(blocks, row)
            return self._few_loads(key, changed)
        new = [row for row in rows if row.step == "new" and row.load.band]
        if len(colours) > MOST_COLOURS and (fresh_row := _with_lighter(new, rows)):
            return self._few_loads(key, _recoloured(blocks, fresh_row, rows))
        new = [row for row in rows if row.step in {"new", "rung"} and row.load.kg]
        if len(kg) > MOST_WEIGHTS and (lighter := _reweighted(blocks, new, rows)):
            return self._few_loads(key, lighter)
        odd = [row for row in rows[2:] if many and _alone_with_its_load(row, rows)]
        for row in reversed(odd):
            if other := self._other_than(key, row, rows):
                return self._few_loads(key, _exchanged(blocks, row, other))
        return blocks

    def _may_wait(self, key: SessionKey, row: Row) -> bool:
        """Whether a row may keep its dose one week longer (C09)."""
        last = row.otherwise
        if last is None or last.held:
            return False
        return not self.log.is_stuck(key, hold(last, row.rounds, row.week))

    def _other_than(self, key: SessionKey, row: Row, rows: Sequence[Row]) -> Row | None:
        """Return a bodyweight row in place of one that has waited for its load already (C09)."""
        pick = Pick(row.slug, row.exercise, MAIN_ROWS + 1)
        other = self._swap(key, pick, row.rounds, {r.slug for r in rows})
        return other if other and not other.load.amount else None

    # -- trades -----------------------------------------------------------------------------------

    def _lowered(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let rows of the block before begin up to two repetitions lower, lowest first (C20)."""
        for row in reversed(rows_of(blocks)):
            last = self.log.last(key, row.slug)
            taken_up = last is not None and not last.week and row.step == "new"
            fewer = max(row.reps - limits.NEXT_FEWER, row.exercise.reps[0])
            if taken_up and fewer < row.reps and not self._fits(blocks):
                blocks = _exchanged(blocks, row, replace(row, reps=fewer, weeks_at_top=0))
        return blocks

    def _smaller_steps(
        self, key: SessionKey, blocks: tuple[MadeBlock, ...], some: Sequence[MadeBlock]
    ) -> tuple[MadeBlock, ...]:
        """Let rows of some blocks that gained two repetitions gain one, lowest first."""
        for row in (row for block in reversed(some) for row in reversed(block.rows)):
            if self._fits(blocks):
                return blocks
            last = self.log.last(key, row.slug)
            small = 5 if row.exercise.unit.is_time else 1
            if last and row.step == "reps" and row.reps - last.reps > small:
                fewer = replace(row, reps=last.reps + small, weeks_at_top=0)
                blocks = _exchanged(blocks, row, fewer)
        return blocks

    def _held(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let lowest rows stay as they were, while enough of the session is harder (C01)."""
        rows = rows_of(blocks)
        for row in reversed(rows):
            if self._fits(blocks):
                return blocks
            now = rows_of(blocks)
            steps = sum(r.step is not None for r in now)
            last = self.log.doses.get((key, row.slug))
            if (
                row.step == "reps"
                and last
                and not last.held
                and not self.log.is_stuck(key, hold(last, row.rounds, row.week))
                and steps - 1 >= HARDER_SHARE * len(now)
            ):
                blocks = _exchanged(blocks, row, hold(last, row.rounds, row.week))
        return blocks

    def _shortened(self, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let the longest sets of a session that does not fit else have smaller numbers (R29)."""
        while not self._fits(blocks):
            rows = rows_of(blocks)
            shorter = {
                row: max(n for n in steps_of(row.exercise) if n < row.reps)
                for row in rows
                if row.reps > steps_of(row.exercise)[0]
            }
            if not shorter:
                return blocks
            row = max(shorter, key=lambda row: row.seconds)
            blocks = _exchanged(blocks, row, replace(row, reps=shorter[row], weeks_at_top=0))
        return blocks

    def _checked(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Refuse a session that is last week's again (C01)."""
        push, pull = self._sides(key)
        if pull < self._share(key) * push:
            raise Misfit(key, f"week {self.frame.number} {key} pushes more than it pulls")
        first = not self.frame.loading or not self.log.sessions[key]
        if first or self.allowances[key].lowers or self._is_harder(key, blocks):
            return blocks
        raise Misfit(key, f"week {self.frame.number} {key} is hardly harder")

    def _labelled(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Return the session with every step named as it is against the last loading dose (R18)."""
        return tuple(
            MadeBlock(block.rounds, block.rests, tuple(self._named(key, row) for row in block.rows))
            for block in blocks
        )

    def _named(self, key: SessionKey, row: Row) -> Row:
        last = self.log.like(key, row)
        if last is None:
            return row
        step = step_between(row, last) if self.frame.loading else None
        here = self.log.session_before(key)
        if step is None and self.frame.loading and all(r.slug != row.slug for r in here):
            step = "new"
        otherwise = last if step in {"load", "manner"} else None
        if step == row.step and otherwise is row.otherwise:
            return row
        return replace(row, step=step, otherwise=otherwise)

    def _is_harder(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> bool:
        """Whether enough rows are harder than in the last loading week (C01)."""
        old = {row.slug: row for row in self.log.session_before(key)}
        rows = rows_of(blocks)
        return sum(is_harder(row, old.get(row.slug)) for row in rows) >= HARDER_SHARE * len(rows)


def _unstepped(blocks: tuple[MadeBlock, ...], row: Row) -> tuple[MadeBlock, ...]:
    """Let a row keep its old load one week longer."""
    assert row.otherwise  # noqa: S101  a step of load has it
    return _exchanged(blocks, row, hold(row.otherwise, row.rounds, row.week))


def _is_same(row: Row, before: Row) -> bool:
    return (row.rounds, row.reps, row.load) == (before.rounds, before.reps, before.load)


def is_fast(row: Row) -> bool:
    """Whether a row is a fast lift."""
    return row.exercise.effort == "fast"


def _crowded(blocks: tuple[MadeBlock, ...]) -> bool:
    """Whether most rows of a session take a load or manner, so that nothing else is added (R18)."""
    steps = [row.step for row in rows_of(blocks)]
    return sum(step in {"load", "manner"} for step in steps) > len(steps) / 2


def _alone_with_its_load(row: Row, rows: Sequence[Row]) -> bool:
    mine = (row.load.band, row.load.kg)
    return any(mine) and sum((r.load.band, r.load.kg) == mine for r in rows) == 1


def _with_lighter(new: Sequence[Row], rows: Sequence[Row]) -> Row | None:
    """Return the lowest new row for which the session has a colour one or two lighter."""
    colours = {SCALE.index(row.load.band) for row in rows if row.load.band}
    for row in reversed(new):
        at = SCALE.index(row.load.band) if row.load.band else 0
        if colours & {at - 1, at - 2}:
            return row
    return None


def _recoloured(
    blocks: tuple[MadeBlock, ...], row: Row, rows: Sequence[Row]
) -> tuple[MadeBlock, ...]:
    """Let a new row take the next lighter colour that the session has already (C15)."""
    at = SCALE.index(row.load.band) if row.load.band else 0
    near = max(i for i in (SCALE.index(r.load.band) for r in rows if r.load.band) if i < at)
    return _exchanged(blocks, row, replace(row, load=replace(row.load, band=SCALE[near])))


def _reweighted(
    blocks: tuple[MadeBlock, ...], new: Sequence[Row], rows: Sequence[Row]
) -> tuple[MadeBlock, ...] | None:
    """Let a new row take the nearest lighter weight that the session has already (C15)."""
    offers = []
    for row in new:
        others = [r.load.kg for r in rows if r is not row and r.load.kg]
        lighter = [kg for kg in others if row.load.kg and kg < row.load.kg]
        if lighter and row.load.kg and row.load.kg not in others:
            offers.append((row.load.kg / max(lighter), row, max(lighter)))
    if not offers:
        return None
    _, row, kg = min(offers, key=lambda offer: offer[0])
    return _exchanged(blocks, row, replace(row, load=replace(row.load, kg=kg)))


def _exchanged(blocks: tuple[MadeBlock, ...], row: Row, other: Row) -> tuple[MadeBlock, ...]:
    other = replace(
        other, rest_before=row.rest_before, instead_of=row.instead_of, because=row.because
    )
    return tuple(
        replace(block, rows=tuple(other if r is row else r for r in block.rows))
        if any(r is row for r in block.rows)
        else block
        for block in blocks
    )

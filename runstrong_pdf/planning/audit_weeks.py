"""What weeks that a coach wrote out break, each finding with its rule (R02 to R20, R28)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from runstrong_pdf.errors import Problem
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import Programme, Row, SessionKey, WrittenWeek
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import WeekKind
from runstrong_pdf.planning.audit_sessions import (
    first_session,
    session_doses,
    session_order,
    session_time,
)
from runstrong_pdf.planning.ladder import COACHED, FIRST_COACHED_WEEK
from runstrong_pdf.planning.limits import (
    BACK_MOST,
    CHEST_MOST,
    Past,
    week_sets,
)
from runstrong_pdf.planning.loads import LARGEST_JUMP, SCALE, Load
from runstrong_pdf.planning.memory import LOADING
from runstrong_pdf.planning.shape import (
    EVERY_WEEK,
    VERTICAL_SETS,
)
from runstrong_pdf.planning.tally import tally, total
from runstrong_pdf.planning.weeks import LIGHT_EVERY
from runstrong_pdf.planning.work import Move, Work

Draft = dict[SessionKey, list[Work]]

LONG_PLAN = 6
"""Weeks from which every fifth is light, with two sessions a week or more (R17)."""
LEAST_RESERVE = {WeekKind.INTRO: (3, "R16"), WeekKind.LIGHT: (4, "R17"), WeekKind.RACE: (4, "R28")}
"""Clean repetitions to keep, by kind of week, and the rule that says so."""


@dataclass
class Before:
    """What the weeks before this one held: their sets, and every row's last dose."""

    past: list[Past] = field(default_factory=list)
    doses: dict[tuple[SessionKey, Slug], Work] = field(default_factory=dict)
    seen: set[Slug] = field(default_factory=set)

    def last(self, key: SessionKey, slug: Slug) -> Work | None:
        """Return the last dose in a loading week: of this session, else of any."""
        anywhere = [work for (_, known), work in self.doses.items() if known == slug]
        return self.doses.get((key, slug)) or (anywhere[-1] if anywhere else None)


def audit_weeks(programme: Programme, library: Library) -> Iterator[Problem]:
    """Yield every rule that the written weeks of a complete programme break."""
    before = Before()
    for number, week in enumerate(programme.weeks, 1):
        draft: Draft = {
            key: [_work(row, library) for row in rows] for key, rows in week.sessions.items()
        }
        place = f"weeks[{number}]"
        for key, works in draft.items():
            here = f"{place}.sessions.{key}"
            yield from session_doses(works, here, programme.level)
            yield from session_order(works, here, week)
            yield from session_time(works, here, week, programme, library)
            if number == 1:
                yield from first_session(works, here, week, programme.level)
            if number < FIRST_COACHED_WEEK:
                early = [work.slug for work in works if work.slug in COACHED]
                yield from (Problem(here, f"{slug} not before week 3 (R10)") for slug in early)
        yield from _week(draft, week, before.past, place, programme)
        yield from _kind(week, number, programme, place)
        yield from _steps(draft, week, before, place)
        _remember(draft, week, before)


def _work(row: Row, library: Library) -> Work:
    move = Move.of(row.exercise, library.one(Exercise, row.exercise))
    load = Load(row.band[-1] if row.band else None, max(row.kg, default=None), row.manner)
    return Work(move, load, row.rounds, row.reps, row.rest_before_seconds)


def _week(
    draft: Draft, week: WrittenWeek, past: Sequence[Past], place: str, programme: Programme
) -> Iterator[Problem]:
    n = programme.level.number - 1
    count = total([tally(works) for works in draft.values()])
    if count.push > count.pull:
        yield Problem(place, f"{count.push} pushing sets, {count.pull} pulling (R02)")
    if count.vertical > max(VERTICAL_SETS, count.push // 2):
        yield Problem(place, f"{count.vertical} of {count.push} pushing sets go overhead (R07)")
    if count.chest > CHEST_MOST[n]:
        yield Problem(place, f"{count.chest} chest sets, at most {CHEST_MOST[n]} (R13)")
    if count.back > BACK_MOST[n]:
        yield Problem(place, f"{count.back} back sets, at most {BACK_MOST[n]} (R13)")
    most = week_sets(week.kind, past, starts=False, last_holds=False)
    if most is not None and count.sets > most:
        rule = {WeekKind.LIGHT: "R17", WeekKind.INTRO: "R16", WeekKind.RACE: "R28"}
        yield Problem(place, f"{count.sets} sets, at most {most} ({rule.get(week.kind, 'R15')})")
    covered = frozenset().union(*[w.move.covers for works in draft.values() for w in works])
    lacking = [what for part, what in EVERY_WEEK.items() if part not in covered]
    yield from (Problem(place, f"lacks {what}") for what in lacking)


def _kind(week: WrittenWeek, number: int, programme: Programme, place: str) -> Iterator[Problem]:
    """What kind of week it is, and how far from failure it stays (R16, R17, R28)."""
    least, rule = LEAST_RESERVE.get(week.kind, (0, ""))
    if week.reserve[0] < least:
        yield Problem(place, f"{week.reserve[0]} in reserve, {least} in {week.kind} weeks ({rule})")
    long = len(programme.weeks) >= LONG_PLAN and len(week.sessions) > 1
    if long and number % LIGHT_EVERY == 0 and week.kind in LOADING:
        yield Problem(place, f"is {week.kind}, every fifth week is light (R17)")


def _steps(draft: Draft, week: WrittenWeek, before: Before, place: str) -> Iterator[Problem]:
    """One thing goes up at a time, and by no more than it may (R16, R18, R19, R20)."""
    for key, works in draft.items():
        for work in works:
            here = f"{place}.sessions.{key}"
            new = before.seen and work.slug not in before.seen and week.kind is WeekKind.INTRO
            if new and work.reps > (work.low + work.high) / 2:
                dose = f"{work.reps}, its range is {work.low}-{work.high}"
                yield Problem(here, f"{work.slug} is new at {dose} (R16)")
            if last := before.last(key, work.slug):
                yield from _step(work, last, here)


def _step(work: Work, last: Work, here: str) -> Iterator[Problem]:
    up = [name for name in ("rounds", "reps") if getattr(work, name) > getattr(last, name)]
    up += ["load"] if _heaviness(work) > _heaviness(last) else []
    if len(up) > 1:
        yield Problem(here, f"{work.slug}: {' and '.join(up)} go up at once (R18)")
    if work.load.band and _heaviness(work) - _heaviness(last) > 1:
        yield Problem(
            here, f"{work.slug}: from {last.load.band} to {work.load.band} skips a colour (R19)"
        )
    if work.load.kg and last.load.kg and work.load.kg > LARGEST_JUMP * last.load.kg:
        jump = f"from {last.load.kg:g} to {work.load.kg:g} kg is more than half"
        yield Problem(here, f"{work.slug}: {jump} (R20)")


def _heaviness(work: Work) -> float:
    return SCALE.index(work.load.band) if work.load.band else work.load.kg or 0


def _remember(draft: Draft, week: WrittenWeek, before: Before) -> None:
    sets = total([tally(works) for works in draft.values()]).sets
    before.past.append(Past(week.kind, sets))
    for key, works in draft.items():
        before.seen |= {work.slug for work in works}
        for work in works:
            if week.kind in LOADING or not before.last(key, work.slug):
                before.doses[key, work.slug] = work

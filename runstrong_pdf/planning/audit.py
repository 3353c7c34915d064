"""What a programme breaks, each finding with its rule: what `runstrong check` tells a coach."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, product

from runstrong_pdf.errors import NoProgrammeError, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import Programme, Row, SessionKey, WrittenWeek
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Slug, WeekKind
from runstrong_pdf.planning.choosing import complete
from runstrong_pdf.planning.limits import (
    BACK_MOST,
    CHEST_MOST,
    PULL_SHARE,
    ROUNDS_LEAST,
    ROUNDS_MOST,
    SESSION_SETS,
    Past,
    week_sets,
)
from runstrong_pdf.planning.loads import Load
from runstrong_pdf.planning.pipeline import make_plan
from runstrong_pdf.planning.shape import EVERY_WEEK
from runstrong_pdf.planning.tally import tally, total
from runstrong_pdf.planning.work import Move, Work

SOME_MONDAY = date(2024, 1, 1)
"""Any Monday does: only the distance to the race counts."""

SIX_WEEKS = 42
"""Days of a plan of the usual length."""

Draft = dict[SessionKey, list[Work]]


def audit(slug: Slug, library: Library) -> list[str]:
    """Return every rule that a programme's written weeks break, and whom its slots cannot suit."""
    programme = complete(library.one(Programme, slug), library)
    return [*_written(programme, library), *_generated(slug, programme, library)]


def _written(programme: Programme, library: Library) -> Iterator[str]:
    past: list[Past] = []
    for number, week in enumerate(programme.weeks, 1):
        draft: Draft = {
            key: [_work(row, library) for row in rows] for key, rows in week.sessions.items()
        }
        place = f"weeks[{number}]"
        for key, works in draft.items():
            yield from _session(works, f"{place}.sessions.{key}", programme)
        yield from _week(draft, week, past, place, programme)
        past.append(Past(week.kind, total([tally(works) for works in draft.values()]).sets))


def _work(row: Row, library: Library) -> Work:
    move = Move.of(row.exercise, library.one(Exercise, row.exercise))
    load = Load(row.band[0] if row.band else None, row.kg[0] if row.kg else None)
    return Work(move, load, row.rounds, row.reps, row.rest_before_seconds)


def _session(works: Sequence[Work], place: str, programme: Programme) -> Iterator[str]:
    n = programme.level.number - 1
    count = tally(works)
    if count.sets > SESSION_SETS[n]:
        yield f"{place}: {count.sets} sets, at most {SESSION_SETS[n]} (R14)"
    if count.pull < PULL_SHARE * count.push:
        yield f"{place}: {count.pull} pulling sets beside {count.push} pushing (R03)"
    for a, b in pairwise(works):
        if a.move.balance == b.move.balance != "neutral":
            yield f"{place}: {b.slug} follows {a.slug}, both {b.move.balance} (R05)"
    for work in works:
        if not work.low <= work.reps <= work.high:
            yield f"{place}: {work.slug} x {work.reps}, its range is {work.low}-{work.high} (R12)"
        if not ROUNDS_LEAST <= work.rounds <= ROUNDS_MOST[n]:
            yield f"{place}: {work.slug} {work.rounds} rounds, allowed 2-{ROUNDS_MOST[n]} (R11)"
        if work.exercise.level.number > n + 1:
            yield f"{place}: {work.slug} is for {work.exercise.level} (R08)"


def _week(
    draft: Draft, week: WrittenWeek, past: Sequence[Past], place: str, programme: Programme
) -> Iterator[str]:
    n = programme.level.number - 1
    count = total([tally(works) for works in draft.values()])
    if count.push > count.pull:
        yield f"{place}: {count.push} pushing sets, {count.pull} pulling (R02)"
    if count.chest > CHEST_MOST[n]:
        yield f"{place}: {count.chest} chest sets, at most {CHEST_MOST[n]} (R13)"
    if count.back > BACK_MOST[n]:
        yield f"{place}: {count.back} back sets, at most {BACK_MOST[n]} (R13)"
    most = week_sets(week.kind, past, starts=False, last_holds=False)
    if most is not None and count.sets > most:
        rule = {WeekKind.LIGHT: "R17", WeekKind.INTRO: "R16", WeekKind.RACE: "R28"}
        yield f"{place}: {count.sets} sets, at most {most} ({rule.get(week.kind, 'R15')})"
    covered = frozenset().union(*[w.move.covers for works in draft.values() for w in works])
    if not covered >= EVERY_WEEK.keys():
        yield f"{place}: nothing for the lower back or for the back of the shoulder (R04)"


def _generated(slug: Slug, programme: Programme, library: Library) -> Iterator[str]:
    """Try the ends of what the programme says it suits, with all kit."""
    ends = programme.levels, set(programme.sessions_a_week), set(programme.minutes_range)
    for level, sessions, minutes in product(*ends):
        request = Request(
            programme=slug,
            level=level,
            sessions=sessions,
            minutes=minutes,
            kit=tuple(Kit),
            start=SOME_MONDAY,
            race=SOME_MONDAY + timedelta(days=SIX_WEEKS - 1) if programme.race else None,
        )
        try:
            make_plan(request, library)
        except (NoProgrammeError, UsageError) as error:
            options = f"--level {level} --sessions {sessions} --minutes {minutes}"
            yield f"with {options}: {error}"

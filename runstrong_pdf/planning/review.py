"""Reads a made plan as a coach would: which rows and sessions want another choice, by rule."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import ge
from typing import NamedTuple

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Kit, WeekKind
from runstrong_pdf.planning import limits
from runstrong_pdf.planning.compose import SHARED_SHARE
from runstrong_pdf.planning.limits import LONG
from runstrong_pdf.planning.loads import is_big_step, next_load, next_manner
from runstrong_pdf.planning.made import (
    FEW_WEIGHTS,
    HARDER_IN_THREE,
    HARDER_SHARE,
    LONG_PLAN,
    MadeWeek,
    Task,
    is_fast,
    no_harder,
    rows_of,
    seconds_of,
    sets_of,
    stands_still,
)
from runstrong_pdf.planning.picks import (
    FEWEST_ROWS,
    REAR,
    REGIONS,
    is_small,
    works_back,
    works_chest,
)
from runstrong_pdf.planning.rounds import LONGEST
from runstrong_pdf.planning.row import Row, is_harder
from runstrong_pdf.planning.season import LONGEST_PART

LEAST_WORK, WORK_SHARE, WORK_MINUTES = 240, 0.18, 45
"""Seconds of work in a build session, and its share of the minutes, of which 45 count (C13)."""
SHORTEST_VARIED = 8
"""Weeks of the shortest plan whose lists change (C16)."""
THIRD_SHARE = 1.1
"""What the work of a third session counts (C13)."""
CARE_MINUTES, FLAT_MINUTES = 40, 30
"""Minutes whose work counts where steps are half ones, and where sets stay as they are (C13)."""
ROUNDING = 0.99
"""Work that is lost in whole repetitions (C13)."""
SLOW_WEIGHTS = 8
"""Weeks with weights after which one has risen by half steps (C03)."""
SECONDS_OF_A_ROUND = 240
"""With less time left a session cannot grow (C08)."""


class Finding(NamedTuple):
    """What breaks a rule, which, and where if not in the place that was looked at."""

    text: str
    rule: str
    place: str = ""


class Weakness(NamedTuple):
    """What a coach would choose otherwise.

    Attributes:
        part, key: where; key is None for what a whole plan lacks.
        slugs: rows that another exercise may stand for, the most likely first.
    """

    rule: str
    week: int = 0
    part: int = 0
    key: SessionKey | None = None
    slugs: tuple[Slug, ...] = ()


def weaknesses(weeks: Sequence[MadeWeek], task: Task) -> list[Weakness]:
    """Return where a plan breaks a rule of dose, in the order of its weeks."""
    loading = [week for week in weeks if week.frame.loading]
    found = [*_sessions(loading, task), *_weeks(weeks, task)]
    found.sort(key=lambda weakness: weakness.week)
    if not task.athlete.care.several and len(weeks) >= limits.SHORTEST_THAT_GROWS:
        found += _sets(loading, task)
    if not task.athlete.care.several and len(weeks) >= SHORTEST_VARIED:
        found += _lists(loading)
    if task.athlete.care.flat:
        found += _uneven(loading)
    return [*found, *_loads(loading, task)]


# -- what a week must have -------------------------------------------------------------------------


def lacks(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what every session has and this one has not (R01, R03)."""
    patterns = [row.exercise.pattern for row in rows]
    if "horizontal-push" not in patterns:
        yield Finding("a horizontal push", "R03")
    if not any(row.exercise.balance == "pull" for row in rows):
        yield Finding("a pulling exercise", "R03")
    if not any(pattern.startswith("core") for pattern in patterns):
        yield Finding("a core exercise", "R03")
    if missing := REGIONS.difference(*[row.exercise.regions for row in rows]):
        yield Finding(f"anything for {', '.join(sorted(missing))}", "R01")


def lacks_in_week(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what every week has and this one has not (R04)."""
    patterns = {row.exercise.pattern for row in rows}
    slugs = {row.slug for row in rows}
    if "spinal-extension" not in patterns and "dumbbell-clean" not in slugs:
        yield Finding("an exercise for the lower back", "R04")
    if not slugs & REAR:
        yield Finding("an exercise for the back of the shoulder", "R04")


MUSCLES = (works_chest, works_back)
"""What counts for the chest, and for the back (R13)."""


def muscle_sets(rows: Sequence[Row]) -> tuple[int, int]:
    """Return the sets for the chest and for the back."""
    chest, back = (sum(row.rounds for row in rows if works(row.exercise)) for works in MUSCLES)
    return chest, back


def least_work(minutes: int, most: int = WORK_MINUTES) -> float:
    """Return the seconds of work that a build session has at least (C13).

    Args:
        most: minutes that count; of longer sessions no more.
    """
    return max(LEAST_WORK, WORK_SHARE * min(minutes, most) * 60 if minutes >= 30 else 0)


# -- sessions of loading weeks ---------------------------------------------------------------------


def _sessions(weeks: Sequence[MadeWeek], task: Task) -> Iterator[Weakness]:
    past: dict[SessionKey, list[dict[Slug, Row]]] = defaultdict(list)
    anywhere: dict[Slug, Row] = {}
    for week in weeks:
        for key, blocks in week.sessions.items():
            rows = rows_of(blocks)
            weak = partial(Weakness, week=week.frame.number, part=week.frame.part, key=key)
            counted = [row for row in rows if not _stays(row, past[key], task)]
            if still := _still(rows, counted, past[key]):
                yield weak("C01", slugs=tuple(still))
            if still := _long_still(counted, past[key]):
                yield weak("C02", slugs=tuple(still))
            if stuck := [r.slug for r in rows if _is_stuck(r, past[key], task)]:
                yield weak("C09", slugs=tuple(stuck))
            if lower := [r.slug for r in rows if _is_lower(r, past[key], anywhere, week)]:
                yield weak("C19", slugs=tuple(lower))
            if week.frame.kind is WeekKind.BUILD and _idle(key, rows, task):
                quickest = sorted(rows, key=lambda row: row.seconds)
                yield weak("C13", slugs=tuple(row.slug for row in quickest))
        for key, blocks in week.sessions.items():
            past[key].append({row.slug: row for row in rows_of(blocks)})
            anywhere |= past[key][-1]


Before = Sequence[Mapping[Slug, Row]]
"""The rows of a session in its loading weeks so far."""


def _stays(row: Row, past: Before, task: Task) -> bool:
    """Whether a row stays at its end where a caution allows nothing slower (C01)."""
    before = past[-1].get(row.slug) if past else None
    still = before is not None and not is_harder(row, before)
    return still and task.athlete.care.no_manner and _at_its_end(row, task)


def _still(rows: Sequence[Row], counted: Sequence[Row], past: Before) -> list[Slug]:
    """Return the rows that are as before, lowest first, where they are too many or all (C01)."""
    before = [*past[-1].values()] if past else []
    still = no_harder(counted, before)
    if len(counted) - len(still) < HARDER_SHARE * len(counted):
        return [row.slug for row in reversed(still)]
    nothing = len(no_harder(rows, before)) == len(rows)
    return [row.slug for row in reversed(rows)] if nothing else []


def _long_still(rows: Sequence[Row], past: Before) -> list[Slug]:
    """Return the rows that are as two loading weeks before, where they are too many (C02)."""
    if len(past) < 2:
        return []
    main = [row for row in rows if not is_fast(row)]
    still = []
    for row in main:
        before = past[-1].get(row.slug)
        if before and not is_harder(row, before) and not is_harder(before, past[-2].get(row.slug)):
            still.append(row.slug)
    return still[::-1] if len(main) - len(still) < HARDER_IN_THREE * len(main) else []


def _is_stuck(row: Row, past: Before, task: Task) -> bool:
    """Whether a row is a third time the same, or no harder after four, and has somewhere to go."""
    met = [rows[row.slug] for rows in past if row.slug in rows]
    return stands_still(row, met) and not _at_its_end(row, task)


def _at_its_end(row: Row, task: Task) -> bool:
    who = task.athlete
    more = row.reps < row.exercise.reps[1] or (next_load(row.load, who) and not is_fast(row))
    manner = row.exercise.unit.is_time or who.care.no_manner
    return not more and (manner or not next_manner(row.exercise, row.load, who))


def _is_lower(row: Row, past: Before, anywhere: Mapping[Slug, Row], week: MadeWeek) -> bool:
    """Whether a row is below its last loading dose (C19)."""
    here = next((rows[row.slug] for rows in reversed(past) if row.slug in rows), None)
    last = here or anywhere.get(row.slug)
    if last is None:
        return False
    if row.load != last.load:
        build = week.frame.kind is WeekKind.BUILD
        return build and row.step is None and row.load.amount < last.load.amount
    may = row.rounds > last.rounds or week.frame.kind is WeekKind.INTRO or here is None
    return row.reps < last.reps - ((10 if row.exercise.unit.is_time else 2) if may else 0)


def _idle(key: SessionKey, rows: Sequence[Row], task: Task) -> bool:
    """Whether a build session has too little work (C13)."""
    care = task.athlete.care
    longer = task.size == LONGEST or task.sessions == 3
    if care.several or care.one_round_first or (care.short_third and longer):
        return False
    most = CARE_MINUTES if care.short_third else WORK_MINUTES
    most = FLAT_MINUTES if care.flat and task.minutes < LONG else most
    work = sum(row.rounds * row.seconds for row in rows) * (THIRD_SHARE if key == "C" else 1)
    return work < ROUNDING * least_work(task.minutes, most)


# -- weeks -----------------------------------------------------------------------------------------


def _weeks(weeks: Sequence[MadeWeek], task: Task) -> Iterator[Weakness]:
    """Yield what the weeks and their sessions lack or have too much of."""
    past: list[limits.Past] = []
    for week in (week for week in weeks if week.frame.kind is not WeekKind.RACE):
        if week.frame.kind is WeekKind.LIGHT and _too_heavy(week, past, task):
            yield Weakness("R17", week.frame.number, week.frame.part)
        past.append(limits.Past(week.frame.kind, week.sets))
        yield from _muscles(week, task)


def _too_heavy(week: MadeWeek, past: Sequence[limits.Past], task: Task) -> bool:
    """Whether a light week has more sets than it may, and could have fewer (R17)."""
    fewest = [task.fewest_light(key) for key in week.sessions]
    least = 2 * (sum(fewest) + (max(fewest) < FEWEST_ROWS))
    return week.sets > max(limits.week_sets(WeekKind.LIGHT, past, task.sessions), least)


def _muscles(week: MadeWeek, task: Task) -> Iterator[Weakness]:
    """Yield too many or too few sets for chest and back (R13)."""
    caps = limits.muscle_sets(task.athlete.level, task.sessions)
    least = _least_sets(week, task)
    for works, sets, most in zip(MUSCLES, muscle_sets(week.rows), caps, strict=True):
        if sets > most:
            yield _lowest(week, works)
        elif sets < least:
            yield Weakness("R13", week.frame.number, week.frame.part)


def _least_sets(week: MadeWeek, task: Task) -> int:
    """Return the least weekly sets of chest and of back (R13)."""
    care = task.athlete.care
    if care.several or care.one_round_first:
        return 0
    if task.sessions > 1:
        return limits.LEAST_SETS - (week.frame.kind is WeekKind.LIGHT)
    one = week.frame.kind is WeekKind.BUILD and not (care.rules or task.eves or task.short)
    return limits.LEAST_SETS_ONCE if one else 2


def _lowest(week: MadeWeek, works: Callable[[Exercise], bool]) -> Weakness:
    """Return that a week has too much of something; its last row of it goes first."""
    offers = [
        (at, key, row.slug)
        for key, blocks in week.sessions.items()
        for at, row in enumerate(rows_of(blocks))
        if works(row.exercise)
    ]
    _, key, slug = max(offers)
    return Weakness("R13", week.frame.number, week.frame.part, key, (slug,))


# -- the plan, by its loading weeks ----------------------------------------------------------------


def _sets(weeks: Sequence[MadeWeek], task: Task) -> Iterator[Weakness]:
    """Yield that the sets do not grow; the session that loses most is named (C08)."""
    first, last = weeks[0], weeks[-1]
    lost = Counter({key: sets_of(blocks) for key, blocks in first.sessions.items()})
    lost.subtract({key: sets_of(blocks) for key, blocks in last.sessions.items()})
    key = max(lost, key=lambda key: (lost[key], key))
    turns = weeks[-2:] if task.sessions == 1 else weeks[-1:]  # odd and even weeks differ
    most = max(week.sets for week in turns)
    small = task.sessions == 1 or task.short
    least = math.ceil(limits.LEAST_KEPT * first.sets) if small else first.sets
    for _ in range(least - most):  # each set counts: sessions lose rows one by one
        yield Weakness("C08", key=key)
    if len(task.frames) < LONG_PLAN or task.short or not task.grows or task.athlete.care.flat:
        return
    best = max(weeks[-3:], key=lambda week: week.sets)
    wanted = math.ceil(limits.LEAST_GROWTH * max(week.sets for week in weeks[:2]))
    for _ in range(0 if _at_a_cap(best, task) else wanted - best.sets):
        yield Weakness("C08", key=key)


def _uneven(weeks: Sequence[MadeWeek]) -> Iterator[Weakness]:
    """Yield the sessions whose sets do not stay as in the first loading week (C23)."""
    for week in weeks[1:]:
        for key, blocks in week.sessions.items():
            if sets_of(blocks) != sets_of(weeks[0].sessions[key]):
                yield Weakness("C23", week.frame.number, week.frame.part, key)


def _at_a_cap(week: MadeWeek, task: Task) -> bool:
    """Whether the sets or the minutes of a week are at the most there may be (C08)."""
    caps = limits.muscle_sets(task.athlete.level, task.sessions)
    if any(map(ge, muscle_sets(week.rows), caps)):
        return True
    for key, blocks in week.sessions.items():
        most = limits.session_sets(
            task.size, task.athlete.level, key, task.athlete.care, no_kit=task.no_kit
        )
        if sets_of(blocks) + min(len(block.rows) for block in blocks) > most:
            return True
        if seconds_of(blocks, task.frame_seconds) > 60 * task.minutes - SECONDS_OF_A_ROUND:
            return True
    return False


def _lists(weeks: Sequence[MadeWeek]) -> Iterator[Weakness]:
    """Yield lists that stay too long, and two sessions too alike (C16)."""
    same: Counter[SessionKey] = Counter()
    before: dict[SessionKey, set[Slug]] = {}
    for week in weeks:
        number, part = week.frame.number, week.frame.part
        lists = {k: [row.slug for row in rows_of(b)] for k, b in week.sessions.items()}
        for key, slugs in lists.items():
            same[key] = same[key] + 1 if before.get(key) == set(slugs) else 1
            before[key] = set(slugs)
            if same[key] > LONGEST_PART:
                yield Weakness("C16", number, part, key, tuple(reversed(slugs)))
        a, b = lists.get("A", []), lists.get("B", [])
        shared = [slug for slug in b if slug in a]
        if len(shared) > SHARED_SHARE * min(len(a), len(b)):
            yield Weakness("C16", number, part, "B", tuple(reversed(shared)))


def _loads(weeks: Sequence[MadeWeek], task: Task) -> Iterator[Weakness]:
    """Yield that no weight, or no band, gets heavier though it could (C03)."""
    for owned in (Kit.DUMBBELLS, Kit.BAND):
        all_rows = [row for week in weeks for row in week.rows if owned in row.exercise.kit]
        rows = [row for row in all_rows if next_load(row.load, task.athlete)]
        if _met_for_long(owned, rows, task) and all(row.step != "load" for row in all_rows):
            yield Weakness("C03")


def _met_for_long(owned: Kit, rows: Sequence[Row], task: Task) -> bool:
    """Whether rows that could get heavier had the weeks for it (C03).

    Weights three, six where every step is a big one or a small muscle's; one band row more than
    four. With one session a week, where most rows stand in every second one, four of one row.
    """
    weeks: dict[Slug, set[int]] = defaultdict(set)
    for row in rows:
        weeks["" if owned is Kit.DUMBBELLS and task.sessions > 1 else row.slug].add(row.week)
    most = max(map(len, weeks.values()), default=0)
    slow = 2 if task.athlete.care.small_steps else 1
    if owned is Kit.BAND:
        return most > LONGEST_PART * slow
    large = [row for row in rows if not is_small(row.exercise)]
    following = [(row.load, next_load(row.load, task.athlete)) for row in large]
    near = any(load and not is_big_step(was, load) for was, load in following)
    few = FEW_WEIGHTS + (task.sessions == 1)
    return most >= ((few if near else 2 * FEW_WEIGHTS) if slow == 1 else SLOW_WEIGHTS)

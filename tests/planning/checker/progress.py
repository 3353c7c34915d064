"""Whether a season moves on: C01, C02, C03, C08, C09, C13."""

from collections import Counter, defaultdict

from tests.planning.checker.facts import CLIMBERS
from tests.planning.checker.flags import FLAGS
from tests.planning.checker.records import Findings, Plan, Row, Week, harder
from tests.planning.checker.volume import BACK_MOST, CHEST_MOST, most_sets
from tests.planning.checker.words import LOADING, PACE, SMALL_STEPS

TWELVE_WEEKS, EARLY_WEEK = 12, 4
"""The weeks of a plan that must not end below what it was like in its fourth (C13)."""
HARDER_COLOUR = 1.2
"""What the next colour of band pulls more: 19 to 28 %."""
ROUND_MINUTES = 4
"""About as long as a block's round: with less time left a session cannot grow (R29)."""


def c01_never_the_same_session(plan: Plan) -> Findings:
    """C01: never the session of the loading week before; six rows in ten are harder or new.

    Where a flag allows nothing slower, rows at their end stay there and do not count (C09); but
    something is new in every loading week, in the last one of a part or a plan, too.
    """
    for session in plan.all_sessions:
        earlier = session.earlier
        if earlier is None or session.kind not in LOADING:
            continue
        up = sum(row.moved for row in session.rows)
        rows = [row for row in session.rows if row.moved or not _stays_at_its_end(plan, row)]
        if [row.dose for row in earlier.rows] == [row.dose for row in session.rows]:
            yield f"{session}: is week {earlier.week} again"
        if up < 0.6 * len(rows):
            yield f"{session}: {up} of {len(rows)} rows harder or new"


def c02_rows_move_on(plan: Plan) -> Findings:
    """C02: in three loading weeks eight main rows in ten of a session got harder or came new."""
    for week in plan.loading[2:]:
        for session in week.sessions:
            middle = session.earlier
            if middle is None or middle.earlier is None:
                continue
            went = [row for row in session.rows if row.moved or (row.before or row).moved]
            main = [
                row
                for row in session.rows
                if not row.fact.fast and (row in went or not _stays_at_its_end(plan, row))
            ]
            moved = sum(row in went for row in main)
            if moved < 0.8 * len(main):
                yield f"{session}: {moved} of {len(main)} rows moved on in three loading weeks"


def c03_loads_rise(plan: Plan) -> Findings:
    """C03: something gets heavier where three loading weeks have weights, or bands for long.

    With half steps (65 and over, pregnancy, after a birth, raised pressure) the top is twice as far
    away: four numbers, and weeks in which rounds grow or new kit lets rows wait. Where every next
    weight is more than a quarter heavier R20 asks for the whole range first: six weeks. With one
    session a week most rows stand in every second one; the weeks of a row count.
    """
    far = 2 if plan.avoid & (SMALL_STEPS | {"high-bp"}) else 1
    kinds = (
        ("dumbbell", False, _weeks_with_weights(plan) >= (_wanted(plan) if far == 1 else 8)),
        ("band", True, _long_with_a_band(plan, far)),
    )
    for name, is_band, long_enough in kinds:
        rows = [r for r in plan.rows if r.weight and r.is_band == is_band]
        if (
            long_enough
            and all(row.change < 1 for row in rows)
            and any(next_weight(plan, row) for row in rows)
        ):
            yield f"season: no {name} gets heavier"


def _weeks_with_weights(plan: Plan) -> int:
    """Return the weeks with a weight that has a next one; with one session those of one row."""
    weeks = [
        {row.slug if plan.sessions == 1 else "" for row in week.rows if _may_rise(plan, row)}
        for week in plan.loading
    ]
    return max(Counter(slug for slugs in weeks for slug in slugs).values(), default=0)


def _wanted(plan: Plan) -> int:
    """Return the weeks after which a weight has risen: three; six where all steps wait (R20).

    Of one row, with one session a week, four: a long set goes up by one (10, 11, 12, the load).
    """
    rows = [row for row in plan.rows if _has_weight(row) and not row.fact.isolation]
    few = 4 if plan.sessions == 1 else 3
    return few if any((next_weight(plan, r) or 9e9) <= 1.25 * r.weight for r in rows) else 6


def _may_rise(plan: Plan, row: Row) -> bool:
    return _has_weight(row) and next_weight(plan, row) is not None


def _has_weight(row: Row) -> bool:
    return bool(row.weight) and not row.is_band


def _long_with_a_band(plan: Plan, far: int) -> bool:
    """Whether an exercise with a band was met in more than four loading weeks.

    Four are too few: the first two are often an intro and a week with a round more.
    """
    weeks: dict[str, set[int]] = defaultdict(set)
    for week in plan.loading:
        for row in week.rows:
            if row.is_band and next_weight(plan, row):
                weeks[row.slug].add(week.number)
    return any(len(met) > 4 * far for met in weeks.values())


def next_weight(plan: Plan, row: Row) -> float | None:
    """Return the next load (C30): the next colour, or the lightest weight that is 8 % heavier.

    None where none is owned, or only one that is more than half as heavy again.
    """
    if row.is_band:
        return row.weight + 1 if row.weight + 1 in plan.bands else None
    least, most = 1.08 * row.weight, 1.5 * row.weight
    found = next((kg for kg in plan.weights if kg >= least - 1e-9), None)
    return found if found and found <= most + 1e-9 else None


def c08_sets_grow(plan: Plan) -> Findings:
    """C08: the last loading week is not below the first; from ten weeks on sets grow by a tenth."""
    sets = [week.sets for week in plan.loading]
    if len(plan.weeks) < 6 or plan.narrow:  # with several flags it gives way
        return
    # With one session a week two lists take turns: the fuller of the last two weeks counts. There,
    # and below 28 minutes, a row makes much of a difference: nine tenths are enough.
    last = max(sets[-2:]) if plan.sessions == 1 else sets[-1]
    if last < (0.9 if plan.sessions == 1 or plan.minutes < 28 else 1) * sets[0]:
        yield f"season: from {sets[0]} sets to {last}"
    # Sessions below 28 minutes, pregnancy and the racing season keep their sets: they cannot grow.
    flat = plan.minutes < 28 or "pregnancy" in plan.avoid or plan.programme == "in-season"
    most = max(sets[-3:])
    best = [week for week in plan.loading[-3:] if week.sets == most]
    grows = most >= 1.1 * max(sets[:2])
    if len(plan.weeks) >= 10 and not (flat or grows or any(_at_a_cap(plan, w) for w in best)):
        yield f"season: from {max(sets[:2])} sets to {most}"


def c13_work_lasts(plan: Plan) -> Findings:
    """C13: twelve weeks end with no less work than in week 4, or the loading week before it.

    Seconds count by how much heavier a load has become: a heavier one begins with fewer
    repetitions. With one session a week, whose lists take turns, the fuller of the last two weeks
    counts.
    """
    lightest: dict[str, float] = {}
    for row in plan.rows:
        lightest[row.slug] = min(row.weight, lightest.get(row.slug, row.weight))
    work = {week.number: sum(_work(row, lightest) for row in week.rows) for week in plan.loading}
    early = max(number for number in work if number <= EARLY_WEEK)
    last = max(list(work.values())[-2 if plan.sessions == 1 else -1 :])
    if len(plan.weeks) == TWELVE_WEEKS and not plan.narrow and last < work[early]:
        yield f"season: from {work[early]:g} s of work in week {early} to {last:g}"


def _work(row: Row, lightest: dict[str, float]) -> float:
    """Return the seconds of a row, by the share of its load in the lightest of the plan."""
    if not row.weight:
        return row.rounds * row.work
    first = lightest[row.slug]
    share = HARDER_COLOUR ** (row.weight - first) if row.is_band else row.weight / first
    return row.rounds * row.work * share


def _at_a_cap(plan: Plan, week: Week) -> bool:
    """Whether a session's sets, or the sets of chest or back, are at the most the level has."""
    for session in week.sessions:
        smallest = min(len(block.rows) for block in session.blocks)
        if session.sets + smallest > most_sets(plan):
            return True
    if any(session.json["minutes"] > plan.minutes - ROUND_MINUTES for session in week.sessions):
        return True
    extra = plan.sessions == 3
    chest = sum(row.rounds for row in week.rows if row.fact.chest)
    back = sum(row.rounds for row in week.rows if row.fact.back)
    full_chest = chest >= CHEST_MOST[plan.level - 1] + 2 * extra
    return full_chest or back >= BACK_MOST[plan.level - 1] + 4 * extra


def _at_its_end(plan: Plan, row: Row) -> bool:
    if row.reps < row.fact.high or (next_weight(plan, row) and not row.fact.fast):
        return False
    endless = row.fact.fast or row.fact.hold or row.fact.numbers == CLIMBERS  # no manner
    return endless or row.pace >= PACE["shorter"] or _is_calm(plan)


def _stays_at_its_end(plan: Plan, row: Row) -> bool:
    return _is_calm(plan) and _at_its_end(plan, row)


def _is_calm(plan: Plan) -> bool:
    """Whether a flag allows nothing slower."""
    return any(FLAGS[name].no_manner for name in plan.avoid & FLAGS.keys())


def c09_no_row_stands_still(plan: Plan) -> Findings:
    """C09: no row unchanged in three loading weeks; in four it ends harder than it began.

    A row at its end, with no number, load or manner left, stays where nothing can take its place.
    """
    met: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for week in plan.loading:
        for row in week.rows:
            met[row.key, row.slug].append(row)
    for rows in met.values():
        last = rows[-1]
        if len(rows) < 3 or _at_its_end(plan, last):
            continue
        for a, b, c in zip(rows, rows[1:], rows[2:], strict=False):
            if a.reps == b.reps == c.reps and a.dose == b.dose == c.dose:
                yield f"{c} is unchanged since week {a.week}"
        if len(rows) > 3 and harder(last, rows[0]) is None:
            yield f"{last} is not harder than in week {rows[0].week}"

"""What each week is for: R17 (kinds and parts), R21, R22 (when kit enters), R28, C21, C22."""

from collections.abc import Mapping
from typing import NamedTuple

from tests.planning.checker.records import Findings, Plan, Row, Week
from tests.planning.checker.words import BIRD_DOGS

LIGHT: Mapping[int, frozenset[int]] = {
    **dict.fromkeys(range(6, 11), frozenset({5})),
    **dict.fromkeys((11, 12), frozenset({5, 9})),
}
"""Light weeks by the number of weeks."""
LIGHT_BEFORE_RACE: Mapping[int, frozenset[int]] = {
    5: frozenset({4}),
    6: frozenset({5}),
    7: frozenset({6}),
    8: frozenset({4, 7}),
    9: frozenset({4, 8}),
    10: frozenset({5, 9}),
    11: frozenset({5, 10}),
    12: frozenset({4, 8, 11}),
}
"""The same for weeks that lead up to a race."""
KIT_WEEKS: Mapping[int, tuple[tuple[int, int], ...]] = {
    4: ((2, 3), (2, 3), (2, 3)),
    5: ((2, 4), (2, 3), (2, 3)),
    6: ((3, 5), (2, 4), (2, 3)),
    **dict.fromkeys(range(7, 13), ((3, 6), (2, 4), (2, 3))),
}
"""Week of the band and of the weights by the number of weeks and the level."""
KIT_WEEKS_ONE_SESSION = ((3, 5), (2, 4), (2, 4))
NEVER = 0
BAND_FROM_WEEK_1 = frozenset({"shoulder", "low-back", "neck", "pregnancy"})
HEAVIEST_START = (5.0, 10.0, 15.0)
"""A quarter above the heaviest first weight of a level; shared in both hands twice as much fits."""


class Span(NamedTuple):
    """Weeks that are planned as one: the whole plan, or up to a race, or after it."""

    first: int
    weeks: int
    goes_on: bool

    def week(self, number: int) -> int:
        """Return the number in the whole plan of a week of the span."""
        return self.first + number - 1


def races(plan: Plan) -> set[int]:
    return {week.number for week in plan.weeks if week.kind == "race"}


def race_spans(plan: Plan) -> set[int]:
    """Return how many weeks may lead up to the race, itself included.

    A race from Monday to Wednesday has two weeks: the one before it lightens, the other begins
    with it. The build-up may count to either.
    """
    return races(plan) | ({plan.race} if plan.race else set())


def _free_span(plan: Plan) -> Span:
    """Return the weeks that lead up to no race: all, or those after it."""
    last = max(races(plan), default=0)
    return Span(last + 1, len(plan.weeks) - last, plan.goes_on or last > 0)


def r17_light_weeks_fall(plan: Plan) -> Findings:
    """R17: light weeks stand in weeks 5 and 9; up to a race by its own table, after it anew.

    None with 4 or 5 weeks, or with one session a week but up to a race. In the season of races
    the week before race week is enough.
    """
    got = {week.number for week in plan.weeks if week.kind == "light"}
    span = _free_span(plan)
    light = LIGHT.get(span.weeks, frozenset()) if plan.sessions > 1 else frozenset()
    after = {span.week(number) for number in light}
    wanted = [set(LIGHT_BEFORE_RACE.get(weeks, ())) | after for weeks in race_spans(plan)]
    if plan.programme == "in-season":
        wanted += [{weeks - 1} for weeks in race_spans(plan)]
    if got not in (wanted or [after]):
        yield f"season: light weeks {sorted(got)}, not {sorted((wanted or [after])[0])}"


def r17_loading_weeks(plan: Plan) -> Findings:
    """R17: at most four loading weeks in a row, five where the first is an intro; none at the end.

    A block of five weeks after another plan or a race has no light week, and no intro either.
    """
    if not plan.weeks[-1].loading and not races(plan):
        yield f"{plan.weeks[-1]}: ends on a {plan.weeks[-1].kind} week"
    if plan.sessions == 1:
        return
    span = _free_span(plan)
    in_a_row: list[Week] = []
    for week in plan.weeks:
        in_a_row = [*in_a_row, week] if week.loading else []
        five = span.goes_on and span.weeks == 5 and week.number >= span.first
        most = 5 if five or (in_a_row and in_a_row[0].kind == "intro") else 4
        if len(in_a_row) > most:
            yield f"{week}: the {len(in_a_row)}th loading week in a row"


def r17_intro_weeks(plan: Plan) -> Findings:
    """R17: an intro is week 1, a week of new kit, the sixth of ten, week 2 of a comeback.

    Up to a race in week 6 or 7 it is week 2. In the season of races only week 1 is one. The first
    week after another plan is a build week, and kit bought since makes an intro of week 2 or 3.
    """
    span = _free_span(plan)
    sixth = span.week(6) if span.weeks == 10 and plan.sessions > 1 else NEVER
    must = {sixth} if plan.goes_on else {1, sixth}
    may = {2} if race_spans(plan) & {6, 7} else set()
    if plan.programme == "in-season":
        must = {1}
    else:
        must |= {week.number for before, week in _pairs(plan) if before.phase != week.phase}
        may |= {2, 3} if plan.goes_on else set()
        must |= {2} if plan.programme == "comeback" else set()
    for week in plan.weeks:
        if week.loading and week.number in must and week.kind != "intro":
            yield f"{week} is no intro"
        if week.kind == "intro" and week.number not in must | may:
            yield f"{week} is an intro without anything new"


def _pairs(plan: Plan) -> list[tuple[Week, Week]]:
    return list(zip(plan.weeks, plan.weeks[1:], strict=False))


def r17_parts(plan: Plan) -> Findings:
    """R17: a part begins where kit enters and after each light week; four loading weeks at most.

    Five loading weeks are two parts. A light week that brings kit may begin the part that goes on
    after it.
    """
    if plan.weeks[0].part != 1:
        yield f"week 1: part {plan.weeks[0].part}"
    loading, began = int(plan.weeks[0].loading), 1
    for before, week in _pairs(plan):
        kit = before.phase != week.phase
        rested = before.kind == "light" and began != before.number
        if week.part - before.part not in {0, 1}:
            yield f"{week}: part {week.part} after {before.part}"
        if week.part > before.part:
            loading, began = 0, week.number
        elif (kit or rested) and week.kind != "race":
            yield f"{week} does not begin a part"
        loading += week.loading
        if loading > 4:
            yield f"{week}: the {loading}th loading week of part {week.part}"


Weeks = set[int]
"""Weeks in which kit may enter: NEVER for a plan without it, empty where the rules are open."""


def r22_when_kit_enters(plan: Plan) -> Findings:
    """R22: kit enters in the week of the table for its length and level.

    Only one kind owned: in the band's week. A painful shoulder, back or neck and pregnancy have the
    band from week 1, under 16 weights wait for the last part. What the plan before had is there
    from week 1, what was bought since in week 2 (band) or 3 (weights). What has no week up to a
    race enters after it.
    """
    bands, weights = _kit_weeks(plan)
    for phase, wanted in (("bands", bands), ("dumbbells", weights)):
        got = next((week.number for week in plan.weeks if week.phase == phase), NEVER)
        after_race = plan.race is not None and got > plan.race and NEVER in wanted
        if wanted and got not in wanted and not after_race:
            yield f"season: {phase} from week {got}, not {sorted(wanted)}"


def _kit_weeks(plan: Plan) -> tuple[Weeks, Weeks]:
    has_band, has_weights = _has_band(plan), _has_weights(plan)
    bands, weights = _after_another_plan(plan) if plan.goes_on else _by_table(plan)
    if has_band is None and weights:  # no colour may fit: then the weights come in its week
        weights = weights | bands
    if has_band is not False and plan.avoid & BAND_FROM_WEEK_1:
        bands = {1} if weights else {1, NEVER}  # in their first week weights may come with it
    if not has_band and bands:
        if not plan.goes_on:  # only one kind: in the band's week, and still not where there is none
            weights = bands | (weights & {NEVER} if has_band is False else weights)
        bands = {NEVER} if has_band is False else bands | {NEVER}
    learned = plan.goes_on and 1 in weights  # the plan before had them in its last part
    if "youth" in plan.avoid and weights != {NEVER} and not learned:
        last, enters = plan.weeks[-1].part, weights
        weights = {min(week.number for week in plan.weeks if week.part == last)}
        # No time for them before the race (C21), or a single week with them at the end.
        weights |= {NEVER} if races(plan) or enters <= {len(plan.weeks), NEVER} else set()
    if plan.programme == "comeback" or "youth" in plan.avoid:  # to meet kit once is too few
        bands, weights = (_before_the_last(plan, weeks) for weeks in (bands, weights))
    if has_weights is not True and weights:
        weights = weights | {NEVER} if has_weights is None else {NEVER}
    if (
        bands and bands == weights and NEVER not in bands
    ):  # both at once: the phase is that of the weights
        bands = {NEVER}
    elif bands & weights:
        bands = bands | {NEVER}
    return bands, weights


def _before_the_last(plan: Plan, weeks: Weeks) -> Weeks:
    return {NEVER if week == len(plan.weeks) else week for week in weeks}


def _has_band(plan: Plan) -> bool | None:
    """Return whether the plan uses a band; None where none owned may be light enough."""
    if not plan.bands or plan.programme in {"dumbbells-only", "bodyweight-only"}:
        return False
    return True if plan.lightest_band_fits and not plan.narrow else None


def _has_weights(plan: Plan) -> bool | None:
    """Return whether the plan uses weights; None where none owned may fit."""
    if not plan.weights or plan.programme in {"bands-only", "bodyweight-only"}:
        return False
    heaviest = HEAVIEST_START[plan.level - 1]
    if plan.weights[0] > 2 * heaviest:
        return False
    fits = plan.weights[0] <= heaviest and plan.weights[-1] >= plan.level
    return True if fits and len(plan.avoid) < 2 else None  # several flags leave too few lifts


def _by_table(plan: Plan) -> tuple[Weeks, Weeks]:
    n, level, light = len(plan.weeks), plan.level - 1, LIGHT.get(len(plan.weeks), frozenset())
    if plan.programme == "in-season":
        return {1}, {1}
    if plan.race is not None:
        open_ = plan.race < 4 or plan.programme == "comeback"
        return (set(), set()) if open_ else _up_to_race(plan.race, level, plan.sessions)
    band, weights = KIT_WEEKS[n][level]
    if plan.sessions == 1:
        band, weights = KIT_WEEKS_ONE_SESSION[level]
        weights = NEVER if n == 4 and level == 0 else weights
    if plan.programme != "comeback":
        return {band}, {weights}
    if n == 4:
        return {3}, {NEVER}
    # One week later; where that week is light, before or after it; where there is none, not.
    later = weights + 1
    if plan.sessions > 1 and later in light:
        return {band + 1}, {later - 1, later + 1}
    return {band + 1}, {later if later <= n else NEVER}


def _up_to_race(race: int, level: int, sessions: int) -> tuple[Weeks, Weeks]:
    beginner = level == 0
    if race < 8:
        week = 1 if race < 6 else 2
        return {week}, {NEVER} if beginner else {week}
    band, weights = KIT_WEEKS_ONE_SESSION[level] if sessions == 1 else KIT_WEEKS[12][level]
    light = LIGHT_BEFORE_RACE[race]
    if beginner:
        return {band + (band in light)}, {min(light) + 1}
    return {band - (band in light)}, {weights - (weights in light)}


def _after_another_plan(plan: Plan) -> tuple[Weeks, Weeks]:
    had_band = any(row.is_band for row in plan.before)
    had_weights = any(row.weight and not row.is_band for row in plan.before)
    bands: Weeks = {1} if had_band else {2}
    weights: Weeks = {1} if had_weights else {3}
    if had_weights:  # a band bought since has no phase of its own
        bands = {NEVER}
    if plan.programme == "comeback":  # back to the table, one week later
        later = _by_table(plan)
        bands, weights = bands | later[0], weights | later[1]
    if plan.race is not None:
        bands, weights = (set() if had_band else bands), (weights if had_weights else set())
    return bands, weights


def r21_phases(plan: Plan) -> Findings:
    """R21: two in reserve before new kit; a beginner with one session has two weeks of a phase.

    Weeks up to a race have no time for that.
    """
    length = 1
    for before, week in _pairs(plan):
        length += 1
        if before.phase == week.phase:
            continue
        if min(row.reserve for row in before.rows) < 2:
            yield f"{week}: new kit after {before.reserve} in reserve"
        if plan.level == 1 and plan.sessions == 1 and length < 3 and not races(plan):
            yield f"{week}: new kit after {length - 1} week"
        length = 1


def r28_race_week(plan: Plan) -> Findings:
    """R28: one session of half the sets: two rounds of half the rows, nothing new.

    Three rows, the fewest that push, pull and train the trunk, may make a little more than half.
    """
    for week in plan.weeks:
        if week.kind != "race":
            continue
        if len(week.sessions) != 1:
            yield f"{week}: {len(week.sessions)} sessions"
        if week.highest and week.sets > max(0.5 * week.highest, 6):
            yield f"{week}: {week.sets} sets after {week.highest}"
        yield from (f"{row} is new" for row in week.rows if plan.first[row.slug] is row)


def c21_race(plan: Plan) -> Findings:
    """C21: two build weeks, then a light one; nothing new in the last two weeks before a race.

    No new fast lift in the last three. Of a race in the first three weeks only week 1 is new.
    """
    race = plan.race
    if race is None or race > len(plan.weeks):
        return
    builds = sum(week.kind == "build" for week in plan.weeks[: race - 1])
    if race > 3 and builds < 2:
        yield f"week {race}: {builds} build weeks before the race"
    if race > 4 and all(plan.weeks[weeks - 2].kind != "light" for weeks in race_spans(plan)):
        yield f"week {race}: no light week before the race"
    for row in plan.first.values():
        last = 3 if row.fact.fast else 2
        if 1 < row.week <= race < row.week + last and row.slug not in plan.known:
            yield f"{row} is new {race - row.week} weeks before the race"


def c22_light_weeks_bring_nothing(plan: Plan) -> Findings:
    """C22, R17: nothing new in a light week, but for the first weights of the six-week beginner.

    And but for a bodyweight row that the week needs for R04.
    """
    six = len(plan.weeks) == 6 and plan.level == 1
    for row in plan.first.values():
        week = plan.weeks[row.week - 1]
        if week.kind != "light" or row.slug in plan.known:
            continue
        kit = six and week.phase != plan.weeks[row.week - 2].phase
        if not kit and not _needed(row):
            yield f"{row} is new in a light week"


def _needed(row: Row) -> bool:
    fact = row.fact
    return not row.weight and (fact.extends or fact.rear or row.slug in BIRD_DOGS)

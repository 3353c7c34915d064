"""Levels, kit, loads and lifts: R08 to R10, R20 (first loads), R22, C04, C11, C15."""

from collections.abc import Iterable

from tests.planning.checker.records import Findings, Plan, Row, held
from tests.planning.checker.words import (
    COACHED,
    COLOURS,
    DUMBBELL_ROWS,
    LIFTS,
    LOADING,
    NEVER_LEVEL_1,
    PHASES,
    PRESSES,
)

LEANS_ANYWHERE = frozenset({"single-arm-dumbbell-row", "incline-push-up"})
"""Without a chair the row leans on a bed edge, a stair or the thigh, the push-up on a worktop."""
HANDLES = "handle-push-up"
"""Its dumbbells are handles, not a load; fists do as well."""

LeadIns = tuple[tuple[frozenset[str], int], ...]
LEAD_INS: dict[str, LeadIns] = {
    "thruster": ((frozenset({"dumbbell-squat"}), 1), (PRESSES, 1)),
    "push-press": ((PRESSES, 1),),
    "dumbbell-clean": ((frozenset({"dumbbell-romanian-deadlift"}), 1),),
    "renegade-row": (
        (DUMBBELL_ROWS, 1),
        (frozenset({"plank-to-press", "plank-shoulder-tap"}), 1),
    ),
    "dumbbell-jerk": ((frozenset({"push-press"}), 2),),
    "dumbbell-snatch": ((frozenset({"dumbbell-clean"}), 2), (PRESSES, 1)),
    "dumbbell-overhead-squat": (
        (frozenset({"overhead-reach-squat"}), 2),
        (frozenset({"dumbbell-squat", "thruster"}), 2),
    ),
}
"""Lift: exercises of which one must have stood in so many loading weeks before."""
STANDING_PRESS = "dumbbell-shoulder-press"
FIRST_PRESSES = frozenset({"seated-dumbbell-press", "band-overhead-press"})
SHARED = PRESSES | {
    "dumbbell-squat", "dumbbell-romanian-deadlift", "dumbbell-lunge", "thruster",
    "dumbbell-floor-press",
}  # fmt: skip
"""What can be done with one weight in both hands; raises can be done with bent elbows."""


def r08_level_and_kit(plan: Plan) -> Findings:
    """R08: nothing above the level, nothing that needs kit or a load that is not owned."""
    owned = plan.kit if "band" in plan.kit else plan.kit - {"anchor"}
    for slug, row in plan.first.items():
        fact = row.fact
        if fact.level > plan.level:
            yield f"{row} is above the level"
        needs = fact.kit - {"chair"} if slug in LEANS_ANYWHERE else fact.kit
        if slug != HANDLES and not needs <= owned:
            yield f"{row} needs {', '.join(sorted(needs - owned))}"
    for row in plan.rows:
        if row.weight and row.weight not in (plan.bands if row.is_band else plan.weights):
            yield f"{row}: {held(row)} is not owned"


def r08_kit_of_the_phase(plan: Plan) -> Findings:
    """R08: a week uses the kit of its phase and of the phases before."""
    for week in plan.weeks:
        allowed = PHASES.index(week.phase)
        for row in week.rows:
            if row.weight and (1 if row.is_band else 2) > allowed:
                yield f"{row}: {held(row)} in the phase {week.phase}"


def r09_beginners(plan: Plan) -> Findings:
    """R09: what beginners never get."""
    if plan.level == 1:
        for slug in sorted(NEVER_LEVEL_1 & plan.first.keys()):
            yield str(plan.first[slug])


def r10_coached_lifts(plan: Plan) -> Findings:
    """R10: snatch, jerk, overhead squat: experienced, from week 3 on, few repetitions.

    A block after another plan may start with them. Fast lifts keep three in reserve, too.
    """
    for row in plan.rows:
        if row.slug in COACHED:
            low, high = COACHED[row.slug]
            early = row.week < 3 and not plan.goes_on
            if plan.level < 3 or early or not low <= row.reps <= high:
                yield f"{row} x {row.reps}"
        if (row.fact.fast or row.slug in COACHED) and row.reserve < 3:
            yield f"{row}: {row.reserve} in reserve"


def c04_lead_ins(plan: Plan) -> Findings:
    """C04: a lift comes after its lead-ins, never first in a light or race week or with new kit."""
    for slug in sorted((LIFTS | {"renegade-row"}) & plan.first.keys() - plan.known):
        row = plan.first[slug]
        for group, least in LEAD_INS[slug]:
            weeks = _weeks_of(plan, group, row.week)
            if weeks < least:
                yield f"{row} after {weeks} weeks of {' or '.join(sorted(group))}"
        week = plan.weeks[row.week - 1]
        if week.kind not in LOADING:
            yield f"{row} is new in a {week.kind} week"
        elif (
            week.kind == "intro"
            and week.number > 1
            and week.phase != plan.weeks[row.week - 2].phase
        ):
            yield f"{row} is new together with new kit"


def c04_two_weeks(plan: Plan) -> Findings:
    """C04: a lift that could not be done for two weeks is left to the next block.

    The overhead squat enters with snatch or jerk only where each has a session of its own.
    """
    new = LIFTS & plan.first.keys() - plan.known
    for slug in sorted(new):
        weeks = {row.week for row in plan.history.get(slug, ())}
        if len(weeks) < 2:
            yield f"{plan.first[slug]} in {len(weeks)} loading week"
    entered = {slug: plan.first[slug].week for slug in new & COACHED.keys()}
    squat = entered.pop("dumbbell-overhead-squat", None)
    if squat in entered.values() and plan.sessions < 3:
        yield f"week {squat}: the overhead squat enters with another full lift"


def c04_standing_press(plan: Plan) -> Findings:
    """C04: a beginner's standing press comes after a week of the seated or the band press.

    Without a chair and without a band it starts kneeling at the start load.
    """
    row = plan.first.get(STANDING_PRESS)
    learned = plan.known | plan.earlier
    if row is None or plan.level > 1 or learned & {STANDING_PRESS, *FIRST_PRESSES}:
        return
    possible = "chair" in plan.kit or (bool(plan.bands) and plan.bands[0] <= 3 + plan.level)
    if possible and not _weeks_of(plan, FIRST_PRESSES, row.week):
        yield f"{row} without a seated or band press before"


def _weeks_of(plan: Plan, group: Iterable[str], before: int) -> int:
    """Count loading weeks before a week in which one of the exercises stood."""
    rows = (row for slug in group for row in plan.history.get(slug, ()))
    return len({row.week for row in rows if row.week < before})


def c11_loads(plan: Plan) -> Findings:
    """C11: a dumbbell row has kilograms, a band row a colour."""
    for row in plan.rows:
        band, kg = bool(row.json["band"]), bool(row.json["kg"])
        kit = row.fact.kit
        if row.slug != HANDLES and (band, kg) != ("band" in kit, "dumbbells" in kit):
            yield f"{row}: band {row.json['band']}, kg {row.json['kg']}"


def c11_grips(plan: Plan) -> Findings:
    """C11: raises are bent, squats, hinges, lunges and presses shared, band rows doubled."""
    for row in plan.rows:
        if row.grip == "usual":
            continue
        possible = {
            "bent": row.fact.pattern == "shoulder-isolation" and not row.is_band,
            "shared": row.slug in SHARED,
            "doubled": row.is_band and row.fact.family == "pull",
        }
        if not possible[row.grip]:
            yield f"{row}: {row.grip}"


def c15_changes(plan: Plan) -> Findings:
    """C15: at most three colours and five weights in a session."""
    for session in plan.all_sessions:
        loads = {(row.is_band, row.weight) for row in session.rows if row.weight}
        colours = sum(is_band for is_band, _ in loads)
        if colours > 3 or len(loads) - colours > 5:
            yield f"{session}: {colours} colours, {len(loads) - colours} weights"


def r22_what_was_learned_stays(plan: Plan) -> Findings:
    """R22: push-ups stay in every week, and one band pull beside the weights; phases in order.

    A band that is too heavy for any pull of the level is left out.
    """
    band_pull = plan.lightest_band_fits and plan.programme != "dumbbells-only"
    push_ups = not any("push-up" in slug for slug in plan.without)
    for week in plan.weeks:
        if push_ups and not any("push-up" in row.slug for row in week.rows):
            yield f"{week}: no push-up"
        weights = week.phase == "dumbbells" and band_pull
        if weights and not any(row.is_band and row.fact.balance == "pull" for row in week.rows):
            yield f"{week}: no band pull"
    phases = [PHASES.index(week.phase) for week in plan.weeks]
    if phases != sorted(phases):
        yield f"season: phases {phases}"


LIGHTER = frozenset({"older-adult", "pregnancy", "postnatal", "shoulder", "high-bp", "neck"})
"""Flags that start some rows lighter than advised, usually without another manner."""


def r20_first_weights(plan: Plan) -> Findings:
    """R20: the first weight is the owned one nearest to the advised, from 0.5 to 1.25 of it.

    Below 0.8 of it, it is done slowly. A flag may start lighter, never heavier. A session that
    would need more than five weights may take one that it has already.
    """
    for slug, row in plan.first.items():
        if not row.weight or row.is_band or slug in plan.known | plan.earlier:
            continue
        advised = plan.advised(row)
        place = f"{row}: {held(row)}, advised are {advised:g}"
        if row.load > 1.25 * advised and not _earned_press(plan, row, advised):
            yield place
        if plan.avoid & LIGHTER:
            continue
        by_load_alone = row.fact.hold or row.fact.fast
        light = row.load < 0.8 * advised - 1e-9 and row.pace < 1 and not by_load_alone
        if row.load < 0.5 * advised or light:
            yield place
        # One weight in both hands may stand in for a pair of them, and a fast lift takes what its
        # lead-in ended with.
        nearest = _nearest(plan, advised)
        right = row.weight == nearest or _shares_lighter(plan, row, nearest)
        if row.grip == "usual" and not row.fact.fast and nearest and not right:
            yield f"{place}, {nearest:g} kg are owned"


def _shares_lighter(plan: Plan, row: Row, wanted: float | None) -> bool:
    """Whether a row takes a lighter load that its session has already, to have fewer (C15)."""
    session = next(s for s in plan.all_sessions if (s.week, s.key) == (row.week, row.key))
    others = {o.weight for o in session.rows if o.is_band == row.is_band and o.slug != row.slug}
    return row.weight in others and row.weight < (wanted or 0)


def _nearest(plan: Plan, advised: float) -> float | None:
    """Return the owned weight nearest to the advised one, the lighter of two; None if none fits."""
    fitting = [kg for kg in plan.weights if 0.5 * advised <= kg <= 1.25 * advised]
    return min(fitting, key=lambda kg: (abs(kg - advised), kg), default=None)


def _earned_press(plan: Plan, row: Row, advised: float) -> bool:
    """Whether 3 kg are pressed at 8, where 2 are advised, after two weeks of the band press."""
    weeks = _weeks_of(plan, {"band-overhead-press"}, row.week)
    low = row.reps == row.fact.low and row.load <= 1.5 * advised
    return row.slug in PRESSES and low and weeks > 1


def r20_first_colours(plan: Plan) -> Findings:
    """R20: the first colour is the advised one, else one or two lighter (slowly), else one heavier.

    A row may have a lighter band doubled. A flag may start lighter, never heavier.
    """
    for slug, row in plan.first.items():
        if not row.is_band or slug in plan.known | plan.earlier:
            continue
        advised = int(plan.advised(row))
        order = (advised, advised - 1, advised - 2, advised + 1)
        wanted = next((colour for colour in order if colour in plan.bands), advised)
        place = f"{row}: {held(row)}, advised is {COLOURS[advised - 1]}"
        if plan.avoid & LIGHTER:
            if row.load > max(wanted, advised):
                yield place
        elif row.grip == "doubled":
            if advised in plan.bands or not advised - 2 <= row.load <= advised + 1:
                yield place
        else:
            quick = row.weight < advised and row.pace < 1 and not row.fact.hold
            if quick or not (row.weight == wanted or _shares_lighter(plan, row, wanted)):
                yield place

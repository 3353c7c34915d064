"""Flags: R33, R34 and C23."""

from collections import Counter
from collections.abc import Iterator

from tests.planning.checker.flags import FALLBACK, FLAGS, Flag
from tests.planning.checker.progress import next_weight
from tests.planning.checker.records import Findings, Plan, held
from tests.planning.checker.words import NO_COBRA, PACE, PRESSES, SMALL_STEPS

MEDICAL = frozenset({"pregnancy", "postnatal", "high-bp", "osteoporosis", "youth"})
"""Flags that stand for a yes to a health question (R34)."""
ARTICLE_STRETCHES = {
    "cat-cow": {"wrist", "osteoporosis", "knee", "older-adult"},
    "gentle-cobra": NO_COBRA,
    "overhead-triceps-stretch": {"shoulder", "elbow"},
    "clasped-hands-chest-opener": {"shoulder"},
}
"""The article's four stretches, with the cautions that swap them."""


def r33_cautions(plan: Plan) -> Findings:
    """R33: nothing whose `caution` is a flag, nothing left out by name.

    Latex keeps the plan as it is: its rows say "latex-free".
    """
    for row in plan.first.values():
        if plan.flags & row.fact.caution:
            yield f"{row}: {', '.join(sorted(plan.flags & row.fact.caution))}"
    for slug in sorted(plan.without & plan.first.keys()):
        yield f"{plan.first[slug]} was left out by name"
    for table in ("warm_ups", "stretches", "more_stretches", "cross_training"):
        for slug, move in plan.json[table].items():
            if not plan.flags.isdisjoint(move["caution"]):
                yield f"season: {slug} in {table}"


def r33_stretches_and_balance(plan: Plan) -> Findings:
    """R33: only what is avoided gives way: the article's four stretches are there otherwise.

    The one-leg stand of 65 and over and of osteoporosis is in the warm-up; a second flag may take
    its place.
    """
    for slug, cautions in ARTICLE_STRETCHES.items():
        if (slug in plan.json["stretches"]) == bool(plan.avoid & cautions):
            yield f"season: {slug} with {sorted(plan.avoid)}"
    many = len(ARTICLE_STRETCHES) - ({"shoulder", "neck", "osteoporosis"} <= plan.avoid)
    if len(plan.json["stretches"]) != many:
        yield f"season: {len(plan.json['stretches'])} stretches"
    balance = "one-leg-stand" in plan.json["warm_ups"]
    asked = not plan.avoid.isdisjoint({"older-adult", "osteoporosis"})
    if asked != balance and len(plan.flags) < 2:
        yield "season: balance is for 65 and over and for osteoporosis"


def r34_referral(plan: Plan) -> Findings:
    """R34: a yes to a health question: ask first, and level 1."""
    if plan.avoid & MEDICAL and not (plan.json["refer_first"] and plan.level == 1):
        yield "season: a health question without referral or above beginner"


def _flags(plan: Plan) -> Iterator[tuple[str, Flag]]:
    for name in sorted(plan.avoid & FLAGS.keys()):
        yield name, FLAGS[name]


def c23_starts(plan: Plan) -> Findings:
    """C23: week 1 has only the exercises with which its flags start, in the families they bind.

    Of several flags it takes what any of them names. What a slot falls back on may come where a
    flag's own exercises need a band that is not owned, or under several flags. A block after
    another plan goes on from there.
    """
    flags = [flag for _, flag in _flags(plan)]
    bound = frozenset[str]().union(*(flag.bound for flag in flags))
    if not bound or plan.goes_on:
        return
    starts = frozenset[str]().union(*(flag.starts for flag in flags))
    if len(plan.flags) > 1 or "band" not in plan.kit:
        starts |= FALLBACK
    for row in plan.weeks[0].rows:
        if row.fact.family in bound and row.slug not in starts:
            yield f"{row} is not where {', '.join(sorted(plan.avoid))} starts"


def c23_never(plan: Plan) -> Findings:
    """C23: what a flag never has; what waits for the next block may come there."""
    for name, flag in _flags(plan):
        never = flag.never if plan.goes_on else flag.never | flag.in_this_block
        for slug in sorted(never & plan.first.keys()):
            yield f"{plan.first[slug]} with {name}"


def c23_ladder(plan: Plan) -> Findings:
    """C23: nothing before the part that the ladder names; of two ladders the slower.

    Where a band is not owned a slot falls back on what would come later. From 65 on the worktop
    waits for week 6.
    """
    if plan.goes_on:
        return
    fallback = FALLBACK if "band" not in plan.kit or len(plan.flags) > 1 else frozenset[str]()
    for name, flag in _flags(plan):
        for slug, part in flag.later.items():
            row = plan.first.get(slug)
            now = plan.part(row) if row else part
            if row and slug not in fallback and now < part:
                yield f"{row} with {name} in part {now}, not before {part}"
    row = plan.first.get("incline-push-up")
    if row and "older-adult" in plan.avoid and row.week < 6:
        yield f"{row} from 65 on before week 6"


def c23_reserve_and_manner(plan: Plan) -> Findings:
    """C23: three in reserve where a flag asks for it; no manner steps; holds of 15 s (pressure)."""
    reserve = max((flag.reserve for _, flag in _flags(plan)), default=0)
    no_manner = any(flag.no_manner for _, flag in _flags(plan))
    short = "high-bp" in plan.avoid
    if not (reserve or no_manner):
        return
    for row in plan.rows:
        if row.reserve < reserve:
            yield f"{row}: {row.reserve} in reserve"
        if no_manner and row.last and row.pace > row.last.pace:
            yield f"{row}: another manner"
        if short and row.fact.hold and row.reps > 15:
            yield f"{row}: held for {row.reps} s"


def c23_pregnancy(plan: Plan) -> Findings:
    """C23: in pregnancy sets stay the same, two rounds, one load step a session at a time.

    Sessions of 30 minutes have 12 sets at most, from 38 on 14.
    """
    if "pregnancy" not in plan.avoid:
        return
    sets: dict[str, int] = {}
    for week in plan.loading:
        for session in week.sessions:
            if sets.setdefault(session.key, session.sets) != session.sets:
                yield f"{session}: {session.sets} sets after {sets[session.key]}"
            if session.sets > (12 if plan.minutes < 38 else 14):
                yield f"{session}: {session.sets} sets"
            if any(block.rounds > 2 for block in session.blocks):
                yield f"{session}: more than two rounds"
            steps = [row for row in session.rows if row.change > 0]
            if len(steps) > 1:
                yield f"{session}: {len(steps)} rows get heavier at once"


def c23_short_sessions(plan: Plan) -> Findings:
    """C23: 65 and over, pregnancy, after a birth: no more sets than in 40 minutes, C has ten."""
    if not plan.avoid & SMALL_STEPS:
        return
    for session in plan.all_sessions:
        most = 10 if session.key == "C" else (20, 22, 22)[plan.level - 1]
        if session.sets > most:
            yield f"{session}: {session.sets} sets"


def c23_shoulder(plan: Plan) -> Findings:
    """C23: a shoulder: rotation in both sessions of week 1, rounds grow on one day a week only.

    From 65 on one round grows to two on both days.
    """
    if "shoulder" not in plan.avoid:
        return
    least = 2 if "older-adult" in plan.avoid else 0
    for session in plan.weeks[0].sessions:
        rotation = any("external-rotation" in row.slug for row in session.rows)
        if not (rotation or plan.goes_on or plan.narrow):
            yield f"{session}: no external rotation"
    for week in plan.weeks:
        grown = (r for r in week.rows if r.before and r.rounds > max(r.before.rounds, least))
        days = {row.key for row in grown}
        if len(days) > 1:
            yield f"{week}: rounds grow on {len(days)} days"


def c23_handles(plan: Plan) -> Findings:
    """C23: wrists: handles from eight push-ups on; slow in part 2 at the earliest, paused in 3.

    The parts of the blocks before count as well.
    """
    if "wrist" not in plan.avoid:
        return
    for row in plan.rows:
        if row.slug != "handle-push-up":
            continue
        few = plan.push_ups < 8 if plan.push_ups is not None else plan.level == 1
        if few:
            yield f"{row} with fewer than eight push-ups"
        part = plan.parts_before + plan.part(row)
        if row.pace >= PACE["slow"] and part < (3 if row.pace == PACE["pause"] else 2):
            yield f"{row}: another manner in part {part}"


def c23_lighter(plan: Plan) -> Findings:
    """C23: what a painful shoulder lifts starts one owned colour or weight lighter than advised.

    Rows and legs do not. In pregnancy every band starts one colour lighter.
    """
    for slug, row in plan.first.items():
        if not row.weight or slug in plan.known:
            continue
        advised = plan.advised(row)
        sore = "shoulder" in plan.avoid and row.fact.family in {"push", "rear", "raise"}
        if row.is_band:
            less = any(colour < advised for colour in plan.bands)
            sore = sore or "pregnancy" in plan.avoid
        else:
            less = any(0.5 * advised <= kg < advised for kg in plan.weights)
        if sore and less and row.load >= advised:
            yield f"{row}: {held(row)}"


def c23_high_pressure(plan: Plan) -> Findings:
    """C23: with raised pressure three quarters of the load, from ten repetitions where possible."""
    if "high-bp" not in plan.avoid:
        return
    for slug, row in plan.first.items():
        if not row.weight or slug in plan.known:
            continue
        if not row.is_band and row.load > 0.75 * 1.25 * plan.advised(row):
            yield f"{row}: {held(row)}, advised are {0.75 * plan.advised(row):g}"
        if row.reps < min(10, (row.fact.low + row.fact.high) // 2):
            yield f"{row}: starts at {row.reps}"


def c23_osteoporosis(plan: Plan) -> Findings:
    """C23: with osteoporosis or a sore knee two sessions a week extend the back or hinge."""
    if not {"osteoporosis", "knee"} & plan.avoid or plan.narrow:
        return
    for week in plan.loading:
        sessions = sum(any(row.fact.extends for row in s.rows) for s in week.sessions)
        if sessions < min(2, plan.sessions):
            yield f"{week}: {sessions} sessions with a hinge or an extension"


def c23_youth_weights(plan: Plan) -> Findings:
    """C23: under 16 four lifts have weights, one owned step above the first at most."""
    if "youth" not in plan.avoid:
        return
    for row in plan.rows:
        if row.is_band or not row.weight:
            continue
        first = plan.first[row.slug]
        if row.slug not in YOUTH_WEIGHTS:
            yield f"{row}: weights only for press, row, floor press and squat"
        if row.weight > max(first.weight, next_weight(plan, first) or 0):
            yield f"{row}: {row.weight:g} kg after a first {first.weight:g}"


def c23_youth_steps(plan: Plan) -> Findings:
    """C23: under 16 two rounds first, and a row takes one load step a part."""
    if "youth" not in plan.avoid:
        return
    for row in plan.weeks[0].rows:
        if row.rounds > 2 and not plan.goes_on:
            yield f"{row}: {row.rounds} rounds in week 1"
    steps: Counter[tuple[int, str, str]] = Counter()
    for week in plan.loading:
        for row in week.rows:
            steps[week.part, row.key, row.slug] += row.change > 0
    for (part, key, slug), many in steps.items():
        if many > 1:
            yield f"part {part} {key}: {slug} takes {many} load steps"


YOUTH_WEIGHTS = PRESSES | {"single-arm-dumbbell-row", "dumbbell-floor-press", "dumbbell-squat"}

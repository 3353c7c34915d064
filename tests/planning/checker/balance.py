"""What a session holds and in which order: R01 to R07, C05, C06, C14, C16, C25, C26."""

from tests.planning.checker.records import Findings, Plan, Session, named
from tests.planning.checker.words import BIRD_DOGS, LOADING, SMALL_STEPS, TRIO, TWINS

REGIONS = frozenset({"chest", "back", "core", "shoulders"})
BIRD_DOG_FLAGS = frozenset({"pregnancy", "postnatal", "low-back", "older-adult"})
"""Flags that rule out lying face down or a loaded hinge: the bird dog counts as an extension."""

OWN_SESSIONS = frozenset({"older-adult", "pregnancy", "postnatal", "shoulder", "wrist"})
"""Flags whose sessions are their own, without a push day and a pull day."""

STARTERS = OWN_SESSIONS | {"low-back", "neck", "osteoporosis"}
"""Flags that say with what week 1 starts."""


def _gives_way(plan: Plan) -> bool:
    """Several flags: R01, R03 and R04 may lapse, and the cover says so; R02 never does."""
    return plan.narrow and bool(plan.json["notes"])


def r01_regions(plan: Plan) -> Findings:
    """R01: chest, back, core and shoulders in every session."""
    if _gives_way(plan):
        return
    for session in plan.all_sessions:
        missing = REGIONS.difference(*(row.fact.regions for row in session.rows))
        if missing:
            yield f"{session}: nothing for {', '.join(sorted(missing))}"


def r02_pull_as_much_as_push(plan: Plan) -> Findings:
    """R02: in every week pulling sets are at least as many as pushing sets."""
    for week in plan.weeks:
        if week.pull < week.push:
            yield f"{week}: pull {week.pull}, push {week.push}"


def r03_each_session_balanced(plan: Plan) -> Findings:
    """R03: pull >= 0.7 push, a horizontal push and core work in every session."""
    if _gives_way(plan):
        return
    for session in plan.all_sessions:
        if session.pull < max(1, 0.7 * session.push):
            yield f"{session}: pull {session.pull}, push {session.push}"
        patterns = {row.fact.pattern for row in session.rows}
        if "horizontal-push" not in patterns:
            yield f"{session}: no horizontal push"
        if not any(pattern.startswith("core") for pattern in patterns):
            yield f"{session}: no core"


def r04_extension_and_rear_shoulder(plan: Plan) -> Findings:
    """R04: two sets a week of extension or hinge and of the rear shoulder; one row when light."""
    if _gives_way(plan):
        return
    bird_dog = not BIRD_DOG_FLAGS.isdisjoint(plan.avoid)
    for week in plan.weeks:
        if week.kind == "race":
            continue
        # While exercises have one round (65 and over) a row of each is enough.
        least = 2 if week.loading and all(row.rounds > 1 for row in week.rows) else 1
        extends = rear = 0
        for row in week.rows:
            rear += row.rounds * row.fact.rear
            extends += row.rounds * (row.fact.extends or (bird_dog and row.slug in BIRD_DOGS))
        if extends < least:
            yield f"{week}: {extends} sets of extension or hinge"
        if rear < least:
            yield f"{week}: {rear} sets for the rear shoulder"


def r05_alternates(plan: Plan) -> Findings:
    """R05: no push after a push, no pull after a pull: in a ring of rounds and across blocks."""
    for session in plan.all_sessions:
        before = None
        for block in session.blocks:
            for row in block.rows:
                balance = row.fact.balance
                if before and before.fact.balance == balance != "neutral":
                    yield f"{row} after {before.slug}"
                before = row
            start, end = block.rows[0], block.rows[-1]
            ring = block.rounds > 1 and start is not end
            if ring and start.fact.balance == end.fact.balance != "neutral":
                yield f"{start} after {end.slug} in the next round"


def r06_order(plan: Plan) -> Findings:
    """R06: an isolation exercise never before the first compound one of its side."""
    for session in plan.all_sessions:
        for side in ("push", "pull"):
            mine = [row for row in session.rows if row.fact.side == side]
            alone = [row.fact.isolation for row in mine]
            if alone and alone[0] and not all(alone):
                yield f"{mine[0]} before the first compound {side}"


def r07_shoulders(plan: Plan) -> Findings:
    """R07: at most two raises a session; at most half of a week's pushing sets go overhead."""
    for session in plan.all_sessions:
        raises = [row for row in session.rows if row.fact.pattern == "shoulder-isolation"]
        if len(raises) > 2:
            yield f"{session}: {named(raises)}"
    for week in plan.weeks:
        overhead = sum(row.rounds for row in week.rows if row.fact.pattern == "vertical-push")
        if overhead > max(3, week.push / 2):
            yield f"{week}: {overhead} of {week.push} pushing sets overhead"


def c05_blocks(plan: Plan) -> Findings:
    """C05: all rows of a block have its rounds; two to five rows, but for a lift alone.

    Six in the one circuit of 25 minutes. Where a light or race week drops rows one may be left.
    """
    most = 6 if 25 <= plan.minutes < 28 else 5
    for session in plan.all_sessions:
        for number, block in enumerate(session.blocks, 1):
            if any(row.rounds != block.rounds for row in block.rows):
                yield f"{session}: block {number} has {block.rounds} rounds, a row has others"
            few = len(block.rows) < 2 and block.rest < 120 and session.kind in LOADING
            if few or len(block.rows) > most:
                yield f"{session}: block {number} has {len(block.rows)} rows"


def c06_fast_lifts(plan: Plan) -> Findings:
    """C06, R06: one fast lift, alone in the first block, 2 to 3 sets, 120 s apart.

    Such rests do not fit below 40 minutes, which begin at 38.
    """
    for session in plan.all_sessions:
        for number, block in enumerate(session.blocks):
            if not block.fast:
                continue
            if number or len(block.rows) > 1:
                yield f"{session}: {named(block.rows)} in block {number + 1}"
            if block.rest < 120:
                yield f"{session}: {named(block.rows)} rests {block.rest} s"
            if not 2 <= block.rounds <= 3:
                yield f"{session}: {block.rounds} sets of {named(block.rows)}"
            if plan.minutes < 38:
                yield f"{session}: {named(block.rows)} in {plan.minutes} minutes"


def c14_number_of_exercises(plan: Plan) -> Findings:
    """C14: 4 to 10 exercises, none twice, no near twins."""
    for session in plan.all_sessions:
        names = session.slugs
        if not fewest_rows(plan, session) <= len(session.rows) <= 10:
            yield f"{session}: {len(session.rows)} exercises"
        if len(names) < len(session.rows):
            yield f"{session}: an exercise twice"
        for twins in TWINS:
            if len(twins & names) > 1:
                yield f"{session}: near twins {', '.join(sorted(twins & names))}"


def fewest_rows(plan: Plan, session: Session) -> int:
    """Return 4; 3 in a light week of 20 minutes, and with several flags.

    Half the sets of a single session, in race week, are three rows; the short third session from
    65 on, in pregnancy and after a birth has three in a light week.
    """
    third = session.key == "C" and bool(plan.avoid & SMALL_STEPS)
    light = session.kind == "light" and (plan.minutes < 28 or third)
    race = session.kind == "race" and (plan.sessions == 1 or plan.minutes < 28)
    return 3 if light or race or plan.narrow else 4


def c16_variety(plan: Plan) -> Findings:
    """C16, from eight weeks on: a list of exercises stays four loading weeks; A and B differ.

    Without a band, or where a session has four, the exercises with which a flag starts are too few
    for two sessions of part 1.
    """
    starts = bool(plan.flags & STARTERS)
    # With several flags it gives way: there may be no other exercises.
    if len(plan.weeks) < 8 or plan.narrow:
        return
    same: dict[str, int] = {}
    for week in plan.loading:
        for session in week.sessions:
            earlier, key = session.earlier, session.key
            again = earlier is not None and earlier.slugs == session.slugs
            same[key] = same.get(key, 0) + 1 if again else 1
            if same[key] > 4:
                yield f"{session}: the same exercises in {same[key]} loading weeks"
        if len(week.sessions) > 1:
            a, b = (session.slugs for session in week.sessions[:2])
            few = starts and week.part == 1 and (not plan.bands or min(len(a), len(b)) < 5)
            if not few and len(a & b) > 0.4 * min(len(a), len(b)):
                yield f"{week}: A and B share {', '.join(sorted(a & b))}"


def c25_slots_keep_their_family(plan: Plan) -> Findings:
    """C25: A keeps a push-up (or a press) and a row or pulldown in all loading weeks.

    So that one line of the progress page runs through the plan. With a push day and a pull day
    the rows are in B. What was left out by name, or several flags, may break the line.
    """
    if plan.narrow or plan.without:
        return
    if plan.sessions == 1 and plan.minutes < 28:
        return  # one pull a week has room, and it is that for the rear shoulder (R04)
    split = plan.focus == "split" and plan.sessions > 1 and not plan.avoid & OWN_SESSIONS
    pulls = "B" if split else "A"
    kinds = {"push-up", "press"}
    for week in plan.loading:
        for session in week.sessions:
            if session.key == "A":
                pushes = [row.slug for row in session.rows if row.fact.family == "push"]
                kinds = {kind for kind in kinds if any(kind in slug for slug in pushes)}
                if not kinds:
                    yield f"{session}: another kind of push than in the weeks before"
                    return
            if session.key == pulls and all(row.fact.family != "pull" for row in session.rows):
                yield f"{session}: no row or pulldown"


def c26_trio(plan: Plan) -> Findings:
    """C26: a session with the three dumbbell moves pulls at least as much as it pushes."""
    for session in plan.all_sessions:
        if session.pull < session.push and not any(t.isdisjoint(session.slugs) for t in TRIO):
            yield f"{session}: pull {session.pull}, push {session.push}"

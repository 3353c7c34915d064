"""How many sets: R11, R13 to R17."""

from tests.planning.checker.balance import fewest_rows
from tests.planning.checker.records import Findings, Plan, Session, Week
from tests.planning.checker.words import SMALL_STEPS

CHEST_MOST, BACK_MOST = (10, 14, 18), (14, 18, 22)
SESSION_MOST = (20, 24, 28)
THIRD_SESSION_MOST = 17
FEW_SETS = 20
"""Up to so many sets a light week keeps a little more of them (R17)."""


def first_sets(plan: Plan) -> int:
    """Return the fewest sets with which a full session starts, by its minutes and level."""
    if plan.minutes < 28:
        return 12 if plan.minutes >= 25 else 10
    if plan.minutes < 38:
        return 12
    long = plan.minutes >= 53
    return (16 if long else 14, 18 if long else 16, 18 if long else 16)[plan.level - 1]


def most_sets(plan: Plan) -> int:
    """Return the most sets of a full session by its minutes and level."""
    if plan.minutes < 28:
        return 12 if plan.minutes >= 25 else 10
    if plan.minutes < 38:
        return 16
    long = plan.minutes >= 53 and not plan.avoid & SMALL_STEPS
    return (20, 24, 27)[plan.level - 1] if long else (20, 22, 22)[plan.level - 1]


def r11_rounds(plan: Plan) -> Findings:
    """R11: 2 to 3 rounds, above beginners 4; 65 and over begins with one and grows to two."""
    older = "older-adult" in plan.avoid
    most = 3 if plan.level == 1 or older else 4
    grown = not older
    for week in plan.weeks:
        for session in week.sessions:
            for number, block in enumerate(session.blocks, 1):
                if not (2 if grown else 1) <= block.rounds <= most:
                    yield f"{session}: block {number} has {block.rounds} rounds"
        if week.loading:
            grown = grown or all(row.rounds > 1 for row in week.rows)


def r11_first_weeks_of_65(plan: Plan) -> Findings:
    """R11: from 65 on one round in week 1, block 1 twice from week 2 on.

    Where kit enters in week 2 an intro has no more sets than week 1 (R16): then from the first
    build week on. A block after another plan goes on where that ended; in the season of races
    rounds never grow, and after a break not in week 2; nor in a last week that has no more sets
    than the one before (R17).
    """
    if "older-adult" not in plan.avoid or plan.goes_on or plan.programme == "in-season":
        return
    if any(row.rounds > 1 for row in plan.weeks[0].rows):
        yield "week 1: more than one round"
    first = next((week.number for week in plan.loading if week.kind == "build"), 0)
    short = plan.sessions == 1 or len(plan.weeks) < 6
    last = plan.weeks[-1].number if short else 0
    for week in plan.loading[2 if plan.programme == "comeback" else 1 :]:
        for session in week.sessions:
            block = session.blocks[0]
            room = week.sets + len(block.rows) <= week.highest + 4 * min(plan.sessions, 2)
            grows = week.kind == "build" and week.number >= first and week.number != last
            if block.rounds < 2 and grows and (room or session.key == "A"):
                yield f"{session}: block 1 once"


def r11_third_round_of_65(plan: Plan) -> Findings:
    """R11: from 65 on no block goes round three times while another goes once."""
    for week in plan.weeks if "older-adult" in plan.avoid else ():
        rounds = {row.rounds for row in week.rows}
        if rounds >= {1, 3}:
            yield f"{week}: one round and three"


def r13_chest_and_back(plan: Plan) -> Findings:
    """R13: weekly sets for chest and back; two (chest) and four (back) more with three sessions."""
    extra = plan.sessions == 3
    caps = (
        ("chest", CHEST_MOST[plan.level - 1] + 2 * extra),
        ("back", BACK_MOST[plan.level - 1] + 4 * extra),
    )
    for week in plan.weeks:
        least = _least_sets(plan, week)
        for name, most in caps:
            sets = sum(row.rounds for row in week.rows if getattr(row.fact, name))
            if not least <= sets <= most:
                yield f"{week}: {sets} sets for the {name}, {least} to {most} wanted"


def _least_sets(plan: Plan, week: Week) -> int:
    """Return 4; 3 with one session or in a light week, 2 for both, 2 from 65 on, none in race week.

    One is enough from 65 on while one session a week has one round. With several flags a slot may
    be empty.
    """
    if week.kind == "race" or plan.narrow:
        return 0
    if plan.sessions == 1 and {"pregnancy", "postnatal"} & plan.avoid:
        return 2  # two rounds, and one push to start with
    if "older-adult" in plan.avoid:
        return 1 if plan.sessions == 1 and min(row.rounds for row in week.rows) == 1 else 2
    if plan.sessions == 1:
        return 2 if _has_two_rounds(plan, week) else 3
    return 3 if week.kind == "light" else 4


def _has_two_rounds(plan: Plan, week: Week) -> bool:
    """Whether a single session has two rounds, not three: one short circuit, near a run (R25)."""
    one = all(len(session.blocks) == 1 for session in week.sessions)
    circuit = plan.minutes < 28 and (one or bool(plan.flags))
    near_run = any(session.json["near_run"] for session in week.sessions)
    return circuit or near_run or week.kind in {"light", "intro"}


def r14_session_sets(plan: Plan) -> Findings:
    """R14: most sets of a session; a beginner's first one 18, with four in reserve in week 1.

    The experienced without kit have 22, however long; a third session has 17.
    """
    most = SESSION_MOST[plan.level - 1]
    if plan.level == 3 and not plan.bands and not plan.weights:
        most = 22
    for session in plan.all_sessions:
        if session.sets > (min(most, THIRD_SESSION_MOST) if session.key == "C" else most):
            yield f"{session}: {session.sets} sets"
    if plan.level == 1 and not plan.goes_on:
        first = min(plan.weeks[0].sessions, key=lambda session: session.day)
        if first.sets > 18:
            yield f"{first}: {first.sets} sets in the first session"
        for session in plan.weeks[0].sessions:
            if min(row.reserve for row in session.rows) < 4:
                yield f"{session}: {session.reserve} in reserve"


def r14_hard_weeks(plan: Plan) -> Findings:
    """R14: three sessions of an hour and two hard runs a week: block 3 keeps two rounds."""
    hard = sum(run == "hard" for run in plan.json["runs"])
    if plan.level < 3 or plan.sessions < 3 or plan.minutes < 53 or hard < 2:
        return
    for session in plan.all_sessions:
        if session.key != "C" and any(block.rounds > 2 for block in session.blocks[2:]):
            yield f"{session}: a third round of block 3 beside {hard} hard runs"


def r15_growth(plan: Plan) -> Findings:
    """R15: a quarter or three sets above the most of three weeks; from one round (65+) 4 or 8."""
    before = trained = None  # a race week's few rows say nothing of the week after it
    loaded = 0
    for week in plan.weeks:
        if before and trained:
            once = "older-adult" in plan.avoid and any(row.rounds == 1 for row in trained.rows)
            most = max(
                1.25 * week.highest, week.highest + (4 * min(plan.sessions, 2) if once else 3)
            )
            if before.kind == "race":  # the weeks after it begin with the old doses
                most = max(most, loaded)
            if week.sets > most:
                yield f"{week}: {week.sets} sets after {week.highest}"
        before = week
        trained = trained if trained and week.kind == "race" else week
        loaded = week.sets if week.loading else loaded


def r15_one_block_grows(plan: Plan) -> Findings:
    """R15: a session's sets grow by a round of one block: not in an intro week, not in season."""
    for session in plan.all_sessions:
        earlier = session.earlier
        if earlier is None or plan.part(session.rows[0]) != plan.part(earlier.rows[0]):
            continue
        grown = {block for block in {row.block for row in session.rows} if _gained(session, block)}
        still = session.kind == "intro" or plan.programme == "in-season"
        if len(grown) > (0 if still else 1):
            yield f"{session}: {len(grown)} blocks gain a round"


def _gained(session: Session, block: int) -> bool:
    """Whether most rows of a block that were there have more rounds: one may come from another."""
    rows = [row for row in session.rows if row.block == block and row.before]
    return 2 * sum(row.rounds > row.before.rounds for row in rows if row.before) > len(rows)


def r16_intro_weeks(plan: Plan) -> Findings:
    """R16: an intro week has no more sets than the week before, and three in reserve.

    After a light or a race week the highest of the three weeks before counts.
    """
    before: Week | None = None
    for week in plan.weeks:
        if week.kind == "intro":
            if before:
                most = before.sets if before.loading else week.highest
                if week.sets > most:
                    yield f"{week}: {week.sets} sets after {most}"
            if min(row.reserve for row in week.rows) < 3:
                yield f"{week}: {week.reserve} in reserve"
        before = week


def r17_light_weeks(plan: Plan) -> Findings:
    """R17: 0.70 of the most of three weeks and one set, 0.75 of up to 20; two rounds, four left.

    Two rounds of the fewest rows that a session may have are the least (C14, R11). Three rows push,
    pull and train the trunk (R03); where all sessions have three, one more extends the back (R04).
    The one session of a week needs its rows for all of that and keeps them, two rounds of each.
    """
    for week in plan.weeks:
        if week.kind not in {"light", "race"}:
            continue
        share = 0.75 if week.highest <= FEW_SETS else 0.70
        fewest = [fewest_rows(plan, session) for session in week.sessions]
        least = 2 * (sum(fewest) + (max(fewest) < 4))
        most = max(share * week.highest + 1, least)
        if plan.sessions == 1:  # all that R01, R03 and R04 ask for stands in it
            most = max(most, 2 * max(len(s.rows) for w in plan.loading for s in w.sessions))
        if plan.sessions > 1:
            most = min(most, week.highest - 1)
        if week.kind == "light" and week.sets > most:
            yield f"{week}: {week.sets} sets after {week.highest}"
        for session in week.sessions:
            hardest = min(session.rows, key=lambda row: row.reserve)
            if hardest.reserve < 4:
                yield f"{hardest}: {hardest.reserve} in reserve"
            if any(block.rounds > 2 for block in session.blocks):
                yield f"{session}: more than two rounds"


def r17_nothing_rises(plan: Plan) -> Findings:
    """R17: in light and race weeks no load, manner or number is raised; a fast lift stays."""
    for week in plan.weeks:
        if week.kind not in {"light", "race"}:
            continue
        for row in week.rows:
            last = row.last
            if last and (row.change > 0 or (row.change == 0 and row.pace > last.pace)):
                yield f"{row}: heavier or slower than in week {last.week}"
            elif last and row.change == 0 and row.pace == last.pace and row.reps > last.reps:
                yield f"{row}: {row.reps} after {last.reps}"
        if week.kind == "light":
            for session in week.sessions:
                here = {row.slug: row.rounds for row in session.rows}
                for row in session.earlier.rows if session.earlier else ():
                    if row.fact.fast and here.get(row.slug) != 2:
                        yield f"{session}: {here.get(row.slug, 'no')} sets of {row.slug}"


def r17_no_round_more(plan: Plan) -> Findings:
    """R17: in a light week no row has more rounds than in its last loading week."""
    for row in (row for week in plan.weeks if week.kind == "light" for row in week.rows):
        if row.last and row.rounds > row.last.rounds:
            yield f"{row}: {row.rounds} rounds after {row.last.rounds}"


def r17_last_week(plan: Plan) -> Findings:
    """R17: without light weeks (4, 5 weeks; one session) the last week is not above the other."""
    if plan.sessions > 1 and len(plan.weeks) > 5:
        return
    sets = [week.sets for week in plan.weeks if week.kind != "race"]
    before = max(sets[-3:-1] if plan.sessions == 1 else sets[-2:-1])  # odd and even weeks differ
    if plan.weeks[-1].kind != "race" and sets[-1] > before:
        yield f"week {len(plan.weeks)}: {sets[-1]} sets after {before}"

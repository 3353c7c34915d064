"""Time: R29 to R32, C12, C13, C28."""

import math
from collections import defaultdict

from tests.planning.checker.facts import Json
from tests.planning.checker.records import Block, Findings, Plan, Session, Week
from tests.planning.checker.words import NO_COBRA, PHASES

REST_OF_PHASE = {"bodyweight": 30, "bands": 40, "dumbbells": 45}
REST_WITHOUT_KIT = 40
CHANGE_SECONDS = 10


def seconds(plan: Plan, session: Session) -> float:
    """Return warm-up, stretches, and every set with the rest before the next one."""
    total = plan.json["warm_up_seconds"] + plan.json["stretch_seconds"]
    for number, block in enumerate(session.blocks):
        total += sum(row.rounds * (row.work + row.rest) for row in block.rows)
        total += (block.rounds - 1) * (block.round_rest - block.rest) - block.rest
        total += block.round_rest if number else 0
    return float(total)


def r29_time(plan: Plan) -> Findings:
    """R29: the estimate is right and never above the minutes asked for."""
    for session in plan.all_sessions:
        estimate = seconds(plan, session)
        minutes = math.ceil(estimate / 60)
        printed = session.json["seconds"], session.json["minutes"]
        if abs(printed[0] - estimate) > 0.5 or printed[1] != minutes:
            yield f"{session}: {estimate:g} s, printed {printed}"
        if minutes > plan.minutes:
            yield f"{session}: {minutes} of {plan.minutes} minutes"


def r30_warm_up_and_stretch(plan: Plan) -> Findings:
    """R30: a warm-up of four minutes (three in 20), stretches of three, as long as printed."""
    moves = plan.json["warm_ups"].values()
    warm = sum(move["seconds"] for move in moves) + CHANGE_SECONDS * (len(moves) - 1)
    stretch = sum(_stretch_seconds(move) for move in plan.json["stretches"].values())
    if (warm, stretch) != (plan.json["warm_up_seconds"], plan.json["stretch_seconds"]):
        yield f"season: {warm} and {stretch} s, printed otherwise"
    if warm < (180 if plan.minutes == 20 else 240) or stretch < 180:
        yield f"season: warm-up {warm} s, stretches {stretch} s"


def _stretch_seconds(move: Json) -> int:
    sides = 2 if move["per_side"] else 1
    if move["kind"] == "dynamic":
        return int(move["repetitions"] * move["seconds_per_repetition"] * sides + CHANGE_SECONDS)
    return int((move["hold_seconds"] + CHANGE_SECONDS) * move["repetitions"] * sides)


def r31_same_muscle(plan: Plan) -> Findings:
    """R31: a minute between two sets of a muscle in every round, alternation counted.

    Trunk and legs are excepted. A third round meets what the second did.
    """
    for session in plan.all_sessions:
        clock, ended = 0.0, dict[str, float]()
        for block in session.blocks:
            for turn in range(min(block.rounds, 2)):
                for place, row in enumerate(block.rows):
                    clock += row.rest if place else max(block.round_rest, row.rest)
                    for muscle in row.fact.muscles:
                        gap = clock - ended.get(muscle, -60)
                        if gap < 60:
                            yield f"{row} in round {turn + 1}: {gap:g} s after {muscle}"
                    clock += row.work
                    for muscle in row.fact.muscles:
                        ended[muscle] = clock


def r31_rests(plan: Plan) -> Findings:
    """R31: at least 30 s between exercises, 120 s between sets of a fast lift."""
    for session in plan.all_sessions:
        for number, block in enumerate(session.blocks, 1):
            if min(block.rest, *(row.rest for row in block.rows)) < (120 if block.fast else 30):
                yield f"{session}: {block.rest} s in block {number}"


def r32_stretches(plan: Plan) -> Findings:
    """R32: holds of 10 to 30 s (30 to 60 from 65 on), twice, for back, front, chest, triceps.

    At most a minute (two) on the first muscle of a stretch; four to eight minutes, three in 20.
    """
    block = plan.json["stretches"].values()
    older = "older-adult" in plan.avoid
    shortest, longest, most = (30, 60, 120) if older else (10, 30, 60)
    held: dict[str, int] = defaultdict(int)
    for move in block:
        if move["kind"] != "static":
            continue
        hold, repetitions = move["hold_seconds"], move["repetitions"]
        if not shortest <= hold <= longest or repetitions != 2:
            yield f"season: {move['name']} {repetitions} x {hold} s"
        held[move["muscles"][0]] += hold * repetitions
    for muscle, total in held.items():
        if total > most:
            yield f"season: {total} s for {muscle}"
    muscles = {muscle for move in block for muscle in move["muscles"]}
    # Without the cobra a side bend reaches the front of the trunk, where nothing may round the
    # back, its side; nothing stretches a sore elbow, nor a chest where neither the arm may go back
    # nor the trunk turn.
    front = "obliques" if NO_COBRA & plan.avoid else "rectus abdominis"
    back = "quadratus lumborum" if "osteoporosis" in plan.avoid else "erector spinae"
    arm = frozenset[str]() if "elbow" in plan.avoid else {"triceps brachii"}
    no_chest = "shoulder" in plan.avoid and bool(plan.avoid & {"osteoporosis", "pregnancy"})
    chest = frozenset[str]() if no_chest else {"pectoralis major"}
    missing = {back, front, *chest, *arm} - muscles
    if missing:
        yield f"season: no stretch for {', '.join(sorted(missing))}"
    if not (180 if plan.minutes == 20 else 240) <= plan.json["stretch_seconds"] <= 480:
        yield f"season: {plan.json['stretch_seconds']} s of stretching"


def c12_round_rest(plan: Plan) -> Findings:
    """C12: between rounds at least 15 s more than between exercises, from 65 on 120 s first."""
    for session in plan.all_sessions:
        older = "older-adult" in plan.avoid
        for number, block in enumerate(session.blocks):
            if block.fast:
                continue
            most = 120 if older or block.rest >= 120 else 90
            least = 120 if older and number == 0 else block.rest + 15
            if not least <= block.round_rest <= max(most, block.rest + 15):
                yield f"{session}: block {number + 1} rests {block.rest} and {block.round_rest} s"


def c12_rest(plan: Plan) -> Findings:
    """C12: the rest of the part, 30 s bodyweight, 40 band, 45 weights; 30 in short sessions.

    The experienced rest 60 s in the first circuit of 60 minutes. Plans without kit 40 s. From 65
    on 45 s, in pregnancy and after a birth 40 s at least. The last block may have 15 s less, never
    below 30, and never in pregnancy.
    """
    for week in plan.weeks:
        usual = _rest(plan, week)
        for session in week.sessions:
            circuits = [block for block in session.blocks if block.rest < 120]
            for number, block in enumerate(circuits):
                long = plan.level == 3 and plan.minutes >= 53
                allowed = {usual, 60} if long and number == 0 else {usual}
                if not (plan.bands or plan.weights) and plan.kit:  # a chair is hardly kit
                    allowed |= {REST_OF_PHASE["bodyweight"]}
                last = block is circuits[-1] and len(circuits) > 1
                shorter = range(max(30, usual - 15), usual) if last else range(0)
                if "pregnancy" in plan.avoid:
                    shorter = range(0)
                if block.rest not in allowed and block.rest not in shorter:
                    yield f"{session}: {block.rest} s in block {number + 1}, {usual} is usual"


def _rest(plan: Plan, week: Week) -> int:
    no_kit = all(other.phase == PHASES[0] for other in plan.weeks)
    usual = 30 if plan.minutes < 38 else REST_OF_PHASE[week.phase]
    if no_kit and plan.minutes >= 38:
        usual = REST_WITHOUT_KIT
    careful = {"older-adult": 45, "pregnancy": 40, "postnatal": 40}
    return max([usual, *(careful[flag] for flag in careful.keys() & plan.avoid)])


def c12_rest_stays(plan: Plan) -> Findings:
    """C12: the rest of a block is the same in all weeks of a part."""
    seen: dict[tuple[int, str, int, int], tuple[str, int, int]] = {}
    for week in plan.weeks:
        for session in week.sessions:
            for number, block in enumerate(session.blocks):
                place = (week.part, session.key, len(session.blocks), number)
                here = (str(session), block.rest, block.round_rest)
                first = seen.setdefault(place, here)
                if first[1:] != here[1:] and _alike(session.blocks, number, plan, first[0]):
                    yield f"{session}: {block.rest} and {block.round_rest} s, {first} before"


def _alike(blocks: tuple[Block, ...], number: int, plan: Plan, first: str) -> bool:
    """Whether the block is that of the first week and not another list that takes turns with it."""
    other = next(session for session in plan.all_sessions if str(session) == first)
    names = {row.slug for row in blocks[number].rows}
    return bool(names & {row.slug for row in other.blocks[number].rows})


def c13_work(plan: Plan) -> Findings:
    """C13: four minutes of work in a build session, from 30 on 0.18 of them, 45 at most counted.

    From 65 on it does not count, nor in pregnancy and after a birth with 60 minutes or three
    sessions; a short plan with several flags gives it up first. Their sets are those of 40 minutes
    at most, in pregnancy those of 30 below 38. One in a hundred is lost in whole repetitions.
    """
    longer = plan.minutes >= 53 or plan.sessions == 3
    few = {"pregnancy", "postnatal"} & plan.avoid and longer
    if "older-adult" in plan.avoid or few or plan.narrow:
        return
    most = 40 if {"pregnancy", "postnatal"} & plan.avoid else 45  # never more sets than in 40
    most = 30 if "pregnancy" in plan.avoid and plan.minutes < 38 else most  # nor than in 30
    least = max(240, 60 * 0.18 * min(plan.minutes, most) if plan.minutes >= 30 else 0)
    for session in plan.all_sessions:
        work = sum(row.rounds * row.work for row in session.rows)
        work += work / 10 if session.key == "C" else 0  # a third session is shorter
        if session.kind == "build" and work < 0.99 * least:
            yield f"{session}: {work:g} s of work, {least:g} wanted"


def c28_rest_and_work(plan: Plan) -> Findings:
    """C28: in circuits rest is at most three times the work."""
    for session in plan.all_sessions:
        rows = [row for row in session.rows if row.rest < 120]
        rest = sum(row.rounds * row.rest for row in rows)
        work = sum(row.rounds * row.work for row in rows)
        if rest > 3 * work:
            yield f"{session}: {rest} s of rest, {work:g} s of work"

"""What the sheets say: C10, R35, R37, R39."""

import re

from tests.planning.checker.records import Findings, Plan, Session, Week
from tests.planning.checker.words import LOADING, PACE

NEW_KIT = re.compile(r"band|weight|dumbbell")
LIGHT = re.compile(r"light|easy|easier")
HEAVIER = re.compile(r"gets? heavier|takes? the next colour|^the next (?:weight|colour)")
ROUND_MORE = re.compile(r"third round|one more round|gains a round")


def c10_titles(plan: Plan) -> Findings:
    """C10: titles differ; a light week and new kit are named; nothing is said that is not so."""
    titles = [week.title for week in plan.weeks]
    if len(set(titles)) < len(titles):
        yield f"season: titles {titles}"
    for before, week in zip(plan.weeks, plan.weeks[1:], strict=False):
        said = f"{week.title} {week.goal}".lower()
        if week.phase != before.phase and not NEW_KIT.search(said):
            yield f"{week}: new kit, and {week.title!r} does not say so"
        if week.kind == "light" and not LIGHT.search(said):
            yield f"{week}: light, and {week.title!r} does not say so"
        if HEAVIER.search(said) and all(row.change < 1 for row in week.rows):
            yield f"{week}: {week.title!r}, and nothing gets heavier"
        if ROUND_MORE.search(said) and not _gained(week):
            yield f"{week}: {said!r}, and no block gains a round"


def c10_claims(plan: Plan) -> Findings:
    """C10: what a goal says of the week holds, and a block that gains a round is named in it."""
    before: Week | None = None
    for week in plan.weeks:
        goal, sets, earlier = week.goal.lower(), _sets(week), _sets(before) if before else 0
        if week.kind == "build" and _gained(week) and "round" not in f"{week.title.lower()} {goal}":
            yield f"{week}: gains a round, and {goal!r} does not say so"
        claims = {
            "the sets stay": sets == earlier,
            "no extra sets": sets <= earlier or not before,
            "fewer sets": sets < earlier,
            "no rounds are added": all(row.up != "round" for row in week.rows),
            "the others gain reps": all(row.up in {"round", "reps"} for row in week.rows),
            "three slow counts": any(row.pace == PACE["slow"] for row in week.rows),
            "get heavier": any(row.change > 0 for row in week.rows),
            "nothing new": all(row.last or row.fact.extends for row in week.rows),
        }
        for claim, holds in claims.items():
            if claim in goal and not holds:
                yield f"{week}: {claim!r}, which is not so"
        found = re.search(r"(\d+) sets instead of (\d+)", goal)
        if found and (int(found[1]), int(found[2])) != (sets, earlier):
            yield f"{week}: {found[0]!r}, and it is {sets} after {earlier}"
        if week.kind in LOADING:
            before = week


def _sets(week: Week) -> int:
    return sum(row.rounds for row in week.rows)


def _gained(week: Week) -> bool:
    """Whether rows have a round more than last time, in a block with more than the week before."""
    return any(
        block.rounds > before.rounds and any(row.up == "round" for row in block.rows)
        for session in week.sessions
        if session.earlier
        for block, before in zip(session.blocks, session.earlier.blocks, strict=False)
    )


def r35_safety_lines(plan: Plan) -> Findings:
    """R35: every exercise has its safety line."""
    for slug, exercise in plan.json["exercises"].items():
        if not exercise["safety"]:
            yield f"{slug}: no safety line"


def r37_honest_without_kit(plan: Plan) -> Findings:
    """R37: bodyweight alone: the plan says what that means for the back."""
    loaded = any(row.weight for row in plan.rows)
    if not loaded and not any("back" in note for note in plan.json["notes"]):
        yield "season: bodyweight only, without a word about the back"


def r39_totals(plan: Plan) -> Findings:
    """R39: every printed total is that of the rows."""
    for session in plan.all_sessions:
        yield from _totals(session)
        for row in session.rows:
            if abs(row.json["set_seconds"] - row.work) > 1e-6:
                yield f"{row}: {row.work:g} s a set, printed {row.json['set_seconds']}"
    for week in plan.weeks:
        yield from _totals(week)


def _totals(part: Session | Week) -> Findings:
    own = {"sets": part.sets, "push_sets": part.push, "pull_sets": part.pull}
    printed = {key: part.json[key] for key in own}
    if own != printed:
        yield f"{part}: {own}, printed {printed}"


def r39_numbers(plan: Plan) -> Findings:
    """R39: as many weeks and sessions as asked for; the number of each week is its place."""
    if [week.number for week in plan.weeks] != list(range(1, plan.json["request"]["weeks"] + 1)):
        yield f"season: {len(plan.weeks)} weeks"
    for week in plan.weeks:
        if len(week.sessions) != (1 if week.kind == "race" else plan.sessions):
            yield f"{week}: {len(week.sessions)} sessions"

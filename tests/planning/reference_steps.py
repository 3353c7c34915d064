"""How the rows of a coach's plan are harder than last time: what its tables leave to the reader."""

from typing import Any

Json = dict[str, Any]

COLOURS = ("tan", "yellow", "red", "green", "blue", "black", "silver", "gold")
PACE = {"usual": 0, "slow": 1, "shorter": 2, "pause": 3}


def rows_of(session: Json) -> list[Json]:
    """Return a session's rows in the order in which they are done."""
    return [row for block in session["blocks"] for row in block["rows"]]


def _heaviness(row: Json) -> tuple[float, int]:
    weight = COLOURS.index(row["band"][0]) + 1 if row["band"] else sum(row["kg"])
    return weight, PACE[row["manner"]]


def name_steps(plan: Json) -> None:
    """Write into every row how it is harder than last time, and its last dose where it prints it.

    The plans mark load and manner with a star; whatever else got harder is read from the numbers.
    """
    last: dict[tuple[str, str], tuple[int, Json]] = {}
    anywhere: dict[str, tuple[int, Json]] = {}
    before: dict[str, Json] = {}
    for week in plan["weeks"]:
        for session in week["sessions"]:
            key = session["key"]
            for row in rows_of(session):
                slug = row["exercise"]
                found = last.get((key, slug)) or anywhere.get(slug)
                rung = None if found else _rung_below(plan, slug, before.get(key), session)
                row["step"] = _step(row, found[1]) if found else "rung" if rung else "new"
                assert row.pop("star") == (row["step"] in {"load", "manner"}), (week, row)
                if row["step"] in {"load", "manner", "rung"}:
                    row["otherwise"] = _otherwise(row, *(found or last[key, rung or ""]))
        loading = week["kind"] in {"intro", "build"}
        for session in week["sessions"]:
            for row in rows_of(session):
                if loading or row["step"] == "new":
                    last[session["key"], row["exercise"]] = week["number"], row
                    anywhere[row["exercise"]] = week["number"], row
            if loading:
                before[session["key"]] = session
    _name_tops(plan)


def _rung_below(plan: Json, slug: str, before: Json | None, session: Json) -> str | None:
    """Return the easier exercise of the session before that this one takes the place of."""
    here = {row["exercise"] for row in rows_of(session)}
    there = [row["exercise"] for row in rows_of(before)] if before else []
    rungs = (easier for easier in there if plan["exercises"][easier]["harder"] == slug)
    return next((easier for easier in rungs if easier not in here), None)


def _step(row: Json, old: Json) -> str | None:
    (weight, pace), (old_weight, old_pace) = _heaviness(row), _heaviness(old)
    if (weight, pace) != (old_weight, old_pace):
        if weight != old_weight:
            return "load" if weight > old_weight else None
        return "manner" if pace > old_pace else None
    if row["rounds"] != old["rounds"]:
        return "round" if row["rounds"] > old["rounds"] else None
    return "reps" if row["reps"] > old["reps"] else None


def _otherwise(row: Json, week: int, old: Json) -> Json:
    keys = ("exercise", "reps", "band", "kg", "manner", "grip")
    rounds = min(row["rounds"], old["rounds"])
    return {"week": week, "rounds": rounds} | {key: old[key] for key in keys}


def _name_tops(plan: Json) -> None:
    """Write into every row the number at which it moves on: that from which the paper does."""
    stepped: dict[tuple[int, str], int] = {}
    for week in plan["weeks"]:
        for session in week["sessions"]:
            for row in rows_of(session):
                if row["otherwise"]:
                    stepped[_run(row["otherwise"])] = row["otherwise"]["reps"]
    for week in plan["weeks"]:
        for session in week["sessions"]:
            for row in rows_of(session):
                usual = max(row["reps"], _usual_top(plan, row))
                row["top"] = max(row["reps"], stepped.get(_run(row), usual))


def _run(row: Json) -> tuple[Any, ...]:
    """Return what the weeks of a row have in common until it moves on."""
    return row["exercise"], *_heaviness(row)


def _usual_top(plan: Json, row: Json) -> int:
    low, high = plan["exercises"][row["exercise"]]["reps"]
    small = bool(row["band"])
    if row["kg"]:
        steps = [kg / row["kg"][0] for kg in plan["request"]["dumbbells"]]
        small = any(1.08 <= step <= 1.25 for step in steps)
    return int(min(low + 4, high)) if small and low > 7 else int(high)

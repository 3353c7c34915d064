"""Ways to spoil a plan: change its rows, blocks, weeks, facts and what was asked for."""

from collections.abc import Callable
from typing import Any

from tests.planning.reference_steps import Json, rows_of
from tests.planning.references import exercise

Spoil = Callable[[Json], object]


def week(plan: Json, number: int) -> Json:
    found: Json = plan["weeks"][number - 1]
    return found


def session(plan: Json, number: int, key: str = "A") -> Json:
    found: Json = next(found for found in week(plan, number)["sessions"] if found["key"] == key)
    return found


def rows(plan: Json, number: int = 0, key: str = "", slug: str = "") -> list[Json]:
    """Return the rows of a week, a session, an exercise; without them all."""
    return [
        row
        for found in plan["weeks"]
        for part in found["sessions"]
        for row in rows_of(part)
        if number in {0, found["number"]} and key in {"", part["key"]}
        if slug in {"", row["exercise"]}
    ]


def put(where: dict[str, Any], **values: object) -> Spoil:
    """Write values into all rows of `where`: number, key, slug."""
    return lambda plan: [row.update(values) for row in rows(plan, **where)]


def of_plan(**values: object) -> Spoil:
    return lambda plan: plan.update(values)


def of_request(**values: object) -> Spoil:
    return lambda plan: plan["request"].update(values)


def of_week(number: int, **values: object) -> Spoil:
    return lambda plan: week(plan, number).update(values)


def of_weeks(**values: object) -> Spoil:
    return lambda plan: [found.update(values) for found in plan["weeks"]]


def of_sessions(number: int, **values: object) -> Spoil:
    return lambda plan: [part.update(values) for part in week(plan, number)["sessions"]]


def of_block(number: int, key: str, place: int, **values: object) -> Spoil:
    return lambda plan: session(plan, number, key)["blocks"][place].update(values)


def rounds(many: int, number: int, key: str = "", place: int | None = None) -> Spoil:
    """Let the blocks of a week have so many rounds."""

    def spoil(plan: Json) -> None:
        for part in week(plan, number)["sessions"]:
            for index, block in enumerate(part["blocks"]):
                if key in {"", part["key"]} and place in {None, index}:
                    block["rounds"] = many
                    for row in block["rows"]:
                        row["rounds"] = many

    return spoil


def facts(slug: str, **values: object) -> Spoil:
    """Change what the plan knows of an exercise."""
    return lambda plan: plan["exercises"][slug].update(values)


def without(slug: str, *numbers: int) -> Spoil:
    """Take an exercise out of some weeks, or of all."""

    def spoil(plan: Json) -> None:
        for found in plan["weeks"]:
            for block in (b for part in found["sessions"] for b in part["blocks"]):
                if not numbers or found["number"] in numbers:
                    block["rows"] = [row for row in block["rows"] if row["exercise"] != slug]
            for part in found["sessions"]:
                part["blocks"] = [block for block in part["blocks"] if block["rows"]]

    return spoil


def swap(number: int, key: str, old: str, new: str, **values: object) -> Spoil:
    """Let another exercise stand in the place of one."""

    def spoil(plan: Json) -> None:
        plan["exercises"].setdefault(new, exercise(new))
        for row in rows(plan, number, key, old):
            row.update({"exercise": new, **values})

    return spoil


def again(source: int, *numbers: int) -> Spoil:
    """Let weeks be those of another week, kind and number apart."""

    def spoil(plan: Json) -> None:
        for number in numbers:
            week(plan, number)["sessions"] = week(plan, source)["sessions"]

    return spoil


def flip(number: int, key: str, place: int) -> Spoil:
    """Put the second row of a block before its first."""

    def spoil(plan: Json) -> None:
        found = session(plan, number, key)["blocks"][place]["rows"]
        found[0], found[1] = found[1], found[0]

    return spoil


def all_of(*spoils: Spoil) -> Spoil:
    return lambda plan: [spoil(plan) for spoil in spoils]


def flagged(*flags: str) -> Spoil:
    return lambda plan: plan["request"].update(avoid=[*plan["request"]["avoid"], *flags])


def extra(number: int, key: str, place: int, slug: str, **values: object) -> Spoil:
    """Add a row like the last of a block."""

    def spoil(plan: Json) -> None:
        plan["exercises"].setdefault(slug, exercise(slug))
        found = session(plan, number, key)["blocks"][place]["rows"]
        found.append({**found[-1], "exercise": slug, "band": [], "kg": [], **values})

    return spoil


def moves(table: str, slug: str, **values: object) -> Spoil:
    return lambda plan: plan[table][slug].update(values)

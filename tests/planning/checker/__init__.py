"""The rules R01 to R39 and C01 to C31, read from a plan's JSON alone.

`broken(plan)` takes plain dicts, version 2 as `runstrong plan -o plan.json` writes them, and
returns `"R05 week 3 A: ..."` for all that breaks a rule. Nothing here imports the engine. A rule is
one function whose name begins with its number; where a rule gives way, its function says why.
"""

from collections.abc import Callable

from tests.planning.checker import (
    article,
    balance,
    cautions,
    days,
    kit,
    minutes,
    progress,
    season,
    sheets,
    steps,
    volume,
)
from tests.planning.checker.facts import Json
from tests.planning.checker.reader import read
from tests.planning.checker.records import Findings, Plan

Rule = Callable[[Plan], Findings]

RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (
        balance, kit, volume, season, steps, progress, article, minutes, days, cautions, sheets,
    )
    for name, rule in vars(module).items()
    if name[:1] in {"r", "c"} and name[1:3].isdigit()
)  # fmt: skip


def number(rule: Rule) -> str:
    """Return the number of a rule: R05."""
    return rule.__name__[:3].upper()


def broken(plan: Json) -> list[str]:
    """Return every rule that the plan breaks."""
    read_once = read(plan)
    return [f"{number(rule)} {finding}" for rule in RULES for finding in rule(read_once)]

"""Rules R01 to R39 read from a plan's JSON alone, with arithmetic of their own.

`broken(plan)` takes plain dicts and returns `"R05 week 3 A: ..."` for all that breaks a rule.
Nothing here imports the engine: a stranger could run it on `runstrong plan -o plan.json`.
"""

from collections.abc import Callable, Iterator

from tests.planning import rules_of_dose, rules_of_sessions, rules_of_time
from tests.planning.reading import Finding, Json

RULES: tuple[Callable[[Json], Iterator[Finding]], ...] = tuple(
    rule
    for module in (rules_of_sessions, rules_of_dose, rules_of_time)
    for name, rule in vars(module).items()
    if name.startswith("r") and name[1:3].isdigit()
)


def broken(plan: Json) -> list[Finding]:
    """Return every rule that the plan breaks."""
    return [finding for rule in RULES for finding in rule(plan)]

"""What the stages of written weeks break: how long they are, and what stays (R21, R22)."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from runstrong_pdf.errors import Problem
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import Programme, WrittenWeek
from runstrong_pdf.model.words import Kit, Phase

Numbered = tuple[int, WrittenWeek]
LEAST_RESERVE = 2
"""Clean repetitions kept in the week before new equipment (R21)."""


def audit_stages(programme: Programme, library: Library) -> Iterator[Problem]:
    """Yield what the stages of a complete programme break; weeks of one phase in a row are one."""
    numbered = list(enumerate(programme.weeks, 1))
    for (number, before), (_, week) in pairwise(numbered):
        if week.phase is not before.phase and before.reserve[0] < LEAST_RESERVE:
            kept = f"{before.reserve[0]} in reserve before new equipment"
            yield Problem(f"weeks[{number}]", f"{kept}, at least {LEAST_RESERVE} (R21)")
    for phase, stage in groupby(numbered, lambda pair: pair[1].phase):
        yield from _stage(phase, list(stage), programme, library)


def _stage(
    phase: Phase, stage: Sequence[Numbered], programme: Programme, library: Library
) -> Iterator[Problem]:
    first, last = stage[0][0], stage[-1][0]
    place = f"weeks[{first}]" if first == last else f"weeks[{first}] to [{last}]"
    once = max(len(week.sessions) for _, week in stage) == 1
    if len(stage) < (2 if once else 1):
        yield Problem(place, f"{phase} for a single week of one session, at least two weeks (R21)")
    rows = [row for _, week in stage for rows in week.sessions.values() for row in rows]
    if not any("push-up" in row.exercise for row in rows):
        yield Problem(place, "no push-up; push-ups stay in every stage (R22)")
    pulls = [row for row in rows if library.one(Exercise, row.exercise).balance == "pull"]
    if phase is Phase.DUMBBELLS and Kit.BAND in programme.kit and not any(r.band for r in pulls):
        yield Problem(place, "no pull with a band; one stays when the dumbbells come (R22)")

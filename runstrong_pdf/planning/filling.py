"""Slots -> exercises: what the programme names, or the nearest rung that is possible."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.programme import Choice, SessionKey, Slot, Stage
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Level
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.ladder import Catalogue, Place, why_not
from runstrong_pdf.planning.loads import Load, far_too_light, first_load
from runstrong_pdf.planning.stand_ins import as_hard, climbed, nearest
from runstrong_pdf.planning.work import Move, Work

FOUR_IN_RESERVE = 4
"""Clean push-ups left when week 1 ends a set (docs/training-rules.md#effort)."""


def fill(
    sessions: Mapping[SessionKey, Sequence[Slot]],
    stage: Stage,
    athlete: Athlete,
    catalogue: Catalogue,
    places: Mapping[SessionKey, Place],
    *,
    alternate: bool,
) -> dict[SessionKey, list[Work]]:
    """Return the rows of each session in a stage, every one at the bottom of its range.

    Sessions that alternate from week to week may share stand-ins; those of one week rather not.
    """
    filled: dict[SessionKey, list[Work]] = {}
    week: set[Slug] = set()
    for key, slots in sessions.items():
        named = [_named(slot.get(stage.name), athlete.level) for slot in slots]
        rows = _session([n for n in named if n], athlete, catalogue, places[key], week)
        filled[key] = rows
        if not alternate:
            week |= {row.slug for row in rows}
    return filled


def _named(choice: Choice | None, level: Level) -> Slug | None:
    if choice is None or isinstance(choice, str):
        return choice
    chosen = choice[level.number - 1]
    return None if chosen == "-" else chosen


def _session(
    named: Sequence[Slug], athlete: Athlete, catalogue: Catalogue, place: Place, week: set[Slug]
) -> list[Work]:
    """First what can stay as named, then stand-ins that are nobody else's if possible."""
    once = dict.fromkeys(named)
    can = [s for s, exercise in catalogue.items() if not why_not(s, exercise, athlete, place)]
    possible = [s for s in once if s in can]
    taken = set(possible)
    rows: list[Work] = []
    for slug in named:
        if slug in possible:
            rows.append(_work(slug, athlete, catalogue))
            possible.remove(slug)
            continue
        found = nearest(slug, catalogue, can, taken, rather_not=week)
        if found:
            reason = why_not(slug, catalogue[slug], athlete, place) or "session"
            if reason == "load":
                found = climbed(found, catalogue, athlete, place, taken)
            elif reason == "kit":
                found = as_hard(found, slug, catalogue, athlete, place, taken, week)
            taken.add(found)
            rows.append(_stand_in(found, slug, reason, athlete, catalogue))
    return rows


def _work(slug: Slug, athlete: Athlete, catalogue: Catalogue) -> Work:
    exercise = catalogue[slug]
    load = first_load(exercise, athlete)
    assert load is not None  # noqa: S101  why_not asked the same
    reps = _first_reps(slug, exercise, load, athlete)
    return Work.of(Move.of(slug, exercise), load).at(reps=reps)


def _stand_in(
    slug: Slug, wanted: Slug, reason: Because, athlete: Athlete, catalogue: Catalogue
) -> Work:
    work = _work(slug, athlete, catalogue)
    foreign = work.exercise.pattern != catalogue[wanted].pattern
    return replace(work, move=work.move.standing_in(wanted, reason, foreign=foreign))


def _first_reps(slug: Slug, exercise: Exercise, load: Load, athlete: Athlete) -> int:
    """The bottom of the range; push-ups as counted or by level, four in reserve.

    What is owned and far too light begins in the middle (R16, R20).
    """
    low, high = exercise.reps
    if slug == "push-up":
        return max(low, min((low + high) // 2, athlete.least_push_ups - FOUR_IN_RESERVE))
    return (low + high) // 2 if far_too_light(exercise, load, athlete) else low

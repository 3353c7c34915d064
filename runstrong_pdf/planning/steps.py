"""How each exercise moves on: the rule printed beside it (double progression, R19, R20, R36)."""

from collections.abc import Iterable, Mapping

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Step
from runstrong_pdf.model.programme import Row
from runstrong_pdf.model.record import Slug
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.ladder import Catalogue
from runstrong_pdf.planning.loads import Load, next_load, next_manner


def steps(
    rows: Iterable[Row],
    exercises: Mapping[Slug, Exercise],
    athlete: Athlete,
    catalogue: Catalogue,
) -> dict[Slug, Step]:
    """Return the step of every exercise, from the heaviest load that the plan uses."""
    last = {row.exercise: row for row in rows}
    return {slug: _step(last[slug], exercises[slug], athlete, catalogue) for slug in exercises}


def _step(row: Row, exercise: Exercise, athlete: Athlete, catalogue: Catalogue) -> Step:
    load = Load(row.band[-1] if row.band else None, row.kg[-1] if row.kg else None, row.manner)
    following = next_load(exercise, load, athlete) or Load()
    otherwise = next_manner(exercise, load)
    easier, harder = exercise.easier, exercise.harder
    if harder and catalogue[harder].level.number > athlete.level.number:
        harder = None
    return Step(
        low=exercise.reps[0],
        high=exercise.reps[1],
        next_band=following.band,
        next_kg=following.kg,
        next_manner=otherwise.manner if otherwise else None,
        easier=easier,
        easier_name=catalogue[easier].name if easier else None,
        harder=harder,
        harder_name=catalogue[harder].name if harder else None,
    )

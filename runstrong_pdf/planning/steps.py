"""How each exercise moves on, and the sentences that the paper owes its reader."""

from collections.abc import Mapping

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Step
from runstrong_pdf.model.record import Slug
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.eligibility import is_avoided
from runstrong_pdf.planning.loads import Load, next_load, next_manner
from runstrong_pdf.planning.outline import Outline
from runstrong_pdf.planning.picks import REAR
from runstrong_pdf.planning.row import Row, top


def steps(outline: Outline, exercises: Mapping[Slug, Exercise]) -> dict[Slug, Step]:
    """Return the step of every exercise, from the heaviest load that the plan uses.

    Args:
        exercises: those of the plan, with the neighbours that are not avoided.
    """
    rows = [r for w in outline.weeks for bs in w.sessions.values() for b in bs for r in b.rows]
    last = {row.slug: row for row in rows}
    moved: dict[Slug, int] = {}
    for row in rows:
        if row.step in {"load", "manner"} and row.slug not in moved:
            moved[row.slug] = row.week
    who, catalogue = outline.task.athlete, outline.task.catalogue
    return {
        slug: _step(row, exercises[slug], who, catalogue, moved.get(slug))
        for slug, row in last.items()
    }


def with_neighbours(
    exercise: Exercise, catalogue: Mapping[Slug, Exercise], who: Athlete
) -> Exercise:
    """Return an exercise whose easier and harder ones are not what is avoided, but those beyond."""
    found: dict[str, Slug | None] = {}
    for way in ("easier", "harder"):
        slug = getattr(exercise, way)
        while slug and is_avoided(slug, catalogue[slug], who):
            slug = getattr(catalogue[slug], way)
        found[way] = slug
    same = (exercise.easier, exercise.harder) == tuple(found.values())
    return exercise if same else exercise.model_copy(update=found)


def _step(
    row: Row,
    exercise: Exercise,
    who: Athlete,
    catalogue: Mapping[Slug, Exercise],
    week: int | None,
) -> Step:
    following = next_load(row.load, who) or Load()
    slower = next_manner(exercise, row.load, who)
    easier, harder = exercise.easier, exercise.harder
    if harder and catalogue[harder].level.number > who.level.number:
        harder = None
    return Step(
        low=exercise.reps[0],
        high=exercise.reps[1],
        top=top(row, who),
        week=week,
        next_band=following.band,
        next_kg=following.kg,
        next_manner=slower.manner if slower else None,
        easier=easier,
        easier_name=catalogue[easier].name if easier else None,
        harder=harder,
        harder_name=catalogue[harder].name if harder else None,
    )


def notes(outline: Outline) -> tuple[str, ...]:
    """Return the sentences that the paper owes its reader (R25, R37, one session a week)."""
    words = outline.programme.words
    assert words  # noqa: S101  the pipeline completes it
    rows = [r for w in outline.weeks for bs in w.sessions.values() for b in bs for r in b.rows]
    who, found = outline.task.athlete, []
    if not any(row.load.band or row.load.kg for row in rows):
        found.append(words.no_load)
    found += [said for kit, said in words.too_heavy.items() if kit in outline.too_heavy]
    if outline.request.sessions == 1:
        found.append(words.one_session)
    if outline.running.eves:
        found.append(words.near_run)
    extends = {"spinal-extension"}
    if who.avoid and not any(row.exercise.pattern in extends for row in rows):
        found.append(words.no_extension)
    if who.avoid and not any(row.slug in REAR for row in rows):
        found.append(words.no_rear)
    return tuple(found)

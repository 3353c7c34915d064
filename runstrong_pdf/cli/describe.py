"""An exercise, a stretch, a pose in words, for `runstrong show`."""

from collections.abc import Iterator

from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.record import Record


def record_lines(record: Record, library: Library) -> Iterator[str]:
    """Yield the lines that describe a record."""
    if isinstance(record, Exercise):
        yield from _exercise_lines(record, library)
        return
    values = record.model_dump(mode="json", exclude={"seed"}, exclude_defaults=True)
    yield str(values.pop("name"))
    for key, value in values.items():
        yield f"  {key.replace('_', ' ')}: {_said(value)}"


def _exercise_lines(exercise: Exercise, library: Library) -> Iterator[str]:
    low, high = exercise.reps
    yield exercise.name
    if exercise.aka:
        yield f"  also: {_said(exercise.aka)}"
    yield f"  {exercise.level}, {exercise.pattern}, kit: {_said(exercise.kit)}"
    yield f"  works: {_said(exercise.primary)}; helps: {_said(exercise.secondary)}"
    yield f"  {low} to {high} {exercise.unit.replace('-', ' ')}"
    for number, cue in enumerate(exercise.cues, 1):
        yield f"  {number} {cue}"
    yield f"  avoid: {'; '.join(exercise.mistakes)}"
    yield f"  take care: {exercise.safety}"
    easier, harder = (_name(slug, library) for slug in (exercise.easier, exercise.harder))
    yield f"  easier: {easier}   harder: {harder}"


def pose_lines(pose: Pose) -> Iterator[str]:
    """Yield the lines that describe a pose."""
    yield pose.name
    yield f"  works: {_said(pose.muscles.primary)}; helps: {_said(pose.muscles.secondary)}"
    for frame in pose.frames:
        yield f"  {frame}: {getattr(pose.describe, frame) or '(no description)'}"


def _name(slug: str | None, library: Library) -> str:
    return library.one(Exercise, slug).name if slug else "-"


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value)

"""What has to lie ready for a session, its warm-up and its stretches."""

from collections.abc import Iterable, Iterator

from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.model.plan import Session
from runstrong_pdf.pages.brief import Brief, weights_text

HOUSEHOLD = ("mat", "chair", "wall", "worktop", "step", "doorway", "towel")
NEEDED = (*HOUSEHOLD, "band", "anchor", "dumbbells")
"""What may have to lie ready, in printed order."""


def needed(brief: Brief, session: Session) -> str:
    """Return in words what has to lie ready."""
    rows, texts, things = session.rows, brief.texts, _things(brief, (session,))
    bands = [colour for colour in brief.plan.bands if any(colour in row.band for row in rows)]
    kg = sorted({one for row in rows for one in row.kg})
    loads = {
        "bands": ", ".join(texts(f"band.{colour}") for colour in bands),
        "weights": weights_text(kg, texts),
    }
    return ", ".join(texts(f"need.{thing}", **loads) for thing in NEEDED if thing in things)


def household(brief: Brief, sessions: Iterable[Session]) -> str:
    """Return in a few words what of a home has to lie ready."""
    things = _things(brief, sessions)
    return ", ".join(brief.texts(f"short_need.{one}") for one in HOUSEHOLD if one in things)


def _things(brief: Brief, sessions: Iterable[Session]) -> set[str]:
    things = {thing for session in sessions for thing in kit(brief, session)}
    return things - {"wall"} if "chair" in things else things  # it stands against one


def kit(brief: Brief, session: Session) -> Iterator[str]:
    """Yield what a session needs, of a home as well; its warm-up and its stretches."""
    plan = brief.plan
    exercises = [plan.exercises[row.exercise] for row in session.rows]
    things = {str(thing) for one in exercises for thing in (*one.kit, *one.household)}
    yield from things
    for move in (*plan.warm_ups.values(), *plan.stretches.values()):
        # a hand that keeps the balance may lie on the chair as well
        yield from (each for each in move.household if each != "worktop" or "chair" not in things)
    shown = (*(row.exercise for row in session.rows), *plan.warm_ups, *plan.stretches)
    pictures = map(brief.pictures.drawings.__getitem__, shown)
    if any(isinstance(picture, Drawing) and "mat" in picture.roles for picture in pictures):
        yield "mat"

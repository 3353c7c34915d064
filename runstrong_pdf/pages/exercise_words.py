"""What the guide says of an exercise: muscles, mistakes, when to move on, where the plan has it."""

from collections.abc import Iterator

from runstrong_pdf.layout.sheet import broken
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, plain_muscles, span


def working(brief: Brief, exercise: Exercise, style: Style, measure: float) -> str:
    """Return the working muscles, and as many helpers as fit on one line."""
    texts = brief.texts
    works = plain_muscles(exercise.primary, texts)
    helps = [m for m in plain_muscles(exercise.secondary, texts) if m not in works]
    line = texts("guide.works", muscles=", ".join(works))
    for count in range(len(helps), 0, -1):
        longer = line + texts("guide.helps", muscles=", ".join(helps[:count]))
        if len(broken(longer, style, measure)) == 1:
            return longer
    return line


def avoided(brief: Brief, exercise: Exercise) -> str:
    """Return the mistakes to avoid in one sentence."""
    said = brief.texts("guide.and").join(_lower(mistake) for mistake in exercise.mistakes)
    return brief.texts("guide.avoid", mistakes=said)


def move_up(brief: Brief, slug: Slug, style: Style, measure: float) -> str:
    """Return when to go on from an exercise, and to what (double progression), on one line."""
    texts, step = brief.texts, brief.plan.steps[slug]
    unit = "seconds" if brief.plan.exercises[slug].unit.is_time else "reps"
    if step.next_band:
        then = texts("guide.up_band", band=texts(f"band.{step.next_band}"))
    elif step.next_kg:
        then = texts("guide.up_kg", kg=f"{step.next_kg:g}")
    elif step.harder_name:
        then = texts("guide.up_harder", name=_lower(step.harder_name))
    else:
        then = texts(f"up_manner.{step.next_manner or 'slow'}")
    fields = {"number": step.high, "unit": texts(f"guide.up_unit_{unit}"), "next": then}
    longer = texts("guide.up", **fields)
    one_line = len(broken(longer, style, measure)) == 1
    return longer if one_line else texts("guide.up_short", **fields)


def neighbours(brief: Brief, exercise: Exercise) -> tuple[str, str]:
    """Return the names of what is easier and harder, or what to change where there is nothing."""
    texts, names = brief.texts, brief.names
    easier = names[exercise.easier] if exercise.easier else texts("guide.fewer")
    harder = names[exercise.harder] if exercise.harder else texts("guide.more")
    return easier, harder


def first_band(brief: Brief, slug: Slug) -> str:
    """Return the colour the plan uses with an exercise, the heaviest first met, or nothing."""
    rows = (r for w in brief.plan.weeks for s in w.sessions for r in s.rows)
    return next((row.band[-1] for row in rows if row.exercise == slug and row.band), "")


def used_in(brief: Brief, slug: Slug) -> str:
    """Return where the plan uses an exercise, such as `A: weeks 1-4   B: week 6`."""
    parts = []
    for key in brief.plan.session_keys:
        weeks = _weeks(brief, slug, (key,))
        if weeks:
            text_key = "guide.used_week" if len(weeks) == 1 else "guide.used_weeks"
            parts.append(brief.texts(text_key, session=key, weeks=_spans(weeks, brief)))
    return "   ".join(parts)


def used_in_weeks(brief: Brief, slug: Slug) -> str:
    """Return only the weeks, such as `weeks 1-4, 6`, where the sessions would be too many words."""
    weeks = _weeks(brief, slug, brief.plan.session_keys)
    return brief.texts("guide.used_any", weeks=_spans(weeks, brief))


def _weeks(brief: Brief, slug: Slug, keys: tuple[str, ...]) -> list[int]:
    """Return the numbers of the weeks in which any of these sessions has the exercise."""
    return [
        week.number
        for week in brief.plan.weeks
        if any(
            session.key in keys and any(row.exercise == slug for row in session.rows)
            for session in week.sessions
        )
    ]


def _spans(weeks: list[int], brief: Brief) -> str:
    return ", ".join(span([str(n) for n in run], brief.texts) for run in _runs(weeks))


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Split rising numbers into runs of neighbours."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    yield run


def _lower(sentence: str) -> str:
    """Begin with a small letter, unless the first word is an abbreviation."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]

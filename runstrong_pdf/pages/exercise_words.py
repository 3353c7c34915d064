"""What the guide says of an exercise: muscles, mistakes, when to move on, where the plan has it."""

from collections.abc import Iterator

from runstrong_pdf.layout.sheet import broken
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import LastDose, Prescription, Step
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief, plain_muscles, span
from runstrong_pdf.pages.row_words import load_words


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
    """Return from which number this plan moves an exercise on, or the next one; on one line."""
    texts, step = brief.texts, brief.plan.steps[slug]
    if step.week:
        for row in _rows_in(brief, slug, step.week):
            if row.otherwise and row.otherwise.exercise == slug:
                return _moved(row, row.otherwise, step.week, texts)
    then = next_words(step, texts)
    longer = texts("guide.up_later", number=_number(brief, slug, step.top), next=then)
    if then and len(broken(longer, style, measure)) == 1:
        return longer
    return texts("guide.up_later_short", number=_number(brief, slug, step.top))


def _moved(row: Prescription, last: LastDose, week: int, texts: Texts) -> str:
    """Return from what to what a row moves on in a week of this plan."""
    load = load_words(last, texts)
    before = texts("guide.up_load", load=load) if load else ""
    changed = (last.band, last.kg) != (row.band, row.kg)
    then = load_words(row, texts) if changed else texts(f"up_manner.{row.manner}")
    number = texts("seconds", number=last.reps) if row.unit.is_time else last.reps
    return texts("guide.up", number=number, load=before, next=then, week=week)


def next_words(step: Step, texts: Texts) -> str:
    """Return the load, version or manner that comes next, empty where nothing does."""
    if step.next_band:
        return texts("guide.up_band", band=texts(f"band.{step.next_band}"))
    if step.next_kg:
        return texts("guide.up_kg", kg=f"{step.next_kg:g}")
    if step.harder_name:
        return texts("guide.up_harder", name=_lower(step.harder_name))
    return texts(f"up_manner.{step.next_manner}") if step.next_manner else ""


def _number(brief: Brief, slug: Slug, number: int) -> str:
    is_time = brief.plan.exercises[slug].unit.is_time
    return brief.texts("seconds", number=number) if is_time else str(number)


def _rows_in(brief: Brief, slug: Slug, number: int) -> Iterator[Prescription]:
    """Yield the rows of an exercise in one week."""
    for week in brief.plan.weeks:
        for session in week.sessions if week.number == number else ():
            yield from (row for row in session.rows if row.exercise == slug)


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

"""What the last page says of every row: its last dose, and what comes after it."""

from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.blanks import did_blank
from runstrong_pdf.pages.brief import Brief, dose
from runstrong_pdf.pages.exercise_words import next_words
from runstrong_pdf.pages.row_words import Said, grip, load_words


def last_loading_week(plan: Plan) -> Week:
    """Return the last week that is neither light nor the race's."""
    loading = [week for week in plan.weeks if week.kind.is_loading]
    return (loading or plan.weeks)[-1]


def last_words(row: Prescription, texts: Texts) -> Said:
    """Return the dose with its load, grip and manner, the longest first."""
    slow = texts(f"manner.{row.manner}") if row.manner != "usual" else ""
    parts = dose(row, texts), load_words(row, texts)
    held = grip(row, texts) or ("",)
    return tuple(", ".join(part for part in (*parts, how, slow) if part) for how in held)


def after(row: Prescription, plan: Plan, texts: Texts) -> Said:
    """Return what comes next, such as `4 kg x 10, then 12, then 5 kg`, the longest first."""
    step = plan.steps[row.exercise]
    then, load = next_words(step, texts), load_words(row, texts)
    number, top, low = (_number(n, row, texts) for n in (row.reps, row.top or step.top, step.low))
    now = texts("next.loaded", load=load, number=number) if load else number
    if row.reps >= (row.top or step.top):
        if not then:
            return (texts("next.stay", now=now),)
        lower = (step.next_band, step.next_kg) != (None, None) or not step.harder_name
        longer = texts("next.at_top", next=then, low=low) if lower else then
        return longer, then
    if not then:
        return (texts("next.to_top_only", now=now, top=top),)
    fields = {"now": now, "top": top, "next": then}
    return texts("next.to_top", **fields), texts("next.to_top_short", **fields)


def next_blank(brief: Brief, week: Week, session: Session, number: int, row: Prescription) -> str:
    """Return the name of the blank for what was done, apart from that on the week's sheet."""
    name, _ = did_blank(brief, week, session, number, row)
    return f"next.{name}"


def next_tip(brief: Brief, session: Session, row: Prescription) -> str:
    """Return what a screen reader says of that blank."""
    exercise = brief.plan.exercises[row.exercise].name
    return brief.texts("next.did_tip", session=session.key, exercise=exercise)


def _number(number: int, row: Prescription, texts: Texts) -> str:
    return texts("seconds", number=number) if row.unit.is_time else str(number)

"""Names and spoken words of the blanks that a runner fills in, on paper or by typing."""

from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pdf.fields import Option

FEELINGS = ("too_easy", "easy", "right", "hard", "too_hard")
"""The answers to how a session was, on its sheet and in the log alike."""


def did_blank(
    brief: Brief, week: Week, session: Session, number: int, row: Prescription
) -> tuple[str, str]:
    """Return name and tip of the blank for what was done of a session's row."""
    exercise = brief.plan.exercises[row.exercise].name
    tip = brief.texts("field.did", week=week.number, session=session.key, exercise=exercise)
    return f"did.{week.number}.{session.key}.{number}", tip


def round_box(
    brief: Brief,
    week: Week,
    session: Session,
    number: int,
    row: Prescription,
    index: int,
    *,
    handout: bool = False,
) -> tuple[str, str]:
    """Return name and tip of the box of a row's round, from 0."""
    exercise, key = brief.plan.exercises[row.exercise].name, session.key
    place = {"week": week.number, "session": key, "exercise": exercise, "round": index + 1}
    sheet = f"handout.{week.number}{key}" if handout else f"w{week.number}.{key}"
    return f"{sheet}.{number}.{index + 1}", brief.texts("lane.box_tip", **place)


def strip_box(brief: Brief, week: Week, session: Session, key: str) -> tuple[str, str]:
    """Return name and tip of a session's box of the warm-up or the stretches, as `key` says."""
    tip = brief.texts(f"{key}.tip", week=week.number, session=session.key)
    return f"w{week.number}.{session.key}.{key}", tip


def log_blank(brief: Brief, week: Week, session: Session, key: str) -> tuple[str, str]:
    """Return name and tip of a session's blank in the training log: date, best, noticed."""
    tip = brief.texts(f"field.{key}", week=week.number, session=session.key)
    return f"log.{week.number}.{session.key}.{key}", tip


def feeling(brief: Brief, week: Week, session: Session, word: str) -> Option:
    """Return one of the answers to how a session was."""
    question = brief.texts("field.feeling", week=week.number, session=session.key)
    said = brief.texts("plain.labelled", what=question, text=brief.texts(f"feeling.{word}"))
    return Option(f"feeling.{week.number}.{session.key}", question, word, said)


def logged(brief: Brief, week: Week, session: Session) -> list[Option]:
    """Return the answers to how a session was as its row of the training log has them."""
    options = [feeling(brief, week, session, word) for word in FEELINGS]
    return [one._replace(tip=brief.texts("field.in_log", tip=one.tip)) for one in options]


def labelled_blank(
    sheet: Sheet,
    label: str,
    name: str,
    x: float,
    y: float,
    right: float,
    size: float,
    *,
    drop: float = 0.6,
) -> None:
    """Print a label on the baseline y and, `drop` below it, a line for what it asks for."""
    with sheet.tag("P"):
        used = sheet.text(x, y, label, "condensed", size)
    sheet.writing_line(x + used + 1.5, y + drop, right, name, label, size=size)

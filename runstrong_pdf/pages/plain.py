"""The plan as plain text, for a screen reader, a message or a terminal."""

from collections.abc import Iterator

from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import dose, kilograms, reserve, whole_minutes
from runstrong_pdf.pages.person import outline, personal_texts
from runstrong_pdf.pdf.stamp import Values
from runstrong_pdf.resources import PRODUCER


def plan_text(plan: Plan, person: Person, texts: Texts) -> str:
    """Return every week and session, then the safety lines."""
    dates = personal_texts(person, outline(plan), texts)
    lines = [plan.title, *(line for line in (person.name, person.club) if line), ""]
    lines += [*_around(plan, texts), ""]
    for week in plan.weeks:
        lines += [*_week(week, plan, texts, dates), ""]
    lines += [texts("safety.stop").replace("**", "")]
    if plan.bands:
        lines.append(texts("safety.band").replace("**", ""))
    return "\n".join([*lines, "", f"{plan.code}, {PRODUCER}", ""])


def _around(plan: Plan, texts: Texts) -> Iterator[str]:
    """Say what comes before and after every session (R30)."""
    for key, moves, seconds in (
        ("plain.warm_up", plan.warm_ups, plan.warm_up_seconds),
        ("plain.stretch", plan.stretches, plan.stretch_seconds),
    ):
        names = ", ".join(move.name for move in moves.values())
        yield texts(key, minutes=whole_minutes(seconds), moves=names)


def _week(week: Week, plan: Plan, texts: Texts, dates: Values) -> Iterator[str]:
    label = texts("week.label", number=week.number, session="").strip()
    when = f" ({dates[f'dates.{week.number}']})" if f"dates.{week.number}" in dates else ""
    yield f"{label}{when}: {week.title}. {texts(f'phase.{week.phase}')}"
    yield week.goal
    yield texts(
        "plain.numbers",
        rest=week.rest_seconds,
        round_rest=week.round_rest_seconds,
        reserve=reserve(week, texts),
    )
    for session in week.sessions:
        yield ""
        yield from _session(session, week, plan, texts, dates)


def _session(
    session: Session, week: Week, plan: Plan, texts: Texts, dates: Values
) -> Iterator[str]:
    day = dates.get(f"day.{week.number}.{session.key}", texts(f"day.{session.day + 1}"))
    facts = texts("lane.facts", sets=session.sets, minutes=session.minutes)
    yield f"{session.key}  {day}  {facts}"
    for number, row in enumerate(session.rows, 1):
        load = _load(row, texts)
        side = " " + texts("dose.each_side") if row.unit.per_side else ""
        name = plan.exercises[row.exercise].name
        yield f"  [ ] {number:>2}  {name}: {dose(row, texts)}{side}{load}{_manner(row, plan)}"


def _load(row: Prescription, texts: Texts) -> str:
    if row.band:
        words = texts("load.either").join(texts(f"band.{colour}") for colour in row.band)
    elif row.kg:
        hands = " " + texts("load.each_hand") if row.each_hand else ""
        words = kilograms(row, texts) + hands
    else:
        words = row.note or ""
    return f", {words}" if words else ""


def _manner(row: Prescription, plan: Plan) -> str:
    """Say how a row differs from the usual: slower, paused, held otherwise, or fast (R20, R31)."""
    fast = plan.exercises[row.exercise].effort == "fast"
    return f" ({row.tip})" if row.tip and (fast or row.manner != "usual") else ""

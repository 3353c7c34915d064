"""The plan for other programs: as JSON, as a calendar, as plain text."""

import datetime as dt
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from runstrong_pdf.library import open_library
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.texts import Texts, unmarked
from runstrong_pdf.pages.brief import dose, reserve, whole_minutes
from runstrong_pdf.pages.circuits import (
    Circuit,
    circuit_rests,
    circuit_rounds,
    circuit_title,
    circuits,
)
from runstrong_pdf.pages.icalendar import calendar
from runstrong_pdf.pages.person import outline, personal_texts
from runstrong_pdf.pages.row_words import grip, load_words, missed, otherwise
from runstrong_pdf.pdf.stamp import Values
from runstrong_pdf.planning import make_plan
from runstrong_pdf.resources import PRODUCER


def plan_data(
    kind: str,
    plan: Plan | Request,
    person: Person,
    templates: Path | str = "",
    today: dt.date | None = None,
) -> bytes:
    """Return a plan as `json`, `ics` or `txt`. Raises UsageError for a calendar without dates."""
    if isinstance(plan, Request):
        plan = make_plan(plan, templates)
    if kind == "json":
        return plan_json(plan, person).encode()
    texts = open_library(templates).texts(plan.request.language, plan.request.units)
    if kind == "ics":
        return calendar(plan, person, partial(_event_text, plan, texts), today).encode()
    return plan_text(plan, person, texts).encode()


def _event_text(plan: Plan, texts: Texts, week: Week, session: Session) -> str:
    """Return what a calendar says of a session: goal, blocks, when to stop, whom to ask first."""
    lines = [week.goal, *session_text(session, plan, texts)]
    if rule := missed(week, plan, texts):
        lines.append(unmarked(rule))
    if session.hours_after_run:
        run = texts("lane.same_day_hard", hours=session.hours_after_run)
        lines.append(run[:1].upper() + run[1:])
    return "\n".join([*lines, *map(unmarked, plan.warnings)])


def plan_json(plan: Plan, person: Person) -> str:
    """Return the whole resolved plan; its schema stands in `templates/schemas/plan.json`."""
    content: dict[str, Any] = {
        "generator": PRODUCER,
        "name": person.name,
        "club": person.club,
        "start": person.start.isoformat() if person.start else None,
        **plan.model_dump(mode="json"),
    }
    if person.start:
        _date_sessions(content["weeks"], person.start)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _date_sessions(weeks: list[dict[str, Any]], start: dt.date) -> None:
    """Give every session the date that its sheet shows."""
    for week in weeks:
        for session in week["sessions"]:
            days = 7 * (week["number"] - 1) + session["day"]
            session["date"] = (start + dt.timedelta(days=days)).isoformat()


# -- plain text ------------------------------------------------------------------------------------


def plan_text(plan: Plan, person: Person, texts: Texts) -> str:
    """Return the safety lines, then every week and session."""
    dates = personal_texts(person, outline(plan), texts)
    lines = [plan.title, *(line for line in (person.name, person.club) if line), ""]
    safety = [texts("safety.stop"), *([texts("safety.band")] if plan.bands else [])]
    lines += [*map(unmarked, (*plan.warnings, *plan.advice, *plan.notes, *safety)), ""]
    lines += [*_around(plan, texts), ""]
    for week in plan.weeks:
        lines += [*_week(week, plan, texts, dates), ""]
    return "\n".join([*lines, f"{plan.code}, {PRODUCER}", ""])


def _around(plan: Plan, texts: Texts) -> Iterator[str]:
    """Say what comes before and after every session (R30)."""
    for key, moves, seconds in (
        ("plain.warm_up", plan.warm_ups, plan.warm_up_seconds),
        ("plain.stretch", plan.stretches, plan.stretch_seconds),
    ):
        names = "; ".join(
            move.shown for move in moves.values()
        )  # some have a comma: "March, swing"
        yield texts(key, minutes=whole_minutes(seconds), moves=names)


def _week(week: Week, plan: Plan, texts: Texts, dates: Values) -> Iterator[str]:
    label = texts("week.label", number=week.number, session="").strip()
    when = f" ({dates[f'dates.{week.number}']})" if f"dates.{week.number}" in dates else ""
    title = f"{week.title}. {texts(f'phase.{week.phase}')}"
    yield texts("plain.labelled", what=label + when, text=title)
    yield week.goal
    stop = texts("week.in_reserve", reserve=reserve(week, texts))
    yield f"{unmarked(stop)} {texts('week.tempo')}"
    if rule := missed(week, plan, texts):
        yield unmarked(rule)
    for session in week.sessions:
        yield ""
        yield from _session(session, week, plan, texts, dates)


def _session(
    session: Session, week: Week, plan: Plan, texts: Texts, dates: Values
) -> Iterator[str]:
    day = dates.get(f"day.{week.number}.{session.key}", texts(f"day.{session.day + 1}"))
    facts = texts("lane.facts", minutes=session.minutes)
    yield f"{session.key}  {day}  {facts}"
    for circuit in circuits(session):
        yield f"  {_block(circuit, texts)}"
        for number, row in circuit.rows:
            yield f"  {'[ ] ' * row.rounds}{number:>2}  {row_text(row, plan, texts)}"
            if row.otherwise:
                yield f"          {otherwise(row.otherwise, row, plan, texts)[0]}"


def session_text(session: Session, plan: Plan, texts: Texts) -> Iterator[str]:
    """Yield the blocks of a session and their rows, for a calendar."""
    for circuit in circuits(session):
        yield _block(circuit, texts)
        for number, row in circuit.rows:
            line = f"{number}. {row_text(row, plan, texts)}"
            if row.otherwise:
                line += f" ({otherwise(row.otherwise, row, plan, texts)[0]})"
            yield line


def _block(circuit: Circuit, texts: Texts) -> str:
    """Return which rows, how often, and the rests."""
    title, rounds = circuit_title(circuit, texts), circuit_rounds(circuit, texts)
    told = texts("plain.block", block=title, rounds=rounds)
    return f"{told} {circuit_rests(circuit, texts)}".rstrip()


def row_text(row: Prescription, plan: Plan, texts: Texts) -> str:
    """Return a row in words: exercise, dose, load, grip and manner."""
    side = " " + texts("dose.each_side") if row.unit.per_side else ""
    name = plan.exercises[row.exercise].shown
    told = f"{dose(row, texts)}{side}{_load(row, texts)}{_manner(row, plan)}"
    return texts("plain.labelled", what=name, text=told)


def _load(row: Prescription, texts: Texts) -> str:
    words = load_words(row, texts) or row.note or ""
    if row.each_hand:
        words += " " + texts("load.each_hand")
    return "".join(f", {part}" for part in (words, *grip(row, texts)[:1]) if part)


def _manner(row: Prescription, plan: Plan) -> str:
    """Say how a row differs from the usual: slower, paused, held otherwise, or fast (R20, R31)."""
    fast = plan.exercises[row.exercise].effort == "fast"
    return f" ({row.tip})" if row.tip and (fast or row.manner != "usual") else ""

"""The plan for other programs: as JSON, as a calendar, as plain text."""

import datetime as dt
import json
from functools import partial
from pathlib import Path
from typing import Any

from runstrong_pdf.library import open_library
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan, Session, Week
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.plain import plan_text, session_text, unmarked
from runstrong_pdf.pages.row_words import missed
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.ics import calendar
from runstrong_pdf.resources import PRODUCER


def plan_data(
    kind: str, plan: Plan | Request, person: Person, language: str, templates: Path | str = ""
) -> bytes:
    """Return a plan as `json`, `ics` or `txt`. Raises UsageError for a calendar without dates."""
    if isinstance(plan, Request):
        plan = make_plan(plan, templates)
    if kind == "json":
        return plan_json(plan, person).encode()
    texts = open_library(templates).texts(language)
    if kind == "ics":
        return calendar(plan, partial(_event_text, plan, texts)).encode()
    return plan_text(plan, person, texts).encode()


def _event_text(plan: Plan, texts: Texts, week: Week, session: Session) -> str:
    """Return what a calendar says of a session: its goal, its blocks, and whom to ask first."""
    lines = [week.goal, *session_text(session, plan, texts)]
    if rule := missed(week, texts):
        lines.append(unmarked(rule))
    if session.hours_after_run:
        run = texts("lane.same_day_hard", hours=session.hours_after_run)
        lines.append(run[:1].upper() + run[1:])
    if plan.refer_first:
        lines.append(unmarked(texts("safety.refer")))
    return "\n".join(lines)


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

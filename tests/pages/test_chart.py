"""The cover's chart: every session stands under its own letter, and another day is named."""

from dataclasses import replace
from datetime import date

import pytest

from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit
from tests.making import NOBODY, Made, brief_of, cover_from, made

RACE = Request(weeks=10, start=date(2026, 12, 7), race=date(2027, 2, 14))


def boxes(document: Made) -> dict[tuple[int, str], float]:
    """Return the left edge of every box of the chart, by week and letter."""
    named = (
        (mark.what.split("."), mark.left)
        for marks in document.marks
        for mark in marks
        if mark.kind == "box" and mark.what.startswith("cover.") and mark.what.count(".") == 2
    )
    return {(int(week), key): round(left, 6) for (_, week, key), left in named if week.isdigit()}


def chart(request: Request, paper: str) -> Made:
    if paper == "a5":
        return made(NOBODY, paper=paper, request=request)
    return cover_from(brief_of(NOBODY, paper=paper, request=request))


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
@pytest.mark.parametrize("sessions", [2, 3])
def test_sessions_stand_under_their_letter(sessions: int, paper: str) -> None:
    request = replace(RACE, sessions=sessions)
    document = chart(request, paper)
    found = boxes(document)
    keys = {(week.number, s.key) for week in document.plan.weeks for s in week.sessions}
    assert set(found) == keys
    assert len({(key, left) for (_, key), left in found.items()}) == sessions


def test_a_session_on_another_day_names_it() -> None:
    document = chart(replace(RACE, race=date(2027, 2, 12)), "a4")  # a Friday
    (last,) = document.plan.weeks[-1].sessions
    brief = document.brief
    assert last.day != brief.usual_day(last.key)
    day = brief.texts(f"short_day.{last.day + 1}")
    texts = [mark.what for mark in document.marks[0] if mark.kind == "text"]
    assert any(text.startswith(day) and text != day for text in texts), texts


def test_a_single_session_has_one_column_and_says_its_letter() -> None:
    document = chart(Request(weeks=6, sessions=1, kit=(Kit.BAND,)), "a4")
    found = boxes(document)
    assert len(set(found.values())) == 1
    letters = [week.sessions[0].key for week in document.plan.weeks]
    assert [key for _, key in sorted(found)] == letters
    texts = [mark.what for mark in document.marks[0] if mark.kind == "text"]
    beside = [text for text in texts if text[:2] in {"A ", "B "} and text.endswith("min")]
    assert len(beside) == len(letters)

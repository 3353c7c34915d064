"""Somebody with a caution reads everywhere what is left out, what may hurt, and when to stop."""

import json
from typing import Any

import pytest

from runstrong_pdf.library import open_library
from runstrong_pdf.model.programme import CautionRule
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.texts import unmarked
from runstrong_pdf.pages.plan_data import plan_data
from runstrong_pdf.planning.athlete import STATES
from runstrong_pdf.planning.words import JOINTS, STOPPED
from tests.making import ZOE, made, plan_of, shipped
from tests.reading import page_texts, plain

CAUTIONS = sorted(shipped().all(CautionRule))


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pl"])
@pytest.mark.parametrize("caution", CAUTIONS)
def test_text_json_and_calendar_say_it(caution: Any, language: str) -> None:  # noqa: ANN401  a word of a list
    plan = plan_of(Request(avoid=(caution,), language=language, weeks=4, start=ZOE.start))
    texts = open_library("").texts(language)
    text, dates = (plan_data(kind, plan, ZOE).decode() for kind in ("txt", "ics"))
    before = text.partition("[ ]")[0]
    assert unmarked(texts(f"plan.advice.{caution}")) in before
    assert (unmarked(texts("plan.advice.pain")) in before) == (caution in JOINTS)
    assert len(plan.warnings) == (caution in STATES) + (caution in STOPPED)
    for warning in map(unmarked, plan.warnings):
        assert warning in before
        sessions = sum(len(week.sessions) for week in plan.weeks)
        assert (
            dates.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";").count(warning)
            == sessions
        )
    data = json.loads(plan_data("json", plan, ZOE))
    assert (data["warnings"], data["advice"]) == ([*plan.warnings], [*plan.advice])


@pytest.mark.parametrize("caution", ["pregnancy", "low-back", "youth"])
def test_cover_and_sheets_say_it(caution: Any) -> None:  # noqa: ANN401  a word of a list
    document = made(ZOE, request=Request(avoid=(caution,), weeks=4))
    pages = [" ".join(plain(text).split()) for text in page_texts(document.pdf)]
    cover = pages[0]
    for line in document.plan.advice:
        assert unmarked(line) in cover
    for week in document.plan.weeks:
        for warning in document.plan.warnings:
            assert unmarked(warning) in pages[document.page(f"W{week.number}")]


def test_a_doctor_and_a_parent_are_asked_under_16() -> None:
    plan = plan_of(Request(avoid=("youth", "high-bp")))
    texts = shipped().texts()
    assert all(texts(f"plan.whom.{one}") in plan.warnings[0] for one in ("high-bp", "youth"))


@pytest.mark.parametrize("caution", ["elbow", "high-bp", "youth"])
def test_who_is_not_to_do_all_they_can_is_not_asked_to_count(caution: Any) -> None:  # noqa: ANN401  a word of a list
    document = made(ZOE, request=Request(avoid=(caution,)))
    printed = " ".join(" ".join(page_texts(document.pdf)).split())
    assert document.brief.texts("progress.check") not in printed

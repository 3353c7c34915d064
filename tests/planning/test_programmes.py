"""Every shipped programme suits whom it says, and a coach's own works in ten lines."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from runstrong_pdf.library import Library
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Level
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.audit import audit
from tests.planning.rules import broken
from tests.planning.sampling import MONDAY

LIBRARY = Library()
SHIPPED = LIBRARY.slugs(Programme)
TEN_LINES = """
name = "Tuesday group"
title = "Riverside core and back"
purpose = "For our Tuesday group: bodyweight and one band, half an hour."
code = "TG"
like = "bodyweight-to-dumbbells"
keeps = ["bodyweight", "bands"]
needs = ["band"]
minutes_range = [30, 40]
by_name = true
"""


def request(slug: str, **options: object) -> Request:
    return Request.model_validate({"programme": slug, "kit": list(Kit), **options})


@pytest.mark.parametrize("slug", SHIPPED)
def test_nothing_to_find(slug: str) -> None:
    assert audit(slug, LIBRARY) == []


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("weeks", [4, 7, 12])
@pytest.mark.parametrize("slug", SHIPPED)
def test_keeps_the_rules(slug: str, weeks: int, level: Level) -> None:
    programme = LIBRARY.one(Programme, slug)
    for sessions in set(programme.sessions_a_week):
        for minutes in set(programme.minutes_range):
            plan = make_plan(
                request(
                    slug,
                    weeks=weeks,
                    level=level,
                    sessions=sessions,
                    minutes=minutes,
                    start=MONDAY,
                    race=MONDAY + timedelta(weeks=weeks, days=-1) if programme.race else None,
                ),
                LIBRARY,
            )
            assert plan.programme == slug
            assert broken(json.loads(plan.model_dump_json())) == []


@pytest.mark.parametrize(
    ("options", "slug"),
    [
        ({}, "bodyweight-to-dumbbells"),
        ({"kit": []}, "bodyweight-only"),
        ({"kit": ["band"]}, "bands-only"),
        ({"kit": ["dumbbells"]}, "dumbbells-only"),
        ({"avoid": ["latex"]}, "dumbbells-only"),
        ({"minutes": 20}, "express"),
        ({"race": "2027-02-14"}, "race-build-up"),
    ],
)
def test_what_fits_best(options: dict[str, object], slug: str) -> None:
    assert make_plan(Request.model_validate(options), LIBRARY).programme == slug


def test_a_coachs_own(tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "tuesday.toml").write_text(TEN_LINES, encoding="utf-8")
    library = Library(tmp_path)
    assert audit("tuesday", library) == []
    plan = make_plan(request("tuesday", weeks=8, minutes=30), library)
    assert {week.phase for week in plan.weeks} == {"bodyweight", "bands"}
    assert broken(json.loads(plan.model_dump_json())) == []


def test_audit_names_the_rule(tmp_path: Path) -> None:
    shipped = LIBRARY.path("programmes/bodyweight-to-dumbbells.toml").read_text("utf-8")
    (tmp_path / "programmes").mkdir()
    changed = shipped.replace(
        '"prone-ytw", rounds = 2, reps = 4', '"push-up", rounds = 4, reps = 4'
    )
    (tmp_path / "programmes" / "mine.toml").write_text(changed, encoding="utf-8")
    found = " ".join(audit("mine", Library(tmp_path)))
    assert all(rule in found for rule in ("R02", "R05", "R11", "R12"))

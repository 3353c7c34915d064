"""Every shipped programme suits whom it says, and a coach's own works in ten lines."""

import itertools
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf.errors import TemplateError
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


def request(slug: str, **options: Any) -> Request:  # noqa: ANN401  any option
    return Request(**{"programme": slug, "kit": list(Kit), **options})


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
def test_what_fits_best(options: dict[str, Any], slug: str) -> None:
    assert make_plan(Request(**options), LIBRARY).programme == slug


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
    found = " ".join(map(str, audit("mine", Library(tmp_path))))
    assert all(rule in found for rule in ("R02", "R05", "R11", "R12"))


SPOILT = [
    ("reserve = [4, 4]", "reserve = [2, 3]", ("R14", "R16")),
    ("rest_before_seconds = 60, ", "", ("R31",)),
    ('"push-up", rounds = 3, reps = 8', '"push-up", rounds = 3, reps = 9', ("R18",)),
    ("rounds = 3, reps = 10, kg = [3.0]", "rounds = 3, reps = 11, kg = [5.0]", ("R18", "R20")),
    ('rounds = 3, reps = 10, band = ["red"]', 'rounds = 2, reps = 10, band = ["blue"]', ("R19",)),
    ('kind = "light"', 'kind = "build"', ("R17",)),
    ("minutes = 40", "minutes = 30", ("R29",)),
    ('exercise = "incline-push-up"', 'exercise = "wall-slide"', ("R03",)),
    ('"overhead-triceps-stretch", "clasped', '"clasped', ("R32",)),
    ('["march-and-swing", "shoulder-circles"', '["march-and-swing"] # [', ("R30",)),
]  # fmt: skip


@pytest.mark.parametrize(("was", "becomes", "rules"), SPOILT, ids=[s[2][-1] for s in SPOILT])
def test_each_mistake_of_a_coach_is_named(
    was: str, becomes: str, rules: tuple[str, ...], tmp_path: Path
) -> None:
    shipped = LIBRARY.path("programmes/bodyweight-to-dumbbells.toml").read_text("utf-8")
    assert was in shipped
    (tmp_path / "programmes").mkdir()
    mine = tmp_path / "programmes" / "mine.toml"
    mine.write_text(shipped.replace(was, becomes), encoding="utf-8")
    found = " ".join(map(str, audit("mine", Library(tmp_path))))
    assert all(f"({rule})" in found for rule in rules), found


@pytest.mark.parametrize(
    ("pattern", "becomes", "said"),
    [
        (r"reserve = \[2, 3\]", "reserve = [1, 2]", "weeks[4]: 1 in reserve before new equipment"),
        (r'"[a-z-]*push-up"', '"chair-dip"', "weeks[1] to [2]: no push-up"),
        (r', band = \["[a-z]+"\]', "", "weeks[5] to [6]: no pull with a band"),
        (r"\nsessions\.B = \[\n(  .*\n)*\]", "", "bands for a single week of one session"),
    ],
    ids=["reserve", "push-up", "band", "length"],
)
def test_what_stages_break_is_named(pattern: str, becomes: str, said: str, tmp_path: Path) -> None:
    shipped = LIBRARY.path("programmes/bodyweight-to-dumbbells.toml").read_text("utf-8")
    before, *weeks = shipped.split("[[weeks]]")
    spoilt = [re.sub(pattern, becomes, week) for week in weeks]
    if "single" in said:
        spoilt[3] = spoilt[3].replace('phase = "bands"', 'phase = "dumbbells"')
    assert spoilt != weeks
    (tmp_path / "programmes").mkdir()
    mine = tmp_path / "programmes" / "mine.toml"
    mine.write_text("[[weeks]]".join([before, *spoilt]), encoding="utf-8")
    assert said in " ".join(map(str, audit("mine", Library(tmp_path))))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("minutes_range = [10, 90]", ("minutes_range[1]", "at least 20")),
        ("minutes_range = [40, 30]", ("minutes_range", "smaller number")),
        ("sessions_a_week = [0, 5]", ("sessions_a_week", "at most 3")),
        ("levels = []", ("levels", "1 at least")),
        ('keeps = ["bodyweight", "band"]', ("keeps", "'band'", "bands")),
        ('code = "tues"', ("code", "two or three capital letters")),
        ('[full]\nA = [ { bodyweight = "push-up" } ]', ("full", "A and B")),
    ],
)
def test_what_cannot_be_says_what_could(line: str, named: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    key = line.partition(" ")[0]
    kept = [old for old in TEN_LINES.splitlines() if old.partition(" ")[0] != key]
    text = "\n".join([*kept, line, ""])
    (tmp_path / "programmes" / "tuesday.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        audit("tuesday", Library(tmp_path))
    assert all(part in str(raised.value) for part in named)


def test_programmes_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    for one, other in (("tuesday", "friday"), ("friday", "tuesday")):
        text = TEN_LINES.replace("bodyweight-to-dumbbells", other).replace("keeps", "# keeps")
        (tmp_path / "programmes" / f"{one}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match="circle"):
        audit("tuesday", Library(tmp_path))


def test_a_programme_that_suits_nobody_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    full = '\n[full]\nA = [ { bodyweight = "push-up" } ]\nB = [ { bodyweight = "push-up" } ]\n'
    (tmp_path / "programmes" / "tuesday.toml").write_text(TEN_LINES + full, encoding="utf-8")
    found = audit("tuesday", Library(tmp_path))
    assert found
    assert all(str(finding).startswith("suits nobody: ") for finding in found)
    assert {finding.severity for finding in found} == {"error"}
    assert len(found) == len(set(found))


def test_weeks_are_called_what_they_are() -> None:
    plan = make_plan(request("comeback", weeks=8), LIBRARY)
    assert [week.title for week in plan.weeks[:2]] == ["Start easy", "Still easy"]
    for weeks, level in itertools.product((6, 8, 12), Level):
        plan = make_plan(Request(weeks=weeks, level=level, minutes=45), LIBRARY)
        assert "Finish strong" not in {week.title for week in plan.weeks[:-1]}
        assert plan.weeks[-1].title == "Finish strong"


@pytest.mark.parametrize("kit", [(), (Kit.BAND,), tuple(Kit)])
def test_nobody_is_set_back_when_a_stage_begins(kit: tuple[Kit, ...]) -> None:
    """Who has done the whole side plank does not return to the knees; nor to an incline."""
    for level in (Level.INTERMEDIATE, Level.EXPERIENCED):
        plan = make_plan(Request(weeks=12, level=level, kit=kit), LIBRARY)
        used = {row.exercise for week in plan.weeks[4:] for s in week.sessions for row in s.rows}
        assert not used & {"side-plank-knees", "incline-push-up", "knee-push-up", "wall-push-up"}

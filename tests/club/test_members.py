"""Roster rows as members: what they share, and what their files are called."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.club.club import Club
from runstrong_pdf.club.copier import copier_jobs
from runstrong_pdf.club.folder import open_folder
from runstrong_pdf.club.members import OURS, MemberList, read_members
from runstrong_pdf.files import FileNamer
from runstrong_pdf.library import Library
from runstrong_pdf.model.request import Request
from runstrong_pdf.template_cache import TemplateCache
from tests.club.making import SETTINGS, club_in

NO_CACHE = TemplateCache(None)
TOO_LATE = dt.date(2026, 12, 16)
"""For a plan that ends with a race on the 20th."""


def members_of(club: Path) -> MemberList:
    return read_members(open_folder(club, "a4"), NO_CACHE, {})


def test_who_trains_alike_shares_a_template(tmp_path: Path) -> None:
    kits = ("band", "chair; band", "")
    rows = "".join(f"M {n},{kits[n % 3]}\n" for n in range(90))
    listed = members_of(club_in(tmp_path / "club", f"name,kit\n{rows}"))
    assert len(listed.jobs) == 3
    assert len({member.file for member in listed.members}) == 90
    assert {len(places) for places in listed.by_template().values()} == {30}


def test_a_start_or_another_alphabet_is_all_that_names_change(tmp_path: Path) -> None:
    rows = "A,2026-12-07\nB,2026-12-14\nC,\nЖ,2026-12-07\n"
    listed = members_of(club_in(tmp_path / "club", f"name,start\n{rows}"))
    first, second, undated, cyrillic = listed.members
    assert first.template == second.template
    assert len({first.template, undated.template, cyrillic.template}) == 3
    starts = [member.person.start for member in listed.members]
    assert starts == [dt.date(2026, 12, 7), dt.date(2026, 12, 14), None, dt.date(2026, 12, 7)]


def test_the_copier_s_sheets_put_alphabets_together_and_have_no_forms(tmp_path: Path) -> None:
    listed = members_of(club_in(tmp_path / "club", "name\nAnna\nZoë\nЖыль\n"))
    jobs, counterparts = copier_jobs(listed.jobs, NO_CACHE)
    (job,) = jobs.values()
    assert job.alphabets == ("ascii", "latin", "cyrillic")
    assert not job.sheets.forms
    assert counterparts == dict.fromkeys(listed.jobs, next(iter(jobs)))


def test_push_ups_of_a_row_say_more_than_the_club_s_level(tmp_path: Path) -> None:
    toml = f'{SETTINGS}level = "beginner"\n'
    rows = "Jo,12,\nBo,,experienced\nMo,,\n"
    listed = members_of(club_in(tmp_path / "club", f"name,push-ups,level\n{rows}", toml))
    asked = []
    for member in listed.members:
        request = listed.jobs[member.template].plan
        assert isinstance(request, Request)
        asked.append((request.level, request.push_ups))
    assert asked == [(None, 12), ("experienced", None), ("beginner", None)]
    toml = f"{SETTINGS}push_ups = 3\n"
    listed = members_of(club_in(tmp_path / "club", f"name,push-ups,level\n{rows}", toml))
    request = listed.jobs[listed.members[1].template].plan
    assert isinstance(request, Request)
    assert (request.level, request.push_ups) == ("experienced", None)


def test_weights_are_in_the_units_of_the_cell_of_the_row_or_of_the_club(tmp_path: Path) -> None:
    roster = "name,dumbbells,units\nA,5,\nB,5kg,\nC,5lb,\nD,5,kg\nE,,\n"
    settings = SETTINGS + 'units = "lb"\ndumbbells = "8"\n'
    listed = members_of(club_in(tmp_path, roster, settings))
    asked = [listed.jobs[member.template].plan for member in listed.members]
    owned = [request.dumbbells for request in asked if isinstance(request, Request)]
    assert owned == [(2.27,), (5,), (2.27,), (5,), (3.63,)]


def test_a_language_by_any_name(tmp_path: Path) -> None:
    for language in ("de", "pt-BR"):
        (tmp_path / f"languages/{language}").mkdir(parents=True)
        (tmp_path / f"languages/{language}/words.toml").touch()
    meant = {"": "en", "EN-gb": "en", "Englisch": "en", "DE": "de", "pt_br": "pt-BR"}
    assert {typed: Library(tmp_path).language_of(typed) for typed in meant} == meant


def test_a_race_that_is_too_near_is_told_of_its_row_or_of_club_toml(tmp_path: Path) -> None:
    club = club_in(tmp_path / "club", "name,race\nJo,2026-12-20\nZoe,2027-03-21\nMax,\nMia,\n")
    settings = club / "club.toml"
    (note,) = Club.open(club).check(drawn=False, today=TOO_LATE)
    assert (note.row, note.severity, "too late" in note.message) == (2, "warning", True)
    text = settings.read_text(encoding="utf-8") + 'race = "2026-12-20"\n'
    settings.write_text(text, encoding="utf-8")
    found = Club.open(club).check(drawn=False, today=TOO_LATE)
    assert {(one.row, Path(one.where).name) for one in found} == {
        (2, "roster.csv"),
        (0, "club.toml"),
    }
    assert Club.open(club).check(drawn=False) == ()


def test_who_makes_the_plans_hears_of_a_near_race_though_the_roster_is_gone_by_then(
    tmp_path: Path,
) -> None:
    club = club_in(tmp_path / "club", "name,race\nJo,2026-12-20\n")

    def taken_away(done: int, total: int, what: str) -> None:  # noqa: ARG001  all progress has them
        (club / "roster.csv").unlink(missing_ok=True)

    report = Club.open(club).make(print_all=False, today=TOO_LATE, progress=taken_away)
    assert (report.made, [one.row for one in report.problems]) == (1, [2])


# -- names of files -------------------------------------------------------------------------------


def test_file_names_are_distinct_and_recognisable() -> None:
    namer = FileNamer(".pdf", OURS)
    given = ["Zoë", "ZOË", "zoe\u0308", "Иван", "a/b", "../a", "Print All", "CON", "zoë 2", "-", ""]
    names = [namer.name(name) for name in given]
    assert names[:4] == ["zoë.pdf", "zoë-2.pdf", "zoë-3.pdf", "иван.pdf"]
    assert names[4:6] == ["a-b.pdf", "a.pdf"]
    assert names[6] == "print-all-2.pdf"
    assert names[8] == "zoë-2-2.pdf"
    assert len({name.casefold() for name in names}) == len(names)


@given(st.lists(st.text(max_size=100), max_size=20))
def test_any_name_is_a_safe_file_name(people: list[str]) -> None:
    namer = FileNamer(".pdf", OURS)
    names = [namer.name(person) for person in people]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert Path(name).name == name
        assert name.endswith(".pdf")
        assert not name.startswith((".", "-"))
        assert len(name.encode()) < 250

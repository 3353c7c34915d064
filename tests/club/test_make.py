"""Making as a library: what the report says, where problems are told to be."""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf import Club, MailError, OutputError, Problem, RosterError, TemplateCache
from runstrong_pdf.mail.ledger import open_ledger
from runstrong_pdf.pdf.template import Template, from_bytes
from runstrong_pdf.rendering import TemplateJob, draw_template
from tests.club.making import SETTINGS, SMALL, club_in, files, manifest, many
from tests.reading import page_texts

pytestmark = pytest.mark.usefixtures("one_core")


@pytest.fixture
def cache(shared_cache: Path) -> TemplateCache:
    return TemplateCache(shared_cache)


def places(problems: tuple[Problem, ...], folder: Path) -> list[tuple[str, int, str]]:
    return [(one.where.removeprefix(f"{folder}/"), one.row, one.field) for one in problems]


def test_the_report_says_what_was_made(tmp_path: Path, cache: TemplateCache) -> None:
    folder, steps = club_in(tmp_path / "club"), dict[str, tuple[int, int]]()
    club = Club.open(folder, cache=cache)

    def progress(done: int, total: int, what: str) -> None:
        steps[what] = done, total

    first = club.make(progress=progress)
    assert (first.members, first.made, first.up_to_date, first.stopped) == (3, 3, 0, False)
    assert first.folder == folder / "output"
    assert [file.name for file in first.files] == ["summary.csv", "manifest.json", "print-all.pdf"]
    assert first.problems == ()
    assert steps["writing"] == steps["print-all"] == (3, 3)
    before = files(folder)
    club_in(folder, "name,level\nAnna Smith,intermediate\n")
    second = club.make(print_all=False)
    assert (second.members, second.made, second.up_to_date) == (1, 0, 1)
    assert second.strangers == ("anna-smith-2.pdf", "zoë-łuczak.pdf")
    assert files(folder)["anna-smith.pdf"] == before["anna-smith.pdf"]
    assert files(folder)["print-all.pdf"] == before["print-all.pdf"]


def test_a_file_for_the_copier_that_cannot_be_drawn_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sheets have squares where everybody's own have form fields."""

    def fails_for_the_copier(job: TemplateJob) -> bytes:
        if not job.sheets.forms:
            raise OutputError("does not fit", "choose larger paper", field="paper")
        return draw_template(job)

    monkeypatch.setattr("runstrong_pdf.club.templates.draw_template", fails_for_the_copier)
    folder = club_in(tmp_path / "club")
    with pytest.raises(OutputError) as error:
        Club.open(folder, cache=TemplateCache(None)).make(jobs=1)
    (problem,) = error.value.problems
    assert str(problem) == f"{folder / 'output' / 'print-all.pdf'}: paper: does not fit"
    assert problem.remedy == "choose larger paper"
    assert {"summary.csv", "manifest.json", "zoë-łuczak.pdf"} < files(folder).keys()
    assert "print-all.pdf" not in files(folder)


def test_nothing_is_written_if_there_is_an_error(tmp_path: Path, cache: TemplateCache) -> None:
    folder = club_in(tmp_path / "club", "name,start,kit\nJo,2026-12-08,\nBo,,boat\n")
    club = Club.open(folder, cache=cache)
    found = club.check()
    assert places(found, folder) == [("roster.csv", 2, "start"), ("roster.csv", 3, "kit")]
    assert [one.severity for one in found] == ["note", "error"]
    with pytest.raises(RosterError) as error:
        club.make()
    assert error.value.problems == found
    assert not (folder / "output").exists()


def test_each_problem_stands_where_it_can_be_fixed(tmp_path: Path, cache: TemplateCache) -> None:
    toml = f'link = "https://example.org"\nlink_text = "times 👟"\n{SETTINGS}'
    toml = toml.replace("stretching", "full") + 'programme = "no-such"\n'
    rows = "Jo,\nBo,\nMo,neither\nAnna,bodyweight-only\n"
    folder = club_in(tmp_path / "club", f"name,programme\n{rows}", toml)
    found = Club.open(folder, cache=cache).check()
    assert sorted(places(found, folder)) == [
        ("club.toml", 0, "defaults.programme"),
        ("club.toml", 0, "link_text"),
        ("roster.csv", 4, "programme"),
    ]


def test_the_club_s_own_lines_are_told_once(tmp_path: Path, cache: TemplateCache) -> None:
    toml = SETTINGS.replace("Riverside Runners", "日本").replace("stretching", "full")
    folder = club_in(tmp_path / "club", many(20), toml)
    found = Club.open(folder, cache=cache).check()
    assert places(found, folder) == [("club.toml", 0, "name")]


def test_a_file_that_cannot_be_written_does_not_keep_the_others(
    tmp_path: Path, cache: TemplateCache
) -> None:
    folder = club_in(tmp_path / "club")
    (folder / "output").mkdir()
    (folder / "output/anna-smith.pdf").write_bytes(b"my holiday")
    (folder / "output/summary.csv").mkdir()
    with pytest.raises(OutputError) as error:
        Club.open(folder, cache=cache).make()
    assert places(error.value.problems, folder) == [
        ("output/anna-smith.pdf", 3, ""),
        ("output/summary.csv", 0, ""),
    ]
    assert all(problem.remedy for problem in error.value.problems)
    assert {"zoë-łuczak.pdf", "anna-smith-2.pdf", "manifest.json", "print-all.pdf"} <= {
        file.name for file in (folder / "output").iterdir()
    }


def test_a_roster_that_is_no_table(tmp_path: Path) -> None:
    club = Club.open(club_in(tmp_path / "club", toml='name = "X"\nroster = "gone.csv"\n' + SMALL))
    for walk in (club.check, club.make, club.roster):
        with pytest.raises(RosterError) as error:
            walk()
        assert error.value.problems[0].where == str(tmp_path / "club/gone.csv")


@pytest.mark.parametrize("name", ["summary.csv", "manifest.json", "print-all.pdf"])
def test_somebody_elses_file_stays_and_is_named(
    name: str, tmp_path: Path, cache: TemplateCache
) -> None:
    folder = club_in(tmp_path / "club")
    (folder / "output").mkdir()
    (folder / "output" / name).write_text("name,email\nprecious,p@x.org\n", encoding="utf-8")
    club = Club.open(folder, cache=cache)
    with pytest.raises(OutputError) as error:
        club.make()
    (problem,) = error.value.problems
    assert problem.where == str(folder / "output" / name)
    assert "was not made by runstrong" in problem.message
    assert b"precious" in files(folder)[name]
    assert len(files(folder)) == 6
    (folder / "output" / name).unlink()
    assert club.make().up_to_date == 3
    assert club.make().made == 0  # its own files it replaces


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_files_about_people_are_for_their_owner_only(tmp_path: Path, cache: TemplateCache) -> None:
    toml = f'{SETTINGS}[mail]\nfrom = "c@example.org"\n'
    Club.create(tmp_path / "club")
    folder = club_in(tmp_path / "club", toml=toml)
    (folder / "output").mkdir(mode=0o755)  # as earlier versions made it
    club = Club.open(folder, cache=cache)
    club.next_block()
    club.make()
    club.dry_run()
    with open_ledger(folder / "ledger.sqlite"):
        pass
    private = {path for path in folder.rglob("*") if path.name != "club.toml"}
    assert len(private) >= 12
    for path in private:
        assert path.stat().st_mode & 0o077 == 0, path


def test_rows_with_errors_can_be_left_out(tmp_path: Path, cache: TemplateCache) -> None:
    roster = "name,kit,level\nJo,,\nBo,boat,\nAl,,\n山田,,\n"
    folder = club_in(tmp_path / "club", roster)
    club = Club.open(folder, cache=cache)
    with pytest.raises(RosterError):
        club.make(print_all=False)
    report = club.make(print_all=False, skip_problems=True)
    assert (report.members, report.made, report.left_out) == (2, 2, 2)
    assert [(one.row, one.severity) for one in report.problems] == [(3, "warning"), (5, "warning")]
    assert {"jo.pdf", "al.pdf"} < files(folder).keys()
    assert [one["name"] for one in manifest(folder)] == ["Jo", "Al"]
    assert len(club.dry_run(skip_problems=True).people) == 2
    club_in(folder, "name,kitt\nJo,band\n")
    with pytest.raises(RosterError):
        club.make(skip_problems=True)
    club_in(folder, "name,kit\nJo,boat\n")
    with pytest.raises(RosterError, match="boat"):
        club.make(skip_problems=True)


def test_who_is_left_out_is_named_as_the_roster_was_read(
    tmp_path: Path, cache: TemplateCache
) -> None:
    """Else a row that is added meanwhile gives what is wrong with one person to another."""
    folder = club_in(tmp_path / "club", "name,avoid\nZoe,\nJo,heart failure\n")

    def changed(done: int, total: int, what: str) -> None:  # noqa: ARG001
        club_in(folder, "name,avoid\nZoe,\nAnn,\nJo,heart failure\n")

    Club.open(folder, cache=cache).make(print_all=False, skip_problems=True, progress=changed)
    written = json.loads((folder / "output/manifest.json").read_bytes())
    assert [(one["row"], one["name"]) for one in written["left_out"]] == [(3, "Jo")]


def test_a_spelling_for_paper_is_printed_and_nothing_else(
    tmp_path: Path, cache: TemplateCache
) -> None:
    folder = club_in(tmp_path / "club", "name,email\n山田 太郎,y@example.org\n")
    with pytest.raises(RosterError) as error:
        Club.open(folder, cache=cache).make(print_all=False)
    assert "print name" in error.value.remedy
    club_in(folder, "name,print name,email\n山田 太郎,Yamada Tarō,y@example.org\n")
    club = Club.open(folder, cache=cache)
    club.make(print_all=False)
    (one,) = manifest(folder)
    assert (one["name"], one["printed"]) == ("山田 太郎", "Yamada Tarō")
    assert "Yamada Tarō" in page_texts(files(folder)[str(one["file"])])[0]
    assert [due.name for due in club.due()] == ["山田 太郎"]
    club_in(folder, "name,print name,email\n山田 太郎,Yamada Taro,y@example.org\n")
    with pytest.raises(MailError, match="has changed since the plans were made"):
        club.due()


def test_a_ledger_that_cannot_be_begun_is_named_and_everything_else_is_there(
    tmp_path: Path, cache: TemplateCache
) -> None:
    folder = club_in(tmp_path / "club")
    (folder / "ledger.sqlite").symlink_to(folder / "nowhere" / "ledger")
    with pytest.raises(OutputError) as error:
        Club.open(folder, cache=cache).make()
    assert [one.where for one in error.value.problems] == [str(folder / "ledger.sqlite")]
    assert len(files(folder)) == 6


def test_a_template_is_unpacked_once_a_run(
    tmp_path: Path, cache: TemplateCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | bytes] = []

    def counted(stored: bytes) -> tuple[Template, dict[str, Any]]:
        seen.append(stored and hashlib.sha256(stored).hexdigest())
        return from_bytes(stored)

    monkeypatch.setattr("runstrong_pdf.rendering.from_bytes", counted)
    club = Club.open(club_in(tmp_path / "club"), cache=cache)
    club.make(jobs=1)
    assert {*Counter(filter(None, seen)).values()} == {1}

"""The next block of a club: everybody goes on, and nobody by a guess."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from runstrong_pdf import Club, RosterError, TemplateCache, UsageError
from runstrong_pdf.club.folder import open_folder
from runstrong_pdf.club.next_block import current_members
from runstrong_pdf.done import read_done
from tests.conftest import Ran
from tests.done.filling import filled_in

ROSTER = "name,edition,kit\nZoë,stretching,band\nJo,stretching,band\nAnn,stretching,none\n"
NOBODY = TemplateCache(None)

pytestmark = pytest.mark.usefixtures("one_core")


@pytest.fixture
def club(tmp_path: Path) -> Club:
    """Three runners, two of whom train alike; their sheets are the stretching sheet."""
    Club.create(tmp_path / "club")
    (tmp_path / "club/roster.csv").write_text(ROSTER, encoding="utf-8")
    return Club.open(tmp_path / "club", cache=TemplateCache(tmp_path / "cache"))


@pytest.fixture
def sent(club: Club, tmp_path: Path) -> Path:
    """A folder with Zoë's PDF as she sent it back."""
    club.make(jobs=1)
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "zoë.pdf").write_bytes((club.folder / "output/zoë.pdf").read_bytes())
    return folder


def afters(club: Club) -> dict[str, str]:
    """Return what each member goes on from, as the templates are told."""
    folder = open_folder(club.folder, "a4")
    listed = current_members(folder, NOBODY)
    return {member.person.name: listed.jobs[member.template].after for member in listed.members}


def test_everybody_goes_on_as_printed(club: Club) -> None:
    assert set(afters(club).values()) == {""}
    report = club.next_block()
    assert (report.block, report.members, report.filled) == (2, 3, ())
    found = afters(club)
    assert found["Zoë"] == found["Jo"] != found["Ann"]
    assert json.loads(found["Zoë"])["number"] == 2
    again = report.file.read_bytes()
    assert club.next_block().block == 2
    assert report.file.read_bytes() == again


def test_who_sent_a_pdf_back_goes_on_from_it(club: Club, sent: Path) -> None:
    report = club.next_block(sent)
    assert report.filled == ("Zoë",)
    assert not [one for one in report.problems if one.severity == "warning"]
    made = club.make(jobs=1)
    assert made.made == 3
    done = read_done(club.folder / "output/zoë.pdf")
    assert done.after.number == 3
    assert club.make(jobs=1).up_to_date == 3


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        ("zoë (1).pdf", "zoë.pdf", "no member's file is called so"),
        ("ann.pdf", "zoë.pdf", "is plan "),
        ("notes.txt", "", "no member's file is called so"),
        ("jo.pdf", "", "is neither a PDF nor a plan's JSON"),
    ],
)
def test_nobody_goes_on_by_a_guess(
    club: Club, sent: Path, name: str, source: str, message: str
) -> None:
    content = (sent / source).read_bytes() if source else b"hello"
    (sent / "zoë.pdf").unlink()
    (sent / name).write_bytes(content)
    report = club.next_block(sent)
    assert report.filled == ()
    (problem,) = (one for one in report.problems if one.severity == "warning")
    assert problem.message.startswith(message)
    assert problem.where == str(sent / name)
    assert report.members == 3


def test_people_called_alike_are_told_apart_first(club: Club, sent: Path) -> None:
    (club.folder / "roster.csv").write_text(ROSTER + "zoë,stretching,none\n", encoding="utf-8")
    report = Club.open(club.folder).next_block(sent)
    assert report.filled == ()
    assert "called alike" in str(report.problems[-1])


def test_what_comes_late_is_added_though_the_roster_has_changed(club: Club, sent: Path) -> None:
    club.next_block()
    changed = ROSTER.replace("Zoë,stretching,band", "Zoë,stretching,none") + "New,stretching,band\n"
    (club.folder / "roster.csv").write_text(changed, encoding="utf-8")
    report = Club.open(club.folder).next_block(sent)
    assert (report.block, report.members, report.filled) == (2, 3, ("Zoë",))
    assert afters(Club.open(club.folder))["New"] == ""


def test_block_three_comes_after_block_two(club: Club) -> None:
    with pytest.raises(UsageError, match="the club is in block 1"):
        club.next_block(block=3)
    club.next_block()
    report = club.next_block(block=3)
    assert report.file.name == "block-3.json"
    assert json.loads(afters(club)["Zoë"])["number"] == 3


def test_wrong_files_and_rosters_are_said_before_anything_is_written(
    club: Club, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        club.next_block(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="there is no folder"):
        club.next_block("x" * 300)
    for number in (0, 1, -1):
        with pytest.raises(UsageError, match=f"{number} is not possible"):
            club.next_block(block=number)
    (club.folder / "roster.csv").write_text("name,kit\nZoë,bnad\n", encoding="utf-8")
    with pytest.raises(RosterError):
        club.next_block()
    assert not list(club.folder.glob("block-*.json"))


@pytest.mark.parametrize("content", ["", "{}", '{"block": 2, "afters": [], "members": {"Zoë": 1}}'])
def test_a_damaged_block_is_a_problem_of_its_file(club: Club, content: str) -> None:
    (club.folder / "block-2.json").write_text(content, encoding="utf-8")
    with pytest.raises(RosterError, match=r"block-2\.json: is not as the program wrote it"):
        club.make(jobs=1)


def test_mail_does_not_go_out_with_the_plans_of_the_block_before(club: Club) -> None:
    before = open_folder(club.folder, "a4").digest()
    club.next_block()
    assert open_folder(club.folder, "a4").digest() != before


def test_the_command_makes_the_pdfs(club: Club, sent: Path, run: Callable[..., Ran]) -> None:
    plain = (sent / "zoë.pdf").read_bytes()
    (sent / "zoë.pdf").write_bytes(filled_in(plain, {}))
    ran = run("club", "next", str(club.folder), "--from", "nowhere")
    assert ran.err.startswith("error: --from: there is no folder 'nowhere'")
    ran = run("club", "next", str(club.folder), "--from", str(sent), "--no-print-all")
    assert ran.code == 0, ran.err
    assert "block 2: 3 members go on, 1 from what was done" in ran.err
    assert "3 files written" in ran.err
    assert b"block-2.json" in ran.out


def test_what_hurt_is_left_out_and_told(club: Club, sent: Path) -> None:
    roster = ROSTER.replace("Zoë,stretching,band", "Zoë,week-sheets,band")
    (club.folder / "roster.csv").write_text(roster, encoding="utf-8")
    club = Club.open(club.folder, cache=NOBODY)
    club.make(jobs=1)
    done = {"did-6-A-1": "hurts", "did-6-A-2": "10 x 5 stone", "did-6-B-1": "nothing hurts"}
    made = (club.folder / "output/zoë.pdf").read_bytes()
    (sent / "zoë.pdf").write_bytes(filled_in(made, done))
    report = club.next_block(sent)
    said = [one.message for one in report.problems if one.severity == "warning"]
    left = read_done(sent / "zoë.pdf").last_week[0].printed.exercise
    assert f"did-6-A-1: 'hurts': the next block leaves {left} out" in said
    assert "did-6-A-2: '10 x 5 stone' is not certain; counts as missed" in said
    assert "did-6-B-1: 'nothing hurts' is not certain; counts as pain" in said
    assert left in json.loads(afters(club)["Zoë"])["left_out"]

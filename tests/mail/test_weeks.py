"""`runstrong club mail --week`: the sheets of one week, never twice to the same person."""

import datetime as dt
import io
import random
import re
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pypdfium2
import pytest

from runstrong_pdf import Club, TemplateCache, UsageError
from runstrong_pdf.club.outbox import read_week
from runstrong_pdf.mail.message import message_key, week_of
from tests.club.making import club_in
from tests.conftest import Ran
from tests.mail.making import CLUB_FILE, person
from tests.mail.running import starting
from tests.mail.serving import PASSWORD, Mailbox, Trust, real_server

Run = Callable[..., Ran]
START = dt.date(2026, 12, 7)
ROSTER = """name,email,start
Zoë Łuczak,zoe@example.org,
Jo Miller,jo@example.org,2027-01-04
On Paper,,
Kim Lee,kim@example.org,
"""
SMALL = '[defaults]\nedition = "stretching"\npaper = "a4"\nkit = "none"\n'
KILLS, MEMBERS = 12, 40


pytestmark = pytest.mark.usefixtures("trusted")


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox(0.004)


@pytest.fixture
def port(trust: Trust, mailbox: Mailbox) -> Iterator[int]:
    with real_server(trust, mailbox) as number:
        yield number


@pytest.fixture
def club(tmp_path: Path, run: Run, port: int) -> Path:
    return made(run, tmp_path / "club", port)


def made(run: Run, folder: Path, port: int, roster: str = ROSTER, start: str = str(START)) -> Path:
    toml = CLUB_FILE.format(port=port, rate="9999 per minute") + SMALL + f'start = "{start}"\n'
    club_in(folder, roster, toml)
    ran = run("club", "make", str(folder), "--no-print-all", "--jobs", "1")
    assert ran.code == 0, ran.err
    return folder


def subjects(mailbox: Mailbox) -> dict[str, str]:
    return {
        address: str(make_header(decode_header(message_from_bytes(message)["Subject"])))
        for address, message in mailbox.taken
    }


def pdf_text(message: bytes) -> str:
    (pdf,) = (
        part.get_payload(decode=True)
        for part in message_from_bytes(message).walk()
        if part.get_content_type() == "application/pdf"
    )
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_a_week_goes_out_once_with_its_sheets_alone(run: Run, club: Path, mailbox: Mailbox) -> None:
    ran = run("club", "mail", str(club), "--week", "3", "--send")
    assert (ran.code, "3 of 3 have their sheet" in ran.err) == (0, True), ran.err
    assert subjects(mailbox) == {
        "zoe@example.org": "Week 3: your strength sheet, Zoë",
        "jo@example.org": "Week 3: your strength sheet, Jo",
        "kim@example.org": "Week 3: your strength sheet, Kim",
    }
    text = pdf_text(mailbox.taken[0][1])
    assert "W3" in text
    assert not re.findall(r"-W[12456]\b", text)
    again = run("club", "mail", str(club), "--week", "3", "--send")
    assert (again.code, len(mailbox.taken)) == (0, 3)
    assert "0 messages to send" in again.err
    assert run("club", "mail", str(club), "--week", "4", "--send").code == 0
    assert len(mailbox.taken) == 6


@pytest.mark.parametrize("step", ["drawing", "writing"])
def test_stopped_while_its_sheets_are_made_nothing_goes_out(
    run: Run, tmp_path: Path, port: int, mailbox: Mailbox, step: str
) -> None:
    roster = "name,email,kit\nZoë,zoe@example.org,none\nJo,jo@example.org,chair\n"  # two plans
    club, stop = made(run, tmp_path / "club", port, roster), threading.Event()

    def progress(done: int, total: int, what: str) -> None:
        assert 0 <= done <= total
        if what == step:
            stop.set()

    opened = Club.open(club, cache=TemplateCache(None))
    report = opened.send(week=3, password=PASSWORD, progress=progress, stop=stop)
    assert (report.stopped, len(report.sent), mailbox.taken) == (True, 0, [])
    sent = Club.open(club, cache=TemplateCache(None)).send(week=3, password=PASSWORD)
    assert (len(sent.sent), len(mailbox.taken)) == (2, 2)


def test_who_got_a_week_still_gets_the_plan_and_the_other_way_round(
    run: Run, club: Path, mailbox: Mailbox
) -> None:
    for words in (["--week", "1"], [], ["--week", "2"], ["--new-only", "--week", "5"]):
        ran = run("club", "mail", str(club), "--send", *words)
        assert ran.code == 0, ran.err
        assert "already" not in ran.err
    assert set(Counter(address for address, _ in mailbox.taken).values()) == {4}
    assert run("club", "status", str(club)).out.decode().splitlines()[-1] == "3 sent, 1 on paper"


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        ("2026-12-06", {}),
        ("2026-12-07", {"Zoë Łuczak": 1, "Kim Lee": 1}),
        ("2026-12-13", {"Zoë Łuczak": 1, "Kim Lee": 1}),
        ("2027-01-11", {"Zoë Łuczak": 6, "Kim Lee": 6, "Jo Miller": 2}),
        ("2027-01-18", {"Jo Miller": 3}),
        ("2027-03-01", {}),
    ],
)
def test_auto_is_the_week_of_everybodys_own_plan(
    club: Path, shared_cache: Path, day: str, weeks: dict[str, int]
) -> None:
    now = dt.datetime.fromisoformat(f"{day}T07:00+01:00")
    due = Club.open(club, cache=shared_cache).due(week="auto", now=now)
    found = {one.name: int(one.file.removesuffix(".pdf").rpartition("-")[2]) for one in due}
    assert found == weeks


def test_without_a_date_auto_asks_for_one(run: Run, tmp_path: Path, port: int) -> None:
    folder = made(run, tmp_path / "undated", port, "name,email\nJo,jo@example.org\n", "")
    ran = run("club", "mail", str(folder), "--week", "auto")
    assert (ran.code, "--week: no plan has a date" in ran.err) == (2, True)
    assert run("club", "mail", str(folder), "--week", "2").code == 0


@pytest.mark.parametrize("typed", ["13", "0", "00", "-1", "3B", "next", "٣", "1" * 400])
def test_a_week_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match=r"^week: .* is not possible: 1 to 12, or auto$"):
        read_week(typed)


def test_a_week_that_no_plan_has_is_refused(run: Run, club: Path) -> None:
    ran = run("club", "mail", str(club), "--week", "9")
    assert (ran.code, "no plan has a week 9" in ran.err) == (2, True)


def test_another_plan_in_the_same_block_is_no_reason_to_send_a_week_again(
    run: Run, club: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    assert run("club", "mail", str(club), "--week", "3", "--send").code == 0
    later = ROSTER.replace("zoe@example.org,", "zoe@example.org,2026-12-14")
    made(run, club, port, later)
    ran = run("club", "mail", str(club), "--week", "3", "--send")
    assert (ran.code, len(mailbox.taken)) == (0, 3)
    assert "1 has another sheet of that week already; only with --changed" in ran.err
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert run("club", "mail", str(club), "--week", "3", "--send", "--changed").code == 0
    assert len(mailbox.taken) == 4
    made(run, club, port, ROSTER.replace("2027-01-04", "2027-04-05"), "2027-03-01")
    ran = run("club", "mail", str(club), "--week", "3", "--send")
    assert (ran.code, len(mailbox.taken)) == (0, 7), "the same week of the next season"


def test_a_mailbox_of_a_family_gets_everybodys_week(
    run: Run, tmp_path: Path, mailbox: Mailbox, port: int, shared_cache: Path
) -> None:
    roster = "name,email,start\nAnn,home@example.org,2026-11-02\nBob,home@example.org,\n"
    folder = made(run, tmp_path / "family", port, roster)
    shut = Club.open(folder, cache=shared_cache)
    for day, due in (("2026-11-23", ["Ann"]), ("2026-12-21", ["Bob"])):
        now = dt.datetime.fromisoformat(f"{day}T07:00+01:00")
        assert [one.name for one in shut.due(week="auto", now=now)] == due
    assert run("club", "mail", str(folder), "--week", "3", "--send").code == 0
    assert len(mailbox.taken) == 2


def test_a_lost_ledger_is_made_again_with_its_weeks(run: Run, club: Path, mailbox: Mailbox) -> None:
    assert run("club", "mail", str(club), "--week", "3", "--send").code == 0
    (club / "ledger.sqlite").unlink()
    spoilt = next((club / "mail" / "sent").glob("jo-*"))
    spoilt.write_bytes(b"")  # as a power cut leaves it
    ran = run("club", "mail", str(club), "--week", "3", "--send")
    assert (ran.code, "--rebuild-ledger" in ran.err) == (7, True)
    assert run("club", "mail", str(club), "--rebuild-ledger").code == 0
    assert run("club", "mail", str(club), "--week", "3", "--send").code == 0
    assert len(mailbox.taken) == 3


def test_a_roster_that_has_changed_stops_the_week(run: Run, club: Path, mailbox: Mailbox) -> None:
    roster = club / "roster.csv"
    roster.write_text(ROSTER.replace("jo@example.org", "evil@example.com"), "utf-8")
    ran = run("club", "mail", str(club), "--week", "3", "--send")
    assert (ran.code, "row 3: has changed" in ran.err) == (7, True)
    ran = run("club", "mail", str(club), "--week", "3", "--send", "--skip-problems")
    assert (ran.code, sorted(subjects(mailbox))) == (0, ["kim@example.org", "zoe@example.org"])


def test_sheets_do_not_lead_out_of_the_folder(run: Run, club: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (club / "output" / "weeks").symlink_to(tmp_path / "elsewhere")
    ran = run("club", "mail", str(club), "--week", "3")
    assert (ran.code, "leads out of the club's folder" in ran.err) == (5, True)
    assert not any((tmp_path / "elsewhere").iterdir())


def test_a_kill_in_between_changes_nothing(
    run: Run, tmp_path: Path, mailbox: Mailbox, port: int
) -> None:
    rows = "".join(f"Runner {n},runner{n}@example.org\n" for n in range(MEMBERS))
    folder = made(run, tmp_path / "many", port, "name,email\n" + rows)
    dice = random.Random(7)  # noqa: S311
    words = ("club", "mail", str(folder), "--week", "3", "--send")
    with starting(tmp_path / "said") as runs:
        for _ in range(KILLS):
            goal = len(mailbox.taken) + dice.randint(0, 3)
            runs.start(*words)
            end = time.monotonic() + 30
            while len(mailbox.taken) < goal and not runs.ended and time.monotonic() < end:
                time.sleep(0.001)
            time.sleep(dice.uniform(0, 0.02))
            runs.kill()
        code = runs.run(*words)
        unknown = runs.said.count("it is not known whether it arrived")
    taken = Counter(address for address, _ in mailbox.taken)
    assert max(taken.values()) == 1
    assert len(taken) >= MEMBERS - unknown
    assert unknown <= KILLS
    assert code == (7 if unknown else 0)


def test_the_key_of_a_week_is_read_as_it_is_written() -> None:
    dated = person().model_copy(update={"week": 3})
    undated = person(dated=False).model_copy(update={"week": 12})
    assert week_of(message_key(dated).content) == (3, "2026-12-07")
    assert week_of(message_key(undated).content) == (12, "undated")
    assert week_of(message_key(person()).content) == (0, "")


def test_old_sheets_of_weeks_are_left_where_they_are(run: Run, club: Path) -> None:
    for week in ("1", "2"):
        assert run("club", "mail", str(club), "--week", week).code == 0
    weeks = club / "output" / "weeks"
    assert len(list(weeks.glob("*-week-1.pdf"))) == len(list(weeks.glob("*-week-2.pdf"))) == 3
    assert {file.stat().st_mode & 0o777 for file in weeks.iterdir()} == {0o600}
    shutil.rmtree(weeks)
    assert run("club", "mail", str(club), "--week", "1").code == 0, "they are made again"

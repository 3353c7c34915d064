"""Mail as a library: reports, what a listener is told, stopping, another clock."""

import csv
import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from runstrong_pdf import Club, DeliveryStatus, MailError, OutputError, SendListener
from runstrong_pdf.club.lists import write_failures
from runstrong_pdf.club.send import system_clock
from runstrong_pdf.mail.sending import Clock
from runstrong_pdf.mail.smtp import SmtpConnection
from tests.mail.making import NOW, make_folder, members
from tests.mail.serving import (
    PASSWORD,
    USER,
    Mailbox,
    Scripted,
    Step,
    Trust,
    real_server,
)
from tests.reading import page_texts

pytestmark = pytest.mark.usefixtures("one_core")


@pytest.fixture(autouse=True)
def _trusted(trust: Trust, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trust.authority))


@dataclass
class Notes(SendListener):
    """Everything that a listener is told; may ask to stop after some outcomes."""

    stop: threading.Event = field(default_factory=threading.Event)
    stop_after: int = 99
    begun: Sequence[DeliveryStatus] = ()
    outcomes: list[DeliveryStatus] = field(default_factory=list)
    waited: list[tuple[float, str]] = field(default_factory=list)

    def begins(self, messages: Sequence[DeliveryStatus]) -> None:
        self.begun = messages

    def outcome(self, message: DeliveryStatus) -> None:
        self.outcomes.append(message)
        if len(self.outcomes) >= self.stop_after:
            self.stop.set()

    def waits(self, seconds: float, why: str) -> None:
        self.waited.append((seconds, why))


def scripted(folder: Path, server: Scripted, port: int, count: int) -> Club:
    """Return a club whose server speaks TLS from the first byte."""
    assert server.context
    make_folder(folder, members(count), port=port)
    settings = folder / "club.toml"
    settings.write_text(settings.read_text("utf-8") + 'security = "tls"\n', "utf-8")
    return Club.open(folder)


def test_a_dry_run_writes_and_reports_what_send_would_send(tmp_path: Path) -> None:
    club = Club.open(make_folder(tmp_path / "club", [*members(2), ("On Paper", "")]))
    steps: list[tuple[int, int, str]] = []
    report = club.dry_run(
        now=NOW, progress=lambda done, total, what: steps.append((done, total, what))
    )
    assert steps == [(1, 2, "writing"), (2, 2, "writing")]
    assert [one.state for one in report.people] == ["new", "new", "on paper"]
    assert [one.name for one in report.due] == ["Runner 1", "Runner 2"]
    first = {file.name: file.read_bytes() for file in report.folder.iterdir()}
    assert len(first) == 2
    assert all(b"Date: Sun, 22 Nov 2026 20:15:00 +0100" in content for content in first.values())
    club.dry_run(now=NOW)
    assert first == {file.name: file.read_bytes() for file in report.folder.iterdir()}
    assert [problem.field for problem in report.problems] == []
    assert not (tmp_path / "club/ledger.sqlite").exists()


def test_a_dry_run_removes_only_its_own_messages(tmp_path: Path) -> None:
    club = Club.open(make_folder(tmp_path / "club", members(2)))
    folder = club.dry_run(now=NOW).folder
    before = {file.name for file in folder.iterdir()}
    (folder / "notes.txt").write_text("ask Anna", encoding="utf-8")
    (folder / "kept").mkdir()
    (folder / "gone-01234567.eml").write_bytes(b"of somebody who has left")
    report = club.dry_run(now=NOW)
    (note,) = [one for one in report.problems if one.where == str(folder)]
    assert (note.severity, note.message) == (
        "note",
        "these are not from here, and stay: kept, notes.txt",
    )
    assert {file.name for file in folder.iterdir()} == before | {"notes.txt", "kept"}


def test_hidden_rows_are_mailed_only_when_asked_for(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(3))
    book = openpyxl.Workbook()
    for row in csv.reader((folder / "roster.csv").read_text(encoding="utf-8").splitlines()):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active["A4"].font = openpyxl.styles.Font(strike=True)
    book.save(folder / "roster.xlsx")
    settings = folder / "club.toml"
    settings.write_text(f'roster = "roster.xlsx"\n{settings.read_text("utf-8")}', "utf-8")
    club = Club.open(folder)
    report = club.make(hidden=True)
    assert report.members == 3
    assert "get no mail and no copies unasked, here 2: 3, 4" in str(report.problems[0])
    copied = folder / "output/print-all.pdf"
    sides = [len(page_texts(copied.read_bytes()))]
    club.make()
    sides.append(len(page_texts(copied.read_bytes())))
    assert sides[0] == 3 * sides[1] > 0
    assert club.print_session("1A").handouts == 1
    assert club.print_session("1A", hidden=True).handouts == 3
    assert [one.row for one in club.dry_run(now=NOW).due] == [2]
    assert [one.row for one in club.dry_run(now=NOW, hidden=True).due] == [2, 3, 4]
    book.active.row_dimensions[3].hidden = False
    book.save(folder / "roster.xlsx")
    with pytest.raises(MailError, match="row 3: has changed since the plans were made"):
        club.dry_run(now=NOW)


def test_a_list_of_failures_is_calculated_by_nobody(tmp_path: Path) -> None:
    names = ("=1+1", "-Jo", "@Bo", "+Zoë", "\uff1d1", "Anna")
    people = [(name, f"a{n}@example.org") for n, name in enumerate(names)]
    club = Club.open(make_folder(tmp_path / "club", people))
    file = tmp_path / "failures.csv"
    write_failures(file, club.dry_run(now=NOW).due)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:]] == [*(f"'{name}" for name in names[:-1]), "Anna"]
    assert [one.name for one in club.dry_run(now=NOW, only=file).due] == list(names)


def test_somebody_elses_list_is_neither_replaced_nor_removed(tmp_path: Path) -> None:
    file = tmp_path / "failures.csv"
    file.write_text("call these\n", encoding="utf-8")
    failed = Club.open(make_folder(tmp_path / "club", members(1))).dry_run(now=NOW).due
    for some in (failed, ()):
        with pytest.raises(OutputError, match="was not made by runstrong"):
            write_failures(file, some)
    assert file.read_text(encoding="utf-8") == "call these\n"


def test_what_was_sent_is_reported_and_stays_sent(tmp_path: Path, trust: Trust) -> None:
    mailbox, notes = Mailbox(), Notes()
    steps: list[tuple[int, int, str]] = []
    with real_server(trust, mailbox) as port:
        club = Club.open(make_folder(tmp_path / "club", members(2), port=port))
        report = club.send(
            password=PASSWORD,
            listener=notes,
            progress=lambda done, total, what: steps.append((done, total, what)),
        )
        again = club.send(password=PASSWORD)
    assert [one.name for one in report.sent] == ["Runner 1", "Runner 2"]
    assert (report.stopped, report.failures, report.failed, report.unknown) == (False, None, (), ())
    assert [one.state for one in notes.begun] == ["new", "new"]
    assert [one.state for one in notes.outcomes] == ["sent", "sent"]
    assert steps == [(n, 2, what) for what in ("checking", "sending") for n in (1, 2)]
    assert again.sent == report.sent
    assert len(mailbox.taken) == 2
    assert club.status() == report.people
    now = dt.datetime.now(dt.UTC)
    assert all(one.when and abs(now - one.when) < dt.timedelta(minutes=5) for one in club.status())


def test_stopped_it_sends_the_rest_next_time_and_nothing_twice(
    tmp_path: Path, trust: Trust
) -> None:
    mailbox, notes = Mailbox(), Notes(stop_after=2)
    with real_server(trust, mailbox) as port:
        club = Club.open(make_folder(tmp_path / "club", members(5), port=port))
        report = club.send(password=PASSWORD, listener=notes, stop=notes.stop)
        assert report.stopped
        assert [one.state for one in report.people] == ["sent", "sent", "new", "new", "new"]
        assert len(mailbox.taken) == 2
        assert not club.send(password=PASSWORD).stopped
    assert sorted(address for address, _ in mailbox.taken) == sorted(e for _, e in members(5))


def test_stopped_while_it_checks_no_server_is_asked(tmp_path: Path) -> None:
    club, stop = Club.open(make_folder(tmp_path / "club", members(3))), threading.Event()
    steps = []

    def progress(done: int, total: int, what: str) -> None:
        steps.append((done, total, what))
        stop.set()

    report = club.send(password=PASSWORD, progress=progress, stop=stop)
    assert (report.stopped, report.sent) == (True, ())
    assert steps == [(1, 3, "checking")]


@pytest.mark.parametrize("skip_problems", [False, True])
def test_stopped_while_it_checks_it_says_of_nobody_that_they_are_left_out(
    tmp_path: Path, *, skip_problems: bool
) -> None:
    folder, stop = make_folder(tmp_path / "club", members(3)), threading.Event()
    for file in (folder / "output").glob("*.pdf"):
        file.write_bytes(b"another")
    steps = []

    def progress(done: int, _total: int, _what: str) -> None:
        steps.append(done)
        stop.set()

    asked = {"password": PASSWORD, "progress": progress, "stop": stop}
    report = Club.open(folder).send(skip_problems=skip_problems, **asked)  # type: ignore[arg-type]
    assert (report.stopped, report.problems, steps) == (True, (), [1])


def test_the_connection_is_closed_before_an_error_of_a_listener_is_heard(
    tmp_path: Path, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []
    close = SmtpConnection.close

    def noted(connection: SmtpConnection) -> None:
        closed.append(connection)
        close(connection)

    class Full(SendListener):
        def outcome(self, message: DeliveryStatus) -> None:
            raise BrokenPipeError(message.name)

    monkeypatch.setattr(SmtpConnection, "close", noted)
    server = Scripted(trust.good)
    with server.running() as port:
        club = scripted(tmp_path / "club", server, port, 2)
        with pytest.raises(BrokenPipeError) as error:
            club.send(password=PASSWORD, listener=Full())
        assert len(closed) == 1, f"{error.value} holds on to what was running"
    assert [one.state for one in club.status()] == ["sent", "new"]


def test_to_oneself_goes_to_nobody_else(tmp_path: Path, trust: Trust) -> None:
    mailbox = Mailbox()
    with real_server(trust, mailbox) as port:
        club = Club.open(make_folder(tmp_path / "club", members(4), port=port))
        report = club.send_to_self(2, password=PASSWORD)
    assert [one.name for one in report.sent] == ["Runner 1", "Runner 2"]
    assert {address for address, _ in mailbox.taken} == {USER}
    assert not (tmp_path / "club/ledger.sqlite").exists()
    assert [one.state for one in club.status()] == ["new"] * 4


def test_who_was_not_reached_is_in_the_report_and_on_a_list(tmp_path: Path, trust: Trust) -> None:
    script: list[Step] = [{"rcpt": "550 nobody"}, {}, {"dot": "drop"}]
    server, notes = Scripted(trust.good, script), Notes()
    quick = Clock(system_clock(None).now, lambda _: None)
    with server.running() as port:
        club = scripted(tmp_path / "club", server, port, 4)
        report = club.send(password=PASSWORD, listener=notes, clock=quick)
        states = ["failed", "sent", "unknown", "sent"]
        assert [one.state for one in report.people] == states
        assert [one.state for one in notes.outcomes] == states
        assert "nobody" in report.failed[0].detail
        assert report.failures == tmp_path / "club/mail/failures.csv"
        assert [one.state for one in club.status()] == states
        again = club.send(password=PASSWORD, only=report.failures, clock=quick)
        assert [one.name for one in again.sent] == ["Runner 1"]
        assert again.failures is None
        club.send(password=PASSWORD, resend_unknown=True, clock=quick)
    assert [one.state for one in club.status()] == ["sent"] * 4


def test_a_report_is_not_lost_for_want_of_its_list(tmp_path: Path, trust: Trust) -> None:
    mailbox = Mailbox()
    with real_server(trust, mailbox) as port:
        club = Club.open(make_folder(tmp_path / "club", members(2), port=port))
        (tmp_path / "club/mail/failures.csv").mkdir(parents=True)
        report = club.send(password=PASSWORD)
    assert len(report.sent) == len(mailbox.taken) == 2
    assert report.failures is None
    assert [one.where for one in report.problems] == [str(tmp_path / "club/mail/failures.csv")]


def test_a_file_where_copies_should_be_keeps_mail_from_going(tmp_path: Path, trust: Trust) -> None:
    mailbox = Mailbox()
    with real_server(trust, mailbox) as port:
        club = Club.open(make_folder(tmp_path / "club", members(2), port=port))
        (tmp_path / "club/mail").write_text("mine")
        with pytest.raises(OutputError):
            club.send(password=PASSWORD)
    assert not mailbox.taken
    assert (tmp_path / "club/mail").read_text() == "mine"


def test_the_limit_is_kept_and_waiting_is_told(tmp_path: Path, trust: Trust) -> None:
    now, notes = [1_800_000_000.0], Notes()

    def sleep(seconds: float) -> None:
        now[0] += seconds

    mailbox = Mailbox()
    with real_server(trust, mailbox) as port:
        folder = make_folder(tmp_path / "club", members(3), port=port, rate="2 per minute")
        club = Club.open(folder)
        report = club.send(password=PASSWORD, listener=notes, clock=Clock(lambda: now[0], sleep))
    assert len(report.sent) == 3
    assert notes.waited == [(60.0, "no more than 2 per minute")]
    when = {one.when for one in report.people}
    assert when == {dt.datetime.fromtimestamp(1_800_000_000.0 + s, dt.UTC) for s in (0, 60)}
    assert b"Date: Fri, 15 Jan 2027" in mailbox.taken[0][1]


def test_a_wait_ends_once_it_is_to_stop() -> None:
    stop = threading.Event()
    clock = system_clock(stop)
    began = clock.now()
    threading.Timer(0.3, stop.set).start()
    clock.sleep(60)
    assert clock.now() - began < 30


def test_what_is_wrong_is_data(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(3))
    (folder / "output/member-3.pdf").write_bytes(b"another")
    club = Club.open(folder)
    with pytest.raises(MailError) as error:
        club.send(password=PASSWORD)
    (problem,) = error.value.problems
    assert (problem.row, problem.where) == (3, str(folder / "roster.csv"))
    assert problem.message.startswith("Runner 2 <runner2@example.org>: ")
    (folder / "some.csv").write_text("name\nRunner 1\nNobody\n")
    report = club.dry_run(only=folder / "some.csv")
    assert [one.name for one in report.due] == ["Runner 1"], "one wrong row stops nobody else"
    assert "row 3: 'Nobody' does not get mail" in str(report.problems[0])
    (folder / "some.csv").write_text("name\nNobody\n")
    with pytest.raises(MailError, match="'Nobody' does not get mail"):
        club.dry_run(only=folder / "some.csv")
    (folder / "roster.csv").write_text("name,email\nRunner 1,runner1@example.org\n")
    with pytest.raises(MailError) as error:
        club.dry_run()
    assert [problem.row for problem in error.value.problems] == [3, 4]
    with pytest.raises(MailError) as error:
        Club.open(make_folder(tmp_path / "other", members(1))).send()
    assert [problem.field for problem in error.value.problems] == ["mail.user"]

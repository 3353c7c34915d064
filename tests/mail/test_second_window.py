"""What a second window shows while a run goes on in the first one, and that it disturbs nothing."""

import csv
import io
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runstrong_pdf import Club
from runstrong_pdf.mail.ledger import DeliveryState, LedgerEntry, glance, open_ledger
from runstrong_pdf.mail.message import MessageKey
from runstrong_pdf.mail.sending import Clock
from tests.club.making import club_in
from tests.conftest import Ran
from tests.mail.making import make_folder, members
from tests.mail.serving import PASSWORD, Mailbox, Trust, real_server

Run = Callable[..., Ran]
COMMAND = (sys.executable, "-m", "runstrong_pdf", "club")


@contextmanager
def first_window(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a run; end it if the test fails."""
    with subprocess.Popen((*COMMAND, *words), stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def states(ran: Ran) -> dict[str, int]:
    assert ran.code == 0, ran.err
    last = ran.out.decode().splitlines()[-1]
    return {word: int(count) for count, word in re.findall(r"(\d+) ([a-z ]+)", last)}


def test_status_and_dry_run_while_mail_goes_out(run: Run, tmp_path: Path, trusted: Trust) -> None:
    mailbox, everybody = Mailbox(0.5), members(40)
    seen, said = [], ""
    with real_server(trusted, mailbox) as port:
        folder = make_folder(tmp_path / "club", everybody, port=port)
        with first_window("mail", str(folder), "--send") as process:
            while len(mailbox.taken) < 2:
                assert process.poll() is None
                time.sleep(0.01)
            while process.poll() is None:
                taken = len(mailbox.taken)
                ran = run("club", "status", str(folder))
                seen.append(states(ran))
                assert taken - 1 <= seen[-1].get("sent", 0) <= len(mailbox.taken)
                said += ran.err
                if len(seen) == 4:
                    mailbox.pause = 0.0  # enough was seen
                if process.poll() is None and len(seen) == 2:
                    ran = run("club", "mail", str(folder))
                    assert ran.code == 0, ran.err
                    assert "nothing was sent" in ran.err
            assert process.returncode == 0
    assert len(seen) > 3
    assert re.search(r"mail: sending, \d+ of 40, ", said)
    assert "ended" not in said
    assert set[str]().union(*seen) <= {"sent", "not sent", "new", "being sent"}
    assert [one.get("sent", 0) for one in seen] == sorted(one.get("sent", 0) for one in seen)
    assert sorted(address for address, _ in mailbox.taken) == sorted(e for _, e in everybody)
    assert states(run("club", "status", str(folder))) == {"sent": 40}
    assert not list(folder.glob("progress-*"))


def test_a_run_that_was_killed_is_said_to_have_ended(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    mailbox = Mailbox(0.1)
    with real_server(trusted, mailbox) as port:
        folder = make_folder(tmp_path / "club", members(40), port=port)
        with first_window("mail", str(folder), "--send") as process:
            while not (folder / "progress-mail.json").exists():
                assert process.poll() is None
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            process.wait()
        ran = run("club", "status", str(folder))
        assert ran.code == 0
        assert "of 40" in ran.err
        assert "it seems to have been ended, the same command goes on" in ran.err
        assert run("club", "mail", str(folder), "--send").code in {0, 7}  # one may be unknown
    assert not (folder / "progress-mail.json").exists()
    assert len(mailbox.taken) == len({address for address, _ in mailbox.taken})


def test_a_run_that_waits_says_so(run: Run, tmp_path: Path, trusted: Trust) -> None:
    """However soon it waits: nothing else is written for minutes."""
    said, now = list[str](), 1e9

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        if seconds >= 5:
            said.append(run("club", "status", str(folder)).err)

    with real_server(trusted, Mailbox()) as port:
        folder = make_folder(tmp_path / "club", members(2), port=port, rate="1 per minute")
        sent = Club.open(folder).send(password=PASSWORD, clock=Clock(lambda: now, sleep))
    assert len(sent.sent) == 2
    assert re.search(r"mail: waiting, 1 of 2, \d+ s ago\n", said[0])


def test_progress_of_a_make_is_seen(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runstrong_pdf.club.status.EVERY", 0.0)
    folder, said = club_in(tmp_path / "club"), ""

    def look(done: int, total: int, what: str) -> None:
        nonlocal said
        del done, total, what
        said += run("club", "status", str(folder)).err

    Club.open(folder).make(progress=look)
    assert re.search(r"make: writing, 3 of 3, \d+ s ago\n", said)
    assert re.search(r"make: print-all, 2 of 3, \d+ s ago\n", said)
    assert not list(folder.glob("progress-*"))


@pytest.mark.parametrize(
    "content",
    [
        b"my notes",
        b'{"run": "make", "step": "x", "done": 1, "total": 2, "at": 1e999}',
        b'{"run": "make"' + b"[" * 3000,
        b'{"run": "make", "step": "\\u001b[2J", "done": 1, "total": 2, "at": 5.0}',
    ],
)
def test_what_is_no_progress_is_no_trouble(content: bytes, run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(2))
    (folder / "progress-make.json").write_bytes(content)
    ran = run("club", "status", str(folder))
    assert ran.code == 0
    assert "\x1b" not in ran.err
    assert (folder / "progress-make.json").read_bytes() == content


def test_a_glance_changes_nothing_and_sees_what_is_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with open_ledger(file) as ledger:
        for number in range(50):
            key = MessageKey(f"person {number}", "plan")
            ledger.write(key, LedgerEntry("P", "p@x.org", DeliveryState.IN_FLIGHT, "", 1, 5.0))
            before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
            assert dict(glance(file)) == dict(ledger.entries())
            assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_ledger_that_is_being_begun_is_empty(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(2))
    file = folder / "ledger.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("BEGIN EXCLUSIVE")  # as a run that begins, before its first entry
    assert states(run("club", "status", str(folder))) == {"new": 2}
    connection.close()
    assert glance(file) == {}


def test_status_as_a_table(run: Run, tmp_path: Path) -> None:
    names = [("Zoë, the first", "zoe@example.org"), ("=1+1", "sum@example.org"), ("\u202eJo", "")]
    folder = make_folder(tmp_path / "club", names)
    ran = run("club", "status", str(folder), "--csv")
    assert ran.code == 0, ran.err
    assert ran.out.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(ran.out.decode("utf-8-sig")))
    assert head == ["row", "name", "email", "file", "state", "when", "why"]
    assert [row[1] for row in rows[:2]] == ["Zoë, the first", "'=1+1"]
    assert [row[4] for row in rows] == ["new", "new", "on paper"]
    assert "\u202e" not in ran.out.decode()
    assert json.loads((folder / "output/manifest.json").read_bytes())["people"][2]["name"]

"""Kills a sending run at random moments: nobody gets two messages, nobody is forgotten.

`RUNSTRONG_KILLS` sets how often; a release wants 200.
"""

import contextlib
import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.mail.making import make_folder, members
from tests.mail.serving import PASSWORD, Mailbox, make_trust, real_server

KILLS = int(os.environ.get("RUNSTRONG_KILLS", "60"))
BETWEEN = 3
"""Messages between two kills, about."""
AT_ONCE = 0.3
"""Seconds until the first message has gone, and a few more."""
STARTER = """
import os, sys
from runstrong_pdf.cli import app, club
from runstrong_pdf.club import outbox, send
from runstrong_pdf.mail import smtp

for folder in sys.stdin:
    pid = os.fork()
    if not pid:
        sys.argv = ["runstrong", "club", "mail", folder.strip(), "--send"]
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        app.main()
        os._exit(0)
    os.write(1, b"%d\\n" % pid)
    os.write(1, b"%d\\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
"""Starts runs that find every module loaded, which is most of what a start takes."""


def test_kills_at_random_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Callable[[str, int], None]
) -> None:
    trust, mailbox, dice = make_trust(tmp_path), Mailbox(0.004), random.Random(20)  # noqa: S311
    monkeypatch.setenv("SSL_CERT_FILE", str(trust.authority))
    monkeypatch.setenv("RUNSTRONG_SMTP_PASSWORD", PASSWORD)
    everybody = members(KILLS * BETWEEN + 20)
    folder = tmp_path / "club"
    with real_server(trust, mailbox) as port, _starting(folder) as runs:
        make_folder(folder, everybody, port=port)
        unknown = 0
        for number in range(KILLS):
            _kill_one_run(runs, folder, mailbox, dice, at_once=number % 4 == 0)
            before, unknown = unknown, len(_in_state(folder, "unknown", "in-flight"))
            assert unknown - before <= 1, f"kill {number} left more than one message unknown"
        runs.start()
        code = runs.wait()
    taken = Counter(address for address, _ in mailbox.taken)
    lost = {address for _, address in everybody} - set(taken)
    tally("kills of a sending run, nothing lost or doubled", KILLS)
    assert max(taken.values()) == 1, "somebody got two messages"
    assert lost <= _in_state(folder, "unknown"), "somebody got nothing and is not listed"
    assert code == (7 if unknown else 0)


class Runs:
    """Starts runs, one after the other.

    Args:
        starter: a process of `STARTER`; says which process a run is, then how it ended.
    """

    def __init__(self, starter: subprocess.Popen[bytes], folder: Path) -> None:
        assert starter.stdin
        assert starter.stdout
        self._asked, self._said = starter.stdin, starter.stdout
        self._folder = folder
        self._pid = 0

    def start(self) -> None:
        self._asked.write(f"{self._folder}\n".encode())
        self._pid = int(self._said.readline())

    @property
    def ended(self) -> bool:
        return bool(select.select([self._said], [], [], 0)[0])

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Return the exit code."""
        return int(self._said.readline())


@contextlib.contextmanager
def _starting(folder: Path) -> Iterator[Runs]:
    command = [sys.executable, "-c", STARTER]
    piped = subprocess.PIPE
    with subprocess.Popen(command, bufsize=0, stdin=piped, stdout=piped) as starter:
        yield Runs(starter, folder)


def _kill_one_run(
    runs: Runs, folder: Path, mailbox: Mailbox, dice: random.Random, *, at_once: bool
) -> None:
    """Kill a run at any time after its start, or some moments after it has sent a few."""
    goal = len(mailbox.taken) + dice.randint(0, BETWEEN)
    runs.start()
    end = time.monotonic() + (dice.uniform(0, AT_ONCE) if at_once else 30)
    while time.monotonic() < end and not runs.ended:
        if not at_once and len(mailbox.taken) >= goal and _sending(folder):
            time.sleep(dice.uniform(0, 0.02))
            break
        time.sleep(0.0005)
    runs.kill()


def _sending(folder: Path) -> bool:
    """Whether a run holds the ledger: from here on messages go out."""
    return (folder / "ledger.sqlite-journal").exists()


def _in_state(folder: Path, *states: str) -> set[str]:
    with contextlib.closing(sqlite3.connect(folder / "ledger.sqlite")) as ledger:
        tables = ledger.execute("SELECT name FROM sqlite_master").fetchall()
        rows = ledger.execute("SELECT address, state FROM messages") if tables else []
        return {address for address, state in rows if state in states}

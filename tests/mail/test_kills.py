"""Kills a sending run at random moments: nobody gets two messages, nobody is forgotten.

`RUNSTRONG_KILLS` sets how often; a release wants 200.
"""

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mail.making import make_folder, members
from tests.mail.serving import PASSWORD, Mailbox, make_trust, real_server

KILLS = int(os.environ.get("RUNSTRONG_KILLS", "60"))
BETWEEN = 3
"""Messages between two kills, about."""


def test_kills_at_random_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Callable[[str, int], None]
) -> None:
    trust, mailbox, dice = make_trust(tmp_path), Mailbox(0.004), random.Random(20)  # noqa: S311
    monkeypatch.setenv("SSL_CERT_FILE", str(trust.authority))
    monkeypatch.setenv("RUNSTRONG_SMTP_PASSWORD", PASSWORD)
    everybody = members(KILLS * BETWEEN + 20)
    with real_server(trust, mailbox) as port:
        folder = make_folder(tmp_path / "club", everybody, port=port)
        unknown = 0
        for number in range(KILLS):
            _kill_one_run(folder, mailbox, dice, at_once=number % 4 == 0)
            before, unknown = unknown, len(_in_state(folder, "unknown", "in-flight"))
            assert unknown - before <= 1, f"kill {number} left more than one message unknown"
        last = _start(folder)
        last.wait(120)
    taken = Counter(address for address, _ in mailbox.taken)
    lost = {address for _, address in everybody} - set(taken)
    tally("kills of a sending run, nothing lost or doubled", KILLS)
    assert max(taken.values()) == 1, "somebody got two messages"
    assert lost <= _in_state(folder, "unknown"), "somebody got nothing and is not listed"
    assert last.returncode == (7 if unknown else 0)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "runstrong_pdf", "club", "mail", str(folder), "--send"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill_one_run(folder: Path, mailbox: Mailbox, dice: random.Random, *, at_once: bool) -> None:
    """Kill a run at any time after its start, or some moments after it has sent a few."""
    process = _start(folder)
    goal = len(mailbox.taken) + dice.randint(0, BETWEEN)
    end = time.monotonic() + (dice.uniform(0, 1.5) if at_once else 30)
    while time.monotonic() < end and process.poll() is None:
        if not at_once and len(mailbox.taken) >= goal and _sending(folder):
            time.sleep(dice.uniform(0, 0.02))
            break
        time.sleep(0.0005)
    process.kill()
    process.wait()


def _sending(folder: Path) -> bool:
    """Whether a run holds the ledger: from here on messages go out."""
    return (folder / "ledger.sqlite-journal").exists()


def _in_state(folder: Path, *states: str) -> set[str]:
    with contextlib.closing(sqlite3.connect(folder / "ledger.sqlite")) as ledger:
        tables = ledger.execute("SELECT name FROM sqlite_master").fetchall()
        rows = ledger.execute("SELECT address, state FROM messages") if tables else []
        return {address for address, state in rows if state in states}

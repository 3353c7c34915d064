"""Kills a sending run at random moments, and cuts the power: nobody twice, nobody forgotten.

After every other kill some bytes are missing at the end of the newest copy and of the journal of
the ledger, as after a power cut. With `--whole` there are 200 kills.
"""

import contextlib
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from email.utils import getaddresses
from pathlib import Path

import pytest

from tests.mail.making import make_folder
from tests.mail.running import Runs, starting
from tests.mail.serving import Mailbox, Trust, real_server

KILLS, KILLS_OF_A_RELEASE = 24, 200
BETWEEN = 3
"""Messages between two kills, about."""
AT_ONCE = 0.3
"""Seconds until the first message has gone, and a few more."""


@pytest.mark.parametrize("family", [1, 3])
def test_kills_at_random_moments(
    tmp_path: Path,
    trusted: Trust,
    tally: Callable[[str, int], None],
    family: int,
    *,
    whole: bool,
) -> None:
    mailbox, dice = Mailbox(0.004), random.Random(20)  # noqa: S311
    kills = KILLS_OF_A_RELEASE if whole else KILLS
    everybody = [
        (f"Runner {number}", f"home{number // family}@example.org")
        for number in range((kills * BETWEEN + 20) * family)
    ]
    folder = tmp_path / "club"
    unknown = cuts = rebuilt = 0
    with real_server(trusted, mailbox) as port, starting(tmp_path / "said") as runs:
        make_folder(folder, everybody, port=port)
        with (folder / "club.toml").open("a", encoding="utf-8") as settings:
            settings.write(f"family = {str(family > 1).lower()}\n")
        for number in range(kills):
            _kill_one_run(runs, folder, mailbox, dice, at_once=number % 4 == 0)
            cut = number % 2 and _cut_power(folder, dice)
            again = _looked_at(runs, folder)
            assert cut or not again, f"kill {number} alone left a ledger that does not fit"
            cuts, rebuilt = cuts + cut, rebuilt + again
            before, unknown = unknown, len(_in_state(folder, "unknown"))
            more = unknown - before
            assert more <= family, f"kill {number} left more than one message unknown"
            _check(folder, mailbox)
        code = runs.run("club", "mail", str(folder), "--send")
        assert code == (7 if unknown else 0), runs.said
    lost = {name for name, _ in everybody} - set(_taken(mailbox))
    assert lost <= _in_state(folder, "unknown"), "somebody got nothing and is not listed"
    _check(folder, mailbox)
    tally("kills of a sending run, nothing lost or doubled", kills)
    tally("  files cut as by a power cut after them", cuts)
    tally("  ledgers made again after them", rebuilt)
    tally("  messages left unknown by them", unknown)


def _check(folder: Path, mailbox: Mailbox) -> None:
    taken = _taken(mailbox)
    assert max(taken.values(), default=1) == 1, "somebody got two messages"
    assert _in_state(folder, "sent") <= set(taken), "somebody got nothing and counts as sent"


def _taken(mailbox: Mailbox) -> Counter[str]:
    """Return who got how many messages."""
    heads = (message.partition(b"\r\n\r\n")[0] for _, message in list(mailbox.taken))
    to = (message_from_bytes(head)["To"] for head in heads)
    return Counter(name for name, _ in getaddresses(to))


def _kill_one_run(
    runs: Runs, folder: Path, mailbox: Mailbox, dice: random.Random, *, at_once: bool
) -> None:
    """Kill a run at any time after its start, or some moments after it has sent a few."""
    goal = len(mailbox.taken) + dice.randint(0, BETWEEN)
    runs.start("club", "mail", str(folder), "--send")
    end = time.monotonic() + (dice.uniform(0, AT_ONCE) if at_once else 30)
    while time.monotonic() < end and not runs.ended:
        if not at_once and len(mailbox.taken) >= goal and _sending(folder):
            time.sleep(dice.uniform(0, 0.02))
            break
        time.sleep(0.0005)
    runs.kill()


def _cut_power(folder: Path, dice: random.Random) -> int:
    """Take some bytes off the ends of the newest file in mail/ and of the ledger's journal."""
    copies = sorted((folder / "mail").rglob("*.eml*"), key=lambda file: file.stat().st_mtime_ns)
    files = [*copies[-1:], folder / "ledger.sqlite-journal"]
    cut = [file for file in files if file.exists() and file.stat().st_size]
    for file in cut:
        content = file.read_bytes()
        file.write_bytes(content[: dice.randint(0, len(content) - 1)])
    return len(cut)


def _looked_at(runs: Runs, folder: Path) -> int:
    """Look at the status as somebody would after a power cut; do what it says; return how often."""
    if runs.run("club", "status", str(folder)) == 0:
        return 0
    assert "--rebuild-ledger" in runs.said
    assert runs.run("club", "mail", str(folder), "--rebuild-ledger") == 0, runs.said
    assert runs.run("club", "status", str(folder)) == 0, runs.said
    return 1


def _sending(folder: Path) -> bool:
    """Whether a run holds the ledger: from here on messages go out."""
    return (folder / "ledger.sqlite-journal").exists()


def _in_state(folder: Path, *states: str) -> set[str]:
    if not (folder / "ledger.sqlite").exists():
        return set()
    with contextlib.closing(sqlite3.connect(folder / "ledger.sqlite")) as ledger:
        tables = ledger.execute("SELECT name FROM sqlite_master").fetchall()
        rows = ledger.execute("SELECT name, state FROM messages") if tables else []
        return {name for name, state in rows if state in states}

"""The real command against servers that misbehave: nobody twice, nobody lost, no wrong "sent".

Every time the representative ones are tried; with `--whole` all of `misbehaving.py`.
"""

import contextlib
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from tests.mail.making import make_folder, members
from tests.mail.misbehaving import KINDS, PATIENCE, REPRESENTATIVE, Kind
from tests.mail.running import Runs, starting
from tests.mail.serving import Scripted, Trust

MOST_SECONDS = 120
"""Until a run has given up or got through, whatever the server does."""
RUNS = 2
"""The same command again, as somebody would give it who wants to get through."""


def test_servers_that_misbehave(
    tmp_path: Path,
    trusted: Trust,
    tally: Callable[[str, int], None],
    *,
    whole: bool,
) -> None:
    names = list(KINDS) if whole else REPRESENTATIVE
    folders = [tmp_path / f"club-{number}" for number in range(len(names))]
    many = 12 if whole else 3
    with ThreadPoolExecutor(many) as pool, ExitStack() as stack:
        free = SimpleQueue[Runs]()
        for number in range(many):
            free.put(stack.enter_context(starting(tmp_path / f"said-{number}")))

        def tried(name: str, folder: Path) -> str:
            runs = free.get()
            try:
                return _tried(KINDS[name], folder, trusted, runs)
            finally:
                free.put(runs)

        found = pool.map(tried, names, folders)
        wrong = {name: said for name, said in zip(names, found, strict=True) if said}
    assert not wrong, "\n".join(f"{name}: {said}" for name, said in wrong.items())
    tally("servers that misbehave, nothing lost or doubled", len(names))


def _tried(kind: Kind, folder: Path, trust: Trust, runs: Runs) -> str:
    """Return what was not as it must be."""
    server = Scripted(
        None if kind.starttls else trust.good,
        [{}, kind.message],
        openings=[kind.connection],
        features=("AUTH PLAIN LOGIN CRAM-MD5", *(["STARTTLS"] if kind.starttls else [])),
        starttls=trust.good if kind.starttls else None,
    )
    everybody = members(3)
    with server.running() as port:
        make_folder(folder, everybody, port=port, pdf=b"%PDF" * (kind.size // 4))
        settings = (folder / "club.toml").read_text("utf-8")
        security = "starttls" if kind.starttls else "tls"
        settings = settings.replace("timeout = 5", f"timeout = {PATIENCE}")
        (folder / "club.toml").write_text(f'{settings}security = "{security}"\n', "utf-8")
        for number in range(RUNS):
            began = time.monotonic()
            code = runs.run("club", "mail", str(folder), "--send")
            states = _states(folder)
            wrong = _unsafe(server, states)
            if code not in {0, 7} or "Traceback" in runs.said:
                wrong = f"exit {code}"
            if time.monotonic() - began > MOST_SECONDS:
                wrong = "was not given up in time"
            if number == 0 and states.get(everybody[1][1]) not in kind.states:
                wrong = f"is {states.get(everybody[1][1])}"
            if number == RUNS - 1:
                wrong = wrong or _untold(server, states, code)
            if wrong:
                return f"{wrong} after run {number + 1}: {runs.said}"
    return ""


def _states(folder: Path) -> dict[str, str]:
    with contextlib.closing(sqlite3.connect(folder / "ledger.sqlite")) as ledger:
        return dict(ledger.execute("SELECT address, state FROM messages").fetchall())


def _unsafe(server: Scripted, states: dict[str, str]) -> str:
    taken = Counter(address for address, _ in server.taken)
    if double := [one for one, count in taken.items() if count > 1]:
        return f"{double} got it twice"
    wrongly = [one for one, state in states.items() if state == "sent" and not taken[one]]
    return f"{wrongly} wrongly sent" if wrongly else ""


def _untold(server: Scripted, states: dict[str, str], code: int) -> str:
    """Return who got nothing in the end without being listed, or a wrong exit code."""
    reached = {address for address, _ in server.taken}
    listed = {address for address, state in states.items() if state in {"unknown", "failed"}}
    if lost := {address for _, address in members(3)} - reached - listed:
        return f"{lost} got nothing, and it is not said"
    return "" if code == (7 if listed else 0) else f"a wrong exit code: {code}"

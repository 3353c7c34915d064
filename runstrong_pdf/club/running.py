"""What a run works with, and the file by which other windows see how far it is.

That file is in the club's folder while the run goes on.
"""

import datetime as dt
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal, get_args

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.ledgers import is_sending
from runstrong_pdf.errors import OutputError, RunstrongError
from runstrong_pdf.files import OWNER_ONLY, check_replaceable, read_file, remove, write_whole
from runstrong_pdf.progress import Progress

RunKind = Literal["make", "mail"]
EVERY = 1.0
"""Seconds between two looks that are worth writing down; a shorter run leaves no trace at all."""
WAITING = "waiting"
"""The step of a run that does nothing for a while: it is told at once, as nothing follows soon."""
SILENT = 60.0
"""Seconds after which a run that makes files and says nothing has probably been ended."""
LARGEST = 4096
"""Bytes of such a file."""


@dataclass(frozen=True)
class RunState:
    """How far a run was when it last said so.

    Attributes:
        kind: what it is: `make` or `mail`.
        step: what it was doing, such as `writing`; done, total: how many of how many.
        at: when it said so.
        alive: whether it seems to go on.
    """

    kind: RunKind
    step: str
    done: int
    total: int
    at: dt.datetime
    alive: bool


@contextmanager
def shown_to_others(folder: ClubFolder, kind: RunKind, progress: Progress) -> Iterator[Progress]:
    """Yield what tells `progress`, and every second and before each wait a file, how far a run is.

    Whatever is wrong with that file, the run goes on.
    """
    file, begins = folder.progress_file(kind), _begins(kind)
    last, there = time.time(), False

    def tell(done: int, total: int, what: str) -> None:
        nonlocal last, there
        progress(done, total, what)
        if abs(time.time() - last) < EVERY and what != WAITING:
            return
        last = time.time()
        state = {"run": kind, "step": what, "done": done, "total": total, "at": last}
        with suppress(OutputError):
            check_replaceable(file, begins=begins)
            write_whole(file, json.dumps(state).encode(), mode=OWNER_ONLY)
            there = True

    try:
        yield tell
    finally:
        if there:
            with suppress(OutputError):
                remove(file)


def runs(folder: ClubFolder) -> tuple[RunState, ...]:
    """Return how far runs are that go on, or were ended before they could tidy up."""
    found = (_read(folder, kind) for kind in get_args(RunKind))
    return tuple(state for state in found if state)


def _read(folder: ClubFolder, kind: RunKind) -> RunState | None:
    """Return what a run said last; None if there is none, or the file is not ours."""
    file = folder.progress_file(kind)
    with suppress(RunstrongError, ValueError, OverflowError, OSError):
        content = read_file(file, LARGEST)
        match json.loads(content) if content.startswith(_begins(kind)) else None:
            case {"step": str(step), "done": int(done), "total": int(total), "at": float(at)}:
                now = time.time()
                alive = is_sending(folder) if kind == "mail" else abs(now - at) < SILENT
                if not alive and not file.exists():  # it has ended well since it was read
                    return None
                when = dt.datetime.fromtimestamp(at).astimezone()
                return RunState(kind, step, done, total, when, alive)
            case _:
                pass
    return None


def _begins(kind: RunKind) -> bytes:
    return b'{"run": "%s"' % kind.encode()

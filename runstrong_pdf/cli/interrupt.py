"""Ctrl-C at any moment: one line and exit code 130, never a traceback. Needs nothing heavy."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

INTERRUPTED = 130
"""The exit code that shells give to Ctrl-C."""
STOPPED = "stopped"


def leave_at_once(_signal: int = 0, _frame: FrameType | None = None) -> None:
    """End the process: while modules are loaded or unloaded nothing is half-written."""
    _tell()
    os._exit(INTERRUPTED)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let the first Ctrl-C print a line and unwind what was begun; the second ends it at once."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, leave_at_once)
        _tell()
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, interrupt)
    except ValueError:  # not the main thread, which alone hears signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _tell() -> None:
    with suppress(OSError):  # not by `print`: one that is interrupted cannot be entered anew
        os.write(2, f"\n{STOPPED}\n".encode())

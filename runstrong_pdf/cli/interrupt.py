"""Ctrl-C at any moment: one line and exit code 130, never a traceback. Needs nothing heavy."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

INTERRUPTED = 130
"""The exit code that shells give to Ctrl-C."""
STOPPED = "stopped"


def leave_at_once(_signal: int = 0, _frame: FrameType | None = None) -> None:
    """End the process: while modules are loaded or unloaded nothing is half-written."""
    say_at_once(STOPPED)
    os._exit(INTERRUPTED)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let the first Ctrl-C print a line and unwind what was begun; the second ends it at once."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, leave_at_once)
        say_at_once(STOPPED)
        raise KeyboardInterrupt

    with on_interrupt(interrupt):
        yield


@contextmanager
def on_interrupt(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Let Ctrl-C call a handler meanwhile."""
    try:
        before = signal.signal(signal.SIGINT, handler)
    except ValueError:  # not the main thread, which alone hears signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def say_at_once(line: str) -> None:
    """Write a line from a handler: not by `print`, which cannot be entered anew."""
    with suppress(OSError):
        os.write(2, f"\n{line}\n".encode())

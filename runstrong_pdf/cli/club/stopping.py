"""Ctrl-C while mail goes out: the message in flight is finished first."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

NAP = 0.2
"""Seconds after which a wait looks whether Ctrl-C was pressed."""


class Stop:
    """Whether Ctrl-C was pressed: the message in flight is finished first; a second one breaks."""

    def __init__(self) -> None:
        self.event = threading.Event()

    @property
    def asked(self) -> bool:
        """Whether to stop."""
        return self.event.is_set()

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """Note the first Ctrl-C; let the second one through."""
        if self.asked:
            raise KeyboardInterrupt
        self.event.set()
        typer.echo("\nfinishing the message in flight ...", err=True)

    def sleep(self, seconds: float) -> None:
        """Wait, but not after Ctrl-C."""
        end = time.monotonic() + seconds
        while not self.asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(NAP, left))


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Let Ctrl-C ask for an end instead of breaking off."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, stop.ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)

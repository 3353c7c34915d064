"""A bar on a terminal: how far, how fast, how long still. Nothing where stderr is piped."""

import sys
import time

WIDTH = 30
BETWEEN = 0.1
"""Seconds from one drawing to the next."""


class Progress:
    """Counts what is done.

    Args:
        what: the word before the bar.
        total: how many there are.
    """

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._shown = sys.stderr.isatty() and total > 0
        self._began = time.monotonic()
        self._drawn = 0.0
        self.done = 0

    def add(self, number: int) -> None:
        """Count some more, and draw when it is time."""
        self.done += number
        now = time.monotonic()
        if self._shown and (now - self._drawn > BETWEEN or self.done >= self._total):
            self._drawn = now
            sys.stderr.write("\r" + bar(self._what, self.done, self._total, now - self._began))
            sys.stderr.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._shown:
            sys.stderr.write("\r" + " " * 79 + "\r")
            sys.stderr.flush()


def bar(what: str, done: int, total: int, seconds: float) -> str:
    """Return one line of at most 79 letters."""
    full = WIDTH * done // max(total, 1)
    rate = done / seconds if seconds > 0 else 0.0
    left = f"{duration((total - done) / rate)} left" if rate else ""
    line = f"{what} [{'#' * full}{'.' * (WIDTH - full)}] {done}/{total} {_pace(rate)} {left}"
    return f"{line:79}"[:79]


def duration(seconds: float) -> str:
    """Return a span of time in the unit that people would use, such as `90 s` or `5 min`."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


def _pace(a_second: float) -> str:
    """Return how many are done in a second, or in a minute where mail keeps to its limit."""
    return f"{a_second:.0f}/s" if a_second >= 1 else f"{a_second * 60:.0f}/min"

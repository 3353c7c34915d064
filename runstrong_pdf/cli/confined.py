"""Looks at a PDF in a process of its own: no file can hang or crash the command, or fill memory."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from runstrong_pdf.pdf.preprint.facts import PageFacts, Seen, Unreadable, from_line

CHILD = "runstrong_pdf.pdf.preprint"
PAGE_SECONDS = 30.0
"""The busiest page of a print shop takes five."""
FILE_SECONDS = 600.0
A_BUG = 1
"""The exit code of Python where something was raised."""


def look_confined(
    file: Path, page_seconds: float = PAGE_SECONDS, file_seconds: float = FILE_SECONDS
) -> Iterator[Seen]:
    """Yield what is known of a file and of its pages.

    Pages after one that cannot be drawn in time and memory, and pages after the time for a whole
    file, are left out.
    """
    command = [sys.executable, "-P", "-m", CHILD, str(file.resolve())]
    ends = time.monotonic() + file_seconds
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints) as child,  # noqa: S603  our own module
    ):
        watch = _Watch(child, page_seconds)
        lines = 0
        for line in watch.lines():
            lines += 1
            yield from_line(line)
            if time.monotonic() > ends:
                child.kill()
                return
        if child.wait():
            yield _failure(child, complaints, lines, hung=watch.hung)


class _Watch:
    """Reads what a process prints, and kills it when nothing comes for too long."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._child, self._seconds = child, seconds
        self.hung = False

    def lines(self) -> Iterator[str]:
        """Yield each line it prints."""
        pipe = self._child.stdout
        while pipe:
            timer = threading.Timer(self._seconds, self._kill)
            timer.start()
            try:
                line = pipe.readline()
            finally:
                timer.cancel()
            if not line:
                return
            yield line.decode("ascii")

    def _kill(self) -> None:
        self.hung = True
        self._child.kill()


def _failure(
    child: subprocess.Popen[bytes], complaints: IO[bytes], lines: int, *, hung: bool
) -> Seen:
    """Return what is said where the process broke off; line 1 was the file's, line 2 page 1's."""
    if child.returncode == A_BUG:
        complaints.seek(0)
        raise RuntimeError(complaints.read().decode(errors="replace"))
    why = "takes too long to draw" if hung else "is damaged, or takes too much memory to draw"
    if not lines:
        return Unreadable(f"{why}; print it to a new PDF and check that")
    return PageFacts(lines, failure=f"{why}; the pages after it were not looked at")

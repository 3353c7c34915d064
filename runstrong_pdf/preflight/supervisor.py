"""Checks a PDF in a worker process, which is killed if it takes too long."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from runstrong_pdf.preflight.facts import Facts, FileFacts, PageFacts, Unreadable, from_line
from runstrong_pdf.preflight.report import Report, make_report
from runstrong_pdf.progress import Progress, no_progress
from runstrong_pdf.workers import worker_command

PAGE_SECONDS = 30.0
"""The busiest page of a print shop takes five."""
FILE_SECONDS = 600.0
UNCAUGHT = 1
"""The exit code of Python after an exception that nothing caught."""
WORKER = "runstrong_pdf.preflight.worker"


def check(file: Path, *, progress: Progress = no_progress) -> Report:
    """Check a PDF before it is printed.

    A file that cannot be read or drawn is a problem of the report, not an exception. A page may
    take 30 s, a file 600 s, and both 1 GB of memory, except on Windows, which has no such limit.

    Args:
        file: any file; it is not changed.
        progress: told `(done, total, "pages")`, first with 0 done. If it raises an exception, the
            check stops at once.

    Raises:
        RuntimeError: there is a bug in the check; the message is the traceback of the worker.

    Example:
        >>> report = check(Path("missing.pdf"))
        >>> report.problems[0].message, report.facts, report.pages
        ('cannot be read: No such file', None, ())
    """
    if not file.is_file():
        return make_report(file, Unreadable("cannot be read: No such file"))
    facts: FileFacts | Unreadable = Unreadable("cannot be read")
    pages: list[PageFacts] = []
    with closing(facts_from_worker(file)) as records:
        for record in records:
            if isinstance(record, PageFacts):
                pages.append(record)
            else:
                facts = record
            if isinstance(facts, FileFacts):
                progress(len(pages), facts.pages, "pages")
    return make_report(file, facts, pages)


def facts_from_worker(
    file: Path, page_seconds: float = PAGE_SECONDS, file_seconds: float = FILE_SECONDS
) -> Generator[Facts]:
    """Yield what is known of a file, then of each page; or only why it cannot be read.

    Pages after one that cannot be drawn in time and memory are left out, and so are pages that
    are not reached in the time for the file. Raises RuntimeError for a bug in the worker.
    """
    command = worker_command(WORKER, str(file.resolve()))
    deadline = time.monotonic() + file_seconds
    timed_out = threading.Event()
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603  our own module
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
        ) as worker,
    ):
        try:
            lines = 0
            for line in _lines(worker, page_seconds, timed_out):
                lines += 1
                yield from_line(line)
                if time.monotonic() > deadline:
                    return
            code = worker.wait()
            if code == UNCAUGHT and not timed_out.is_set():
                errors.seek(0)
                raise RuntimeError(errors.read().decode(errors="replace"))
            if code:
                yield _failure(lines, timed_out=timed_out.is_set())
        finally:
            worker.kill()  # does nothing if it has ended


def _lines(
    worker: subprocess.Popen[bytes], seconds: float, timed_out: threading.Event
) -> Iterator[bytes]:
    """Yield each line that a process writes; kill it if none comes for so many seconds."""

    def give_up() -> None:
        timed_out.set()
        worker.kill()

    while worker.stdout:
        timer = threading.Timer(seconds, give_up)
        timer.start()
        try:
            line = worker.stdout.readline()
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            return  # the end, perhaps in the middle of a line
        yield line


def _failure(lines: int, *, timed_out: bool) -> Facts:
    """Return what is said if a process broke off; line 1 was the file's, line 2 that of page 1."""
    why = "takes too long to draw" if timed_out else "is damaged, or takes too much memory to draw"
    if not lines:
        return Unreadable(f"{why}; print it to a new PDF and check that")
    return PageFacts(lines, failure=f"{why}; the pages after it were not looked at")

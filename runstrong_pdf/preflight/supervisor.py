"""Checks a PDF in worker processes, which are killed if they take too long."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from runstrong_pdf.preflight.report import (
    Facts,
    FileFacts,
    PageFacts,
    Report,
    Unreadable,
    from_line,
    make_report,
)
from runstrong_pdf.progress import Progress, no_progress
from runstrong_pdf.workers import worker_command

OPEN_SECONDS = 30.0
PAGE_SECONDS = 30.0
"""The busiest page of a print shop takes five."""
FILE_SECONDS = 600.0
UNCAUGHT = 1
"""The exit code of Python after an exception that nothing caught."""
WORKER = "runstrong_pdf.preflight.worker"
MOST_WORKERS = 4
WORTH_A_WORKER = 8
"""Pages: to start a process takes as long as to look at these."""
MOST_BROKEN = 3
"""Pages at which a worker may break off before the rest of the file is given up."""


class Worker:
    """A process that looks at one page of a file after another; a new one after it broke off."""

    def __init__(self, file: Path, seconds: float) -> None:
        self.broken = 0  # how often it broke off
        self._command = worker_command(WORKER, str(file.resolve()))
        self._seconds = seconds
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed by `close`
        self._process: subprocess.Popen[bytes] | None = None
        self._timed_out = threading.Event()

    def about(self) -> Facts:
        """Start, and return what is known of the file. Raises RuntimeError for a bug."""
        self._process = subprocess.Popen(  # noqa: S603  our own module
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors
        )
        late = "takes too long to open"
        broken = "is damaged, or takes too much memory to open"
        remedy = "print it to a new PDF and check that"
        return self._answer(b"", OPEN_SECONDS) or Unreadable(f"{self._why(late, broken)}; {remedy}")

    def page(self, number: int) -> Facts:
        """Return what is known of a page. Raises RuntimeError for a bug."""
        answer = None
        if self._process or isinstance(self.about(), FileFacts):
            answer = self._answer(b"%d\n" % number, self._seconds)
        late, broken = "cannot be drawn in time", "cannot be drawn: damaged, or too much for 1 GB"
        return answer or PageFacts(number, failure=self._why(late, broken))

    def close(self) -> None:
        """End the process, and let go of what it said."""
        self.end()
        self._errors.close()

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process:
            self._process.kill()
            with suppress(OSError):  # what it was asked last
                self._process.communicate()

    def _why(self, late: str, broken: str) -> str:
        return late if self._timed_out.is_set() else broken

    def _answer(self, question: bytes, seconds: float) -> Facts | None:
        """Return the next line of the process, which gets a question; None if it broke off."""
        process = self._process
        if not process or not process.stdin or not process.stdout:
            return None
        self._timed_out.clear()
        timer = threading.Timer(seconds, self._give_up, (process,))
        timer.start()
        try:
            with suppress(OSError):  # it has ended
                process.stdin.write(question)
                process.stdin.flush()
            line = process.stdout.readline()
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            return from_line(line)
        process.wait()
        self.end()
        if process.returncode == UNCAUGHT and not self._timed_out.is_set():
            self._errors.seek(0)
            raise RuntimeError(self._errors.read().decode(errors="replace"))
        self._process = None
        self.broken += 1
        return None

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._timed_out.set()
        process.kill()


def check(file: Path, *, progress: Progress = no_progress) -> Report:
    """Check a PDF before it is printed.

    A file that cannot be read or drawn is a problem of the report, not an exception. A page may
    take 30 s, a file 600 s, and each of up to four processes 1 GB of memory, except on Windows,
    which has no such limit.

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
    try:
        if not file.is_file():
            return make_report(file, Unreadable("cannot be read: No such file"))
    except OSError as error:  # no name of a file, or behind a folder that is closed
        return make_report(file, Unreadable(f"cannot be read: {error.strerror}"))
    facts: FileFacts | Unreadable = Unreadable("cannot be read")
    pages: list[PageFacts] = []
    with closing(facts_from_workers(file)) as records:
        for record in records:
            if isinstance(record, PageFacts):
                pages.append(record)
            else:
                facts = record
            if isinstance(facts, FileFacts):
                progress(len(pages), facts.pages, "pages")
    return make_report(file, facts, sorted(pages, key=lambda page: page.number))


def facts_from_workers(
    file: Path, page_seconds: float = PAGE_SECONDS, file_seconds: float = FILE_SECONDS
) -> Generator[Facts]:
    """Yield what is known of a file, then of its pages as they come; or only why it is unreadable.

    A page that cannot be drawn in time and memory is yielded as such, and after a few of them no
    more are begun; nor are any after the time for the file. Raises RuntimeError for a bug.
    """
    deadline = time.monotonic() + file_seconds
    with ExitStack() as stack:
        workers = [stack.enter_context(closing(Worker(file, page_seconds)))]
        yield (about := workers[0].about())
        if not isinstance(about, FileFacts):
            return
        number = min(MOST_WORKERS, os.cpu_count() or 1, about.pages // WORTH_A_WORKER + 1)
        more = (closing(Worker(file, page_seconds)) for _ in range(number - 1))
        workers += map(stack.enter_context, more)
        yield from _pages(workers, about.pages, deadline)


def _pages(workers: list[Worker], pages: int, deadline: float) -> Iterator[Facts]:
    """Yield the pages of a file as the workers get them done, each in a thread of its own."""
    numbers, idle, busy = iter(range(1, pages + 1)), [*workers], dict[Future[Facts], Worker]()

    def wanted() -> int | None:
        broken = sum(worker.broken for worker in workers)
        given_up = broken >= MOST_BROKEN or time.monotonic() > deadline
        return None if given_up else next(numbers, None)

    with ThreadPoolExecutor(len(workers)) as threads:
        try:
            while True:
                while idle and (number := wanted()):
                    worker = idle.pop()
                    busy[threads.submit(worker.page, number)] = worker
                if not busy:
                    return
                for done in wait(busy, return_when=FIRST_COMPLETED).done:
                    idle.append(busy.pop(done))
                    yield done.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.end()

"""Where work is done: in this process, on all cores, or on an existing Dask cluster.

Each of them takes the same work functions, and never holds more than a few tasks at a time.
Whoever stops asking for results stops the work: what was begun is finished, the rest is dropped.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures import Executor as PythonExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from types import ModuleType
from typing import Any, TypeVar

from runstrong_pdf.errors import OutputError, UsageError, expect
from runstrong_pdf.files import failing_as
from runstrong_pdf.model.remedies import GO_ON
from runstrong_pdf.progress import Progress
from runstrong_pdf.template_cache import TemplateCache

MOST_JOBS = 1024
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Work:
    """Where and how a run works.

    Attributes:
        cache: where templates are kept from one run to the next.
        jobs: how many processes; 0 for as many as are worth it.
        dask: address of a Dask scheduler to work on; empty for this machine.
        progress: told how far it is.
        stop: ends the run when it is set; files that were begun are finished.
    """

    cache: TemplateCache
    progress: Progress
    jobs: int
    dask: str
    stop: threading.Event

    def __post_init__(self) -> None:
        """Refuse what a run cannot work with."""
        expect(
            progress=(self.progress, "__call__"),
            jobs=(self.jobs, range(MOST_JOBS + 1)),
            dask=(self.dask, str),
            stop=(self.stop, "is_set"),
        )


class SerialExecutor:
    """Does the work in this process, one task after the other."""

    shares_disk = True

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Yield the result of `work` for every task."""
        return map(work, tasks)


@dataclass(frozen=True)
class PoolExecutor:
    """Does the work in processes of its own, or on a cluster; results come in any order.

    What a lost worker of a cluster held is done again by another.

    Attributes:
        width: how many tasks are worked on at once.
        shares_disk: whether work is done where the club's folder is.
        broken: the errors that end a whole pool.
    """

    pool: PythonExecutor
    width: int
    shares_disk: bool
    broken: tuple[type[Exception], ...]

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Yield the result of `work` for every task. Raises OutputError."""
        tasks = iter(tasks)
        try:
            running = {self._submit(work, t) for t in islice(tasks, 2 * self.width)}
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                running |= {self._submit(work, t) for t in islice(tasks, len(done))}
                for future in done:
                    yield future.result()
        except self.broken as error:
            if isinstance(error, BrokenProcessPool):
                text = "a process of this run was ended from outside (out of memory?)"
                raise OutputError(text, f"{GO_ON}; with a single job if need be") from error
            text = f"the cluster could not go on: {str(error)[:200]}"
            raise OutputError(text, GO_ON, field="dask") from error

    def _submit(self, work: Callable[[T], R], task: T) -> Future[R]:
        """Hand in a task; a process may be started for it."""
        with _starting_processes():
            return self.pool.submit(work, task)


Executor = SerialExecutor | PoolExecutor


@contextmanager
def open_executor(jobs: int, dask: str = "") -> Iterator[Executor]:
    """Start an executor.

    Args:
        jobs: how many processes; 1 for this one alone.
        dask: address of a Dask scheduler; empty for this machine.

    Raises:
        UsageError: when the scheduler cannot be reached.
    """
    if dask:
        try:
            client = _distributed().Client(dask, timeout="10s")
        except (OSError, ValueError) as error:
            raise UsageError(f"{dask[:80]!r} cannot be reached: {error}", field="dask") from None
        with client:
            pool, width = client.get_executor(pure=False, retries=3), sum(client.ncores().values())
            broken = _distributed().KilledWorker, CancelledError, OSError
            yield PoolExecutor(pool, max(1, width), shares_disk=False, broken=broken)
    elif jobs == 1:
        yield SerialExecutor()
    else:
        with failing_as(OutputError, "", "no process can be started"):
            # A worker finishes its files when Ctrl-C is typed; the parent stops the run.
            ignored = signal.signal, (signal.SIGINT, signal.SIG_IGN)
            pool = ProcessPoolExecutor(jobs, get_context("spawn"), *ignored)
        try:
            yield PoolExecutor(pool, jobs, shares_disk=True, broken=(BrokenProcessPool,))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def all_cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def _starting_processes() -> Iterator[None]:
    """Hold Ctrl-C back, and hide the main module, from a process that is started meanwhile.

    Such a process holds Ctrl-C back for ever: it finishes its files, and the parent stops the run.
    It would import the main module, of which workers need nothing: a script without
    `if __name__ == "__main__"` would run again in each of them.
    """
    can_mask, main = hasattr(signal, "pthread_sigmask"), sys.modules["__main__"]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if can_mask else set()
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        if can_mask:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _distributed() -> Any:  # noqa: ANN401  distributed has no types
    try:
        return import_module("distributed")
    except ImportError:
        raise UsageError(
            "needs Dask, which is not installed",
            'pip install ".[cluster]" in the folder of RunStrong',
            field="dask",
        ) from None

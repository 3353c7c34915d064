"""Long work for a club: one piece at a time, in a thread, told to every tab that asks."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from runstrong_pdf import DeliveryStatus, Problem, RunstrongError, SendListener
from runstrong_pdf.web.showing import day_said, plainly, problem_data

Work = Callable[["Run"], str]
"""Does the work of a run and returns what became of it, in a sentence."""
Kind = Literal["make", "dry-run", "to-self", "send"]
MOST_OUTCOMES = 200
"""Messages that a tab is told of; the table of the status has all."""


@dataclass
class Run(SendListener):
    """A piece of work, and how far it is.

    Attributes:
        number: counts up with every run.
        step: what it is doing; done, total: how many of how many.
        said: what became of it, once it has ended well.
        problems: what is wrong, or worth knowing.
        outcomes: what became of each message, the newest last.
        waiting: why nothing happens for a while.
    """

    kind: Kind
    number: int = 1
    step: str = ""
    done: int = 0
    total: int = 0
    said: str = ""
    waiting: str = ""
    ended: bool = False
    problems: tuple[Problem, ...] = ()
    outcomes: list[DeliveryStatus] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def tell(self, done: int, total: int, what: str) -> None:
        """Take note of how far it is."""
        self.done, self.total, self.step, self.waiting = done, total, what, ""

    def begins(self, messages: Sequence[DeliveryStatus]) -> None:
        """Take note of how many messages are to go."""
        self.total = len(messages)

    def outcome(self, message: DeliveryStatus) -> None:
        """Take note of what became of a message."""
        self.outcomes.append(message)

    def waits(self, seconds: float, why: str) -> None:
        """Take note of why nothing happens."""
        self.waiting = f"{why}; it goes on in {seconds:.0f} seconds"


class Runs:
    """Begins pieces of work, and knows the last one."""

    def __init__(self) -> None:
        self.last: Run | None = None
        self._lock = threading.Lock()

    def begin(self, kind: Kind, work: Work) -> int:
        """Begin a piece of work and return its number; 0 if another one goes on."""
        with self._lock:
            if self.last and not self.last.ended:
                return 0
            run = self.last = Run(kind, self.last.number + 1 if self.last else 1)
        threading.Thread(target=_work, args=(run, work), name=kind).start()
        return run.number

    def stop(self) -> None:
        """Let what goes on end after what it has begun."""
        if self.last:
            self.last.stop.set()


def _work(run: Run, work: Work) -> None:
    try:
        run.said = work(run)
    except RunstrongError as error:
        run.problems = error.problems
    except Exception as error:  # noqa: BLE001  a thread's exception would be seen by nobody
        run.problems = (Problem("", f"something went wrong, and it is our fault: {error!r}"),)
    finally:
        run.ended = True


# -- how it is told --------------------------------------------------------------------------------


def became(run: Run) -> str:
    """Return what became of the messages of a run, in words; those of earlier ones do not count.

    Example:
        >>> became(Run("send"))
        '0 sent, 0 failed'
    """
    states = Counter({one.row: one.state for one in run.outcomes}.values())
    odd = [state for state in states if state not in {"sent", "failed"}]
    return ", ".join(f"{states[state]} {state}" for state in ("sent", "failed", *odd))


def run_data(run: Run | None) -> dict[str, object] | None:
    """Return how far a run is, for the page's script."""
    if run is None:
        return None
    return {
        "kind": run.kind,
        "number": run.number,
        "step": run.step,
        "done": run.done,
        "total": run.total,
        "said": run.said,
        "waiting": plainly(run.waiting),
        "ended": run.ended,
        "stopping": run.stop.is_set(),
        "problems": problem_data(run.problems),
        "outcomes": [status_data(one) for one in run.outcomes[-MOST_OUTCOMES:]],
    }


def status_data(one: DeliveryStatus) -> dict[str, object]:
    """Return where a plan stands, for the page's script."""
    return {
        "row": one.row,
        "name": one.name,
        "email": one.email,
        "state": one.state,
        "detail": plainly(one.detail),
        "when": f"{day_said(one.when)}, {one.when:%H:%M}" if one.when else "",
    }

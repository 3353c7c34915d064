"""Who has what, by what was made and what the ledger says of it; and how far runs are that go on.

A run that goes on tells it in a file in the club's folder.
"""

import datetime as dt
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from runstrong_pdf.club.folder import PROGRESS, UNSUBSCRIBED, ClubFolder, RunKind
from runstrong_pdf.club.ledgers import is_sending
from runstrong_pdf.errors import MailError, OutputError, Problem, RunstrongError, plain_line
from runstrong_pdf.files import OWNER_ONLY, check_replaceable, read_file, remove, write_whole
from runstrong_pdf.mail.ledger import CAME_BACK, WENT_OUT, DeliveryState, LedgerEntry
from runstrong_pdf.mail.message import UNDATED, MessageKey, message_key, veiled, week_of
from runstrong_pdf.model.address import address_problem, comparable_address, name_and_address
from runstrong_pdf.model.club import Made
from runstrong_pdf.model.fields import FIELDS
from runstrong_pdf.progress import Progress

LARGEST_LIST = 16 * 1024 * 1024
"""Bytes of the list of those who want no mail."""
EVERY = 1.0
"""Seconds between two looks that are worth writing down; a shorter run leaves no trace at all."""
WAITING = "waiting"
"""The step of a run that does nothing for a while: it is told at once, as nothing follows soon."""
SILENT = 60.0
"""Seconds after which a run that makes files and says nothing has probably been ended."""
LARGEST_PROGRESS = 4096
"""Bytes of the file that tells how far a run is."""
SHORTEST_BLOCK = dt.timedelta(weeks=FIELDS["weeks"].low or 0)
"""No plan is shorter."""
StatusWord = Literal[
    "left out",
    "on paper",
    "send is no",
    "unsubscribed",
    "new",
    "changed",
    "not sent",
    "being sent",
    "sent",
    "delayed",
    "failed",
    "unknown",
]
"""What `DeliveryStatus.state` can be.

`left out` has no plan, for what is wrong with the row.
`unsubscribed` is an address on the club's list of those who want no mail.
`new` was never sent; `changed` is another plan than the one that was sent, and goes out only when
that is asked for; `not sent` was begun,
certainly did not arrive and goes out next time; `being sent` is in the hands of a run that goes on
right now; `delayed` the server did not take yet; `failed` it
refused; of `unknown` nobody knows whether it arrived.
"""
WORDS: Mapping[DeliveryState, StatusWord] = MappingProxyType(
    {
        DeliveryState.STARTED: "not sent",
        DeliveryState.IN_FLIGHT: "being sent",
        DeliveryState.SENT: "sent",
        DeliveryState.DELAYED: "delayed",
        DeliveryState.FAILED: "failed",
        DeliveryState.UNKNOWN: "unknown",
    }
)
"""What the states of the ledger are called."""


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """Where one person's plan stands.

    Attributes:
        row, name, email: as the roster has them; email is empty for those who get paper.
        file: name of the PDF; empty for none.
        state: see `StatusWord`.
        detail: why, in words; empty if there is nothing to say.
        when: of the last message that was sent to this person; None for none.
    """

    row: int
    name: str
    email: str
    file: str
    state: StatusWord
    detail: str = ""
    when: dt.datetime | None = None


class SendListener:
    """Told what happens while mail goes out; override what you want to know.

    Example:
        >>> class Printer(SendListener):
        ...     def outcome(self, message):
        ...         print(message.name, message.state, message.detail)
    """

    def begins(self, messages: Sequence[DeliveryStatus]) -> None:
        """Take note of what is to be sent, before everything is checked."""

    def outcome(self, message: DeliveryStatus) -> None:
        """Take note of what became of one message."""

    def waits(self, seconds: float, why: str) -> None:
        """Take note that nothing will happen for a while."""


@dataclass(frozen=True)
class DueRule:
    """Who of those who get mail is due, beside those who have nothing yet.

    Attributes:
        resend_unknown: also those of whom nobody knows whether an earlier message arrived, and
            those whose message came back: a forwarded one may have arrived all the same.
        changed: also those who have another plan already.
        new_only: nobody but those who never got anything.
    """

    resend_unknown: bool = False
    changed: bool = False
    new_only: bool = False


class History:
    """What the ledger says of a club's people.

    Args:
        entries: of the ledger.
        everybody: whom there is a plan for. Mail to one who is not among them, but had the address
            of somebody who is, went to the same person under an earlier name.
    """

    def __init__(
        self, entries: Mapping[MessageKey, LedgerEntry], everybody: Iterable[Made]
    ) -> None:
        here = {message_key(made).person for made in everybody}
        self._entries = entries
        self._last: dict[tuple[str, int], list[tuple[str, float]]] = {}
        for key, entry in entries.items():
            if entry.state in WENT_OUT:
                week, start = week_of(key.content)
                who = {key.person} if key.person in here else {key.person, entry.address.lower()}
                for one in who:
                    self._last.setdefault((one, week), []).append((start, entry.at))

    def entry(self, made: Made) -> LedgerEntry | None:
        """Return what became of somebody's plan, also if that person was forgotten since.

        The first version kept it by the PDF's hash.
        """
        key = message_key(made)
        possible = (
            MessageKey(person, content)
            for person in (key.person, veiled(key.person))
            for content in (key.content, made.sha256)
        )
        return next(filter(None, map(self._entries.get, possible)), None)

    def before(self, made: Made) -> float | None:
        """Return when any plan was last sent to somebody, or any sheets of that week of a block.

        None for never. The same week of plans that start further apart than the shortest plan is
        long is not of the same block.
        """
        known = (message_key(made).person, made.email.lower())
        for who in (*known, *map(veiled, known)):
            times = self._last.get((who, made.week), ())
            if same := [at for start, at in times if not made.week or _near(start, made.start)]:
                return same[-1]
        return None


def _near(start: str, other: str | None) -> bool:
    """Return whether two plans may be of the same block, by the days they start on."""
    if start == UNDATED or not other:
        return True
    return abs(dt.date.fromisoformat(start) - dt.date.fromisoformat(other)) < SHORTEST_BLOCK


def statuses(people: Iterable[Made], history: History) -> tuple[DeliveryStatus, ...]:
    """Return where everybody's plan stands, in the order of the people."""
    return tuple(_status(made, history) for made in people)


def due(people: Iterable[Made], history: History, rule: DueRule) -> tuple[Made, ...]:
    """Return who is to get a message: those tried before come last, lest they hold up the rest."""
    left = [made for made in people if _is_due(made, history, rule)]
    return tuple(sorted(left, key=lambda made: history.entry(made) is not None))


def _is_due(made: Made, history: History, rule: DueRule) -> bool:
    entry, before = history.entry(made), history.before(made)
    if before is not None and rule.new_only:
        return False
    if entry is None:
        return before is None or rule.changed
    if entry.state is DeliveryState.SENT:
        return False
    doubtful = entry.state in WENT_OUT or entry.detail.startswith(CAME_BACK)
    return not doubtful or rule.resend_unknown


def status_of(
    made: Made, state: StatusWord | DeliveryState, detail: str = "", at: float | None = None
) -> DeliveryStatus:
    """Return the status of a person; `at` in seconds since 1970."""
    word = WORDS[state] if isinstance(state, DeliveryState) else state
    when = dt.datetime.fromtimestamp(at).astimezone() if at is not None else None
    return DeliveryStatus(made.row, made.name, made.email, made.file, word, detail, when)


def _status(made: Made, history: History) -> DeliveryStatus:
    if not made.send:
        if made.unsubscribed:
            return status_of(made, "unsubscribed")
        return status_of(made, "send is no" if made.email else "on paper")
    entry, before = history.entry(made), history.before(made)
    if entry is None:
        return status_of(made, "new" if before is None else "changed", at=before)
    if entry.state is DeliveryState.SENT:
        return status_of(made, "sent", at=entry.at)
    return status_of(made, entry.state, entry.detail, before)


# -- unsubscribed ----------------------------------------------------------------------------------


def without_unsubscribed(folder: ClubFolder, people: Iterable[Made]) -> Iterator[Made]:
    """Yield people; those who are unsubscribed get no mail. Raises MailError."""
    addresses = unsubscribed(folder)
    for made in people:
        if made.send and comparable_address(made.email) in addresses:
            yield made.model_copy(update={"send": False, "unsubscribed": True})
        else:
            yield made


def unsubscribed(folder: ClubFolder) -> frozenset[str]:
    """Return the addresses that nothing is to be sent to; nothing if there is no list.

    Raises:
        MailError: for every line that is no address: whoever it means would be mailed.
    """
    file = folder.path / UNSUBSCRIBED
    if not file.exists() and not file.is_symlink():
        return frozenset()
    content = read_file(file, LARGEST_LIST, MailError, "list of addresses")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        remedy = "save it as plain text in UTF-8, one address a line"
        raise MailError("is no text in UTF-8", remedy, where=str(file)) from error
    found, wrong = set[str](), list[Problem]()
    for row, line in enumerate(text.splitlines(), 1):
        typed = line.strip()
        if not typed or typed.startswith("#"):
            continue
        address = name_and_address(typed)[1]
        if address_problem(address):
            why = f"{plain_line(typed)[:60]!r} is no email address"
            remedy = "write one address a line; a line that begins with # is a comment"
            wrong.append(Problem("", why, remedy, where=str(file), row=row))
        found.add(comparable_address(address))
    if wrong:
        raise MailError(wrong)
    return frozenset(found)


# -- runs that go on -------------------------------------------------------------------------------


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
    file, begins = folder.path / PROGRESS[kind], _begins(kind)
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
    found = (_read(folder, kind) for kind in PROGRESS)
    return tuple(state for state in found if state)


def _read(folder: ClubFolder, kind: RunKind) -> RunState | None:
    """Return what a run said last; None if there is none, or the file is not ours."""
    file = folder.path / PROGRESS[kind]
    with suppress(RunstrongError, ValueError, OverflowError, OSError):
        content = read_file(file, LARGEST_PROGRESS)
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

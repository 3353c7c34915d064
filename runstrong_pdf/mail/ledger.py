"""Who already got what: a database in the club's folder. The only home of sqlite3.

Three entries a person, each on disk before the next step: started, in flight (just before the
final dot), outcome. A run that is killed leaves at most one message in flight; the next one finds
it and calls it unknown. One run at a time: the database stays locked as long as it is open.
"""

import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from runstrong_pdf.errors import MailError, plain_line
from runstrong_pdf.files import OWNER_ONLY, failing_as, make_private, read_file, write_whole
from runstrong_pdf.mail.message import MessageKey, veiled
from runstrong_pdf.model.remedies import REBUILD

VERSION = 2
"""1 had the SHA-256 of the PDF as content, and no place."""
APPLICATION = 0x52756E53
"""How a database says in its head that it is ours, since version 2."""
LATEST = 250_000_000_000.0
"""Seconds since 1970; beyond the year 9890 nothing can be written as a date any more."""
TABLES = """
CREATE TABLE IF NOT EXISTS messages (
    person TEXT NOT NULL, content TEXT NOT NULL,
    name TEXT NOT NULL, address TEXT NOT NULL,
    state TEXT NOT NULL, detail TEXT NOT NULL, attempts INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (person, content)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS place (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    computer TEXT NOT NULL, folder TEXT NOT NULL, inode TEXT NOT NULL
)"""
WRITE = """
INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (person, content) DO UPDATE SET
    attempts = attempts + (excluded.state = 'started'), at = excluded.at,
    detail = CASE WHEN {keeps} THEN detail ELSE excluded.detail END,
    state = CASE WHEN {keeps} THEN state ELSE excluded.state END
""".format(keeps="excluded.state = 'started' AND state = 'unknown'")
"""To begin anew does not make known what became of the last try."""
READ = "SELECT person, content, name, address, state, detail, attempts, at FROM messages"
REMOVE = "DELETE FROM messages WHERE person = ? AND content = ?"
MARK_INTERRUPTED = "UPDATE messages SET state = ?, detail = ? WHERE state = ?"
INTERRUPTED = "the run was interrupted in the moment of sending"
CAME_BACK = "it came back:"
"""How the detail of a message begins that was taken first and could not be delivered then."""
JOURNAL = "-journal"
"""What SQLite adds to the name of a database for what is not yet, or no more, in it."""
LARGEST = 1024 * 1024 * 1024
GLANCES, BETWEEN_GLANCES = 200, 0.01
"""How often, and every how many seconds, a ledger is looked at until it holds still."""


class DeliveryState(StrEnum):
    """The state of a message in the ledger.

    STARTED may be sent again: its last dot was never written. IN_FLIGHT becomes UNKNOWN when the
    run that wrote it is gone.
    """

    STARTED = "started"
    IN_FLIGHT = "in-flight"
    SENT = "sent"
    DELAYED = "delayed"
    FAILED = "failed"
    UNKNOWN = "unknown"


WENT_OUT = frozenset({DeliveryState.IN_FLIGHT, DeliveryState.UNKNOWN, DeliveryState.SENT})
"""States of a message that may have arrived."""


class BusyLedgerError(MailError):
    """Another run has it."""


class DamagedLedgerError(MailError):
    """What is there is no ledger, or cannot be believed."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What the ledger says of one message. `at` in seconds since 1970."""

    name: str
    address: str
    state: DeliveryState
    detail: str
    attempts: int
    at: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a folder is: on which computer, its path, and its number in the file system."""

    computer: str
    folder: str
    inode: str


@dataclass(frozen=True)
class Ledger:
    """The open ledger: a connection to a database with our tables, held alone."""

    connection: sqlite3.Connection
    where: str

    def write(self, key: MessageKey, entry: LedgerEntry) -> None:
        """Put one message into a state; it is on disk when this returns. Raises MailError."""
        self.fill({key: entry})

    def fill(self, entries: Mapping[MessageKey, LedgerEntry]) -> None:
        """Write several entries, all of them or none. Raises MailError."""
        with self._writing():
            self.connection.executemany(WRITE, _rows(entries))

    def entries(self) -> Mapping[MessageKey, LedgerEntry]:
        """Return everything, by person and content, the oldest first. Raises MailError."""
        try:
            rows = self.connection.execute(f"{READ} ORDER BY at").fetchall()
        except sqlite3.Error as error:
            raise _damaged(self.where, str(error)) from error
        return dict(self._entry(*row) for row in rows)

    def place(self) -> Place | None:
        """Return where the folder was when the ledger was last used; None if it does not say."""
        query = "SELECT computer, folder, inode FROM place"
        try:
            row = self.connection.execute(query).fetchone()
        except sqlite3.Error as error:
            raise _damaged(self.where, str(error)) from error
        return Place(*map(str, row)) if row else None

    def settle(self, place: Place) -> None:
        """Write down where the folder is. Raises MailError."""
        values = (place.computer, place.folder, place.inode)
        with self._writing():
            self.connection.execute("INSERT OR REPLACE INTO place VALUES (1, ?, ?, ?)", values)

    def forget(self, keys: Iterable[MessageKey]) -> None:
        """Take names and addresses out; what is left keeps a second mail from going out.

        That is a digest of person and address, which plan it was and when, of messages that may
        have arrived; nothing of others. The file is written anew, so that nothing lies in its gaps.

        Raises:
            MailError: when it cannot be written.
        """
        entries, keys = self.entries(), tuple(keys)
        left = {
            MessageKey(veiled(key.person), key.content): replace(
                entries[key], name="", address=veiled(entries[key].address.lower()), detail=""
            )
            for key in keys
            if entries[key].state in WENT_OUT
        }
        with self._writing():
            self.connection.execute("PRAGMA secure_delete = ON")
            self.connection.executemany(REMOVE, [(key.person, key.content) for key in keys])
            self.connection.executemany(WRITE, _rows(left))
        with self._writing():
            self.connection.execute("VACUUM")

    def sent_since(self, at: float) -> list[float]:
        """Return when messages were handed over after `at`, also unknown ones and those back.

        What went to one address at the same moment was one message, for several people.
        """
        counted = (DeliveryState.SENT, DeliveryState.UNKNOWN)
        messages = {
            (one.address.lower(), one.at)
            for one in self.entries().values()
            if one.at > at and (one.state in counted or one.detail.startswith(CAME_BACK))
        }
        return [when for _, when in messages]

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self.connection:
                yield
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise MailError(
                f"the ledger cannot be written ({error}); sending has stopped, because what is "
                "not recorded could be sent twice",
                "make room on the disk, then send again: only the rest goes out",
            ) from error

    def _entry(self, *row: object) -> tuple[MessageKey, LedgerEntry]:
        """Return one row, for whose columns SQLite itself vouches little. Raises MailError."""
        match row:
            case (
                str(person), str(content), str(name), str(address),
                str(state), str(detail), int(attempts), float(at),
            ) if state in set(DeliveryState) and 0 <= at < LATEST:  # fmt: skip
                entry = LedgerEntry(name, address, DeliveryState(state), detail, attempts, at)
                return MessageKey(person, content), entry
        raise _damaged(self.where, f"the entry of {plain_line(str(row[2]))[:60]!r} makes no sense")


@contextlib.contextmanager
def open_ledger(file: Path | None) -> Iterator[Ledger]:
    """Open the ledger for this run alone, and make it if there is none.

    What an earlier run left in flight is called unknown: no run is sending it any more.

    Args:
        file: None for one that is forgotten, for messages to oneself.

    Raises:
        DamagedLedgerError: when it is damaged, or the database of another program.
        BusyLedgerError: when another run has it.
        MailError: when it cannot be opened.
    """
    where = str(file or ":memory:")
    if file:
        make_private(file, MailError)
    try:
        connection = sqlite3.connect(where, timeout=1.0)
    except sqlite3.Error as error:
        raise MailError(f"cannot be opened: {error}", where=where) from error
    with contextlib.closing(connection):
        try:
            _prepare(connection, where)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                text = "another run is sending for this club right now"
                raise BusyLedgerError(text, "wait until it has ended", where=where) from error
            raise MailError(f"cannot be used: {error}", where=where) from error
        except sqlite3.DatabaseError as error:
            raise _damaged(where, str(error)) from error
        yield Ledger(connection, where)


def glance(file: Path) -> Mapping[MessageKey, LedgerEntry]:
    """Return what the ledger says that another run has open; nothing is locked or changed.

    Database and journal are copied while neither changes, which is what a crash at that moment
    would have left; from that, SQLite finds the state before or after the last entry.

    Raises:
        MailError: when it cannot be read.
    """
    with failing_as(MailError, file), tempfile.TemporaryDirectory(prefix="runstrong-") as folder:
        copy = Path(folder, "ledger.sqlite")
        for path, content in zip((copy, Path(f"{copy}{JOURNAL}")), _at_rest(file), strict=True):
            write_whole(path, content, mode=OWNER_ONLY)
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            try:
                if not connection.execute("SELECT * FROM sqlite_master").fetchone():
                    return {}  # it is being made
            except sqlite3.Error as error:
                raise _damaged(str(file), str(error)) from error
            return Ledger(connection, str(file)).entries()


def _at_rest(file: Path) -> tuple[bytes, ...]:
    """Return database and journal as they were at one moment. Raises MailError."""
    before: tuple[bytes, ...] = ()
    for _ in range(GLANCES):
        now = tuple(_content(Path(f"{file}{ending}")) for ending in ("", JOURNAL))
        if now == before:
            return now
        before = now
        time.sleep(BETWEEN_GLANCES)
    raise MailError("changes all the time", "try again", where=str(file))


def _content(file: Path) -> bytes:
    """Return what is in a file, nothing if it is not there. Raises MailError."""
    try:
        return read_file(file, LARGEST, MailError, "ledger")
    except MailError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return b""
        raise


def _prepare(connection: sqlite3.Connection, where: str) -> None:
    """Take the lock, check whose it is, make the tables. Raises MailError and sqlite3.Error."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN EXCLUSIVE")
    version, application = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("user_version", "application_id")
    )
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if tables and ("messages" not in tables or application not in {0, APPLICATION}):
        raise DamagedLedgerError("is the database of another program", REBUILD, where=where)
    if version > VERSION:
        raise MailError(
            "was written by a newer runstrong", "install the newest version", where=where
        )
    for table in TABLES.split(";"):
        connection.execute(table)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    interrupted = (DeliveryState.UNKNOWN, INTERRUPTED, DeliveryState.IN_FLIGHT)
    connection.execute(MARK_INTERRUPTED, interrupted)
    connection.commit()
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("its check fails")


def _rows(entries: Mapping[MessageKey, LedgerEntry]) -> list[tuple[str | int | float, ...]]:
    return [
        (key.person, key.content, e.name, e.address, e.state, e.detail, e.attempts, e.at)
        for key, e in entries.items()
    ]


def _damaged(where: str, why: str) -> DamagedLedgerError:
    text = f"is damaged ({why}); without it nobody knows who already got mail"
    return DamagedLedgerError(text, REBUILD, where=where)

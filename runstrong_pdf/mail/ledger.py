"""Who already got what: a database in the club's folder. The only home of sqlite3.

Three entries a message, each on disk before the next step: started, in flight (just before the
final dot), outcome. A run that is killed leaves at most one message in flight; the next one finds
it and calls it unknown. One run at a time: the database stays locked as long as it is open.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from runstrong_pdf.errors import MailError
from runstrong_pdf.files import make_private
from runstrong_pdf.mail.message import MessageKey
from runstrong_pdf.mail.replies import DeliveryState

VERSION = 1
TABLE = """
CREATE TABLE IF NOT EXISTS messages (
    person TEXT NOT NULL, content TEXT NOT NULL,
    name TEXT NOT NULL, address TEXT NOT NULL,
    state TEXT NOT NULL, detail TEXT NOT NULL, attempts INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (person, content)
) WITHOUT ROWID"""
WRITE = """
INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, 1, ?)
ON CONFLICT (person, content) DO UPDATE SET
    state = excluded.state, detail = excluded.detail, at = excluded.at,
    attempts = attempts + (excluded.state = 'started')"""
MARK_INTERRUPTED = "UPDATE messages SET state = ?, detail = ? WHERE state = ?"
INTERRUPTED = "the run was interrupted in the moment of sending"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What the ledger says of one message. `at` in seconds since 1970."""

    state: DeliveryState
    detail: str
    attempts: int
    at: float


@dataclass(frozen=True)
class Ledger:
    """The open ledger: a connection to a database with our table, held alone."""

    connection: sqlite3.Connection

    def write(
        self,
        key: MessageKey,
        name: str,
        address: str,
        state: DeliveryState,
        at: float,
        detail: str = "",
    ) -> None:
        """Put one message into a state; it is on disk when this returns. Raises MailError."""
        values = (key.person, key.content, name, address, state, detail, at)
        try:
            with self.connection:
                self.connection.execute(WRITE, values)
        except sqlite3.Error as error:
            raise MailError(
                f"the ledger cannot be written ({error}); sending has stopped, because what is "
                "not recorded could be sent twice",
                "make room on the disk, then send again: only the rest goes out",
            ) from error

    def entries(self) -> Mapping[MessageKey, LedgerEntry]:
        """Return everything, by person and content, the oldest first. Raises MailError."""
        query = "SELECT person, content, state, detail, attempts, at FROM messages ORDER BY at"
        try:
            rows = self.connection.execute(query).fetchall()
        except sqlite3.Error as error:
            raise MailError(f"the ledger cannot be read: {error}") from error
        return {
            MessageKey(person, content): LedgerEntry(DeliveryState(state), detail, attempts, at)
            for person, content, state, detail, attempts, at in rows
        }

    def sent_since(self, at: float) -> list[float]:
        """Return when messages were handed over after `at`; unknown ones count as handed over."""
        rows = self.connection.execute(
            "SELECT at FROM messages WHERE at > ? AND state IN (?, ?)",
            (at, DeliveryState.SENT, DeliveryState.UNKNOWN),
        )
        return [row[0] for row in rows]


@contextlib.contextmanager
def open_ledger(file: Path | None) -> Iterator[Ledger]:
    """Open the ledger for this run alone, and make it if there is none. Raises MailError.

    What an earlier run left in flight is called unknown: no run is sending it any more.

    Args:
        file: None for one that is forgotten, for messages to oneself.
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
            text, remedy = f"cannot be used: {error}", ""
            if "locked" in str(error):
                text = "another run is sending for this club right now"
                remedy = "wait until it has ended"
            raise MailError(text, remedy, where=where) from error
        except sqlite3.DatabaseError as error:
            raise MailError(
                f"is damaged ({error}); without it nobody knows who already got mail",
                "put back a copy; if there is none, mail/sent/ holds a copy of every message sent",
                where=where,
            ) from error
        yield Ledger(connection)


def _prepare(connection: sqlite3.Connection, where: str) -> None:
    """Take the lock, check the version, make the table. Raises MailError and sqlite3.Error."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN EXCLUSIVE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise MailError(
            "was written by a newer runstrong", "install the newest version", where=where
        )
    connection.execute(TABLE)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    interrupted = (DeliveryState.UNKNOWN, INTERRUPTED, DeliveryState.IN_FLIGHT)
    connection.execute(MARK_INTERRUPTED, interrupted)
    connection.commit()
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("its check fails")

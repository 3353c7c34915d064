"""Who already got what: a database in the club's folder. The only home of sqlite.

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
from runstrong_pdf.mail.letter import Key
from runstrong_pdf.mail.replies import State

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

LOST = "UPDATE messages SET state = ?, detail = ? WHERE state = ?"
INTERRUPTED = "the run was interrupted in the moment of sending"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says of one message. `at` in seconds since 1970."""

    name: str
    address: str
    state: State
    detail: str
    attempts: int
    at: float


class Ledger:
    """The open ledger.

    Args:
        connection: to a database with our table, held alone.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def write(
        self, key: Key, name: str, address: str, state: State, at: float, detail: str = ""
    ) -> None:
        """Put one message into a state; it is on disk when this returns."""
        values = (key.person, key.content, name, address, state, detail, at)
        try:
            with self._connection:
                self._connection.execute(WRITE, values)
        except sqlite3.Error as error:
            raise MailError(
                f"the ledger cannot be written ({error}); sending has stopped, because what is "
                "not written down could be sent twice",
                "make room on the disk, then run the same command again",
            ) from error

    def entries(self) -> Mapping[Key, Entry]:
        """Return everything, by person and content."""
        try:
            rows = self._connection.execute("SELECT * FROM messages ORDER BY at").fetchall()
        except sqlite3.Error as error:
            raise MailError(f"the ledger cannot be read: {error}") from error
        return {
            Key(person, content): Entry(name, address, State(state), detail, attempts, at)
            for person, content, name, address, state, detail, attempts, at in rows
        }

    def sent_since(self, at: float) -> list[float]:
        """Return when messages were handed over after `at`; unknown ones count as handed over."""
        rows = self._connection.execute(
            "SELECT at FROM messages WHERE at > ? AND state IN (?, ?)",
            (at, State.SENT, State.UNKNOWN),
        )
        return [row[0] for row in rows]


@contextlib.contextmanager
def open_ledger(file: Path | None) -> Iterator[Ledger]:
    """Open the ledger for this run alone, and make it where there is none. Raises MailError.

    What an earlier run left in flight is called unknown: it can be nobody's any more.

    Args:
        file: None for one that is forgotten, for messages to oneself.
    """
    connection = _connected(file or Path(":memory:"))
    try:
        yield Ledger(connection)
    finally:
        connection.close()


def _connected(file: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(file, timeout=1.0)
    except sqlite3.Error as error:
        raise MailError(f"{file}: cannot be opened: {error}") from error
    try:
        _prepare(connection, file)
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            raise MailError(
                f"{file}: another run is sending for this club right now",
                "wait until it has ended",
            ) from error
        raise MailError(f"{file}: cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise MailError(
            f"{file}: is damaged ({error}); without it nobody knows who already got mail",
            "put back a copy; if there is none, mail/sent/ holds a copy of every message sent",
        ) from error
    return connection


def _prepare(connection: sqlite3.Connection, file: Path) -> None:
    """Take the lock, check the version, make the table."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN EXCLUSIVE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        connection.close()
        raise MailError(f"{file}: was written by a newer runstrong", "install the newest version")
    connection.execute(TABLE)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute(LOST, (State.UNKNOWN, INTERRUPTED, State.IN_FLIGHT))
    connection.commit()
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("its check fails")

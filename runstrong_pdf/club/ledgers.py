"""The ledger of one club: believed only where it fits its folder, and made again from the copies.

It does not fit if `mail/sent` holds copies of messages that it does not know, or if it was last
used on another computer: what was sent from there, nobody knows here. Messages that came back are
called failed in it.
"""

import os
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from runstrong_pdf.club.folder import SENT, ClubFolder
from runstrong_pdf.errors import MailError, OutputError, Problem
from runstrong_pdf.files import failing_as, path_of, read_file, remove
from runstrong_pdf.mail.copies import MessageCopies, read_bounces, read_copy
from runstrong_pdf.mail.ledger import (
    CAME_BACK,
    JOURNAL,
    WENT_OUT,
    BusyLedgerError,
    DamagedLedgerError,
    DeliveryState,
    Ledger,
    LedgerEntry,
    Place,
    glance,
    open_ledger,
)
from runstrong_pdf.mail.message import MessageKey
from runstrong_pdf.model.club import Made
from runstrong_pdf.model.remedies import REBUILD

LARGEST_MAILBOX = 512 * 1024 * 1024
"""Bytes."""
WHOSE = "ask whose it is and move it to another folder; that person may have a plan already"


@dataclass(frozen=True)
class RebuildReport:
    """What `Club.rebuild_ledger` did.

    Attributes:
        messages: how many the ledger knows now; copies: of how many there is a copy.
        backup: where the old ledger is kept; None if there was none.
        problems: copies of which nobody can say whose they are.
    """

    file: Path
    messages: int
    copies: int
    backup: Path | None = None
    problems: tuple[Problem, ...] = ()


@contextmanager
def club_ledger(folder: ClubFolder) -> Iterator[Ledger]:
    """Open the ledger of a club for this run alone. Raises MailError if it does not fit."""
    if not _is_there(folder):
        _check_copies(folder, {})
    with open_ledger(folder.ledger_file) as ledger:
        _check_place(ledger, folder)
        _check_copies(folder, ledger.entries())
        yield ledger


def begin_ledger(folder: ClubFolder) -> None:
    """Make a ledger, unless there is one: a folder that is copied then shows it. Raises MailError.

    Where copies of messages are without a ledger, none is made: that must be noticed.
    """
    if not _is_there(folder) and not any(sent_copies(folder).files()):
        with club_ledger(folder):
            pass


def ledger_entries(folder: ClubFolder) -> Mapping[MessageKey, LedgerEntry]:
    """Return what a club's ledger says, also while a run is sending.

    If there is none, none is made.

    Raises:
        MailError: when it cannot be read, or does not fit its folder.
    """
    if not _is_there(folder):
        _check_copies(folder, {})
        return {}
    try:
        with club_ledger(folder) as ledger:
            return ledger.entries()
    except BusyLedgerError:  # that run has seen to it that the ledger fits
        return glance(folder.ledger_file)


def is_sending(folder: ClubFolder) -> bool:
    """Return whether a run has the ledger right now."""
    try:
        if _is_there(folder):
            with open_ledger(folder.ledger_file):
                pass
    except BusyLedgerError:
        return True
    except MailError:  # whoever reads it will say so
        return False
    return False


def _is_there(folder: ClubFolder) -> bool:
    with failing_as(MailError, folder.ledger_file):
        return folder.ledger_file.exists()


def _check_copies(folder: ClubFolder, entries: Mapping[MessageKey, LedgerEntry]) -> None:
    """Raise MailError if there are copies of messages that the ledger does not know."""
    unknown = sent_copies(folder).unknown_to(entries)
    if unknown:
        there = f"{len(unknown)} such as {unknown[0].name}" if unknown[1:] else unknown[0].name
        raise MailError(
            f"does not know of messages whose copies are in mail/sent ({there}); "
            "those people would get a second one",
            REBUILD,
            where=str(folder.ledger_file),
        )


def sent_copies(folder: ClubFolder) -> MessageCopies:
    """Return the copies of what was sent."""
    return MessageCopies(folder.path / SENT)


def rebuild_ledger(folder: ClubFolder, people: Iterable[Made]) -> RebuildReport:
    """Make the ledger again, as `Club.rebuild_ledger` does.

    Args:
        people: for whom there is a plan now.
    """
    file, people = folder.ledger_file, tuple(people)
    backup = _backup(file)  # before it is opened, which may change it
    entries, problems, copies = _old_entries(file, backup), list[Problem](), 0
    for copy, digest, state in sent_copies(folder).files():
        if found := read_copy(copy, digest, state, people):
            copies += 1
            (key, copied), sent = found, state is DeliveryState.SENT
            known = entries.get(key)  # as much may be known already
            if not known or (known.state is not state if sent else known.state not in WENT_OUT):
                entries[key] = copied
        else:
            text = "nobody can say who got this message"
            problems.append(Problem("", text, WHOSE, severity="warning", where=str(copy)))
    fresh = file.with_name(f"{file.name}.new")
    for left in (fresh, Path(f"{fresh}{JOURNAL}")):
        remove(left)
    with open_ledger(fresh) as ledger:
        ledger.fill(entries)
        ledger.settle(_place(folder))
    with failing_as(OutputError, file, "cannot be replaced"):
        remove(Path(f"{file}{JOURNAL}"))
        fresh.replace(file)
    return RebuildReport(file, len(entries), copies, backup, tuple(problems))


def old_ledgers(folder: ClubFolder) -> list[Path]:
    """Return the ledgers that were kept when they were made again."""
    with failing_as(MailError, folder.path):
        return sorted(folder.path.glob("ledger-before-*.sqlite"))


def _check_place(ledger: Ledger, folder: ClubFolder) -> None:
    """Raise MailError if the folder is a copy of one that was used elsewhere."""
    before, here = ledger.place(), _place(folder)
    same = before is None or before.inode == here.inode
    if before and not same and (before.computer, before.folder) != (here.computer, here.folder):
        raise MailError(
            f"was last used on the computer {before.computer!r} in the folder {before.folder}; if "
            "mail went out there since, it would go out a second time from here",
            f"if so, bring ledger.sqlite and mail/sent from there, then: {REBUILD}",
            where=str(folder.ledger_file),
        )
    if before != here:
        ledger.settle(here)


def _place(folder: ClubFolder) -> Place:
    with failing_as(MailError, folder.path):
        path = folder.path.resolve()
        return Place(platform.node(), os.fspath(path), str(path.stat().st_ino))


def _old_entries(file: Path, backup: Path | None) -> dict[MessageKey, LedgerEntry]:
    """Return what of a ledger can be read, nothing if it is damaged.

    Raises:
        MailError: when another run has it; then its backup is removed.
    """
    if backup is None:
        return {}
    try:
        with open_ledger(file) as ledger:
            return dict(ledger.entries())
    except DamagedLedgerError:
        return {}
    except MailError:
        for copy in (backup, Path(f"{backup}{JOURNAL}")):
            remove(copy)
        raise


def _backup(file: Path) -> Path | None:
    """Copy the ledger and its journal beside it, under a name of their own. Raises OutputError."""
    with failing_as(OutputError, file, "cannot be copied"):
        if not file.exists():
            return None
        names = (file.with_name(f"ledger-before-{number}.sqlite") for number in count(1))
        backup = next(name for name in names if not name.exists())
        shutil.copy2(file, backup)
        journal = Path(f"{file}{JOURNAL}")
        if journal.exists():
            shutil.copy2(journal, f"{backup}{JOURNAL}")
        return backup


# -- bounces ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BounceReport:
    """What `Club.read_bounces` found.

    Attributes:
        failed: what the ledger says now of each message that came back.
        known: how many were known to have failed before.
        others: how many messages of the file are about none that was sent from here, or do not
            say that it cannot be delivered.
    """

    failed: tuple[LedgerEntry, ...]
    known: int
    others: int


def note_bounces(folder: ClubFolder, given: Path | str) -> BounceReport:
    """Call failed in the ledger what came back, as `Club.read_bounces` does."""
    content = read_file(path_of(given, "file"), LARGEST_MAILBOX, MailError, "mailbox")
    found, known, others = list[LedgerEntry](), 0, 0
    with club_ledger(folder) as ledger:
        entries = {key.digest: (key, entry) for key, entry in ledger.entries().items()}
        for bounce in read_bounces(content):
            ours = [digest for digest in bounce.digests if bounce.why and digest in entries]
            others += not ours
            for digest in ours:
                key, entry = entries[digest]
                if entry.state not in WENT_OUT:
                    known += 1
                    continue
                detail = f"{CAME_BACK} {bounce.why}"
                failed = replace(entry, state=DeliveryState.FAILED, detail=detail)
                sent_copies(folder).drop_sent(key)  # first: the ledger has to know of every copy
                ledger.write(key, failed)
                entries[digest] = key, failed
                found.append(failed)
    return BounceReport(tuple(found), known, others)

"""What came back, or must not go out: bounces into the ledger, and who is unsubscribed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.ledgers import club_ledger, sent_copies
from runstrong_pdf.errors import MailError, Problem, plain_line
from runstrong_pdf.files import path_of, read_file
from runstrong_pdf.mail.copies import read_bounces
from runstrong_pdf.mail.ledger import CAME_BACK, WENT_OUT, DeliveryState, LedgerEntry
from runstrong_pdf.model.address import address_problem, comparable_address, name_and_address
from runstrong_pdf.model.club import Made

LARGEST = 512 * 1024 * 1024
"""Bytes of a mailbox."""
LARGEST_LIST = 16 * 1024 * 1024
"""Bytes of the list of those who want no mail."""


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
    content = read_file(path_of(given, "file"), LARGEST, MailError, "mailbox")
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


# -- unsubscribed ---------------------------------------------------------------------------------


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
    file = folder.unsubscribed_file
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

"""Messages read again: copies in a folder of .eml files, and what came back.

In `mail/sent`, copies bear witness of what was sent.

A copy of a message is there before its final dot goes out, with the ending `.part`, and only as
long as the message may have gone out. So the ledger can be made again from the copies, even if
all of it is lost, and it is noticed when the ledger does not know of one.

A report of what came back (RFC 3464) tells of each address what became of it and holds the headers
of the message that was sent; its Message-ID begins with the digests of its people's keys. Anybody
can write such a file: what it says counts only if it names a message that was sent.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import Header, decode_header, make_header
from email.message import Message as ReadMessage
from email.parser import HeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from itertools import chain, product
from pathlib import Path

from runstrong_pdf.errors import MailError, OutputError, Problem, plain_line
from runstrong_pdf.files import OWNER_ONLY, failing_as, make_folder, read_file, write_whole
from runstrong_pdf.mail.ledger import WENT_OUT, DeliveryState, LedgerEntry
from runstrong_pdf.mail.message import PLAN_HEADER, MessageKey, message_key
from runstrong_pdf.model.address import person_key, unicode_domain
from runstrong_pdf.model.club import Made

PART = ".part"
"""Ending of a copy whose message may have gone out, but has not been answered for."""
NAME = re.compile(r".*-([0-9a-f]{8})\.eml(\.part)?")
"""How a copy is called: like the PDF, then the beginning of its key's digest."""
DIGEST = 8
LARGEST = 256 * 1024 * 1024
"""Bytes of a message."""
SHARED = "This message was for somebody else, too, who was to be forgotten; the rest was erased."
FROM_COPY = "from its copy in mail/sent"


@dataclass(frozen=True)
class MessageCopies:
    """A folder of copies, such as `mail/sent`; it is made when the first one is written."""

    folder: Path

    def clear(self) -> tuple[Problem, ...]:
        """Remove the copies of an earlier run; say what else is there. Raises OutputError."""
        with failing_as(OutputError, self.folder, "cannot be emptied"):
            there = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
            for file in there:
                if NAME.fullmatch(file.name):
                    file.unlink()
        others = [file.name for file in there if not NAME.fullmatch(file.name)]
        if not others:
            return ()
        some = ", ".join(others[:5]) + (", ..." if len(others) > 5 else "")
        text = f"these are not from here, and stay: {some}"
        return (Problem("", text, severity="note", where=str(self.folder)),)

    def keep(self, made: Made, message: bytes, ending: str = "") -> None:
        """Write a copy; with the ending `PART` just before its message goes. Raises OutputError."""
        make_folder(self.folder, private=True)
        write_whole(self._file(made, ending), message, mode=OWNER_ONLY)

    def finish(self, made: Made) -> None:
        """Give a copy its name, for its message has gone out. Raises OutputError."""
        part = self._file(made, PART)
        with failing_as(OutputError, part, "cannot be renamed"):
            if part.exists():
                part.replace(self._file(made))

    def drop(self, made: Made) -> None:
        """Remove a copy, if there is one, for its message did not go out. Raises OutputError."""
        part = self._file(made, PART)
        with failing_as(OutputError, part, "cannot be removed"):
            part.unlink(missing_ok=True)

    def drop_sent(self, key: MessageKey) -> None:
        """Remove the copy of a message that came back. Raises OutputError."""
        for file in self.folder.glob(f"*-{key.digest[:DIGEST]}.eml*"):
            with failing_as(OutputError, file, "cannot be removed"):
                file.unlink()

    def files(self) -> Iterator[tuple[Path, str, DeliveryState]]:
        """Yield each copy, the beginning of its digest, and the state that it is a witness of."""
        with failing_as(MailError, self.folder):
            found = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        for file in found:
            if name := NAME.fullmatch(file.name):
                yield file, name[1], DeliveryState.UNKNOWN if name[2] else DeliveryState.SENT

    def unknown_to(self, entries: Mapping[MessageKey, LedgerEntry]) -> list[Path]:
        """Return the copies of messages that, by the ledger, never went out.

        One whose run was killed before it could give it its name is given it now.

        Raises:
            OutputError: when that cannot be done.
        """
        known: dict[str, set[DeliveryState]] = {}
        for key, entry in entries.items():
            known.setdefault(key.digest[:DIGEST], set()).add(entry.state)
        possible = {DeliveryState.SENT: {DeliveryState.SENT}, DeliveryState.UNKNOWN: WENT_OUT}
        unknown = []
        for file, digest, state in self.files():
            states = known.get(digest, set())
            if not states & possible[state]:
                unknown.append(file)
            elif state is DeliveryState.UNKNOWN and states == {DeliveryState.SENT}:
                with failing_as(OutputError, file, "cannot be renamed"):
                    file.replace(file.with_name(file.name.removesuffix(PART)))
        return unknown

    def _file(self, made: Made, ending: str = "") -> Path:
        stem = made.file.removesuffix(".pdf")
        return self.folder / f"{stem}-{message_key(made).digest[:DIGEST]}.eml{ending}"


def read_copy(
    file: Path, digest: str, state: DeliveryState, people: Iterable[Made]
) -> tuple[MessageKey, LedgerEntry] | None:
    """Return what a copy is a witness of; None if nobody can say whose it is.

    Args:
        digest: the beginning of its key's.
        people: who may have got it, for copies whose content a power cut has spoilt.

    Raises:
        MailError: when the file cannot be read.
    """
    content = read_file(file, LARGEST, MailError, "message")
    message = _head(content)
    at = _date(message) or file.stat().st_mtime
    for key, name, address in chain(_keys(message, content), _made_keys(people)):
        if key.digest.startswith(digest):
            return key, LedgerEntry(name, address, state, FROM_COPY, 1, at)
    return None


def without(file: Path, who: Callable[[str, str], bool]) -> bytes | None:
    """Return what of a copy is of others than somebody; None if it is not of both.

    That is who they are and what they got, without words and files; a witness still.

    Args:
        who: whether a name and an address are theirs.

    Raises:
        MailError: when the file cannot be read.
    """
    message = _head(read_file(file, LARGEST, MailError, "message"))
    try:
        people = _recipients(message)
    except (LookupError, ValueError, MessageError):
        return None
    others = [
        (name, address)
        for name, address in people
        if not any(who(name, form) for form in _forms(address))
    ]
    if not others or others == people:
        return None
    to = (f"{Header(name, 'utf-8').encode()} <{address}>" for name, address in others)
    kept = [f"To: {', '.join(to)}", f"Date: {message['Date']}"]
    kept += [f"{PLAN_HEADER}: {plan}" for plan in message.get_all(PLAN_HEADER, [])]
    return "\r\n".join([*kept, "", SHARED, ""]).encode("utf-8", "replace")


def _head(content: bytes) -> ReadMessage:
    head = content.partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
    return HeaderParser().parsestr(head)


Candidate = tuple[MessageKey, str, str]
"""A key, and the name and address that it is the key of."""


def _keys(message: ReadMessage, content: bytes) -> Iterator[Candidate]:
    """Yield whom a message may be for by its headers; the digest tells whether it is so."""
    try:
        people = _recipients(message)
        plans = [_decoded(plan) for plan in message.get_all(PLAN_HEADER, [])]
    except (LookupError, ValueError, MessageError):
        return
    for (name, address), plan in product(people, plans or [_pdf_digest(content)]):
        for form in _forms(address):
            yield MessageKey(person_key(name, form), plan), name, form


def _recipients(message: ReadMessage) -> list[tuple[str, str]]:
    """Return names and addresses. Raises LookupError, ValueError and MessageError."""
    found = getaddresses(message.get_all("To", []))
    return [(_decoded(encoded), address) for encoded, address in found]


def _forms(address: str) -> Iterable[str]:
    """Return how an address of a header may stand in the roster."""
    return dict.fromkeys((address, unicode_domain(address)))


def _decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


def _made_keys(people: Iterable[Made]) -> Iterator[Candidate]:
    for made in people:
        for week in range(len(made.weeks) + 1):
            key = message_key(made.model_copy(update={"week": week}))
            yield key, made.name, made.email


def _pdf_digest(content: bytes) -> str:
    """Return what copies of the first version have as their plan: the SHA-256 of the PDF."""
    for part in message_from_bytes(content).walk():
        pdf = part.get_payload(decode=True)
        if part.get_content_type() == "application/pdf" and isinstance(pdf, bytes):
            return hashlib.sha256(pdf).hexdigest()
    return ""


def _date(message: ReadMessage) -> float:
    try:
        return parsedate_to_datetime(str(message["Date"])).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0


# -- messages that came back -----------------------------------------------------------------------

LARGEST_REPORT = 1024 * 1024
"""Bytes of a report that are read: what it says comes first, then all of the message."""
LONGEST_REASON = 200
"""Characters of a reason that are kept."""
OURS = re.compile(r"\s*<([0-9a-f]{32}(?:\.[0-9a-f]{32})*)@[^<>\s]*>\s*")
FROM_LINE = re.compile(rb"(?:\A|\n\n)From [^\n]*\n")
"""What parts the messages of an mbox file."""
HEADERS = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
"""Kinds of parts that hold nothing but the headers of what was sent."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """One message of a file.

    Attributes:
        digests: of the keys of those whom the message was for; none if it is none of ours.
        why: what the server said; empty if it does not say that the message cannot be delivered.
    """

    digests: tuple[str, ...] = ()
    why: str = ""


def read_bounces(content: bytes) -> Iterator[Bounce]:
    """Yield what every message of an mbox file says, or the only one of an .eml file."""
    content = content.replace(b"\r\n", b"\n")
    lines = list(FROM_LINE.finditer(content)) if content.startswith(b"From ") else []
    begins = [line.end() for line in lines] or [0]
    ends = [line.start() for line in lines[1:]] + [len(content)]
    for begin, end in zip(begins, ends, strict=True):
        yield _read(content[begin : min(end, begin + LARGEST_REPORT)])


def _read(content: bytes) -> Bounce:
    try:
        message = message_from_bytes(content)
        digests, reasons = set[str](), list[str]()
        for part in message.walk():
            if part is not message:
                digests |= set(_digests(part))
                reasons += _reasons(part)
    except (ValueError, LookupError, TypeError, AttributeError, MessageError, RecursionError):
        return Bounce()  # the parser is not made for everything that can be written
    if len(digests) != 1:
        return Bounce()
    return Bounce(tuple(digests.pop().split(".")), reasons[0] if reasons else "")


def _digests(part: ReadMessage) -> Iterator[str]:
    """Yield the digests of the message whose headers a part is or holds, if it may be ours."""
    heads = [part]
    if part.get_content_type() in HEADERS:
        held = part.get_payload(decode=True)
        text = held if isinstance(held, bytes) else part.as_bytes().partition(b"\n\n")[2]
        heads.append(HeaderParser().parsestr(text.decode("utf-8", "replace").lstrip()))
    for head in heads:
        if found := OURS.fullmatch(str(head.get("Message-ID", ""))):
            yield found[1]


def _reasons(part: ReadMessage) -> Iterator[str]:
    """Yield why an address cannot be delivered to for good."""
    if str(part.get("Action", "")).strip().lower() == "failed":
        said = re.sub("^ *[a-zA-Z-]+ *;", "", str(part.get("Diagnostic-Code", "")))
        words = plain_line(said).strip() or plain_line(str(part.get("Status", ""))).strip()
        yield (words or "it could not be delivered")[:LONGEST_REASON]

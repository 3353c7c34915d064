"""One message to one person or family, and its bytes.

Pure: same input, same bytes, on every Python.

    multipart/mixed
        multipart/alternative
            text/plain, text/html
        application/pdf
        text/calendar, if dates are known
        ... both for everybody in the family

Attachments stand beside the alternatives, never among them: Apple Mail would show one of the two.
"""

import base64
import binascii
import datetime as dt
import hashlib
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTPUTF8, Policy
from email.utils import encode_rfc2231, format_datetime
from functools import lru_cache
from urllib.parse import quote

from runstrong_pdf.errors import MailError, plain_line
from runstrong_pdf.model.address import ascii_domain, needs_smtputf8, person_key
from runstrong_pdf.model.club import Made

LINE = 76
"""Characters of a line of base64, and of a header with encoded words (RFC 2047)."""
BLOCK = 1024 * LINE * 3 // 4
"""Bytes that become 1,024 lines of base64."""
PLAN_HEADER = "X-RunStrong-Plan"
"""The header with the content of the message's key, so that a copy says what was sent."""
VEIL = "sha256:"
"""How begins what stands for somebody forgotten."""
PLAIN_TEXT = re.compile(r"[ -~]*")
PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/^_`{|}~-]+)*")
"""Words that need neither quotes nor encoding before an address."""
ADDRESS_PLACE = "{address}"
"""Stands in the link to unsubscribe for who is to be."""
UNDATED = "undated"
"""Stands in a key for the start of a plan without dates."""
WEEK = re.compile(rf"week ([0-9]{{1,2}}) ([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{UNDATED}) ")
"""How a key's content begins that is of one week."""
PDF_PLACE = "=_pdf"
"""Stands for the PDF until the rest is written: `=_` can occur in no encoded body."""


@dataclass(frozen=True, slots=True)
class MessageKey:
    """What the ledger goes by: the same person never gets the same content twice.

    Attributes:
        person: name and address, written in one way.
        content: what the plan means to the person: its code, its dates, its edition. Not the bytes
            of the PDF, which change with a contact line or a version of the program. Of one week's
            sheets, which week, and the plan's start and code.
    """

    person: str
    content: str

    @property
    def digest(self) -> str:
        """Both in 32 characters, the same in every run: for Message-ID and boundaries."""
        return hashlib.sha256(f"{self.person}\n{self.content}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person of a message, and what is attached for them.

    Attributes:
        file: name of the attached PDF.
        calendar: text of the calendar file, empty if no dates are known.
    """

    key: MessageKey
    name: str
    address: str
    file: str
    calendar_file: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Message:
    """Everything that one message says.

    Attributes:
        to: one person, or several who share an address.
    """

    to: tuple[Recipient, ...]
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Sender:
    """Who writes: from club.toml, checked.

    Attributes:
        unsubscribe: where people can say that they want no more mail: a web page, in which
            `{address}` stands for theirs, or an address; empty for where answers go.
    """

    name: str
    address: str
    reply_to: str = ""
    unsubscribe: str = ""


def message_key(made: Made) -> MessageKey:
    """Return the key of what was made for one person: of a plan, or of the sheets of one week."""
    start = made.start or UNDATED
    content = f"{made.code} {start} {made.edition}"
    if made.week:
        content = f"week {made.week} {start} {made.code}"
    return MessageKey(person_key(made.name, made.email), content)


def week_of(content: str) -> tuple[int, str]:
    """Return the week that a key's content is of and when its plan starts; 0 for a whole plan.

    Example:
        >>> week_of("week 3 2026-12-07 UB6-2F97"), week_of("UB6-2F97 undated full colour en")
        ((3, '2026-12-07'), (0, ''))
    """
    found = WEEK.match(content)
    return (int(found[1]), found[2]) if found else (0, "")


def veiled(text: str) -> str:
    """Return what stands for a person or an address that is to be forgotten.

    Nobody can read it back; who has the same text gets the same again.

    Example:
        >>> veiled("zoe@example.org")[:20]
        'sha256:1763c758c09a8'
    """
    return f"{VEIL}{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()}"


# -- the bytes ------------------------------------------------------------------------------------


def compose(message: Message, sender: Sender, pdfs: Iterable[bytes], date: dt.datetime) -> bytes:
    """Return the whole message with CRLF line ends, as it is sent and as it is kept.

    Args:
        pdfs: one for each of those it goes to.

    Raises:
        MailError: if a header would hold a line break.
    """
    digest = message.to[0].key.digest
    words = [_text("plain", message.text), _text("html", message.html)]
    parts = [_part([_multipart("alternative", digest)], parts=words)]
    for one in message.to:
        parts.append(_part(_attachment("application/pdf", one.file), PDF_PLACE))
        if one.calendar:
            kind = "text/calendar; charset=utf-8; method=PUBLISH"
            calendar = base64.encodebytes(one.calendar.encode()).decode()
            parts.append(_part(_attachment(kind, one.calendar_file), calendar))
    head = [*_head(message, sender, date), _multipart("mixed", digest)]
    # written by itself: a PDF of 450 KB is 8,000 lines, for which the standard library takes 20 ms
    written = _part(head, parts=parts).as_bytes().split(f"\r\n\r\n{PDF_PLACE}\r\n".encode())
    pieces = [written[0]]
    for pdf, after in zip(pdfs, written[1:], strict=True):
        blocks = (_base64_block(pdf[start : start + BLOCK]) for start in range(0, len(pdf), BLOCK))
        pieces += [b"\r\n\r\n", *blocks, after]
    return b"".join(pieces)


class EncodedHeader(str):
    """A header that is encoded and folded already; `email.policy` writes it as it is.

    The policy's own folding cannot be used (Python 3.11.7, 3.12.1 and 3.13.0 alike): a long name
    with commas loses its quotes, so that `To` has many addresses; a name that looks encoded is
    decoded; spaces between encoded words come and go, by version; and it takes 4 ms a message.
    """

    __slots__ = ("name",)
    name: str

    def fold(self, *, policy: Policy) -> str:
        """Return the whole line."""
        return f"{self.name}: {self}{policy.linesep}"


def header(name: str, value: str) -> EncodedHeader:
    """Return one finished header. Raises MailError rather than let a second one in."""
    if re.search(r"\r(?!\n)|(?<!\r)\n|\r\n(?![ \t]+\S)|\0", value):
        raise MailError(f"{name}: a header of a message must not hold a line break")
    finished = EncodedHeader(value)
    finished.name = name
    return finished


def _head(message: Message, sender: Sender, date: dt.datetime) -> Iterator[EncodedHeader]:
    yield header("From", _mailbox("From", sender.name, sender.address))
    people = (_mailbox("To", one.name, one.address) for one in message.to)
    yield header("To", ",\r\n ".join(people))
    yield header("Subject", _encoded("Subject", plain_line(message.subject), PLAIN_TEXT))
    yield header("Date", format_datetime(date))
    domain = ascii_domain(sender.address).rpartition("@")[2]
    digests = ".".join(one.key.digest for one in message.to)
    yield header("Message-ID", f"<{digests}@{domain}>")  # of a second copy, too
    for one in message.to:
        plan = plain_line(one.key.content)
        yield header(PLAN_HEADER, _encoded(PLAN_HEADER, plan, PLAIN_TEXT))
    if sender.reply_to:
        yield header("Reply-To", _mailbox("Reply-To", "", sender.reply_to))
    yield from _unsubscribe(message, sender)
    yield header("MIME-Version", "1.0")


def _unsubscribe(message: Message, sender: Sender) -> Iterator[EncodedHeader]:
    """Yield how to unsubscribe (RFC 2369): by mail always, with one click (RFC 8058) if possible.

    A web page that is not told who it is cannot unsubscribe anybody with one click.
    """
    link = sender.unsubscribe or sender.reply_to or sender.address
    ways = [link if link.startswith(("https://", "mailto:")) else f"mailto:{_quoted(link)}"]
    if link.startswith("https://"):
        ways = [link.replace(ADDRESS_PLACE, quote(message.to[0].address, safe=""))]
        ways.append(f"mailto:{_quoted(sender.reply_to or sender.address)}")
    with_subject = (
        f"{way}?subject=unsubscribe" if way.startswith("mailto:") and "?" not in way else way
        for way in ways
    )
    yield header("List-Unsubscribe", ",\r\n ".join(f"<{way}>" for way in with_subject))
    if link.startswith("https://") and ADDRESS_PLACE in link:
        yield header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _quoted(address: str) -> str:
    """Return an address as it stands in a link."""
    return quote(ascii_domain(address), safe="@+")


def _mailbox(name: str, person: str, address: str) -> str:
    """Return a person and an address: `Zoe Miller <zoe@example.org>`."""
    address = address if needs_smtputf8(address) else ascii_domain(address)
    shown = _encoded(name, plain_line(person), PLAIN_NAME)
    if not shown:
        return address
    last = f"{name}: {shown}".rpartition("\n")[2]
    between = " " if len(f"{last} <{address}>") <= LINE else "\r\n "
    return f"{shown}{between}<{address}>"


@lru_cache(maxsize=4096)  # every message is made twice, and most of them have the same sender
def _encoded(name: str, text: str, plain: re.Pattern[str]) -> str:
    """Return a header's text as it is if it is plain and short, else as words of RFC 2047."""
    if plain.fullmatch(text) and "=?" not in text and len(f"{name}: {text}") <= LINE:
        return text
    return Header(text, "utf-8", LINE, name).encode(linesep="\r\n")


def _multipart(kind: str, digest: str) -> EncodedHeader:
    return header("Content-Type", f'multipart/{kind};\r\n boundary="=_{kind}_{digest}"')


def _part(
    headers: Iterable[EncodedHeader], body: str = "", parts: Iterable[EmailMessage] = ()
) -> EmailMessage:
    """Return a part of the tree: with a body, or with parts of its own."""
    part = EmailMessage(SMTPUTF8)  # the only one that lets an address beyond ASCII into a header
    for line in headers:
        part.set_raw(line.name, line)  # it is finished; to look whether it may be takes a sixth
    if body:
        part.set_payload(body)
    for inner in parts:
        part.attach(inner)
    return part


def _text(kind: str, text: str) -> EmailMessage:
    lines = "\n".join(text.strip().splitlines())
    body = quopri.encodestring(lines.encode("utf-8", "replace")).decode()
    headers = [
        header("Content-Type", f"text/{kind}; charset=utf-8"),
        header("Content-Transfer-Encoding", "quoted-printable"),
    ]
    return _part(headers, body + "\n")


def _attachment(kind: str, file: str) -> list[EncodedHeader]:
    """Return the headers of an attachment.

    Its name stands twice, as Thunderbird writes it: RFC 2231 in Content-Disposition, which is
    the standard, and encoded words in Content-Type, for the programs that never learnt it.
    """
    if file.isascii():
        plain = file.replace("\\", "").replace('"', "")
        typed, disposed = f'name="{plain}"', f'filename="{plain}"'
    else:
        words = Header(file, "utf-8", LINE - 1, "name").encode(linesep="\r\n")
        typed, disposed = f'name="{words}"', f"filename*={encode_rfc2231(file, 'utf-8')}"
    return [
        header("Content-Type", f"{kind};\r\n {typed}"),
        header("Content-Disposition", f"attachment;\r\n {disposed}"),
        header("Content-Transfer-Encoding", "base64"),
    ]


@lru_cache(maxsize=256)
def _base64_block(content: bytes) -> bytes:
    """Return lines of base64; members who share a plan share most of their file's blocks."""
    code = binascii.b2a_base64(content, newline=False)
    return b"\r\n".join([*[code[at : at + LINE] for at in range(0, len(code), LINE)], b""])

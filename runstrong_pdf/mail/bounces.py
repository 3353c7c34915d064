"""Messages that came back: what an mbox file or an .eml file says of those that we sent. Pure.

A report (RFC 3464) tells of each address what became of it and holds the headers of the message
that was sent; its Message-ID begins with the digests of its people's keys. Anybody can write such a
file: what it says counts only if it names a message that was sent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.parser import HeaderParser

from runstrong_pdf.errors import plain_line

LARGEST = 1024 * 1024
"""Bytes of a report that are read: what it says comes first, then all of the message."""
LONGEST = 200
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
        yield _read(content[begin : min(end, begin + LARGEST)])


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


def _digests(part: Message) -> Iterator[str]:
    """Yield the digests of the message whose headers a part is or holds, if it may be ours."""
    heads = [part]
    if part.get_content_type() in HEADERS:
        held = part.get_payload(decode=True)
        text = held if isinstance(held, bytes) else part.as_bytes().partition(b"\n\n")[2]
        heads.append(HeaderParser().parsestr(text.decode("utf-8", "replace").lstrip()))
    for head in heads:
        if found := OURS.fullmatch(str(head.get("Message-ID", ""))):
            yield found[1]


def _reasons(part: Message) -> Iterator[str]:
    """Yield why an address cannot be delivered to for good."""
    if str(part.get("Action", "")).strip().lower() == "failed":
        said = re.sub("^ *[a-zA-Z-]+ *;", "", str(part.get("Diagnostic-Code", "")))
        words = plain_line(said).strip() or plain_line(str(part.get("Status", ""))).strip()
        yield (words or "it could not be delivered")[:LONGEST]

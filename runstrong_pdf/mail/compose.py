"""A letter and its PDF as the bytes of a message. Pure: same input, same bytes.

    multipart/mixed
        multipart/alternative
            text/plain, text/html
        application/pdf
        text/calendar, where dates are known

Attachments stand beside the alternatives, never among them: Apple Mail would show one of the two.
"""

import binascii
import datetime as dt
import quopri
from dataclasses import dataclass
from email.utils import format_datetime
from functools import lru_cache

from runstrong_pdf.mail.address import envelope
from runstrong_pdf.mail.headers import address_header, attachment_headers, header, text_header
from runstrong_pdf.mail.letter import Letter

LINE = 76
"""Characters of a line of base64."""
BLOCK = 1024 * LINE * 3 // 4
"""Bytes that become 1,024 lines of base64."""
Pieces = list[bytes]
"""What follows one another in a message; long attachments are put together once, at the end."""


@dataclass(frozen=True)
class Sender:
    """Who writes: from club.toml, checked.

    Attributes:
        unsubscribe: where people can say that they want no more mail: a web page or an address.
    """

    name: str
    address: str
    reply_to: str = ""
    unsubscribe: str = ""

    @property
    def domain(self) -> str:
        """The domain that message identifiers are made under."""
        return envelope(self.address).rpartition("@")[2]


def compose(letter: Letter, sender: Sender, pdf: bytes, date: dt.datetime) -> bytes:
    """Return the whole message with CRLF line ends, as it is sent and as it is kept."""
    outer, inner = (f"=_{kind}_{letter.key.digest}" for kind in ("mixed", "alternative"))
    parts = [_alternative(letter, inner), _attached("application/pdf", letter.file, pdf)]
    if letter.calendar:
        kind = "text/calendar; charset=utf-8; method=PUBLISH"
        parts.append(_attached(kind, letter.calendar_file, letter.calendar.encode()))
    return b"".join([*_head(letter, sender, date), *_several("multipart/mixed", outer, parts)])


def message_id(letter: Letter, sender: Sender) -> str:
    """Return an identifier that a second copy of the same message would share."""
    return f"<{letter.key.digest}@{sender.domain}>"


def _head(letter: Letter, sender: Sender, date: dt.datetime) -> list[bytes]:
    lines = [
        address_header("From", sender.name, sender.address),
        address_header("To", letter.name, letter.address),
        text_header("Subject", letter.subject),
        header("Date", format_datetime(date)),
        header("Message-ID", message_id(letter, sender)),
    ]
    if sender.reply_to:
        lines.append(address_header("Reply-To", "", sender.reply_to))
    if sender.unsubscribe:
        lines.append(header("List-Unsubscribe", f"<{_link(sender.unsubscribe)}>"))
    return [*lines, header("MIME-Version", "1.0")]


def _link(where: str) -> str:
    return where if where.startswith(("https://", "mailto:")) else f"mailto:{where}"


def _alternative(letter: Letter, boundary: str) -> Pieces:
    parts = [_text("text/plain", letter.text), _text("text/html", letter.html)]
    return _several("multipart/alternative", boundary, parts)


def _several(kind: str, boundary: str, parts: list[Pieces]) -> Pieces:
    """Return a multipart. `=_` in the boundary can occur in no encoded body."""
    line = b"--" + boundary.encode()
    pieces = [header("Content-Type", f'{kind};\r\n boundary="{boundary}"'), b"\r\n"]
    for part in parts:
        pieces += [line, b"\r\n", *part, b"\r\n"]
    return [*pieces, line, b"--\r\n"]


def _text(kind: str, text: str) -> Pieces:
    lines = text.strip().splitlines()
    body = quopri.encodestring("\n".join(lines).encode("utf-8", "replace")).replace(b"\n", b"\r\n")
    return [
        header("Content-Type", f"{kind}; charset=utf-8"),
        header("Content-Transfer-Encoding", "quoted-printable"),
        b"\r\n",
        body,
        b"\r\n",
    ]


def _attached(kind: str, file: str, content: bytes) -> Pieces:
    blocks = range(0, len(content), BLOCK)
    return [
        attachment_headers(kind, file),
        b"\r\n",
        *(_base64(content[at : at + BLOCK]) for at in blocks),
    ]


@lru_cache(maxsize=256)
def _base64(content: bytes) -> bytes:
    """Return lines of base64; members who share a plan share most of their file's blocks."""
    code = binascii.b2a_base64(content, newline=False)
    return b"\r\n".join([*[code[at : at + LINE] for at in range(0, len(code), LINE)], b""])

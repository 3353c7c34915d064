"""Header lines of a message, in the forms that mail programs really read. Pure.

`email.message` refolds a long name and loses its quotes on some Python versions, so that a comma
in a name would begin another address, and `email.header` breaks a long word in two. Here a name is
either plain words or encoded words of whole characters.
"""

import binascii
import re
from urllib.parse import quote

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.address import envelope, needs_utf8

PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/^_`{|}~-]+)*")
"""Words that need neither quotes nor encoding in an address."""
WIDTH = 76
PIECE = 39
"""Bytes of text in one encoded word, so that its line is never longer than WIDTH."""


def header(name: str, value: str) -> bytes:
    """Return one finished header line. Raises MailError rather than let a second one in."""
    line = f"{name}: {value}"
    if re.search(r"\r(?!\n)|(?<!\r)\n|\r\n(?![ \t]+\S)|\0", line):
        raise MailError(f"{name}: a header of a message must not hold a line break")
    return line.encode() + b"\r\n"


def text_header(name: str, text: str) -> bytes:
    """Return a header of free text, such as the subject, in encoded words where it needs them."""
    return header(name, _encoded(one_line(text), len(name) + 2))


def address_header(name: str, person: str, address: str) -> bytes:
    """Return a header with one person: `To: Zoe Miller <zoe@example.org>`."""
    shown = _phrase(one_line(person), len(name) + 2)
    where = address if needs_utf8(address) else envelope(address)
    if not shown:
        return header(name, where)
    room = WIDTH - len(name) - 2 - len(shown.rpartition("\n")[2]) - 3
    between = " " if len(where) <= room else "\r\n "
    return header(name, f"{shown}{between}<{where}>")


def one_line(text: str) -> str:
    """Return text without control characters and direction overrides, with single spaces."""
    seen = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", " ", text)
    return " ".join(seen.split())


def _encoded(text: str, indent: int) -> str:
    if text.isascii() and "=?" not in text and len(text) + indent <= WIDTH:
        return text
    return _encoded_words(text)


def _phrase(name: str, indent: int) -> str:
    """Return a name as the standard's phrase: plain words as they are, everything else encoded."""
    if PLAIN.fullmatch(name) and "=?" not in name and len(name) + indent <= WIDTH:
        return name
    return _encoded_words(name)


def _encoded_words(text: str) -> str:
    """Return RFC 2047 words of whole characters, one a line."""
    pieces, piece = [], b""
    for character in text:
        code = character.encode()
        if len(piece + code) > PIECE:
            pieces.append(piece)
            piece = b""
        piece += code
    pieces += [piece] if piece else []
    words = (binascii.b2a_base64(piece, newline=False).decode() for piece in pieces)
    return "\r\n ".join(f"=?utf-8?B?{word}?=" for word in words)


def attachment_headers(kind: str, file: str) -> bytes:
    """Return the headers of an attachment.

    The name stands twice, as Thunderbird writes it: RFC 2231 in Content-Disposition, which is
    the standard, and encoded words in Content-Type, for the programs that never learnt it.
    """
    if file.isascii():
        plain = file.replace("\\", "").replace('"', "")
        typed, named = f'name="{plain}"', f'filename="{plain}"'
    else:
        words = _encoded_words(file)
        typed, named = f'name="{words}"', f"filename*=UTF-8''{quote(file, safe='')}"
    return b"".join(
        (
            header("Content-Type", f"{kind};\r\n {typed}"),
            header("Content-Disposition", f"attachment;\r\n {named}"),
            header("Content-Transfer-Encoding", "base64"),
        )
    )

"""How PDF writes text, on a page and outside, where a stream ends, and how a file begins."""

from functools import lru_cache

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line says that more than text follows."""
ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\n": r"\n", "\r": r"\r"})
"""What would end or change a string. All other codes stand as they are: one byte each, where
octal escapes would make a page a twentieth larger."""


def shown_codes(codes: bytes) -> str:
    """Return glyph codes as they stand in the operand of Tj, one character a byte."""
    return codes.decode("latin-1").translate(ESCAPED)


@lru_cache(maxsize=64)  # most of what a club's files say of themselves they all say
def text_string(text: str) -> bytes:
    """Return `text` as a PDF text string: ASCII where it can be, else UTF-16."""
    if text.isascii():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})".encode()
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def stream_object(entries: bytes, content: bytes) -> bytes:
    """Return the body of a stream as it is."""
    return b"<<%s/Length %d>>\nstream\n%b" % (entries, len(content), ended(content))


def ended(content: bytes) -> bytes:
    """Return a stream's content and its end: a carriage return is not taken for an end of line."""
    return content + (b"\r\nendstream" if content.endswith(b"\r") else b"\nendstream")

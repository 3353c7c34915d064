"""An SMTP conversation: smtplib's, but with whole answers, each in its turn and in a stated time.

smtplib waits anew for every byte, takes half a line or garbage for an answer, and an answer that
was there before the question for the answer to it. None of it may decide whether a message was
sent.
"""

import re
import smtplib
import socket
import ssl
import time
from contextlib import suppress

from runstrong_pdf.errors import plain_line

REPLY_LINE = re.compile(rb"([2-5]\d\d)(?:([ -])([^\n]*?))?\r?\n")
"""A line of an answer (RFC 5321): three digits, a hyphen if there are more lines, a text."""
LONGEST_REPLY = 64 * 1024
"""Bytes of a whole answer; nobody greets at greater length."""
SLOWEST = 4096
"""Bytes a second that a server must at least take of a message, beside its time to answer."""
PIECE = 64 * 1024
"""Bytes that are written before we listen whether the server has given up."""


class _Conversation(smtplib.SMTP):
    """What both ways to begin have in common; `timeout` is the time for one whole answer."""

    _heard = b""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and text of the next answer.

        Raises:
            OSError: when there is none in time, or what comes is no answer.
        """
        try:
            return self._reply(time.monotonic() + self.timeout)
        except OSError:
            self.close()  # nobody knows any more which answer belongs to what
            raise

    def send(self, s: object) -> None:
        """Write a command. Raises OSError, also when the server has spoken before its turn."""
        if self.hears():
            raise _broken("it spoke out of turn", self._heard)
        content = s.encode(self.command_encoding) if isinstance(s, str) else s
        assert isinstance(content, bytes)  # noqa: S101  nobody hands over anything else
        self._write(content, time.monotonic() + self.timeout)

    def send_body(self, content: bytes) -> bool:
        """Write a message; return False if the server spoke before it was all there."""
        end = time.monotonic() + self.timeout + len(content) / SLOWEST
        for start in range(0, len(content), PIECE):
            if self.hears():
                return False
            self._write(memoryview(content)[start : start + PIECE], end)
        return not self.hears()

    def hears(self) -> bool:
        """Return whether the server has said something that nobody has asked. Raises OSError."""
        if not self._heard:
            with suppress(BlockingIOError, ssl.SSLWantReadError):
                self._hear(0.0)
        return bool(self._heard)

    def _reply(self, end: float) -> tuple[int, bytes]:
        texts: list[bytes] = []
        first, length, more = b"", 0, True
        while more:
            line = self._line(end)
            found, length = REPLY_LINE.fullmatch(line), length + len(line)
            if not found or found[1] != (first or found[1]) or length > LONGEST_REPLY:
                raise _broken("it said", line)
            first, more = found[1], found[2] == b"-"
            texts.append((found[3] or b"").strip())
        self._connected().settimeout(self.timeout)
        return int(first), b"\n".join(texts)

    def _line(self, end: float) -> bytes:
        while b"\n" not in self._heard:
            if len(self._heard) > LONGEST_REPLY:
                raise _broken("it said", self._heard)
            self._hear(_left(end))
        line, end_of_line, self._heard = self._heard.partition(b"\n")
        return line + end_of_line

    def _hear(self, seconds: float) -> None:
        sock = self._connected()
        sock.settimeout(seconds)
        content = sock.recv(4096)
        if not content:
            raise _broken("it hung up", self._heard)
        self._heard += content

    def _write(self, content: bytes | memoryview, end: float) -> None:
        sock = self._connected()
        sock.settimeout(_left(end))
        sock.sendall(content)

    def _connected(self) -> socket.socket:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        return self.sock


class PlainStart(_Conversation):
    """A conversation that begins without encryption, for STARTTLS."""


class EncryptedStart(_Conversation, smtplib.SMTP_SSL):
    """A conversation that is encrypted from the first byte."""


def _left(end: float) -> float:
    """Return the seconds until a time. Raises TimeoutError if it is over."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def _broken(what: str, said: bytes) -> smtplib.SMTPServerDisconnected:
    words = plain_line(said[:200].decode("utf-8", "replace"))
    return smtplib.SMTPServerDisconnected(f"{what}: {words}" if words else what)

"""Mail servers that misbehave, each in one way: what they do, and what must come of it."""

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.mail.serving import Step

Act = Callable[[socket.socket], None]
PATIENCE = 1.0
"""Seconds that club.toml lets a server take; five times as many after the final dot."""
LONG = 12.0
"""Seconds beyond all patience."""


def raw(content: bytes) -> Act:
    """Say something as it is, without a line end."""
    return lambda connection: connection.sendall(content)


def cut(content: bytes) -> Act:
    """Say something and hang up."""

    def act(connection: socket.socket) -> None:
        connection.sendall(content)
        connection.close()

    return act


def drip(content: bytes, seconds: float = 0.6) -> Act:
    """Say something byte by byte, each well within the patience."""

    def act(connection: socket.socket) -> None:
        for byte in content:
            connection.sendall(bytes([byte]))
            time.sleep(seconds)

    return act


def endless(line: bytes, seconds: float = 0.0) -> Act:
    """Say the same line until nobody listens."""

    def act(connection: socket.socket) -> None:
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            connection.sendall(line)
            time.sleep(seconds)

    return act


def silence(connection: socket.socket) -> None:
    """Say nothing until the other side has gone."""
    connection.settimeout(LONG)
    connection.recv(1)


def sips(connection: socket.socket) -> None:
    """Read a message byte by byte."""
    end = time.monotonic() + 2 * LONG
    while time.monotonic() < end and connection.recv(1):
        time.sleep(0.3)


@dataclass(frozen=True)
class Kind:
    """One way to misbehave.

    Attributes:
        message: what goes wrong with the second of three messages.
        connection: what goes wrong with the first connection.
        states: what may stand in the ledger for the second message after the first run; `None` for
            nothing.
        starttls: whether the conversation begins in the clear.
        size: bytes of a plan.
    """

    message: Step = field(default_factory=dict)
    connection: Step = field(default_factory=dict)
    states: tuple[str | None, ...] = ("sent",)
    starttls: bool = False
    size: int = 1000


def opening(at: str, answer: str | Act, *states: str | None, starttls: bool = False) -> Kind:
    return Kind(connection={at: answer}, states=states or (None,), starttls=starttls)


def dot(answer: str | Act, state: str, *, took: bool) -> Kind:
    return Kind({"dot": answer, **({"took": "yes"} if took else {})}, states=(state,))


def before(at: str, answer: str | Act, *states: str | None) -> Kind:
    return Kind({at: answer}, states=states or ("sent",))


NEVER = b"*" * 70 + b"\r\n"
KINDS: Mapping[str, Kind] = {
    # before anything is said
    "hangs up at once": opening("tls", "drop"),
    "never shakes hands": opening("tls", silence),
    "speaks in the clear on an encrypted port": opening("tls", raw(b"220 ready\r\n")),
    "greets with silence": opening("greeting", silence),
    "drips its greeting": opening("greeting", drip(b"220 welcome to all of you\r\n")),
    "greets for ever": opening("greeting", endless(b"220-welcome\r\n")),
    "greets for ever, slowly": opening("greeting", endless(b"220-welcome\r\n", 0.3)),
    "greets without an end of the line": opening("greeting", endless(b"220 welcome ")),
    "is a web server": opening("greeting", raw(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
    "greets in zeros": opening("greeting", raw(bytes(300))),
    "is closed": opening("greeting", "554 no service"),
    "is busy": opening("greeting", "421 later"),
    "knows no hello": opening("ehlo", "500 what"),
    "says hello for ever": opening("ehlo", endless(b"250-ME\r\n")),
    "drips its hello": opening("ehlo", drip(b"250 me, and all my friends\r\n")),
    "has a size that is no number": opening(
        "ehlo", "250-me\r\n250-SIZE \u00b2\r\n250 AUTH PLAIN", "sent"
    ),
    "has a size beyond all numbers": opening(
        "ehlo", "250-me\r\n250-SIZE " + "9" * 5000 + "\r\n250 AUTH PLAIN", "sent"
    ),
    "offers no login": opening("ehlo", "250 me"),
    "injects before the encryption": opening(
        "starttls", raw(b"220 go\r\n250 me\r\n"), starttls=True
    ),
    "refuses to encrypt": opening("starttls", raw(b"454 not now\r\n"), starttls=True),
    # the login
    "refuses the login": opening("auth", "535 5.7.8 no"),
    "cannot log in now": opening("auth", "454 4.7.0 later"),
    "asks for the login for ever": opening("auth", raw(b"334 YWdhaW4=\r\n" * 9)),
    "asks what nobody can read": opening("auth", "334 \u20ac"),
    "hangs up at the login": opening("auth", "drop"),
    "is silent at the login": opening("auth", silence),
    "half accepts the login": opening("auth", cut(b"23")),
    # before the final dot
    "mail: babbles": before("mail", raw(NEVER)),
    "mail: drips": before("mail", drip(b"250 fine by all of us\r\n")),
    "mail: answers twice": before("mail", raw(b"250 ok\r\n250 ok\r\n")),
    "mail: contradicts itself": before("mail", raw(b"250-ok\r\n550 no\r\n")),
    "mail: hangs up": before("mail", "drop"),
    "mail: 250 without a word": before("mail", raw(b"250\r\n")),
    "rcpt: cannot verify": before("rcpt", "252 we will see"),
    "rcpt: says what belongs elsewhere": before("rcpt", "354 go"),
    "rcpt: half an answer": before("rcpt", raw(b"25\r\n")),
    "rcpt: refuses": before("rcpt", "550 nobody", "failed"),
    "rcpt: closes": before("rcpt", "421 closing"),
    "data: says yes too early": Kind(
        {"data": raw(b"354 go\r\n250 taken\r\n"), "took": "", "dot": "550 no"}
    ),
    "data: says yes at once": before("data", "250 taken"),
    "data: silence": before("data", silence),
    "data: refuses": before("data", "554 no", "failed"),
    "body: hangs up": Kind({"body": "drop"}, size=3_000_000),
    "body: has enough": Kind({"body": "552 enough"}, states=("sent", "failed"), size=3_000_000),
    "body: reads a byte at a time": Kind({"body": sips}, size=60_000_000 // 8),
    # after it
    "dot: 25": dot(raw(b"25\r\n"), "unknown", took=True),
    "dot: garbage": dot(raw(NEVER), "unknown", took=True),
    "dot: 250ok": dot(raw(b"250ok\r\n"), "unknown", took=True),
    "dot: 2500": dot(raw(b"2500 ok\r\n"), "unknown", took=False),
    "dot: an empty line": dot(raw(b"\r\n"), "unknown", took=True),
    "dot: zeros": dot(raw(bytes(9)), "unknown", took=True),
    "dot: 199": dot("199 well", "unknown", took=True),
    "dot: 354": dot("354 go on", "unknown", took=False),
    "dot: 251": dot("251 passed on", "sent", took=True),
    "dot: 252": dot("252 perhaps", "sent", took=True),
    "dot: 299": dot("299 done", "sent", took=True),
    "dot: several lines": dot(raw(b"250-one\r\n250-two\r\n250 done\r\n"), "sent", took=True),
    "dot: line ends without a return": dot(raw(b"250 done\n"), "sent", took=True),
    "dot: the first of two lines": dot(cut(b"250-one\r\n"), "unknown", took=True),
    "dot: cut in the code": dot(cut(b"2"), "unknown", took=True),
    "dot: cut in the words": dot(cut(b"250 tak"), "unknown", took=True),
    "dot: contradicts itself": dot(raw(b"250-yes\r\n550 no\r\n"), "unknown", took=False),
    "dot: silence": dot(silence, "unknown", took=True),
    "dot: drips": dot(drip(b"250 taken with many thanks\r\n"), "unknown", took=True),
    "dot: for ever": dot(endless(b"250-still\r\n"), "unknown", took=True),
    "dot: hangs up, taken": dot("drop", "unknown", took=True),
    "dot: hangs up, not taken": dot("drop", "unknown", took=False),
    "dot: sent and closed": dot(cut(b"250 taken\r\n221 bye\r\n"), "sent", took=True),
    "dot: sent and spoken further": dot(raw(b"250 taken\r\n550 no\r\n"), "sent", took=True),
    "dot: refuses": dot("554 no", "failed", took=False),
    "dot: refuses and hangs up": dot(cut(b"554 no\r\n"), "failed", took=False),
    "dot: later": dot("451 later", "sent", took=False),
    "dot: closes": dot("421 closing", "sent", took=False),
    "rset: babbles": Kind({"rcpt": "550 nobody", "rset": raw(NEVER)}, states=("failed",)),
    "quit: silence": opening("quit", silence, "sent"),
}
"""By name; more than the forty that a release wants."""
REPRESENTATIVE = (
    "drips its greeting",
    "injects before the encryption",
    "asks what nobody can read",
    "data: says yes too early",
    "dot: garbage",
    "dot: cut in the words",
    "dot: 252",
)
"""What is tried every time."""

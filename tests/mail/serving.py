"""Mail servers for the tests, with certificates made on the spot: one real, one that misbehaves."""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiosmtpd")
trustme = pytest.importorskip("trustme")

from aiosmtpd.controller import Controller  # noqa: E402  only where it is installed
from aiosmtpd.smtp import AuthResult, LoginPassword  # noqa: E402

USER, PASSWORD = "club@example.org", "correct horse"
SLOW_SECONDS = 3.3


@dataclass(frozen=True)
class Trust:
    """A certificate authority, a certificate of `localhost` and one of somebody else."""

    authority: Path
    good: ssl.SSLContext
    wrong: ssl.SSLContext


def make_trust(folder: Path) -> Trust:
    ca = trustme.CA()
    file = folder / "authority.pem"
    ca.cert_pem.write_to_path(str(file))
    contexts = []
    for name in ("localhost", "elsewhere.example"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ca.issue_cert(name).configure_cert(context)
        contexts.append(context)
    return Trust(file, *contexts)


# -- a real server --------------------------------------------------------------------------------


class Mailbox:
    """What a real server took, by recipient. Works in the server's own thread."""

    def __init__(self, pause: float = 0.0) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.pause = pause

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        import asyncio  # noqa: PLC0415

        await asyncio.sleep(self.pause)
        self.taken += [(address, envelope.content) for address in envelope.rcpt_tos]
        return "250 taken"


def _knows(
    _server: object, _session: object, _envelope: object, _kind: str, given: object
) -> AuthResult:
    assert isinstance(given, LoginPassword)
    good = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


@contextlib.contextmanager
def real_server(trust: Trust, mailbox: Mailbox) -> Iterator[int]:
    """Run aiosmtpd with STARTTLS and AUTH, both required; yield its port."""
    controller = Controller(
        mailbox,
        hostname="localhost",
        port=_free_port(),
        tls_context=trust.good,
        require_starttls=True,
        auth_required=True,
        authenticator=_knows,
        enable_SMTPUTF8=True,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


# -- a server that does what the script says ------------------------------------------------------

Answer = str | Callable[[socket.socket], None]
"""An answer such as `550 no`, or what to do; `drop` hangs up, `slow` is beyond all patience."""
Step = Mapping[str, Answer]
"""What to answer instead of yes.

Of a message: `mail`, `rcpt`, `data`, `body`, `dot`, `rset`; `took` if it is taken all the same.
Of a connection: `tls`, `greeting`, `ehlo`, `auth`, `quit`.
"""


@dataclass
class Scripted:
    """A server with TLS from the first byte.

    Attributes:
        script: one step a message, then yes to everything.
        openings: one step a connection, then as it should be.
        starttls: what STARTTLS begins, where the first byte is not encrypted.
        login: the answer to AUTH.
        taken: (recipient, message) of what it really took.
    """

    context: ssl.SSLContext | None
    script: Sequence[Step] = ()
    login: str = "235 welcome"
    features: Sequence[str] = ("AUTH PLAIN LOGIN", "SIZE 1000000")
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    openings: Sequence[Step] = ()
    starttls: ssl.SSLContext | None = None
    _messages: int = 0
    _connections: int = 0

    @contextlib.contextmanager
    def running(self) -> Iterator[int]:
        """Serve one connection after another; yield the port."""
        with socket.create_server(("localhost", 0)) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            thread = threading.Thread(target=self._accept, args=(listener,), daemon=True)
            thread.start()
            try:
                yield listener.getsockname()[1]
            finally:  # a thread that still waits would take what is meant for the port's next owner
                with contextlib.suppress(OSError):
                    listener.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError, ssl.SSLError):
                self._serve(connection)
            connection.close()

    def _serve(self, connection: socket.socket) -> None:
        opening = self.openings[self._connections] if self._connections < len(self.openings) else {}
        self._connections += 1
        with contextlib.suppress(_HangUp):
            if "tls" in opening:
                self._answer(connection, opening["tls"])
                return
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as lines:
                self._talk(connection, lines, opening)

    def _talk(self, connection: socket.socket, lines: Any, opening: Step) -> None:  # noqa: ANN401
        self._answer(connection, opening.get("greeting", "220 ready"))
        told = [f"250-{feature}" for feature in ("me", *self.features)]
        answers: Step = {
            "EHLO": opening.get("ehlo", "\r\n".join([*told, "250 HELP"])),
            "AUTH": opening.get("auth", self.login),
        }
        step: Step = {}
        recipient = ""
        while line := lines.readline():
            command = line.decode("utf-8", "replace").strip()
            self.said.append(command)
            verb = command.partition(" ")[0].upper()
            if verb == "MAIL":
                step = self.script[self._messages] if self._messages < len(self.script) else {}
                self._messages += 1
            if verb == "RCPT":
                recipient = command.partition("<")[2].partition(">")[0]
            if verb == "DATA":
                self._answer(connection, step.get("data", "354 go"))
                if "data" not in step or "took" in step:
                    self._take(connection, lines, step, recipient)
            elif verb == "STARTTLS" and self.starttls:
                self._answer(connection, opening.get("starttls", "220 go"))
                with (
                    self.starttls.wrap_socket(connection, server_side=True) as inner,
                    inner.makefile("rb") as inner_lines,
                ):
                    self._talk(inner, inner_lines, {"greeting": lambda _: None})
                return
            elif verb == "QUIT":
                self._answer(connection, opening.get("quit", "221 bye"))
                return
            else:
                answer = answers.get(verb) or step.get(verb.lower(), "250 ok")
                self._answer(connection, answer)

    def _take(
        self,
        connection: socket.socket,
        lines: Any,  # noqa: ANN401
        step: Step,
        recipient: str,
    ) -> None:
        if "body" in step:
            lines.readline()
            self._answer(connection, step["body"])
        content = []
        while (line := lines.readline()) != b".\r\n":
            if not line:
                raise _HangUp
            content.append(line)
        answer = step.get("dot", "250 taken")
        if answer == "250 taken" or "took" in step:
            self.taken.append((recipient, b"".join(content)))
        self._answer(connection, answer)

    def _answer(self, connection: socket.socket, answer: Answer) -> None:
        if not isinstance(answer, str):
            answer(connection)
            return
        if answer == "drop":
            # close with a reset, as a crashed server does
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise _HangUp
        if answer == "slow":
            time.sleep(SLOW_SECONDS)
            raise _HangUp
        _say(connection, answer)
        if answer.startswith("421"):
            raise _HangUp


class _HangUp(Exception):  # noqa: N818  not an error, an end
    """The server closes."""


def _say(connection: socket.socket, answer: str) -> None:
    connection.sendall(answer.encode() + b"\r\n")

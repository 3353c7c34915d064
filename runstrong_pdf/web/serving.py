"""Runs the app on this computer: a port, one running page, an end."""

import http.client
import json
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import uvicorn
from platformdirs import user_state_path
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from runstrong_pdf import OutputError
from runstrong_pdf.files import OWNER_ONLY, make_folder, read_file, write_whole
from runstrong_pdf.web.application import Settings, make_app
from runstrong_pdf.web.guard import Access

PORT = 8642
"""Where the page is, if nothing else is there."""
MORE_PORTS = 20
HERE = "127.0.0.1"
ANOTHER_START = "/another-start"
"""What a second start asks a running page; no browser knows the secret that it takes."""
LARGEST_NOTE = 4096


def note_file(folder: Path | None) -> Path:
    """Return where a running page of a folder leaves its note, for a second start to find it."""
    name = sha256(os.fsencode(folder)).hexdigest()[:16] if folder else "plan"
    return user_state_path("runstrong") / f"serve-{name}.json"


def running_page(folder: Path | None) -> str:
    """Return an address that opens the page that is running already; empty if none is."""
    try:
        note = json.loads(read_file(note_file(folder), LARGEST_NOTE))
        port, secret = int(note["port"]), str(note["secret"])
    except (OutputError, ValueError, KeyError, TypeError):
        return ""
    asking = http.client.HTTPConnection(HERE, port, timeout=2)
    try:
        asking.request("POST", ANOTHER_START, headers={"authorization": secret})
        answer = asking.getresponse()
        token = json.loads(answer.read(LARGEST_NOTE))["token"] if answer.status == 200 else ""
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return ""
    finally:
        asking.close()
    return start_url(f"http://{HERE}:{port}", token) if token else ""


def start_url(origin: str, token: str) -> str:
    """Return the address that lets one browser in, once."""
    return f"{origin}/start?token={token}"


class Page:
    """A page that is about to run.

    Args:
        folder: the club's, or None.
        host: the address of this computer that others reach; empty for this computer alone.
        password: what browsers on other computers are asked for.
        port: where to listen; 0 for the usual port, or the next one that is free.
    """

    def __init__(
        self, settings: Settings, folder: Path | None, host: str, password: str, port: int
    ) -> None:
        self._note = note_file(folder) if not host else None
        self._socket = listening(host or HERE, port)
        self.port: int = self._socket.getsockname()[1]
        self.access = Access(password)
        self._secret = secrets.token_urlsafe(32)
        origin = f"http://{host or HERE}:{self.port}"
        self._settings = replace(settings, origin=origin, access=self.access, quit=self.end)
        self._server: uvicorn.Server | None = None

    @property
    def origin(self) -> str:
        """The page's address."""
        return self._settings.origin

    def launch_url(self) -> str:
        """Return an address that lets one browser in, once."""
        return start_url(self.origin, self.access.launch_token())

    def end(self) -> None:
        """Let the page end after what it is answering."""
        if self._server:
            self._server.should_exit = True

    def run(self, begun: Callable[[], None]) -> None:
        """Answer until the page is ended; `begun` is called once it listens."""
        app = answering_another_start(make_app(self._settings), self._secret, self.access)
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                access_log=False,  # addresses hold names
                log_level="critical",
                lifespan="on",
                ws="none",
                proxy_headers=False,
                server_header=False,
                limit_concurrency=64,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=5,
            )
        )
        try:
            self._leave_note()
            begun()
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            if self._note:
                self._note.unlink(missing_ok=True)

    def _leave_note(self) -> None:
        """Let a second start find this one; it could not reach what listens at another address."""
        if self._note:
            make_folder(self._note.parent, private=True)
            note = json.dumps({"port": self.port, "secret": self._secret})
            write_whole(self._note, note.encode(), mode=OWNER_ONLY)


def answering_another_start(app: ASGIApp, secret: str, access: Access) -> ASGIApp:
    """Return an app that gives a second start on this computer a launch token, before any page.

    Args:
        secret: of the note that only this computer's user can read.
    """

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != ANOTHER_START:
            await app(scope, receive, send)
            return
        given = WebRequest(scope).headers.get("authorization", "")
        known = secrets.compare_digest(given.encode(), secret.encode())
        answer = Response(status_code=404)
        if scope["method"] == "POST" and known:
            answer = JSONResponse({"token": access.launch_token()})
        await answer(scope, receive, send)

    return answering


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises OutputError when none can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reason = ""
    for number in [port] if port else [*range(PORT, PORT + MORE_PORTS), 0]:
        found = socket.socket(family, socket.SOCK_STREAM)
        try:
            if os.name == "posix":  # elsewhere it would let two programs share a port
                found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((host, number))
            found.listen(128)
        except OSError as error:
            found.close()
            reason = error.strerror or str(error)
        else:
            return found
    at = f"{host}, port {port}" if port else host
    remedy = f"name another {'port, or end the program that uses it' if port else 'address'}"
    raise OutputError(f"nothing can listen at {at}: {reason}", remedy)

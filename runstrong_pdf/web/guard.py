"""Stands before every page: what is not plainly a request of our own page is refused.

The rules, in the order in which they are looked at (docs/web.md says what each is against):

1. the Host header is exactly ours: no other name leads here (DNS rebinding);
2. Fetch-Metadata: what another site set off is refused;
3. only GET, HEAD and POST, and only POST has an effect;
4. a POST comes from our own origin;
5. it is no larger than its page allows;
6. the browser has a session, by a launch token or the password;
7. a POST carries its session's token.

Every answer says that nothing of it runs inline, in a frame, or on another site.

Who was let in is known in memory alone, until the program ends.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# -- who may come in -------------------------------------------------------------------------------

MOST_SESSIONS = 64
"""Browsers that are let in at the same time; the oldest one goes."""
MOST_TOKENS = 8
TOKEN_SECONDS = 300
"""How long a launch token waits for its browser."""
WAIT = 1.0
"""Seconds before the next password may be tried, doubled with every wrong one."""
LONGEST_WAIT = 60.0


class Access:
    """What one running page lets in.

    A launch token is for one use: it stands in an address, which browsers remember. A password is
    kept as a hash that takes long to try.

    Args:
        password: what a browser on another computer is asked for; empty for none.
        clock: seconds, from any moment on.
    """

    def __init__(self, password: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._secret = secrets.token_bytes(32)
        self._clock = clock
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(password) if password else b""
        self._tokens: dict[str, float] = {}
        self._sessions: list[str] = []
        self._wrong = 0
        self._not_before = 0.0

    @property
    def asks_for_password(self) -> bool:
        """Whether a password lets in."""
        return bool(self._hash)

    def launch_token(self) -> str:
        """Return a new token that lets one browser in, once."""
        token = secrets.token_urlsafe(32)
        self._tokens[token] = self._clock() + TOKEN_SECONDS
        for old in list(self._tokens)[:-MOST_TOKENS]:
            del self._tokens[old]
        return token

    def session_for(self, token: str) -> str:
        """Return a new session for a launch token; empty for one that is not ours or was used."""
        known = next((one for one in self._tokens if _same(one, token)), "")
        ends = self._tokens.pop(known, 0.0)
        return self._new_session() if ends > self._clock() else ""

    def seconds_to_wait(self) -> float:
        """Return how long no password is looked at, after wrong ones."""
        return max(0.0, self._not_before - self._clock())

    def session_for_password(self, password: str) -> str:
        """Return a new session for the password; empty if it is wrong, or none may be tried yet."""
        if not self._hash or self.seconds_to_wait():
            return ""
        if not hmac.compare_digest(self._hashed(password), self._hash):
            self._not_before = self._clock() + min(WAIT * 2**self._wrong, LONGEST_WAIT)
            self._wrong = min(self._wrong + 1, 10)
            return ""
        self._wrong = 0
        return self._new_session()

    def knows(self, session: str) -> bool:
        """Whether a session is one of ours."""
        return any(_same(session, one) for one in self._sessions)

    def form_token(self, session: str) -> str:
        """Return what a page of a session says with everything that has an effect."""
        return hmac.digest(self._secret, session.encode(), "sha256").hex()

    def _new_session(self) -> str:
        self._sessions = [*self._sessions[1 - MOST_SESSIONS :], secrets.token_urlsafe(32)]
        return self._sessions[-1]

    def _hashed(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode(), salt=self._salt, n=2**14, r=8, p=1)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


# -- what may come in ------------------------------------------------------------------------------

METHODS = ("GET", "HEAD", "POST")
OPEN = ("/start", "/login", "/static/")
"""What is shown to a browser without a session, as paths begin: nothing personal."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""What every answer says, unless it says something else itself."""
FORM_TOKEN = "x-form-token"  # noqa: S105  the name of a header
"""The header in which a page carries its session's token."""
PUBLIC_TOKEN = "anybody"  # noqa: S105  it keeps no secret
"""What stands for it where there are no sessions: another site could not send the header at all."""
KB = 1024
SMALL, LARGE = 64 * KB, 16 * KB * KB
"""Bytes of a request: of most, and of those with a file."""


class TooLargeError(Exception):
    """A request has more bytes than its page allows."""


class Guard:
    """ASGI middleware that lets through what keeps the rules.

    Args:
        origin: our own, such as `http://127.0.0.1:8642`.
        access: who may come in; None for everybody.
        uploads: paths that take a file.
        refused: makes the page for a person whose browser has no session.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        origin: str,
        access: Access | None,
        uploads: tuple[str, ...],
        refused: Callable[[Scope], Response],
    ) -> None:
        self._app = app
        self._origin = origin
        self._host = origin.partition("://")[2]
        self._access = access
        self._uploads = uploads
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return
        send = _with_headers(send)
        headers = Headers(scope=scope)
        refusal = self._broken_rule(scope, headers) or self._stranger(scope, headers)
        if refusal:
            await refusal(scope, receive, send)
            return
        counted = _counted(receive, self._most(scope["path"]))
        try:
            await self._app(scope, counted, send)
        except TooLargeError:
            await _said(413, "That is larger than this page takes.")(scope, receive, send)

    def _broken_rule(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the refusal of what no page of ours sends."""
        if headers.getlist("host") != [self._host]:
            return _said(421, f"This page answers at {self._origin} only.")
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return _said(403, "Another site asked for this. It was refused.")
        if scope["method"] not in METHODS:
            return _said(405, "There is no such request here.")
        if scope["method"] == "POST" and headers.get("origin") != self._origin:
            return _said(403, "Only this page itself may do that.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most(scope["path"]):
            return _said(413, "That is larger than this page takes.")
        return None

    def _stranger(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the refusal of a browser that was not let in; note whose session it is."""
        access, session = self._access, ""
        if access:
            session = session_of(headers, self._origin)
            known = bool(session) and access.knows(session)
            if not known and not scope["path"].startswith(OPEN):
                return self._refused(scope)
            session = session if known else ""
        token = access.form_token(session) if access and session else PUBLIC_TOKEN
        scope["state"] = {**scope.get("state", {}), "form_token": token}
        if scope["method"] != "POST" or scope["path"].startswith(OPEN):
            return None
        if not hmac.compare_digest(headers.get(FORM_TOKEN, "").encode(), token.encode()):
            return _said(403, "This page is from before. Load it again.")
        return None

    def _most(self, path: str) -> int:
        return LARGE if path in self._uploads else SMALL


def cookie_name(origin: str) -> str:
    """Return what our cookie is called: browsers do not keep those of different ports apart."""
    return f"runstrong-{origin.rpartition(':')[2].strip('/')}"


def session_of(headers: Headers, origin: str) -> str:
    """Return the session that a browser's cookie names; empty for none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(cookie_name(origin))
    except CookieError:
        return ""
    return found.value if found else ""


def _said(status: int, text: str) -> Response:
    return PlainTextResponse(f"{text}\n", status)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _counted(receive: Receive, most: int) -> Callable[[], Awaitable[Message]]:
    """Return a `receive` that counts bytes, whatever length was announced."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLargeError
        return message

    return receiving

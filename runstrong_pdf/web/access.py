"""Who may come in: launch tokens, a password, sessions and their tokens against forged requests.

All of it is in memory and ends with the program. A launch token is for one use: it stands in an
address, which browsers remember. A password is kept as a hash that takes long to try.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

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

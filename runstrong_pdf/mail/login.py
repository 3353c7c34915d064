"""Login through the browser (OAuth 2): authorization code with PKCE, answered to this computer.

The browser shows the provider's own page; its answer comes back to a port of this computer alone
(RFC 8252). What is kept is a refresh token, with which short-lived access tokens are asked for. The
only home of authlib.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from runstrong_pdf.errors import MailError, Problem, plain_line
from runstrong_pdf.mail.settings import FILE
from runstrong_pdf.model.club import ClubSettings
from runstrong_pdf.model.remedies import LOG_IN

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

WAIT = 300.0
"""Seconds that somebody has to log in."""
ANSWER = 30.0
"""Seconds that a token is waited for."""
INSTALL = 'install the extra: pip install ".[oauth]" in the folder of RunStrong'
ASK_ADMINISTRATOR = (
    "if it says that an administrator must agree, send this to yours: the application needs "
    "{scope} for {user}; docs/clubs.md says what else"
)
CLOSE = b"<!doctype html><title>Done</title><p>That is all. You can close this window."


@dataclass(frozen=True)
class Provider:
    """Who logs people in.

    Attributes:
        hosts: mail servers that its tokens may be shown to.
        authorize, token: web addresses of its pages.
        more: what else its page wants to be told.
    """

    name: str
    hosts: tuple[str, ...]
    authorize: str
    token: str
    scope: str
    more: Mapping[str, str]


PROVIDERS: Mapping[str, Provider] = MappingProxyType(
    {
        "microsoft": Provider(
            "Microsoft",
            ("smtp.office365.com", "smtp-mail.outlook.com"),
            "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
            "https://login.microsoftonline.com/common/oauth2/v2.0/token",
            "https://outlook.office.com/SMTP.Send offline_access",
            MappingProxyType({}),
        ),
        "google": Provider(
            "Google",
            ("smtp.gmail.com",),
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
            "https://mail.google.com/",
            MappingProxyType({"access_type": "offline", "prompt": "consent"}),
        ),
    }
)


@dataclass(frozen=True)
class Login:
    """Who logs in where, as which application."""

    provider: Provider
    user: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True)
class Tokens:
    """What a login gives.

    Attributes:
        access: shown to the mail server; ends after about an hour.
        refresh: kept; gives new ones.
    """

    access: str = field(repr=False)
    refresh: str = field(repr=False)


def login_of(club: ClubSettings) -> Login | None:
    """Return how a club logs in through the browser, None if it has a password. Raises MailError.

    Tokens of a provider are shown to no servers but its own.
    """
    given, mail = club.mail.login, club.mail
    if not given.provider:
        return None
    provider = PROVIDERS[given.provider]
    if mail.host.lower() not in provider.hosts:
        text = f"must be {' or '.join(provider.hosts)} for a login at {provider.name}"
        raise MailError([Problem("mail.host", text, where=FILE)])
    for name, value in (("mail.user", mail.user), ("mail.login.client_id", given.client_id)):
        if not value:
            text = "is missing for the login through the browser"
            raise MailError([Problem(name, text, where=FILE)])
    return Login(provider, mail.user, given.client_id, given.client_secret)


def log_in(login: Login, show: Callable[[str], object], wait: float = WAIT) -> Tokens:
    """Have somebody log in; return the tokens.

    Args:
        show: shows the provider's page, given its address.
        wait: seconds until it is given up.

    Raises:
        MailError: when nobody logs in, or the provider refuses.
    """
    verifier = secrets.token_urlsafe(64)
    with _Listener() as server, _session(login) as session:
        session.redirect_uri = f"http://localhost:{server.server_port}/"
        page, state = session.create_authorization_url(
            login.provider.authorize,
            code_verifier=verifier,
            login_hint=login.user,
            **login.provider.more,
        )
        show(page)
        said = server.answer(state, wait)
        if "code" not in said:
            why = said.get("error_description") or said.get("error") or "no code came back"
            raise _refused(login, why)
        return _tokens(
            login,
            session.fetch_token,
            grant_type="authorization_code",
            code=said["code"],
            code_verifier=verifier,
        )


def refreshed(login: Login, refresh: str) -> Tokens:
    """Return new tokens. Raises MailError when the provider wants to see somebody again."""
    with _session(login) as session:
        return _tokens(login, session.refresh_token, refresh, refresh_token=refresh)


# -- the provider ---------------------------------------------------------------------------------


@contextmanager
def _session(login: Login) -> "Iterator[OAuth2Session]":
    try:
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MailError("the login through the browser is not installed", INSTALL) from error
    with OAuth2Session(
        login.client_id,
        login.client_secret or None,
        scope=login.provider.scope,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post" if login.client_secret else "none",
    ) as session:
        yield session


def _tokens(
    login: Login,
    ask: Callable[..., Any],
    before: str = "",
    **given: str,
) -> Tokens:
    """Ask for tokens. Raises MailError.

    Args:
        before: the refresh token, which stays if no other comes.
    """
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415  an extra
    from requests import RequestException  # noqa: PLC0415  the same

    try:
        answer = dict(ask(login.provider.token, timeout=ANSWER, **given))
    except AuthlibBaseError as error:
        raise _refused(login, f"{error.description or error.error}") from error
    except RequestException as error:
        text = f"{login.provider.name} cannot be reached for the login: {plain_line(str(error))}"
        raise MailError(text[:300], "look whether there is a network, then once more") from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:  # no JSON, no table
        raise _refused(login, "its answer cannot be read") from error
    access, refresh = answer.get("access_token"), answer.get("refresh_token") or before
    if not isinstance(access, str) or not isinstance(refresh, str) or not access or not refresh:
        raise _refused(login, "its answer has no tokens")
    if not access.isascii() or not access.isprintable():
        raise _refused(login, "its token has odd letters")
    return Tokens(access, refresh)


def _refused(login: Login, why: str) -> MailError:
    text = f"{login.provider.name} refused the login of {login.user!r}: {plain_line(why)[:300]}"
    remedy = ASK_ADMINISTRATOR.format(scope=login.provider.scope.split()[0], user=login.user)
    return MailError(text, f"{LOG_IN}; {remedy}")


# -- the answer of the browser --------------------------------------------------------------------


class _Listener(HTTPServer):
    """Waits for one answer of the browser, at this computer alone."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.state = ""
        self.said: dict[str, str] = {}

    def answer(self, state: str, wait: float) -> dict[str, str]:
        """Return what the provider says about a state. Raises MailError when nothing comes."""
        self.state, end = state, monotonic() + wait
        while not self.said:
            self.timeout = end - monotonic()
            if self.timeout <= 0:
                raise MailError("nobody logged in", LOG_IN)
            self.handle_request()
        return self.said

    def handle_error(self, *_: object) -> None:
        """Say nothing: whoever hangs up in the middle is not the answer."""


class _Answer(BaseHTTPRequestHandler):
    """Takes what the browser says, if it belongs to this login."""

    server: _Listener
    timeout = 5.0

    def do_GET(self) -> None:
        """Note an answer; whatever else asks is told that there is nothing."""
        query = parse_qs(urlsplit(self.path).query)
        said = {name: values[0] for name, values in query.items()}
        good = secrets.compare_digest(said.get("state", "").encode(), self.server.state.encode())
        if good:
            self.server.said = said
        self.send_response(200 if good else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(CLOSE if good else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

"""Login through the browser: a provider's token endpoint and an SMTP server that wants XOAUTH2."""

import base64
import hashlib
import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit

import keyring
import pytest
from aiosmtpd.smtp import AuthResult
from keyring.backend import KeyringBackend

from runstrong_pdf import MailError
from runstrong_pdf.mail.login import PROVIDERS, Login, Provider, log_in
from tests.conftest import Ran
from tests.mail.making import make_folder, members
from tests.mail.serving import Mailbox, Scripted, Trust, real_server

Run = Callable[..., Ran]
USER, CLIENT = "club@example.org", "the-clubs-own-application"
LOGIN = f'[mail.login]\nprovider = "microsoft"\nclient_id = "{CLIENT}"\n'


class Safe(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@dataclass
class FakeProvider:
    """A token endpoint with TLS, which checks codes, verifiers and refresh tokens.

    Attributes:
        answer: says something else instead, if it is set: a status and a body.
        valid: the access tokens that the mail server takes.
    """

    code: str = "the-code"
    refresh: str = "refresh-0"
    answer: tuple[int, bytes] | None = None
    valid: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)
    challenge: str = ""
    redirect: str = ""

    def page(self, address: str, **changed: str) -> None:
        """Do what somebody does who logs in: the provider's page, then back to the program."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["client_id"] == CLIENT
        assert query["login_hint"] == USER
        assert query["code_challenge_method"] == "S256"
        self.challenge, self.redirect = query["code_challenge"], query["redirect_uri"]
        assert self.redirect.startswith("http://localhost:")
        said = {"code": self.code, "state": query["state"], **changed}
        threading.Thread(target=_visit, args=(f"{self.redirect}?{urlencode(said)}",)).start()

    def tokens(self, form: dict[str, str]) -> tuple[int, bytes]:
        self.asked.append(form)
        if self.answer:
            return self.answer
        if form["grant_type"] == "authorization_code":
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            good = proof == self.challenge and form["redirect_uri"] == self.redirect
            good = good and form["code"] == self.code
        else:
            good = form["refresh_token"] == self.refresh
        if not good or form["client_id"] != CLIENT:
            why = {"error": "invalid_grant", "error_description": "AADSTS70008: \x1b[31mexpired"}
            return 400, json.dumps(why).encode()
        self.refresh = f"refresh-{len(self.asked)}"
        access = f"access-{len(self.asked)}"
        self.valid.add(access)
        tokens = {"access_token": access, "refresh_token": self.refresh, "token_type": "Bearer"}
        return 200, json.dumps({**tokens, "expires_in": 3600}).encode()


def _visit(address: str) -> None:
    with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310
        assert b"close this window" in page.read()


@contextmanager
def token_endpoint(trust: Trust, fake: FakeProvider) -> Iterator[str]:
    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, body = fake.tokens({n: v[0] for n, v in parse_qs(content).items()})
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("localhost", 0), Endpoint)
    server.socket = trust.good.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}/token"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class TokenMailbox(Mailbox):
    """A mail server that takes nothing but tokens of the provider."""

    def __init__(self, fake: FakeProvider) -> None:
        super().__init__()
        self.fake = fake

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:  # noqa: ANN401, N802
        said = base64.b64decode(args[1]).decode().split("\1")
        user, token = said[0].removeprefix("user="), said[1].removeprefix("auth=Bearer ")
        if user == USER and token in self.fake.valid and said[2:] == ["", ""]:
            return AuthResult(success=True)
        answer = await server.challenge_auth('{"status":"400","schemes":"Bearer"}')
        assert answer == b""
        return AuthResult(success=False, handled=False)


@dataclass
class World:
    run: Run
    folder: Path
    fake: FakeProvider
    mailbox: TokenMailbox
    safe: Safe
    trust: Trust

    def mail(self, *words: str) -> Ran:
        return self.run("club", "mail", str(self.folder), *words)


@pytest.fixture
def fake() -> FakeProvider:
    return FakeProvider()


@pytest.fixture
def world(
    run: Run, tmp_path: Path, fake: FakeProvider, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    mailbox, safe, before = TokenMailbox(fake), Safe(), keyring.get_keyring()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted.authority))
    monkeypatch.delenv("RUNSTRONG_SMTP_PASSWORD", raising=False)
    monkeypatch.setattr("webbrowser.open", fake.page)
    keyring.set_keyring(safe)
    with token_endpoint(trusted, fake) as address, real_server(trusted, mailbox) as port:
        here = Provider("Here", ("localhost",), "https://localhost/login", address, "SMTP.Send", {})
        monkeypatch.setattr("runstrong_pdf.mail.login.PROVIDERS", {"microsoft": here})
        folder = make_folder(tmp_path / "club", members(3), port=port)
        toml = folder / "club.toml"
        toml.write_text(toml.read_text("utf-8") + LOGIN, "utf-8")
        yield World(run, folder, fake, mailbox, safe, trusted)
    keyring.set_keyring(before)


def test_once_logged_in_mail_goes_out_with_a_new_token_each_time(world: World) -> None:
    ran = world.mail("--login")
    assert ran.code == 0, ran.err
    assert list(world.safe.kept.values()) == ["refresh-1"]
    assert "access-1" not in ran.err
    ran = world.mail("--send")
    assert ran.code == 0, ran.err
    assert len(world.mailbox.taken) == 3
    assert list(world.safe.kept.values()) == ["refresh-2"], "the provider gave another one"
    assert [form["grant_type"] for form in world.fake.asked] == [
        "authorization_code",
        "refresh_token",
    ]
    assert world.mail("--to-self", "1").code == 0
    secrets = ("access-", "refresh-")
    for file in world.folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [word for word in secrets if word.encode() in content], file


def test_who_has_not_logged_in_is_told_how(world: World) -> None:
    ran = world.mail("--send")
    assert (ran.code, "nobody has logged in as 'club@example.org'" in ran.err) == (7, True)
    assert f"try: runstrong club mail {world.folder} --login" in ran.err
    assert world.mailbox.taken == []


def test_a_login_that_has_ended_is_told(world: World) -> None:
    assert world.mail("--login").code == 0
    world.fake.refresh = "withdrawn"
    ran = world.mail("--send")
    assert ran.code == 7
    assert "AADSTS70008" in ran.err
    assert "--login" in ran.err
    assert "\x1b" not in ran.err
    assert world.mailbox.taken == []


def test_a_mail_server_that_refuses_the_token(world: World) -> None:
    assert world.mail("--login").code == 0
    world.fake.valid = {"other"}
    world.mailbox.fake = FakeProvider()
    ran = world.mail("--send")
    assert ran.code == 7
    assert "did not accept the login" in ran.err
    assert "an administrator must also allow authenticated SMTP" in ran.err


@pytest.mark.parametrize(
    "answer",
    [
        (200, b""),
        (200, b"[]"),
        (200, b"null"),
        (200, b"<html>"),
        (200, b'{"access_token": "a"}'),
        (200, b'{"access_token": {}, "refresh_token": "r"}'),
        (200, b'{"access_token": "a\\r\\nRCPT TO:<x>", "refresh_token": "r"}'),
        (200, b'{"access_token": "\\u00e4", "refresh_token": "r"}'),
        (200, b"[" * 100_000),
        (400, b'{"error": "consent_required"}'),
        (400, b'{"error": 7, "error_description": ["x"]}'),
        (500, b"oops"),
        (503, b'{"error": "temporarily_unavailable"}'),
    ],
)
def test_whatever_the_provider_answers_is_a_message(
    world: World, answer: tuple[int, bytes]
) -> None:
    world.fake.answer = answer
    ran = world.mail("--login")
    assert ran.code == 7, ran.err
    assert "error: Here " in ran.err
    assert not world.safe.kept


def test_who_says_no_in_the_browser(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(address: str) -> None:
        query = parse_qs(urlsplit(address).query)
        said = {"state": query["state"][0], "error": "access_denied", "error_description": "No!"}
        place = f"{query['redirect_uri'][0]}?{urlencode(said)}"
        threading.Thread(target=_visit, args=(place,)).start()

    monkeypatch.setattr("webbrowser.open", refuse)
    ran = world.mail("--login")
    assert (ran.code, "refused the login of 'club@example.org': No!" in ran.err) == (7, True)


def test_an_answer_of_somebody_else_is_not_taken(world: World) -> None:
    here = Login(_nowhere(), USER, CLIENT, "")

    def forge(address: str) -> None:
        query = parse_qs(urlsplit(address).query)
        for path in ("?code=x&state=forged", "?code=x", "favicon.ico"):
            visit = threading.Thread(target=_refused, args=(query["redirect_uri"][0] + path,))
            visit.start()

    with pytest.raises(MailError, match="nobody logged in"):
        log_in(here, forge, wait=1.0)
    assert world.fake.asked == []


def _refused(address: str) -> None:
    with pytest.raises(HTTPError):
        urllib.request.urlopen(address, timeout=5)  # noqa: S310


def _nowhere() -> Provider:
    return Provider("Here", ("localhost",), "https://localhost/", "https://localhost:9/", "S", {})


def test_tokens_are_shown_to_no_server_but_the_providers(world: World) -> None:
    toml = world.folder / "club.toml"
    assert world.mail("--login").code == 0
    toml.write_text(toml.read_text("utf-8").replace('"localhost"', '"mail.evil.example"'), "utf-8")
    for words in (["--send"], ["--login"], ["--to-self", "1"]):
        ran = world.mail(*words)
        assert (ran.code, "mail.host: must be localhost" in ran.err) == (7, True)
    assert len(world.fake.asked) == 1


def test_a_club_with_a_password_has_no_login(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(1))
    ran = run("club", "mail", str(folder), "--login")
    assert (ran.code, "asks for no login through the browser" in ran.err) == (7, True)


def test_a_server_that_speaks_no_xoauth2_is_shown_no_token(world: World) -> None:
    assert world.mail("--login").code == 0
    scripted = Scripted(world.trust.good, features=("AUTH PLAIN LOGIN",))
    with scripted.running() as port:
        toml = world.folder / "club.toml"
        lines = toml.read_text("utf-8").splitlines()
        new = [f'port = {port}\nsecurity = "tls"' if "port =" in one else one for one in lines]
        toml.write_text("\n".join(new), "utf-8")
        ran = world.mail("--send")
    assert (ran.code, "offers no login that we know" in ran.err) == (7, True)
    assert not [line for line in scripted.said if "AUTH" in line]


def test_the_providers_are_asked_over_tls_alone() -> None:
    for provider in PROVIDERS.values():
        assert provider.token.startswith("https://")
        assert provider.authorize.startswith("https://")
        assert provider.hosts

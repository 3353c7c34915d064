"""The secret for the mail server: a password, or the token of a login through the browser."""

import os
import webbrowser
from importlib import import_module
from typing import Any

from runstrong_pdf.cli.console import say
from runstrong_pdf.club.club import Club
from runstrong_pdf.errors import MailError, plain
from runstrong_pdf.mail.login import Login, log_in, login_of, refreshed
from runstrong_pdf.model.remedies import LOG_IN

PASSWORD, KEYRING = "RUNSTRONG_SMTP_PASSWORD", "runstrong"
"""Where the mail password is: an environment variable, else the keyring under this name."""
GIVE_IT = (
    f'keyring set {KEYRING} {{user}}  (it asks for it; pip install ".[keyring]" in the folder of '
    f"RunStrong brings it), or for this terminal alone, on Mac and Linux: "
    f"read -rs {PASSWORD}; export {PASSWORD}"
)
"""How a password is given that is missing."""
NO_KEYRING = "this computer's keyring cannot keep the login"


def secret_of(club: Club) -> str:
    """Return what the mail server wants beside the user: a password, empty if there is none.

    Raises:
        MailError: when a login through the browser has ended.
    """
    login = login_of(club.settings)
    if login is None:
        return password(club.settings.mail.user)
    kept = _from_keyring(_entry(login))
    if not kept:
        raise MailError(f"nobody has logged in as {login.user!r} on this computer yet", LOG_IN)
    tokens = refreshed(login, kept)
    if tokens.refresh != kept:
        _keep(login, tokens.refresh)
    return tokens.access


def log_in_through_browser(club: Club) -> None:
    """Have somebody log in, and keep what comes of it. Raises MailError."""
    login = login_of(club.settings)
    if login is None:
        raise MailError(
            "club.toml asks for no login through the browser",
            'provider = "microsoft" or "google" below [mail.login]; docs/clubs.md says how',
        )
    _keyring()  # before anybody has the trouble
    _keep(login, log_in(login, _show).refresh)
    say(f"logged in as {plain(login.user)}; the keyring keeps it")


def password(user: str) -> str:
    """Return the password of a user of the mail server, empty if there is none."""
    return os.environ.get(PASSWORD, "") or (_from_keyring(user) if user else "")


def _show(page: str) -> None:
    say("your browser shows the page to log in; if it does not, open this address in it:")
    say(page)
    webbrowser.open(page)


def _entry(login: Login) -> str:
    return f"{login.user} at {login.provider.name}"


def _from_keyring(user: str) -> str:
    try:
        keyring = import_module("keyring")  # an optional extra
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(KEYRING, user) or "")
    except keyring.errors.KeyringError:  # locked, or no keyring on this machine
        return ""


def _keep(login: Login, refresh: str) -> None:
    """Keep a refresh token in the keyring and nowhere else. Raises MailError."""
    keyring = _keyring()
    try:
        keyring.set_password(KEYRING, _entry(login), refresh)
    except keyring.errors.KeyringError as error:
        raise MailError(f"{NO_KEYRING}: {error}", "unlock it, then log in once more") from error


def _keyring() -> Any:  # noqa: ANN401  an optional extra
    try:
        return import_module("keyring")
    except ImportError as error:
        raise MailError(NO_KEYRING, 'pip install ".[oauth]" in the folder of RunStrong') from error

"""The mail password: from the environment or the keyring, never from an argument or a file."""

import os
from importlib import import_module

from runstrong_pdf.mail.settings import PASSWORD, SERVICE


def password(user: str) -> str:
    """Return the password of a user of the mail server, empty where there is none."""
    return os.environ.get(PASSWORD, "") or (_from_keyring(user) if user else "")


def _from_keyring(user: str) -> str:
    try:
        keyring = import_module("keyring")  # an optional extra
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(SERVICE, user) or "")
    except keyring.errors.KeyringError:  # locked, or no keyring on this machine
        return ""

"""The mail password: from the environment or the keyring, never from an argument or a file."""

import os
from importlib import import_module

VARIABLE = "RUNSTRONG_SMTP_PASSWORD"
SERVICE = "runstrong"
"""The name under which the keyring has the password."""


def password(user: str) -> str:
    """Return the password of a user of the mail server, empty if there is none."""
    return os.environ.get(VARIABLE, "") or (_from_keyring(user) if user else "")


def password_remedy(user: str) -> str:
    """Return how a password can be given."""
    return (
        f'keyring set {SERVICE} {user}  (it asks for it; pip install ".[keyring]" in the folder of '
        f"RunStrong brings it), or for this terminal alone, on Mac and Linux: "
        f"read -rs {VARIABLE}; export {VARIABLE}"
    )


def _from_keyring(user: str) -> str:
    try:
        keyring = import_module("keyring")  # an optional extra
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(SERVICE, user) or "")
    except keyring.errors.KeyringError:  # locked, or no keyring on this machine
        return ""

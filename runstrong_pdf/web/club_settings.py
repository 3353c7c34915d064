"""The settings of a club that its page asks for: its name, who writes, and the mail server.

What else club.toml says, and its comments, stay as they are. A password is never one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from runstrong_pdf import Club

SECURITY = {"starttls": "STARTTLS, port 587", "tls": "TLS, port 465"}
"""How the connection to the server is encrypted, as providers call it."""


@dataclass(frozen=True)
class Setting:
    """A setting as the page asks for it.

    Attributes:
        name: of its control; key: of club.toml, which what is wrong with it names.
        choices: what is possible and how it is said; empty for what is typed.
    """

    name: str
    key: str
    label: str
    help: str
    value: str
    choices: Mapping[str, str]


def settings_of(club: Club) -> tuple[Setting, ...]:
    """Return the settings as they are now."""
    one, mail = club.settings, club.settings.mail
    port = str(mail.port or "")
    asked = (
        ("name", "name", "Name of the club", "On every sheet, and in the mail.", one.name),
        ("sender_address", "mail.from", "Mail comes from", "Your address.", mail.sender_address),
        ("sender_name", "", "Name beside it", "Empty for the club itself.", mail.sender_name),
        ("host", "mail.host", "Mail server", "Such as smtp.gmail.com; your provider names it.",
         mail.host),
        ("security", "mail.security", "Encryption", "", mail.security),
        ("port", "mail.port", "Port", "Empty for the usual one.", port),
        ("user", "mail.user", "User name there", "Nearly always your whole address.", mail.user),
    )  # fmt: skip
    return tuple(Setting(*each, SECURITY if each[0] == "security" else {}) for each in asked)


def changes_of(club: Club, typed: Mapping[str, object]) -> dict[str, str | int | None]:
    """Return what was typed as changes of club.toml; what is no setting of the page is left out."""
    mail = club.settings.mail
    given = {name: " ".join(text.split()) for name, text in typed.items() if isinstance(text, str)}
    changes: dict[str, str | int | None] = {}
    if "name" in given:
        changes["name"] = given["name"]
    if not given.keys().isdisjoint({"sender_name", "sender_address"}):
        name = given.get("sender_name", mail.sender_name)
        address = given.get("sender_address", mail.sender_address)
        changes["mail.from"] = f"{name} <{address}>" if name else address
    if "port" in given:
        port = given["port"]
        changes["mail.port"] = int(port) if port.isdecimal() and len(port) < 9 else port or None
    return changes | {f"mail.{k}": given[k] for k in ("host", "security", "user") if k in given}

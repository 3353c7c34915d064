"""What counts as one email address, and how it is written on an envelope. Pure."""

import re
import unicodedata
from email.utils import parseaddr

ATOM = re.compile(r"[^\s()<>\[\]:;@\\,\"\x00-\x1f\x7f]+")
"""The part before the @: no quotes, brackets or separators, whatever the standard allows."""
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
LONGEST_LOCAL, LONGEST_DOMAIN = 64, 253


def wrong_with(address: str) -> str:
    """Return what is wrong with an address in plain words, empty if it can be written to."""
    local, at, domain = address.rpartition("@")
    if not at:
        return f"{address[:60]!r} has no @"
    if not ATOM.fullmatch(local) or _odd_dots(local) or _hidden(address):
        return f"{address[:60]!r} is not one plain address, such as zoe@example.org"
    if len(local.encode()) > LONGEST_LOCAL:
        return f"{address[:60]!r} is too long before the @"
    return _wrong_domain(domain)


def _odd_dots(local: str) -> bool:
    return local.startswith(".") or local.endswith(".") or ".." in local


def _hidden(text: str) -> bool:
    """Whether there are characters that nobody sees: controls, direction marks, surrogates."""
    return any(unicodedata.category(character)[0] in "CZ" for character in text)


def _wrong_domain(domain: str) -> str:
    ascii_domain = _ascii(domain)
    labels = ascii_domain.split(".")
    if (
        len(labels) < 2
        or len(ascii_domain) > LONGEST_DOMAIN
        or not all(LABEL.fullmatch(label) for label in labels)
        or labels[-1].isdigit()
    ):
        return f"{domain[:60]!r} after the @ is not the name of a mail domain"
    return ""


def _ascii(domain: str) -> str:
    """Return a domain as DNS has it (münchen.de becomes xn--mnchen-3ya.de), empty if it cannot."""
    try:
        return domain.encode("idna").decode() if not domain.isascii() else domain
    except UnicodeError:
        return ""


def envelope(address: str) -> str:
    """Return a checked address as the SMTP server wants it: the domain in ASCII."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{_ascii(domain)}"


def needs_utf8(address: str) -> bool:
    """Whether only a server with SMTPUTF8 can deliver to it."""
    return not address.rpartition("@")[0].isascii()


def name_and_address(text: str) -> tuple[str, str]:
    """Return ("Club", "club@example.org") of `Club <club@example.org>`; the name may be empty."""
    inside = re.fullmatch(r"\s*(.*?)\s*<([^<>]*)>\s*", text)
    if inside:
        return parseaddr(f"{inside[1]} <x@x>")[0] or inside[1].strip('"'), inside[2].strip()
    return "", text.strip()

"""A web page or mail address that a coach gives, checked before it is printed or made clickable."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.address import address_problem

LONGEST = 106
"""Bytes of the densest code whose modules are 0.5 mm wide at 21 mm: version 6 at level M."""
SCHEMES = ("http", "https", "mailto")
HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
UNRESERVED = "%/:=&?~#+!$,;'@()*[]"
EXAMPLE = "for example https://riverside-runners.org/strength or mailto:coach@riverside.org"


@dataclass(frozen=True)
class Link:
    """Where a code leads.

    Attributes:
        address: complete, in ASCII.
        shown: as people write it, to be typed by hand.
        text: what is to be found there, in the coach's words; may be empty.
    """

    address: str
    shown: str
    text: str = ""


def read_link(typed: str, text: str = "") -> Link:
    """Return the link that somebody typed. Raises UsageError.

    Args:
        text: what is to be found there.

    Example:
        >>> read_link("https://example.org/strength/").shown
        'example.org/strength'
    """
    typed = typed.strip()
    try:
        address = _address(typed)
    except ValueError as error:
        raise UsageError(f"{typed[:60]!r} {error}", EXAMPLE, field="link") from None
    if len(address) > LONGEST:
        raise UsageError(
            f"{typed[:60]!r}... has {len(address)} characters; a code that every phone "
            f"reads from paper holds at most {LONGEST}",
            "give a shorter address; many web sites offer a short link",
            field="link",
        )
    return Link(address, _shown(typed), text)


def _address(typed: str) -> str:
    """Return an address in ASCII. Raises ValueError saying what is wrong with it."""
    if not typed.isprintable() or " " in typed:
        raise ValueError("has a space or a character that cannot be seen in it")
    scheme, colon, rest = typed.partition(":")
    if not colon or "." in scheme or "/" in scheme:
        raise ValueError(f"does not begin with https://; did you mean https://{typed[:60]}")
    if scheme.lower() not in SCHEMES:
        raise ValueError("leads neither to a web page (https://) nor to a mail address (mailto:)")
    return _mail(rest) if scheme.lower() == "mailto" else _web(typed)


def _mail(rest: str) -> str:
    address = rest.partition("?")[0]
    if not address.isascii() or address_problem(address):
        raise ValueError("is not a mail address")
    return f"mailto:{quote(rest, safe=UNRESERVED)}"


def _web(typed: str) -> str:
    try:
        parts = urlsplit(typed)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        host, port, parts = "", None, None
    if parts is None or not HOST.fullmatch(host):
        raise ValueError("has no complete name of a web site")
    if "@" in parts.netloc:
        raise ValueError("has a user name or password in it, which everybody would read")
    end = typed[typed.index(parts.netloc) + len(parts.netloc) :]
    place = f"{host}:{port}" if port else host
    return f"{parts.scheme}://{place}{quote(end, safe=UNRESERVED)}"


def _shown(typed: str) -> str:
    """Leave out what nobody types: the scheme, a slash at the end, the subject of a mail."""
    scheme, _, rest = typed.partition(":")
    if scheme.lower() == "mailto":
        return rest.partition("?")[0]
    return rest.removeprefix("//").removesuffix("/")

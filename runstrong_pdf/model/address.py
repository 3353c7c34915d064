"""Mail addresses and links: what counts as one, and how they are written. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from runstrong_pdf.errors import UsageError

ATOM = re.compile(r"[^\s()<>\[\]:;@\\,\"\x00-\x1f\x7f]+")
"""The part before the @: no quotes, brackets or separators, whatever the standard allows."""
DOMAIN = re.compile(r"([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
"""The part after the @, also in letters beyond ASCII; the last label begins with a letter."""
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
"""One label of a domain as DNS has it (RFC 1123)."""
LONGEST_LOCAL, LONGEST_DOMAIN, LONGEST = 64, 253, 254
"""Bytes before the @, after it, and in all (RFC 5321)."""
LONGEST_LINK = 106
"""Bytes of the densest code whose modules are 0.5 mm wide at 21 mm: version 6 at level M."""
SCHEMES = ("http", "https", "mailto")
HOST = re.compile(r"[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
SITE = re.compile(r"[^/?#]*")
NO_SITE = "has no complete name of a web site"
ODD_SITE = "names a web site as the rules for such names (IDNA 2008) do not allow"
PLAIN_SITE = "type letters and hyphens anew, or write the name as it is registered, with xn--"
UNRESERVED = "%/:=&?~#+!$,;'@()*[]"
EXAMPLE = "for example https://riverside-runners.org/strength or mailto:coach@riverside.org"


def address_problem(address: str) -> str:
    """Return what is wrong with an address in plain words, empty if it can be written to.

    Example:
        >>> address_problem("zoe@münchen.de")
        ''
        >>> address_problem("zoe@example")
        "'zoe@example' is not one email address such as zoe@example.org: 'example' is no domain"
    """
    why = _problem(address)
    if why is None:
        return ""
    wrong = f"{address[:60]!r} is not one email address such as zoe@example.org"
    return f"{wrong}: {why}" if why else wrong


def _problem(address: str) -> str | None:
    """Return why an address cannot be used, empty if it cannot be said briefly, None if it can."""
    local, at, domain = address.rpartition("@")
    if not at:
        return "there is no @ in it"
    if not ATOM.fullmatch(local) or _has_invisible(address):
        return ""
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return "a full stop stands where it cannot"
    if len(local.encode()) > LONGEST_LOCAL:
        return "the part before the @ is too long"
    if not _is_domain(domain):
        return f"{domain[:60]!r} is no domain"
    return "it is too long" if len(address) > LONGEST else None


def _has_invisible(text: str) -> bool:
    """Whether there are characters that nobody sees: controls, direction marks, surrogates."""
    return any(unicodedata.category(character)[0] in "CZ" for character in text)


def _is_domain(domain: str) -> bool:
    encoded = _ascii(domain)
    return (
        all(DOMAIN.fullmatch(form) for form in (domain, encoded))  # ² would become 2
        and len(encoded) <= LONGEST_DOMAIN
        and all(LABEL.fullmatch(label) for label in encoded.split("."))
    )


def _ascii(domain: str) -> str:
    """Return a domain as DNS has it, by IDNA 2008; empty if there is none.

    Python's own codec is of 2003: it makes strasse.de of straße.de, which is somebody else's.
    """
    if domain.isascii():
        return domain
    import idna  # noqa: PLC0415  its tables take 10 ms, and hardly anybody needs them

    try:
        return idna.encode(unicodedata.normalize("NFC", domain.lower())).decode()
    except UnicodeError:  # idna's errors are kinds of it
        return ""


def ascii_domain(address: str) -> str:
    """Return a checked address as mail servers want it: the domain in ASCII.

    Example:
        >>> ascii_domain("zoe@münchen.de"), ascii_domain("info@straße.example")
        ('zoe@xn--mnchen-3ya.de', 'info@xn--strae-oqa.example')
    """
    local, _, domain = address.rpartition("@")
    return f"{local}@{_ascii(domain)}"


def comparable_address(address: str) -> str:
    """Return an address as it is compared: in small letters, its domain in ASCII.

    Example:
        >>> comparable_address("Zoe@MÜNCHEN.de")
        'zoe@xn--mnchen-3ya.de'
    """
    return ascii_domain(address.lower())


def person_key(name: str, address: str) -> str:
    """Return a name and an address, written in one way.

    Example:
        >>> person_key("Zoë  MILLER", "Zoe@Example.org")
        'zoë miller <zoe@example.org>'
    """
    letters = unicodedata.normalize("NFC", name).casefold()
    return f"{' '.join(letters.split())} <{address.lower()}>"


def unicode_domain(address: str) -> str:
    """Return an address with its domain as people write it; unchanged where that cannot be.

    Example:
        >>> unicode_domain("zoe@xn--mnchen-3ya.de")
        'zoe@münchen.de'
    """
    local, _, domain = address.rpartition("@")
    if "xn--" not in domain.lower():
        return address
    import idna  # noqa: PLC0415  as above

    try:
        return f"{local}@{idna.decode(domain)}"
    except UnicodeError:
        return address


def needs_smtputf8(address: str) -> bool:
    """Return whether only a server with SMTPUTF8 (RFC 6531) can deliver to an address."""
    return not address.rpartition("@")[0].isascii()


def name_and_address(text: str) -> tuple[str, str]:
    """Return name and address of `Club <club@example.org>`; the name may be empty.

    Example:
        >>> name_and_address("Zoë's Club <club@example.org>")
        ("Zoë's Club", 'club@example.org')
    """
    inside = re.fullmatch(r"\s*(.*?)\s*<([^<>]*)>\s*", text)
    if inside:
        from email.utils import parseaddr  # noqa: PLC0415  a club's sender; takes 5 ms

        return parseaddr(f"{inside[1]} <x@x>")[0] or inside[1].strip('"'), inside[2].strip()
    return "", text.strip()


# -- links, which are printed and made clickable ---------------------------------------------------


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
        why, remedy = (*error.args, EXAMPLE)[:2]
        raise UsageError(f"{typed[:60]!r} {why}", remedy, field="link") from None
    if len(address) > LONGEST_LINK:
        raise UsageError(
            f"{typed[:60]!r}... has {len(address)} characters; a code that every phone "
            f"reads from paper holds at most {LONGEST_LINK}",
            "give a shorter address; many web sites offer a short link",
            field="link",
        )
    return Link(address, _shown(typed), text)


def _address(typed: str) -> str:
    """Return an address in ASCII. Raises ValueError saying what is wrong, and perhaps a remedy."""
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
        name, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(NO_SITE) from None
    host = _host(name)
    if not HOST.fullmatch(host):
        raise ValueError(NO_SITE)
    if "@" in parts.netloc:
        raise ValueError("has a user name or password in it, which everybody would read")
    end = typed[typed.index(parts.netloc) + len(parts.netloc) :]
    place = f"{host}:{port}" if port else host
    return f"{parts.scheme}://{place}{quote(end, safe=UNRESERVED)}"


def _host(name: str) -> str:
    """Return the name of a web site as DNS has it; letters of another width are usual ones."""
    if name.isascii():
        return name
    import idna  # noqa: PLC0415  as above

    try:
        return idna.encode(name, uts46=True).decode()
    except UnicodeError:
        raise ValueError(ODD_SITE, PLAIN_SITE) from None


def _shown(typed: str) -> str:
    """Leave out what nobody types: the scheme, a slash at the end, letters of another width."""
    scheme, _, rest = typed.partition(":")
    if scheme.lower() == "mailto":
        return rest.partition("?")[0]
    rest = rest.removeprefix("//").removesuffix("/")
    usual = "\u3002", "."  # a full stop as Chinese and Japanese keyboards type it
    return SITE.sub(
        lambda site: unicodedata.normalize("NFKC", site[0]).replace(*usual), rest, count=1
    )

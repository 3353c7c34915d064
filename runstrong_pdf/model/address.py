"""What counts as one email address: the only such check of the program. Pure."""

import re
import unicodedata

ATOM = re.compile(r"[^\s()<>\[\]:;@\\,\"\x00-\x1f\x7f]+")
"""The part before the @: no quotes, brackets or separators, whatever the standard allows."""
DOMAIN = re.compile(r"([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
"""The part after the @, also in letters beyond ASCII; the last label begins with a letter."""
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
"""One label of a domain as DNS has it (RFC 1123)."""
LONGEST_LOCAL, LONGEST_DOMAIN, LONGEST = 64, 253, 254
"""Bytes before the @, after it, and in all (RFC 5321)."""


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

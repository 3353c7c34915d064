"""What a club and its members asked for, as short marks: an outdated plan is never mailed. Pure."""

import hashlib
import json

from runstrong_pdf.model.club import Club, Wishes

LENGTH = 16
"""Hexadecimal digits; the marks of one row before and after a change are compared, no more."""


def mark_of_club(club: Club, logo: str) -> str:
    """Return a mark of all in club.toml that shapes the sheets.

    Args:
        logo: hash of the picture's content.
    """
    only_of_mail = {"mail", "texts", "roster"}
    kept = club.model_dump(mode="json", exclude=only_of_mail)
    del kept["defaults"]["send"]
    return _mark(json.dumps(kept) + logo)


def mark_of_wishes(wishes: Wishes) -> str:
    """Return a mark of a row's cells; the name stands in the manifest itself."""
    return _mark(repr(wishes))


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:LENGTH]

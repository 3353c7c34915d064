"""What the computer says: the day, its country's paper, its language, where templates are kept."""

import datetime as dt
import os
from collections.abc import Mapping
from typing import Any

from runstrong_pdf.template_cache import TemplateCache, cache_of

NO_CACHE = ("off", "no", "none", "false", "0")
ENGLISH = "en"
NO_LANGUAGE = ("", "en", "c", "posix")
"""What a computer calls English, or none."""
LETTER_COUNTRIES = ("_US", "_CA", "_MX", "_PH", "_CL", "_CO", "_CR", "_GT", "_PA", "_VE")
"""Countries that print on US Letter, as locale names end."""


def today() -> dt.date:
    """Return the day, as the computer's clock has it."""
    return dt.datetime.now().astimezone().date()


def local_paper() -> str:
    """Return the paper of the computer's country."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))
    place = next((name for name in names if name), "")
    return "letter" if place.split(".")[0].endswith(LETTER_COUNTRIES) else "a4"


def chosen_language(given: Mapping[str, Any]) -> str:
    """Return the language that was asked for, by any name; else the computer's; else English.

    Raises:
        UsageError: when there are no sheets in the one that was asked for.
    """
    places = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    local = next(filter(None, places), "").replace(".", "_").partition("_")[0].lower()
    asked = str(given.get("language") or "")
    if not asked and local in NO_LANGUAGE:
        return ENGLISH
    from runstrong_pdf.library import open_library  # noqa: PLC0415  stamping needs none

    library = open_library(str(given.get("templates") or ""))
    if asked:
        return library.language_of(asked)
    return local if local in library.languages() else ENGLISH


def chosen_cache() -> TemplateCache:
    """Return where compiled templates are kept: `RUNSTRONG_CACHE` names a folder, or is `off`."""
    chosen = os.environ.get("RUNSTRONG_CACHE", "").strip()
    return TemplateCache(None) if chosen.lower() in NO_CACHE else cache_of(chosen or None)

"""Which languages sheets can be in: those with a file in `templates/words/`."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from runstrong_pdf.resources import data_folder

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"en": ("english", "eng", "anglais", "englisch", "inglés", "ingles", "inglese")}
)
"""What people call a language, by its tag; of those that have words."""


def wrong_language(typed: str) -> str:
    """Return what is wrong with a language as people write it, such as `en`, `English`, `en-GB`."""
    given = typed.strip().casefold().replace("_", "-")
    there = sorted(file.stem for file in (data_folder("templates") / "words").glob("*.toml"))
    names = {name: tag for tag in there for name in (tag, *NAMES.get(tag, ()))}
    if not given or given.partition("-")[0] in names:
        return ""
    near = get_close_matches(given, names, 1, 0.75)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"there are no sheets in {typed[:40]!r} yet{hint}; possible: {', '.join(there)}"

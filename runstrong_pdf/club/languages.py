"""Which languages sheets can be in: those with a file in `templates/words/`, ours or the club's."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from runstrong_pdf.errors import UsageError

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cs": ("czech", "čeština", "česky"),
        "da": ("danish", "dansk"),
        "de": ("german", "deutsch", "allemand", "alemán", "tedesco"),
        "el": ("greek", "ελληνικά"),
        "en": ("english", "eng", "anglais", "englisch", "inglés", "ingles", "inglese"),
        "es": ("spanish", "español", "espanol", "castellano", "spanisch", "espagnol"),
        "fi": ("finnish", "suomi"),
        "fr": ("french", "français", "francais", "französisch", "francés"),
        "it": ("italian", "italiano", "italienisch", "italien"),
        "nl": ("dutch", "nederlands", "niederländisch", "néerlandais"),
        "no": ("norwegian", "norsk"),
        "pl": ("polish", "polski", "polnisch", "polonais"),
        "pt": ("portuguese", "português", "portugues", "portugiesisch", "portugais"),
        "sv": ("swedish", "svenska", "schwedisch", "suédois"),
    }
)
"""What people call a language, by its tag."""


def language_of(typed: str, there: Collection[str]) -> str:
    """Return the language that people mean with `de`, `German`, `de-AT` or nothing.

    Args:
        there: the languages that there are words in, as their files are called.

    Raises:
        UsageError: with what is possible.

    Example:
        >>> language_of("Deutsch", ["de", "en"]), language_of("", ["de", "en"])
        ('de', 'en')
    """
    given = typed.strip().casefold().replace("_", "-") or "en"
    tags = {tag.casefold(): tag for tag in there}
    names = {name: tag for tag in there for name in NAMES.get(tag, ())}
    found = tags.get(given) or tags.get(given.partition("-")[0]) or names.get(given)
    if found:
        return found
    near = get_close_matches(given, [*tags, *names], 1, 0.75)
    hint = f"; did you mean {near[0]}?" if near else ""
    wrong = f"there are no sheets in {typed[:40]!r} yet{hint}"
    raise UsageError(f"{wrong}; possible: {', '.join(sorted(there))}", field="language")

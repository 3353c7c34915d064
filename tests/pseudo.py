"""An artificial language, made from the English texts: tells what is left in English."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runstrong_pdf.language_checks import english_texts, printed_words
from runstrong_pdf.library import LANGUAGES, WORDS, Library
from runstrong_pdf.model.toml import toml_text

TAG = "xx"
ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áčéíñóśúýžÁČÉÍÑÓŚÚÝŽ")
DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
KEPT = re.compile(r"(\{[^{}]*\})")


def pseudo(text: str) -> str:
    """Return a text with accents on every word, its places in braces as they are."""
    told = (_kept(part) if KEPT.fullmatch(part) else part.translate(ACCENTED)
            for part in KEPT.split(text))  # fmt: skip
    return DECIMAL.sub(",", "".join(told))


def _kept(place: str) -> str:
    """Return a place in braces, with the forms of a word that it chooses from translated."""
    name, colon, forms = place.partition(":")
    return name + colon + forms.translate(ACCENTED)


def write_language(folder: Path) -> Path:
    """Write the language into a folder of templates, and return that folder."""
    own, library = folder / LANGUAGES / TAG, Library()
    words = {key: pseudo(text) for key, text in printed_words(library.texts().entries).items()}
    head = {"language": "x-test", "decimal": ",", "plural": "polish", "inside": "as it is"}
    _write(own / WORDS, {**head, **nested(words)})
    for place, texts in english_texts(library):
        _write(own / place, _translated(texts))
    return folder


def nested(flat: Mapping[str, str]) -> dict[str, Any]:
    """Return texts by dotted key as nested tables; lists stay tables of numbers."""
    tables: dict[str, Any] = {}
    for key, text in flat.items():
        *path, last = key.split(".")
        table = tables
        for part in path:
            table = table.setdefault(part, {})
        table[last] = text
    return tables


def _translated(value: Any) -> Any:  # noqa: ANN401  tables of any shape
    if isinstance(value, dict):
        return {key: _translated(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_translated(one) for one in value]
    return pseudo(value)


def _write(file: Path, tables: Mapping[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(toml_text(tables), encoding="utf-8")

"""An artificial language, made from the English texts: tells what is left in English."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runstrong_pdf.language_checks import IMAGES, KINDS, picture_texts, printed_words
from runstrong_pdf.library import BANDS, LANGUAGES, WORDS, Library, read_toml
from runstrong_pdf.model.translation import text_tables

TAG = "xx"
ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áčéíñóśúýžÁČÉÍÑÓŚÚÝŽ")
KEPT = re.compile(r"(\{[^{}]*\})")


def pseudo(text: str) -> str:
    """Return a text with accents on every word, its places in braces as they are."""
    return "".join(
        part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text)
    )


def write_language(folder: Path) -> Path:
    """Write the language into a folder of templates, and return that folder."""
    own, library = folder / LANGUAGES / TAG, Library()
    words = {key: pseudo(text) for key, text in printed_words(library.texts().entries).items()}
    head = {"language": "x-test", "decimal": ",", "plural": "polish", "inside": "as it is"}
    _write(own / WORDS, {**head, **nested(words)})
    _write(own / BANDS, {band.colour: pseudo(band.maker_name) for band in library.bands.values()})
    pictured = set[str]()
    for name, kind in KINDS.items():
        for slug in library.slugs(kind):
            record = read_toml(library.path(f"{name}/{slug}.toml"))
            _write(own / name / f"{slug}.toml", _translated(text_tables(kind, record)))
            pictured |= {slug} if library.image(slug) else set()
    for slug in sorted(pictured):
        texts = picture_texts(slug, library)
        _write(own / IMAGES / f"{slug}.toml", {key: pseudo(text) for key, text in texts.items()})
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
    lines = (f"{json.dumps(key)} = {_toml(value)}" for key, value in tables.items())
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(value: Any) -> str:  # noqa: ANN401  as above
    if isinstance(value, dict):
        inside = (f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(inside)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)

"""Writes tables of texts as TOML that people go on editing."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_LINE = 100


def toml_text(tables: Mapping[str, Any]) -> str:
    """Return nested tables of texts and lists as TOML.

    Example:
        >>> print(toml_text({"name": "Band row", "cues": ["Pull", "Pause"], "bib": {"top": "1"}}))
        name = "Band row"
        cues = ["Pull", "Pause"]
        <BLANKLINE>
        [bib]
        top = "1"
        <BLANKLINE>
    """
    return "\n".join(_lines(tables, "")).lstrip("\n") + "\n"


def _lines(tables: Mapping[str, Any], path: str) -> Iterator[str]:
    for key, value in tables.items():
        if not _has_tables(value):
            yield f"{_key(key)} = {_value(value, len(key))}"
    for key, value in tables.items():
        place = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, Mapping):
            yield from ("", f"[{place}]")
            yield from _lines(value, place)
        elif _has_tables(value):
            for one in value:
                yield from ("", f"[[{place}]]")
                yield from _lines(one, place)


def _has_tables(value: object) -> bool:
    tables = isinstance(value, list) and any(isinstance(one, Mapping) for one in value)
    return tables or isinstance(value, Mapping)


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _value(value: object, used: int = 0) -> str:
    if not isinstance(value, list):
        text = json.dumps(value, ensure_ascii=False)
        return text.replace("\u00a0", "\\u00A0").replace("\u202f", "\\u202F").replace("\x7f", "")
    parts = [_value(one) for one in value]
    line = f"[{', '.join(parts)}]"
    if used + len(line) <= LONGEST_LINE:
        return line
    return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"

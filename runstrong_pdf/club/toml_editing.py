"""Values of single keys of a club.toml, changed in place: comments and everything else stay."""

import codecs
import json
import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise

from runstrong_pdf.errors import RosterError, TemplateError
from runstrong_pdf.library import decoded, parse_toml

Value = str | int | None
"""Of a key; None takes the key out."""
HEADER = re.compile(r"\s*\[([^\[\]]+)\]\s*(#.*)?$")
VALUE = r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'\[{]+)(?P<rest>\s*(?:#.*)?)$"""
BY_HAND = "change it in the file itself"


def with_settings(content: bytes, changes: Mapping[str, Value], where: str) -> bytes:
    r"""Return a club.toml in which some keys have other values.

    Args:
        content: a club.toml that can be read.
        changes: by the key with its table, such as `name` or `mail.host`.
        where: the file, for messages.

    Raises:
        RosterError: when a key stands there in a way that cannot be changed so.

    Example:
        >>> old = b'name = "Club"  # on every sheet\n[mail]\n# port = 25\n'
        >>> with_settings(old, {"name": "Zoe", "mail.port": 465}, "club.toml").decode()
        'name = "Zoe"   # on every sheet\n[mail]\n# port = 25\nport = 465\n'
    """
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = content[len(mark) :].decode()
    wanted = parse_toml(decoded(content, where), where)
    for key, given in changes.items():
        table, _, name = key.rpartition(".")
        value = unicodedata.normalize("NFC", given) if isinstance(given, str) else given
        text = _with(text, table, name, value)
        place = wanted.get(table, {}) if table else wanted
        if isinstance(place, dict) and value is None:
            place.pop(name, None)
        elif isinstance(place, dict):
            place[name] = value
            wanted |= {table: place} if table else {}
    changed = mark + text.encode()
    try:
        found = parse_toml(decoded(changed, where), where)
    except TemplateError:
        found = {}
    if found != wanted:
        raise RosterError(f"{', '.join(changes)} cannot be changed here", BY_HAND, where=where)
    return changed


def _with(text: str, table: str, name: str, value: Value) -> str:
    """Return the text with another value of one key, where it stands or where it belongs."""
    lines = text.splitlines(keepends=True)
    end = next((line[len(line.rstrip("\r\n")) :] for line in lines), "") or "\n"
    first, last = _span(lines, table)
    if first < 0:
        lead = [] if value is None else [end, f"[{table}]{end}", f"{name} = {_toml(value)}{end}"]
        return "".join([text if text.endswith("\n") or not text else text + end, *lead])
    own = re.compile(rf"""(?P<key>\s*(?:{name}|"{name}"|'{name}')\s*=\s*){VALUE}""")
    ours = range(first, last)
    for number in ours:
        if found := own.match(lines[number].rstrip("\r\n")):
            lines[number] = _line(found, value) + end
            return "".join(lines)
    if value is not None:
        place = _place(lines, ours, name)
        if place and not lines[place - 1].endswith(("\r", "\n")):
            lines[place - 1] += end
        lines.insert(place, f"{name} = {_toml(value)}{end}")
    return "".join(lines)


def _line(found: re.Match[str], value: Value) -> str:
    """Return a line with another value; its comment stays where it is, if there is room."""
    if value is None:
        return f"# {found[0].strip()}"
    new, rest = _toml(value), found["rest"]
    if rest.strip():
        gap = len(rest) - len(rest.lstrip()) + len(found["value"]) - len(new)
        rest = " " * max(gap, 2) + rest.lstrip()
    return found["key"] + new + rest


def _span(lines: list[str], table: str) -> tuple[int, int]:
    """Return the first line of a table and the one after its last; -1 if there is none."""
    named = ((number, HEADER.match(line.rstrip("\r\n"))) for number, line in enumerate(lines))
    heads = [(number, found[1].strip()) for number, found in named if found]
    heads = [(-1, ""), *heads, (len(lines), "")]
    for (number, name), (after, _) in pairwise(heads):
        if name == table:
            return number + 1, after
    return -1, -1


def _place(lines: list[str], ours: range, name: str) -> int:
    """Return where a new key belongs: below a comment that shows it, or the last key of a line."""
    shown = re.compile(rf"\s*#\s*{name}\s*=")
    whole = re.compile(rf"""\s*["'\w-]+\s*=\s*{VALUE}""")
    keys = [number + 1 for number in ours if whole.match(lines[number].rstrip("\r\n"))]
    comments = [number + 1 for number in ours if shown.match(lines[number])]
    return (comments or keys[-1:] or [ours.start])[0]


def _toml(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)

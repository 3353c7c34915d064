"""Replaces the roster, and changes settings in club.toml in place, once nothing is wrong with them.

A roster may be of another kind: a workbook, or a CSV. The old one is copied aside first, and
club.toml names the new one last: a run that is killed leaves either roster in force, and both files
there. In club.toml only the lines of the keys are written anew: comments and all else stay.
"""

import codecs
import json
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path, PurePath

from runstrong_pdf.club.folder import ClubFolder, folder_of, rewrite
from runstrong_pdf.errors import OutputError, Problem, RosterError, TemplateError, UsageError
from runstrong_pdf.files import OWNER_ONLY, read_file, remove, write_new, write_whole
from runstrong_pdf.library import LARGEST_TEMPLATE, decoded, parse_toml
from runstrong_pdf.mail.settings import wrong_settings
from runstrong_pdf.roster.editing import check_roster, hold_back
from runstrong_pdf.roster.row_reader import read_roster, read_roster_bytes
from runstrong_pdf.roster.workbook import ENDINGS, is_workbook

Value = str | int | None
"""Of a key; None takes the key out."""
HEADER = re.compile(r"\s*\[([^\[\]]+)\]\s*(#.*)?$")
VALUE = r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'\[{]+)(?P<rest>\s*(?:#.*)?)$"""
BY_HAND = "change it in the file itself"


# -- the roster ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReplacedRoster:
    """What `Club.replace_roster` did.

    Attributes:
        file: the roster now.
        kept: where the old one is.
        held_back: people who were hidden or struck out in the workbook before; as a CSV cannot say
            that, it says no in the column `send`, so that they get no mail, as before.
    """

    file: Path
    kept: Path
    held_back: tuple[str, ...] = ()


def replace_roster(
    folder: ClubFolder, content: bytes, name: str
) -> tuple[ClubFolder, ReplacedRoster]:
    """Put another roster in the place of this one; return the folder as it is then, too."""
    check_roster(content, name)
    file = folder.roster_file
    old = read_roster_bytes(file)
    held: tuple[str, ...] = ()
    if is_workbook(old) and not is_workbook(content):
        content, held = hold_back(content, name, read_roster(old, str(file)).rows)
    kept = _free(file.with_stem(f"{file.stem}-before-1"), "-before-")
    place = file.with_suffix(_ending(content, name, file))
    if place == file:
        write_whole(kept, old, mode=OWNER_ONLY)
        rewrite(file, content)
        return folder, ReplacedRoster(file, kept, held)
    place = _free(place, "-")
    named = PurePath(folder.settings.roster).with_name(place.name).as_posix()
    changed, settings = _changed(folder, {"roster": named})
    write_new({kept: old, place: content}, mode=OWNER_ONLY)
    rewrite(folder.settings_file, settings)
    with suppress(OutputError):  # open in a spreadsheet program: it may stay, nothing names it
        remove(file)
    return changed, ReplacedRoster(place, kept, held)


def _ending(content: bytes, name: str, file: Path) -> str:
    """Return how the new roster's file ends: as the old one, if that is of its kind."""
    given = PurePath(name).suffix.lower()
    if is_workbook(content):
        ending = given if given in ENDINGS else ENDINGS[0]
        return file.suffix if file.suffix.lower() == ending else ending
    return ".csv" if file.suffix.lower() in ENDINGS else file.suffix


def _free(file: Path, mark: str) -> Path:
    """Return a path that nothing is at: this one, or with the next number behind a mark."""
    stem = file.stem.removesuffix(f"{mark}1")
    names = (file.with_stem(f"{stem}{mark}{number}") for number in count(2))
    while file.exists() or file.is_symlink():
        file = next(names)
    return file


# -- club.toml ----------------------------------------------------------------------------------


def write_settings(folder: ClubFolder, changes: Mapping[str, Value]) -> ClubFolder:
    """Write settings as `Club.write_settings` does; return the folder with them."""
    wrong = list[Problem]()
    for key, value in changes.items():  # each alone: of several all is to be said
        if not re.fullmatch(r"([a-z_]+\.)?[a-z_]+", key):
            raise UsageError(f"{key[:60]!r} is no key of club.toml", field="changes")
        try:
            one = _changed(folder, {key: value})[0].settings
            wrong += [problem for problem in wrong_settings(one) if problem.field == key and value]
        except RosterError as error:
            wrong += error.problems
    if wrong:
        raise RosterError(wrong)
    changed, content = _changed(folder, changes)
    rewrite(folder.settings_file, content)
    return changed


def _changed(folder: ClubFolder, changes: Mapping[str, Value]) -> tuple[ClubFolder, bytes]:
    """Return the folder with other settings, and its club.toml with them.

    Raises:
        RosterError: with all that is wrong with them, or when they cannot be changed in place.
    """
    file = str(folder.settings_file)
    old = read_file(folder.settings_file, LARGEST_TEMPLATE, RosterError)
    try:
        content = with_settings(old, changes, file)
        tables = parse_toml(decoded(content, file), file)
    except TemplateError as error:
        raise RosterError(error.problems) from None
    return folder_of(folder.path, tables, str(folder.defaults["paper"])), content


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

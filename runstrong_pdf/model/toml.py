"""TOML for people: what is wrong with a file, for who has never programmed; tables as text."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from runstrong_pdf.model.reading import NO, YES

CURLY = "“”„‟«»‘’‚‛"  # noqa: RUF001  the real ones
PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
ASSIGNED = re.compile(r"\s*([A-Za-z0-9_.-]*)\s*=\s*(.*?)\s*(?:\s#[^\"']*)?$")
"""A line such as `weeks = 6  # 4 to 12`."""
DATE = re.compile(r"\d+([./-])\d+\1\d+")
NUMBER = re.compile(r"\d+,\d+")
LONGEST, INVALID = 60, "is not valid TOML"
QUOTED = "text needs quotation marks"
KINDS = (
    ("Cannot ", "{key} stands there twice", "keep one of the two"),
    ("Illegal character '\\n'", "a quotation mark opens and is not closed", "close it"),
    ("Illegal character", "it has a character that cannot be seen", "type the line again by hand"),
    ("Unterminated", "a quotation mark opens and is not closed, here or further up", "close it"),
    ("Unclosed", "a bracket opens and is not closed, here or further up", "close it"),
    ("Expected ']'", "the name of a part stands in square brackets", "write it like [mail]"),
    (
        ("Unescaped", "Invalid hex", "Escaped"),
        "a backslash means something else between these quotation marks",
        "write / for it, or put the text between single ones: '...'",
    ),
)
"""How the reader of TOML begins to say what is wrong, what that means, and what to do."""


def toml_in_words(error: ValueError, text: str) -> tuple[str, str]:
    r"""Return what is wrong with a TOML file, with its line, and what to do about it.

    Example:
        >>> import tomli
        >>> text = 'contact = ""\nname = Our Club\n'
        >>> try:
        ...     tomli.loads(text)
        ... except ValueError as error:
        ...     toml_in_words(error, text)
        ('is not valid TOML, line 2: text needs quotation marks', 'write  name = "Our Club"')
    """
    said = str(error)
    found = PLACE.search(said)
    lines = text.rstrip("\n").split("\n")
    number = int(found[1]) if found and found[1] else len(lines)
    line = lines[min(number, len(lines)) - 1]
    if not found:  # a number of thousands of figures
        return f"{INVALID}: {said[:LONGEST]}", ""
    if "must be at least" in said or len(line) > 10 * LONGEST:
        return f"{INVALID}, line {number}: {said[: found.start()]}", ""
    message, remedy = _wrong(said[: found.start()], line)
    return f"{INVALID}, line {number}: {message}", remedy


def _wrong(said: str, line: str) -> tuple[str, str]:
    """Return what is wrong with a line, and what to do."""
    assigned = ASSIGNED.fullmatch(line)
    key, value = (assigned[1], assigned[2]) if assigned else ("", "")
    if line.strip()[:1] in tuple(CURLY) or value[:1] in tuple(CURLY):
        straight = '"' + value.strip(CURLY)[:LONGEST] + '"'
        return "these quotation marks are curly, here they must be straight", (
            f"write  {key} = {straight}" if key else 'type them again, as "'
        )
    for begins, message, remedy in KINDS:
        if said.startswith(begins):
            return message.format(key=key or line.strip()[:LONGEST]), remedy
    if not assigned or not key:
        sign = " (here stands a colon)" if re.match(r"\s*[\w-]+\s*:", line) else ""
        return f"a setting is one word, an equals sign, its value{sign}", "write it like  weeks = 6"
    return _wrong_value(key, value, line)


def _wrong_value(key: str, value: str, line: str) -> tuple[str, str]:
    """Return what is wrong with a value, and what to write."""
    text = value[:LONGEST].replace('"', "").replace("\\", "/")
    colour = re.search(r"=\s*(#[0-9a-fA-F]{3,6})\b", line)
    word = value.casefold()
    cases = (
        (colour, QUOTED, f'write  {key} = "{colour and colour[1]}"'),
        (value[:1] in {"", "#"}, f"{key} has no value", f'write  {key} = ""  for none'),
        (
            value[:1] in {'"', "'"},
            "text follows a closing quotation mark",
            f"""write  {key} = '...'  if there is a " in it, and {key} = "..." if there is a '""",
        ),
        (
            word in {*YES, *NO} and not value.isdecimal(),
            "yes and no are written true and false, in small letters",
            f"write  {key} = {'true' if word in YES else 'false'}",
        ),
        (
            NUMBER.fullmatch(value),
            "a number has a full stop, not a comma; several numbers need quotation marks",
            f'write  {key} = {value.replace(",", ".")}  or  {key} = "{value}"',
        ),
        (
            DATE.fullmatch(value),
            "a date is written year-month-day, or with quotation marks",
            f'write  {key} = "{text}"',
        ),
        (
            re.fullmatch(r"0\d+", value),
            "a number does not begin with 0",
            f"write  {key} = {value.lstrip('0') or 0}",
        ),
        (value.isdecimal(), "a bracket further up is not closed", "close it"),
        (True, QUOTED, f'write  {key} = "{text}"'),
    )
    return next((message, remedy) for holds, message, remedy in cases if holds)


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

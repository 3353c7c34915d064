"""The file in which somebody keeps their options, such as me.toml, and the command for the same."""

import json
from collections.abc import Mapping
from pathlib import Path

from runstrong_pdf.errors import Problem, TemplateError, UsageError
from runstrong_pdf.files import as_named, quoted
from runstrong_pdf.library import LARGEST_TEMPLATE, decoded, parse_toml, read_toml
from runstrong_pdf.model.fields import FIELDS, Kind
from runstrong_pdf.model.problems import unknown_key

HEAD = "# What `runstrong plan` is to make. All that is possible: runstrong plan --help\n"


def me_text(options: Mapping[str, str]) -> str:
    r"""Return the file for options as they were typed.

    Example:
        >>> me_text({"weeks": "8", "name": "Zoë"}).splitlines()[1:]
        ['weeks = "8"', 'name = "Zoë"']
    """
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in options.items())
    return HEAD + "".join(f"{line}\n" for line in lines)


def command_line(options: Mapping[str, str]) -> str:
    """Return the command that makes the same plan.

    Example:
        >>> command_line({"push_ups": "8", "name": "Zoë Łuczak", "forms": "no"})
        'runstrong plan --push-ups 8 --name "Zoë Łuczak" --no-forms'
    """
    return " ".join(["runstrong plan", *(_typed(name, text) for name, text in options.items())])


def _typed(name: str, text: str) -> str:
    field = FIELDS[name]
    if field.kind is Kind.SWITCH:
        return f"--no-{field.column}" if field.default else f"--{field.column}"
    return f"--{field.column} {quoted(text)}"


def read_me(file: Path) -> dict[str, object]:
    r"""Return the options of a file, by name; files and folders as they lie beside it.

    Raises:
        TemplateError: when it cannot be read.
        UsageError: when it is none, with every key that is no option.

    Example:
        >>> size = Path("me.toml").write_text('push-ups = 8\nlogo = "crest.svg"')
        >>> read_me(Path("me.toml"))
        {'push_ups': 8, 'logo': 'crest.svg'}
    """
    if file.suffix.lower() != ".toml":
        said = f"{str(file)[:60]!r} is no file with options, such as me.toml"
        raise UsageError(said, "runstrong plan --help, or runstrong new")
    tables = _options(read_toml(file), str(file))
    return {name: _beside(file, name, value) for name, value in tables.items()}


def parse_me(content: bytes, where: str = "me.toml") -> dict[str, object]:
    """Return the options of a file's bytes, by name.

    Raises:
        TemplateError: when it is no such file.
        UsageError: with every key that is no option.

    Example:
        >>> parse_me(b"push-ups = 8")
        {'push_ups': 8}
    """
    if len(content) > LARGEST_TEMPLATE:
        raise TemplateError("is larger than a file with options may be", where=where)
    return _options(parse_toml(decoded(content, where), where), where)


def _options(tables: Mapping[str, object], where: str) -> dict[str, object]:
    named = {key.replace("-", "_"): value for key, value in tables.items()}
    wrong = [
        Problem(key, unknown_key(key, FIELDS), where=where) for key in named if key not in FIELDS
    ]
    if wrong:
        raise UsageError(wrong)
    return named


def _beside(file: Path, name: str, value: object) -> object:
    """Return a value, of a file or folder with the folder of the options."""
    kind = FIELDS[name].kind
    own = kind is Kind.PROGRAMME and str(value).lower().endswith(".toml")
    if isinstance(value, str) and value and (own or kind in {Kind.FILE, Kind.FOLDER}):
        return str(as_named(file.parent / value))
    return value

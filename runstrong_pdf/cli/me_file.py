"""The file in which somebody keeps their options, such as me.toml."""

import json
from collections.abc import Mapping
from pathlib import Path

from runstrong_pdf.errors import Problem, UsageError
from runstrong_pdf.files import as_named
from runstrong_pdf.library import read_toml
from runstrong_pdf.model.fields import FIELDS, Kind
from runstrong_pdf.model.problems import unknown_key

HEAD = "# What `runstrong plan` is to make. All that is possible: runstrong plan --help\n"


def me_text(options: Mapping[str, str]) -> str:
    """Return the file for options as they were typed."""
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in options.items())
    return HEAD + "".join(f"{line}\n" for line in lines)


def read_me(file: Path) -> dict[str, object]:
    """Return the options of a file, by name; files and folders as they lie beside it.

    Raises:
        TemplateError: when it cannot be read.
        UsageError: when it is none, with every key that is no option.
    """
    if file.suffix.lower() != ".toml":
        said = f"{str(file)[:60]!r} is no file with options, such as me.toml"
        raise UsageError(said, "runstrong plan --help, or runstrong new")
    tables = {key.replace("-", "_"): value for key, value in read_toml(file).items()}
    wrong = [
        Problem(key, unknown_key(key, FIELDS), where=str(file))
        for key in tables
        if key not in FIELDS
    ]
    if wrong:
        raise UsageError(wrong)
    return {name: _beside(file, name, value) for name, value in tables.items()}


def _beside(file: Path, name: str, value: object) -> object:
    """Return a value, of a file or folder with the folder of the options."""
    kind = FIELDS[name].kind
    own = kind is Kind.PROGRAMME and str(value).lower().endswith(".toml")
    if isinstance(value, str) and value and (own or kind in {Kind.FILE, Kind.FOLDER}):
        return str(as_named(file.parent / value))
    return value

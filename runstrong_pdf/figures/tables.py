"""Reads the tables beside this module: measures of the body, and colours."""

from pathlib import Path
from typing import Any

import tomli


def read(name: str) -> dict[str, Any]:
    """Return a TOML file of this folder, with tuples for its lists.

    Example:
        >>> read("colours.toml")["roles"]["sole"]
        '#FFFFFF'
    """
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return {key: _frozen(value) for key, value in tomli.loads(text).items()}


def _frozen(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value

"""Reads numbers of the command line, with messages for people who do not program."""

import typer


def whole(text: str | int) -> int:
    """Return a whole number. Raises typer.BadParameter, to which Typer adds the option's name."""
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"{str(text)[:40]!r} is not a whole number") from None

"""Modules that are loaded when something of them is used: no command needs all."""

from importlib import import_module


class LaterModule:
    """A module of this package that is loaded when something of it is used.

    Annotations may name its classes, too: `typing.get_type_hints` finds them.

    Example:
        >>> errors = LaterModule("errors")
        >>> errors.counted(2, "member")
        '2 members'
    """

    def __init__(self, name: str) -> None:
        self._name = f"runstrong_pdf.{name}"

    def __getattr__(self, name: str) -> object:
        """Return something of the module."""
        return getattr(import_module(self._name), name)

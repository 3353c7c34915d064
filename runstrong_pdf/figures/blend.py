"""Postures between two postures."""

from typing import Any, TypeVar

from runstrong_pdf.figures.posture import Posture
from runstrong_pdf.figures.tables import Table

AnyTable = TypeVar("AnyTable", bound=Table)


def blend(a: Posture, b: Posture, share: float) -> Posture:
    """Return the posture that is `share` (0 to 1) of the way from `a` to `b`."""
    return _tables(a, b, share)


def _tables(a: AnyTable, b: AnyTable, share: float) -> AnyTable:
    names = type(a).model_fields
    values = {name: _values(getattr(a, name), getattr(b, name), share) for name in names}
    return a.model_copy(update=values)


def _values(a: Any, b: Any, share: float) -> Any:  # noqa: ANN401
    """Blend numbers, and tables and lists of numbers; of anything else take the nearer."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a + (b - a) * share
    if isinstance(a, Table) and type(a) is type(b):
        return _tables(a, b, share)
    if isinstance(a, dict) and isinstance(b, dict):
        return {key: _values(a[key], b[key], share) for key in a}
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return tuple(_values(x, y, share) for x, y in zip(a, b, strict=True))
    return a if share < 0.5 else b

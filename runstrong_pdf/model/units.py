"""Weights as people say them, in kilograms or pounds. Everything else counts in kilograms."""

from typing import Literal

Units = Literal["kg", "lb"]
POUND = 0.45359237
"""Kilograms."""


def in_kilograms(number: float, units: Units) -> float:
    """Return kilograms, of pounds to the nearest ten grams.

    Example:
        >>> in_kilograms(5, "lb"), in_kilograms(5, "kg")
        (2.27, 5)
    """
    return round(number * POUND, 2) if units == "lb" else number


def number_in(units: Units, kg: float) -> str:
    """Return the number that a weight in kilograms has in these units.

    Example:
        >>> number_in("lb", 2.27), number_in("lb", 2), number_in("kg", 2.5)
        ('5', '4.4', '2.5')
    """
    return f"{round(kg / POUND, 1) if units == 'lb' else kg:g}"

"""Letters that no face can draw, in the texts of a file."""

from collections.abc import Iterator, Mapping

from runstrong_pdf.pdf.fonts import check_characters
from runstrong_pdf.pdf.slots import MissingCharacterError


def unprintable(value: object, place: str = "") -> Iterator[str]:
    """Yield a finding for every text of nested tables and lists that cannot be printed.

    Args:
        place: where `value` stands, such as `stage[2].goal`; lists count from 1.
    """
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from unprintable(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, 1):
            yield from unprintable(inner, f"{place}[{number}]")
    elif isinstance(value, str):
        try:
            check_characters(value)
        except MissingCharacterError as error:
            yield f"{place}: {error}"

"""Letters that no face can draw, in the texts of a file."""

from collections.abc import Iterator, Mapping

from runstrong_pdf.model.texts import flatten
from runstrong_pdf.pdf.fonts import check_characters
from runstrong_pdf.pdf.slots import MissingCharacterError


def unprintable(tables: Mapping[str, object]) -> Iterator[str]:
    """Yield a finding for every text of nested tables that cannot be printed, with its place."""
    for place, text in flatten(tables):
        try:
            check_characters(text)
        except MissingCharacterError as error:
            yield f"{place}: {error}"

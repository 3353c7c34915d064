"""What a cell of a roster means where only the spreadsheet around it can tell."""

import re

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.address import address_problem, name_and_address
from runstrong_pdf.roster.workbook import PUT_VALUE

UNSEEN = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Characters that nobody sees, and that come along when an address is copied."""
SHOWN_ERROR = re.compile(r"#(N/A|[A-ZÄÖÜÉÍÓÚ]+[!?]|DIV/0!|NV|#+)", re.IGNORECASE)
"""What a spreadsheet shows of a cell that it could not work out, or that is too narrow."""
WITH_COMMAS = re.compile(r"\d+(?:,\d+)+")


def check_shown(cell: str) -> None:
    """Raise UsageError if a cell holds what a spreadsheet shows instead of a value."""
    if SHOWN_ERROR.fullmatch(cell):
        raise UsageError(
            f"{cell[:20]!r} is what a spreadsheet shows for a value that it does not have",
            PUT_VALUE,
        )


def address_in(cell: str) -> str:
    """Return the email address of a cell, also of a link or of `Zoë <zoe@example.org>`.

    Raises:
        UsageError: when there is none that can be written to.

    Example:
        >>> address_in("MAILTO:zoe@example.org"), address_in("Zoë <zoe@example.org>")
        ('zoe@example.org', 'zoe@example.org')
    """
    seen = re.sub(rf"^[\s{UNSEEN}]+|[\s{UNSEEN}]+$", "", cell)
    address = name_and_address(re.sub("^mailto: ?", "", seen, flags=re.IGNORECASE))[1]
    if problem := address_problem(address):
        raise UsageError(problem)
    return address


def weights_in(cell: str, *, decimal_comma: bool) -> str:
    """Return weights so that a comma is nothing but a decimal comma.

    Args:
        decimal_comma: whether the file comes from where 2,5 is a number.

    Raises:
        UsageError: with both readings, where nobody can tell them apart.

    Example:
        >>> weights_in("2,5 kg", decimal_comma=True), weights_in("1, 2, 4", decimal_comma=False)
        ('2.5 kg', '1; 2; 4')
    """
    text = re.sub(r",\s+", ";", cell)  # who writes a space after it means a list
    surely = decimal_comma or ";" in text
    return WITH_COMMAS.sub(lambda found: _numbers(found[0], surely=surely), text).replace(";", "; ")


def _numbers(text: str, *, surely: bool) -> str:
    """Return the numbers of a text such as 2,5 or 1,2,4."""
    parts = text.split(",")
    numbers = [int(part) for part in parts]
    if len(parts) == 2 and surely:
        return ".".join(parts)
    if len(parts) > 2 and numbers == sorted({*numbers}):  # nobody lists decimals like this
        return ";".join(parts)
    pairs = [f"{'.'.join(parts[place : place + 2])} kg" for place in range(0, len(parts), 2)]
    singly = " and ".join(f"{part} kg" for part in parts)
    raise UsageError(
        f"{text[:40]!r} can be read in two ways: {' and '.join(pairs)}, or {singly}",
        f"write {'; '.join(pairs).replace(' kg', '')} or {'; '.join(parts)}",
    )

"""What a PDF carries of its plan, so that it can be read again when it comes back filled in."""

from typing import Final, Literal

from pydantic import ConfigDict

from runstrong_pdf.model.plan import After
from runstrong_pdf.model.record import Record
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level

NOTE_VERSION: Final = 1
"""Raised when an older program would misread what is carried."""


class PlanNote(Record):
    """What the next block needs of a plan: nothing about paper or people.

    Attributes:
        code: of the plan; level: it was made for.
        request: what was asked for, without dates and without the path of a programme file.
        after: what it leaves to the next block, as printed; its rows stand in the order of the
            sheets, so that the fields of a sheet can be found again.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1] = NOTE_VERSION
    code: str
    level: Level
    request: Request
    after: After

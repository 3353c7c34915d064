"""What public functions check before they trust what they were given, and what they say of it.

Planning, pages and pdf trust their arguments; whoever calls from outside comes through here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runstrong_pdf.errors import (
    Problem,
    ProblemCollector,
    RunstrongError,
    TemplateError,
    UsageError,
    expect,
)
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets

if TYPE_CHECKING:
    from runstrong_pdf.model.plan import Plan

LINES = ("name", "club", "contact")
"""What of a person is printed as it was given."""


def check_arguments(plan: object, person: object, sheets: object, **more: tuple[Any, ...]) -> None:
    """Raise UsageError with every argument of another type; `more` as for `expect`."""
    kinds: tuple[type, ...] = (Request,)
    if not isinstance(plan, Request):
        from runstrong_pdf.model.plan import Plan  # noqa: PLC0415  stamping needs none

        kinds = Request, Plan
    expect(plan=(plan, *kinds), person=(person, Person), sheets=(sheets, Sheets), **more)


@contextmanager
def all_told(
    plan: "Plan | Request", person: Person, sheets: Sheets, templates: str
) -> Iterator[None]:
    """Add to the error that stops the work whatever else is wrong with what was asked for."""
    try:
        yield
    except RunstrongError as error:
        from runstrong_pdf.library import open_library, read_toml  # noqa: PLC0415  as above
        from runstrong_pdf.pdf.fonts import check_characters  # noqa: PLC0415  as above

        found = ProblemCollector()
        with found.collected():
            request = plan if isinstance(plan, Request) else plan.request
            open_library(templates).texts(request.language)
        programme = plan.programme if isinstance(plan, Request) else None
        with found.collected():
            if programme and programme.endswith(".toml"):
                read_toml(Path(programme))
        with found.collected():
            logo_notes(sheets)
        for field in LINES:
            with found.collected(field):
                check_characters(getattr(person, field))
        raise type(error)((*error.problems, *found.problems)) from error


def logo_notes(sheets: Sheets) -> tuple[Problem, ...]:
    """Return what the one who gave the logo should know of how it is printed.

    Raises:
        UsageError: when it cannot be used.

    Example:
        >>> logo_notes(Sheets())
        ()
    """
    if not sheets.logo:
        return ()
    from runstrong_pdf.pdf.logo import read_logo  # noqa: PLC0415  Pillow only for logos

    try:
        return read_logo(Path(sheets.logo)).notes
    except TemplateError as error:
        raise UsageError(str(error), error.remedy, field="logo") from None

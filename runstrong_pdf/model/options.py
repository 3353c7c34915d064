"""Everything one plan is asked for: training, person and look, read together from one mapping.

The command line, a row of a club and a web page hand over what was given, by the names of the
options, and get records or every problem at once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runstrong_pdf.errors import Problem, ProblemCollector, UsageError, expect, in_words
from runstrong_pdf.model.fields import FIELDS, Shapes
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import COVERED, LINKED, Sheets


@dataclass(frozen=True)
class PlanOptions:
    """What one plan is asked for.

    Attributes:
        templates: a folder laid over the shipped templates; empty for none.
        notes: what is worth knowing about options that are possible.
    """

    request: Request
    person: Person
    sheets: Sheets
    templates: str = ""
    notes: tuple[Problem, ...] = ()


def read_options(given: Mapping[str, object]) -> PlanOptions:
    """Return what was asked for.

    Args:
        given: values by the name of the option, as text or as Python values; what is left out has
            its default. A start that is no Monday is moved to the next one, with a note.

    Raises:
        UsageError: with every value that is not possible, and every contradiction.

    Example:
        >>> read_options({"weeks": "8", "name": "Zoë", "paper": "letter"}).request.weeks
        8
        >>> read_options({"start": "2026-12-09"}).notes[0].message
        '2026-12-09 is not a Monday; week 1 begins on 2026-12-14'
    """
    expect(given=(given, Mapping))
    found, notes = ProblemCollector(), list[Problem]()
    values: dict[Shapes, dict[str, object]] = {shapes: {} for shapes in Shapes}
    for name, value in given.items():
        with found.collected():
            if name not in FIELDS:
                raise UsageError("there is no such option", field=in_words(name))
            if value is not None:
                values[FIELDS[name].shapes][name] = read_option(name, value)
    training = values[Shapes.TRAINING]
    if isinstance(start := training.get("start"), dt.date) and start.weekday():
        training["start"] = monday = start + dt.timedelta(days=7 - start.weekday())
        moved = f"{start} is not a Monday; week 1 begins on {monday}"
        notes.append(Problem("start", moved, severity="note"))
    templates = str(values[Shapes.LOOK].pop("templates", ""))
    with found.collected():
        sheets = Sheets(**values[Shapes.LOOK])  # type: ignore[arg-type]
    found.stop()
    request = Request(**training)  # type: ignore[arg-type]
    person = Person(**values[Shapes.PERSON])  # type: ignore[arg-type]
    return PlanOptions(request, person, sheets, templates, (*notes, *_notes(request, sheets)))


def _notes(request: Request, sheets: Sheets) -> Iterator[Problem]:
    """Yield what is worth knowing about options that are possible."""
    race, start = request.race, request.first_monday
    if race and start and race > start + dt.timedelta(weeks=request.weeks, days=2):
        after = f"{race} is after the last week; the plan takes no account of it"
        yield Problem("race", after, severity="note")
    if "anchor" in request.kit and "band" not in request.kit:
        yield Problem("kit", "an anchor holds a band, but there is no band", severity="note")
    if sheets.logo and sheets.edition not in COVERED:
        alone = f"only on the cover, which the edition {sheets.edition} has not"
        yield Problem("logo", alone, severity="note")
    if sheets.link and sheets.edition not in LINKED:
        yield Problem("link", f"the edition {sheets.edition} has no place for it", severity="note")

"""What was understood, as a table: every row of the last week, and where the next block begins."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.done.blanks import read_blank
from runstrong_pdf.done.judging import Done, RowDone
from runstrong_pdf.model.plan import DoneRow, Plan, Prescription
from runstrong_pdf.model.units import Units, number_in

LONGEST = 24
"""Characters of a blank that are shown."""


class NextRow(NamedTuple):
    """One line of the table.

    Attributes:
        row: such as `A1 push-up`; printed, counts, first: doses; why: what decided.
    """

    row: str
    printed: str
    counts: str
    why: str
    first: str


def next_rows(done: Done, plan: Plan) -> Iterator[NextRow]:
    """Yield a line for every row of the last loading week, with its first dose in a next plan.

    Example:
        >>> from runstrong_pdf import make_plan, read_done, render
        >>> from pathlib import Path
        >>> size = Path("plan.json").write_bytes(render(make_plan(), format="json"))
        >>> done = read_done("plan.json")
        >>> line = next(next_rows(done, make_plan(done.next_request(), after=done.after)))
        >>> line.row, line.why
        ('A1 push-up', 'not filled in')
    """
    units = plan.request.units
    for row in done.last_week:
        printed = row.printed
        name = f"{printed.session}{row.number} {printed.exercise}"
        why: str = row.why
        if row.said:
            read = read_blank(row.said) is not None
            why += f"{':' if read else '; cannot be read:'} {row.said[:LONGEST]}"
        elif row.why == "as printed":
            why = "not filled in"
        elif row.why == "rounds missed":
            why = f"{row.ticked} of {printed.rounds} rounds"
        doses = dose_text(printed, units), dose_text(row.counts, units)
        yield NextRow(name, *doses, why, _first(row, plan))


def _first(row: RowDone, plan: Plan) -> str:
    """Return where an exercise is met first in the next block, and how."""
    for week in plan.weeks:
        mine = [(s.key, r) for s in week.sessions for r in s.rows]
        found = [(key, r) for key, r in mine if r.exercise == row.printed.exercise]
        if found:
            key, first = min(found, key=lambda pair: pair[0] != row.printed.session)
            where = "" if week.number == 1 else f"week {week.number}: "
            other = "" if key == row.printed.session else f"{key}: "
            return f"{where}{other}{dose_text(first, plan.request.units)}"
    return "rests"


def dose_text(row: DoneRow | Prescription, units: Units = "kg") -> str:
    """Return a dose as the table shows it, weights in the units of the sheets.

    Example:
        >>> dose_text(DoneRow(session="A", week=6, exercise="push-up", rounds=2, reps=10))
        '2 x 10'
    """
    load = "".join(
        [
            *(f" {colour}" for colour in row.band),
            *(f" {number_in(units, kg):g} {units}" for kg in row.kg),
        ]
    )
    grip = "" if row.grip == "usual" else f" {row.grip}"
    manner = "" if row.manner == "usual" else f" {row.manner}"
    return f"{row.rounds} x {row.reps}{load}{grip}{manner}"

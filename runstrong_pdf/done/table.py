"""What was understood, as a table: every row of the last week, and where the next block begins."""

import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from runstrong_pdf.done.judging import LONG_AWAY, Done, RowDone
from runstrong_pdf.errors import Problem, expect
from runstrong_pdf.model.plan import DoneRow, Plan, Prescription
from runstrong_pdf.model.units import Units, number_in

LONGEST = 24
"""Characters of a blank that are shown."""
RESTS, LEFT_OUT = "rests", "left out"
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "hurts": "never done as printed; worse after two sessions in a row? Ask a physiotherapist",
        "heavier": "the printed load counts: loads never run ahead of the sheet",
        "too hard": "the numbers of the week before, else one fewer, as far as the exercise goes",
        LEFT_OUT: "it hurt or was far too hard: another one does its work in the next block",
        RESTS: "others have its place for now; what counts is kept for a later block",
    }
)
"""What the words of the table mean that do not say it themselves."""


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
    """Yield a line for every row of `Done.shown`, with its first dose in a next plan.

    Example:
        >>> from runstrong_pdf import make_plan, read_done, render
        >>> from pathlib import Path
        >>> size = Path("plan.json").write_bytes(render(make_plan(), format="json"))
        >>> done = read_done("plan.json")
        >>> line = next(next_rows(done, make_plan(done.next_request(), after=done.after)))
        >>> line.row, line.why
        ('A1 push-up', 'not filled in')
    """
    expect(done=(done, Done), plan=(plan, Plan))
    units, last = plan.request.units, done.last_week[0].printed.week
    for row in done.shown:
        printed, counts = row.printed, row.counts
        week = "" if printed.week == last else f"week {printed.week}: "
        name = f"{week}{printed.session}{row.number} {printed.exercise}"
        why: str = row.why
        if row.said:
            why += f"{':' if row.understood else '; not certain:'} {row.said[:LONGEST]}"
        elif row.why == "as printed":
            why = "not filled in"
        elif row.why == "rounds missed":
            why = f"{row.ticked} of {printed.rounds} rounds"
        other = f"{counts.exercise} " if row.is_other else ""
        dose = f"{other}{dose_text(counts, units)}"
        yield NextRow(name, dose_text(printed, units), dose, why, _first(row, plan))


def _first(row: RowDone, plan: Plan) -> str:
    """Return where an exercise, or the easier one that counts, is met first, and how."""
    wanted = row.counts.exercise if row.makes_way else row.printed.exercise
    other = "" if wanted == row.printed.exercise else f"{wanted} "
    for week in plan.weeks:
        mine = [(s.key, r) for s in week.sessions for r in s.rows if r.exercise == wanted]
        if mine:
            key, first = min(mine, key=lambda pair: pair[0] != row.printed.session)
            where = "" if week.number == 1 else f"week {week.number}: "
            session = "" if key == row.printed.session else f"{key}: "
            return f"{where}{session}{other}{dose_text(first, plan.request.units)}"
    out = plan.after.left_out if plan.after else ()
    return LEFT_OUT if row.printed.exercise in out else RESTS


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


def next_notes(done: Done, plan: Plan, weeks_away: int = 0) -> Iterator[Problem]:
    """Yield what the words of the table mean, and what is given or written and changes nothing.

    Example:
        >>> from runstrong_pdf import make_plan
        >>> from runstrong_pdf.planning.after import note_of
        >>> done = Done(note_of(make_plan()), {"did-6-A-2": "10 x 5 kg"})
        >>> print(next(next_notes(done, make_plan(done.next_request(), after=done.after))))
        heavier: the printed load counts: loads never run ahead of the sheet
    """
    expect(done=(done, Done), plan=(plan, Plan), weeks_away=(weeks_away, range(sys.maxsize)))
    used = {row.why for row in done.shown} | {line.first for line in next_rows(done, plan)}
    for word in (word for word in MEANINGS if word in used):
        yield Problem("", f"{word}: {MEANINGS[word]}", severity="note")
    for one in done.hurt_before:
        text = f"{one.field}: {one.said[:LONGEST]!r} is of a week that does not count"
        yield Problem("", text, "leave out what still hurts", "warning")
    if 0 < weeks_away < LONG_AWAY:
        text = (
            f"fewer than {LONG_AWAY} weeks change nothing: week 1 repeats the last week's loads, "
            "with its numbers or up to two fewer and three in reserve"
        )
        yield Problem("away", text, "if that is too hard, do one number fewer", "note")
    if done.below_level:
        text = f"{done.push_ups} are fewer than {done.note.level} stands for; the level stays"
        yield Problem("push_ups", text, "ask for the lower level", "note")

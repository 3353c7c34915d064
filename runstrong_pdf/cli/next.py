"""`runstrong next`: the block after a plan, from its PDF as it was filled in."""

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import typer

from runstrong_pdf.cli.computer import local_paper, today
from runstrong_pdf.cli.console import aligned, say, show_all
from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.cli.option_table import GroupedCommand, with_options
from runstrong_pdf.cli.output import FORCE, chosen_format
from runstrong_pdf.cli.plan import FILE_FORMAT, OUTPUT, write_plan
from runstrong_pdf.done import Done, Unclear, read_done
from runstrong_pdf.done.judging import MONTHS, NextRow, dose_text, next_notes, next_rows
from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.model.fields import Shapes
from runstrong_pdf.model.options import next_options, past_notes, unused_notes
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.reading import is_left_out, read_option
from runstrong_pdf.model.units import Units
from runstrong_pdf.planning import make_plan
from runstrong_pdf.rendering import FORMATS

EXAMPLE = "Example:  runstrong next filled-in.pdf --name Zoë -o next.pdf"
PUSH_UPS = "Full push-ups in one go at the end of the block; they may open a level."
LONGEST_AWAY = 4
"""Figures of a number of weeks."""
HEAD = NextRow("last week", "printed", "counts", "because", "next block")

app = typer.Typer(rich_markup_mode=None)


@app.command(name="next", cls=GroupedCommand, epilog=EXAMPLE)
@partial(with_options, as_before={Shapes.TRAINING}, told={"push_ups": PUSH_UPS})
def next_(
    *,
    file: Path = typer.Argument(
        ..., metavar="PLAN", help="The plan's PDF, filled in; or its JSON."
    ),
    yes: bool = typer.Option(
        False, "--yes", "-y", help="Ask nothing: what is not certain counts as missed, or pain."
    ),
    away: str = typer.Option("0", "--away", metavar="N", help="Weeks without training since."),
    output: str = OUTPUT,
    file_format: str = FILE_FORMAT,
    force: bool = FORCE,
    **given: Any,  # noqa: ANN401  the options of the table
) -> None:
    """Make the block after a plan: it goes on from what was done.

    Options of the training change what the plan was asked for; what is left out stays as it was.
    """
    kind = chosen_format(output, file_format, FORMATS)
    with suppress(OSError, ValueError):  # one of them is not there, or cannot be
        if output and output != "-" and file.is_file() and Path(output).samefile(file):
            text = "is the plan that was filled in"
            raise OutputError(text, "another name with -o", where=output)
    weeks_away = _weeks(away)
    done = read_done(file)
    if not is_left_out(given["push_ups"]) and is_left_out(given["level"]):  # what the check showed
        counted = read_option("push_ups", given.pop("push_ups"))
        done = done.answered({"push-ups-after": str(counted)})
    if done.unclear and not yes:
        done = _asked(done)
    paper = given.get("paper") or local_paper()
    options = next_options(done.next_request(weeks_away), {**given, "paper": paper})
    plan = make_plan(options.request, options.templates, after=done.after)
    _tell(done, plan, weeks_away)
    noted = [*unused_notes(given, options.sheets, kind), *past_notes(options.request, today())]
    write_plan(plan, options, kind, output, noted, force=force)


def _weeks(away: str) -> int:
    """Return weeks without training; none where the option is left out."""
    if is_left_out(away):
        return 0
    weeks = away.strip()
    if not (weeks.isascii() and weeks.isdecimal()) or len(weeks) > LONGEST_AWAY:
        text = f"{away[:20]!r} is no number of weeks"
        raise UsageError(text, "write a whole number, such as 7", field="away")
    return int(weeks)


def _asked(done: Done) -> Done:
    """Ask about everything that is not certain; an empty answer leaves it as it counts."""
    units = done.note.request.units
    if not sys.stdin.isatty():
        told = "; ".join(
            f"{_place(one, units)}: {one.said[:40]!r} counts as {one.counts_as}"
            for one in done.unclear[:5]
        )
        raise UsageError(f"not certain: {told}", "correct it, or say --yes: that is how it counts")
    left = set[str]()
    while asked := [one for one in done.unclear if one.field not in left]:
        answers: dict[str, str] = {}
        for one in asked:
            say(f"{_place(one, units)}: {one.said[:60]!r} is not certain")
            such_as = ", ".join(one.such_as)
            words = f"  what was done (such as {such_as}; Enter: it counts as {one.counts_as})"
            try:
                answer = typer.prompt(words, default="", show_default=False, err=True)
            except typer.Abort:
                raise typer.Exit(INTERRUPTED) from None
            if answer.strip():
                answers[one.field] = answer
            else:
                left.add(one.field)
        done = done.answered(answers)
    return done


def _place(unclear: Unclear, units: Units) -> str:
    """Return where something stands that is not certain."""
    row = unclear.row
    if row is None:
        return "push-up check"
    printed = row.printed
    where = f"week {printed.week}, {printed.session}{row.number} {printed.exercise}"
    return f"{where} ({dose_text(printed, units)})"


def _tell(done: Done, plan: Plan, away: int) -> None:
    """Print what was understood, what it means, and what is offered."""
    for line in aligned([HEAD, *next_rows(done, plan)]):
        say(line)
    show_all(next_notes(done, plan, away))
    if done.offer and done.offer.number > plan.level.number:
        say(
            f"note: {done.push_ups} push-ups and {MONTHS[done.offer]} of training open the level "
            f"{done.offer}: --level {done.offer}"
        )

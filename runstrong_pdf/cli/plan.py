"""`runstrong plan`: one plan for one person."""

import gc
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import typer

from runstrong_pdf.cli.computer import chosen_cache, chosen_language, local_paper, today
from runstrong_pdf.cli.console import say, show_all
from runstrong_pdf.cli.option_table import GroupedCommand, with_options
from runstrong_pdf.cli.output import CUTTING, FOLDING, FORCE, chosen_format, write
from runstrong_pdf.errors import Problem, RunstrongError, counted, some_of
from runstrong_pdf.face import logo_notes
from runstrong_pdf.files import quoted
from runstrong_pdf.model.options import PlanOptions, past_notes, read_options, unused_notes
from runstrong_pdf.model.reading import only_given
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.rendering import FORMATS, plan_file_name, render_counted

if TYPE_CHECKING:
    from runstrong_pdf.model.plan import Plan

EXAMPLE = (
    'Example:  runstrong plan --name "Zoë Łuczak" --club "Riverside Runners" '
    "--start 2026-12-07 --ink saver -o zoe.pdf"
)
MOST_NAMED = 4
"""Of one's own exercises that are in no week, those that are named."""

OUTPUT = typer.Option(
    "", "--output", "-o", metavar="FILE", help="File (.pdf .png ...), folder/, or -."
)
FILE_FORMAT = typer.Option(
    "", "--format", metavar=f"[{'|'.join(FORMATS)}]", help="Where no ending says it."
)

app = typer.Typer(rich_markup_mode=None)


@app.command(name="plan", cls=GroupedCommand, epilog=EXAMPLE)
@with_options
def plan(
    *,
    me: Path | None = typer.Argument(
        None, metavar="FILE", help="Options of yours, such as me.toml."
    ),
    output: str = OUTPUT,
    file_format: str = FILE_FORMAT,
    force: bool = FORCE,
    opened: bool = typer.Option(False, "--open", help="Open the file once it is there."),
    explain: bool = typer.Option(False, "--explain", help="Say why this plan."),
    **given: Any,  # noqa: ANN401  the options of the table
) -> None:
    """Make a plan: six weeks for a beginner on A4 into output/, unless you say otherwise."""
    make_file(given, me, output, file_format, force=force, opened=opened, explain=explain)
    gc.freeze()  # nothing is collected at the end: that costs 40 ms and frees what exits anyway


def make_file(
    typed: Mapping[str, Any] = MappingProxyType({}),
    me: Path | None = None,
    output: str = "",
    file_format: str = "",
    *,
    force: bool = False,
    opened: bool = False,
    explain: bool = False,
) -> None:
    """Make a plan and write it; say what is worth knowing.

    Args:
        typed: options by name; None for what was left out. They go before those of `me`.
        opened: whether it is shown once it is there.
    """
    kind = chosen_format(output, file_format, FORMATS)
    typed = only_given(typed)
    own: dict[str, object] = {}
    if me:
        from runstrong_pdf.me_file import read_me  # noqa: PLC0415  few have such a file

        own = only_given(read_me(me))
    given = {**own, **typed}
    place = partial(_placed, file=str(me or ""), names=own.keys() - typed.keys())
    try:
        language = {"language": chosen_language(given)}
        options = read_options({"paper": local_paper(), **given, **language})
        noted = [*unused_notes(given, options.sheets, kind), *past_notes(options.request, today())]
        plan: Plan | Request = options.request
        if options.templates or explain:
            plan = _planned(options, noted)
            for reason in plan.why if explain else ():
                say(f"{reason.topic}: {reason.text}")
        file = write_plan(plan, options, kind, output, noted, force=force, place=place)
    except RunstrongError as error:
        raise type(error)(map(place, error.problems)) from error
    if opened and file and typer.launch(str(file)):  # it returns what went wrong
        say(f"{file.resolve()} could not be opened; open it by hand", "note")


def _placed(problem: Problem, file: str, names: Container[str]) -> Problem:
    """Return a problem; what is wrong with an option of a file stands in that file."""
    mine = problem.field in names and not problem.where
    return replace(problem, where=file) if mine else problem


def _planned(options: PlanOptions, noted: list[Problem]) -> "Plan":
    """Return the plan; note what of one's own templates is in none of it."""
    from runstrong_pdf.checks import stray_files, unused_names  # noqa: PLC0415  nor this
    from runstrong_pdf.planning import make_plan  # noqa: PLC0415  stamping needs no planner

    folder = Path(options.templates)
    noted += stray_files(folder) if options.templates else ()
    plan = make_plan(options.request, options.templates)
    if options.templates and (names := unused_names(folder, plan)):
        text = f"in no week, of your own files: {some_of(names, MOST_NAMED)}"
        noted.append(Problem("", text, f"--use {names[0]} puts one into the plan", "note"))
    return plan


def write_plan(
    plan: "Plan | Request",
    options: PlanOptions,
    kind: str,
    output: str,
    noted: Iterable[Problem],
    *,
    force: bool,
    place: Callable[[Problem], Problem] = lambda problem: problem,
) -> Path | None:
    """Render a plan as its options say and write it; say what is worth knowing.

    Args:
        noted: what else is worth knowing.
        place: says of a note where its option stands.

    Returns:
        The file; None for standard output.
    """
    sheets, templates = options.sheets, options.templates
    of_computer: dict[str, Any] = {"cache": chosen_cache(), "today": today()}
    made = render_counted(
        plan, options.person, sheets, format=kind, templates=templates, **of_computer
    )
    notes = (*options.notes, *noted, *logo_notes(sheets))
    show_all(dict.fromkeys(map(place, notes)))
    name = plan_file_name(plan, options.person, sheets.file_words if made.sides else "")
    file = write(output, made.content, name, kind, force=force)
    if file and kind == "pdf":
        thing = "side" if sheets.two_up or sheets.edition == "booklet" else "page"
        paper = "US Letter" if sheets.paper == "letter" else sheets.paper.upper()
        say(f"{counted(made.sides, thing)}, {paper}; {next_step(file, sheets)}")
    return file


def next_step(file: Path, sheets: Sheets) -> str:
    """Return how the sheets are printed."""
    if sheets.edition == "booklet":
        return FOLDING
    if sheets.two_up:
        return CUTTING
    return f"print it at 100 %, or see first whether it prints well: runstrong check {quoted(file)}"

"""`runstrong plan`: one plan for one person."""

import gc
import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from runstrong_pdf.cli.console import say, show_all
from runstrong_pdf.cli.option_table import with_options
from runstrong_pdf.cli.results import Force, chosen_format, write
from runstrong_pdf.face import logo_notes
from runstrong_pdf.model.options import PlanOptions, read_options
from runstrong_pdf.model.request import Request
from runstrong_pdf.rendering import FORMATS, render
from runstrong_pdf.template_cache import TemplateCache, cache_of

if TYPE_CHECKING:
    from runstrong_pdf.model.plan import Plan

EXAMPLE = (
    'Example:  runstrong plan --name "Zoë Łuczak" --club "Riverside Runners" '
    "--start 2026-12-07 --ink saver -o zoe.pdf"
)
BOTH_SIDES = "note: print on both sides, flip on the short edge, at 100 %; "
FOLDING = BOTH_SIDES + "lay the sheets together, fold them in the middle, staple in the fold"
CUTTING = BOTH_SIDES + "cut along the line, which goes to the edge on purpose"
LETTER_COUNTRIES = ("_US", "_CA", "_MX", "_PH", "_CL", "_CO", "_CR", "_GT", "_PA", "_VE")
"""Countries that print on US Letter, as locale names end."""

Output = Annotated[
    str, typer.Option("--output", "-o", help="File (.pdf .png .json .ics .txt), or -.")
]
FileFormat = Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")]

app = typer.Typer(rich_markup_mode=None)


@app.command(name="plan", epilog=EXAMPLE)
@with_options
def plan(
    *,
    output: Output = "",
    file_format: FileFormat = "",
    force: Force = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why this plan.")] = False,
    **given: Any,  # noqa: ANN401  the options of the table
) -> None:
    """Make a plan: six weeks for a beginner on A4 into output/, unless you say otherwise."""
    kind = chosen_format(output, file_format, FORMATS)
    paper = given.pop("paper")
    options = read_options({"paper": local_paper() if paper is None else paper, **given})
    if explain:
        from runstrong_pdf.planning import make_plan  # noqa: PLC0415  stamping needs no planner

        for reason in make_plan(options.request, options.templates).why:
            say(f"{reason.topic}: {reason.text}")
    write_plan(options.request, options, kind, output, force=force)
    gc.freeze()  # nothing is collected at the end: that costs 40 ms and frees what exits anyway
    if kind == "pdf" and options.sheets.edition == "booklet":
        say(FOLDING)
    if kind == "pdf" and options.sheets.two_up:
        say(CUTTING)


def write_plan(
    plan: "Plan | Request", options: PlanOptions, kind: str, output: str, *, force: bool
) -> None:
    """Render a plan as its options say and write it; say what is worth knowing."""
    content = render(
        plan,
        options.person,
        options.sheets,
        format=kind,
        templates=options.templates,
        cache=chosen_cache(),
    )
    show_all((*options.notes, *logo_notes(options.sheets)))
    name = options.person.name or f"upper body {options.request.weeks} weeks"
    if not isinstance(plan, Request) and plan.after:
        name += f" block {plan.after.number}"
    write(output, content, name, kind, force=force)


def local_paper() -> str:
    """Return the paper of the computer's country."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))
    place = next((name for name in names if name), "")
    return "letter" if place.split(".")[0].endswith(LETTER_COUNTRIES) else "a4"


def chosen_cache() -> TemplateCache:
    """Return where compiled templates are kept: `RUNSTRONG_CACHE` names a folder, or is `off`."""
    chosen = os.environ.get("RUNSTRONG_CACHE", "")
    return TemplateCache(None) if chosen.lower() == "off" else cache_of(chosen or None)

"""`runstrong plan`: one plan for one person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from runstrong_pdf.errors import UsageError

if TYPE_CHECKING:
    from runstrong_pdf.library import Library
    from runstrong_pdf.model.plan import Plan
    from runstrong_pdf.pages.person import Person

EXAMPLE = (
    'Example:  runstrong plan --name "Zoë Łuczak" --club "Riverside Runners" '
    "--start 2026-12-07 --ink saver -o zoe.pdf"
)
FORMATS = ("pdf", "json", "txt")
EDITIONS = ("full", "week-sheets", "guide", "stretching")
NOT_YET = {
    "--edition": ("wall", "handout", "booklet"),
    "--paper": ("a5",),
    "--output": ("ics", "png", "svg"),
    "--format": ("ics", "png", "svg"),
}
"""Values of the public command line that a later version will serve."""


@dataclass(frozen=True)
class Paperwork:
    """How the sheets look: names of an edition, a paper and an ink, an accent colour, forms."""

    edition: str
    paper: str
    ink: str
    colour: str
    forms: bool


def plan(  # noqa: PLR0917  one parameter an option
    weeks: Annotated[int, typer.Option(help="Weeks, 4 to 12.")] = 6,
    level: Annotated[str, typer.Option(help="beginner, intermediate or experienced.")] = "",
    push_ups: Annotated[int | None, typer.Option(help="Full push-ups in one go.")] = None,
    kit: Annotated[
        str, typer.Option(help="Comma list of chair, band, anchor, dumbbells; or none.")
    ] = "chair,band,dumbbells",
    bands: Annotated[str, typer.Option(help="Band colours you own, such as yellow,red.")] = "",
    dumbbells: Annotated[str, typer.Option(help="Weights in kg you own, such as 1,2,4.")] = "",
    sessions: Annotated[int, typer.Option(help="Sessions a week, 1 to 3.")] = 2,
    minutes: Annotated[int, typer.Option(help="Minutes a session, 20 to 60.")] = 40,
    focus: Annotated[str, typer.Option(help="full or split (push day, pull day).")] = "full",
    programme: Annotated[str, typer.Option(help="A programme by name; see programmes.")] = "",
    name: Annotated[str, typer.Option(help="Who it is for.")] = "",
    club: Annotated[str, typer.Option(help="The running club.")] = "",
    contact: Annotated[str, typer.Option(help="A line to reach the club.")] = "",
    colour: Annotated[str, typer.Option(help="Club colour, such as #7a1f3d.")] = "",
    start: Annotated[str, typer.Option(help="First Monday, such as 2026-12-07.")] = "",
    runs: Annotated[str, typer.Option(help="Running days: tue:hard,thu:easy,sun:long.")] = "",
    race: Annotated[str, typer.Option(help="Race day, such as 2027-02-14.")] = "",
    avoid: Annotated[str, typer.Option(help="What to spare: wrist, shoulder, low-back, ...")] = "",
    edition: Annotated[
        str, typer.Option(help="full, week-sheets, guide or stretching.")
    ] = "full",
    paper: Annotated[str, typer.Option(help="a4 or letter; by your country if left out.")] = "",
    ink: Annotated[str, typer.Option(help="colour, or saver for black and white.")] = "colour",
    forms: Annotated[
        bool, typer.Option("--forms/--no-forms", help="Boxes that can be ticked on a screen.")
    ] = True,
    templates: Annotated[
        str, typer.Option(help="A folder of your own, laid over the shipped templates.")
    ] = "",
    output: Annotated[
        str, typer.Option("--output", "-o", help="File (.pdf .json .txt), or - for stdout.")
    ] = "",
    file_format: Annotated[str, typer.Option("--format", help="pdf, json or txt.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file of another origin.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why this plan.")] = False,
) -> None:
    """Make a plan: six weeks for a beginner on A4 into output/, unless you say otherwise."""
    from pathlib import Path  # noqa: PLC0415  --help must not pay for what follows

    from runstrong_pdf.cli import options  # noqa: PLC0415
    from runstrong_pdf.cli.output import chosen_format, default_file, write  # noqa: PLC0415
    from runstrong_pdf.library import Library  # noqa: PLC0415
    from runstrong_pdf.pages.person import Person, checked_name  # noqa: PLC0415
    from runstrong_pdf.planning import make_plan  # noqa: PLC0415

    _refuse_not_yet(edition=edition, paper=paper, output=output, file_format=file_format)
    kind = chosen_format(output, file_format, FORMATS)
    first_day = options.monday_from("--start", start) if start else None
    asked = options.request(
        weeks=weeks,
        sessions=sessions,
        minutes=minutes,
        push_ups=push_ups,
        kit=options.kit(kit),
        bands=options.band_colours(bands) if bands else (),
        dumbbells=options.kilograms(dumbbells) if dumbbells else (),
        focus=options.one_of("--focus", focus, ("full", "split")),
        programme=programme or None,
        avoid=options.cautions(avoid) if avoid else (),
        runs=options.runs(runs) if runs else (),
        start=first_day,
        race=options.date("--race", race) if race else None,
        **_level(level),
    )
    person = Person(
        checked_name("--name", name),
        checked_name("--club", club),
        checked_name("--contact", contact),
        first_day,
    )
    look = Paperwork(
        edition=options.one_of("--edition", edition, EDITIONS),
        paper=options.paper(paper, ("a4", "letter")),
        ink=options.one_of("--ink", ink, ("colour", "saver")),
        colour=colour,
        forms=forms,
    )
    library = Library(Path(templates) if templates else None)
    made = make_plan(asked, library)
    if explain:
        _explain(made)
    content = _content(kind, made, person, look, library)
    target = output or default_file(person.name or f"{made.title} {weeks} weeks", kind)
    write(target, content, force=force)


def _level(level: str) -> dict[str, str]:
    """Return the level only where one was asked for: --push-ups may choose it."""
    from runstrong_pdf.cli.options import one_of  # noqa: PLC0415
    from runstrong_pdf.model.words import Level  # noqa: PLC0415

    return {"level": one_of("--level", level, tuple(Level))} if level else {}


def _refuse_not_yet(*, edition: str, paper: str, output: str, file_format: str) -> None:
    given = {
        "--edition": edition,
        "--paper": paper,
        "--output": output.rpartition(".")[2],
        "--format": file_format,
    }
    for option, value in given.items():
        if value.lower() in NOT_YET[option]:
            raise UsageError(f"{option}: {value.lower()!r} is planned, but not there yet")


def _explain(plan: "Plan") -> None:
    """Print why this programme, level, exercises and loads, to stderr."""
    for reason in plan.why:
        typer.echo(f"{reason.topic}: {reason.text}", err=True)


def _content(
    kind: str, plan: "Plan", person: "Person", look: Paperwork, library: "Library"
) -> bytes:
    if kind == "pdf":
        from runstrong_pdf.cli.publish import plan_pdf  # noqa: PLC0415

        return plan_pdf(plan, person, look, library)
    if kind == "json":
        from runstrong_pdf.pages.data import plan_json  # noqa: PLC0415

        return plan_json(plan, person).encode()
    from runstrong_pdf.pages.plain import plan_text  # noqa: PLC0415

    return plan_text(plan, person, library.texts()).encode()



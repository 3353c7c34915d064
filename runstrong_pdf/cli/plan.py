"""`runstrong plan`: one plan for one person."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runstrong_pdf.cli.numbers import whole

if TYPE_CHECKING:
    from runstrong_pdf.cli.cache import Kept
    from runstrong_pdf.cli.wishes import Wishes
    from runstrong_pdf.model.plan import Plan

EXAMPLE = (
    'Example:  runstrong plan --name "Zoë Łuczak" --club "Riverside Runners" '
    "--start 2026-12-07 --ink saver -o zoe.pdf"
)
FORMATS = ("pdf", "json", "txt", "ics", "png", "svg")
PAPER = frozenset({"pdf", "png", "svg"})
"""Formats that show the sheets."""
FOLDING = (
    "note: print on both sides, flip on the short edge, at 100 %; lay the sheets together, "
    "fold them in the middle, staple in the fold"
)


def plan(
    weeks: Annotated[int, typer.Option(parser=whole, metavar="N", help="Weeks, 4 to 12.")] = 6,
    level: Annotated[str, typer.Option(help="beginner, intermediate or experienced.")] = "",
    push_ups: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="Full push-ups in one go.")
    ] = None,
    kit: Annotated[
        str, typer.Option(help="Comma list of chair, band, anchor, dumbbells; or none.")
    ] = "chair,band,dumbbells",
    bands: Annotated[str, typer.Option(help="Band colours you own, such as yellow,red.")] = "",
    dumbbells: Annotated[str, typer.Option(help="Weights in kg you own, such as 1,2,4.")] = "",
    sessions: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Sessions a week, 1 to 3.")
    ] = 2,
    minutes: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Minutes a session, 20 to 60.")
    ] = 40,
    focus: Annotated[str, typer.Option(help="full or split (push day, pull day).")] = "full",
    programme: Annotated[
        str, typer.Option(help="A programme by name, or a .toml file of your own.")
    ] = "",
    name: Annotated[str, typer.Option(help="Who it is for.")] = "",
    club: Annotated[str, typer.Option(help="The running club.")] = "",
    contact: Annotated[str, typer.Option(help="A line to reach the club.")] = "",
    colour: Annotated[str, typer.Option(help="Club colour, such as #7a1f3d.")] = "",
    logo: Annotated[str, typer.Option(help="The club's logo: svg, png, jpg or webp.")] = "",
    link: Annotated[
        str, typer.Option(help="A page of yours, such as https://...: printed as a QR code.")
    ] = "",
    link_text: Annotated[str, typer.Option(help="What is to be found there.")] = "",
    start: Annotated[str, typer.Option(help="First Monday, such as 2026-12-07.")] = "",
    runs: Annotated[str, typer.Option(help="Running days: tue:hard,thu:easy,sun:long.")] = "",
    race: Annotated[str, typer.Option(help="Race day, such as 2027-02-14.")] = "",
    avoid: Annotated[str, typer.Option(help="What to spare: wrist, shoulder, low-back, ...")] = "",
    edition: Annotated[
        str,
        typer.Option(help="full, week-sheets, wall, handout, booklet, guide or stretching."),
    ] = "full",
    sheet: Annotated[str, typer.Option(help="A handout's session, such as 3B.")] = "",
    two_up: Annotated[
        bool, typer.Option("--two-up", help="The handout twice on a sheet, to be cut.")
    ] = False,
    paper: Annotated[str, typer.Option(help="a4, letter or a5; by your country if left out.")] = "",
    ink: Annotated[str, typer.Option(help="colour, or saver: half the ink, all black.")] = "colour",
    large_print: Annotated[
        bool, typer.Option("--large-print", help="Everything in 16 point type and larger.")
    ] = False,
    forms: Annotated[
        bool, typer.Option("--forms/--no-forms", help="Boxes that can be ticked on a screen.")
    ] = True,
    pdfa: Annotated[
        bool, typer.Option("--pdfa", help="A PDF for the archive too (PDF/A-2a).")
    ] = False,
    templates: Annotated[
        str, typer.Option(help="A folder of your own, laid over the shipped templates.")
    ] = "",
    output: Annotated[
        str, typer.Option("--output", "-o", help="File (.pdf .png .svg .json .ics .txt), or -.")
    ] = "",
    file_format: Annotated[
        str, typer.Option("--format", help="pdf, png, svg, json, ics or txt.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file of another origin.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why this plan.")] = False,
) -> None:
    """Make a plan: six weeks for a beginner on A4 into output/, unless you say otherwise."""
    from runstrong_pdf.cli.output import chosen_format  # noqa: PLC0415  --help pays for nothing
    from runstrong_pdf.cli.wishes import Wishes  # noqa: PLC0415

    kind = chosen_format(output, file_format, FORMATS)
    wishes = Wishes(
        weeks=weeks,
        level=level,
        push_ups=push_ups,
        kit=kit,
        bands=bands,
        dumbbells=dumbbells,
        sessions=sessions,
        minutes=minutes,
        focus=focus,
        programme=programme,
        name=name,
        club=club,
        contact=contact,
        start=start,
        runs=runs,
        race=race,
        avoid=avoid,
        edition=edition,
        paper=paper,
        ink=ink,
        colour=colour,
        forms=forms,
        pdfa=pdfa,
        templates=templates,
        sheet=sheet,
        two_up=two_up,
        large_print=large_print,
        link=link,
        link_text=link_text,
        logo=logo,
    )
    make(wishes, kind, output, explain=explain, force=force)


def make(wishes: "Wishes", kind: str, output: str, *, explain: bool, force: bool) -> None:
    """Make a plan and write it as `kind`; print its path."""
    from runstrong_pdf.cli.output import default_file, write  # noqa: PLC0415

    gc.disable()  # one plan and out: collecting costs 30 ms and frees nothing that matters
    wishes.check()
    if explain:
        _explain(_planned(wishes))
    content = _sheets(kind, wishes) if kind in PAPER else _data(kind, wishes)
    for note in wishes.notes():
        typer.echo(f"note: {note}", err=True)
    name = wishes.person().name or f"upper body {wishes.weeks} weeks"
    write(output or default_file(name, kind), content, force=force)
    gc.freeze()  # or all that is left would be walked through once more when the program ends
    if kind == "pdf" and wishes.paperwork().edition == "booklet":
        typer.echo(FOLDING, err=True)


def _planned(wishes: "Wishes") -> "Plan":
    from runstrong_pdf.cli.library import open_library  # noqa: PLC0415
    from runstrong_pdf.planning import make_plan  # noqa: PLC0415

    library = open_library(wishes.templates)
    request = wishes.request()
    if wishes.programme.endswith(".toml"):
        from runstrong_pdf.model.programme import Programme  # noqa: PLC0415

        slug = library.adopt(Programme, Path(wishes.programme))
        request = request.model_copy(update={"programme": slug})
    return make_plan(request, library)


def _explain(plan: "Plan") -> None:
    """Print why this programme, level, exercises and loads, to stderr."""
    for reason in plan.why:
        typer.echo(f"{reason.topic}: {reason.text}", err=True)


def _sheets(kind: str, wishes: "Wishes") -> bytes:
    """Stamp a template with the person's texts, and return it as a PDF or as a picture."""
    from runstrong_pdf.pages.person import metadata, personal_texts  # noqa: PLC0415
    from runstrong_pdf.pdf.stamp import stamp  # noqa: PLC0415

    person = wishes.person()
    template, plan, texts = _template(wishes)
    values, meta = personal_texts(person, plan, texts), metadata(person, plan, texts)
    if kind == "svg":
        from runstrong_pdf.pdf.vector import page_svg  # noqa: PLC0415

        return page_svg(template, values, meta)
    pdf = stamp(template, values, meta)
    if kind == "png":
        from runstrong_pdf.pdf.raster import pages_png  # noqa: PLC0415

        return pages_png(pdf)
    return pdf


def _template(wishes: "Wishes") -> "Kept":
    """Return the kept template, or draw one and keep it."""
    from runstrong_pdf.cli.cache import Cache  # noqa: PLC0415
    from runstrong_pdf.cli.library import overlay  # noqa: PLC0415

    person, paperwork = wishes.person(), wishes.paperwork()
    cache = Cache(overlay(wishes.templates))
    letters = "".join(sorted(set(person.name + person.name.upper() + person.club + person.contact)))
    filled = [bool(part) for part in (person.name, person.club, person.contact)]
    key = cache.key(wishes.training(), f"{filled} {letters}")
    kept = cache.load(key)
    if kept is None:
        from runstrong_pdf.cli.library import open_library  # noqa: PLC0415
        from runstrong_pdf.cli.publish import check_printable, plan_template  # noqa: PLC0415

        check_printable(person)
        library = open_library(wishes.templates)
        kept = plan_template(_planned(wishes), person, paperwork, library)
        cache.store(key, kept)
    return kept


def _data(kind: str, wishes: "Wishes") -> bytes:
    from runstrong_pdf.cli.library import open_library  # noqa: PLC0415
    from runstrong_pdf.pages.data import plan_json  # noqa: PLC0415
    from runstrong_pdf.pages.plain import plan_text  # noqa: PLC0415

    plan, person = _planned(wishes), wishes.person()
    if kind == "ics":
        from runstrong_pdf.planning.ics import calendar  # noqa: PLC0415

        return calendar(plan).encode()
    if kind == "json":
        return plan_json(plan, person).encode()
    return plan_text(plan, person, open_library(wishes.templates).texts()).encode()

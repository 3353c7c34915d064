"""`runstrong exercises`, `programmes` and `explain`: what the library holds, in words."""

import json
import textwrap
from typing import cast, get_args

import typer

from runstrong_pdf import contents
from runstrong_pdf.cli.console import aligned, results, say
from runstrong_pdf.errors import counted
from runstrong_pdf.model.reading import one_of, read_option
from runstrong_pdf.model.words import Level, Pattern

WIDE = 84
"""Letters of a line."""

app = typer.Typer(rich_markup_mode=None)


@app.command(epilog="Example:  runstrong exercises --kit band --level beginner")
def exercises(
    kit: str = typer.Option("", help="What you have: chair,band,anchor,dumbbells."),
    level: str = typer.Option("", help="beginner, intermediate or experienced."),
    pattern: str = typer.Option("", help="Movement, such as horizontal-pull."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON instead."),
) -> None:
    """List exercises: name, kit, movement and level."""
    hardest = Level(str(read_option("level", level))) if level else Level.EXPERIENCED
    movement = one_of(pattern, get_args(Pattern), "pattern") if pattern else ""
    owned = {*cast("tuple[str, ...]", read_option("kit", kit))} if kit else None
    found = {
        slug: exercise
        for slug, exercise in contents.exercises().items()
        if (owned is None or set(exercise.kit) <= owned)
        and exercise.level.number <= hardest.number
        and movement in {"", exercise.pattern}
    }
    if as_json:
        records = {slug: exercise.model_dump(mode="json") for slug, exercise in found.items()}
        results(json.dumps(records, ensure_ascii=False, indent=1))
        return
    rows = [
        (slug, ", ".join(exercise.kit) or "none", exercise.pattern, str(exercise.level))
        for slug, exercise in found.items()
    ]
    results(*aligned([("exercise", "kit", "pattern", "level"), *rows]))
    say(counted(len(found), "exercise"))


@app.command(epilog="Example:  runstrong plan --programme bodyweight-to-dumbbells")
def programmes() -> None:
    """List the programmes and whom each is for."""
    for slug, programme in contents.programmes().items():
        results(f"{slug}: {programme.name}", _filled(programme.purpose, "    "))


@app.command(epilog="Example:  runstrong explain low-back")
def explain(
    name: str = typer.Argument(..., metavar="NAME", help="A rule (R16, C04), or a caution."),
) -> None:
    """Say what a rule of the training means, or what a caution changes."""
    title, paragraphs = contents.explain(name)
    results(title, *(_filled(paragraph, "  ") for paragraph in paragraphs))


def _filled(text: str, before: str) -> str:
    return textwrap.indent(textwrap.fill(text, WIDE), before)

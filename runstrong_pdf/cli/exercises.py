"""`runstrong exercises`: the catalogue as a table."""

import json
from typing import TYPE_CHECKING, Annotated, get_args

import typer

if TYPE_CHECKING:
    from runstrong_pdf.model.catalogue import Exercise

EXAMPLE = "Example:  runstrong exercises --kit band --level beginner"


def exercises(
    kit: Annotated[str, typer.Option(help="What you have: chair,band,anchor,dumbbells.")] = "",
    level: Annotated[str, typer.Option(help="beginner, intermediate or experienced.")] = "",
    pattern: Annotated[str, typer.Option(help="Movement, such as horizontal-pull.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """List exercises: name, kit, movement and level."""
    from runstrong_pdf.cli import options  # noqa: PLC0415
    from runstrong_pdf.cli.training import kit as owned_kit  # noqa: PLC0415
    from runstrong_pdf.library import Library  # noqa: PLC0415
    from runstrong_pdf.model.catalogue import Exercise  # noqa: PLC0415
    from runstrong_pdf.model.words import Level, Pattern  # noqa: PLC0415

    wanted = Level(options.one_of("--level", level, tuple(Level))) if level else None
    movement = options.one_of("--pattern", pattern, get_args(Pattern)) if pattern else ""
    owned = owned_kit(kit) if kit else None
    found = {
        slug: exercise
        for slug, exercise in Library().all(Exercise).items()
        if (owned is None or set(exercise.kit) <= set(owned))
        and (wanted is None or exercise.level.number <= wanted.number)
        and movement in {"", exercise.pattern}
    }
    if as_json:
        records = {slug: exercise.model_dump(mode="json") for slug, exercise in found.items()}
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    _table(found)


def _table(found: "dict[str, Exercise]") -> None:
    heads = ("exercise", "kit", "pattern", "level")
    rows = [
        (slug, ", ".join(exercise.kit) or "none", exercise.pattern, str(exercise.level))
        for slug, exercise in found.items()
    ]
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    for row in [heads, *rows]:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
    typer.echo(f"{len(rows)} exercises", err=True)

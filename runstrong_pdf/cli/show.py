"""`runstrong show`: one exercise, its cues and ladder, its picture to a file."""

from typing import TYPE_CHECKING, Annotated

import typer

from runstrong_pdf.errors import RunstrongError, UsageError

if TYPE_CHECKING:
    from runstrong_pdf.library import Library
    from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp

EXAMPLE = "Example:  runstrong show push-up -o push-up.png"
FORMATS = ("svg", "png", "pdf")


def show(
    name: Annotated[str, typer.Argument(help="An exercise, stretch or warm-up; or a pose file.")],
    ink: Annotated[str, typer.Option(help="colour, or saver for line art.")] = "colour",
    output: Annotated[
        str, typer.Option("--output", "-o", help="Picture file: .svg, .png or .pdf.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file of another origin.")
    ] = False,
) -> None:
    """Show how an exercise is done, or put its picture into a file."""
    from runstrong_pdf.cli import options  # noqa: PLC0415
    from runstrong_pdf.library import Library  # noqa: PLC0415

    library = Library()
    saver = options.one_of("--ink", ink, ("colour", "saver")) == "saver"
    if output:
        _picture(name, output, library, saver=saver, force=force)
        return
    _print(find(name, library), library)


def find(name: str, library: "Library") -> "Exercise | WarmUp | Stretch | CrossTraining":
    """Return the record of a slug or of a printed name. Raises UsageError."""
    from difflib import get_close_matches  # noqa: PLC0415

    from runstrong_pdf.model.catalogue import (  # noqa: PLC0415
        CrossTraining,
        Exercise,
        Stretch,
        WarmUp,
    )

    slug = name.strip().lower().replace(" ", "-")
    known: list[str] = []
    for kind in (Exercise, WarmUp, Stretch, CrossTraining):
        slugs = library.slugs(kind)
        if slug in slugs:
            return library.one(kind, slug)
        known += slugs
    near = get_close_matches(slug, known, 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "runstrong exercises lists them all"
    raise UsageError(f"{name[:60]!r}: there is no such exercise; {hint}")


def _print(record: "Exercise | WarmUp | Stretch | CrossTraining", library: "Library") -> None:
    from runstrong_pdf.model.catalogue import Exercise  # noqa: PLC0415

    typer.echo(record.name)
    if not isinstance(record, Exercise):
        for key, value in record.model_dump(mode="json", exclude={"name", "seed"}).items():
            typer.echo(f"  {key.replace('_', ' ')}: {_said(value)}")
        return
    typer.echo(f"  {record.level}, {record.pattern}, kit: {', '.join(record.kit) or 'none'}")
    typer.echo(f"  works: {', '.join(record.primary)}; helps: {', '.join(record.secondary)}")
    typer.echo(f"  {record.reps[0]} to {record.reps[1]} {record.unit.replace('-', ' ')}")
    for number, cue in enumerate(record.cues, 1):
        typer.echo(f"  {number} {cue}")
    typer.echo(f"  avoid: {'; '.join(record.mistakes)}")
    typer.echo(f"  take care: {record.safety}")
    names = [_name(slug, library) for slug in (record.easier, record.harder)]
    typer.echo(f"  easier: {names[0]}   harder: {names[1]}")


def _name(slug: str | None, library: "Library") -> str:
    from runstrong_pdf.model.catalogue import Exercise  # noqa: PLC0415

    return library.one(Exercise, slug).name if slug else "-"


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _picture(name: str, output: str, library: "Library", *, saver: bool, force: bool) -> None:
    from pathlib import Path  # noqa: PLC0415

    from runstrong_pdf.cli.drawings import draw_file, load_drawing  # noqa: PLC0415
    from runstrong_pdf.cli.output import chosen_format, write  # noqa: PLC0415
    from runstrong_pdf.cli.picture import picture_bytes  # noqa: PLC0415

    kind = chosen_format(output, None, FORMATS)
    if name.endswith(".toml"):
        drawing = draw_file(Path(name))
    else:
        slug = name.strip().lower().replace(" ", "-")
        try:
            drawing = load_drawing(slug, library)
        except RunstrongError:
            find(name, library)  # a wrong name has the better message
            raise
    write(output, picture_bytes(drawing, kind, ink_saver=saver), force=force)

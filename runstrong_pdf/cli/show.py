"""`runstrong show`: how an exercise is done, in words or as a picture file."""

from pathlib import Path

import typer

from runstrong_pdf.checks import check_file
from runstrong_pdf.cli.console import results, show_all
from runstrong_pdf.cli.output import FORCE, chosen_format, write
from runstrong_pdf.contents import (
    Subject,
    find_subject,
    picture_with_muscles,
    subject_lines,
    subject_picture,
)
from runstrong_pdf.errors import Problem, as_warnings
from runstrong_pdf.library import open_library, own_folder
from runstrong_pdf.model.fields import INKS
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.pages.picture_file import FORMATS, picture_file
from runstrong_pdf.resources import data_folder

app = typer.Typer(rich_markup_mode=None)


@app.command(epilog="Example:  runstrong show push-up -o push-up.png")
def show(
    name: str = typer.Argument(
        ..., help="An exercise, stretch or warm-up; or a pose or picture file."
    ),
    ink: str = typer.Option(
        "", metavar=f"[{'|'.join(INKS)}]", help="saver is line art. [default: colour]"
    ),
    templates: str = typer.Option(
        "", help="A folder of your own, laid over the shipped templates."
    ),
    output: str = typer.Option(
        "", "--output", "-o", help="Picture file (.png .svg .pdf), or - for stdout."
    ),
    file_format: str = typer.Option("", "--format", help="png, svg or pdf."),
    muscles: bool = typer.Option(
        False, "--muscles", help="With the muscles it works, from front and back."
    ),
    force: bool = FORCE,
) -> None:
    """Show how an exercise is done, or put its picture into a file."""
    saver = read_option("ink", ink) == "saver"
    library = open_library(templates or own_folder(Path(name)) or "")
    subject = find_subject(name, library)
    if subject.pose:  # what is odd about it is said, and drawn all the same
        show_all(as_warnings(check_file(subject.pose)))
    if output or file_format:
        kind = chosen_format(output, file_format, FORMATS)
        picture = (picture_with_muscles if muscles else subject_picture)(subject, library)
        content = picture_file(picture, kind, ink_saver=saver)
        write(output, content, subject.slug, kind, force=force)
        return
    title, *lines = subject_lines(subject, library)
    if cautions := getattr(subject.record, "caution", ()):
        lines.append(f"left out with --avoid {', '.join(cautions)}")
    results(title, *(f"  {line}" for line in lines), f"  picture: {_where(subject)}")
    remedy = f"name its file, such as -o {subject.slug}.png"
    for option, value in {"muscles": muscles, "ink": ink, "force": force}.items():
        if value:
            show_all([Problem(option, "is for a picture", remedy, "note")])


def _where(subject: Subject) -> str:
    """Return how somebody sees the picture: a file of their own, else by a command."""
    if subject.file is None:
        return "none yet"
    if subject.file.is_relative_to(data_folder("images")):
        return f"runstrong show {subject.slug} -o {subject.slug}.png"
    return str(subject.file)

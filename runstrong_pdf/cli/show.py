"""`runstrong show`: one exercise, its cues and ladder, its picture to a file."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runstrong_pdf.errors import UsageError

if TYPE_CHECKING:
    from runstrong_pdf.figures.drawing import Drawing
    from runstrong_pdf.library import Library
    from runstrong_pdf.model.record import Record
    from runstrong_pdf.pdf.picture import Photo

EXAMPLE = "Example:  runstrong show push-up -o push-up.png"
FORMATS = ("png", "svg", "pdf")


@dataclass(frozen=True)
class Subject:
    """What is to be shown.

    Attributes:
        record: the words about it; None for a picture file by itself.
        file: its picture, if it has one.
    """

    slug: str
    record: "Record | None"
    file: Path | None


def show(
    name: Annotated[
        str, typer.Argument(help="An exercise, stretch or warm-up; or a pose or picture file.")
    ],
    ink: Annotated[str, typer.Option(help="colour, or saver for line art.")] = "colour",
    templates: Annotated[
        str, typer.Option(help="A folder of your own, laid over the shipped templates.")
    ] = "",
    output: Annotated[
        str, typer.Option("--output", "-o", help="Picture file (.png .svg .pdf), or - for stdout.")
    ] = "",
    file_format: Annotated[str, typer.Option("--format", help="png, svg or pdf.")] = "",
    muscles: Annotated[
        bool, typer.Option("--muscles", help="With the muscles it works, from front and back.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file of another origin.")
    ] = False,
) -> None:
    """Show how an exercise is done, or put its picture into a file."""
    from runstrong_pdf.cli import options  # noqa: PLC0415
    from runstrong_pdf.cli.output import chosen_format, default_file, write  # noqa: PLC0415
    from runstrong_pdf.cli.own_files import own_folder  # noqa: PLC0415
    from runstrong_pdf.library import Library  # noqa: PLC0415

    library = Library(Path(templates) if templates else own_folder(Path(name)))
    saver = options.one_of("--ink", ink, ("colour", "saver")) == "saver"
    if not output and not file_format:
        _describe(_subject(name, library), library)
        return
    kind = chosen_format(output, file_format, FORMATS)
    from runstrong_pdf.cli.picture import picture_bytes  # noqa: PLC0415

    subject = _subject(name, library)
    picture = _picture(subject, library)
    if muscles:
        picture = _with_muscles(picture, subject, library)
    content = picture_bytes(picture, kind, ink_saver=saver)
    write(output or default_file(subject.slug, kind), content, force=force)


def _with_muscles(picture: "Drawing | Photo", subject: Subject, library: "Library") -> "Drawing":
    """Put the muscle map of the pose beside a drawing. Raises UsageError where there is no pose."""
    from runstrong_pdf.figures.draw import muscle_map  # noqa: PLC0415
    from runstrong_pdf.figures.drawing import Drawing  # noqa: PLC0415
    from runstrong_pdf.pages.drawings import read_pose_file  # noqa: PLC0415

    drawn = subject.file or library.image(subject.slug, photos=False)
    file = drawn.with_suffix(".toml") if drawn else None
    if file is None or not file.is_file() or not isinstance(picture, Drawing):
        raise UsageError(f"--muscles: {subject.slug} has no pose file that names its muscles")
    return replace(picture, insets=(*picture.insets, *muscle_map(read_pose_file(file))))


def _subject(name: str, library: "Library") -> Subject:
    """Return what `name` stands for: a file, or an exercise. Raises UsageError, TemplateError."""
    from runstrong_pdf.cli.own_files import kind_of  # noqa: PLC0415
    from runstrong_pdf.figures.pose import Pose  # noqa: PLC0415
    from runstrong_pdf.library import parse, read_toml  # noqa: PLC0415
    from runstrong_pdf.pages.drawings import is_photo  # noqa: PLC0415

    file = Path(name)
    if is_photo(file) or file.suffix.lower() == ".svg":
        return Subject(file.stem, None, file)
    if file.suffix.lower() != ".toml":
        return _known(name, library)
    tables = read_toml(file)
    kind = kind_of(tables, file)
    if issubclass(kind, Pose):
        return Subject(file.stem, None, file)
    return Subject(file.stem, parse(kind, tables, str(file)), library.image(file.stem))


def _known(name: str, library: "Library") -> Subject:
    """Return the exercise with this slug, printed name or nickname. Raises UsageError."""
    from difflib import get_close_matches  # noqa: PLC0415

    from runstrong_pdf.pages.drawings import PICTURED  # noqa: PLC0415

    wanted = _slug(name)
    known = {slug: kind for kind in reversed(PICTURED) for slug in library.slugs(kind)}
    if wanted in known:
        return Subject(wanted, library.one(known[wanted], wanted), library.image(wanted))
    for slug, kind in known.items():
        record = library.one(kind, slug)
        if wanted in map(_slug, (record.name, *getattr(record, "aka", ()))):
            return Subject(slug, record, library.image(slug))
    near = get_close_matches(wanted, known, 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "runstrong exercises lists them all"
    raise UsageError(f"{name[:60]!r}: there is no such exercise; {hint}")


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


def _describe(subject: Subject, library: "Library") -> None:
    """Print the subject in words, and where its picture is."""
    from runstrong_pdf.cli.describe import pose_lines, record_lines  # noqa: PLC0415
    from runstrong_pdf.pages.drawings import read_pose_file  # noqa: PLC0415

    if subject.record:
        lines = list(record_lines(subject.record, library))
    elif subject.file and subject.file.suffix.lower() == ".toml":
        pose = read_pose_file(subject.file)
        lines = list(pose_lines(pose))
        _warn(subject.file)
    else:
        lines = [_picture(subject, library).name]
    typer.echo("\n".join([*lines, f"  picture: {subject.file or 'none yet'}"]))


def _picture(subject: Subject, library: "Library") -> "Drawing | Photo":
    """Return the picture of a subject, with a word about what a pose cannot be."""
    from runstrong_pdf.pages import drawings  # noqa: PLC0415

    if subject.record or subject.file is None:
        picture = drawings.load_drawing(subject.slug, library)
    else:
        picture = drawings.load_file(subject.file)
    if subject.file and subject.file.suffix.lower() == ".toml":
        _warn(subject.file)
    return picture


def _warn(file: Path) -> None:
    """Print what `runstrong check` has to say of a pose, which is drawn all the same."""
    from runstrong_pdf.cli.own_files import pose_findings  # noqa: PLC0415
    from runstrong_pdf.pages.drawings import read_pose_file  # noqa: PLC0415

    problems, warnings = pose_findings(read_pose_file(file))
    for finding in (*problems, *warnings):
        typer.echo(f"warning: {file}: {finding}", err=True)

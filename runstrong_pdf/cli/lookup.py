"""`runstrong exercises`, `show` and `programmes`: what there is, in words and pictures."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from runstrong_pdf.checks import check_file, kind_of
from runstrong_pdf.cli.console import aligned, plural, say, show_all
from runstrong_pdf.cli.results import Force, chosen_format, write
from runstrong_pdf.contents import find_picture
from runstrong_pdf.errors import Problem, UsageError
from runstrong_pdf.figures.draw import muscle_map
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.pose import Pose, read_pose_file
from runstrong_pdf.library import Library, open_library, own_folder, parse, read_toml
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.fields import INKS
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.reading import one_of, read_option
from runstrong_pdf.model.record import Record
from runstrong_pdf.model.words import Level, Pattern
from runstrong_pdf.pages.drawings import is_photo, load_drawing, load_file
from runstrong_pdf.pages.picture_file import FORMATS, picture_file
from runstrong_pdf.pdf.picture import Photo
from runstrong_pdf.resources import data_folder

app = typer.Typer(rich_markup_mode=None)


@app.command(epilog="Example:  runstrong exercises --kit band --level beginner")
def exercises(
    kit: Annotated[str, typer.Option(help="What you have: chair,band,anchor,dumbbells.")] = "",
    level: Annotated[str, typer.Option(help="beginner, intermediate or experienced.")] = "",
    pattern: Annotated[str, typer.Option(help="Movement, such as horizontal-pull.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """List exercises: name, kit, movement and level."""
    hardest = Level(str(read_option("level", level))) if level else Level.EXPERIENCED
    movement = one_of(pattern, get_args(Pattern), "pattern") if pattern else ""
    owned = {*cast("tuple[str, ...]", read_option("kit", kit))} if kit else None
    found = {
        slug: exercise
        for slug, exercise in open_library().all(Exercise).items()
        if (owned is None or set(exercise.kit) <= owned)
        and exercise.level.number <= hardest.number
        and movement in {"", exercise.pattern}
    }
    if as_json:
        records = {slug: exercise.model_dump(mode="json") for slug, exercise in found.items()}
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    rows = [("exercise", "kit", "pattern", "level")]
    rows += [
        (slug, ", ".join(exercise.kit) or "none", exercise.pattern, str(exercise.level))
        for slug, exercise in found.items()
    ]
    for line in aligned(rows):
        typer.echo(line)
    say(plural(len(found), "exercise"))


@app.command(epilog="Example:  runstrong plan --programme bodyweight-to-dumbbells")
def programmes() -> None:
    """List the programmes and whom each is for."""
    for slug, programme in open_library().all(Programme).items():
        typer.echo(f"{slug}: {programme.name}")
        typer.echo(textwrap.indent(textwrap.fill(programme.purpose, 84), "    "))


@app.command(epilog="Example:  runstrong show push-up -o push-up.png")
def show(
    name: Annotated[
        str, typer.Argument(help="An exercise, stretch or warm-up; or a pose or picture file.")
    ],
    ink: Annotated[
        str,
        typer.Option(metavar=f"[{'|'.join(INKS)}]", help="saver is line art. [default: colour]"),
    ] = "",
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
    force: Force = False,
) -> None:
    """Show how an exercise is done, or put its picture into a file."""
    saver = read_option("ink", ink) == "saver"
    library = open_library(templates or own_folder(Path(name)) or "")
    subject = _subject(name, library)
    if subject.pose:  # what is odd about it is said, and drawn all the same
        show_all(replace(one, severity="warning") for one in check_file(subject.pose))
    if not output and not file_format:
        _describe(subject, library)
        given = {"muscles": muscles, "ink": ink, "force": force}
        show_all(
            Problem(
                name, "is for a picture", f"name its file, such as -o {subject.slug}.png", "note"
            )
            for name, value in given.items()
            if value
        )
        return
    kind = chosen_format(output, file_format, FORMATS)
    picture = _picture(subject, library)
    if muscles:
        picture = _with_muscles(picture, subject, library)
    content = picture_file(picture, kind, ink_saver=saver)
    write(output, content, subject.slug, kind, force=force)


# -- show ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """What is to be shown.

    Attributes:
        record: the words about it; None for a picture file by itself.
        file: its picture, if it has one.
    """

    slug: str
    record: Record | None
    file: Path | None

    @property
    def pose(self) -> Path | None:
        """The pose that its picture is drawn from on the spot, if it is."""
        return self.file if self.file and self.file.suffix.lower() == ".toml" else None


def _subject(name: str, library: Library) -> Subject:
    """Return what `name` stands for: a file, or an exercise. Raises UsageError, TemplateError."""
    file = Path(name)
    if is_photo(file) or file.suffix.lower() == ".svg":
        return Subject(file.stem, None, file)
    if file.suffix.lower() != ".toml":
        slug, record = find_picture(name, library)
        return Subject(slug, record, library.image(slug))
    tables = read_toml(file)
    kind = kind_of(tables, file)
    if issubclass(kind, Pose):
        return Subject(file.stem, None, file)
    return Subject(file.stem, parse(kind, tables, str(file)), library.image(file.stem))


def _picture(subject: Subject, library: Library) -> Drawing | Photo:
    if subject.record or subject.file is None:
        return load_drawing(subject.slug, library)
    return load_file(subject.file)


def _with_muscles(picture: Drawing | Photo, subject: Subject, library: Library) -> Drawing:
    """Put the muscle map of the pose beside a drawing. Raises UsageError if there is no pose."""
    drawn = subject.file or library.image(subject.slug, photos=False)
    file = drawn.with_suffix(".toml") if drawn else None
    if file is None or not file.is_file() or not isinstance(picture, Drawing):
        said = f"{subject.slug} has no pose file that names its muscles"
        raise UsageError(said, field="muscles")
    return replace(picture, insets=(*picture.insets, *muscle_map(read_pose_file(file))))


def _describe(subject: Subject, library: Library) -> None:
    """Print the subject in words, and where its picture is."""
    if subject.record:
        lines = list(_record_lines(subject.record, library))
    elif subject.pose:
        lines = list(_pose_lines(read_pose_file(subject.pose)))
    else:
        lines = [_picture(subject, library).name]
    typer.echo("\n".join([*lines, f"  picture: {_where(subject)}"]))


def _where(subject: Subject) -> str:
    """Return how somebody sees the picture: a file of their own, else by a command."""
    if subject.file is None:
        return "none yet"
    if subject.file.is_relative_to(data_folder("images")):
        return f"runstrong show {subject.slug} -o {subject.slug}.png"
    return str(subject.file)


def _record_lines(record: Record, library: Library) -> Iterator[str]:
    if isinstance(record, Exercise):
        yield from _exercise_lines(record, library)
    elif isinstance(record, Stretch):
        yield record.name
        if record.aka:
            yield f"  also: {_said(record.aka)}"
        yield f"  a stretch for after a session, {_hold(record)}"
        yield f"  stretches: {_said(record.muscles)}"
        yield f"  {record.how}"
        yield f"  take care: {record.safety}"
    elif isinstance(record, WarmUp):
        yield record.name
        yield f"  a warm-up move, {record.seconds} seconds"
        yield f"  for: {record.targets}"
        yield f"  {record.how}"
        yield f"  {record.tip}"
    elif isinstance(record, CrossTraining):
        (short, long), (few, many) = record.minutes, record.sessions_per_week
        yield record.name
        yield f"  a sport beside running, {few} to {many} times a week, {short} to {long} minutes"
        yield f"  works: {_said(record.primary)}; helps: {_said(record.secondary)}"
        yield f"  {record.note}"
    if cautions := getattr(record, "caution", ()):
        yield f"  left out with --avoid {_said(cautions)}"


def _hold(stretch: Stretch) -> str:
    """Return how long and how often, such as `2 x 30 seconds for each side`."""
    side = " for each side" if stretch.per_side else ""
    many = stretch.repetitions
    return (
        f"{many} x {stretch.hold_seconds} seconds{side}"
        if stretch.hold_seconds
        else (f"{many} slow repetitions{side}")
    )


def _exercise_lines(exercise: Exercise, library: Library) -> Iterator[str]:
    low, high = exercise.reps
    yield exercise.name
    if exercise.aka:
        yield f"  also: {_said(exercise.aka)}"
    yield f"  {exercise.level}, {exercise.pattern}, kit: {_said(exercise.kit)}"
    yield f"  works: {_said(exercise.primary)}; helps: {_said(exercise.secondary)}"
    yield f"  {low} to {high} {exercise.unit.replace('-', ' ')}"
    for number, cue in enumerate(exercise.cues, 1):
        yield f"  {number} {cue}"
    yield f"  avoid: {'; '.join(exercise.mistakes)}"
    yield f"  take care: {exercise.safety}"
    ladder = (exercise.easier, exercise.harder)
    easier, harder = (library.one(Exercise, slug).name if slug else "-" for slug in ladder)
    yield f"  easier: {easier}   harder: {harder}"


def _pose_lines(pose: Pose) -> Iterator[str]:
    yield pose.name
    yield f"  works: {_said(pose.muscles.primary)}; helps: {_said(pose.muscles.secondary)}"
    for frame in pose.frames:
        yield f"  {frame}: {getattr(pose.describe, frame) or '(no description)'}"


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value)

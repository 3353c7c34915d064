"""`runstrong show`: how an exercise is done, in words or as a picture file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from runstrong_pdf.checks import check_file, kind_of
from runstrong_pdf.cli.console import results, show_all
from runstrong_pdf.cli.output import FORCE, chosen_format, write
from runstrong_pdf.contents import find_picture
from runstrong_pdf.errors import Problem, UsageError
from runstrong_pdf.figures.draw import muscle_map
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.pose import Pose, read_pose_file
from runstrong_pdf.library import Library, open_library, own_folder, parse, read_toml
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.fields import INKS
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.model.record import Record
from runstrong_pdf.pages.drawings import is_photo, load_drawing, load_file
from runstrong_pdf.pages.picture_file import FORMATS, picture_file
from runstrong_pdf.pdf.picture import Photo
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
    subject = _subject(name, library)
    if subject.pose:  # what is odd about it is said, and drawn all the same
        show_all(replace(one, severity="warning") for one in check_file(subject.pose))
    if output or file_format:
        kind = chosen_format(output, file_format, FORMATS)
        picture = _with_muscles(subject, library) if muscles else _picture(subject, library)
        content = picture_file(picture, kind, ink_saver=saver)
        write(output, content, subject.slug, kind, force=force)
        return
    title, *lines = _lines(subject, library)
    results(title, *(f"  {line}" for line in lines), f"  picture: {_where(subject)}")
    remedy = f"name its file, such as -o {subject.slug}.png"
    for option, value in {"muscles": muscles, "ink": ink, "force": force}.items():
        if value:
            show_all([Problem(option, "is for a picture", remedy, "note")])


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


# -- its picture ----------------------------------------------------------------------------------


def _picture(subject: Subject, library: Library) -> Drawing | Photo:
    if subject.record or subject.file is None:
        return load_drawing(subject.slug, library)
    return load_file(subject.file)


def _with_muscles(subject: Subject, library: Library) -> Drawing:
    """Put the muscle map of the pose beside a drawing. Raises UsageError if there is no pose."""
    picture = _picture(subject, library)
    drawn = subject.file or library.image(subject.slug, photos=False)
    file = drawn.with_suffix(".toml") if drawn else None
    if file is None or not file.is_file() or not isinstance(picture, Drawing):
        said = f"{subject.slug} has no pose file that names its muscles"
        raise UsageError(said, field="muscles")
    return replace(picture, insets=(*picture.insets, *muscle_map(read_pose_file(file))))


def _where(subject: Subject) -> str:
    """Return how somebody sees the picture: a file of their own, else by a command."""
    if subject.file is None:
        return "none yet"
    if subject.file.is_relative_to(data_folder("images")):
        return f"runstrong show {subject.slug} -o {subject.slug}.png"
    return str(subject.file)


# -- in words -------------------------------------------------------------------------------------


def _lines(subject: Subject, library: Library) -> Iterator[str]:
    """Yield the name, then a line for each thing worth knowing."""
    if not (record := subject.record):
        yield from _pose_lines(subject.pose) if subject.pose else [_picture(subject, library).name]
        return
    yield getattr(record, "name", subject.slug)
    if aka := getattr(record, "aka", ()):
        yield f"also: {_listed(aka)}"
    match record:
        case Exercise():
            yield from _exercise_lines(record, library)
        case Stretch():
            side, many = " for each side" if record.per_side else "", record.repetitions
            held = f"x {record.hold_seconds} seconds" if record.hold_seconds else "slow repetitions"
            yield f"a stretch for after a session, {many} {held}{side}"
            yield f"stretches: {_listed(record.muscles)}"
            yield from (record.how, f"take care: {record.safety}")
        case WarmUp():
            yield f"a warm-up move, {record.seconds} seconds"
            yield from (f"for: {record.targets}", record.how, record.tip)
        case CrossTraining():
            (short, long), (few, many) = record.minutes, record.sessions_per_week
            yield f"a sport beside running, {few} to {many} times a week, {short} to {long} minutes"
            yield from (_works(record), record.note)
        case _:
            pass
    if cautions := getattr(record, "caution", ()):
        yield f"left out with --avoid {_listed(cautions)}"


def _exercise_lines(exercise: Exercise, library: Library) -> Iterator[str]:
    low, high = exercise.reps
    yield f"{exercise.level}, {exercise.pattern}, kit: {_listed(exercise.kit)}"
    yield _works(exercise)
    yield f"{low} to {high} {exercise.unit.replace('-', ' ')}"
    yield from (f"{number} {cue}" for number, cue in enumerate(exercise.cues, 1))
    yield f"avoid: {'; '.join(exercise.mistakes)}"
    yield f"take care: {exercise.safety}"
    ladder = (exercise.easier, exercise.harder)
    easier, harder = (library.one(Exercise, slug).name if slug else "-" for slug in ladder)
    yield f"easier: {easier}   harder: {harder}"


def _pose_lines(file: Path) -> Iterator[str]:
    pose = read_pose_file(file)
    yield from (pose.name, _works(pose.muscles))
    for frame in pose.frames:
        yield f"{frame}: {getattr(pose.describe, frame) or '(no description)'}"


def _works(one: Any) -> str:  # noqa: ANN401  whatever has muscles
    return f"works: {_listed(one.primary)}; helps: {_listed(one.secondary)}"


def _listed(words: Iterable[object]) -> str:
    return ", ".join(map(str, words)) or "none"

"""What the library holds: exercises, their pictures, programmes, languages, and the rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from runstrong_pdf.errors import TemplateError, UsageError, expect
from runstrong_pdf.figures.draw import muscle_map
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.pose import FRAME_NAMES, Pose, read_pose_file
from runstrong_pdf.library import (
    FOLDERS,
    IMAGES,
    Library,
    open_library,
    own_name,
    parse,
    read_text,
    read_toml,
)
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.fields import INKS
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.reading import did_you_mean, one_of
from runstrong_pdf.model.record import Record
from runstrong_pdf.model.words import Caution
from runstrong_pdf.pages.drawings import PICTURED, Pictured, is_photo, load_drawing, load_file
from runstrong_pdf.pdf.picture import Photo
from runstrong_pdf.resources import data_folder

RULES = "training-rules.md"
LARGEST_RULES = 1024 * 1024
SECTION = re.compile(r"^### (R\d\d) (.*?)\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `?([\w-]+)`?\*? \|(.*)\|$", re.MULTILINE)
CAUTION_HEADS = ("begins with: ", "never: ", "also: ", "source: ")
FEWEST_KEYS = 2
"""Keys of one kind that a file must have to be taken for it, where its folder does not say."""
COACHING_HEADS = ("", "except: ")
"""What stands over the columns of the tables of cautions and of rules C01 and on."""


def exercises(templates: Path | str = "") -> dict[str, Exercise]:
    """Return every exercise by its name in `use` and `without`.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Raises:
        TemplateError: with every problem of one's own files.

    Example:
        >>> exercises()["push-up"].cues[0]
        'Hands slightly wider than the shoulders, fingers forward'
    """
    return open_library(templates).all(Exercise)


def programmes(templates: Path | str = "") -> dict[str, Programme]:
    """Return every programme by its name in `programme`.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Raises:
        TemplateError: with every problem of one's own files.

    Example:
        >>> programmes()["bodyweight-to-dumbbells"].name
        'From bodyweight to dumbbells'
    """
    return open_library(templates).all(Programme)


def languages(templates: Path | str = "") -> dict[str, str]:
    """Return every language that sheets can be in, by its tag in `language`, and its own name.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Example:
        >>> languages()["fr"]
        'Français'
    """
    return {tag: own_name(tag) for tag in open_library(templates).languages()}


def picture(
    name: str,
    *,
    format: str = "png",  # noqa: A002  as in render
    ink: str = "colour",
    templates: Path | str = "",
) -> bytes:
    """Return the picture of an exercise, warm-up, stretch or sport.

    Args:
        name: such as `push-up`.
        format: `png`, `svg` or `pdf`.
        ink: `colour`, or `saver` for line art, which an SVG cannot be.

    Raises:
        UsageError: when there is none of that name, or a value is not possible.

    Example:
        >>> picture("push-up", format="svg")[:4]
        b'<svg'
    """
    from runstrong_pdf.pages.picture_file import FORMATS, picture_file  # noqa: PLC0415  loads much

    expect(name=(name, str), format=(format, str), ink=(ink, str))
    library = open_library(templates)
    if not any(name in library.slugs(kind) for kind in PICTURED):
        raise UsageError(f"{name[:60]!r}: there is no such exercise", field="name")
    kind, saver = one_of(format, FORMATS, "format"), one_of(ink, INKS, "ink") == "saver"
    return picture_file(load_drawing(name, library), kind, ink_saver=saver)


def find_picture(name: str, library: Library) -> tuple[str, Pictured]:
    """Return the slug and the record of what has this slug, printed name or nickname.

    Raises:
        UsageError: when there is none, with those of a name like it.

    Example:
        >>> find_picture("Push-up", Library())[0]
        'push-up'
    """
    wanted = _slug(name)
    known = {slug: kind for kind in reversed(PICTURED) for slug in library.slugs(kind)}
    if wanted in known:
        return wanted, library.one(known[wanted], wanted)
    for slug, kind in known.items():
        record = library.one(kind, slug)
        if wanted in map(_slug, (record.name, *getattr(record, "aka", ()))):
            return slug, record
    hint = did_you_mean(wanted, known, 3, 0.5) or "runstrong exercises lists them all"
    raise UsageError(f"{name[:60]!r}: there is no such exercise; {hint}")


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


# -- one of them, or a file of one's own -----------------------------------------------------------


def kind_of(tables: dict[str, object], file: Path) -> type[Record | Pose]:
    """Tell what a template or pose is: by its folder, else by the keys it has.

    Raises:
        TemplateError: when it is none.

    Example:
        >>> kind_of({"name": "Narrow push-up", "muscles": {}}, Path("narrow-push-up.toml")).__name__
        'Pose'
    """
    if tables.keys() & set(FRAME_NAMES):
        return Pose
    kinds: dict[str, type[Record | Pose]] = {IMAGES: Pose}
    kinds |= {name: kind for kind, name in FOLDERS.items()}
    folder = file.resolve().parent.name
    if folder in kinds:
        return kinds[folder]
    best = max(kinds.values(), key=lambda kind: len(kind.model_fields.keys() & tables.keys()))
    if len(best.model_fields.keys() & tables.keys()) < FEWEST_KEYS:
        said = (
            "is neither a programme, an exercise, a stretch, a warm-up, a sport, a topic nor a pose"
        )
        raise TemplateError(said, where=str(file))
    return best


@dataclass(frozen=True)
class Subject:
    """An exercise, stretch, warm-up or sport, or a file with one or with a picture.

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


def find_subject(name: str, library: Library) -> Subject:
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


def subject_picture(subject: Subject, library: Library) -> Drawing | Photo:
    """Return its picture."""
    if subject.record or subject.file is None:
        return load_drawing(subject.slug, library)
    return load_file(subject.file)


def picture_with_muscles(subject: Subject, library: Library) -> Drawing:
    """Put the muscle map of the pose beside a drawing. Raises UsageError if there is no pose."""
    picture = subject_picture(subject, library)
    drawn = subject.file or library.image(subject.slug, photos=False)
    file = drawn.with_suffix(".toml") if drawn else None
    if file is None or not file.is_file() or not isinstance(picture, Drawing):
        said = f"{subject.slug} has no pose file that names its muscles"
        raise UsageError(said, field="muscles")
    return replace(picture, insets=(*picture.insets, *muscle_map(read_pose_file(file))))


def subject_lines(subject: Subject, library: Library) -> Iterator[str]:
    """Yield the name, then a line for each thing worth knowing."""
    if not (record := subject.record):
        yield from (
            _pose_lines(subject.pose) if subject.pose else [subject_picture(subject, library).name]
        )
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


# -- the rules of the training ---------------------------------------------------------------------


def explain(name: str) -> tuple[str, list[str]]:
    """Return what a rule of the training is called, or a caution, and what it says in paragraphs.

    Args:
        name: such as `R16`, `C04` or `low-back`.

    Raises:
        UsageError: when it is neither, with what is possible.

    Example:
        >>> explain("r16")[0]
        'R16 New exercises come in gently'
    """
    text = read_text(data_folder("docs") / RULES, LARGEST_RULES)
    known = {title.partition(" ")[0]: (title, told) for title, told in _explained(text)}
    wanted = "-".join(name.split())
    found = known.get(wanted) or known.get(wanted.upper()) or known.get(wanted.lower())
    if not found:
        hint = did_you_mean(wanted.lower(), known, before="; ")
        possible = f"R01 to R39, C01 to C31, {', '.join(get_args(Caution))}"
        raise UsageError(f"{name[:40]!r} is no rule and no caution{hint}", f"possible: {possible}")
    return found


def _explained(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every rule and caution: its name, with a title if it has one, and its paragraphs."""
    for rule, title, body in SECTION.findall(text):
        yield f"{rule} {title}", list(map(_plain, re.split(r"\n\n|\n(?=\* )", body.strip())))
    for name, rest in ROW.findall(text):
        cells = [cell.strip() for cell in rest.split("|")]
        heads = CAUTION_HEADS if name in get_args(Caution) else COACHING_HEADS
        if len(cells) == len(heads) and (heads is CAUTION_HEADS or re.fullmatch(r"C\d\d", name)):
            told = zip(heads, cells, strict=True)
            yield name, [_plain(head + cell) for head, cell in told if cell]


def _plain(block: str) -> str:
    """Return a paragraph in plain text, without the marks of a page of the documentation."""
    unlinked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", block)
    return " ".join(re.sub(r"[*`]", "", unlinked).split())

"""Files of one's own, each looked at by what it is: what is wrong, and what only looks odd."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.errors import Problem, TemplateError

if TYPE_CHECKING:
    from runstrong_pdf.figures.pose import Pose
    from runstrong_pdf.model.record import Record

OUT_OF_REACH = 0.035
"""Body heights. A hand or foot that misses its target by more is a mistake, not a trifle."""
BODY_CM = 170
FOR_OTHERS = "with --"
"""So begins a finding about options that a programme cannot serve; it is no mistake in it."""
FEWEST_PIXELS = 370
"""Across: 150 dots an inch in the guide, below which a photo looks blurred."""


def warnings_of(file: Path, templates: Path | None) -> list[str]:
    """Return the warnings of one file. Raises TemplateError with its problems."""
    from runstrong_pdf.cli.club.folder import CLUB_FILE  # noqa: PLC0415
    from runstrong_pdf.pages.drawings import is_photo, read_drawing  # noqa: PLC0415

    if is_photo(file):
        return list(_check_photo(file))
    if file.suffix.lower() == ".svg":
        read_drawing(file)
        return []
    if file.name == CLUB_FILE:
        return [f"is looked at together with its roster: runstrong club check {file.parent}"]
    return _check_tables(file, templates)


def _check_tables(file: Path, templates: Path | None) -> list[str]:
    """Return the warnings of one TOML file. Raises TemplateError with its problems."""
    from runstrong_pdf.figures.pose import Pose  # noqa: PLC0415
    from runstrong_pdf.library import WORDS, parse, read_toml  # noqa: PLC0415

    tables = read_toml(file)
    if file.resolve().parent.name == WORDS:
        return _check_words(tables, file)
    if file.name == "bands.toml" or "band" in tables:
        _check_bands(tables, file)
        return []
    kind = kind_of(tables, file)
    if issubclass(kind, Pose):
        return _check_pose(file)
    return _check_record(parse(kind, tables, str(file)), file, templates)


def _check_photo(file: Path) -> Iterator[str]:
    from runstrong_pdf.pdf.picture import read_photo  # noqa: PLC0415

    width, height = read_photo(file, file.stem).full
    if width < FEWEST_PIXELS:
        yield f"has {width} x {height} pixels and will look blurred; 800 across print sharply"


def _check_bands(tables: dict[str, object], file: Path) -> None:
    from runstrong_pdf.library import parse  # noqa: PLC0415
    from runstrong_pdf.model.catalogue import Band  # noqa: PLC0415

    entries = tables.get("band")
    if not isinstance(entries, list):
        raise TemplateError(f"{file}: band: must be a list of tables, each begins with [[band]]")
    for number, entry in enumerate(entries, 1):
        parse(Band, entry, f"{file}: band[{number}]")


def _check_words(tables: dict[str, object], file: Path) -> list[str]:
    """Return what a language leaves to English. Raises TemplateError with what cannot be used."""
    from runstrong_pdf.cli.translation import still_english, word_problems  # noqa: PLC0415
    from runstrong_pdf.library import Library  # noqa: PLC0415
    from runstrong_pdf.model.texts import flatten  # noqa: PLC0415

    english, own = Library().texts().entries, dict(flatten(tables))
    own.pop("language", None)
    if problems := list(word_problems(own, english)):
        raise TemplateError(Problem("", problem, where=str(file)) for problem in problems)
    return list(still_english(own, english))


def _check_pose(file: Path) -> list[str]:
    from runstrong_pdf.pages.drawings import read_pose_file  # noqa: PLC0415

    problems, warnings = pose_findings(read_pose_file(file))
    if problems:
        raise TemplateError(Problem("", found, where=str(file)) for found in (*problems, *warnings))
    return warnings


def pose_findings(pose: "Pose") -> tuple[list[str], list[str]]:
    """Return what no body could do, and what looks odd; both are drawn all the same."""
    from runstrong_pdf.figures.check import check as oddities  # noqa: PLC0415
    from runstrong_pdf.figures.draw import Scene  # noqa: PLC0415

    problems: list[str] = []
    warnings = list(oddities(pose))
    for frame, body in Scene(pose).bodies.items():
        for limb, miss in body.misses.items():
            if miss > OUT_OF_REACH:
                short = f"{miss:.2f} body heights ({miss * BODY_CM:.0f} cm) are missing"
                problems.append(f"[{frame}] {limb} cannot reach its target: {short}")
                milder = f"[{frame}] {limb} misses"
                warnings = [warning for warning in warnings if not warning.startswith(milder)]
    return problems, warnings


def _check_record(record: "Record", file: Path, templates: Path | None) -> list[str]:
    from runstrong_pdf.cli.letters import unprintable  # noqa: PLC0415
    from runstrong_pdf.cli.references import broken_links, missing_picture  # noqa: PLC0415
    from runstrong_pdf.library import Library  # noqa: PLC0415
    from runstrong_pdf.model.programme import Programme  # noqa: PLC0415
    from runstrong_pdf.planning.audit import audit  # noqa: PLC0415

    library = Library(templates or own_folder(file))
    wrong = [f"{file}: {finding}" for finding in unprintable(record.model_dump(mode="json"))]
    wrong += broken_links(record, file.stem, str(file), library)
    odd = list(missing_picture(record, file.stem, library))
    if not wrong and isinstance(record, Programme):
        found = audit(library.adopt(Programme, file), library)
        odd += [finding for finding in found if finding.startswith(FOR_OTHERS)]
        wrong = [f"{file}: {finding}" for finding in found if not finding.startswith(FOR_OTHERS)]
    if wrong:
        raise TemplateError(Problem("", finding) for finding in wrong)
    return odd


def own_folder(file: Path) -> Path | None:
    """Return the folder of templates that a file lies in, or None if it lies by itself."""
    from runstrong_pdf.library import FOLDERS  # noqa: PLC0415

    folder = file.resolve().parent
    return folder.parent if folder.name in FOLDERS.values() else None


def kind_of(tables: dict[str, object], file: Path) -> "type[Record | Pose]":
    """Tell what a file is: by its folder, else by the keys it has. Raises TemplateError."""
    from runstrong_pdf.figures.frames import FRAME_NAMES  # noqa: PLC0415
    from runstrong_pdf.figures.pose import Pose  # noqa: PLC0415
    from runstrong_pdf.library import FOLDERS  # noqa: PLC0415

    folders: dict[str, type[Record | Pose]] = {name: kind for kind, name in FOLDERS.items()}
    folder = file.resolve().parent.name
    if folder == "images" or tables.keys() & set(FRAME_NAMES):
        return Pose
    if folder in folders:
        return folders[folder]
    keys: dict[type[Record | Pose], set[str]]
    keys = {Pose: {*Pose.model_fields}} | {k: {*k.model_fields} for k in FOLDERS}
    best = max(keys, key=lambda kind: len(keys[kind] & tables.keys()))
    if len(keys[best] & tables.keys()) < 2:
        raise TemplateError(
            f"{file}: is neither a programme, an exercise, a stretch, a warm-up, a sport, a topic "
            "nor a pose"
        )
    return best

"""Replaces the roster and writes settings into club.toml, once nothing is wrong with them.

A roster may be of another kind: a workbook, or a CSV. The old one is copied aside first, and
club.toml names the new one last: a run that is killed leaves either roster in force, and both files
there.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePath

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.toml_editing import Value
from runstrong_pdf.errors import OutputError, Problem, RosterError
from runstrong_pdf.files import OWNER_ONLY, remove, write_new, write_whole
from runstrong_pdf.mail.settings import wrong_settings
from runstrong_pdf.roster.editing import check_roster, hold_back
from runstrong_pdf.roster.row_reader import read_roster, read_roster_bytes
from runstrong_pdf.roster.workbook import ENDINGS, is_workbook


@dataclass(frozen=True)
class ReplacedRoster:
    """What `Club.replace_roster` did.

    Attributes:
        file: the roster now.
        kept: where the old one is.
        held_back: people who were hidden or struck out in the workbook before; as a CSV cannot say
            that, it says no in the column `send`, so that they get no mail, as before.
    """

    file: Path
    kept: Path
    held_back: tuple[str, ...] = ()


def replace_roster(
    folder: ClubFolder, content: bytes, name: str
) -> tuple[ClubFolder, ReplacedRoster]:
    """Put another roster in the place of this one; return the folder as it is then, too."""
    check_roster(content, name)
    file = folder.roster_file
    old = read_roster_bytes(file)
    held: tuple[str, ...] = ()
    if is_workbook(old) and not is_workbook(content):
        content, held = hold_back(content, name, read_roster(old, str(file)).rows)
    kept = _free(file.with_stem(f"{file.stem}-before-1"), "-before-")
    place = file.with_suffix(_ending(content, name, file))
    if place == file:
        write_whole(kept, old, mode=OWNER_ONLY)
        folder.write_roster(content)
        return folder, ReplacedRoster(file, kept, held)
    place = _free(place, "-")
    named = PurePath(folder.settings.roster).with_name(place.name).as_posix()
    changed, settings = folder.changed({"roster": named})
    write_new({kept: old, place: content}, mode=OWNER_ONLY)
    changed.write_settings(settings)
    with suppress(OutputError):  # open in a spreadsheet program: it may stay, nothing names it
        remove(file)
    return changed, ReplacedRoster(place, kept, held)


def _ending(content: bytes, name: str, file: Path) -> str:
    """Return how the new roster's file ends: as the old one, if that is of its kind."""
    given = PurePath(name).suffix.lower()
    if is_workbook(content):
        ending = given if given in ENDINGS else ENDINGS[0]
        return file.suffix if file.suffix.lower() == ending else ending
    return ".csv" if file.suffix.lower() in ENDINGS else file.suffix


def _free(file: Path, mark: str) -> Path:
    """Return a path that nothing is at: this one, or with the next number behind a mark."""
    stem = file.stem.removesuffix(f"{mark}1")
    names = (file.with_stem(f"{stem}{mark}{number}") for number in count(2))
    while file.exists() or file.is_symlink():
        file = next(names)
    return file


def write_settings(folder: ClubFolder, changes: Mapping[str, Value]) -> ClubFolder:
    """Write settings as `Club.write_settings` does; return the folder with them."""
    each = ({key: value} for key, value in changes.items())
    if wrong := tuple(problem for one in each for problem in _wrong(folder, one)):
        raise RosterError(wrong)
    changed, content = folder.changed(changes)
    changed.write_settings(content)
    return changed


def _wrong(folder: ClubFolder, changes: Mapping[str, Value]) -> tuple[Problem, ...]:
    """Return what is wrong with a change alone: of several all is to be said."""
    try:
        changed, _ = folder.changed(changes)
    except RosterError as error:
        return error.problems
    return tuple(one for one in wrong_settings(changed.settings) if changes.get(one.field))

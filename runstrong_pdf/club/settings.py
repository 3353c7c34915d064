"""Settings of a club that are written for it: all that is wrong is said first."""

from collections.abc import Mapping

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.settings_text import Value
from runstrong_pdf.errors import Problem, RosterError
from runstrong_pdf.mail.settings import wrong_settings


def write_settings(folder: ClubFolder, changes: Mapping[str, Value]) -> ClubFolder:
    """Write settings into club.toml and return the folder with them.

    Raises:
        RosterError: with all that is wrong with them; nothing was written.
        OutputError: when the file cannot be written.
    """
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

"""A club's folder: club.toml, the roster beside it, and where things are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from runstrong_pdf.cli.wishes import content_of
from runstrong_pdf.errors import RosterError, TemplateError
from runstrong_pdf.library import parse, read_toml
from runstrong_pdf.mail.manifest import settings_digest
from runstrong_pdf.model.club import Club, Problem, Recipient
from runstrong_pdf.roster import each_recipient, read_roster

CLUB_FILE = "club.toml"
OUTPUT = "output"


@dataclass(frozen=True)
class Members:
    """A club and its roster as read."""

    folder: Path
    club: Club
    people: tuple[Recipient, ...]
    problems: tuple[Problem, ...]

    @property
    def output(self) -> Path:
        """The folder for what is made."""
        return self.folder / OUTPUT


def open_club(folder: Path) -> Club:
    """Return the settings in a folder's club.toml. Raises RosterError with every problem."""
    file = folder / CLUB_FILE
    if not file.is_file():
        raise RosterError(
            f"{folder}: there is no {CLUB_FILE} in it", f"runstrong club new {folder}"
        )
    try:
        return parse(Club, read_toml(file), str(file))
    except TemplateError as error:
        raise RosterError(str(error)) from None


def logo_file(club: Club, folder: Path) -> Path | None:
    """Return the club's logo, looked through once for all members, or None where it has none.

    Raises:
        RosterError: where it cannot be used, or lies outside the club's folder, also by a link.
    """
    if not club.logo:
        return None
    file, place = folder / club.logo, f"{folder / CLUB_FILE}: logo: "
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that cannot be
        inside = False
    if not inside:
        raise RosterError(
            f"{place}{club.logo[:60]!r} is not in the club's folder",
            f"copy the picture into {folder}",
        )
    from runstrong_pdf.pdf.logo import read_logo  # noqa: PLC0415  Pillow only where it is used

    try:
        read_logo(file)
    except TemplateError as error:
        raise RosterError(f"{place}{error}", error.remedy) from None
    return file


def settings_mark(club: Club, folder: Path) -> str:
    """Return a mark of all that shapes everybody's sheets: club.toml and the logo."""
    return settings_digest(club, content_of(folder / club.logo) if club.logo else "")


def open_members(folder: Path) -> Members:
    """Return the club and its members. Raises RosterError when a file cannot be read."""
    club = open_club(folder)
    people, problems = read_roster(_content(folder / club.roster), str(folder / club.roster))
    return Members(folder, club, people, problems)


def each_member(
    folder: Path, club: Club, problems: list[Problem], headers: dict[str, str]
) -> Iterator[Recipient]:
    """Yield the members, one by one; add to `problems` and `headers`. Raises RosterError."""
    file = folder / club.roster
    return each_recipient(_content(file), str(file), problems, headers)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RosterError(f"{file}: cannot be read: {error.strerror}") from None

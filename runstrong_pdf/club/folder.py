"""A club's folder: club.toml, read and checked, and where everything else lies."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from runstrong_pdf.errors import (
    OutputError,
    Problem,
    ProblemCollector,
    RosterError,
    TemplateError,
    UsageError,
)
from runstrong_pdf.face import logo_notes
from runstrong_pdf.files import (
    OWNER_ONLY,
    as_named,
    content_digest,
    failing_as,
    links_below,
    way_out,
    write_new,
    write_whole,
)
from runstrong_pdf.library import (
    open_library,
    parse,
    read_toml,
)
from runstrong_pdf.model.club import ClubSettings
from runstrong_pdf.model.fields import FIELDS, ClubKey, Kind
from runstrong_pdf.model.options import read_options
from runstrong_pdf.model.reading import yes_or_no
from runstrong_pdf.model.record import unknown_key
from runstrong_pdf.model.remedies import MAKE_A_CLUB
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.resources import data_folder

if TYPE_CHECKING:
    from runstrong_pdf.roster.row_reader import RosterRow

SETTINGS_FILE, ROSTER_FILE = "club.toml", "roster.csv"
OUTPUT, WEEKS, LEFT, PRINT = "output", "output/weeks", "left", "print"
"""Folders for what is made, sheets of single weeks, plans of people who left, evening handouts."""
PRINT_ALL, SUMMARY, MANIFEST = "print-all.pdf", "summary.csv", "manifest.json"
"""Files that stand in `output` beside the members' own."""
MAIL, SENT, DRY_RUN = "mail", "mail/sent", "mail/dry-run"
"""Folders for copies of messages: of those that went out, and of those that would."""
FAILURES, PREVIEW = "mail/failures.csv", "mail/preview.html"
"""The list of those who were not reached, and the page that shows a dry run."""
LEDGER, UNSUBSCRIBED = "ledger.sqlite", "unsubscribed.txt"
"""The database of who was sent what, and the list of addresses that nothing is sent to."""
RunKind = Literal["make", "mail"]
PROGRESS: Mapping[RunKind, str] = {"make": "progress-make.json", "mail": "progress-mail.json"}
"""The files that say how far a run of a kind is, while it goes on."""
OURS = (
    *(OUTPUT, f"{OUTPUT}/{MANIFEST}", WEEKS, LEFT, PRINT, MAIL, SENT, DRY_RUN, FAILURES, PREVIEW),
    *(LEDGER, UNSUBSCRIBED, *PROGRESS.values()),
)
NUMBERED = ("block-*.json", "ledger-before-*.sqlite")
"""What is read and written in a club's folder beside what club.toml names."""
KEPT_ROSTER = re.compile(r"-before-\d+\.(csv|txt|tsv|xlsx|xlsm)$", re.IGNORECASE)
DEFAULTS = tuple(name for name, one in FIELDS.items() if one.club is ClubKey.DEFAULTS)
"""Options that club.toml has under [defaults], beside `send`."""
AT_TOP = tuple(name for name, one in FIELDS.items() if one.club is ClubKey.TOP)
"""Options that club.toml has above its tables."""


@dataclass(frozen=True)
class ClubFolder:
    """A club's folder, whose club.toml was found to be in order.

    Attributes:
        defaults: what holds for a member whose cell is empty, by the name of the option.
        send: whether members with an email address get mail.
        notes: what is worth knowing about club.toml.
    """

    path: Path
    settings: ClubSettings
    defaults: Mapping[str, object]
    send: bool
    notes: tuple[Problem, ...]

    @property
    def settings_file(self) -> Path:
        """The file club.toml."""
        return self.path / SETTINGS_FILE

    @property
    def roster_file(self) -> Path:
        """The file with the members."""
        return as_named(self.path / self.settings.roster)

    @property
    def output(self) -> Path:
        """The folder for what is made."""
        return self.path / OUTPUT

    @property
    def ledger_file(self) -> Path:
        """The database of who was sent what."""
        return self.path / LEDGER

    @property
    def templates(self) -> str:
        """The folder of the club's own templates; empty for none."""
        return str(self.defaults["templates"])

    def kept_rosters(self) -> list[Path]:
        """Return the rosters that others took the place of."""
        files = self.roster_file.parent.glob("*-before-*.*")
        return sorted(one for one in files if KEPT_ROSTER.search(one.name))

    def digest(self) -> str:
        """Return a digest of all that shapes everybody's sheets: club.toml, logo, next blocks."""
        logo = str(self.defaults["logo"])
        files = [*([Path(logo)] if logo else []), *sorted(self.path.glob("block-*.json"))]
        return self.settings.digest("".join(content_digest(file) for file in files))

    def mails(self, row: "RosterRow") -> bool:
        """Return whether somebody gets mail; where the roster does not say it, the club does."""
        return bool(row.email) and (self.send if row.send is None else row.send)


def rewrite(file: Path, content: bytes) -> None:
    """Write a file that is there; where it is a link, what that leads to. Raises OutputError."""
    with failing_as(OutputError, file, "cannot be written"):
        file = file.resolve()
        mode = file.stat().st_mode & 0o777
    write_whole(file, content, mode=mode)


def create_folder(path: Path) -> tuple[Path, ...]:
    """Make a folder with a club.toml and a roster.csv that work as they are; return both files.

    Raises:
        OutputError: when one of them is there already, or cannot be written; nothing is left then.
    """
    templates = data_folder("templates") / "club"
    files = {path / name: (templates / name).read_bytes() for name in (SETTINGS_FILE, ROSTER_FILE)}
    write_new(files, mode=OWNER_ONLY)
    return tuple(files)


def open_folder(path: Path, paper: str) -> ClubFolder:
    """Return a club's folder.

    Args:
        paper: what is printed on if club.toml does not say it.

    Raises:
        RosterError: with everything that is wrong with club.toml.
    """
    file = path / SETTINGS_FILE
    with failing_as(RosterError, file):
        if path.is_file() or path.name == SETTINGS_FILE:
            text = "is a file, not a club's folder" if path.exists() else "there is no such file"
            remedy = f"name the club's folder: {path.parent}"
            raise RosterError(text, remedy, where=str(path))
        if not file.is_file():
            raise RosterError(f"there is no {SETTINGS_FILE} in it", MAKE_A_CLUB, where=str(path))
    more = (found for names in NUMBERED for found in path.glob(names))
    _stays_inside(path, [file, *(path / name for name in OURS), *more])
    try:
        tables = read_toml(file)
    except TemplateError as error:
        raise RosterError(error.problems) from None
    return folder_of(path, tables, paper)


def folder_of(path: Path, tables: Mapping[str, object], paper: str) -> ClubFolder:
    """Return a club's folder with the settings of a club.toml, read but not checked yet.

    Raises:
        RosterError: with everything that is wrong with it.
    """
    file = path / SETTINGS_FILE
    found, options = ProblemCollector(), ProblemCollector()
    settings, notes = None, list[Problem]()
    with found.collected():
        settings = parse(ClubSettings, tables, str(file))
    given = tables.get("defaults")
    defaults = given if isinstance(given, dict) else {}
    values = _values(tables, defaults, path, paper, options)
    if templates := str(values["templates"]):
        _stays_inside(path, links_below(Path(templates)))
    possible = (*DEFAULTS, "send")
    for key in (key for key in defaults if key not in possible):
        options.problems.append(Problem(f"defaults.{key}", unknown_key(key, possible)))
    send = defaults.get("send", True)
    with options.collected("defaults.send"):
        send = send if isinstance(send, bool) else yes_or_no(str(send))
    typed = str(values.pop("language", ""))
    with options.collected():
        values["language"] = open_library(str(values["templates"])).language_of(typed)
    with options.collected():
        notes += read_options(values).notes
    with options.collected():
        notes += logo_notes(Sheets(logo=str(values["logo"]))) if values["logo"] else ()
    said = {problem.field for problem in found.problems}
    located = [of_club_toml(problem, file) for problem in options.problems]
    found.problems += [problem for problem in located if problem.field not in said]
    found.stop(RosterError)
    assert settings is not None  # noqa: S101  else there was a problem
    return ClubFolder(
        path, settings, values, bool(send), tuple(of_club_toml(one, file) for one in notes)
    )


def _stays_inside(folder: Path, paths: Iterable[Path]) -> None:
    """Raise RosterError with every path that leads out of a club's folder by a symbolic link.

    Whoever hands a folder on must not be able to have a file of its next owner read or mailed.
    """
    links = []
    for path in paths:
        with failing_as(RosterError, path):
            if path.is_symlink():
                links.append((path, way_out(path, folder)))
    text, remedy = "is a link that leads out of the club's folder, to", "put a copy in its place"
    if out := [Problem("", f"{text} {to}", remedy, where=str(path)) for path, to in links if to]:
        raise RosterError(out)


def of_club_toml(problem: Problem, file: Path) -> Problem:
    """Return a problem of an option as one of a club.toml, which has its own names.

    Example:
        >>> of_club_toml(Problem("weeks", "99 is too many"), Path("club.toml")).field
        'defaults.weeks'
    """
    option = "name" if problem.field == "club" else problem.field
    key = f"defaults.{option}" if option in DEFAULTS else option
    return replace(problem, field=key, where=problem.where or str(file))


def _values(
    tables: Mapping[str, object],
    defaults: Mapping[str, object],
    path: Path,
    paper: str,
    found: ProblemCollector,
) -> dict[str, object]:
    """Return the options that club.toml gives, by name; files with the club's folder.

    Args:
        found: takes what is wrong with files, the roster too; they are left out then.
    """
    values = {name: defaults[name] for name in DEFAULTS if name in defaults}
    values |= {name: tables.get(name, "") for name in (*AT_TOP, "name")}
    values["club"] = values.pop("name")
    values["paper"] = values.get("paper") or paper
    for name in (name for name, value in values.items() if value):
        kind, text = FIELDS[name].kind, str(values[name])
        is_file = kind is Kind.PROGRAMME and text.lower().endswith(".toml")
        if is_file or kind in {Kind.FILE, Kind.FOLDER}:
            values[name] = ""
            with found.collected(name):
                values[name] = _inside(path, text)
    with found.collected("roster"):
        _inside(path, str(tables.get("roster", ROSTER_FILE)))
    return values


def _inside(folder: Path, name: str) -> str:
    """Return the path of a file in a club's folder. Raises UsageError where it leads out of it."""
    if target := way_out(folder / name, folder):
        text = f"{name[:60]!r} is not in the club's folder, it leads to {target}"
        raise UsageError(text, f"copy it into {folder}")
    return str(as_named(folder / name))

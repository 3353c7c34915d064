"""Erases one person from a club's folder: roster, plans, lists, copies of mail, ledger.

The ledger is held meanwhile, so that no mail goes out. Ledger and roster come last: a run that is
killed is made good by the next one, which finds the person there. Of messages that may have arrived
the ledger keeps what prevents a second one, without name and address (`Ledger.forget`).
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from runstrong_pdf.club.copier import files_with_names
from runstrong_pdf.club.folder import (
    DRY_RUN,
    FAILURES,
    LEFT,
    MANIFEST,
    PREVIEW,
    PRINT_ALL,
    SUMMARY,
    WEEKS,
    ClubFolder,
    rewrite,
)
from runstrong_pdf.club.ledgers import club_ledger, ledger_entries, old_ledgers, sent_copies
from runstrong_pdf.club.lists import (
    MANIFEST_BEGINS,
    SUMMARY_BEGINS,
    forget_failures,
    read_manifest,
)
from runstrong_pdf.club.next_block import forget_in_blocks
from runstrong_pdf.errors import (
    OutputError,
    Problem,
    RosterError,
    RunstrongError,
    expect,
    plain_line,
)
from runstrong_pdf.files import (
    OWNER_ONLY,
    check_replaceable,
    failing_as,
    file_name,
    remove,
    write_whole,
)
from runstrong_pdf.mail.copies import DIGEST, MessageCopies, without
from runstrong_pdf.mail.ledger import LedgerEntry, open_ledger
from runstrong_pdf.mail.message import MessageKey
from runstrong_pdf.mail.wording import PREVIEW_BEGINS
from runstrong_pdf.model.address import comparable_address, person_key
from runstrong_pdf.model.club import Made, Manifest
from runstrong_pdf.roster.editing import without_rows
from runstrong_pdf.roster.row_reader import RosterRow, read_roster_bytes, read_roster_file

NO_ADDRESS = "no address"
ONE_EACH = "write an address beside one of them in the roster, make the plans again, then go on"


@dataclass(frozen=True)
class Somebody:
    """Whom a name means; `addresses` in small letters, None if the name says it all."""

    name: str
    addresses: frozenset[str] | None = None

    def is_called(self, name: str) -> bool:
        """Whether a name is theirs, however it is written."""
        return person_key(name, "") == person_key(self.name, "")

    def has(self, name: str, address: str) -> bool:
        """Whether a name and an address are theirs."""
        known = self.addresses is None or address.lower() in self.addresses
        return known and self.is_called(name)


@dataclass(frozen=True)
class Traces:
    """What a club's folder knows of one person.

    Attributes:
        rows: of the roster; kept: rosters from before that have them, too.
        plans: their PDFs.
        messages: how many the ledger knows; copies: of messages that went out.
        shared: copies of others with the same address, whose message may have been theirs, too.
        doubtful: PDFs that may be theirs, or those of somebody called alike.
    """

    rows: tuple[int, ...] = ()
    kept: tuple[Path, ...] = ()
    plans: tuple[Path, ...] = ()
    messages: tuple[MessageKey, ...] = field(default=(), repr=False)
    copies: tuple[Path, ...] = ()
    shared: tuple[Path, ...] = ()
    doubtful: tuple[Path, ...] = ()


@dataclass(frozen=True)
class ForgetReport:
    """What `Club.forget` did.

    Attributes:
        files: that were removed, or written without that person.
        problems: what it could not look into, or has left alone.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def somebody(name: str, addresses: Iterable[str] | None) -> Somebody:
    """Return whom a name means, given from outside. Raises UsageError."""
    expect(name=(name, str), addresses=(addresses, "__iter__", None))
    if addresses is None:
        return Somebody(name)
    return Somebody(name, frozenset(str(one).strip().lower() for one in addresses))


def forget(folder: ClubFolder, who: Somebody) -> ForgetReport:
    """Erase somebody, as `Club.forget` does."""
    there = folder.ledger_file.exists()
    if not there:
        ledger_entries(folder)  # says if there should be one
    with club_ledger(folder) if there else nullcontext() as ledger:
        traces = find_traces(folder, who, ledger.entries() if ledger else {})
        roster = _roster_without(folder, traces.rows)
        run = _Run(folder, who, traces)
        run.remove_files()
        run.forget_in_old_ledgers()
        run.forget_in_kept_rosters()
        if ledger and traces.messages:
            ledger.forget(traces.messages)
            run.files.append(folder.ledger_file)
        if roster is not None:
            rewrite(folder.roster_file, roster)
            run.files.append(folder.roster_file)
    return ForgetReport(tuple(run.files), tuple(run.problems))


def find_traces(
    folder: ClubFolder, who: Somebody, entries: Mapping[MessageKey, LedgerEntry]
) -> Traces:
    """Return what there is of somebody, also in the entries of the ledger."""
    rows = read_roster_file(folder.roster_file).rows
    there = (folder.output / MANIFEST).exists()
    manifest = read_manifest(folder) if there else Manifest(settings="", people=())
    people = manifest.people
    messages = {key: one for key, one in entries.items() if who.has(one.name, one.address)}
    theirs = [row for row in rows if who.has(row.name, row.email)]
    made = [one for one in people if who.has(one.name, one.email)]
    known = [(one.name, one.email) for one in rows]
    known += [(one.name, one.email) for one in people]
    known += [(one.name, one.address) for one in entries.values()]
    _check_is_one(who, theirs, known)
    plans, doubtful = _plans(folder, who, {one.file for one in made}, people, known)
    kept = tuple(file for file in folder.kept_rosters() if _rows_in(file, who))
    left_out = [one for one in manifest.left_out if who.has(one.name, one.email)]
    if not (theirs or kept or made or left_out or messages or plans or doubtful):
        _fail_with_likely(who, {name for name, _ in known})
    digests = {key.digest[:DIGEST] for key in messages}
    addresses = {comparable_address(one.address) for one in messages.values()}
    near = {
        key.digest[:DIGEST]
        for key, one in entries.items()
        if key not in messages and comparable_address(one.address) in addresses
    }
    copies = tuple(sent_copies(folder).files())
    return Traces(
        rows=tuple(row.row for row in theirs),
        kept=kept,
        plans=plans,
        messages=tuple(messages),
        copies=tuple(file for file, digest, _ in copies if digest in digests),
        shared=tuple(file for file, digest, _ in copies if digest in near - digests),
        doubtful=doubtful,
    )


def _rows_in(file: Path, who: Somebody) -> list[int] | None:
    """Return somebody's rows in a roster from before; None if it cannot be read."""
    try:
        return [one.row for one in read_roster_file(file).rows if who.has(one.name, one.email)]
    except RunstrongError:
        return None


def _check_is_one(who: Somebody, rows: list[RosterRow], known: list[tuple[str, str]]) -> None:
    """Raise RosterError if several people may be meant."""
    addresses = {address.lower() for name, address in known if who.is_called(name)}
    if who.addresses is None and len(addresses) > 1:
        said = ", ".join(address or NO_ADDRESS for address in sorted(addresses))
        text = f"there is more than one {plain_line(who.name)!r}, or with several addresses: "
        raise RosterError(text + plain_line(said), "say which of the addresses are meant")
    twice = [row for row in rows if sum(one.email == row.email for one in rows) > 1]
    if twice:
        said = ", ".join(str(row.row) for row in twice)
        raise RosterError(f"rows {said} cannot be told apart by name and address", ONE_EACH)


def _fail_with_likely(who: Somebody, names: Iterable[str]) -> None:
    """Raise RosterError for a name that nobody has, with one that is nearly so."""
    near = get_close_matches(who.name, sorted(names), 1, 0.75)
    text = f"nothing is known of {plain_line(who.name)[:80]!r}"
    if who.addresses is not None:
        text += f" with {', '.join(one or NO_ADDRESS for one in sorted(who.addresses))}"
    text += "".join(f"; did you mean {name}?" for name in near)
    raise RosterError(plain_line(text))


def _plans(
    folder: ClubFolder,
    who: Somebody,
    own: set[str],
    people: Iterable[Made],
    known: Iterable[tuple[str, str]],
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return somebody's PDFs, and those that are called alike where others may be, too.

    Args:
        own: names of the files that the manifest says are theirs.
        people: all for whom there is a plan.
        known: everybody's name and address.
    """
    stem = file_name(who.name)
    called_so = re.compile(rf"{re.escape(stem)}(-\d+)?\.pdf")
    others = {one.file for one in people} - own
    shared = any(file_name(name) == stem and not who.has(name, email) for name, email in known)
    certain = [folder.output / name for name in sorted(own)]
    alike = [
        file
        for place in (folder.output, folder.path / LEFT)
        for file in _files(place)
        if called_so.fullmatch(file.name) and file not in certain
        if place == folder.path / LEFT or file.name not in others
    ]
    certain = [file for file in certain if file.exists()]
    return (tuple(certain), tuple(alike)) if shared else ((*certain, *alike), ())


def _files(folder: Path) -> list[Path]:
    with failing_as(OutputError, folder):
        return sorted(folder.iterdir()) if folder.is_dir() else []


def _roster_without(folder: ClubFolder, rows: tuple[int, ...]) -> bytes | None:
    """Return the roster without some rows, None for as it is. Raises RosterError."""
    if not rows:
        return None
    file = folder.roster_file
    try:
        return without_rows(read_roster_bytes(file), str(file), rows)
    except RosterError as error:
        said = ", ".join(map(str, rows))
        by_hand = Problem(
            "",
            f"row {said} can only be taken out by your spreadsheet program",
            "take it out, save the file, then the same again for everything else",
            where=str(file),
        )
        raise RosterError([by_hand, *error.problems]) from None


class _Run:
    """What one run removes.

    Attributes:
        files: that are gone, or were written without that person.
        problems: what was left alone.
    """

    def __init__(self, folder: ClubFolder, who: Somebody, traces: Traces) -> None:
        self._folder, self._who, self._traces = folder, who, traces
        self.files: list[Path] = []
        self.problems = [
            Problem("", "may be theirs, or of somebody called alike", "look", "warning", str(file))
            for file in traces.doubtful
        ]

    def remove_files(self) -> None:
        """Remove their plans, what others share with them and can be made again, and copies."""
        folder, who = self._folder, self._who
        rows = read_roster_file(folder.roster_file).rows
        others = [row.name for row in rows if row.row not in self._traces.rows]
        if not any(map(who.is_called, others)):
            self.files += forget_in_blocks(folder, who.is_called)
        self.problems += MessageCopies(folder.path / DRY_RUN).clear()
        if forget_failures(failures := folder.path / FAILURES, who.has):
            self.files.append(failures)
        self._remove(folder.path / PREVIEW, PREVIEW_BEGINS)
        mailed = (file for file in _files(folder.path / WEEKS) if file.suffix == ".pdf")
        collected = (folder.output / PRINT_ALL, *files_with_names(folder), *mailed)
        for file in (*self._traces.plans, *collected):
            self._remove(file)
        self._remove(folder.output / SUMMARY, SUMMARY_BEGINS)
        self._remove(folder.output / MANIFEST, MANIFEST_BEGINS)  # after all that it tells of
        for file in self._traces.shared:
            if rest := without(file, who.has):
                write_whole(file, rest, mode=OWNER_ONLY)
                self.files.append(file)
        for file in self._traces.copies:
            remove(file)
            self.files.append(file)

    def forget_in_old_ledgers(self) -> None:
        """Do in ledgers that were kept as in the one that is used."""
        for file in old_ledgers(self._folder):
            try:
                with open_ledger(file) as ledger:
                    found = ledger.entries().items()
                    keys = [key for key, e in found if self._who.has(e.name, e.address)]
                    if keys:
                        ledger.forget(keys)
                        self.files.append(file)
            except RunstrongError:
                self._may_hold(file)

    def forget_in_kept_rosters(self) -> None:
        """Take them out of rosters from before."""
        for file in self._folder.kept_rosters():
            rows, content = _rows_in(file, self._who), b""
            with suppress(RosterError):
                content = without_rows(read_roster_bytes(file), str(file), rows) if rows else b""
            if content:
                write_whole(file, content, mode=OWNER_ONLY)
                self.files.append(file)
            elif rows != []:
                self._may_hold(file)

    def _may_hold(self, file: Path) -> None:
        """Note a file that could not be looked into."""
        text = "cannot be read, and may hold the name"
        remedy = "if it is no longer needed, remove it"
        self.problems.append(Problem("", text, remedy, "warning", str(file)))

    def _remove(self, file: Path, begins: bytes = b"") -> None:
        """Remove a file of ours; note that one of somebody else's stays."""
        if not file.exists():
            return
        try:
            check_replaceable(file, begins=begins)
        except OutputError as error:
            self.problems += [Problem("", f"stays: {error}", severity="warning")]
            return
        remove(file)
        self.files.append(file)

"""The next block of a whole club: what everybody's plan leaves, and who sent a filled PDF back.

`block-2.json` in the club's folder says where everybody goes on; `make` takes it from there. It is
made once for a block. Later runs only add what came back since, so that the roster can be
changed for the new block without losing what the old one was.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.members import NOTHING, OURS, MemberList, read_members
from runstrong_pdf.errors import Problem, RosterError, UsageError, errors_in
from runstrong_pdf.files import (
    OWNER_ONLY,
    FileNamer,
    comparable,
    failing_as,
    is_folder,
    read_file,
    write_whole,
)
from runstrong_pdf.model.plan import After
from runstrong_pdf.model.record import Record
from runstrong_pdf.progress import Progress
from runstrong_pdf.template_cache import TemplateCache

if TYPE_CHECKING:
    from runstrong_pdf.done import Done

FIRST, LAST = 2, 99
"""The first block that comes after another one, and the last that there can be."""
FILE = re.compile(r"block-([1-9][0-9]?)\.json")
LARGEST = 32 * 1024 * 1024
"""Bytes that such a file may have."""
ANEW = "remove it, and make the block again"
RENAME = "give it the name of the member's own file in output/, if it is theirs"


class WayOn(Record):
    """Where one member goes on.

    Attributes:
        code: of the plan before; after: place in the list of what plans leave.
        filled: whether it is from a PDF that came back.
    """

    code: str
    after: Annotated[int, Field(ge=0)]
    filled: bool = False


class BlockFile(Record):
    """What one such file says: members by name; who is not in it begins anew."""

    version: Literal[1] = 1
    block: Annotated[int, Field(ge=FIRST, le=LAST)]
    afters: tuple[After, ...]
    members: dict[str, WayOn]


def block_file(folder: ClubFolder, number: int) -> Path:
    """Return the file of a block."""
    return folder.path / f"block-{number}.json"


def current_block(folder: ClubFolder) -> int:
    """Return the number of the block that a club is in: 1 if there is no file."""
    names = (FILE.fullmatch(file.name) for file in folder.path.glob("block-*.json"))
    return max((int(name[1]) for name in names if name), default=1)


def read_block(folder: ClubFolder, number: int) -> BlockFile:
    """Return where everybody goes on in a block. Raises RosterError."""
    file = block_file(folder, number)
    content = read_file(file, LARGEST, RosterError, "list of members")
    try:
        found = BlockFile.model_validate_json(content)
    except ValidationError:
        raise RosterError("is not as the program wrote it", ANEW, where=str(file)) from None
    if any(way.after >= len(found.afters) for way in found.members.values()):
        raise RosterError("is not as the program wrote it", ANEW, where=str(file))
    return found


def ways_on(folder: ClubFolder, number: int) -> dict[str, str]:
    """Return what the block before leaves to each member, as JSON; nothing in the first block."""
    if number < FIRST:
        return {}
    found = read_block(folder, number)
    said = [after.model_dump_json() for after in found.afters]
    return {name: said[way.after] for name, way in found.members.items()}


def current_members(
    folder: ClubFolder, cache: TemplateCache, asked: Mapping[str, object] = NOTHING
) -> MemberList:
    """Return the members of a club in the block that it is in, as `read_members` does."""
    return read_members(folder, cache, ways_on(folder, current_block(folder)), asked)


@dataclass(frozen=True)
class NextReport:
    """What `Club.next_block` did.

    Attributes:
        block: its number; file: where it is kept.
        members: how many go on; filled: names of those whose PDF came back and counts.
        problems: files that could not be matched or read, and what is worth knowing.
    """

    block: int
    file: Path
    members: int
    filled: tuple[str, ...]
    problems: tuple[Problem, ...]


def make_block(
    folder: ClubFolder,
    cache: TemplateCache,
    progress: Progress,
    sent: Path | None,
    block: int | None,
) -> NextReport:
    """Write where everybody goes on in the next block, as `Club.next_block` does."""
    last = current_block(folder)
    number = max(last, FIRST) if block is None else block
    if not FIRST <= number <= last + 1:
        text = f"{number} is not possible: the club is in block {last}"
        raise UsageError(text, f"choose {FIRST} to {last + 1}", field="block")
    known = read_block(folder, number) if number <= last else None
    listed = read_members(folder, cache, ways_on(folder, number - 1))
    if errors := errors_in(listed.problems):
        raise RosterError(errors)
    now = known or _as_printed(listed, number, progress)
    found = _Sent(now, listed)
    if sent is not None and not is_folder(sent):
        raise UsageError(f"there is no folder {str(sent)[:60]!r}", field="sent")
    with failing_as(UsageError, sent or ""):
        files = sorted(sent.iterdir()) if sent else []
    for file in files:
        if not file.name.startswith("."):
            found.read(file)
    now = found.result()
    path = block_file(folder, number)
    _write_block(path, now)
    notes = (*listed.problems, *_notes(listed), *found.problems)
    return NextReport(number, path, len(now.members), tuple(sorted(found.names)), notes)


def _as_printed(listed: MemberList, number: int, progress: Progress) -> BlockFile:
    """Return where everybody goes on whose plan was done as printed."""
    from runstrong_pdf.planning.after import after_plan  # noqa: PLC0415  the planner; a quarter

    afters, ways = list[After](), dict[str, WayOn]()
    for done, (key, job) in enumerate(listed.jobs.items(), 1):
        plan = job.planned()
        ways[key] = WayOn(code=plan.code, after=_place(after_plan(plan), afters))
        progress(done, len(listed.jobs), "planning")
    members = {member.name: ways[member.template] for member in listed.members}
    for name in _ambiguous(listed):
        del members[name]
    return BlockFile(block=number, afters=tuple(afters), members=members)


def _place(after: After, afters: list[After]) -> int:
    """Return the place in the list of what a plan leaves, which is added if it is new."""
    if after not in afters:
        afters.append(after)
    return afters.index(after)


def _ambiguous(listed: MemberList) -> set[str]:
    """Return names that several members have who train differently."""
    asked = {(member.name, member.cells) for member in listed.members}
    counts = Counter(name for name, _ in asked)
    return {name for name, many in counts.items() if many > 1}


def _notes(listed: MemberList) -> Iterator[Problem]:
    """Yield names of several people who train differently; and that old dates still stand there."""
    for name in sorted(_ambiguous(listed)):
        text = f"several members are called {name!r} and train differently: they begin anew"
        yield Problem("name", text, "tell them apart in the roster", "warning", where=listed.file)

    if any(member.person.start for member in listed.members):
        text = "the sheets have the start that roster and club.toml say"
        yield Problem("start", text, "change it for the new block, then make again", "note")


def forget_in_blocks(folder: ClubFolder, is_theirs: Callable[[str], bool]) -> Iterator[Path]:
    """Take somebody out of all blocks; yield the files that were written anew.

    What only their plan left goes, too. Raises RosterError and OutputError.
    """
    for number in range(FIRST, current_block(folder) + 1):
        file = block_file(folder, number)
        if not file.exists():
            continue
        found = read_block(folder, number)
        members = {name: way for name, way in found.members.items() if not is_theirs(name)}
        if len(members) < len(found.members):
            used = sorted({way.after for way in members.values()})
            renumbered = {
                name: way.model_copy(update={"after": used.index(way.after)})
                for name, way in members.items()
            }
            afters = tuple(found.afters[place] for place in used)
            _write_block(file, found.model_copy(update={"afters": afters, "members": renumbered}))
            yield file


def _write_block(file: Path, block: BlockFile) -> None:
    write_whole(file, block.model_dump_json(exclude_defaults=True).encode(), mode=OWNER_ONLY)


class _Sent:
    """Takes PDFs that came back, each for the member whose file and plan it is, or for nobody.

    Attributes:
        names: of those whose PDF counts; problems: why others do not.
    """

    def __init__(self, now: BlockFile, listed: MemberList) -> None:
        self._now = now
        self._afters = list(now.afters)
        self._members = dict(now.members)
        self._owners = {comparable(member.file): member for member in listed.members}
        self._alike = Counter(_file_name(member.name) for member in listed.members)
        self.names = {name for name, way in now.members.items() if way.filled}
        self.problems: list[Problem] = []

    def read(self, file: Path) -> None:
        """Take one file."""
        try:
            name, done = self._owner_and_done(file)
        except UsageError as error:
            located = error.located(where=str(file)).problems
            self.problems += [replace(one, field="", severity="warning") for one in located]
        else:
            self._take(file, name, done)

    def result(self) -> BlockFile:
        """Return where everybody goes on now."""
        changed = {"afters": tuple(self._afters), "members": self._members}
        return self._now.model_copy(update=changed)

    def _owner_and_done(self, file: Path) -> "tuple[str, Done]":
        """Return whose plan a file is, and what was done of it. Raises UsageError for nobody's."""
        owner = self._owners.get(comparable(file.name))
        if owner is None:
            raise UsageError("no member's file is called so", RENAME)
        name = owner.name
        if self._alike[_file_name(name)] > 1 or owner.file != _file_name(name):
            text = f"may be that of {name!r} or of somebody called alike"
            raise UsageError(text, "tell them apart in the roster")
        if name not in self._members:
            raise UsageError(f"{name!r} has no block before this one")
        from runstrong_pdf.done import read_done  # noqa: PLC0415  of what every club command loads

        done, code = read_done(file), self._members[name].code
        if done.note.code != code:
            raise UsageError(f"is plan {done.note.code}, but {name!r} was given {code}", RENAME)
        return name, done

    def _take(self, file: Path, name: str, done: "Done") -> None:
        place = _place(done.after, self._afters)
        self._members[name] = WayOn(code=done.note.code, after=place, filled=True)
        self.names.add(name)
        self.problems += _told(done, name, str(file))


def _told(done: "Done", name: str, where: str) -> Iterator[Problem]:
    """Yield what of a PDF that came back somebody should look at."""
    for one in done.unclear:
        text = f"{one.field}: {one.said[:40]!r} is not certain; counts as {one.counts_as}"
        yield Problem("", text, "", "warning", where)
    for row in (row for row in done.left_out if row.why == "hurts"):
        out = f"the next block leaves {row.printed.exercise} out"
        yield Problem("", f"{row.field}: {row.said[:40]!r}: {out}", "", "warning", where)
    for one in done.hurt_before:
        text = f"{one.field}: {one.said[:40]!r} is of a week that does not count"
        yield Problem("", text, "leave out what still hurts, in the roster", "warning", where)
    if done.offer:
        text = f"{name}: {done.push_ups} push-ups open the level {done.offer}"
        yield Problem("level", text, "write it into the roster", "note", where)


def _file_name(name: str) -> str:
    """Return how somebody's file is called if nobody else's is called alike."""
    return FileNamer(".pdf", OURS).name(name)

"""The messages of a club: who is to get what, in whose words; checked, made one at a time."""

import datetime as dt
import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from runstrong_pdf.club.folder import WEEKS, ClubFolder
from runstrong_pdf.club.lists import LARGEST, read_manifest
from runstrong_pdf.club.status import History, without_unsubscribed
from runstrong_pdf.errors import (
    MailError,
    Problem,
    TemplateError,
    UsageError,
    errors_in,
    plain_line,
    shown,
)
from runstrong_pdf.files import comparable, failing_as, path_of, read_file
from runstrong_pdf.library import LARGEST_TEMPLATE, Library, open_library, read_text
from runstrong_pdf.mail.ledger import LedgerEntry
from runstrong_pdf.mail.message import Message, MessageKey, Sender, compose, message_key
from runstrong_pdf.mail.settings import sender_of
from runstrong_pdf.mail.wording import PARTS, MessageTexts, check_message_texts
from runstrong_pdf.model.address import (
    address_problem,
    comparable_address,
    name_and_address,
    person_key,
)
from runstrong_pdf.model.club import Family, Made, Manifest, options_digest
from runstrong_pdf.model.fields import FIELDS
from runstrong_pdf.model.remedies import MAKE_AGAIN
from runstrong_pdf.progress import Progress
from runstrong_pdf.roster.row_reader import RosterRow, read_roster_file

AUTO = "auto"
"""Stands for the week of everybody's plan that today lies in."""
MOST_WEEKS = int(FIELDS["weeks"].high or 0)
CHANGED = "has changed since the plans were made"
LARGEST_FAMILY = 6
"""People in one message: a Message-ID must fit on one line."""
MAIL = "mail"
NO_PLAN, NO_ROW = "there is no plan for this row yet", "is no longer on the roster"


@dataclass(frozen=True)
class Outbox:
    """Everything that can go out of one club's folder.

    Attributes:
        members: whom there is a plan for.
        everybody: what there is for them, also for those who get it on paper: their plans, or the
            sheets of a week for those whose plan has it.
        made: the same without those whose row has changed since.
        texts: what they are written.
        left_out: why they are left out.
    """

    folder: ClubFolder
    texts: "ClubTexts"
    members: tuple[Made, ...]
    everybody: tuple[Made, ...]
    made: tuple[Made, ...]
    left_out: tuple[Problem, ...] = ()

    @cached_property
    def sender(self) -> Sender:
        """Who writes. Raises MailError."""
        return sender_of(self.folder.settings)

    def history(self, entries: Mapping[MessageKey, LedgerEntry]) -> History:
        """Return what a ledger says of these people."""
        return History(entries, self.members)

    def wanted(
        self, only: Path | str | None = None
    ) -> tuple[tuple[Made, ...], tuple[Problem, ...]]:
        """Return those who get mail, each person and content once; and rows that name nobody.

        Args:
            only: a list such as failures.csv, which names some of them; None for all.

        Raises:
            MailError: when the list cannot be read, or nobody on it gets mail.
        """
        all_of_them = tuple({message_key(one): one for one in self.made if one.send}.values())
        if only is None:
            return all_of_them, ()
        file = path_of(only, "only")
        roster = read_roster_file(file, MailError)
        problems = [*errors_in(roster.problems)]
        unread, found = {one.row for one in problems}, set[int]()
        for row in roster.rows:
            if row.row not in unread:
                matching, why = _matching(row, all_of_them)
                found |= matching
                if why:
                    problems.append(Problem("", why, where=str(file), row=row.row))
        if problems and not found:
            raise MailError(problems)
        return tuple(made for made in all_of_them if made.row in found), tuple(problems)

    def called(self, name: str, people: tuple[Made, ...]) -> tuple[Made, ...]:
        """Return who of some people has a name, or its beginning. Raises UsageError for nobody."""
        typed, keys = _comparable_name(name), {made: _comparable_name(made.name) for made in people}
        found = [made for made in people if keys[made] == typed]
        found = found or [made for made in people if typed and keys[made].startswith(typed)]
        if not found:
            text = f"nobody who gets mail is called {shown(name)}"
            raise UsageError(text, "write the name as it stands in the roster", field="who")
        return tuple(found)

    def families(self, people: Iterable[Made]) -> list[Family]:
        """Return who gets a message together, in the order of the first of each.

        Those are people with the same address, if the club wants that, whose messages have the
        same words, the same week and the same address for answers; else everybody alone.
        """
        most = LARGEST_FAMILY if self.folder.settings.mail.family else 1
        alike: dict[tuple[object, ...], list[list[Made]]] = {}
        found = []
        for made in people:
            address, words = comparable_address(made.email), id(self.texts.of(made))
            same = alike.setdefault((address, words, self._reply_to(made), made.week), [])
            if not same or len(same[-1]) == most:
                same.append([])
                found.append(same[-1])
            same[-1].append(made)
        return [tuple(family) for family in found]

    def message(self, family: Family, now: dt.datetime, *, to_self: bool = False) -> bytes:
        """Return one finished message. Raises MailError when a PDF is not what was made.

        Args:
            to_self: write what these people would get to the sender instead.
        """
        message = self.words(family, now)
        if to_self:
            message = replace(
                message,
                to=tuple(
                    replace(
                        one,
                        key=replace(one.key, person=f"to self {now.isoformat()} {one.key.person}"),
                        address=self.sender.address,
                    )
                    for one in message.to
                ),
                subject=f"[to yourself] {message.subject}",
            )
        sender = replace(self.sender, reply_to=self._reply_to(family[0]))
        return compose(message, sender, map(self._pdf, family), now)

    def words(self, family: Family, now: dt.datetime) -> Message:
        """Return what these people are written, in the words of their group, level or language."""
        return self.texts.of(family[0]).message(family, self.folder.settings, now)

    def messages(
        self,
        families: Sequence[Family],
        now: dt.datetime,
        wrong: list[Problem],
        progress: Progress,
        what: str,
        stop: threading.Event | None = None,
    ) -> Iterator[tuple[Family, bytes]]:
        """Make every message once and yield it.

        Args:
            wrong: takes what is wrong with address, PDF or size of messages that cannot go.
            progress: told how far it is, with `what`.
            stop: makes no more once it is set.
        """
        done, total = 0, sum(map(len, families))
        for family in families:
            if stop and stop.is_set():
                return
            yield from self._able(family, now, wrong)
            done += len(family)
            progress(done, total, what)

    def problem_with(self, made: Made, message: str, remedy: str = "") -> Problem:
        """Return what is wrong with somebody's message; nothing in it steers a terminal."""
        text = f"{plain_line(made.name)} <{plain_line(made.email)}>: {message}"
        return Problem("", text, remedy, where=str(self.folder.roster_file), row=made.row)

    def _reply_to(self, made: Made) -> str:
        """Return where answers go; those of a group may go elsewhere."""
        return self._group_replies.get(comparable(made.group), self.sender.reply_to)

    @cached_property
    def _group_replies(self) -> dict[str, str]:
        groups = self.folder.settings.mail.reply_to_group
        return {comparable(group): name_and_address(to)[1] for group, to in groups.items()}

    def _able(
        self, family: Family, now: dt.datetime, wrong: list[Problem]
    ) -> Iterator[tuple[Family, bytes]]:
        """Yield a message, if it can go; a family whose message cannot is written to one by one."""
        try:
            yield family, self._checked(family, now)
        except MailError as error:
            if len(family) == 1:
                wrong.append(self.problem_with(family[0], str(error), MAKE_AGAIN))
                return
            for made in family:
                yield from self._able((made,), now, wrong)

    def _checked(self, family: Family, now: dt.datetime) -> bytes:
        for made in family:
            if problem := address_problem(made.email):
                raise MailError(problem)
        message, most = self.message(family, now), self.folder.settings.mail.largest_mb
        if len(message) > most * 1e6:
            text = f"the message has {size(len(message))}, at most {most:g} MB are allowed"
            raise MailError(f"{text} (largest_mb)")
        return message

    def _pdf(self, made: Made) -> bytes:
        file = (self.folder.path / WEEKS if made.week else self.folder.output) / made.file
        pdf = read_file(file, LARGEST, MailError, "plan", MAKE_AGAIN)
        if hashlib.sha256(pdf).hexdigest() != made.sha256:
            raise MailError("is not the file that was made", MAKE_AGAIN, where=str(file))
        return pdf


def open_outbox(folder: ClubFolder, *, hidden: bool, skip_problems: bool = False) -> Outbox:
    """Return what can go out. Raises MailError if roster or club.toml have changed since.

    Args:
        hidden: also to those whose row is hidden in the roster or struck out.
        skip_problems: leave out the rows that have changed, and go on.
    """
    made = read_manifest(folder)
    changed = tuple(_changed_rows(folder, made))
    stopping = [] if skip_problems else list(changed)
    if folder.digest() != made.settings:
        stopping.insert(0, Problem("", CHANGED, MAKE_AGAIN, where=str(folder.settings_file)))
    if stopping:
        raise MailError(stopping)
    rows = {one.row for one in changed}
    everybody = tuple(
        one if hidden or not one.hidden else one.model_copy(update={"send": False})
        for one in without_unsubscribed(folder, made.people)
    )
    people = tuple(one for one in everybody if one.row not in rows)
    return Outbox(folder, club_texts(folder), everybody, everybody, people, changed)


def _changed_rows(folder: ClubFolder, made: Manifest) -> Iterator[Problem]:
    """Yield the rows of the roster that have changed since the plans were made. Raises RosterError.

    Mail goes to nobody but those whom the roster names now, and no plan that is no longer theirs.
    """
    then = {
        one.row: (
            *(one.name, one.printed or one.name, one.email, one.group),
            *(one.send, one.hidden, one.asked),
        )
        for one in made.people
    }
    roster = read_roster_file(folder.roster_file)
    now = {
        one.row: (
            *(one.name, one.print_name or one.name, one.email, one.group),
            *(folder.mails(one), one.hidden, options_digest(one.options)),
        )
        for one in roster.rows
    }
    wrong = {one.row: one for one in reversed(errors_in(roster.problems))}
    for row in sorted(then.keys() | now.keys()):
        if then.get(row) != now.get(row):
            text = CHANGED if {row} <= then.keys() & now.keys() else NO_PLAN
            text = text if row in now else NO_ROW
            if text == NO_PLAN and row in wrong:
                text += f", as {wrong[row].label or wrong[row].field}: {wrong[row].message}"
            yield Problem("", text, MAKE_AGAIN, where=str(folder.roster_file), row=row)


def _matching(row: RosterRow, people: tuple[Made, ...]) -> tuple[set[int], str]:
    """Return the rows of those whom a list means, by name and address; or why that is nobody."""
    name = _comparable_name(row.name)
    namesakes = [made for made in people if _comparable_name(made.name) == name]
    found = [made for made in namesakes if made.email.lower() == row.email.lower()]
    if not row.email and len(namesakes) == 1:
        found = namesakes
    why = ""
    if not namesakes:
        why = f"{row.name!r} does not get mail by the roster, or is unsubscribed"
    elif not found and not row.email:
        why = f"several people are called {row.name!r}; the list needs their addresses, too"
    elif not found:
        why = f"{row.name!r} has another address in the roster than {row.email}"
    return {made.row for made in found}, why


def _comparable_name(name: str) -> str:
    return person_key(name, "").removesuffix(" <>")


def size(count: int) -> str:
    """Return a number of bytes as people read it.

    Example:
        >>> size(450_000), size(2_250_000)
        ('450 KB', '2.2 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"


def read_week(typed: int | str) -> int | None:
    """Return the number of a week as somebody gave it, None for `auto`; 0 is whole plans, "0" none.

    Raises:
        UsageError: when it is neither.
    """
    if typed == 0:
        return 0
    text = str(typed).strip().lower()
    if text == AUTO:
        return None
    if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= MOST_WEEKS:
        return int(text)
    message = f"{shown(typed)} is not possible: 1 to {MOST_WEEKS}, or {AUTO}"
    raise UsageError(message, field="week")


# -- the words -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClubTexts:
    """The texts of every message.

    Attributes:
        library: the templates, in the club's own language.
        own: what club.toml itself writes, by part.
        kinds: by group, level or language the parts that are for those alone: what stands in a
            folder of that name below `mail/` in the club's templates.
    """

    library: Library
    own: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, str]]
    _kept: dict[tuple[str, str], MessageTexts] = field(default_factory=dict, compare=False)

    def of(self, made: Made) -> MessageTexts:
        """Return what somebody is written; the same object for all who are written the same.

        Of a group's, a level's and a language's own parts the first there are go before all
        others; then come those of club.toml, those of the club's templates, the language's.
        """
        names = (comparable(name) for name in (made.group, made.level, made.language))
        kind = next((name for name in names if name in self.kinds), "")
        there = made.language in self._languages
        language = made.language if there else self.library.language
        if (language, kind) not in self._kept:
            general = self.general(language)
            special = self.kinds.get(kind, {})
            self._kept[language, kind] = replace(general, parts={**general.parts, **special})
        return self._kept[language, kind]

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        """What the library has words in; looked up once for all messages."""
        return self.library.languages()

    def general(self, language: str) -> MessageTexts:
        """Return the texts of a language. Raises TemplateError."""
        library = self.library.in_language(language)
        parts = {
            part: self.own.get(part)
            or read_text(library.path_in_language(f"{MAIL}/{part}.txt"), LARGEST_TEMPLATE)
            for part in PARTS
        }
        frame = read_text(library.path(f"{MAIL}/frame.html"), LARGEST_TEMPLATE)
        return MessageTexts(parts, frame, library.texts(library.language))


def club_texts(folder: ClubFolder) -> ClubTexts:
    """Return the texts of a club. Raises MailError when one of them cannot be used."""
    settings = folder.settings
    library = open_library(folder.templates).in_language(str(folder.defaults["language"]))
    own = {**settings.texts.model_dump(), "subject": settings.mail.subject}
    try:
        kinds = {
            comparable(kind.name): {
                file.stem: read_text(file, LARGEST_TEMPLATE)
                for file in sorted(kind.glob("*.txt"))
                if file.stem in PARTS
            }
            for kind in _folders(folder)
        }
        texts = ClubTexts(library, own, {kind: parts for kind, parts in kinds.items() if parts})
        general = texts.general(library.language)
    except TemplateError as error:
        raise MailError(error.problems) from error
    for parts in (general.parts, *kinds.values()):
        check_message_texts(parts)
    return texts


def _folders(folder: ClubFolder) -> list[Path]:
    """Return the folders below `mail/` in the club's own templates."""
    mail = Path(folder.templates) / MAIL
    with failing_as(MailError, mail):
        if not folder.templates or not mail.is_dir():
            return []
        return sorted(path for path in mail.iterdir() if path.is_dir())

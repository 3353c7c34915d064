"""The messages of a club: who is to get what, checked, made one at a time; their copies."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.lists import LARGEST, MAKE_AGAIN, read_manifest
from runstrong_pdf.errors import MailError, OutputError, Problem, TemplateError, plain_line
from runstrong_pdf.files import OWNER_ONLY, failing_as, make_folder, path_of, read_file, write_whole
from runstrong_pdf.library import LARGEST_TEMPLATE, open_library, read_text
from runstrong_pdf.mail.message import Sender, compose, message_key
from runstrong_pdf.mail.settings import sender_of
from runstrong_pdf.mail.wording import PARTS, MessageTexts, check_message_texts
from runstrong_pdf.model.address import address_problem
from runstrong_pdf.model.club import Made, Manifest, options_digest
from runstrong_pdf.roster import read_roster_file

CHANGED = "has changed since the plans were made"
PART = ".part"
"""Ending of a copy whose message has not been answered for."""
COPY = re.compile(r".*-[0-9a-f]{8}\.eml(\.part)?")
"""What copies are called."""


@dataclass(frozen=True)
class Outbox:
    """Everything that can go out of one club's folder.

    Attributes:
        made: everybody that there is a plan for, also those who get it on paper.
    """

    folder: ClubFolder
    texts: MessageTexts
    made: tuple[Made, ...]

    @cached_property
    def sender(self) -> Sender:
        """Who writes. Raises MailError."""
        return sender_of(self.folder.settings)

    def wanted(self, only: Path | str | None = None) -> tuple[Made, ...]:
        """Return those who get mail, each person and content once.

        Args:
            only: a list such as failures.csv, which names some of them; None for all.

        Raises:
            MailError: for a name on the list that gets no mail.
        """
        everybody = tuple({message_key(one): one for one in self.made if one.send}.values())
        if only is None:
            return everybody
        names = {row.name for row in read_roster_file(path_of(only, "only"), MailError).rows}
        if strangers := sorted(names - {made.name for made in everybody}):
            text = "{!r} does not get mail by the roster"
            raise MailError(Problem("", text.format(name), where=str(only)) for name in strangers)
        return tuple(made for made in everybody if made.name in names)

    def message(self, made: Made, now: dt.datetime, *, to_self: bool = False) -> bytes:
        """Return one finished message. Raises MailError when its PDF is not what was made.

        Args:
            to_self: write what this person would get to the sender instead.
        """
        message = self.texts.message(made, self.folder.settings, now)
        if to_self:
            message = replace(
                message,
                key=replace(message.key, person=f"to self {now.isoformat()} {message.key.person}"),
                address=self.sender.address,
                subject=f"[to yourself] {message.subject}",
            )
        return compose(message, self.sender, self._pdf(made), now)

    def checked(self, people: Iterable[Made], now: dt.datetime) -> Iterator[tuple[Made, bytes]]:
        """Make every message once and yield it.

        Raises:
            MailError: at the end, with every wrong address, attachment and size.
        """
        problems = []
        for made in people:
            try:
                yield made, self._checked(made, now)
            except MailError as error:
                problems.append(self.problem_with(made, str(error), MAKE_AGAIN))
        if problems:
            raise MailError(problems)

    def problem_with(self, made: Made, message: str, remedy: str = "") -> Problem:
        """Return what is wrong with somebody's message; nothing in it steers a terminal."""
        text = f"{plain_line(made.name)} <{plain_line(made.email)}>: {message}"
        return Problem("", text, remedy, where=str(self.folder.roster_file), row=made.row)

    def _checked(self, made: Made, now: dt.datetime) -> bytes:
        if problem := address_problem(made.email):
            raise MailError(problem)
        message, most = self.message(made, now), self.folder.settings.mail.largest_mb
        if len(message) > most * 1e6:
            text = f"the message has {size(len(message))}, at most {most:g} MB are allowed"
            raise MailError(f"{text} (largest_mb)")
        return message

    def _pdf(self, made: Made) -> bytes:
        file = self.folder.output / made.file
        pdf = read_file(file, LARGEST, MailError, "plan", MAKE_AGAIN)
        if hashlib.sha256(pdf).hexdigest() != made.sha256:
            raise MailError("is not the file that was made", MAKE_AGAIN, where=str(file))
        return pdf


def open_outbox(folder: ClubFolder, *, hidden: bool) -> Outbox:
    """Return what can go out. Raises MailError if roster or club.toml have changed since.

    Args:
        hidden: also to those whose row is hidden in the roster or struck out.
    """
    made, problems = read_manifest(folder), list[Problem]()
    if folder.digest() != made.settings:
        problems.append(Problem("", CHANGED, MAKE_AGAIN, where=str(folder.settings_file)))
    problems += _changed_rows(folder, made)
    if problems:
        raise MailError(problems)
    people = (
        one if hidden or not one.hidden else one.model_copy(update={"send": False})
        for one in made.people
    )
    return Outbox(folder, _texts(folder), tuple(people))


def _changed_rows(folder: ClubFolder, made: Manifest) -> Iterator[Problem]:
    """Yield the rows of the roster that have changed since the plans were made. Raises RosterError.

    Mail goes to nobody but those whom the roster names now, and no plan that is no longer theirs.
    """
    then = {one.row: (one.name, one.email, one.send, one.hidden, one.asked) for one in made.people}
    now = {
        one.row: (one.name, one.email, folder.mails(one), one.hidden, options_digest(one.options))
        for one in read_roster_file(folder.roster_file).rows
    }
    for row in sorted(then.keys() | now.keys()):
        if then.get(row) != now.get(row):
            yield Problem("", CHANGED, MAKE_AGAIN, where=str(folder.roster_file), row=row)


def size(count: int) -> str:
    """Return a number of bytes as people read it.

    Example:
        >>> size(450_000), size(2_250_000)
        ('450 KB', '2.2 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"


def _texts(folder: ClubFolder) -> MessageTexts:
    """Return the texts: club.toml's, else those of the club's templates, else the shipped ones."""
    library, settings = open_library(folder.templates), folder.settings
    own = {**settings.texts.model_dump(), "subject": settings.mail.subject}
    try:
        parts = {
            part: own.get(part) or read_text(library.path(f"mail/{part}.txt"), LARGEST_TEMPLATE)
            for part in PARTS
        }
        frame = read_text(library.path("mail/frame.html"), LARGEST_TEMPLATE)
    except TemplateError as error:
        raise MailError(error.problems) from error
    check_message_texts(parts)
    return MessageTexts(parts, frame, library.texts(str(folder.defaults["language"])))


# -- copies ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MessageCopies:
    """A folder of .eml files, such as `mail/sent`.

    Attributes:
        folder: made when the first copy is written.
    """

    folder: Path

    def clear(self) -> tuple[Problem, ...]:
        """Remove the copies of an earlier run; say what else is there, and stays.

        Raises:
            OutputError: when one of them cannot be removed.
        """
        with failing_as(OutputError, self.folder, "cannot be emptied"):
            there = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
            for file in there:
                if COPY.fullmatch(file.name):
                    file.unlink()
        others = [file.name for file in there if not COPY.fullmatch(file.name)]
        if not others:
            return ()
        some = ", ".join(others[:5]) + (", ..." if len(others) > 5 else "")
        text = f"these are not from here, and stay: {some}"
        return (Problem("", text, severity="note", where=str(self.folder)),)

    def keep(self, made: Made, message: bytes, ending: str = "") -> None:
        """Write a copy; with the ending `PART` if its message has yet to go. Raises OutputError."""
        make_folder(self.folder, private=True)
        write_whole(self._file(made, ending), message, mode=OWNER_ONLY)

    def finish(self, made: Made, *, kept: bool) -> None:
        """Give a copy its name, or remove it if its message did not go out. Raises OutputError."""
        part = self._file(made, PART)
        with failing_as(OutputError, part, "cannot be renamed"):
            if kept and part.exists():
                part.replace(self._file(made))
            else:
                part.unlink(missing_ok=True)

    def _file(self, made: Made, ending: str = "") -> Path:
        stem = made.file.removesuffix(".pdf")
        return self.folder / f"{stem}-{message_key(made).digest[:8]}.eml{ending}"

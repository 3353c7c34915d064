"""The messages of a club's folder: who is to get what, checked, made one at a time."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from runstrong_pdf.cli.club.folder import CLUB_FILE, OUTPUT, open_members, settings_mark
from runstrong_pdf.cli.club.languages import language_of
from runstrong_pdf.cli.library import open_library
from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.manifest import NAME, changed_rows, read_manifest
from runstrong_pdf.mail.message import MessageKey, Sender, compose, described, message_key
from runstrong_pdf.mail.settings import sender_of
from runstrong_pdf.mail.wording import PARTS, MessageTexts, check_message_texts
from runstrong_pdf.model.address import address_problem
from runstrong_pdf.model.club import Club, Made, Manifest
from runstrong_pdf.roster import read_roster

MOST_LINES = 30
"""Problems that are listed; one more line says how many there are besides."""


@dataclass(frozen=True)
class Outgoing:
    """Everything that can go out of one club's folder.

    Attributes:
        made: everybody that there is a plan for, also those who get it on paper.
    """

    folder: Path
    output: Path
    club: Club
    wording: MessageTexts
    made: tuple[Made, ...]

    @cached_property
    def sender(self) -> Sender:
        """Who writes. Raises MailError."""
        return sender_of(self.club)

    @property
    def wanted(self) -> tuple[Made, ...]:
        """Those who get mail, each person and content once."""
        return tuple({message_key(one): one for one in self.made if one.send}.values())

    def message(self, made: Made, now: dt.datetime) -> bytes:
        """Return one finished message. Raises MailError when its PDF is not what was made."""
        return compose(
            self.wording.message(made, self.club, now), self.sender, self._pdf(made), now
        )

    def message_to_self(self, made: Made, now: dt.datetime) -> bytes:
        """Return the message that this person would get, written to the sender instead."""
        message = self.wording.message(made, self.club, now)
        message = replace(
            message,
            key=MessageKey(f"to self {now.isoformat()} {message.key.person}", message.key.content),
            address=self.sender.address,
            subject=f"[to yourself] {message.subject}",
        )
        return compose(message, self.sender, self._pdf(made), now)

    def check(self, people: tuple[Made, ...], now: dt.datetime) -> Iterator[tuple[Made, bytes]]:
        """Make every message once and yield it.

        Raises:
            MailError: at the end, with every wrong address, attachment and size.
        """
        wrong = []
        for made in people:
            problem = address_problem(made.email)
            try:
                message = b"" if problem else self.message(made, now)
            except MailError as error:
                problem, message = str(error), b""
            problem = problem or self._too_large(message)
            if problem:
                wrong.append(f"{described(made)}: {problem}")
            else:
                yield made, message
        if wrong:
            raise MailError(shortened(wrong), f"mend the roster, then {_make(self.folder)}")

    def _too_large(self, message: bytes) -> str:
        most = self.club.mail.largest_mb
        if len(message) <= most * 1e6:
            return ""
        return f"the message has {size(len(message))}, at most {most:g} MB are allowed (largest_mb)"

    def _pdf(self, made: Made) -> bytes:
        file, again = self.output / made.file, f"{_make(self.folder)}, then this command again"
        try:
            pdf = file.read_bytes()
        except OSError as error:
            raise MailError(f"{file}: cannot be read: {error.strerror}", again) from None
        if hashlib.sha256(pdf).hexdigest() != made.sha256:
            raise MailError(f"{file}: is not the file that was made", again)
        return pdf


def open_outgoing(folder: Path) -> Outgoing:
    """Return what can go out. Raises MailError where the roster has changed since."""
    members = open_members(folder)
    club, made = members.club, read_made(folder)
    changed = changed_rows(made.people, members.people, send=club.defaults.send, where=club.roster)
    lines = [str(problem) for problem in changed]
    if settings_mark(club, folder) != made.settings:
        lines.insert(0, f"{CLUB_FILE}: has changed since the plans were made")
    if lines:
        raise MailError(shortened(lines), _make(folder))
    return Outgoing(folder, members.output, club, _wording(club, folder), made.people)


def read_made(folder: Path) -> Manifest:
    """Return what was made for everybody. Raises MailError."""
    file = folder / OUTPUT / NAME
    try:
        return read_manifest(file.read_bytes(), _make(folder))
    except OSError:
        raise MailError(f"{file}: there is nothing made yet", _make(folder)) from None


def _make(folder: Path) -> str:
    return f"runstrong club make {folder}"


def _wording(club: Club, folder: Path) -> MessageTexts:
    """Return the texts: club.toml's, else those of the club's templates, else the shipped ones."""
    library = open_library(str(folder / club.templates) if club.templates else "")
    own = {**club.texts.model_dump(), "subject": club.mail.subject}
    try:
        parts = {
            part: own.get(part) or library.path(f"mail/{part}.txt").read_text(encoding="utf-8")
            for part in PARTS
        }
        language = language_of(club.defaults.language, library.languages())
        frame = library.path("mail/frame.html").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise MailError(f"templates/mail: cannot be read: {error}") from error
    check_message_texts(parts)
    return MessageTexts(parts, frame, library.texts(language))


def only(file: Path, people: tuple[Made, ...]) -> tuple[Made, ...]:
    """Return those whom a file such as failures.csv names. Raises MailError for an unknown name."""
    try:
        named, _ = read_roster(file.read_bytes(), str(file))
    except OSError as error:
        raise MailError(f"{file}: cannot be read: {error.strerror}") from None
    names = {one.name for one in named}
    if strangers := sorted(names - {made.name for made in people}):
        lines = [f"{file}: {name!r} does not get mail by the roster" for name in strangers]
        raise MailError(shortened(lines))
    return tuple(made for made in people if made.name in names)


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"


def shortened(lines: list[str]) -> str:
    """Return lines as one text, the first ones and how many there are besides."""
    more = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], *([f"and {more} more"] if more > 0 else [])])

"""A club: its roster with every problem beside its cell, making, and mail that is safe.

Everything is read anew from the folder: several tabs, a reload or a crash change nothing.
"""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runstrong_pdf import (
    FIELDS,
    Club,
    Kind,
    OutputError,
    Problem,
    RosterTable,
    RunstrongError,
    TemplateCache,
    UsageError,
    languages,
)
from runstrong_pdf.errors import counted, errors_in
from runstrong_pdf.files import read_file
from runstrong_pdf.web.answers import DrawingQueue, file, picture, uploaded, whole_number
from runstrong_pdf.web.runs import Kind as RunKind
from runstrong_pdf.web.runs import Run, Runs, Work, became, run_data, status_data
from runstrong_pdf.web.showing import Show, problem_data

LARGEST_FILE = 256 * 1024 * 1024
LARGEST_LETTER = 64 * 1024 * 1024
MOST_CHANGES = 20_000
UPLOADS = ("/club/roster", "/club/cells")
PRINT_ALL = "print-all.pdf"


@dataclass
class ClubPages:
    """The routes of a club; `paper` is what is printed on if club.toml does not say it."""

    folder: Path
    show: Show
    paper: str
    cache: TemplateCache
    queue: DrawingQueue
    runs: Runs = field(default_factory=Runs)

    def routes(self) -> Iterator[Route]:
        """Yield every route of it."""
        yield Route("/club", self.page)
        yield Route("/club/table", self.table)
        yield Route("/club/preview", self.preview)
        yield Route("/club/cells", self.cells, methods=["POST"])
        yield Route("/club/roster", self.roster, methods=["POST"])
        yield Route("/club/settings", self.settings, methods=["POST"])
        yield Route("/club/run", self.run)
        yield Route("/club/make", self.make, methods=["POST"])
        yield Route("/club/stop", self.stop, methods=["POST"])
        yield Route("/club/print-all.pdf", self.print_all)
        yield Route("/club/plans.zip", self.plans)
        yield Route("/club/status", self.status)
        yield Route("/club/letters", self.letters)
        yield Route("/club/dry-run", self.dry_run, methods=["POST"])
        yield Route("/club/to-self", self.to_self, methods=["POST"])
        yield Route("/club/send", self.send, methods=["POST"])

    def _club(self) -> Club:
        return Club.open(self.folder, paper=self.paper, cache=self.cache)

    async def page(self, asked: WebRequest) -> Response:
        """Show the club."""
        try:
            club = self._club()
        except RunstrongError as error:
            title = "This club's folder is not in order yet"
            return self.show.problems(asked, error, title, here="club")
        return self.show(
            asked,
            "club.html",
            here="club",
            club=club.settings.name,
            folder=str(self.folder),
            settings=settings_of(club),
        )

    async def settings(self, asked: WebRequest) -> Response:
        """Write settings into club.toml, all of them or none, and return those that hold then."""
        typed = await said_in(asked)

        def written(_: object) -> dict[str, str]:
            club = self._club()
            club.write_settings(changes_of(club, typed))
            return {one.name: one.value for one in settings_of(club)}

        return JSONResponse(await self.queue.made(asked, written))

    # -- the roster -------------------------------------------------------------------------------

    async def table(self, asked: WebRequest) -> Response:
        """Return the roster cell by cell, and every problem with its place."""
        return JSONResponse(await self.queue.made(asked, lambda _: self._table()))

    def _table(self) -> dict[str, object]:
        club = self._club()
        table = club.roster_table()
        return table_data(table, club.check(drawn=False))

    async def cells(self, asked: WebRequest) -> Response:
        """Write cells, in the file's own format."""
        digest, cells, without = changes_in(await said_in(asked))

        def written(_: object) -> dict[str, object]:
            self._club().write_roster(digest, cells, without)
            return self._table()

        return JSONResponse(await self.queue.made(asked, written))

    async def roster(self, asked: WebRequest) -> Response:
        """Put another roster in the place of this one; the old one is kept beside it."""
        content, name = await uploaded(asked)

        def replaced(_: object) -> dict[str, object]:
            done = self._club().replace_roster(content, name)
            return {**self._table(), "kept": done.kept.name, "held_back": done.held_back}

        return JSONResponse(await self.queue.made(asked, replaced))

    async def preview(self, asked: WebRequest) -> Response:
        """Return a page of a member's plan as a picture."""
        row = whole_number(asked.query_params.get("row", "1"))
        return await picture(
            asked, self.queue, lambda page, dpi, _: self._club().preview(row, page, dpi=dpi)
        )

    # -- long work --------------------------------------------------------------------------------

    async def run(self, _: WebRequest) -> Response:
        """Say how far the work is that goes on, here or in another window."""
        return JSONResponse({"run": run_data(self.runs.last), "elsewhere": self._elsewhere()})

    def _elsewhere(self) -> list[str]:
        """Return what goes on in another window, in words."""
        last = self.runs.last
        if last and not last.ended:
            return []
        return [f"{one.step} {one.done} of {one.total}" for one in self._club().runs() if one.alive]

    def _begin(self, kind: RunKind, work: Work) -> Response:
        if self._elsewhere() or not (number := self.runs.begin(kind, work)):
            raise UsageError("something else is going on", "wait until it has ended, or stop it")
        return JSONResponse({"begun": number})

    async def make(self, asked: WebRequest) -> Response:
        """Begin to make everybody's plans."""
        skip = (await said_in(asked)).get("skip_problems") is True

        def work(run: Run) -> str:
            club = self._club()
            wrong = errors_in(club.check(drawn=False))
            if wrong and not skip:  # at once, before anything is drawn
                raise RunstrongError(wrong)
            report = club.make(progress=run.tell, stop=run.stop, skip_problems=skip)
            run.problems = report.problems
            made = f"{report.made} made, {report.up_to_date} up to date"
            left = f", {counted(report.left_out, 'row')} left out" if report.left_out else ""
            return ("Stopped: " if report.stopped else "") + made + left

        return self._begin("make", work)

    async def stop(self, _: WebRequest) -> Response:
        """Let what goes on end."""
        self.runs.stop()
        return JSONResponse({"stopping": True})

    async def print_all(self, asked: WebRequest) -> Response:
        """Return everybody's sheets for the copier."""

        def made(_: object) -> tuple[bytes, str]:
            return self._made(PRINT_ALL), PRINT_ALL

        return await file(asked, self.queue, self.show, made, shown=True)

    async def plans(self, asked: WebRequest) -> Response:
        """Return everybody's PDF in one file."""
        return await file(asked, self.queue, self.show, lambda _: (self._zip(), "plans.zip"))

    def _made(self, name: str) -> bytes:
        """Return a file that was made; its name is one of ours, never a browser's."""
        return read_file(self._club().folder / "output" / name, LARGEST_FILE, OutputError)

    def _zip(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:  # a PDF is packed already
            for one in filter(lambda made: made.file, self._club().status()):
                packed.writestr(one.file, self._made(one.file))
        return out.getvalue()

    # -- mail -------------------------------------------------------------------------------------

    async def status(self, asked: WebRequest) -> Response:
        """Say where everybody's plan stands, and who would get a message now."""
        skip = asked.query_params.get("skip_problems") == "yes"

        def found(_: object) -> dict[str, object]:
            club = self._club()
            due, changed = _due(club, skip=skip)
            return {
                "people": [status_data(one) for one in club.status()],
                "due": due,
                "changed": changed,
                "server": club.settings.mail.host,
            }

        return JSONResponse(await self.queue.made(asked, found))

    async def dry_run(self, asked: WebRequest) -> Response:
        """Begin to write every message that would be sent."""
        given = await said_in(asked)
        changed, skip = (given.get(name) is True for name in ("changed", "skip_problems"))

        def work(run: Run) -> str:
            report = self._club().dry_run(progress=run.tell, changed=changed, skip_problems=skip)
            run.problems = report.problems
            return f"{counted(report.messages, 'letter')} written to be read; nothing was sent"

        return self._begin("dry-run", work)

    async def letters(self, asked: WebRequest) -> Response:
        """Return the letters of the dry run: whom to and what about, or the words of one."""
        number = asked.query_params.get("number")

        def read(_: object) -> object:
            files = sorted((self._club().folder / "mail" / "dry-run").glob("*.eml"))
            if number is None:
                return [letter_data(file, words=False) for file in files]
            place = whole_number(number)
            return letter_data(files[place], words=True) if place < len(files) else {}

        return JSONResponse(await self.queue.made(asked, read))

    async def to_self(self, asked: WebRequest) -> Response:
        """Begin to send the first letter to oneself."""
        given = await said_in(asked)

        def work(run: Run) -> str:
            self._club().send_to_self(1, **_sending(run, given))
            return "One letter was sent to you"

        return self._begin("to-self", work)

    async def send(self, asked: WebRequest) -> Response:
        """Begin to send, if as many were typed as are to get one."""
        given = await said_in(asked)
        due, changed = _due(self._club(), skip=given.get("skip_problems") is True)
        resent = changed if given.get("changed") is True else 0
        many = due + resent
        if not many:
            raise UsageError("there is nobody to send to")
        typed = given.get("recipients")
        if type(typed) is not int or typed != many:
            raise UsageError(f"{many} people are to get a letter; type that number to send")

        def work(run: Run) -> str:
            report = self._club().send(changed=resent, **_sending(run, given))
            run.problems = report.problems
            return ("Stopped: " if report.stopped else "") + became(run)

        return self._begin("send", work)


def _sending(run: Run, given: Mapping[str, object]) -> dict[str, Any]:
    """Return what sending is given by a run, and by what a page said."""
    of_run = {"listener": run, "stop": run.stop, "progress": run.tell}
    skip = given.get("skip_problems") is True
    return {**of_run, "password": str(given.get("password", "")), "skip_problems": skip}


def _due(club: Club, *, skip: bool) -> tuple[int, int]:
    """Return how many would get a message now; and how many more have another plan already."""
    due = Counter(one.state == "changed" for one in club.due(changed=True, skip_problems=skip))
    return due[False], due[True]


async def said_in(asked: WebRequest) -> dict[str, object]:
    """Return what a page said. Raises UsageError for what no page of ours says."""
    try:
        found = json.loads(await asked.body() or b"{}")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UsageError("that is nothing this page says")
    return found


def changes_in(said: dict[str, object]) -> tuple[str, dict[tuple[int, int], str], list[int]]:
    """Return digest, cells and rows to take out. Raises UsageError for anything else."""
    match said:
        case {"digest": str(digest), "cells": list(cells), "without": list(without)} if (
            len(cells) + len(without) <= MOST_CHANGES
        ):
            changes = {}
            for cell in cells:
                match cell:
                    case [int(row), int(column), str(text)]:
                        changes[row, column] = text
                    case _:
                        raise UsageError("that is no cell")
            return digest, changes, [row for row in without if isinstance(row, int)]
        case _:
            raise UsageError("that is nothing this page says")


def table_data(table: RosterTable, problems: tuple[Problem, ...]) -> dict[str, object]:
    """Return a roster as the page's script reads it; each problem has the place of its column."""
    told = [
        {**data, "column": _column(table, one)}
        for one, data in zip(problems, problem_data(problems), strict=True)
    ]
    return {
        "headings": table.headings,
        "columns": table.columns,
        "choices": [choices_of(column) for column in table.columns],
        "rows": [[number, *cells] for number, cells in table.rows.items()],
        "digest": table.digest,
        "problems": told,
    }


def choices_of(column: str) -> tuple[str, ...]:
    """Return what can be chosen in a column; empty where all sorts of things can be said.

    Example:
        >>> choices_of("units"), choices_of("name")
        (('kg', 'lb'), ())
    """
    if column == "language":
        return tuple(languages().values())
    field = FIELDS.get(column)
    return field.choices if field and field.kind is Kind.CHOICE else ()


def _column(table: RosterTable, problem: Problem) -> int:
    """Return the place of the column that a problem is about; -1 for none."""
    if problem.field in table.columns:
        return table.columns.index(problem.field)
    return table.headings.index(problem.label) if problem.label in table.headings else -1


def letter_data(file: Path, *, words: bool) -> dict[str, object]:
    """Return whom a letter is to and what it is about; its words too, if they are asked for."""
    content = read_file(file, LARGEST_LETTER, OutputError)
    letter = message_from_bytes(content, EmailMessage, policy=policy.default)
    found: dict[str, object] = {name: str(letter[name] or "") for name in ("to", "from", "subject")}
    if words:
        body = letter.get_body(("plain",))
        found["words"] = body.get_content() if body else ""
        found["files"] = [part.get_filename() or "" for part in letter.iter_attachments()]
    return found


# -- the settings that the page asks for -----------------------------------------------------------

SECURITY = {"starttls": "STARTTLS, port 587", "tls": "TLS, port 465"}
"""How the connection to the server is encrypted, as providers call it."""


class Setting(NamedTuple):
    """A setting of club.toml as the page asks for it; the rest of the file stays as it is.

    Attributes:
        name: of its control; key: of club.toml, which what is wrong with it names.
        choices: what is possible and how it is said; empty for what is typed.
    """

    name: str
    key: str
    label: str
    help: str
    value: str
    choices: Mapping[str, str] = MappingProxyType({})


def settings_of(club: Club) -> tuple[Setting, ...]:
    """Return the settings as they are now; a password is never one of them."""
    one, mail = club.settings, club.settings.mail
    return (
        Setting("name", "name", "Name of the club", "On every sheet, and in the mail.", one.name),
        Setting("sender_address", "mail.from", "Mail comes from", "Your address.",
                mail.sender_address),
        Setting("sender_name", "", "Name beside it", "Empty for the club itself.",
                mail.sender_name),
        Setting("host", "mail.host", "Mail server",
                "Such as smtp.gmail.com; your provider names it.", mail.host),
        Setting("security", "mail.security", "Encryption", "", mail.security, SECURITY),
        Setting("port", "mail.port", "Port", "Empty for the usual one.", str(mail.port or "")),
        Setting("user", "mail.user", "User name there", "Nearly always your whole address.",
                mail.user),
    )  # fmt: skip


def changes_of(club: Club, typed: Mapping[str, object]) -> dict[str, str | int | None]:
    """Return what was typed as changes of club.toml; what is no setting of the page is left out."""
    mail = club.settings.mail
    given = {name: " ".join(text.split()) for name, text in typed.items() if isinstance(text, str)}
    changes: dict[str, str | int | None] = {}
    if "name" in given:
        changes["name"] = given["name"]
    if not given.keys().isdisjoint({"sender_name", "sender_address"}):
        name = given.get("sender_name", mail.sender_name)
        address = given.get("sender_address", mail.sender_address)
        changes["mail.from"] = f"{name} <{address}>" if name else address
    if "port" in given:
        port = given["port"]
        changes["mail.port"] = int(port) if port.isdecimal() and len(port) < 9 else port or None
    return changes | {f"mail.{k}": given[k] for k in ("host", "security", "user") if k in given}

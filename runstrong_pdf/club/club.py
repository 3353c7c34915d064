"""The public face of a club: a folder with a club.toml and a roster.

What most of its methods need not is loaded when it is used: no command needs all.
"""

import datetime as dt
import sys
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from runstrong_pdf.club.folder import create_folder, open_folder, rewrite
from runstrong_pdf.club.ledgers import (
    BounceReport,
    RebuildReport,
    ledger_entries,
    note_bounces,
    rebuild_ledger,
)
from runstrong_pdf.club.lists import read_manifest
from runstrong_pdf.club.status import (
    DeliveryStatus,
    DueRule,
    History,
    RunState,
    SendListener,
    due,
    runs,
    shown_to_others,
    statuses,
    without_unsubscribed,
)
from runstrong_pdf.errors import Problem, expect
from runstrong_pdf.files import path_of
from runstrong_pdf.model.club import ClubSettings
from runstrong_pdf.progress import Progress, no_progress
from runstrong_pdf.template_cache import TemplateCache, cache_of


class _LaterModule:
    """A module of this package that is loaded when something of it is used.

    Annotations may name its classes, too: `typing.get_type_hints` finds them.
    """

    def __init__(self, name: str) -> None:
        self._name = f"runstrong_pdf.{name}"

    def __getattr__(self, name: str) -> object:
        """Return something of the module."""
        return getattr(import_module(self._name), name)


HERE = ("changing", "copier", "executors", "forget", "make", "next_block", "outbox", "send")
LATER = (
    *(f"club.{name}" for name in HERE),
    *("mail.sending", "roster.editing", "roster.row_reader"),
)
"""Modules that are loaded when something of them is used."""
if TYPE_CHECKING:
    from runstrong_pdf.club import (
        changing,
        copier,
        executors,
        forget,
        make,
        next_block,
        outbox,
        send,
    )
    from runstrong_pdf.mail import sending
    from runstrong_pdf.roster import editing, row_reader
else:
    globals().update({name.rpartition(".")[2]: _LaterModule(name) for name in LATER})

QUIET = SendListener()
"""Takes note of nothing."""


class Club:
    r"""A running club: one roster, a plan for everybody, mail that is safe by default.

    It is opened as `Club.open` says. Whatever takes long tells `progress(done, total, what)` how
    far it is, and ends early once `stop` is set: what was begun is finished, nothing is
    half-written, and the next run goes on from there.

    Example:
        >>> from pathlib import Path
        >>> from runstrong_pdf import Club
        >>> files = Club.create("our-club")
        >>> roster = Path("our-club/roster.csv")
        >>> _ = roster.write_text("name,edition,kit\nZoë,stretching,band\nJo,stretching,bnad\n")
        >>> club = Club.open("our-club")
        >>> for problem in club.check():
        ...     print(f"row {problem.row}, {problem.field}: {problem.message}")
        row 3, kit: 'bnad' is not known; did you mean band? possible: chair, band, anchor, dumbbells
        >>> _ = roster.write_text("name,edition,kit\nZoë,stretching,band\nJo,stretching,band\n")
        >>> report = club.make()
        >>> report.made, [file.name for file in report.files]
        (2, ['summary.csv', 'manifest.json', 'print-all.pdf'])
        >>> club.make().up_to_date
        2
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        paper: str = "a4",
        cache: TemplateCache | Path | str | None = None,
    ) -> None:
        expect(paper=(paper, str))
        self._folder = open_folder(path_of(folder, "folder"), paper)
        self._cache = cache_of(cache)

    @classmethod
    def create(cls, folder: Path | str) -> tuple[Path, ...]:
        """Make a folder with a club.toml and a roster.csv that work as they are; return both.

        Raises:
            OutputError: when one of them is there already.

        Example:
            >>> [file.name for file in Club.create("riverside")]
            ['club.toml', 'roster.csv']
        """
        return create_folder(path_of(folder, "folder"))

    @classmethod
    def open(
        cls,
        folder: Path | str,
        *,
        paper: str = "a4",
        cache: TemplateCache | Path | str | None = None,
    ) -> Self:
        """Return the club of a folder.

        Args:
            paper: what is printed on if club.toml does not say it.
            cache: where compiled templates are kept, also as a folder; None for the user's own one.

        Raises:
            RosterError: with everything that is wrong with club.toml.

        Example:
            >>> _ = Club.create("hill-runners")
            >>> Club.open("hill-runners").settings.name
            'Our Running Club'
        """
        return cls(folder, paper=paper, cache=cache)

    @property
    def folder(self) -> Path:
        """Where the club's files lie."""
        return self._folder.path

    @property
    def settings(self) -> ClubSettings:
        """What club.toml says."""
        return self._folder.settings

    def roster(self) -> "row_reader.Roster":
        """Return the roster as it is now. Raises RosterError when it is no table at all."""
        return row_reader.read_roster_file(self._folder.roster_file)

    def roster_table(self) -> "editing.RosterTable":
        """Return the roster as it stands in its file, cell by cell.

        Raises:
            RosterError: when it is no table at all.

        Example:
            >>> _ = Club.create("lane-runners")
            >>> Club.open("lane-runners").roster_table().rows[2][:2]
            ('Your Name', 'you@example.org')
        """
        file = self._folder.roster_file
        return editing.roster_table(row_reader.read_roster_bytes(file), str(file))

    def write_roster(
        self,
        digest: str,
        cells: Mapping[tuple[int, int], str] = MappingProxyType({}),
        without: Collection[int] = (),
    ) -> "editing.RosterTable":
        """Write cells of the roster, in its own format; everything else in it stays as it is.

        Args:
            digest: of the table that the changes are of.
            cells: by the number of the row and the place of the column, from 0; a row that is not
                there comes last.
            without: rows to take out.

        Raises:
            RosterError: when the file has changed meanwhile, only a spreadsheet program can write
                that, such as over a formula, or a letter cannot be written; nothing was changed.
            OutputError: when it cannot be written.

        Example:
            >>> _ = Club.create("track-runners")
            >>> club = Club.open("track-runners")
            >>> table = club.roster_table()
            >>> table = club.write_roster(table.digest, {(2, 0): "Zoë"}, without={3})
            >>> [row[0] for row in table.rows.values()]
            ['Zoë', "Jürgen O'Neill"]
        """
        expect(digest=(digest, str), cells=(cells, Mapping), without=(without, Collection))
        file = self._folder.roster_file
        content = editing.changed_roster(
            row_reader.read_roster_bytes(file), str(file), digest, cells, without
        )
        rewrite(file, content)
        return editing.roster_table(content, str(file))

    def replace_roster(self, content: bytes, name: str) -> "changing.ReplacedRoster":
        r"""Put another roster in the place of this one, which is kept beside it.

        Where it is of another kind, club.toml names the new file from then on. Who was hidden or
        struck out in a workbook gets no mail by the CSV after it, either.

        Args:
            content: the bytes of a CSV or XLSX file.
            name: of the file, for its ending.

        Raises:
            RosterError: when it cannot be read as a roster, or club.toml is written in a way that
                it cannot be named in it; nothing was changed.
            OutputError: when it cannot be written.

        Example:
            >>> _ = Club.create("moor-runners")
            >>> done = Club.open("moor-runners").replace_roster(b"name\nZoe\n", "new.csv")
            >>> done.file.name, done.kept.name
            ('roster.csv', 'roster-before-1.csv')
        """
        expect(content=(content, bytes), name=(name, str))
        self._folder, done = changing.replace_roster(self._folder, content, name)
        return done

    def write_settings(self, changes: Mapping[str, str | int | None]) -> None:
        """Write settings into club.toml, in place: comments and everything else stay as they are.

        Args:
            changes: values by the key with its table, such as `name` or `mail.host`; None takes
                one out.

        Raises:
            RosterError: with all that is wrong with them, each with its key, or when one stands in
                the file in a way that cannot be changed so; nothing was written.
            OutputError: when the file cannot be written.

        Example:
            >>> _ = Club.create("fell-runners")
            >>> club = Club.open("fell-runners")
            >>> club.write_settings({"name": "Fell Runners", "mail.port": 2525})
            >>> club.settings.name, club.settings.mail.port
            ('Fell Runners', 2525)
        """
        expect(changes=(changes, Mapping))
        self._folder = changing.write_settings(self._folder, changes)

    def preview(self, row: int, page: int = 1, *, dpi: int = 96) -> bytes:
        """Return a page of the plan of the member in a row as a PNG; nothing is written.

        Args:
            row: as the spreadsheet counts.
            page: from 1.
            dpi: dots an inch, 10 to 600.

        Raises:
            UsageError: when nobody in that row can be given a plan, or there is no such page.

        Example:
            >>> _ = Club.create("wood-runners")
            >>> Club.open("wood-runners").preview(2, dpi=20)[1:4]
            b'PNG'
        """
        expect(row=(row, range(10**7)), page=(page, range(1, 10**6)), dpi=(dpi, range(10, 601)))
        return make.preview_page(self._folder, self._cache, row, page, dpi)

    def check(
        self,
        *,
        progress: Progress = no_progress,
        jobs: int = 0,
        dask: str = "",
        drawn: bool = True,
        today: dt.date | None = None,
        stop: threading.Event | None = None,
    ) -> tuple[Problem, ...]:
        """Return every problem of every row, notes first; nothing is written.

        Whether everybody's lines fit shows in their templates, which are drawn for that.

        Args:
            jobs: how many processes to use; 0 for as many as are worth it.
            dask: address of a Dask scheduler to work on; empty for this computer.
            drawn: whether it looks if everybody's lines fit, which takes longer.
            today: the day, to tell also whose weeks up to a race would have begun already.

        Returns:
            What was found; what was found until then, if it was stopped.

        Raises:
            RosterError: when the roster is no table at all.
            UsageError: when the Dask scheduler cannot be reached.

        Example:
            >>> _ = Club.create("lake-runners")
            >>> Club.open("lake-runners").check()
            ()
        """
        expect(today=(today, dt.date, None))
        work = self._work(progress, jobs, dask, stop)
        return make.check_members(self._folder, work, today, drawn=drawn)

    def left(self, *, move: bool = False) -> "make.LeftReport":
        """Return the plans in `output` of people who are no longer on the roster.

        Args:
            move: also move them into the folder `left`.

        Raises:
            RosterError: when a row has an error: whose plan is whose cannot be said then.
            OutputError: when one cannot be moved.
        """
        return make.plans_left(self._folder, self._cache, move=move)

    def make(
        self,
        *,
        progress: Progress = no_progress,
        jobs: int = 0,
        dask: str = "",
        print_all: bool = True,
        skip_problems: bool = False,
        hidden: bool = False,
        today: dt.date | None = None,
        stop: threading.Event | None = None,
    ) -> "make.MakeReport":
        """Make a PDF for everybody, the lists, and a file for the copier; only what has changed.

        Args:
            jobs, dask, today: as for `check`.
            print_all: whether to make print-all.pdf: everybody's sheets, without form fields.
            skip_problems: leave out the rows that have an error, and make all others.
            hidden: print-all.pdf also has those whose row is hidden in the roster or struck out.

        Raises:
            RosterError: with all that `check` returns, if there is an error; nothing is written.
            OutputError: when files could not be written; all others are there.
            UsageError: when the Dask scheduler cannot be reached.

        Example:
            >>> _ = Club.create("park-runners")
            >>> report = Club.open("park-runners").make(print_all=False)
            >>> report.members, report.made, report.stopped
            (3, 3, False)
        """
        expect(today=(today, dt.date, None))
        work = self._work(progress, jobs, dask, stop)
        chosen = {"print_all": print_all, "skip_problems": skip_problems, "hidden": hidden}
        with shown_to_others(self._folder, "make", progress) as told:
            return make.make_files(self._folder, replace(work, progress=told), today, **chosen)

    def print_session(
        self,
        session: str,
        *,
        copies: int = 0,
        two_up: bool | None = None,
        progress: Progress = no_progress,
        jobs: int = 0,
        dask: str = "",
        skip_problems: bool = False,
        hidden: bool = False,
        stop: threading.Event | None = None,
    ) -> "copier.HandoutReport":
        """Make one file for the copier with the handouts of an evening, in the folder `print`.

        Whose plan has no such session is left out, with a warning.

        Args:
            session: such as `3B`; `3` for a whole week; `all`.
            copies: how many nameless handouts, as club.toml's defaults have them; 0 for everybody's
                own. If two stand on a sheet the last sheet is full.
            two_up: whether two stand on a sheet, to be cut; None for what the roster says. They are
                two people whose handouts have all else alike; whoever is left over stands twice.
            jobs, dask: as for `check`.
            skip_problems: leave out the rows that have an error.
            hidden: also those whose row is hidden in the roster or struck out.

        Raises:
            UsageError: when nobody's plan has such a session.
            RosterError: with all that `check` returns, if there is an error; nothing is written.
            OutputError: when the file cannot be written.

        Example:
            >>> _ = Club.create("hall-runners")
            >>> report = Club.open("hall-runners").print_session("1A", copies=5)
            >>> report.file.name, report.handouts
            ('session-1a-nameless.pdf', 5)
        """
        work = self._work(progress, jobs, dask, stop)
        chosen = {"skip_problems": skip_problems, "hidden": hidden}
        return copier.print_session(
            self._folder, work, session, copies=copies, two_up=two_up, **chosen
        )

    def next_block(
        self,
        sent: Path | str | None = None,
        *,
        block: int | None = None,
        progress: Progress = no_progress,
    ) -> "next_block.NextReport":
        """Take down where everybody goes on in the next block; `make` then makes its PDFs.

        Whose PDF came back filled in goes on from what was done, everybody else as if all was
        done as printed. A file counts only if its name and its plan are those of one member. The
        old plans are worked out from the roster as it is: call it before the roster is changed
        for the new block. Called again, it only adds PDFs that came back since.

        Args:
            sent: a folder with PDFs that came back.
            block: its number; None for the last one that was begun, or the second.

        Raises:
            RosterError: with all errors that `check` finds in the roster; nothing is written.
            UsageError: when there is no such folder, or no such block can be.

        Example:
            >>> _ = Club.create("bay-runners")
            >>> report = Club.open("bay-runners").next_block()
            >>> report.block, report.members, report.filled
            (2, 3, ())
        """
        expect(block=(block, int, None), progress=(progress, "__call__"))
        folder = None if sent is None else path_of(sent, "sent")
        return next_block.make_block(self._folder, self._cache, progress, folder, block)

    def due(
        self,
        *,
        only: Path | str | None = None,
        resend_unknown: bool = False,
        changed: bool = False,
        new_only: bool = False,
        skip_problems: bool = False,
        hidden: bool = False,
        week: int | str = 0,
        now: dt.datetime | None = None,
    ) -> tuple[DeliveryStatus, ...]:
        """Return who would get a message now; those tried before come last.

        Args:
            only: a list such as failures.csv: nobody but those whom it names, by name and address.
            resend_unknown: also those of whom nobody knows whether an earlier message arrived.
            changed: also those who have another plan already.
            new_only: nobody but those who never got anything.
            skip_problems: leave out rows that have changed since the plans were made.
            hidden: also those whose row is hidden in the roster or struck out.
            week: only the sheets of this week, such as 3, or `auto` for the one that `now` lies in;
                nobody gets the same week twice. 0 for whole plans.
            now: what time it is; None for the time now.

        Raises:
            MailError: when plans are out of date, or the ledger does not fit.
        """
        now = now or dt.datetime.now(dt.UTC).astimezone()
        plans = self._outbox(week, now, hidden=hidden, skip_problems=skip_problems)
        people, history = plans.wanted(only)[0], plans.history(ledger_entries(self._folder))
        return statuses(due(people, history, DueRule(resend_unknown, changed, new_only)), history)

    def dry_run(
        self,
        *,
        only: Path | str | None = None,
        resend_unknown: bool = False,
        changed: bool = False,
        new_only: bool = False,
        skip_problems: bool = False,
        hidden: bool = False,
        week: int | str = 0,
        now: dt.datetime | None = None,
        progress: Progress = no_progress,
    ) -> "send.MailReport":
        """Write every message that `send` would send into `mail/dry-run/`; nothing is sent.

        Args:
            only, resend_unknown, changed, new_only, hidden, week: as for `due`.
            skip_problems: leave out whose message cannot go: rows that have changed since the
                plans were made, wrong addresses, missing or too large PDFs.
            now: the date of the messages; None for the time now.

        Raises:
            MailError: with all that is wrong: plans that are out of date, addresses, sizes.
        """
        now = now or dt.datetime.now(dt.UTC).astimezone()
        plans = self._outbox(week, now, progress, hidden=hidden, skip_problems=skip_problems)
        rule = DueRule(resend_unknown, changed, new_only)
        return send.dry_run(plans, only, rule, now, progress, skip_problems=skip_problems)

    def send_to_self(
        self,
        who: int | str,
        *,
        password: str = "",
        only: Path | str | None = None,
        skip_problems: bool = False,
        hidden: bool = False,
        week: int | str = 0,
        progress: Progress = no_progress,
        listener: SendListener = QUIET,
        stop: threading.Event | None = None,
        clock: "sending.Clock | None" = None,
    ) -> "send.SendReport":
        """Send some people's messages to the sender instead, to look at them.

        Args:
            who: how many, the first ones, at least 1; or the name of one of them. Who shares a
                message with them is in it, too.
            password, only, skip_problems, hidden, week, listener, clock: as for `send`.

        Raises:
            MailError: as for `send`.
        """
        stop = stop or threading.Event()
        clock = clock or send.system_clock(stop)
        if not isinstance(who, str):
            expect(who=(who, range(1, sys.maxsize)))
        mailing = send.Mailing(password, progress, listener, clock, stop, skip_problems)
        chosen = {"hidden": hidden, "skip_problems": skip_problems}
        plans = self._outbox(week, send.local_time(clock), progress, stop, **chosen)
        people = plans.wanted(only)[0]
        meant = plans.called(who, people) if isinstance(who, str) else people[:who]
        families = [one for one in plans.families(people) if set(one) & set(meant)]
        return mailing.send_to_self(plans, families)

    def send(
        self,
        *,
        password: str = "",
        only: Path | str | None = None,
        resend_unknown: bool = False,
        changed: int = 0,
        new_only: bool = False,
        skip_problems: bool = False,
        hidden: bool = False,
        week: int | str = 0,
        progress: Progress = no_progress,
        listener: SendListener = QUIET,
        stop: threading.Event | None = None,
        clock: "sending.Clock | None" = None,
    ) -> "send.SendReport":
        """Mail everybody's plan, as `[mail]` in club.toml says; nobody gets the same plan twice.

        Args:
            password: of the user in club.toml.
            only, resend_unknown, new_only, skip_problems, hidden, week: as for `dry_run`.
            changed: how many people have another plan already and get the changed one, as `due`
                counts them; if it is another number nothing is sent.
            listener: told what becomes of each message, and why nothing happens for a while.
            clock: the time and how to let it pass; None for this computer's own.

        Raises:
            MailError: before the first message, with all that is wrong; or when it makes no sense
                to go on. The ledger and failures.csv are up to date in any case.
        """
        stop = stop or threading.Event()
        clock = clock or send.system_clock(stop)
        expect(changed=(changed, range(sys.maxsize)))
        mailing = send.Mailing(password, progress, listener, clock, stop, skip_problems)
        chosen = {"hidden": hidden, "skip_problems": skip_problems}
        rule = DueRule(resend_unknown, changed > 0, new_only)
        with shown_to_others(self._folder, "mail", progress) as told:
            plans = self._outbox(week, send.local_time(clock), told, stop, **chosen)
            return replace(mailing, progress=told).send(plans, only, rule, changed)

    def _work(
        self, progress: Progress, jobs: int, dask: str, stop: threading.Event | None
    ) -> "executors.Work":
        return executors.Work(self._cache, progress, jobs, dask, stop or threading.Event())

    def _outbox(
        self,
        week: int | str,
        now: dt.datetime,
        progress: Progress = no_progress,
        stop: threading.Event | None = None,
        *,
        hidden: bool,
        skip_problems: bool,
    ) -> "outbox.Outbox":
        """Return what can go out: whole plans, or the sheets of a week, which are made for it."""
        number = outbox.read_week(week)
        plans = outbox.open_outbox(self._folder, hidden=hidden, skip_problems=skip_problems)
        if number == 0:
            return plans
        expect(now=(now, dt.datetime))
        return make.week_outbox(plans, number, now.date(), self._work(progress, 0, "", stop))

    def rebuild_ledger(self) -> RebuildReport:
        """Make the ledger again from the copies in `mail/sent` and what can be read of the old one.

        The old one is kept beside it. From now on mail for this club goes out from here.

        Raises:
            MailError: when another run has the ledger, or a copy cannot be read.
            OutputError: when it cannot be written; the old one is as it was.
        """
        return rebuild_ledger(self._folder, read_manifest(self._folder).people)

    def traces(self, name: str, addresses: Iterable[str] | None = None) -> "forget.Traces":
        """Return what the club's folder knows of one person.

        Args:
            name: theirs, in any spelling of capitals and spaces.
            addresses: theirs, where several people are called so; an empty one for none.

        Raises:
            RosterError: when nobody is meant, or several people are.
            MailError: when the ledger does not fit.
        """
        who, entries = forget.somebody(name, addresses), ledger_entries(self._folder)
        return forget.find_traces(self._folder, who, entries)

    def forget(self, name: str, addresses: Iterable[str] | None = None) -> "forget.ForgetReport":
        """Erase one person: roster, plans, lists, copies of mail; make the plans again then.

        Of messages that may have arrived the ledger keeps that they did, without name and address,
        so that the person is not mailed again if somebody puts them back on the roster.

        Args:
            name, addresses: as for `traces`.

        Raises:
            RosterError: as `traces`, or when only a spreadsheet program can take the row out;
                nothing was changed.
            MailError: when mail is going out; nothing was changed.
            OutputError: when something cannot be written; the same call goes on.
        """
        return forget.forget(self._folder, forget.somebody(name, addresses))

    def runs(self) -> tuple[RunState, ...]:
        """Return how far runs of `make` and `send` are that go on now, in whatever window."""
        return runs(self._folder)

    def read_bounces(self, file: Path | str) -> BounceReport:
        """Call failed in the ledger what came back, by an mbox file or an .eml file.

        Only messages that the ledger knows count, by their Message-ID, and only where the report
        says that they cannot be delivered.

        Raises:
            MailError: when the file cannot be read, or the ledger does not fit.
        """
        return note_bounces(self._folder, file)

    def status(self) -> tuple[DeliveryStatus, ...]:
        """Return where everybody's plan stands, also while mail goes out.

        Rows that the last `make` left out are there, too, and why.

        Raises:
            MailError: if nothing was made yet, or the ledger does not fit.
        """
        manifest = read_manifest(self._folder)
        people = tuple(without_unsubscribed(self._folder, manifest.people))
        left_out = (
            DeliveryStatus(one.row, one.name, one.email, "", "left out", one.why)
            for one in manifest.left_out
        )
        found = (*statuses(people, History(ledger_entries(self._folder), people)), *left_out)
        return tuple(sorted(found, key=lambda one: one.row))

"""Whatever is given from outside: a value that is possible, or problems with field and message.

Never a bare error from inside, never a wait for ever, nothing lost.
"""

import datetime as dt
import inspect
import itertools
import json
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import runstrong_pdf
from runstrong_pdf import (
    After,
    Club,
    Done,
    Exercise,
    LeftReport,
    MailError,
    OutputError,
    Person,
    Plan,
    Request,
    RosterError,
    Run,
    RunstrongError,
    SendReport,
    Sheets,
    StoppedError,
    TemplateCache,
    TemplateError,
    UsageError,
    make_plan,
    next_notes,
    next_rows,
    past_notes,
    read_done,
    read_options,
    render,
    render_page,
    unused_notes,
)
from runstrong_pdf.errors import ProblemCollector
from runstrong_pdf.files import MOST_TEMPLATES
from runstrong_pdf.model.reading import LONGEST_LIST
from tests.club.making import SMALL, club_in, files

WALL = Sheets(edition="wall")
FOREVER: Any = itertools.repeat("chair")
SETTINGS = f'name = "Club"\n{SMALL}[mail]\nfrom = "Club <club@example.org>"\n'
MEMBERS = "name,email\nZoe,zoe@example.org\nJo,\n"
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
LONG = "x" * 5000
NAMES = ["a\0b", "\ud800", LONG]


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail rather than wait for ever."""

    def give_up(*_: object) -> None:
        raise AssertionError(f"not done in {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def wrong(work: Callable[[], object], kind: type[RunstrongError] = UsageError) -> list[str]:
    """Return the fields of everything that is wrong; each problem has a message."""
    with pytest.raises(kind) as caught:
        work()
    assert all(problem.message for problem in caught.value.problems)
    assert str(caught.value)
    return [problem.field for problem in caught.value.problems]


@pytest.fixture
def cache(shared_cache: Path) -> TemplateCache:
    return TemplateCache(shared_cache)


@pytest.fixture
def club(tmp_path: Path, cache: TemplateCache) -> Club:
    """Return a club whose plans are made."""
    made = Club.open(club_in(tmp_path / "club", MEMBERS, SETTINGS), cache=cache)
    made.make(jobs=1)
    return made


# -- values of another type -----------------------------------------------------------------------

NO: Any = None
TEXT: Any = "a4"
NUMBER: Any = 3


@pytest.mark.parametrize(
    ("work", "found"),
    [
        (lambda: make_plan(NO), ["request"]),
        (lambda: make_plan(Request(), templates=NUMBER), ["templates"]),
        (lambda: render(NO, NO, TEXT, format=NO), ["plan", "person", "sheets", "format"]),
        (lambda: render(Request(), templates=NUMBER), ["templates"]),
        (lambda: render(Request(), cache=NUMBER), ["cache"]),
        (lambda: render_page(Request(), TEXT, dpi=TEXT), ["number", "dpi"]),
        (lambda: render_page(Request(), 1, dpi=float("nan")), ["dpi"]),  # type: ignore[arg-type]
        (lambda: read_options(NO), ["given"]),
        (lambda: read_options({NUMBER: 1, "weeks": 99}), ["3", "weeks"]),
        (lambda: Sheets(colour=NUMBER, link=NUMBER, link_text="x"), ["colour", "link"]),
        (lambda: Sheets(logo=NUMBER), ["logo"]),
        (lambda: Run(TEXT, TEXT), ["runs", "runs"]),
        (lambda: TemplateCache(NUMBER), ["folder"]),
        (lambda: Club.open(NO), ["folder"]),
        (lambda: Club.create(NUMBER), ["folder"]),
        (lambda: Club(NO), ["folder"]),
        (
            lambda: After(number=1, rows=TEXT, phase=TEXT, nth=1, part=1, session_sets={}),
            ["number", "phase", "rows"],
        ),
        (lambda: read_done(NUMBER), ["file"]),
        (lambda: Done(NO, NO), ["note", "fields"]),
        (lambda: [*next_rows(NO, NO)], ["done", "plan"]),
        (lambda: [*next_notes(NO, NO, -1)], ["done", "plan", "weeks_away"]),
        (lambda: [*unused_notes(NO, NO, NO)], ["given", "sheets", "format"]),
        (lambda: [*past_notes(NO, NO)], ["request", "today"]),
    ],
)
def test_another_type_is_told_by_the_name_of_the_argument(
    work: Callable[[], object], found: list[str]
) -> None:
    assert wrong(work) == found


def test_records_that_anybody_may_make_say_what_is_wrong() -> None:
    kinds: tuple[Any, ...] = (After, Exercise, Plan)
    for kind in kinds:
        assert "name" in wrong(kind) or "weeks" in wrong(kind) or "rows" in wrong(kind)
        assert "nonsense" in wrong(partial(kind, nonsense=1))


def test_nothing_is_made_or_sent_with_arguments_of_another_type(club: Club) -> None:
    for work in (club.check, club.make):
        given: Any = {"progress": None, "jobs": "2", "dask": 3, "stop": 3}
        assert wrong(partial(work, **given)) == list(given)
    assert wrong(lambda: club.make(jobs=-1)) == ["jobs"]
    sending: Any = {"password": 3, "progress": None, "listener": None, "clock": 3, "stop": 3}
    assert wrong(lambda: club.send(**sending)) == list(sending)
    assert wrong(lambda: club.send_to_self(1, **sending)) == list(sending)
    assert {one.state for one in club.status()} <= {"new", "on paper"}
    assert wrong(lambda: club.dry_run(now=NUMBER, progress=NO)) == ["now", "progress"]
    assert wrong(lambda: club.dry_run(now=dt.datetime.min)) == ["now"]  # noqa: DTZ901
    assert wrong(lambda: club.dry_run(only=NUMBER)) == ["only"]
    assert wrong(lambda: club.send(changed=-1)) == ["changed"]
    printing: Any = {"copies": "2", "two_up": 3}
    assert wrong(lambda: club.print_session("1A", **printing)) == list(printing)
    assert wrong(lambda: club.print_session(NUMBER)) == ["session"]
    assert wrong(lambda: club.next_block(NUMBER)) == ["sent"]
    assert wrong(lambda: club.read_bounces(NUMBER)) == ["file"]
    going_on: Any = {"block": "2", "progress": None}
    assert wrong(lambda: club.next_block(**going_on)) == list(going_on)
    for forgetting in (club.traces, club.forget):
        assert wrong(partial(forgetting, NUMBER, NUMBER)) == ["name", "addresses"]


@pytest.mark.parametrize("number", [99, 0, "2"])
def test_a_page_that_is_none_is_told_by_the_name_of_the_argument(
    number: Any,  # noqa: ANN401
    club: Club,
    cache: TemplateCache,
) -> None:
    assert wrong(lambda: render_page(Request(), number, WALL)) == ["number"]
    render(Request(), sheets=WALL, cache=cache)  # a template that is kept is asked in its own way
    assert wrong(lambda: render_page(Request(), number, WALL, cache=cache)) == ["number"]
    assert wrong(lambda: club.preview(2, number)) == ["page"]
    uncached = Club.open(club.folder, cache=TemplateCache(None))
    assert wrong(lambda: uncached.preview(2, number)) == ["page"]


def public_parts() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield everything of the public face that has hints: also methods and properties."""
    for name in runstrong_pdf.__all__:
        public = getattr(runstrong_pdf, name)
        if inspect.isfunction(public) or inspect.isclass(public):
            yield name, public
        for key, value in [*vars(public).items()] if inspect.isclass(public) else []:
            found = value.fget if isinstance(value, property) else inspect.unwrap(value)
            found = getattr(found, "__func__", found)  # of class methods
            if inspect.isfunction(found) and found.__module__.startswith("runstrong_pdf"):
                yield f"{name}.{key}", found


def test_hints_of_the_public_face_can_be_read() -> None:
    """Also those of classes that are loaded only when they are used."""
    hints = {name: get_type_hints(part) for name, part in public_parts()}
    assert len(hints) > 100
    assert hints["Club.left"]["return"] is LeftReport
    assert hints["Club.send"]["return"] is hints["Club.send_to_self"]["return"] is SendReport
    assert hints["render"]["plan"] == Plan | Request
    assert {"Club.create", "Club.folder", "Club.check", "Traces"} <= hints.keys()


@pytest.mark.parametrize("count", [-1, 0, 1.5, True, None])
def test_how_many_to_send_to_oneself(count: Any, club: Club) -> None:  # noqa: ANN401
    assert wrong(lambda: club.send_to_self(count, password="x")) == ["who"]  # noqa: S106


@pytest.mark.parametrize("kind", [Request, Sheets, Person])
def test_none_is_the_default(kind: Any) -> None:  # noqa: ANN401
    assert kind(**{field.name: None for field in fields(kind)}) == kind()


def test_lists_end() -> None:
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    given: Any = {"kit": FOREVER, "dumbbells": range(10**9), "runs": FOREVER, "avoid": deep}
    with within(10):
        assert wrong(lambda: Request(**given)) == ["kit", "dumbbells", "avoid", "runs"]
        assert wrong(lambda: read_options(given)) == [*given]
    assert Request(kit=["chair"] * LONGEST_LIST) == Request(kit="chair")


def test_caches_are_folders_too(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    first = render(Request(), Person(), WALL, cache=str(folder))
    assert len(list(folder.iterdir())) == 1
    assert render(Request(), Person(), WALL, cache=TemplateCache(str(folder))) == first
    assert Club.open(club_in(tmp_path / "club"), cache=str(folder)).check(jobs=1) == ()


@pytest.mark.parametrize("key", ["../mine", "/mine", "mine", "", "a\0b", "\ud800", LONG, 3, None])
def test_a_cache_writes_and_reads_nothing_but_templates(key: Any, tmp_path: Path) -> None:  # noqa: ANN401
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    key = str(mine) if key == "/mine" else key
    kept = TemplateCache(tmp_path / "kept")
    assert wrong(lambda: kept.keep(key, b"a template")) == ["key"]
    assert wrong(lambda: kept.read(key)) == ["key"]
    assert mine.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [mine]


# -- everything at once ---------------------------------------------------------------------------


def test_weeks_of_everybody_begin_on_a_monday() -> None:
    tuesday = dt.date(2026, 12, 8)
    for record in (Request, Person):
        with pytest.raises(UsageError, match="is a Tue, but weeks of the plan begin on a Monday"):
            record(start=tuesday)


def test_a_start_of_ones_own_is_in_every_format() -> None:
    jo = Person(name="Jo", start=dt.date(2026, 12, 14))
    for request in (Request(), Request(start="2026-12-07")):
        text = {kind: render(request, jo, format=kind).decode() for kind in ("txt", "json", "ics")}
        assert "Wednesday 16 Dec" in text["txt"]
        assert json.loads(text["json"])["weeks"][0]["sessions"][0]["date"] == "2026-12-16"
        assert "DTSTART;VALUE=DATE:20261216" in text["ics"]
    with pytest.raises(UsageError, match="which the race decides"):
        render(Request(race="2027-02-07"), jo, format="txt")


def test_a_sheet_tells_everything_that_is_wrong_with_it() -> None:
    sheets = Sheets(logo="nope.png")
    person = Person(name="山", club="田")
    request = Request(programme="nope.toml", language="xx")
    found = wrong(lambda: render(request, person, sheets))
    assert found == ["language", "", "logo", "name", "club"]
    assert wrong(lambda: render_page(request, 1, sheets, person)) == found
    assert wrong(lambda: render(Request(), person, WALL)) == ["name", "club"]


def test_letters_of_the_link_are_those_of_its_text() -> None:
    sheets = Sheets(link="https://example.org/a", link_text="م")
    assert wrong(lambda: render(Request(), Person(), sheets)) == ["link_text"]


# -- names of files -------------------------------------------------------------------------------


def test_a_language_is_no_path(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("x = 1\n", "utf-8")
    for language in (str(tmp_path / "other"), "../languages/en", "..", "en/", LONG, "en.x"):
        assert wrong(partial(Request, language=language)) == ["language"]
    for kind in ("pdf", "txt"):
        with pytest.raises(UsageError) as caught:
            render(Request(language="xx"), format=kind)
        assert (
            str(caught.value)
            == "language: there are no sheets in 'xx' yet; possible: de, en, es, fr, pl"
        )


@pytest.mark.parametrize("language", ["DE", "German", "de_AT"])
def test_a_language_is_known_by_any_of_its_names(language: str) -> None:
    plan = make_plan(Request(language=language))
    assert plan.request.language == "de"
    assert plan == make_plan(Request(language="de"))


def test_a_programme_is_known_by_the_name_that_is_listed() -> None:
    for slug, programme in runstrong_pdf.programmes().items():
        minutes, race = ("25", None) if slug == "express" else ("40", "2027-02-14")
        asked = {"programme": programme.name, "minutes": minutes, "race": race}
        asked |= {"sessions": "1"} if slug == "in-season" else {}
        plan = make_plan(read_options(asked).request)
        assert (plan.programme, plan.request.programme) == (slug, slug)


def test_work_that_was_stopped_says_so() -> None:
    assert str(StoppedError()) == "the work was stopped before it was done"
    assert pickle.loads(pickle.dumps(StoppedError())).args == ()  # noqa: S301  our own


def test_a_club_is_made_as_its_signature_says(club: Club) -> None:
    names = list(inspect.signature(Club).parameters)
    assert names == list(inspect.signature(Club.open).parameters)
    assert Club(club.folder).settings == club.settings


@pytest.mark.parametrize("name", NAMES, ids=["nul", "half a letter", "long"])
def test_what_no_file_can_be_called(name: str, tmp_path: Path, club: Club) -> None:
    for work in (
        lambda: Club.open(name),
        lambda: Club.create(name),
        lambda: make_plan(Request(), templates=name),
        lambda: make_plan(Request(programme=f"{name}.toml")),
        lambda: render(Request(), Person(), WALL, templates=name),
        lambda: render(Request(programme=f"{name}.toml")),
        lambda: render(Request(), Person(), Sheets(logo=name)),
        lambda: club.dry_run(only=name),
    ):
        wrong(work, RunstrongError)
    (tmp_path / "club/club.toml").write_text(f'name = "X"\nlogo = "{LONG}"\n', "utf-8")
    wrong(lambda: Club.open(tmp_path / "club"), RosterError)


@UNIX
def test_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, club: Club) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    wrong(lambda: make_plan(Request(), templates="."), TemplateError)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    wrong(club.check, OutputError)


def test_a_folder_of_far_too_many_templates(tmp_path: Path) -> None:
    for number in range(MOST_TEMPLATES + 1):
        os.close(os.open(tmp_path / f"{number}.txt", os.O_CREAT))
    wrong(lambda: make_plan(Request(), templates=tmp_path), TemplateError)


# -- what lies beside the user --------------------------------------------------------------------


@UNIX
@pytest.mark.parametrize("odd", ["pipe", "endless", "folder"])
@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("club.toml", 3),
        ("roster.csv", 2),
        ("output/manifest.json", 2),
        ("output/zoe.pdf", 2),
        ("output/print-all.pdf", 0),
    ],
)
def test_nothing_is_waited_for(odd: str, name: str, refused: int, club: Club) -> None:
    file = club.folder / name
    file.unlink()
    if odd == "pipe":
        os.mkfifo(file)
    elif odd == "endless":
        file.symlink_to("/dev/zero")
    else:
        file.mkdir()
    found = ProblemCollector()
    with within(20):
        for work in (Club.status, Club.dry_run, lambda one: one.make(jobs=1)):
            with found.collected():
                work(Club.open(club.folder, cache=club._cache))
    assert len(found.problems) >= refused


@UNIX
def test_no_list_of_names_is_waited_for(club: Club, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with within(10):
        wrong(lambda: club.dry_run(only=tmp_path / "pipe.csv"), MailError)
        wrong(lambda: club.dry_run(only="/dev/zero"), MailError)


# -- nothing damaged, nothing lost ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["zoe.pdf", "print-all.pdf"])
def test_one_changed_byte_is_mended(name: str, club: Club) -> None:
    before, file = files(club.folder), club.folder / "output" / name
    for place in (1000, len(before[name]) // 2, len(before[name]) - 8):
        damaged = bytearray(before[name])
        damaged[place] ^= 1
        file.write_bytes(damaged)
        assert club.make(jobs=1).made == (name == "zoe.pdf")
        assert files(club.folder) == before
    club.dry_run()
    written = file.stat().st_mtime_ns
    assert club.make(jobs=1).up_to_date == 2
    assert file.stat().st_mtime_ns == written


@pytest.mark.parametrize("day", ["2026-13-45", "\0", "soon"])
def test_a_manifest_with_days_that_are_none(day: str, club: Club) -> None:
    file = club.folder / "output/manifest.json"
    made = json.loads(file.read_bytes())
    made["people"][0]["days"][0]["date"] = day
    file.write_text(json.dumps(made), "utf-8")
    wrong(club.dry_run, MailError)
    wrong(club.status, MailError)

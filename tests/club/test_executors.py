"""Where a club night is worked off: on all cores, on a Dask cluster, and stopped in the middle."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from runstrong_pdf import Club, OutputError, StoppedError, TemplateCache, UsageError
from runstrong_pdf.club.executors import SerialExecutor, open_executor
from runstrong_pdf.club.folder import open_folder
from runstrong_pdf.club.members import read_members
from runstrong_pdf.club.templates import RunTemplates
from runstrong_pdf.progress import no_progress
from runstrong_pdf.rendering import TemplateJob
from tests.club.making import SETTINGS, club_in, files, manifest, many

T = TypeVar("T")
R = TypeVar("R")


@pytest.fixture
def cache(shared_cache: Path) -> TemplateCache:
    return TemplateCache(shared_cache)


@pytest.fixture
def environment(shared_cache: Path) -> dict[str, str]:
    return {**os.environ, "RUNSTRONG_CACHE": str(shared_cache), "PYTHONWARNINGS": "ignore"}


class StopAt(threading.Event):
    """Asks a run to stop as soon as a step has begun."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self._step = step

    def progress(self, done: int, total: int, what: str) -> None:
        assert 0 <= done <= total
        if what == self._step:
            self.set()


def test_two_processes_make_what_one_makes(tmp_path: Path, cache: TemplateCache) -> None:
    club = club_in(tmp_path / "club", many(120))
    Club.open(club, cache=cache).make(jobs=1)
    one = files(club)
    for file in (club / "output").iterdir():
        file.unlink()
    Club.open(club, cache=cache).make(jobs=2)
    assert files(club) == one


def test_stopped_it_leaves_whole_files_and_goes_on(tmp_path: Path, cache: TemplateCache) -> None:
    folder = club_in(tmp_path / "club", many(300))
    there = 0
    for jobs in (1, 2):
        stop = StopAt("writing")
        report = Club.open(folder, cache=cache).make(progress=stop.progress, jobs=jobs, stop=stop)
        assert report.stopped
        assert 0 < report.made + report.up_to_date < 300
        assert (report.members, report.files, report.strangers) == (300, (), ())
        whole = list(folder.glob("output/*.pdf"))
        there = len(whole)
        assert there >= report.made + report.up_to_date
        assert not list(folder.glob("output/.*"))
        assert all(file.read_bytes().endswith(b"%%EOF\n") for file in whole)
        assert not (folder / "output/manifest.json").exists()
    report = Club.open(folder, cache=cache).make(jobs=1)
    assert not report.stopped
    assert (report.made, report.up_to_date) == (300 - there, there)
    assert len(manifest(folder)) == 300


def test_stopped_while_it_draws_nothing_is_written(tmp_path: Path) -> None:
    folder, stop = club_in(tmp_path / "club"), StopAt("drawing")
    club = Club.open(folder, cache=TemplateCache(None))
    report = club.make(progress=stop.progress, jobs=1, stop=stop)
    assert (report.stopped, report.made) == (True, 0)
    assert not (folder / "output").exists()
    assert club.check(stop=stop) == ()


def test_stopped_at_the_copier_s_file_the_rest_is_there(
    tmp_path: Path, cache: TemplateCache
) -> None:
    folder, stop = club_in(tmp_path / "club"), StopAt("print-all")
    report = Club.open(folder, cache=cache).make(progress=stop.progress, stop=stop)
    assert (report.stopped, report.made) == (True, 3)
    assert len(manifest(folder)) == 3
    assert not (folder / "output/print-all.pdf").exists()
    assert not list(folder.glob("output/.*"))


def test_stopped_at_the_handouts_of_an_evening_it_says_what_they_would_be(
    tmp_path: Path, cache: TemplateCache
) -> None:
    folder, stop = club_in(tmp_path / "club"), StopAt("session-1a")
    club = Club.open(folder, cache=cache)
    report = club.print_session("1A", two_up=True, progress=stop.progress, stop=stop)
    assert (report.stopped, report.file.exists()) == (True, False)
    whole = club.print_session("1A", two_up=True)
    assert (whole.cut, whole.short_edge) == (True, True)
    assert whole == replace(report, stopped=False)
    assert not list(folder.glob("print/.*"))


def test_ctrl_c_leaves_whole_files_and_goes_on(tmp_path: Path, environment: dict[str, str]) -> None:
    """The progress, as it is told, sends the signal: to parent and workers, as a terminal does."""
    club = club_in(tmp_path / "club", many(1000))
    program = """
import os, signal, sys
from runstrong_pdf.cli import club
from runstrong_pdf.cli.app import main
real = club.Club.make
def make(self, *, progress, **words):
    def interrupting(done, total, what):
        if what == "writing" and not words["stop"].is_set():
            os.killpg(0, signal.SIGINT)
        progress(done, total, what)
    return real(self, progress=interrupting, **words)
club.Club.make = make
main()
"""
    words = ["club", "make", str(club), "--jobs", "2"]
    stopped = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=environment,
        capture_output=True,
        check=False,
        start_new_session=True,
        timeout=120,
    )
    err = stopped.stderr.decode()
    assert stopped.returncode == 130, err
    assert "finishing the files in flight" in err
    assert "of 1000 files are there, all of them whole" in err
    assert f"runstrong club make {club}" in err
    assert "Traceback" not in err
    there = list(club.glob("output/*.pdf"))
    assert 0 < len(there) < 1000
    assert not list(club.glob("output/.*"))
    assert all(file.read_bytes().endswith(b"%%EOF\n") for file in there)
    command = [sys.executable, "-m", "runstrong_pdf", *words]
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    assert f"{1000 - len(there)} files written, {len(there)} up to date".encode() in done.stderr
    assert len(list(club.glob("output/member-*.pdf"))) == 1000


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_worker_that_starts_says_nothing_of_ctrl_c(tmp_path: Path) -> None:
    club = club_in(tmp_path / "club", many(600))
    command = [sys.executable, "-m", "runstrong_pdf", "club", "make", str(club), "--jobs", "3"]
    environment = {**os.environ, "RUNSTRONG_CACHE": "off"}
    running = subprocess.Popen(
        command, start_new_session=True, stderr=subprocess.PIPE, env=environment
    )
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    deadline = time.monotonic() + 60
    while len(children.read_text().split()) < 3 and time.monotonic() < deadline:
        time.sleep(0.001)  # the tracker of shared resources is one of them
    time.sleep(0.15)  # in the middle of their imports
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert b"goes on where it stopped" in err


def test_a_second_ctrl_c_breaks_off(tmp_path: Path, environment: dict[str, str]) -> None:
    club = club_in(tmp_path / "club", many(3))
    program = """
import os, signal, sys
from runstrong_pdf.cli import club
from runstrong_pdf.cli.app import main
def make(self, **words):
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGINT)
club.Club.make = make
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "club", "make", str(club)],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr


def test_a_script_without_a_guard_can_use_all_cores(tmp_path: Path, shared_cache: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from runstrong_pdf import Club, TemplateCache\n"
        f"cache = TemplateCache(Path({str(shared_cache)!r}))\n"
        "print(Club.open('club', cache=cache).make(jobs=2).made)\n"
    )
    club_in(tmp_path / "club", many(120))
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"120\n", b"")


def test_dask_with_a_worker_killed(tmp_path: Path, environment: dict[str, str]) -> None:
    club = club_in(tmp_path / "club", many(1000))
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--port",
            "0",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            "--scheduler-file",
            str(club / "s.json"),
        ],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        "--scheduler-file",
        str(club / "s.json"),
        "--no-nanny",
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    started = [scheduler]
    try:
        started += [
            subprocess.Popen(worker, env=environment, stderr=subprocess.DEVNULL, cwd=club)
            for _ in range(2)
        ]
        address = wait_for_address(club / "s.json")
        make = [sys.executable, "-m", "runstrong_pdf", "club", "make", str(club), "--dask", address]
        running = subprocess.Popen(make, env=environment, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 180
        while not list(club.glob("output/*.pdf")) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert running.poll() is None
        started[1].kill()
        _, err = running.communicate(timeout=300)
        assert running.returncode == 0, err
        assert len(list(club.glob("output/member-*.pdf"))) == 1000
        for person in manifest(club):
            content = (club / "output" / str(person["file"])).read_bytes()
            assert hashlib.sha256(content).hexdigest() == person["sha256"]
    finally:
        for process in started:
            process.kill()
            process.wait()


class Elsewhere(SerialExecutor):
    """A machine that has none of the club's files."""

    shares_disk = False

    def __init__(self) -> None:
        self.given: list[object] = []

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        tasks = list(tasks)
        self.given += tasks
        return map(work, tasks)


def test_what_needs_a_file_of_the_clubs_is_not_drawn_elsewhere(tmp_path: Path) -> None:
    away, cache = Elsewhere(), TemplateCache(None)
    drawn = []
    for name, line in (("plain", ""), ("own", 'templates = "mine"\n')):
        club = tmp_path / f"club-{name}"
        (club / "mine").mkdir(parents=True)
        listed = read_members(
            open_folder(club_in(club, "name\nJo\n", line + SETTINGS), "a4"), cache, {}
        )
        (tmp_path / name).mkdir()
        templates = RunTemplates(tmp_path / name, cache)
        templates.draw(listed.jobs, away, no_progress)
        drawn += [templates.whole(key) for key in listed.jobs]
    assert len(drawn) == 2
    assert len(away.given) == 1


def test_a_plan_without_a_template_says_why(tmp_path: Path) -> None:
    """Also the file for the copier, whose templates are others than the members' own."""
    cache = TemplateCache(None)
    folder = open_folder(club_in(tmp_path / "club", "name\nJo\n"), "a4")
    asked = ({"edition": "handout", "sheet": sheet} for sheet in ("9A", "1A"))
    jobs: dict[str, TemplateJob] = {}
    for options in asked:
        jobs |= read_members(folder, cache, {}, options).jobs
    wrong, right = jobs
    templates = RunTemplates(tmp_path, cache)
    with pytest.raises(StoppedError):
        templates.plan(wrong)
    templates.draw(jobs, SerialExecutor(), no_progress)
    assert templates.plan(right).summary["pages"] == 2
    for reading in (templates.plan, templates.whole):
        with pytest.raises(OutputError) as error:
            reading(wrong)
        assert [one.field for one in error.value.problems] == ["sheet"]


def test_a_cluster_that_cannot_be_reached(tmp_path: Path, cache: TemplateCache) -> None:
    club = Club.open(club_in(tmp_path / "club"), cache=cache)
    with pytest.raises(UsageError) as error:
        club.make(dask="nonsense://127.0.0.1:1")
    assert error.value.problems[0].field == "dask"
    with pytest.raises(UsageError), open_executor(1, "nonsense://127.0.0.1:1"):
        pass


def wait_for_address(file: Path) -> str:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if file.exists() and (text := file.read_text(encoding="utf-8")):
            return str(json.loads(text)["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler did not start")

"""Where a club night is worked off: on all cores, on a Dask cluster, and stopped in the middle."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from runstrong_pdf.cli.club.compiling import Templates
from runstrong_pdf.cli.club.enrolling import Roll
from tests.cli.test_club import SETTINGS, club_in, files, manifest, many
from tests.cli.test_club import club as club  # noqa: PLC0414  a fixture
from tests.conftest import Ran

Run = Callable[..., Ran]
T = TypeVar("T")
R = TypeVar("R")


def test_two_processes_make_what_one_makes(run: Run, club: Path) -> None:
    club_in(club, many(120))
    assert run("club", "make", str(club), "--jobs", "1").code == 0
    one = files(club)
    for file in (club / "output").iterdir():
        file.unlink()
    assert run("club", "make", str(club), "--jobs", "2").code == 0
    assert files(club) == one


def test_interrupted_run_leaves_whole_files_and_goes_on(club: Path) -> None:
    club_in(club, many(3000))
    command = [sys.executable, "-m", "runstrong_pdf", "club", "make", str(club), "--jobs", "2"]
    running = subprocess.Popen(
        command, start_new_session=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while not list(club.glob("output/*.pdf")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: parent and workers alike
    _, err = running.communicate(timeout=60)
    there = list(club.glob("output/*.pdf"))
    if running.returncode == 130:
        assert b"all of them whole" in err
        assert b"runstrong club make" in err
    assert b"Traceback" not in err
    assert there
    assert not list(club.glob("output/.*"))
    for file in there:
        assert file.read_bytes().endswith(b"%%EOF\n")
    done = subprocess.run(command, check=True, capture_output=True)
    assert b"were up to date" in done.stderr
    assert len(list(club.glob("output/member-*.pdf"))) == 3000


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_worker_that_starts_says_nothing_of_ctrl_c(club: Path) -> None:
    club_in(club, many(600))
    command = [sys.executable, "-m", "runstrong_pdf", "club", "make", str(club), "--jobs", "3"]
    running = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)
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


def test_dask_with_a_worker_killed(club: Path) -> None:
    club_in(club, many(3000))
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
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
        assert len(list(club.glob("output/member-*.pdf"))) == 3000
        for person in manifest(club):
            content = (club / "output" / str(person["file"])).read_bytes()
            assert hashlib.sha256(content).hexdigest() == person["sha256"]
    finally:
        for process in started:
            process.kill()
            process.wait()


class Elsewhere:
    """A machine that has none of the club's files."""

    shares_disk = False

    def __init__(self) -> None:
        self.given: list[object] = []

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        tasks = list(tasks)
        self.given += tasks
        return map(work, tasks)


def test_what_needs_a_file_of_the_clubs_is_not_drawn_elsewhere(club: Path, tmp_path: Path) -> None:
    away = Elsewhere()
    drawn = []
    for name, line in (("plain", ""), ("own", 'templates = "mine"\n')):
        (club / "mine").mkdir(exist_ok=True)
        roll = Roll(club_in(club, "name\nJo\n", line + SETTINGS))
        (tmp_path / name).mkdir()
        templates = Templates(tmp_path / name, roll.cache)
        templates.compile(list(roll.recipes.values()), away)
        drawn += [templates.stored(key) for key in roll.recipes]
    assert len(drawn) == 2
    assert len(away.given) == 1


def test_a_cluster_that_cannot_be_reached(run: Run, club: Path) -> None:
    ran = run("club", "make", str(club), "--dask", "nonsense://127.0.0.1:1")
    assert ran.code == 2
    assert "--dask" in ran.err


def wait_for_address(file: Path) -> str:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if file.exists() and (text := file.read_text(encoding="utf-8")):
            return str(json.loads(text)["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler did not start")

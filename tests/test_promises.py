"""What the product promises beyond single features: no network, flat memory, JSON that stays."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf import Request, render
from runstrong_pdf.files import write_stream
from runstrong_pdf.model.plan import SCHEMA_VERSION

ROOT = Path(__file__).parents[1]
OFFLINE = """
import socket, sys
def refused(*_, **__):
    raise AssertionError("the network was asked for")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refused
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refused
from runstrong_pdf.cli.app import main
for words in sys.argv[1:]:
    sys.argv = ["runstrong", *words.split()]
    try:
        main()
    except SystemExit as left:
        assert not left.code, (words, left.code)
"""
MEASURED = """
import resource, sys
from runstrong_pdf.cli.app import main
sys.argv = ["runstrong", *sys.argv[1:]]
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
FLAT = 1.3
"""Peak memory with twenty times the members, by that with few; records weigh about 1 KB each."""


def run(program: str, *words: str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RUNSTRONG_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


# -- the network ---------------------------------------------------------------------------------


def test_nothing_asks_for_the_network(tmp_path: Path) -> None:
    commands = (
        "plan --name Zoë --edition handout -o plan.pdf",
        "plan --edition stretching -o plan.png",
        "plan -o plan.json",
        "show push-up -o push-up.png",
        "exercises",
        "check plan.pdf",
        "club new our-club",
        "club make our-club --jobs 1",
        "club mail our-club",
        "club status our-club",
    )
    run(OFFLINE, *commands, folder=tmp_path)
    assert (tmp_path / "our-club/mail/dry-run").is_dir()


# -- memory --------------------------------------------------------------------------------------


def club_of(folder: Path, members: int) -> Path:
    folder.mkdir()
    (folder / "club.toml").write_text('name = "Riverside"\n', encoding="utf-8")
    rows = "".join(f"Runner {number},r{number}@example.org\n" for number in range(members))
    (folder / "roster.csv").write_text(f"name,email\n{rows}", encoding="utf-8")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
def test_memory_is_flat_in_the_number_of_members(tmp_path: Path) -> None:
    run(OFFLINE, f"club make {club_of(tmp_path / 'first', 1)}", folder=tmp_path)  # the cache
    peaks = []
    for members in (25, 500):
        club = str(club_of(tmp_path / f"club-{members}", members))
        said = run(MEASURED, "club", "make", club, "--jobs", "1", folder=tmp_path)
        peaks.append(int(said.split()[-1]))
    assert peaks[1] <= FLAT * peaks[0]


# -- the plan as JSON ----------------------------------------------------------------------------


def shape(value: Any, place: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401  JSON
    """Yield every place of a JSON value with its type; the items of a list share their place."""
    if isinstance(value, dict):
        slugs = place.rpartition(".")[2] in {"exercises", "steps", "warm_ups", "stretches",
                                             "more_stretches", "cross_training"}  # fmt: skip
        for key, item in value.items():
            yield from shape(item, f"{place}.*" if slugs else f"{place}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from shape(item, f"{place}[]")
    elif value is not None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        yield place, "number" if number else type(value).__name__


def test_a_stored_plan_of_this_schema_shows_what_readers_rely_on() -> None:
    """What was written once stays: a key goes or changes its type only under a new version."""
    file = ROOT / f"tests/data/plan-{SCHEMA_VERSION}.json"
    stored = json.loads(file.read_text(encoding="utf-8"))
    today = json.loads(render(Request(start="2026-12-07"), format="json"))
    assert stored["schema_version"] == today["schema_version"] == SCHEMA_VERSION
    assert {*shape(stored)} <= {*shape(today)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_what_a_killed_process_left_is_in_nobodys_way(tmp_path: Path) -> None:
    """A forked process has its parent's numbers: what it had begun to write keeps another name."""
    for _ in range(2):
        if (child := os.fork()) == 0:
            write_stream(tmp_path / "a", lambda _: os._exit(0))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(list(tmp_path.iterdir())) == 2


# -- the locale ----------------------------------------------------------------------------------

OF_THE_LOCALE = re.compile(r"setlocale|month_name|month_abbr|day_name|day_abbr|%[aAbBcpxX]")
BYTES_IN_BYTES = {
    r'syntax.py: return b"%b%b>>\nstream\n%b\nendstream\nendobj\n" % (self._head, trailer, rows)',
    r'syntax.py: return b"<<%s/Length %d>>\nstream\n%b" % (entries, len(content), ended(content))',
    r'stamp.py: return b"%d 0 obj\n%b\nendobj\n" % (n, body)',
    r'template.py: return b"%b\n%b\n%b" % (_checksum(line), line, self.prefix)',
}
"""Lines where `%b` stands for bytes, and for no month."""


def test_no_name_of_a_day_or_month_follows_the_locale() -> None:
    """A program that runs ours may have set one; the same input would give other bytes."""
    files = [*(ROOT / "runstrong_pdf").rglob("*.py")]
    found = {
        f"{file.name}: {line.strip()}"
        for file in files
        for line in file.read_text("utf-8").splitlines()
        if OF_THE_LOCALE.search(line)
    }
    assert len(files) > 100
    assert found == BYTES_IN_BYTES


@pytest.mark.parametrize(
    "line",
    [
        "locale.setlocale(locale.LC_ALL, 'de_DE')",
        "from calendar import month_name",
        'format(day, "%B")',
        'FORMAT = "%d %B %Y"',
        'f"{day:%B_%Y}"',
        'day.strftime("%a")',
    ],
)
def test_what_follows_the_locale_is_found(line: str) -> None:
    assert OF_THE_LOCALE.search(line)

"""Runs of the real command that find every module loaded, which is most of what a start takes."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

STARTER = """
import gc, json, os, sys
from runstrong_pdf.cli import app, club_mail, login
from runstrong_pdf.club import make, send
from runstrong_pdf.model.club import ClubSettings, Made

for kind in (ClubSettings, Made):
    kind.model_rebuild()  # what reads them is made when the first one is read, else by every run
gc.freeze()
for line in sys.stdin:
    pid = os.fork()
    if not pid:
        heard, *sys.argv = json.loads(line)
        said = os.open(heard, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(said, stream)
        app.main()
        sys.stdout.flush()
        os._exit(0)
    os.write(1, b"%d\\n" % pid)
    os.write(1, b"%d\\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


class Runs:
    """Starts runs, one after the other.

    Args:
        starter: a process of `STARTER`; says which process a run is, then how it ended.
        heard: the file for what a run says.
    """

    def __init__(self, starter: subprocess.Popen[bytes], heard: Path) -> None:
        assert starter.stdin
        assert starter.stdout
        self._asked, self._answers = starter.stdin, starter.stdout
        self._heard = heard
        self._pid = 0

    def start(self, *words: str) -> None:
        line = json.dumps([str(self._heard), "runstrong", *words])
        self._asked.write(f"{line}\n".encode())
        self._pid = int(self._answers.readline())

    @property
    def ended(self) -> bool:
        return bool(select.select([self._answers], [], [], 0)[0])

    @property
    def said(self) -> str:
        return self._heard.read_text("utf-8")

    def kill(self) -> int:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> int:
        """Return the exit code."""
        return int(self._answers.readline())

    def run(self, *words: str) -> int:
        """Start a run and return its exit code."""
        self.start(*words)
        return self.wait()


@contextlib.contextmanager
def starting(heard: Path, by: Sequence[str] = ()) -> Iterator[Runs]:
    """Start a process of `STARTER`, by another program that takes a command, if one is named."""
    command = [*by, sys.executable, "-c", STARTER]
    piped = subprocess.PIPE
    with subprocess.Popen(command, bufsize=0, stdin=piped, stdout=piped) as starter:
        yield Runs(starter, heard)

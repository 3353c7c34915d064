"""Ctrl-C at any moment: one line and exit code 130, also while modules are still being loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

STOPPING = """
import os, signal, sys

wanted = sys.argv.pop(1)

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
from runstrong_pdf.__main__ import main
main()
"""
"""Types Ctrl-C when a module begins to be loaded, then goes on as the command does."""


@pytest.mark.parametrize(
    "module",
    ["typer", "runstrong_pdf.errors", "runstrong_pdf.cli.plan", "pydantic", "reportlab.rl_config"],
)
def test_ctrl_c_says_one_line_whatever_is_being_loaded(tmp_path: Path, module: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STOPPING, module, "plan", "-o", "plan.pdf"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (130, "\nstopped\n")
    assert not list(tmp_path.iterdir())

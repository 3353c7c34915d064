"""Odd calls never end in a traceback, a half-written file, or an error that says nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.odd_calls import TOO_LONG, calls, furnish, verdict
from tests.conftest import Ran

PART = 20
"""Every so many, and all with a link to itself; `tools/odd_calls.py` runs them all."""


def contents(folder: Path) -> dict[Path, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return {file.relative_to(folder): file.read_bytes() for file in files}


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and /proc are for POSIX")
def test_odd_calls_end_well(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = []
    some = (words for n, words in enumerate(calls()) if n % PART == 0 or "a-loop.txt" in words)
    for number, words in enumerate(some):
        folder = tmp_path / str(number) / "here"
        folder.mkdir(parents=True)
        furnish(folder)
        os.mkfifo(folder / "a-pipe")
        monkeypatch.chdir(folder)
        before = contents(folder)
        ran = run(*words)
        new = {f: text for f, text in contents(folder).items() if before.get(f) != text}
        if wrong := verdict(words, ran.code, ran.err, new):
            bad.append((words, wrong, ran.err[-300:]))
    assert not bad


@pytest.mark.parametrize("words", [*TOO_LONG, ("next", "gone.pdf", "-o", "theirs.txt")])
def test_what_is_not_there_or_cannot_be_is_told(
    run: Callable[..., Ran], tmp_path: Path, words: tuple[str, ...]
) -> None:
    furnish(tmp_path)
    ran = run(*words)
    assert ran.code > 1
    assert not verdict(words, ran.code, ran.err, {})
    assert (tmp_path / "theirs.txt").read_text(encoding="utf-8") == "my only copy"


@pytest.mark.parametrize(
    ("code", "said", "files"),
    [
        (1, "Traceback (most recent call last)", {}),
        (139, "", {}),
        (0, "", {"p.pdf": b"%PDF-1.7 cut"}),
        (0, "", {".runstrong-1": b"x"}),
        (2, "error: --name: no", {"p.txt": b"whole\n"}),
        (2, "", {}),
        (2, "error: --name: \n", {}),
    ],
)
def test_a_bad_end_is_seen(code: int, said: str, files: dict[str, bytes]) -> None:
    assert verdict(("plan",), code, said, {Path(name): text for name, text in files.items()})
    assert not verdict(("plan",), 2, "error: --name: is too long\n", {})

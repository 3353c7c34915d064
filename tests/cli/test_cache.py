"""The cache only saves time: with it, without it and in spite of it the bytes are the same."""

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from runstrong_pdf.template_cache import TemplateCache
from tests.conftest import Ran

Run = Callable[..., Ran]
ROOT = Path(__file__).parents[2]
WORDS = ("plan", "--edition", "stretching", "--name", "Zoë", "-o", "p.pdf")


@pytest.fixture
def fresh(run: Run, tmp_path: Path) -> bytes:
    """What is made without a cache."""
    assert run(*WORDS).code == 0
    return (tmp_path / "p.pdf").read_bytes()


@pytest.fixture
def cache(fresh: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    assert fresh
    folder = tmp_path / "cache"
    monkeypatch.setenv("RUNSTRONG_CACHE", str(folder))
    return folder


def test_kept_and_stamped_again(run: Run, fresh: bytes, cache: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run(*WORDS).code == 0
        assert (tmp_path / "p.pdf").read_bytes() == fresh
        assert len(list(cache.iterdir())) == 1


def test_other_options_are_another_template(run: Run, cache: Path) -> None:
    for words in ((), ("--ink", "saver"), ("--paper", "letter"), ("--no-forms",), ("--weeks", "8")):
        assert run(*WORDS, *words).code == 0
    assert len(list(cache.iterdir())) == 5


@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b"",
        lambda _: b"nonsense",
        lambda _: b"\x00" * 5000,
        lambda sound: sound[:-1],
        lambda sound: bytes([sound[0] ^ 1]) + sound[1:],
        lambda sound: sound.replace(b'"slots"', b'"slotz"', 1),
        lambda sound: sound[:-1000] + bytes([sound[-1000] ^ 1]) + sound[-999:],
    ],
    ids=["empty", "nonsense", "zeros", "cut", "the checksum", "the head", "a page"],
)
def test_a_damaged_file_is_made_again(
    damaged: Callable[[bytes], bytes], run: Run, fresh: bytes, cache: Path, tmp_path: Path
) -> None:
    assert run(*WORDS).code == 0
    (kept,) = cache.iterdir()
    kept.write_bytes(damaged(kept.read_bytes()))
    assert run(*WORDS).code == 0
    assert (tmp_path / "p.pdf").read_bytes() == fresh


def test_a_cache_that_cannot_be_written_is_left_alone(
    run: Run, fresh: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RUNSTRONG_CACHE", "/proc/nowhere")
    ran = run(*WORDS)
    assert ran.code == 0
    assert "error" not in ran.err
    assert "warning" not in ran.err
    assert (tmp_path / "p.pdf").read_bytes() == fresh


def test_a_changed_template_is_not_overlooked(run: Run, cache: Path, tmp_path: Path) -> None:
    assert not cache.exists()
    words = tmp_path / "mine" / "languages" / "en" / "words.toml"
    words.parent.mkdir(parents=True)
    shipped = (Path(__file__).parents[2] / "templates/languages/en/words.toml").read_text(
        encoding="utf-8"
    )
    made = set()
    for number, title in enumerate(("Stretch one", "Stretch two")):
        words.write_text(shipped.replace("Stretch and wind down", title), encoding="utf-8")
        folder = tmp_path / f"mine{number}"
        (tmp_path / "mine").rename(folder)
        assert run(*WORDS, "--templates", str(folder)).code == 0
        made.add((tmp_path / "p.pdf").read_bytes())
        folder.rename(tmp_path / "mine")
    assert len(made) == 2


# -- many runs at once, and a bound ---------------------------------------------------------------


def content_of(number: int) -> tuple[str, bytes]:
    """Return a key and what is kept under it; the one tells whether the other is whole."""
    content = random.Random(number).randbytes(4000)  # noqa: S311
    return hashlib.sha256(content).hexdigest()[:32], content


def test_the_cache_has_a_bound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("runstrong_pdf.template_cache.MOST_BYTES", 20_000)
    theirs = [tmp_path / "thesis.odt", tmp_path / "photos", tmp_path / ".runstrong.toml"]
    for place, file in enumerate(theirs):
        file.mkdir() if place == 1 else file.write_bytes(b"x" * 50_000)
    left = tmp_path / ".runstrong-abc_123"
    left.write_bytes(b"half a template")
    for file in (theirs[0], left):
        os.utime(file, (1, 1))
    cache = TemplateCache(tmp_path)
    for number in range(30):
        key, content = content_of(number)
        cache.keep(key, content)
        os.utime(tmp_path / key, (number + 10, number + 10))
    kept = {file.name for file in tmp_path.iterdir()} - {file.name for file in theirs}
    assert kept == {content_of(number)[0] for number in range(25, 30)}
    assert all(file.exists() for file in theirs)


def test_what_is_used_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("runstrong_pdf.template_cache.MOST_BYTES", 8500)
    cache = TemplateCache(tmp_path)
    for number in range(2):
        key, content = content_of(number)
        cache.keep(key, content)
        os.utime(tmp_path / key, (number + 10, number + 10))
    assert cache.read(content_of(0)[0])
    cache.keep(*content_of(2))
    assert cache.read(content_of(0)[0])
    assert cache.read(content_of(1)[0]) == b""


def test_runs_at_once_never_see_half_a_template(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("runstrong_pdf.template_cache.MOST_BYTES", 50_000)
    wanted = [content_of(number) for number in range(20)]

    def work(seed: int) -> None:
        dice = random.Random(seed)  # noqa: S311
        cache = TemplateCache(tmp_path)
        for _ in range(150):
            key, content = dice.choice(wanted)
            assert cache.read(key) in {b"", content}
            cache.keep(key, content)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 50_000
    assert not list(tmp_path.glob(".*"))


def test_a_plan_that_was_drawn_before_needs_no_planner_and_no_pages(
    run: Run, cache: Path, tmp_path: Path
) -> None:
    assert run(*WORDS).code == 0
    ask = "import sys, runstrong_pdf.cli.app as app\ntry: app.main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", ask, *WORDS],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert len(list(cache.iterdir())) == 1
    loaded = set(done.stdout.decode().split())
    unneeded = ("planning", "library", "model.plan", "pages.editions", "layout.sheet", "pdf.canvas")
    assert loaded & {f"runstrong_pdf.{name}" for name in unneeded} == set()
    assert not loaded & {"reportlab", "PIL", "pypdfium2", "pydantic"}

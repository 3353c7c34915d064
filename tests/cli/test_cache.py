"""The cache only saves time: with it, without it and in spite of it the bytes are the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
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


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x00" * 5000])
def test_a_damaged_file_is_made_again(
    damage: bytes, run: Run, fresh: bytes, cache: Path, tmp_path: Path
) -> None:
    assert run(*WORDS).code == 0
    (kept,) = cache.iterdir()
    kept.write_bytes(damage)
    assert run(*WORDS).code == 0
    assert (tmp_path / "p.pdf").read_bytes() == fresh


def test_a_cache_that_cannot_be_written_is_left_alone(
    run: Run, fresh: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RUNSTRONG_CACHE", "/proc/nowhere")
    ran = run(*WORDS)
    assert ran.code == 0
    assert ran.err == ""
    assert (tmp_path / "p.pdf").read_bytes() == fresh


def test_a_changed_template_is_not_overlooked(run: Run, cache: Path, tmp_path: Path) -> None:
    assert not cache.exists()
    words = tmp_path / "mine" / "words" / "en.toml"
    words.parent.mkdir(parents=True)
    shipped = (Path(__file__).parents[2] / "templates/words/en.toml").read_text(encoding="utf-8")
    made = set()
    for number, title in enumerate(("Stretch one", "Stretch two")):
        words.write_text(shipped.replace("Stretch and wind down", title), encoding="utf-8")
        folder = tmp_path / f"mine{number}"
        (tmp_path / "mine").rename(folder)
        assert run(*WORDS, "--templates", str(folder)).code == 0
        made.add((tmp_path / "p.pdf").read_bytes())
        folder.rename(tmp_path / "mine")
    assert len(made) == 2

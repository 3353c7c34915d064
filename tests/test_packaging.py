"""Wheel and source distribution are complete: built, installed elsewhere, and used there."""

import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from runstrong_pdf.resources import data_folder

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {
    "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "runstrong_pdf",
    "templates", "images", "docs", "tests", "output", "benchmarks", "tools", ".ci",
}  # fmt: skip


@dataclass(frozen=True)
class Built:
    wheel: Path
    sdist: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the source distribution, and the wheel from it, without the network."""
    folder = tmp_path_factory.mktemp("dist")
    words: list[str | Path] = [sys.executable, "-m", "build", "--no-isolation"]
    words += ["--outdir", folder, ROOT]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, sdist)


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.mark.parametrize("folder", ["templates", "images"])
def test_the_wheel_holds_the_data_of_the_checkout(folder: str, built: Built) -> None:
    prefix = f"runstrong_pdf/{folder}/"
    with zipfile.ZipFile(built.wheel) as wheel:
        packed = {
            name.removeprefix(prefix): wheel.read(name)
            for name in wheel.namelist()
            if name.startswith(prefix)
        }
    shipped = files_below(ROOT / folder)
    assert packed.keys() == shipped.keys()
    assert packed == shipped


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        names = wheel.namelist()
        tops = {name.partition("/")[0] for name in names}
        entry_points = next(name for name in names if name.endswith("entry_points.txt"))
        assert b"runstrong = runstrong_pdf.__main__:main" in wheel.read(entry_points)
    assert len(tops) == 2
    assert "runstrong_pdf" in tops
    assert "runstrong_pdf/py.typed" in names
    modules = {f"runstrong_pdf/{name}" for name in files_below(ROOT / "runstrong_pdf")}
    assert modules <= set(names)
    licences = [name for name in names if "/licenses/" in name]
    assert {Path(name).name for name in licences} >= {"LICENSE", "OFL.txt"}


def test_the_source_distribution_can_be_tested(built: Built) -> None:
    with tarfile.open(built.sdist) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    wanted = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}
    wanted |= {"tests/conftest.py", "docs/training-rules.md"}
    assert wanted <= set(names)
    assert not [name for name in names if name.startswith((".hypothesis", "output", ".venv"))]


def test_the_wheel_is_small(built: Built) -> None:
    assert built.wheel.stat().st_size < 8_000_000


def test_an_installed_wheel_makes_a_plan_elsewhere(built: Built, tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    words = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    pip: list[str | Path] = [sys.executable, "-m", "pip", *words, "--target", home, built.wheel]
    done = subprocess.run(pip, cwd=elsewhere, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    environment = {**os.environ, "PYTHONPATH": str(home), "RUNSTRONG_CACHE": "off"}
    where = "import runstrong_pdf.resources as r; print(r.data_folder('templates'))"
    place = subprocess.run(
        [sys.executable, "-c", where],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert place.stdout.decode().strip() == str(home / "runstrong_pdf" / "templates")
    made = subprocess.run(
        [home / "bin" / "runstrong", "plan", "--paper", "a4"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode()
    file = elsewhere / made.stdout.decode().strip()
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert file.parent == elsewhere / "output"


def test_the_checkout_finds_its_data_beside_the_package() -> None:
    for folder in ("templates", "images"):
        assert data_folder(folder).is_dir()
        assert not list(data_folder(folder).rglob("*.py"))


def test_the_top_level_is_what_the_architecture_says() -> None:
    """Read from git, so that what somebody keeps beside it does not matter."""
    git = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD"], cwd=ROOT, capture_output=True, check=False
    )
    if git.returncode:
        pytest.skip("not a git checkout")
    tracked = set(git.stdout.decode().split()) - {".gitignore", ".gitattributes"}
    assert tracked == TOP_LEVEL

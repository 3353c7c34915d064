"""Wheel and source distribution are complete: built, installed elsewhere, and used there."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

from runstrong_pdf.resources import data_folder
from runstrong_pdf.workers import PACKED, work_if_told, worker_command

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


@pytest.fixture(scope="session")
def site(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own, without what it needs."""
    folder = tmp_path_factory.mktemp("wheel") / "site"
    words = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    words += ["--disable-pip-version-check"]
    pip: list[str | Path] = [sys.executable, "-m", "pip", *words, "--target", folder, built.wheel]
    done = subprocess.run(pip, cwd=folder.parent, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return folder


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


def test_an_installed_wheel_makes_a_plan_elsewhere(site: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(site), "RUNSTRONG_CACHE": "off"}
    where = "import runstrong_pdf.resources as r; print(r.data_folder('templates'))"
    place = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert place.stdout.decode().strip() == str(site / "runstrong_pdf" / "templates")
    made = subprocess.run(
        [site / "bin" / "runstrong", "plan", "--paper", "a4"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode()
    file = tmp_path / made.stdout.decode().strip()
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert file.parent == tmp_path / "output"


def needed_distributions(name: str = "runstrong-pdf") -> set[str]:
    """Return what a distribution needs to run, and what that needs, as it is installed here."""
    found, left = set[str](), [name]
    while left:
        one = re.sub(r"[-_.]+", "-", left.pop()).lower()
        with suppress(metadata.PackageNotFoundError):
            wanted = metadata.distribution(one).requires or []
            plain = [line for line in wanted if "extra ==" not in line]
            names = [re.split(r"[^\w.-]", line)[0] for line in plain]
            left += [each for each in names if one not in found]
            found.add(one)
    return found - {name}


def test_a_packed_program_makes_checks_and_serves_a_club(site: Path, tmp_path: Path) -> None:
    """Its workers are processes of their own, which have to find what is packed."""
    whole, program = tmp_path / "site", tmp_path / "runstrong.pyz"
    shutil.copytree(site, whole)
    for name in needed_distributions():
        for file in metadata.distribution(name).files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                (whole / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), whole / file)
    pack: list[str | Path] = [sys.executable, "-m", "shiv", "--uncompressed"]
    pack += ["--site-packages", whole, "-o", program]
    packed = subprocess.run([*pack, "-c", "runstrong"], capture_output=True, check=False)
    assert packed.returncode == 0, packed.stderr.decode()
    bare = Path(sys.executable).resolve()  # not the one that has everything installed
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "SHIV_ROOT": str(tmp_path / "root"),
        "RUNSTRONG_CACHE": "off", "LANG": "C.UTF-8",
    }  # fmt: skip
    small = ("--weeks", "4", "--kit", "none", "--edition", "stretching", "-o", "p.pdf")
    for command in (
        ("plan", *small), ("check", "p.pdf"), ("club", "new", "club"),
        ("club", "make", "club", "--jobs", "2"),
    ):  # fmt: skip
        done = subprocess.run(
            [bare, "-I", program, *command],
            cwd=tmp_path, env=environment, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
    assert len(list((tmp_path / "club" / "output").glob("*.pdf"))) == 4


def test_a_program_packed_with_its_python_is_its_own_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There `sys.executable` is the program itself, to which `-c` means nothing."""
    worker = "runstrong_pdf.pdf.filled_worker"
    assert worker_command(worker, "p.pdf")[1:3] == ["-P", "-c"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = worker_command(worker, "p.pdf")
    assert command == [sys.executable, PACKED, worker, "p.pdf"]
    told = list[str]()
    monkeypatch.setattr(f"{worker}.main", told.append)
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit):
        work_if_told()
    assert told == ["p.pdf"]
    monkeypatch.setattr(sys, "argv", [sys.executable, PACKED, "os.path"])
    work_if_told()  # nothing else can be run by it


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

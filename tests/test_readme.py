"""The README keeps its word: its commands work, its pictures and links are there."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from runstrong_pdf import errors
from runstrong_pdf.cli.app import app
from runstrong_pdf.errors import RunstrongError

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LARGEST_PICTURE = 400_000
COPIED = ("runstrong_pdf", "templates", "images", "docs", "pyproject.toml", "README.md", "LICENSE")


def commands() -> list[str]:
    """Return every line of the README's shell blocks, without prompts and comments."""
    blocks = re.findall(r"```(?:sh|bash|shell|console)\n(.*?)```", README, re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line.removeprefix("$ ").partition(" #")[0].strip() for line in lines if line.strip()]


def the_command(*parts: str) -> str:
    found = [line for line in commands() if all(part in line for part in parts)]
    assert found, f"no command of the README has {parts}"
    return found[0]


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """A copy of the checkout whose venv-to-be finds the dependencies without the network."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, checkout)
    installed = Path(sysconfig.get_path("purelib"))
    borrowed = tmp_path / "borrowed"
    borrowed.mkdir()
    for entry in installed.iterdir():
        if not re.match(r"_?runstrong|pip|__pycache__|.*\.pth$|distutils", entry.name):
            (borrowed / entry.name).symlink_to(entry)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = checkout / ".venv" / "lib" / version / "site-packages"
    packages.mkdir(parents=True)
    (packages / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    return checkout


@pytest.mark.skipif(os.name != "posix", reason="the README's commands are for a POSIX shell")
def test_the_first_command_makes_the_default_plan(bare_checkout: Path, tmp_path: Path) -> None:
    line = the_command("pip install", "runstrong plan")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    environment = {
        "PATH": f"{folder}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as: no isolation
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "RUNSTRONG_CACHE": "off",
    }
    done = subprocess.run(
        ["sh", "-c", line], cwd=bare_checkout, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    path = done.stdout.decode().splitlines()[-1]
    assert (bare_checkout / path).read_bytes().startswith(b"%PDF-1.7")
    assert Path(path).parent.name == "output"


def test_the_second_command_is_the_one_that_ci_runs() -> None:
    line = the_command("pip install", "pytest")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for step in (part.strip() for part in line.split("&&")):
        words = step.replace("'", "").replace('"', "").split()
        plain = ci.replace("'", "").replace('"', "").replace(" --quiet", "")
        assert " ".join(word for word in words if word not in {"-q", "--quiet"}) in plain, step


def test_only_commands_that_exist_are_shown() -> None:
    known = {command.name for command in app.registered_commands}
    known |= {group.name for group in app.registered_groups}
    for line in commands():
        for command in re.findall(r"\brunstrong ([a-z]+)", line):
            assert command in known, line


def test_every_command_is_documented() -> None:
    for command in app.registered_commands:
        assert f"runstrong {command.name}" in README


def test_every_exit_code_is_documented() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, RunstrongError)
        and kind is not RunstrongError
    ]
    assert sorted(kind.exit_code for kind in kinds) == [2, 3, 4, 5, 6, 7]
    table = README.lower().partition("exit code")[2]
    for code in range(8):
        assert re.search(rf"\b{code}\b\W+[a-z]", table), f"exit code {code}"


def test_links_and_pictures_lead_to_files_of_modest_size() -> None:
    targets = re.findall(r"\]\(([^)#\s]+)\)|src=\"([^\"]+)\"", README)
    local = [a or b for a, b in targets if not (a or b).startswith(("http", "mailto:"))]
    for target in local:
        assert (ROOT / target).exists(), target
    pictures = [target for target in local if Path(target).suffix in {".png", ".jpg", ".svg"}]
    assert pictures, "the page it makes is not shown"
    assert README.index(pictures[0]) < 2500, "not on the first screen"
    for picture in pictures:
        assert (ROOT / picture).stat().st_size <= LARGEST_PICTURE

"""The same input gives the same bytes on every supported Python.

Other interpreters are found on PATH, or where pyenv keeps them. Each uses the dependencies of this
one; those that are built for one Python it gets in the same versions from the package index.
`RUNSTRONG_PYTHONS=off` leaves them out.
"""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SUPPORTED = [(3, 11), (3, 12), (3, 13)]
OTHERS = [
    f"{major}.{minor}" for major, minor in SUPPORTED if (major, minor) != sys.version_info[:2]
]
SHEETS = {
    "handout.pdf": ["--edition", "handout", "--paper", "letter", "--name", "Zoë Łuczak"],
    "full.pdf": ["--paper", "a4"],  # whose heights were sums that differed from Python to Python
    "a5.pdf": ["--paper", "a5"],
    "plan.json": ["--start", "2026-12-07"],
}
MAKE = """
import json, sys
from runstrong_pdf.cli.app import main

for words in json.loads(sys.argv[1]):
    sys.argv = ["runstrong", *words]
    try:
        main()
    except SystemExit as left:
        assert not left.code, (words, left.code)
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What this interpreter makes."""
    return made(sys.executable, tmp_path_factory.mktemp("here"))


@pytest.mark.skipif(os.environ.get("RUNSTRONG_PYTHONS") == "off", reason="RUNSTRONG_PYTHONS is off")
@pytest.mark.parametrize("version", OTHERS)
def test_another_python_gives_the_same_bytes(
    version: str, here: dict[str, bytes], tmp_path: Path
) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here")
    install(version, tmp_path / "site")
    there = made(python, tmp_path, tmp_path / "site", Path(sysconfig.get_path("purelib")))
    assert [name for name in SHEETS if there[name] != here[name]] == []


def interpreter(version: str) -> str | None:
    """Return a Python of that version that runs: pyenv has commands on PATH that do not."""
    kept = map(str, sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin")))
    for folder in (*os.environ.get("PATH", "").split(os.pathsep), *kept):
        found = shutil.which(f"python{version}", path=folder)
        if (
            found
            and subprocess.run([found, "-c", ""], check=False, capture_output=True).returncode == 0
        ):
            return found
    return None


def install(version: str, site: Path) -> None:
    """Put those dependencies that are built for one Python into a folder; or skip the test."""
    pinned = sorted(f"{one.name}=={one.version}" for one in dependencies() if is_built(one))
    words: list[str | Path] = [sys.executable, "-m", "pip", "install", "--python-version", version]
    words += ["--quiet", "--no-compile", "--no-deps", "--only-binary", ":all:", "--target", site]
    done = subprocess.run([*words, *pinned], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"its dependencies cannot be installed: {done.stderr.strip()[-200:]}")


def dependencies() -> Iterator[importlib.metadata.Distribution]:
    """Yield what the project needs to run, and what that needs in turn."""
    waiting, known = ["runstrong-pdf"], {"runstrong-pdf"}
    while waiting:
        for requirement in importlib.metadata.requires(waiting.pop()) or ():
            name = re.split(r"[^\w.-]", requirement)[0]
            if name in known or ";" in requirement:
                continue
            known.add(name)
            waiting.append(name)
            yield importlib.metadata.distribution(name)


def is_built(package: importlib.metadata.Distribution) -> bool:
    """Whether a package is for one Python and no other: its tag says neither `py3` nor `abi3`."""
    tags = re.findall("^Tag: (.*)", package.read_text("WHEEL") or "", re.MULTILINE)
    return not any(tag.startswith("py3-") or "-abi3-" in tag for tag in tags)


def made(python: str, folder: Path, *site: Path) -> dict[str, bytes]:
    """Return the bytes of every sheet, made by an interpreter from the sources of this checkout."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *site))),
        "RUNSTRONG_CACHE": "off",
    }
    if site:  # ours is compiled already
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    commands = [["plan", "-o", name, *options] for name, options in SHEETS.items()]
    words = [python, "-c", MAKE, json.dumps(commands)]
    done = subprocess.run(
        words, check=False, capture_output=True, text=True, cwd=folder, env=environment
    )
    assert done.returncode == 0, done.stderr
    return {name: (folder / name).read_bytes() for name in SHEETS}

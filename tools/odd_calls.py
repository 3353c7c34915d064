"""Runs hundreds of odd calls of `runstrong` and lists those that end badly.

No traceback, no half-written file, and every error says what is wrong. It takes some minutes, so
that the tests run every twentieth only; with `--processes` each call is a process of its own.
"""

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from runstrong_pdf.cli.app import main as runstrong  # noqa: E402
from tests.cli.odd_calls import calls, furnish, verdict  # noqa: E402


def contents(folder: Path) -> dict[Path, bytes]:
    """Return every plain file below a folder with its content."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return {file.relative_to(folder): file.read_bytes() for file in files}


def in_this_process(words: tuple[str, ...]) -> tuple[int, str]:
    """Run a call in this process; return its exit code and what it said."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO(), write_through=True)
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        sys.argv = ["runstrong", *words]
        try:
            runstrong()
        except SystemExit as left:
            code = left.code or 0
        except BaseException:  # noqa: BLE001  a traceback is what is looked for
            traceback.print_exc()
            code = 1
    said = err.buffer.getvalue()
    return int(code) if isinstance(code, int) else 1, said.decode(errors="replace")


def in_its_own_process(words: tuple[str, ...]) -> tuple[int, str]:
    """Run a call as people do; return its exit code and what it said."""
    given = [word.encode(errors="surrogatepass") for word in words]
    if any(b"\0" in word for word in given):
        return in_this_process(words)  # no system starts a process with such a word
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"runstrong_pdf", *given],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stderr.decode(errors="replace")


def main() -> int:
    """Run all calls; return 1 if one ended badly."""
    run = in_its_own_process if "--processes" in sys.argv else in_this_process
    codes, bad = Counter[int](), 0
    with tempfile.TemporaryDirectory() as cache:
        os.environ["RUNSTRONG_CACHE"] = cache
        for number, words in enumerate(calls(), 1):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name) / "here"
                folder.mkdir()
                furnish(folder)
                os.mkfifo(folder / "a-pipe")
                os.chdir(folder)
                os.environ["HOME"] = name
                before = contents(folder)
                code, said = run(words)
                after = contents(folder)
                new = {file: text for file, text in after.items() if before.get(file) != text}
                if wrong := verdict(words, code, said, new):
                    bad += 1
                    shown = " ".join(word[:40] for word in words)
                    print(f"{number}: runstrong {shown!r}: {wrong}\n{said[-600:]}")
                codes[code] += 1
                os.chdir(ROOT)
    print(f"{codes.total()} calls, {bad} ended badly; by exit code: {dict(sorted(codes.items()))}")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())

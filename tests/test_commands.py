"""Every command that the README and the documentation show is run, literally, in one folder."""

import datetime as dt
import io
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.done.filling import filled_in
from tests.mail.serving import USER, Mailbox, Trust, real_server

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", *(f"docs/{one.name}" for one in (ROOT / "docs").iterdir()))
BLOCK = re.compile(r"```(?:sh|bash|shell|console)\n(.*?)```", re.DOTALL)
NOT_RUN = (".ci/run", "uv tool install ", "RUNSTRONG_WEB_ORIGIN=", ".venv/bin/", "python3 -m venv")
"""What sets up a machine or tests it: `tests/test_readme.py` runs the first, CI the others."""
REPORT = """From MAILER-DAEMON Mon Dec  7 09:00:00 2026
From: somebody@example.org
Subject: Lovely plan, thank you

Anna

"""


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every line of every shell block, each command once."""
    blocks = "".join(b for page in PAGES for b in BLOCK.findall((ROOT / page).read_text("utf-8")))
    lines = (line for line in blocks.replace("\\\n", " ").splitlines() if line.strip())
    lines = (line for line in lines if not line.startswith(NOT_RUN))
    yield from dict.fromkeys(tuple(shlex.split(line, comments=True)) for line in lines)


@pytest.fixture
def files(tmp_path: Path, run: Callable[..., Ran]) -> None:
    """Put down what the commands take for granted: the files that the same pages show."""
    own = (ROOT / "docs" / "own-files.md").read_text("utf-8")
    for name, content in re.findall(r"```toml\n# (my-club/\S+)\n(.*?)```", own, re.DOTALL):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "tuesday.toml").write_text(own.split("```toml\n")[1].partition("```")[0], "utf-8")
    shutil.copy(ROOT / "images" / "push-up.toml", tmp_path / "my-club/images/press-up.toml")
    assert run("plan", "-o", "zoe.pdf").code == 0
    assert run("plan", "-o", "plan.json").code == 0
    done = filled_in((tmp_path / "zoe.pdf").read_bytes(), {"w6-A-1-1": "x"})
    (tmp_path / "zoe.pdf").write_bytes(done)
    (tmp_path / "back.mbox").write_text(REPORT)


def furnish(club: Path, port: int) -> None:
    """Fill in what `club new` asks to be filled in: members, the first Monday, the mail server."""
    today = dt.datetime.now().astimezone().date()
    start = today - dt.timedelta(days=today.weekday())
    settings = (club / "club.toml").read_text("utf-8")
    wanted = {"start": str(start), "from": f"Club <{USER}>", "host": "localhost", "user": USER}
    for key, value in wanted.items():
        settings = re.sub(rf'^{key} = "[^"]*"', f'{key} = "{value}"', settings, flags=re.MULTILINE)
    settings = settings.replace("# port = 2525 ", f"port = {port} ")
    (club / "club.toml").write_text(settings, "utf-8")
    people = "".join(f"{name},{name[:2].lower()}@example.org\n" for name in ("Anna", "Jo Li"))
    (club / "roster.csv").write_text(
        f"name,email\nZo\u00eb \u0141uczak,z@example.org\n{people}", "utf-8"
    )


def test_every_command_that_is_shown_works(
    run: Callable[..., Ran],
    files: None,
    trusted: Trust,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del files
    monkeypatch.setattr("builtins.input", lambda _: "")
    monkeypatch.setattr("typer.launch", lambda _: 0)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)  # tests/web serves for real
    mailbox, wrong, done = Mailbox(), [], 0
    with real_server(trusted, mailbox) as port:
        for words in filter(None, commands()):
            if "forget" in words:
                monkeypatch.setattr("sys.stdin", io.StringIO(f"{words[-1]}\n"))
            if "sent" in words:
                shutil.copytree(tmp_path / "our-club" / "output", tmp_path / "sent")
            assert words[0] == "runstrong"
            ran = run(*words[1:])
            done += 1
            if ran.code:
                wrong.append(f"{shlex.join(words)}\n{ran.err}")
            if words[1:3] == ("club", "new"):
                furnish(tmp_path / words[3], port)
    assert not wrong, "\n".join(wrong)
    assert done > 50
    assert len(mailbox.taken) >= 2 + 3 + 3  # to oneself, to all, this week's to all

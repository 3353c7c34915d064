"""The page for everybody, run as docs/web.md says it to systemd, asked as by a reverse proxy."""

import asyncio
import http.client
import os
import re
import shlex
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf.web.application import MOST_WAITING, make_app, public_settings
from runstrong_pdf.web.guard import LARGE, SMALL
from tests.web.serving import Browser

DOCS = Path(__file__).parents[2] / "docs" / "web.md"
ORIGIN = "https://strength.example.org"
FORWARDED = {
    "host": "strength.example.org",
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "strength.example.org",
}
POSTED = {"origin": ORIGIN, "x-form-token": "anybody", "content-type": "multipart/form-data"}


def unit() -> dict[str, str]:
    """Return what the unit says of its service."""
    (block,) = re.findall(r"```ini\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    return dict(line.split("=", 1) for line in block.splitlines() if "=" in line)


@dataclass(frozen=True)
class Service:
    """The service, running."""

    browser: Browser
    process: subprocess.Popen[bytes]

    def megabytes(self) -> float:
        """Return the most memory that it had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """What ExecStart says, with this Python and a free port; nothing of the environment but its."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program, *words = shlex.split(unit()["ExecStart"])
    assert Path(program).name == "uvicorn"
    words[words.index("--port") + 1] = str(port)
    said = dict([unit()["Environment"].split("=", 1)])
    assert said == {"RUNSTRONG_WEB_ORIGIN": ORIGIN}
    environment = {"PATH": os.defpath, "HOME": "/", **said}
    command = [sys.executable, "-m", "uvicorn", *words]
    with subprocess.Popen(command, cwd="/", env=environment, stderr=subprocess.DEVNULL) as process:
        browser = Browser(port, dict(FORWARDED))
        for _ in range(300):
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None
            time.sleep(0.1)
        yield Service(browser, process)
        process.terminate()


def test_a_proxy_is_given_pages_and_plans(service: Service) -> None:
    page = service.browser.get("/")
    assert (page.status, "Your plan" in page.text) == (200, True)
    assert "set-cookie" not in page.headers
    assert "127.0.0.1" not in page.text + str(page.headers)
    saved = service.browser.get("/plan/file.pdf?edition=stretching&name=Zo%C3%AB")
    assert saved.body.startswith(b"%PDF-")
    assert "zoe" in saved.headers["content-disposition"]
    assert [service.browser.get(path).status for path in ("/club", "/next", "/quit")] == [404] * 3


def test_whatever_a_proxy_hands_on_the_name_is_its_own(service: Service) -> None:
    assert service.browser.get("/", host="evil.example").status == 421
    assert service.browser.get("/", host=f"127.0.0.1:{service.browser.port}").status == 421
    other = service.browser.get("/", x_forwarded_host="evil.example", x_forwarded_for="127.0.0.1")
    assert (other.status, "evil" in other.text) == (200, False)
    assert service.browser.get("/", sec_fetch_site="cross-site").status == 403


def test_what_is_too_large_is_refused(service: Service) -> None:
    browser = Browser(service.browser.port, {**FORWARDED, **POSTED})
    assert browser.post("/plan/open", content_length=str(LARGE + 1)).status == 413
    assert browser.post("/plan/state", b"x" * (SMALL + 1)).status == 413
    with suppress(ConnectionError):  # it may hang up before it was read
        assert browser.get(f"/plan/state?name={'x' * 200_000}").status == 400
    assert browser.post("/plan/open", b"", origin="https://evil.example").status == 403


def test_what_are_too_many_are_refused_and_memory_stays_below_its_limit(service: Service) -> None:
    answers, begun = Counter[int](), threading.Barrier(2 * MOST_WAITING)

    def ask(number: int) -> None:
        asking = http.client.HTTPConnection("127.0.0.1", service.browser.port, timeout=120)
        begun.wait()
        path = f"/plan/page?edition=stretching&dpi=30&name=R{number}"
        asking.request("GET", path, headers=FORWARDED)
        answer = asking.getresponse()
        answers[answer.status] += 1
        if answer.status == 503:
            assert answer.headers["retry-after"] == "2"
        asking.close()

    asking = [threading.Thread(target=ask, args=(n,)) for n in range(2 * MOST_WAITING)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert {*answers} == {200, 503}
    assert answers[200] >= MOST_WAITING
    assert service.browser.get("/exercises").status == 200
    assert service.megabytes() < float(unit()["MemoryMax"].removesuffix("M"))


def test_what_takes_too_long_is_given_up() -> None:
    settings = replace(public_settings(ORIGIN, "a4"), seconds=0.01)
    sent: list[Any] = []

    async def send(message: Any) -> None:  # noqa: ANN401
        sent.append(message)

    async def receive() -> Any:  # noqa: ANN401
        await asyncio.sleep(3600)

    async def asked() -> None:
        await make_app(settings)(scope, receive, send)

    scope = {
        "type": "http", "method": "GET", "path": "/plan/file.pdf", "query_string": b"weeks=12",
        "headers": [(b"host", b"strength.example.org")], "root_path": "",
    }  # fmt: skip
    asyncio.run(asked())
    assert sent[0]["status"] == 503
    assert (b"retry-after", b"2") in sent[0]["headers"]

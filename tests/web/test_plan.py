"""The page without a browser: its form, what is drawn for whom, and the page for everybody."""

import asyncio
import re
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.datastructures import QueryParams
from uvicorn.importer import import_from_string

from runstrong_pdf import FIELDS, Request, StoppedError, UsageError, read_done, render
from runstrong_pdf.web.answers import BusyError, DrawingQueue
from runstrong_pdf.web.application import make_app, public_settings
from runstrong_pdf.web.form import GROUPS, HELP, LABELS, MORE, Form
from tests.conftest import Ran
from tests.done.filling import filled_in
from tests.making import Made
from tests.web.serving import Browser, upload

# -- the form -------------------------------------------------------------------------------------


def test_every_option_is_asked_for_once_but_the_folder() -> None:
    offered = FIELDS.keys() - {"templates"}
    groups = Form("a4", offered, {}).groups({})
    assert sorted(one.name for questions in groups.values() for one in questions) == sorted(offered)
    assert MORE not in groups, "an option that no group has is asked for, but in a group of its own"


def test_no_folder_is_asked_for_by_itself() -> None:
    groups = Form("a4", FIELDS, {}).groups({})
    assert "templates" not in [one.name for questions in groups.values() for one in questions]


def test_all_that_the_page_says_of_options_is_of_options_that_there_are() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert len(grouped) == len(set(grouped))
    assert {*grouped, *LABELS, *HELP} <= FIELDS.keys()


def test_what_is_as_usual_is_not_said() -> None:
    form = Form("letter", FIELDS, {})
    sent = "kit=&kit=chair&kit=band&kit=dumbbells&weeks=6&paper=letter&forms=no&forms=yes&name="
    assert form.typed(QueryParams(sent)) == {}
    sent = "kit=&paper=a4&forms=no&two_up=no&two_up=yes&runs.tue=hard&runs.sun=long&runs.mon="
    assert form.typed(QueryParams(sent)) == {
        "kit": "none", "paper": "a4", "forms": "no", "two_up": "yes", "runs": "tue:hard,sun:long",
    }  # fmt: skip
    assert form.read(QueryParams("name=" + "x" * 5000)).options is None


def test_days_wait_until_as_many_are_ticked_as_sessions() -> None:
    form = Form("a4", FIELDS, {})
    for sent, waits in (
        ("days=tue", True),
        ("days=tue&days=fri", False),
        ("days=sun&sessions=1", False),
    ):
        found = form.read(QueryParams(sent))
        assert found.options
        assert ("days" not in found.settled) == waits == (not found.options.request.days)
        assert [one.field for one in found.problems] == ["days"] * waits
        assert "days" in found.typed
    assert form.read(QueryParams("days=someday")).options is None


def test_numbers_of_rules_are_not_said_on_the_page(browser: Browser) -> None:
    why = browser.get("/plan/state?kit=band&days=tue,fri&avoid=knee").data["plan"]["why"]
    text = " ".join(one["text"] for one in why)
    assert "48 h apart" in text
    assert re.search(r"\b[RC]\d\d\b", text) is None
    assert browser.get("/plan/state?kit=band").data["plan"]["title"] in text


def test_the_language_of_the_sheets_is_chosen_by_its_own_name(browser: Browser) -> None:
    page = browser.get("/?language=de").text
    assert '<option value="de" lang="de" selected>Deutsch</option>' in page
    assert '<option value="en" lang="en">English</option>' in page
    assert browser.get("/plan/state?language=de").data["plan"]["title"] == "Oberkörper fürs Laufen"
    assert "<option selected>Klingon</option>" in browser.get("/?language=Klingon").text
    assert browser.get("/plan/state?language=Klingon").data["problems"][0]["field"] == "language"


# -- what nobody waits for any more ---------------------------------------------------------------


class Asking:
    """A browser that may give up."""

    gone = False

    async def is_disconnected(self) -> bool:
        return self.gone


def test_what_nobody_waits_for_is_stopped_or_never_begun() -> None:
    first, second, begun = Asking(), Asking(), list[str]()
    started = threading.Event()

    def drawing(stop: threading.Event) -> None:
        started.set()
        assert stop.wait(10)
        raise StoppedError

    async def given_up() -> list[object]:
        queue: Any = DrawingQueue()
        one = asyncio.create_task(queue.made(first, drawing))
        other = asyncio.create_task(queue.made(second, lambda _: begun.append("other")))
        await asyncio.to_thread(started.wait, 10)
        first.gone = second.gone = True
        found = await asyncio.gather(one, other, return_exceptions=True)
        queue.close()
        return list(found)

    assert [type(one) for one in asyncio.run(given_up())] == [StoppedError, StoppedError]
    assert begun == []


def test_too_much_at_once_and_too_long_are_refused() -> None:
    def long(stop: threading.Event) -> None:
        assert stop.wait(10)
        raise StoppedError

    async def asked() -> list[object]:
        queue: Any = DrawingQueue(most=2, seconds=0.05)
        many = (queue.made(Asking(), long) for _ in range(3))
        found = await asyncio.gather(*many, return_exceptions=True)
        queue.close()
        return list(found)

    assert [type(one) for one in asyncio.run(asked())] == [BusyError] * 3


# -- the block after ------------------------------------------------------------------------------


def test_the_next_block_goes_on_from_what_was_done(browser: Browser, default: Made) -> None:
    pdf = filled_in(default.pdf, {"did-6-A-1": "4", "did-6-A-2": "felt great"})
    number = upload(browser, "/next/read", "../../plan.pdf", pdf).data["number"]
    text = browser.get(f"/next/{number}").text
    assert "fewer: 4" in text
    assert "not certain; counts as missed" in text
    answered = browser.get(f"/next/{number}?did-6-A-2=8&weeks=8&name=Zo%C3%AB").text
    assert "not certain" not in answered
    hurts = browser.get(f"/next/{number}?did-6-A-2=it+hurts&away=3").text
    for told in ("hurts: it hurts", "left out", "rests: ", "fewer than 6 weeks change nothing"):
        assert told in hurts
    assert "2020-01-06 is in the past" in browser.get(f"/next/{number}?start=2020-01-06").text
    name = 'value="Zoë"'
    assert name in answered
    saved = browser.get(f"/next/{number}/file.pdf?weeks=8&name=Zo%C3%AB")
    assert "zoe-8-weeks-block-2.pdf" in saved.headers["content-disposition"]
    assert saved.body.startswith(b"%PDF-1.7")
    assert "99 is not possible" in browser.get(f"/next/{number}?weeks=99").text
    assert browser.get(f"/next/{number}/file.pdf?weeks=99").status == 422
    assert browser.get("/next/..%2f..%2fetc").status == 404
    wrong = upload(browser, "/next/read", "x.pdf", b"%PDF-1.4 nothing")
    assert wrong.status == 422
    assert "runstrong-" not in wrong.text


def test_weights_in_pounds_are_the_same_dumbbells_in_the_next_block(
    browser: Browser, tmp_path: Path
) -> None:
    made = render(Request(dumbbells=(2.27, 3.63), units="lb"))
    number = upload(browser, "/next/read", "x.pdf", made).data["number"]
    saved = tmp_path / "next.pdf"
    saved.write_bytes(browser.get(f"/next/{number}/file.pdf").body)
    assert read_done(saved).note.request.dumbbells == (2.27, 3.63)


def test_what_is_typed_is_text_and_never_code(browser: Browser, default: Made) -> None:
    code = "<script>alert(1)</script>"
    number = upload(browser, "/next/read", "x.pdf", default.pdf).data["number"]
    for path in (f"/?name={quote(code)}", f"/next/{number}?name={quote(code)}"):
        text = browser.get(path).text
        assert code not in text
        assert "&lt;script&gt;" in text


# -- for everybody --------------------------------------------------------------------------------


def test_everybody_gets_the_plan_and_nothing_that_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def answers(*asked: tuple[str, str]) -> list[int]:
        app, found = make_app(public_settings("https://strength.example.org", "a4")), []
        for path, host in asked:
            headers = [(b"host", host.encode())]
            scope = {"type": "http", "method": "GET", "path": path, "headers": headers,
                     "query_string": b"", "root_path": ""}  # fmt: skip
            sent: list[Any] = []

            async def send(message: Any, sent: list[Any] = sent) -> None:  # noqa: ANN401
                sent.append(message)

            async def receive() -> Any:  # noqa: ANN401
                return {"type": "http.request", "body": b""}

            await app(scope, receive, send)
            assert not any(name == b"set-cookie" for name, _ in sent[0]["headers"])
            found.append(sent[0]["status"])
        return found

    ours = "strength.example.org"
    shown = [("/", ours), ("/exercises", ours), ("/plan/state", ours)]
    assert asyncio.run(answers(*shown)) == [200, 200, 200]
    kept = [(path, ours) for path in ("/club", "/next", "/quit", "/plan/logo", "/login")]
    assert asyncio.run(answers(*kept)) == [404] * 5
    assert asyncio.run(answers(("/", "evil.example"))) == [421]
    monkeypatch.setenv("RUNSTRONG_WEB_ORIGIN", f"https://{ours}")
    assert callable(import_from_string("runstrong_pdf.web:app"))  # as uvicorn finds it
    with pytest.raises(UsageError, match="no address of a site"):
        public_settings("strength.example.org", "a4")


# -- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "0.0.0.0"), "is not an address of this computer"),  # noqa: S104  refused
        (("--host", "example.org"), "is not an address of this computer"),
        (("nowhere",), "club.toml"),
    ],
)
def test_what_cannot_be_served_is_said(
    run: Callable[..., Ran], words: tuple[str, ...], said: str
) -> None:
    ran = run("serve", "--no-open", *words)
    assert ran.code != 0
    assert said in ran.err


def test_without_a_terminal_the_password_must_be_there(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNSTRONG_WEB_PASSWORD", raising=False)
    ran = run("serve", "--no-open", "--host", "192.0.2.7")
    assert "a password for others is missing" in ran.err


def test_a_port_that_is_taken_is_named(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runstrong_pdf.web.serving.running_page", lambda _: "")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = run("serve", "--no-open", "--port", port)
    assert f"127.0.0.1, port {port}" in ran.err
    assert "try: name another port" in ran.err


def test_others_need_a_password_of_some_length(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_WEB_PASSWORD", "short")
    ran = run("serve", "--no-open", "--host", "192.0.2.7")
    assert ran.code != 0
    assert re.search("not encrypted.*at least 8 letters", ran.err, re.DOTALL)

"""What is not plainly a request of our own page is refused: each rule of docs/web.md."""

import json
import os
import re
import stat
import threading
from pathlib import Path

import pytest

from runstrong_pdf.web.guard import HEADERS, LARGE, SMALL, Access
from runstrong_pdf.web.serving import Page, note_file, running_page
from runstrong_pdf.web.showing import STATIC
from tests.web.serving import Browser, let_in, served, stranger, upload

PASSWORD = "correct horse"  # noqa: S105  of a test
CREST = (Path(__file__).parents[1] / "pdf" / "crest.svg").read_bytes()


# -- where it listens, and for whom ---------------------------------------------------------------


def test_it_listens_on_this_computer_alone(page: Page) -> None:
    assert page._socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.", None],
)
def test_another_host_is_refused(page: Page, browser: Browser, host: str | None) -> None:
    """A name that somebody lets point here is another site's (DNS rebinding)."""
    sent = host.format(port=page.port) if host else None
    assert browser.get("/exercises", host=sent).status == (421 if host else 400)


def test_two_hosts_are_refused(browser: Browser) -> None:
    assert browser.get("/exercises", Host="evil.example").status == 400
    assert browser.get("/exercises", x_forwarded_host="evil.example").status == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_set_off_is_refused(browser: Browser, site: str) -> None:
    """Also another port of this computer, which browsers call the same site."""
    assert browser.get("/exercises", sec_fetch_site=site).status == 403
    assert browser.post("/quit", sec_fetch_site=site).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_are_refused(browser: Browser, method: str) -> None:
    assert browser.get("/exercises", method).status == 405


@pytest.mark.parametrize("path", ["/quit", "/plan/open", "/plan/logo", "/another-start"])
def test_nothing_with_an_effect_answers_to_get(browser: Browser, path: str) -> None:
    assert browser.get(path).status in {404, 405}


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", None])
def test_a_post_of_another_origin_is_refused(browser: Browser, origin: str | None) -> None:
    assert browser.post("/quit", origin=origin).status == 403


@pytest.mark.parametrize("token", ["", "anybody", "0" * 64, None])
def test_a_post_without_the_token_of_its_page_is_refused(
    browser: Browser, token: str | None
) -> None:
    assert browser.post("/quit", x_form_token=token).status == 403


def test_the_token_of_another_session_is_refused(page: Page, browser: Browser) -> None:
    other = let_in(page).headers["x-form-token"]
    assert other != browser.headers["x-form-token"]
    assert browser.post("/plan/open", x_form_token=other).status == 403


# -- sessions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/exercises", "/plan/state", "/plan/file.pdf", "/plan/page"])
def test_nothing_is_shown_without_a_session(page: Page, path: str) -> None:
    for cookie in ("", f"runstrong-{page.port}=", f"runstrong-{page.port}=x", "a=b; ;;=\x01"):
        answer = stranger(page).get(path, cookie=cookie)
        assert answer.status == 403
        assert "opens by itself" in answer.text
        assert 'form-token" content=""' in answer.text


def test_a_launch_token_lets_one_browser_in_once(page: Page) -> None:
    path = page.launch_url().removeprefix(page.origin)
    first, second = (stranger(page).get(path) for _ in range(2))
    assert (first.status, first.headers["location"]) == (303, "/")
    for word in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert word in first.headers["set-cookie"]
    assert "Domain" not in first.headers["set-cookie"]
    assert second.status == 403
    assert "set-cookie" not in second.headers
    assert stranger(page).get("/start?token=").status == 403


def test_a_launch_token_does_not_wait_for_ever() -> None:
    now = 0.0
    access = Access(clock=lambda: now)
    token = access.launch_token()
    now = 301.0
    assert access.session_for(token) == ""


def test_a_password_lets_in_and_wrong_ones_have_to_wait() -> None:
    now = 100.0
    access = Access(PASSWORD, clock=lambda: now)
    assert access.session_for_password("battery") == ""
    assert access.session_for_password(PASSWORD) == "", "looked at while waiting"
    now += 1.1
    assert access.session_for_password("staple") == ""
    assert access.seconds_to_wait() == pytest.approx(2.0)
    now += 2.1
    assert access.knows(access.session_for_password(PASSWORD))
    assert not Access().session_for_password("")
    assert PASSWORD.encode() not in repr(vars(access)).encode()


@pytest.mark.usefixtures("state_folder")
def test_the_password_is_asked_for_and_kept_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with served(tmp_path, PASSWORD) as page:
        browser = stranger(page)
        assert 'type="password"' in browser.get("/").text
        browser.headers["content-type"] = "application/x-www-form-urlencoded"
        wrong = browser.post("/login", b"password=wrong+horse")
        assert (wrong.status, "not the password" in wrong.text) == (403, True)
        assert "wrong horse" not in wrong.text
        page.access._not_before = 0
        assert browser.post("/login", b"password=correct+horse", origin="null").status == 403
        answer = browser.post("/login", b"password=correct+horse")
        assert answer.status == 303
        note = note_file(tmp_path).read_text()
    said = capfd.readouterr()
    assert "horse" not in said.out + said.err + note


# -- what is sent, and how much -------------------------------------------------------------------


def test_every_answer_forbids_what_it_does_not_need(page: Page, browser: Browser) -> None:
    policy = HEADERS["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "//" not in policy
    answers = [browser.get(p) for p in ("/", "/exercises", "/no-such-page", "/static/page.js")]
    for answer in [*answers, stranger(page).get("/"), browser.get("/", host="evil.example")]:
        for name in ("content-security-policy", "x-content-type-options", "x-frame-options"):
            assert answer.headers[name] == HEADERS[name]
        assert answer.headers["referrer-policy"] == "same-origin"
    assert browser.get("/").headers["cache-control"] == "no-store"


def test_no_page_has_code_or_style_inline(browser: Browser) -> None:
    for path in ("/", "/exercises", "/exercises/push-up", "/no-such-page"):
        text = browser.get(path).text
        assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|javascript:", text)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
    script = (STATIC / "page.js").read_text()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script)


def test_larger_requests_are_refused(browser: Browser) -> None:
    assert browser.post("/plan/open", content_length=str(LARGE + 1)).status == 413
    assert browser.post("/quit", b"x" * (SMALL + 1)).status == 413
    assert browser.post("/quit", content_length="-5").status in {400, 413}
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    body = chunk * (LARGE // 0x10000 + 2) + b"0\r\n\r\n"
    kind = "multipart/form-data; boundary=x"
    headers = {"content_length": None, "transfer_encoding": "chunked", "content_type": kind}
    try:
        answer = browser.send("POST", "/plan/open", body, headers)
    except ConnectionError:  # it hung up before everything was sent
        return
    assert answer.status in {400, 413}


# -- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/static/../access.py", "/static/%2e%2e/access.py", "/static/..%2faccess.py",
        "/static//etc/passwd", "/exercises/..%2f..%2fbands", "/pictures/..%2fpush-up.svg",
        "/pictures/%00.svg", "/plan/file.exe",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 404


@pytest.mark.parametrize(
    ("name", "value"), [("logo", "/etc/passwd"), ("logo", "../x.png"), ("programme", "/x.toml")]
)
def test_no_option_names_a_file(browser: Browser, name: str, value: str) -> None:
    data = browser.get(f"/plan/state?{name}={value}").data
    assert data["plan"] is None
    assert [one["field"] for one in data["problems"]] == [name]
    assert browser.get(f"/plan/file.pdf?{name}={value}").status == 422


def test_templates_cannot_be_asked_for(browser: Browser) -> None:
    data = browser.get("/plan/state?templates=/etc").data
    assert (data["query"], data["command"]) == ("", "runstrong plan")


def test_a_logo_is_shown_as_our_own_picture_only(browser: Browser) -> None:
    number = upload(browser, "/plan/logo", "../../crest.svg", CREST).data["logo"]
    assert re.fullmatch("[0-9a-f]{16}", number)
    drawn = browser.get(f"/plan/page?logo={number}&dpi=60")
    assert drawn.headers["content-type"] == "image/png"
    assert drawn.body != browser.get("/plan/page?dpi=60").body
    for place in (f"/{number}", f"/static/{number}.svg", f"/plan/logo/{number}", "/plan/logo"):
        assert browser.get(place).status in {404, 405}
    bad = upload(browser, "/plan/logo", "x.svg", b"<svg><script>alert(1)</script></svg>")
    assert bad.status == 422
    assert "runstrong-" not in bad.text
    assert "logo" not in json.loads(bad.text)


def test_a_file_with_options_cannot_name_files(browser: Browser) -> None:
    sent = b'weeks = 8\nlogo = "/etc/passwd"\ntemplates = "/etc"\n'
    data = upload(browser, "/plan/open", "me.toml", sent).data
    assert data == {"query": "weeks=8", "left_out": ["logo", "templates"]}
    wrong = upload(browser, "/plan/open", "me.toml", b"wekes = 8")
    assert wrong.status == 422
    assert "did you mean weeks" in wrong.data["problems"][0]["message"]


# -- a second start, and the end ------------------------------------------------------------------


def test_a_second_start_finds_the_one_that_is_running(page: Page) -> None:
    file = note_file(None)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    url = running_page(None)
    assert url.startswith(f"{page.origin}/start?token=")
    assert stranger(page).get(url.removeprefix(page.origin)).status == 303
    for secret in ("", "x" * 43, None):
        assert stranger(page).post("/another-start", authorization=secret).status == 404
    file.write_text(json.dumps({"port": page.port, "secret": "another"}))
    assert running_page(None) == ""
    file.write_text("{")
    assert running_page(None) == ""


@pytest.mark.usefixtures("state_folder")
def test_quit_ends_the_program_and_its_note(tmp_path: Path) -> None:
    before = threading.active_count()
    with served(tmp_path) as page:
        assert note_file(tmp_path).is_file()
        assert let_in(page).post("/quit").data == {"ended": True}
    assert not note_file(tmp_path).exists()
    assert threading.active_count() <= before + 1  # the thread that draws waits for more

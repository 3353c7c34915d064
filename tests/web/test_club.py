"""A club's page: roster and problems, making, and mail that is safe, against a real server."""

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf import Club, RunstrongError, TemplateCache
from runstrong_pdf.web import guard
from runstrong_pdf.web.answers import DrawingQueue
from runstrong_pdf.web.club import UPLOADS, ClubPages
from runstrong_pdf.web.showing import Show
from tests.club.making import SMALL, club_in
from tests.mail.serving import PASSWORD, Mailbox, Trust, real_server
from tests.web.serving import Answer, Browser, come_in, let_in, served, upload

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROSTER = "Name;E-Mail;Press-ups\r\nZoë;zoe@example.org;8\r\nJo;jo@example.org;\r\nAda;;3\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    club_in(tmp_path / "club", toml=f'name = "Club"\n{SMALL}')
    (tmp_path / "club" / "roster.csv").write_bytes(ROSTER.encode("utf-8-sig"))
    return tmp_path / "club"


@pytest.fixture
def browser(folder: Path, shared_cache: Path, state_folder: None) -> Iterator[Browser]:  # noqa: ARG001
    with served(folder, cache=shared_cache) as page:
        yield let_in(page)


def post(browser: Browser, path: str, **data: object) -> Answer:
    return browser.post(path, json.dumps(data).encode(), content_type="application/json")


def ended(browser: Browser) -> Any:  # noqa: ANN401  JSON
    """Return how the work ended that was begun."""
    for _ in range(600):
        run = browser.get("/club/run").data["run"]
        if run and run["ended"]:
            return run
        time.sleep(0.05)
    raise AssertionError("it did not end")


# -- the roster -----------------------------------------------------------------------------------


def test_every_problem_stands_beside_its_cell(browser: Browser, folder: Path) -> None:
    wrong = ROSTER.replace(";8", ";many").replace("jo@", "jo(at)")
    (folder / "roster.csv").write_text(wrong, "utf-8")
    table = browser.get("/club/table").data
    assert table["rows"][0] == [2, "Zoë", "zoe@example.org", "many"]
    places = {
        (one["row"], one["column"]) for one in table["problems"] if one["severity"] == "error"
    }
    assert places == {(2, 2), (3, 1)}


def test_a_cell_is_saved_in_the_format_of_its_file(browser: Browser, folder: Path) -> None:
    digest = browser.get("/club/table").data["digest"]
    saved = post(browser, "/club/cells", digest=digest, cells=[[3, 2, "12"]], without=[4])
    assert saved.status == 200
    wanted = ROSTER.replace("org;\r", "org;12\r").replace("Ada;;3\r\n", "")
    assert (folder / "roster.csv").read_bytes() == wanted.encode("utf-8-sig")
    again = post(browser, "/club/cells", digest=digest, cells=[[2, 2, "9"]], without=[])
    assert again.status == 422  # another tab was quicker
    assert "changed meanwhile" in again.text
    assert (folder / "roster.csv").read_bytes() == wanted.encode("utf-8-sig")


def test_only_our_own_page_has_an_effect(browser: Browser, folder: Path) -> None:
    """Of every route that has one: not by GET, without the page's token, from elsewhere."""
    club = ClubPages(folder, Show((), local=True, shared=False), "a4", TemplateCache(None),
                     DrawingQueue())  # fmt: skip
    before = {file: file.read_bytes() for file in folder.iterdir()}
    paths = [route.path for route in club.routes() if "POST" in (route.methods or ())]
    assert {"/club/settings", "/club/roster", "/club/send"} < {*paths}
    for path in paths:
        assert browser.get(path).status == 405
        assert browser.post(path, b"{}", x_form_token=None).status == 403
        assert browser.post(path, b"{}", origin="https://evil.example").status == 403
        assert browser.post(path, b"{}", sec_fetch_site="cross-site").status == 403
        assert browser.post(path, b"{}", cookie=None).status == 403
        most = guard.LARGE if path in UPLOADS else guard.SMALL
        large = browser.post(path, content_length=str(most + 1))
        assert large.status == 413
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"digest": 3}', b"[" * 5000, b'{"digest":"","cells":[[1]],"without":[]}',
     b'{"digest":"","cells":[["../x",0,""]],"without":[]}'],
)  # fmt: skip
def test_what_no_page_of_ours_says_changes_nothing(
    browser: Browser, folder: Path, body: bytes
) -> None:
    before = (folder / "roster.csv").read_bytes()
    assert browser.post("/club/cells", body).status == 422
    assert (folder / "roster.csv").read_bytes() == before


def test_another_roster_takes_its_place_and_the_old_one_is_kept(
    browser: Browser, folder: Path
) -> None:
    before = (folder / "roster.csv").read_bytes()
    wrong = {"a.csv": b"%PDF-1.7", "b.xlsx": b"PK", "c.csv": b"colour\nred\n", "d.xls": OLD_EXCEL}
    said = [upload(browser, "/club/roster", *one) for one in wrong.items()]
    assert [one.status for one in said] == [422] * 4
    assert said[-1].data["problems"][0]["remedy"] == "save it as .xlsx or CSV"
    assert (folder / "roster.csv").read_bytes() == before
    said = upload(browser, "/club/roster", "../../../x.csv", b"name\nNew\n").data
    assert said["rows"] == [[2, "New"]]
    assert (folder / "roster.csv").read_bytes() == b"name\nNew\n"
    assert (folder / said["kept"]).read_bytes() == before
    assert sorted(file.name for file in folder.iterdir()) == [
        "club.toml", "roster-before-1.csv", "roster.csv",
    ]  # fmt: skip


def test_a_member_is_seen_before_anything_is_made(browser: Browser, folder: Path) -> None:
    one, other = (browser.get(f"/club/preview?row={row}&dpi=60") for row in (2, 4))
    assert one.body.startswith(b"\x89PNG")
    assert one.body != other.body
    assert browser.get("/club/preview?row=99").status == 422
    assert not (folder / "output").exists()


def test_a_problem_of_club_toml_names_the_file_and_the_key(browser: Browser, folder: Path) -> None:
    (folder / "club.toml").write_text('name = "Club"\n[mail]\nrate = 3\n', "utf-8")
    problems = browser.get("/club/table").data["problems"]
    assert [one["label"] for one in problems] == ["club.toml, mail.rate"]
    assert "not in order yet" in browser.get("/club").text


def test_settings_are_written_whole_and_no_password_ever(browser: Browser, folder: Path) -> None:
    before = (folder / "club.toml").read_text()
    refused = post(browser, "/club/settings", name="New", port="many", password=PASSWORD)
    assert (refused.status, [one["field"] for one in refused.data["problems"]]) == (
        422, ["mail.port"],
    )  # fmt: skip
    assert (folder / "club.toml").read_text() == before
    for other in ({"password": PASSWORD}, {"roster": "../x.csv"}, {"name": 3}, {"mail.user": "x"}):
        assert post(browser, "/club/settings", **other).status == 200
        assert (folder / "club.toml").read_text() == before
    said = post(browser, "/club/settings", name="New", port="", sender_address="zoe@example.org")
    assert (said.data["name"], said.data["sender_name"]) == ("New", "")
    changed = before.replace('"Club"', '"New"') + '\n[mail]\nfrom = "zoe@example.org"\n'
    assert (folder / "club.toml").read_text() == changed


# -- making ---------------------------------------------------------------------------------------


def test_plans_are_made_printed_and_packed(browser: Browser, folder: Path) -> None:
    for path in ("/club/print-all.pdf", "/club/plans.zip"):
        nothing = browser.get(path)
        assert (nothing.status, "cannot be made yet" in nothing.text) == (422, True)
    nothing = browser.get("/club/status").data["problems"][0]
    assert (nothing["message"], nothing["remedy"]) == (
        "nothing has been made yet", "make the plans first",
    )  # fmt: skip
    assert post(browser, "/club/make").data == {"begun": 1}
    assert ended(browser)["said"] == "3 made, 0 up to date"
    assert browser.get("/club/print-all.pdf").body == (folder / "output/print-all.pdf").read_bytes()
    with zipfile.ZipFile(io.BytesIO(browser.get("/club/plans.zip").body)) as packed:
        assert len(packed.namelist()) == 3
        for name in packed.namelist():
            assert packed.read(name) == (folder / "output" / name).read_bytes()
    post(browser, "/club/make")
    assert ended(browser)["said"] == "0 made, 3 up to date"


def test_with_a_problem_nothing_is_made_unless_it_is_left_out(
    browser: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "roster.csv").write_text(ROSTER.replace(";8", ";many"), "utf-8")
    mail = '[mail]\nfrom = "Club <club@example.org>"\nhost = "localhost"\n'
    (folder / "club.toml").write_text(f'name = "Club"\n{SMALL}send = true\n{mail}', "utf-8")
    with monkeypatch.context() as patch:
        patch.delattr(Club, "make")  # it is refused before anything is drawn
        post(browser, "/club/make")
        run = ended(browser)
    assert (run["said"], "many" in run["problems"][0]["message"]) == ("", True)
    assert not (folder / "output").exists()
    post(browser, "/club/make", skip_problems=True)
    assert ended(browser)["said"] == "2 made, 0 up to date, 1 row left out"
    refused = browser.get("/club/status")
    assert (refused.status, refused.data["problems"][0]["row"]) == (422, 2)
    assert browser.get("/club/status?skip_problems=yes").data["due"] == 1
    with zipfile.ZipFile(io.BytesIO(browser.get("/club/plans.zip").body)) as packed:
        assert len(packed.namelist()) == 2  # of three rows one is left out
    assert post(browser, "/club/send", recipients=1).status == 422
    post(browser, "/club/dry-run", skip_problems=True)
    assert ended(browser)["said"] == "1 letter written to be read; nothing was sent"


def test_one_thing_goes_on_at_a_time_and_can_be_stopped(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever tab asks: the work belongs to the folder, and a reload finds it."""

    def waiting(_: object, *, stop: Any, progress: Any, **_more: object) -> Any:  # noqa: ANN401
        progress(1, 3, "writing")
        assert stop.wait(20)
        raise RunstrongError("stopped where it was")

    monkeypatch.setattr(Club, "make", waiting)
    post(browser, "/club/make")
    while not (run := browser.get("/club/run").data["run"])["step"]:
        time.sleep(0.01)
    assert (run["done"], run["total"], run["ended"]) == (1, 3, False)
    assert post(browser, "/club/make").status == 422
    assert post(browser, "/club/dry-run").status == 422
    post(browser, "/club/stop")
    assert ended(browser)["problems"][0]["message"] == "stopped where it was"


def test_a_make_that_is_stopped_or_killed_goes_on_from_there(
    folder: Path, tmp_path: Path, shared_cache: Path
) -> None:
    """In processes of their own, killed without a chance to put anything in order."""
    many = 80
    club_in(folder, "name\n" + "".join(f"Runner {n}\n" for n in range(many)), f'name="C"\n{SMALL}')
    environment = {
        **os.environ,
        "RUNSTRONG_CACHE": str(shared_cache),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    words = [sys.executable, "-m", "runstrong_pdf", "serve", str(folder), "--no-open"]

    def made_by(end: Callable[[Browser, subprocess.Popen[str]], None]) -> None:
        """Begin to make, and end it after the first file."""
        with subprocess.Popen(
            words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout
            browser = come_in(process.stdout.readline().strip())
            post(browser, "/club/make")
            while not (folder / "output").exists() or not list((folder / "output").glob("*.pdf")):
                time.sleep(0.005)
            end(browser, process)
            process.kill()

    def stopped(browser: Browser, _: object) -> None:
        post(browser, "/club/stop")
        assert re.match(r"Stopped: \d+ made", ended(browser)["said"])

    def finished(browser: Browser, _: object) -> None:
        first, kept = map(int, re.findall(r"\d+", ended(browser)["said"]))
        assert first + kept == many
        assert kept

    made_by(stopped)
    made_by(lambda _browser, process: process.kill())
    made_by(finished)
    assert len(list((folder / "output").glob("*.pdf"))) == many + 1  # and all for the copier


# -- mail -----------------------------------------------------------------------------------------


def test_mail_is_read_first_then_sent_once(
    browser: Browser, folder: Path, trusted: Trust, capfd: pytest.CaptureFixture[str]
) -> None:
    mailbox = Mailbox()
    with real_server(trusted, mailbox) as port:
        mail = f'[mail]\nfrom = "Club <club@example.org>"\nhost = "localhost"\nport = {port}\n'
        mail += 'user = "club@example.org"\n'
        (folder / "club.toml").write_text(f'name = "Club"\n{SMALL}send = true\n{mail}', "utf-8")
        post(browser, "/club/make")
        ended(browser)
        status = browser.get("/club/status").data
        assert (status["due"], len(status["people"])) == (2, 3)
        post(browser, "/club/dry-run")
        assert ended(browser)["said"] == "2 letters written to be read; nothing was sent"
        letters = browser.get("/club/letters").data
        whom = [one["to"] for one in letters]
        assert sorted(whom) == ["Jo <jo@example.org>", "Zoë <zoe@example.org>"]
        place = whom.index("Zoë <zoe@example.org>")
        letter = browser.get(f"/club/letters?number={place}").data
        assert "Zoë" in letter["words"]
        assert letter["files"][0].endswith(".pdf")
        assert mailbox.taken == []

        post(browser, "/club/to-self", password=PASSWORD)
        assert ended(browser)["said"] == "One letter was sent to you"
        assert [address for address, _ in mailbox.taken] == ["club@example.org"]

        for recipients in (None, 0, 1, 3, "2", True):
            refused = post(browser, "/club/send", password=PASSWORD, recipients=recipients)
            assert refused.status == 422
            assert "type that number" in refused.text
        post(browser, "/club/send", password="wrong", recipients=2)  # noqa: S106  of a test
        assert ended(browser)["said"] == ""
        assert len(mailbox.taken) == 1
        post(browser, "/club/send", password=PASSWORD, recipients=2)
        run = ended(browser)
        assert run["said"] == "2 sent, 0 failed"
        assert [one["state"] for one in run["outcomes"]] == ["sent", "sent"]
        assert len(mailbox.taken) == 3
        assert post(browser, "/club/send", password=PASSWORD, recipients=2).status == 422
        said = browser.get("/club/status").data
        assert [one["state"] for one in said["people"]] == ["sent", "sent", "on paper"]
        assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d", said["people"][0]["when"])
    out = capfd.readouterr()
    kept = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    told = out.out + out.err + json.dumps(run) + json.dumps(said)
    assert PASSWORD not in told
    assert PASSWORD.encode() not in kept

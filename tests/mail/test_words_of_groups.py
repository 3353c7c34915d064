"""Words by group, level and language; where answers go; a look before anything is sent."""

import email
import re
from collections.abc import Callable, Iterator
from email.policy import default as modern
from pathlib import Path

import pytest

from tests.club.making import club_in, manifest
from tests.conftest import Ran
from tests.mail.making import CLUB_FILE
from tests.mail.serving import Mailbox, Trust, real_server

Run = Callable[..., Ran]
ROSTER = """name,email,Gruppe,level
Zoë Łuczak,zoe@example.org,Juniors,
Jo Miller,jo@example.org,,intermediate
Ann Other,ann@example.org,../../etc,
Jo Mill,mill@example.org,juniors,intermediate
"""
SETTINGS = """templates = "templates"
[mail.reply_to_group]
JUNIORS = "Anna <anna@example.org>"
[defaults]
edition = "stretching"
paper = "a4"
kit = "none"
"""


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def club(run: Run, tmp_path: Path, mailbox: Mailbox, trusted: Trust) -> Iterator[Path]:
    words = tmp_path / "club" / "templates" / "mail"
    for kind, part, text in (
        ("juniors", "message", "Hi junior! <b>{file}</b>"),
        ("intermediate", "message", "You are strong."),
        ("intermediate", "closing", "Go on."),
    ):
        (words / kind).mkdir(parents=True, exist_ok=True)
        (words / kind / f"{part}.txt").write_text(text, "utf-8")
    with real_server(trusted, mailbox) as port:
        toml = CLUB_FILE.format(port=port, rate="9999 per minute")
        top, _, mail = toml.partition("[mail]")
        templates, _, rest = SETTINGS.partition("\n")
        folder = tmp_path / "club"
        club_in(folder, ROSTER, f"{top}{templates}\n[mail]{mail}{rest}")
        ran = run("club", "make", str(folder), "--no-print-all")
        assert ran.code == 0, ran.err
        yield folder


def read(mailbox: Mailbox) -> dict[str, tuple[str, str]]:
    """Return text and answers' address of what everybody got."""
    found = {}
    for address, content in mailbox.taken:
        message = email.message_from_bytes(content, policy=modern)
        text = message.get_body(("plain",))
        assert text
        found[address] = text.get_content(), message.get("Reply-To", "")
    return found


def test_a_group_goes_before_a_level_and_what_is_not_there_is_the_clubs(
    run: Run, club: Path, mailbox: Mailbox
) -> None:
    ran = run("club", "mail", str(club), "--send")
    assert ran.code == 0, ran.err
    got = read(mailbox)
    assert "Hi junior!" in got["zoe@example.org"][0]
    assert "Hi junior!" in got["mill@example.org"][0]
    assert "Go on." not in got["mill@example.org"][0]
    assert "You are strong." in got["jo@example.org"][0]
    assert "Go on." in got["jo@example.org"][0]
    assert "Here is your own" in got["ann@example.org"][0]
    assert {address: to for address, (_, to) in got.items()} == {
        "zoe@example.org": "anna@example.org",
        "mill@example.org": "anna@example.org",
        "jo@example.org": "",
        "ann@example.org": "",
    }


def test_another_group_is_another_row(run: Run, club: Path) -> None:
    assert [one["group"] for one in manifest(club)] == ["Juniors", "", "../../etc", "juniors"]
    roster = club / "roster.csv"
    roster.write_text(ROSTER.replace("jo@example.org,,", "jo@example.org,juniors,"), "utf-8")
    ran = run("club", "mail", str(club), "--send")
    assert (ran.code, "row 3: has changed" in ran.err) == (7, True)


def test_words_of_a_group_are_checked_like_all_others(run: Run, club: Path) -> None:
    file = club / "templates" / "mail" / "juniors" / "message.txt"
    file.write_text("Hello {frst_name}", "utf-8")
    ran = run("club", "mail", str(club))
    assert (ran.code, "{frst_name} is not known" in ran.err) == (7, True)
    file.unlink()
    file.symlink_to("/etc/passwd")
    ran = run("club", "mail", str(club))
    assert (ran.code, "leads out of the club's folder" in ran.err) == (5, True)


def test_answers_go_to_an_address(run: Run, club: Path) -> None:
    toml = (club / "club.toml").read_text("utf-8").replace("Anna <anna@example.org>", "Anna")
    (club / "club.toml").write_text(toml, "utf-8")
    ran = run("club", "mail", str(club))
    assert (ran.code, "mail.reply_to_group.JUNIORS" in ran.err) == (7, True)


def test_a_group_has_one_address_for_answers(run: Run, club: Path) -> None:
    toml = (club / "club.toml").read_text("utf-8")
    twice = "[mail.reply_to_group]\njuniors = 'jo@example.org'\n"
    (club / "club.toml").write_text(toml.replace("[mail.reply_to_group]\n", twice), "utf-8")
    ran = run("club", "mail", str(club))
    said = "mail.reply_to_group: 'JUNIORS' and 'juniors' are one group: capitals do not count"
    assert (ran.code, said in ran.err) == (7, True)
    assert "  try: leave out one of the two" in ran.err


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Jo Mill", ["Jo Mill"]),
        ("jo  MILLER", ["Jo Miller"]),
        ("Zoë", ["Zoë Łuczak"]),
        ("jo", ["Jo Miller", "Jo Mill"]),
        ("1", ["Zoë Łuczak"]),
    ],
)
def test_the_message_of_somebody_goes_to_oneself(
    run: Run, club: Path, mailbox: Mailbox, typed: str, names: list[str]
) -> None:
    ran = run("club", "mail", str(club), "--to-self", typed)
    assert ran.code == 0, ran.err
    assert {address for address, _ in mailbox.taken} == {"club@example.org"}
    to = [email.message_from_bytes(one, policy=modern)["To"] for _, one in mailbox.taken]
    assert [one.addresses[0].display_name for one in to] == names
    assert not (club / "mail" / "sent").exists()


@pytest.mark.parametrize("typed", ["Nobody", "0", "-1", "<", "\x1b[31m"])
def test_nobody_is_no_answer(run: Run, club: Path, typed: str) -> None:
    ran = run("club", "mail", str(club), "--to-self", typed)
    assert ran.code == 2
    assert ran.err.startswith("error: --to-self: ")
    assert "\x1b" not in ran.err


def test_a_page_shows_what_would_go_out(run: Run, club: Path) -> None:
    page = club / "mail" / "preview.html"
    ran = run("club", "mail", str(club))
    assert str(page) in ran.out.decode()
    html = page.read_text("utf-8")
    assert html.count("<article>") == 4
    assert "Zoë, your strength plan from Läufer &amp; Co" in html
    assert "&lt;b&gt;zoë-łuczak.pdf&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "default-src 'none'" in html
    assert "Hello Jo,\n\nYou are strong.\n\n" in html
    assert not re.search(r"(?i)src\s*=|href\s*=|<script|<img|<link|url\(|@import", html)
    assert page.stat().st_mode & 0o777 == 0o600
    page.write_text("mine", "utf-8")
    ran = run("club", "mail", str(club))
    assert (ran.code, page.read_text("utf-8")) == (6, "mine")

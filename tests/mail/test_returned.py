"""Unsubscribed addresses, how to unsubscribe, and messages that come back."""

import email
import mailbox as mailboxes
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest

from runstrong_pdf.mail.copies import Bounce, read_bounces
from runstrong_pdf.mail.message import compose, message_key
from tests.conftest import Ran
from tests.mail.making import NOW, PDF, SENDER, make_folder, members, message_to, person
from tests.mail.serving import Mailbox, Trust, real_server

Run = Callable[..., Ran]
BOUNCE = """Return-Path: <>
From: MAILER-DAEMON@mx.example.net
To: club@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <daemon@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
From here on it is a machine's report.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {address}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user; ask\x07 them

--b
Content-Type: {kind}

{original}
--b--
"""


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def folder(tmp_path: Path, mailbox: Mailbox, trusted: Trust) -> Iterator[Path]:
    with real_server(trusted, mailbox) as port:
        yield make_folder(tmp_path / "club", members(4), port=port)


def bounce_of(
    message: bytes, address: str, *, action: str = "failed", kind: str = "message/rfc822"
) -> str:
    head = message.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode()
    original = f"{head}\n\nThe text.\n" if kind == "message/rfc822" else f"{head}\n"
    return BOUNCE.format(address=address, action=action, kind=kind, original=original)


def states(run: Run, folder: Path) -> str:
    return run("club", "status", str(folder)).out.decode().splitlines()[-1]


# -- who wants no mail ----------------------------------------------------------------------------


def test_nobody_who_is_unsubscribed_is_mailed_and_a_new_roster_changes_nothing(
    run: Run, folder: Path, mailbox: Mailbox
) -> None:
    listed = "\ufeff# want no mail\r\n\r\nRUNNER2@Example.org\r\nRunner <runner3@example.org>\r\n"
    (folder / "unsubscribed.txt").write_text(listed, "utf-8")
    for _ in range(2):
        assert run("club", "mail", str(folder), "--send").code == 0
        assert sorted(address for address, _ in mailbox.taken) == [
            "runner1@example.org",
            "runner4@example.org",
        ]
        assert states(run, folder) == "2 sent, 2 unsubscribed"
        make_folder(folder, members(4), port=int(_port(folder)))
    only = folder / "only.csv"
    only.write_text("name,email\nRunner 2,runner2@example.org\n", "utf-8")
    ran = run("club", "mail", str(folder), "--send", "--only", str(only))
    assert (ran.code, "or is unsubscribed" in ran.err) == (7, True)
    assert len(mailbox.taken) == 2


def _port(folder: Path) -> str:
    (line,) = (
        line for line in (folder / "club.toml").read_text("utf-8").splitlines() if "port" in line
    )
    return line.partition("= ")[2]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"runner2@example.org, runner3@example.org\n", "unsubscribed.txt: row 1"),
        (b"# ok\n\x1b[31mrunner2\n", "unsubscribed.txt: row 2"),
        (b"runner2@example.org\n\xff\xfe\n", "is no text in UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_stops_the_mail(
    run: Run, folder: Path, mailbox: Mailbox, content: bytes, said: str
) -> None:
    (folder / "unsubscribed.txt").write_bytes(content)
    for words in ((), ("--send",), ("--to-self", "1")):
        ran = run("club", "mail", str(folder), *words)
        assert ran.code == 7
        assert said in ran.err
        assert "\x1b" not in ran.err
    assert mailbox.taken == []


def test_a_list_elsewhere_is_not_read(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "unsubscribed.txt").symlink_to(tmp_path / "gone.txt")
    assert run("club", "mail", str(folder)).code == 5


# -- how to unsubscribe ---------------------------------------------------------------------------


def headers(unsubscribe: str, reply_to: str = "", address: str = "a+b@example.org") -> Message:
    sender = replace(SENDER, unsubscribe=unsubscribe, reply_to=reply_to)
    message = message_to(person(email=address))
    return email.message_from_bytes(compose(message, sender, [PDF], NOW))


@pytest.mark.parametrize(
    ("unsubscribe", "reply_to", "ways", "one_click"),
    [
        ("", "", "<mailto:club@example.org?subject=unsubscribe>", False),
        ("", "anna@münchen.de", "<mailto:anna@xn--mnchen-3ya.de?subject=unsubscribe>", False),
        ("off@example.org", "", "<mailto:off@example.org?subject=unsubscribe>", False),
        ("mailto:o@x.org?subject=off", "", "<mailto:o@x.org?subject=off>", False),
        (
            "https://example.org/stop",
            "",
            "<https://example.org/stop>,<mailto:club@example.org?subject=unsubscribe>",
            False,
        ),
        (
            "https://example.org/stop?who={address}",
            "",
            (
                "<https://example.org/stop?who=a%2Bb%40example.org>,"
                "<mailto:club@example.org?subject=unsubscribe>"
            ),
            True,
        ),
    ],
)
def test_every_message_says_how_to_unsubscribe(
    unsubscribe: str, reply_to: str, ways: str, *, one_click: bool
) -> None:
    message = headers(unsubscribe, reply_to)
    assert "".join(message["List-Unsubscribe"].split()) == ways
    wanted = "List-Unsubscribe=One-Click" if one_click else None
    assert message["List-Unsubscribe-Post"] == wanted


# -- what came back -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_what_came_back_has_failed_and_goes_out_again_only_when_asked(
    run: Run, folder: Path, mailbox: Mailbox, tmp_path: Path, kind: str
) -> None:
    assert run("club", "mail", str(folder), "--send").code == 0
    address, message = mailbox.taken[1]
    file = tmp_path / "back.eml"
    file.write_bytes(bounce_of(message, address, kind=kind).encode())
    ran = run("club", "mail", str(folder), "--bounces", str(file))
    assert ran.code == 0, ran.err
    assert ran.out.decode().strip() == (
        "failed  Runner 2 <runner2@example.org>: it came back: 550 5.1.1 no such user; ask them"
    )
    assert "1 message came back" in ran.err
    assert states(run, folder) == "3 sent, 1 failed"
    assert len(list((folder / "mail" / "sent").iterdir())) == 3
    ran = run("club", "mail", str(folder), "--bounces", str(file))
    assert "0 messages came back, 1 known before" in ran.err
    assert run("club", "mail", str(folder), "--send").code == 7
    assert len(mailbox.taken) == 4, "a forwarded message may have arrived all the same"
    assert run("club", "mail", str(folder), "--send", "--resend-unknown").code == 0
    assert [one for one, _ in mailbox.taken[4:]] == ["runner2@example.org"]
    assert states(run, folder) == "4 sent"


def test_a_mailbox_of_many_is_read(
    run: Run, folder: Path, mailbox: Mailbox, tmp_path: Path
) -> None:
    assert run("club", "mail", str(folder), "--send").code == 0
    box = mailboxes.mbox(tmp_path / "box")
    box.add("Subject: hello\n\nFrom the heart.\n")
    for number, action in ((0, "delayed"), (1, "failed"), (2, "FAILED")):
        address, message = mailbox.taken[number]
        box.add(bounce_of(message, address, action=action))
    stranger = bounce_of(compose(message_to(person()), SENDER, [PDF], NOW), "zoe@example.org")
    box.add(stranger)
    box.close()
    ran = run("club", "mail", str(folder), "--bounces", str(tmp_path / "box"))
    assert (ran.code, ran.out.decode().count("failed  Runner")) == (0, 2)
    assert "3 in the file are about nothing" in ran.err
    assert states(run, folder) == "2 sent, 2 failed"


def test_an_address_that_was_fixed_gets_its_plan(
    run: Run, folder: Path, mailbox: Mailbox, tmp_path: Path
) -> None:
    assert run("club", "mail", str(folder), "--send").code == 0
    address, message = mailbox.taken[1]
    file = tmp_path / "back.eml"
    file.write_bytes(bounce_of(message, address).encode())
    assert run("club", "mail", str(folder), "--bounces", str(file)).code == 0
    people = [(name, one.replace("runner2@", "right@")) for name, one in members(4)]
    make_folder(folder, people, port=int(_port(folder)))
    assert run("club", "mail", str(folder), "--send").code == 0
    assert [one for one, _ in mailbox.taken[4:]] == ["right@example.org"]


def test_a_file_that_cannot_be_read_is_said(run: Run, folder: Path, tmp_path: Path) -> None:
    for name in ("nothing", "."):
        ran = run("club", "mail", str(folder), "--bounces", str(tmp_path / name))
        assert (ran.code, "cannot be read" in ran.err) == (7, True)


def test_whatever_a_file_holds_it_is_read_without_a_traceback() -> None:
    sent = compose(message_to(person()), SENDER, [PDF], NOW)
    good = bounce_of(sent, "zoe@example.org").encode()
    dice = random.Random(3)  # noqa: S311
    digest = message_key(person()).digest
    assert list(read_bounces(good)) == [Bounce((digest,), "550 5.1.1 no such user; ask them")]
    for _ in range(1500):
        spoilt = bytearray(good)
        for _ in range(dice.randint(1, 30)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        for one in read_bounces(bytes(spoilt[: dice.randint(0, len(spoilt))])):
            assert one.why.isprintable()
            assert len(one.why) <= 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1000,
        b"From \n",
        b"From a\n\n" * 1000,
        b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
        ),
        b"Content-Type: message/rfc822\n\n" * 3000,
        b"Content-Type: multipart/report; boundary=b; charset*=x''%ff\n\n--b\nAction: =?x?q?f?=\n",
    ],
)
def test_files_made_to_break_a_parser(content: bytes) -> None:
    assert {one.why for one in read_bounces(content)} <= {""}

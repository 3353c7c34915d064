"""`runstrong club mail` and `status` from the command line, against servers of our own."""

import cProfile
import csv
import email
import json
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from runstrong_pdf.files import read_file
from tests.conftest import Ran
from tests.mail.making import make_folder, members
from tests.mail.serving import PASSWORD, Mailbox, Scripted, Trust, real_server

Run = Callable[..., Ran]
"""For 10,000 messages; the test makes fewer in proportion."""


def read(file: Path) -> EmailMessage:
    message = email.message_from_bytes(file.read_bytes(), policy=modern)
    assert isinstance(message, EmailMessage)
    return message


# -- dry run --------------------------------------------------------------------------------------


def test_without_send_nothing_is_sent_and_no_server_is_asked(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(3))
    ran = run("club", "mail", str(folder))
    assert ran.code == 0, ran.err
    assert "nothing was sent" in ran.err
    files = sorted((folder / "mail" / "dry-run").iterdir())
    assert [read(file)["To"].addresses[0].display_name for file in files] == [
        "Runner 1",
        "Runner 2",
        "Runner 3",
    ]
    assert ran.out.decode().count("new") == 4, "a line each, and the sum"
    assert not (folder / "ledger.sqlite").exists()


def test_a_second_dry_run_leaves_nothing_of_the_first(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(3))
    run("club", "mail", str(folder))
    make_folder(folder, members(1))
    run("club", "mail", str(folder))
    assert len(list((folder / "mail" / "dry-run").iterdir())) == 1


def test_everything_wrong_is_listed_at_once_and_nothing_sent(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    mailbox = Mailbox()
    with real_server(trusted, mailbox) as port:
        folder = make_folder(tmp_path / "club", members(4), port=port)
        (folder / "output" / "member-3.pdf").unlink()
        (folder / "output" / "member-4.pdf").write_bytes(b"something else")
        ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "row 3: Runner 2 <" in ran.err
    assert "row 4: Runner 3 <" in ran.err
    assert mailbox.taken == []


def test_a_changed_roster_must_be_made_again(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(3))
    roster = folder / "roster.csv"
    roster.write_text(roster.read_text().replace("runner2@example.org", "evil@example.com"))
    ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "row 3: has changed" in ran.err
    assert "runstrong club make" in ran.err


def test_a_plan_that_is_not_the_one_asked_for_now_is_not_sent(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(2))
    roster, settings = folder / "roster.csv", folder / "club.toml"
    rows, toml = roster.read_text("utf-8"), settings.read_text("utf-8")
    roster.write_text(
        rows.replace("email", "email,level").replace("2@example.org", "2@example.org,experienced")
    )
    ran = run("club", "mail", str(folder))
    assert (ran.code, "row 3: has changed" in ran.err, "row 2" in ran.err) == (7, True, False)
    roster.write_text(rows)
    settings.write_text(toml + "[defaults]\nstart = '2027-01-04'\n", "utf-8")
    ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "club.toml: has changed since the plans were made" in ran.err
    settings.write_text(
        toml.replace("timeout = 5", "timeout = 6") + "[texts]\nclosing = 'Bye'\n", "utf-8"
    )
    assert run("club", "mail", str(folder)).code == 0, "words of the mail change no plan"


@pytest.mark.parametrize("file", ["../../secret.pdf", "/etc/passwd", "a\\b.pdf", "x.txt", ""])
def test_a_manifest_cannot_attach_a_file_from_elsewhere(
    run: Run, tmp_path: Path, file: str
) -> None:
    folder = make_folder(tmp_path / "club", members(1))
    manifest = folder / "output" / "manifest.json"
    tables = json.loads(manifest.read_text())
    tables["people"][0]["file"] = file
    manifest.write_text(json.dumps(tables))
    ran = run("club", "mail", str(folder))
    assert ran.code == 7
    assert "is damaged" in ran.err


def test_nothing_made_yet(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(1))
    shutil.rmtree(folder / "output")
    for command in ("mail", "status"):
        ran = run("club", command, str(folder))
        assert ran.code == 7
        assert "runstrong club make" in ran.err


def test_a_dry_run_does_as_much_for_each_of_many(run: Run, tmp_path: Path) -> None:
    """A club of thousands waits seconds: nothing is done once more for every other member."""
    calls = []
    for many in (1, 50, 150, 250):
        folder = make_folder(tmp_path / f"club-{many}", members(many), pdf=b"%PDF")
        with cProfile.Profile() as profile:
            ran = run("club", "mail", str(folder))
        assert ran.code == 0, ran.err
        calls.append(sum(entry.callcount for entry in profile.getstats()))
    _, few, more, most = calls  # the first loads what the others find
    assert most - more < 1.02 * (more - few)
    assert most < 250 * 6000  # 4000 each on Python 3.11


def test_a_dry_run_reads_every_plan_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_folder(tmp_path / "club", members(20), pdf=b"%PDF")
    read = list[Path]()

    def counted(file: Path, *others: Any) -> bytes:  # noqa: ANN401  as it is
        read.append(file)
        return read_file(file, *others)

    monkeypatch.setattr("runstrong_pdf.club.outbox.read_file", counted)
    assert run("club", "mail", str(folder)).code == 0
    plans = Counter(file.name for file in read if file.suffix == ".pdf")
    assert (len(plans), set(plans.values())) == (20, {1})


# -- sending --------------------------------------------------------------------------------------


def test_everybody_gets_one_message_and_never_a_second(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    mailbox = Mailbox()
    with real_server(trusted, mailbox) as port:
        folder = make_folder(tmp_path / "club", [*members(3), ("On Paper", "")], port=port)
        ran = run("club", "mail", str(folder), "--send")
        assert ran.code == 0, ran.err
        assert "3 of 3 have their plan" in ran.err
        again = run("club", "mail", str(folder), "--send")
        assert again.code == 0
        assert "0 messages to send" in again.err
    assert sorted(address for address, _ in mailbox.taken) == [e for _, e in members(3)]
    status = run("club", "status", str(folder)).out.decode()
    assert status.count("sent  ") == 3
    assert "on paper" in status
    copies = {file.read_bytes() for file in (folder / "mail" / "sent").iterdir()}
    assert copies == {content for _, content in mailbox.taken}, "copies are what was sent"


def test_to_self_goes_to_nobody_else_and_counts_for_nothing(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    mailbox = Mailbox()
    with real_server(trusted, mailbox) as port:
        folder = make_folder(tmp_path / "club", members(5), port=port)
        ran = run("club", "mail", str(folder), "--to-self", "2")
        assert ran.code == 0, ran.err
    assert [address for address, _ in mailbox.taken] == ["club@example.org"] * 2
    assert b"Runner 1" in mailbox.taken[0][1]
    assert not (folder / "ledger.sqlite").exists()
    ran = run("club", "mail", str(folder))
    assert "--send would send 5" in ran.err


def test_failures_are_a_list_that_can_be_sent_again(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    server = Scripted(trusted.good, [{"rcpt": '550 no such "user"'}, {}, {"dot": "552 full"}])
    with server.running() as port:
        folder = make_folder(tmp_path / "club", members(4), port=port)
        settings = folder / "club.toml"
        settings.write_text(settings.read_text() + 'security = "tls"\n')
        ran = run("club", "mail", str(folder), "--send")
        assert ran.code == 7
        assert "row 2, Runner 1 <runner1@example.org>: there is no such mailbox" in ran.err
        failures = folder / "mail" / "failures.csv"
        rows = list(csv.DictReader(failures.read_text("utf-8-sig").splitlines()))
        assert [row["name"] for row in rows] == ["Runner 1", "Runner 3"]
        assert 'no such "user"' in rows[0]["reason"]
        assert len(server.taken) == 2
        again = run("club", "mail", str(folder), "--send", "--only", str(failures))
        assert again.code == 0, again.err
        assert not failures.exists()
    assert sorted(address for address, _ in server.taken) == [e for _, e in members(4)]


def test_unknown_is_listed_and_sent_again_only_when_told_to(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    server = Scripted(trusted.good, [{"dot": "drop"}])
    with server.running() as port:
        folder = make_folder(tmp_path / "club", members(2), port=port)
        settings = folder / "club.toml"
        settings.write_text(settings.read_text() + 'security = "tls"\n')
        for _ in range(2):
            ran = run("club", "mail", str(folder), "--send")
            assert ran.code == 7
            assert "Runner 1 <runner1@example.org>: it is not known" in ran.err
            assert "--resend-unknown" in ran.err
            assert len(server.taken) == 1
        ran = run("club", "mail", str(folder), "--send", "--resend-unknown")
        assert ran.code == 0, ran.err
    assert len(server.taken) == 2


def test_without_a_password_there_is_no_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNSTRONG_SMTP_PASSWORD", raising=False)
    monkeypatch.setattr("runstrong_pdf.cli.login._from_keyring", lambda _: "")
    folder = make_folder(tmp_path / "club", members(1))
    ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "RUNSTRONG_SMTP_PASSWORD" in ran.err


def test_a_wrong_password_is_said_before_the_first_message(
    run: Run, tmp_path: Path, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_SMTP_PASSWORD", "wrong")
    with real_server(trusted, Mailbox()) as port:
        folder = make_folder(tmp_path / "club", members(1), port=port)
        ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "did not accept the login" in ran.err
    assert "wrong" not in ran.err


def test_a_server_that_takes_only_small_messages_is_not_even_tried(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    server = Scripted(trusted.good, features=("AUTH PLAIN", "SIZE 1000"))
    with server.running() as port:
        folder = make_folder(tmp_path / "club", members(2), port=port)
        settings = folder / "club.toml"
        settings.write_text(settings.read_text() + 'security = "tls"\n')
        ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "takes messages of at most" in ran.err
    assert not any(line.startswith("MAIL") for line in server.said)


def test_two_runs_at_once_are_one_too_many(run: Run, tmp_path: Path) -> None:
    from runstrong_pdf.mail.ledger import open_ledger  # noqa: PLC0415

    folder = make_folder(tmp_path / "club", members(1))
    with open_ledger(folder / "ledger.sqlite"):
        ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "another run is sending" in ran.err


def test_a_damaged_ledger_stops_everything(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "club", members(1))
    (folder / "ledger.sqlite").write_bytes(b"not a database at all" * 99)
    ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "is damaged" in ran.err


def test_an_address_beyond_ascii_is_reached_where_the_server_can(
    run: Run, tmp_path: Path, trusted: Trust
) -> None:
    mailbox = Mailbox()
    everybody = [("Żółw", "żółw@example.org")]
    with real_server(trusted, mailbox) as port:
        folder = make_folder(tmp_path / "club", everybody, port=port)
        ran = run("club", "mail", str(folder), "--send")
        assert ran.code == 0, ran.err
    assert [address for address, _ in mailbox.taken] == ["żółw@example.org"]
    server = Scripted(trusted.good)
    with server.running() as port:
        folder = make_folder(tmp_path / "other", everybody, port=port)
        settings = folder / "club.toml"
        settings.write_text(settings.read_text() + 'security = "tls"\n')
        ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "cannot write to such an address" in ran.err


def test_ctrl_c_finishes_the_message_in_flight(tmp_path: Path, trusted: Trust) -> None:
    mailbox = Mailbox(0.1)
    with real_server(trusted, mailbox) as port:
        folder = make_folder(tmp_path / "club", members(30), port=port)
        command = [sys.executable, "-m", "runstrong_pdf", "club", "mail", str(folder), "--send"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        while len(mailbox.taken) < 2:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130, err
        assert "the same command sends the rest" in err
        assert 2 <= len(mailbox.taken) < 30
        again = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        assert again.returncode == 0, again.stderr
    assert sorted(address for address, _ in mailbox.taken) == sorted(e for _, e in members(30))


class Ring(KeyringBackend):
    """A keyring that knows one password, or is locked."""

    priority = 1
    locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("no")
        return {("runstrong", "me"): "from the ring"}.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError(service, username, password)


def test_the_password_may_come_from_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    from runstrong_pdf.cli.login import password  # noqa: PLC0415

    ring = Ring()  # type: ignore[no-untyped-call]
    monkeypatch.setattr(keyring.core, "_keyring_backend", ring)
    monkeypatch.delenv("RUNSTRONG_SMTP_PASSWORD", raising=False)
    assert password("me") == "from the ring"
    assert password("you") == ""
    assert password("") == ""
    ring.locked = True
    assert password("me") == ""
    monkeypatch.setenv("RUNSTRONG_SMTP_PASSWORD", "from outside")
    assert password("me") == "from outside"


def test_without_the_keyring_extra_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from runstrong_pdf.cli.login import password  # noqa: PLC0415

    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.delenv("RUNSTRONG_SMTP_PASSWORD", raising=False)
    assert password("me") == ""


def test_the_new_club_as_it_comes_sends_nothing_by_accident(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_SMTP_PASSWORD", PASSWORD)
    folder = tmp_path / "club"
    assert run("club", "new", str(folder)).code == 0
    assert run("club", "make", str(folder), "--no-print-all").code == 0
    ran = run("club", "mail", str(folder))
    assert ran.code == 0, ran.err
    assert "before --send: club.toml: mail.host: is missing" in ran.err
    ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "mail.host: is missing" in ran.err
    assert "is the example" in ran.err
    settings = folder / "club.toml"
    given = settings.read_text("utf-8").replace('host = ""', 'host = "localhost"')
    settings.write_text(given, "utf-8")
    ran = run("club", "mail", str(folder), "--send")
    assert ran.code == 7
    assert "is the example" in ran.err
    assert not (folder / "mail" / "sent").exists()
    settings.write_text(given.replace("localhost", "smtp.office365.com"), "utf-8")
    ran = run("club", "mail", str(folder))
    assert ran.code == 0
    assert "before --send: club.toml: mail.host: Microsoft takes no passwords" in ran.err


DAMAGED = (
    b"",
    b"[]",
    b"null",
    b"{}",
    b'{"settings": "x", "people": {}}',
    b'{"settings": "x", "people": [1]}',
    b'{"settings": "x", "people": [{"row": "x"}]}',
    b"[" * 100_000,
    b"\x80",
)


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_manifest_must_be_made_again(run: Run, tmp_path: Path, content: bytes) -> None:
    folder = make_folder(tmp_path / "club", members(1))
    (folder / "output/manifest.json").write_bytes(content)
    for command in ("mail", "status"):
        ran = run("club", command, str(folder))
        assert ran.code == 7
        assert "is damaged" in ran.err
        assert f"try: runstrong club make {folder}" in ran.err

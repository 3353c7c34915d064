"""One message for people who share an address, where the club wants that; nobody twice even so."""

import email
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

import pytest

from runstrong_pdf.errors import OutputError
from runstrong_pdf.mail.copies import MessageCopies
from runstrong_pdf.model.club import Made
from tests.club.making import club_in
from tests.conftest import Ran
from tests.mail.making import CLUB_FILE, change, make_folder
from tests.mail.serving import Mailbox, Scripted, Trust, real_server

Run = Callable[..., Ran]
PEOPLE = [
    ("Zoë Łuczak", "Home@example.org"),
    ("Anna Smith", "anna@example.org"),
    ("Jan Łuczak", "home@example.org"),
    ("Łuczak, Kim", "home@example.org"),
]
ZOE, ANNA, JAN, KIM = (name for name, _ in PEOPLE)
BOUNCE = """From back@example.net Mon Nov 23 08:00:00 2026
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; home@example.org
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

{head}
--b--
"""


pytestmark = pytest.mark.usefixtures("trusted")


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(trust: Trust, mailbox: Mailbox) -> Iterator[int]:
    with real_server(trust, mailbox) as number:
        yield number


@pytest.fixture
def folder(tmp_path: Path, port: int) -> Path:
    return family_club(tmp_path / "club", port)


def family_club(
    folder: Path,
    port: int,
    more: str = "",
    people: Sequence[tuple[str, str]] = PEOPLE,
    **making: object,
) -> Path:
    make_folder(folder, people, port=port, **making)  # type: ignore[arg-type]
    with (folder / "club.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"family = true\n{more}")
    return folder


def got(taken: list[tuple[str, bytes]]) -> list[list[str]]:
    """Return who is named by each message."""
    return [names(read(message)) for _, message in taken]


def read(message: bytes) -> EmailMessage:
    return email.message_from_bytes(message, policy=modern)


def names(message: EmailMessage) -> list[str]:
    return [one.display_name for one in message["To"].addresses]


def send(run: Run, folder: Path, *words: str) -> Ran:
    return run("club", "mail", str(folder), "--send", *words)


def states(run: Run, folder: Path) -> str:
    counts = run("club", "status", str(folder)).out.decode().splitlines()[-1]
    return ", ".join(sorted(counts.split(", ")))


def listed(folder: Path, *people: str) -> str:
    file = folder / "only.csv"
    rows = [f'"{name}",{dict(PEOPLE)[name]}' for name in people]
    file.write_text("\n".join(["name,email", *rows, ""]), "utf-8")
    return str(file)


def test_a_family_gets_one_message_with_everybodys_plan(
    run: Run, folder: Path, mailbox: Mailbox
) -> None:
    ran = send(run, folder)
    assert ran.code == 0, ran.err
    assert got(mailbox.taken) == [[ZOE, JAN, KIM], [ANNA]]
    message = read(mailbox.taken[0][1])
    assert message["Subject"] == "Zoë, Jan and Kim, your strength plan from Läufer & Co"
    body = message.get_body(("plain",))
    assert body
    text = body.get_content().replace("\r\n", "\n")
    assert text.startswith("Hello Zoë, Jan and Kim,\n\nZoë:\n\nHere is your own")
    assert "\n\nJan:\n\nHere is your own" in text
    assert text.count("It is the attached PDF, member-4.pdf.") == 1
    assert text.count("Questions?") == 1
    kinds = [(one.get_content_type(), one.get_filename()) for one in message.iter_attachments()]
    assert kinds == [
        (kind, f"member-{row}.{ending}")
        for row in (2, 4, 5)
        for kind, ending in (("application/pdf", "pdf"), ("text/calendar", "ics"))
    ]
    plans = [one.get_content() for one in message.iter_attachments()][::2]
    assert plans == [b"%PDF-1.7 " + name.encode() for name in (ZOE, JAN, KIM)]
    assert states(run, folder) == "4 sent"
    assert send(run, folder).code == 0
    assert len(mailbox.taken) == 2


def test_without_the_wish_everybody_gets_a_message(
    run: Run, tmp_path: Path, mailbox: Mailbox, port: int
) -> None:
    folder = make_folder(tmp_path / "alone", PEOPLE, port=port)
    assert send(run, folder).code == 0
    assert got(mailbox.taken) == [[name] for name, _ in PEOPLE]


def test_only_those_who_are_due_are_in_it(run: Run, folder: Path, mailbox: Mailbox) -> None:
    assert send(run, folder, "--only", listed(folder, JAN)).code == 0
    assert send(run, folder).code == 0
    assert got(mailbox.taken) == [[JAN], [ZOE, KIM], [ANNA]]


def test_a_look_before_shows_what_goes_out(run: Run, folder: Path, mailbox: Mailbox) -> None:
    ran = run("club", "mail", str(folder))
    assert (ran.code, "--send would send 2 messages" in ran.err) == (0, True)
    assert len(list((folder / "mail" / "dry-run").iterdir())) == 2
    page = (folder / "mail" / "preview.html").read_text("utf-8")
    assert page.count("<article>") == 2
    assert "Zoë Łuczak &lt;Home@example.org&gt;, Jan Łuczak &lt;home@example.org&gt;" in page
    assert run("club", "mail", str(folder), "--to-self", "Jan").code == 0
    assert got(mailbox.taken) == [[ZOE, JAN, KIM]]
    assert mailbox.taken[0][0] == "club@example.org"
    assert states(run, folder) == "4 new"


def test_what_would_be_too_large_goes_one_by_one(
    run: Run, tmp_path: Path, mailbox: Mailbox, port: int, trust: Trust
) -> None:
    pdf = b"%PDF-1.7 " * 4000
    folder = family_club(tmp_path / "small", port, "largest_mb = 0.1\n", pdf=pdf)
    assert send(run, folder).code == 0
    assert got(mailbox.taken) == [[ZOE], [JAN], [KIM], [ANNA]]
    server = Scripted(trust.good, features=("AUTH PLAIN", "SIZE 100000"))
    with server.running() as other:
        folder = family_club(tmp_path / "choosy", other, 'security = "tls"\n', pdf=pdf)
        ran = send(run, folder)
    assert ran.code == 0, ran.err
    assert got(server.taken) == [[ZOE], [JAN], [KIM], [ANNA]]


def test_everybody_whose_message_the_server_refuses_is_named_at_once(
    run: Run, tmp_path: Path, trust: Trust
) -> None:
    server = Scripted(trust.good, features=("AUTH PLAIN", "SIZE 20000"))
    with server.running() as other:
        people = [("Bob", "bob@example.org"), *PEOPLE]
        pdf = b"%PDF-1.7 " * 4000
        folder = family_club(tmp_path / "club", other, 'security = "tls"\n', people, pdf=pdf)
        ran = send(run, folder)
    assert (ran.code, server.taken) == (7, [])
    assert [name for name, _ in people if f"{name} <" in ran.err] == [name for name, _ in people]


def test_a_missing_plan_keeps_nobody_else_from_theirs(
    run: Run, folder: Path, mailbox: Mailbox
) -> None:
    (folder / "output" / "member-4.pdf").unlink()
    assert send(run, folder).code == 7
    assert not mailbox.taken
    assert send(run, folder, "--skip-problems").code == 0
    assert got(mailbox.taken) == [[ZOE], [KIM], [ANNA]]


def test_a_refused_message_is_refused_to_all_of_them(
    run: Run, tmp_path: Path, trust: Trust
) -> None:
    server = Scripted(trust.good, [{"dot": "550 no"}, {}, {"dot": "25"}])
    with server.running() as port:
        folder = family_club(tmp_path / "club", port, 'security = "tls"\n')
        assert send(run, folder).code == 7
        assert states(run, folder) == "1 sent, 3 failed"
        assert len(list((folder / "mail" / "sent").iterdir())) == 1
        assert send(run, folder, "--only", str(folder / "mail" / "failures.csv")).code == 7
        assert states(run, folder) == "1 sent, 3 unknown"
        assert send(run, folder).code == 7
        assert got(server.taken) == [[ANNA]]
        assert send(run, folder, "--resend-unknown").code == 0
    assert got(server.taken) == [[ANNA], [ZOE, JAN, KIM]]


def test_a_message_counts_once_for_the_rate(
    run: Run, tmp_path: Path, mailbox: Mailbox, port: int
) -> None:
    folder = family_club(tmp_path / "club", port, rate="2 per day")
    assert send(run, folder, "--only", listed(folder, ZOE, JAN, KIM)).code == 0
    ran = send(run, folder)
    assert ran.code == 0, ran.err
    assert len(mailbox.taken) == 2


def test_a_copy_that_cannot_be_written_keeps_the_message_from_going(
    run: Run, folder: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = MessageCopies.keep

    def full(copies: MessageCopies, made: Made, message: bytes, ending: str = "") -> None:
        if made.name == JAN:
            raise OutputError("the disk is full")
        keep(copies, made, message, ending)

    with monkeypatch.context() as patched:
        patched.setattr(MessageCopies, "keep", full)
        assert send(run, folder).code == 6
    assert not mailbox.taken
    assert not list((folder / "mail" / "sent").iterdir())
    assert states(run, folder) == "1 new, 3 not sent"
    assert send(run, folder).code == 0
    assert got(mailbox.taken) == [[ANNA], [ZOE, JAN, KIM]]


def test_a_message_that_came_back_came_back_for_all_of_them(
    run: Run, folder: Path, mailbox: Mailbox
) -> None:
    assert send(run, folder).code == 0
    head = mailbox.taken[0][1].replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode()
    back = folder / "back.mbox"
    back.write_text(BOUNCE.format(head=head), "utf-8")
    assert "3 messages came back" in run("club", "mail", str(folder), "--bounces", str(back)).err
    assert states(run, folder) == "1 sent, 3 failed"
    send(run, folder)
    assert len(mailbox.taken) == 2
    assert send(run, folder, "--resend-unknown").code == 0
    assert got(mailbox.taken)[2:] == [[ZOE, JAN, KIM]]


def test_a_lost_ledger_is_made_again_for_all_of_them(
    run: Run, folder: Path, mailbox: Mailbox
) -> None:
    change(folder, 4, code="UB6-2F97")
    assert send(run, folder).code == 0
    text = read(mailbox.taken[0][1]).get_body(("plain",))
    assert text
    assert "Plan B6-2-40 and UB6-2F97" in text.get_content()
    (folder / "ledger.sqlite").unlink()
    manifest = folder / "output" / "manifest.json"
    kept = manifest.read_text("utf-8")
    manifest.write_text('{"settings": "", "people": []}', "utf-8")  # nobody to guess from
    assert run("club", "mail", str(folder), "--rebuild-ledger").code == 0
    manifest.write_text(kept, "utf-8")
    assert states(run, folder) == "4 sent"
    assert send(run, folder).code == 0
    assert len(mailbox.taken) == 2


def test_who_is_forgotten_is_so_in_the_copies_of_the_others(
    run: Run, folder: Path, mailbox: Mailbox
) -> None:
    assert send(run, folder).code == 0
    manifest = (folder / "output" / "manifest.json").read_text("utf-8")
    roster = (folder / "roster.csv").read_text("utf-8")
    assert run("club", "forget", str(folder), ZOE, "--yes").code == 0
    copies = list((folder / "mail" / "sent").iterdir())
    assert len(copies) == 3
    for file in copies:
        content = file.read_bytes()
        assert ZOE not in names(read(content))
        assert not any("member-2" in str(one.get_filename()) for one in read(content).walk())
        assert b"Zo=C3=AB" not in content
        assert file.stat().st_mode & 0o777 == 0o600
    assert run("club", "mail", str(folder), "--rebuild-ledger").code != 0, "no plans are there"
    (folder / "output" / "manifest.json").write_text(manifest, "utf-8")
    (folder / "roster.csv").write_text(roster, "utf-8")
    (folder / "output" / "member-2.pdf").write_bytes(b"%PDF-1.7 " + ZOE.encode())
    assert send(run, folder).code == 0, "an old roster mails nobody again"
    (folder / "ledger.sqlite").unlink()
    assert run("club", "mail", str(folder), "--rebuild-ledger").code == 0
    assert states(run, folder) == "1 new, 3 sent"
    assert len(mailbox.taken) == 2


def test_other_words_other_answers_and_other_weeks_are_messages_of_their_own(
    run: Run, tmp_path: Path, mailbox: Mailbox, port: int
) -> None:
    folder = tmp_path / "club"
    words = folder / "templates" / "mail" / "juniors"
    words.mkdir(parents=True)
    (words / "greeting.txt").write_text("Hi {first_name}!", "utf-8")
    top, _, mail = CLUB_FILE.format(port=port, rate="9999 per minute").partition("[mail]")
    more = 'family = true\nreply_to_group = { coaches = "boss@example.org" }\n'
    plans = '[defaults]\nedition = "stretching"\nkit = "none"\nstart = "2026-12-07"\n'
    toml = f'{top}templates = "templates"\n[mail]{mail}{more}{plans}'
    rows = "Zoë,juniors\nJan,\nKim,Juniors\nAnn,coaches\nBob,other\n"
    roster = "name,group,email\n" + rows.replace("\n", ",home@example.org\n")
    club_in(folder, roster, toml)
    ran = run("club", "make", str(folder), "--no-print-all", "--jobs", "1")
    assert ran.code == 0, ran.err
    for week in ((), ("--week", "3"), ("--week", "4"), ("--week", "4")):
        ran = send(run, folder, *week)
        assert ran.code == 0, ran.err
    once = [["Zoë", "Kim"], ["Jan", "Bob"], ["Ann"]]
    assert got(mailbox.taken) == once * 3
    messages = [read(message) for _, message in mailbox.taken]
    assert [one["Reply-To"] for one in messages[:3]] == [None, None, "boss@example.org"]
    first = messages[0].get_body(("plain",))
    assert first
    assert first.get_content().startswith("Hi Zoë and Kim!")
    assert messages[4]["Subject"] == "Week 3: your strength sheet, Jan and Bob"


def test_a_large_household_gets_several_messages(
    run: Run, tmp_path: Path, mailbox: Mailbox, port: int
) -> None:
    people = [(f"Runner {number}", "office@example.org") for number in range(14)]
    folder = make_folder(tmp_path / "club", people, port=port)
    with (folder / "club.toml").open("a", encoding="utf-8") as settings:
        settings.write("family = true\n")
    assert send(run, folder).code == 0
    assert [len(one) for one in got(mailbox.taken)] == [6, 6, 2]
    assert all(len(line) < 998 for _, one in mailbox.taken for line in one.split(b"\r\n"))

"""Nobody gets a plan twice, whatever happens to ledger, program, roster or clock."""

import io
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from runstrong_pdf.mail.copies import PART, MessageCopies
from runstrong_pdf.mail.ledger import DeliveryState, LedgerEntry, open_ledger
from runstrong_pdf.mail.message import MessageKey, compose, message_key
from runstrong_pdf.mail.sending import RateLimiter
from runstrong_pdf.model.club import parse_rate
from tests.conftest import Ran
from tests.mail.making import NOW, SENDER, change, make_folder, members, message_to, person
from tests.mail.serving import Mailbox, Trust, real_server
from tests.mail.test_compose import ADDRESSES, NAMES

Run = Callable[..., Ran]


class Evening:
    """A club of four and its mail server."""

    def __init__(self, run: Run, folder: Path, mailbox: Mailbox) -> None:
        self._run, self.folder, self.mailbox = run, folder, mailbox
        self.ledger, self.sent = folder / "ledger.sqlite", folder / "mail" / "sent"

    def mail(self, *words: str, folder: Path | None = None) -> Ran:
        return self._run("club", "mail", str(folder or self.folder), *words)

    def status(self) -> str:
        return self._run("club", "status", str(self.folder)).out.decode().splitlines()[-1]

    @property
    def most(self) -> int:
        """How many messages the person got who got the most."""
        return max(Counter(address for address, _ in self.mailbox.taken).values(), default=0)


@pytest.fixture
def evening(run: Run, tmp_path: Path, trusted: Trust) -> Iterator[Evening]:
    mailbox = Mailbox()
    with real_server(trusted, mailbox) as port:
        yield Evening(run, make_folder(tmp_path / "club", members(4), port=port), mailbox)


@pytest.fixture
def sent(evening: Evening) -> Evening:
    """After everybody has their plan."""
    ran = evening.mail("--send")
    assert ran.code == 0, ran.err
    assert len(evening.mailbox.taken) == 4
    return evening


# -- what a plan means ----------------------------------------------------------------------------


def test_other_bytes_of_the_same_plan_mail_nobody(sent: Evening) -> None:
    for row in range(2, 6):
        change(sent.folder, row, pdf=b"%PDF with a new contact line", title="Reworded")
    ran = sent.mail("--send")
    assert (ran.code, "0 messages to send" in ran.err) == (0, True)
    assert "another plan" not in ran.err
    assert len(sent.mailbox.taken) == 4
    assert sent.status() == "4 sent"


@pytest.mark.parametrize(
    "new", [{"code": "B6-2-41"}, {"start": "2027-01-04"}, {"edition": "wall colour en"}]
)
def test_a_changed_plan_goes_out_only_when_it_is_asked_for(
    sent: Evening, monkeypatch: pytest.MonkeyPatch, new: dict[str, object]
) -> None:
    change(sent.folder, 3, **new)
    for words in ([], ["--new-only"]):
        ran = sent.mail("--send", *words)
        assert ran.code == 0
        assert "1 has another plan already; only with --changed" in ran.err
    ran = sent.mail()
    assert "1 has another plan already; only with --changed" in ran.err
    for typed in ("", "yes\n", "2\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        ran = sent.mail("--send", "--changed")
        assert ran.code == 7
        assert "Type 1 and Enter" in ran.err
    assert len(sent.mailbox.taken) == 4
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    ran = sent.mail("--send", "--changed")
    assert ran.code == 0, ran.err
    assert sent.mailbox.taken[4][0] == "runner2@example.org"
    assert sent.mail("--send", "--changed").code == 0, "nothing is left, and nothing is asked"
    assert len(sent.mailbox.taken) == 5


def test_new_only_leaves_out_who_got_anything(evening: Evening) -> None:
    assert evening.mail("--send").code == 0
    with open_ledger(evening.ledger) as ledger:
        entries = ledger.entries()
        failed = LedgerEntry("", "", DeliveryState.FAILED, "no", 1, 1e9)
        first, second, *_ = (key for key in entries)
        ledger.write(MessageKey(first.person, "B6-2-41 undated full"), failed)
        ledger.write(second, failed)
    row = int(first.person.split()[1]) + 1
    change(evening.folder, row, code="B6-2-41", start=None, edition="full")
    (evening.sent / _copy(evening, second)).unlink()
    ran = evening.mail("--new-only")
    assert "--send would send 1 message" in ran.err, "one failed before and has nothing"
    assert "--send would send 2 messages" in evening.mail().err


def _copy(evening: Evening, key: MessageKey) -> str:
    (file,) = (one for one in evening.sent.iterdir() if key.digest[:8] in one.name)
    return file.name


def test_somebody_who_is_spelled_anew_has_a_plan_already(sent: Evening) -> None:
    roster = sent.folder / "roster.csv"
    roster.write_text(roster.read_text("utf-8").replace("Runner 2", "Runnër 2"), "utf-8")
    change(sent.folder, 3, name="Runnër 2")
    ran = sent.mail("--send")
    assert "1 has another plan already" in ran.err
    assert len(sent.mailbox.taken) == 4


def test_a_ledger_of_the_first_version_still_counts(evening: Evening) -> None:
    sent, gone, failed = (person(name, address, row=0) for name, address in members(3))
    with closing(sqlite3.connect(evening.ledger)) as old, old:
        old.execute(
            "CREATE TABLE messages (person TEXT NOT NULL, content TEXT NOT NULL, name TEXT NOT "
            "NULL, address TEXT NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, attempts "
            "INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (person, content)) WITHOUT ROWID"
        )
        old.execute("PRAGMA user_version = 1")
        sha = _sha(evening.folder, 2)
        for made, content, state in ((sent, sha, "sent"), (gone, "0" * 64, "sent")):
            row = (message_key(made).person, content, made.name, made.email, state, "", 1, 1e9)
            old.execute("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        row = (
            message_key(failed).person,
            "1" * 64,
            failed.name,
            failed.email,
            "failed",
            "",
            1,
            1e9,
        )
        old.execute("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    assert evening.status() == "1 sent, 1 changed, 2 new"
    ran = evening.mail("--send")
    assert ran.code == 0, ran.err
    assert [one for one, _ in evening.mailbox.taken] == [f"runner{n}@example.org" for n in (3, 4)]


def _sha(folder: Path, row: int) -> str:
    tables = json.loads((folder / "output/manifest.json").read_text("utf-8"))
    return str(next(one["sha256"] for one in tables["people"] if one["row"] == row))


# -- what happens to the ledger -------------------------------------------------------------------


def _foreign(ledger: Path) -> None:
    ledger.unlink()
    with closing(sqlite3.connect(ledger)) as other, other:
        other.execute("CREATE TABLE bookmarks (place TEXT)")


def _older(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as older, older:
        older.execute("DELETE FROM messages WHERE name <> 'Runner 1'")


def _said(column: str, value: object) -> Callable[[Path], None]:
    def damage(ledger: Path) -> None:
        with closing(sqlite3.connect(ledger)) as damaged, damaged:
            damaged.execute(f"UPDATE messages SET {column} = ? WHERE name = 'Runner 2'", (value,))  # noqa: S608

    return damage


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda ledger: ledger.write_bytes(b""),
    "half": lambda ledger: ledger.write_bytes(ledger.read_bytes()[:5000]),
    "nonsense": lambda ledger: ledger.write_bytes(b"not a database at all" * 99),
    "older": _older,
    "of another program": _foreign,
    "a state that there is not": _said("state", "posted"),
    "a state that is a number": _said("state", 7),
    "a time in words": _said("at", "yesterday"),
    "a time beyond all calendars": _said("at", 1e300),
    "a name in bytes": _said("detail", b"\xff\xfe"),
    "tries without number": _said("attempts", "many"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_ledger_that_cannot_be_believed_stops_the_run_and_is_made_again(
    sent: Evening, damage: Callable[[Path], object]
) -> None:
    damage(sent.ledger)
    there = sent.ledger.read_bytes() if sent.ledger.exists() else None
    for words in (["--send"], ["--send", "--changed"], []):
        ran = sent.mail(*words)
        assert ran.code == 7
        assert f"runstrong club mail {sent.folder} --rebuild-ledger" in ran.err
    ran = sent.mail("--rebuild-ledger")
    assert ran.code == 0, ran.err
    assert "knows of 4 messages now; of 4 there is a copy" in ran.err
    backups = [file.read_bytes() for file in sent.folder.glob("ledger-before-*.sqlite")]
    assert len(backups) == (there is not None)
    assert sent.status() == "4 sent"
    assert sent.mail("--send").code == 0
    assert (sent.most, len(sent.mailbox.taken)) == (1, 4)


def test_copies_that_a_power_cut_has_spoilt_bear_witness_all_the_same(sent: Evening) -> None:
    files = sorted(sent.sent.iterdir())
    files[0].write_bytes(b"")
    files[1].write_bytes(files[1].read_bytes()[:100])
    files[2].rename(files[2].with_name(files[2].name + PART))
    sent.ledger.unlink()
    assert sent.mail("--rebuild-ledger").code == 0
    assert sent.status() == "3 sent, 1 unknown"
    assert sent.mail("--send").code == 7, "one is unknown"
    assert (sent.most, len(sent.mailbox.taken)) == (1, 4)


def test_a_copy_of_what_was_sent_gets_its_name_after_all(sent: Evening) -> None:
    """Or, should the ledger be lost one day, it would count as unknown."""
    (file, *_) = sorted(sent.sent.iterdir())
    file.rename(file.with_name(file.name + PART))
    assert sent.status() == "4 sent"
    assert file.exists()


def test_a_copy_of_nobody_is_named_and_stops_the_run(sent: Evening) -> None:
    odd = sent.sent / "somebody-01234567.eml"
    odd.write_bytes(b"To: who <who@example.org>\r\n\r\n")
    (sent.sent / "my notes.txt").write_text("no copy")
    ran = sent.mail("--rebuild-ledger")
    assert ran.code == 0
    assert f"{odd}: nobody can say who got this message" in ran.err
    assert "somebody-01234567.eml" in sent.mail("--send").err
    odd.unlink()
    assert sent.mail("--send").code == 0


def test_a_folder_that_is_copied_before_sending_does_not_send_again(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert evening.mail("--to-self", "1").code == 0
    assert evening.mail("--send").code == 0
    second = evening.folder.with_name("second")
    shutil.copytree(evening.folder, second)
    shutil.rmtree(second / "mail")
    monkeypatch.setattr("platform.node", lambda: "another")
    ran = evening.mail("--send", folder=second)
    assert ran.code == 7
    assert "was last used on the computer" in ran.err
    assert "--rebuild-ledger" in ran.err
    moved = evening.folder.with_name("moved")
    second_before = evening.folder.rename(moved)
    assert evening.mail("--send", folder=second_before).code == 0, "a folder may be moved"


def test_making_the_plans_begins_the_ledger(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "club"
    assert run("club", "new", str(folder)).code == 0
    assert run("club", "make", str(folder), "--no-print-all").code == 0
    shutil.copytree(folder, tmp_path / "second")
    (tmp_path / "second" / "club.toml").touch()
    with open_ledger(tmp_path / "second" / "ledger.sqlite") as ledger:
        place = ledger.place()
    assert place
    assert place.folder == str(folder)
    ran = run("club", "mail", str(tmp_path / "second"))
    assert ran.code == 7
    assert f"in the folder {folder}" in ran.err


def test_a_copy_says_whose_it_is(tmp_path: Path) -> None:
    from runstrong_pdf.mail.copies import read_copy  # noqa: PLC0415

    copies, wanted = MessageCopies(tmp_path), []
    for number, name in enumerate(NAMES):
        for place, address in enumerate(ADDRESSES):
            made = person(name, address).model_copy(update={"file": f"{number}-{place}.pdf"})
            copies.keep(made, compose(message_to(made), SENDER, [b"%PDF"], NOW))
            wanted.append(message_key(made))
    found = [read_copy(*one, []) for one in copies.files()]
    assert {key for key, _ in filter(None, found)} == set(wanted)
    assert {entry.at for _, entry in filter(None, found)} == {NOW.timestamp()}


def test_a_copy_of_the_first_version_says_whose_it_is(tmp_path: Path) -> None:
    from runstrong_pdf.mail.copies import read_copy  # noqa: PLC0415

    made = person()
    old = MessageKey(message_key(made).person, made.sha256)
    message = compose(
        message_to(made), SENDER, [b"%PDF-1.7\n.a line with a dot\n\x00\xff" * 200], NOW
    )
    lines = [line for line in message.split(b"\r\n") if not line.startswith(b"X-RunStrong")]
    file = tmp_path / f"zoë-{old.digest[:8]}.eml"
    file.write_bytes(b"\r\n".join(lines))
    found = read_copy(file, old.digest[:8], DeliveryState.SENT, [])
    assert found
    assert found[0] == old


# -- who is meant ---------------------------------------------------------------------------------


def test_a_list_means_persons_with_their_address(evening: Evening) -> None:
    people = [("Ann", "ann@a.example"), ("Ann", "ann@b.example"), ("Bob", "bob@example.org")]
    make_folder(evening.folder, people)
    chosen = evening.folder / "some.csv"
    chosen.write_text("name,email\nann,ANN@a.example\nBob,bob@elsewhere.example\nCid,c@x.org\n")
    ran = evening.mail("--only", str(chosen))
    assert "would send 1 message" in ran.err
    assert "row 3: 'Bob' has another address in the roster than bob@elsewhere.example" in ran.err
    assert "row 4: 'Cid' does not get mail by the roster" in ran.err
    chosen.write_text("name\nBob\nAnn\n")
    ran = evening.mail("--only", str(chosen))
    assert "would send 1 message" in ran.err
    assert "several people are called 'Ann'" in ran.err
    chosen.write_text("name,email\nBob,bob(at)example.org\n")
    assert evening.mail("--only", str(chosen)).code == 7, "an address that cannot be read is none"


def test_one_on_the_list_who_is_nobody_does_not_stop_the_rest(evening: Evening) -> None:
    chosen = evening.folder / "some.csv"
    chosen.write_text("name,email\nRunner 1,runner1@example.org\nGone,gone@example.org\n")
    ran = evening.mail("--send", "--only", str(chosen))
    assert ran.code == 7
    assert "'Gone' does not get mail" in ran.err
    assert [one for one, _ in evening.mailbox.taken] == ["runner1@example.org"]


def test_what_is_wrong_with_some_can_be_skipped(evening: Evening) -> None:
    roster = evening.folder / "roster.csv"
    text = roster.read_text("utf-8").replace("Runner 2", "Renamed")
    roster.write_text(text + "Somebody New,new@example\nGood Address,good@example.org\n", "utf-8")
    (evening.folder / "output" / "member-4.pdf").unlink()
    ran = evening.mail("--send")
    assert (ran.code, evening.mailbox.taken) == (7, [])
    ran = evening.mail("--send", "--skip-problems")
    assert ran.code == 0, ran.err
    assert sorted(one for one, _ in evening.mailbox.taken) == [
        "runner1@example.org",
        "runner4@example.org",
    ]
    assert "warning: " in ran.err
    for words in (
        "row 3: has changed",
        "row 6: there is no plan for this row yet, as email: ",
        "row 7: there is no plan for this row yet",
        "row 4: Runner 3",
    ):
        assert words in ran.err
    assert evening.mail("--skip-problems").code == 0


# -- the clock ------------------------------------------------------------------------------------


def test_a_clock_that_was_wrong_makes_nobody_wait(sent: Evening) -> None:
    with closing(sqlite3.connect(sent.ledger)) as ledger, ledger:
        ledger.execute("UPDATE messages SET at = at + 34560000")
    settings = sent.folder / "club.toml"
    text = settings.read_text("utf-8").replace("9999 per minute", "1 per day")
    settings.write_text(text, "utf-8")
    make_again = make_folder(sent.folder.with_name("other"), [*members(4), ("New", "n@x.example")])
    shutil.copy(make_again / "output" / "manifest.json", sent.folder / "output")
    shutil.copy(make_again / "output" / "member-6.pdf", sent.folder / "output")
    shutil.copy(make_again / "roster.csv", sent.folder)
    ran = sent.mail("--send")
    assert ran.code == 0, ran.err
    assert sent.mailbox.taken[4][0] == "n@x.example"


def test_a_clock_that_is_put_back_makes_a_run_wait_no_longer_than_the_rate() -> None:
    limiter = RateLimiter(parse_rate("1 per minute"), [1000.0])
    limiter.record(9e9)
    assert limiter.delay(1010.0) == 50.0
    limiter.record(1060.0)
    assert limiter.delay(1061.0) == 59.0

"""Rosters that nobody should write, in every column: refused by row and column, or made safely."""

import csv
import email
import io
import json
import re
import shutil
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.rosters import hostile_roster
from tests.conftest import Ran

Run = Callable[..., Ran]
CLUB = (
    'name = "Riverside"\n[defaults]\nedition = "stretching"\npaper = "a4"\nweeks = 4\n'
    '[mail]\nfrom = "c@example.org"\n'
)
FORMULA = ("=", "+", "-", "@")
EVIL = st.sampled_from(
    [
        "../../x",
        "/etc/passwd",
        "..\\..\\x",
        "=1+1",
        "@SUM(A1)",
        "<b>x</b>",
        "&amp;",
        "a@b.org\r\nBcc: evil@example.com",
        "x\nSubject: evil",
        "]]>",
        ") Tj ET",
        "\\",
        "{contact}",
        "%s",
        "\x00",
        "\u202egnp",
        "\ud83d",
        "😀",
        "A" * 250,
        "=?utf-8?q?Bcc:_evil@example.com?=",
        "CON",
        "none",
        "1e999",
        "9" * 30,
        "-1",
        "nan",
    ]
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("Zoë", "Anna Smith", "O'Neil, Jr.", "a/b", "<Jo & Bo>", "(x)", "../etc"),
    "email": ("", "a@example.org", "zoe+run@sub.example.org", "o'neil@example.org"),
    "level": ("beginner",),
    "push-ups": ("",),
    "kit": ("band, chair",),
    "bands": ("red/green",),
    "dumbbells": ("",),
    "sessions": ("2.0",),
    "minutes": ("30",),
    "avoid": ("low back",),
    "runs": ("Tue hard; Sun long",),
    "race": ("",),
    "start": ("", "2026-12-07", "8.12.2026"),
    "language": ("English",),
    "edition": ("stretching",),
    "large-print": ("no",),
    "send": ("", "no"),
}
"""What is right in each column; one plan for all, because every other would have to be drawn."""
ROWS = st.builds(
    lambda good, bad: {**good, **bad},
    st.fixed_dictionaries({column: st.sampled_from(good) for column, good in COLUMNS.items()}),
    st.one_of(
        st.just({}),
        st.dictionaries(st.sampled_from([*COLUMNS]), EVIL | st.text(max_size=70), max_size=2),
        st.fixed_dictionaries({"name": EVIL | st.text(max_size=50)}),
    ),
)
"""Mostly what people write, so that some of what is hostile gets as far as paper and mail."""


@pytest.fixture
def club(tmp_path: Path, run: Run, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    del run  # it sets the scene
    monkeypatch.setenv("RUNSTRONG_CACHE", str(shared_cache))
    (tmp_path / "club").mkdir()
    (tmp_path / "club/club.toml").write_text(CLUB, encoding="utf-8")
    return tmp_path / "club"


@given(st.lists(ROWS, min_size=1, max_size=3))
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_roster_is_made_and_mailed_or_refused(
    run: Run, club: Path, rows: list[dict[str, str]]
) -> None:
    out = io.StringIO()
    cells = ([row[column] for column in COLUMNS] for row in rows)
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([list(COLUMNS), *cells])
    (club / "roster.csv").write_bytes(out.getvalue().encode(errors="replace"))
    around = {file for file in club.parent.rglob("*") if club / "output" not in file.parents}
    ran = run("club", "make", str(club))
    assert ran.code in {0, 5}, ran.err
    assert "Traceback" not in ran.err
    if ran.code == 5:
        is_named(ran.err, club)
        return
    output = {file.name for file in (club / "output").iterdir()}
    assert all(Path(name).name == name for name in output)
    people = json.loads((club / "output/manifest.json").read_bytes())["people"]
    for person in people:
        with pikepdf.open(club / "output" / person["file"]) as opened:
            assert person["name"] in str(opened.docinfo["/Title"])
    has_no_formula(club / "output/summary.csv")
    ran = run("club", "mail", str(club))
    assert ran.code == 0, ran.err
    is_mail_to(club / "mail/dry-run", [p["email"] for p in people if p["send"]])
    inside = (club / "output", club / "mail", club / "ledger.sqlite")
    new = {file for file in club.parent.rglob("*") if file not in around}
    assert all(any(folder in (file, *file.parents) for folder in inside) for file in new)


JARGON = re.compile(
    r"Traceback|Errno|codec|NoneType|<class|object at|\w+Error\b|well-formed|decompress"
)
"""What only programmers understand."""
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def test_rosters_that_nobody_should_hand_over(
    run: Run,
    club: Path,
    tally: Callable[[str, int], None],
    whole: bool,  # noqa: FBT001  a fixture
) -> None:
    many = 1000 if whole else 70
    bystander = club.parent / "x"
    bystander.write_text("precious", encoding="utf-8")
    around = everything(club.parent) - everything(club)
    made = 0
    for number in range(many):
        shutil.rmtree(club)
        club.mkdir()
        name, content = hostile_roster(number)
        (club / "club.toml").write_text(f'roster = "{name}"\n{CLUB}', encoding="utf-8")
        (club / name).write_bytes(content)
        said = ""
        for command in ("check", "make", "mail"):
            ran = run("club", command, str(club))
            said = f"roster {number}, {command}: {ran.err}"
            assert ran.code in {0, 5, 7}, said
            assert not JARGON.search(ran.err), said
            assert not STEERING.search(ran.err + ran.out.decode()), said
            assert all(len(line) < 500 for line in ran.err.splitlines()), said
            if ran.code:
                assert "error: " in ran.err, said
                break
        else:
            made += 1
        assert everything(club.parent) - everything(club) == around
        there = {file.relative_to(club).parts[0] for file in everything(club)}
        assert there <= {"club.toml", name, "output", "mail", "ledger.sqlite"}, said
        if (club / "output").exists():
            has_no_formula(club / "output/summary.csv")
    assert bystander.read_text(encoding="utf-8") == "precious"
    assert 0.1 * many < made < 0.9 * many
    tally("hostile rosters", many)


def everything(folder: Path) -> set[Path]:
    """Return every file and folder below a folder, except the templates that all clubs share."""
    return {path for path in folder.rglob("*") if "templates" not in path.parts}


def is_named(err: str, club: Path) -> None:
    """Every problem names a row and, unless several options meet in it, a column."""
    place = re.escape(f"error: {club}/roster.csv: ")
    column = "|".join(COLUMNS)
    whole = "a quotation mark|is neither UTF-8|there is nobody|is the same person"
    for line in err.splitlines():
        if line.startswith("error: "):
            assert re.match(rf"{place}(row \d+, ({column}): |row \d+: no |.*({whole}))", line), line


def has_no_formula(summary: Path) -> None:
    for row in csv.reader(summary.read_text(encoding="utf-8-sig").splitlines()):
        assert not any(cell.startswith(FORMULA) for cell in row)


def is_mail_to(folder: Path, addresses: list[str]) -> None:
    """Exactly these get one message each, with no header that is not ours."""
    found = []
    for file in folder.glob("*") if folder.exists() else ():
        message = email.message_from_bytes(file.read_bytes(), policy=modern)
        assert isinstance(message, EmailMessage)
        assert list(message.keys()) == [
            *("From", "To", "Subject", "Date", "Message-ID", "X-RunStrong-Plan"),
            *("List-Unsubscribe", "MIME-Version", "Content-Type"),
        ]
        (recipient,) = message["To"].addresses
        found.append(recipient.addr_spec)
        for part in message.walk():
            assert not part.defects
            assert {key.lower() for key in part} <= {
                *(key.lower() for key in message),
                *("content-type", "content-transfer-encoding", "content-disposition"),
            }
        page = message.get_body(("html",))
        assert page is not None
        assert "<b>" not in page.get_content()
    assert sorted(found) == sorted(addresses)

"""Club night: one roster, a PDF for everybody, one file for the copier."""

import csv
import hashlib
import io
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

from runstrong_pdf.cli.club import COMMANDS, OPTIONS, opened
from runstrong_pdf.cli.console import duration
from runstrong_pdf.club.folder import DEFAULTS
from runstrong_pdf.errors import RosterError
from runstrong_pdf.files import quoted
from runstrong_pdf.model.club import ClubSettings, Mail, Wording
from runstrong_pdf.model.fields import EDITIONS
from tests.club.making import ROSTER, SETTINGS, SMALL, club_in, files, manifest, many
from tests.conftest import Ran
from tests.mail.running import starting
from tests.reading import first_text, page_texts, picture

Run = Callable[..., Ran]


@pytest.fixture
def club(tmp_path: Path, run: Run, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A club of three."""
    del run  # it sets the scene
    monkeypatch.setenv("RUNSTRONG_CACHE", str(shared_cache))
    return club_in(tmp_path / "club")


# -- new, check, make -----------------------------------------------------------------------------


def test_new_works_as_it_is(run: Run, tmp_path: Path) -> None:
    ran = run("club", "new", "c")
    assert ran.code == 0
    assert ran.out.decode().split() == ["c/club.toml", "c/roster.csv"]
    before = (tmp_path / "c/roster.csv").read_text(encoding="utf-8")
    assert before.splitlines()[1].startswith("Your Name,")
    assert run("club", "check", "c").code == 0
    assert sorted(file.name for file in (tmp_path / "c").iterdir()) == ["club.toml", "roster.csv"]
    assert run("club", "make", "c").code == 0
    assert len(manifest(tmp_path / "c")) == 3


def test_new_says_of_every_setting_and_column_what_it_is(run: Run, tmp_path: Path) -> None:
    assert run("club", "new", "c").code == 0
    text = (tmp_path / "c/club.toml").read_text(encoding="utf-8")
    there = re.findall(r"^(?:# )?(\w+) = .*?(#.*)?$", text, re.MULTILINE)
    keys = {key for key, _ in there}
    for record in (ClubSettings, Mail, Wording):
        for name, field in record.model_fields.items():
            assert (field.alias or name) in keys | {"defaults", "mail", "texts"}
    assert {*DEFAULTS, "send"} <= keys
    possible = next(comment for key, comment in there if key == "edition")
    assert all(edition in possible for edition in EDITIONS)
    roster = (tmp_path / "c/roster.csv").read_text(encoding="utf-8").splitlines()
    header = next(csv.reader(roster))
    columns = "name email level push-ups kit bands dumbbells sessions minutes avoid runs race start"
    assert header == [*columns.split(), "language", "edition", "large-print", "send"]
    legend = list(csv.reader(roster))[-1]
    assert legend[0].startswith("# ")
    assert len(legend) == len(header)
    assert all(legend)


@pytest.mark.parametrize("wrong", ['use = "no"', 'programme = "no"', 'weeks = "no"'])
def test_a_default_that_cannot_be_is_said_once_and_of_club_toml(
    wrong: str, run: Run, tmp_path: Path
) -> None:
    club_in(tmp_path / "c", "name,level\nJo,beginner\nBo,\nMo,\n", f"{SETTINGS}{wrong}\n")
    for command in ("check", "make"):
        ran = run("club", command, "c")
        (line,) = (line for line in ran.err.splitlines() if line.startswith("error:"))
        assert line.startswith(f"error: c/club.toml: defaults.{wrong.split(maxsplit=1)[0]}:")
        assert ran.code == 5


def test_a_folder_with_a_space_is_quoted_in_what_to_type(run: Run, club: Path) -> None:
    assert 'runstrong club check "our club"' in run("club", "new", "our club").err
    assert 'runstrong club new "no club"' in run("club", "check", "no club").err
    assert f"runstrong club make {club}" in run("club", "mail", str(club)).err


def test_new_replaces_nothing(run: Run, club: Path) -> None:
    ran = run("club", "new", str(club))
    assert ran.code == 6
    assert (club / "roster.csv").read_text(encoding="utf-8") == ROSTER


def test_make(run: Run, club: Path) -> None:
    ran = run("club", "make", str(club))
    assert ran.code == 0, ran.err
    assert "3 files written, 0 up to date" in ran.err
    made = files(club)
    assert sorted(made) == [
        "anna-smith-2.pdf",
        "anna-smith.pdf",
        "manifest.json",
        "print-all.pdf",
        "summary.csv",
        "zoë-łuczak.pdf",
    ]
    people = manifest(club)
    assert [(p["row"], p["send"]) for p in people] == [(2, True), (3, False), (4, False)]
    for person in people:
        assert hashlib.sha256(made[str(person["file"])]).hexdigest() == person["sha256"]
    assert people[0]["start"] == "2026-12-07"
    days = people[0]["days"]
    assert isinstance(days, list)
    assert days[0]["date"] == "2026-12-09"
    assert people[1]["start"] is None
    summary = made["summary.csv"].decode("utf-8-sig").splitlines()
    assert len(summary) == 4
    assert summary[1].startswith('"2","Zoë Łuczak","zoe@example.org","yes","zoë-łuczak.pdf"')


def test_the_sheets_are_those_of_plan(run: Run, club: Path, tmp_path: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    words = ("--name", "Zoë Łuczak", "--club", "Riverside Runners", "--edition", "stretching")
    more = ("--contact", "coach@example.org", "--start", "2026-12-07", "--paper", "a4")
    assert run("plan", *words, *more, "-o", "zoe.pdf").code == 0
    alone, stamped = (tmp_path / "zoe.pdf").read_bytes(), files(club)["zoë-łuczak.pdf"]
    assert ImageChops.difference(picture(alone, 0), picture(stamped, 0)).getbbox() is None
    for pdf in (alone, stamped):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert not opened.check_pdf_syntax()
            assert "Zoë Łuczak" in str(opened.docinfo["/Title"])
            assert "Zoë Łuczak" in opened.Root.Metadata.read_bytes().decode()


def test_a_second_run_writes_nothing(run: Run, club: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    times = {file: file.stat().st_mtime_ns for file in (club / "output").glob("*.pdf")}
    ran = run("club", "make", str(club))
    assert "0 files written, 3 up to date" in ran.err
    assert times == {file: file.stat().st_mtime_ns for file in times}


def test_a_new_member_changes_nobody_elses_file(run: Run, club: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    before = files(club)
    header, _, rest = ROSTER.partition("\n")
    club_in(club, f"{header}\nЖыль Đỗ,,,,\n{rest}Иван Ħ,,,,\n")
    ran = run("club", "make", str(club))
    assert "2 files written, 3 up to date" in ran.err, ran.err
    after = files(club)
    for name in ("zoë-łuczak.pdf", "anna-smith.pdf", "anna-smith-2.pdf"):
        assert after[name] == before[name]


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7\nRunStrong PDF\n"])
def test_a_damaged_file_is_made_again(damage: bytes, run: Run, club: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    whole = files(club)
    (club / "output/anna-smith.pdf").write_bytes(damage)
    assert "1 file written, 2" in run("club", "make", str(club)).err
    assert files(club) == whole


def test_somebody_elses_file_is_left_alone(run: Run, club: Path) -> None:
    (club / "output").mkdir()
    theirs = club / "output/anna-smith.pdf"
    theirs.write_bytes(b"my holiday")
    ran = run("club", "make", str(club))
    assert ran.code == 6
    assert "row 3:" in ran.err
    assert "was not made by runstrong" in ran.err
    assert theirs.read_bytes() == b"my holiday"
    assert [person["row"] for person in manifest(club)] == [2, 4]


def test_who_left_is_mentioned(run: Run, club: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    club_in(club, "name\nAnna Smith\n")
    ran = run("club", "make", str(club))
    assert "nobody on the roster has these: anna-smith-2.pdf, zoë-łuczak.pdf" in ran.err
    assert (club / "output/zoë-łuczak.pdf").exists()


HANDOUTS = 'name = "Riverside"\n[defaults]\nedition = "handout"\nsheet = "2b"\npaper = "a4"\n'


def test_handouts_of_a_club_say_which_session(run: Run, club: Path) -> None:
    roster = "name,sheet,two-up,edition\nAnna,,,\nBea,3,,\nCleo,,yes,\nDora,,,stretching\n"
    club_in(club, roster, HANDOUTS)
    assert run("club", "make", str(club)).code == 0
    made = files(club)
    assert [len(page_texts(made[f"{name}.pdf"])) for name in ("anna", "bea", "cleo")] == [2, 4, 2]
    assert "2B" in first_text(made["anna.pdf"]).replace(" ", "")
    editions = [str(one["edition"]).split()[:3] for one in manifest(club)]
    assert editions[:3] == [["handout", "2B", "colour"], ["handout", "3", "colour"], editions[2]]
    assert editions[2] == ["handout", "2B", "two-up"]
    assert editions[3][0] == "stretching"


def test_a_handout_that_cannot_be_names_the_row(run: Run, club: Path) -> None:
    club_in(club, "name,sheet,edition\nAnna,9Z,\nBea,3B,full\n", HANDOUTS)
    ran = run("club", "check", str(club))
    assert ran.code == 5
    assert "row 2, sheet: '9Z' is not in this plan; possible: 1A, 1B" in ran.err
    assert "row 3, sheet: is for the edition handout or week-sheets, not for full" in ran.err


# -- problems -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "parts"),
    [
        ("kit", "bnad", ["row 2, kit:", "did you mean band?"]),
        ("sessions", "9", ["row 2, sessions:", "at most 3"]),
        ("start", "2026-13-01", ["row 2, start:", "2026-13-01"]),
        ("dumbbells", "heavy", ["row 2, dumbbells:", "kilograms"]),
        ("edition", "poster", ["row 2, edition:", "possible: full"]),
        ("weeks", "99", ["row 2, weeks:"]),
        ("programme", "no-such", ["row 2", "no-such"]),
        ("language", "xx", ["row 2, language:", "'xx'", "possible: de, en"]),
        ("race", "2026-12-08", ["row 2, race:", "first week"]),
        ("race", "2020-01-01", ["row 2, race:", "before"]),
    ],
)
def test_a_problem_names_row_and_column(
    column: str, cell: str, parts: list[str], run: Run, club: Path
) -> None:
    start = ",start" if column == "race" else ""
    monday = ",2026-12-07" if column == "race" else ""
    club_in(club, f"name,{column}{start}\nJo,{cell}{monday}\n")
    for command in ("check", "make"):
        ran = run("club", command, str(club))
        assert ran.code == 5, ran.err
        for part in parts:
            assert part in ran.err
        assert "--" not in ran.err
        assert not (club / "output").exists()


def test_a_problem_names_the_column_as_the_file_calls_it(run: Run, club: Path) -> None:
    long, wide = "A" * 300, "W" * 81
    rows = f"Member;Niveau;Equipment;Press-ups\n{long};guru;boat;x\nJo\u200b;;;\n{wide};;;\n"
    club_in(club, rows, SETTINGS.replace("stretching", "full"))
    ran = run("club", "check", str(club))
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    places = sorted(re.findall(r"(row \d+, [^:]+): ", line) for line in errors)
    columns = ("Equipment", "Member", "Niveau", "Press-ups")
    said_once = [*(f"row 2, {column}" for column in columns), "row 3, Member", "row 4, Member"]
    assert places == [[place] for place in said_once]


BAD_CELLS = {
    "email": "x",
    "level": "guru",
    "push-ups": "many",
    "kit": "boat",
    "bands": "pink",
    "dumbbells": "heavy",
    "sessions": "9",
    "minutes": "300",
    "avoid": "bum",
    "runs": "xyz",
    "race": "2027-13-32",
    "start": "soon",
    "language": "klingon",
    "edition": "poster",
    "large-print": "perhaps",
    "send": "maybe",
}


@pytest.mark.parametrize("name", ["Jo", ""])
def test_every_problem_of_a_row_is_listed_at_once(name: str, run: Run, club: Path) -> None:
    header, cells = ",".join(BAD_CELLS), ",".join(BAD_CELLS.values())
    club_in(club, f"name,{header}\nAnna{',' * len(BAD_CELLS)}\n{name},{cells}\n")
    ran = run("club", "check", str(club))
    assert ran.code == 5
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    named = [line.partition("row 3, ")[2].partition(":")[0] for line in errors]
    assert sorted(named) == sorted([*BAD_CELLS, *([] if name else ["name"])])


def test_nothing_in_a_roster_steers_the_terminal(run: Run, club: Path) -> None:
    odd = "\x1b[2J\x9b\u202e\u2066\u200f\u061c\x07"
    cells = f"name,ki{odd}t,{odd}phone,level\nZo{odd}ë,{odd},{odd},{odd}\n"
    (club / "roster.csv").write_text(cells, encoding="utf-8")
    ran = run("club", "check", str(club))
    assert ran.code == 5
    assert "row 1" in ran.err
    assert "row 2, level" in ran.err
    assert not {*odd[:1], *odd[4:]} & {*ran.err, *ran.out.decode()}


def test_what_is_wrong_with_a_default_is_said_once_and_of_club_toml(run: Run, club: Path) -> None:
    wrong = SMALL + 'kit = "boat"\nlarge_print = "perhaps"\n'
    club_in(club, many(50), SETTINGS.replace(SMALL, wrong))
    assert "club.toml: defaults.large_print: " in run("club", "check", str(club)).err
    wrong = SMALL + 'kit = "boat"\nsessions = 9\nlanguage = "xx"\n'
    club_in(club, many(50), SETTINGS.replace(SMALL, f'colour = "reddish"\n{wrong}'))
    ran = run("club", "check", str(club))
    assert ran.code == 5
    for key in ("defaults.kit", "defaults.sessions", "defaults.language", "colour"):
        assert ran.err.count(f"club.toml: {key}: ") == 1
    assert "row " not in ran.err


@pytest.mark.parametrize("key", OPTIONS)
def test_keys_of_a_file_are_called_as_they_stand_in_it(run: Run, club: Path, key: str) -> None:
    """Also those that are called as an argument whose option has another name."""
    (club / "club.toml").write_text(f'{key} = "x"\n{SETTINGS}', encoding="utf-8")
    assert f"club.toml: {key}: is not a known key" in run("club", "check", str(club)).err


def test_the_remedy_of_a_note_is_told_once_beside_an_error(run: Run, club: Path) -> None:
    (club / "roster.csv").write_bytes("name,kit\nMél,\nJo,bnad\n".encode("cp1252"))
    ran = run("club", "check", str(club))
    assert ran.code == 5
    assert ran.err.count("save it as CSV UTF-8") == 1


@pytest.mark.parametrize("what", COMMANDS)
def test_every_remedy_becomes_its_own_command(club: Path, what: str) -> None:
    with pytest.raises(RosterError) as caught, opened(club):
        raise RosterError("is wrong", what)
    assert caught.value.remedy == COMMANDS[what].format(folder=quoted(club))


def test_notes_name_their_row_or_club_toml_once(run: Run, club: Path) -> None:
    club_in(club, many(5), f'{SETTINGS}start = "2026-12-08"\nrace = "2027-09-09"\n')
    ran = run("club", "check", str(club))
    assert ran.code == 0, ran.err
    notes = [line for line in ran.err.splitlines() if line.startswith("note: ")]
    assert len(notes) == 2
    assert all("club.toml: defaults." in note for note in notes)
    club_in(club, "name,race,start\nJo,2027-09-09,2026-12-07\n")
    ran = run("club", "check", str(club))
    assert "row 2, race: 2027-09-09 is after the last week" in ran.err
    assert "--" not in ran.err


@pytest.mark.parametrize("cell", ["en", "English", "EN-gb", "en_US", ""])
def test_a_language_that_exists(cell: str, run: Run, club: Path) -> None:
    club_in(club, f"name,language\nJo,{cell}\n")
    assert run("club", "check", str(club)).code == 0


@pytest.mark.parametrize("name", ["Jo 日本", "a\u202eb", "\ufdfd" * 9, "W" * 81, "Jo\x00", "😀"])
def test_a_name_that_cannot_be_printed(name: str, run: Run, club: Path) -> None:
    club_in(club, f'name\nAnna\n"{name}"\n', SETTINGS.replace("stretching", "full"))
    ran = run("club", "check", str(club))
    assert ran.code == 5
    assert ran.err.count("row 3, name:") == 1, "each problem is told once"
    assert "row 2" not in ran.err


def test_a_start_moves_to_the_next_monday(run: Run, club: Path) -> None:
    club_in(club, "name,start\nJo,9.12.2026\n")
    ran = run("club", "make", str(club))
    assert ran.code == 0
    assert "note: " in ran.err
    assert "row 2, start: 2026-12-09 is not a Monday; week 1 begins on 2026-12-14" in ran.err
    assert manifest(club)[0]["start"] == "2026-12-14"


@pytest.mark.parametrize(
    ("toml", "part"),
    [
        ("", "name: is missing"),
        ('name = "X"\ncolor = "red"\n', "did you mean colour?"),
        ('name = "日本"\n', "cannot be printed"),
        ('name = "X"\n[defaults]\nsessions = "two"\n', "defaults.sessions"),
        ("name = \n", "not valid TOML"),
    ],
)
def test_a_wrong_club_file(toml: str, part: str, run: Run, club: Path) -> None:
    club_in(club, toml=toml)
    ran = run("club", "check", str(club))
    assert ran.code == 5
    assert "club.toml" in ran.err
    assert part in ran.err


def test_a_cluster_that_cannot_be_reached(run: Run, club: Path) -> None:
    ran = run("club", "make", str(club), "--dask", "nonsense://127.0.0.1:1")
    assert ran.code == 2
    assert "--dask: 'nonsense://127.0.0.1:1' cannot be reached" in ran.err


def test_no_club_is_there(run: Run) -> None:
    ran = run("club", "make", "nowhere")
    assert ran.code == 5
    assert "runstrong club new nowhere" in ran.err


# -- print-all ------------------------------------------------------------------------------------


def test_everybody_begins_on_a_right_hand_page(run: Run, club: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    with pikepdf.open(club / "output/print-all.pdf") as opened:
        assert not opened.check_pdf_syntax()
        pages = len(pikepdf.open(club / "output/anna-smith.pdf").pages)
        stride = pages + pages % 2
        assert len(opened.pages) == 3 * stride
        with opened.open_outline() as outline:
            titles = [item.title for item in outline.root]
            starts = [first_page(opened, item) for item in outline.root]
        assert titles == ["Zoë Łuczak", "Anna Smith", "Anna Smith"]
        assert starts == [0, stride, 2 * stride]
        assert opened.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert not any("/Annots" in page for page in opened.pages)
    content = (club / "output/print-all.pdf").read_bytes()
    club_in(club, toml=SETTINGS + "forms = false\n")
    assert run("club", "make", str(club)).code == 0
    for place, name in enumerate(("zoë-łuczak", "anna-smith", "anna-smith-2")):
        alone = (club / f"output/{name}.pdf").read_bytes()
        together = picture(content, place * stride)
        assert ImageChops.difference(picture(alone, 0), together).getbbox() is None


def test_nobody_shares_a_sheet_whatever_they_get(run: Run, club: Path) -> None:
    kinds = ["stretching", "week-sheets", "guide", "stretching", "full"]
    rows = "".join(f"{kind.title()} {n},{kind},none\n" for n, kind in enumerate(kinds))
    club_in(club, f"name,edition,kit\n{rows}", SETTINGS + "weeks = 4\nsessions = 1\n")
    assert run("club", "make", str(club)).code == 0
    lengths = []
    for person in manifest(club):
        with pikepdf.open(club / "output" / str(person["file"])) as alone:
            lengths.append(len(alone.pages))
    assert {length % 2 for length in lengths} == {0, 1}
    with pikepdf.open(club / "output/print-all.pdf") as opened:
        with opened.open_outline() as outline:
            starts = [first_page(opened, item) for item in outline.root]
        strides = [length + length % 2 for length in lengths]
        assert starts == [sum(strides[:place]) for place in range(len(kinds))]
        assert len(opened.pages) == sum(strides)


def first_page(opened: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    """Return the index of the page that a bookmark leads to."""
    destination = item.destination
    assert isinstance(destination, pikepdf.Array)
    return opened.pages.index(pikepdf.Page(destination[0]))


def test_print_all_grows_by_little_more_than_the_slots(run: Run, club: Path) -> None:
    sizes = []
    for number in (2, 102):
        club_in(club, many(number))
        assert run("club", "make", str(club)).code == 0
        sizes.append((club / "output/print-all.pdf").stat().st_size)
    assert sizes[1] - sizes[0] < 100 * 1200


# -- what lies in the way ------------------------------------------------------------------------


def test_a_span_of_time_as_people_say_it() -> None:
    assert [duration(s) for s in (0.4, 119, 120, 7200)] == ["0 s", "119 s", "2 min", "2 h"]


def test_half_written_files_of_a_killed_run_go(run: Run, club: Path) -> None:
    (club / "output").mkdir()
    old, new = club / "output/.runstrong-1-a", club / "output/.runstrong-2-b"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (1, 1))
    assert run("club", "make", str(club)).code == 0
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("link", [True, False])
def test_an_output_that_is_no_folder_is_named(link: bool, run: Run, club: Path) -> None:  # noqa: FBT001
    if link:
        (club / "output").symlink_to(club / "nowhere/at/all")
    else:
        (club / "output").write_text("a file")
    ran = run("club", "make", str(club))
    assert ran.code == 6
    assert "output: is there, but is not a folder" in ran.err


def test_an_output_elsewhere_by_a_link_is_the_clubs_own_wish(run: Run, club: Path) -> None:
    (club / "elsewhere").mkdir()
    (club / "output").symlink_to(club / "elsewhere")
    assert run("club", "make", str(club)).code == 0
    assert (club / "elsewhere/print-all.pdf").exists()


def test_a_members_file_that_is_a_link_is_not_followed(run: Run, club: Path) -> None:
    (club / "output").mkdir()
    (club / "precious.pdf").write_bytes(b"precious")
    (club / "output/anna-smith.pdf").symlink_to(club / "precious.pdf")
    ran = run("club", "make", str(club))
    assert ran.code == 6
    assert "anna-smith.pdf: row 3: exists and was not made by runstrong" in ran.err
    assert (club / "precious.pdf").read_bytes() == b"precious"


WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""How root becomes somebody who cannot read everything."""


@pytest.mark.skipif(
    bool(WITHOUT_RIGHTS) and not shutil.which("setpriv"), reason="root may read everything"
)
def test_what_cannot_be_read_is_a_problem(club: Path, tmp_path: Path) -> None:
    toml = f'templates = "templates"\n{SETTINGS}[mail]\nfrom = "c@example.org"\n'
    (club / "club.toml").write_text(toml, encoding="utf-8")
    for folder in ("templates/words", "output", "mail"):
        (club / folder).mkdir(parents=True)
    names = ("club.toml", "roster.csv", "templates", "templates/words", "output", "mail")
    with starting(tmp_path / "said", WITHOUT_RIGHTS) as runs:
        for name in (*names, "block-2.json"):  # the last: what is in it is no block
            (club / name).touch()
            mode = (club / name).stat().st_mode
            (club / name).chmod(0)
            code = runs.run("club", "make", str(club))
            (club / name).chmod(mode)
            assert code in {3, 5, 6}, name
            assert "cannot be read: Permission denied" in runs.said, name
            assert "Traceback" not in runs.said, name


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_whole_files_and_says_what_to_do(
    run: Run, club: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, written = os.writev, []

    def fills_up(handle: int, parts: list[bytes]) -> int:
        written.append(handle)
        if len(written) < 3:
            return real(handle, parts)
        with Path("/dev/full").open("wb", buffering=0) as full:
            return full.write(b"".join(parts))

    monkeypatch.setattr(os, "writev", fills_up)
    ran = run("club", "make", str(club), "--jobs", "1")
    assert ran.code == 6
    assert "row 4: " in ran.err
    assert "No space left on device" in ran.err
    again = f"runstrong club make {quoted(club)}"
    assert f"  try: fix that, then {again}  (goes on where it stopped)\n" in ran.err
    assert len(manifest(club)) == 2
    assert not list(club.glob("output/.*"))
    monkeypatch.undo()
    assert run("club", "make", str(club)).code == 0
    assert len(manifest(club)) == 3

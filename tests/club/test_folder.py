"""club.toml: read by the one table of options, every problem at once; a new club works."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from PIL import Image

from runstrong_pdf import Club, OutputError, RosterError
from runstrong_pdf.club.folder import AT_TOP, DEFAULTS, open_folder
from runstrong_pdf.errors import Problem, RunstrongError
from runstrong_pdf.model.club import ClubSettings
from runstrong_pdf.resources import data_folder
from runstrong_pdf.template_cache import TemplateCache
from tests.club.making import SETTINGS, club_in


@pytest.fixture
def cache(shared_cache: Path) -> TemplateCache:
    return TemplateCache(shared_cache)


def problems_of(folder: Path) -> Sequence[Problem]:
    with pytest.raises(RosterError) as error:
        Club.open(folder)
    return error.value.problems


def fields_of(folder: Path) -> list[str]:
    return sorted(problem.field for problem in problems_of(folder))


@pytest.mark.parametrize("name", ["club.toml", "roster.csv", "gone/club.toml"])
def test_a_file_named_for_the_folder_leads_to_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "roster.csv").touch()
    file = tmp_path / name
    assert problems_of(file)[0].remedy == f"name the club's folder: {file.parent}"


def test_every_problem_is_told_at_once_with_its_key(tmp_path: Path) -> None:
    toml = """
        color = "red"
        colour = "octarine"
        link_text = "Times"
        logo = "gone.png"
        [defaults]
        weeks = "many"
        kit = ["chair", "boat"]
        sesions = 2
        start = "soon"
        send = "perhaps"
        language = "klingon"
        large_print = 3
        [mail]
        port = 99999
        """
    club_in(tmp_path / "club", toml=toml)
    keys = "kit language large_print send sesions start weeks".split()  # noqa: SIM905
    assert fields_of(tmp_path / "club") == sorted(
        [
            *(f"defaults.{key}" for key in keys),
            *("color", "colour", "link_text", "logo", "mail.port", "name"),
        ]
    )
    where = {problem.where for problem in problems_of(tmp_path / "club")}
    assert where == {str(tmp_path / "club/club.toml")}
    messages = {problem.field: problem.message for problem in problems_of(tmp_path / "club")}
    assert "did you mean sessions?" in messages["defaults.sesions"]


@pytest.mark.parametrize(
    "defaults",
    ["x = 1\n[[defaults]]\n", "defaults = 5", "defaults = [1]", "mail = 3", "name = 5"],
)
def test_a_table_of_the_wrong_kind_is_a_problem(defaults: str, tmp_path: Path) -> None:
    assert problems_of(club_in(tmp_path / "club", toml=f"{defaults}\n"))


def test_values_may_be_written_as_text_or_as_toml_has_them(tmp_path: Path) -> None:
    texts = 'kit = "chair, dumbbells"\nstart = "2026-12-07"\nweeks = "8"\ndumbbells = "1;2,5"\n'
    values = 'kit = ["chair", "dumbbells"]\nstart = 2026-12-07\nweeks = 8\ndumbbells = [1, 2.5]\n'
    made = []
    for number, lines in enumerate((texts, values)):
        folder = club_in(tmp_path / str(number), "name,edition\nJo,stretching\n", SETTINGS + lines)
        assert Club.open(folder).check() == ()
        Club.open(folder).make(print_all=False)
        made.append((folder / "output/jo.pdf").read_bytes())
    assert made[0] == made[1]


def test_files_are_named_beside_club_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml = f'logo = "logo.png"\ntemplates = "mine"\n{SETTINGS}programme = "tuesday.toml"\n'
    club = club_in(tmp_path / "club", toml=toml)
    (club / "mine").mkdir()
    Image.new("RGB", (300, 300), "red").save(club / "logo.png")
    monkeypatch.chdir(tmp_path)
    values = open_folder(Path("club"), "a4").defaults
    given = {name: values[name] for name in ("logo", "templates", "programme")}
    assert given == {
        "logo": "club/logo.png",
        "templates": "club/mine",
        "programme": "club/tuesday.toml",
    }


def test_the_paper_is_the_one_given_unless_club_toml_says_it(tmp_path: Path) -> None:
    own = club_in(tmp_path / "own", toml='name = "X"\n[defaults]\npaper = "a5"\n')
    none = club_in(tmp_path / "none", toml='name = "X"\n[defaults]\npaper = ""\n')
    assert open_folder(own, "letter").defaults["paper"] == "a5"
    assert open_folder(none, "letter").defaults["paper"] == "letter"


def test_a_new_club_has_every_option_and_no_other_key(tmp_path: Path) -> None:
    Club.create(tmp_path / "club")
    club = Club.open(str(tmp_path / "club"))
    text = (tmp_path / "club/club.toml").read_text(encoding="utf-8")
    everything = text.replace("\n# logo", "\nlogo").replace("\n# link", "\nlink")
    everything = everything.replace("\n# templates", "\ntemplates").replace("\n# push", "\npush")
    tables = tomllib.loads(everything)
    assert tables.keys() == {*ClubSettings.model_fields} - {"contact"} | {"contact"}
    assert tables["defaults"].keys() == {*DEFAULTS, "send"}
    assert {*AT_TOP} <= ClubSettings.model_fields.keys()
    assert club.settings.name == "Our Running Club"
    assert len(club.roster().rows) == 3
    with pytest.raises(OutputError) as error:
        Club.create(tmp_path / "club")
    assert "is there already" in str(error.value)


def test_the_schema_knows_every_key(tmp_path: Path) -> None:
    file = data_folder("templates") / "schemas" / "club.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    defaults = schema["properties"]["defaults"]
    assert schema["properties"].keys() == ClubSettings.model_fields.keys()
    assert defaults["properties"].keys() == {*DEFAULTS, "send"}
    assert not defaults["additionalProperties"]
    assert defaults["properties"]["weeks"]["maximum"] == 12
    Club.create(tmp_path / "club")
    first = (tmp_path / "club/club.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#")


# -- what is wrong with the file, in words ---------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("contact = “coach”", "quotation marks are curly", 'contact = "coach"'),
        ("“contact” = 1", "quotation marks are curly", "type them again"),
        ("contact = Our coach  # Jo", "text needs quotation marks", 'contact = "Our coach"'),
        ("colour = #7a1f3d", "text needs quotation marks", 'colour = "#7a1f3d"'),
        ("contact =", "contact has no value", 'contact = ""'),
        ("contact: 5", "equals sign, its value (here stands a colon)", "weeks = 6"),
        ("link text = 5", "a setting is one word", "weeks = 6"),
        ('contact = "Jo', "a quotation mark opens and is not closed", "close it"),
        ('contact = "Jo "Ace" Doe"', "text follows a closing quotation mark", "contact = '...'"),
        (r'logo = "art\up.png"', "a backslash means something else", "write / for it"),
        (r'logo = "C:\Users"', "a backslash means something else", "write / for it"),
        ('contact = ["a", "b"', "a bracket", "close it"),
        ("[mail", "stands in square brackets", "[mail]"),
        ('name = "twice"', "name stands there twice", "keep one of the two"),
        ('contact = "a\x07"', "a character that cannot be seen", "by hand"),
    ],
)
def test_what_is_no_toml_is_said_in_words_with_its_line(
    line: str, message: str, remedy: str, tmp_path: Path
) -> None:
    club = club_in(tmp_path / "club", toml=f'# ours\nname = "X"\n{line}\n')
    (problem,) = problems_of(club)
    assert problem.message.startswith("is not valid TOML, line 3: ")
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.where == str(club / "club.toml")


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("send = True", "yes and no are written true and false", "send = true"),
        ("forms = Nein", "yes and no are written true and false", "forms = false"),
        ("start = 7.12.2026", "a date is written year-month-day", 'start = "7.12.2026"'),
        ("dumbbells = 2,5", "not a comma", "dumbbells = 2.5"),
        ("weeks = 08", "does not begin with 0", "weeks = 8"),
    ],
)
def test_what_is_no_value_is_said_with_what_to_write(
    line: str, message: str, remedy: str, tmp_path: Path
) -> None:
    (problem,) = problems_of(club_in(tmp_path / "club", toml=f"{SETTINGS}{line}\n"))
    assert problem.message.startswith("is not valid TOML, line 6: ")
    assert message in problem.message
    assert remedy in problem.remedy
    as_said = SETTINGS + remedy.removeprefix("write  ").partition("  or")[0]
    Club.open(club_in(tmp_path / "better", toml=as_said))


def test_a_date_without_quotation_marks_is_a_date(tmp_path: Path) -> None:
    for given in ("2026-12-07", "2026-12-07T00:00:00", '"2026-12-07"'):
        club = club_in(tmp_path / "club", toml=f"{SETTINGS}start = {given}\n")
        assert Club.open(club).check() == ()


@pytest.mark.parametrize(
    ("content", "line"), [('name = "X"\n# Zoë\n'.encode("cp1252"), 2), ("name".encode("utf-16"), 1)]
)
def test_a_file_in_another_encoding_is_named_with_the_line(
    content: bytes, line: int, tmp_path: Path
) -> None:
    club = club_in(tmp_path / "club")
    (club / "club.toml").write_bytes(content)
    (problem,) = problems_of(club)
    assert problem.message == f"is not UTF-8 text (line {line})"


# -- nothing read or written outside the folder ---------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "club.toml",
        "roster.csv",
        "templates",
        "templates/mail/message.txt",
        "templates/images",
        "templates/images/push-up.jpg",
        "output",
        "mail",
        "mail/sent",
        "mail/dry-run",
        "mail/failures.csv",
        "ledger.sqlite",
        "block-2.json",
    ],
)
def test_a_link_that_leads_out_is_refused_with_the_reason(link: str, tmp_path: Path) -> None:
    club = club_in(tmp_path / "club", toml=f'templates = "templates"\n{SETTINGS}')
    (club / "templates/mail").mkdir(parents=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    if link == "club.toml":
        (club / link).rename(outside / "x")
        outside /= "x"
    path = club / link
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(outside)
    (problem,) = problems_of(club)
    assert str(outside) in problem.message
    assert problem.where in {str(path), str(club / "club.toml")}


@pytest.mark.parametrize("key", ["roster", "templates", "logo", "programme"])
@pytest.mark.parametrize("name", ["../outside.toml", "{tmp}/outside.toml"])
def test_what_club_toml_names_lies_in_the_folder(key: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text("", encoding="utf-8")
    given = f'{key} = "{name.format(tmp=tmp_path)}"\n'
    toml = SETTINGS + given if key == "programme" else given + SETTINGS
    (problem,) = problems_of(club_in(tmp_path / "club", toml=toml))
    assert problem.field.removeprefix("defaults.") == key
    assert "is not in the club's folder" in problem.message


def test_links_within_the_folder_are_followed(tmp_path: Path) -> None:
    club = club_in(tmp_path / "club", toml=f'roster = "now.csv"\ntemplates = "own"\n{SETTINGS}')
    (club / "now.csv").symlink_to("roster.csv")
    (club / "mine/words").mkdir(parents=True)
    (club / "own").symlink_to("mine")
    assert len(Club.open(club).roster().rows) == 3


ODD: Mapping[str, Callable[[Path], None]] = {
    "a link to nothing": lambda file: file.symlink_to("nowhere"),
    "a link to itself": lambda file: file.symlink_to(file.name),
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
}


MAY_BE_PASSED_OVER = (
    *("templates/images/push-up.svg", "templates/images/push-up.jpg"),
    *("templates/exercises/push-up.toml", "output/manifest.json", "ledger.sqlite"),
)
"""What these plans do not need, and what is made anew in the place of a link to nothing."""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.usefixtures("one_core")
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "name",
    [
        "club.toml",
        "roster.csv",
        "logo.svg",
        "own.toml",
        "templates/mail/message.txt",
        "templates/languages/en/words.toml",
        "templates/images/push-up.svg",
        "templates/images/push-up.jpg",
        "templates/exercises/push-up.toml",
        "block-2.json",
        "output/manifest.json",
        "ledger.sqlite",
    ],
)
def test_what_is_no_plain_file_is_a_problem_and_never_waited_for(
    name: str, odd: str, tmp_path: Path, cache: TemplateCache
) -> None:
    logo = 'logo = "logo.svg"\n' if name == "logo.svg" else ""
    programme = 'programme = "own.toml"\n' if name == "own.toml" else ""
    toml = f'templates = "templates"\n{logo}{SETTINGS}{programme}[mail]\nfrom = "c@example.org"\n'
    folder = club_in(tmp_path / "club", toml=toml)
    (folder / "templates").mkdir()
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    ODD[odd](folder / name)
    if said := made_and_mailed(folder, cache):
        assert Path(name).stem in said
    else:
        assert name in MAY_BE_PASSED_OVER
        assert odd != "a pipe"


def made_and_mailed(folder: Path, cache: TemplateCache) -> str:
    """Return the problems of making plans and messages."""
    try:
        club = Club.open(folder, cache=cache)
        club.make(print_all=False)
        club.dry_run()
    except RunstrongError as error:
        return str(error)
    return ""


def test_what_is_wrong_with_the_mail_is_found_before_anything_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "club"
    Club.create(folder)
    file = folder / "club.toml"
    assert Club.open(folder).check(drawn=False) == ()
    for old, new in (
        ('rate = "50 per 5 minutes"', 'rate = "many"'),
        ("<coach@example.org>", "<coach>"),
        ('greeting = ""', 'greeting = "Hi {nam}"'),
    ):
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    found = Club.open(folder).check(drawn=False)
    assert [one.field for one in found if one.severity == "error"] == [
        "mail.from", "mail.rate", "greeting",
    ]  # fmt: skip


def test_a_club_opens_without_what_reads_workbooks() -> None:
    ask = "import sys, runstrong_pdf.club.club; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True, text=True)
    assert "runstrong_pdf.club.lists" in ran.stdout.split()
    assert "runstrong_pdf.roster.workbook" not in ran.stdout.split()

"""The check of one's own files as data: each kind of finding once, and files that mean harm."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from runstrong_pdf.checks import check_file, find_files
from runstrong_pdf.errors import Problem
from runstrong_pdf.language_checks import KINDS
from runstrong_pdf.resources import data_folder
from tests.cli.test_show import POSE, WORDS
from tests.planning.test_programmes import SLOTS, TEN_LINES, WRITTEN

SHIPPED = data_folder("templates")
DRAWING = (data_folder("images") / "push-up.svg").read_text(encoding="utf-8")
REACH = 'arm.left = { at = [0.1, 1.6, 0.5], from = "floor" }'
FAR = f'name = "Far"\n[start]\n{REACH}\n'
LOW = 'name = "Low"\n[start]\npelvis = { at = [0, 0.48, 0] }\nleg.both = { raise = 0 }\n'

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file, making its folder; return its path."""

    def written(name: str, content: str | bytes) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return written


def told(file: Path) -> list[tuple[str, str, str]]:
    """Return severity, field and message of every problem, all of which are in `file`."""
    problems = check_file(file)
    assert {problem.where for problem in problems} <= {str(file)}
    assert not any("--" in problem.message + problem.remedy for problem in problems)
    return [(problem.severity, problem.field, problem.message) for problem in problems]


def only(file: Path) -> tuple[str, str, str]:
    (problem,) = told(file)
    return problem


# -- what is right --------------------------------------------------------------------------------


ENGLISH_FILES = [file for file in find_files([SHIPPED]) if "languages" not in file.parts]
"""What is shipped but other languages, which have a test of their own."""


@pytest.mark.parametrize("file", ENGLISH_FILES, ids=lambda file: file.stem)
def test_what_is_shipped_is_right(file: Path) -> None:
    expected = {"warning"} if file.name == "club.toml" else set()
    assert {problem.severity for problem in check_file(file)} == expected


def test_what_can_be_checked_is_found(write: Write, tmp_path: Path) -> None:
    names = ("a.toml", "b/c.SVG", "b/d.jpg")
    files = [write(name, "") for name in (*names, "e.txt", "f.pdf")]
    (tmp_path / "folder.toml").mkdir()
    assert find_files([tmp_path]) == tuple(files[:3])
    assert find_files([tmp_path], also=(".pdf",)) == (*files[:3], files[4])
    assert find_files([files[3]]) == (files[3],)  # asked for by its name
    empty = tmp_path / "folder.toml"
    assert find_files([empty]) == (empty,)
    assert only(empty) == ("error", "", "there is nothing to check in this folder")
    assert only(tmp_path) == ("error", "", "is a folder")


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def test_a_logo_is_no_drawing_of_ours(write: Write) -> None:
    assert told(write("club/badge.svg", LOGO)) == []
    assert told(write("club/wide.svg", LOGO.encode("utf-16"))) == []
    lettered = LOGO.replace("<path", "<text y='5'>RC</text><path")
    severity, field, message = only(write("club/lettered.svg", lettered))
    assert (severity, field, message[:18]) == ("note", "logo", "its lettering was ")
    assert only(write("club/empty.svg", ""))[2] == "is empty"
    assert "all white" in only(write("club/pale.svg", LOGO.replace("/>", ' fill="#fff"/>')))[2]
    assert "not a drawing made by RunStrong" in only(write("mine/images/push-up.svg", LOGO))[2]
    assert told(write("drawn/push-up.svg", DRAWING)) == []


def test_a_photo_that_is_a_logo(write: Write, tmp_path: Path) -> None:
    Image.new("RGB", (200, 100), "red").save(tmp_path / "badge.png")
    assert "will look blurred" in only(tmp_path / "badge.png")[2]
    (tmp_path / "our-logo.png").write_bytes((tmp_path / "badge.png").read_bytes())
    assert told(tmp_path / "our-logo.png") == []
    write("club.toml", 'name = "Runners"\nlogo = "badge.png"\n')
    assert told(tmp_path / "badge.png") == []


# -- templates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ('"beginner"', '"novice"', "level", "is 'novice', allowed: 'beginner'"),
        ('level = "beginner"', "", "level", "is missing"),
        ("safety", "safty", "safty", "is not a known key; did you mean safety?"),
        ("Elbows graze", "\N{ROCKET} graze", "cues[2]", "has a character that cannot be printed"),
        ("knee-push-up", "knee-pushup", "easier", "there is no 'knee-pushup', did you mean knee-"),
        ("knee-push-up", "zzzzz", "easier", "there is no 'zzzzz'"),
        ("knee-push-up", "narrow-push-up", "easier", "leads round in a circle"),
        ("knee-push-up", "dumbbell-snatch", "easier", "dumbbell-snatch is of a higher level"),
    ],
)
def test_an_exercise(write: Write, old: str, new: str, field: str, said: str) -> None:
    write("mine/images/narrow-push-up.toml", POSE)
    file = write("mine/exercises/narrow-push-up.toml", WORDS.replace(old, new, 1))
    severity, place, message = next(found for found in told(file) if found[1] == field)
    assert (severity, place) == ("error", field)
    assert said in message


def test_long_ladders_in_a_circle(write: Write) -> None:
    rungs = [f"rung-{letter}" for letter in "acebd"]
    for rung, easier in zip(rungs, [*rungs[1:], rungs[0]], strict=True):
        write(f"mine/images/{rung}.toml", POSE)
        write(f"mine/exercises/{rung}.toml", WORDS.replace("knee-push-up", easier))
    leads = write("mine/exercises/leads.toml", WORDS.replace("knee-push-up", "rung-a"))
    for rung in rungs:
        file = leads.with_stem(rung)
        assert only(file) == ("error", "easier", "leads round in a circle")
    assert [severity for severity, _, _ in told(leads)] == ["warning"], "it is in none itself"


def test_a_picture_that_is_missing(write: Write) -> None:
    file = write("mine/exercises/narrow-push-up.toml", WORDS)
    severity, _, message = only(file)
    assert severity == "warning"
    assert message.startswith("has no picture yet: images/narrow-push-up.toml (a pose)")
    write("mine/images/narrow-push-up.toml", POSE)
    assert told(file) == []


def test_the_folder_it_will_be_used_in(write: Write, tmp_path: Path) -> None:
    write("mine/images/wide.toml", POSE)
    write("mine/exercises/knee-wide.toml", WORDS)
    file = write("wide.toml", WORDS.replace("knee-push-up", "knee-wide"))
    assert [field for _, field, _ in told(file)] == ["easier", ""]
    assert check_file(file, tmp_path / "mine") == ()
    nowhere = tmp_path / "nowhere"
    assert check_file(file, nowhere) == (
        Problem("", "there is no such folder of templates", where=str(nowhere)),
    )


def test_another_broken_template_is_told_only_where_it_matters(write: Write) -> None:
    write("mine/images/narrow-push-up.toml", POSE)
    write("mine/exercises/broken.toml", "x = 1")
    file = write("mine/exercises/narrow-push-up.toml", WORDS)
    assert told(file) == []
    write("mine/exercises/narrow-push-up.toml", WORDS.replace("knee-push-up", "broken"))
    assert {problem.where for problem in check_file(file)} == {"exercises/broken.toml"}


def test_the_stand_in_of_a_warm_up(write: Write) -> None:
    shipped = (SHIPPED / "warm-ups" / "wrist-circles.toml").read_text(encoding="utf-8")
    own = re.sub(r"(?m)^instead.*\n", "", shipped)
    file = write("warm-ups/wrist-circles.toml", f'instead = "shoulder-cirles"\n{own}')
    severity, field, message = only(file)
    assert (severity, field) == ("error", "instead")
    assert "did you mean shoulder-circles" in message


def test_a_name_that_no_template_can_have(write: Write) -> None:
    file = write("mine/programmes/Our Tuesday.toml", TEN_LINES)
    (problem,) = check_file(file)
    assert problem.message == "the name of a template is small letters, figures and hyphens"
    assert problem.remedy == "call it our-tuesday.toml"


def test_the_bands(write: Write) -> None:
    shipped = (SHIPPED / "bands.toml").read_text(encoding="utf-8")
    assert told(write("bands.toml", shipped)) == []
    missing, unknown = told(write("bands.toml", shipped.replace("newtons", "newtns", 1)))
    assert missing == ("error", "band[1].newtons", "is missing")
    assert unknown[:2] == ("error", "band[1].newtns")
    assert "did you mean newtons?" in unknown[2]
    said = "must be a list of tables, each begins with [[band]]"
    assert only(write("bands.toml", "band = 3")) == ("error", "band", said)


def test_a_file_of_no_kind(write: Write) -> None:
    severity, _, message = only(write("x.toml", "x = 1"))
    assert severity == "error"
    assert message.startswith("is neither a programme, an exercise, a stretch")


def test_a_club_is_checked_as_a_whole(write: Write) -> None:
    file = write("ours/club.toml", "anything")
    (problem,) = check_file(file)
    assert problem.severity == "warning"
    assert problem.remedy == f"use runstrong club check {file.parent}"
    file.unlink()
    assert only(file)[2] == "cannot be read: No such file or directory"


# -- programmes -----------------------------------------------------------------------------------


def test_names_in_a_programme(write: Write) -> None:
    wrong = WRITTEN.replace('"push-up", rounds = 3', '"pushup", rounds = 3')
    slots = SLOTS.replace('"pallof-press"', '"pallof"')
    own = wrong.replace("[[weeks]]", f'warm_up = ["march"]\n{slots}\n[[weeks]]', 1)
    found = told(write("mine.toml", own))
    assert {("error", "warm_up"), ("error", "full.A[3].bands")} <= {place[:2] for place in found}
    rows = [field for _, field, message in found if "there is no 'pushup', did you" in message]
    assert rows
    assert all(re.fullmatch(r"weeks\[\d\]\.sessions\.[AB]\[\d\]", row) for row in rows)


def test_a_key_deep_in_a_programme_has_its_hint(write: Write) -> None:
    file = write("mine.toml", WRITTEN.replace("rounds = 2", "ronds = 2", 1))
    message = next(said for _, field, said in told(file) if field.endswith("].ronds"))
    assert message.startswith("is not a known key; did you mean rounds?")


def test_a_rule_that_is_broken_has_its_place(write: Write) -> None:
    few = WRITTEN.replace('"prone-ytw", rounds = 2, reps = 4', '"push-up", rounds = 4, reps = 4')
    found = told(write("mine.toml", few))
    rounds = ("error", "weeks[1].sessions.A", "push-up 4 rounds, allowed 2-3 (R11)")
    assert rounds in found
    assert ("warning", "weeks[2].sessions.A") not in {place[:2] for place in found}


def test_progress_is_advice(write: Write) -> None:
    same = WRITTEN.replace(
        '"mountain-climber", rounds = 2, reps = 36', '"mountain-climber", rounds = 2, reps = 30'
    )
    found = [each for each in told(write("mine.toml", same)) if each[1]]
    said = "mountain-climber is the same in three loading weeks (C09)"
    assert found == [("warning", "weeks[4].sessions.A", said)]


def test_whom_a_programme_cannot_suit_is_a_warning(write: Write) -> None:
    slots = SLOTS
    for core in ("dead-bug", "mountain-climber", "pallof-press"):
        slots = slots.replace(f'"{core}"', f'["-", "{core}", "{core}"]')
    found = told(write("mine.toml", TEN_LINES + slots))
    assert {(severity, field) for severity, field, _ in found} == {("warning", "")}
    whom, wrong = found[0][2].split(": ")
    assert whom == "for level beginner, 1 session, 30 minutes (and 2 more)"
    assert wrong == "the plan would lack a core exercise in session A (R03)"
    assert all("a core exercise in session A (R03)" in message for *_, message in found)


def test_a_programme_that_suits_nobody_is_an_error(write: Write) -> None:
    full = '\n[full]\nA = [ { bodyweight = "push-up" } ]\nB = [ { bodyweight = "push-up" } ]\n'
    found = [each for each in told(write("mine.toml", TEN_LINES + full)) if each[0] == "error"]
    assert found
    assert all(message.startswith("suits nobody: ") for _, _, message in found)


def test_programmes_like_one_another(write: Write) -> None:
    own = TEN_LINES.replace("keeps", "# keeps")
    one = write("p/programmes/one.toml", own.replace("bodyweight-to-dumbbells", "two"))
    write("p/programmes/two.toml", own.replace("bodyweight-to-dumbbells", "one"))
    assert "circle" in only(one)[2]


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ('minutes = "{zahl}"', "minutes", "{zahl} is not filled in here; possible: {number}"),
        ('minutes_shrt = "Min."', "minutes_shrt", "is not on any page; did you mean minutes_short"),
        ('seconds = "{number s"', "seconds", "'{number s' cannot be filled in"),
        ('notes = "\N{MEMO}"', "notes", "has a character that cannot be printed"),
    ],
)
def test_the_words_of_a_language(write: Write, line: str, field: str, said: str) -> None:
    wrong, *others = told(write("languages/it/words.toml", f'language = "de"\n{line}\n'))
    assert wrong[:2] == ("error", field)
    assert said in wrong[2]
    assert {severity for severity, _, _ in others} == {"warning"}
    assert "texts stay English: " in others[0][2]


def test_a_whole_language_is_right(write: Write) -> None:
    english = (SHIPPED / "languages/en/words.toml").read_text(encoding="utf-8")
    assert told(write("languages/en/words.toml", english)) == []
    others = told(write("languages/xx/words.toml", english))
    assert [field for _, field, _ in others] == [*KINDS, "images"]
    assert all("have no texts and stay English: " in said for _, _, said in others)


# -- pictures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("view", "veiw", "veiw", "is not a known key; did you mean view?"),
        ("plank", "plnak", "start.stance", "is 'plnak', allowed: stand"),
        ("hands = 0.20", "hands = 'wide'", "start.hands", "is 'wide', should be a number"),
        (
            "hands = 0.20",
            "leg.left = { rais = 1 }",
            "start.leg.left.rais",
            "is not a known key; did you mean raise?",
        ),
        ('like = "start"', 'like = "end"', "end.like", "'end' is no frame before this one"),
    ],
)
def test_a_pose(write: Write, old: str, new: str, field: str, said: str) -> None:
    found = told(write("pose.toml", POSE.replace(old, new, 1)))
    assert any(f[:2] == ("error", field) and f[2].startswith(said) for f in found), found


def test_what_a_body_cannot_do(write: Write) -> None:
    short = "[start] left hand cannot reach its target: 0.55 body heights (94 cm) are missing"
    assert only(write("far.toml", FAR)) == ("error", "", short)
    found = told(write("low.toml", LOW))
    assert {severity for severity, _, _ in found} == {"warning"}
    assert all(message.endswith("below the floor") for _, _, message in found)
    both = told(write("both.toml", LOW + REACH))
    assert [severity for severity, _, _ in both] == ["error", *["warning"] * len(found)]


def test_a_photo(write: Write, tmp_path: Path) -> None:
    for name, size in (("good.jpg", (900, 600)), ("small.png", (300, 200))):
        Image.new("RGB", size).save(tmp_path / name)
    assert told(tmp_path / "good.jpg") == []
    (problem,) = check_file(tmp_path / "small.png")
    assert problem.message == "has 300 x 200 pixels and will look blurred"
    assert (problem.severity, problem.remedy) == ("warning", "800 across print sharply")
    assert only(write("bad.webp", b"RIFF"))[2].startswith("is no picture that can be read")


def test_a_drawing(write: Write) -> None:
    assert told(write("ours.svg", DRAWING)) == []
    assert told(write("OURS.SVG", DRAWING)) == []
    file = write("images/theirs.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    (problem,) = check_file(file)
    assert problem.message.startswith("not a drawing made by RunStrong")
    assert "a pose (.toml), or a jpg, png or webp" in problem.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('class="fill skin', 'class="fill skni'),
        ('class="fill skin', 'class="flil skin'),
        ('class="fill', 'class="fill"'),
        (' d="M', ' d="M-'),
        (' d="M', ' d="Mx'),
        ('data-box="', 'data-box="- '),
        ('data-band=""', 'data-band="tartan"'),
        ("Z", "Z0.5"),
    ],
)
def test_a_drawing_that_was_damaged(write: Write, old: str, new: str) -> None:
    assert old in DRAWING
    file = write("ours.svg", DRAWING.replace(old, new))
    assert only(file)[2].startswith("a damaged drawing: draw it again from its pose file")


# -- files that mean harm -------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["toml", "svg", "jpg"])
def test_what_is_no_file_is_a_problem(tmp_path: Path, ending: str) -> None:
    loop, pipe = tmp_path / f"loop.{ending}", tmp_path / f"pipe.{ending}"
    loop.symlink_to(loop)
    assert only(loop)[2].startswith("cannot be read: ")
    assert only(tmp_path / f"gone.{ending}")[2].startswith("cannot be read: ")
    assert only(tmp_path / f"nul\0.{ending}")[0] == "error"
    assert only(tmp_path / f"{'long' * 99}.{ending}")[2].startswith("cannot be read: ")
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        assert only(pipe)[2] == "cannot be read: it is not a plain file"


def test_folders_in_a_circle(write: Write, tmp_path: Path) -> None:
    file = write("pose.toml", POSE)
    (tmp_path / "around").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    assert find_files([tmp_path]) == (file,)


def test_a_folder_beside_it_that_cannot_be_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_: Path) -> None:
        raise PermissionError(13, "Permission denied", "images")

    file = write("mine/exercises/narrow-push-up.toml", WORDS)
    write("mine/images/narrow-push-up.toml", POSE)
    monkeypatch.setattr(Path, "iterdir", denied)
    assert check_file(file) == (Problem("", "cannot be read: Permission denied", where="images"),)


@pytest.mark.parametrize(
    "name", ["x.toml", "exercises/x.toml", "languages/de/words.toml", "images/x.toml"]
)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"#" * 300_000, "is larger than a template may be (256 KB)"),
        (bytes(range(256)), "is not UTF-8 text (line 2)"),
        (b"\0" * 9, "is not valid TOML"),
        (b"a = " + b"9" * 5000, "is not valid TOML"),
        (b"a = " + b"[" * 10_000, "is nested too deeply"),
        (b"a = " + b"[" * 99 + b"]" * 99, "is nested too deeply"),
        (b"name" + b".a" * 99 + b" = 1", "is nested too deeply"),
        (b"name" + b".a" * 100_000 + b" = 1", "is nested too deeply"),
        (b"[start" + b".arm" * 50_000 + b"]", "is nested too deeply"),
    ],
    ids=["huge", "binary", "NUL", "9s", "cut off", "lists", "key", "long key", "table"],
)
def test_text_that_means_harm_is_a_problem(
    write: Write, name: str, content: bytes, said: str
) -> None:
    assert only(write(name, content))[2].startswith(said)


@pytest.mark.parametrize("ending", ["jpg", "PNG", "svg"])
@pytest.mark.parametrize("content", [b"", b"\0" * 99, os.urandom(5000), b"<svg " * 200_000])
def test_pictures_that_mean_harm_are_a_problem(write: Write, ending: str, content: bytes) -> None:
    assert only(write(f"x.{ending}", content))[0] == "error"


def test_a_drawing_is_read_in_no_time_however_it_is_made(write: Write) -> None:
    """What looked on to the end of the file from every `<g` took minutes."""
    head = DRAWING[: DRAWING.index("<desc")]
    open_group = '<g id="a" class="frame" data-box="0 0 1 1"><title></title><desc></desc>\n'
    file = write("x.svg", head + open_group * 3000)
    assert only(file)[2].startswith("a damaged drawing")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.json", "{}", "is JSON, for programs"),
        ("x.toml", "", "is empty"),
        ("x", "", "is empty"),
    ],
)
def test_a_file_that_is_nothing_to_check_says_what_it_is(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content)
    (problem,) = check_file(tmp_path / name)
    assert problem.message.startswith(said)

"""`runstrong check`: every problem of a file of one's own, with its place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from runstrong_pdf.library import FOLDERS
from runstrong_pdf.resources import data_folder
from tests.cli.test_show import POSE, WORDS
from tests.conftest import Ran
from tests.planning.test_programmes import WRITTEN

Run = Callable[..., Ran]


def written(folder: Path, name: str, text: str) -> str:
    """Write a file, making its folder; return its path."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(file)


# -- what is shipped -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*FOLDERS.values(), "bands.toml", "languages"])
def test_all_shipped_templates_are_right(run: Run, name: str) -> None:
    ran = run("check", str(data_folder("templates") / name))
    assert (ran.code, ran.err) == (0, "")
    assert b"all right" in ran.out


def test_shipped_poses_and_drawings_can_be_used(run: Run) -> None:
    images = data_folder("images")
    ran = run("check", str(images / "push-up.toml"), str(images / "push-up.svg"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count(b"all right") == 2


# -- problems --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("view", "veiw", "veiw: is not a known key; did you mean view?"),
        ("plank", "plnak", "is 'plnak', allowed: stand"),
        ('"triceps"', '"tricepts"', "unknown muscle 'tricepts'; allowed: chest"),
        ('"mat"', '"rug"', "props[1]"),
        ("[start]", "[begin]", "begin: is not a known key, allowed: "),
        ("hands = 0.20", "hands = 'wide'", "start.hands"),
        (
            "hands = 0.20",
            "arm.both = { at = [0, 0, 9], hnad = 1 }",
            "hnad: is not a known key; did you mean hand?",
        ),
        ("hands = 0.20", "hands =", "not valid TOML"),
    ],
)
def test_a_mistake_in_a_pose_is_named_with_what_is_allowed(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    written(tmp_path, "pose.toml", POSE.replace(old, new))
    ran = run("check", "pose.toml")
    assert ran.code == 3
    assert "error: pose.toml: " in ran.err
    assert said in ran.err
    assert ran.out == b""


def test_a_hand_out_of_reach_says_which_and_by_how_much(run: Run, tmp_path: Path) -> None:
    reach = 'arm.left = { at = [0.1, 1.6, 0.5], from = "floor" }'
    written(tmp_path, "far.toml", f'name = "Far"\n[start]\n{reach}\n')
    ran = run("check", "far.toml")
    assert ran.code == 3
    assert (
        "far.toml: [start] left hand cannot reach its target: 0.55 body heights (94 cm)" in ran.err
    )
    assert ran.err.count("left hand") == 1


def test_what_only_looks_odd_is_a_warning(run: Run, tmp_path: Path) -> None:
    pose = 'name = "Low"\n[start]\npelvis = { at = [0, 0.48, 0] }\nleg.both = { raise = 0 }\n'
    written(tmp_path, "low.toml", pose)
    ran = run("check", "low.toml")
    assert ran.code == 0
    assert "warning: low.toml: [start]" in ran.err
    assert "below the floor" in ran.err
    assert b"can be used, see the warnings" in ran.out


def test_a_folded_joint_is_named(run: Run, tmp_path: Path) -> None:
    leg = 'leg.right = { raise = 40, toward = "front", bend = 170 }'
    written(tmp_path, "folded.toml", f'name = "Folded"\n[start]\n{leg}\n')
    assert "right knee is bent 170 degrees" in run("check", "folded.toml").err


def test_a_mistake_in_the_words(run: Run, tmp_path: Path) -> None:
    wrong = WORDS.replace("pattern", "patern").replace('"beginner"', '"novice"')
    written(tmp_path, "mine/exercises/narrow-push-up.toml", wrong)
    ran = run("check", "mine/exercises/narrow-push-up.toml")
    assert ran.code == 3
    assert "patern: is not a known key; did you mean pattern?" in ran.err
    assert "pattern: is missing" in ran.err
    assert "level: is 'novice', allowed:" in ran.err


def test_letters_that_cannot_be_printed_are_found_before_a_plan_is_made(
    run: Run, tmp_path: Path
) -> None:
    wrong = WORDS.replace('name = "', 'name = "💪 ', 1)
    written(tmp_path, "mine/exercises/narrow-push-up.toml", wrong)
    ran = run("check", "mine")
    assert ran.code == 3
    assert "narrow-push-up.toml: name: " in ran.err
    assert "U+1F4AA, flexed biceps" in ran.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('minutes = "{zahl} Minuten"', "minutes: {zahl} is not filled in here; possible: {number}"),
        ('notes = "{n} Notizen"', "notes: {n} is not filled in here; possible: nothing"),
        ('minutes_shrt = "Min."', "is not on any page; did you mean minutes_short?"),
        ('seconds = "{number s"', "seconds: '{number s' cannot be filled in"),
        ('notes = "📝"', "notes: '📝' has a character that cannot be printed"),
        ("notes = Notizen", "words.toml: "),
    ],
)
def test_a_mistake_in_the_words_of_a_language(
    run: Run, tmp_path: Path, line: str, said: str
) -> None:
    ran = run(
        "check", written(tmp_path, "mine/languages/de/words.toml", f'language = "de"\n{line}\n')
    )
    assert ran.code == 3
    assert said in ran.err


def test_a_language_says_what_it_leaves_to_english(run: Run, tmp_path: Path) -> None:
    longer = 'notes = "Notizen"\n[cover]\nsteps = ["a", "b", "c", "d", "e", "f", "g"]\n'
    ran = run("check", written(tmp_path, "mine/languages/it/words.toml", longer))
    assert ran.code == 0
    assert "texts stay English: span, minutes" in ran.err


def test_a_club_is_checked_with_its_roster(run: Run, tmp_path: Path) -> None:
    ran = run("check", written(tmp_path, "ours/club.toml", "anything"))
    assert ran.code == 0
    assert f"runstrong club check {tmp_path / 'ours'}" in ran.err


def test_links_must_lead_somewhere(run: Run, tmp_path: Path) -> None:
    wrong = WORDS.replace("knee-push-up", "knee-pushup")
    written(tmp_path, "mine/exercises/narrow-push-up.toml", wrong)
    ran = run("check", "mine")
    assert ran.code == 3
    assert "easier: there is no 'knee-pushup', did you mean knee-push-up" in ran.err


def test_a_programme_names_what_exists(run: Run, tmp_path: Path) -> None:
    written(tmp_path, "programme.toml", WRITTEN.replace('"dead-bug"', '"dead-bgu"'))
    ran = run("check", "programme.toml")
    assert ran.code == 3
    assert "programme.toml: " in ran.err
    assert "there is no 'dead-bgu', did you mean dead-bug" in ran.err


def test_an_exercise_without_a_picture_is_a_warning(run: Run, tmp_path: Path) -> None:
    written(tmp_path, "mine/exercises/narrow-push-up.toml", WORDS)
    ran = run("check", "mine")
    assert ran.code == 0
    assert "has no picture yet: images/narrow-push-up.toml" in ran.err
    written(tmp_path, "mine/images/narrow-push-up.toml", POSE)
    assert run("check", "mine").err == ""


def test_every_file_is_reported(run: Run, tmp_path: Path) -> None:
    files = [
        written(tmp_path, "none.toml", "x = 1"),
        written(tmp_path, "good.toml", POSE),
        written(tmp_path, "broken.toml", 'name = "a'),
        "missing.toml",
    ]
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe9"')
    ran = run("check", *files, "latin.toml")
    assert ran.code == 3
    assert ran.out == f"{files[1]}: all right\n".encode()
    for said in (
        "none.toml: is neither a programme, an exercise",
        "broken.toml: is not valid TOML",
        "missing.toml: cannot be read: No such file",
        "latin.toml: is not UTF-8 text",
    ):
        assert said in ran.err


def test_a_photo(run: Run, tmp_path: Path) -> None:
    Image.new("RGB", (900, 600)).save(tmp_path / "good.jpg")
    Image.new("RGB", (300, 200)).save(tmp_path / "small.png")
    (tmp_path / "bad.webp").write_bytes(b"RIFF")
    ran = run("check", ".")
    assert ran.code == 3
    assert ran.out == b"good.jpg: all right\nsmall.png: can be used, see the warnings\n"
    assert "warning: small.png: has 300 x 200 pixels and will look blurred" in ran.err
    assert "error: bad.webp: is no picture that can be read\n" in ran.err
    assert "try: save it as jpg, png or webp" in ran.err


def test_an_empty_folder(run: Run) -> None:
    assert run("check", ".").code == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("keeps = []", "keeps: name a phase, or leave it out to keep all of them"),
        ('like = "tuesday"', "like: leads round in a circle: tuesday -> tuesday"),
        ('keeps = ["band"]', "keeps: there is no 'band'"),
        ('like = "Tues day"', "like: is 'Tues day', should be the name of a file without its"),
    ],
)
def test_a_programme_names_the_file_and_the_key(
    content: str, said: str, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "mine" / "programmes" / "tuesday.toml"
    file.parent.mkdir(parents=True)
    like = "" if "like" in content else 'like = "bodyweight-to-dumbbells"\n'
    head = 'name = "T"\ntitle = "Tuesday"\npurpose = "For us."\ncode = "TG"\n'
    file.write_text(f"{head}{like}{content}\n")
    assert f"error: mine/programmes/tuesday.toml: {said}" in run("check", "mine").err
    planned = run("plan", "--templates", "mine", "--programme", "tuesday", "-o", "p.json")
    assert f"error: programmes/tuesday.toml: {said}" in planned.err


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_says_how_to_save_it(encoding: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "languages" / "de").mkdir(parents=True)
    (tmp_path / "languages" / "de" / "words.toml").write_bytes(
        '[cover]\nstop = "Höre auf"\n'.encode(encoding)
    )
    ran = run("check", "languages")
    assert "languages/de/words.toml: is not UTF-8 text" in ran.err
    assert "try: save the file again, as UTF-8" in ran.err


def test_numbers_that_nobody_does_are_refused(run: Run, tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "templates" / "exercises" / "push-up.toml"
    text = shipped.read_text(encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "push-up.toml").write_text(
        re.sub(r"^reps = .*$", "reps = [4, 1000000]", text, flags=re.MULTILINE), encoding="utf-8"
    )
    assert "reps: 1000000 are too many, at most 200" in run("check", "exercises").err


# -- what lies there and is not used --------------------------------------------------------------


def own(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_what_nothing_looks_at_is_said(run: Run, tmp_path: Path) -> None:
    own(tmp_path, "mine/exercise/x.toml", "mine/warm-ups/de.txt", "mine/images/pushup.jpg")
    own(tmp_path, "mine/images/push-up.psd", "mine/README.md", "mine/.DS_Store")
    ran = run("plan", "--templates", "mine", "-o", "p.json")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "note: mine/exercise: is not looked at; did you mean exercises?",
        (
            "note: mine/images/push-up.psd: is not looked at; "
            "a picture is .jpg, .png, .webp, or a pose .toml"
        ),
        (
            "note: mine/images/pushup.jpg: is a picture of nothing that there is; "
            "did you mean push-up?"
        ),
        "note: mine/warm-ups/de.txt: is not looked at; files here end in .toml",
    ]
    assert "note: mine/exercise: is not looked at" in run("check", "mine").err


@pytest.mark.parametrize(
    ("folder", "remedy"),
    [
        (".", "name mine"),
        ("mine/exercises", "name the folder above it, "),
        ("other", "is exercise to be exercises?"),
        ("empty", "make folders such as exercises/ and images/ in it"),
    ],
)
def test_a_folder_of_which_nothing_can_be_meant(
    folder: str, remedy: str, run: Run, tmp_path: Path
) -> None:
    own(tmp_path, "mine/exercises/x.toml", "other/exercise/x.toml", "empty/notes.txt")
    ran = run("plan", "--templates", folder, "-o", "p.json")
    assert ran.code == 3
    assert f"error: {folder}: nothing in this folder is used\n  try: {remedy}" in ran.err


def test_an_exercise_of_ones_own_that_no_week_has(run: Run, tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "templates" / "exercises" / "curl-up.toml"
    (tmp_path / "mine" / "exercises").mkdir(parents=True)
    (tmp_path / "mine" / "exercises" / "sit-up.toml").write_bytes(shipped.read_bytes())
    left = "--without", "curl-up,dead-bug"
    told = run("plan", "--templates", "mine", "--weeks", "4", "-o", "p.json")
    used = run(
        "plan", "--templates", "mine", "--weeks", "4", *left, "--use", "sit-up", "-o", "q.json"
    )
    assert "in no week, of your own files: sit-up; --use sit-up puts one into the plan" in told.err
    assert "sit-up" not in used.err

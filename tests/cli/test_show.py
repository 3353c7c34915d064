"""`runstrong show`: words and pictures, shipped or of one's own."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from runstrong_pdf.figures.svg import read
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from tests.conftest import Ran
from tests.reading import opened, picture, structure

Run = Callable[..., Ran]

POSE = """
name = "Narrow push-up"
view = { turn = 64, pitch = 12 }
props = ["mat"]
muscles = { primary = ["triceps"], secondary = ["chest", "front_delts"] }
[start]
stance = "plank"
hands = 0.20              # body heights between the hands
[end]
like = "start"
elbow_bend = 100          # degrees
"""
WORDS = """
name = "Narrow push-up"
pattern = "horizontal-push"
balance = "push"
regions = ["arms", "chest"]
primary = ["triceps brachii"]
level = "beginner"
unit = "reps"
reps = [4, 10]
seconds_per_rep = 3
easier = "knee-push-up"
cue = "Elbows brush the ribs"
cues = ["Hands under the shoulders", "Elbows graze the ribs", "Push the floor away"]
mistakes = ["Elbows flare out"]
safety = "Sore wrists: hold two dumbbells."
priority = 2
"""


PROGRAMME = """
name = "Tuesday group, narrow"
title = "Riverside core and arms"
purpose = "For our Tuesday group: our own push-up and one band, half an hour."
code = "TN"
like = "bodyweight-to-dumbbells"
keeps = ["bodyweight", "bands"]
needs = ["band"]
minutes_range = [30, 40]
by_name = true
[full]
A = [
  { bodyweight = "narrow-push-up", bands = "narrow-push-up" },
  { bodyweight = "towel-isometric-row", bands = "seated-band-row" },
  { bodyweight = "incline-push-up", bands = "band-chest-press" },
  { bodyweight = "prone-ytw", bands = "band-pull-apart" },
  { bodyweight = "dead-bug", bands = "dead-bug" },
  { bodyweight = "prone-cobra-raise", bands = "prone-cobra-raise" },
]
B = [
  { bodyweight = "knee-wide-push-up", bands = "band-chest-press" },
  { bodyweight = "prone-pulldown", bands = "band-bent-over-row" },
  { bodyweight = "narrow-push-up", bands = "narrow-push-up" },
  { bodyweight = "reverse-snow-angel", bands = "band-pull-apart" },
  { bodyweight = "side-plank-knees", bands = "side-plank-knees" },
  { bodyweight = "bird-dog", bands = "prone-cobra-raise" },
]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Lay a folder with an exercise of one's own, as the README does."""
    folder = tmp_path / "my-club"
    for name, text in (("exercises", WORDS), ("images", POSE)):
        (folder / name).mkdir(parents=True)
        (folder / name / "narrow-push-up.toml").write_text(text, encoding="utf-8")
    return folder


# -- words -----------------------------------------------------------------------------------------


def test_an_exercise_in_words(run: Run) -> None:
    ran = run("show", "push-up")
    exercise = Library().one(Exercise, "push-up")
    assert (ran.code, ran.err) == (0, "")
    for text in (exercise.name, exercise.safety, *exercise.cues, *exercise.mistakes):
        assert text in ran.out.decode()
    assert "Knee push-up" in ran.out.decode()


@pytest.mark.parametrize("name", ["Push-up", "press-up", "  PUSH-UP ", "full push-up"])
def test_printed_names_and_nicknames_are_understood(run: Run, name: str) -> None:
    assert run("show", name).out.startswith(b"Push-up\n")


@pytest.mark.parametrize("kind", [WarmUp, Stretch])
def test_warm_ups_and_stretches_too(run: Run, kind: type[WarmUp | Stretch]) -> None:
    slug = Library().slugs(kind)[0]
    record = Library().one(kind, slug)
    ran = run("show", slug)
    assert record.name in ran.out.decode()
    assert record.how in ran.out.decode()


def test_a_wrong_name_has_a_hint_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("show", "pushup", "-o", "p.png")
    assert ran.code == 2
    assert "did you mean push-up" in ran.err
    assert list(tmp_path.iterdir()) == []


# -- pictures --------------------------------------------------------------------------------------


def test_png_in_colour_and_ink(run: Run, tmp_path: Path) -> None:
    for ink in ("colour", "saver"):
        ran = run("show", "push-up", "--ink", ink, "-o", f"{ink}.png")
        assert (ran.code, ran.out) == (0, f"{ink}.png\n".encode())
    colours = {}
    for ink in ("colour", "saver"):
        with Image.open(tmp_path / f"{ink}.png") as image:
            assert image.text["Software"].startswith("RunStrong PDF ")  # type: ignore[attr-defined]
            found = image.getcolors(maxcolors=1 << 24)
            assert found is not None
            colours[ink] = [colour for _, colour in found if isinstance(colour, tuple)]
    assert any(max(c) - min(c) > 60 for c in colours["colour"])
    assert all(max(c) - min(c) == 0 for c in colours["saver"])


def test_our_own_file_is_replaced_and_a_strangers_is_not(run: Run, tmp_path: Path) -> None:
    for ending in ("png", "svg", "pdf"):
        assert run("show", "push-up", "-o", f"a.{ending}").code == 0
        assert run("show", "push-up", "-o", f"a.{ending}").code == 0
    Image.new("RGB", (9, 9)).save(tmp_path / "mine.png")
    ran = run("show", "push-up", "-o", "mine.png")
    assert ran.code == 6
    assert run("show", "push-up", "-o", "mine.png", "--force").code == 0


def test_svg_is_the_stored_drawing(run: Run) -> None:
    ran = run("show", "diamond-push-up", "--format", "svg", "-o", "-")
    drawing = read(ran.out.decode())
    assert [frame.name for frame in drawing.frames] == ["start", "end"]
    assert [frame.name for frame in drawing.insets] == ["hands"]


def test_svg_in_ink_is_refused(run: Run) -> None:
    ran = run("show", "diamond-push-up", "--ink", "saver", "--format", "svg", "-o", "-")
    assert ran.code == 2
    assert ran.out == b""
    assert "line art cannot become svg, possible: png, pdf" in ran.err


def test_pdf_is_tagged_and_shows_everything(run: Run) -> None:
    pdf = run("show", "diamond-push-up", "--format", "pdf", "-o", "-").out
    with opened(pdf) as document:
        figures = [node for root in structure(document) for node in root.find("Figure")]
    assert [node.alt.split(":")[0] for node in figures if node.alt] == ["Diamond push-up"] * 2
    page = picture(pdf, 0).convert("L")
    for third in range(3):
        left, right = page.width * third // 3, page.width * (third + 1) // 3
        darkest = min(page.crop((left, 0, right, page.height)).tobytes())
        assert darkest < 120


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "a.gif"), 2, "possible: png, svg, pdf"),
        (("--ink", "savr"), 2, "did you mean saver?"),
        (("-o", "nowhere/a.png"), 6, "no such folder"),
        (("--templates", "nowhere"), 3, "no such folder of templates"),
    ],
)
def test_what_is_not_possible_is_said(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = run("show", "push-up", *words)
    assert ran.code == code
    assert said in ran.err


# -- of one's own ----------------------------------------------------------------------------------


def test_an_exercise_of_ones_own_in_words_and_picture(run: Run, own: Path, tmp_path: Path) -> None:
    words = run("show", "narrow-push-up", "--templates", str(own))
    assert words.out.startswith(b"Narrow push-up\n")
    assert b"narrow-push-up.toml" in words.out
    ran = run("show", "narrow-push-up", "--templates", str(own), "-o", "a.png")
    assert (ran.code, ran.err) == (0, "")
    with Image.open(tmp_path / "a.png") as image:
        assert image.width > image.height


def test_it_can_be_picked_in_a_programme_of_ones_own(run: Run, own: Path, tmp_path: Path) -> None:
    (own / "programmes").mkdir()
    (own / "programmes" / "narrow.toml").write_text(PROGRAMME, encoding="utf-8")
    assert run("check", str(own)).code == 0
    picked = ("--programme", "narrow", "--minutes", "30")
    ran = run("plan", "--templates", str(own), *picked, "-o", "a.pdf")
    assert ran.code == 0
    assert not re.search("^(error|warning|note):", ran.err, re.MULTILINE)
    with opened((tmp_path / "a.pdf").read_bytes()) as document:
        figures = [node for root in structure(document) for node in root.find("Figure")]
    assert any(node.alt and node.alt.startswith("Narrow push-up") for node in figures)


def test_a_pose_by_its_path(run: Run, own: Path) -> None:
    file = own / "images" / "narrow-push-up.toml"
    assert b"works: triceps; helps: chest, front_delts" in run("show", str(file)).out
    assert run("show", str(file), "-o", "a.png").code == 0


def test_words_by_their_path_find_the_picture_beside_them(run: Run, own: Path) -> None:
    file = own / "exercises" / "narrow-push-up.toml"
    assert b"Elbows graze the ribs" in run("show", str(file)).out
    assert run("show", str(file), "-o", "a.png").code == 0


def test_a_changed_pose_goes_before_its_old_drawing(run: Run, own: Path) -> None:
    words = ("show", "narrow-push-up", "--templates", str(own))
    drawing = own / "images" / "narrow-push-up.svg"
    assert run(*words, "-o", str(drawing)).code == 0
    pose = own / "images" / "narrow-push-up.toml"
    pose.write_text(POSE.replace('"Narrow push-up"', '"Changed"'), encoding="utf-8")
    changed = run(*words, "--format", "svg", "-o", "-").out
    assert read(changed.decode()).name == "Changed"
    pose.unlink()
    assert read(run(*words, "--format", "svg", "-o", "-").out.decode()).name == "Narrow push-up"


def test_a_pose_out_of_reach_is_drawn_with_a_warning(run: Run, tmp_path: Path) -> None:
    pose = 'name = "Far"\n[start]\narm.left = { at = [0.1, 1.6, 0.5], from = "floor" }\n'
    (tmp_path / "far.toml").write_text(pose, encoding="utf-8")
    ran = run("show", "far.toml", "-o", "far.png")
    assert ran.code == 0
    assert "warning: far.toml: [start] left hand cannot reach its target" in ran.err


def test_a_wrong_pose_lists_everything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(POSE.replace("view", "veiw").replace("plank", "plnak"))
    ran = run("show", "bad.toml", "-o", "bad.png")
    assert ran.code == 3
    assert "veiw: is not a known key" in ran.err
    assert "is 'plnak', allowed: stand" in ran.err
    assert not (tmp_path / "bad.png").exists()


def test_somebody_elses_svg_is_refused_with_a_way_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    ran = run("show", "a.svg", "-o", "a.png")
    assert ran.code == 3
    assert "a.svg: not a drawing made by RunStrong" in ran.err
    assert "jpg, png or webp" in ran.err


def test_a_photo_of_ones_own(run: Run, own: Path) -> None:
    Image.new("RGB", (900, 600), (200, 40, 40)).save(own / "images" / "narrow-push-up.jpg")
    words = ("show", "narrow-push-up", "--templates", str(own))
    png = Image.open(io.BytesIO(run(*words, "--format", "png", "-o", "-").out))
    assert png.size == (900, 600)
    grey = Image.open(io.BytesIO(run(*words, "--ink", "saver", "--format", "png", "-o", "-").out))
    assert grey.mode == "L"
    assert run(*words, "-o", "a.pdf").code == 0
    ran = run(*words, "-o", "a.svg")
    assert ran.code == 2
    assert "a photo cannot become svg" in ran.err


@pytest.mark.parametrize("name", ["push-up", "cat-cow", "wrist-prep", "swimming"])
def test_what_is_shown_is_for_people(name: str, run: Run) -> None:
    """No keys of files, no words of Python, no folders of the program."""
    said = run("show", name).out.decode()
    assert not re.search(r"False|True|None|per side:|seconds:|/images/|site-packages", said)
    assert f"picture: runstrong show {name} -o {name}.png" in said
    assert "left out with --avoid" in said


def test_what_is_for_a_picture_alone_is_noted(run: Run) -> None:
    ran = run("show", "push-up", "--muscles", "--ink", "saver")
    assert ran.code == 0
    assert "note: --muscles: is for a picture; name its file" in ran.err
    assert "note: --ink: is for a picture" in ran.err

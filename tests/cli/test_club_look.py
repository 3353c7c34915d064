"""A club's look from the command line and from club.toml: logo, link, colour, long words."""

import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from tests.conftest import Ran
from tests.reading import first_text, opened, picture, structure

Run = Callable[..., Ran]
LINK = "https://riverside.org/strength"
PLAN = ("plan", "--paper", "a4", "--no-forms", "-o", "p.pdf", "--force")
SMALL = (*PLAN, "--weeks", "4", "--sessions", "1", "--kit", "none")
"""Of a cover it says as much, and is drawn in a third of the time."""
CLUB = """name = "Riverside Runners"
logo = "{logo}"
link = "{link}"
link_text = "Session times"
[defaults]
paper = "a4"
weeks = 4
sessions = 1
"""


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "logo.png"
    Image.new("RGB", (300, 300), "#203060").save(file)
    return file


def figures(pdf: bytes) -> list[str | None]:
    with opened(pdf) as document:
        return [node.alt for root in structure(document) for node in root.find("Figure")]


def test_logo_and_link_stand_on_the_cover_alone(run: Run, logo: Path, tmp_path: Path) -> None:
    words = ("--club", "Riverside", "--logo", str(logo), "--link", LINK, "--link-text", "Times")
    ran = run(*SMALL, *words)
    assert ran.code == 0
    assert "note: " not in ran.err
    pdf = (tmp_path / "p.pdf").read_bytes()
    assert figures(pdf).count("Logo of Riverside") == 1
    assert figures(pdf).count("QR code of riverside.org/strength") == 1
    assert "Scan or tap: Times" in first_text(pdf)
    assert [found.text for found in zxingcpp.read_barcodes(picture(pdf, 0, 200))] == [LINK]
    with opened(pdf) as document:
        forms = [
            page.obj.Resources.get("/XObject", pikepdf.Dictionary()) for page in document.pages
        ]
        pixels = [any(x.Subtype == "/Image" for x in found.values()) for found in forms]
    assert pixels == [True] + [False] * (len(pixels) - 1)


def test_an_edition_without_a_cover_says_so(run: Run, logo: Path) -> None:
    ran = run(*PLAN, "--edition", "stretching", "--logo", str(logo), "--link", LINK)
    assert ran.code == 0
    for option in ("--logo", "--link"):
        assert f"note: {option}: " in ran.err
    assert "the edition stretching" in ran.err


def test_another_picture_under_the_same_name_is_another_template(
    run: Run, logo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_CACHE", str(tmp_path / "cache"))
    made = []
    for colour in ("#203060", "#203060", "#a02020"):
        state = logo.stat()
        Image.new("RGB", (300, 300), colour).save(logo)
        os.utime(logo, ns=(state.st_atime_ns, state.st_mtime_ns))
        assert run(*SMALL, "--logo", str(logo)).code == 0
        made.append((tmp_path / "p.pdf").read_bytes())
    assert made[0] == made[1] != made[2]
    assert run(*SMALL, "--logo", str(logo), "--club", "Riverside").code == 0
    assert run(*SMALL, "--logo", str(logo), "--club", "Rediervis").code == 0
    assert "Logo of Rediervis" in figures((tmp_path / "p.pdf").read_bytes())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--logo", "gone.svg"), "--logo: gone.svg: there is no such file"),
        (("--logo", "."), "--logo: .: is a folder"),
        (("--link", "riverside.org"), "--link: 'riverside.org' does not begin with https://"),
        (("--link-text", "Times"), "--link-text"),
        (("--link", LINK, "--link-text", "x" * 61), "--link-text"),
        (("--link", LINK, "--link-text", "times 👟"), "--link-text: "),
        (("--colour", "octarine"), "--colour: 'octarine' is not a colour"),
    ],
)
def test_a_message_names_the_option(
    words: tuple[str, ...], said: str, run: Run, tmp_path: Path
) -> None:
    ran = run(*PLAN, *words)
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "p.pdf").exists()


# -- a club ---------------------------------------------------------------------------------------


@pytest.fixture
def club(tmp_path: Path, run: Run, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    del run  # it sets the scene
    monkeypatch.setenv("RUNSTRONG_CACHE", str(shared_cache))
    folder = tmp_path / "club"
    folder.mkdir()
    (folder / "roster.csv").write_text("name\nZoë\nAnna\n")
    Image.new("RGB", (300, 300), "#203060").save(folder / "logo.png")
    return folder


def describe(club: Path, logo: str = "logo.png", link: str = LINK) -> None:
    (club / "club.toml").write_text(CLUB.format(logo=logo, link=link))


def test_every_member_has_the_clubs_logo_and_link(run: Run, club: Path) -> None:
    describe(club)
    assert run("club", "make", str(club), "--jobs", "1").code == 0
    for name in ("zoë", "anna", "print-all"):
        pdf = (club / "output" / f"{name}.pdf").read_bytes()
        assert [found.text for found in zxingcpp.read_barcodes(picture(pdf, 0, 200))] == [LINK]
        cover = picture(pdf, 0, 50)
        assert cover.getpixel((round(43 * 50 / 25.4), round(54 * 50 / 25.4))) == (32, 48, 96)
    assert "Logo of Riverside Runners" in figures((club / "output/anna.pdf").read_bytes())


@pytest.mark.parametrize("place", ["../outside.png", "{tmp}/outside.png", "link.png", "way/o.png"])
def test_a_logo_outside_the_folder_is_refused(
    place: str, run: Run, club: Path, tmp_path: Path
) -> None:
    for name in ("outside.png", "o.png"):
        Image.new("RGB", (300, 300), "red").save(tmp_path / name)
    (club / "link.png").symlink_to(tmp_path / "outside.png")
    (club / "way").symlink_to(tmp_path)
    describe(club, place.format(tmp=tmp_path))
    for command in ("check", "make"):
        ran = run("club", command, str(club))
        assert ran.code == 5
        assert "logo" in ran.err
        assert "not in the club's folder" in ran.err
    assert not (club / "output" / "anna.pdf").exists()


def test_a_link_inside_the_folder_is_followed(run: Run, club: Path) -> None:
    (club / "now.png").symlink_to(club / "logo.png")
    describe(club, "now.png")
    assert run("club", "check", str(club)).code == 0


def test_what_is_wrong_with_the_logo_is_said_once(run: Run, club: Path) -> None:
    for name in ("roster.csv", "gone.png", "."):
        describe(club, name)
        ran = run("club", "check", str(club))
        assert ran.code == 5
        assert ran.err.count("club.toml: logo: ") == 1, ran.err


def test_a_wrong_link_of_the_club_is_named(run: Run, club: Path) -> None:
    describe(club, link="ftp://riverside.org")
    ran = run("club", "check", str(club))
    assert ran.code == 5
    assert "link" in ran.err
    assert "ftp://riverside.org" in ran.err


# -- long words -----------------------------------------------------------------------------------

PROGRAMME = """name = "Long"
title = "{title}"
purpose = "For a test."
code = "LO"
like = "bodyweight-to-dumbbells"
by_name = true
"""


def test_a_title_of_200_characters_is_refused_with_its_limit(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.toml").write_text(PROGRAMME.format(title="Strong " * 29))
    ran = run(*PLAN, "--programme", "long.toml")
    assert ran.code == 3
    assert "title" in ran.err
    assert "54" in ran.err
    assert not (tmp_path / "p.pdf").exists()


@pytest.mark.parametrize("letter", ["W", "i", "r"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_longest_words_fit_or_are_refused(
    letter: str, paper: str, run: Run, tmp_path: Path
) -> None:
    """40 letters of a title, 60 of a name, club and contact line, also the widest."""
    (tmp_path / "long.toml").write_text(PROGRAMME.format(title=(letter * 7 + " ") * 4 + letter * 8))
    words = (letter * 11 + " ") * 5
    ran = run(
        *PLAN, "--paper", paper, "--programme", "long.toml", "--link", LINK, "--link-text", words,
        "--name", words, "--club", words, "--contact", words,
    )  # fmt: skip
    assert ran.code in {0, 2, 6}
    assert ran.code == 0 or letter == "W", ran.err
    assert "Traceback" not in ran.err
    assert (tmp_path / "p.pdf").exists() == (ran.code == 0)

"""The column `language`: words of the club's own file, or refused with what there is."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import Ran
from tests.reading import page_texts

Run = Callable[..., Ran]
SETTINGS = """
name = "Riverside Runners"
templates = "templates"
[defaults]
edition = "stretching"
[mail]
from = "coach@example.org"
"""


@pytest.fixture
def club(tmp_path: Path, run: Run, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    del run  # it sets the scene
    monkeypatch.setenv("RUNSTRONG_CACHE", str(shared_cache))
    (tmp_path / "club/templates/languages").mkdir(parents=True)
    return tmp_path / "club"


def write(club: Path, roster: str, words: dict[str, str], settings: str = SETTINGS) -> None:
    (club / "club.toml").write_text(settings, encoding="utf-8")
    (club / "roster.csv").write_text(roster, encoding="utf-8")
    for name, toml in words.items():
        folder = club / "templates/languages" / name
        folder.mkdir()
        (folder / "words.toml").write_text(toml, encoding="utf-8")


@pytest.mark.parametrize("cell", ["de", "German", "deutsch", "de_AT"])
def test_a_member_gets_the_words_of_their_language(cell: str, run: Run, club: Path) -> None:
    words = {"de": '[stretching]\ntitle = "Dehnen und ausruhen"\n', "en": "minutes = '{number}'"}
    write(club, f"name,language\nJo,{cell}\nBo,\n", words)
    ran = run("club", "make", str(club))
    assert ran.code == 0, ran.err
    for name, tag, title in (("jo", "de", "Dehnen und"), ("bo", "en-GB", "Stretch and")):
        file = club / f"output/{name}.pdf"
        with pikepdf.open(file) as opened:
            assert str(opened.Root.Lang) == tag
            assert f"<rdf:li>{tag}<".encode() in opened.Root.Metadata.read_bytes()
        assert title in page_texts(file.read_bytes())[0]


def test_a_language_without_words_is_refused_with_those_there_are(run: Run, club: Path) -> None:
    write(club, "name,language\nJo,xx\nBo,Deutsh\n", {"de": ""})
    ran = run("club", "check", str(club))
    assert ran.code == 5
    assert (
        "row 2, language: there are no sheets in 'xx' yet; possible: de, en, es, fr, pl" in ran.err
    )
    assert "row 3, language:" in ran.err
    assert "did you mean deutsch?" in ran.err


def test_the_club_s_own_language_is_that_of_its_mail(run: Run, club: Path) -> None:
    words = {"de": '[short_day]\n3 = "Mi"\n'}
    settings = SETTINGS.replace("[mail]", 'language = "de"\n[mail]')
    write(club, "name,email\nJo,jo@example.org\n", words, settings)
    assert run("club", "make", str(club)).code == 0
    assert run("club", "mail", str(club)).code == 0
    (message,) = (club / "mail/dry-run").iterdir()
    assert b"(Mi 3" in message.read_bytes()
    assert b'lang=3D"de"' in message.read_bytes()


@pytest.mark.parametrize("words", ["{number", "{number[0].x}", "{}", "{nothing}", "}"])
def test_words_that_cannot_be_filled_in_are_named(words: str, run: Run, club: Path) -> None:
    toml = f'minutes = "{words}"\n'
    settings = SETTINGS.replace("stretching", "week-sheets")
    write(club, "name\nJo\n", {"en": toml}, settings)
    ran = run("club", "make", str(club))
    assert ran.code == 5
    assert "club.toml: words.toml (en-GB): minutes" in ran.err
    assert "minutes: " in ran.err
    assert not (club / "output").exists()

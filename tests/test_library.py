"""The shipped templates are sound, and whatever else lies in a folder is named, never a crash."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.library import FOLDERS, Library, parse, read_toml
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.model.record import Record
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.resources import data_folder

SHIPPED = data_folder("templates")
PUSH_UP = (SHIPPED / "exercises" / "push-up.toml").read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of one's own, laid over the shipped templates."""
    for folder in FOLDERS.values():
        (tmp_path / folder).mkdir()
    return tmp_path


def write(folder: Path, slug: str, text: str) -> None:
    (folder / "exercises" / f"{slug}.toml").write_text(text, encoding="utf-8")


def problems(folder: Path, *slugs: str) -> list[str]:
    with pytest.raises(TemplateError) as raised:
        Library(folder).many(Exercise, slugs)
    return str(raised.value).splitlines()


# -- what is shipped ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(FOLDERS), ids=FOLDERS.values())
def test_every_shipped_template_loads(kind: type[Record]) -> None:
    library = Library()
    found = library.all(kind)
    files = sorted(file.stem for file in (SHIPPED / FOLDERS[kind]).glob("*.toml"))
    assert list(found) == files
    assert files


def test_nothing_strange_lies_among_the_templates() -> None:
    """A misplaced file would be read by nobody; a .py file would break an editable install."""
    known = {*FOLDERS.values(), "club", "colour", "fonts", "languages", "new", "mail", "schemas"}
    for entry in SHIPPED.iterdir():
        assert entry.name in known or entry.name == "bands.toml", entry.name
    assert not list(SHIPPED.rglob("*.py"))
    for folder in FOLDERS.values():
        assert {file.suffix for file in (SHIPPED / folder).iterdir()} == {".toml"}


def test_every_stand_in_of_a_warm_up_or_stretch_exists() -> None:
    library = Library()
    for kind in (WarmUp, Stretch):
        named = {move.instead for move in library.all(kind).values()} - {None}
        assert named <= set(library.slugs(kind))


def test_every_slug_a_programme_names_exists() -> None:
    library = Library()
    for slug, programme in library.all(Programme).items():
        for kind, slugs in ((WarmUp, programme.warm_up), (Stretch, programme.stretches)):
            assert set(slugs) <= set(library.slugs(kind)), slug
        for week in programme.weeks:
            for rows in week.sessions.values():
                exercises = {row.exercise for row in rows}
                assert exercises <= set(library.slugs(Exercise)), slug


def test_the_band_scale_is_complete_and_rising() -> None:
    bands = Library().bands
    assert tuple(bands) == get_args(BandColour)
    forces = [band.newtons for band in bands.values()]
    assert forces == sorted(forces)
    assert all(low < high for low, high in forces)
    assert len({band.hex.lower() for band in bands.values()}) == len(bands)


def test_every_exercise_and_stretch_has_a_picture() -> None:
    library = Library()
    for kind in (Exercise, WarmUp, Stretch):
        missing = [slug for slug in library.slugs(kind) if library.image(slug) is None]
        assert missing == []


def test_files_are_read_only_when_they_are_asked_for(mine: Path) -> None:
    write(mine, "broken", "not toml [")
    library = Library(mine)
    assert library.one(Exercise, "push-up").name == "Push-up"
    with pytest.raises(TemplateError, match=r"broken\.toml"):
        library.all(Exercise)


# -- a folder of one's own ------------------------------------------------------------------------


def test_a_file_of_ones_own_wins(mine: Path) -> None:
    write(mine, "push-up", PUSH_UP.replace('"Push-up"', '"Press-up"'))
    library = Library(mine)
    assert library.one(Exercise, "push-up").name == "Press-up"
    assert library.one(Exercise, "wall-slide").name == Library().one(Exercise, "wall-slide").name


def test_a_new_file_is_found(mine: Path) -> None:
    write(mine, "my-push-up", PUSH_UP.replace('"Push-up"', '"My push-up"'))
    library = Library(mine)
    assert "my-push-up" in library.slugs(Exercise)
    assert library.one(Exercise, "my-push-up").name == "My push-up"


def test_a_byte_order_mark_is_no_problem(mine: Path) -> None:
    (mine / "exercises" / "push-up.toml").write_bytes(b"\xef\xbb\xbf" + PUSH_UP.encode())
    assert Library(mine).one(Exercise, "push-up").name == "Push-up"


def test_windows_line_ends_are_no_problem(mine: Path) -> None:
    (mine / "exercises" / "push-up.toml").write_bytes(PUSH_UP.replace("\n", "\r\n").encode())
    assert Library(mine).one(Exercise, "push-up") == Library().one(Exercise, "push-up")


def test_accents_are_joined_to_their_letters(mine: Path) -> None:
    write(mine, "push-up", PUSH_UP.replace('"Push-up"', '"Pompe e\u0301troite"'))
    assert Library(mine).one(Exercise, "push-up").name == "Pompe \u00e9troite"


@pytest.mark.parametrize("file", ["franc\u0327ais", "fran\u00e7ais"])
@pytest.mark.parametrize("asked", ["franc\u0327ais", "fran\u00e7ais"])
def test_accents_of_a_files_name_may_be_composed_or_not(
    file: str, asked: str, tmp_path: Path
) -> None:
    own = tmp_path / "languages" / file
    own.mkdir(parents=True)
    (own / "words.toml").write_text('minutes = "{number} minutes!"\n')
    language = Library(tmp_path).language_of(str(read_option("language", asked)))
    assert Library(tmp_path).texts(language)("minutes", number=3) == "3 minutes!"


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(TemplateError, match="nowhere"):
        Library(Path("nowhere"))


# -- problems -------------------------------------------------------------------------------------


def test_every_problem_of_every_file_is_listed_at_once(mine: Path) -> None:
    write(
        mine,
        "push-up",
        PUSH_UP.replace('level = "beginner"', 'levle = "beginner"').replace(
            "seconds_per_rep = 3", "seconds_per_rep = 99"
        ),
    )
    write(mine, "wall-slide", "name = 3\n")
    write(mine, "other", "a = ]")
    found = problems(mine, "push-up", "wall-slide", "other", "bird-dgo")
    assert "exercises/push-up.toml: level: is missing" in found
    spelt = [line for line in found if line.startswith("exercises/push-up.toml: levle: ")]
    assert len(spelt) == 1
    assert spelt[0].endswith("did you mean level?")
    seconds = [line for line in found if line.startswith("exercises/push-up.toml: seconds_per_")]
    assert seconds == ["exercises/push-up.toml: seconds_per_rep: is 99, should be at most 10"]
    assert len([line for line in found if line.startswith("exercises/wall-slide.toml: ")]) > 10
    assert any("other.toml: is not valid TOML" in line for line in found)
    assert any("'bird-dgo'" in line and "bird-dog" in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('level = "beginner"', 'level = "easy"', "level: is 'easy', allowed: 'beginner', 'inter"),
        ('"horizontal-push"', '"sideways"', "pattern: is 'sideways', allowed: 'horizontal-push'"),
        ("reps = [5, 12]", "reps = [12, 5]", "reps: 12 to 5 is not a range"),
        ("reps = [5, 12]", "reps = [5]", "reps"),
        ('unit = "reps"', "unit = 5", "unit: is 5"),
        ('"wrist", "shoulder"', '"wrist", "toe"', "caution[2]: is 'toe', allowed: 'wrist'"),
        ('easier = "knee-push-up"', 'easier = "Knee push-up!"', "easier: is 'Knee push-up!'"),
        ('name = "Push-up"', 'name = ""', "name: is ''"),
        ('name = "Push-up"', f'name = "{"x" * 500}"', "name: is 'xxx"),
        ("priority = 1", "priority = 1\n[extra]\na = 1", "extra: is not a known key"),
        ("priority = 1", 'kit = ["band"]\npriority = 1', "start_band"),
    ],
)
def test_each_problem_names_file_key_and_what_is_allowed(
    old: str, new: str, said: str, mine: Path
) -> None:
    assert old in PUSH_UP
    write(mine, "push-up", PUSH_UP.replace(old, new))
    found = problems(mine, "push-up")
    assert all(line.startswith("exercises/push-up.toml: ") for line in found)
    assert said in "\n".join(found)
    assert all(len(line) < 700 for line in found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00x", "is not UTF-8 text"),
        (b"name = 'x", "is not valid TOML"),
        (b"a = 1\na = 2", "is not valid TOML"),
        (b"a=" + b"[" * 10_000 + b"]" * 10_000, "is nested too deeply"),
        (b"a=" + b"{b=" * 10_000, "nested too deeply"),
        (b"[" + b"a." * 10_000 + b"a]\n", ""),
        (b"#" * 1_000_000, "is larger than a template may be"),
        (b"a = " + b"9" * 5000, ""),
        (b"a = 1979-13-45", "is not valid TOML"),
        (b"\x00", "is not valid TOML"),
    ],
    ids=["UTF-16", "cut off", "twice", "lists", "tables", "dots", "1 MB", "9s", "date", "NUL"],
)
def test_hostile_files_are_named(content: bytes, said: str, mine: Path) -> None:
    (mine / "exercises" / "push-up.toml").write_bytes(content)
    found = problems(mine, "push-up")
    assert "push-up.toml" in found[0]
    assert said in found[0]


def test_a_folder_with_a_files_name(mine: Path) -> None:
    (mine / "exercises" / "push-up.toml").mkdir()
    assert "push-up.toml: cannot be read" in problems(mine, "push-up")[0]


def test_a_link_that_leads_nowhere(mine: Path) -> None:
    (mine / "exercises" / "gone.toml").symlink_to(mine / "no-such-file")
    found = problems(mine, "gone")
    assert "gone" in found[0]


def test_a_name_that_climbs_out_of_the_folder() -> None:
    for slug in ("../programmes/bodyweight-to-dumbbells", "/etc/passwd", ""):
        with pytest.raises(TemplateError, match="there is no"):
            Library().one(Exercise, slug)


@given(st.binary(max_size=200))
def test_no_bytes_are_a_crash(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.toml"
        file.write_bytes(content)
        try:
            read_toml(file)
        except TemplateError as error:
            assert "x.toml" in str(error)  # noqa: PT017  most bytes are wrong, some are TOML


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(Exercise.model_fields)), VALUES)
def test_no_value_is_a_crash(key: str, value: object) -> None:
    tables = tomllib.loads(PUSH_UP) | {key: value}
    try:
        parse(Exercise, tables, "push-up.toml")
    except TemplateError as error:
        assert str(error).startswith("push-up.toml: ")  # noqa: PT017  some values are right

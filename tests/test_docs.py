"""The pages of docs/ keep up with the program: rules, pose language, templates' numbers, links."""

import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import pytest
from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from runstrong_pdf import Request, make_plan
from runstrong_pdf.checks import check_file
from runstrong_pdf.figures.check import check
from runstrong_pdf.figures.pose import VIEWS, Header, read_pose
from runstrong_pdf.figures.posture import AZIMUTHS, ArmPose, GirdlePose, LegPose
from runstrong_pdf.figures.proportions import NAMES
from runstrong_pdf.figures.stances import STANCES
from runstrong_pdf.figures.theme import BANDS
from runstrong_pdf.figures.values import ARM, BODY, LEG, MIDDLE, ROOM, Table
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.fields import EDITIONS
from runstrong_pdf.model.words import Caution

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")])
CODE = [
    file
    for folder in ("runstrong_pdf", "templates", "tests", "tools", "benchmarks", "images")
    for file in sorted((ROOT / folder).rglob("*"))
    if file.suffix in {".py", ".toml", ".json"}
]
RULES_PAGE, POSES_PAGE, SHEETS_PAGE = (
    (DOCS / f"{name}.md").read_text(encoding="utf-8")
    for name in ("training-rules", "poses", "pages")
)

# -- Markdown --------------------------------------------------------------------------------------

FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def headings(text: str) -> list[str]:
    return HEADING.findall(FENCE.sub("", text))


def anchor(heading: str) -> str:
    """Return what a link to a heading ends in, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def part(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no heading {heading!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Return the cells of all rows of all tables, without their heads."""
    lines = text.splitlines()
    heads = {at - 1 for at, line in enumerate(lines) if re.fullmatch(r"[|\-]+", line)}
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for at, line in enumerate(lines)
        if line.startswith("|") and at not in heads and not re.fullmatch(r"[|\-]+", line)
    ]


def ticked(text: str) -> set[str]:
    """Return everything between back ticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


# -- links -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, place = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if place:
            assert place in map(anchor, headings(file.read_text(encoding="utf-8"))), target


def test_what_code_and_templates_refer_to_is_there() -> None:
    """A comment names a page, and its part after `#`; further parts of it follow alone."""
    known = {page.name: set(map(anchor, headings(page.read_text("utf-8")))) for page in PAGES}
    seen = 0
    for file in CODE:
        for line in file.read_text(encoding="utf-8").splitlines():
            for name, places in re.findall(r"docs/([\w-]+\.md)((?:[^\n]*?#[a-z][\w-]+)*)", line):
                assert name in known, f"{file.name}: {line.strip()}"
                for place in re.findall(r"#([a-z][\w-]+)", places):
                    assert place in known[name], f"{file.name}: {line.strip()}"
                    seen += 1
    assert seen > 20


def test_headings_can_be_linked_to() -> None:
    for page in PAGES:
        names = list(map(anchor, headings(page.read_text(encoding="utf-8"))))
        assert len(names) == len(set(names)), page.name


# -- the rules -------------------------------------------------------------------------------------


def test_every_rule_that_anything_names_is_explained() -> None:
    named = {
        rule for file in CODE for rule in re.findall(r"\bR\d\d\b", file.read_text(encoding="utf-8"))
    }
    explained = [heading[:3] for heading in headings(RULES_PAGE) if re.match(r"R\d\d ", heading)]
    assert explained == [f"R{number:02}" for number in range(1, len(explained) + 1)]
    assert named == set(explained)


def test_every_rule_says_where_it_comes_from() -> None:
    for heading in headings(RULES_PAGE):
        if re.match(r"R\d\d ", heading):
            assert "* **Source:** " in part(RULES_PAGE, heading), heading


def test_every_publication_that_is_cited_is_listed() -> None:
    body, _, listed = RULES_PAGE.partition("\n## Sources\n")
    shorts = {row[0] for row in rows(listed)}
    flat = " ".join(body.split())
    cited = set(re.findall(r"([A-ZÄÖÜ][\w-]+(?: and [A-Z]\w+)?),? \(?(\d{4})\b", flat))
    years = {f"{who} {year}" for who, year in cited}
    missing = {name for name in years if not any(short.endswith(name) for short in shorts)}
    assert missing == set()
    uncited = {s for s in shorts if s.rpartition(" ")[0] not in flat and s not in flat}
    assert uncited == set()


def test_forces_are_those_of_the_bands() -> None:
    printed = {row[0]: row[1:] for row in rows(part(RULES_PAGE, "Bands: forces"))}
    for colour, band in Library().bands.items():
        forces = zip(band.pounds, band.newtons, band.kilograms, strict=True)
        assert printed.pop(colour) == [
            band.maker_name,
            *(f"{pounds} / {newtons} / {kilograms}" for pounds, newtons, kilograms in forces),
        ]
    assert not printed


STARTS = {
    "Lateral raise, front raise": ("dumbbell-lateral-raise", "alternate-front-raise"),
    "Reverse fly": ("dumbbell-reverse-fly",),
    "Shoulder press, seated or standing": ("seated-dumbbell-press", "dumbbell-shoulder-press"),
    "Floor press, curl": ("dumbbell-floor-press", "dumbbell-biceps-curl"),
    "One-arm row": ("single-arm-dumbbell-row",),
    "Squat": ("dumbbell-squat",),
    "Lunge": ("dumbbell-lunge",),
    "Romanian deadlift": ("dumbbell-romanian-deadlift",),
    "Thruster": ("thruster",),
    "Clean": ("dumbbell-clean",),
    "Snatch, jerk": ("dumbbell-snatch", "dumbbell-jerk"),
    "Overhead squat": ("dumbbell-overhead-squat",),
}
COLOURS = {
    "Rows, pulldowns": ("seated-band-row", "band-bent-over-row", "band-lat-pulldown"),
    "Presses": ("band-chest-press", "band-overhead-press"),
    "Raises": ("band-lateral-raise",),
}


def test_first_loads_are_those_of_the_exercises() -> None:
    exercises = Library().all(Exercise)
    printed = {row[0]: row[1:] for row in rows(part(RULES_PAGE, "Dumbbells"))}
    assert printed.keys() == STARTS.keys()
    for words, slugs in STARTS.items():
        for slug in slugs:
            kilograms = exercises[slug].start_kg or ()
            assert printed[words] == [f"{kg:g}" if kg else "-" for kg in kilograms], slug
    printed = {row[0]: row[1:] for row in rows(part(RULES_PAGE, "Bands: choosing"))}
    assert printed.keys() == COLOURS.keys()
    for words, slugs in COLOURS.items():
        for slug in slugs:
            assert printed[words] == list(exercises[slug].start_band or ()), slug


def test_every_caution_is_told() -> None:
    told = [row[0].strip("*`") for row in rows(part(RULES_PAGE, "Cautions"))]
    assert sorted(told) == sorted(get_args(Caution))


# -- the pose language -----------------------------------------------------------------------------


def tables(kind: type[Table] = Table) -> Iterator[type[Table]]:
    """Yield every table of the pose language that somebody may write."""
    for child in kind.__subclasses__():
        if child.__module__.startswith("runstrong_pdf.figures."):
            yield child
            yield from tables(child)


HEADINGS = {
    "Header": "The file",
    "DescribeTable": "describe",
    "ViewTable": "view",
    "MuscleTable": "muscles",
    "FrameTable": "Frames",
    "PelvisPose": "pelvis",
    "SpinePose": "spine",
    "HeadPose": "head",
    ArmPose.__name__: "arms",
    LegPose.__name__: "legs",
    GirdlePose.__name__: "shoulder",
    "Mat": "mat",
    "Dumbbell": "dumbbell",
    "Band": "band",
    "Towel": "towel",
    "Panel": "panel",
    "Chair": "chair",
    "Step": "step",
    "Wall": "wall",
    "DoorAnchor": "anchor",
    "Arrow": "Arrows",
    "Letter": "letter",
    "InsetTable": "inset",
} | {stance.__name__: name for name, stance in STANCES.items()}
NOT_WRITTEN = {"Posture", "Stance", "FramePose", "Pose", "PoseFile"}
"""What is made from a file, or the file as a whole, not a table in one."""
SIDED = {"ArmTables": "arm", "LegTables": "leg"}
"""Tables of nothing but `both`, `left` and `right`."""
TABLES = {table.__name__: table for table in tables()}


class Key(NamedTuple):
    """A key as the page must tell it."""

    name: str
    values: tuple[str, ...]
    default: str


def key_of(name: str, field: FieldInfo) -> Key:
    return Key(field.alias or name, tuple(_values(field.annotation, field.metadata)), _left(field))


def _values(annotation: Any, metadata: list[Any]) -> Iterator[str]:  # noqa: ANN401
    """Yield what a cell must say of a value: its range with its unit, or every word."""
    for rule in metadata:
        if isinstance(rule, AfterValidator):
            known = inspect.getclosurevars(rule.func).nonlocals
            if "low" in known:
                yield f"{known['low']:g} to {known['high']:g}{known['unit']}"
                return
    if get_origin(annotation) is Annotated:
        inner, *rules = get_args(annotation)
        yield from _values(inner, rules)
    elif get_origin(annotation) is Literal:
        yield from (f"`{word}`" for word in get_args(annotation))
    elif not (isinstance(annotation, type) and issubclass(annotation, Table)):
        for inner in get_args(annotation):
            if not (isinstance(inner, type) and issubclass(inner, Table)):
                yield from _values(inner, [])


def _left(field: FieldInfo) -> str:
    """Return what a cell must say of a key that is left out; empty where words tell it."""
    match field.default:
        case _ if field.is_required():
            return "required"
        case bool():
            return str(field.default).lower()
        case float() | int():
            return f"{field.default:g}"
        case str() if field.default:
            return field.default
        case _:
            return ""


def test_every_table_of_the_language_has_a_part() -> None:
    assert TABLES.keys() - NOT_WRITTEN - SIDED.keys() == HEADINGS.keys()


@pytest.mark.parametrize("name", HEADINGS)
def test_every_key_is_told_with_range_and_default(name: str) -> None:
    """A part may have no table of keys where there are none."""
    keys = [key_of(*item) for item in TABLES[name].model_fields.items()]
    told = {row[0]: row for row in rows(part(POSES_PAGE, HEADINGS[name])) if len(row) == 4}
    own = {key.strip("`") for key in told}
    frames = {"[start]", "[middle]", "[end]"} if name == Header.__name__ else set()
    own = {key for written in own for key in written.split("` `")} - frames
    assert own == {key.name for key in keys}
    for key in keys:
        _, values, default, _ = told[f"`{key.name}`"]
        for value in key.values:
            assert value in values, f"{key.name}: {value}"
        if key.default:
            assert key.default in default.strip("`"), f"{key.name}: {key.default}"


def test_limbs_have_sides() -> None:
    for name, limb in SIDED.items():
        for side in TABLES[name].model_fields:
            assert f"`{limb}.{side}`" in POSES_PAGE


def test_every_word_of_the_language_is_told() -> None:
    names = ticked(POSES_PAGE)
    plain = {name for name in NAMES if " " not in name}
    wanted = {*plain, *VIEWS, *STANCES, *BANDS, *BODY, *ROOM, *AZIMUTHS, *MIDDLE, *ARM, *LEG}
    assert wanted - names == set()
    one_sided = {name.partition(" ")[2] for name in NAMES if " " in name}
    assert plain - one_sided == {"abs", "lower_back"}  # as the page says
    for name, view in VIEWS.items():
        assert [f"`{name}`", str(view["turn"]), str(view["pitch"])] in rows(
            part(POSES_PAGE, "view")
        )


def test_every_stance_and_prop_is_in_its_overview() -> None:
    stances = {row[0].strip("`"): ticked(row[2]) for row in rows(part(POSES_PAGE, "Stances"))}
    assert stances == {name: set(kind.model_fields) for name, kind in STANCES.items()}
    props = {row[0].strip("`") for row in rows(part(POSES_PAGE, "Props"))}
    typed = [kind.model_fields["type"] for kind in TABLES.values() if "type" in kind.model_fields]
    assert props == {get_args(field.annotation)[0] for field in typed}
    insets = {row[0].strip("`") for row in rows(part(POSES_PAGE, "Insets"))}
    assert insets == ticked(" ".join(key_of("inset", Header.model_fields["inset"]).values))


EXAMPLES = re.findall(r"```toml\n(.*?)```", POSES_PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split('"')[1])
def test_an_example_can_be_drawn_as_it_stands(example: str) -> None:
    assert check(read_pose(tomllib.loads(example), "docs/poses.md")) == ()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 4


# -- the sheets ------------------------------------------------------------------------------------


def test_every_edition_is_told() -> None:
    told = [row[0].strip("`") for row in rows(part(SHEETS_PAGE, "The pages"))]
    assert told == list(EDITIONS)


# -- files of one's own ----------------------------------------------------------------------------


def test_the_files_of_your_own_make_a_plan_together(tmp_path: Path) -> None:
    text = (DOCS / "own-files.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"```toml\n# (my-club/\S+)\n(.*?)```", text, re.DOTALL))
    for name, content in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    assert [check_file(tmp_path / name) for name in files] == [()] * 3
    plan = make_plan(Request(programme="narrow", minutes=30), templates=str(tmp_path / "my-club"))
    assert "narrow-push-up" in plan.exercises

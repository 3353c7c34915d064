"""The know-how pages: complete, fitting to the kit, honest, and never a half-empty page more."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.layout.blocks import Rule
from runstrong_pdf.library import Library, parse
from runstrong_pdf.model.catalogue import Exercise, Topic
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.model.units import in_kilograms
from runstrong_pdf.model.words import Kit, Level
from runstrong_pdf.pages.brief import Brief, plain_muscles
from runstrong_pdf.pages.compiling import plan_brief
from runstrong_pdf.pages.know_how import know_how_pages
from runstrong_pdf.planning.athlete import POUNDS
from tests.making import NOBODY, Made, brief_of, made, made_from, plan_of, shipped
from tests.reading import opened, page_texts, plain, structure

KITS: dict[str, tuple[Kit, ...]] = {
    "none": (),
    "band": (Kit.BAND,),
    "dumbbells": (Kit.DUMBBELLS,),
    "all": tuple(Kit),
}
PAGES = {"none": 1, "band": 2, "dumbbells": 2, "all": 2}
BANDS, DUMBBELLS, FIRST_KIT = "Bands: ", "Dumbbells: ", "If you want to add something"
PROMISES = (
    r"\bfaster (runner|times?|running)",
    r"run(s|ning)? faster",
    r"personal best",
    r"\bPBs?\b",
    r"(?<!not )(prevents?|avoids?|reduces?|lowers?) (the risk of )?(injur|soreness)",
    r"protects? (your|the) (joints|spine)",
    r"(seconds|minutes) off",
)
"""What no sheet may promise (R38)."""


def titles(document: Made | Brief) -> list[str]:
    brief = document.brief if isinstance(document, Made) else document
    blocks = (placed.block for page in know_how_pages(brief) for placed in page.column)
    rules = (block for block in blocks if isinstance(block, Rule))
    return [rule.name for rule in rules if rule.place.startswith("topic-")]


def know_how_text(document: Made) -> str:
    texts = page_texts(document.pdf)
    codes = [page.code for page in document.pages]
    return " ".join(text for code, text in zip(codes, texts, strict=True) if code[0] == "K")


# -- whom it is for --------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kit", KITS)
def test_each_kit_gets_its_guides_and_no_page_more(kit: str, paper: str) -> None:
    brief = brief_of(paper=paper, request=Request(kit=KITS[kit]))
    found = titles(brief)
    assert any(title.startswith(BANDS) for title in found) == (kit in {"band", "all"})
    assert any(title.startswith(DUMBBELLS) for title in found) == (kit in {"dumbbells", "all"})
    assert (FIRST_KIT in found) == (kit in {"band", "dumbbells"})
    assert len(list(know_how_pages(brief))) == PAGES[kit]


def test_nobody_with_a_latex_allergy_is_sold_a_band() -> None:
    kit = (Kit.CHAIR, Kit.DUMBBELLS)
    brief = brief_of(request=Request(avoid=("latex",), kit=kit))
    assert not [title for title in titles(brief) if title.startswith(BANDS)]
    sections = [part.heading for topic in brief.topics for part in topic.sections]
    assert "A first band" not in sections


def test_an_optional_topic_is_no_reason_for_a_page_more() -> None:
    """With no kit one page is full; advice on buying some would need a second."""
    brief = brief_of(request=Request(kit=()))
    assert FIRST_KIT in [topic.title for topic in brief.topics]
    assert FIRST_KIT not in titles(brief)


def test_the_guide_edition_has_the_same_know_how(default: Made) -> None:
    guide = made(NOBODY, edition="guide")
    assert titles(guide) == titles(default)
    assert [page.code for page in guide.pages][-2:] == ["K", "K-2"]
    for edition in ("week-sheets", "stretching"):
        assert not any(page.code[0] == "K" for page in made(NOBODY, edition=edition).pages)


# -- what stands there -----------------------------------------------------------------------------


@pytest.mark.parametrize("kit", KITS)
def test_every_word_of_every_topic_is_on_paper(kit: str) -> None:
    document = made(NOBODY, request=Request(kit=KITS[kit]))
    text = know_how_text(document)
    printed = titles(document)
    for topic in (topic for topic in document.brief.topics if topic.title in printed):
        said = [topic.title, topic.lead or ""]
        said += [topic.bib.top, topic.bib.figure, topic.bib.bottom] if topic.bib else []
        for part in topic.sections:
            said += [part.heading or "", *part.paragraphs, *part.points]
            rows = (part.table.columns, *part.table.rows) if part.table else ()
            said += [cell for row in rows for cell in row]
        missing = [words for words in said if plain(words) not in text]
        assert missing == []


@pytest.mark.parametrize("units", ["kg", "lb"])
def test_every_colour_stands_there_with_its_forces_in_the_units_of_the_plan(units: str) -> None:
    text = know_how_text(made(NOBODY, edition="guide", request=Request(units=units)))
    for band in shipped().bands.values():
        forces = band.kilograms if units == "kg" else band.pounds
        said = " ".join(f"{force:.1f} {units}" for force in forces)
        assert f"{band.colour} {band.maker_name} {said}" in text


def test_every_sport_says_what_it_serves_and_how_long_with_a_box_a_week(default: Made) -> None:
    text = know_how_text(default)
    boxes = {mark.what for page in default.marks for mark in page if mark.kind == "box"}
    for slug, sport in default.brief.sports.items():
        low, high = sport.minutes
        assert f"{sport.name} {low}–{high} min" in text  # noqa: RUF001  an en dash is printed
        for muscle in plain_muscles(sport.primary, default.brief.texts):
            assert muscle in text
        assert plain(sport.note) in text
        own = {box for box in boxes if box.startswith(f"sport.{slug}.")}
        assert own == {f"sport.{slug}.{week.number}" for week in default.plan.weeks}


def test_the_box_of_the_week_that_suggests_a_sport_says_so(default: Made) -> None:
    with opened(default.pdf) as pdf:
        tips = {str(field.T): str(field.TU) for field in pdf.Root.AcroForm.Fields}
    for week in default.plan.weeks:
        if week.cross_training:
            tip = tips[f"sport-{week.cross_training.activity}-{week.number}"]
            assert tip.endswith(f"week {week.number}, as its sheet suggests")
    suggested = [tip for tip in tips.values() if tip.endswith("as its sheet suggests")]
    assert len(suggested) == sum(bool(week.cross_training) for week in default.plan.weeks)


# -- true ------------------------------------------------------------------------------------------

STARTS = {
    "band-guide": {
        "Rows, pulldowns": ("seated-band-row", "band-bent-over-row", "band-lat-pulldown"),
        "Presses": ("band-chest-press", "band-overhead-press"),
        "Raises": ("band-lateral-raise",),
    },
    "dumbbell-guide": {
        "Raises": ("dumbbell-lateral-raise", "alternate-front-raise"),
        "Shoulder press": ("dumbbell-shoulder-press", "seated-dumbbell-press"),
        "Floor press, curl": ("dumbbell-floor-press", "dumbbell-biceps-curl"),
        "One-arm row": ("single-arm-dumbbell-row",),
        "Squat": ("dumbbell-squat",),
        "Thruster": ("thruster",),
    },
}
"""The rows of the two starting tables, and the exercises that they speak for."""


@pytest.mark.parametrize("topic", STARTS)
def test_what_to_start_with_is_what_the_exercises_start_with(topic: str) -> None:
    tables = [part.table for part in shipped().one(Topic, topic).sections if part.table]
    assert len(tables) == 1
    assert tables[0].columns[1:] == tuple(Level)
    assert [row[0] for row in tables[0].rows] == list(STARTS[topic])
    for name, *cells in tables[0].rows:
        for slug in STARTS[topic][name]:
            exercise = shipped().one(Exercise, slug)
            kilograms = exercise.start_kg or ()
            wanted = exercise.start_band or [f"{kg:g}" if kg else "later" for kg in kilograms]
            assert cells == list(wanted), slug


def test_pounds_to_start_with_are_the_usual_weights_nearest_to_the_kilograms() -> None:
    pounds, kilograms = (
        next(part.table for part in shipped().one(Topic, topic).sections if part.table)
        for topic in ("dumbbell-guide-lb", "dumbbell-guide")
    )
    for row, wanted in zip(pounds.rows, kilograms.rows, strict=True):
        assert row[0] == wanted[0]
        for cell, kg in zip(row[1:], wanted[1:], strict=True):
            near = kg
            if kg != "later":
                near = str(min(POUNDS, key=lambda lb: abs(in_kilograms(lb, "lb") - float(kg))))
            assert cell == near, row


@pytest.mark.parametrize("promise", PROMISES)
def test_no_speed_and_no_safety_is_promised(promise: str, default: Made) -> None:
    found = [text for text in page_texts(default.pdf) if re.search(promise, text, re.IGNORECASE)]
    assert found == []


# -- for every reader ------------------------------------------------------------------------------


def test_tables_lists_and_headings(default: Made) -> None:
    with opened(default.pdf) as pdf:
        pages = {default.page("K"), default.page("K-2")}
        sections = [
            n for n in structure(pdf)[0].kids if {p for k in n.walk() for p, _ in k.marks} <= pages
        ]
        assert len(sections) == 2
        roles = [node.role for section in sections for node in section.walk()]
        assert roles.count("H2") == 1
        assert roles.count("H3") == 5
        assert roles.count("Table") == 3
        assert roles.count("L") >= 6
        emblems = [n.alt for section in sections for n in section.walk() if n.role == "Figure"]
    assert len(set(emblems)) == len(default.brief.sports)
    assert all(alt and len(alt) > 40 for alt in emblems)


def test_the_outline_leads_to_every_topic(default: Made) -> None:
    with opened(default.pdf) as pdf, pdf.open_outline() as outline:
        know_how = [item for item in outline.root if item.title == "Good to know"]
        assert [child.title for child in know_how[0].children] == titles(default)


# -- of one's own ----------------------------------------------------------------------------------

MINE = """
title = "Our Tuesday hour"
order = 9
[[sections]]
heading = "Where we meet"
paragraphs = ["At the school gate, <at> seven & in any weather."]
"""


def own_brief(folder: Path, name: str, text: str) -> Brief:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return plan_brief(plan_of(), NOBODY, Sheets(edition="guide"), Library(folder))


def test_a_topic_of_ones_own_is_printed(tmp_path: Path) -> None:
    brief = own_brief(tmp_path, "know-how/tuesday.toml", MINE)
    document = made_from(brief, NOBODY, edition="guide")
    assert "At the school gate, <at> seven & in any weather." in know_how_text(document)


def test_a_sport_of_ones_own_needs_no_picture(tmp_path: Path) -> None:
    sport = 'name = "Handball"\nprimary = ["anterior deltoid"]\nminutes = [60, 60]\n'
    sport += 'sessions_per_week = [1, 1]\nbalance = "one-sided"\nnote = "A hard day."\n'
    brief = own_brief(tmp_path, "cross-training/handball.toml", sport)
    document = made_from(brief, NOBODY, edition="guide")
    assert "Handball 60 min, 1 × a week" in know_how_text(document)  # noqa: RUF001


def test_a_topic_higher_than_a_page_goes_on_overleaf() -> None:
    brief = brief_of(edition="guide")
    why = brief.topics[0]
    long = why.model_copy(update={"sections": why.sections * 8})
    document = made_from(replace(brief, topics=(long,)), NOBODY, edition="guide")
    assert document.pages[-1].code == "K-2"
    for section in why.sections:
        for text in section.paragraphs:
            assert know_how_text(document).count(plain(text)) == 8


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("order = 9", "", "order: is missing"),
        ("order = 9", 'order = 9\nneeds = ["rope"]', "needs[1]: is 'rope', allowed: 'chair'"),
        (
            "paragraphs",
            "paragrafs",
            "sections[1].paragrafs: is not a known key; did you mean paragraphs?",
        ),
        ("paragraphs = [", 'shows = "weather"\nparagraphs = [', "sections[1].shows: is 'weather'"),
        ("[[sections]]", "[[sections]]\n[[sections]]", "sections[1]: says nothing"),
        (
            "paragraphs = [",
            'table = { columns = ["a", "b"], rows = [["c"]] }\nparagraphs = [',
            "rows[1] has 1 cells, not 2",
        ),
    ],
)
def test_a_mistake_in_a_topic_is_named_with_its_place(old: str, new: str, said: str) -> None:
    import tomllib  # noqa: PLC0415

    with pytest.raises(TemplateError) as error:
        parse(Topic, tomllib.loads(MINE.replace(old, new)), "tuesday.toml")
    assert said in str(error.value)

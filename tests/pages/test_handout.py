"""A handout has one session in front, stretching and safety behind; whole or in two halves."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Caution
from runstrong_pdf.pages.editions import make_edition
from runstrong_pdf.pages.handout import chosen
from runstrong_pdf.pages.handout_back import handout_back
from runstrong_pdf.pages.kit import kit
from runstrong_pdf.pages.progress import SWAPS
from runstrong_pdf.planning.words import STOPPED
from tests.making import NOBODY, ZOE, Made, brief_of, drawn, drawn_from, made, plan_of
from tests.reading import opened, plain, structure


@pytest.mark.parametrize("code", ["3B", "3b", "w3b", " W3B ", "UB6-2F97-W3B"])
def test_a_sheet_is_named_as_its_code_ends(code: str) -> None:
    ((week, session),) = chosen(brief_of(), code)
    assert (week.number, session.key) == (3, "B")


def test_the_first_session_is_the_default() -> None:
    ((week, session),) = chosen(brief_of(), "")
    assert (week.number, session.key) == (1, "A")


@pytest.mark.parametrize("code", ["7A", "1C", "B3", "*", "3B3B", "1A" * 200])
def test_a_sheet_that_is_not_there_names_those_that_are(code: str) -> None:
    with pytest.raises(
        UsageError, match=r"^sheet: .* possible: 1A, 1B, 2A, .*6B; a week such as 3; or all$"
    ) as raised:
        chosen(brief_of(), code)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    ("code", "sheets"),
    [
        ("3", ["3A", "3B"]),
        ("w5", ["5A", "5B"]),
        ("All", [f"{n}{s}" for n in range(1, 7) for s in "AB"]),
    ],
)
def test_a_week_or_everything_is_one_sheet_after_the_other(code: str, sheets: list[str]) -> None:
    document = made(NOBODY, edition="handout", sheet=code)
    codes = [page.code for page in document.pages]
    assert codes == [end for sheet in sheets for end in (f"W{sheet}", f"W{sheet}-S")]
    with opened(document.pdf) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert len(names) == len(set(names))


def test_every_sheet_of_a_plan_can_be_handed_out() -> None:
    for week in plan_of().weeks:
        for session in week.sessions:
            sheet = f"{week.number}{session.key}"
            document = made(ZOE, edition="handout", sheet=sheet, two_up=True)
            assert [page.code for page in document.pages] == [f"W{sheet}", f"W{sheet}-S"]


@pytest.mark.parametrize("two_up", [False, True])
def test_the_front_has_every_move_and_a_box_a_round(*, two_up: bool) -> None:
    document = made(NOBODY, edition="handout", sheet="4A", two_up=two_up)
    session = document.plan.weeks[3].sessions[0]
    front = document.marks[0]
    boxes = [mark.what for mark in front if mark.kind == "box"]
    assert len(boxes) == len(set(boxes)) == session.sets
    said = {mark.what for mark in front}
    for row in session.rows:
        exercise = document.plan.exercises[row.exercise]
        assert exercise.shown in said
        assert str(row.reps) in said or f"{row.reps}\u00a0s" in said


def said_on(marks: Iterable[Mark]) -> str:
    """Return the words of a page, as they are read."""
    return " ".join(" ".join(mark.what for mark in marks if mark.kind == "text").split())


@pytest.mark.parametrize("two_up", [False, True])
def test_the_warm_up_comes_before_the_first_exercise(*, two_up: bool) -> None:
    """Each of its moves has a picture, its name and its seconds."""
    document = made(NOBODY, edition="handout", two_up=two_up)
    front, first = document.marks[0], document.plan.weeks[0].sessions[0].rows[0]
    name = document.plan.exercises[first.exercise].shown
    exercise = min(mark.top for mark in front if mark.what == name)
    above = [mark for mark in front if mark.bottom < exercise]
    for move in document.plan.warm_ups.values():
        assert move.short_name in said_on(above)
        assert f"{move.short_name} {move.seconds} s" in said_on(above)
    with opened(document.pdf) as pdf:
        figures = [node.alt for root in structure(pdf) for node in root.find("Figure")]
    first_names = [str(alt).partition(":")[0] for alt in figures[: len(document.plan.warm_ups)]]
    assert first_names == [move.name for move in document.plan.warm_ups.values()]


def test_the_top_says_what_to_lay_ready_and_to_turn_over(handout: Made) -> None:
    top = [mark for mark in handout.marks[0] if mark.bottom < 60]
    assert "First turn over: stop and ask" in said_on(top)
    assert "You need: mat, exercise band (yellow, red), a clock, a pen." in said_on(top)
    assert "minutes in all" in said_on(top)


def test_a_worktop_is_asked_for_to_balance_only_where_there_is_no_chair() -> None:
    brief = brief_of(NOBODY, request=Request(avoid=("osteoporosis",)))
    told = set()
    for session in (session for week in brief.plan.weeks for session in week.sessions):
        exercises = [brief.plan.exercises[row.exercise] for row in session.rows]
        asked = any("worktop" in one.household for one in exercises)
        things = set(kit(brief, session))
        assert ("worktop" in things) == (asked or "chair" not in things)
        told.add("worktop" in things)
    assert told == {True, False}


def test_a_row_names_its_easier_version_but_not_to_who_has_something_to_avoid() -> None:
    said = said_on(made(NOBODY, edition="handout").marks[0])
    assert "easier: wall push-up" in said
    careful = made(NOBODY, edition="handout", request=Request(avoid=("wrist",)))
    said = said_on(careful.marks[0])
    assert "easier" not in said
    assert "Too hard? Fewer, or on the knees." in said


def test_an_easier_version_is_drawn_where_rows_have_room() -> None:
    document = made(NOBODY, edition="handout", sheet="3B")
    rows = document.plan.weeks[2].sessions[1].rows
    exercises = (document.plan.exercises[row.exercise] for row in rows)
    easier = [document.brief.known[one.easier].name for one in exercises if one.easier]
    with opened(document.pdf) as pdf:
        figures = [str(node.alt) for root in structure(pdf) for node in root.find("Figure")]
    assert [name for name in easier if not any(alt.startswith(name) for alt in figures)] == []
    drawn = [mark for mark in document.marks[0] if mark.kind == "figure"]
    assert min(mark.bottom - mark.top for mark in drawn) >= 8


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_back_explains_every_move_and_when_to_stop(paper: str) -> None:
    document = made(ZOE, edition="handout", sheet="3A", paper=paper)
    said = said_on(document.marks[1])
    moves = [move.how for move in document.plan.warm_ups.values()]
    moves += [stretch.how for stretch in document.plan.stretches.values()]
    assert [how for how in moves if how not in said] == []
    for words in ("Stop at once:", "emergency number", "Step down when", "Wrist:", "Pregnant"):
        assert words in said
    assert min(m.size for m in document.marks[1] if m.kind == "text" and m.bottom < 260) >= 11


def test_half_a_sheet_gives_up_swaps_before_safety(halves: Made) -> None:
    said = said_on(halves.marks[1])
    for text in halves.brief.texts.some("cover.warnings"):
        assert " ".join(text.replace("**", "").split()) in said
    for move in halves.plan.warm_ups.values():
        assert move.how in said


def test_halves_stand_twice_on_a_sheet_and_are_read_once(halves: Made) -> None:
    with opened(halves.pdf) as document:
        assert len(document.pages) == 2
        wide, high = (float(number) for number in document.pages[0].mediabox[2:])
        assert wide > high
        fields = Counter(str(field.FT) for field in document.Root.AcroForm.Fields)
        assert fields == {"/Btn": halves.plan.weeks[4].sessions[1].sets, "/Tx": 3}


def test_half_a_sheet_says_what_to_do_where_it_is_too_easy_sore_or_too_long(halves: Made) -> None:
    said = said_on(halves.marks[0])
    for question in ("Too easy?", "It hurts?", "Half the time?", "Tick a box"):
        assert question in said


@pytest.mark.parametrize("language", ["de", "es", "fr", "pl"])
@pytest.mark.parametrize("sheet", ["1A", "3B", "5A"])
def test_half_a_sheet_says_what_to_do_in_every_language(language: str, sheet: str) -> None:
    request = Request(language=language)
    halves = made(NOBODY, request=request, edition="handout", sheet=sheet, two_up=True)
    words = halves.brief.texts
    said = said_on(halves.marks[0])
    for key in ("too_easy", "hurts", "half_time"):
        assert plain(words(f"week.{key}")) in said


def test_half_a_sheet_gives_up_drawn_easier_versions_before_what_to_do_where_it_hurts() -> None:
    halves = made(NOBODY, paper="letter", edition="handout", sheet="1B", two_up=True)
    said = said_on(halves.marks[0])
    for words in ("Too easy?", "It hurts?", "Half the time?", "easier: "):
        assert words in said


def test_a_session_that_is_too_long_says_what_to_do() -> None:
    brief = brief_of(NOBODY, edition="handout")
    week = brief.plan.weeks[0]
    session = week.sessions[0]
    longer = session.model_copy(update={"blocks": session.blocks * 3})
    weeks = (week.model_copy(update={"sessions": (longer,)}), *brief.plan.weeks[1:])
    plan = brief.plan.model_copy(update={"weeks": weeks})
    long = type(brief)(**{**vars(brief), "plan": plan})
    with pytest.raises(OutputError, match="27 exercises are too many"):
        drawn_from(long, edition="handout")


@pytest.mark.parametrize(("language", "name"), [("en", "handout 1A"), ("de", "Handzettel 1A")])
def test_errors_call_both_sides_of_a_handout_alike(language: str, name: str) -> None:
    brief = brief_of(NOBODY, edition="handout", request=Request(language=language))
    pages = make_edition("handout", brief).pages
    assert [page.name for page in pages] == [name, name]


def test_a_back_with_too_much_to_say_names_its_sheet() -> None:
    brief = brief_of(NOBODY, edition="handout", request=Request(language="de"))
    notes = ("Wer mehr laufen will, schläft mehr.",) * 400
    long = replace(brief, plan=brief.plan.model_copy(update={"notes": notes}))
    with pytest.raises(OutputError, match=r"^Handzettel 1A: .* back .* has no room on this page"):
        handout_back(long, long.plan.weeks[0].sessions[0], "W1A")


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("avoid", [*((caution,) for caution in STOPPED), ("pregnancy", "high-bp")])
def test_signs_to_stop_at_have_room_on_half_a_sheet(
    avoid: tuple[Caution, ...], language: str
) -> None:
    request = Request(avoid=avoid, weeks=4, language=language)
    halves = drawn(NOBODY, request=request, edition="handout", two_up=True)
    front = plain("".join(mark.what for mark in halves.marks[0]))
    assert all(plain(warning) in front for warning in halves.plan.warnings)


@pytest.mark.parametrize("sheet", ["1A", "3B", "5A"])
def test_the_back_shows_every_easier_version_that_the_front_names(sheet: str) -> None:
    document = made(NOBODY, edition="handout", sheet=sheet)
    front, back = map(said_on, document.marks)
    assert "Easier versions stand there, too." in front
    week, key = document.plan.weeks[int(sheet[0]) - 1], sheet[1]
    session = next(session for session in week.sessions if session.key == key)
    for number, row in enumerate(session.rows, 1):
        if slug := document.plan.exercises[row.exercise].easier:
            name = document.brief.known[slug].shown
            assert re.search(rf"\b{number}(, \d+)* {re.escape(name)}", back), name


def test_the_back_has_swaps_of_this_session_alone() -> None:
    first, last = (
        said_on(made(NOBODY, edition="handout", sheet=sheet).marks[1]) for sheet in ("1A", "6B")
    )
    assert "Low back: bird dog for prone lifts and climbers." in first
    assert "squats" not in first
    assert "squat to a chair for squats, lunges and lifts" in last


def test_the_back_says_what_takes_the_place_of_kit() -> None:
    said = said_on(made(NOBODY, edition="handout", sheet="1A").marks[1])
    assert "Not there? Mat: grass or a blanket. Chair: a bench or a low wall. Towel" in said
    assert "bottles" not in said


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl"])
def test_every_part_of_a_swap_is_known_in_every_language(language: str) -> None:
    texts = brief_of(request=Request(language=language)).texts
    for topic, tools in SWAPS.items():
        for tool, abouts in tools.items():
            told = texts(f"progress.swap.{topic}.{tool}")
            assert len(told.split(texts("guide.and"))) == len(abouts), told


@pytest.mark.parametrize(("language", "sheet"), [("de", "7A"), ("fr", "10A"), ("es", "8A")])
def test_long_words_and_high_weeks_have_room_on_half_a_sheet(language: str, sheet: str) -> None:
    request = Request(language=language, level="experienced", weeks=12, sessions=3)
    document = drawn(NOBODY, edition="handout", sheet=sheet, two_up=True, request=request)
    assert [page.code for page in document.pages] == [f"W{sheet}", f"W{sheet}-S"]


@pytest.mark.parametrize("avoid", [("knee", "wrist"), ("pregnancy", "high-bp")])
def test_long_warnings_have_room_on_a_whole_sheet(avoid: tuple[Caution, ...]) -> None:
    request = Request(language="de", avoid=avoid)
    document = drawn(NOBODY, paper="letter", edition="handout", sheet="3A", request=request)
    assert min(m.size for m in document.marks[0] if m.kind == "text" and m.bottom < 260) >= 9

"""Single-column pages say all that the normal sheets say, each session on one page or an opening.

A booklet is folded in these tests as one folds it on the table.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

import pytest

from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Caution, Level
from runstrong_pdf.pages.brief import cue_text, number_of
from runstrong_pdf.pages.chapter import Page, chapter_pages
from runstrong_pdf.pages.cover import SELDOM_NEEDED, kit_list
from runstrong_pdf.pages.editions import make_edition
from tests.making import NOBODY, ZOE, Made, brief_of, drawn, made
from tests.pages.test_sheets import ROUNDS, rounds
from tests.reading import opened, page_texts, plain, structure

KINDS: dict[str, dict[str, Any]] = {
    "large": {"large_print": True},
    "a5": {"paper": "a5"},
    "booklet": {"edition": "booklet", "paper": "letter"},
}
LONG = Request(weeks=12, minutes=60, level=Level.EXPERIENCED)
WORD = r"[\w'-]+"
OTHER_WORDS = {"dates", "kept", "twice", "sport", "know-how"}
"""Words of heads, and those said in another way: "keep in reserve", "two sessions running"."""


@pytest.fixture(scope="module", params=KINDS)
def document(request: pytest.FixtureRequest) -> Made:
    return made(ZOE, **KINDS[request.param])


def columns(document: Made) -> Iterator[tuple[Page, str]]:
    """Yield every page with the text printed on it."""
    for page, marks in zip(document.pages, document.marks, strict=True):
        yield page, " ".join(texts(marks))


def texts(marks: tuple[Mark, ...]) -> list[str]:
    return [plain(mark.what) for mark in marks if mark.kind == "text"]


def chapter(document: Made, code: str) -> tuple[Mark, ...]:
    """Return all marks of the pages of one chapter."""
    pairs = zip(document.pages, document.marks, strict=True)
    return tuple(mark for page, marks in pairs if page.chapter.code == code for mark in marks)


def sessions(document: Made) -> Iterator[tuple[Week, Session, tuple[Mark, ...]]]:
    for week in document.plan.weeks:
        for session in week.sessions:
            yield week, session, chapter(document, f"W{week.number}{session.key}")


# -- content --------------------------------------------------------------------------------------


def test_every_row_of_the_plan_is_printed_with_a_box_a_round(document: Made) -> None:
    brief = document.brief
    for week, session, marks in sessions(document):
        printed = texts(marks)
        boxes = {mark.what for mark in marks if mark.kind == "box"}
        for number, row in enumerate(session.rows, 1):
            exercise = document.plan.exercises[row.exercise]
            assert exercise.shown in printed
            wanted = [number_of(row, brief.texts), cue_text(brief, session, row)]
            wanted += [row.note] if row.note and not (row.band or row.kg) else []
            for text in wanted:
                assert plain(text) in printed, f"{week.number}{session.key} {number}: {text}"
            own = f"w{week.number}.{session.key}.{number}."
            assert len({box for box in boxes if box.startswith(own)}) == row.rounds
        assert f"w{week.number}.{session.key}.warm_up" in boxes
        assert f"w{week.number}.{session.key}.stretch" in boxes


def test_loads_are_printed_beside_their_rows(document: Made) -> None:
    brief = document.brief
    for _, session, marks in sessions(document):
        printed = texts(marks)
        for row in session.rows:
            if row.band:
                words = brief.texts("load.either").join(brief.texts(f"band.{b}") for b in row.band)
                assert plain(words) in printed
            elif row.kg:
                assert any(f"{row.kg[0]:g}" in text and "kg" in text for text in printed)


def test_every_session_says_what_its_week_is_for_and_how_to_rest(document: Made) -> None:
    for week, session, marks in sessions(document):
        text = " ".join(texts(marks))
        counts = week.number > 1 and week.kind.is_loading
        rule = "not reached?" if counts else "As printed?"
        for part in (week.title, week.goal, rule):
            assert plain(part) in text
        printed = [one for one in texts(marks) if re.fullmatch(ROUNDS, one)]
        assert printed == [rounds(len(block.rows), block.rounds) for block in session.blocks]
        for block in session.blocks:
            if len(block.rows) > 1:
                assert f"Rest {block.rest_seconds} s between exercises" in text
                rest = rf"{block.round_rest_seconds} s (after each round\.|between rounds)"
                assert re.search(rest, text) or block.rounds == 1
        assert re.search(rf"\b{session.minutes} min in all", text)


def test_nothing_that_the_normal_sheets_say_is_missing(document: Made) -> None:
    """Compared word by word, whatever the order and the line breaks."""
    normal = made(ZOE)
    wanted = set(re.findall(WORD, " ".join(page_texts(normal.pdf)).lower()))
    found = set(re.findall(WORD, " ".join(page_texts(document.pdf)).lower()))
    missing = {word for word in wanted - found if not re.search(r"\d", word)} - OTHER_WORDS
    assert missing == set()


def test_every_card_of_the_guide_is_there_and_can_be_jumped_to(document: Made) -> None:
    text = " ".join(texts(chapter(document, "G")))
    for exercise in document.plan.exercises.values():
        for part in (exercise.shown, exercise.safety, *exercise.cues):
            assert plain(part) in text
    with opened(document.pdf) as pdf:
        links = [
            annotation
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if annotation.Subtype == "/Link"
        ]
        rows = sum(len(session.rows) for _, session, _ in sessions(document))
        assert len(links) == rows
        pages = {page.obj.objgen for page in pdf.pages}
        assert {link.Dest[0].objgen for link in links} <= pages


def test_stop_signs_stand_on_every_page_that_is_trained_from(document: Made) -> None:
    stop = plain(document.brief.texts("safety.stop"))
    for page, text in columns(document):
        if page.code[0] not in "0N":
            assert stop in text, page.name
    warnings = " ".join(texts(chapter(document, "0")))
    assert all(plain(text) in warnings for text in document.brief.texts.some("cover.warnings"))


def test_the_band_check_stands_wherever_a_band_is_used(document: Made) -> None:
    line = plain(document.brief.texts("safety.band"))
    for _, session, marks in sessions(document):
        kits = {kit for row in session.rows for kit in document.plan.exercises[row.exercise].kit}
        assert ("band" in kits) == (line in " ".join(texts(marks)))


def test_a_session_takes_two_pages_of_large_print() -> None:
    document = made(ZOE, large_print=True)
    for week, session, _ in sessions(document):
        code = f"W{week.number}{session.key}"
        own = [page for page, _ in columns(document) if page.chapter.code == code]
        assert len(own) == 2, code
        rows = [
            sum(m.kind == "box" and m.what.endswith(".1") for m in document.marks[at])
            for at, page in enumerate(document.pages)
            if page.chapter.code == code
        ]
        assert sum(rows) == len(session.rows), code
        whole = accumulate(len(block.rows) for block in session.blocks)
        assert rows[0] in whole, f"{code}: a block is parted"


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_names_fit(kind: str) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff Maximiliana-Theodora Xu"
    someone = Person(name, name, "coach.of.the.club@riverside-runners.example", None)
    document = made(someone, **KINDS[kind])
    pages = page_texts(document.pdf)
    assert name in pages[0]
    assert all(name.split(maxsplit=1)[0] in text for text in pages)


# -- tags -----------------------------------------------------------------------------------------


def test_lists_and_tables_are_complete(document: Made) -> None:
    with opened(document.pdf) as pdf:
        nodes = [node for root in structure(pdf) for node in root.walk()]
    for node in nodes:
        roles = {kid.role for kid in node.kids}
        if node.role == "L":
            assert roles == {"LI"}
        if node.role == "Table":
            assert roles == {"TR"}
            assert {kid.role for kid in node.kids[0].kids} == {"TH"}, "no head"
            assert len({len(row.kids) for row in node.kids}) == 1, "rows of different length"
    figures = [node.alt for node in nodes if node.role == "Figure"]
    assert all(figures)
    assert sum(node.role == "H1" for node in nodes) == 1


def test_no_level_of_headings_is_skipped(document: Made) -> None:
    with opened(document.pdf) as pdf:
        nodes = [node for root in structure(pdf) for node in root.walk()]
    levels = [int(node.role[1]) for node in nodes if re.fullmatch(r"H\d", node.role)]
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_form_fields_have_names_of_their_own(document: Made) -> None:
    with opened(document.pdf) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        names = [str(field.T) for field in fields]
        assert len(names) == len(set(names))
        assert all(str(field.TU) for field in fields)


# -- booklets -------------------------------------------------------------------------------------


def test_a_booklet_folded_and_leafed_through_reads_in_order(booklet: Made) -> None:
    """Every sheet is printed on both sides, flipped on the short edge, and folded."""
    sides = booklet.edition.sides
    assert len(sides) % 2 == 0
    assert len(booklet.pages) % 4 == 0, "no leaf stays blank"
    leaves: list[tuple[int, int]] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        (last, first), (second, before_last) = (
            [place.page for place in sorted(side.places, key=lambda place: place.origin)]
            for side in (front, back)
        )
        leaves += [(first, second), (before_last, last)]
    read = [page for leaf in sorted(leaves) for page in leaf]
    assert read == list(range(len(booklet.pages)))


def test_a_booklet_asks_the_printer_for_what_it_needs(booklet: Made) -> None:
    with opened(booklet.pdf) as pdf:
        wished = pdf.Root.ViewerPreferences
        assert str(wished.Duplex) == "/DuplexFlipShortEdge"
        assert str(wished.PrintScaling) == "/None"


def test_a_session_on_two_pages_lies_open(booklet: Made) -> None:
    codes = [page.chapter.code for page, _ in columns(booklet)]
    twice = [i for i, (a, b) in enumerate(pairwise(codes)) if a == b and re.match(r"W\d", a)]
    assert twice
    assert all(index % 2 == 1 for index in twice), "it begins on a left-hand page"


def test_the_log_is_the_back_cover_and_spare_pages_can_be_written_on(booklet: Made) -> None:
    assert booklet.pages[0].code == "0"
    assert booklet.pages[-1].code.startswith("L")
    spare = [page.code for page in booklet.pages if page.code.startswith("N")]
    assert len(spare) < 8
    for code in spare:
        marks = booklet.marks[booklet.page(code)]
        assert sum(mark.kind == "rule" for mark in marks) > 15


def test_long_plans_fit_too() -> None:
    for kind in ({"large_print": True, "paper": "letter"}, {"edition": "booklet"}):
        assert len(drawn(NOBODY, **kind, request=LONG).pages) > 60


def test_files_are_about_as_large_as_the_normal_edition(document: Made) -> None:
    assert len(document.pdf) < 1.3 * len(made(ZOE).pdf)


@pytest.mark.parametrize(("dumbbells", "one"), [((), True), ((2,), False)])
def test_one_of_the_heaviest_will_do_where_none_is_in_both_hands(
    dumbbells: tuple[float, ...], *, one: bool
) -> None:
    brief = brief_of(NOBODY, request=Request(dumbbells=dumbbells))
    told = " ".join(words for _, _, words in kit_list(brief))
    assert (brief.texts("cover.kit_one_heaviest", pairs="") in told) == one


@pytest.mark.parametrize("kit", [(), ("band",), ("band", "anchor"), ("chair", "dumbbells")])
@pytest.mark.parametrize(
    "avoid", [(), ("low-back",), ("shoulder", "wrist", "low-back", "neck", "knee"), ("pregnancy",)]
)
def test_all_that_exercises_need_at_home_is_told(
    kit: tuple[str, ...], avoid: tuple[Caution, ...]
) -> None:
    """In every plan, whether or not it begins with bodyweight alone."""
    request = Request(kit=kit, avoid=avoid, push_ups=0)
    brief = brief_of(request=request)
    listed = [(weeks, words) for _, weeks, words in kit_list(brief)]
    said = {thing: brief.texts(f"need.{thing}") for thing in ("worktop", "step", "doorway")}
    said |= {"anchor": brief.texts("need.anchor"), "towel": "towel", "wall": "wall"}
    said |= {"chair": "chair", "band": "exercise bands", "dumbbells": "dumbbells"}
    used = defaultdict[str, set[int]](set)
    for week in brief.plan.weeks:
        for row in (row for session in week.sessions for row in session.rows):
            exercise = brief.plan.exercises[row.exercise]
            for needed in (*exercise.kit, *exercise.household):
                used[str(needed)].add(week.number)
    for thing, weeks in used.items():
        told = set[int]().union(*(_numbers(when) for when, words in listed if said[thing] in words))
        assert weeks == told if thing in SELDOM_NEEDED else weeks <= told, thing


def _numbers(weeks: str) -> set[int]:
    """Return the weeks of words such as `Weeks 1-2, 5`."""
    spans = [[int(n) for n in re.findall(r"\d+", part)] for part in weeks.split(",")]
    return {week for span in spans for week in range(span[0], span[-1] + 1)}


@pytest.mark.parametrize("avoid", [("knee",), ()])
@pytest.mark.parametrize("language", ["de", "fr"])
def test_that_a_session_goes_on_never_costs_a_page(language: str, avoid: tuple[Caution]) -> None:
    request = Request(language=language, avoid=avoid)
    brief = brief_of(large_print=True, paper="letter", request=request)
    totals = set()
    for page in make_edition("full", brief).pages:
        if page.number == 1 and page.chapter.spread:
            silent = page.chapter._replace(onward="")
            assert page.total == len(tuple(chapter_pages(silent)))
            totals.add((page.total > 1, bool(page.chapter.onward)))
    assert (True, True) in totals


def test_the_band_check_comes_before_the_rows_rather_than_that_a_session_goes_on() -> None:
    """Here both would cost a page."""
    request = Request(language="de", avoid=("low-back", "knee"))
    document = drawn(
        NOBODY, edition="week-sheets", paper="letter", large_print=True, request=request
    )
    marks = document.marks[document.page("W6A")]
    check = document.brief.texts("safety.band").split("**")[1]
    stands = next(mark for mark in marks if mark.what.startswith(check))
    rows = [mark.top for mark in marks if mark.kind == "box" and mark.what.startswith("w6.A.1.")]
    assert rows
    assert stands.bottom < min(rows)


def test_a_move_with_a_long_word_has_a_wider_column() -> None:
    """Six moves side by side in type of 16 points on the narrowest page."""
    request = Request(weeks=4, avoid=("knee",), language="de")
    pages = drawn(NOBODY, edition="week-sheets", paper="letter", large_print=True, request=request)
    strips = [[mark for mark in page if mark.what.strip() == "Rumpfdrehen"] for page in pages.marks]
    assert sum(map(len, strips)) == 9  # and the head of its card
    assert all(mark.size >= 16 for marks in strips for mark in marks)

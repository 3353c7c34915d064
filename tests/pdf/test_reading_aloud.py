"""What no validator sees: whether a page that is heard says what a page that is seen shows."""

import re
from collections import Counter
from itertools import pairwise, product

import pytest

from runstrong_pdf.model.request import Request
from tests.making import NOBODY, ZOE, Made, made
from tests.reading import Node, content, kept_open, page_texts, structure, tagged_text

EDITIONS = ("full", "week-sheets", "wall", "handout", "booklet", "guide", "stretching")
KINDS = {
    **{edition: {"edition": edition} for edition in EDITIONS},
    "saver": {"ink": "saver", "paper": "letter"},
    "large": {"large_print": True},
    "a5": {"paper": "a5"},
    "three": {"request": Request(weeks=5, sessions=3)},
    "halves": {"edition": "handout", "two_up": True},
}
BLANK = ("full", "wall", "handout", "large")
"""Kinds that are heard without a name as well: lines to write on stand where it would."""
GLUED = re.compile(r"[a-z][A-Z]|[a-z]\d|\d[A-Za-z]{3,}")
"""A word that runs into the next, or into a figure."""
INSET = "Hands seen from above."
"""The second picture of a card; the first one says how the hands stand."""
MAY_REPEAT = {"TD", "TH", "H1", "H2"}
ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture(
    scope="module", params=[*product(KINDS, ["named"]), *product(BLANK, ["nobody"])], ids="-".join
)
def document(request: pytest.FixtureRequest) -> Made:
    kind, who = request.param
    return made(ZOE if who == "named" else NOBODY, **KINDS[kind])  # type: ignore[arg-type]


def heard(document: Made) -> list[tuple[Node, str]]:
    """Return every element with text of its own, as it is read aloud."""
    with kept_open(document.pdf) as pdf:
        return [(node, text.replace("\u00a0", " ")) for node, text in tagged_text(pdf)]


def test_words_that_stand_apart_are_read_apart(document: Made) -> None:
    """pdfium parts words by where they stand, the structure by the spaces between them."""
    seen = " ".join(page_texts(document.pdf))
    words = {word for _, text in heard(document) for word in text.split()}
    assert [word for word in sorted(words) if word not in seen] == []
    glued = [text for _, text in heard(document) if GLUED.search(ADDRESS.sub("", text))]
    assert glued == []


def test_nothing_is_said_twice_in_a_row(document: Made) -> None:
    said = [(node.role, text.strip()) for node, text in heard(document)]
    twice = [text for (_, before), (role, text) in pairwise(said)
             if before == text and len(text) > 3 and role not in MAY_REPEAT]  # fmt: skip
    assert twice == []


def test_pictures_of_one_page_are_told_apart(document: Made) -> None:
    """A page may show an exercise twice; two exercises never share their words."""
    names = {exercise.name for exercise in document.plan.exercises.values()}
    with kept_open(document.pdf) as pdf:
        figures = [node for root in structure(pdf) for node in root.find("Figure")]
        assert figures or document.edition.pages
        alts = {(node.alt or "").strip() for node in figures}
    assert "" not in alts
    by_words: dict[str, set[str]] = {}
    for alt in alts:
        name, _, words = alt.partition(": ")
        if words and name in names and words != INSET:
            by_words.setdefault(words, set()).add(name)
    assert [sharing for sharing in by_words.values() if len(sharing) > 1] == []


def test_a_picture_of_a_row_does_not_say_the_name_just_read(document: Made) -> None:
    names = {one.shown for one in document.plan.exercises.values()}
    with kept_open(document.pdf) as pdf:
        rows = [node for root in structure(pdf) for node in root.find("LBody")]
        alts = [kid.alt for row in rows for kid in row.kids[1:] if kid.role == "Figure"]
    assert [alt for alt in alts if alt and alt.partition(":")[0] in names] == []


def test_the_sign_of_a_warning_is_heard_before_its_words(document: Made) -> None:
    safety = {exercise.safety for exercise in document.plan.exercises.values()}
    for node, text in heard(document):
        if text in safety:
            assert [kid.alt for kid in node.kids] == ["Caution:"]


@pytest.mark.parametrize(("language", "others"), [("en", set()), ("fr", {"en"})])
def test_names_that_stay_english_are_heard_as_english(language: str, others: set[str]) -> None:
    """In French the bird dog is one."""
    document = made(NOBODY, request=Request(language=language, sessions=3))
    with kept_open(document.pdf) as pdf:
        assert {tag for page in pdf.pages for tag in content(page).languages} == others


def test_a_session_is_heard_in_the_order_it_is_done(document: Made) -> None:
    """Within a row: name, picture, dose and load, cue; then the boxes, then what was done."""
    with kept_open(document.pdf) as pdf:
        items = [node for root in structure(pdf) for node in root.find("LI")]
        rows = [item for item in items if _tips(item) and _tips(item)[-1].endswith("what I did")]
        for item in rows:
            roles = [kid.role for kid in item.kids[-1].kids]
            assert roles[:2] == ["P", "Figure"]
            boxes = [place for place, role in enumerate(roles) if role == "Form"]
            assert all(role in {"P", "Form"} for role in roles[2:])
            assert boxes[-1] == len(roles) - 1
            labelled = roles[-2:-1] == ["P"]  # else the word stands once, over the column
            blank = ["P", "Form"] if labelled else ["Form"]
            assert roles[boxes[0] :] == ["Form"] * (len(boxes) - 1) + blank
            rounds = [int(tip.rpartition(" ")[2]) for tip in _tips(item)[:-1]]
            assert rounds == list(range(1, len(rounds) + 1))


def _tips(item: Node) -> list[str]:
    return [str(field.TU) for node in item.find("Form") for field in node.objects]


@pytest.mark.parametrize("kind", ["default", "booklet"])
def test_a_page_is_tabbed_through_as_it_is_heard(kind: str, request: pytest.FixtureRequest) -> None:
    """By the structure (Tabs S), and by the order on the page where a viewer ignores that."""
    document: Made = request.getfixturevalue(kind)
    with kept_open(document.pdf) as pdf:
        heard: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for node in structure(pdf)[0].walk():
            for annotation in node.objects:
                heard.setdefault(node.obj.Pg.objgen, []).append(annotation.objgen)
        for side in pdf.pages:
            assert side.obj.Tabs == "/S"
            listed = [annotation.objgen for annotation in side.obj.get("/Annots", [])]
            assert listed == heard.get(side.obj.objgen, [])


def test_all_of_session_a_is_tabbed_through_before_session_b(default: Made) -> None:
    with kept_open(default.pdf) as pdf:
        page = pdf.pages[default.page("W1")]
        names = [str(field.T) for field in page.Annots if "/T" in field]
    lanes = [
        match[1] for name in names if (match := re.match(r"(?:did|notes|w)-?1-(A|B)-\d", name))
    ]
    assert lanes == sorted(lanes)
    assert set(lanes) == {"A", "B"}


def test_a_line_to_write_on_says_what_it_is_also_in_firefox(default: Made) -> None:
    """It takes the name of a line from its element, not from its tip."""
    with kept_open(default.pdf) as pdf:
        forms = structure(pdf)[0].find("Form")
        lines = [(node.alt, str(field.TU)) for node in forms for field in node.objects
                 if field.get("/FT") == "/Tx"]  # fmt: skip
    assert lines
    assert [tip for alt, tip in lines if alt != tip] == []


def test_pages_are_heard_in_their_order(document: Made) -> None:
    """Sections follow one another as the pages are numbered, in a booklet as on single sheets."""
    with kept_open(document.pdf) as pdf:
        (root,) = structure(pdf)
        assert {kid.role for kid in root.kids} == {"Sect"}
        assert len(root.kids) == len(document.pages)
        firsts = [next(n.role for n in kid.walk() if n.marks or n.objects) for kid in root.kids]
    assert {role[0] for role in firsts} <= {"H", "P", "T", "L", "F"}
    assert Counter(firsts)["Form"] == 0


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl"])
def test_seconds_between_moves_are_heard_as_seconds(language: str, paper: str) -> None:
    document = made(NOBODY, request=Request(language=language), paper=paper)
    texts = document.brief.texts
    printed = texts("block.between_short", rest=texts("seconds", number=10))
    heard = texts.spoken(printed)
    assert texts("spoken.seconds", number=10) in heard
    with kept_open(document.pdf) as pdf:
        aloud = [content(page).expanded.count(heard) for page in pdf.pages]
    seen = [sum(mark.what.strip() == printed for mark in marks) for marks in document.marks]
    assert aloud == seen
    assert sum(seen) >= len(document.plan.weeks)

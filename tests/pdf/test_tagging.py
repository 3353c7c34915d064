"""Tagged PDF: a screen reader meets everything once, in order, and nothing that is decoration."""

import re
from collections import Counter
from itertools import pairwise

import pikepdf
import pytest

from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.tagged_pages import UntaggedPaintError
from tests.making import NOBODY, ZOE, Made, made
from tests.reading import (
    Node,
    content,
    contents,
    kept_open,
    opened,
    parent_tree,
    structure,
    tagged_text,
    widgets,
)

KINDS = ("default", "named", "saver", "letter")
COUNTS = {"of each", "steps"}
"""Notes that stand instead of "reps" where they have room."""
STANDARD = {
    "Document", "Sect", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Table", "TR",
    "TH", "TD", "Figure", "Form", "Link", "Span",
}  # fmt: skip


@pytest.fixture(scope="module", params=KINDS)
def document(request: pytest.FixtureRequest) -> Made:
    kept = request.getfixturevalue(request.param)
    assert isinstance(kept, Made)
    return kept


def elements(pdf: pikepdf.Pdf) -> list[Node]:
    return [node for root in structure(pdf) for node in root.walk()]


def heard(pdf: pikepdf.Pdf) -> list[tuple[Node, str]]:
    """Return elements with their words, figures with their alternative text, as they are read."""
    words = {node.obj.objgen: text for node, text in tagged_text(pdf)}
    said = ((node, node.alt or words.get(node.obj.objgen, "")) for node in elements(pdf))
    return [(node, text.strip()) for node, text in said if text.strip()]


def test_everything_painted_has_an_owner(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        for number, found in enumerate(contents(pdf), 1):
            assert found.untagged == [], f"page {number}"
            assert found.nested == 0, f"page {number}: marked content inside marked content"
            assert found.unbalanced == 0, f"page {number}: BDC without EMC"


def test_marks_and_elements_point_at_each_other(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        parents = parent_tree(pdf)
        owners = {mark: node for node in elements(pdf) for mark in node.marks}
        marks = Counter(mark for node in elements(pdf) for mark in node.marks)
        assert [mark for mark, times in marks.items() if times > 1] == []
        for index, page in enumerate(pdf.pages):
            mcids = contents(pdf)[index].mcids
            assert len(mcids) == len(set(mcids)), f"page {index + 1}: an MCID comes twice"
            row = parents[int(page.obj.StructParents)]
            assert sorted(mcids) == list(range(len(row))), f"page {index + 1}"
            for mcid in mcids:
                assert owners[index, mcid].obj.objgen == row[mcid].objgen
            assert str(page.obj.Tabs) == "/S"


def test_no_mark_leads_nowhere(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        there = {(index, mcid) for index, page in enumerate(contents(pdf)) for mcid in page.mcids}
        assert {mark for node in elements(pdf) for mark in node.marks} == there


def test_marked_as_tagged_with_standard_roles(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert {node.role for node in elements(pdf)} <= STANDARD
        assert [root.role for root in structure(pdf)] == ["Document"]


def test_one_title_and_no_skipped_heading(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        levels = [int(n.role[1]) for n in elements(pdf) if n.role in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
    assert steps == []


def test_lists_hold_items_and_items_a_body(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        for node in elements(pdf):
            if node.role == "L":
                assert {kid.role for kid in node.kids} == {"LI"}, node.path
            if node.role == "LI":
                assert [kid.role for kid in node.kids] in (["LBody"], ["Lbl", "LBody"]), node.path


def test_tables_are_regular_with_headers(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        tables = [node for node in elements(pdf) if node.role == "Table"]
        know_how = 3  # band scale, what to start with twice
        written = 5  # cover, log, two ladders, stretches
        assert len(tables) == written + know_how
        for table in tables:
            assert {row.role for row in table.kids} == {"TR"}
            widths = _widths(table)
            assert len(set(widths)) == 1, f"rows of {widths} cells"
            for cell in table.find("TH"):
                assert str(cell.obj.A.Scope) in {"/Column", "/Row"}


def _widths(table: Node) -> list[int]:
    """Return the cells of each row, with those that reach down from above."""
    reaching: list[int] = []
    widths = []
    for row in table.kids:
        reaching = [rows - 1 for rows in reaching if rows > 1]
        widths.append(len(row.kids) + len(reaching))
        spans = (int(cell.obj.A.get("/RowSpan", 1)) for cell in row.kids if "/A" in cell.obj)
        reaching += [span for span in spans if span > 1]
    return widths


def test_every_figure_says_what_it_shows(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        figures = [node for node in elements(pdf) if node.role == "Figure"]
        rows = sum(len(s.rows) for week in document.plan.weeks for s in week.sessions)
        assert len(figures) >= rows + len(document.plan.exercises)
        assert [node.path for node in figures if not (node.alt or "").strip()] == []
        for node in figures:
            left, bottom, right, top = (float(edge) for edge in node.obj.A.BBox)
            assert left < right
            assert bottom < top


def test_no_two_exercises_share_their_alternative_text(default: Made) -> None:
    shown = default.brief.pictures.drawings.items()
    drawings = {slug: drawing for slug, drawing in shown if isinstance(drawing, Drawing)}
    assert len(drawings) == len(shown)
    said = {slug: " ".join(f.description for f in drawings[slug].frames) for slug in drawings}
    names = {slug: drawings[slug].name for slug in drawings}
    wholes = Counter(f"{names[slug]}: {said[slug]}" for slug in drawings)
    assert [text for text, times in wholes.items() if times > 1] == []
    silent = [slug for slug in drawings if not said[slug].strip()]
    assert silent == [], "pictures that say only their name"
    twins = [text for text, times in Counter(said.values()).items() if times > 1]
    assert twins == []
    with kept_open(default.pdf) as pdf:
        alts = [node.alt or "" for node in elements(pdf) if node.role == "Figure"]
    for slug in default.plan.exercises:
        told = " ".join(f"{f.description.rstrip('.')}." for f in drawings[slug].frames)
        assert alts.count(told) == 1, f"{names[slug]}: its card says what is to be seen, once"


def test_a_picture_does_not_repeat_the_name_that_was_just_read(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        said = heard(pdf)
    pairs = [(before, alt) for (_, before), (node, alt) in pairwise(said) if node.role == "Figure"]
    assert [alt for before, alt in pairs if before and alt.startswith(before)] == []
    rows = sum(len(s.rows) for week in document.plan.weeks for s in week.sessions)
    short = [alt for _, alt in pairs if alt in {"Start and finish.", "The position."}]
    assert len(short) == rows, "on a week sheet the name, then that it is shown"


def test_a_heading_comes_before_its_picture(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        said = heard(pdf)
    names = [exercise.shown for exercise in document.plan.exercises.values()]
    for name in (*names, *(stretch.name for stretch in document.plan.stretches.values())):
        place = next(i for i, (n, text) in enumerate(said) if n.role == "H3" and text == name)
        assert "Figure" in {node.role for node, _ in said[place + 1 : place + 4]}, name


def test_abbreviations_are_read_aloud_in_full(document: Made) -> None:
    said: Counter[str] = Counter()
    with kept_open(document.pdf) as pdf:
        for page in contents(pdf):
            said.update(page.expanded)
    rows = [r for week in document.plan.weeks for s in week.sessions for r in s.rows]
    for row in rows:
        if row.unit.is_time:
            assert said[f"{row.reps} seconds"], row
    counted = [row for row in rows if not row.unit.is_time and not row.unit.per_side]
    printed = [[mark.what for mark in marks if mark.kind == "text"] for marks in document.marks]
    notes = [(one, note) for page in printed for one, note in pairwise(page) if note in COUNTS]
    instead = sum(before.isdigit() for before, _ in notes)  # else it stands on its own line
    assert instead >= len(COUNTS)
    assert said["repetitions"] == len(counted) - instead
    assert said["each side"] <= sum(row.unit.per_side for row in rows)
    for move in document.plan.warm_ups.values():
        assert said[f"{move.seconds} seconds"]
    assert said["2 times 30 seconds, each side"]
    assert not [text for text in said if "\u00a0s" in text]


def test_fields_are_reached_session_by_session(document: Made) -> None:
    """On a week sheet all of session A comes before session B, but for the strips of both."""
    with kept_open(document.pdf) as pdf:
        forms = [node for node in elements(pdf) if node.role == "Form"]
        fields = [node.objects[0] for node in forms if "/T" in node.objects[0]]
        names = [str(field.T) for field in fields]
    for week in document.plan.weeks:
        found = [re.match(rf"w{week.number}-(\w)-\d", name) for name in names]
        sessions = [match[1] for match in found if match]
        assert sessions == sorted(sessions)
        assert len(set(sessions)) == len(week.sessions)


def test_everything_to_tick_or_type_on_is_one_form_element(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        parents = parent_tree(pdf)
        fields = widgets(pdf)
        forms = [node for node in elements(pdf) if node.role == "Form"]
        assert all(len(node.objects) == 1 and not node.kids and not node.marks for node in forms)
        assert len(forms) == len(fields)
        assert {n.objects[0].objgen for n in forms} == {f.objgen for f in fields}
        for node in forms:
            assert parents[int(node.objects[0].StructParent)].objgen == node.obj.objgen


def test_every_link_is_in_a_link_element(document: Made) -> None:
    with kept_open(document.pdf) as pdf:
        parents = parent_tree(pdf)
        links = [node for node in elements(pdf) if node.role == "Link"]
        rows = sum(len(s.rows) for week in document.plan.weeks for s in week.sessions)
        assert len(links) == rows
        for node in links:
            (annotation,) = node.objects
            assert str(annotation.Contents).strip()
            assert parents[int(annotation.StructParent)].objgen == node.obj.objgen
            assert node.marks, "a link without words"


def test_text_reads_in_the_order_of_the_sheet(default: Made) -> None:
    """Row by row: number, name, dose, load, a cue that is new; session A before session B."""
    *earlier, week = default.plan.weeks[:3]
    known = {row.exercise for old in earlier for session in old.sessions for row in session.rows}
    index = default.page("W3")
    with kept_open(default.pdf) as pdf:
        said = [text for node, text in tagged_text(pdf) if {p for p, _ in node.marks} == {index}]
    place = 0
    for session in week.sessions:
        for number, row in enumerate(session.rows, 1):
            exercise = default.plan.exercises[row.exercise]
            place = next(i for i in range(place, len(said)) if said[i] == str(number))
            assert said[place + 1] == exercise.shown
            assert row.exercise in known or row.cue in said[place + 2 : place + 7]
            place += 2


def test_the_name_is_spoken_once_and_shown_on_every_sheet(named: Made) -> None:
    """On bibs and in footers the name repeats; a screen reader need not hear it again."""
    with opened(named.pdf) as pdf:
        spoken = [text for _, text in tagged_text(pdf) if ZOE.name in text]
    assert 1 <= len(spoken) <= 2
    assert ZOE.club in " ".join(_said(named))


def _said(document: Made) -> list[str]:
    with kept_open(document.pdf) as pdf:
        return [text for _, text in tagged_text(pdf)]


def test_without_forms_boxes_are_printed_squares() -> None:
    document = made(NOBODY, edition="stretching", forms=False)
    fields = made(NOBODY, edition="stretching")
    with kept_open(document.pdf) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert [node for node in elements(pdf) if node.role == "Form"] == []
        assert content(pdf.pages[0]).untagged == []
    boxes = [mark for mark in document.marks[0] if mark.kind == "box"]
    assert boxes == [mark for mark in fields.marks[0] if mark.kind == "box"]


def test_painting_without_a_tag_raises() -> None:
    canvas = TaggedCanvas("en-GB")
    canvas.new_page(200, 200, "1")
    with pytest.raises(UntaggedPaintError, match="Document"):
        canvas.text(10, 10, "lost", "body", 10)
    with canvas.tag("L"), pytest.raises(UntaggedPaintError, match="<L>"):
        canvas.emit("0 0 10 10 re f")
    with canvas.artifact():
        canvas.emit("0 0 10 10 re f")
    with canvas.tag("P"):
        canvas.text(10, 10, "found", "body", 10)

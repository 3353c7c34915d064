"""Breaking lines: nothing too wide, no word lost, no size too small."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.sheet import Sheet, broken, paragraph_height
from runstrong_pdf.layout.text import HAIR, MM, Line, balance, fitted, line_width, width, wrap
from runstrong_pdf.layout.theme import A4, Style
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.fonts import HEAVIER
from runstrong_pdf.pdf.interactive import Interactive

WORDS = st.lists(
    st.text(alphabet="aeinortslmWÖłżΔЖệ.,-123", min_size=1, max_size=14), min_size=1, max_size=30
)
ROLES = st.sampled_from(sorted(HEAVIER))
SIZES = st.floats(8.5, 40)
MEASURES = st.floats(10, 180)


def said(lines: tuple[Line, ...]) -> str:
    return " ".join("".join(run.text for run in line) for line in lines)


@given(WORDS, ROLES, SIZES, MEASURES)
@example(["one"], "body", 10.0, 10.0)
def test_no_line_is_wider_than_the_measure(
    words: list[str], role: str, size: float, measure: float
) -> None:
    for breaking in (wrap, balance):
        for line in breaking(" ".join(words), role, size, measure):
            alone = len("".join(run.text for run in line).split(" ")) == 1
            assert alone or line_width(line, size) <= measure + 2 * HAIR


@given(WORDS, ROLES, SIZES, MEASURES)
def test_words_stay_in_order(words: list[str], role: str, size: float, measure: float) -> None:
    text = " ".join(words)
    assert said(wrap(text, role, size, measure)) == text
    assert said(balance(text, role, size, measure)) == text


@given(WORDS, ROLES, SIZES, MEASURES)
def test_balancing_takes_no_more_lines(
    words: list[str], role: str, size: float, measure: float
) -> None:
    text = " ".join(words)
    greedy, even = wrap(text, role, size, measure), balance(text, role, size, measure)
    assert len(even) == len(greedy)
    longest = max(line_width(line, size) for line in greedy)
    assert max(line_width(line, size) for line in even) <= max(longest, measure) + HAIR


def test_balancing_leaves_no_lonely_word() -> None:
    text = "Squeeze the glutes and brace so that the body is a plank all the way down"
    measure = width(text, "body", 10) * 0.96
    assert len(wrap(text, "body", 10, measure)[-1][0].text.split()) == 1
    assert len(balance(text, "body", 10, measure)[-1][0].text.split()) > 4


def test_no_paragraph_ends_in_a_lonely_word() -> None:
    text, style = "Chair against a wall, hands on its front edge by the hips", Style("body", 10, 12)
    for measure in range(30, 120):
        *above, last = broken(text, style, measure)
        assert not above or " " in "".join(run.text for run in last)


def test_a_no_break_space_never_breaks() -> None:
    text = "Rest for 30\u00a0s between all 4\u00a0kg rows"
    for measure in (8, 12, 16, 20, 30):
        lines = [line[0].text for line in wrap(text, "body", 10, measure)]
        assert any("30\u00a0s" in line for line in lines)
        assert any("4\u00a0kg" in line for line in lines)


def test_bold_signs_switch_the_face() -> None:
    ((first, second, third),) = wrap("Keep **all of it** light", "condensed", 10, 100)
    assert (first.face, second.face, third.face) == ("condensed", "name", "condensed")
    assert first.text + second.text + third.text == "Keep all of it light"
    bold = wrap("**Band check:** look", "body", 10, 100)[0]
    assert [run.face for run in bold] == ["strong", "body"]


@given(WORDS, MEASURES)
def test_bold_text_is_as_complete_as_plain(words: list[str], measure: float) -> None:
    marked = " ".join(f"**{word}**" if i % 3 else word for i, word in enumerate(words))
    assert said(wrap(marked, "body", 10, measure)) == " ".join(words)


@given(st.text("aWl. łΩ", min_size=1, max_size=40), ROLES, SIZES, MEASURES, st.floats(5, 8.5))
def test_a_fitted_text_fits_at_a_legible_size(
    text: str, role: str, size: float, measure: float, floor: float
) -> None:
    chosen = fitted(text, role, size, measure, floor)
    if chosen is None:
        assert width(text, role, floor) > measure
        return
    assert floor - 1e-6 <= chosen <= size
    assert width(text, role, chosen) <= measure + 2 * HAIR
    assert chosen == size or width(text, role, size) > measure


@given(st.text("abc def", max_size=30), ROLES, SIZES)
def test_width_grows_with_size_and_letters(text: str, role: str, size: float) -> None:
    assert width(text + "m", role, size) > width(text, role, size)
    assert width(text, role, size * 2) == pytest.approx(width(text, role, size) * 2)
    assert width(text, role, size, 1.0) >= width(text, role, size)


# -- on a sheet -----------------------------------------------------------------------------------


@pytest.fixture
def sheet() -> Sheet:
    canvas = TaggedCanvas("en-GB")
    canvas.new_page(A4.width * MM, A4.height * MM, "1")
    return Sheet(canvas=canvas, interactive=Interactive(canvas), paper=A4, name="week 3")


def test_a_paragraph_is_as_high_as_was_measured(sheet: Sheet) -> None:
    style = Style("body", 10, 12.4)
    text = "Go down the sheet once and tick, rest, then start the next round. " * 4
    with sheet.tag("P"):
        used = sheet.paragraph(16, 50, 80, text, style)
    assert used == pytest.approx(paragraph_height(text, style, 80))
    lowest = max(mark.bottom for mark in sheet.marks)
    assert min(mark.top for mark in sheet.marks) > 50
    assert lowest < 50 + used
    assert len({mark.bottom for mark in sheet.marks}) == len(broken(text, style, 80))


def test_a_text_without_room_names_page_text_and_room(sheet: Sheet) -> None:
    said_of_it = r"week 3: 'Seated dumbbell.*' needs .* mm at 9 pt, but has 20.0 mm"
    with sheet.tag("P"), pytest.raises(OutputError, match=said_of_it):
        sheet.text(16, 50, "Seated dumbbell shoulder press", "name", 11.5, room=20)


def test_a_word_wider_than_its_column_is_an_error(sheet: Sheet) -> None:
    style = Style("body", 10, 12.4)
    with sheet.tag("P"), pytest.raises(OutputError, match="week 3: a word of"):
        sheet.paragraph(16, 50, 12, "Donaudampfschifffahrtsgesellschaft", style)


def test_aligned_text_ends_where_it_should(sheet: Sheet) -> None:
    with sheet.tag("P"):
        wide = sheet.text(100, 50, "Right", "body", 10, align="right")
        sheet.text(100, 60, "Middle", "body", 10, align="centre")
    right, middle = sheet.marks
    assert right.right == pytest.approx(100)
    assert right.right - right.left == pytest.approx(wide)
    assert (middle.left + middle.right) / 2 == pytest.approx(100)

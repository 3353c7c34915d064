"""What is found on pages made by hand, each with one thing to find."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont as Font
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from runstrong_pdf.preflight.report import (
    Facts,
    FileFacts,
    PageFacts,
    Unreadable,
    from_line,
    make_report,
    to_line,
)
from runstrong_pdf.preflight.worker import read_facts
from tests.preflight.pdfs import (
    FACE,
    HEIGHT,
    WIDTH,
    Draw,
    box,
    drawn,
    endless,
    office,
    photo,
    raw,
    saved,
    with_form,
    write,
)

MM = 72 / 25.4
DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.pdf"


def facts_of(file: Path, pdf: bytes) -> list[Facts]:
    file.write_bytes(pdf)
    facts = list(read_facts(file))
    assert [from_line(to_line(record)) for record in facts] == facts
    return facts


def page(file: Path, pdf: bytes) -> PageFacts:
    """Return what is known of a PDF of one page."""
    known, seen = facts_of(file, pdf)
    assert isinstance(known, FileFacts)
    assert isinstance(seen, PageFacts)
    return seen


def one(file: Path, draw: Draw) -> PageFacts:
    return page(file, drawn(draw))


# -- a good page ----------------------------------------------------------------------------------


def test_a_good_page_has_nothing_to_find(file: Path) -> None:
    seen = one(file, lambda canvas: write(canvas, "Three sets of ten", 100, 500, 11))
    assert (seen.number, seen.failure) == (1, "")
    assert [seen.width, seen.height] == pytest.approx([210, 297], abs=0.1)
    assert (seen.smallest_size, seen.smallest_text) == (11, "Three sets of ten")
    assert seen.unembedded_fonts == ()
    assert (seen.missing_glyphs, seen.unmapped_glyphs, seen.images) == (0, 0, 0)
    assert (seen.clipped_text, seen.pale_text, seen.same_grey) == ("", "", ())
    assert 0 < seen.black_ink < 1
    assert seen.colour_ink == pytest.approx(0, abs=0.01)
    assert seen.margins[0] == pytest.approx(100 / MM, abs=0.6)


def test_a_blank_page(file: Path) -> None:
    seen = one(file, lambda _: None)
    assert (seen.margins, seen.smallest_size, seen.black_ink, seen.colour_ink) == ((), 0, 0, 0)


# -- text -----------------------------------------------------------------------------------------


def test_size_is_what_is_printed_after_every_scaling(file: Path) -> None:
    seen = one(file, with_form(lambda canvas: write(canvas, "Six points", 0, 0, 24), 0.5))
    assert (seen.smallest_size, seen.smallest_text) == (6, "Six points")


def test_size_of_turned_text_and_of_a_turned_page(file: Path) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.rotate(37)
        write(canvas, "Turned", 400, 200, 7)

    with pikepdf.open(io.BytesIO(drawn(turned))) as document:
        document.pages[0].rotate(90, relative=False)
        seen = page(file, saved(document))
    assert seen.smallest_size == pytest.approx(7, abs=0.05)
    assert seen.width > seen.height


@pytest.mark.parametrize("how", ["mode", "transparent", "outside", "under white", "same colour"])
def test_text_that_no_ink_is_used_for_does_not_count(file: Path, how: str) -> None:
    def hidden(canvas: Canvas) -> None:
        write(canvas, "Seen by everybody")
        if how == "transparent":
            canvas.setFillAlpha(0)
            canvas.setFont("HandFira", 2)
            canvas.drawString(100, 300, "hidden words")
        elif how == "mode":
            text = canvas.beginText(100, 300)
            text.setFont("HandFira", 2)
            text.setTextRenderMode(3)
            text.textOut("what a scanner recognised")
            canvas.drawText(text)
        else:
            x = 700 if how == "outside" else 100
            write(canvas, "hidden words", x, 300, 2, "#ffffff" if how == "same colour" else "#000")
        if how == "under white":
            box(canvas, "#ffffff", 90, 290, 200, 50)

    assert one(file, hidden).smallest_size == 12


def test_an_index_figure_is_not_small_text(file: Path) -> None:
    def power(canvas: Canvas) -> None:
        write(canvas, "A race of 10 km", 100, 500, 11)
        write(canvas, "2", 200, 504, 5)

    assert one(file, power).smallest_size == 11


def test_fonts_that_are_not_in_the_file(file: Path) -> None:
    def helvetica(canvas: Canvas) -> None:
        write(canvas, "Embedded")
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(100, 300, "Not embedded")

    assert one(file, helvetica).unembedded_fonts == ("Helvetica-Bold",)


def test_text_that_this_computer_has_no_font_for_is_not_blank(file: Path) -> None:
    document = raw(b"BT /F 20 Tf 100 500 Td <024702680266025F> Tj ET")
    cids = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Nowhere,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Nowhere, Flags=32),
    )  # fmt: skip
    face = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Nowhere)
    face.Encoding, face.DescendantFonts = Name("/Identity-H"), Array([cids])
    document.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=face))
    seen = page(file, saved(document))
    assert (seen.margins, seen.unembedded_fonts) == ((), ("Nowhere",))
    report = make_report(file, FileFacts(pages=1), [seen])
    assert [problem.severity for problem in report.problems] == ["warning"]
    assert "blank" not in report.summary()[0]


def test_a_letter_the_font_does_not_have(file: Path) -> None:
    seen = one(file, lambda canvas: write(canvas, "Sets \u4e09 times"))
    assert (seen.missing_glyphs, seen.missing_glyphs_text) == (1, "Sets \u25a1 times")


@pytest.mark.parametrize(
    ("letters", "missing", "nameless"),
    [
        ({"A": "A", "B": "B"}, 1, 0),  # the box is glyph 0 and has no entry
        ({"A": "A", "B": "B", "": "\u2264"}, 1, 0),  # the box claims to be a letter
        ({"A": "A", "B": "B", "": "\ufffd"}, 1, 0),
        ({"A": "A"}, 1, 1),
        (None, 1, 2),
    ],
)
def test_missing_letters_of_an_office_program(
    file: Path, letters: dict[str, str] | None, missing: int, nameless: int
) -> None:
    with Font(FACE) as font:
        number = {letter: font.getGlyphID(font.getBestCmap()[ord(letter)]) for letter in "AB"}
    known = None
    if letters is not None:
        known = {number.get(glyph, 0): letter for glyph, letter in letters.items()}
    seen = page(file, office([number["A"], 0, number["B"]], known))
    assert (seen.missing_glyphs, seen.unmapped_glyphs) == (missing, nameless)
    whole = page(file, office([number["A"], number["B"]], known))
    assert whole.missing_glyphs == 0


def test_letters_whose_text_is_not_what_is_drawn() -> None:
    """A soft hyphen, a space, a shape of several letters, Arabic: as Chrome writes them."""
    _, seen = read_facts(DATA / "chrome-hyphen-at-line-end.pdf")
    assert isinstance(seen, PageFacts)
    assert seen.missing_glyphs == 0
    assert seen.smallest_size == 14


def test_spaces_after_the_last_letter_are_not_cut_off(file: Path) -> None:
    seen = one(file, lambda canvas: write(canvas, "Ends here" + " " * 200, 400))
    assert seen.clipped_text == ""


# -- edges ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mark", "nearest"), [("CutLine", 70.5), ("Span", 0), ("Cut", 0)])
def test_a_line_to_cut_along_goes_to_the_edge_on_purpose(
    file: Path, mark: str, nearest: float
) -> None:
    def page(canvas: Canvas) -> None:
        box(canvas, "#000000", 200, 200, 100, 400)
        canvas._code.append(f"/{mark} BMC 250 0 m 250 {HEIGHT} l S EMC")  # type: ignore[attr-defined]  # ReportLab has no name for it

    seen = one(file, page)
    assert min(seen.margins) == pytest.approx(nearest, abs=0.4)


def test_text_that_is_cut_off(file: Path) -> None:
    seen = one(file, lambda canvas: write(canvas, "Too low", 100, 3 * MM))
    assert seen.clipped_text == "Too low"
    assert seen.margins[3] == pytest.approx(3, abs=0.4)
    assert one(file, lambda canvas: write(canvas, "Well inside", 100, 6 * MM)).clipped_text == ""


@pytest.mark.parametrize(
    ("where", "side"),
    [
        ((0, 300, 50, 50), 0),
        ((100, HEIGHT - 5, 50, 5), 1),
        ((WIDTH - 5, 300, 5, 50), 2),
        ((100, 0, 50, 50), 3),
    ],
)
def test_colour_up_to_an_edge(
    file: Path, where: tuple[float, float, float, float], side: int
) -> None:
    seen = one(file, lambda canvas: box(canvas, "#006b5e", *where))
    assert [margin < 4.2 for margin in seen.margins] == [index == side for index in range(4)]
    assert seen.clipped_text == ""


def test_edges_are_those_of_the_visible_part(file: Path) -> None:
    document = raw(b"BT ET 100 100 50 50 re f")
    document.pages[0].obj.CropBox = Array([99, 90, 300, 300])
    seen = page(file, saved(document))
    assert seen.margins[0] == pytest.approx(1 / MM, abs=0.4)
    assert seen.width == pytest.approx(201 / MM, abs=0.1)


def test_a_visible_part_outside_the_page_is_all_of_it(file: Path) -> None:
    document = raw(b"BT ET 100 100 50 50 re f", pages=2)
    document.pages[0].obj.CropBox = Array([1000, 1000, 1200, 1200])
    _, odd, good = facts_of(file, saved(document))
    assert isinstance(odd, PageFacts)
    assert isinstance(good, PageFacts)
    assert odd.crop_outside
    assert odd == replace(good, number=1, crop_outside=True)
    report = make_report(file, FileFacts(1), [odd])
    (problem,) = report.problems
    assert (problem.severity, problem.message[:47]) == (
        "warning", "page 1: what is to be seen (the CropBox) lies o"
    )  # fmt: skip


@pytest.mark.parametrize("crop", [None, [95, 42, 595, 842], [1000, 1000, 1200, 1200]])
def test_a_page_with_a_link_that_gets_its_size_from_its_parent(
    file: Path, crop: list[int] | None
) -> None:
    """As XeTeX writes them."""
    document = raw(b"BT ET 100 700 50 50 re f")
    sheet, parent = document.pages[0].obj, document.Root.Pages
    if crop:
        sheet.CropBox = Array(crop)
    parent.MediaBox = sheet.MediaBox
    del sheet.MediaBox
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 700, 150, 750]))
    plain = page(file, saved(document))
    sheet.Annots = Array([document.make_indirect(link)])
    linked = page(file, saved(document))
    assert linked == plain
    assert (linked.paper == "A4") == (crop is None or crop[0] > 595)


@pytest.mark.parametrize("packed", [True, False])
def test_units_larger_than_a_point(file: Path, *, packed: bool) -> None:
    picture = Image.new("RGB", (100, 100), "red")

    def small(canvas: Canvas) -> None:
        write(canvas, "Ten points", 10, 10, 1)
        canvas.drawImage(ImageReader(picture), 20, 20, 7.2, 7.2)

    with pikepdf.open(io.BytesIO(drawn(small, size=(59.5, 84.2)))) as document:
        document.pages[0].obj.UserUnit = 10
        out = io.BytesIO()
        modes = pikepdf.ObjectStreamMode
        document.save(out, object_stream_mode=modes.generate if packed else modes.disable)
    seen = page(file, out.getvalue())
    assert seen.paper == "A4"
    assert seen.smallest_size == pytest.approx(10)
    assert seen.lowest_dpi == pytest.approx(100)
    assert seen.margins[0] == pytest.approx(100 / MM, abs=0.6)


# -- pictures -------------------------------------------------------------------------------------


def pictured(picture: ImageReader, width: float, height: float) -> Draw:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(picture, 100, 300, width, height)

    return page


def test_resolution_of_pictures_as_printed(file: Path) -> None:
    coarse, fine = photo(80, 80), photo(400, 400)

    def pictures(canvas: Canvas) -> None:
        canvas.drawImage(coarse, 100, 500, 144, 144)
        canvas.drawImage(fine, 300, 500, 144, 144)

    seen = one(file, pictures)
    assert seen.images == 2
    assert seen.lowest_dpi == pytest.approx(40)


def test_resolution_within_forms_and_turned(file: Path) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.rotate(30)
        canvas.drawImage(photo(100, 100), 200, 100, 288, 288)

    assert one(file, with_form(turned, 0.5)).lowest_dpi == pytest.approx(100)


def test_the_worse_direction_counts(file: Path) -> None:
    picture = photo(100, 300)
    seen = one(file, pictured(picture, 144, 144))
    assert seen.lowest_dpi == pytest.approx(50)


def test_a_patch_of_colour_is_no_picture(file: Path) -> None:
    patch = photo(1, 1)
    assert one(file, pictured(patch, 300, 30)).images == 0


# -- grey -----------------------------------------------------------------------------------------

RED, GREEN_AS_DARK = "#ff0000", "#008200"


def test_red_text_on_green_that_is_as_dark(file: Path) -> None:
    def unlucky(canvas: Canvas) -> None:
        box(canvas, GREEN_AS_DARK, 90, 480, 200, 50)
        write(canvas, "Stop at once", 100, 500, 12, RED)

    seen = one(file, unlucky)
    assert seen.pale_text == "Stop at once"
    assert seen.pale_contrast == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize(
    ("ink", "ground", "size", "pale"),
    [
        ("#000000", "#ffffff", 10, False),
        ("#767676", "#ffffff", 10, False),  # 4.54 : 1, the classic limit
        ("#7c7c7c", "#ffffff", 10, True),
        ("#7c7c7c", "#ffffff", 20, False),  # large type needs 3 : 1
        ("#a0a0a0", "#ffffff", 20, True),
        ("#ffd400", "#ffffff", 10, True),
        ("#ffffff", "#006b5e", 10, False),
        ("#ffffff", "#f5c731", 10, True),
        ("#000000", "#202060", 10, True),
    ],
)
def test_contrast_of_text_in_grey(
    file: Path, ink: str, ground: str, size: float, *, pale: bool
) -> None:
    def words(canvas: Canvas) -> None:
        box(canvas, ground, 50, 400, 400, 200)
        write(canvas, "Rest for a minute", 100, 500, size, ink)

    assert bool(one(file, words).pale_text) == pale


def test_text_on_a_photo_is_not_judged(file: Path) -> None:
    def words(canvas: Canvas) -> None:
        canvas.drawImage(photo(800, 800), 50, 400, 300, 300)
        write(canvas, "On a photo", 100, 500, 12, "#808080")

    assert one(file, words).pale_text == ""


def bars(first: str, second: str, line: str = "") -> Draw:
    def page(canvas: Canvas) -> None:
        box(canvas, first, 100, 700, 100, 60)
        box(canvas, second, 200, 700, 100, 60)
        if line:
            canvas.setStrokeColor(line)
            canvas.line(200, 700, 200, 760)

    return page


def test_colours_that_turn_into_one_grey(file: Path) -> None:
    seen = one(file, bars(RED, GREEN_AS_DARK))
    assert set(seen.same_grey) == {"red", "green"}
    assert seen.same_grey_place == "at the top"


@pytest.mark.parametrize(
    "colours",
    [
        (RED, "#00ff00"),  # light and dark stay apart
        (RED, GREEN_AS_DARK, "#000000"),  # an outline keeps them apart
        ("#e6f2f0", "#f7e9e6"),  # two tints nobody tells apart by name
        ("#f0f5f4", "#ffffff"),  # a pale panel on white paper
        ("#777777", "#7c7c7c"),  # nothing is lost that colour had
    ],
    ids=["light", "outline", "tints", "panel", "greys"],
)
def test_colours_that_do_not(file: Path, colours: tuple[str, ...]) -> None:
    assert one(file, bars(*colours)).same_grey == ()


def test_a_photo_keeps_its_shapes_and_a_chart_does_not(file: Path) -> None:
    pie = Image.new("RGB", (600, 600), RED)
    pie.paste(GREEN_AS_DARK, (0, 0, 300, 600))
    assert set(one(file, pictured(ImageReader(pie), 300, 300)).same_grey) == {"red", "green"}
    assert one(file, pictured(photo(60, 60), 300, 300)).same_grey == ()


# -- ink ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("colour", "black", "inks"),
    [("#000000", 25, 0), ("#808080", 12.45, 0), ("#ff0000", 0, 50), ("#00ffff", 0, 25)],
)
def test_ink_is_the_share_of_the_paper(file: Path, colour: str, black: float, inks: float) -> None:
    seen = one(file, lambda canvas: box(canvas, colour, 0, 0, WIDTH / 2, HEIGHT / 2))
    assert seen.black_ink == pytest.approx(black, abs=0.1)
    assert seen.colour_ink == pytest.approx(inks, abs=0.2)


# -- forms and comments ---------------------------------------------------------------------------


def test_form_fields_are_checked_as_they_print(file: Path) -> None:
    document = raw(b"")
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    look = document.make_stream(b"BT /C 5 Tf 2 2 Td (Anna Smith) Tj ET")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 20])
    look.Resources = Dictionary(Font=Dictionary(C=face))
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("name"), F=4,
        Rect=Array([100, 500, 200, 520]), AP=Dictionary(N=look),
    )  # fmt: skip
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, F=0, Rect=Array([0, 0, 9, 9]))
    note.AP = Dictionary(N=document.make_stream(b"0 0 9 9 re f", Subtype=Name.Form))
    note.AP.N.BBox = Array([0, 0, 9, 9])
    fields = Array([document.make_indirect(field)])
    document.Root.AcroForm = Dictionary(Fields=fields)
    document.pages[0].obj.Annots = Array([*fields, document.make_indirect(note)])
    seen = page(file, saved(document))
    assert (seen.unembedded_fonts, seen.smallest_size) == (("Courier",), 5)
    assert min(seen.margins) > 4.2, "a note that is not printed"


QUADS = Array([100, 520, 200, 520, 100, 500, 200, 500])


@pytest.mark.parametrize(
    ("kind", "more", "drawn_by_all"),
    [
        ("Highlight", {"QuadPoints": QUADS, "C": Array([1, 1, 0])}, True),
        ("Square", {"C": Array([1, 0, 0])}, True),
        ("Ink", {"InkList": Array([Array([100, 500, 200, 520])]), "C": Array([1, 0, 0])}, True),
        ("FreeText", {"DA": pikepdf.String("/H 12 Tf"), "Contents": pikepdf.String("Hi")}, True),
        ("Line", {"L": Array([100, 500, 200, 520]), "C": Array([1, 0, 0])}, False),
    ],
)
def test_notes_that_do_not_say_how_they_look(
    file: Path, kind: str, more: dict[str, Any], *, drawn_by_all: bool
) -> None:
    document = raw(b"BT ET")
    note = Dictionary(
        Type=Name.Annot, Subtype=Name(f"/{kind}"), F=4, Rect=Array([100, 500, 200, 520]), **more
    )
    document.pages[0].obj.Annots = Array([document.make_indirect(note)])
    seen = page(file, saved(document))
    assert bool(seen.margins) == drawn_by_all
    assert seen.notes_without_look == (not drawn_by_all)
    report = make_report(file, FileFacts(1), [seen])
    assert report.printable
    said = any("do not say how they look" in str(found) for found in report.problems)
    assert said == (not drawn_by_all)


# -- files that are not right ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (b"", "is not a PDF"),
        (b"PK\x03\x04 a word processor's file", "is not a PDF"),
        (b"%PDF-1.7\nhello", "is damaged"),
        (saved(pikepdf.new()), "has no pages"),
        (saved(raw(b"f"), pikepdf.Encryption(owner="o", user="u")), "locked with a password"),
    ],
)
def test_what_cannot_be_opened_says_why(file: Path, pdf: bytes, said: str) -> None:
    (seen,) = facts_of(file, pdf)
    assert isinstance(seen, Unreadable)
    assert said in seen.reason


def test_a_file_that_may_not_be_printed(file: Path) -> None:
    allowed = pikepdf.Permissions(print_lowres=False, print_highres=False)
    lock = pikepdf.Encryption(owner="o", user="", allow=allowed)
    assert facts_of(file, saved(raw(b"f"), lock))[0] == FileFacts(1, printing_allowed=False)
    lock = pikepdf.Encryption(owner="o", user="")
    assert facts_of(file, saved(raw(b"f"), lock))[0] == FileFacts(1)


def test_a_file_without_its_end(file: Path) -> None:
    whole = drawn(lambda canvas: write(canvas, "Hello"))
    known = facts_of(file, whole.rpartition(b"startxref")[0])[0]
    assert known == FileFacts(1, complete=False)


def test_a_damaged_page_among_good_ones(file: Path) -> None:
    document = raw(b"100 100 50 50 re f", pages=3)
    document.Root.Pages.Kids[1] = document.make_indirect(Dictionary(Type=Name.Catalog))
    pages = [seen for seen in facts_of(file, saved(document)) if isinstance(seen, PageFacts)]
    assert [bool(seen.failure) for seen in pages] == [False, True, False]


@pytest.mark.parametrize("size", [(14_400, 14_400), (1e8, 1e8), (1, 1e7), (0, 0), (-90, -90)])
def test_a_page_of_any_size_is_checked(file: Path, size: tuple[float, float]) -> None:
    seen = page(file, saved(raw(b"0 0 9 9 re f", size)))
    assert seen.failure == ""


def test_a_form_that_shows_itself(file: Path) -> None:
    assert page(file, endless()).failure == ""

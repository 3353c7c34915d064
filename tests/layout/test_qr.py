"""A printed link: any phone reads it from any printer, and it can be typed and clicked as well."""

from functools import cache
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from runstrong_pdf.errors import OutputError, RunstrongError
from runstrong_pdf.layout.qr import QrBox, address_lines
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import A4, NORMAL, Paper
from runstrong_pdf.model.address import LONGEST_LINK, read_link
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.metadata import Metadata
from runstrong_pdf.pdf.shapes import QUIET, qr_code
from runstrong_pdf.pdf.stamp import stamp
from tests.making import ZOE, Made, brief_of, cover_from, shipped
from tests.reading import first_text, grey_picture, opened, structure

ADDRESS = "https://riverside-runners.org/strength?from=paper#times"
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
STYLE = NORMAL.narrow
LONG = f"https://riverside-runners.org/{'x' * (LONGEST_LINK - 30)}"


@cache
def with_link(address: str, paper: str = "a4", ink: str = "colour") -> Made:
    link = {"link": address, "link_text": "session times"}
    return cover_from(brief_of(ZOE, paper=paper, ink=ink, **link), ZOE)


@cache
def printed(address: str, paper: str, ink: str) -> Image.Image:
    """Return the cover with a link in greys, at the resolution of a printer."""
    return grey_picture(with_link(address, paper, ink).pdf, 0, 300)


def one_bit(image: Image.Image) -> Image.Image:
    """Return what a black-and-white laser prints: every dot on or off."""
    return image.point([0] * 128 + [255] * 128)


def code_on(page: Image.Image) -> zxingcpp.Barcode:
    """Return the one code of the page; to look for other kinds, too, takes eight times as long."""
    (found,) = zxingcpp.read_barcodes(page, formats=QR)
    return found


def around(page: Image.Image, found: zxingcpp.Barcode) -> Image.Image:
    """Return what a phone held over a code sees of the page: the code, and half of it around."""
    left, top = found.position.top_left.x, found.position.top_left.y
    right, bottom = found.position.bottom_right.x, found.position.bottom_right.y
    air = (right - left) // 2
    return page.crop((left - air, top - air, right + air, bottom + air))


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("ink", ["colour", "saver"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("address", [ADDRESS, LONG, "http://a.eu", "mailto:coach@riverside.org"])
def test_a_decoder_reads_the_printed_page(address: str, paper: str, ink: str) -> None:
    cover = printed(address, paper, ink)
    found = code_on(cover)
    assert found.text == address
    near = around(cover, found)
    assert read(one_bit(near)) == [address]
    assert read(one_bit(near.rotate(3, fillcolor="white"))) == [address]


@pytest.mark.parametrize("address", [ADDRESS, LONG, "http://a.eu"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_modules_are_large_and_surrounded_by_white(address: str, paper: str) -> None:
    cover = printed(address, paper, "colour")
    found = code_on(cover)
    dots = 300 / 25.4
    side = qr_code(address).side
    place: Any = found.position
    module = (place.top_right.x - place.top_left.x + 1) / side
    assert module / dots >= 0.5 - 0.02
    assert (place.bottom_left.y - place.top_left.y) / side == pytest.approx(module, rel=0.02)
    quiet = int(QUIET * module) - 4  # the corners that the decoder finds are up to three dots off
    left, top, right, bottom = (
        place.top_left.x - 1, place.top_left.y - 1,
        place.bottom_right.x + 4, place.bottom_right.y + 4,
    )  # fmt: skip
    around = [
        (left - quiet, top - quiet, right + quiet, top),
        (left - quiet, bottom, right + quiet, bottom + quiet),
        (left - quiet, top - quiet, left, bottom + quiet),
        (right, top - quiet, right + quiet, bottom + quiet),
    ]
    for zone in around:
        assert sum(cover.crop(zone).histogram()[:200]) == 0, zone


def test_the_code_is_one_path_at_level_m_and_nothing_else_looks_like_a_code() -> None:
    assert qr_code(ADDRESS).operators(0, 0, 60).split().count("f") == 1
    cover = printed(ADDRESS, "a4", "colour")
    (found,) = zxingcpp.read_barcodes(cover)
    assert found.ec_level == "M"


def test_the_link_can_be_read_typed_and_clicked() -> None:
    document = with_link(ADDRESS)
    shown = ADDRESS.removeprefix("https://")
    text = first_text(document.pdf)
    assert shown in text.replace(" ", "")
    assert "Scan or tap: session times" in text
    with opened(document.pdf) as pdf:
        nodes = [node for root in structure(pdf) for node in root.walk()]
        (link,) = [node for node in nodes if node.role == "Link"]
        (annotation,) = link.objects
        assert str(annotation.A.URI) == ADDRESS
        assert shown in str(annotation.Contents)
        assert link.marks, "the printed address belongs to the link"
        assert [n for n in nodes if n.role == "Figure" and shown in (n.alt or "")]


@given(st.text("abc/.-_?&=", max_size=120), st.integers(20, 120))
def test_a_broken_address_fits_and_loses_nothing(address: str, measure: int) -> None:
    lines, size = address_lines(address, measure, STYLE)
    assert "".join(lines) == address
    assert 9 <= size <= STYLE.size
    assert all(width(line, STYLE.face, size) <= measure + 0.02 for line in lines)


def test_a_smaller_code_stands_on_both_halves_of_a_cut_sheet() -> None:
    """As a handout has it: 18 mm, twice on a sheet; the second copy is an artifact."""
    canvas = TaggedCanvas("en-GB")
    interactive = Interactive(canvas)
    canvas.new_page(A4.height * MM, A4.width * MM, "1")
    box = QrBox(read_link("https://riverside.org/x"), shipped().texts(), 18.0, STYLE)
    half = Paper("half", A4.height / 2, A4.width)
    with canvas.tag("Sect"):
        box.draw(
            Sheet(canvas=canvas, interactive=interactive, paper=half, name="handout"),
            20.0,
            150.0,
            80.0,
            0.0,
        )
        with canvas.artifact():
            copy = Sheet(
                canvas=canvas,
                interactive=interactive,
                paper=half,
                name="handout",
                origin=half.width,
            )
            box.draw(copy, 20.0, 150.0, 80.0, 0.0)
    canvas.end_page()
    interactive.finish()
    pdf = stamp(freeze(canvas, ()), {}, Metadata("T", "", "T", "", "en-GB"))
    image = grey_picture(pdf, 0, 300)
    middle = image.width // 2
    for part in (image.crop((0, 0, middle, image.height)), image.crop((middle, 0, *image.size))):
        assert read(one_bit(part)) == ["https://riverside.org/x"]
    with opened(pdf) as document:
        assert len(document.pages[0].obj.Annots) == 1
        (sect,) = [node for root in structure(document) for node in root.find("Sect")]
        assert [node.role for node in sect.walk()] == ["Sect", "Figure", "P", "Link"]


def test_a_code_too_dense_for_its_place_is_refused() -> None:
    """A link that the cover can hold may be too long for a smaller code."""
    box = QrBox(read_link(LONG), shipped().texts(), 18.0, STYLE)
    with pytest.raises(OutputError, match="modules") as raised:
        box.check("handout")
    assert "shorter link" in raised.value.remedy


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("riverside.org", "https://riverside.org"),
        ("riverside.org:8080/x", "did you mean https://"),
        ("ftp://riverside.org", "neither"),
        ("javascript:alert(1)", "neither"),
        ("file:///etc/passwd", "neither"),
        ("data:text/html,hi", "neither"),
        ("https://", "no complete name"),
        ("https:///path", "no complete name"),
        ("https://localhost/x", "no complete name"),
        ("https://a.org:99999/", "no complete name"),
        ("https://[::1/x", "no complete name"),
        ("https://..", "no complete name"),
        ("https://me:secret@a.org", "password"),
        ("https://a.org/two words", "space"),
        ("https://a.org/\u202etxt", "cannot be seen"),
        ("https://a.org/\nx", "cannot be seen"),
        (
            "https://i\N{HEAVY BLACK HEART}.ws",
            "as the rules for such names (IDNA 2008) do not allow",
        ),
        ("https://run\N{NON-BREAKING HYPHEN}club.org", "(IDNA 2008) do not allow"),
        ("mailto:nobody", "not a mail address"),
        ("https://a.org/" + "x" * 200, "characters"),
    ],
)
def test_what_is_no_link_is_refused_with_an_example(typed: str, said: str) -> None:
    with pytest.raises(RunstrongError, match=r"^link: ") as raised:
        read_link(typed)
    assert said in str(raised.value)
    assert raised.value.remedy


def test_a_site_that_cannot_be_encoded_may_be_written_as_it_is_registered() -> None:
    with pytest.raises(RunstrongError) as raised:
        read_link("https://i\N{HEAVY BLACK HEART}.ws")
    assert raised.value.remedy.endswith("write the name as it is registered, with xn--")
    assert read_link("https://xn--i-7iq.ws").address == "https://xn--i-7iq.ws"


def test_letters_of_other_alphabets_are_encoded() -> None:
    assert read_link("https://straße.example").address == "https://xn--strae-oqa.example"
    wide = read_link("https://\uff32\uff35\uff2e.org/\ufb01t")
    assert (wide.address, wide.shown) == ("https://run.org/%EF%AC%81t", "RUN.org/\ufb01t")
    assert read_link("https://\ufb01t.org").address == "https://fit.org"
    link = read_link("https://läufer.de/übung?ort=köln")
    assert link.address == "https://xn--lufer-gra.de/%C3%BCbung?ort=k%C3%B6ln"
    assert link.shown == "läufer.de/übung?ort=köln"
    assert read(printed("https://läufer.de/übung", "a4", "colour"))


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_a_message(typed: str) -> None:
    for start in ("", "https://", "mailto:", "https://a.org/"):
        try:
            link = read_link(start + typed)
        except RunstrongError:
            continue
        assert link.address.isascii()
        assert link.address.isprintable()
        assert " " not in link.address
        assert len(link.address) <= LONGEST_LINK


def test_without_a_link_there_is_no_code(default: Made) -> None:
    assert read(grey_picture(default.pdf, 0, 300)) == []

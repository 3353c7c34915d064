"""PDFs made by hand for the pre-print check, each with one thing to find."""

import io
import random
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from runstrong_pdf.resources import data_folder

WIDTH, HEIGHT = A4
FACE = data_folder("templates") / "fonts" / "FiraSans-Regular.ttf"
Draw = Callable[[Canvas], None]


@cache
def face() -> str:
    """Register an embedded face; return its name."""
    pdfmetrics.registerFont(TTFont("HandFira", str(FACE)))
    return "HandFira"


def drawn(
    *pages: Draw,
    size: tuple[float, float] = A4,
) -> bytes:
    """Return a PDF with a page for each function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(
    canvas: Canvas,
    text: str,
    x: float = 100,
    y: float = 500,
    size: float = 12,
    colour: str = "#000000",
) -> None:
    canvas.setFillColor(colour)
    canvas.setFont(face(), size)
    canvas.drawString(x, y, text)


def box(canvas: Canvas, colour: str, x: float, y: float, width: float, height: float) -> None:
    canvas.setFillColor(colour)
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def photo(across: int, down: int) -> ImageReader:
    """Return a picture in which hardly two neighbours are alike."""
    noise = random.Random(1).randbytes(3 * across * down)  # noqa: S311  no secret
    return ImageReader(Image.frombytes("RGB", (across, down), noise))


def with_form(inner: Draw, scale: float) -> Draw:
    """Return a page that shows `inner` in a form within a form, scaled twice."""

    def page(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        inner(canvas)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.saveState()
        canvas.scale(scale, scale)
        canvas.doForm("inner")
        canvas.restoreState()
        canvas.endForm()
        canvas.translate(100, 100)
        canvas.scale(scale, scale)
        canvas.doForm("outer")

    return page


# -- files from elsewhere -------------------------------------------------------------------------


def raw(content: bytes, size: tuple[float, float] = A4, pages: int = 1) -> pikepdf.Pdf:
    """Return a document whose pages are the given operators."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[-1].obj
        page.MediaBox = Array([0, 0, *(Decimal(str(side)) for side in size)])
        page.Contents = document.make_stream(content)
    return document


def saved(document: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    document.save(out, encryption=encryption or False)
    return out.getvalue()


def office(glyphs: list[int], letters: dict[int, str] | None) -> bytes:
    """Return a page as office programs write it: glyph numbers, and a map to letters if given."""
    document = raw(b"BT /F 12 Tf 100 500 Td <%s> Tj ET" % b"".join(b"%04x" % g for g in glyphs))
    data = FACE.read_bytes()
    name = Name("/ABCDEF+Fira")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array([0, -200, 1000, 900]),
        ItalicAngle=0, Ascent=900, Descent=-200, CapHeight=700, StemV=80,
        FontFile2=document.make_stream(data, Length1=len(data)),
    )  # fmt: skip
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"))
    system.Supplement = 0
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDSystemInfo=system,
        FontDescriptor=document.make_indirect(descriptor), DW=550, CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(inner)]),
    )  # fmt: skip
    if letters is not None:
        font.ToUnicode = document.make_stream(_letter_map(letters))
    document.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
    return saved(document)


def _letter_map(letters: dict[int, str]) -> bytes:
    lines = "\n".join(f"<{glyph:04x}> <{ord(letter):04x}>" for glyph, letter in letters.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(letters)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    ).encode()


def form(document: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None) -> pikepdf.Object:
    """Return a form of a document that may show another as /F."""
    made = document.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    made.BBox = Array([0, 0, 600, 850])
    if inner is not None:
        made.Resources = Dictionary(XObject=Dictionary(F=inner))
    return made


def exploding(levels: int) -> bytes:
    """Return a page of 10^levels squares, in 10 forms within each of 10 forms within..."""
    document = raw(b"/F Do")
    inner = form(document, b"100 100 9 9 re f", None)
    for _ in range(levels):
        inner = form(document, b"/F Do " * 10, inner)
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=inner))
    return saved(document)


def endless() -> bytes:
    """Return a page with a form that shows itself."""
    document = raw(b"/F Do")
    inner = form(document, b"/F Do 100 100 200 200 re f", None)
    inner.Resources = Dictionary(XObject=Dictionary(F=inner))
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=inner))
    return saved(document)

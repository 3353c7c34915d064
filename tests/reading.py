"""Reads PDFs for the tests: pictures, text, structure. Knows nothing of how they were made."""

import contextlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeVar

import pikepdf
import pypdfium2 as pdfium
from PIL import Image

from runstrong_pdf.pdf.raster import PDFIUM  # a page in the browser may be drawing

Drawn = TypeVar("Drawn")
PAINT_PATH = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
PAINT_TEXT = frozenset({"Tj", "TJ", "'", '"'})
PAINT = PAINT_PATH | PAINT_TEXT | {"Do", "BI", "INLINE IMAGE"}


@contextlib.contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield document


@contextlib.contextmanager
def kept_open(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a document that is looked at by many tests in a row, and never changed."""
    yield _kept_open(pdf)


@lru_cache(maxsize=2)
def _kept_open(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@cache
def widgets(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return everything to tick, choose or type on; a choice stands for its rings."""
    fields = document.Root.AcroForm.Fields
    return [widget for f in fields for widget in (f.Kids if "/Kids" in f else [f])]


def picture(pdf: bytes, index: int, dpi: int = 100) -> Image.Image:
    """Render one page with its form fields."""
    with _with_forms(pdf) as document, PDFIUM:
        return _rendered(document[index], dpi)


def grey_picture(pdf: bytes, index: int, dpi: int) -> Image.Image:
    """Render one page in greys: a third of the time, where colours are not looked at."""
    with _with_forms(pdf) as document, PDFIUM:
        image: Image.Image = document[index].render(scale=dpi / 72, grayscale=True).to_pil()
        return image


def pictures(pdf: bytes, dpi: int = 100) -> Iterator[Image.Image]:
    """Render every page with its form fields; the file is opened once."""
    yield from _each_page(pdf, lambda page: _rendered(page, dpi))


def edges(pdf: bytes, margin: float, dpi: int = 100) -> Iterator[dict[str, Image.Image]]:
    """Yield for every page what is printed within `margin` millimetres of each edge of the paper.

    pdfium leaves out what is drawn elsewhere: half the time of the whole page.
    """
    deep = margin / 25.4 * 72

    def cropped(page: pdfium.PdfPage) -> dict[str, Image.Image]:
        across, down = page.get_width() - deep, page.get_height() - deep
        crops = {"left": (0, 0, across, 0), "right": (across, 0, 0, 0),
                 "top": (0, down, 0, 0), "bottom": (0, 0, 0, down)}  # fmt: skip
        found = {
            edge: page.render(scale=dpi / 72, crop=crop).to_pil().convert("L")
            for edge, crop in crops.items()
        }
        page.close()
        return found

    yield from _each_page(pdf, cropped)


def _each_page(pdf: bytes, draw: Callable[[pdfium.PdfPage], Drawn]) -> Iterator[Drawn]:
    """Yield what `draw` makes of every page; between two, others may use pdfium."""
    with _with_forms(pdf) as document:
        with PDFIUM:
            count = len(document)
        for index in range(count):
            with PDFIUM:
                drawn = draw(document[index])
            yield drawn


@contextlib.contextmanager
def _with_forms(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a document; what is done with it has pdfium's turn of its own."""
    with PDFIUM:
        document = pdfium.PdfDocument(pdf)
        with contextlib.suppress(pdfium.PdfiumError):
            document.init_forms()
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()


def _rendered(page: pdfium.PdfPage, dpi: int) -> Image.Image:
    image: Image.Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    page.close()
    return image


@cache
def page_texts(pdf: bytes) -> tuple[str, ...]:
    """Extract each page's text, all white space as single spaces."""
    with PDFIUM, pdfium.PdfDocument(pdf) as document:
        return tuple(map(_text, document))


def first_text(pdf: bytes) -> str:
    """Extract the first page's text alone."""
    with PDFIUM, pdfium.PdfDocument(pdf) as document:
        return _text(document[0])


def _text(page: pdfium.PdfPage) -> str:
    reader = page.get_textpage()
    text = plain(reader.get_text_range())
    reader.close()
    page.close()
    return text


def plain(text: str) -> str:
    """Return `text` without bold signs, all white space as single spaces."""
    return " ".join(text.replace("**", "").replace("\u00a0", " ").split())


# -- structure ------------------------------------------------------------------------------------


@dataclass(eq=False)
class Node:
    """One element of the structure tree."""

    role: str
    parent: "Node | None"
    obj: pikepdf.Object
    alt: str | None
    kids: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """(page index, MCID) of its marked content."""
    objects: list[pikepdf.Object] = field(default_factory=list)
    """Its annotations."""

    def walk(self) -> Iterator["Node"]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def find(self, role: str) -> list["Node"]:
        return [node for node in self.walk() if node.role == role]

    @property
    def path(self) -> str:
        above = f"{self.parent.path} > " if self.parent else ""
        return f"{above}{self.role}"


@lru_cache(maxsize=2)
def structure(document: pikepdf.Pdf) -> list[Node]:
    """Return the children of the structure tree's root."""
    pages = {page.obj.objgen: index for index, page in enumerate(document.pages)}
    kids = document.Root.StructTreeRoot.K
    return [_node(kid, None, pages) for kid in _listed(kids)]


def _node(obj: pikepdf.Object, parent: Node | None, pages: dict[tuple[int, int], int]) -> Node:
    alt = str(obj.Alt) if "/Alt" in obj else None
    node = Node(str(obj.S)[1:], parent, obj, alt)
    own = pages[obj.Pg.objgen] if "/Pg" in obj else -1
    for kid in _listed(obj.get("/K", pikepdf.Array())):
        if isinstance(kid, int):
            node.marks.append((own, kid))
        elif kid.get("/Type") == "/MCR":
            node.marks.append((pages[kid.Pg.objgen] if "/Pg" in kid else own, int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            node.objects.append(kid.Obj)
        else:
            node.kids.append(_node(kid, node, pages))
    return node


def _listed(kids: Any) -> list[Any]:  # noqa: ANN401  pikepdf turns numbers into int
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def parent_tree(document: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """Return the entries of the parent tree by key."""
    nums = list(document.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): owner for key, owner in zip(nums[::2], nums[1::2], strict=True)}


# -- content --------------------------------------------------------------------------------------


@dataclass
class Content:
    """What the content streams of one page do.

    Attributes:
        untagged: painting operators outside every marked-content sequence.
        nested: sequences that begin inside another, but for those that say how they are read.
        expanded: what is heard in place of an abbreviation.
        languages: those of texts in another language than the document's.
        mcids: in painting order.
        text: (font resource, bytes, fill colour) of every piece of text shown.
    """

    untagged: list[str] = field(default_factory=list)
    nested: int = 0
    expanded: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    unbalanced: int = 0
    mcids: list[int] = field(default_factory=list)
    text: list[tuple[str, bytes, tuple[float, ...]]] = field(default_factory=list)
    by_mcid: dict[int, list[tuple[str, bytes]]] = field(default_factory=lambda: defaultdict(list))
    artifacts: list[tuple[str, bytes]] = field(default_factory=list)


def content(page: pikepdf.Page) -> Content:
    """Read the page's streams as one."""
    found, state = Content(), _State()
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        operands: list[Any] = list(instruction.operands)
        assert name not in {"TJ", "'", '"'}, "the tests read Tj only"
        if name in {"BDC", "BMC", "EMC"}:
            if state.says or (name == "BDC" and {"/E", "/Lang"} & {*operands[1].keys()}):
                _say(found, state, operands)
                continue
            _mark(found, state, name, operands)
        else:
            state.follow(name, operands)
        if name in PAINT and not state.depth:
            found.untagged.append(name)
        if name == "Tj":
            _note(found, state, bytes(operands[0]))
    found.unbalanced += state.depth != 0
    return found


@lru_cache(maxsize=2)
def contents(document: pikepdf.Pdf) -> list[Content]:
    """Read the streams of every page."""
    return [content(page) for page in document.pages]


@dataclass
class _State:
    """What is in force while a content stream is read."""

    depth: int = 0
    says: bool = False
    mcid: int = -1
    font: str = ""
    colour: tuple[float, ...] = (0.0,)
    kept: list[tuple[float, ...]] = field(default_factory=list)

    def follow(self, name: str, operands: list[Any]) -> None:
        if name == "q":
            self.kept.append(self.colour)
        elif name == "Q":
            self.colour = self.kept.pop()
        elif name in {"g", "rg", "k"}:
            self.colour = tuple(float(part) for part in operands)
        elif name == "Tf":
            self.font = str(operands[0])


def _say(found: Content, state: _State, operands: list[Any]) -> None:
    """Note what is heard in place of what is shown until the next EMC."""
    assert state.mcid >= 0, "only what is tagged is heard"
    state.says = not state.says
    if state.says:
        found.expanded += [str(operands[1]["/E"])] if "/E" in operands[1] else []
        found.languages += [str(operands[1]["/Lang"])] if "/Lang" in operands[1] else []


def _mark(found: Content, state: _State, name: str, operands: list[Any]) -> None:
    if name == "EMC":
        state.depth -= 1
        found.unbalanced += state.depth < 0
        return
    found.nested += state.depth > 0
    state.depth += 1
    state.mcid = int(operands[1].get("/MCID", -1)) if len(operands) > 1 else -1
    if state.mcid >= 0:
        found.mcids.append(state.mcid)


def _note(found: Content, state: _State, shown: bytes) -> None:
    found.text.append((state.font, shown, state.colour))
    if state.mcid >= 0:
        found.by_mcid[state.mcid].append((state.font, shown))
    else:
        found.artifacts.append((state.font, shown))


# -- fonts ----------------------------------------------------------------------------------------


def unicode_map(font: pikepdf.Object) -> dict[int, str]:
    """Read a font's ToUnicode map."""
    text = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", text)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}


def fonts(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Return all fonts of all pages by resource name."""
    found: dict[str, pikepdf.Object] = {}
    for page in document.pages:
        found.update(page.obj.Resources.get("/Font", pikepdf.Dictionary()).items())
    return found


@lru_cache(maxsize=2)
def tagged_text(document: pikepdf.Pdf) -> list[tuple[Node, str]]:
    """Return every element that has text of its own, with that text, in reading order."""
    maps = {name: unicode_map(font) for name, font in fonts(document).items()}
    pages = contents(document)
    found = []
    for root in structure(document):
        for node in root.walk():
            pieces = [
                maps[font][code]
                for page, mcid in node.marks
                for font, shown in pages[page].by_mcid[mcid]
                for code in shown
            ]
            if pieces:
                found.append((node, "".join(pieces)))
    return found

"""Pages on which nothing can be painted without saying what it means.

Everything painted belongs to an element of the structure tree or is an artifact (decoration that
a screen reader skips). Painting anywhere else raises.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFPage,
)
from reportlab.pdfgen import canvas as reportlab_canvas

from runstrong_pdf.pdf.fonts import face
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.streams import Stream
from runstrong_pdf.pdf.structure import (
    Element,
    MarkedContent,
    ObjectReference,
    StructureRoot,
)


class UntaggedPaintError(AssertionError):
    """Something was painted outside every element and artifact: a bug in the drawing code."""


LAYOUT = "Layout"
GROUPS = frozenset({"Document", "Sect", "L", "LI", "Table", "TR"})
"""Elements that hold other elements; nothing is painted for them directly."""


class _PageCanvas(reportlab_canvas.Canvas):
    """ReportLab's canvas, with the entries of a page dictionary that tagging needs."""

    tagged: "TaggedPages"

    def _setAnnotations(self, thing: PDFObject) -> None:  # noqa: N802  ReportLab's hook
        super()._setAnnotations(thing)  # type: ignore[misc]
        if isinstance(thing, PDFPage):
            self.tagged.finish_page(thing)


class TaggedPages:
    """Pages in progress, and what each mark on them means.

    Args:
        language: BCP 47 tag of the text, such as `en-GB`.
        archivable: whether the file is to be PDF/A-2a beside PDF/UA-1.

    Attributes:
        slots: the places of personal texts on all pages so far.
        contents: the streams of every page so far, in the order in which they are painted.
    """

    def __init__(self, language: str, *, archivable: bool = False) -> None:
        regular = face("body").latin.fontName
        pages = _PageCanvas(
            io.BytesIO(),
            lang=language,
            invariant=1,
            pdfVersion=(1, 7),
            pageCompression=1,
            initialFontName=regular,  # type: ignore[arg-type]
        )
        pages.tagged = self
        self.archivable = archivable
        self.pages = cast("Any", pages)  # the stubs hide what has no public door
        self.document: Any = self.pages._doc  # noqa: SLF001
        self.root = StructureRoot()
        self.slots: list[SlotPlace] = []
        self.contents: list[PDFArray] = []
        self.labels: list[str] = []
        self._stack = [Element("Document", self.root)]
        self._open: Element | str | None = None  # whose marked content is being painted
        self._artifact = ""
        self._page: PDFObjectReference | None = None  # of the page being drawn
        self._page_elements: list[Element] = []
        self._recorded: list[str] | None = None
        catalog = self.document.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self.pages.setViewerPreference("DisplayDocTitle", "true")

    def print_folded(self) -> None:
        """Set the print dialogue to what a booklet needs: both sides, short edge, no scaling."""
        self.pages.setViewerPreference("Duplex", "DuplexFlipShortEdge")
        self.pages.setViewerPreference("PrintScaling", "None")

    # -- pages -------------------------------------------------------------------------------

    @property
    def page_number(self) -> int:
        """The page being drawn, counting from 1."""
        return int(self.pages.getPageNumber())

    def new_page(self, width: float, height: float, label: str) -> None:
        """Begin a page; `label` is what viewers show beside its number."""
        self.pages.setPageSize((width, height))
        self.pages._preamble = ""  # noqa: SLF001  we set every state ourselves
        self.labels.append(label)

    def end_page(self) -> None:
        """Close the page."""
        self._close()
        self.pages.showPage()
        self._page = None

    def finish_page(self, page: Any) -> None:  # noqa: ANN401  a PDFPage, whose stub is incomplete
        """Complete the page dictionary; called by ReportLab while it closes the page."""
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = PDFName("S")
        page.Trans = None  # ReportLab writes an empty one on every page
        if self._page_elements:
            page.StructParents = len(self.root.parents)
            self.root.parents[page.StructParents] = self._page_elements
        self._page_elements = []
        page.Contents = PDFArray([self.document.Reference(Stream(page.stream))])
        self.contents.append(page.Contents)

    # -- structure ---------------------------------------------------------------------------

    @contextmanager
    def tag(
        self, role: str, *, alt: str | None = None, attributes: Mapping[str, str] | None = None
    ) -> Iterator[Element]:
        """Open an element; what is painted inside belongs to it. Inside an artifact: no effect."""
        if self._artifact:
            yield self._stack[-1]
            return
        self._close_element()
        self._stack.append(Element(role, self._stack[-1], alt=alt, attributes=attributes))
        try:
            yield self._stack[-1]
        finally:
            self._close_element()
            self._stack.pop()

    @property
    def meaningless(self) -> bool:
        """Whether what is painted now is an artifact."""
        return bool(self._artifact)

    def arrange(self, elements: list[Element]) -> None:
        """Bring the elements straight below the document into reading order."""
        self._stack[0].kids[:] = elements

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Paint decoration or page furniture that a screen reader skips."""
        outer, self._artifact = self._artifact, self._artifact or kind
        try:
            yield
        finally:
            self._artifact = outer

    def _switch(self, owner: Element | str) -> None:
        """Continue the open marked-content sequence of `owner`, or begin one."""
        if self._open is owner:
            return
        self._close()
        self._open = owner
        self.pages._code.append(self._opening(owner))  # noqa: SLF001

    def _close(self) -> None:
        if self._open:
            self.pages._code.append("EMC")  # noqa: SLF001
            self._open = None

    def _close_element(self) -> None:
        """End what belongs to an element; decoration goes on, for it has no place in the order."""
        if isinstance(self._open, Element):
            self._close()

    def _opening(self, owner: Element | str) -> str:
        if isinstance(owner, str):
            return f"/Artifact <</Type/{owner}>> BDC"
        return f"/{owner.role} <</MCID {self._next_mcid(owner)}>> BDC"

    def _next_mcid(self, element: Element) -> int:
        page = self._page_reference()
        mcid = len(self._page_elements)
        self._page_elements.append(element)
        if element.page is None:
            element.page = page
        element.kids.append(MarkedContent(mcid, page))
        return mcid

    def _owner(self) -> Element | str:
        """Return what meaningful paint belongs to. Raises UntaggedPaintError."""
        if self._artifact:
            return self._artifact
        if self._stack[-1].role in GROUPS:
            raise UntaggedPaintError(f"painted straight into <{self._stack[-1].role}>")
        return self._stack[-1]

    def _page_reference(self) -> PDFObjectReference:
        if self._page is None:
            self.document.inPage()
            self._page = self.document.thisPageRef()
        return self._page

    # -- painting ----------------------------------------------------------------------------

    def emit(self, operators: str) -> None:
        """Paint for the innermost element. Raises UntaggedPaintError where there is none."""
        self._switch(self._owner())
        self.pages._code.append(operators)  # noqa: SLF001

    def decorate(self, operators: str) -> None:
        """Paint rules, panels and the like, which mean nothing by themselves."""
        if self._recorded is not None:
            self._recorded.append(operators)
            return
        self._switch(self._artifact or LAYOUT)
        self.pages._code.append(operators)  # noqa: SLF001

    # -- annotations -------------------------------------------------------------------------

    def annotate(self, annotation: "Annotation") -> None:
        """Add an annotation to the page, as a kid of the innermost element."""
        element = self._stack[-1]
        page = self._page_reference()
        annotation.key = len(self.root.parents)
        annotation.page = page
        self.root.parents[annotation.key] = element
        self.pages._addAnnotation(annotation)  # noqa: SLF001
        if element.page is None:
            element.page = page
        element.kids.append(ObjectReference(self.document.Reference(annotation), page))


class Annotation(PDFObject):
    """A link or a form field: it knows its page and its key in the parent tree."""

    __RefOnly__ = 1
    key: int
    page: PDFObjectReference

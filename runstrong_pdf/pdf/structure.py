"""The structure tree: what every mark on the page means, in reading order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Union

from reportlab.pdfbase.pdfdoc import PDFObject

from runstrong_pdf.pdf.syntax import text_string

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

KEPT_WHEN_EMPTY = frozenset({"TD", "TH"})
"""A table stays regular only if its empty cells stay."""


class MarkedContent(NamedTuple):
    """A kid of an element: the sequence `mcid` of the content stream of `page`."""

    mcid: int
    page: "PDFObjectReference"

    def entry(self, page: "PDFObjectReference | None", document: "PDFDocument") -> bytes:
        """Return how an element on `page` refers to it."""
        if self.page is page:
            return b"%d" % self.mcid
        other = reference_number(document, self.page)
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (other, self.mcid)


class ObjectReference(NamedTuple):
    """A kid of an element: an annotation on `page`."""

    annotation: "PDFObjectReference"
    page: "PDFObjectReference"

    def entry(self, page: "PDFObjectReference | None", document: "PDFDocument") -> bytes:
        """Return how an element on `page` refers to it."""
        other = b"" if self.page is page else b"/Pg %d 0 R" % reference_number(document, self.page)
        target = reference_number(document, self.annotation)
        return b"<</Type/OBJR%s/Obj %d 0 R>>" % (other, target)


Kid = Union["Element", MarkedContent, ObjectReference]


class Element(PDFObject):
    """One structure element.

    Args:
        role: a standard structure type of PDF 1.7 (H1, P, L, LI, Table, Figure, Form, ...).
        alt: text instead of a picture; required for Figure by PDF/UA.
        attributes: entries of its attribute dictionary, already in PDF syntax.
    """

    __RefOnly__ = 1

    def __init__(
        self,
        role: str,
        parent: "Element | StructureRoot",
        *,
        alt: str | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> None:
        self.role = role
        self.parent = parent
        self.alt = alt
        self.attributes = attributes or {}
        self.kids: list[Kid] = []
        self.page: PDFObjectReference | None = None
        parent.kids.append(self)

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary. Written directly: ReportLab's formatter is ten times slower."""
        out = [b"<</S/%s/P %d 0 R" % (self.role.encode(), number(document, self.parent))]
        if self.page is not None:
            out.append(b"/Pg %d 0 R" % reference_number(document, self.page))
        if self.alt is not None:
            out.append(b"/Alt" + text_string(self.alt))
        if self.attributes:
            entries = "".join(f"/{key} {value}" for key, value in self.attributes.items())
            out.append(f"/A<<{entries}>>".encode())
        kids = [kid.entry(self.page, document) for kid in self.kids]
        if kids:
            out.append(b"/K %s" % kids[0] if len(kids) == 1 else b"/K[%s]" % b" ".join(kids))
        return b"".join(out) + b">>"

    def entry(self, page: object, document: "PDFDocument") -> bytes:  # noqa: ARG002  of other kids
        """Return how its parent refers to it."""
        return b"%d 0 R" % number(document, self)

    def prune(self) -> bool:
        """Drop empty descendants; return whether anything is left."""
        self.kids = [k for k in self.kids if not isinstance(k, Element) or k.prune()]
        return bool(self.kids) or self.role in KEPT_WHEN_EMPTY

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            yield (element := waiting.pop())
            waiting += [kid for kid in element.kids[::-1] if isinstance(kid, Element)]


@dataclass(eq=False)
class StructureRoot(PDFObject):
    """The root of the tree, with the way back from marks to elements.

    Attributes:
        kids: the document alone.
        parents: by StructParents key of a page, its elements by MCID; by StructParent key of an
            annotation, its element.
    """

    __RefOnly__ = 1
    kids: list[Element] = field(default_factory=list)
    parents: dict[int, "list[Element] | Element"] = field(default_factory=dict)

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary with its parent tree."""
        entries = [
            b"%d %s" % (key, _owners(owner, document)) for key, owner in self.parents.items()
        ]
        kids = b" ".join(b"%d 0 R" % number(document, element) for element in self.kids)
        return b"<</Type/StructTreeRoot/K[%s]/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>" % (
            kids,
            b" ".join(entries),
            len(self.parents),
        )


def _owners(owner: "list[Element] | Element", document: "PDFDocument") -> bytes:
    if isinstance(owner, Element):
        return b"%d 0 R" % number(document, owner)
    return b"[" + b" ".join(b"%d 0 R" % number(document, element) for element in owner) + b"]"


def number(document: "PDFDocument", thing: PDFObject) -> int:
    """Return the object number of `thing`, which it gets on first use."""
    name = getattr(thing, "__InternalName__", "")  # ReportLab takes five times as long to look
    return document.idToObjectNumberAndVersion[name or document.Reference(thing).name][0]  # type: ignore[no-untyped-call]


def reference_number(document: "PDFDocument", reference: "PDFObjectReference") -> int:
    """Return the object number behind a ReportLab reference."""
    return document.idToObjectNumberAndVersion[reference.name][0]

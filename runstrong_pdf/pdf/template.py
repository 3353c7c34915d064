"""Freezes a drawn document into constant bytes and slots (design/PDF.md section 4).

The constant part is a complete set of objects with its own cross-reference stream; a personal
file is those bytes followed by a short tail (see `stamp`).
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFIndirectObject, PDFStream

from runstrong_pdf.pdf.canvas import SlotPlace, TaggedCanvas, personal_stream
from runstrong_pdf.pdf.fonts import face
from runstrong_pdf.pdf.structure import number

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PER_OBJECT_STREAM = 2000
UP = b"\x02"
"""The PNG predictor that stores each row as its difference from the row above."""
Glyph = tuple[str, bytes, float]
"""Font resource, code in that font, width in thousandths of the type size."""
Entry = tuple[int, int, int]
"""One row of a cross-reference stream: kind, offset or container, generation or index."""


@dataclass(frozen=True)
class Template:
    """A document without its personal text; plain data, so that it can be pickled and cached.

    Attributes:
        prefix: the constant bytes.
        prefix_xref: offset of their cross-reference stream.
        size: the number of objects so far.
        root, info, xmp: object numbers of the catalogue and of the two metadata objects.
        personal: object number of each page's personal stream, by page number.
        glyphs: by face role, what is needed to write each character of the roster.
    """

    prefix: bytes
    prefix_xref: int
    size: int
    root: int
    info: int
    xmp: int
    personal: Mapping[int, int]
    slots: tuple[SlotPlace, ...]
    glyphs: Mapping[str, Mapping[str, Glyph]]


def freeze(canvas: TaggedCanvas, characters: Iterable[str]) -> Template:
    """Return the template of a finished canvas whose slots can hold `characters`."""
    document = canvas.document
    canvas.root.kids[0].prune()  # type: ignore[union-attr]
    document.Catalog.StructTreeRoot = canvas.root
    document.Catalog.Metadata = document.Reference(PDFStream(content=""), "xmp")
    glyphs = _glyphs(canvas, sorted(set(characters)))
    objects = _objects(canvas)
    numbers = document.idToObjectNumberAndVersion
    personal = {
        page: numbers[personal_stream(page)][0]
        for page in sorted({slot.page for slot in canvas.slots})
    }
    info, xmp = number(document, document.info), numbers["xmp"][0]
    constant = {n: body for n, body in objects.items() if n not in {info, xmp, *personal.values()}}
    root = number(document, document.Catalog)
    prefix, xref, size = _constant_part(constant, len(objects) + 1, root)
    return Template(
        prefix, xref, size, root, info, xmp, personal, tuple(canvas.slots), glyphs
    )


def _glyphs(canvas: TaggedCanvas, characters: list[str]) -> dict[str, dict[str, Glyph]]:
    """Reserve a code for every character in every face that a slot uses, before fonts freeze."""
    roles = sorted({slot.role for slot in canvas.slots})
    return {role: {c: _glyph(canvas, role, c) for c in characters} for role in roles}


def _glyph(canvas: TaggedCanvas, role: str, character: str) -> Glyph:
    width = face(role).width(character, 1000)
    font, _ = face(role).runs(character)[0]
    subset, code = font.splitString(character, canvas.document)[0]
    return font.getSubsetInternalName(subset, canvas.document), code, width


def _objects(canvas: TaggedCanvas) -> dict[int, bytes]:
    """Return every object of the document as `N 0 obj ... endobj`, by number."""
    document = canvas.document
    for font in document.delayedFonts:
        font.addObjects(document)
    document.Reference(document.Catalog)
    document.Reference(document.info)
    document.Outlines.prepare(document, canvas.pages)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    objects: dict[int, bytes] = {}
    while (n := len(objects) + 1) in document.numberToId:  # formatting one object may add others
        name = document.numberToId[n]
        objects[n] = PDFIndirectObject(name, document.idToObject[name]).format(document)
    return objects


def _constant_part(constant: Mapping[int, bytes], size: int, root: int) -> tuple[bytes, int, int]:
    """Write streams as they are and pack all other objects; return bytes, xref offset, size."""
    out = bytearray(HEADER)
    entries: dict[int, Entry] = {0: (0, 0, 65535)}
    packed: list[tuple[int, bytes]] = []
    for n, body in constant.items():
        if body.rstrip().endswith(b"endstream\nendobj"):
            entries[n] = (1, len(out), 0)
            out += _line_before_endstream(body)
        else:
            packed.append((n, body[body.index(b"obj\n") + 4 : body.rindex(b"endobj")].strip()))
    for start in range(0, len(packed), PER_OBJECT_STREAM):
        part = packed[start : start + PER_OBJECT_STREAM]
        entries |= {n: (2, size, index) for index, (n, _) in enumerate(part)}
        entries[size] = (1, len(out), 0)
        out += _object_stream(size, part)
        size += 1
    xref = len(out)
    entries[size] = (1, xref, 0)
    out += cross_reference(size, entries, f"/Root {root} 0 R".encode())
    out += b"startxref\n%d\n%%%%EOF\n" % xref
    return bytes(out), xref, size + 1


def _line_before_endstream(body: bytes) -> bytes:
    """Put the end of line before `endstream` that PDF/A 6.1.7.1 wants and ReportLab leaves out."""
    start = body.rindex(b"endstream")
    return body if body[start - 1 : start] == b"\n" else body[:start] + b"\n" + body[start:]


def _object_stream(n: int, objects: list[tuple[int, bytes]]) -> bytes:
    offsets, content = [], bytearray()
    for number_, body in objects:
        offsets.append(b"%d %d" % (number_, len(content)))
        content += body + b"\n"
    head = b" ".join(offsets) + b"\n"
    packed = zlib.compress(head + bytes(content), 9)
    return (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n"
        % (n, len(objects), len(head), len(packed))
        + packed
        + b"\nendstream\nendobj\n"
    )


def cross_reference(n: int, entries: Mapping[int, Entry], trailer: bytes) -> bytes:
    """Return a cross-reference stream as object `n`; `trailer` holds Root, Prev, Info, ID."""
    index: list[list[int]] = []
    rows = bytearray()
    above = bytes(7)
    for entry in sorted(entries):
        if not index or entry != sum(index[-1]):
            index.append([entry, 0])
        index[-1][1] += 1
        kind, where, extra = entries[entry]
        row = bytes((kind,)) + where.to_bytes(4, "big") + extra.to_bytes(2, "big")
        rows += UP + bytes((a - b) % 256 for a, b in zip(row, above, strict=True))
        above = row
    packed = zlib.compress(bytes(rows), 9)
    sections = b" ".join(b"%d %d" % (first, count) for first, count in index)
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s]%s/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n" % (n, n + 1, sections, trailer, len(packed))
        + packed
        + b"\nendstream\nendobj\n"
    )

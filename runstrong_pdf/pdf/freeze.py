"""Freezes a drawn document into constant bytes and slots.

The constant part is a complete set of objects with its own cross-reference stream; a personal
file is those bytes followed by a short tail (see `stamp`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.streams import Ready, Stream, object_stream, packed_stream
from runstrong_pdf.pdf.structure import Element, number
from runstrong_pdf.pdf.syntax import HEADER, Entry, cross_reference, ended
from runstrong_pdf.pdf.template import GlyphRun, Glyphs, Template
from runstrong_pdf.resources import data_folder

PER_OBJECT_STREAM = 8000
PROFILE = "sRGB2014.icc"


def freeze(canvas: TaggedCanvas, characters: Iterable[str]) -> Template:
    """Return the template of a finished canvas whose slots can hold `characters`."""
    document = canvas.document
    (whole,) = canvas.root.kids
    whole.prune()
    for element in sorted(whole.walk(), key=lambda element: element.role):
        document.Reference(element)  # numbered by role: objects alike stand together and pack well
    document.Catalog.StructTreeRoot = canvas.root
    if canvas.archivable:
        _claim(document)
    document.Catalog.Metadata = document.Reference(Stream(""), "xmp")
    glyphs = _glyphs(canvas, sorted(set(characters)))
    slots = tuple(_with_streams(canvas))
    objects = _objects(canvas)
    info, xmp = number(document, document.info), document.idToObjectNumberAndVersion["xmp"][0]
    personal = {info, xmp, *(slot.stream for slot in slots)}
    constant = {n: body for n, body in objects.items() if n not in personal}
    root = number(document, document.Catalog)
    prefix, xref, size = _constant_part(constant, len(objects) + 1, root)
    return Template(prefix, xref, size, root, info, xmp, slots, glyphs, canvas.archivable)


def _claim(document: Any) -> None:  # noqa: ANN401  the stubs hide what has no public door
    """Put the output intent into the catalogue, which ReportLab's leaves out.

    It says that red, green and blue are those of sRGB (ISO 19005-2, 6.2.3): colours mean the same
    for ever, because the file brings the profile of the International Color Consortium.
    """
    content = (data_folder("templates") / "colour" / PROFILE).read_bytes()
    profile = number(document, Ready(packed_stream(b"/N 3", content)))
    intent = Ready(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        b"/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile %d 0 R>>"
        % profile
    )
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([document.Reference(intent)])


def _glyphs(canvas: TaggedCanvas, characters: list[str]) -> dict[str, Glyphs]:
    """Reserve a code for every character in every face that a slot uses, before fonts freeze."""
    roles = sorted({slot.role for slot in canvas.slots})
    return {role: Glyphs.of(_glyph(canvas, role, one) for one in characters) for role in roles}


def _glyph(canvas: TaggedCanvas, role: str, character: str) -> GlyphRun:
    face = canvas.face(role)
    font, _ = face.runs(character)[0]
    subset, code = font.splitString(character, canvas.document)[0]
    name = font.getSubsetInternalName(subset, canvas.document)
    return name, character, [code.hex()], [face.width(character, 1000)]


def _with_streams(canvas: TaggedCanvas) -> Iterator[SlotPlace]:
    """Yield every slot once, with the stream that prints it.

    Slots that stand on the same pages share a stream, and so do those pages: what all footers say
    is stamped once, and dates apart from names.
    """
    pages: dict[SlotPlace, list[int]] = {}
    for slot in canvas.slots:
        pages.setdefault(slot._replace(page=0), []).append(slot.page)
    streams: dict[tuple[int, ...], Stream] = {}
    for slot, on in pages.items():
        if tuple(on) not in streams:
            stream = streams[tuple(on)] = Stream("")
            for page in on:
                canvas.contents[page - 1].sequence.append(canvas.document.Reference(stream))
        shared = number(canvas.document, streams[tuple(on)])
        yield slot._replace(page=on[0], stream=shared)


def _objects(canvas: TaggedCanvas) -> dict[int, bytes]:
    """Return every object of the document by number, without `N 0 obj` and `endobj`."""
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
        found = document.idToObject[document.numberToId[n]]
        if isinstance(found, Element):  # most are, and ReportLab takes twice as long
            objects[n] = found.format(document)
        else:
            objects[n] = pdfdoc.format(found, document, toplevel=1).strip()
    return objects


def _constant_part(constant: Mapping[int, bytes], size: int, root: int) -> tuple[bytes, int, int]:
    """Write streams as they are and pack all other objects; return bytes, xref offset, size."""
    out = bytearray(HEADER)
    entries: dict[int, Entry] = {0: (0, 0, 65535)}
    packed: list[tuple[int, bytes]] = []
    for n, body in constant.items():
        if body.endswith(b"endstream"):
            entries[n] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (n, _line_before_endstream(body))
        else:
            packed.append((n, body))
    packed.sort(key=lambda item: _alike(item[1]))
    for start in range(0, len(packed), PER_OBJECT_STREAM):
        part = packed[start : start + PER_OBJECT_STREAM]
        entries |= {n: (2, size, index) for index, (n, _) in enumerate(part)}
        entries[size] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (size, object_stream(part))
        size += 1
    xref = len(out)
    entries[size] = (1, xref, 0)
    out += cross_reference(size, entries, f"/Root {root} 0 R".encode())
    out += b"startxref\n%d\n%%%%EOF\n" % xref
    return bytes(out), xref, size + 1


def _alike(body: bytes) -> bytes:
    """Return what objects that pack well together share: the kind of a field."""
    kind = re.search(rb"/FT/\w+|/Parent", body) if b"/Widget" in body else None
    return kind[0] if kind else b""


def _line_before_endstream(body: bytes) -> bytes:
    """Put the end of line before `endstream` that PDF/A 6.1.7.1 wants and ReportLab leaves out."""
    start = body.index(b"\n", body.index(b"stream")) + 1
    length = int(re.findall(rb"/Length (\d+)", body)[0])
    return body[:start] + ended(body[start : start + length])

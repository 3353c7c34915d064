"""A finished page as an SVG: real paths, text as outlines, pictures inside.

What a page uses several times (drawings, signs, glyphs) is defined once.
"""

import base64
import re
import struct
import zlib
from collections.abc import Mapping
from html import escape

from runstrong_pdf.errors import UsageError
from runstrong_pdf.pdf.metadata import Metadata
from runstrong_pdf.pdf.objects import Sheet, head_of, read_objects, sheets
from runstrong_pdf.pdf.outlines import Outlines
from runstrong_pdf.pdf.stamp import Press, Values
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.pdf.tracing import ON_A_PAGE, Look, Tracer, names
from runstrong_pdf.resources import PRODUCER

MM = 72 / 25.4
UPSIDE_DOWN = 'transform="matrix(1 0 0 -1 0 1)"'
SQUARE = 'width="1" height="1" preserveAspectRatio="none"'


def page_svg(template: Template, values: Values, meta: Metadata) -> bytes:
    """Return a template's only page for one person as an SVG.

    Raises:
        UsageError: when there is more than one page.
    """
    objects = read_objects(template)
    pages = tuple(sheets(objects, template))
    if len(pages) > 1:
        raise UsageError(
            f"--output: an .svg holds one page, and this edition has {len(pages)}",
            "one page, such as --edition stretching; or .png for a picture of all pages",
        )
    personal = dict(Press(template).pages(values))
    return _document(objects, pages[0], personal.get(pages[0].personal, b""), meta).encode()


def _document(objects: Mapping[int, bytes], page: Sheet, personal: bytes, meta: Metadata) -> str:
    width, height = (float(edge) for edge in page.box.strip(b"[ ]").split()[2:])
    shelf = _Shelf(objects, page.resources.decode())
    content = f"{_content(objects[page.base])}\n{personal.decode()}"
    painted = Tracer(shelf, ON_A_PAGE).elements(content)
    boxes = [shelf.box(number) for number in page.annotations]
    size = f'width="{width / MM:.1f}mm" height="{height / MM:.1f}mm"'
    view = f'viewBox="0 0 {width:.2f} {height:.2f}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} lang="{meta.language}">',
        f"<title>{escape(meta.title)}</title>",
        f"<desc>{escape(meta.subject)}</desc>",
        f"<!-- {PRODUCER} -->",
        "<defs>",
        *shelf.definitions,
        "</defs>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<g transform="matrix(1 0 0 -1 0 {height:.2f})">',
        *painted,
        *boxes,
        "</g>",
        "</svg>",
    ]
    return "\n".join([line for line in lines if line]) + "\n"


def _content(body: bytes) -> str:
    """Return a content stream, one character a byte."""
    return zlib.decompress(_stream(body)).decode("latin-1")


def _stream(body: bytes) -> bytes:
    start = body.index(b"stream\n", len(head_of(body)) - 2) + 7
    length = re.search(rb"/Length (\d+)", head_of(body))
    assert length  # noqa: S101  we wrote it
    return body[start : start + int(length[1])]


class _Shelf:
    """The objects of a file that one dictionary of resources names.

    Args:
        objects: of the whole file.
        resources: the dictionary.
        definitions: what is kept for the page so far, by its id.
    """

    def __init__(
        self,
        objects: Mapping[int, bytes],
        resources: str,
        definitions: "dict[str, str] | None" = None,
    ) -> None:
        self._objects = objects
        self._kept = {} if definitions is None else definitions
        found = dict(names(resources))
        if "Font" in found:
            found |= names(objects[found["Font"]].decode())
        self._numbers = found
        self._faces: dict[str, _Face] = {}
        self._palette = self._colours(found["P"]) if "P" in found else []

    @property
    def definitions(self) -> list[str]:
        """What was kept, in the order in which it was first used."""
        return list(self._kept.values())

    def face(self, name: str) -> "_Face":
        """Return a face by its name in the resources."""
        if name not in self._faces:
            self._faces[name] = _Face(self._objects, self._numbers[name], self._kept)
        return self._faces[name]

    def colour(self, number: int) -> str:
        """Return a colour of the palette."""
        return self._palette[number]

    def _colours(self, number: int) -> list[str]:
        table = self._objects[number].decode().partition("<")[2].partition(">")[0]
        return [f"#{table[at : at + 6]}" for at in range(0, len(table), 6)]

    def thing(self, name: str) -> str:
        """Return the id of a form or image by its name in the resources."""
        return self._thing(self._numbers[name])

    def clip(self, path: str) -> str:
        """Return the id of a clip."""
        identity = f"clip{zlib.crc32(path.encode()):08x}"
        self._kept[identity] = f'<clipPath id="{identity}"><path d="{path}"/></clipPath>'
        return identity

    def box(self, number: int) -> str:
        """Return an empty tick box as it is printed; nothing for a link."""
        body = self._objects[number]
        look = re.search(rb"/AP (\d+) 0 R", body)
        place = re.search(rb"/Rect\[([-\d.]+) ([-\d.]+)", body)
        if not (look and place):
            return ""
        states = dict(names(self._objects[int(look[1])].decode()))
        x, y = (float(edge) for edge in place.groups())
        use = f'<use href="#{self._thing(states["Off"])}" transform="translate({x:g} {y:g})"'
        return f"{use}{ON_A_PAGE.attributes()}/>"

    def _thing(self, number: int) -> str:
        identity = f"o{number}"
        if identity not in self._kept:
            head = head_of(self._objects[number])
            made = self._image if b"/Subtype/Image" in head else self._form
            self._kept[identity] = made(identity, number)
        return identity

    def _form(self, identity: str, number: int) -> str:
        body = self._objects[number]
        own = dict(names(head_of(body).decode()))
        resources = self._objects[own["Resources"]] if "Resources" in own else b""
        shelf = _Shelf(self._objects, resources.decode(), self._kept)
        elements = Tracer(shelf, Look()).elements(_content(body))
        return "\n".join([f'<g id="{identity}">', *filter(None, elements), "</g>"])

    def _image(self, identity: str, number: int) -> str:
        head = head_of(self._objects[number]).decode("latin-1")
        veil = dict(names(head)).get("SMask")
        mask = ""
        if veil:
            image = f'<image {SQUARE} href="{_data(self._objects[veil])}"/>'
            units = 'maskUnits="userSpaceOnUse" x="0" y="0" width="1" height="1"'
            self._kept[f"m{veil}"] = f'<mask id="m{veil}" {units}>{image}</mask>'
            mask = f' mask="url(#m{veil})"'
        picture = _data(self._objects[number])
        return f'<image id="{identity}" {SQUARE} {UPSIDE_DOWN}{mask} href="{picture}"/>'


def _data(body: bytes) -> str:
    """Return an image as a data URL: a JPEG as it is, other pixels as a PNG."""
    content = _stream(body)
    if b"/DCTDecode" in head_of(body):
        return "data:image/jpeg;base64," + base64.b64encode(content).decode()
    found = re.search(rb"/Width (\d+)/Height (\d+)", head_of(body))
    assert found  # noqa: S101  we wrote it
    colours = 0 if b"/DeviceGray" in head_of(body) else 2
    header = struct.pack(">IIBBBBB", int(found[1]), int(found[2]), 8, colours, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return "data:image/png;base64," + base64.b64encode(png).decode()


class _Face:
    """A font of the file.

    Args:
        number: of its object.
        kept: where outlines are defined.
    """

    def __init__(self, objects: Mapping[int, bytes], number: int, kept: dict[str, str]) -> None:
        self._number = number
        self._kept = kept
        font = objects[number].decode()
        links = dict(names(font))
        widths = font.partition("/Widths")[2].partition("[")[2].partition("]")[0]
        self._widths = [float(width) for width in widths.split()]
        file = dict(names(objects[links["FontDescriptor"]].decode()))["FontFile2"]
        self._outlines = Outlines(zlib.decompress(_stream(objects[file])))
        said = re.findall(r"<([\dA-F]{2})> <([\dA-F]{4,})>", _content(objects[links["ToUnicode"]]))
        self._texts = {int(code, 16): bytes.fromhex(to).decode("utf-16-be") for code, to in said}

    def advance(self, code: int) -> float:
        """Return how far a glyph moves the pen, in thousandths of the type size."""
        return self._widths[code]

    def text(self, codes: bytes) -> str:
        """Return what glyphs say."""
        return "".join(self._texts[code] for code in codes)

    def use(self, code: int) -> str:
        """Return the id of a glyph's outline; empty for a space."""
        identity = f"g{self._number}-{code}"
        if identity not in self._kept:
            path = self._outlines.path(code)
            self._kept[identity] = f'<path id="{identity}" d="{path}"/>' if path else ""
        return identity if self._kept[identity] else ""

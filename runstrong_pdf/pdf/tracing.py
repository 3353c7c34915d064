"""Content-stream operators -> SVG elements; the operators that our own pages use, and no others.

`q`, `cm` and clips become nested groups, so that no coordinate has to be computed. Colours and
lines that a form does not set itself are inherited where it is used, in SVG as in PDF.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple, Protocol

TOKEN = re.compile(
    r"%[^\n]*|\((?:\\.|[^\\)])*\)|<<.*?>>|<[\da-fA-F]*>|\[[^\]]*\]|/?[^\s\[<(/]+", re.DOTALL
)
OPERAND = re.compile(r"[-+.\d/(<\[]")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
LETTERS = {"n": "\n", "r": "\r"}
CAPS, JOINS = ("butt", "round", "square"), ("miter", "round", "bevel")
BLACK = "#000000"


class Glyphs(Protocol):
    """A face of the page."""

    def advance(self, code: int) -> float:
        """Return how far a glyph moves the pen, in thousandths of the type size."""

    def use(self, code: int) -> str:
        """Return the id of a glyph's outline, which is kept for the page; empty for a space."""

    def text(self, codes: bytes) -> str:
        """Return what glyphs say."""


class Shelf(Protocol):
    """What a content stream refers to, and where shared pieces of the picture are kept."""

    def face(self, name: str) -> Glyphs:
        """Return a face by its name in the resources."""

    def colour(self, number: int) -> str:
        """Return a colour of the palette, `#rrggbb`."""

    def thing(self, name: str) -> str:
        """Return the id of a form or image by its name in the resources."""

    def clip(self, path: str) -> str:
        """Return the id of a clip."""


class Look(NamedTuple):
    """The graphics state: SVG attributes; empty where a form leaves it to where it is used.

    Attributes:
        letters: how text is painted: 0 filled, 1 as outlines.
    """

    fill: str = ""
    stroke: str = ""
    width: str = ""
    cap: str = ""
    join: str = ""
    dash: str = ""
    letters: str = "0"

    def attributes(self, *, fill: bool = True, stroke: bool = True) -> str:
        """Return what an element needs that is filled, stroked or both."""
        values = {
            "fill": self.fill if fill else "none",
            "stroke": self.stroke if stroke else "none",
        }
        if stroke:
            values |= {
                "stroke-width": self.width,
                "stroke-linecap": self.cap,
                "stroke-linejoin": self.join,
                "stroke-dasharray": self.dash,
            }
        return "".join(f' {name}="{value}"' for name, value in values.items() if value)


ON_A_PAGE = Look(BLACK, BLACK, "1")


class Tracer:
    """Turns one content stream into elements.

    Args:
        shelf: what it refers to.
        look: the state it begins with.
    """

    def __init__(self, shelf: Shelf, look: Look) -> None:
        self._shelf = shelf
        self._look = look
        self._kept: list[tuple[Look, int]] = []
        self._opened = 0
        self._path: list[str] = []
        self._clips = False
        self._face, self._size, self._track = "", 0.0, 0.0
        self._line, self._pen = (0.0, 0.0), 0.0
        self._out: list[str] = []
        self._operators: Mapping[str, Callable[..., None]] = {
            **self._paths(), **self._states(), **self._texts(),
            "Do": lambda name: self._use(self._shelf.thing(name[1:])),
        }  # fmt: skip

    def elements(self, content: str) -> list[str]:
        """Return the elements. Raises KeyError at an operator that is not known."""
        operands: list[str] = []
        for token in TOKEN.findall(content):
            if token[0] == "%":
                continue
            if OPERAND.match(token):
                operands.append(token)
                continue
            self._operators[token](*operands)
            operands.clear()
        self._out.append("</g>" * self._opened)
        return self._out

    # -- paths ---------------------------------------------------------------------------------

    def _paths(self) -> dict[str, Callable[..., None]]:
        def add(letter: str) -> Callable[..., None]:
            return lambda *numbers: self._path.append(letter + " ".join(numbers))

        def paint(
            *, fill: bool = False, stroke: bool = False, close: bool = False
        ) -> Callable[..., None]:
            return lambda: self._paint(fill=fill, stroke=stroke, close=close)

        return {
            "m": add("M"), "l": add("L"), "c": add("C"), "h": add("Z"), "re": self._rectangle,
            "f": paint(fill=True), "S": paint(stroke=True), "B": paint(fill=True, stroke=True),
            "b": paint(fill=True, stroke=True, close=True), "n": paint(), "W": self._clip,
        }  # fmt: skip

    def _rectangle(self, x: str, y: str, w: str, h: str) -> None:
        self._path.append(f"M{x} {y}h{w}v{h}h{-float(w):g}Z")

    def _clip(self) -> None:
        self._clips = True

    def _paint(self, *, fill: bool, stroke: bool, close: bool) -> None:
        path = "".join(self._path) + "Z" * close
        self._path.clear()
        if fill or stroke:
            look = self._look.attributes(fill=fill, stroke=stroke)
            self._out.append(f'<path d="{path}"{look}/>')
        if self._clips:
            self._open(f'clip-path="url(#{self._shelf.clip(path)})"')
        self._clips = False

    # -- states --------------------------------------------------------------------------------

    def _states(self) -> dict[str, Callable[..., None]]:
        def put(**changes: str) -> None:
            self._look = self._look._replace(**changes)

        return {
            "q": self._keep, "Q": self._restore,
            "cm": lambda *numbers: self._open(f'transform="matrix({" ".join(numbers)})"'),
            "w": lambda width: put(width=width),
            "J": lambda cap: put(cap=CAPS[int(cap)]),
            "j": lambda join: put(join=JOINS[int(join)]),
            "d": lambda dashes, _: put(dash=" ".join(dashes.strip("[]").split())),
            "g": lambda grey: put(fill=_hexadecimal([grey] * 3)),
            "G": lambda grey: put(stroke=_hexadecimal([grey] * 3)),
            "rg": lambda *parts: put(fill=_hexadecimal(parts)),
            "RG": lambda *parts: put(stroke=_hexadecimal(parts)),
            "sc": lambda number: put(fill=self._shelf.colour(int(number))),
            "SC": lambda number: put(stroke=self._shelf.colour(int(number))),
            "Tr": lambda mode: put(letters=mode),
            "cs": _nothing, "CS": _nothing, "BDC": _nothing, "BMC": _nothing, "EMC": _nothing,
        }  # fmt: skip

    def _keep(self) -> None:
        self._kept.append((self._look, self._opened))
        self._opened = 0

    def _restore(self) -> None:
        self._out.append("</g>" * self._opened)
        self._look, self._opened = self._kept.pop()

    def _open(self, attributes: str) -> None:
        self._out.append(f"<g {attributes}>")
        self._opened += 1

    def _use(self, identity: str) -> None:
        self._out.append(f'<use href="#{identity}"{self._look.attributes()}/>')

    # -- text ----------------------------------------------------------------------------------

    def _texts(self) -> dict[str, Callable[..., None]]:
        return {"BT": self._begin, "ET": _nothing, "Td": self._move, "Tf": self._type,
                "Tc": self._space, "Tj": self._show}  # fmt: skip

    def _begin(self) -> None:
        self._line, self._pen = (0.0, 0.0), 0.0

    def _move(self, dx: str, dy: str) -> None:
        self._line = (self._line[0] + float(dx), self._line[1] + float(dy))
        self._pen = 0.0

    def _type(self, name: str, size: str) -> None:
        self._face, self._size = name[1:], float(size)

    def _space(self, track: str) -> None:
        self._track = float(track)

    def _show(self, string: str) -> None:
        """Put the outlines of glyphs side by side, in thousandths of the type size."""
        face, codes = self._shelf.face(self._face), _codes(string)
        scale, x, uses = self._size / 1000, 0.0, []
        for code in codes:
            if identity := face.use(code):
                uses.append(f'<use href="#{identity}" x="{x:.0f}"/>')
            x += face.advance(code) + self._track / scale
        left, base = self._line[0] + self._pen, self._line[1]
        self._pen += x * scale
        if uses:
            place = f"matrix({scale:g} 0 0 {scale:g} {left:.2f} {base:.2f})"
            said = escape(face.text(codes).strip())
            look = self._lettering(scale)
            head = f'<g transform="{place}" role="img" aria-label="{said}"{look}>'
            self._out += [head, *uses, "</g>"]

    def _lettering(self, scale: float) -> str:
        """Return the attributes of glyphs that are drawn `scale` times as large."""
        if self._look.letters == "0":
            return self._look.attributes(stroke=False)
        width = f"{float(self._look.width) / scale:g}"
        return self._look._replace(width=width).attributes(fill=False)


def _nothing(*_: str) -> None:
    """Pass over what SVG has no need of."""


def _hexadecimal(parts: Sequence[str]) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in parts)


def _codes(string: str) -> bytes:
    if string[0] == "<":
        return bytes.fromhex(string[1:-1])
    plain = ESCAPE.sub(lambda found: LETTERS.get(found[1], found[1]), string[1:-1])
    return plain.encode("latin-1")


def names(dictionary: str) -> Iterator[tuple[str, int]]:
    """Yield every name of a dictionary that leads to an object, with its number."""
    for name, number in re.findall(r"/([^\s/<>\[\]]+)\s+(\d+) 0 R", dictionary):
        yield name, int(number)

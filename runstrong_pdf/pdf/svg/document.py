"""SVG bytes -> a tree of elements, with nothing in it that runs, refers elsewhere or explodes."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers import expat  # no entity is ever declared: see _doctype

from runstrong_pdf.pdf.svg.errors import SvgError, cannot_draw

LARGEST_FILE = 2_000_000
MOST_ELEMENTS = 10_000
DEEPEST = 60
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
SCRIPTS = frozenset({"script", "handler", "listener"})
ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
INSIDE = re.compile(r"\s*#\S+\s*|\s*data:image/\S*", re.IGNORECASE)
OUTSIDE = re.compile(r"url\((?!\s{0,9}['\"]?#)|@import", re.IGNORECASE)


@dataclass
class Node:
    """One element of SVG's own namespace, by its local name; others are left out."""

    name: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    @cached_property
    def marks(self) -> frozenset[str]:
        """What a style sheet calls it: `#id` and `.class`."""
        names = self.attributes.get("class", "").split()
        return frozenset({f"#{self.attributes.get('id', '')}", *(f".{name}" for name in names)})


def parse_svg(content: bytes) -> Node:
    """Return the root element. Raises SvgError."""
    if len(content) > LARGEST_FILE:
        raise SvgError(f"is larger than {LARGEST_FILE // 1_000_000} MB; simplify it, or use a png")
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    parser.ProcessingInstructionHandler = _instruction
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat takes no keywords
    except expat.ExpatError as error:
        wrong = expat.ErrorString(error.code)
        raise SvgError(f"is no sound SVG: {wrong} in line {error.lineno}") from None
    except (LookupError, ValueError) as error:  # an encoding that expat does not know
        if isinstance(error, SvgError):
            raise
        raise SvgError(f"is no sound SVG: {error}") from None
    root = builder.root
    if root is None or root.name != "svg":
        raise SvgError("is XML, but no SVG")
    return root


def _doctype(name: str, system: str | None, public: str | None, has_subset: int) -> None:  # noqa: ARG001
    """Let the usual DOCTYPE pass, which nobody fetches; what is declared inside one is refused."""
    if has_subset:
        raise cannot_draw("declarations of its own (DOCTYPE, ENTITY)")


def _entity(*_: object) -> None:
    raise cannot_draw("entities")


def _instruction(target: str, _: str) -> None:
    if target == "xml-stylesheet":
        raise _external("style sheet")


def _external(what: str) -> SvgError:
    return SvgError(f"refers to a {what} outside itself; put all of the logo into one file")


class _Builder:
    """Builds the tree while expat reads."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node | None] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element; one of a foreign namespace is None and hides all below it."""
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise SvgError(f"has more than {MOST_ELEMENTS:,} elements; simplify it, or use a png")
        if len(self._open) >= DEEPEST:
            raise SvgError(f"is nested more than {DEEPEST} deep; simplify it, or use a png")
        space, _, local = name.rpartition(" ")
        hidden = bool(self._open) and self._open[-1] is None
        if hidden or space not in {SVG, ""}:
            self._open.append(None)
            return
        node = Node(local, dict(_attributes(attributes)))
        _check(node)
        if self._open and (parent := self._open[-1]):
            parent.children.append(node)
        elif self.root is None:
            self.root = node
        self._open.append(node)

    def end(self, _: str) -> None:
        """Close an element."""
        node = self._open.pop()
        if node and node.name == "style" and OUTSIDE.search(node.text):
            raise _external("style sheet, picture or font")

    def characters(self, text: str) -> None:
        """Keep the text of style sheets."""
        if self._open and (node := self._open[-1]) and node.name == "style":
            node.text += text


def _attributes(given: dict[str, str]) -> "list[tuple[str, str]]":
    """Return plain attributes and links by their local names."""
    names = ((key.rpartition(" "), value) for key, value in given.items())
    return [(local, value) for (space, _, local), value in names if space in {"", XLINK}]


def _check(node: Node) -> None:
    """Refuse what runs, moves or refers elsewhere, also where it would not be drawn."""
    if node.name in SCRIPTS or any(key.lower().startswith("on") for key in node.attributes):
        raise SvgError("has a script in it; export the logo without, or as png")
    if node.name == "foreignObject":
        raise cannot_draw("a web page (foreignObject)")
    if node.name in ANIMATIONS:
        raise SvgError("is animated; paper shows one picture: export it without animation")
    href = node.attributes.get("href")
    if href is not None and node.name != "a" and not INSIDE.fullmatch(href):
        raise _external("file")
    if any(OUTSIDE.search(value) for value in node.attributes.values()):
        raise _external("file")

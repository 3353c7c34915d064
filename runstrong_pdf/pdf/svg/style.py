"""What a style sheet, attributes and inheritance say about one element."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from PIL import ImageColor

from runstrong_pdf.pdf.slots import RGB
from runstrong_pdf.pdf.svg.document import Node
from runstrong_pdf.pdf.svg.errors import SvgError, cannot_draw
from runstrong_pdf.pdf.svg.matrix import NUMBER, length

INHERITED: dict[str, str] = {
    "clip-rule": "nonzero",
    "color": "black",
    "fill": "black",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "stroke": "none",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "visibility": "visible",
}
OWN = {"clip-path": "none", "display": "inline", "opacity": "1"}
REFUSED = ("filter", "mask", "marker", "marker-start", "marker-mid", "marker-end", "mix-blend-mode",
           "vector-effect")  # fmt: skip
"""Properties that would change the picture; their harmless values stand in `HARMLESS`."""
HARMLESS = frozenset({"none", "normal", "auto", ""})
MOST_RULES = 300
SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
FUNCTION = re.compile(r"rgba?\(([^()]*)\)")
REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)(?:\s+.*)?")


@dataclass(frozen=True)
class Rule:
    """One selector of a style sheet with its declarations."""

    tag: str
    marks: frozenset[str]
    declarations: Mapping[str, str]

    def suits(self, node: Node) -> bool:
        """Return whether the selector means this element."""
        return self.tag in {"", "*", node.name} and self.marks <= node.marks

    @property
    def group(self) -> str:
        """What an element must have, by which rules are found: a mark, a tag, or nothing."""
        return min(self.marks, default=self.tag.replace("*", ""))

    @cached_property
    def weight(self) -> tuple[int, int, int]:
        """How specific the selector is."""
        ids = sum(mark.startswith("#") for mark in self.marks)
        return ids, len(self.marks) - ids, int(self.tag not in {"", "*"})


class StyleSheet:
    """All rules of a picture.

    Args:
        root: the picture.

    Raises:
        SvgError: where a rule is none that is read.
    """

    def __init__(self, root: Node) -> None:
        found = [rule for node in _all(root) if node.name == "style" for rule in _rules(node.text)]
        if len(found) > MOST_RULES:
            raise SvgError(f"has more than {MOST_RULES} rules of style; simplify it, or use a png")
        self._groups: dict[str, list[tuple[int, Rule]]] = {}
        for place, rule in enumerate(sorted(found, key=lambda rule: rule.weight)):
            self._groups.setdefault(rule.group, []).append((place, rule))

    def own(self, node: Node) -> dict[str, str]:
        """Return what attributes, rules and `style` say about an element, the last strongest."""
        own = dict(node.attributes)
        groups = (self._groups.get(name, ()) for name in {"", node.name, *node.marks})
        for _, rule in sorted((entry for group in groups for entry in group), key=lambda e: e[0]):
            if rule.suits(node):
                own |= rule.declarations
        return own | declared(node.attributes.get("style", ""))


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _rules(text: str) -> Iterator[Rule]:
    plain = _without_comments(text).replace("<!--", " ").replace("-->", " ")
    if "@" in plain:
        raise cannot_draw(f"the style {plain[plain.index('@') :].split()[0][:20]!r}")
    for block in plain.split("}")[:-1]:
        selectors, _, body = block.partition("{")
        declarations = declared(body)
        for selector in selectors.split(","):
            found = SELECTOR.fullmatch(selector.strip())
            if not found or not found[0]:
                raise cannot_draw(f"the style selector {selector.strip()[:30]!r}")
            marks = frozenset(re.findall(r"[.#][\w-]+", found[2]))
            yield Rule(found[1] or "", marks, declarations)


def _without_comments(text: str) -> str:
    first, *others = text.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in others)])


def declared(text: str) -> dict[str, str]:
    """Return the declarations of a style, such as `fill: red; stroke: none`."""
    pairs = (part.partition(":") for part in _without_comments(text).split(";"))
    return {
        key.strip().lower(): value.replace("!important", "").strip()
        for key, colon, value in pairs
        if colon
    }


class Style:
    """The computed style of one element.

    Args:
        values: its own and inherited properties.
        opacity: its own, times that of everything around it.
    """

    def __init__(self, values: Mapping[str, str], opacity: float = 1.0) -> None:
        self.values = values
        self.opacity = opacity

    def __getitem__(self, key: str) -> str:
        return self.values[key]

    def below(self, node: Node, sheet: StyleSheet) -> "Style":
        """Return the style of a child. Raises SvgError."""
        own = sheet.own(node)
        for key in REFUSED:
            if own.get(key, "").strip() not in HARMLESS:
                raise cannot_draw(f"the effect {key}")
        values = {key: self._value(own, key) for key in INHERITED}
        values |= {key: own.get(key, usual) for key, usual in OWN.items()}
        return Style(values, self.opacity * share(values["opacity"]))

    def _value(self, own: Mapping[str, str], key: str) -> str:
        value = own.get(key, "inherit").strip()
        return self.values[key] if value == "inherit" else value

    def number(self, key: str) -> float:
        """Return a length in user units. Raises SvgError."""
        return length(self.values[key])

    def paint(self, key: str) -> RGB | str | None:
        """Return the colour of `fill` or `stroke`, the id of a gradient, or None for no paint."""
        return read_paint(self.values[key], self.values["color"])

    def alpha(self, key: str) -> float:
        """Return how opaque `fill` or `stroke` is, 0 to 1."""
        return self.opacity * share(self.values[f"{key}-opacity"]) * _alpha(self.values[key])


START = Style(INHERITED | OWN)


def share(text: str) -> float:
    """Return a number or percentage as 0 to 1. Raises SvgError."""
    text = text.strip()
    found = NUMBER.fullmatch(text.removesuffix("%"))
    if not found:
        raise cannot_draw(f"the opacity {text[:20]!r}")
    value = float(found[0]) / (100 if text.endswith("%") else 1)
    return min(1.0, max(0.0, value))


def reference(text: str) -> str | None:
    """Return the id that `url(#id)` names, None where it is something else."""
    found = REFERENCE.fullmatch(text.strip())
    return found[1] if found else None


def read_paint(text: str, current: str = "black") -> RGB | str | None:
    """Return a colour, the id of a gradient, or None for no paint. Raises SvgError."""
    text = text.strip()
    if (target := reference(text)) is not None:
        return target
    if text.lower() == "currentcolor":
        return read_paint(current)
    return None if text.lower() in {"none", "transparent"} else colour(text)


def colour(text: str) -> RGB:
    """Return a colour as SVG writes it, channels 0 to 1. Raises SvgError."""
    if call := FUNCTION.fullmatch(text.strip().lower()):
        parts = [part for part in re.split(r"[\s,/]+", call[1].strip()) if part][:3]
        if len(parts) == 3:
            red, green, blue = (
                share(p) if p.endswith("%") else min(255.0, max(0.0, length(p))) / 255
                for p in parts
            )
            return red, green, blue
    try:
        red, green, blue = ImageColor.getrgb(text.strip())[:3]
    except ValueError:
        raise cannot_draw(f"the colour {text[:30]!r}") from None
    return red / 255, green / 255, blue / 255


def _alpha(text: str) -> float:
    """Return the opacity that a colour itself names: `rgba(...)` or `#rrggbbaa`."""
    text = text.strip().lower()
    if call := FUNCTION.fullmatch(text):
        parts = [part for part in re.split(r"[\s,/]+", call[1].strip()) if part]
        return share(parts[3]) if len(parts) == 4 else 1.0
    if re.fullmatch("#(?:[0-9a-f]{4}|[0-9a-f]{8})", text):
        digits = text[-1] * 2 if len(text) == 5 else text[-2:]
        return int(digits, 16) / 255
    return 1.0

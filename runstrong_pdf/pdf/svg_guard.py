"""Looks through an SVG before it is drawn: nothing in it runs, refers elsewhere or explodes.

What is drawn is not the file but what was read here, written anew: no second parser can find in
it what this one did not see. Its style is written anew in the part of CSS that resvg reads, or
refused by name: resvg passes over most of what it does not know without a word, and drops all that
follows an empty value, a name of one's own (`--brand`) or a slash. What only takes long to draw is
for `logo` to stop.
"""

import math
import re
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat  # what may be declared in a DOCTYPE is bounded: see `entity`

from runstrong_pdf.errors import TemplateError

PLAIN = "export the logo as a plain SVG, with presentation attributes for its style, or as a png"
FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
HARMLESS_RULE = re.compile(r"@(?:charset|namespace)[^;{}@]{0,200};", re.IGNORECASE)
AT_RULE = re.compile(r"@[\w-]*")
RULE_BODY = re.compile(r"\{([^{}]*)\}")
DECLARATION = re.compile(r"(?:[^;'\"]|'[^']*'|\"[^\"]*\")+")
ENCLOSED = re.compile(r"\([^()]*\)|'[^']*'|\"[^\"]*\"")
LINE_HEIGHT = re.compile(r"\s?/\s?[^\s,]+")
OUTSIDE = re.compile(r"url\((?!\s{0,9}['\"]?#)|@import", re.IGNORECASE)
OUTSIDE_FONT = re.compile(r"url\((?!\s{0,9}['\"]?data:)", re.IGNORECASE)
UNITS = re.compile(r"(?<=[\d.])(?:px|deg)\b", re.IGNORECASE)
"""Of a `transform` in CSS; resvg knows the bare numbers of the attribute."""
ICC_COLOUR = re.compile(r"(?<=\s)icc-color\([^()]*\)", re.IGNORECASE)
"""What follows the colour that a screen shows."""
COMPUTED = re.compile(r"\b(?:var|calc|env)\(", re.IGNORECASE)
MOVING = frozenset({"animation", "animation-name", "offset-path"})
UNDRAWN = frozenset({"background", "background-color", "mask-border", "mask-image",
                     "text-transform", "transform-box", "vector-effect"})  # fmt: skip
USUAL = frozenset({"auto", "border-box", "inherit", "initial", "none", "normal", "transparent",
                   "view-box", "white", "#fff", "#ffffff", "rgb(255, 255, 255)"})  # fmt: skip
"""Values of those that change nothing on white paper."""
GEOMETRY = frozenset({"cx", "cy", "d", "r", "rx", "ry", "rotate", "scale", "translate", "x", "y"})
"""What browsers take from a style as well; resvg knows them as attributes only."""
SHAPED = frozenset({"clip-path", "mask"})


def cannot_draw(what: str, remedy: str = PLAIN) -> TemplateError:
    """Return the error that names something that is not drawn."""
    return TemplateError(f"has {what} in it, which cannot be drawn here", remedy)


def outside(what: str) -> TemplateError:
    """Return the error about something that lies in another file."""
    return TemplateError(f"refers to a {what} outside itself", "put all of the logo into one file")


def animated() -> TemplateError:
    """Return the error about something that moves."""
    wrong = "is animated; paper shows one picture"
    return TemplateError(wrong, "export the logo without animation")


def style_sheet(text: str) -> str:
    """Return a style sheet as resvg reads it. Raises TemplateError naming what it would lose."""
    plain = _without_comments(text).replace("<!--", " ").replace("-->", " ")
    plain = HARMLESS_RULE.sub("", FONT_FACE.sub(_font_face, plain))
    if OUTSIDE.search(plain):
        raise outside("style sheet, picture or font")
    if rule := AT_RULE.search(plain):
        raise animated() if "keyframes" in rule[0] else cannot_draw(f"the style {rule[0][:20]!r}")
    return RULE_BODY.sub(lambda body: f"{{{declarations(body[1])}}}", plain)


def _font_face(rule: re.Match[str]) -> str:
    """Drop a font that the file brings along: lettering is set in our faces."""
    if OUTSIDE_FONT.search(rule[0]):
        raise outside("font")
    return ""


def declarations(text: str) -> str:
    """Return the declarations of a style as resvg reads them. Raises TemplateError.

    Example:
        >>> declarations("--brand: red; fill: ; transform: rotate(45deg); font: 12px/1.2 Arial")
        'transform:rotate(45);font:12px Arial'
    """
    kept = []
    for part in DECLARATION.findall(_without_comments(text)):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        if not colon or not value or name.startswith("-"):
            continue
        value = property_value(name, value)
        if name == "transform":
            value = UNITS.sub("", value)
        elif name == "font":
            value = LINE_HEIGHT.sub("", value, count=1)
        if name in GEOMETRY or "/" in ENCLOSED.sub("", value):
            raise cannot_draw(f"the style '{name}: {value[:30]}'")
        kept.append(f"{name}:{value}")
    return ";".join(kept)


def property_value(name: str, value: str) -> str:
    """Return the value of a property or an attribute as resvg reads it. Raises TemplateError."""
    usual = value.replace("!important", "").strip().lower() in USUAL
    if name in MOVING and not usual:
        raise animated()
    if (name in UNDRAWN or (name in SHAPED and "url(" not in value)) and not usual:
        raise cannot_draw(f"the style '{name}: {value[:30]}'")
    if COMPUTED.search(value):
        raise cannot_draw(f"a value that is computed ({value[:30]})")
    return ICC_COLOUR.sub("", value)


def _without_comments(text: str) -> str:
    first, *others = text.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in others)])


LARGEST_FILE = 10_000_000
MOST_CHARACTERS = 2_000_000
"""Of what is drawn; the rest of a file may be what a drawing program keeps for itself."""
MOST_ELEMENTS = 10_000
DEEPEST = 60
LONGEST_ENTITY, MOST_REFERENCES = 500, 20_000
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
SCRIPTS = frozenset({"script", "handler", "listener"})
ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
SAID = frozenset({"metadata", "title", "desc"})
LENGTH = re.compile(r"\+?(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(px|pt|pc|mm|cm|in)?")
PIXELS = {None: 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
SIMPLER = "simplify it in a drawing program, or save it as a png"


@dataclass(frozen=True)
class SafeSvg:
    """An SVG that was looked through.

    Attributes:
        text: its root element, as large as `size`.
        size: width and height in units of its own.
        lettered: whether it has text that is set in type.
    """

    text: str
    size: tuple[float, float]
    lettered: bool

    def part(self, box: tuple[float, float, float, float], width: int, height: int) -> str:
        """Return an SVG of `width` by `height` pixels that shows the box left, top, right, bottom.

        Example:
            >>> safe_svg(b'<svg viewBox="0 0 9 6"/>').part((3, 0, 9, 6), 100, 100)
            '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" \
viewBox="3 0 6 6"><svg viewBox="0 0 9 6" x="0" y="0" width="9.0" height="6.0"></svg></svg>'
        """
        left, top, right, bottom = box
        view = " ".join(f"{value:.9g}" for value in (left, top, right - left, bottom - top))
        head = f'<svg xmlns="{SVG}" width="{width}" height="{height}" viewBox="{view}">'
        return f"{head}{self.text}</svg>"


def safe_svg(content: bytes) -> SafeSvg:
    """Look through a file. Raises TemplateError saying what in it is unsafe or not drawn."""
    if len(content) > LARGEST_FILE:
        raise TemplateError(f"is larger than {LARGEST_FILE // 1_000_000} MB", SIMPLER)
    writer = _Writer(content.count(b"&"))
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.characters
    parser.EntityDeclHandler = writer.entity
    parser.AttlistDeclHandler = _default
    parser.ProcessingInstructionHandler = _instruction
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat takes no keywords
    except expat.ExpatError as error:
        wrong = f"{expat.ErrorString(error.code)} in line {error.lineno}"
        raise TemplateError(f"is no sound SVG: {wrong}", "export the logo again") from None
    except (LookupError, ValueError) as error:  # an encoding that expat does not know
        raise TemplateError(f"is no sound SVG: {error}", "save it as UTF-8") from None
    return SafeSvg("".join(writer.out), writer.size, writer.lettered)


def _default(_element: str, name: str, _kind: str, default: str | None, _required: int) -> None:
    if default is not None:
        raise cannot_draw(f"a value that it declares for every {name[:30]!r}")


def _instruction(target: str, _: str) -> None:
    if target == "xml-stylesheet":
        raise outside("style sheet")


@dataclass
class _Writer:
    """Writes what is drawn while expat reads."""

    references: int
    out: list[str] = field(default_factory=list)
    size: tuple[float, float] = (0.0, 0.0)
    lettered: bool = False
    _open: list[str] = field(default_factory=list)
    _hidden: int = 0
    _texts: int = 0
    _sheet: list[str] = field(default_factory=list)
    _elements: int = 0
    _characters: int = 0

    def entity(self, name: str, parameter: int, value: str | None, *_: object) -> None:
        """Let short plain texts pass, such as Illustrator's names of namespaces."""
        harmless = not parameter and value is not None and not set(value) & set("&<%")
        if not harmless or len(value or "") > LONGEST_ENTITY or self.references > MOST_REFERENCES:
            raise cannot_draw(f"an entity that is more than a short text ({name[:30]!r})")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element; of one that is never drawn, nothing inside it is read."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise TemplateError(f"has more than {MOST_ELEMENTS:,} elements", SIMPLER)
        if len(self._open) >= DEEPEST:
            raise TemplateError(f"is nested more than {DEEPEST} deep", SIMPLER)
        space, _, local = name.rpartition(" ")
        if not self._open and (local != "svg" or space not in {SVG, ""}):
            raise TemplateError("is XML, but no SVG", "save the logo as svg, png, jpg or webp")
        other = local == "foreignObject" and attributes.get("requiredExtensions")
        if self._hidden or space not in {SVG, ""} or local in SAID or other:
            self._hidden += 1
        else:
            own = dict(_known(attributes))
            _check(local, own)
            if not self._open:
                self.size = _size(own)
                own |= {"x": "0", "y": "0", "width": str(self.size[0]), "height": str(self.size[1])}
            written = [f' {key}="{escape(value)}"' for key, value in own.items()]
            self._write(f"<{local}{''.join(written)}>")
            self._texts += local == "text"
        self._open.append(local)

    def end(self, _: str) -> None:
        """Close an element."""
        local = self._open.pop()
        if self._hidden:
            self._hidden -= 1
            return
        if local == "style":
            self._write(escape(style_sheet("".join(self._sheet))))
            self._sheet.clear()
        self._texts -= local == "text"
        self._write(f"</{local}>")

    def characters(self, text: str) -> None:
        """Keep lettering and style sheets."""
        if self._hidden:
            return
        if self._open[-1] == "style":
            self._sheet.append(text)
        elif self._texts:
            self.lettered = self.lettered or not text.isspace()
            self._write(escape(text))

    def _write(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise TemplateError("draws more than a logo needs (2 MB of shapes)", SIMPLER)
        self.out.append(text)


def _known(attributes: dict[str, str]) -> list[tuple[str, str]]:
    """Return SVG's own attributes, with styles as resvg reads them."""
    found = []
    for key, value in attributes.items():
        space, _, local = key.rpartition(" ")
        if not space:
            style = local == "style"
            found.append((local, declarations(value) if style else property_value(local, value)))
        elif space == XLINK and local == "href" and "href" not in attributes:
            found.append((local, value))
        elif space == XML and local == "space":
            found.append(("xml:space", value))
    return found


def _check(name: str, attributes: dict[str, str]) -> None:
    """Refuse what runs, moves, refers elsewhere or is lost, also where it would not be seen."""
    if name in SCRIPTS or any(key.lower().startswith("on") for key in attributes):
        raise TemplateError("has a script in it", "export the logo without scripts, or as a png")
    if name in ANIMATIONS:
        raise animated()
    if name == "foreignObject":
        raise cannot_draw("a web page (foreignObject)")
    href = "" if name == "a" else attributes.get("href", "").strip()
    if name in {"image", "feImage"} and href.lower().startswith("data:"):
        raise cannot_draw("a picture of pixels", "save the logo as a png, jpg or webp instead")
    if name in {"image", "feImage"} or (href and href[0] != "#"):
        raise outside("file")
    if name == "rect" and not {"width", "height"} <= attributes.keys():
        raise cannot_draw("a rectangle without a width or height of its own")
    if any(OUTSIDE.search(value) for value in attributes.values()):
        raise outside("file")


def _size(attributes: dict[str, str]) -> tuple[float, float]:
    """Return how large the picture is, in its own units or pixels of the web (1/96 inch)."""
    view = attributes.get("viewBox", "").replace(",", " ").split()
    try:
        box = [float(number) for number in view]
    except ValueError:
        box = [0.0]
    if view and (len(box) != 4 or not all(map(math.isfinite, box))):
        raise TemplateError("has a viewBox that is not four numbers", "export the logo again")
    found = [LENGTH.fullmatch(attributes.get(key, "").strip()) for key in ("width", "height")]
    wide, high = (float(length[1]) * PIXELS[length[2]] if length else 0.0 for length in found)
    if box and min(box[2:]) > 0 and not (wide and high):
        scale = wide / box[2] or high / box[3] or 1.0
        wide, high = box[2] * scale, box[3] * scale
    if not wide or not high or (box and min(box[2:]) <= 0):
        said = "does not say how large it is (viewBox, or width and height)"
        raise TemplateError(said, "export the logo with its size")
    return wide, high

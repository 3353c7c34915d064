"""The style of an SVG, written anew in the part of CSS that resvg reads, or refused by name.

resvg passes over most of what it does not know without a word, and drops all that follows an
empty value, a name of one's own (`--brand`) or a slash.
"""

import re

from runstrong_pdf.errors import TemplateError

PLAIN = "export the logo as a plain SVG, with presentation attributes for its style, or as a png"
FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
HARMLESS_RULE = re.compile(r"@(?:charset|namespace)[^;{}@]{0,200};", re.IGNORECASE)
AT_RULE = re.compile(r"@[\w-]*")
BLOCK = re.compile(r"\{([^{}]*)\}")
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
    return BLOCK.sub(lambda block: f"{{{declarations(block[1])}}}", plain)


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

"""The style of an SVG, written anew in the part of CSS that resvg reads without losing a word."""

import re

from runstrong_pdf.errors import TemplateError

PLAIN = "export the logo as a plain SVG with presentation attributes, or as a png"
FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
HARMLESS_RULE = re.compile(r"@(?:charset|namespace)[^;{}@]{0,200};", re.IGNORECASE)
AT_RULE = re.compile(r"@[\w-]*")
BLOCK = re.compile(r"\{([^{}]*)\}")
OUTSIDE = re.compile(r"url\((?!\s{0,9}['\"]?#)|@import", re.IGNORECASE)
OUTSIDE_FONT = re.compile(r"url\((?!\s{0,9}['\"]?data:)", re.IGNORECASE)
UNITS = re.compile(r"(?<=[\d.])(?:px|deg)\b", re.IGNORECASE)
"""resvg knows the numbers of a `transform`, not the units that CSS puts behind them."""
MOVING = frozenset({"animation", "animation-name", "offset-path"})
UNDRAWN = frozenset({"mask-border", "mask-image", "text-transform", "transform-box",
                     "vector-effect"})  # fmt: skip
"""What resvg passes over without a word although it changes the picture, unless it is `USUAL`."""
USUAL = frozenset({"", "none", "normal", "auto", "view-box", "border-box", "initial", "inherit"})
GEOMETRY = frozenset({"cx", "cy", "d", "r", "rx", "ry", "rotate", "scale", "translate", "x", "y"})
"""What only browsers take from a style; resvg reads it as an attribute."""
COMPUTED = re.compile(r"\b(?:var|calc|env)\(", re.IGNORECASE)
SHAPED = frozenset({"clip-path", "mask"})


def cannot_draw(what: str, remedy: str = PLAIN) -> TemplateError:
    """Return the error that names something that is not drawn."""
    return TemplateError(f"has {what} in it, which cannot be drawn here", remedy)


def outside(what: str) -> TemplateError:
    """Return the error about something that lies in another file."""
    return TemplateError(
        f"refers to a {what} outside itself", "put all of the logo into one file, or save a png"
    )


def sheet(text: str) -> str:
    """Return a style sheet as resvg reads it. Raises TemplateError naming what it would lose."""
    plain = _without_comments(text).replace("<!--", " ").replace("-->", " ")
    plain = HARMLESS_RULE.sub("", FONT_FACE.sub(_unloaded, plain))
    if OUTSIDE.search(plain):
        raise outside("style sheet, picture or font")
    if rule := AT_RULE.search(plain):
        if "keyframes" in rule[0].lower():
            raise animated()
        raise cannot_draw(f"the style {rule[0][:20]!r}")
    return BLOCK.sub(lambda block: f"{{{declarations(block[1])}}}", plain)


def _unloaded(face: re.Match[str]) -> str:
    """Drop a font that the file brings along: lettering is set in our faces."""
    if OUTSIDE_FONT.search(face[0]):
        raise outside("font")
    return ""


def animated() -> TemplateError:
    """Return the error about something that moves."""
    return TemplateError(
        "is animated; paper shows one picture", "export the logo without animation"
    )


def declarations(text: str) -> str:
    """Return the declarations of a style, such as `fill: red; stroke: none`, as resvg reads them.

    resvg silently drops all that follows an empty value, a name of one's own (`--brand`) or a
    slash; so these are left out, or refused where the picture depends on them.
    """
    kept = []
    for part in _without_comments(text).split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        if not colon or not value or name.startswith("-"):
            continue
        check_property(name, value)
        if name in GEOMETRY:
            raise cannot_draw(f"the style {name!r}")
        if name == "transform":
            value = UNITS.sub("", value)
        if "/" in value and "url(" not in value:
            value = re.sub(r"\s?/\s?\S*", "", value)  # the line height in `font: 12px/14px Arial`
        kept.append(f"{name}:{value}")
    return ";".join(kept)


def check_property(name: str, value: str) -> None:
    """Refuse a property, of a style or as an attribute, that resvg would pass over."""
    usual = value.replace("!important", "").strip().lower()
    if name in MOVING and usual not in USUAL:
        raise animated()
    if name in UNDRAWN and usual not in USUAL:
        raise cannot_draw(f"the effect {name!r}")
    if name in SHAPED and usual not in USUAL and "url(" not in usual:
        raise cannot_draw(f"the style '{name}: {value[:30]}'")
    if COMPUTED.search(value):
        raise cannot_draw(f"a value that is computed ({value[:30]})")


def _without_comments(text: str) -> str:
    first, *others = text.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in others)])

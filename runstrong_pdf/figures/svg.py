"""A drawing to and from its file: an SVG that any browser shows, one shape a line.

The paths carry their roles as classes, and a style sheet gives every class its default colour:
whoever opens the file sees the picture, and the page maker sees the roles. Numbers inside a
frame count from the drawing's origin, so that reading needs no arithmetic.
"""

import re
from functools import lru_cache
from html import escape, unescape
from typing import cast, get_args

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures.drawing import Drawing, Frame, Kind, Shape, Tone
from runstrong_pdf.figures.theme import DASH, Theme, colour_theme, style_of
from runstrong_pdf.model.colour import hex_code

GAP = 60  # between two frames, 1/1000 body height
MARGIN = 20
HEIGHT_MM = 60  # printed height of a body, where a viewer asks for a size
ARIA = 'aria-labelledby="title" aria-describedby="desc"'
TONES = ("shade", "far")

WHOLE = "-?[0-9]++"
POINT = f"{WHOLE} {WHOLE}"
PATH = re.compile(  # every segment is spelled out: a count that may vary takes twice as long
    r'<path class="([^"]*)"(?: stroke-width="([0-9]+)")?(?: data-edge="([0-9]+)")? '
    rf'd="((?:[ML]{POINT}|C{POINT} {POINT} {POINT}|Z)++)"/>\n'
)
GROUP = "\n<g "
FRAME = re.compile(
    r'id="(\w+)" class="(frame|inset)" data-box="([-\d ]+)"( data-cropped="")?'
    r"[^>]*><title>[^<]*</title><desc>([^<]*)</desc>\n"
)
HEAD = re.compile(
    r'<svg [^>]*data-skin="([1-6])" data-band="([^"]*)"[^>]*>\n<title[^>]*>([^<]*)</title>'
)


def write(drawing: Drawing) -> str:
    """Return the SVG of a drawing, its frames side by side."""
    frames = (*drawing.frames, *drawing.insets)
    bottom = max(frame.box[3] for frame in drawing.frames)
    # All stand on one ground, insets on the same line.
    lowest = {f.name: bottom if f in drawing.frames else f.box[3] for f in frames}
    height = 2 * MARGIN + max(lowest[frame.name] - frame.box[1] for frame in frames)
    groups: list[str] = []
    x = MARGIN
    for frame in frames:
        kind = "frame" if frame in drawing.frames else "inset"
        groups += _group(frame, kind, x - frame.box[0], height - MARGIN - lowest[frame.name])
        x += frame.box[2] - frame.box[0] + GAP
    width = x - GAP + MARGIN
    size = f'width="{width * HEIGHT_MM // 1000}mm" height="{height * HEIGHT_MM // 1000}mm"'
    told = (
        f"{frame.name.capitalize()}: {frame.description}."
        for frame in drawing.frames
        if frame.description
    )
    view = f'viewBox="0 0 {width} {height}"'
    data = f'data-skin="{drawing.skin}" data-band="{escape(drawing.band)}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" {ARIA} {data}>',
        f'<title id="title">{escape(drawing.name)}</title>',
        f'<desc id="desc">{escape(" ".join(told))}</desc>',
        "<style>",
        "path{fill:none;stroke-linejoin:round;stroke-linecap:round}",
        *_rules(drawing),
        "</style>",
    ]
    return "\n".join([*head, *groups, "</svg>", ""])


def _group(frame: Frame, kind: str, x: int, y: int) -> list[str]:
    left, top, right, bottom = frame.box
    box = f'data-box="{left} {top} {right} {bottom}"'
    clip, use = "", ""
    if frame.cropped:
        corners = f'x="{left}" y="{top}" width="{right - left}" height="{bottom - top}"'
        clip = f'<clipPath id="{frame.name}-cut"><rect {corners}/></clipPath>'
        use = f' data-cropped="" clip-path="url(#{frame.name}-cut)"'
    place = f'transform="translate({x} {y})"'
    title = f"<title>{frame.name}</title><desc>{escape(frame.description)}</desc>"
    first = f'<g id="{frame.name}" class="{kind}" {box}{use} {place}>{title}'
    return [*([clip] if clip else []), first, *map(_line, frame.shapes), "</g>"]


def _line(shape: Shape) -> str:
    total = shape.width + shape.edge
    width = f' stroke-width="{total}"' if total else ""
    edge = f' data-edge="{shape.edge}"' if shape.edge else ""
    return f'<path class="{_classes(shape)}"{width}{edge} d="{shape.path}"/>'


def _classes(shape: Shape) -> str:
    light = f"{'up' if shape.light > 0 else 'down'}{abs(shape.light)}" if shape.light else ""
    return " ".join(filter(None, (shape.kind, shape.role, shape.tone, light)))


def _rules(drawing: Drawing) -> list[str]:
    """Return a style rule for every combination of classes, in the default colours."""
    theme = colour_theme(skin=drawing.skin, band=drawing.band or None)
    shapes = (shape for frame in (*drawing.frames, *drawing.insets) for shape in frame.shapes)
    rules = {f".{_classes(s).replace(' ', '.')}{{{_style(theme, s)}}}" for s in shapes}
    return sorted(rules, key=lambda rule: (rule.count("."), rule))


def _style(theme: Theme, shape: Shape) -> str:
    style = style_of(theme, shape.kind, shape.role, shape.tone, shape.light)
    if style is None:
        return "display:none"
    cap = ";stroke-linecap:butt" if style.cap == "butt" else ""
    dash = ";stroke-dasharray:{:g} {:g}".format(*DASH) if shape.kind == "hint" else ""
    return f"{style.kind}:{hex_code(style.rgb)}{cap}{dash}"


@lru_cache(maxsize=128)
def read(text: str) -> Drawing:
    """Read a drawing from the text of its SVG; once in a process, which may draw many plans.

    Raises:
        TemplateError: if it was not written by `write`.
    """
    head = HEAD.match(text)
    if head is None:
        raise TemplateError("not a drawing made by RunStrong: draw it again from its pose file")
    frames: dict[str, list[Frame]] = {"frame": [], "inset": []}
    try:
        for group in text.split(GROUP)[1:]:
            if start := FRAME.match(group):
                name, kind, box, cropped, description = start.groups()
                shapes = _shapes(group, start.end())
                left, top, right, bottom = map(int, box.split())
                seen = (left, top, right, bottom)
                frame = Frame(name, shapes, seen, bool(cropped), unescape(description))
                frames[kind].append(frame)
        colour_theme(skin=int(head[1]), band=unescape(head[2]) or None)
    except ValueError as error:  # something that `write` does not write
        raise TemplateError("a damaged drawing: draw it again from its pose file") from error
    if not frames["frame"]:
        raise TemplateError("a drawing without frames: draw it again from its pose file")
    return Drawing(
        unescape(head[3]),
        tuple(frames["frame"]),
        tuple(frames["inset"]),
        int(head[1]),
        unescape(head[2]),
    )


def _shapes(group: str, start: int) -> tuple[Shape, ...]:
    """Return the shape in every line from `start` on. Raises ValueError where there is none."""
    shapes = tuple([_shape(*found) for found in PATH.findall(group, start)])
    if len(shapes) != group.count("\n", start, group.index("</g>", start)):
        raise ValueError("a line is no path")
    return shapes


def _shape(classes: str, width: str, edge: str, path: str) -> Shape:
    kind, role, tone, light = _meaning(classes)
    around = int(edge or 0)
    return Shape(kind, role, path, int(width or 0) - around, tone, light, around)


@lru_cache(maxsize=1024)
def _meaning(classes: str) -> tuple[Kind, str, Tone, int]:
    """Return what the classes of a path say: kind, role, tone and light."""
    kind, role, *others = classes.split(" ")
    if kind not in get_args(Kind) or role not in colour_theme().colours:
        raise ValueError(f"no shape is {classes!r}")
    tone = next((word for word in others if word in TONES), "")
    lights = [word for word in others if word not in TONES]
    light = int(lights[0].removeprefix("up").replace("down", "-")) if lights else 0
    return cast("Kind", kind), role, cast("Tone", tone), light

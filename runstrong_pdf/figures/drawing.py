"""A drawing: shapes with colour roles, in painter's order. No colour is decided here.

Numbers count in 1/1000 body height, x to the right, y down; the origin is the same in all frames
of a drawing, so that hands and feet that stay where they are do not jump.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import hypot
from typing import Literal, NamedTuple

Box = tuple[int, int, int, int]

Kind = Literal["fill", "stroke", "rim", "fine", "hint", "line", "butt"]
Tone = Literal["", "shade", "far"]

LINE = 4
"""Width of contours; at 33 mm body height 0.4 pt."""


class Shape(NamedTuple):
    """One painted thing.

    Attributes:
        kind: "fill" an area; "stroke" a contour, which keeps its weight however large the picture
            is printed; "rim" the heavy outer contour; "fine" a contour only line art needs;
            "hint" a dashed contour of what lies behind;
            "line" a stroke that is a thing itself (a bar, an arrow) and grows with the picture;
            "butt" such a stroke with square ends (a band).
        role: what it is: skin, vest, shorts, hair, shoe, sole, m1, m2 (muscles), ink, band, ...
        path: SVG path data, absolute M L C Z only, one segment a letter, whole numbers.
        width: stroke width; 0 for fills.
        edge: what a contour on both sides adds to the width of a "line" or "butt"; like other
            contours it keeps its weight.
        tone: "shade" turned from the light, "far" on the far side of the body.
        light: a face of a solid thing, per cent lighter (+) or darker (-) than its role.
    """

    kind: Kind
    role: str
    path: str
    width: int = 0
    tone: Tone = ""
    light: int = 0
    edge: int = 0


class Frame(NamedTuple):
    """One picture."""

    name: str  # "start", "middle", "end"; "hands", "inset" of an inset, "front", "back" of a map
    shapes: tuple[Shape, ...]  # in the order of painting
    box: Box  # left, top, right and bottom of everything to be seen
    cropped: bool = False  # an edge of the box is a cut: what lies outside must be clipped
    description: str = ""  # what a reader who does not see the picture is told


Ink = tuple[str, str, int]
"""What has a colour of its own in a theme: role, tone and light of a shape."""


class Form(NamedTuple):
    """Frames in a row as the content of a PDF form, packed: in any theme, and as line art."""

    colour: bytes  # where colours are numbers
    inks: tuple[Ink, ...]  # what has the colour of each number
    line_art: bytes  # in black, white and grey


@dataclass(frozen=True, slots=True)
class Drawing:
    """All pictures of one exercise.

    `forms` are what was made of frames ahead of time, by their names with a space between them; the
    frames of such a drawing have no shapes.
    """

    name: str  # the exercise
    frames: tuple[Frame, ...]  # start, middle and end, as far as there are any
    insets: tuple[Frame, ...] = ()  # further pictures, such as the hands from above
    skin: int = 2  # the skin tone that this figure has by default, 1 (light) to 6 (dark)
    band: str = ""  # its colour where nothing else is asked for; empty for the theme's own
    forms: Mapping[str, Form] = field(default_factory=dict)

    @property
    def roles(self) -> frozenset[str]:
        """What is in its pictures."""
        ready = (role for form in self.forms.values() for role, _, _ in form.inks)
        return frozenset(ready) | {shape.role for frame in self.frames for shape in frame.shapes}


NUMBERS = re.compile(r"-?\d+")


def bounds(shapes: Iterable[Shape]) -> Box:
    """Return the box around shapes, 1/1000 body height, their stroke widths included."""
    left = top = 10**6
    right = bottom = -(10**6)
    for shape in shapes:
        numbers = list(map(int, NUMBERS.findall(shape.path)))
        xs, ys, half = numbers[::2], numbers[1::2], (shape.width + shape.edge + 1) // 2
        left, right = min(left, min(xs) - half), max(right, max(xs) + half)
        top, bottom = min(top, min(ys) - half), max(bottom, max(ys) + half)
    return left, top, right, bottom


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Return whether two boxes have more than an edge in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


SAME = 1.5
"""Whole segments nearer than this to where the pen stands are left out."""
FLAT = 0.4
"""A curve that bulges less than this is drawn as a line."""
SEGMENT = re.compile(r"([LCZ])([-\d ]*)")
SUBPATH = re.compile("M[^M]*")


def tidied(shape: Shape) -> Shape:
    """Return a shape without segments that lead nowhere, its straight curves as lines."""
    return shape._replace(path="".join(map(_tidied, SUBPATH.findall(shape.path))))


@lru_cache(maxsize=4096)
def _tidied(subpath: str) -> str:
    begin = subpath[1:].partition("L")[0].partition("C")[0].partition("Z")[0]
    out, (x, y) = [f"M{begin}"], map(int, begin.split())
    segments = SEGMENT.findall(subpath)
    for place, (letter, numbers) in enumerate(segments):
        values = [int(number) for number in numbers.split()]
        last_chance = len(out) == 1 and place >= len(segments) - 2
        if values and not last_chance and _nowhere(x, y, values):
            continue
        if letter == "C" and _bulge(x, y, values) < FLAT:
            letter, numbers = "L", f"{values[4]} {values[5]}"  # noqa: PLW2901  the same, shorter
        out.append(letter + numbers)
        if values:
            x, y = values[-2:]
    return "".join(out)


def _nowhere(x: int, y: int, values: list[int]) -> bool:
    return abs(values[-1] - y) < SAME and all(
        hypot(px - x, py - y) < SAME for px, py in zip(values[::2], values[1::2], strict=True)
    )


def _bulge(x: int, y: int, values: list[int]) -> float:
    """Return how far a curve may lie off its chord; one that runs past its ends is no line."""
    x1, y1, x2, y2, x3, y3 = (
        value - origin for value, origin in zip(values, (x, y) * 3, strict=True)
    )
    far = hypot(x3, y3)
    if not far:
        return hypot(x1, y1) + hypot(x2, y2)
    along = [(px * x3 + py * y3) / far for px, py in ((x1, y1), (x2, y2))]
    if min(along) < -FLAT or max(along) > far + FLAT:
        return far
    off = [abs(px * y3 - py * x3) / far for px, py in ((x1, y1), (x2, y2))]
    return 0.75 * max(off)


STEP = 5
"""Units of 1/1000 body height to which an emblem's points are moved."""
LETTER = re.compile("([MLCZ])")


def emblem(frame: Frame) -> Frame:
    """Return a frame without shade, its points on a coarser grid and those that meet left out."""
    seen = (shape for shape in frame.shapes if shape.tone != "shade")
    return frame._replace(shapes=tuple(_coarse(shape) for shape in seen))


def _coarse(shape: Shape) -> Shape:
    pieces = LETTER.split(shape.path)
    kept: list[str] = []
    here: list[str] = []
    for letter, numbers in zip(pieces[1::2], pieces[2::2], strict=True):
        moved = [_on_grid(number) for number in numbers.split()]
        if letter in "LC" and moved == here * (len(moved) // 2):
            continue  # ends where it begins
        kept.append(letter + " ".join(moved))
        here = moved[-2:] or here
    return shape._replace(path="".join(kept))


@cache
def _on_grid(number: str) -> str:
    return str(round(int(number) / STEP) * STEP)


FORMS_ENDING = ".forms"


def packed(drawing: Drawing) -> bytes:
    """Return a drawing and its forms as a file: a line of JSON, then the bytes of all forms.

    `tools/draw_images.py` makes it ahead of time; the frames in it have no shapes.
    """
    parts = [part for form in drawing.forms.values() for part in (form.colour, form.line_art)]
    head = {
        "name": drawing.name,
        "frames": [frame._replace(shapes=()) for frame in drawing.frames],
        "insets": [frame._replace(shapes=()) for frame in drawing.insets],
        "skin": drawing.skin,
        "band": drawing.band,
        "inks": {names: form.inks for names, form in drawing.forms.items()},
        "lengths": list(map(len, parts)),
    }
    text = json.dumps(head, separators=(",", ":"), ensure_ascii=False)
    return text.encode() + b"\n" + b"".join(parts)


@lru_cache(maxsize=128)
def unpacked(content: bytes) -> Drawing:
    """Return the drawing in a file of ours; once in a process, which may draw many plans.

    Example:
        >>> push_up = Drawing("Push-up", (Frame("start", (), (0, 0, 9, 9)),))
        >>> unpacked(packed(push_up)) == push_up
        True
    """
    line, _, rest = content.partition(b"\n")
    head = json.loads(line)
    ends = accumulate(head["lengths"], initial=0)
    parts = iter([rest[begin:end] for begin, end in pairwise(ends)])
    forms = {
        names: Form(next(parts), tuple(map(tuple, inks)), next(parts))
        for names, inks in head["inks"].items()
    }
    frames, insets = (
        tuple(Frame(name, (), tuple(box), *more) for name, _, box, *more in head[kind])
        for kind in ("frames", "insets")
    )
    return Drawing(head["name"], frames, insets, head["skin"], head["band"], forms)

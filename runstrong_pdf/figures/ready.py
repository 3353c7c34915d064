"""A drawing with its forms to and from a file: a line of JSON, then the bytes of all forms.

`tools/draw_images.py` makes it ahead of time from the drawing's SVG, which has all that it was made
from. The frames in it have no shapes.
"""

import json
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from runstrong_pdf.figures.drawing import Drawing, Form, Frame

ENDING = ".forms"


def write(drawing: Drawing) -> bytes:
    """Return the content of the file of a drawing and its forms."""
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
def read(content: bytes) -> Drawing:
    """Return the drawing in a file of ours; once in a process, which may draw many plans.

    Example:
        >>> push_up = Drawing("Push-up", (Frame("start", (), (0, 0, 9, 9)),))
        >>> read(write(push_up)) == push_up
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
    frames, insets = map(_frames, (head["frames"], head["insets"]))
    return Drawing(head["name"], frames, insets, head["skin"], head["band"], forms)


def _frames(found: list[list[Any]]) -> tuple[Frame, ...]:
    return tuple(Frame(name, (), tuple(box), *more) for name, _, box, *more in found)

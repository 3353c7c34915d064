"""Fonts that are not in the file, and letters that have no shape in their font."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as c

from runstrong_pdf.pdf.preprint.text import Run, sample

Outline = tuple[tuple[float, float], ...]
UNREAD = {0, 0xFFFD}
"""What a page that has no letter in mind says it shows."""
NO_LETTER = 0xFFFF
"""Never a letter: a composite font answers with its box, a simple one with nothing."""
ANY_SIZE = 100.0
NAME_ROOM = 200


def unembedded(runs: list[Run]) -> tuple[str, ...]:
    """Return the names of fonts that the printing computer must have or replace."""
    fonts = {_address(run): run for run in runs}
    outside = (run for run in fonts.values() if c.FPDFFont_GetIsEmbedded(run.font) == 0)
    return tuple(sorted({_name(run) for run in outside}))


def missing(runs: list[Run]) -> tuple[int, int, str]:
    """Count letters that print as a box, and shapes without a letter; quote the first box."""
    known: dict[tuple[int, int], bool] = {}
    boxes, nameless, words = 0, 0, ""
    for run in runs:
        lost = [place for place in _suspects(run) if _is_box(run, run.codes[place], known)]
        unread = (place for place, code in enumerate(run.codes) if code in UNREAD)
        nameless += len((run.nameless | {*unread}) - {*lost})
        boxes += len(lost)
        if lost and not words:
            shown = "".join("\u25a1" if place in lost else x for place, x in enumerate(run.text))
            words = sample(shown[max(lost[0] - 10, 0) :])
    return boxes, nameless, words


def _suspects(run: Run) -> Iterator[int]:
    """Yield the places of letters whose shape can be asked for: those with a Unicode number."""
    return (place for place in range(len(run.codes)) if place not in run.nameless)


def _is_box(run: Run, code: int, known: dict[tuple[int, int], bool]) -> bool:
    key = (_address(run), code)
    if key not in known:
        box = _outline(run, NO_LETTER if code else 0)
        known[key] = bool(box) and _outline(run, code) == box
    return known[key]


def _outline(run: Run, code: int) -> Outline:
    """Return the points of a letter's outline; none for a blank or a drawn (Type 3) letter."""
    glyph = c.FPDFFont_GetGlyphPath(run.font, code, ANY_SIZE)
    return tuple(_points(glyph)) if glyph else ()


def _points(glyph: object) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(c.FPDFGlyphPath_CountGlyphSegments(glyph)):
        segment = c.FPDFGlyphPath_GetGlyphPathSegment(glyph, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        yield x.value, y.value


def _name(run: Run) -> str:
    room = ctypes.create_string_buffer(NAME_ROOM)
    c.FPDFFont_GetBaseFontName(run.font, room, NAME_ROOM)
    name = room.value.decode(errors="replace").partition("+")
    return sample(name[2] or name[0]) or "a font without a name"


def _address(run: Run) -> int:
    return ctypes.addressof(run.font.contents)

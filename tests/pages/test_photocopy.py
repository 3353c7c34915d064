"""What a hand fills is whole on a copy of a copy: every box and ring closed, every line there."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.making import Made
from tests.reading import opened

OUTSIDE = 128
MARGIN = 7
"""Pixels around a field; its outline reaches a little beyond it."""
BELOW = 2.5
"""Points above and below the lower edge of a line to type on in which its rule lies."""


@pytest.fixture(scope="module")
def photocopy() -> ModuleType:
    file = Path(__file__).parents[2] / "tools" / "photocopy.py"
    spec = importlib.util.spec_from_file_location("photocopy", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("ink", "code"), [("default", "P"), ("saver", "W1"), ("saver", "P")])
def test_a_copy_of_a_copy_can_be_filled_in(
    ink: str, code: str, request: pytest.FixtureRequest, photocopy: ModuleType, tmp_path: Path
) -> None:
    document: Made = request.getfixturevalue(ink)
    file = tmp_path / "plan.pdf"
    file.write_bytes(document.pdf)
    page = document.page(code)
    sheet = photocopy.printed(file, page + 1)
    broken = []
    for name, place, is_line in _fields(document.pdf, page, photocopy.DPI / 72):
        copy = sheet.crop(place)
        for _ in range(photocopy.COPIES):
            copy = photocopy.copied(copy)
        whole = _is_there(copy.convert("L")) if is_line else _is_closed(copy.convert("L"))
        broken += [] if whole else [name]
    assert broken == []


def _fields(
    content: bytes, page: int, scale: float
) -> Iterator[tuple[str, tuple[int, int, int, int], bool]]:
    """Yield name and place in pixels of every box, ring and line; of a line only its rule."""
    with opened(content) as pdf:
        high = float(pdf.pages[page].mediabox[3])
        for field in (each for each in pdf.pages[page].Annots if each.Subtype == "/Widget"):
            name = str(field.get("/T") or field.Parent.T)
            if name.startswith("push-ups"):
                continue  # written on a bib, which has no line
            left, bottom, right, top = _pixels(field, high, scale)
            if field.get("/FT") == "/Tx":
                reach = int(BELOW * scale)
                yield name, (left, bottom - reach, right, bottom + reach), True
            else:
                around = (left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
                yield name, around, False


def _pixels(field: pikepdf.Object, high: float, scale: float) -> tuple[int, int, int, int]:
    """Return the left, lower, right and upper edge, from the upper left corner of the page."""
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    return (
        int(left * scale),
        int((high - bottom) * scale),
        int(right * scale),
        int((high - top) * scale),
    )


def _is_closed(copy: Image.Image) -> bool:
    """Whether what is poured out around a box or a ring does not get in."""
    framed = Image.new("L", (copy.width + 2, copy.height + 2), 255)
    framed.paste(copy, (1, 1))
    ImageDraw.floodfill(framed, (0, 0), OUTSIDE)
    third = framed.width // 3
    inside = framed.crop((third, third, framed.width - third, framed.height - third))
    return inside.histogram()[OUTSIDE] == 0


def _is_there(copy: Image.Image) -> bool:
    """Whether a line has ink nearly all along."""
    dark = copy.point(lambda level: 255 - level).resize((copy.width, 1), Image.Resampling.BOX)
    return sum(dark.histogram()[1:]) > 0.98 * copy.width

"""The cover in any club colour: the strip has it, the title stands off it, its edge is seen."""

import pytest
from PIL import Image

from runstrong_pdf.model.colour import WHITE, contrast
from runstrong_pdf.pages.cover import STRIP
from tests.making import Made, brief_of, cover_from
from tests.reading import picture

DPI = 100
COLOURS = ("#000000", "#ffffff", "#ffe600", "#808080", "#101040", "#7fd4ff", "#e8501a", "#757575")


@pytest.fixture(scope="module", params=COLOURS)
def cover(request: pytest.FixtureRequest) -> Made:
    return cover_from(brief_of(colour=request.param))


def strip(document: Made) -> Image.Image:
    """Return the coloured head of the bib between its holes."""
    left, dots = document.brief.paper.left, DPI / 25.4
    box = ((left + 20) * dots, 12 * dots, (left + 158) * dots, 26 * dots)
    return picture(document.pdf, 0, DPI).crop(box)


def test_the_strip_is_the_clubs_colour_and_the_title_can_be_read(cover: Made) -> None:
    look = cover.brief.look
    found = strip(cover).getcolors(100_000)
    assert found is not None
    shares = {colour: count for count, colour in found}
    accent, ink = (tuple(round(c * 255) for c in rgb) for rgb in (look.accent, look.on_accent))
    total = sum(shares.values())
    assert shares[accent] > total * 0.6
    assert shares[ink] > total * 0.05, "the title"
    assert contrast(look.accent, look.on_accent) >= 4.5


def test_a_pale_strip_has_an_edge(cover: Made) -> None:
    look, dots = cover.brief.look, DPI / 25.4
    (page,) = cover.pages
    edge = 10.5 + page.column[0].high * STRIP
    x = round((cover.brief.paper.left + 60) * dots)
    shown = picture(cover.pdf, 0, DPI).convert("L")
    darkest = shown.crop((x, round((edge - 0.6) * dots), x + 9, round((edge + 0.6) * dots)))
    needed = contrast(look.accent, WHITE) < 3
    low = min(value for value, count in enumerate(darkest.histogram()) if count)
    grey = Image.new("RGB", (1, 1), tuple(round(c * 255) for c in look.accent)).convert("L")
    accent = next(value for value, count in enumerate(grey.histogram()) if count)
    assert (low < min(accent, 255) - 60) == needed, (low, accent)

"""Hatching and pictures stay inside the box they are given."""

import re
from typing import get_args

import pytest
from PIL import Image, ImageChops

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import hatch, swatch
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Paper
from runstrong_pdf.model.catalogue import Band
from runstrong_pdf.model.colour import WHITE
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.drawing import GRID
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.metadata import Metadata
from runstrong_pdf.pdf.stamp import stamp
from tests.making import Made, brief_of, shipped
from tests.reading import picture

PAPER = Paper("card", 60.0, 40.0)
DPI = 254
PIXEL = 0.1
"""Millimetres."""
PATTERNS = get_args(Band.model_fields["pattern"].annotation)
PHASES = ("dots", "rdiag", "bars")


PLACED = re.compile(r"(\S+) 0 0 (\S+) (\S+) (\S+) cm (\S+) w .*?/\S+ Do Q")
"""Scale, x, y and line of a drawing that is placed."""


class Card:
    """A small sheet to draw on, and its picture."""

    def __init__(self) -> None:
        self.canvas = TaggedCanvas("en-GB")
        interactive = Interactive(self.canvas)
        self.canvas.new_page(PAPER.width * MM, PAPER.height * MM, "1")
        self.sheet = Sheet(canvas=self.canvas, interactive=interactive, paper=PAPER, name="card")

    def picture(self) -> Image.Image:
        self.canvas.end_page()
        meta = Metadata("card", "", "", "", "en-GB")
        return picture(stamp(freeze(self.canvas, ()), {}, meta), 0, DPI)


def ink_box(image: Image.Image) -> tuple[float, float, float, float]:
    """Return the millimetres between which anything is printed."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert box is not None, "nothing is printed"
    left, top, right, bottom = (edge * PIXEL for edge in box)
    return left, top, right, bottom


@pytest.mark.parametrize("kind", sorted({*PATTERNS, *PHASES} - {"plain"}))
@pytest.mark.parametrize("box", [(10, 8, 20, 12), (30.3, 3.7, 5.5, 31.1), (5, 30, 9, 4.4)])
def test_hatching_fills_its_box_and_no_more(
    kind: str, box: tuple[float, float, float, float]
) -> None:
    card = Card()
    hatch(card.sheet, kind, *box)
    left, top, right, bottom = ink_box(card.picture())
    x, y, w, h = box
    assert x - 0.15 <= left
    assert y - 0.15 <= top
    assert right <= x + w + 0.15
    assert bottom <= y + h + 0.15
    assert right - left > 0.6 * w
    assert bottom - top > 0.6 * h


def test_plain_is_no_pattern() -> None:
    card = Card()
    hatch(card.sheet, "plain", 10, 10, 20, 10)
    assert not ImageChops.difference(
        card.picture(), Image.new("RGB", (600, 400), "white")
    ).getbbox()


def test_patterns_of_bands_and_phases_can_be_told_apart_without_colour() -> None:
    bands = shipped().bands
    assert len({band.pattern for band in bands.values()}) == len(bands) == 8
    looks = {}
    for colour, band in bands.items():
        card = Card()
        swatch(card.sheet, WHITE, band.pattern, 10, 10, plain_paper=True)
        looks[colour] = card.picture().convert("1").tobytes()
    assert len(set(looks.values())) == len(looks)


@pytest.mark.parametrize("kind", PATTERNS)
def test_a_swatch_stays_in_its_field(kind: str) -> None:
    card = Card()
    swatch(card.sheet, (0.9, 0.2, 0.2), kind, 20, 15)
    left, top, right, bottom = ink_box(card.picture())
    assert (left, top) == pytest.approx((20, 15), abs=0.25)
    assert (right, bottom) == pytest.approx((25.6, 18.6), abs=0.25)


def slugs() -> list[str]:
    return sorted(brief_of().pictures.drawings)


@pytest.mark.parametrize("arrange", ["row", "best"])
@pytest.mark.parametrize("area", [Area(10, 8, 34, 17), Area(5, 5, 20, 32)])
def test_pictures_stay_in_their_area(area: Area, arrange: str) -> None:
    brief = brief_of()
    for slug in slugs()[::4]:
        card = Card()
        which = ("start", "end") if arrange == "row" else None
        brief.pictures.draw(card.sheet, slug, area, which=which, arrange=arrange)  # type: ignore[arg-type]
        left, top, right, bottom = ink_box(card.picture())
        assert left >= area.x - 0.5, slug
        assert top >= area.y - 0.5, slug
        assert right <= area.x + area.w + 0.5, slug
        assert bottom <= area.y + area.h + 0.5, slug
        assert max((right - left) / area.w, (bottom - top) / area.h) > 0.7, f"{slug} is lost"


def test_frames_of_one_picture_share_a_scale_and_a_ground(default: Made) -> None:
    """Start and end stand on one line and are equally large, so that the movement can be seen."""
    pictures = default.brief.pictures
    for slug in slugs()[::5]:
        card = Card()
        pictures.draw(card.sheet, slug, Area(10, 8, 34, 17))
        placed = PLACED.findall("\n".join(card.canvas.pages._code))
        assert len(placed) == len(pictures.frames(slug, ("start", "end"))), slug
        assert len({(wide, high, y) for wide, high, _, y, _ in placed}) == 1, slug


def test_a_drawing_is_stored_once_however_often_it_is_shown(default: Made) -> None:
    """A cover, two sheets and a card show the same push-up."""
    uses = default.pdf.count(b"/BBox")
    placed = len(default.brief.pictures.drawings) * 3
    assert uses < placed * 2


def test_contours_never_get_thinner_than_a_printer_can_draw() -> None:
    for area in (Area(2, 2, 6, 6), Area(2, 2, 12, 12), Area(2, 2, 50, 36)):
        for ink, thinnest in (("colour", 0.34), ("saver", 0.25)):
            brief = brief_of(ink=ink)
            card = Card()
            brief.pictures.draw(card.sheet, "push-up", area)
            code = "\n".join(card.canvas.pages._code)
            placed = PLACED.findall(code)
            assert placed
            for scale, _, _, _, line in placed:
                assert float(scale) * float(line) * GRID >= thinnest - 0.02

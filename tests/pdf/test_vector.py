"""A page as an SVG looks like the page: resvg, which knows nothing of PDF, draws it."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import resvg_py
from PIL import Image, ImageChops, ImageFilter

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.person import Person
from runstrong_pdf.pdf.vector import page_svg
from tests.conftest import Ran
from tests.making import NOBODY, Made, made
from tests.reading import picture

DPI = 220
"""At which the finest line is wider than a dot: pdfium draws none thinner."""
SVG = "{http://www.w3.org/2000/svg}"
ELEN = Person("Ελένη Žižková", "Đội chạy", "", date(2026, 12, 7))
Run = Callable[..., Ran]


def svg_of(document: Made) -> bytes:
    return page_svg(document.template, document.values, document.meta)


def rendered(svg: bytes) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg.decode(), dpi=DPI, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def assert_looks_like(svg: bytes, pdf: bytes) -> None:
    """Two renderers never agree to the pixel: compare blurred, and no part may be missing."""
    page = picture(pdf, 0, DPI)
    ours = rendered(svg).resize(page.size)
    soft = ImageFilter.GaussianBlur(3)
    difference = ImageChops.difference(ours.filter(soft), page.filter(soft)).convert("L")
    worst = max(step for step, pixels in enumerate(difference.histogram()) if pixels)
    assert worst < 70, f"differs by {worst} of 255"
    changed = sum(difference.histogram()[24:]) / (page.width * page.height)
    assert changed < 0.005, f"{changed:.2%} of the page differs"


@pytest.mark.parametrize("ink", ["colour", "saver"])
@pytest.mark.parametrize("person", [NOBODY, ELEN], ids=["nobody", "elen"])
def test_it_looks_like_the_page(ink: str, person: Person) -> None:
    document = made(person, edition="stretching", ink=ink)
    assert_looks_like(svg_of(document), document.pdf)


def test_boxes_that_are_no_fields_are_drawn_as_well() -> None:
    document = made(NOBODY, edition="stretching", forms=False)
    assert_looks_like(svg_of(document), document.pdf)


def test_photos_come_along(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "images"
    folder.mkdir(parents=True)
    Image.effect_noise((600, 500), 90).convert("RGB").save(folder / "cat-cow.jpg")
    Image.new("RGBA", (600, 500), (200, 30, 30, 90)).save(folder / "gentle-cobra.png")
    options = ("--edition", "stretching", "--templates", str(folder.parent))
    assert run("plan", *options, "-o", "page.svg").code == 0
    svg = (tmp_path / "page.svg").read_bytes()
    assert svg.count(b"<image ") == 3  # the transparency of one of them is an image too
    assert b"data:image/jpeg" in svg
    assert_looks_like(svg, run("plan", *options, "-o", "-").out)


def test_it_says_what_it_shows() -> None:
    root = ET.fromstring(svg_of(made(ELEN, edition="stretching")))  # noqa: S314  our own file
    assert ELEN.name in (root.findtext(f"{SVG}title") or "")
    said = " ".join(str(group.get("aria-label")) for group in root.iter(f"{SVG}g"))
    assert "Stretch and wind down" in said
    assert ELEN.name in said


def test_nothing_is_fetched_and_every_reference_leads_somewhere() -> None:
    text = svg_of(made(NOBODY, edition="stretching")).decode()
    assert set(re.findall(r"(?:https?|file):[^\"\s]*", text)) == {"http://www.w3.org/2000/svg"}
    known = re.findall(r' id="([^"]+)"', text)
    assert len(known) == len(set(known))
    assert set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', text)) <= {
        pair for name in known for pair in ((name, ""), ("", name))
    }


def test_the_same_page_makes_the_same_bytes() -> None:
    document = made(NOBODY, edition="stretching")
    assert svg_of(document) == svg_of(document)


def test_several_pages_are_refused_with_a_way_out(run: Run, default: Made, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"this edition has {len(default.pages)}"):
        svg_of(default)
    ran = run("plan", "-o", "plan.svg")
    assert ran.code == 2
    assert ".png" in ran.err
    assert not (tmp_path / "plan.svg").exists()

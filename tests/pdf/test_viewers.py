"""Plans that are filled in with other programs: what was typed and ticked is there, and every box.

pdf.js fills in as Firefox does; pypdf flattens; pikepdf puts two pages on a side.
"""

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter

from tests.making import Made
from tests.reading import opened, picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

PDFJS = os.environ.get("RUNSTRONG_PDFJS", "")
"""The folder of the npm package pdfjs-dist."""
KINDS = {".css": "text/css", ".html": "text/html", ".mjs": "text/javascript"}
TYPED = {"did-1-A-1": "Łuczak 10, 9", "did-1-A-2": "Ωμέγα", "did-1-B-1": "Жук, Ґ, ő, ș"}
TICKED = "w1-A-1-1"
CHOSEN = "feeling-1-A"


@pytest.fixture(scope="module")
def filled(chromium: "Browser", default: Made) -> bytes:
    """The default plan, week 1 of which was filled in with pdf.js and saved."""
    if not PDFJS:
        pytest.skip("pdf.js is not here: RUNSTRONG_PDFJS names no folder")

    def serve(route: "Route") -> None:
        name = route.request.url.split("/", 3)[3]
        file = Path(PDFJS, name) if name else Path(__file__).with_name("pdfjs.html")
        body = default.pdf if name == "plan.pdf" else file.read_bytes()
        route.fulfill(body=body, content_type=KINDS.get(file.suffix, "application/octet-stream"))

    with chromium.new_page() as page:
        page.route("**/*", serve)
        page.goto("https://plan.test/")
        page.wait_for_function("globalThis.ready")
        page.evaluate(f"show({default.page('W1') + 1})")
        for name, text in TYPED.items():
            page.locator(f"[name='{name}']").fill(text)
        page.locator(f"[name='{TICKED}']").check()
        page.locator(f"[name='{CHOSEN}']").nth(1).check()
        return str(page.evaluate("saved()")).encode("latin-1")


def test_pdf_js_saves_what_was_typed_ticked_and_chosen(filled: bytes) -> None:
    with opened(filled) as pdf:
        found = {str(f.T): str(f.get("/V", "/Off")) for f in pdf.Root.AcroForm.Fields}
    wanted = {**TYPED, TICKED: "/Yes", CHOSEN: "/easy"}
    assert {name: value for name, value in found.items() if value not in {"", "/Off"}} == wanted


def test_other_viewers_show_what_pdf_js_saved(filled: bytes, default: Made, tmp_path: Path) -> None:
    page = default.page("W1")
    _assert_shown(picture(filled, page), picture(default.pdf, page), default)
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler is not here")
    before = _by_poppler(default.pdf, page, tmp_path / "before")
    _assert_shown(_by_poppler(filled, page, tmp_path / "after"), before, default)
    words = [
        "pdftotext",
        "-f",
        f"{page + 1}",
        "-l",
        f"{page + 1}",
        str(tmp_path / "after.pdf"),
        "-",
    ]
    text = subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout
    text = " ".join(text.split())  # words far apart are lines to it
    assert [typed for typed in TYPED.values() if typed not in text] == []


@pytest.mark.parametrize("asked", [False, True])
def test_what_pypdf_flattens_and_pikepdf_puts_on_half_a_page_keeps_every_box(
    asked: bool,  # noqa: FBT001  pytest passes it by name
    default: Made,
) -> None:
    """Also where the file asks viewers to draw all looks anew (NeedAppearances)."""
    page = default.page("W1")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(default.pdf)))
    values = {**TYPED, TICKED: "/Yes"}  # of a choice pypdf would flatten the first ring five times
    sheet = writer.pages[page]
    writer.update_page_form_field_values(sheet, values, auto_regenerate=asked, flatten=True)
    writer.remove_annotations(subtypes="/Widget")
    flat = io.BytesIO()
    writer.write(flat)
    empty = picture(default.pdf, page)
    _assert_shown(picture(flat.getvalue(), page), empty, default, chosen=False)
    half = _half_a_page(flat.getvalue(), page)
    assert ImageChops.difference(half, _half_a_page(default.pdf, page)).getbbox()
    lost = ImageChops.subtract(half.convert("L"), _half_a_page(default.pdf, page).convert("L"))
    assert lost.getextrema()[1] < 60, "something printed is lighter"  # type: ignore[operator]


def _half_a_page(pdf: bytes, index: int) -> Image.Image:
    """Return a page as it stands on the left half of a sheet, without its fields."""
    with opened(pdf) as source, pikepdf.new() as sheets:
        sheet = sheets.add_blank_page(page_size=(842, 595))
        shown = sheets.copy_foreign(source.pages[index].as_form_xobject())
        sheet.add_overlay(shown, pikepdf.Rectangle(0, 0, 421, 595))
        out = io.BytesIO()
        sheets.save(out)
    return picture(out.getvalue(), 0, 200)


def _by_poppler(pdf: bytes, page: int, path: Path) -> Image.Image:
    file = path.with_suffix(".pdf")
    file.write_bytes(pdf)
    number = str(page + 1)
    words = ["pdftoppm", "-r", "100", "-f", number, "-l", number, "-singlefile", "-png"]
    said = subprocess.run([*words, file, path], capture_output=True, check=True).stderr
    assert not said
    with Image.open(path.with_suffix(".png")) as drawn:
        return drawn.convert("RGB")


def _assert_shown(
    after: Image.Image, before: Image.Image, document: Made, *, chosen: bool = True
) -> None:
    """Check that all that was filled in can be seen, and that nothing else changed."""
    changed = ImageChops.difference(after, before).convert("L")
    with opened(document.pdf) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        places = [fields[name].Rect for name in (*TYPED, TICKED)]
        here = pdf.pages[document.page("W1")].objgen
        rings = [ring.Rect for ring in fields[CHOSEN].Kids if ring.P.objgen == here]
        places += rings[1:2] if chosen else []
    high = document.brief.paper.height / 25.4 * 100
    for rect in places:
        left, bottom, right, top = (float(edge) * 100 / 72 for edge in rect)
        place = (int(left) - 2, int(high - top) - 2, int(right) + 3, int(high - bottom) + 3)
        assert changed.crop(place).getextrema()[1] > 100, "it is not there"  # type: ignore[operator]
        changed.paste(0, place)
    assert changed.getextrema()[1] < 60, "something else changed"  # type: ignore[operator]

"""Logos: whatever a secretary has on disk becomes a logo on the cover, or a sentence that helps."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw

from runstrong_pdf import Request, Sheets, TemplateCache, render
from runstrong_pdf.errors import TemplateError
from runstrong_pdf.face import logo_notes
from runstrong_pdf.pages.cover import LOGO
from runstrong_pdf.pdf.logo import DOTS_PER_INCH, ENOUGH, Logo, draw_svg, read_logo
from runstrong_pdf.pdf.picture import LONGEST_SIDE
from tests.making import NOBODY, ZOE, Made, brief_of, cover_from
from tests.reading import content, opened, picture, structure

CREST = Path(__file__).parent / "crest.svg"
DOTS = 150
ROUND = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def disc(size: int = 600, colour: str = "#0a783c") -> Image.Image:
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((size // 6, size // 6, size * 5 // 6, size * 5 // 6), fill=colour)
    return image


def saved(folder: Path, image: Image.Image, name: str, **options: Any) -> Path:  # noqa: ANN401
    file = folder / name
    image.save(file, **options)
    return file


def cover(file: Path, *, paper: str = "a4", ink: str = "colour") -> Made:
    return cover_from(brief_of(ZOE, paper=paper, ink=ink, logo=str(file)), ZOE)


def on_cover(document: Made) -> tuple[Image.Image, tuple[float, float, float, float]]:
    """Return the left side of the bib's body, and where in it something is drawn, in mm."""
    page = picture(document.pdf, 0, DOTS)
    mm = DOTS / 25.4
    left, top = document.brief.paper.left + 9, 10.5 + 18.5
    part = page.crop((left * mm, top * mm, (left + 38) * mm, (top + 40) * mm))
    seen = ImageChops.difference(part, Image.new("RGB", part.size, "white")).getbbox()
    assert seen is not None
    return part, (seen[0] / mm, seen[1] / mm, seen[2] / mm, seen[3] / mm)


@pytest.mark.parametrize("kind", ["svg", "png", "jpg", "webp", "cmyk"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_round_logo_fills_its_circle(kind: str, paper: str, tmp_path: Path) -> None:
    if kind == "svg":
        file = tmp_path / "logo.svg"
        file.write_text(ROUND.format('<circle cx="4" cy="5" r="2" fill="#0a783c"/>'))
    elif kind in {"jpg", "cmyk"}:
        flat = Image.alpha_composite(Image.new("RGBA", (600, 600), "white"), disc())
        mode = "CMYK" if kind == "cmyk" else "RGB"
        file = saved(tmp_path, flat.convert(mode), "logo.jpg", quality=95)
    else:
        file = saved(tmp_path, disc(), f"logo.{kind}")
    part, (left, top, right, bottom) = on_cover(cover(file, paper=paper))
    assert right - left == pytest.approx(LOGO, abs=0.9)
    assert bottom - top == pytest.approx(LOGO, abs=0.9)
    middle = part.getpixel((part.width * 18 // 38, round((top + bottom) / 2 * DOTS / 25.4)))
    assert isinstance(middle, tuple)
    assert middle[1] > middle[0] + 40 and middle[1] > middle[2] + 20, "it is green"  # noqa: PT018


@pytest.mark.parametrize("size", [(800, 200), (200, 800), (500, 500), (640, 400)])
def test_logos_are_never_stretched_and_stay_in_the_circle(
    size: tuple[int, int], tmp_path: Path
) -> None:
    file = saved(tmp_path, Image.new("RGB", size, "#203060"), "logo.png")
    _, (left, top, right, bottom) = on_cover(cover(file))
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.06)
    assert (right - left) ** 2 + (bottom - top) ** 2 <= (LOGO + 0.5) ** 2


def test_white_margins_do_not_make_a_logo_small(tmp_path: Path) -> None:
    image = Image.new("RGB", (1000, 1000), "white")
    ImageDraw.Draw(image).rectangle((20, 700, 119, 799), fill="black")
    _, (left, top, right, bottom) = on_cover(cover(saved(tmp_path, image, "logo.png")))
    assert right - left == pytest.approx(LOGO / 2**0.5, abs=0.5)
    assert bottom - top == pytest.approx(LOGO / 2**0.5, abs=0.5)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_ink_saver_prints_it_light_and_grey(kind: str, tmp_path: Path) -> None:
    file = CREST if kind == "svg" else saved(tmp_path, disc(), "logo.png")
    part, box = on_cover(cover(file, ink="saver"))
    colour, same = on_cover(cover(file))
    assert box == pytest.approx(same, abs=0.2)
    bands = part.split()
    assert all(not ImageChops.difference(bands[0], band).getbbox() for band in bands[1:])
    assert sum(part.convert("L").histogram()[:100]) == 0, "no dark area takes the ink"
    assert sum(part.convert("L").histogram()[:200]) > 0, "it can still be seen"
    assert colour.getextrema() != part.getextrema()


def images(made: Made) -> list[tuple[int, int]]:
    with opened(made.pdf) as pdf:
        assert content(pdf.pages[0]).untagged == []
        found = pdf.pages[0].obj.Resources.XObject.values()
        return [(int(x.Width), int(x.Height)) for x in found if x.Subtype == "/Image"]


def test_a_drawing_is_printed_at_the_resolution_of_a_printer() -> None:
    dots = LOGO / 25.4 * DOTS_PER_INCH
    ((wide, high),) = images(cover(CREST))
    assert (wide, high) == pytest.approx((dots, dots), abs=3)


@pytest.mark.parametrize("size", [0.5, 0.05, 0.005])
def test_a_drawing_in_the_corner_of_a_large_sheet_is_as_sharp(size: float, tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_text(ROUND.format(f'<circle cx="{9.9 - size}" cy="2" r="{size}" fill="#0a783c"/>'))
    logo = read_logo(file)
    assert min(logo.picture.pixels.size) >= ENOUGH
    assert logo.radius == pytest.approx(logo.picture.pixels.width / 2, rel=0.01)


def test_a_drawing_is_drawn_once_however_often_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def counted(svg: str) -> Image.Image:
        drawn.append(svg)
        return draw_svg(svg)

    monkeypatch.setattr("runstrong_pdf.pdf.logo.draw_svg", counted)
    words = '<rect width="10" height="10" fill="#0a783d"/><text y="8">{}</text>'
    first, copy, other = (tmp_path / name for name in ("logo.svg", "copy.svg", "other.svg"))
    first.write_text(ROUND.format(words.format("Club")))
    copy.write_text(ROUND.format(words.format("Club")))
    other.write_text(ROUND.format(words.format("Team")))
    render(Request(weeks=4), sheets=Sheets(logo=str(first)), cache=TemplateCache(None))
    assert [note.where for note in logo_notes(Sheets(logo=str(first)))] == [str(first)]
    assert [note.where for note in read_logo(copy).notes] == [str(copy)]
    assert len(drawn) == 1
    read_logo(other)
    assert len(drawn) == 2


def test_a_reader_who_does_not_see_is_told(tmp_path: Path) -> None:
    file = saved(tmp_path, disc(), "logo.png")
    for person, said in ((ZOE, "Logo of Riverside Runners"), (NOBODY, "Club logo")):
        made = cover_from(brief_of(person, logo=str(file)), person)
        with opened(made.pdf) as pdf:
            figures = [f for root in structure(pdf) for f in root.find("Figure")]
            assert [figure.alt for figure in figures].count(said) == 1


def test_pixels_are_kept_at_print_size_without_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    file = saved(tmp_path, disc(4000).convert("RGB"), "logo.jpg", exif=exif)
    made = cover(file)
    with opened(made.pdf) as pdf:
        (image,) = [x for x in pdf.pages[0].obj.Resources.XObject.values() if x.Subtype == "/Image"]
        assert image.Width <= LOGO / 25.4 * 300 + 2
        assert b"secret" not in image.read_raw_bytes()


# -- what cannot be a logo ------------------------------------------------------------------------


def refused(file: Path) -> str:
    with pytest.raises(TemplateError) as raised:
        read_logo(file)
    assert {problem.where for problem in raised.value.problems} == {str(file)}
    assert str(raised.value).startswith(f"{file}: ")
    return f"{raised.value}; {raised.value.remedy}"


def test_files_that_are_none_are_named(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "gone.png")
    assert "is a folder" in refused(tmp_path)
    (tmp_path / "empty.png").write_bytes(b"")
    assert "is empty" in refused(tmp_path / "empty.png")
    (tmp_path / "words.png").write_text("not a picture")
    assert "no picture" in refused(tmp_path / "words.png")
    for start, kind in ((b"%PDF-1.4", "a PDF"), (b"%!PS", "EPS"), (b"\x1f\x8b\x08", "packed")):
        (tmp_path / "logo.svg").write_bytes(start)
        assert kind in refused(tmp_path / "logo.svg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert "no ordinary file" in refused(tmp_path / "pipe.png")


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(CREST.read_bytes())
    out = io.BytesIO()
    disc().save(out, "PNG")
    (tmp_path / "logo.svg").write_bytes(out.getvalue())
    for name in ("logo.png", "logo.svg"):
        assert isinstance(read_logo(tmp_path / name), Logo)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_an_animation_the_first_picture_is_printed(kind: str, tmp_path: Path) -> None:
    frames = [disc(64, colour) for colour in ("red", "white")]
    file = tmp_path / "logo"
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    assert read_logo(file).radius > 0


def test_a_gif_is_named(tmp_path: Path) -> None:
    assert "is a GIF" in refused(saved(tmp_path, disc(64), "logo.gif"))


@pytest.mark.parametrize(
    ("size", "said"), [((1, 1), "pixels"), ((900, 40), "narrow"), ((40, 900), "narrow")]
)
def test_sizes_that_cannot_look_good(size: tuple[int, int], said: str, tmp_path: Path) -> None:
    assert said in refused(saved(tmp_path, Image.new("RGB", size), "logo.png"))


def test_a_margin_does_not_hide_an_extreme_shape(tmp_path: Path) -> None:
    image = Image.new("RGB", (600, 600), "white")
    ImageDraw.Draw(image).line((0, 300, 600, 300), fill="black", width=4)
    assert "squarer" in refused(saved(tmp_path, image, "logo.png"))
    line = tmp_path / "logo.svg"
    line.write_text(ROUND.format('<path d="M0 5H10" stroke="red" stroke-width=".1"/>'))
    assert "squarer" in refused(line)


def test_what_would_not_be_seen_is_refused(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (300, 300), (255, 0, 0, 0))
    for image in (Image.new("RGB", (300, 300), "white"), clear, disc(300, "white")):
        assert "all white or transparent" in refused(saved(tmp_path, image, "logo.png"))
    for inside in ("", '<circle r="5" fill="#fff"/>', '<circle r="5" opacity="0"/>'):
        (tmp_path / "logo.svg").write_text(ROUND.format(inside))
        assert "all white or transparent" in refused(tmp_path / "logo.svg")


def test_huge_pictures_are_refused_or_decoded_small(tmp_path: Path) -> None:
    """100 megapixels: a PNG must be decoded whole and is refused, a JPEG is decoded small."""
    big = Image.new("L", (10_000, 10_000), 90)
    assert "megapixels" in refused(saved(tmp_path, big, "logo.png"))
    logo = read_logo(saved(tmp_path, big, "logo.jpg"))
    assert max(logo.picture.pixels.size) <= LONGEST_SIDE

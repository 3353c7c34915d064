"""A photo in place of a drawing: whatever the file, a clean picture or a clear error."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms, ImageStat
from PIL.PngImagePlugin import PngInfo

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.pdf import picture
from runstrong_pdf.pdf.picture import Photo, read_photo
from tests.conftest import Ran
from tests.reading import opened, structure

RED, BLUE = (200, 30, 40), (30, 60, 200)


def split(width: int = 600, height: int = 400) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def noisy(width: int, height: int) -> Image.Image:
    """Return something like a photo: no two pixels alike."""
    dice = random.Random(1)  # noqa: S311  noise, no secret
    small = Image.frombytes("RGB", (64, 48), dice.randbytes(64 * 48 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def saved(folder: Path, image: Image.Image, name: str, **how: object) -> Path:
    file = folder / name
    image.save(file, **how)  # type: ignore[arg-type]
    return file


def near(
    photo: Photo, place: tuple[float, float], colour: tuple[int, ...], within: int = 6
) -> bool:
    """Return whether a photo has about this colour at a place given in shares of its size."""
    image = picture.on_white(photo.pixels).convert("RGB")
    found = image.getpixel((int(place[0] * image.width), int(place[1] * image.height)))
    assert isinstance(found, tuple)
    return all(abs(a - b) <= within for a, b in zip(found, colour, strict=True))


# -- what can be read ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["p.jpg", "p.jpeg", "p.png", "p.webp"])
def test_every_format_shows_its_colours(tmp_path: Path, name: str) -> None:
    photo = read_photo(saved(tmp_path, split(), name), "P")
    assert photo.pixels.size == photo.full == (600, 400)
    assert near(photo, (0.2, 0.5), RED)
    assert near(photo, (0.8, 0.5), BLUE)


def test_an_ending_that_lies_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "p.jpg"
    split().save(file, "PNG")
    assert near(read_photo(file, "P"), (0.2, 0.5), RED)


@pytest.mark.parametrize(
    ("orientation", "red"),
    [(1, (0.2, 0.5)), (2, (0.8, 0.5)), (3, (0.8, 0.5)), (6, (0.5, 0.2)), (8, (0.5, 0.8))],
)
def test_a_turned_camera_gives_an_upright_picture(
    tmp_path: Path, orientation: int, red: tuple[float, float]
) -> None:
    exif = Image.Exif()
    exif[picture.ORIENTATION] = orientation
    photo = read_photo(saved(tmp_path, split(), "p.jpg", exif=exif), "P")
    assert photo.pixels.size == photo.full == ((600, 400) if orientation < 5 else (400, 600))
    assert near(photo, red, RED)


def test_cmyk_becomes_screen_colours(tmp_path: Path) -> None:
    photo = read_photo(saved(tmp_path, split().convert("CMYK"), "p.jpg"), "P")
    assert photo.pixels.mode == "RGB"
    assert near(photo, (0.2, 0.5), RED, 12)


def test_a_colour_profile_is_applied_and_a_broken_one_ignored(tmp_path: Path) -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    good = read_photo(saved(tmp_path, split(), "good.jpg", icc_profile=swapped), "P")
    bad = read_photo(saved(tmp_path, split(), "bad.jpg", icc_profile=b"nonsense" * 40), "P")
    assert near(good, (0.2, 0.5), RED)
    assert near(bad, (0.2, 0.5), RED)


def test_palette_grey_and_black_and_white(tmp_path: Path) -> None:
    palette = read_photo(saved(tmp_path, split().quantize(8), "a.png"), "P")
    grey = read_photo(saved(tmp_path, split().convert("L"), "b.png"), "P")
    lines = read_photo(saved(tmp_path, split().convert("1"), "c.png"), "P")
    assert near(palette, (0.2, 0.5), RED)
    assert grey.pixels.mode == lines.pixels.mode == "L"


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    photo = read_photo(saved(tmp_path, Image.new("I;16", (60, 40), 32896), "p.png"), "P")
    assert photo.pixels.getextrema() == (128, 128)


def test_transparency_is_kept_and_white_in_the_ink_saver(tmp_path: Path) -> None:
    image = split().convert("RGBA")
    image.paste((1, 2, 3, 0), (0, 0, 300, 400))
    photo = read_photo(saved(tmp_path, image, "p.png"), "P")
    samples, alpha = photo.printed(144, grey=False)
    assert samples.colours == 3
    assert alpha is not None
    assert alpha.colours == 1
    grey, none = photo.printed(144, grey=True)
    assert none is None
    assert grey.colours == 1
    assert near(photo, (0.2, 0.5), (255, 255, 255))


def test_what_was_cut_out_is_not_in_the_file(tmp_path: Path) -> None:
    image = Image.new("RGBA", (64, 64), (*RED, 255))
    image.paste((*BLUE, 0), (0, 0, 32, 64))
    photo = read_photo(saved(tmp_path, image, "p.png"), "P")
    samples, _ = photo.printed(500, grey=False)
    assert samples.lossless
    rows = zlib.decompress(samples.data)
    assert bytes(BLUE) not in rows


@pytest.mark.parametrize("name", ["p.png", "p.webp"])
def test_an_animation_shows_its_first_picture(tmp_path: Path, name: str) -> None:
    second = Image.new("RGB", (600, 400), "white")
    file = saved(tmp_path, split(), name, save_all=True, append_images=[second], duration=100)
    assert near(read_photo(file, "P"), (0.2, 0.5), RED)


@pytest.mark.parametrize("name", ["p.jpg", "p.png"])
def test_sixty_megapixels_are_read_small(tmp_path: Path, name: str) -> None:
    full = (8960, 6720)
    photo = read_photo(saved(tmp_path, split(*full), name), "P")
    assert photo.full == full
    assert max(photo.pixels.size) == picture.LONGEST_SIDE
    assert near(photo, (0.2, 0.5), RED)


# -- what cannot -----------------------------------------------------------------------------------


def bomb(width: int, height: int) -> bytes:
    """Return the head of a PNG that claims a size, and nothing else."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b""))


def jpeg_bytes() -> bytes:
    out = io.BytesIO()
    noisy(600, 400).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"not a picture at all", "is no picture that can be read"),
        (b"GIF89a" + bytes(40), "is no picture that can be read"),
        (jpeg_bytes()[:3000], "broken or cut off"),
        (bomb(11_000, 11_000), "at most 75 megapixels"),
        (bomb(60_000, 60_000), "more pixels than any camera takes"),
        (bomb(8, 8), "has 8 x 8 pixels"),
        (bomb(4000, 100), "too narrow"),
    ],
    ids=["empty", "text", "gif", "cut off", "121 MP", "3600 MP", "tiny", "narrow"],
)
def test_what_cannot_be_used_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "push-up.jpg"
    file.write_bytes(content)
    with pytest.raises(TemplateError) as caught:
        read_photo(file, "P")
    assert words in f"{caught.value}; {caught.value.remedy}"
    assert caught.value.problems[0].where == str(file)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"cannot be read: No such file"):
        read_photo(tmp_path / "p.jpg", "P")


def test_damaged_files_never_crash(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311  damage, no secret
    exif = Image.Exif()
    exif[picture.ORIENTATION] = 6
    names = ("a.png", "a.webp", "a.jpg")
    seeds = [saved(tmp_path, noisy(90, 60), name, exif=exif).read_bytes() for name in names]
    for number in range(300):
        damaged = bytearray(seeds[number % len(seeds)])
        for _ in range(dice.choice((1, 4, 30))):
            damaged[dice.randrange(min(len(damaged), 400))] = dice.randrange(256)
        length = dice.randrange(1, len(damaged)) if number % 2 else len(damaged)
        file = tmp_path / "damaged"
        file.write_bytes(damaged[:length])
        try:
            read_photo(file, "P").printed(100, grey=False)
        except TemplateError as error:
            assert str(file) in str(error)  # noqa: PT017  most of them are refused, in words


# -- on paper --------------------------------------------------------------------------------------


def test_photos_become_jpeg_and_drawings_stay_exact(tmp_path: Path) -> None:
    photo, _ = read_photo(saved(tmp_path, noisy(900, 600), "a.png"), "P").printed(100, grey=False)
    drawing, _ = read_photo(saved(tmp_path, split(), "b.jpg"), "P").printed(400, grey=False)
    assert not photo.lossless
    assert drawing.lossless
    assert (photo.width, photo.height) == (417, 278)
    assert (drawing.width, drawing.height) == (600, 400)


def own_photo(tmp_path: Path, slug: str = "push-up", name: str = "push-up.JPG") -> Path:
    """Lay a folder with one photo full of metadata; return the folder."""
    folder = tmp_path / "own"
    (folder / "images").mkdir(parents=True)
    exif = Image.Exif()
    exif[picture.ORIENTATION] = 3
    exif[0x010F] = "SECRETCAMERA"
    assert slug in name
    noisy(1800, 1200).save(
        folder / "images" / name, "JPEG", exif=exif, comment=b"SECRETCOMMENT", dpi=(72, 72)
    )
    return folder


def images(document: pikepdf.Pdf) -> list[pikepdf.Stream]:
    streams = [obj for obj in document.objects if isinstance(obj, pikepdf.Stream)]
    return [stream for stream in streams if stream.get("/Subtype") == "/Image"]


def test_a_photo_takes_the_drawings_place(run: Callable[..., Ran], tmp_path: Path) -> None:
    own = own_photo(tmp_path)
    first = run("plan", "--templates", str(own), "-o", "a.pdf")
    assert first.code == 0
    assert first.err.startswith("21 pages, A4;")  # and nothing of the photo
    assert first.err.count("\n") == 1
    again = run("plan", "--templates", str(own), "-o", "b.pdf")
    assert again.code == 0
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert pdf == (tmp_path / "b.pdf").read_bytes()
    assert b"SECRET" not in pdf
    with opened(pdf) as document:
        (image,) = images(document)  # once, though it is on many pages
        assert image.ColorSpace == "/DeviceRGB"
        assert b"SECRET" not in image.read_raw_bytes()
        assert b"Exif" not in image.read_raw_bytes()
        assert image.Width < 62 / 25.4 * 300 + 50
        figures = [node for root in structure(document) for node in root.find("Figure")]
    said = [node.alt for node in figures if node.alt and node.alt.startswith("Push-up: ")]
    assert said
    assert all("Straight arms" in alt and "Chest lowered" in alt for alt in said)


def test_the_ink_saver_prints_it_grey(run: Callable[..., Ran], tmp_path: Path) -> None:
    own = own_photo(tmp_path)
    assert run("plan", "--templates", str(own), "--ink", "saver", "-o", "a.pdf").code == 0
    with opened((tmp_path / "a.pdf").read_bytes()) as document:
        (image,) = images(document)
        assert image.ColorSpace == "/DeviceGray"
        grey = Image.open(io.BytesIO(image.read_raw_bytes()))
        assert ImageStat.Stat(grey).stddev[0] > 10


def test_every_bad_photo_is_named_at_once(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "own" / "images"
    folder.mkdir(parents=True)
    (folder / "push-up.heic").write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(60))
    (folder / "wall-slide.png").write_bytes(b"")
    ran = run("plan", "--templates", "own", "-o", "a.pdf")
    assert ran.code == 3
    assert "push-up.heic: is no picture that can be read\n" in ran.err
    assert "try: save it as jpg, png or webp" in ran.err
    assert "wall-slide.png: is empty" in ran.err
    assert not (tmp_path / "a.pdf").exists()


def test_a_png_keeps_nothing_but_pixels(tmp_path: Path) -> None:
    text = PngInfo()
    text.add_text("Author", "SECRET")
    photo = read_photo(saved(tmp_path, split(), "p.png", pnginfo=text), "P")
    assert photo.pixels.info == {}
    samples, _ = photo.printed(100, grey=False)
    assert b"SECRET" not in samples.data

"""Draw what a laser printer and a photocopier make of a plan, to be looked at.

`python tools/photocopy.py plan.pdf 2 copy.png` prints page 2 at 600 dpi in one bit and copies it
twice: each copy blurs, adds noise and decides between black and white again.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 600
BLUR, NOISE, COPIES = 2.2, 18, 2
"""Pixels of blur and levels of noise of one copy, and how many are made."""


def printed(path: Path, page: int) -> Image.Image:
    """Return a page as a laser prints it, page 1 first."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    grey: Image.Image = document[page - 1].render(scale=DPI / 72, grayscale=True).to_pil()
    return grey.convert("1")


def copied(sheet: Image.Image) -> Image.Image:
    """Return a photocopy of a sheet in black and white."""
    grey = sheet.convert("L").filter(ImageFilter.GaussianBlur(BLUR))
    noisy = ImageChops.add(grey, Image.effect_noise(grey.size, NOISE), offset=-128)
    return noisy.point(lambda level: 255 if level >= 128 else 0, mode="1")


def main() -> None:
    """Write the copy of one page."""
    path, page, target = sys.argv[1:]
    sheet = printed(Path(path), int(page))
    for _ in range(COPIES):
        sheet = copied(sheet)
    sheet.save(target)


if __name__ == "__main__":
    main()

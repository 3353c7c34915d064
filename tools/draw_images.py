"""Draw images/*.toml to images/*.svg, and print what is wrong with the poses.

    python tools/draw_images.py [--check] [NAME...]

With --check nothing is written; the exit code is 1 if a drawing is out of date.
"""

import argparse
import sys
from pathlib import Path

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures import svg
from runstrong_pdf.figures.check import check
from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.pose import read_pose_file

IMAGES = Path(__file__).parent.parent / "images"


def main() -> int:
    """Draw the poses named on the command line, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell which drawings are stale")
    parser.add_argument("names", nargs="*", metavar="NAME", help="poses, by default all")
    arguments = parser.parse_args()
    files = [IMAGES / f"{name}.toml" for name in arguments.names] or sorted(IMAGES.glob("*.toml"))
    outcomes = [draw_file(file, write=not arguments.check) for file in files]
    return 0 if all(outcomes) else 1


def draw_file(file: Path, *, write: bool) -> bool:
    """Draw one pose file; return whether it could be drawn and its drawing is up to date."""
    try:
        pose = read_pose_file(file)
    except TemplateError as error:
        print(error)
        return False
    for warning in check(pose):
        print(f"{file.name}: {warning}")
    text = svg.write(draw(pose))
    target = file.with_suffix(".svg")
    if write:
        target.write_text(text, encoding="utf-8")
        return True
    fresh = target.is_file() and target.read_text(encoding="utf-8") == text
    if not fresh:
        print(f"{target.name} is out of date: run python tools/draw_images.py")
    return fresh


if __name__ == "__main__":
    sys.exit(main())

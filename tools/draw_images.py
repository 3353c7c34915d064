"""Draw images/*.toml to images/*.svg and to images/*.forms; print what is wrong with the poses.

    python tools/draw_images.py [--check] [NAME...]

With --check nothing is written; the exit code is 1 if a drawing is out of date.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import deflate

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures import svg
from runstrong_pdf.figures.check import check
from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.drawing import FORMS_ENDING, Drawing, packed
from runstrong_pdf.figures.pose import read_pose_file
from runstrong_pdf.layout.picture import FilmStrip
from runstrong_pdf.library import open_library
from runstrong_pdf.model.catalogue import CrossTraining, Exercise

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
    drawing = draw(pose)
    wanted = {
        file.with_suffix(".svg"): svg.write(drawing).encode(),
        file.with_suffix(FORMS_ENDING): packed(made_ready(file.stem, drawing)),
    }
    if write:
        for target, content in wanted.items():
            target.write_bytes(content)
        return True
    stale = [t for t, content in wanted.items() if not t.is_file() or t.read_bytes() != content]
    for target in stale:
        print(f"{target.name} is out of date: run python tools/draw_images.py")
    return not stale


def made_ready(slug: str, drawing: Drawing) -> Drawing:
    """Return a drawing with the forms of all that plans show of it: of an exercise, all frames."""
    library, small = open_library(), slug in open_library().slugs(CrossTraining)
    rows = [FilmStrip((frame,)) for frame in drawing.insets]
    rows += [] if small else [FilmStrip(drawing.frames)]
    if slug not in library.slugs(Exercise):
        rows += [FilmStrip((frame,)) for frame in drawing.frames]
    forms = {row.names: row.form(small=small, pack=tightest) for row in rows}
    return replace(drawing, forms=forms)


def tightest(operators: str) -> bytes:
    """Return operators as tight as libdeflate can, which takes long."""
    return bytes(deflate.zlib_compress(operators.encode(), 12))


if __name__ == "__main__":
    sys.exit(main())

"""How fast figures are drawn, read and placed, and how small they get. Run by hand and by CI.

    python benchmarks/figures.py [--limit]

With --limit the exit code is 1 if a figure is over its limit.
"""

import argparse
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from runstrong_pdf.figures import svg
from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.drawing import Drawing, Frame
from runstrong_pdf.figures.pose import Pose, read_pose_file
from runstrong_pdf.figures.theme import Theme, colour_theme, ink_theme, paint
from runstrong_pdf.pdf.drawing import Colours, drawing_operators

IMAGES = Path(__file__).parent.parent / "images"


# What may not be exceeded: milliseconds on a slow machine, and KB.
LIMITS = {
    "draw, ms a picture": 60.0,
    "draw, ms a picture of the worst pose": 150.0,
    "read, paint and place, ms a picture": 4.0,
    "colour, KB a picture compressed alone": 5.0,
    "colour, KB of the biggest picture": 7.0,
    "colour, KB a picture, all in one stream": 4.0,
    "ink, KB a picture compressed alone": 5.0,
    "ink, KB of the biggest picture": 7.0,
    "ink, KB a picture, all in one stream": 4.0,
}


def main() -> int:
    """Print one line a measurement; return 1 if one is over its limit and limits count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", action="store_true", help="exit with 1 over a limit")
    limited = parser.parse_args().limit
    poses = [read_pose_file(file) for file in sorted(IMAGES.glob("*.toml"))]
    times = sorted(_draw_time(pose) for pose in poses)
    drawings = [draw(pose) for pose in poses]
    pictures = sum(len(_pictures(drawing)) for drawing in drawings)
    print(f"{len(poses)} poses, {pictures} pictures with insets")
    measured = {
        "draw, ms a picture": sum(times) / len(times),
        "draw, ms a picture of the worst pose": times[-1],
        "read, paint and place, ms a picture": _placed(drawings) * 1000 / pictures,
    }
    for name, theme in (("colour", colour_theme()), ("ink", ink_theme())):
        measured |= {f"{name}, {what}": size for what, size in _sizes(drawings, theme).items()}
    for what, value in measured.items():
        print(f"{what}: {value:.2f}" + (" OVER ITS LIMIT" if value > LIMITS[what] else ""))
    over = any(value > LIMITS[what] for what, value in measured.items())
    return 1 if limited and over else 0


def _pictures(drawing: Drawing) -> tuple[Frame, ...]:
    return (*drawing.frames, *drawing.insets)


def _draw_time(pose: Pose) -> float:
    """Return milliseconds a picture, the better of two runs; an inset is a picture too."""
    best = min(_timed(pose) for _ in range(2))
    return best * 1000 / (len(pose.frames) + (pose.inset is not None))


def _timed(pose: Pose) -> float:
    begin = process_time()
    draw(pose)
    return process_time() - begin


def _placed(drawings: Iterable[Drawing]) -> float:
    """Return the seconds from the text of all files to the operators a page needs."""
    texts = [svg.write(drawing) for drawing in drawings]
    theme = colour_theme()
    begin = process_time()
    for text in texts:
        for frame in _pictures(svg.read(text)):
            _operators(frame, theme)
    return process_time() - begin


def _operators(frame: Frame, theme: Theme) -> str:
    return drawing_operators(paint(frame, theme), frame.box, Colours(), cropped=frame.cropped)


def _sizes(drawings: Iterable[Drawing], theme: Theme) -> dict[str, float]:
    """Return KB of every picture as the content stream of a PDF form."""
    streams = [_operators(f, theme).encode() for drawing in drawings for f in _pictures(drawing)]
    alone = [len(zlib.compress(stream, 9)) / 1000 for stream in streams]
    together = len(zlib.compress(b"\n".join(streams), 9)) / 1000
    return {
        "KB a picture compressed alone": sum(alone) / len(alone),
        "KB of the biggest picture": max(alone),
        "KB a picture, all in one stream": together / len(alone),
    }


if __name__ == "__main__":
    sys.exit(main())

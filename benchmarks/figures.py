"""How fast figures are drawn, read and painted, and how small they get. Run by hand and by CI.

python benchmarks/figures.py
"""

import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from runstrong_pdf.figures import svg
from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.paint import paint
from runstrong_pdf.figures.pose import Pose, read_pose
from runstrong_pdf.figures.theme import Theme, colour_theme, ink_theme
from runstrong_pdf.pdf.drawing import drawing_operators

IMAGES = Path(__file__).parent.parent / "images"


def main() -> int:
    """Print one line a measurement."""
    poses = [
        read_pose(file.read_text("utf-8"), file.name) for file in sorted(IMAGES.glob("*.toml"))
    ]
    times = sorted(_draw_time(pose) for pose in poses)
    drawings = [draw(pose) for pose in poses]
    frames = sum(len(drawing.frames) for drawing in drawings)
    print(f"{len(poses)} poses, {frames} frames")
    print(f"draw: {sum(times) / len(times):.1f} ms a picture (worst pose {times[-1]:.1f})")
    print(f"read and paint: {_read_and_paint(drawings) * 1000 / frames:.2f} ms a frame")
    for name, theme in (("colour", colour_theme()), ("ink", ink_theme())):
        sizes = sorted(_sizes(drawings, theme))
        mean = sum(sizes) / len(sizes)
        print(
            f"{name}: {mean / 1000:.2f} KB a frame compressed alone (most {sizes[-1] / 1000:.2f})"
        )
        whole = b"\n".join(_streams(drawings, theme))
        together = len(zlib.compress(whole, 9)) / len(sizes)
        print(f"{name}: {together / 1000:.2f} KB a frame, all in one stream")
    return 0


def _draw_time(pose: Pose) -> float:
    """Return milliseconds a picture, the better of two runs; an inset is a picture too."""
    best = min(_timed(pose) for _ in range(2))
    return best * 1000 / (len(pose.frames) + (pose.inset is not None))


def _timed(pose: Pose) -> float:
    begin = process_time()
    draw(pose)
    return process_time() - begin


def _read_and_paint(drawings: Iterable[Drawing]) -> float:
    texts = [svg.write(drawing) for drawing in drawings]
    theme = colour_theme()
    begin = process_time()
    for text in texts:
        for frame in svg.read(text).frames:
            paint(frame, theme)
    return process_time() - begin


def _sizes(drawings: Iterable[Drawing], theme: Theme) -> list[int]:
    return [len(zlib.compress(stream, 9)) for stream in _streams(drawings, theme)]


def _streams(drawings: Iterable[Drawing], theme: Theme) -> list[bytes]:
    """Return every frame as the content stream of a PDF form."""
    return [
        drawing_operators(paint(frame, theme), frame.box, cropped=frame.cropped).encode()
        for drawing in drawings
        for frame in drawing.frames
    ]


if __name__ == "__main__":
    sys.exit(main())

"""The pictures of docs/poses.md: stances, views, hands and equipment, each with its name.

python -m tools.pose_pictures
"""

import tomllib
from argparse import Namespace
from pathlib import Path

import pypdfium2
from PIL.Image import Dither

from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.pose import VIEWS, read_pose
from runstrong_pdf.figures.stances import STANCES
from tools import gallery

PICTURES = Path(__file__).parent / "pictures"
DPI, COLOURS = 110, 48
REST_ON_MAT = ("plank", "all_fours", "prone", "supine", "sit_floor", "kneel")
HANDS = {
    "fist": "down",
    "flat": "down",
    "open": "front",
    "spread": "front",
    "relaxed": "in",
    "catch": "up",
    "clasp": "in",
}
PROPS = {
    "dumbbell": 'props = ["dumbbell"]\n[start]\narm.both = { raise = 12, hand = "fist" }',
    "band": 'props = [{ type = "band", through = ["left.hand", "right.hand"] }]\n[start]\n'
    'arm.both = { raise = 84, toward = 50, hand = "fist", palm = "down" }',
    "towel": 'props = [{ type = "towel", through = ["left.hand", "right.hand"] }]\n[start]\n'
    'arm.both = { raise = 150, hand = "fist" }',
    "panel": 'props = [{ type = "panel", colour = "yellow", round = true, corners = ['
    "[0.3, 0.6, 0], [0.4, 0.7, 0], [0.5, 0.6, 0], [0.4, 0.5, 0]] }]\n[start]\n"
    'arm.left = { at = [0.32, 0.6, 0.02], hand = "open", palm = "out" }',
    "chair": 'props = ["chair"]\n[start]\nstance = "sit_chair"',
    "step": 'props = ["step"]\n[start]\nlift = 0.12\nleg.both = { at = [0.08, 0.12, -0.1] }',
    "wall": 'view = "side"\nprops = [{ type = "wall", z = 0.4 }]\n[start]\n'
    'arm.both = { at = [0.13, 0.78, 0.385], hand = "open", fingers = "up", palm = "forward" }',
    "anchor": 'view = "side"\nprops = [{ type = "anchor", at = [0, 0.65, 0.7] }, '
    '{ type = "band", through = ["left.hand", [0, 0.65, 0.7], "right.hand"] }]\n[start]\n'
    'arm.both = { from = "shoulder", at = [-0.03, -0.15, 0.31], hand = "fist", palm = "in" }',
    "mat": 'view = "floor"\nprops = ["mat"]\n[start]\nstance = "plank"',
}


def main() -> None:
    """Draw the four sheets."""
    stances = {name: _stance(name) for name in STANCES}
    views = {name: f'view = "{name}"\n[start]\nknees = 30\nhinge = 20' for name in VIEWS}
    for sheet, poses in (
        ("stances", stances),
        ("views", views),
        ("hands", {name: _hand(name, palm) for name, palm in HANDS.items()}),
        ("props", PROPS),
    ):
        _write(sheet, [_drawn(name, text) for name, text in poses.items()])


def _stance(name: str) -> str:
    props = ["mat"] if name in REST_ON_MAT else ["chair"] if name == "sit_chair" else []
    view = "floor" if name in REST_ON_MAT else "three-quarter"
    return f'view = "{view}"\nprops = {props}\n[start]\nstance = "{name}"'


def _hand(name: str, palm: str) -> str:
    arm = f'arm.left = {{ raise = 40, bend = 95, forearm = "out-front", hand = "{name}"'
    return f'view = {{ turn = 10, pitch = 8, crop = "upper" }}\n[start]\n{arm}, palm = "{palm}" }}'


def _drawn(name: str, text: str) -> Drawing:
    return draw(
        read_pose(tomllib.loads(f'name = "{name}"\nskin = 3\nhair = "short"\n{text}'), name)
    )


def _write(name: str, drawings: list[Drawing]) -> None:
    options = Namespace(size=34.0, columns=2, both=False, ink=False, club="#006B5E", bare=False)
    page = gallery.sheet(drawings, options)
    picture = pypdfium2.PdfDocument(page)[0].render(scale=DPI / 72).to_pil().convert("RGB")
    small = picture.quantize(COLOURS, dither=Dither.NONE)
    small.save(PICTURES / f"poses-{name}.png", optimize=True)


if __name__ == "__main__":
    main()

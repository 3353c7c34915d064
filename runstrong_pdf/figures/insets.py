"""Pictures beside the main ones: the hands from above, and a map of the muscles that work."""

from dataclasses import replace

from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Frame, Shape
from runstrong_pdf.figures.measure import bounds
from runstrong_pdf.figures.muscles import Marked
from runstrong_pdf.figures.order import ordered
from runstrong_pdf.figures.painting import part_shapes
from runstrong_pdf.figures.part import Coat, Part
from runstrong_pdf.figures.posed import posed
from runstrong_pdf.figures.posture import ArmPose
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.stances import STANCES
from runstrong_pdf.figures.style import LINE

NOTHING = Marked(frozenset(), frozenset())
HAND = ".hand"
ARM = (HAND, ".forearm", ".upper_arm")
FROM_ABOVE = Camera.facing(180, 89)
# The room around the neck that the hands need, 1/1000 body height: left, up, right, down.
HANDS_BOX = (-330, -230, 330, 170)
MAP_ARM = ArmPose(raised=18, toward="side", bend=6, forearm="front", palm="front", hand="open")
MAP_VIEWS = {"front": Camera.facing(0, 4), "back": Camera.facing(180, 4)}
MUSCLES = ("m1", "m2")


def hands_inset(body: Skeleton, description: str) -> Frame:
    """Return the hands from above, over a pale body."""
    parts = ordered(figure_parts(FROM_ABOVE, body, NOTHING, "short"))
    rest = [_bare(part) for part in parts if not part.name.endswith(ARM)]
    hands = [part for part in parts if part.name.endswith(HAND)]
    shapes = (*map(_pale, part_shapes(rest)), *part_shapes(hands))
    x, y = (round(value * 1000) for value in FROM_ABOVE.flat(body.joints["neck"]))
    left, up, right, down = HANDS_BOX
    box = (x + left, -y + up, x + right, -y + down)
    inside = tuple(shape for shape in shapes if _touches(shape, box))
    return Frame("hands", inside, box, cropped=True, description=description)


def _bare(part: Part) -> Part:
    """Return a part without what is on it: pale, a neckline would look like a smile."""
    coats = (replace(coat, marks=()) if isinstance(coat, Coat) else coat for coat in part.coats)
    return replace(part, coats=tuple(coats))


def muscle_map(marked: Marked) -> tuple[Frame, Frame]:
    """Return a small figure from the front and one from the back, with its muscles marked."""
    stand = STANCES["stand"]()
    posture = stand.posture(lambda p: p)
    posture = posture.model_copy(update={"arms": dict.fromkeys(posture.arms, MAP_ARM)})
    body = posed(posture)
    front, back = (_map_view(name, camera, body, marked) for name, camera in MAP_VIEWS.items())
    return front, back


def _map_view(name: str, camera: Camera, body: Skeleton, marked: Marked) -> Frame:
    parts = ordered(figure_parts(camera, body, marked, "shaved"))
    shapes = [shape for shape in part_shapes(parts) if _on_map(shape)]
    pale = tuple(shape if shape.role in MUSCLES else _pale(shape) for shape in shapes)
    return Frame(name, pale, bounds(pale), description=f"Muscles from the {name}")


def _on_map(shape: Shape) -> bool:
    """Return whether a shape belongs on a map: outlines and muscles, no light and no clothes."""
    if shape.role in MUSCLES:
        return shape.tone != "shade"
    return shape.tone != "shade" and shape.role not in {"stubble", "stripe", "shoe"}


def _pale(shape: Shape) -> Shape:
    role = "ghost_edge" if shape.role == "ink" else "ghost"
    width = min(shape.width, LINE) if shape.kind == "rim" else shape.width
    return shape._replace(role=role, tone="", width=width, edge=min(shape.edge, LINE))


def _touches(shape: Shape, box: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = bounds([shape])
    return left < box[2] and right > box[0] and top < box[3] and bottom > box[1]

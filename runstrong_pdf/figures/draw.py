"""From a pose to a drawing."""

import re
from collections.abc import Iterator, Sequence

from runstrong_pdf.figures.arrows import arrow_shapes
from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Box, Drawing, Frame, Shape
from runstrong_pdf.figures.ground import Extent, extent_of, ground_shapes
from runstrong_pdf.figures.muscles import Marked
from runstrong_pdf.figures.order import ordered
from runstrong_pdf.figures.painting import part_shapes
from runstrong_pdf.figures.part import Part
from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.figures.posed import posed
from runstrong_pdf.figures.posture import Posture
from runstrong_pdf.figures.props.band import ribbon_parts
from runstrong_pdf.figures.props.dumbbell import dumbbell_parts
from runstrong_pdf.figures.props.furniture import (
    chair_parts,
    door_parts,
    step_parts,
    wall_shapes,
)
from runstrong_pdf.figures.props.tables import (
    Band,
    Chair,
    DoorAnchor,
    Dumbbell,
    Prop,
    Step,
    Towel,
    Wall,
)
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import between

CROP_AT = 0.36  # share of the thigh that a picture cropped to the upper body still shows
CROP_KEEP = 20  # shapes this far (1/1000) below the cut are left out
NUMBERS = re.compile(r"-?\d+")


def draw(pose: Pose) -> Drawing:
    """Draw every frame of a pose."""
    postures = {name: frame.posture() for name, frame in pose.frames.items()}
    bodies = {name: posed(posture) for name, posture in postures.items()}
    scene = Scene(pose, postures, bodies)
    frames = tuple(scene.frame(name) for name in pose.frames)
    bands = [prop.colour for prop in pose.props if isinstance(prop, Band) and prop.colour]
    return Drawing(pose.name, frames, (), pose.skin, bands[0] if bands else "")


class Scene:
    """The frames of a pose, solved, with all that they share."""

    def __init__(
        self, pose: Pose, postures: dict[str, Posture], bodies: dict[str, Skeleton]
    ) -> None:
        self.pose, self.postures, self.bodies = pose, postures, bodies
        self.extent: Extent = extent_of(tuple(bodies.values()))
        muscles = pose.muscles
        self.marked = Marked(frozenset(muscles.primary), frozenset(muscles.secondary))

    def frame(self, name: str) -> Frame:
        """Return one frame."""
        pose, body = self.pose, self.bodies[name]
        camera = self.camera(name)
        props = (*pose.props, *pose.frames[name].table.props)
        shapes = list(self._backdrop(camera, props))
        shapes += ground_shapes(camera, body, props, self.extent)
        parts = figure_parts(camera, body, self.marked, pose.hair)
        for prop in props:
            parts += prop_parts(camera, body, prop)
        shapes += part_shapes(ordered(parts))
        cut = self._cut(camera, body)
        if cut is not None:
            shapes = [s for s in shapes if bounds([s])[1] < cut + CROP_KEEP]
        for arrow in pose.arrow:
            if arrow.on == name:
                shapes += arrow_shapes(camera, arrow, body, self.postures)
        box = bounds(shapes)
        if cut is not None:
            box = (box[0], box[1], box[2], cut)
        description = str(getattr(pose.describe, name))
        return Frame(name, tuple(shapes), box, cut is not None, description)

    def camera(self, name: str) -> Camera:
        """Return the camera of a frame."""
        view = self.pose.view
        own = self.pose.frames[name].table.view
        if own is not None:
            view = view.model_copy(update={k: getattr(own, k) for k in own.model_fields_set})
        return Camera.facing(view.turn, view.pitch)

    def _backdrop(self, camera: Camera, props: Sequence[Prop]) -> Iterator[Shape]:
        for prop in props:
            if isinstance(prop, Wall):
                yield from wall_shapes(camera, prop, self.extent)

    def _cut(self, camera: Camera, body: Skeleton) -> int | None:
        if self.pose.view.crop is None:
            return None
        thigh = between(body.joints["left.hip"], body.joints["left.knee"], CROP_AT)
        return -round(camera.flat(thigh)[1] * 1000)


def prop_parts(camera: Camera, body: Skeleton, prop: Prop) -> list[Part]:
    """Return the parts of a piece of equipment; mats and walls belong to the background."""
    match prop:
        case Dumbbell():
            sides = SIDES if prop.hand == "both" else (prop.hand,)
            return [part for side in sides for part in dumbbell_parts(camera, body, side)]
        case Band() | Towel():
            return ribbon_parts(camera, body, prop)
        case Chair():
            return chair_parts(camera, prop)
        case Step():
            return step_parts(camera, prop)
        case DoorAnchor():
            return door_parts(camera, prop)
        case _:
            return []


def bounds(shapes: Sequence[Shape]) -> Box:
    """Return the box around shapes, their stroke widths included."""
    left = top = 10**6
    right = bottom = -(10**6)
    for shape in shapes:
        numbers = [int(n) for n in NUMBERS.findall(shape.path)]
        xs, ys, half = numbers[::2], numbers[1::2], (shape.width + 1) // 2
        left, right = min(left, min(xs) - half), max(right, max(xs) + half)
        top, bottom = min(top, min(ys) - half), max(bottom, max(ys) + half)
    return left, top, right, bottom

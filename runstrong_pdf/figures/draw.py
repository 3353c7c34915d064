"""From a pose to a drawing."""

from collections.abc import Iterator, Sequence

from runstrong_pdf.figures.arrows import arrow_shapes
from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Drawing, Frame, Shape
from runstrong_pdf.figures.ground import Extent, extent_of, ground_shapes
from runstrong_pdf.figures.insets import hands_inset
from runstrong_pdf.figures.insets import muscle_map as map_of
from runstrong_pdf.figures.looks import look_for
from runstrong_pdf.figures.measure import bounds
from runstrong_pdf.figures.muscles import Marked
from runstrong_pdf.figures.order import ordered
from runstrong_pdf.figures.painting import part_shapes
from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.figures.posed import posed
from runstrong_pdf.figures.posture import Posture
from runstrong_pdf.figures.props.furniture import wall_shapes
from runstrong_pdf.figures.props.parts import prop_parts
from runstrong_pdf.figures.props.tables import Band, Prop, Wall
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.tidy import tidied
from runstrong_pdf.figures.vectors import between

CROP_AT = 0.36  # share of the thigh that a picture cropped to the upper body still shows
CROP_KEEP = 20  # shapes this far (1/1000) below the cut are left out


def draw(pose: Pose) -> Drawing:
    """Draw every frame of a pose."""
    scene = Scene(pose)
    frames = tuple(scene.frame(name) for name in pose.frames)
    bands = [prop.colour for prop in pose.props if isinstance(prop, Band) and prop.colour]
    said = pose.describe.hands
    insets = (hands_inset(scene.bodies["start"], said),) if pose.inset == "hands" else ()
    return Drawing(pose.name, frames, insets, scene.skin, bands[0] if bands else "")


def muscle_map(pose: Pose) -> tuple[Frame, Frame]:
    """Draw the muscles of a pose on two small figures, from the front and from the back."""
    return map_of(marked_muscles(pose))


def marked_muscles(pose: Pose) -> Marked:
    """Return the muscles a pose highlights."""
    return Marked(frozenset(pose.muscles.primary), frozenset(pose.muscles.secondary))


class Scene:
    """The frames of a pose, solved, with all that they share."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.postures: dict[str, Posture] = {n: f.posture() for n, f in pose.frames.items()}
        self.bodies: dict[str, Skeleton] = {n: posed(p) for n, p in self.postures.items()}
        self.extent: Extent = extent_of(tuple(self.bodies.values()))
        self.marked = marked_muscles(pose)
        look = look_for(pose.name)
        self.skin, self.hair = pose.skin or look.skin, pose.hair or look.hair

    def frame(self, name: str) -> Frame:
        """Return one frame."""
        pose, body = self.pose, self.bodies[name]
        camera = self.camera(name)
        props = self.props(name)
        shapes = list(self._backdrop(camera, props))
        shapes += ground_shapes(camera, body, props, self.extent)
        parts = figure_parts(camera, body, self.marked, self.hair)
        for number, prop in enumerate(props):
            parts += prop_parts(camera, body, prop, number)
        shapes += part_shapes(ordered(parts))
        cut = self._cut(camera, body)
        if cut is not None:
            shapes = [s for s in shapes if bounds([s])[1] < cut + CROP_KEEP]
        for arrow in pose.arrow:
            if arrow.on == name:
                shapes += arrow_shapes(camera, arrow, body, self.postures)
        shapes = [tidied(shape) for shape in shapes]
        box = bounds(shapes)
        if cut is not None:
            box = (box[0], box[1], box[2], cut)
        description = str(getattr(pose.describe, name))
        return Frame(name, tuple(shapes), box, cut is not None, description)

    def props(self, name: str) -> tuple[Prop, ...]:
        """Return the equipment of a frame; its own replaces that of the pose kind by kind."""
        own = self.pose.frames[name].table.props
        kinds = {prop.type for prop in own}
        return (*(prop for prop in self.pose.props if prop.type not in kinds), *own)

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

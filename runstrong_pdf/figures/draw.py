"""From a pose to a drawing, and the small pictures beside it."""

from dataclasses import replace

from runstrong_pdf.figures.arrows import (
    arrow_points,
    beside_chest,
    drop_shapes,
    hold_shapes,
    letter_shapes,
    shapes_along,
)
from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.drawing import LINE, Drawing, Frame, Shape, bounds, overlap, tidied
from runstrong_pdf.figures.equipment import prop_parts
from runstrong_pdf.figures.furniture import Extent, extent_of, ground_shapes, room_of, wall_shapes
from runstrong_pdf.figures.head import look_for
from runstrong_pdf.figures.painting import LINES, ordered, part_shapes
from runstrong_pdf.figures.part import RIM, Coat, Part
from runstrong_pdf.figures.path import polygon, polyline
from runstrong_pdf.figures.pose import InsetTable, Pose
from runstrong_pdf.figures.posture import ArmPose, Posture
from runstrong_pdf.figures.proportions import SIDES, MuscleTable
from runstrong_pdf.figures.props import Band, Prop, Wall
from runstrong_pdf.figures.skeleton import Skeleton, posed
from runstrong_pdf.figures.stances import STANCES
from runstrong_pdf.figures.vectors import Camera, between

NOTHING = MuscleTable()
HAND = ".hand"
ARM = (HAND, ".forearm", ".upper_arm")
FROM_ABOVE = Camera.facing(180, 89)
SHOULDER_FLESH = 0.036  # from the shoulder joint to the outside of the arm
WIDE = 0.05  # hands this much farther out are shown to be wide
BELOW_HANDS = 0.085
# The room around the neck that the hands need, 1/1000 body height: left, up, right, down.
HANDS_BOX = (-330, -230, 330, 170)
INSET_MAT = ((-318, 158), (318, 158), (318, -218), (-318, -218))
MAP_ARM = ArmPose(raised=18, toward="side", bend=6, forearm="front", palm="front", hand="open")
MAP_VIEWS = {"front": Camera.facing(0, 4), "back": Camera.facing(180, 4)}
CONTOUR_ROLES = ("ink", *LINES.values())
MUSCLES = ("m1", "m2", "m1_edge", "m2_edge")


def hands_inset(body: Skeleton, description: str) -> Frame:
    """Return the hands on the mat from above, and dashed over them the body that they carry."""
    parts = ordered(figure_parts(FROM_ABOVE, body, NOTHING, "shaved"))
    hands = [part for part in parts if part.name.endswith(HAND)]
    outlines = part_shapes([_bare(part) for part in parts if not part.name.endswith(ARM)])
    x, y = (round(value * 1000) for value in FROM_ABOVE.flat(body.joints["neck"]))
    left, up, right, down = HANDS_BOX
    box = (x + left, -y + up, x + right, -y + down)
    edge = polygon([((x + h) / 1000, (y - v) / 1000) for h, v in INSET_MAT])
    shapes = [
        Shape("fill", "mat", edge),
        Shape("fine", "ink", edge, LINE),
        *(s._replace(kind="hint", role="ink", width=RIM) for s in outlines if s.kind == "rim"),
        *(s._replace(role="mat", tone="") for s in outlines if s.kind == "fill"),
        *part_shapes(hands),
    ]
    inside = tuple(shape for shape in shapes if overlap(bounds([shape]), box))
    return Frame("hands", (*inside, *_widths(body)), box, cropped=True, description=description)


def _widths(body: Skeleton) -> list[Shape]:
    """Return how far hands that stand wide are outside the shoulders."""
    shapes: list[Shape] = []
    for side in SIDES:
        shoulder, hand = (FROM_ABOVE.flat(body.joints[f"{side}.{n}"]) for n in ("shoulder", "hand"))
        outwards = 1 if hand[0] > shoulder[0] else -1
        begin = shoulder[0] + outwards * SHOULDER_FLESH
        if (hand[0] - begin) * outwards < WIDE:
            continue
        low = hand[1] - BELOW_HANDS
        mark = polyline([(begin, shoulder[1]), (begin, low - 0.02)])
        shapes.append(Shape("stroke", "ghost_edge", mark, LINE))
        shapes += shapes_along([(begin + outwards * 0.008, low), (hand[0], low)])
    return shapes


def _bare(part: Part) -> Part:
    """Return a part without what is on it: pale, a neckline would look like a smile."""
    coats = (replace(coat, marks=()) if isinstance(coat, Coat) else coat for coat in part.coats)
    return replace(part, coats=tuple(coats))


def muscle_map(pose: Pose) -> tuple[Frame, Frame]:
    """Draw the muscles of a pose on two small figures, from the front and from the back."""
    posture = STANCES["stand"]().posture(lambda p: p)
    posture = posture.model_copy(update={"arms": dict.fromkeys(posture.arms, MAP_ARM)})
    body = posed(posture)
    front, back = (
        _map_view(name, camera, body, pose.muscles) for name, camera in MAP_VIEWS.items()
    )
    return front, back


def _map_view(name: str, camera: Camera, body: Skeleton, marked: MuscleTable) -> Frame:
    """Return outlines and muscles, no light and no clothes."""
    parts = ordered(figure_parts(camera, body, marked, "shaved"))
    pale = tuple(
        shape if shape.role in MUSCLES else _pale(shape)
        for shape in part_shapes(parts)
        if shape.tone != "shade" and shape.role not in {"stubble", "stripe", "shoe"}
    )
    return Frame(name, pale, bounds(pale), description=f"Muscles from the {name}")


def _pale(shape: Shape) -> Shape:
    role = "ghost_edge" if shape.role in CONTOUR_ROLES else "ghost"
    width = min(shape.width, LINE) if shape.kind == "rim" else shape.width
    return shape._replace(role=role, tone="", width=width, edge=min(shape.edge, LINE))


GHOST = 6  # width of its contour, half of which shows


def ghost_shapes(camera: Camera, body: Skeleton) -> list[Shape]:
    """Return a body pale and dashed: where it was before."""
    outlines = part_shapes(ordered(figure_parts(camera, body, NOTHING, "shaved")))
    return [
        *(
            s._replace(kind="hint", role="ghost_edge", width=GHOST)
            for s in outlines
            if s.kind == "rim"
        ),
        *(s._replace(role="ghost", tone="") for s in outlines if s.kind == "fill" and not s.tone),
    ]


def _framed(name: str, shapes: list[Shape], description: str, cut: int | None = None) -> Frame:
    """Return shapes as a frame, cut off below."""
    shapes = [tidied(shape) for shape in shapes]
    box = bounds(shapes)
    if cut is not None:
        box = (box[0], box[1], box[2], cut)
    return Frame(name, tuple(shapes), box, cut is not None, description)


CROP_AT = 0.36  # share of the thigh that a picture cropped to the upper body still shows
CROP_SIGN = 0.7  # of the size that the sign of a hold has beside a whole body
CROP_KEEP = 20  # shapes this far (1/1000) below the cut are left out


def draw(pose: Pose) -> Drawing:
    """Draw every frame of a pose."""
    scene = Scene(pose)
    frames = tuple(scene.frame(name) for name in pose.frames)
    bands = [prop.colour for prop in pose.props if isinstance(prop, Band) and prop.colour]
    return Drawing(pose.name, frames, scene.insets(), scene.skin, bands[0] if bands else "")


class Scene:
    """The frames of a pose, solved, with all that they share."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.postures: dict[str, Posture] = {n: f.posture() for n, f in pose.frames.items()}
        self.bodies: dict[str, Skeleton] = {n: posed(p) for n, p in self.postures.items()}
        bodies = tuple(self.bodies.values())
        self.extent: Extent = extent_of(bodies)
        self.room: Extent = room_of(bodies)
        look = look_for(pose.name)
        self.skin, self.hair = pose.skin or look.skin, pose.hair or look.hair

    def frame(self, name: str) -> Frame:
        """Return one frame, with its signs."""
        pose, body, table = self.pose, self.bodies[name], self.pose.frames[name].table
        camera = self.camera(name)
        shapes = self._scenery(name, camera)
        if table.ghost is not None:
            shapes += ghost_shapes(camera, self.bodies[table.ghost])
        shapes += self._figure(name, camera)
        cut = self._cut(camera, body)
        if cut is not None:
            shapes = [s for s in shapes if bounds([s])[1] < cut + CROP_KEEP]
        shapes += self._arrows(name)
        if table.hold is not None:
            place = beside_chest(camera, body, table.hold)
            shapes += hold_shapes(place, 1.0 if cut is None else CROP_SIGN)
        if table.letter is not None:
            shapes += letter_shapes(camera, table.letter, body)
        return _framed(name, shapes, str(getattr(pose.describe, name)), cut)

    def _scenery(self, name: str, camera: Camera) -> list[Shape]:
        """Return walls, mat and shadows, and the plumb lines to the floor."""
        props, body = self.props(name), self.bodies[name]
        walls = (prop for prop in props if isinstance(prop, Wall))
        shapes = [shape for wall in walls for shape in wall_shapes(camera, wall, self.room)]
        shapes += ground_shapes(camera, body, props, self.extent)
        for joint in self.pose.frames[name].table.off_floor:
            shapes += drop_shapes(camera, body.joints[joint])
        return shapes

    def _figure(self, name: str, camera: Camera) -> list[Shape]:
        """Return the body and its equipment."""
        body = self.bodies[name]
        parts = figure_parts(camera, body, self.marked(name), self.hair)
        for number, prop in enumerate(self.props(name)):
            parts += prop_parts(camera, body, prop, number)
        return part_shapes(ordered(parts))

    def insets(self) -> tuple[Frame, ...]:
        """Return what the pose file wants to be seen from elsewhere."""
        inset, describe = self.pose.inset, self.pose.describe
        if inset is None:
            return ()
        if inset == "hands":
            return (hands_inset(self.bodies["start"], describe.hands),)
        frame, camera = self.seen("inset")
        shapes = self._scenery(frame, camera) + self._figure(frame, camera) + self._arrows("inset")
        return (_framed("inset", shapes, describe.inset),)

    def _arrows(self, name: str) -> list[Shape]:
        """Return the arrows of a frame or of the inset."""
        frame, camera = self.seen(name)
        ways = [
            (arrow_points(camera, arrow, self.bodies[frame], self.postures), arrow.both_ways)
            for arrow in self.pose.arrow
            if arrow.on == name
        ]
        return [shape for way, both in ways for shape in shapes_along(way, both_ways=both)]

    def props(self, name: str) -> tuple[Prop, ...]:
        """Return the equipment of a frame; its own replaces that of the pose kind by kind."""
        own = self.pose.frames[name].table.props
        kinds = {prop.type for prop in own}
        return (*(prop for prop in self.pose.props if prop.type not in kinds), *own)

    def marked(self, name: str) -> MuscleTable:
        """Return the muscles of a frame; its own replace those of the pose."""
        return self.pose.frames[name].table.muscles or self.pose.muscles

    def seen(self, name: str) -> tuple[str, Camera]:
        """Return which frame is seen, and how: a frame itself, or that of the inset."""
        inset = self.pose.inset
        if name == "inset" and isinstance(inset, InsetTable):
            return inset.frame, Camera.facing(inset.view.turn, inset.view.pitch)
        return name, self.camera(name)

    def camera(self, name: str) -> Camera:
        """Return the camera of a frame."""
        view = self.pose.view
        own = self.pose.frames[name].table.view
        if own is not None:
            view = view.model_copy(update={k: getattr(own, k) for k in own.model_fields_set})
        return Camera.facing(view.turn, view.pitch)

    def _cut(self, camera: Camera, body: Skeleton) -> int | None:
        if self.pose.view.crop is None:
            return None
        thigh = between(body.joints["left.hip"], body.joints["left.knee"], CROP_AT)
        return -round(camera.flat(thigh)[1] * 1000)

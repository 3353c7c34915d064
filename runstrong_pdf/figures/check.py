"""What is wrong with a pose: what no body could do, and what no reader could read.

Limbs out of reach, flesh or equipment in flesh, weights on end; arrows across something or away
from the movement, movements that the view hides, frames that hardly differ.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import acos, degrees, dist, fsum, hypot

from runstrong_pdf.errors import Problem, Severity
from runstrong_pdf.figures.arrows import HOLD, Disc, arrow_discs, arrow_points, beside_chest
from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.draw import Scene
from runstrong_pdf.figures.equipment import anchor_point, prop_parts
from runstrong_pdf.figures.part import Part
from runstrong_pdf.figures.path import UNITS
from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.figures.proportions import SIDES, THICKNESS
from runstrong_pdf.figures.props import Band, Dumbbell, Panel, Towel
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.trunk import TrunkForm
from runstrong_pdf.figures.vectors import (
    Camera,
    Point,
    Vector,
    along,
    between,
    cross,
    dot,
    length,
    subtract,
    to_local,
    unit,
)

# Places on the trunk that are compared, 0 = hips, 1 = neck.
PLACES = tuple(i / 24 for i in range(-3, 25))
LEVEL = 0.012  # nearer than this to a cut through the trunk a point is level with it
HEAD_MIDDLE = 0.048  # above the head joint
HEAD_HALF = (0.047, 0.064, 0.060)
HAND_RADIUS = 0.011
FOREARM_RADIUS = 0.018
FOREARM_FROM = 0.45  # the share of the forearm nearest the elbow may touch the ribs
GIVE = 0.014  # how far flesh gives way, body heights


def collisions(body: Skeleton) -> Iterator[str]:
    """Yield every hand or forearm that is deeper in the body than flesh gives way."""
    trunk = TrunkForm(body)
    for side in SIDES:
        for limb, points, radius in _limb_points(body, side):
            for what, depth in (("trunk", _in_trunk), ("head", _in_head)):
                sunk = max(depth(trunk, point) for point in points) + radius
                if sunk > GIVE:
                    yield f"{side} {limb} is {sunk:.3f} body heights inside the {what}"


def _limb_points(body: Skeleton, side: str) -> Iterator[tuple[str, list[Vector], float]]:
    joints = body.joints
    wrist, elbow, tips = (joints[f"{side}.{name}"] for name in ("wrist", "elbow", "fingertips"))
    yield "hand", [between(wrist, tips, t) for t in (0.0, 0.4, 0.8)], HAND_RADIUS
    shares = (FOREARM_FROM, 0.65, 0.85)
    yield "forearm", [between(elbow, wrist, t) for t in shares], FOREARM_RADIUS


def _in_trunk(trunk: TrunkForm, point: Vector) -> float:
    """Return how deep a point is in the trunk; below 0 outside."""
    return max(_in_slice(trunk, place, point) for place in PLACES)


def _in_slice(trunk: TrunkForm, place: float, point: Vector) -> float:
    """Return how deep a point is in the ring at a place, if it is level with it."""
    centre, axes = trunk.axes_at(place)
    width, depth, front, _ = trunk.measures(place)
    x, y, z = to_local(axes, subtract(point, along(centre, axes[2], front)))
    return _in_ellipsoid((x, z), (width, depth)) if abs(y) <= LEVEL else -1.0


def _in_head(trunk: TrunkForm, point: Vector) -> float:
    """Return how deep a point is in the head; below 0 outside."""
    axes = trunk.body.axes["head"]
    middle = along(trunk.body.joints["head"], axes[1], HEAD_MIDDLE)
    return _in_ellipsoid(to_local(axes, subtract(point, middle)), HEAD_HALF)


def _in_ellipsoid(offset: Sequence[float], half: Sequence[float]) -> float:
    share = hypot(*(value / most for value, most in zip(offset, half, strict=True)))
    return (1 - share) * (hypot(*offset) / share if share > 1e-6 else min(half))


SIGN, LETTER = "the sign of the hold", "the letter"
CORNER = re.compile(r"(-?\d+) (-?\d+)")


def crossings(scene: Scene) -> Iterator[str]:
    """Yield arrows and signs that lie across something."""
    signs = list(_signs(scene))
    for frame, sign, discs in signs:
        of, camera = scene.seen[frame]
        crossed = [
            part.name
            for part in figure_parts(camera, scene.bodies[of], scene.marked(of), scene.hair)
            if _on_body(discs, part)
        ]
        crossed += [part.name for part in _things(scene, of, camera) if _on_thing(discs, part)]
        for name in dict.fromkeys(crossed):
            yield f"[{frame}] {sign} crosses the {name.replace('.', ' ')}"
    for (frame, other, there), (where, sign, discs) in combinations(signs, 2):
        near = any(dist(a[:2], b[:2]) < a[2] + b[2] for a in discs for b in there)
        if frame == where and sign in {SIGN, LETTER} and near:  # two arrows may cross
            yield f"[{frame}] {sign} crosses {other}"


def _signs(scene: Scene) -> Iterator[tuple[str, str, list[Disc]]]:
    """Yield the frame, the name and the discs of every arrow, letter and sign of a hold."""
    for number, arrow in enumerate(scene.pose.arrow, 1):
        of, camera = scene.seen[arrow.on]
        points = arrow_points(camera, arrow, scene.bodies[of], scene.postures)
        yield arrow.on, f"arrow {number}", arrow_discs(points, both_ways=arrow.both_ways)
    for name, frame in scene.pose.frames.items():
        if frame.table.hold is not None:
            place = beside_chest(scene.camera(name), scene.bodies[name], frame.table.hold)
            yield name, SIGN, [(*place, HOLD)]
        if frame.table.letter is not None:
            place = beside_chest(scene.camera(name), scene.bodies[name], frame.table.letter.at)
            yield name, LETTER, [(*place, frame.table.letter.height / 2)]


def _things(scene: Scene, frame: str, camera: Camera) -> Iterator[Part]:
    """Yield solid equipment, not water; a band or towel may be crossed, it runs on."""
    for number, prop in enumerate(scene.props(frame)):
        if isinstance(prop, Panel) and prop.colour == "water":
            continue
        for part in prop_parts(camera, scene.bodies[frame], prop, number):
            if part.shapes:
                yield part


def _on_body(discs: Sequence[Disc], part: Part) -> bool:
    return any(
        hypot(x - px, y - py) < radius + half
        for x, y, radius, _ in part.reach or part.samples
        for px, py, half in discs
    )


def _on_thing(discs: Sequence[Disc], part: Part) -> bool:
    """Return whether an arrow touches the outline of a thing with flat faces."""
    outline = part.shapes[0].path
    corners = [(int(x) / UNITS, -int(y) / UNITS) for x, y in CORNER.findall(outline)]
    around = [*corners, corners[0]]
    return any(
        _inside((x, y), around) or min(_distance((x, y), *edge) for edge in pairwise(around)) < half
        for x, y, half in discs
    )


def _inside(p: Point, around: Sequence[Point]) -> bool:
    """Return whether a point lies in a convex outline."""
    turns = [
        (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) for (ax, ay), (bx, by) in pairwise(around)
    ]
    return all(turn > 0 for turn in turns) or all(turn < 0 for turn in turns)


def _distance(p: Point, a: Point, b: Point) -> float:
    """Return how far a point is from an edge."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    share = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1.0)
    share = max(0.0, min(1.0, share))
    return dist(p, (a[0] + dx * share, a[1] + dy * share))


MISS = 0.004  # body heights a hand or foot may miss its target
OUT_OF_REACH = 0.035  # body heights it may not: a mistake, not a trifle
BODY_CM = 170
SUNK = 0.014  # body heights a limb may be pressed into the floor
TRUNK_SUNK = 0.020
MOST_FOLD = 154.0  # degrees an elbow or knee can bend
MOST_EXTENSION = -0.62  # cosine between a thigh drawn back and the front of the pelvis


def check(pose: Pose) -> tuple[Problem, ...]:
    """Return a problem for everything in a pose that a body could not do; it is drawn all the same.

    A hand or foot that does not reach what it is to reach is an error, all else a warning.
    """
    scene = Scene(pose)
    found: list[Problem] = []
    for name, body in scene.bodies.items():
        found += [_problem(f"[{name}] {text}", "error") for text in _out_of_reach(body)]
        odd = (*_misses(body), *_sunk(body), *_folded(body), *collisions(body))
        odd += (*_pierced(scene, name), *_on_end(scene, name))
        found += [_problem(f"[{name}] {text}") for text in odd]
    return (
        *found,
        *map(_problem, (*crossings(scene), *_unseen(scene), *_astray(scene), *_stretched(scene))),
    )


def _problem(text: str, severity: Severity = "warning") -> Problem:
    return Problem("", text, severity=severity)


def _out_of_reach(body: Skeleton) -> Iterator[str]:
    for limb, miss in body.misses.items():
        if miss > OUT_OF_REACH:
            short = f"{miss:.2f} body heights ({miss * BODY_CM:.0f} cm) are missing"
            yield f"{limb} cannot reach its target: {short}"


def _misses(body: Skeleton) -> Iterator[str]:
    for limb, miss in body.misses.items():
        if MISS < miss <= OUT_OF_REACH:
            yield f"{limb} misses its target by {miss:.3f} body heights"


def _sunk(body: Skeleton) -> Iterator[str]:
    """Yield joints that lie too deep in the floor."""
    for joint, point in body.joints.items():
        thickness = THICKNESS.get(joint.rpartition(".")[2])
        if thickness is None:
            continue
        depth = thickness - point[1]
        if depth > (SUNK if "." in joint else TRUNK_SUNK):
            yield f"{joint.replace('.', ' ')} is {depth:.3f} body heights below the floor"


def _folded(body: Skeleton) -> Iterator[str]:
    for side in SIDES:
        for joint, upper, lower in (("knee", "thigh", "shin"), ("elbow", "upper_arm", "forearm")):
            cosine = dot(body.bones[f"{side}.{upper}"].axis, body.bones[f"{side}.{lower}"].axis)
            bend = degrees(acos(max(-1.0, min(1.0, cosine))))
            if bend > MOST_FOLD:
                yield f"{side} {joint} is bent {bend:.0f} degrees; a joint bends {MOST_FOLD:.0f}"
        if dot(body.bones[f"{side}.thigh"].axis, body.axes["pelvis"][2]) < MOST_EXTENSION:
            yield f"{side} hip is stretched backwards further than a hip goes"


# Joints whose movement tells a reader what the exercise is.
MOVERS = ("hand", "fingertips", "elbow", "shoulder", "knee", "ankle")
TOLD_BY = ("chest", "head", "pelvis", *(f"{side}.{name}" for side in SIDES for name in MOVERS))
LEAST_SEEN = 0.058  # body heights something must move on paper, or two frames look alike
LEAST_SHARE = 0.5  # of the longest movement, or the view hides it
LEAST_WAY = 0.08  # body heights on paper that a joint moves before its arrow must agree with it
CIRCLE = 0.4  # an arrow with such a bow is a piece of a circle
ASTRAY = 0.25  # cosine between an arrow and the movement of its joint
LEAST_STRAND = 0.3  # body heights
# A movement across a band must not look like one along it: cosines in the room and on paper.
ACROSS, ALONG = 0.6, 0.9


def _unseen(scene: Scene) -> Iterator[str]:
    """Yield frames that cannot be told from the one before, because of the pose or of the view."""
    for before, after in pairwise(scene.bodies):
        camera = scene.camera(after)
        if camera != scene.camera(before):
            continue
        moves = [
            subtract(scene.bodies[after].joints[name], scene.bodies[before].joints[name])
            for name in TOLD_BY
        ]
        seen = max(hypot(*camera.flat(move)) for move in moves)
        longest = max(length(move) for move in moves)
        shapes = [[hand.shape for hand in scene.bodies[n].hands.values()] for n in (before, after)]
        if seen < LEAST_SEEN and shapes[0] == shapes[1]:
            yield f"[{after}] looks like [{before}]: nothing moves further than {seen:.3f} on paper"
        elif seen < LEAST_SHARE * longest:
            yield f"[{after}] the view hides the movement: {seen:.2f} of {longest:.2f} is seen"


def _astray(scene: Scene) -> Iterator[str]:
    """Yield arrows that point another way than their joint moves, or look as if along a band."""
    names = list(scene.bodies)
    for number, arrow in enumerate(scene.pose.arrow, 1):
        frame, camera = scene.seen[arrow.on]
        place = names.index(frame)
        straight = arrow.to is not None and not arrow.both_ways and abs(arrow.bow) < CIRCLE
        if not straight or arrow.to is None or arrow.joint is None or not place:
            continue
        ends = [scene.bodies[name].joints[arrow.joint] for name in names[place - 1 : place + 1]]
        move = subtract(ends[1], ends[0])
        way = camera.flat(move)
        if hypot(*way) < LEAST_WAY or camera != scene.camera(names[place - 1]):
            continue
        if _cosine(way, arrow.to) < ASTRAY:
            yield f"[{arrow.on}] arrow {number} points another way than the {arrow.joint} moves"
        for a, b in _strands(scene, frame):
            strand = subtract(b, a)
            square = abs(dot(unit(strand), unit(move))) < ACROSS
            if square and abs(_cosine(camera.flat(strand), arrow.to)) > ALONG:
                yield f"[{arrow.on}] arrow {number} seems to go along the band: turn the view"


def _cosine(a: Point, b: Point) -> float:
    return (a[0] * b[0] + a[1] * b[1]) / ((hypot(*a) * hypot(*b)) or 1.0)


def _strands(scene: Scene, name: str) -> Iterator[tuple[Vector, Vector]]:
    """Yield the ends of the long straight pieces of bands and towels in a frame."""
    for prop in scene.props(name):
        if isinstance(prop, Band | Towel):
            way = _way(scene, name, prop)
            yield from ((a, b) for a, b in pairwise(way) if dist(a, b) > LEAST_STRAND)


STRETCH = 0.16  # body heights a towel may differ in length from frame to frame


def _stretched(scene: Scene) -> Iterator[str]:
    """Yield frames in which a towel is longer or shorter than in the one before."""
    for before, after in pairwise(scene.bodies):
        for a, b in zip(_towels(scene, before), _towels(scene, after), strict=False):
            if abs(b - a) > STRETCH:
                yield f"[{after}] the towel is {b:.2f} long, {a:.2f} in [{before}]"


def _towels(scene: Scene, name: str) -> list[float]:
    """Return how long the towels of a frame are."""
    return [
        fsum(dist(a, b) for a, b in pairwise(_way(scene, name, prop)))
        for prop in scene.props(name)
        if isinstance(prop, Towel)
    ]


def _way(scene: Scene, name: str, prop: Band | Towel) -> list[Vector]:
    return [anchor_point(scene.bodies[name], anchor) for anchor in prop.through]


PIERCED = 0.020  # body heights a band may press into flesh
PIERCING_STEPS = 12


def _pierced(scene: Scene, name: str) -> Iterator[str]:
    """Yield bands and towels that run through the body."""
    body = scene.bodies[name]
    trunk = TrunkForm(body)
    for prop in scene.props(name):
        if not isinstance(prop, Band | Towel):
            continue
        way = _way(scene, name, prop)
        shares = [i / PIERCING_STEPS for i in range(PIERCING_STEPS)]
        points = [between(a, b, share) for a, b in pairwise(way) for share in shares]
        for what, depth in (("trunk", _in_trunk), ("head", _in_head)):
            sunk = max(depth(trunk, point) for point in points)
            if sunk > PIERCED:
                yield f"the {prop.type} runs {sunk:.3f} body heights deep through the {what}"


NEAR_FLOOR = 0.10  # height of a hand below which its dumbbell stands on the floor
UPRIGHT = 0.6  # sine of the angle between a dumbbell and the floor


def _on_end(scene: Scene, name: str) -> Iterator[str]:
    """Yield dumbbells that stand on one end on the floor: a hand on top would tip them."""
    body = scene.bodies[name]
    for prop in scene.props(name):
        if not isinstance(prop, Dumbbell):
            continue
        for side in prop.fists:
            hand = body.hands[side]
            handle = unit(cross(hand.palm, hand.fingers))
            if body.joints[f"{side}.hand"][1] < NEAR_FLOOR and abs(handle[1]) > UPRIGHT:
                yield f"the {side} dumbbell stands on end"

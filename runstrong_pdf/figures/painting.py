"""The painter's order, and the shapes of ordered parts: outlines, shade, marks, contours.

Depth is compared pair by pair, only where two parts overlap on paper; one depth for each part
would be wrong for long limbs. The relations are then sorted topologically.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import fsum, hypot

from runstrong_pdf.figures.drawing import LINE, Shape, Tone, overlap
from runstrong_pdf.figures.equipment import RibbonPart, ribbon_shapes
from runstrong_pdf.figures.part import (
    END,
    FINE,
    FINGER_LINE,
    FINGER_RIM,
    RIM,
    START,
    Coat,
    Contours,
    Cord,
    Part,
)
from runstrong_pdf.figures.proportions import SIDES

# Arms pass in front of what they touch, because flesh gives way and samples do not.
BIAS = {"upper_arm": 0.030, "forearm": 0.030, "hand": 0.034, "thigh": 0.020, "foot": 0.004}
PARENT = {"forearm": "upper_arm", "hand": "forearm", "shin": "thigh", "thigh": "pelvis"}
# Limbs, and how much farther than its twin one begins that is on the far side; less would flicker.
LIMBS = ((("upper_arm", "forearm", "hand"), 0.105), (("thigh", "shin", "foot"), 0.045))

# What is over what, whatever their depths.
OVER = {("torso", "pelvis"), ("head", "neck"), ("neck", "torso")}


def ordered(parts: list[Part]) -> list[Part]:
    """Return the parts from the farthest to the nearest, and note which of their ends are open."""
    named = {part.name: part for part in parts}
    for part in parts:
        part.bias = BIAS.get(part.name.rpartition(".")[2], part.bias)
    _mark_far_limbs(named)
    out = _sorted(parts)
    _open_joints(out, named)
    return out


def _mark_far_limbs(named: dict[str, Part]) -> None:
    for segments, far in LIMBS:
        depths = [named[f"{side}.{segments[0]}"].samples[0][3] for side in SIDES]
        for side, gap in zip(SIDES, (depths[0] - depths[1], depths[1] - depths[0]), strict=True):
            for segment in segments:
                named[f"{side}.{segment}"].far = gap < -far


def _open_joints(order: list[Part], named: dict[str, Part]) -> None:
    """Of two neighbouring segments, open the joint of the one painted later."""
    place = {part.name: i for i, part in enumerate(order)}
    for part in order:
        side, _, segment = part.name.partition(".")
        if segment not in PARENT or side not in SIDES:
            continue
        name = PARENT[segment]
        parent = named[name if name == "pelvis" else f"{side}.{name}"]
        if place[part.name] > place[parent.name]:
            part.opened.add(START)
        elif name != "pelvis":
            parent.opened.add(END)


def _sorted(parts: list[Part]) -> list[Part]:
    """Sort topologically; in a circle, release the part with the fewest others in its way.

    What is over another always is not released before it.
    """
    under = [{j for j, b in enumerate(parts) if _always_over(a, b)} for a in parts]
    behind = _relations(parts, under)
    depth = [_mean_depth(part) for part in parts]
    left = set(range(len(parts)))
    out: list[Part] = []
    while left:
        ready = [i for i in left if not behind[i] & left]
        if not ready:
            free = [i for i in left if not under[i] & left]
            ready = [min(free, key=lambda i: (len(behind[i] & left), depth[i]))]
        following = min(ready, key=lambda i: (depth[i], i))
        left.remove(following)
        out.append(parts[following])
    return out


def _relations(parts: list[Part], under: list[set[int]]) -> list[set[int]]:
    """Return, for every part, the parts that must be painted before it."""
    behind = [set(always) for always in under]
    boxes = [_box(part) for part in parts]
    for i, a in enumerate(parts):
        for j in range(i + 1, len(parts)):
            if j in under[i] or i in under[j] or not overlap(boxes[i], boxes[j]):
                continue
            nearer = _nearer(a, parts[j])
            if nearer is not None:
                front, back = (i, j) if nearer > 0 else (j, i)
                behind[front].add(back)
    return behind


def _box(part: Part) -> tuple[float, float, float, float]:
    s = part.samples
    return (
        min(x - r for x, _, r, _ in s),
        min(y - r for _, y, r, _ in s),
        max(x + r for x, _, r, _ in s),
        max(y + r for _, y, r, _ in s),
    )


def _nearer(a: Part, b: Part) -> float | None:
    """Return how much nearer `a` is where the two overlap, or None if they do not."""
    total = weight = 0.0
    for x0, y0, r0, d0 in a.samples:
        for x1, y1, r1, d1 in b.samples:
            overlap = r0 + r1 - hypot(x0 - x1, y0 - y1)
            if overlap > 0:
                total += overlap * overlap * (d0 - d1)
                weight += overlap * overlap
    return total / weight + a.bias - b.bias if weight else None


def _mean_depth(part: Part) -> float:
    depths = [depth for _, _, _, depth in part.samples]
    return max(depths) * 0.35 + fsum(depths) / len(depths) * 0.65 + part.bias


def _always_over(a: Part, b: Part) -> bool:
    """Return whether `a` is over `b` whatever their depths."""
    return (a.name, b.name) in OVER or (a.name == "torso" and b.hangs)


# Marks that cover the whole coat lie under its shade.
UPPERS = frozenset({"shoe"})
# Contours of their own, which are light on a dark coat.
LINES = {"skin": "skin_line", "shorts": "shorts_line"}
MUSCLES = frozenset({"m1", "m2"})


def part_shapes(parts: Sequence[Part]) -> list[Shape]:
    """Return the shapes of ordered parts.

    The whole figure is first stroked with a fat line; painted over, only its outer half along
    the silhouette stays visible, as a heavier contour.
    """
    outlines = {part.name: [_contours(part, coat) for coat in part.coats] for part in parts}
    shapes = _rims(
        pair for part in parts for pair in zip(part.coats, outlines[part.name], strict=True)
    )
    for is_ribbon, run in groupby(parts, lambda part: isinstance(part, RibbonPart)):
        if is_ribbon:
            shapes += ribbon_shapes([part for part in run if isinstance(part, RibbonPart)])
            continue
        for part in run:
            shapes += part.shapes
            for coat, contours in zip(part.coats, outlines[part.name], strict=True):
                shapes += _coat_shapes(coat, contours, far=part.far)
    return shapes


def _contours(part: Part, coat: Coat | Cord) -> Contours:
    if isinstance(coat, Cord):
        return Contours(coat.root, coat.core)
    if isinstance(coat.outline, Contours):
        return coat.outline
    opened = part.opened if coat.stays_open else part.opened & {START}
    return coat.outline.contours(frozenset(opened))


def _rims(coats: Iterable[tuple[Coat | Cord, Contours]]) -> list[Shape]:
    """Return the fat line around everything: one shape for outlines, one for each width of cord."""
    fills: list[str] = []
    cords: dict[int, list[str]] = {}
    for coat, contours in coats:
        if isinstance(coat, Cord):
            cords.setdefault(coat.width, []).append(contours.stroke)
        else:
            fills.append(contours.fill)
    rims = [Shape("rim", "ink", "".join(fills), RIM)]
    for width, paths in sorted(cords.items()):
        rims.append(Shape("line", "ink", "".join(paths), width, edge=FINGER_RIM))
    return rims


def _coat_shapes(coat: Coat | Cord, contours: Contours, *, far: bool) -> Iterator[Shape]:
    """Yield the area, its shade, what is on it, and the line around it."""
    plain: Tone = "far" if far else ""
    if isinstance(coat, Cord):
        yield Shape("line", LINES["skin"], contours.stroke, coat.width, edge=FINGER_LINE)
        yield Shape("line", coat.role, contours.fill, coat.width, plain)
        return
    yield Shape("fill", coat.role, contours.fill, tone=plain)
    over = [mark for mark in coat.marks if mark.role in UPPERS]
    for mark in over:
        yield Shape(mark.kind, mark.role, mark.path, mark.width, plain)
    if contours.shade and not far:  # what is far off is flat, as well as darker
        yield Shape("fill", coat.role, contours.shade, tone="shade")
    contour = Shape("stroke", LINES.get(coat.role, "ink"), contours.stroke, LINE)
    if coat.marks_over:
        yield contour
    for mark in coat.marks:
        if mark not in over:
            yield Shape(mark.kind, mark.role, mark.path, mark.width, plain)
            if mark.role in MUSCLES and mark.kind == "fill":
                yield Shape("stroke", f"{mark.role}_edge", mark.path, FINE)
    if not coat.marks_over:
        yield contour

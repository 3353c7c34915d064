"""Ordered parts become shapes: outlines, shade, marks, contours."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from runstrong_pdf.figures.drawing import Shape, Tone
from runstrong_pdf.figures.part import START, Coat, Contours, Cord, Part
from runstrong_pdf.figures.props.band import RibbonPart, ribbon_shapes
from runstrong_pdf.figures.style import FINGER_LINE, FINGER_RIM, LINE, RIM

# Marks that cover the whole coat lie under its shade.
UPPERS = frozenset({"shoe"})


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
    plain, shade = _tones(far=far)
    if isinstance(coat, Cord):
        yield Shape("line", "ink", contours.stroke, coat.width, edge=FINGER_LINE)
        yield Shape("line", coat.role, contours.fill, coat.width, plain)
        return
    yield Shape("fill", coat.role, contours.fill, tone=plain)
    over = [mark for mark in coat.marks if mark.role in UPPERS]
    for mark in over:
        yield Shape(mark.kind, mark.role, mark.path, mark.width, plain)
    if contours.shade:
        yield Shape("fill", coat.role, contours.shade, tone=shade)
    for mark in coat.marks:
        if mark not in over:
            tone = shade if mark.tone == "shade" else plain
            yield Shape(mark.kind, mark.role, mark.path, mark.width, tone)
    yield Shape("stroke", "ink", contours.stroke, LINE)


def _tones(*, far: bool) -> tuple[Tone, Tone]:
    return ("far", "far-shade") if far else ("", "shade")

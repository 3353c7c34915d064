"""Ordered parts become shapes: outlines, shade, marks, contours."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from runstrong_pdf.figures.drawing import Shape, Tone
from runstrong_pdf.figures.part import START, Coat, Contours, Part
from runstrong_pdf.figures.props.band import RibbonPart, ribbon_shapes


def part_shapes(parts: Sequence[Part]) -> list[Shape]:
    """Return the shapes of ordered parts.

    The whole figure is first stroked with a fat line; painted over, only its outer half along
    the silhouette stays visible, as a heavier contour.
    """
    outlines = {part.name: [_contours(part, coat) for coat in part.coats] for part in parts}
    shapes = [
        Shape("rim", "ink", contours.fill, coat.rim)
        for part in parts
        for coat, contours in zip(part.coats, outlines[part.name], strict=True)
    ]
    for is_ribbon, run in groupby(parts, lambda part: isinstance(part, RibbonPart)):
        if is_ribbon:
            shapes += ribbon_shapes([part for part in run if isinstance(part, RibbonPart)])
            continue
        for part in run:
            shapes += part.shapes
            for coat, contours in zip(part.coats, outlines[part.name], strict=True):
                shapes += _coat_shapes(part, coat, contours)
    return shapes


def _contours(part: Part, coat: Coat) -> Contours:
    opened = part.opened if coat.stays_open else part.opened & {START}
    return coat.outline.contours(frozenset(opened))


def _coat_shapes(part: Part, coat: Coat, contours: Contours) -> Iterator[Shape]:
    """Yield the area, its shade, what is on it, and the line around it."""
    plain, shade = _tones(far=part.far)
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
    yield Shape("stroke", "ink", contours.stroke, coat.width)


# Marks that cover the whole coat lie under its shade.
UPPERS = frozenset({"shoe"})


def _tones(*, far: bool) -> tuple[Tone, Tone]:
    return ("far", "far-shade") if far else ("", "shade")

"""A drawing as an SVG in the colours of one theme: for the ink saver, whose areas are hatched.

The drawings of `images/` keep colour roles instead (see `figures.svg`).
"""

from collections.abc import Iterator, Sequence
from html import escape

from runstrong_pdf.figures.colour import hex_code
from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.arrangement import HEIGHT_MM, Arrangement, Placed
from runstrong_pdf.pdf.metadata import PRODUCER

HEAD = 'role="img" fill="none" stroke-linejoin="round" stroke-linecap="round"'


def painted_svg(name: str, arrangement: Arrangement) -> str:
    """Return the SVG of arranged frames."""
    width, height, placed = arrangement
    size = f'width="{width * HEIGHT_MM / 1000:.0f}mm" height="{height * HEIGHT_MM / 1000:.0f}mm"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}" {HEAD}>',
        f"<title>{escape(name)}</title>",
        f"<!-- {PRODUCER} -->",
        *_patterns(shape for frame in placed for shape in frame.shapes),
    ]
    for frame in placed:
        lines += _group(frame)
    return "\n".join([*lines, "</svg>", ""])


def _group(placed: Placed) -> Iterator[str]:
    frame = placed.frame
    left, top, right, bottom = frame.box
    use = ""
    if frame.cropped:
        corners = f'x="{left}" y="{top}" width="{right - left}" height="{bottom - top}"'
        yield f'<clipPath id="{frame.name}-cut"><rect {corners}/></clipPath>'
        use = f' clip-path="url(#{frame.name}-cut)"'
    place = f'transform="translate({placed.x - left:g} {placed.y - top:g})"'
    yield f'<g id="{frame.name}"{use} {place}><desc>{escape(frame.description)}</desc>'
    for shape in placed.shapes:
        yield f'<path {_look(shape)} d="{shape.path}"/>'
    yield "</g>"


def _look(shape: Painted) -> str:
    if shape.kind == "hatch":
        return f'fill="url(#{_pattern(shape)})"'
    if shape.kind == "fill":
        return f'fill="{hex_code(shape.rgb)}"'
    cap = ' stroke-linecap="butt"' if shape.cap == "butt" else ""
    return f'stroke="{hex_code(shape.rgb)}" stroke-width="{shape.width:g}"{cap}'


def _patterns(shapes: Iterator[Painted]) -> Sequence[str]:
    """Return each kind of hatching once: level lines, turned by 45 degrees."""
    hatched = {_pattern(shape): shape for shape in shapes if shape.kind == "hatch"}
    return [
        f'<pattern id="{name}" patternUnits="userSpaceOnUse" width="100" '
        f'height="{shape.pitch / 2**0.5:.3f}" patternTransform="rotate(45)">'
        f'<rect width="100" height="{shape.width:g}" fill="{hex_code(shape.rgb)}"/></pattern>'
        for name, shape in hatched.items()
    ]


def _pattern(shape: Painted) -> str:
    return f"hatch-{shape.pitch:g}-{shape.width:g}".replace(".", "_")

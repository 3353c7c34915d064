"""Neck and head: a smooth faceless head, with nose and ears so that one sees where it looks."""

from runstrong_pdf.figures.body.hair import Hair
from runstrong_pdf.figures.body.hair_styles import STYLES
from runstrong_pdf.figures.body.loft import place, slice_at
from runstrong_pdf.figures.body.shell import shell
from runstrong_pdf.figures.body.trunk_form import TrunkForm
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.outline import Blob, Ellipsoid, envelope
from runstrong_pdf.figures.part import START, Coat, Mark, Part, sampled
from runstrong_pdf.figures.path import ellipse
from runstrong_pdf.figures.profiles import HEAD, TRAPEZIUS, Row
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.style import HEAD_SHADE
from runstrong_pdf.figures.tube import Tube
from runstrong_pdf.figures.vectors import Axes, Vector, add, along, between, dot, scale, subtract

# Balls of the nose: (height above the head joint, how far forward, radius).
NOSE = ((0.042, 0.050, 0.011), (0.027, 0.0605, 0.0080))
EAR_HEIGHT = 0.036
EAR_OUT = 0.0460
EAR_SEEN = 0.30  # cosine towards the camera from which an ear is drawn
NECK_BALLS = (0.0300, 0.0298, 0.0300)


def throat_of(style: str) -> str:
    """Return the colour role of the throat: skin, or the scarf that covers it."""
    return "scarf" if STYLES[style].role == "scarf" else "skin"


def neck_part(camera: Camera, body: Skeleton, role: str) -> Part:
    """Return the neck with the slopes to the shoulders; it runs on into the vest."""
    trunk = TrunkForm(body)
    base, head = body.joints["neck"], body.joints["head"]
    low = along(base, body.axes["chest"][1], 0.004)
    high = along(head, body.axes["head"][1], 0.02)
    balls = [
        (between(base, head, 0.45), NECK_BALLS[0]),
        (head, NECK_BALLS[1]),
        (high, NECK_BALLS[2]),
    ]
    axis = camera.heading(subtract(head, low))
    blobs: list[Blob] = [*(_slope(trunk, row) for row in TRAPEZIUS), *balls]
    outline = envelope(camera, blobs, axis)
    x, y = camera.flat(low)
    cut = x * axis[0] + y * axis[1] + 0.006
    places = outline.places
    first = min(next((i for i, u in enumerate(places) if u >= cut), 0), len(places) - 4)
    tube = Tube(outline, axis, places[first], places[-1])
    samples = sampled(camera, [(low, 0.03), *balls])
    return Part("neck", samples, (Coat(role, tube),), opened={START})


def _slope(trunk: TrunkForm, row: Row) -> Ellipsoid:
    """Return a ring of the trapezius above the top of the spine."""
    s, width, depth, front, thick = row
    centre, (x, y, z) = trunk.axes_at(s)
    return along(centre, z, front), (scale(x, width), scale(y, thick), scale(z, depth))


def head_parts(camera: Camera, body: Skeleton, style: str) -> list[Part]:
    """Return the head with its hair, and the hair that stands off it.

    Args:
        camera: the view.
        body: the solved skeleton.
        style: the name of a hair style.
    """
    head, axes = body.joints["head"], body.axes["head"]
    hair = Hair(camera, body, STYLES[style])
    face: list[Blob] = [slice_at(head, axes, row) for row in HEAD]
    volume = hair.blobs()
    first, last = len(face), len(face) + len(volume)
    nose = [(place(head, axes, (0.0, up, ahead)), r) for up, ahead, r in NOSE]
    groups: list[tuple[int, ...]] = [(i, i + 1) for i in range(last - 1) if i != first - 1]
    groups.append((last, last + 1))
    blobs = [*face, *volume, *nose]
    marks = []
    axis = camera.heading(axes[1], (0.0, 1.0), 0.3)
    if STYLES[style].ears:
        blobs += [_ear(head, axes, sign) for sign in (1, -1)]
        groups += [(last + 2,), (last + 3,)]
        marks = _ear_marks(camera, head, axes)
    outline = shell(camera, blobs, axis, groups=groups, shade=HEAD_SHADE, detail=(24, 26))
    coat = Coat("skin", outline, (*hair.marks(axis), *marks))
    crown = place(head, axes, (0.0, 0.065, 0.0))
    balls = [
        (place(head, axes, (0.0, 0.03, 0.01)), 0.045),
        (crown, 0.05 * max(1.0, STYLES[style].volume)),
    ]
    part = Part("head", sampled(camera, balls), (coat,))
    loose = hair.loose()
    return [part] if loose is None else [loose, part]


def _ear(head: Vector, axes: Axes, sign: int) -> Ellipsoid:
    x, y, z = axes
    size = (scale(z, 0.008), scale(y, 0.0135), scale(x, 0.0065))
    return place(head, axes, (sign * 0.0440, EAR_HEIGHT, -0.002)), size


def _ear_marks(camera: Camera, head: Vector, axes: Axes) -> list[Mark]:
    marks = []
    for sign in (1, -1):
        out = scale(axes[0], sign)
        if dot(out, camera.towards) < EAR_SEEN:
            continue
        centre = place(head, axes, (sign * EAR_OUT, EAR_HEIGHT, -0.004))
        wide = camera.flat(add(scale(axes[2], 0.0085), scale(out, 0.005)))
        tall = camera.flat(add(scale(axes[1], 0.0135), scale(axes[2], -0.003)))
        path = ellipse(camera.flat(centre), wide, tall)
        marks += [Mark("skin", path), Mark("ink", path, "stroke", 3)]
    return marks

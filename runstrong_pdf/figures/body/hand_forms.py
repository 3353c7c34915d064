"""The measures of a hand and the forms it takes, as data.

Points are (along the fingers, towards the palm side, towards the thumb side) from the wrist, in
body heights; angles in degrees.
"""

from typing import NamedTuple

from runstrong_pdf.figures.vectors import Vector


class FingerMeasure(NamedTuple):
    """A finger: its knuckle (along, aside), its length and its radius."""

    along: float
    aside: float
    length: float
    radius: float


# Index, middle, ring and little finger
FINGERS = (
    FingerMeasure(0.041, 0.0155, 0.049, 0.0080),
    FingerMeasure(0.043, 0.0052, 0.054, 0.0082),
    FingerMeasure(0.041, -0.0054, 0.050, 0.0080),
    FingerMeasure(0.037, -0.0154, 0.041, 0.0072),
)
THUMB_RADIUS = 0.0084
# Blobs of the palm: (along, palm side, half sizes along, through and across); first the wrist.
WRIST_RADIUS = 0.0152
PALM_BLOBS = ((0.022, 0.001, 0.016, 0.0120, 0.0190), (0.042, 0.002, 0.010, 0.0100, 0.0225))


class HandForm(NamedTuple):
    """How the fingers of a hand are held.

    Attributes:
        spread: how far each finger leans to the thumb side.
        curl: how far the first and the second half of each finger are bent to the palm side.
        thumb: its three points.
        sag: how far the palm bends to the palm side between wrist and knuckles, body heights.
        index_curl: the index finger's own curl, where it differs.
    """

    spread: tuple[float, float, float, float]
    curl: tuple[float, float]
    thumb: tuple[Vector, Vector, Vector]
    sag: float = 0.0
    index_curl: tuple[float, float] | None = None


THUMB_OUT = ((0.014, 0.004, 0.013), (0.034, 0.007, 0.032), (0.052, 0.008, 0.040))
THUMB_AROUND = ((0.014, 0.006, 0.014), (0.032, 0.024, 0.019), (0.047, 0.034, 0.008))
FORMS = {
    "fist": HandForm((0, 0, 0, 0), (78, 178), THUMB_AROUND),
    "flat": HandForm((11, 3, -5, -14), (4, 4), THUMB_OUT, sag=0.010),
    "open": HandForm((7, 2, -3, -9), (2, 4), THUMB_OUT),
    "relaxed": HandForm(
        (2, 0, -1, -3),
        (26, 48),
        ((0.014, 0.006, 0.013), (0.034, 0.014, 0.024), (0.053, 0.020, 0.022)),
    ),
    "catch": HandForm(
        (4, 1, -2, -6),
        (30, 62),
        ((0.014, 0.006, 0.013), (0.032, 0.018, 0.026), (0.048, 0.030, 0.026)),
    ),
    "point": HandForm((0, 0, 0, 0), (78, 178), THUMB_AROUND, index_curl=(0, 3)),
    "clasp": HandForm(
        (0, 0, 0, 0),
        (62, 100),
        ((0.014, 0.006, 0.013), (0.034, 0.012, 0.020), (0.052, 0.018, 0.012)),
    ),
}

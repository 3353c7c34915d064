"""The look of the drawings: line weights (1/1000 body height), light and shade."""

from runstrong_pdf.figures.vectors import Point

LINE = 4  # contours; at 33 mm body height 0.4 pt
FINE = 2  # small things inside a contour
RIM = 9  # the outer contour: half of it shows outside the fills
FINGER_LINE = 6  # contours on both sides of a finger, together
FINGER_RIM = 9
LIGHT: Point = (-0.45, 0.89)  # direction to the light on paper

# How far the shade reaches across a limb, the trunk and the head.
LIMB_SHADE = 0.36
TRUNK_SHADE = 0.22
HEAD_SHADE = 0.16

"""The measures of the body, in shares of its height: bones, and how thick flesh is along them.

Limb rows: place along the bone (0 to 1), radius, offset to the front, offset outwards.
Ring rows: place along the spine (0 hips, 1 neck) or height above the head joint, half width,
half depth, offset to the front, half thickness.
"""

from itertools import pairwise

SIDES = {"left": 1, "right": -1}

# Bones
THIGH = 0.243
SHIN = 0.243
UPPER_ARM = 0.172
FOREARM = 0.150
SPINE = 0.290  # from the middle of the hips to the base of the neck
NECK = 0.062
PALM = 0.042  # from the wrist to the middle of the palm
HAND = 0.101  # from the wrist to the fingertips
GRIP = 0.012  # from the middle of the palm to the middle of a fist around a bar

# Girdles
HIP_HALF = 0.047
SHOULDER_HALF = 0.100
SHOULDER_LEVEL = 0.925  # where on the spine the shoulders sit, 0 = hips, 1 = neck

# Feet, from the ankle joint
ANKLE_HEIGHT = 0.044
HEEL = 0.036
BALL = 0.082
TOE = 0.118
INSTEP = 0.045

# The spine is solved in this many equal steps, so that its length is exact however it bends.
SPINE_STEPS = 12

# How far joints move the shoulder girdle: up and in when the arm rises, forward and back with it.
SHOULDER_RISE = 0.040
SHOULDER_IN = 0.022
SHOULDER_FORWARD = 0.020
SHOULDER_BACK = 0.022

# Thickness of the flesh under a joint that may lie on the floor
THICKNESS = {
    "elbow": 0.023,
    "wrist": 0.0155,
    "knee": 0.034,
    "ankle": 0.020,
    "pelvis": 0.058,
    "chest": 0.055,
}
KNEE_REST = 0.036  # height of a knee joint that rests on the floor
PALM_THICKNESS = 0.024  # height of the wrist above the surface a flat hand lies on


Row = tuple[float, ...]
Profile = tuple[Row, ...]


def _densified(rows: list[Row], parts: int = 2) -> Profile:
    """Return the table with intermediate rows on a Catmull-Rom curve, so that no corner shows."""
    out: list[Row] = []
    for i in range(len(rows) - 1):
        four = rows[max(i - 1, 0)], rows[i], rows[i + 1], rows[min(i + 2, len(rows) - 1)]
        out += [_catmull_rom(*four, j / parts) for j in range(parts)]
    return (*out, rows[-1])


def _catmull_rom(before: Row, a: Row, b: Row, after: Row, t: float) -> Row:
    width = b[0] - a[0]
    row = [a[0] + width * t]
    for k in range(1, len(a)):
        leave = (b[k] - before[k]) / ((b[0] - before[0]) or 1) * width
        arrive = (after[k] - a[k]) / ((after[0] - a[0]) or 1) * width
        row.append(
            (2 * t**3 - 3 * t * t + 1) * a[k]
            + (t**3 - 2 * t * t + t) * leave
            + (3 * t * t - 2 * t**3) * b[k]
            + (t**3 - t * t) * arrive
        )
    return tuple(row)


UPPER_ARM_PROFILE = _densified(
    [
        (0.02, 0.0365, 0.0, 0.002),
        (0.22, 0.0345, 0.0, 0.003),
        (0.50, 0.0300, 0.001, 0.0),
        (0.78, 0.0255, 0.001, 0.0),
        (1.00, 0.0232, 0.0, 0.0),
    ]
)
FOREARM_PROFILE = _densified(
    [
        (0.00, 0.0230, 0.0, 0.0),
        (0.20, 0.0258, 0.002, 0.002),
        (0.48, 0.0232, 0.001, 0.001),
        (0.80, 0.0172, 0.0, 0.0),
        (1.00, 0.0155, 0.0, 0.0),
    ]
)
THIGH_PROFILE = _densified(
    [
        (0.00, 0.0470, -0.008, -0.002),
        (0.22, 0.0535, -0.003, 0.001),
        (0.50, 0.0485, 0.005, 0.001),
        (0.80, 0.0390, 0.003, 0.0),
        (1.00, 0.0345, 0.0, 0.0),
    ]
)
SHIN_PROFILE = _densified(
    [
        (0.00, 0.0345, 0.0, 0.0),
        (0.14, 0.0340, -0.003, 0.0),
        (0.32, 0.0365, -0.009, 0.0),
        (0.58, 0.0300, -0.006, 0.0),
        (0.85, 0.0215, -0.001, 0.0),
        (1.00, 0.0205, 0.0, 0.0),
    ]
)
TRUNK = _densified(
    [
        (-0.13, 0.0500, 0.042, -0.002, 0.016),
        (-0.05, 0.0900, 0.061, -0.008, 0.020),
        (0.05, 0.0925, 0.069, -0.009, 0.020),
        (0.20, 0.0800, 0.062, -0.003, 0.020),
        (0.40, 0.0730, 0.053, 0.003, 0.020),
        (0.58, 0.0790, 0.057, 0.006, 0.020),
        (0.75, 0.0910, 0.064, 0.007, 0.020),
        (0.88, 0.0960, 0.061, 0.003, 0.020),
        (0.96, 0.0840, 0.050, -0.002, 0.015),
        (1.03, 0.0580, 0.037, -0.003, 0.008),
    ]
)
# The slopes from the shoulders to the neck belong to the neck, which is skin.
TRAPEZIUS: Profile = (
    (1.04, 0.0530, 0.0378, -0.0033, 0.006),
    (1.075, 0.0385, 0.0325, -0.0025, 0.008),
)
HEAD = _densified(
    [
        (-0.018, 0.0165, 0.0160, 0.036, 0.006),
        (-0.006, 0.0290, 0.0340, 0.024, 0.008),
        (0.016, 0.0390, 0.0500, 0.010, 0.010),
        (0.042, 0.0455, 0.0565, 0.003, 0.010),
        (0.068, 0.0465, 0.0585, 0.000, 0.010),
        (0.092, 0.0410, 0.0510, -0.002, 0.010),
        (0.108, 0.0260, 0.0330, -0.003, 0.007),
    ]
)
HAIR = _densified(
    [
        (0.000, 0.0360, 0.0400, -0.0140, 0.006),
        (0.020, 0.0430, 0.0500, -0.0080, 0.010),
        (0.042, 0.0475, 0.0565, -0.0030, 0.010),
        (0.068, 0.0485, 0.0600, -0.0005, 0.010),
        (0.092, 0.0435, 0.0540, -0.0020, 0.010),
        (0.110, 0.0280, 0.0360, -0.0030, 0.006),
        (0.117, 0.0110, 0.0150, -0.0030, 0.002),
        (0.1195, 0.0005, 0.0005, -0.0030, 0.001),
    ]
)
SHORTS_GROW = 0.0045  # cloth stands off the thigh
SHORTS_END = 0.46  # share of the thigh the shorts cover
HEM = 0.19  # where on the spine the vest ends


def measures(profile: Profile, at: float) -> Row:
    """Return the measures of `profile` at a place, between its rows where need be."""
    if at <= profile[0][0]:
        return profile[0][1:]
    for a, b in pairwise(profile):
        if at <= b[0]:
            t = (at - a[0]) / (b[0] - a[0])
            return tuple(x + (y - x) * t for x, y in zip(a[1:], b[1:], strict=True))
    return profile[-1][1:]

"""The measures of the body, as shares of its height. All of them are data; nothing is computed."""

SIDES = {"left": 1, "right": -1}

# Bones
THIGH = 0.243
SHIN = 0.243
UPPER_ARM = 0.172
FOREARM = 0.150
SPINE = 0.290  # from the middle of the hips to the base of the neck
NECK = 0.062
PALM = 0.042  # from the wrist to the middle of the palm
HAND = 0.092  # from the wrist to the fingertips
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

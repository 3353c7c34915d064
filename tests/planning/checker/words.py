"""Words of the rules: levels, colours, and which exercises a rule means when it names a kind."""

LEVEL = {"beginner": 1, "intermediate": 2, "experienced": 3}
COLOURS = ("tan", "yellow", "red", "green", "blue", "black", "silver", "gold")
POUNDS = (0.91, 1.36, 1.81, 2.27, 2.72, 3.63, 4.54, 5.44, 6.8, 9.07, 11.34, 13.61, 15.88)
KILOGRAMS = (0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16)
"""What is owned where the request names no weights: every pair that shops sell."""
PACE = {"longer": -1, "usual": 0, "slow": 1, "shorter": 2, "pause": 3}
"""Manners from easy to hard."""
PACE_SECONDS = {"slow": 1, "pause": 2}
"""What a repetition takes longer."""
DOUBLED_COLOURS = 3
"""A doubled band pulls twice as hard: three colours heavier (yellow doubled is blue)."""
PHASES = ("bodyweight", "bands", "dumbbells")
LOADING = frozenset({"intro", "build"})
NO_COBRA = frozenset({"pregnancy", "postnatal", "low-back", "neck"})
"""Cautions with which nobody lies face down and lifts the chest: a side bend takes its place."""

BACK_MUSCLES = frozenset(
    {
        "latissimus dorsi", "rhomboids", "upper trapezius", "middle trapezius", "lower trapezius",
        "posterior deltoid",
    }
)  # fmt: skip
TRUNK_AND_LEGS = frozenset(
    {
        "transversus abdominis", "rectus abdominis", "obliques", "quadratus lumborum", "iliopsoas",
        "erector spinae", "multifidus", "pelvic floor", "gluteus maximus", "gluteus medius",
        "quadriceps femoris", "hamstrings",
    }
)  # fmt: skip
"""Muscles that need no minute between two of their sets (R31)."""
REAR = frozenset(
    {
        "band-double-external-rotation", "doorway-external-rotation", "dumbbell-reverse-fly",
        "prone-ytw", "weighted-prone-ytw", "standing-ytw", "band-pull-apart", "band-face-pull",
    }
)  # fmt: skip
BIRD_DOGS = frozenset({"bird-dog", "forearm-bird-dog"})
NEVER_LEVEL_1 = frozenset(
    {
        "thruster", "dumbbell-clean", "dumbbell-snatch", "dumbbell-jerk", "push-press",
        "dumbbell-overhead-squat", "superman", "chair-dip", "wide-push-up", "diamond-push-up",
        "plank-to-press",
    }
)  # fmt: skip
COACHED = {"dumbbell-snatch": (3, 5), "dumbbell-jerk": (3, 5), "dumbbell-overhead-squat": (4, 8)}
LIFTS = frozenset({"thruster", "push-press", "dumbbell-clean"}) | frozenset(COACHED)
"""What has lead-ins because it is quick or goes overhead with squats."""
LOADED_LEGS = LIFTS | {"dumbbell-squat", "dumbbell-lunge", "dumbbell-romanian-deadlift"}
PRESSES = frozenset({"seated-dumbbell-press", "dumbbell-shoulder-press"})
DUMBBELL_ROWS = frozenset({"single-arm-dumbbell-row", "dumbbell-bent-over-row"})
OWN_COUNT = frozenset({"push-up", "wide-push-up", "diamond-push-up", "handle-push-up"})
"""Push-ups whose first number follows the push-ups owned (C31)."""
ON_THE_FLOOR = frozenset({"push-up", "knee-push-up", "knee-wide-push-up", "knee-diamond-push-up"})
"""Push-ups that nobody begins with who can hardly do one (C31)."""
HOME_WORKOUT = (
    frozenset({"push-up", "knee-push-up", "incline-push-up"}),
    frozenset({"bent-knee-chair-dip", "chair-dip"}),
    frozenset({"knee-wide-push-up", "wide-push-up"}),
    frozenset({"knee-plank-to-press", "plank-to-press"}),
    frozenset({"knee-diamond-push-up", "diamond-push-up"}),
    frozenset({"mountain-climber", "slow-mountain-climber"}),
)
"""The six moves of the article's home workout, with the versions that count for them."""
TRIO = (
    PRESSES,
    frozenset({"dumbbell-lateral-raise", "scaption-raise"}),
    frozenset({"alternate-front-raise"}),
)
"""The article's three dumbbell moves."""
TWINS = (
    frozenset({"push-up", "knee-push-up", "incline-push-up", "wall-push-up", "handle-push-up"}),
    frozenset({"wide-push-up", "knee-wide-push-up"}),
    frozenset({"diamond-push-up", "knee-diamond-push-up"}),
    frozenset({"seated-band-row", "band-bent-over-row", "standing-band-row"}),
    DUMBBELL_ROWS,
    PRESSES,
    frozenset({"prone-ytw", "weighted-prone-ytw", "standing-ytw"}),
    frozenset({"forearm-plank", "knee-plank"}),
    frozenset({"side-plank", "side-plank-knees"}),
    HOME_WORKOUT[5],
    HOME_WORKOUT[3],
    BIRD_DOGS,
    frozenset({"dumbbell-lateral-raise", "scaption-raise", "band-lateral-raise"}),
    frozenset({"prone-cobra-raise", "superman"}),
    frozenset({"towel-isometric-row", "towel-pulls"}),
    frozenset({"band-biceps-curl", "dumbbell-biceps-curl"}),
)
"""Exercises so near to one another that a session has only one of them (C14)."""
SMALL_STEPS = frozenset({"older-adult", "pregnancy", "postnatal"})
"""Flags with half steps, one repetition at a time, and never more sets than in 40 minutes."""

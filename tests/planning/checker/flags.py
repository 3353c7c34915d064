"""Where each flag starts, what it never has, and which exercises wait for which part (C23)."""

from collections.abc import Mapping
from typing import NamedTuple

from tests.planning.checker.words import BIRD_DOGS, LIFTS, PRESSES

DIPS = frozenset({"chair-dip", "bent-knee-chair-dip"})
CLIMBERS = frozenset({"mountain-climber", "slow-mountain-climber"})
PLANKS = CLIMBERS | {
    "forearm-plank", "knee-plank", "side-plank", "side-plank-knees", "plank-to-press",
    "knee-plank-to-press", "plank-shoulder-tap", "renegade-row",
}  # fmt: skip
PRONE = frozenset(
    {
        "prone-ytw", "weighted-prone-ytw", "prone-pulldown", "reverse-snow-angel",
        "prone-cobra-raise", "superman",
    }
)  # fmt: skip
SUPINE = frozenset(
    {"dead-bug", "heel-slide", "curl-up", "dumbbell-floor-press", "dumbbell-pullover"}
)
FLAT_PUSH_UPS = frozenset(
    {
        "push-up", "knee-push-up", "wide-push-up", "knee-wide-push-up", "diamond-push-up",
        "knee-diamond-push-up", "decline-push-up", "pike-push-up", "band-push-up",
    }
)  # fmt: skip
FLOOR_PUSH_UPS = FLAT_PUSH_UPS | {"handle-push-up"}
FULL_PUSH_UPS = FLOOR_PUSH_UPS - {"knee-push-up", "knee-wide-push-up", "knee-diamond-push-up"}
OVERHEAD = (LIFTS - {"dumbbell-clean"}) | PRESSES | {
    "band-overhead-press", "pike-push-up", "overhead-reach-squat", "band-overhead-pull-apart",
    "band-lat-pulldown", "dumbbell-pullover", "prone-pulldown", "reverse-snow-angel",
    "band-triceps-extension", "superman",
}  # fmt: skip
UNSUPPORTED_ROWS = frozenset({"band-bent-over-row", "dumbbell-bent-over-row", "renegade-row"})
LUNGES = frozenset({"bodyweight-reverse-lunge", "dumbbell-lunge"})
TOWELS = frozenset({"towel-pulls", "towel-isometric-row"})
BAND_ROWS = frozenset({"seated-band-row", "band-bent-over-row", "standing-band-row"})
ROTATION = frozenset({"band-double-external-rotation", "doorway-external-rotation"})
STANDING = TOWELS | {
    "wall-push-up", "standing-hip-hinge", "bodyweight-squat", "wall-slide", "standing-ytw",
    "heel-slide",
}  # fmt: skip
FALLBACK = BIRD_DOGS | {
    "wall-push-up", "dumbbell-floor-press", "band-chest-press", "seated-band-row", "towel-pulls",
    "standing-ytw", "dead-bug", "pelvic-floor-breathing", "standing-hip-hinge",
    "doorway-external-rotation",
}  # fmt: skip
"""What a slot falls back on that would stay empty: for want of kit, under several flags, or where a
flag names hardly more than one exercise of a family."""
EVERY = frozenset({"push", "pull", "rear", "core", "hinge", "raise", "other"})


class Flag(NamedTuple):
    """One caution.

    Attributes:
        bound: the families that `starts` binds in week 1.
        starts: the exercises of these families that week 1 may have.
        never: exercises that never come; in_this_block: those that the next block may have.
        later: exercises that wait for a part, counted from kit to kit and light to light week.
        reserve: the fewest repetitions in reserve.
        small: whether one repetition more is a step, and manner none.
    """

    bound: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    in_this_block: frozenset[str] = frozenset()
    later: Mapping[str, int] = {}
    reserve: int = 0
    no_manner: bool = False


CURLS = frozenset({"band-biceps-curl", "dumbbell-biceps-curl"})
FLAGS: Mapping[str, Flag] = {
    "older-adult": Flag(
        bound=EVERY,
        starts=STANDING | {"seated-band-row", "forearm-bird-dog"},
        never=DIPS | CLIMBERS | PRONE | LIFTS | (FLOOR_PUSH_UPS - {"knee-push-up"}) | {
            "forearm-plank", "knee-plank", "plank-to-press", "knee-plank-to-press",
            "plank-shoulder-tap", "curl-up",
        },
        in_this_block=frozenset({"knee-push-up"}),
        later={"bodyweight-reverse-lunge": 2},
        reserve=3,
    ),
    "pregnancy": Flag(
        bound=EVERY,
        starts=ROTATION | {
            "wall-push-up", "incline-push-up", "seated-band-row", "band-pull-apart",
            "towel-pulls", "standing-hip-hinge", "bodyweight-squat", "wall-slide",
            "pelvic-floor-breathing", "forearm-bird-dog",
        },
        never=SUPINE | PRONE | PLANKS | LIFTS | FLOOR_PUSH_UPS | LUNGES | {
            "towel-isometric-row", "dumbbell-bent-over-row", "band-bent-over-row",
        },
        later={
            "bird-dog": 2, "band-chest-press": 2, "standing-ytw": 2, "band-biceps-curl": 2,
            "dumbbell-biceps-curl": 2,
        },
        reserve=3,
        no_manner=True,
    ),
    "postnatal": Flag(
        bound=EVERY,
        starts=STANDING | {"pelvic-floor-breathing"},
        never=DIPS | PLANKS | PRONE | FULL_PUSH_UPS | {"curl-up"},
        later={"dead-bug": 2, "incline-push-up": 2, "bird-dog": 3},
    ),
    "shoulder": Flag(
        bound=frozenset({"push", "pull", "rear", "raise"}),
        starts=BAND_ROWS | TOWELS | ROTATION | {
            "wall-push-up", "incline-push-up", "band-chest-press", "single-arm-dumbbell-row",
            "wall-slide",
        },
        never=DIPS | OVERHEAD | LIFTS | FULL_PUSH_UPS | {
            "knee-wide-push-up", "plank-to-press", "knee-plank-to-press",
            "plank-shoulder-tap", "side-plank", "side-plank-knees", "renegade-row",
            "band-face-pull", "alternate-front-raise", "dumbbell-lateral-raise",
            "band-lateral-raise",
        },
        later={
            "band-pull-apart": 2, "scaption-raise": 2, "prone-ytw": 2, "standing-ytw": 2,
            "weighted-prone-ytw": 2, "dumbbell-floor-press": 2, "dumbbell-reverse-fly": 3,
            "knee-push-up": 3, "knee-diamond-push-up": 3,
        },
        reserve=3,
    ),
    "wrist": Flag(
        bound=frozenset({"push", "core"}),
        starts=frozenset({
            "wall-push-up", "incline-push-up", "handle-push-up", "band-chest-press",
            "dumbbell-floor-press", "forearm-plank", "knee-plank", "side-plank",
            "side-plank-knees", "forearm-bird-dog", "dead-bug", "heel-slide", "curl-up",
            "pelvic-floor-breathing",
        }),
        never=DIPS | CLIMBERS | FLAT_PUSH_UPS | {
            "plank-to-press", "knee-plank-to-press", "plank-shoulder-tap", "bird-dog",
            "renegade-row", "dumbbell-pullover", "dumbbell-clean", "dumbbell-snatch",
            "dumbbell-jerk",
        },
    ),
    "low-back": Flag(
        bound=frozenset({"pull", "core", "hinge"}),
        starts=FALLBACK | {"towel-isometric-row", "side-plank-knees"},
        never=UNSUPPORTED_ROWS | CLIMBERS | {"superman"},
        later={"prone-cobra-raise": 2, "dumbbell-romanian-deadlift": 3},
    ),
    "neck": Flag(
        bound=frozenset({"pull", "rear", "core"}),
        starts=FALLBACK | BAND_ROWS | ROTATION,
        never=frozenset({"weighted-prone-ytw", "pike-push-up", "curl-up"}),
        later=dict.fromkeys(PRONE, 2),
    ),
    "high-bp": Flag(
        never=LIFTS | {"pike-push-up", "decline-push-up", "towel-isometric-row"},
        reserve=3,
        no_manner=True,
    ),
    "osteoporosis": Flag(
        bound=frozenset({"push", "hinge"}),
        starts=FALLBACK | {"incline-push-up", "prone-cobra-raise"},
        never=LIFTS | {"curl-up"},
        later={"dumbbell-romanian-deadlift": 2},
    ),
    "knee": Flag(
        bound=frozenset({"hinge"}),
        starts=FALLBACK,
        never=LUNGES | {"bodyweight-squat", "dumbbell-squat", "overhead-reach-squat", "thruster"},
    ),
    "youth": Flag(never=LIFTS),
    "elbow": Flag(never=frozenset({"diamond-push-up", "knee-diamond-push-up"}) | CURLS),
}  # fmt: skip
"""By caution. What is not a plain list (rounds, rests, loads) the rules count for themselves."""

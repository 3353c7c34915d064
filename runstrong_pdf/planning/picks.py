"""Exercises chosen for a session, block by block, and what they count as."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.record import Slug

Catalogue = Mapping[str, Exercise]
REAR = frozenset(
    {
        "prone-ytw", "weighted-prone-ytw", "standing-ytw", "band-pull-apart", "band-face-pull",
        "band-double-external-rotation", "dumbbell-reverse-fly", "doorway-external-rotation",
    }
)  # fmt: skip
"""Work for the back of the shoulder and the rotators, which every week has (R04)."""
DOGS = frozenset({"bird-dog", "forearm-bird-dog"})
"""What counts as an extension where a caution says so (R04)."""
PRESSES = frozenset({"seated-dumbbell-press", "dumbbell-shoulder-press"})
LEAD_INS: Mapping[str, tuple[int, tuple[frozenset[str], ...]]] = {
    "thruster": (1, (frozenset({"dumbbell-squat"}), PRESSES)),
    "push-press": (1, (PRESSES,)),
    "dumbbell-clean": (1, (frozenset({"dumbbell-romanian-deadlift"}),)),
    "renegade-row": (1, (frozenset({"single-arm-dumbbell-row", "dumbbell-bent-over-row"}),
                         frozenset({"plank-to-press", "plank-shoulder-tap"}))),
    "dumbbell-jerk": (2, (frozenset({"push-press"}),)),
    "dumbbell-snatch": (2, (frozenset({"dumbbell-clean"}), PRESSES)),
    "dumbbell-overhead-squat": (2, (frozenset({"overhead-reach-squat"}),
                                    frozenset({"dumbbell-squat", "thruster"}))),
}  # fmt: skip
"""Loading weeks that each of the lead-ins has stood before a lift comes (C04)."""
TWINS: tuple[frozenset[str], ...] = (
    frozenset({"push-up", "knee-push-up", "incline-push-up", "wall-push-up", "handle-push-up"}),
    frozenset({"wide-push-up", "knee-wide-push-up"}),
    frozenset({"diamond-push-up", "knee-diamond-push-up"}),
    frozenset({"seated-band-row", "band-bent-over-row", "standing-band-row"}),
    frozenset({"single-arm-dumbbell-row", "dumbbell-bent-over-row"}),
    PRESSES,
    frozenset({"prone-ytw", "weighted-prone-ytw", "standing-ytw"}),
    frozenset({"forearm-plank", "knee-plank"}),
    frozenset({"side-plank", "side-plank-knees"}),
    frozenset({"mountain-climber", "slow-mountain-climber"}),
    frozenset({"plank-to-press", "knee-plank-to-press"}),
    frozenset({"bird-dog", "forearm-bird-dog"}),
    frozenset({"dumbbell-lateral-raise", "scaption-raise", "band-lateral-raise"}),
    frozenset({"prone-cobra-raise", "superman"}),
    frozenset({"towel-isometric-row", "towel-pulls"}),
    frozenset({"band-biceps-curl", "dumbbell-biceps-curl"}),
    frozenset({"band-double-external-rotation", "doorway-external-rotation"}),
)
"""Exercises so alike that a session has only one of them (C14)."""
BACK_MUSCLES = frozenset(
    {"latissimus dorsi", "rhomboids", "middle trapezius", "lower trapezius", "upper trapezius",
     "posterior deltoid"}
)  # fmt: skip
REGIONS = frozenset({"chest", "back", "core", "shoulders"})
"""What every session covers (R01)."""
TRIO = (
    PRESSES,
    frozenset({"dumbbell-lateral-raise", "scaption-raise"}),
    frozenset({"alternate-front-raise"}),
)
"""The three dumbbell moves of the article, in all versions (C18, C26)."""
HOME_WORKOUT = (
    frozenset({"push-up"}),
    frozenset({"chair-dip", "bent-knee-chair-dip"}),
    frozenset({"wide-push-up", "knee-wide-push-up"}),
    frozenset({"plank-to-press", "knee-plank-to-press"}),
    frozenset({"diamond-push-up", "knee-diamond-push-up"}),
    frozenset({"mountain-climber"}),
)
"""The six moves of its home workout (C17)."""
MAIN_PULLS = frozenset({"horizontal-pull", "vertical-pull"})
"""Patterns of rows and pulldowns, of which session A always has one (C25)."""
RAISES_MOST = 2
"""Raises in a session (R07)."""
FEWEST_ROWS = 4
"""Rows of a session (C14)."""
FEWEST_LIGHT = 3
"""The same in a light week of twenty minutes."""
MOST_ROWS = 5
"""Rows of a circuit (C05)."""
NEVER_OUT = 0
"""The rank of a row that the week cannot do without (R04)."""


@dataclass(frozen=True, slots=True)
class Pick:
    """An exercise in a slot; what it stands in for, and why."""

    slug: str
    exercise: Exercise
    rank: int
    instead_of: str | None = None
    because: Because | None = None

    @property
    def balance(self) -> str:
        """Push, pull or neutral."""
        return self.exercise.balance


@dataclass(frozen=True, slots=True)
class PickedBlock:
    """The exercises of one block, in order."""

    picks: tuple[Pick, ...]
    first: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is a fast lift by itself, with long rests (C06)."""
        return len(self.picks) == 1 and self.picks[0].slug in LEAD_INS


PickedSession = tuple[PickedBlock, ...]


def works_chest(exercise: Exercise) -> bool:
    """Whether its sets count for the chest (R13)."""
    return "pectoralis major" in exercise.primary


def works_back(exercise: Exercise) -> bool:
    """Whether its sets count for the back (R13)."""
    return exercise.balance == "pull" and not BACK_MUSCLES.isdisjoint(exercise.primary)


def twins_of(slug: str) -> frozenset[str]:
    """Return the exercises so alike that a session has only one of them, itself included (C14)."""
    return next((group for group in TWINS if slug in group), frozenset())


def picks_of(session: Sequence[PickedBlock]) -> list[Pick]:
    """Return every exercise of a session, in order."""
    return [pick for block in session for pick in block.picks]


def slugs_of(session: PickedSession) -> set[Slug]:
    """Return the names of the exercises of a session."""
    return {pick.slug for pick in picks_of(session)}


def has_all(session: PickedSession, groups: Collection[frozenset[str]]) -> bool:
    """Whether a session has an exercise of every group."""
    slugs = slugs_of(session)
    return all(slugs & group for group in groups)


def without(session: Sequence[PickedBlock], out: Collection[Pick]) -> list[PickedBlock]:
    """Return a session's blocks less some exercises; a block that has no other goes."""
    left = (PickedBlock(tuple(p for p in b.picks if p not in out), b.first) for b in session)
    return [block for block in left if block.picks]


def exchanged(session: PickedSession, pick: Pick, other: Pick) -> PickedSession:
    """Return a session with another exercise in a place."""
    return tuple(
        PickedBlock(tuple(other if p is pick else p for p in b.picks), b.first) for b in session
    )

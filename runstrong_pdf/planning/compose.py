"""Fills the slots of a session for one part: what is possible, what stands in, in a closed ring."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise, permutations, product

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.caution import family
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Kit, Level, Phase
from runstrong_pdf.planning.athlete import FALLBACK, FEW_PUSH_UPS, HANDLE_PUSH_UPS, Athlete, Care
from runstrong_pdf.planning.loads import first_load
from runstrong_pdf.planning.row import is_small
from runstrong_pdf.planning.sessions import Circuit, Slot

Catalogue = Mapping[str, Exercise]

PHASE_KIT: Mapping[Phase, frozenset[Kit]] = {
    Phase.BODYWEIGHT: frozenset({Kit.CHAIR}),
    Phase.BANDS: frozenset({Kit.CHAIR, Kit.BAND, Kit.ANCHOR}),
    Phase.DUMBBELLS: frozenset(Kit),
}
"""What each phase may use; phases are cumulative (R22)."""
LOADED_LEGS = frozenset(
    {
        "dumbbell-squat", "dumbbell-lunge", "dumbbell-overhead-squat", "thruster",
        "dumbbell-clean", "dumbbell-snatch", "dumbbell-jerk", "push-press",
        "dumbbell-romanian-deadlift",
    }
)  # fmt: skip
"""Never on the day before a hard or long run (R24)."""
REAR = frozenset(
    {
        "prone-ytw", "weighted-prone-ytw", "standing-ytw", "band-pull-apart", "band-face-pull",
        "band-double-external-rotation", "dumbbell-reverse-fly", "doorway-external-rotation",
    }
)  # fmt: skip
"""Work for the back of the shoulder and the rotators, which every week has (R04)."""
DOGS = frozenset({"bird-dog", "forearm-bird-dog"})
"""What counts as an extension where a caution says so (R04)."""
GENTLEST = frozenset({"heel-slide", "pelvic-floor-breathing", "standing-hip-hinge"})
"""What never stands in for anything: it is for those whose caution names it."""
GENTLE = GENTLEST | {
    "doorway-external-rotation", "wall-push-up", "forearm-bird-dog", "standing-ytw",
    "slow-mountain-climber",
}  # fmt: skip
"""What stands in only where nothing else is left: it is for those who need it."""
FIRST_RUNGS = frozenset(
    {"wall-push-up", "incline-push-up", "knee-push-up", "side-plank-knees", "knee-plank"}
)
"""What those beyond the beginning are past, unless a caution asks for it."""
BEGINNERS_NEVER = frozenset({"thruster", "superman"})
"""Beside what its level rules out (R09)."""
PRESSES = frozenset({"seated-dumbbell-press", "dumbbell-shoulder-press"})
STANDING_PRESS, FIRST_PRESSES = "dumbbell-shoulder-press", (
    "seated-dumbbell-press", "band-overhead-press",
)  # fmt: skip
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
FEWEST_LIFTS = 3
"""Exercises with weights that make a part of its own worth it."""
LAST_PART = 9
"""A part in which everything has come that a caution lets wait."""
NO_CARE = Care()
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where exercises are wanted: the phase and part, and what is known there.

    Attributes:
        weeks_done: loading weeks so far by exercise.
        week: from which the exercises are wanted, counted from 1.
        eve: whether the session is on the day before a hard or long run.
        first: whether it is the first week of a first plan.
        lifts: whether a lift may be new here.
    """

    phase: Phase
    part: int
    weeks_done: Mapping[str, int]
    first: bool = False
    eve: bool = False
    lifts: bool = True
    week: int = 1


def why_not(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> Because | None:
    """Return what rules an exercise out here, or None (R08, R09, R24, R33, C04, C23)."""
    if _too_hard(slug, exercise, athlete) or _too_early(slug, athlete, place):
        return "level"
    if not PHASE_KIT[place.phase].issuperset(exercise.kit) or not athlete.kit.issuperset(
        exercise.kit
    ):
        return "kit"
    if _avoided(slug, exercise, athlete) or _waits(slug, exercise, athlete, place):
        return "caution"
    if place.eve and slug in LOADED_LEGS:
        return "run"
    return None if first_load(slug, exercise, athlete) else "load"


def fitting(athlete: Athlete, catalogue: Catalogue) -> frozenset[str]:
    """Return what nothing rules out that is the same in every week: level, cautions and loads."""
    return frozenset(
        slug
        for slug, exercise in catalogue.items()
        if not _too_hard(slug, exercise, athlete)
        and athlete.kit.issuperset(exercise.kit)
        and not _avoided(slug, exercise, athlete)
        and first_load(slug, exercise, athlete)
    )


def may_come(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> bool:
    """Whether nothing rules an exercise out here, as `why_not` says, but sooner."""
    return (
        slug in athlete.fits
        and PHASE_KIT[place.phase].issuperset(exercise.kit)
        and athlete.kit.issuperset(exercise.kit)
        and not (place.eve and slug in LOADED_LEGS)
        and not _too_early(slug, athlete, place)
        and not _waits(slug, exercise, athlete, place)
    )


def usable_kit(athlete: Athlete, catalogue: Catalogue) -> frozenset[Kit]:
    """Return the kit without a band or weights of which nothing suits: no load is light enough."""
    place = Place(Phase.DUMBBELLS, LAST_PART, dict.fromkeys(catalogue, LAST_PART))
    can = [e for s, e in catalogue.items() if may_come(s, e, athlete, place)]
    band = any(Kit.BAND in exercise.kit and exercise.balance == "pull" for exercise in can)
    weights = sum(Kit.DUMBBELLS in exercise.kit for exercise in can) >= FEWEST_LIFTS
    out = (set() if band else {Kit.BAND, Kit.ANCHOR}) | (set() if weights else {Kit.DUMBBELLS})
    return athlete.kit - out


def _avoided(slug: str, exercise: Exercise, athlete: Athlete) -> bool:
    """Whether an exercise never comes: a caution is against it, or the athlete is."""
    cautions = athlete.avoid.intersection(exercise.caution) - {"latex"}
    return bool(cautions) or slug in athlete.care.never or slug in athlete.without


def _waits(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> bool:
    """Whether a caution lets an exercise come later."""
    care = athlete.care
    early = care.waits(slug, place.part, place.week)
    return early or (place.first and not care.may_start(slug, exercise))


def _too_hard(slug: str, exercise: Exercise, athlete: Athlete) -> bool:
    """Whether an exercise is beyond the level, in whatever week."""
    if exercise.level.number > athlete.level.number:
        return True
    beginner = athlete.level is Level.BEGINNER
    few = athlete.push_ups is not None and athlete.push_ups < FEW_PUSH_UPS
    if beginner and (slug in BEGINNERS_NEVER or (slug == "push-up" and few)):
        return True
    counted = 0 if beginner else HANDLE_PUSH_UPS if athlete.push_ups is None else athlete.push_ups
    return slug == "handle-push-up" and counted < HANDLE_PUSH_UPS


def _too_early(slug: str, athlete: Athlete, place: Place) -> bool:
    """Whether something lighter comes first: a press for a beginner, the lead-ins of a lift."""
    if slug == STANDING_PRESS and athlete.level is Level.BEGINNER and _lacks_press(athlete, place):
        return True
    if slug not in LEAD_INS or slug in place.weeks_done:
        return False
    weeks, groups = LEAD_INS[slug]
    return not place.lifts or any(
        max((place.weeks_done.get(lead, 0) for lead in group), default=0) < weeks
        for group in groups
    )


def _lacks_press(athlete: Athlete, place: Place) -> bool:
    """Whether a beginner has yet to press seated or with the band, if kit for it is owned."""
    can = athlete.kit & {Kit.CHAIR, Kit.BAND}
    return bool(can) and not any(place.weeks_done.get(lead) for lead in FIRST_PRESSES)


def compose(
    session: Sequence[Circuit],
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    elsewhere: Collection[str],
    spent: Collection[str] = (),
) -> PickedSession:
    """Return the session's exercises: stand-ins for what is not possible, in closed rings.

    Args:
        elsewhere: what the week's other sessions have already.
        spent: what has nothing left to give, so that another takes its place if there is one.
    """
    can = {
        slug: exercise
        for slug, exercise in catalogue.items()
        if may_come(slug, exercise, athlete, place) and not _is_behind(slug, athlete)
    }
    taken: set[str] = set()
    wanted = {c for circuit in session for slot in circuit.slots for c in slot.choices}
    blocks: list[PickedBlock] = []
    for circuit in session:
        picks = []
        for slot in circuit.slots:
            pick = _fill(slot, catalogue, athlete, place, can, taken, wanted, elsewhere, spent)
            if pick:
                taken |= {pick.slug, *_twins(pick.slug)}
                picks.append(pick)
        if picks:
            blocks.append(PickedBlock(tuple(picks), circuit.first))
    return closed(_few_raises(blocks))


def _fill(
    slot: Slot,
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    can: Catalogue,
    taken: set[str],
    wanted: Collection[str],
    elsewhere: Collection[str],
    spent: Collection[str],
) -> Pick | None:
    here = [choice for choice in slot.choices if choice in can and choice not in taken]
    for choice in here:
        if choice not in spent:
            return Pick(choice, can[choice], slot.rank)
    if here:
        out = {*taken, *wanted, *spent, *_twins(here[0])}
        other = nearest(here[0], catalogue, can, out, elsewhere, like=True, care=athlete.care)
        if other and other not in elsewhere:
            return Pick(other, can[other], slot.rank, here[0], "progress")
        return Pick(here[0], can[here[0]], slot.rank)
    first = slot.choices[0]
    if first in LEAD_INS and first != "thruster":
        return None  # a lift that has no lead-in yet waits; nothing stands in for it
    best = nearest(first, catalogue, can, {*taken, *wanted}, elsewhere, care=athlete.care)
    if best is None:
        return None
    because = why_not(first, catalogue[first], athlete, place) or "session"
    return Pick(best, can[best], slot.rank, first, because)


def nearest(
    wanted: str,
    catalogue: Catalogue,
    can: Collection[str],
    taken: Collection[str],
    elsewhere: Collection[str] = (),
    *,
    like: bool = False,
    care: Care = NO_CARE,
) -> str | None:
    """Return the exercise most like a wanted one, of the same balance, or None.

    Args:
        like: whether it must be of the same family, and of the same use for chest and back.
        care: what cautions ask for: exercises of their own lists come before all else.
    """
    mine = catalogue[wanted]
    free = (s for s in can if s not in taken and s not in LEAD_INS)
    if like:
        free = (
            s
            for s in free
            if family(catalogue[s]) == family(mine) and _same_work(wanted, s, catalogue)
        )
    ladder = _ladder(wanted, catalogue)
    return min(
        (s for s in free if catalogue[s].balance == mine.balance),
        key=lambda s: (
            bool(care.named) and s not in care.named,
            s in GENTLE
            and s not in care.named | care.starts
            and not (care.falls_back and s in FALLBACK - GENTLEST),
            *_unlikeness(wanted, s, catalogue, elsewhere=s in elsewhere, rung=s in ladder),
        ),
        default=None,
    )


def stand_in(
    wanted: str,
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    used: Collection[str],
    *,
    kept: bool = False,
    quick: bool = False,
) -> str | None:
    """Return what can take the place of an exercise that has nothing left to give (C09).

    Args:
        kept: whether it must do the same work for the week (R04); quick: whether a set must take
            less time.
    """
    taken = {*used, *(twin for slug in used for twin in _twins(slug) if slug != wanted)}
    mine = catalogue[wanted]
    others = {catalogue[slug].pattern for slug in used if slug != wanted}
    flat = mine.pattern == "horizontal-push" not in others  # R03
    can = [
        slug
        for slug, exercise in catalogue.items()
        if slug in athlete.fits
        and slug not in taken
        and ("push-up" in slug or "push-up" not in wanted)
        and not (flat and exercise.pattern != "horizontal-push")
        and not (kept and not _same_work(wanted, slug, catalogue, rear=bool(athlete.care.rules)))
        and not (kept and athlete.care.bird_dog_extends and wanted in DOGS and slug not in DOGS)
        and not _adds_chest_or_back(mine, exercise)
        and not (mine.balance != "neutral" and is_small(exercise) and not is_small(mine))
        and (family(mine) != "core" or family(exercise) == "core")
        and not (slug in GENTLEST and slug not in athlete.care.named)
        and not _sets_back(slug, exercise, athlete, place)
        and not (quick and _first_seconds(exercise) >= _first_seconds(mine))
        and may_come(slug, exercise, athlete, place)
    ]
    return nearest(wanted, catalogue, can, taken, care=athlete.care)


def _sets_back(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> bool:
    """Whether somebody beyond the beginning is past it, or has done the rung above it."""
    if athlete.level.number == 1:
        return False
    return _is_behind(slug, athlete) or exercise.harder in place.weeks_done


def _is_behind(slug: str, athlete: Athlete) -> bool:
    """Whether somebody is past the first rungs, and no caution asks for them."""
    return slug in FIRST_RUNGS and athlete.level.number > 1 and not athlete.care.rules


def _adds_chest_or_back(old: Exercise, new: Exercise) -> bool:
    """Whether an exercise counts for chest or back where the old one did not (R13)."""
    return (works_chest(new) and not works_chest(old)) or (works_back(new) and not works_back(old))


def works_chest(exercise: Exercise) -> bool:
    """Whether its sets count for the chest (R13)."""
    return "pectoralis major" in exercise.primary


def works_back(exercise: Exercise) -> bool:
    """Whether its sets count for the back (R13)."""
    return exercise.balance == "pull" and not BACK_MUSCLES.isdisjoint(exercise.primary)


def _same_work(slug: str, other: str, catalogue: Catalogue, *, rear: bool = False) -> bool:
    """Whether an exercise counts for all that the other counts for in its week.

    Args:
        rear: whether work for the rear shoulder need not count for the back.
    """
    a, b = catalogue[slug], catalogue[other]
    if rear and {slug, other} <= REAR and (Kit.BAND in a.kit) <= (Kit.BAND in b.kit):
        return True
    if works_back(a) != works_back(b) or works_chest(a) != works_chest(b):
        return False
    if Kit.BAND in a.kit and a.balance == "pull" and Kit.BAND not in b.kit:
        return False
    if {a.pattern, b.pattern} <= MAIN_PULLS and slug not in REAR:  # C25
        return other not in REAR
    return other in REAR if slug in REAR else a.pattern == b.pattern


def _first_seconds(exercise: Exercise) -> float:
    return exercise.first_reps * exercise.seconds_per_rep * exercise.sides


def _unlikeness(
    wanted: str, other: str, catalogue: Catalogue, *, elsewhere: bool, rung: bool
) -> tuple[object, ...]:
    """Rank a stand-in: the same work, then new to the week, a near rung, like kit, like level."""
    a, b = catalogue[wanted], catalogue[other]
    return (
        (wanted in REAR) != (other in REAR),
        (a.pattern == "spinal-extension") != (b.pattern == "spinal-extension"),
        family(a) != family(b),
        works_back(a) and not works_back(b),
        a.pattern != b.pattern,
        bool(a.kit) and set(a.kit) != set(b.kit),
        elsewhere,
        not rung,
        abs(len(a.kit) - len(b.kit)),
        abs(a.level.number - b.level.number),
        not set(a.primary) & set(b.primary),
        b.priority,
        other,
    )


def _ladder(slug: str, catalogue: Catalogue) -> Collection[str]:
    """Return the rungs below and above an exercise."""
    found: set[str] = set()
    for direction in ("easier", "harder"):
        here = getattr(catalogue[slug], direction)
        while here in catalogue and here not in found:
            found.add(here)
            here = getattr(catalogue[here], direction)
    return found


def _twins(slug: str) -> frozenset[str]:
    return next((group for group in TWINS if slug in group), frozenset())


def _few_raises(blocks: Sequence[PickedBlock]) -> list[PickedBlock]:
    """Leave out raises above two (R07)."""
    left, found = RAISES_MOST, []
    for block in blocks:
        kept = []
        for pick in block.picks:
            raises = pick.exercise.pattern == "shoulder-isolation"
            if raises and not left:
                continue
            left -= raises
            kept.append(pick)
        if kept:
            found.append(PickedBlock(tuple(kept), block.first))
    return found


# -- the ring --------------------------------------------------------------------------------------


def closed(blocks: Sequence[PickedBlock]) -> PickedSession:
    """Return the session in an order in which no push follows a push and no pull a pull (R05).

    The written order stays where it holds. Where no order does, the lowest row of the fuller side
    goes.
    """
    blocks = [block for block in blocks if block.picks]
    while blocks:
        ordered = _ordered(blocks) or next(filter(None, map(_ordered, _lent(blocks))), None)
        if ordered is not None:
            return ordered
        blocks = _without_lowest(blocks)
    return ()


def _lent(blocks: Sequence[PickedBlock]) -> Iterator[list[PickedBlock]]:
    """Yield the session with one neutral row moved to another of its circuits."""
    for at, block in enumerate(blocks):
        for pick in reversed(block.picks):
            if pick.balance != "neutral" or len(block.picks) == 1 or block.alone:
                continue
            for to, other in enumerate(blocks):
                if to != at and not other.alone:
                    moved = list(blocks)
                    left = tuple(p for p in block.picks if p is not pick)
                    moved[at] = replace(block, picks=left)
                    moved[to] = replace(other, picks=(*other.picks, pick))
                    yield moved


def _ordered(blocks: Sequence[PickedBlock]) -> PickedSession | None:
    found: list[PickedBlock] = []
    blocks = _no_lone_rows(blocks)
    for block in blocks:
        before = picks_of(found)
        order = next((o for o in permutations(block.picks) if _holds(o, before, blocks)), None)
        if order is None:
            return None
        found.append(PickedBlock(order, block.first))
    return tuple(found)


def _no_lone_rows(blocks: Sequence[PickedBlock]) -> Sequence[PickedBlock]:
    """Join a circuit of one row with the one before it, or after it (C05)."""
    if all(len(block.picks) > 1 or block.alone for block in blocks):
        return blocks
    found: list[PickedBlock] = []
    for block in blocks:
        joins = found and not found[-1].alone and not block.alone
        if joins and 1 in {len(block.picks), len(found[-1].picks)}:
            both = (*found[-1].picks, *block.picks)
            cut = len(both) if len(both) <= MOST_ROWS else MOST_ROWS - 1
            found[-1] = PickedBlock(both[:cut], found[-1].first or block.first)
            if both[cut:]:
                found.append(PickedBlock(both[cut:]))
        else:
            found.append(block)
    return found


def _holds(order: Sequence[Pick], before: Sequence[Pick], blocks: Sequence[PickedBlock]) -> bool:
    """Whether a block closes its ring, follows what stands before it, and compounds come first."""
    around = [*before[-1:], *order]
    if len(order) > 1:
        around.append(order[0])
    if any(a.balance == b.balance != "neutral" for a, b in pairwise(around)):
        return False
    return _compounds_first([*before, *order], blocks)


def _compounds_first(so_far: Sequence[Pick], blocks: Sequence[PickedBlock]) -> bool:
    """Whether no isolation stands before the first compound of its side (R06)."""
    for side in ("push", "pull"):
        mine = [pick for pick in so_far if pick.balance == side]
        everything = [pick for pick in picks_of(blocks) if pick.balance == side]
        compound = any(not is_small(pick.exercise) for pick in everything)
        if mine and compound and is_small(mine[0].exercise):
            return False
    return True


def _without_lowest(blocks: Sequence[PickedBlock]) -> list[PickedBlock]:
    picks = picks_of(blocks)
    pushes = sum(pick.balance == "push" for pick in picks)
    pulls = sum(pick.balance == "pull" for pick in picks)
    side = "push" if pushes > pulls else "pull"
    lowest = max((p for p in picks if p.balance == side), key=lambda p: p.rank, default=picks[-1])
    return without(blocks, (lowest,))


# -- fewer rows ------------------------------------------------------------------------------------


def dropped(session: PickedSession, many: int, *, fewest: int = FEWEST_ROWS) -> PickedSession:
    """Return the session without its `many` lowest rows, as far as it stays whole (R01, R03)."""
    for _ in range(many):
        session = _one_fewer(session, fewest) or session
    return session


def _one_fewer(session: PickedSession, fewest: int) -> PickedSession | None:
    """Leave out the lowest row, else a push with its pull, else one and put the rest elsewhere."""
    picks = sorted((p for p in picks_of(session) if p.rank), key=lambda p: -p.rank)
    one = [without(session, (pick,)) for pick in picks]
    two = [without(session, pair) for pair in combinations(picks, 2)]
    offers = chain(
        map(_ordered, one),
        (_ordered(left) or _ordered(_one_circuit(left)) for left in two),
        (_ordered(other) for left in one for other in _regrouped(left)),
    )
    lacking = lacks_of(session)
    return next((found for found in offers if found and _is_as_whole(found, lacking, fewest)), None)


def _is_as_whole(session: PickedSession, lacking: set[str], fewest: int) -> bool:
    """Whether a session lacks no more than before; cautions may leave gaps (R33)."""
    return lacks_of(session) <= lacking and len(picks_of(session)) >= fewest


def _regrouped(blocks: Sequence[PickedBlock]) -> Iterator[list[PickedBlock]]:
    """Yield the session with one row in the circuit next to its own, then with one circuit."""
    for at, (one, other) in enumerate(pairwise(blocks)):
        if one.alone or other.alone:
            continue
        for pick in one.picks if len(other.picks) < MOST_ROWS else ():
            rest = replace(one, picks=tuple(p for p in one.picks if p is not pick))
            more = replace(other, picks=(pick, *other.picks))
            yield [*blocks[:at], rest, more, *blocks[at + 2 :]]
        for pick in other.picks if len(one.picks) < MOST_ROWS else ():
            rest = replace(other, picks=tuple(p for p in other.picks if p is not pick))
            more = replace(one, picks=(*one.picks, pick))
            yield [*blocks[:at], more, *([rest] if rest.picks else []), *blocks[at + 2 :]]
    yield _one_circuit(blocks)


def _one_circuit(blocks: Sequence[PickedBlock]) -> list[PickedBlock]:
    """Return the session with all its circuits as one, if that has five rows or fewer."""
    lifts = [block for block in blocks if block.alone]
    rest = tuple(pick for block in blocks if not block.alone for pick in block.picks)
    return [*lifts, PickedBlock(rest)] if len(rest) <= MOST_ROWS else list(blocks)


def with_lifts(session: PickedSession) -> PickedSession:
    """Return the session with its fast lift at a rank at which it is never left out (R17)."""
    return tuple(
        replace(b, picks=tuple(replace(p, rank=NEVER_OUT) for p in b.picks)) if b.alone else b
        for b in session
    )


def is_whole(session: PickedSession, fewest: int = FEWEST_ROWS) -> bool:
    """Whether a session has its regions, a flat push, a pull and core (R01, R03)."""
    return not lacks_of(session) and len(picks_of(session)) >= fewest


def lacks_of(session: PickedSession) -> set[str]:
    """Return what a session lacks: regions, a flat push, core, enough pulls (R01, R03)."""
    picks = picks_of(session)
    has: set[str] = {region for pick in picks for region in pick.exercise.regions}
    has |= {"core move" for pick in picks if pick.exercise.pattern.startswith("core")}
    has |= {"flat push" for pick in picks if pick.exercise.pattern == "horizontal-push"}
    pushes = sum(pick.balance == "push" for pick in picks)
    pulls = sum(pick.balance == "pull" for pick in picks)
    if pulls >= max(1, 0.7 * pushes):
        has.add("pulls")
    return {*REGIONS, "core move", "flat push", "pulls"} - has


SHARED_SHARE = 0.4
"""Exercises that A and B may share (C16)."""


def less_shared(
    session: PickedSession, other: PickedSession, catalogue: Catalogue, who: Athlete, place: Place
) -> PickedSession:
    """Return B with fewer of the exercises of A (C16)."""
    theirs = slugs_of(other)
    mine = picks_of(session)
    shared = sorted((p for p in mine if p.slug in theirs), key=lambda p: -p.rank)
    most = int(SHARED_SHARE * min(len(theirs), len(mine)))
    for pick in shared:
        if len(slugs_of(session) & theirs) <= most:
            break
        other = _swapped(session, pick, theirs | slugs_of(session), catalogue, who, place)
        if other is session and who.care.rules:  # nothing else may come: the row goes
            ordered = _ordered(without(session, (pick,)))
            other = ordered if ordered and is_whole(ordered) else session
        session = other
    return session


def varied(
    session: PickedSession,
    known: Sequence[Collection[str]],
    catalogue: Catalogue,
    who: Athlete,
    place: Place,
) -> PickedSession:
    """Return a new part's session, changed where it is just the one before (C16)."""
    if all(slugs_of(session) != set(slugs) for slugs in known):
        return session
    used = {slug for slugs in known for slug in slugs}
    for pick in sorted(picks_of(session), key=lambda p: -p.rank):
        other = _swapped(session, pick, used, catalogue, who, place)
        if other is not session:
            return other
    return session


def _swapped(
    session: PickedSession,
    pick: Pick,
    used: Collection[str],
    catalogue: Catalogue,
    who: Athlete,
    place: Place,
) -> PickedSession:
    fewest = min(FEWEST_LIGHT, len(picks_of(session)))
    taken = set(used)
    while slug := stand_in(pick.slug, catalogue, who, place, taken):
        found = exchanged(session, pick, replace(pick, slug=slug, exercise=catalogue[slug]))
        if is_whole(found, fewest) and _ordered(found) == found:
            return found
        taken.add(slug)
    return session


def with_every_week(
    sessions: Mapping[str, PickedSession],
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    eves: Collection[str],
) -> dict[str, PickedSession]:
    """Return a week's sessions with work for the lower back and the rotators (R04).

    Where the slots have none, the lowest row of the same balance makes room for it.

    Args:
        eves: letters of the sessions on the day before a hard or long run.
    """
    found = dict(sessions)
    needs = _needs(athlete, place)
    if place.first and athlete.care.every_session:
        found = _in_every_session(found, catalogue, athlete, place, eves)
    for has, balance in needs:
        many = 2 if balance == "neutral" and athlete.care.extends_twice else 1
        for key in reversed(found):
            if sum(any(map(has, picks_of(session))) for session in found.values()) >= many:
                break
            if any(map(has, picks_of(found[key]))):
                continue
            keeps = [other for other, _ in needs if other is not has]
            others = {slug for k, s in found.items() if k != key for slug in slugs_of(s)}
            here = replace(place, eve=key in eves)
            changed = _with_one(found[key], has, balance, keeps, others, catalogue, athlete, here)
            if changed:
                found[key] = changed
    for has, _ in needs:
        _protect(found, has)
    return _protected(found, athlete, place)


def _protected(
    sessions: dict[str, PickedSession], athlete: Athlete, place: Place
) -> dict[str, PickedSession]:
    """Return the sessions with the ranks of what they may not lose (R22, C23, C25)."""
    found, care = dict(sessions), athlete.care
    _protect(found, _is_push_up)  # R22
    for key, session in found.items():  # C23
        found[key] = _alone(session, lambda p: place.first and p.slug in care.every_session)
        if care.extends_twice:
            found[key] = _alone(found[key], _extends(athlete))
    own = any(rule.sessions for rule in care.rules)
    for key in {"A"} & found.keys() if own else found:  # C25
        found[key] = _with_main_pull(found[key])
    return found


def _in_every_session(
    sessions: dict[str, PickedSession],
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    eves: Collection[str],
) -> dict[str, PickedSession]:
    """Return a first week's sessions, each with what a caution wants in every session (C23)."""
    wanted = athlete.care.every_session
    balance = catalogue[min(wanted)].balance

    def has(pick: Pick) -> bool:
        return pick.slug in wanted

    found = dict(sessions)
    for key, session in sessions.items():
        if not any(map(has, picks_of(session))):
            here = replace(place, eve=key in eves)
            other = _with_one(session, has, balance, (), (), catalogue, athlete, here)
            found[key] = other or session
    return found


def _with_main_pull(session: PickedSession) -> PickedSession:
    """Return a session of which a rowing pull, else another main one, is never left out (C25)."""
    has_row = any(map(_is_row, picks_of(session)))
    return _alone(session, _is_row if has_row else _is_main_pull)


def _needs(athlete: Athlete, place: Place) -> list[tuple[Callable[[Pick], bool], str]]:
    """Return what every week has to have, and of which balance it is (R04, R22, C25)."""
    needs = [(_extends(athlete), "neutral"), (_is_rear, "pull")]
    if place.phase is Phase.DUMBBELLS and Kit.BAND in athlete.kit:
        needs.append((pulls_a_band, "pull"))
    return [*needs, (_is_row, "pull")] if athlete.care.rules else needs


def _is_rear(pick: Pick) -> bool:
    return pick.slug in REAR


def _is_push_up(pick: Pick) -> bool:
    return "push-up" in pick.slug


def kept_when_light(
    sessions: Mapping[str, PickedSession], athlete: Athlete
) -> dict[str, PickedSession]:
    """Return the sessions with only those rows never left out that a light week has to have.

    Cautions keep more rows in the loading weeks than a light week has room for.
    """
    found: dict[str, PickedSession] = {
        key: tuple(
            b if b.alone else replace(b, picks=tuple(replace(p, rank=p.rank or 2) for p in b.picks))
            for b in session
        )
        for key, session in sessions.items()
    }
    for has in (_extends(athlete), _is_rear, _is_push_up, pulls_a_band):
        _protect(found, has)
    return {key: _alone(s, lambda p: works_back(p.exercise)) for key, s in found.items()}  # R13


def _alone(session: PickedSession, has: Callable[[Pick], bool]) -> PickedSession:
    """Return a session with its highest row of a kind at a rank at which it is never left out."""
    one = {"": session}
    _protect(one, has)
    return one[""]


def _is_row(pick: Pick) -> bool:
    return _is_main_pull(pick) and not _is_rear(pick)


def pulls_a_band(pick: Pick) -> bool:
    """Whether a row is a pull with a band (R22)."""
    return Kit.BAND in pick.exercise.kit and pick.balance == "pull"


def _is_main_pull(pick: Pick) -> bool:
    return pick.exercise.pattern in MAIN_PULLS


def _protect(sessions: dict[str, PickedSession], has: Callable[[Pick], bool]) -> None:
    """Give the highest row of its kind in the week a rank at which it is never left out."""
    rows = [(pick.rank, key) for key, s in sessions.items() for pick in picks_of(s) if has(pick)]
    if not rows:
        return
    rank, key = min(rows)
    if rank == NEVER_OUT:
        return
    sessions[key] = tuple(
        replace(
            b,
            picks=tuple(
                replace(p, rank=NEVER_OUT) if has(p) and p.rank == rank else p for p in b.picks
            ),
        )
        for b in sessions[key]
    )


def _extends(athlete: Athlete) -> Callable[[Pick], bool]:
    dogs = DOGS if athlete.care.bird_dog_extends else frozenset()
    return lambda p: (
        p.exercise.pattern == "spinal-extension" or p.slug == "dumbbell-clean" or p.slug in dogs
    )


def _with_one(
    session: PickedSession,
    has: Callable[[Pick], bool],
    balance: str,
    keeps: Sequence[Callable[[Pick], bool]],
    others: Collection[str],
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
) -> PickedSession | None:
    used = {twin for pick in picks_of(session) for twin in {pick.slug, *_twins(pick.slug)}}
    offers = [
        Pick(slug, exercise, 0)
        for slug, exercise in catalogue.items()
        if exercise.balance == balance
        and slug not in used
        and slug not in LEAD_INS
        and may_come(slug, exercise, athlete, place)
    ]
    offers = sorted((pick for pick in offers if has(pick)), key=lambda p: p.slug in others)
    sides = {balance, "neutral", "push"} if athlete.care.extends_twice else {balance, "neutral"}
    rows = picks_of(session)
    only = sum(map(_is_row, rows)) == 1  # the one row of a session stays, a neutral one goes (C25)
    lowest_first = sorted(rows, key=lambda p: (p.balance != balance, only and _is_row(p), -p.rank))
    for lowest, offer in product(lowest_first, offers):
        kept = any(keep(lowest) and not keep(offer) for keep in keeps)
        stays = kept or (only and _is_row(lowest) and not _is_row(offer))
        if lowest.balance not in sides or stays:
            continue
        new = replace(offer, rank=lowest.rank, instead_of=lowest.slug, because="session")
        ordered = _ordered(exchanged(session, lowest, new))
        if ordered and is_whole(ordered):
            return ordered
    *first, last = session or [PickedBlock(())]
    room = len(last.picks) < MOST_ROWS and (len(rows) < MOST_ROWS or len(session) > 1)
    if session and offers and athlete.care.rules and room:
        return _ordered([*first, replace(last, picks=(*last.picks, replace(offers[0], rank=9)))])
    return None


def picks_of(session: Sequence[PickedBlock]) -> list[Pick]:
    """Return every exercise of a session, in order."""
    return [pick for block in session for pick in block.picks]


def slugs_of(session: PickedSession) -> set[Slug]:
    """Return the names of the exercises of a session."""
    return {pick.slug for pick in picks_of(session)}


def without(session: Sequence[PickedBlock], out: Collection[Pick]) -> list[PickedBlock]:
    """Return a session's blocks less some exercises; a block that has no other goes."""
    left = [replace(b, picks=tuple(p for p in b.picks if p not in out)) for b in session]
    return [block for block in left if block.picks]


def exchanged(session: PickedSession, pick: Pick, other: Pick) -> PickedSession:
    """Return a session with another exercise in a place."""
    return tuple(
        replace(b, picks=tuple(other if p is pick else p for p in b.picks)) for b in session
    )

"""Exercises chosen for a session, what they count as, blocks as closed rings (R01 to R06)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise, permutations
from typing import Protocol

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
MAIN_ROWS = 2
"""Ranks of the rows that stay through the whole plan."""
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
        """Whether it is a lift by itself, with long rests (C06)."""
        return is_alone(self.picks)


PickedSession = tuple[PickedBlock, ...]


class _Named(Protocol):
    @property
    def slug(self) -> Slug: ...


def is_alone(rows: Sequence[_Named]) -> bool:
    """Whether the rows of a block are a lift by itself (C06)."""
    return len(rows) == 1 and rows[0].slug in LEAD_INS


def works_chest(exercise: Exercise) -> bool:
    """Whether its sets count for the chest (R13)."""
    return "pectoralis major" in exercise.primary


def works_back(exercise: Exercise) -> bool:
    """Whether its sets count for the back (R13)."""
    return exercise.balance == "pull" and not BACK_MUSCLES.isdisjoint(exercise.primary)


def is_small(exercise: Exercise) -> bool:
    """Whether a small muscle does the work, which waits longer for a heavier load (R20)."""
    small = exercise.pattern in {"shoulder-isolation", "arm-isolation"}
    return small or exercise.load_class == "isolation"


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


# -- rings -----------------------------------------------------------------------------------------


def closed(blocks: Sequence[PickedBlock]) -> PickedSession:
    """Return the session in an order in which no push follows a push and no pull a pull (R05).

    The written order stays where it holds and no two alike meet. Where no order holds, the lowest
    row of the fuller side goes.
    """
    blocks = [block for block in blocks if block.picks]
    while blocks:
        ordered = in_order(blocks) or next(filter(None, map(in_order, _lent(blocks))), None)
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


def in_order(blocks: Sequence[PickedBlock]) -> PickedSession | None:
    """Return the session in an order that closes its rings, or None where there is none (R05)."""
    found: list[PickedBlock] = []
    blocks = _no_lone_rows(blocks)
    for block in blocks:
        before = picks_of(found)
        orders = (o for o in permutations(block.picks) if _holds(o, before, blocks))
        order = next(orders, None)
        if order is None:
            return None
        if _repeats(order):
            order = next((o for o in orders if not _repeats(o)), order)
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


def _repeats(order: Sequence[Pick]) -> bool:
    """Whether two neutral rows of one pattern stand side by side; raises do so by design (C18)."""
    return any(
        a.balance == b.balance == "neutral"
        and a.exercise.pattern == b.exercise.pattern != "shoulder-isolation"
        for a, b in pairwise((*order, *order[:1]))
        if a is not b
    )


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


def dropped(session: PickedSession, many: int, *, fewest: int = FEWEST_ROWS) -> PickedSession:
    """Return the session without its `many` lowest rows, as far as it stays whole (R01, R03)."""
    for _ in range(many):
        session = _one_fewer(session, fewest) or session
    return session


def _one_fewer(session: PickedSession, fewest: int) -> PickedSession | None:
    """Leave out the lowest row, else a push with its pull, else one and put the rest elsewhere."""
    picks = sorted((p for p in picks_of(session) if p.rank), key=lambda p: -p.rank)
    two = (without(session, pair) for pair in combinations(picks, 2))
    offers = chain(
        (in_order(without(session, (pick,))) for pick in picks),
        (in_order(left) or in_order(_one_circuit(left)) for left in two),
        (in_order(other) for p in picks for other in _regrouped(without(session, (p,)))),
    )
    lacking = lacks_of(session)  # cautions may leave gaps (R33)
    whole = (o for o in offers if o and lacks_of(o) <= lacking and len(picks_of(o)) >= fewest)
    return next(whole, None)


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

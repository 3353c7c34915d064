"""What stands around the sessions, how long it takes, and one other sport a week."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from runstrong_pdf.model.catalogue import CrossTraining, Move, Stretch, WarmUp
from runstrong_pdf.model.plan import CrossTrainingDay
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Caution, WeekKind
from runstrong_pdf.planning.row import Row

SHORTEST_MINUTES, SHORT_MINUTES = 20, 30
"""At 20 minutes four moves, three minutes or more; below 30 five moves, four minutes (R30)."""
SHORT_HOLD_SECONDS = 15
"""Two holds of this length below 30 minutes; 10 to 30 s are enough (R32)."""
OLDER_HOLD_SECONDS = 30
"""From 65 on holds stay at 30 to 60 s (R32)."""
CHANGE_SECONDS = 10
"""Getting from one warm-up or stretch to the next, or from one hold to the next [judgement]."""
MORE_STRETCHES = 4
"""What the stretching sheet has room for beside the four that are always there."""


def warm_up_slugs(
    programme: Programme, minutes: int, avoid: Collection[Caution], moves: Mapping[Slug, WarmUp]
) -> tuple[Slug, ...]:
    """Return the warm-up moves, fewer where time is short, with what cautions swap or ask for."""
    whole = len(programme.warm_up)
    many = 4 if minutes == SHORTEST_MINUTES else 5 if minutes < SHORT_MINUTES else whole
    asked = [slug for slug, move in moves.items() if set(move.asked_by) & set(avoid)]
    chosen = _swapped(programme.warm_up[:many], avoid, moves, asked)
    return (*chosen[: len(chosen) - len(asked)], *asked) if asked else chosen


def stretch_slugs(
    programme: Programme, avoid: Collection[Caution], moves: Mapping[Slug, Stretch]
) -> tuple[Slug, ...]:
    """Return the four stretches that are always there, but for what a caution swaps."""
    return _swapped(programme.stretches, avoid, moves)


def _swapped(
    named: Sequence[Slug],
    avoid: Collection[Caution],
    moves: Mapping[Slug, Move],
    reserved: Collection[Slug] = (),
) -> tuple[Slug, ...]:
    """Return the moves with stand-ins for what the cautions rule out (R33).

    A move names its own stand-in; where that is ruled out, there already or reserved, any other
    will do that takes about as long.
    """
    found: list[Slug] = []
    for slug in named:
        kept = _stand_in(slug, avoid, moves, {*found, *named, *reserved} - {slug})
        if kept:
            found.append(kept)
    return tuple(found)


def _stand_in(
    slug: Slug, avoid: Collection[Caution], moves: Mapping[Slug, Move], taken: Collection[Slug]
) -> Slug | None:
    here: Slug | None = slug
    tried: set[Slug] = set()
    while here and here in moves and here not in tried:
        if here not in taken and not set(moves[here].caution) & set(avoid):
            return here
        tried.add(here)
        here = moves[here].instead
    others = [s for s in moves if s not in taken and not set(moves[s].caution) & set(avoid)]
    return min(others, key=lambda other: _unlikeness(moves[slug], moves[other]), default=None)


def _unlikeness(one: Move, other: Move) -> float:
    """Return how far two moves differ: stretches in muscles, warm-up moves in length."""
    if isinstance(one, Stretch) and isinstance(other, Stretch):
        return -len(set(one.muscles) & set(other.muscles))
    if isinstance(one, WarmUp) and isinstance(other, WarmUp):
        return abs(one.seconds - other.seconds)
    return 0


def held(
    stretches: Mapping[Slug, Stretch], minutes: int, avoid: Iterable[Caution]
) -> dict[Slug, Stretch]:
    """Return the stretches with shorter holds where time is short, longer ones from 65 on."""
    found = stretches.items()
    if "older-adult" in avoid:
        return {slug: _with_hold(s, max(s.hold_seconds, OLDER_HOLD_SECONDS)) for slug, s in found}
    if minutes >= SHORT_MINUTES:
        return dict(found)
    return {slug: _shortened(stretch) for slug, stretch in found}


def _shortened(stretch: Stretch) -> Stretch:
    """Hold less long; of a movement done on both sides, half as many repetitions."""
    if stretch.kind == "dynamic" and stretch.per_side:
        return stretch.model_copy(update={"repetitions": (stretch.repetitions + 1) // 2})
    return _with_hold(stretch, min(stretch.hold_seconds, SHORT_HOLD_SECONDS))


def _with_hold(stretch: Stretch, seconds: int) -> Stretch:
    if stretch.kind == "dynamic" or seconds == stretch.hold_seconds:
        return stretch
    return stretch.model_copy(update={"hold_seconds": seconds})


def more_stretches(
    rows: Iterable[Row],
    stretches: Mapping[Slug, Stretch],
    always: Iterable[Slug],
    avoid: Collection[Caution],
) -> dict[Slug, Stretch]:
    """Return the stretches for what was worked most, beside those that are always there."""
    worked: Counter[str] = Counter()
    for row in rows:
        for muscle in row.exercise.primary:
            worked[muscle] += row.rounds
    ruled_out = {slug for slug, move in stretches.items() if set(move.caution) & set(avoid)}
    doubles = {stretches[slug].shown for slug in always}
    others = [
        slug
        for slug, stretch in stretches.items()
        if slug not in {*always, *ruled_out} and stretch.shown not in doubles
    ]
    others.sort(key=lambda slug: (-sum(worked[m] for m in stretches[slug].muscles), slug))
    return {slug: stretches[slug] for slug in others[:MORE_STRETCHES]}


def warm_up_seconds(moves: Iterable[WarmUp]) -> int:
    """Return the length of a warm-up with its changes."""
    seconds = [move.seconds for move in moves]
    return sum(seconds) + CHANGE_SECONDS * (len(seconds) - 1)


def stretch_seconds(stretches: Iterable[Stretch]) -> int:
    """Return the length of a stretching block with its changes."""
    return sum(_one_stretch(stretch) for stretch in stretches)


def _one_stretch(stretch: Stretch) -> int:
    if stretch.kind == "dynamic":
        moving = stretch.repetitions * stretch.seconds_per_repetition * stretch.sides
        return moving + CHANGE_SECONDS
    return (stretch.hold_seconds + CHANGE_SECONDS) * stretch.repetitions * stretch.sides


GENTLE = ("core", "both", "push")
"""What suits a light week, best first: Pilates, swimming, yoga [judgement]."""


def suggestions(
    kinds: Sequence[WeekKind],
    activities: Mapping[Slug, CrossTraining],
    avoid: Collection[Caution],
) -> list[CrossTrainingDay | None]:
    """Return one suggestion a week: the article's sports first, gentle in light weeks.

    What a caution rules out is never suggested (R33).
    """
    suits = [slug for slug, sport in activities.items() if not set(sport.caution) & set(avoid)]
    turn = sorted(suits, key=lambda slug: (not activities[slug].seed, slug))
    gentle = sorted(
        (slug for slug in turn if activities[slug].balance in GENTLE),
        key=lambda slug: GENTLE.index(activities[slug].balance),
    )
    found: list[CrossTrainingDay | None] = []
    for number, kind in enumerate(kinds):
        if kind is WeekKind.RACE or not turn:
            found.append(None)
            continue
        light = kind is WeekKind.LIGHT
        slug = gentle[0] if light and gentle else turn[number % len(turn)]
        found.append(_suggestion(slug, activities[slug], shortest=light or number == 0))
    return found


def _suggestion(slug: Slug, activity: CrossTraining, *, shortest: bool) -> CrossTrainingDay:
    low, high = activity.minutes
    return CrossTrainingDay(activity=slug, minutes=low if shortest else (low + high) // 2 // 5 * 5)

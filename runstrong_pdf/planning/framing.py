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


def warm_ups_for(
    programme: Programme, minutes: int, avoid: Collection[Caution], moves: Mapping[Slug, WarmUp]
) -> dict[Slug, WarmUp]:
    """Return the warm-up moves, fewer where time is short, with what cautions swap or ask for."""
    whole = len(programme.warm_up)
    many = 4 if minutes == SHORTEST_MINUTES else 5 if minutes < SHORT_MINUTES else whole
    asked = [slug for slug, move in moves.items() if set(move.asked_by) & set(avoid)]
    chosen = _swapped(programme.warm_up[:many], avoid, moves, asked)
    return {slug: moves[slug] for slug in (*chosen[: len(chosen) - len(asked)], *asked)}


def stretches_for(
    programme: Programme, minutes: int, avoid: Collection[Caution], moves: Mapping[Slug, Stretch]
) -> dict[Slug, Stretch]:
    """Return the four stretches that are always there, but for what a caution swaps (R32)."""
    slugs = _swapped(programme.stretches, avoid, moves)
    return {slug: _held(moves[slug], minutes, older="older-adult" in avoid) for slug in slugs}


def _held(stretch: Stretch, minutes: int, *, older: bool) -> Stretch:
    """Return a stretch with a shorter hold where time is short, a longer one from 65 on.

    Of a movement done on both sides half as many repetitions are short.
    """
    short = minutes < SHORT_MINUTES and not older
    if stretch.kind == "dynamic":
        half = (stretch.repetitions + 1) // 2
        few = short and stretch.per_side
        return stretch.model_copy(update={"repetitions": half}) if few else stretch
    seconds = stretch.hold_seconds
    if older:
        seconds = max(seconds, OLDER_HOLD_SECONDS)
    elif short:
        seconds = min(seconds, SHORT_HOLD_SECONDS)
    return stretch.model_copy(update={"hold_seconds": seconds})


def _swapped(
    named: Sequence[Slug],
    avoid: Collection[Caution],
    moves: Mapping[Slug, Move],
    reserved: Collection[Slug] = (),
) -> list[Slug]:
    """Return the moves with stand-ins for what the cautions rule out (R33).

    A move names its own stand-in; where that is ruled out, there already or reserved, any other
    will do that takes about as long.
    """
    found: list[Slug] = []
    for slug in named:
        taken = {*found, *named, *reserved} - {slug}
        may = [s for s in moves if s not in taken and not set(moves[s].caution) & set(avoid)]
        here: Slug | None = slug
        tried: set[Slug] = set()
        while here and here in moves and here not in may and here not in tried:
            tried.add(here)
            here = moves[here].instead
        if here not in may:
            here = min(may, key=lambda s: _unlikeness(moves[slug], moves[s]), default=None)
        found += [here] if here else []
    return found


def _unlikeness(one: Move, other: Move) -> float:
    """Return how far two moves differ: stretches in muscles, warm-up moves in length."""
    if isinstance(one, Stretch) and isinstance(other, Stretch):
        return -len(set(one.muscles) & set(other.muscles))
    if isinstance(one, WarmUp) and isinstance(other, WarmUp):
        return abs(one.seconds - other.seconds)
    return 0


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
    shown = {_short(stretches[slug]) for slug in always}
    others = [
        slug
        for slug, stretch in stretches.items()
        if _short(stretch) not in shown and not set(stretch.caution) & set(avoid)
    ]
    others.sort(key=lambda slug: (-sum(worked[m] for m in stretches[slug].muscles), slug))
    return {slug: stretches[slug] for slug in others[:MORE_STRETCHES]}


def _short(stretch: Stretch) -> str:
    """Return what the sheet calls a stretch: two versions of one share it."""
    return stretch.short_name or stretch.name


def warm_up_seconds(moves: Iterable[WarmUp]) -> int:
    """Return the length of a warm-up with its changes."""
    seconds = [move.seconds for move in moves]
    return sum(seconds) + CHANGE_SECONDS * (len(seconds) - 1)


def stretch_seconds(stretches: Iterable[Stretch]) -> int:
    """Return the length of a stretching block with its changes."""
    seconds = 0
    for stretch in stretches:
        if stretch.kind == "dynamic":
            moving = stretch.repetitions * stretch.seconds_per_repetition * stretch.sides
            seconds += moving + CHANGE_SECONDS
        else:
            once = stretch.hold_seconds + CHANGE_SECONDS
            seconds += once * stretch.repetitions * stretch.sides
    return seconds


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
        low, high = activities[slug].minutes
        minutes = low if light or number == 0 else (low + high) // 2 // 5 * 5
        found.append(CrossTrainingDay(activity=slug, minutes=minutes))
    return found

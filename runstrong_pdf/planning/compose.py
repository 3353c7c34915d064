"""Fills the slots of a session for one part with what is possible."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.eligibility import Place, why_not
from runstrong_pdf.planning.picks import (
    FEWEST_LIGHT,
    LEAD_INS,
    RAISES_MOST,
    Catalogue,
    Pick,
    PickedBlock,
    PickedSession,
    exchanged,
    picks_of,
    slugs_of,
    twins_of,
    without,
)
from runstrong_pdf.planning.ring import closed, in_order, is_whole
from runstrong_pdf.planning.sessions import Circuit, Slot
from runstrong_pdf.planning.stand_ins import FIRST_VERSIONS, nearest, sets_back, stand_in


def compose(
    session: Sequence[Circuit],
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    can: Catalogue,
    elsewhere: Collection[str],
    spent: Collection[str] = (),
) -> PickedSession:
    """Return the session's exercises: stand-ins for what is not possible, in closed rings.

    Args:
        can: what is possible there.
        elsewhere: what the week's other sessions have already.
        spent: what has nothing left to give, so that another takes its place if there is one.
    """
    taken: set[str] = set()
    wanted = {c for circuit in session for slot in circuit.slots for c in slot.choices}
    blocks: list[PickedBlock] = []
    for circuit in session:
        picks = []
        for slot in circuit.slots:
            pick = _fill(slot, catalogue, athlete, place, can, taken, wanted, elsewhere, spent)
            if pick:
                taken |= {pick.slug, *twins_of(pick.slug)}
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
        if choice not in spent or choice in LEAD_INS:  # nothing stands in for a lift
            return Pick(choice, can[choice], slot.rank)
    if here:
        out = {*taken, *wanted, *spent, *twins_of(here[0])}
        other = nearest(here[0], catalogue, can, out, elsewhere, like=True, care=athlete.care)
        if other and other not in elsewhere:
            return Pick(other, can[other], slot.rank, here[0], "progress")
        return Pick(here[0], can[here[0]], slot.rank)
    first = slot.choices[0]
    if first in LEAD_INS and first != "thruster":
        return None  # a lift that has no lead-in yet waits; nothing stands in for it
    behind = {s for s in can if s in FIRST_VERSIONS and sets_back(s, can[s], athlete, place)}
    out = {*taken, *wanted}
    best = nearest(first, catalogue, can, out | behind, elsewhere, care=athlete.care) or nearest(
        first, catalogue, can, out, elsewhere, care=athlete.care
    )
    if best is None:
        return None
    because = why_not(first, catalogue[first], athlete, place) or "session"
    return Pick(best, can[best], slot.rank, first, because)


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
            ordered = in_order(without(session, (pick,)))
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
        if is_whole(found, fewest) and in_order(found) == found:
            return found
        taken.add(slug)
    return session

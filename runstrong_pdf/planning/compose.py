"""Fills the slots of a session for one part, with what every week has to have (R04, R22)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from runstrong_pdf.model.words import Kit, Phase
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.eligibility import (
    FIRST_VERSIONS,
    Place,
    may_come,
    nearest,
    sets_back,
    stand_ins,
    why_not,
)
from runstrong_pdf.planning.picks import (
    DOGS,
    FEWEST_LIGHT,
    LEAD_INS,
    MAIN_PULLS,
    MOST_ROWS,
    NEVER_OUT,
    RAISES_MOST,
    REAR,
    Catalogue,
    Pick,
    PickedBlock,
    PickedSession,
    closed,
    exchanged,
    in_order,
    is_whole,
    picks_of,
    slugs_of,
    twins_of,
    without,
    works_back,
)
from runstrong_pdf.planning.sessions import Circuit, Slot


def compose(
    session: Sequence[Circuit],
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    can: Catalogue,
    elsewhere: Collection[str],
    spent: Mapping[str, int],
) -> PickedSession:
    """Return the session's exercises: stand-ins for what is not possible, in closed rings.

    Args:
        can: what is possible there.
        elsewhere: what the week's other sessions have already.
        spent: what has too few steps left for the part, and how many: another takes its place if
            there is one.
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
    spent: Mapping[str, int],
) -> Pick | None:
    choices = (athlete.easier.get(choice, choice) for choice in slot.choices)
    here = [choice for choice in choices if choice in can and choice not in taken]
    for choice in here:
        if choice not in spent:
            return Pick(choice, can[choice], slot.rank)
    if here:
        most = max(here, key=lambda choice: spent[choice])
        less = {slug for slug in spent if spent[slug] <= spent[most]}
        for left in (spent, less):
            out = {*taken, *wanted, *left, *twins_of(here[0])}
            other = nearest(here[0], catalogue, can, out, elsewhere, like=True, care=athlete.care)
            if other and other not in elsewhere:
                return Pick(other, can[other], slot.rank, here[0], "progress")
        return Pick(most, can[most], slot.rank)
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
    for slug in stand_ins(pick.slug, catalogue, who, place, used):
        found = exchanged(session, pick, replace(pick, slug=slug, exercise=catalogue[slug]))
        if is_whole(found, fewest) and in_order(found) == found:
            return found
    return session


# -- what every week has to have -------------------------------------------------------------------


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
    needs = _needs(athlete, place, catalogue)
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
    for group in care.stays if len(found) > 1 else ():  # a single session has no time for all
        _protect(found, partial(_is_of, group))
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
    has = partial(_is_of, wanted)
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


def _needs(
    athlete: Athlete, place: Place, catalogue: Catalogue
) -> list[tuple[Callable[[Pick], bool], str]]:
    """Return what every week has to have, and of which balance it is (R04, R22, C25)."""
    needs = [(_extends(athlete), "neutral"), (_is_rear, "pull")]
    may = [slug for slug in athlete.use if may_come(slug, catalogue[slug], athlete, place)]
    needs += [(partial(_is_of, {slug}), catalogue[slug].balance) for slug in may]
    if place.phase is Phase.DUMBBELLS and Kit.BAND in athlete.kit:
        needs.append((pulls_a_band, "pull"))
    return [*needs, (_is_row, "pull")] if athlete.care.rules else needs


def _is_of(group: Collection[str], pick: Pick) -> bool:
    return pick.slug in group


def _is_rear(pick: Pick) -> bool:
    return pick.slug in REAR


def _is_push_up(pick: Pick) -> bool:
    return "push-up" in pick.slug


def kept_when_light(
    sessions: Mapping[str, PickedSession], athlete: Athlete, fewest: Mapping[str, int]
) -> dict[str, PickedSession]:
    """Return the sessions with only those rows never left out that a light week has to have.

    Cautions keep more rows in the loading weeks than a light week has room for. What the week has
    to have is spread over its sessions: first where most rows may be, and least is kept so far.

    Args:
        fewest: the fewest rows of each session.
    """
    found: dict[str, PickedSession] = {
        key: tuple(
            b if b.alone else replace(b, picks=tuple(replace(p, rank=p.rank or 2) for p in b.picks))
            for b in session
        )
        for key, session in sessions.items()
    }
    for has in (_extends(athlete), _is_rear, _is_push_up, pulls_a_band):
        if any(p.rank == NEVER_OUT and has(p) for s in found.values() for p in picks_of(s)):
            continue
        offers = [
            (sum(other.rank == NEVER_OUT for other in picks_of(s)) - fewest[key], p.rank, key)
            for key, s in found.items()
            for p in picks_of(s)
            if has(p)
        ]
        if offers:
            _, _, key = min(offers)
            found[key] = _alone(found[key], has)
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
    if not rows or min(rows)[0] == NEVER_OUT:
        return
    rank, key = min(rows)
    row = next(pick for pick in picks_of(sessions[key]) if has(pick) and pick.rank == rank)
    sessions[key] = exchanged(sessions[key], row, replace(row, rank=NEVER_OUT))


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
    used = {twin for pick in picks_of(session) for twin in {pick.slug, *twins_of(pick.slug)}}
    offers = [
        Pick(slug, exercise, 0)
        for slug, exercise in catalogue.items()
        if exercise.balance == balance
        and slug not in used
        and slug not in LEAD_INS
        and may_come(slug, exercise, athlete, place)
    ]
    offers = sorted((pick for pick in offers if has(pick)), key=lambda p: p.slug in others)
    rows = picks_of(session)
    sides = {balance, "neutral"}
    pushes = sum(pick.balance == "push" for pick in rows)
    if athlete.care.extends_twice or (athlete.care.rules and pushes > 1):
        sides.add("push")
    only = sum(map(_is_row, rows)) == 1  # the one row of a session stays, a neutral one goes (C25)
    lowest_first = sorted(rows, key=lambda p: (p.balance != balance, only and _is_row(p), -p.rank))
    for lowest, offer in product(lowest_first, offers):
        kept = any(keep(lowest) and not keep(offer) for keep in keeps)
        exempt = kept or (only and _is_row(lowest) and not _is_row(offer))
        if lowest.balance not in sides or exempt:
            continue
        new = replace(offer, rank=lowest.rank, instead_of=lowest.slug, because="session")
        ordered = in_order(exchanged(session, lowest, new))
        if ordered and is_whole(ordered):
            return ordered
    *first, last = session or [PickedBlock(())]
    room = len(last.picks) < MOST_ROWS and (len(rows) < MOST_ROWS or len(session) > 1)
    if session and offers and athlete.care.rules and room:
        return in_order([*first, replace(last, picks=(*last.picks, replace(offers[0], rank=9)))])
    return None

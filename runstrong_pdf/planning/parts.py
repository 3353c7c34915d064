"""Every week of a plan, part by part: which exercises a part has, and its weeks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.compose import (
    FEWEST_ROWS,
    MOST_ROWS,
    PickedSession,
    Place,
    compose,
    dropped,
    less_shared,
    slugs_of,
    varied,
    with_every_week,
)
from runstrong_pdf.planning.limits import LEAST_REST
from runstrong_pdf.planning.loads import next_load
from runstrong_pdf.planning.row import is_spent
from runstrong_pdf.planning.season import Frame
from runstrong_pdf.planning.sessions import Circuit, Slot, Stages, circuits, lines
from runstrong_pdf.planning.week import (
    FEW_WEIGHTS,
    Log,
    MadeWeek,
    Misfit,
    Task,
    make_part,
    sets_of,
)

SHORTEST_THAT_GROWS = 6
"""Weeks of the shortest plan that must not lose sets (C08)."""
MOST_FEWER = 3
"""Rows that the first week may have fewer so that the last one is not below it."""

SHORTEST = 20
"""Minutes of the shortest sessions."""


def weeks_of(
    frames: tuple[Frame, ...], task: Task, sets: Sequence[Stages], log: Log
) -> list[MadeWeek]:
    """Make every week; the log holds what was done in the block before, if any.

    Where no weight gets heavier in good time, the weights begin a number higher (C03).
    """
    if task.athlete.care.flat:
        return _flat(frames, task, sets, log)
    found = _not_below_the_first(frames, task, sets, log)
    if _steps_or_cannot(found, task):
        return found
    try:
        other = _not_below_the_first(frames, replace(task, eager=True), sets, log)
    except Misfit:
        return found
    return other if _steps_or_cannot(other, task) else found


def _steps_or_cannot(weeks: Sequence[MadeWeek], task: Task) -> bool:
    """Whether a weight gets heavier, or none that is heavier can be met in three weeks."""
    rows = [row for week in weeks if week.frame.loading for row in week.rows if row.load.kg]
    many = sum(any(row.load.kg for row in week.rows) for week in weeks if week.frame.loading)
    return (
        many < FEW_WEIGHTS
        or any(row.step == "load" for row in rows)
        or not any(next_load(row.load, task.athlete) for row in rows)
    )


def _not_below_the_first(
    frames: tuple[Frame, ...], task: Task, sets: Sequence[Stages], log: Log
) -> list[MadeWeek]:
    """Make every week; where time leaves the last fewer sets, the first has fewer rows (C08)."""
    fewer: Counter[SessionKey] = Counter()
    offers: list[list[MadeWeek]] = []
    while fewer.total() <= MOST_FEWER:
        offers.append(_weeks(frames, task, sets, log.copy(), fewer))
        loading = [week for week in offers[-1] if week.frame.loading] or offers[-1]
        first, last = loading[0], loading[-1]
        if last.sets >= first.sets or len(frames) < SHORTEST_THAT_GROWS:
            return offers[-1]
        lost = Counter({key: sets_of(blocks) for key, blocks in first.sessions.items()})
        lost.subtract({key: sets_of(blocks) for key, blocks in last.sessions.items()})
        fewer[max(lost, key=lambda key: (lost[key], key))] += 1
    return offers[0]


def _flat(
    frames: tuple[Frame, ...], task: Task, sets: Sequence[Stages], log: Log
) -> list[MadeWeek]:
    """Make every week with the sets of the week that has fewest (C23)."""
    found = _weeks(frames, task, sets, log.copy(), {})
    least = {
        key: min(sets_of(w.sessions[key]) for w in found if w.frame.loading and key in w.sessions)
        for key in found[0].sessions
    }
    if all(sets_of(blocks) == least[key] for key, blocks in found[0].sessions.items()):
        return found
    return _flat(frames, replace(task, flat_sets=least), sets, log)


def _weeks(
    frames: tuple[Frame, ...],
    task: Task,
    sets: Sequence[Stages],
    log: Log,
    fewer: Mapping[SessionKey, int],
) -> list[MadeWeek]:
    """Make every week, part by part; the first part with some rows fewer."""
    found: list[MadeWeek] = []
    picked: dict[SessionKey, tuple[PickedSession, PickedSession]] = {}
    for part in _parts(frames):
        if part[0].news or not picked:
            new = _picked(part[0], task, sets, log, picked)
            picked = new if picked else _shorter(new, fewer)
        known = set(log.anywhere)
        weeks = []
        for frame in part:
            weeks.append((frame, _this_week(frame, picked, task, known)))
            known |= {slug for s in weeks[-1][1].values() for slug in slugs_of(s)}
        made, log = make_part(weeks, task, log)
        found += made
    return found


def _shorter(
    sessions: dict[SessionKey, tuple[PickedSession, PickedSession]], fewer: Mapping[SessionKey, int]
) -> dict[SessionKey, tuple[PickedSession, PickedSession]]:
    return {
        key: (dropped(odd, fewer.get(key, 0)), dropped(even, fewer.get(key, 0)))
        for key, (odd, even) in sessions.items()
    }


def _parts(frames: tuple[Frame, ...]) -> list[list[Frame]]:
    found: list[list[Frame]] = []
    for frame in frames:
        if frame.starts or not found:
            found.append([])
        found[-1].append(frame)
    return found


def _this_week(
    frame: Frame,
    picked: dict[SessionKey, tuple[PickedSession, PickedSession]],
    task: Task,
    known: set[str],
) -> dict[SessionKey, PickedSession]:
    """Return the sessions of one week; nothing new comes in a light week or before a race."""
    turn = 0 if frame.number % 2 == 1 else 1
    calm = not frame.loading or task.is_near_race(frame)
    sessions = {}
    for key, pair in picked.items():
        new = slugs_of(pair[turn]) - known
        sessions[key] = pair[1 - turn] if calm and new and not frame.starts else pair[turn]
    return sessions


def _picked(
    frame: Frame,
    task: Task,
    sets: Sequence[Stages],
    log: Log,
    before: Mapping[SessionKey, tuple[PickedSession, PickedSession]],
) -> dict[SessionKey, tuple[PickedSession, PickedSession]]:
    """Choose the exercises of a part: for each letter those of odd and of even weeks."""
    who = task.athlete
    found: dict[str, PickedSession] = {}
    taken: set[str] = set()
    spent = {slug for slug, row in log.anywhere.items() if is_spent(row, who)}
    wanted = _circuits(frame, task, sets)
    anywhere = Place(
        frame.phase, frame.stretch, log.weeks_done, week=frame.number,
        first=not log.past, lifts=_lifts_may_enter(frame, task),
    )  # fmt: skip
    place = anywhere
    for key, session in wanted.items():
        letter = cast("SessionKey", key[0])
        place = replace(anywhere, eve=letter in task.eves)
        elsewhere = taken if letter != "A" or key == "A" else set()
        found[key] = compose(session, task.catalogue, who, place, elsewhere, spent)
        if letter == "B" and "A" in found:
            found[key] = less_shared(found[key], found["A"], task.catalogue, who, place)
        known = [{row.slug for row in rows} for rows in log.sessions[letter][-1:]]
        known += [slugs_of(session) for session in before.get(letter, ())]
        found[key] = varied(found[key], known, task.catalogue, who, place)
        taken |= slugs_of(found[key])
    if "A-even" in found:
        odd, even = (
            with_every_week({"A": found[k]}, task.catalogue, who, place)["A"]
            for k in ("A", "A-even")
        )
        return {"A": (odd, even)}
    whole = with_every_week(found, task.catalogue, who, place)
    return {cast("SessionKey", key): (session, session) for key, session in whole.items()}


def _lifts_may_enter(frame: Frame, task: Task) -> bool:
    """Whether a lift may be new: not with new kit, not in a light or race week (C04)."""
    before = next((f.phase for f in task.frames if f.number == frame.number - 1), None)
    near = task.race - 3 < frame.number <= task.race
    return before is frame.phase and frame.loading and not near


def _circuits(frame: Frame, task: Task, sets: Sequence[Stages]) -> dict[str, tuple[Circuit, ...]]:
    stage = f"{frame.phase.value}-{frame.nth}"
    level = task.athlete.level
    own = sets[0] if task.athlete.care.rules and len(sets) > 2 else None
    chair = Kit.CHAIR in task.athlete.kit
    if task.no_kit and not chair and frame.nth == 1:
        sets = tuple(
            {**found, stage: found.get("no-kit-1", found.get(stage, {}))} for found in sets
        )

    def read(*keys: str) -> list[tuple[Circuit, ...]]:
        return [circuits(line or "", task.size, level) for line in lines(sets, stage, keys)]

    if task.sessions == 1 and own:
        first, second = read("A", "B")
        return _turns(first, second, task)
    if task.sessions == 1:
        if task.short:
            return {"A": read("express")[0]}
        main, odd, even = read("main", "odd", "even")
        return {"A": (*main, *odd), "A-even": (*main, *even)}
    letters = "ABC"[: task.sessions]
    if own:
        found = dict(zip(letters, read(*letters), strict=True))
        return {k: _one_circuit(v, task) for k, v in found.items()} if task.short else found
    names = tuple(letters)
    if task.short:
        names = tuple(f"express-{key}" for key in letters)
    elif task.split:
        names = ("push-A", "pull-B", "C")[: task.sessions]
    return dict(zip(letters, read(*names), strict=True))


def _turns(
    a: tuple[Circuit, ...], b: tuple[Circuit, ...], task: Task
) -> dict[str, tuple[Circuit, ...]]:
    """Return a caution's one session a week; its second block takes turns with that of B."""
    if task.short:
        return {"A": _one_circuit(a, task)}
    flat = any(task.catalogue[slot.choices[0]].pattern == "horizontal-push" for slot in a[0].slots)
    two = flat and len(b) > 1 and len(b[1].slots) > 1
    if len(a) > 1 and two and not task.athlete.care.flat:
        return {"A": a, "A-even": (*a[:1], *b[1:])}
    return {"A": a}


def _one_circuit(session: tuple[Circuit, ...], task: Task) -> tuple[Circuit, ...]:
    """Return the first rows of a session as one circuit, for 20 minutes; four with long rests."""
    slots = [slot for circuit in session for slot in circuit.slots]
    care = task.athlete.care
    slow = task.short and task.sessions > 1 and care.rest_seconds > LEAST_REST
    slow = slow and (not care.flat or task.size == SHORTEST)
    many = FEWEST_ROWS if slow else MOST_ROWS
    first = slots[:many]

    def does(slot: Slot, pattern: str) -> bool:
        return task.catalogue[slot.choices[0]].pattern.startswith(pattern)

    for pattern in ("core", "horizontal-push"):  # R03
        offers = [slot for slot in slots if does(slot, pattern)]
        if offers and not any(does(slot, pattern) for slot in first):
            spare = [s for s in first if not does(s, "core") and not does(s, "horizontal")]
            first[first.index((spare or first)[-1])] = offers[0]
    if care.one_round_first and task.size == SHORTEST and slow:  # block 1 is done twice first
        return tuple(Circuit(tuple(first[at : at + 2]), first=not at) for at in (0, 2))
    return (Circuit(tuple(first), first=False),)

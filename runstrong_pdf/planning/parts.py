"""Every week of a plan, part by part: which exercises a part has, and its weeks."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.audit_sessions import lacks
from runstrong_pdf.planning.compose import compose, less_shared, varied
from runstrong_pdf.planning.eligibility import LOADED_LEGS, Place, is_behind, may_come
from runstrong_pdf.planning.limits import LEAST_REST
from runstrong_pdf.planning.made import Log, MadeWeek, rows_of, sets_of
from runstrong_pdf.planning.needs import with_every_week
from runstrong_pdf.planning.picks import (
    FEWEST_ROWS,
    HOME_WORKOUT,
    MOST_ROWS,
    PickedSession,
    has_all,
    slugs_of,
)
from runstrong_pdf.planning.review import Weakness, weaknesses
from runstrong_pdf.planning.ring import dropped
from runstrong_pdf.planning.row import is_spent
from runstrong_pdf.planning.season import Frame
from runstrong_pdf.planning.sessions import Circuit, Slot, Stages, circuits, lines
from runstrong_pdf.planning.task import Choice, Misfit, Task
from runstrong_pdf.planning.week import make_part

MOST_CHANGES = 6
"""Changes that are tried where a plan has weaknesses."""
MOST_FEWER = 3
"""Rows that the first week may have fewer so that the last one is not below it."""
SHORTEST = 20
"""Minutes of the shortest sessions."""


def first_week(task: Task, sets: Sequence[Stages], log: Log) -> MadeWeek:
    """Make the first part and return its first week. Raises Misfit where it does not fit."""
    if task.athlete.care.flat:  # it has the sets of the week that has fewest (C23)
        return weeks_of(task, sets, log)[0]
    return _part(_parts(task.frames)[0], task, sets, log, {})[0][0]


def weeks_of(task: Task, sets: Sequence[Stages], log: Log) -> list[MadeWeek]:
    """Make every week; the log holds what was done in the block before, if any.

    A plan is read once more as a coach would. What breaks a rule of dose is chosen otherwise, one
    choice at a time, and the plan with the fewest weaknesses is taken.
    """
    make = _flat if task.athlete.care.flat else _weeks
    known: Known = {}
    first = make(task, sets, log, known)
    drafts = [_draft(first, task)]
    seen = {task.choice}
    for _ in range(MOST_CHANGES):
        best = min(drafts, key=_cost)
        if not best.found:
            break
        choice = _next_choice(drafts, seen)
        if choice is None:
            break
        seen.add(choice)
        other = replace(task, choice=choice)
        try:
            weeks = make(other, sets, log, known)
        except Misfit:
            continue
        drafts.append(_draft(weeks, other))
    return min(drafts, key=_cost).weeks


class _Draft(NamedTuple):
    """A plan with what was chosen for it, its weaknesses, and how much they weigh.

    What keeps somebody safe counts before what sessions lack, both before the number of weaknesses.
    """

    choice: Choice
    weeks: list[MadeWeek]
    found: list[Weakness]
    cost: tuple[int, int, int]


def _draft(weeks: list[MadeWeek], task: Task) -> _Draft:
    found = weaknesses(weeks, task)
    sessions = [s for week in weeks if week.frame.starts for s in week.sessions.values()]
    lacking = sum(len(list(lacks(rows_of(blocks)))) for blocks in sessions)
    unsafe = sum(weakness.rule == "C23" for weakness in found)
    return _Draft(task.choice, weeks, found, (unsafe, lacking, len(found)))


def _cost(draft: _Draft) -> tuple[int, int, int]:
    return draft.cost


def _next_choice(drafts: Sequence[_Draft], seen: Collection[Choice]) -> Choice | None:
    """Return another choice than that of the best draft for which one is left."""
    offers = (choice for draft in sorted(drafts, key=_cost) for choice in _others(draft))
    return next((choice for choice in offers if choice not in seen), None)


def _others(draft: _Draft) -> Iterator[Choice]:
    """Yield a draft's choice changed: how the season begins, then a row, most often named first."""
    choice = draft.choice
    yield _otherwise(draft)
    rows = Counter(
        (weakness.part, weakness.key, slug)
        for weakness in draft.found
        if weakness.key
        for slug in weakness.slugs
    )
    yield from (replace(choice, out=choice.out | {row}) for row, _ in rows.most_common())


def _otherwise(draft: _Draft) -> Choice:
    """Return how the first weeks are to begin, now that the last ones are known."""
    choice, rules = draft.choice, {weakness.rule for weakness in draft.found}
    choice = replace(choice, eager=choice.eager or "C03" in rules)
    choice = replace(choice, higher=choice.higher or "C13" in rules)
    if "C08" not in rules:
        return choice
    loading = [week for week in draft.weeks if week.frame.loading]
    was, now = loading[0], loading[-1]
    fewer = Counter(dict(choice.fewer))
    for key, blocks in was.sessions.items():
        lost = sets_of(blocks) - sets_of(now.sessions[key])
        fewer[key] += min(MOST_FEWER, max(0, -(-lost // 2)))
    if fewer == Counter(dict(choice.fewer)):  # they are to grow
        fewer[max(was.sessions, key=lambda key: (sets_of(was.sessions[key]), key))] += 1
    return replace(choice, fewer=tuple(sorted((+fewer).items())))


Picked = dict[SessionKey, tuple[PickedSession, PickedSession]]
"""The exercises of a part: by letter those of odd and of even weeks."""
Known = dict[tuple[object, ...], tuple[list[MadeWeek], Picked, Log]]
"""Parts that are made already, with those before them, by what was chosen up to there."""


def _flat(task: Task, sets: Sequence[Stages], log: Log, known: Known) -> list[MadeWeek]:
    """Make every week with the sets of the week that has fewest (C23)."""
    found = _weeks(task, sets, log, known)
    least = {
        key: min(sets_of(w.sessions[key]) for w in found if w.frame.loading and key in w.sessions)
        for key in found[0].sessions
    }
    if least == task.flat_sets:
        return found
    return _flat(replace(task, flat_sets=least), sets, log, known)


def _weeks(task: Task, sets: Sequence[Stages], log: Log, known: Known) -> list[MadeWeek]:
    """Make every week, part by part.

    A part is the same where all was chosen alike up to there; then it is known already.
    """
    found: list[MadeWeek] = []
    picked: Picked = {}
    for part in _parts(task.frames):
        place = part[0].number, task.choice.up_to(part[0].part), *sorted(task.flat_sets.items())
        if place not in known:
            known[place] = _part(part, task, sets, log, picked)
        made, picked, log = known[place]
        found += made
    return found


def _part(
    part: Sequence[Frame], task: Task, sets: Sequence[Stages], log: Log, picked: Picked
) -> tuple[list[MadeWeek], Picked, Log]:
    """Make the weeks of a part after those that the log holds."""
    log = log.copy()
    otherwise = any(at == part[0].part for at, _, _ in task.choice.out)
    if part[0].news or not picked or otherwise:
        new = _picked(part[0], task, sets, log, picked)
        log.swaps.clear()
        picked = new if picked else _shorter(new, dict(task.choice.fewer))
    known = set(log.anywhere)
    weeks = []
    for frame in part:
        weeks.append((frame, _this_week(frame, picked, task, known)))
        known |= {slug for s in weeks[-1][1].values() for slug in slugs_of(s)}
    made, log = make_part(weeks, task, log)
    return made, picked, log


def _shorter(sessions: Picked, fewer: Mapping[SessionKey, int]) -> Picked:
    """Return the sessions with fewer rows; the home workout stays whole (C17)."""

    def less(session: PickedSession, many: int) -> PickedSession:
        return session if has_all(session, HOME_WORKOUT) else dropped(session, many)

    return {
        key: (less(odd, fewer.get(key, 0)), less(even, fewer.get(key, 0)))
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
    picked: Picked,
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
) -> Picked:
    """Choose the exercises of a part: for each letter those of odd and of even weeks."""
    found: dict[str, PickedSession] = {}
    taken: set[str] = set()
    spent = {slug for slug, row in log.anywhere.items() if is_spent(row, task.patient)}
    wanted = _circuits(frame, task, sets)
    anywhere = Place(
        frame.phase, frame.stretch, log.weeks_done, week=frame.number,
        first=not log.past, lifts=_lifts_may_enter(frame, task),
    )  # fmt: skip
    possible = {
        slug: exercise
        for slug, exercise in task.catalogue.items()
        if may_come(slug, exercise, task.athlete, anywhere) and not is_behind(slug, task.athlete)
    }
    place = anywhere
    for key, session in wanted.items():
        letter = cast("SessionKey", key[0])
        place = replace(anywhere, eve=letter in task.eves)
        who = task.chooses(frame.part, letter)
        elsewhere = taken if letter != "A" or key == "A" else set()
        out = LOADED_LEGS if place.eve else ()
        can = {s: e for s, e in possible.items() if s in who.fits and s not in out}
        found[key] = compose(session, task.catalogue, who, place, can, elsewhere, spent)
        if letter == "B" and "A" in found:
            found[key] = less_shared(found[key], found["A"], task.catalogue, who, place)
        known = [{row.slug for row in rows} for rows in log.sessions[letter][-1:]]
        known += [slugs_of(session) for session in before.get(letter, ())]
        found[key] = varied(found[key], known, task.catalogue, who, place)
        taken |= slugs_of(found[key])
    if "A-even" in found:
        odd, even = (
            with_every_week({"A": found[k]}, task.catalogue, task.athlete, place, task.eves)["A"]
            for k in ("A", "A-even")
        )
        return {"A": (odd, even)}
    whole = with_every_week(found, task.catalogue, task.athlete, anywhere, task.eves)
    return {cast("SessionKey", key): (session, session) for key, session in whole.items()}


def _lifts_may_enter(frame: Frame, task: Task) -> bool:
    """Whether a lift may be new: not with new kit, in a light, race or last loading week (C04)."""
    before = next((f.phase for f in task.frames if f.number == frame.number - 1), None)
    near = task.race - 3 < frame.number <= task.race + 1  # nor in the week after it
    return before is frame.phase and frame.loading and not near and task.weeks_left(frame) > 0


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

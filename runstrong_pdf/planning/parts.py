"""Every week of a plan, part by part: its exercises, its weeks, what is given up for time."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import groupby, takewhile
from operator import sub
from typing import NamedTuple, cast

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.planning.athlete import Care
from runstrong_pdf.planning.compose import compose, less_shared, varied, with_every_week
from runstrong_pdf.planning.eligibility import LOADED_LEGS, Place, is_behind, may_come, stand_ins
from runstrong_pdf.planning.made import (
    ALLOWANCES,
    OF_A_CIRCUIT,
    WITH_A_LIFT,
    Allowance,
    Log,
    MadeWeek,
    Misfit,
    Revision,
    Task,
    rows_of,
    sets_of,
)
from runstrong_pdf.planning.picks import (
    FEWEST_LIGHT,
    HOME_WORKOUT,
    LEAD_INS,
    MAIN_PULLS,
    MAIN_ROWS,
    Pick,
    PickedSession,
    closed,
    dropped,
    exchanged,
    has_all,
    picks_of,
    slugs_of,
    without,
)
from runstrong_pdf.planning.review import Weakness, lacks, weaknesses
from runstrong_pdf.planning.rounds import Rounds
from runstrong_pdf.planning.row import steps_left
from runstrong_pdf.planning.season import Frame
from runstrong_pdf.planning.sessions import Stages, circuits_at
from runstrong_pdf.planning.week import made_week, rests_of

Picked = dict[SessionKey, tuple[PickedSession, PickedSession]]
"""The exercises of a part: by letter those of odd and of even weeks."""
Known = dict[tuple[object, ...], tuple[list[MadeWeek], Picked, Log]]
"""Parts that are made already, with those before them, by what was chosen up to there."""
Week = tuple[Frame, Mapping[SessionKey, PickedSession]]
"""What a week is for, and the exercises of its sessions."""

MOST_CHANGES = 5
"""Changes that are tried where a plan has weaknesses."""
MOST_ASKED = 2
"""Steps that a part asks a row to have left."""
MOST_FEWER = 3
"""Rows that the first week may have fewer so that the last one is not below it."""


def first_week(task: Task, sets: Sequence[Stages], log: Log, known: Known) -> MadeWeek:
    """Make the first part and return its first week. Raises Misfit where it does not fit."""
    flat = task.athlete.care.flat  # then it has the sets of the week that has fewest (C23)
    return _weeks(task, sets, log, known, parts=None if flat else 1)[0]


def weeks_of(task: Task, sets: Sequence[Stages], log: Log, known: Known) -> list[MadeWeek]:
    """Make every week; the log holds what was done in the block before, if any.

    A plan is read once more as a coach would. What breaks a rule of dose is chosen otherwise, one
    revision at a time, and the plan with the fewest weaknesses is taken.
    """
    drafts = [_draft(_weeks(task, sets, log, known), task)]
    seen = {task.revision}
    for _ in range(MOST_CHANGES):
        drafts.sort(key=lambda draft: draft.cost)
        if not drafts[0].found:
            break
        offers = (other for draft in drafts for other in _others(draft, task.athlete.care))
        revision = next((other for other in offers if other not in seen), None)
        if revision is None:
            break
        seen.add(revision)
        other = replace(task, revision=revision)
        with suppress(Misfit):
            drafts.append(_draft(_weeks(other, sets, log, known), other))
    return min(drafts, key=lambda draft: draft.cost).weeks


class _Draft(NamedTuple):
    """A plan with what was chosen for it, its weaknesses, and how much they weigh.

    What keeps somebody safe counts before what sessions lack, both before the number of weaknesses.
    """

    revision: Revision
    weeks: list[MadeWeek]
    found: list[Weakness]
    cost: tuple[int, int, int]


def _draft(weeks: list[MadeWeek], task: Task) -> _Draft:
    found = weaknesses(weeks, task)
    begins = [week for week in weeks if week.frame.starts]
    sessions = [blocks for week in begins for blocks in week.sessions.values()]
    lacking = sum(len(list(lacks(rows_of(blocks)))) for blocks in sessions)
    lacking += sum(all("push-up" not in row.slug for row in week.rows) for week in begins)  # R22
    mains = [{row.exercise.pattern for row in rows_of(w.sessions.get("A", ()))} for w in begins]
    lacking += sum(not patterns & MAIN_PULLS for patterns in mains)  # C25
    unsafe = sum(weakness.rule == "C23" for weakness in found)
    return _Draft(task.revision, weeks, found, (unsafe, lacking, len(found)))


def _others(draft: _Draft, care: Care) -> Iterator[Revision]:
    """Yield a draft's revision changed: how the season begins, a row of each session, then of one.

    The rows that are named most often go first; those that did not help together come last.
    """
    revision = draft.revision
    yield _otherwise(draft)
    rows = Counter(
        (weakness.part, weakness.key, slug)
        for weakness in draft.found
        if weakness.key
        for slug in weakness.slugs
        if not care.keeps(slug)
    )
    order = [row for row, _ in rows.most_common()]
    one_each = {*{row[:2]: row for row in reversed(order)}.values()}
    yield replace(revision, out=revision.out | one_each)
    order.sort(key=lambda row: row in one_each)
    yield from (replace(revision, out=revision.out | {row}) for row in order)


def _otherwise(draft: _Draft) -> Revision:
    """Return how the first weeks are to begin, now that the last ones are known."""
    revision, rules = draft.revision, {weakness.rule for weakness in draft.found}
    revision = replace(revision, eager=revision.eager or "C03" in rules)
    revision = replace(revision, higher=revision.higher or "C13" in rules)
    if "C08" not in rules:
        return revision
    loading = [week for week in draft.weeks if week.frame.loading]
    was, now = loading[0], loading[-1]
    fewer = Counter(dict(revision.fewer))
    for key, blocks in was.sessions.items():
        lost = sets_of(blocks) - sets_of(now.sessions[key])
        fewer[key] += min(MOST_FEWER, max(0, -(-lost // 2)))
    if fewer == Counter(dict(revision.fewer)):  # they are to grow
        fewer[max(was.sessions, key=lambda key: (sets_of(was.sessions[key]), key))] += 1
    return replace(revision, fewer=tuple(sorted((+fewer).items())))


def _weeks(
    task: Task, sets: Sequence[Stages], log: Log, known: Known, parts: int | None = None
) -> list[MadeWeek]:
    """Make every week, part by part, or those of the first parts.

    A part is the same where all was chosen alike up to there; then it is known already. Where sets
    stay as they are, all weeks have those of the week that has fewest (C23).
    """
    start = log
    found: list[MadeWeek] = []
    picked: Picked = {}
    for part in _parts(task.frames)[:parts]:
        place = part[0].number, task.revision.up_to(part[0].part), *sorted(task.flat_sets.items())
        if place not in known:
            known[place] = _part(part, task, sets, log, picked)
        made, picked, log = known[place]
        found += made
    if not task.athlete.care.flat:
        return found
    least = {
        key: min(sets_of(w.sessions[key]) for w in found if w.frame.loading and key in w.sessions)
        for key in found[0].sessions
    }
    if least == task.flat_sets:
        return found
    return _weeks(replace(task, flat_sets=least), sets, start, known)


def _part(
    part: Sequence[Frame], task: Task, sets: Sequence[Stages], log: Log, picked: Picked
) -> tuple[list[MadeWeek], Picked, Log]:
    """Make the weeks of a part after those that the log holds."""
    log = log.copy()
    otherwise = any(at == part[0].part for at, _, _ in task.revision.out)
    if part[0].news or not picked or otherwise:
        new = _picked(part[0], task, sets, log, picked)
        log.swaps.clear()
        if not picked:
            fewer = Counter(dict(task.revision.fewer))
            new = {k: (_shorter(a, fewer[k]), _shorter(b, fewer[k])) for k, (a, b) in new.items()}
        picked = new
    known = set(log.anywhere)
    weeks = []
    for frame in part:
        weeks.append((frame, _this_week(frame, picked, task, known)))
        known |= {slug for s in weeks[-1][1].values() for slug in slugs_of(s)}
    made, log = make_part(weeks, task, log)
    return made, picked, log


def _shorter(session: PickedSession, many: int) -> PickedSession:
    """Return a session with so many rows fewer; the home workout stays whole (C17)."""
    return session if has_all(session, HOME_WORKOUT) else dropped(session, many)


def _parts(frames: Iterable[Frame]) -> list[list[Frame]]:
    return [[*part] for _, part in groupby(frames, lambda frame: frame.part)]


def _this_week(
    frame: Frame, picked: Picked, task: Task, known: Collection[str]
) -> dict[SessionKey, PickedSession]:
    """Return the sessions of one week; nothing new comes in a light week or before a race."""
    sessions = {}
    for key, (odd, even) in picked.items():
        now, other = (odd, even) if frame.number % 2 == 1 else (even, odd)
        new = slugs_of(now) - set(known)
        sessions[key] = other if new and task.is_calm(frame) else now
    return sessions


def _picked(frame: Frame, task: Task, sets: Sequence[Stages], log: Log, before: Picked) -> Picked:
    """Choose the exercises of a part: for each letter those of odd and of even weeks."""
    found: dict[str, PickedSession] = {}
    taken: set[str] = set()
    left = _steps_left(frame, task, log)
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
    for key, session in circuits_at(frame, task, sets).items():
        letter = cast("SessionKey", key[0])
        place = replace(anywhere, eve=letter in task.eves)
        who = task.chooses(frame.part, letter)
        elsewhere = set() if key == "A-even" else taken
        out = LOADED_LEGS if place.eve else ()
        can = {s: e for s, e in possible.items() if s in who.fits and s not in out}
        found[key] = compose(session, task.catalogue, who, place, can, elsewhere, left)
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
    if "B" in whole and not task.athlete.care.several:  # what each needs may have made them alike
        who, place = task.chooses(frame.part, "B"), replace(anywhere, eve="B" in task.eves)
        whole["B"] = less_shared(whole["B"], whole["A"], task.catalogue, who, place)
    return {cast("SessionKey", key): (session, session) for key, session in whole.items()}


def _steps_left(frame: Frame, task: Task, log: Log) -> dict[Slug, int]:
    """Return the steps of exercises that have fewer left than a part asks for (C02)."""
    weeks = _loading_weeks(frame, task)
    care = log.care(task.athlete.care, frame)
    who = replace(task.patient, care=care)
    enough = 1 if task.short else max(1, min(weeks - 1, MOST_ASKED))
    found = {}
    for slug, row in log.anywhere.items():
        exempt = slug in LEAD_INS or "push-up" in slug or care.keeps(slug)
        if not exempt and (steps := steps_left(row, who, weeks, enough)) < enough:
            found[slug] = steps
    return found


def _loading_weeks(frame: Frame, task: Task) -> int:
    """Return the loading weeks of the part that a week begins."""
    later = takewhile(lambda f: not f.news, task.frames[frame.number :])
    return frame.loading + sum(f.loading for f in later)


def _lifts_may_enter(frame: Frame, task: Task) -> bool:
    """Whether a lift may be new: not with new kit, in a light, race or last loading week (C04)."""
    before = task.frames[frame.number - 2].phase if frame.number > 1 else None
    near = task.race - 3 < frame.number <= task.race + 1  # nor in the week after it
    return before is frame.phase and frame.loading and not near and task.weeks_left(frame) > 0


class _State(NamedTuple):
    """A session of a part with what it gives up: its exercises by week, and what it rests.

    Attributes:
        rests: seconds of rest in a round of all blocks, in odd and in even weeks.
    """

    allowance: Allowance
    sessions: dict[int, PickedSession]
    rests: tuple[int, ...]


def make_part(weeks: Sequence[Week], task: Task, log: Log) -> tuple[list[MadeWeek], Log]:
    """Return the weeks of a part; a session that does not fit gives way, one allowance a time.

    Raises:
        Misfit: where a session fits with no allowance.
    """
    keys = dict.fromkeys(key for _, week in weeks for key in week)
    offers = {key: _states(key, weeks, task, log) for key in keys}
    given = {key: next(states) for key, states in offers.items()}
    while True:
        left = [
            (frame, {key: given[key].sessions[frame.number] for key in week})
            for frame, week in weeks
        ]
        allowances = {key: state.allowance for key, state in given.items()}
        try:
            return _tried(left, task, log.copy(), allowances)
        except Misfit as misfit:
            key = misfit.key
            now = given[key]
            helping = (
                state
                for state in offers[key]
                if state.sessions != now.sessions or _helps(misfit, now, state)
            )
            if (found := next(helping, None)) is None:
                raise
            given[key] = found


def _helps(misfit: Misfit, now: _State, state: _State) -> bool:
    """Whether a state that takes no row away may make a session fit, or is the last."""
    old, new = now.allowance, state.allowance
    if new.lowers or not misfit.over:
        return new.lowers
    saved = misfit.rounds * max(map(sub, now.rests, state.rests))
    grew = misfit.grew and old.grows and not new.grows
    return grew or misfit.rounds > new.most_rounds or 0 < misfit.over <= saved


def _offers(session: PickedSession, task: Task) -> tuple[Allowance, ...]:
    """Return what a session may give up, less what would change nothing in it."""
    lift = any(block.alone for block in session)
    offers = WITH_A_LIFT if lift else ALLOWANCES
    if len(session) > 1 or not task.short or task.sessions == 1:
        return offers
    return OF_A_CIRCUIT


def _tried(
    weeks: Sequence[Week], task: Task, log: Log, allowances: Mapping[SessionKey, Allowance]
) -> tuple[list[MadeWeek], Log]:
    found: list[MadeWeek] = []
    rounds: dict[tuple[str, int], int] = {}
    grown: set[str] = set()
    for frame, sessions in weeks:
        now = {key: log.with_swaps(key, session) for key, session in sessions.items()}
        if task.is_calm(frame):
            now = {key: _without_new(session, log.anywhere) for key, session in now.items()}
        if not task.weeks_left(frame):
            now = {key: _without_late_lifts(session, log.anywhere) for key, session in now.items()}
        round_ = Rounds(frame, now, task, log, rounds, allowances)
        try:
            week = made_week(round_)
        except Misfit as misfit:
            misfit.grew = misfit.key in grown
            misfit.rounds = round_.most(misfit.key)
            raise
        grown |= round_.gained.keys()
        log.note(week)
        if frame.loading:
            log.note_swaps(round_.sessions, week)
        found.append(week)
    return found, log


def _without_late_lifts(session: PickedSession, known: Collection[str]) -> PickedSession:
    """Return the session of a last week without lifts that were not done before it (C04)."""
    late = [p for p in picks_of(session) if p.slug in LEAD_INS and p.slug not in known]
    return closed(without(session, late)) if late else session


def _states(key: SessionKey, weeks: Sequence[Week], task: Task, log: Log) -> Iterator[_State]:
    """Yield what each allowance leaves of one session, where that is not known yet."""
    known: set[tuple[object, ...]] = set()
    sessions = {id(week[key]): week[key] for _, week in weeks}  # odd and even may share
    first = weeks[0][0]

    @cache
    def fewer(at: int, rows: int) -> PickedSession:
        return dropped(fewer(at, rows - 1), 1) if rows else sessions[at]

    for offer in _offers(weeks[-1][1][key], task):
        less = {at: fewer(at, offer.rows) for at in sessions}
        if offer.swaps:
            less = {at: _quicker(s, offer.swaps, key, first, task, log) for at, s in less.items()}
        rows = tuple(tuple(p.slug for p in picks_of(left)) for left in less.values())
        rests = tuple(_rest_seconds(left, first, task, offer.less_rest) for left in less.values())
        state = rows, rests, replace(offer, rows=0, swaps=0, less_rest=0)
        if state not in known:
            known.add(state)
            found = {frame.number: less[id(week[key])] for frame, week in weeks}
            yield _State(offer, found, rests)


def _rest_seconds(session: PickedSession, first: Frame, task: Task, less: int) -> int:
    """Return the seconds of rest in a round of all blocks."""
    rests = (rests_of(session, at, first, task, less) for at in range(len(session)))
    return sum(
        (len(block.picks) - 1) * rest.rest + rest.round_rest
        for block, rest in zip(session, rests, strict=True)
    )


def _quicker(
    session: PickedSession, swaps: int, key: str, first: Frame, task: Task, log: Log
) -> PickedSession:
    """Return the session with its slowest small rows swapped for quick ones (R29)."""
    picks = [pick for pick in picks_of(session) if pick.rank > MAIN_ROWS]
    slow = sorted(picks, key=lambda pick: -_set_seconds(key, pick, log))[:swaps]
    place = Place(
        first.phase, 1, log.weeks_done, lifts=False, first=not log.past, eve=key in task.eves
    )
    for pick in slow:
        used = slugs_of(session)
        others = stand_ins(pick.slug, task.catalogue, task.athlete, place, used, quick=True)
        if slug := next(others, None):
            other = replace(pick, slug=slug, exercise=task.catalogue[slug])
            session = exchanged(session, pick, other)
    return session


def _without_new(session: PickedSession, known: Collection[str]) -> PickedSession:
    """Return the session without new rows, as far as it stays a session (C21, C22)."""
    old = closed(without(session, [p for p in picks_of(session) if p.slug not in known]))
    return old if len(picks_of(old)) >= FEWEST_LIGHT else session


def _set_seconds(key: str, pick: Pick, log: Log) -> float:
    last = log.last(key, pick.slug)
    if last:
        return last.seconds
    exercise = pick.exercise
    return exercise.first_reps * exercise.seconds_per_rep * exercise.sides

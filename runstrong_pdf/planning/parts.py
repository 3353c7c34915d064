"""Every week of a plan, part by part: its exercises, its weeks, what is given up for time."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple, cast

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.planning.athlete import Care
from runstrong_pdf.planning.audit_sessions import lacks
from runstrong_pdf.planning.compose import compose, less_shared, varied, with_every_week
from runstrong_pdf.planning.eligibility import LOADED_LEGS, Place, is_behind, may_come, stand_ins
from runstrong_pdf.planning.limits import Rests
from runstrong_pdf.planning.made import (
    ALLOWANCES,
    OF_A_CIRCUIT,
    WITH_A_LIFT,
    Allowance,
    Choice,
    Log,
    MadeWeek,
    Misfit,
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
from runstrong_pdf.planning.review import Weakness, weaknesses
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
    if task.athlete.care.flat:  # it has the sets of the week that has fewest (C23)
        return _flat(task, sets, log, known)[0]
    return _weeks(task, sets, log, known, parts=1)[0]


def weeks_of(task: Task, sets: Sequence[Stages], log: Log, known: Known) -> list[MadeWeek]:
    """Make every week; the log holds what was done in the block before, if any.

    A plan is read once more as a coach would. What breaks a rule of dose is chosen otherwise, one
    choice at a time, and the plan with the fewest weaknesses is taken.
    """
    make = _flat if task.athlete.care.flat else _weeks
    first = make(task, sets, log, known)
    drafts = [_draft(first, task)]
    seen = {task.choice}
    for _ in range(MOST_CHANGES):
        best = min(drafts, key=attrgetter("cost"))
        if not best.found:
            break
        choice = _next_choice(drafts, seen, task.athlete.care)
        if choice is None:
            break
        seen.add(choice)
        other = replace(task, choice=choice)
        try:
            weeks = make(other, sets, log, known)
        except Misfit:
            continue
        drafts.append(_draft(weeks, other))
    return min(drafts, key=attrgetter("cost")).weeks


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
    begins = [week for week in weeks if week.frame.starts]
    sessions = [blocks for week in begins for blocks in week.sessions.values()]
    lacking = sum(len(list(lacks(rows_of(blocks)))) for blocks in sessions)
    lacking += sum(all("push-up" not in row.slug for row in week.rows) for week in begins)  # R22
    mains = [{row.exercise.pattern for row in rows_of(w.sessions.get("A", ()))} for w in begins]
    lacking += sum(not patterns & MAIN_PULLS for patterns in mains)  # C25
    unsafe = sum(weakness.rule == "C23" for weakness in found)
    return _Draft(task.choice, weeks, found, (unsafe, lacking, len(found)))


def _next_choice(drafts: Sequence[_Draft], seen: Collection[Choice], care: Care) -> Choice | None:
    """Return another choice than that of the best draft for which one is left."""
    offers = (
        choice
        for draft in sorted(drafts, key=attrgetter("cost"))
        for choice in _others(draft, care)
    )
    return next((choice for choice in offers if choice not in seen), None)


def _others(draft: _Draft, care: Care) -> Iterator[Choice]:
    """Yield a draft's choice changed: how the season begins, a row of each session, then of one.

    The rows that are named most often go first; those that did not help together come last.
    """
    choice = draft.choice
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
    yield replace(choice, out=choice.out | one_each)
    order.sort(key=lambda row: row in one_each)
    yield from (replace(choice, out=choice.out | {row}) for row in order)


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


def _weeks(
    task: Task, sets: Sequence[Stages], log: Log, known: Known, parts: int | None = None
) -> list[MadeWeek]:
    """Make every week, part by part, or those of the first parts.

    A part is the same where all was chosen alike up to there; then it is known already.
    """
    found: list[MadeWeek] = []
    picked: Picked = {}
    for part in _parts(task.frames)[:parts]:
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
    left = _steps_left(frame, task, log)
    wanted = circuits_at(frame, task, sets)
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
    later = [f for f in task.frames if f.number > frame.number]
    end = next((f.number for f in later if f.news), task.frames[-1].number + 1)
    return sum(frame.number <= number < end for number in task.loading_weeks)


def _lifts_may_enter(frame: Frame, task: Task) -> bool:
    """Whether a lift may be new: not with new kit, in a light, race or last loading week (C04)."""
    before = next((f.phase for f in task.frames if f.number == frame.number - 1), None)
    near = task.race - 3 < frame.number <= task.race + 1  # nor in the week after it
    return before is frame.phase and frame.loading and not near and task.weeks_left(frame) > 0


class _State(NamedTuple):
    """A session of a part with what it gives up: its exercises by week, and their blocks' rests."""

    allowance: Allowance
    sessions: dict[int, PickedSession]
    rests: tuple[tuple[tuple[int, Rests], ...], ...]

    def saved(self, other: "_State") -> int:
        """Return the most seconds of rest that another state of the same rows saves a round."""
        return max(
            sum(
                (rows - 1) * (was.rest - now.rest) + was.round_rest - now.round_rest
                for (rows, was), (_, now) in zip(mine, theirs, strict=True)
            )
            for mine, theirs in zip(self.rests, other.rests, strict=True)
        )


def make_part(weeks: Sequence[Week], task: Task, log: Log) -> tuple[list[MadeWeek], Log]:
    """Return the weeks of a part; a session that does not fit gives way, one allowance a time.

    Raises:
        Misfit: where a session fits with no allowance.
    """
    sessions = {key: session for _, week in weeks for key, session in week.items()}
    fewer = _Fewer(weeks, task, log.copy())
    offers = {key: fewer.states(key, _offers(session, task)) for key, session in sessions.items()}
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
                if state.sessions != now.sessions
                or _helps(misfit, now.allowance, state.allowance, misfit.rounds * now.saved(state))
            )
            if (found := next(helping, None)) is None:
                raise
            given[key] = found


def _helps(misfit: Misfit, old: Allowance, new: Allowance, saved: float) -> bool:
    """Whether an allowance that takes no row away may make a session fit, or is the last.

    Args:
        saved: the most seconds that its rests save.
    """
    if new.lowers or not misfit.over:
        return new.lowers
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
        if (not frame.loading or task.is_near_race(frame)) and not frame.starts:
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


class _Fewer:
    """The sessions of a part with fewer rows and quicker ones."""

    def __init__(self, weeks: Sequence[Week], task: Task, log: Log) -> None:
        self.weeks, self.first, self.task, self.log = weeks, weeks[0][0], task, log
        self.made: dict[tuple[int, int, int], PickedSession] = {}

    def states(self, key: SessionKey, offers: Iterable[Allowance]) -> Iterator[_State]:
        """Yield what each allowance leaves of one session, where that is not known yet."""
        known: set[tuple[object, ...]] = set()
        sessions = {id(week[key]): week[key] for _, week in self.weeks}  # odd and even may share
        for offer in offers:
            less = {
                at: self._less(session, offer.rows, offer.swaps, key)
                for at, session in sessions.items()
            }
            rows = tuple(tuple(p.slug for p in picks_of(left)) for left in less.values())
            rests = tuple(self._rests(left, offer.less_rest) for left in less.values())
            state = rows, rests, replace(offer, rows=0, swaps=0, less_rest=0)
            if state not in known:
                known.add(state)
                found = {frame.number: less[id(week[key])] for frame, week in self.weeks}
                yield _State(offer, found, rests)

    def _less(self, session: PickedSession, rows: int, swaps: int, key: str) -> PickedSession:
        """Return a session with so many rows fewer and so many quicker ones; each is made once."""
        at = id(session), rows, swaps
        if at not in self.made:
            if swaps:
                left = self._quicker(self._less(session, rows, 0, key), swaps, key)
            else:
                left = dropped(self._less(session, rows - 1, 0, key), 1) if rows else session
            self.made[at] = left
        return self.made[at]

    def _rests(self, session: PickedSession, less: int) -> tuple[tuple[int, Rests], ...]:
        """Return of every block how many rows it has, and how they rest."""
        rests = (rests_of(session, at, self.first, self.task, less) for at in range(len(session)))
        return tuple((len(b.picks), rest) for b, rest in zip(session, rests, strict=True))

    def _quicker(self, session: PickedSession, swaps: int, key: str) -> PickedSession:
        """Return the session with its slowest small rows swapped for quick ones (R29)."""
        task, log, phase = self.task, self.log, self.first.phase
        picks = [pick for pick in picks_of(session) if pick.rank > MAIN_ROWS]
        slow = sorted(picks, key=lambda pick: -_set_seconds(key, pick, log))[:swaps]
        eve = key in task.eves
        place = Place(phase, 1, log.weeks_done, lifts=False, first=not log.past, eve=eve)
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

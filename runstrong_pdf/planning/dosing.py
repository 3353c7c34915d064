"""Double progression, one thing at a time (rules R11 to R20): rounds, reps, then load or rung."""

from dataclasses import dataclass, replace

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.easing import Rows, importance
from runstrong_pdf.planning.ladder import Catalogue, Place, why_not
from runstrong_pdf.planning.limits import Bounds
from runstrong_pdf.planning.loads import first_load, next_load, next_manner
from runstrong_pdf.planning.memory import Dose, Memory, Sources, recall, rep_step
from runstrong_pdf.planning.shape import excess, lacks, too_long
from runstrong_pdf.planning.work import Move, Work

WEEKS_AT_TOP = 2
"""The top number twice before a heavier load or a harder rung (R20)."""
ROUNDS_A_WEEK = 4
"""Rows of one session that gain a round in one week [judgement]."""


@dataclass(frozen=True, slots=True)
class Coach:
    """What the steps of a week need to know.

    Attributes:
        target: sets that a full session aims at; grows: whether rounds and reps may be added.
    """

    athlete: Athlete
    catalogue: Catalogue
    memory: Memory
    sources: Sources
    bounds: Bounds
    place: Place
    target: int

    def last(self, key: SessionKey, work: Work) -> Dose | None:
        """Return what a row was last done with."""
        return recall(self.memory, self.sources[key], work.slug)


def progress(rows: Rows, coach: Coach, kind: WeekKind) -> Rows:
    """Return the week with one step up per row at most."""
    rows = {key: list(works) for key, works in rows.items()}
    if kind is WeekKind.BUILD:
        _step_up(rows, coach)
        _add_rounds(rows, coach)
    _add_reps(rows, coach)
    return rows


def _step_up(rows: Rows, coach: Coach) -> None:
    """A heavier load or a harder rung, at the bottom of the range, where the top came twice."""
    for key, works in rows.items():
        for i, work in enumerate(works):
            last = coach.last(key, work)
            if last and last.tops >= WEEKS_AT_TOP and coach.sources[key] == key:
                works[i] = _stepped(work, key, rows, coach) if no_more(work, last) else work
    for key, source in coach.sources.items():
        if key != source and source in rows:
            rows[key] = [_same_step(work, key, rows[source], coach) for work in rows[key]]


def no_more(work: Work, last: Dose) -> bool:
    """Whether balance has not already cost the row a round more (R18)."""
    return work.rounds <= last.rounds


def _same_step(work: Work, key: SessionKey, source: list[Work], coach: Coach) -> Work:
    """A third session takes over the steps of the session it repeats."""
    twin = next((w for w in source if work.slug in {w.slug, w.move.instead_of}), None)
    last = coach.last(key, work)
    if not twin or (last and not no_more(work, last)):
        return work
    return replace(twin, rounds=work.rounds)


def _stepped(work: Work, key: SessionKey, rows: Rows, coach: Coach) -> Work:
    """A heavier load, else a harder rung, else the same in a harder manner (R20)."""
    load = next_load(work.exercise, work.load, coach.athlete)
    if load:
        return replace(work, load=load, reps=work.low)
    return harder_rung(work, key, rows, coach) or harder_manner(work)


def harder_manner(work: Work) -> Work:
    """Slower, paused or with the band held shorter: like a load, from the bottom of the range."""
    load = next_manner(work.exercise, work.load)
    return replace(work, load=load, reps=work.low) if load else work


def harder_rung(work: Work, key: SessionKey, rows: Rows, coach: Coach) -> Work | None:
    """Return the next rung (R36) if it may be done, is new to the week and keeps its balance."""
    slug = work.exercise.harder
    taken = {w.slug for works in rows.values() for w in works}
    done = {known for _, known in coach.memory}
    if not slug or slug in taken | done or slug not in coach.catalogue:
        return None
    exercise = coach.catalogue[slug]
    load = first_load(exercise, coach.athlete)
    blocked = why_not(slug, exercise, coach.athlete, coach.place)
    if (
        blocked
        or load is None
        or exercise.balance != work.move.balance
        or exercise.effort == "fast"
    ):
        return None
    move = Move.of(slug, exercise).standing_in(work.slug, "progress", foreign=False)
    new = Work.of(move, load).at(rounds=work.rounds)
    trial = {**rows, key: [new if w is work else w for w in rows[key]]}
    return None if lacks(trial, coach.bounds) or excess(trial, coach.bounds) else new


def _add_rounds(rows: Rows, coach: Coach) -> None:
    """One more round for the main rows, up to the target, while every limit holds."""
    evenly = coach.athlete.care.one_set_first  # a second round for all before a third for some
    order = [
        (w.rounds * evenly, -importance(w), key, i)
        for key, works in rows.items()
        for i, w in enumerate(works)
    ]
    gained = dict.fromkeys(rows, 0)
    for *_, key, i in sorted(order):
        work = rows[key][i]
        last = coach.last(key, work)
        full = sum(w.rounds for w in rows[key]) >= coach.target
        if full or gained[key] >= ROUNDS_A_WEEK or not last or not unchanged(work, last):
            continue
        if work.rounds < coach.bounds.most_rounds(key):
            rows[key][i] = work.at(rounds=work.rounds + 1)
            if excess(rows, coach.bounds):
                rows[key][i] = work
            else:
                gained[key] += 1


def unchanged(work: Work, last: Dose) -> bool:
    """Whether a row is what it last was."""
    return (work.rounds, work.reps, work.load) == (last.rounds, last.reps, last.load)


def _add_reps(rows: Rows, coach: Coach) -> None:
    """A step up the range for every row that gained nothing else, while time allows."""
    for key, works in rows.items():
        for i, work in enumerate(works):
            last = coach.last(key, work)
            if last and work.rounds <= last.rounds and work.load == last.load:
                reps = min(work.exercise.reps[1], last.reps + rep_step(work))
                works[i] = work.at(reps=reps)
                if too_long(works, coach.bounds):
                    works[i] = work

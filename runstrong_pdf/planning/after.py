"""The block after another one: what a plan leaves to the next, and how the next takes it up.

Rules: docs/next-block.md.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import After, DoneRow, LastDose, Plan, PlanNote, Week
from runstrong_pdf.model.words import Kit, Phase, WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.limits import Past
from runstrong_pdf.planning.loads import (
    BAND_MANNERS,
    FREE_MANNERS,
    SHARED,
    Load,
    next_load,
    next_manner,
    slows,
)
from runstrong_pdf.planning.made import Log, Task
from runstrong_pdf.planning.row import Row, a_little_fewer, top
from runstrong_pdf.planning.season import Span

WEEKS_KEPT = 3
"""Loading weeks whose rows are handed on (C20)."""
DOSE = tuple(name for name in LastDose.model_fields if name != "week")
"""What of a row is its dose."""


def after_plan(plan: Plan) -> After:
    """Return what a plan leaves to the next block, as if all of it was done as printed."""
    loading, before = loading_weeks(plan), plan.after
    rows = tuple(row for week in loading[-WEEKS_KEPT:] for row in done_rows(week))
    earlier: dict[str, DoneRow] = {}
    for row in (*before.earlier, *before.rows) if before else ():
        earlier[row.exercise] = row.model_copy(update={"week": 0})
    for row in (row for week in loading[:-WEEKS_KEPT] for row in done_rows(week)):
        earlier[row.exercise] = row
    for row in rows:
        earlier.pop(row.exercise, None)
    done = Counter(before.weeks_done if before else {})
    for week in loading:
        done.update({row.exercise for row in done_rows(week)})
    return After(
        number=before.number + 1 if before else 2,
        session_sets={session.key: session.sets for session in loading[-1].sessions},
        phase=plan.weeks[-1].phase,
        nth=plan.nth,
        part=plan.weeks[-1].part + (before.part if before else 0),
        rows=rows,
        earlier=tuple(row for _, row in sorted(earlier.items())),
        weeks_done=dict(sorted(done.items())),
        kg=tuple(sorted({*plan.kg, *(before.kg if before else ())})),
        bands=tuple(sorted({*plan.bands, *(before.bands if before else ())})),
    )


def loading_weeks(plan: Plan) -> tuple[Week, ...]:
    """Return the weeks of a plan that were neither light nor for a race."""
    return tuple(week for week in plan.weeks if week.kind.is_loading)


def done_rows(week: Week) -> Iterator[DoneRow]:
    """Yield a week's rows as they are printed."""
    for session in week.sessions:
        for row in session.rows:
            dose = {name: getattr(row, name) for name in DOSE}
            yield DoneRow(session=session.key, week=week.number, **dose)


# -- taken up by the next block -------------------------------------------------------------------


def with_met(span: Span, after: After) -> Span:
    """Return the shape of a season that goes on where a block ended; a comeback begins anew."""
    if span.comeback:
        return span
    order = list(Phase)
    met = max((p for p in span.phases if order.index(p) <= order.index(after.phase)),
              key=order.index)  # fmt: skip
    return replace(span, met=met, nth=after.nth if met is after.phase else 0)


def with_ladders(who: Athlete, after: After) -> Athlete:
    """Return somebody whose cautions count the parts of the blocks before as well."""
    later = {slug: part - after.part for slug, part in (who.care.later or {}).items()}
    manners = {
        slug: (slow - after.part, pause - after.part)
        for slug, (slow, pause) in who.care.manners.items()
    }
    return replace(who, care=replace(who.care, later=later, manners=manners))


def memories(after: After, task: Task, *, afresh: bool) -> tuple[tuple[Log, ...], ...]:
    """Return logs that know the block before, each less of it than the one before.

    Those of the first group begin where it ended (C20). Somebody who has nothing left to add to
    most rows begins some of them lower rather than without a plan.

    Args:
        afresh: whether the numbers begin anew, one owned load lighter, after weeks away.
    """
    nothing = _log(after, task, None, None)
    if afresh:
        return (_log(after, task, _lighter, _lighter),), (nothing,)
    as_it_was = (
        _log(after, task, _fewer, _taken_up),
        _log(after, task, None, _taken_up),
        _log(after, task, None, _lower),
    )
    return as_it_was, (_log(after, task, None, _fewer),), (nothing,)


Change = Callable[[Row, Row | None, Athlete], Row]
"""How a dose is taken up: it, that of the week before it, and who trains."""


def _log(after: After, task: Task, earlier: Change | None, rows: Change | None) -> Log:
    """Return a log that has every dose, changed; without what is None."""
    log = Log(weeks_done=dict(after.weeks_done) if task.sets_before else {})
    for change, many in ((earlier, after.earlier), (rows, _in_order(after.rows))):
        for done in many if change else ():
            if change and (row := _row(done, task)):
                place = done.session, row.slug
                known = change(row, log.doses.get(place), task.athlete)
                log.doses[place] = log.anywhere[row.slug] = known
    if task.sets_before:
        log.past.append(Past(WeekKind.BUILD, sum(task.sets_before.values())))
    return log


def _in_order(rows: Iterable[DoneRow]) -> list[DoneRow]:
    """Return rows week by week; of one week those of A last, which count outside A and B too."""
    return sorted(rows, key=lambda row: (row.week, [-ord(letter) for letter in row.session]))


def _row(done: DoneRow, task: Task) -> Row | None:
    """Return a dose as the planner has it, or None where it is not possible any more."""
    exercise = task.catalogue.get(done.exercise)
    load = _load(done, exercise, task.athlete) if exercise else None
    if not exercise or not load:
        return None
    low, high = exercise.reps
    rounds, reps = min(max(done.rounds, 1), 4), min(max(done.reps, low), high)
    return Row(done.exercise, exercise, rounds, reps, load, week=0)


def _load(done: DoneRow, exercise: Exercise, who: Athlete) -> Load | None:
    """Return how a row was loaded, or None where that is not owned any more."""
    band = done.band[-1] if done.band else None
    kg = done.kg[-1] if done.kg else None
    if (Kit.BAND in exercise.kit) != bool(band) or (Kit.DUMBBELLS in exercise.kit) != bool(kg):
        return None
    if (band and band not in who.colours) or (kg and kg not in who.kilograms):
        return None
    manners = BAND_MANNERS if band else FREE_MANNERS
    manner = done.manner if done.manner in manners and slows(exercise, who) else "usual"
    bent = done.grip == "bent" and exercise.pattern == "shoulder-isolation"
    shared = done.grip == "shared" and done.exercise in SHARED
    return Load(band, kg, manner, done.grip if kg and (bent or shared) else "usual")


def _fewer(row: Row, _before: Row | None, who: Athlete) -> Row:
    """Return a dose that was left some weeks ago: the same load, the numbers begin again."""
    low, high = row.exercise.reps
    first = max(low, row.exercise.first_reps)
    if row.load.amount:
        first = max(first, min(who.care.first_reps, (low + high) // 2))
    return replace(row, reps=min(row.reps, first))


def _lower(row: Row, _before: Row | None, _who: Athlete) -> Row:
    """Return a dose one number lower, as far as it may be (C20)."""
    return a_little_fewer(row)


def _taken_up(row: Row, before: Row | None, who: Athlete) -> Row:
    """Return a dose as it was, that knows how long it stood at its top number.

    With nothing left to add it begins a little lower, so that it can move; where that is not
    possible, it gives way to another one (C09).
    """
    if row.reps < top(row, who):
        return row
    weeks = before.weeks_at_top if before and before.load == row.load else 0
    if next_load(row.load, who) or next_manner(row.exercise, row.load, who):
        return replace(row, weeks_at_top=weeks + 1)
    lower = a_little_fewer(row)
    return lower if lower.reps < row.reps else replace(row, weeks_at_top=weeks + 1, held=1)


def _lighter(row: Row, _before: Row | None, who: Athlete) -> Row:
    """Return a dose one owned load lighter, where it begins after weeks away.

    What has no load begins as in a first plan: a week of 0 would take it up as it was.
    """
    load = replace(row.load, manner="usual")
    if load.band:
        below = [one for one in who.first_colours if Load(one).amount < load.amount]
        load = replace(load, band=below[-1] if below else load.band)
    elif load.kg:
        lighter = [kg for kg in who.first_kilograms if kg < (load.kg or 0)]
        load = replace(load, kg=lighter[-1] if lighter else load.kg)
    return replace(row, load=load, reps=row.exercise.first_reps)


# -- carried by the PDF ---------------------------------------------------------------------------


def note_of(plan: Plan) -> PlanNote:
    """Return what a PDF carries of its plan."""
    programme = plan.request.programme
    if plan.race_week or plan.programme == "comeback" or (programme or "").endswith(".toml"):
        programme = None  # they are over, or a file on one computer
    request = replace(plan.request, level=plan.level, programme=programme, start=None, race=None)
    return PlanNote(code=plan.code, level=plan.level, request=request, after=after_plan(plan))


def note_text(plan: Plan) -> str:
    """Return the same as one line of JSON in ASCII, short: what is as usual is left out."""
    note = note_of(plan)
    request = note.model_dump(mode="json", include={"request"}, exclude_none=True)
    after = note.after.model_dump(mode="json", exclude_defaults=True)
    said = {"version": note.version, "code": note.code, "level": note.level, **request}
    return json.dumps({**said, "after": after}, separators=(",", ":"))

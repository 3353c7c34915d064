"""From what is filled in to what counts: row by row, by the rule that the sheets print.

Also as a table: every row of the last week, and where the next block begins.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple, Self, get_args

from runstrong_pdf.done.blanks import Said, read_blank, read_number
from runstrong_pdf.done.counting import Counted, Means, Why, counted, means_of, such_as
from runstrong_pdf.errors import Problem, expect, some_of
from runstrong_pdf.model.plan import After, DoneRow, Plan, PlanNote, Prescription
from runstrong_pdf.model.programme import family
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.units import Units, number_in
from runstrong_pdf.model.words import Level
from runstrong_pdf.planning.athlete import STATES, level_of

LOADED = ("band", "kg", "grip", "manner")
"""What of a dose is its load."""
DID = re.compile(r"did-([0-9]{1,2})-[A-Z]-[0-9]{1,2}")
"""What the blanks of the sheets are called."""
TOO_HARD = "too_hard"
OUTCOMES: tuple[Why, ...] = get_args(Why)
COMEBACK, LONG_AWAY = "comeback", 6
"""The programme for those who were away for so many weeks (docs/next-block.md)."""
MONTHS: Mapping[Level, str] = {Level.INTERMEDIATE: "three months", Level.EXPERIENCED: "a year"}
"""How long somebody has trained who goes up to a level (docs/training-rules.md#levels)."""


@dataclass(frozen=True, slots=True)
class RowDone:
    """One row of a loading week.

    Attributes:
        number: of the row on its sheet, from 1.
        printed: as it was prescribed; counts: the lower of that and what was done.
        ticked: rounds that are ticked; said: what stands in its blank `field`, or empty.
        makes_way: whether the next block leaves the exercise out: it hurt, or was too hard.
        understood: whether what is said is certain; else it counts as missed, or as pain where it
            may be that.
        was_done: whether blank or boxes say that it was done, all rounds of it.

    Example:
        >>> from runstrong_pdf import make_plan
        >>> from runstrong_pdf.planning.after import note_of
        >>> row = Done(note_of(make_plan()), {"did-6-A-1": "9, 8"}).last_week[0]
        >>> row.why, row.said, row.counts.reps
        ('fewer', '9, 8', 8)
    """

    number: int
    printed: DoneRow
    counts: DoneRow
    why: Why
    ticked: int
    said: str
    field: str
    makes_way: bool = False
    understood: bool = True
    was_done: bool = False

    @property
    def is_other(self) -> bool:
        """Whether an easier exercise counts in place of the printed one."""
        return self.counts.exercise != self.printed.exercise


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something that was filled in and is not certain.

    Attributes:
        field: the name of the blank; row: whose it is, None for a push-up check.
        such_as: what may stand there.

    Example:
        >>> Unclear("push-ups-after", "a few").row is None
        True
    """

    field: str
    said: str
    row: RowDone | None = None
    such_as: tuple[str, ...] = ("12",)

    @property
    def counts_as(self) -> str:
        """What it counts as until somebody is asked."""
        if self.row is None:
            return "empty"
        return "pain" if self.row.why == "hurts" else "missed"


@dataclass(frozen=True)
class Done:
    """A plan as it was done.

    Attributes:
        note: what the plan says of itself.
        fields: what was filled in, by the name of the field.

    Example:
        >>> from runstrong_pdf import make_plan
        >>> from runstrong_pdf.planning.after import note_of
        >>> done = Done(note_of(make_plan()), {"push-ups-after": "9"})
        >>> done.offer, done.next_request().level, done.after.number
        (<Level.INTERMEDIATE: 'intermediate'>, <Level.BEGINNER: 'beginner'>, 2)
    """

    note: PlanNote
    fields: Mapping[str, str]

    def __post_init__(self) -> None:
        """Check what it is made of."""
        expect(note=(self.note, PlanNote), fields=(self.fields, Mapping))
        expect(**{str(name): (said, str) for name, said in self.fields.items()})

    @cached_property
    def rows(self) -> tuple[RowDone, ...]:
        """Every row of the last three loading weeks, in the order of the sheets."""
        rows = tuple(_judged(self.note, self.fields, self._means))
        known = {row.counts.exercise: row.counts for row in rows if not row.is_other}
        return tuple(_as_known(row, known) if row.is_other else row for row in rows)

    @cached_property
    def _means(self) -> Means:
        return means_of(self.note)

    @property
    def last_week(self) -> tuple[RowDone, ...]:
        """The rows of the last loading week, with which the next block begins."""
        last = max(row.printed.week for row in self.rows)
        return tuple(row for row in self.rows if row.printed.week == last)

    @property
    def left_out(self) -> tuple[RowDone, ...]:
        """The last rows of the exercises that the next block leaves out.

        Only a later row that was done says that it went well.
        """
        told = (row.printed for row in self.rows if row.was_done or row.makes_way)
        last = {row.exercise: row.week for row in told}
        return tuple(
            row
            for row in self.rows
            if row.makes_way and row.printed.week == last[row.printed.exercise]
        )

    @property
    def hurt_before(self) -> tuple[Unclear, ...]:
        """Blanks of other weeks that tell of pain; of which exercises is not known here."""
        weeks = {row.printed.week for row in self.rows}
        language = self.note.request.language
        return tuple(
            Unclear(name, said)
            for name, said in self.fields.items()
            if (blank := DID.fullmatch(name)) and int(blank[1]) not in weeks
            and (read := read_blank(said, language)) and read.how == "hurts"
        )  # fmt: skip

    @property
    def shown(self) -> tuple[RowDone, ...]:
        """The rows of the last loading week, and earlier ones that the next block leaves out."""
        last = self.last_week
        return (*last, *(row for row in self.left_out if row not in last))

    @cached_property
    def after(self) -> After:
        """What the next block begins with."""
        out = {row.printed.exercise for row in self.left_out}
        low = {row.printed.exercise for row in self.left_out if row.why != "easier version"}
        harder = {slug for one in low for slug in self._means.above(one)}
        out |= harder - self.note.after.weeks_done.keys()  # what went well so far may stay
        rungs = {r.printed.exercise: r.counts.exercise for r in self.left_out if r.is_other}
        lowest = {slug: rungs.get(below, below) for slug, below in rungs.items()}
        kind = {slug: family(exercise) for slug, exercise in self._means.exercises.items()}
        easier = {slug: below for slug, below in lowest.items() if kind[slug] == kind[below]}
        rows = tuple(row.counts for row in self.rows)
        changes = {"rows": rows, "left_out": tuple(sorted(out)), "easier": easier}
        return self.note.after.model_copy(update=changes)

    def lowest(self, exercise: str) -> int:
        """Return the lowest number of repetitions or seconds of an exercise."""
        return self._means.low(exercise)

    @property
    def unclear(self) -> tuple[Unclear, ...]:
        """What was filled in and is not certain."""
        units = self.note.request.units
        blanks = [
            Unclear(row.field, row.said, row, such_as(row.printed, self._means, units))
            for row in self.rows
            if not row.understood
        ]
        checks = [
            Unclear(name, self.fields[name])
            for name in ("push-ups-before", "push-ups-after")
            if name in self.fields and read_number(self.fields[name]) is None
        ]
        return (*blanks, *checks)

    @property
    def push_ups(self) -> int | None:
        """Full push-ups in one go at the end of the block, if they were counted."""
        return read_number(self.fields.get("push-ups-after", ""))

    @property
    def offer(self) -> Level | None:
        """The level that the push-ups show, if it is higher; a yes to a health question bars it."""
        if self.push_ups is None or set(self.note.request.avoid) & {*STATES}:
            return None
        shown = level_of(self.push_ups)
        return shown if shown.number > self.note.level.number else None

    @property
    def below_level(self) -> bool:
        """Whether the push-ups are fewer than the level stands for; it stays all the same."""
        shown = self.note.level if self.push_ups is None else level_of(self.push_ups)
        return shown.number < self.note.level.number

    def next_request(self, weeks_away: int = 0) -> Request:
        """Return what to ask the next block for: the same again, at the same level, without dates.

        Args:
            weeks_away: weeks without training since; from six on it is the comeback programme.
        """
        expect(weeks_away=(weeks_away, range(sys.maxsize)))
        asked, level = self.note.request, self.note.level
        push_ups = asked.push_ups if self.push_ups is None else self.push_ups
        if push_ups is not None and level_of(push_ups).number < level.number:
            push_ups = None  # fewer than its level stands for: the numbers are known anyway
        out = self.after.left_out
        use = tuple(slug for slug in asked.use if slug not in out)
        again = replace(asked, level=level, push_ups=push_ups, use=use, start=None, race=None)
        if weeks_away < LONG_AWAY:
            return again
        return replace(again, programme=COMEBACK, sessions=min(again.sessions, 2))

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return the same with other words in some blanks; with none they are empty."""
        expect(answers=(answers, Mapping))
        whole = replace(self, fields={**self.fields, **answers})
        filled = {name: said for name, said in whole.fields.items() if said.strip()}
        return replace(whole, fields=filled)


def _as_known(row: RowDone, known: Mapping[str, DoneRow]) -> RowDone:
    """Return a row whose easier exercise counts as it was done in its own place, if it has one."""
    counts = row.counts
    if dose := known.get(counts.exercise):
        here = {"session": counts.session, "week": counts.week, "rounds": counts.rounds}
        return replace(row, counts=dose.model_copy(update=here))
    return row


def _judged(note: PlanNote, fields: Mapping[str, str], means: Means) -> Iterator[RowDone]:
    """Yield every row with what counts of it."""
    language = note.request.language
    numbers: defaultdict[tuple[int, str], int] = defaultdict(int)
    before: dict[tuple[str, str], DoneRow] = {}
    for row in note.after.rows:
        numbers[row.week, row.session] += 1
        number = numbers[row.week, row.session]
        boxes = (f"w{row.week}-{row.session}-{number}-{i}" for i in range(1, row.rounds + 1))
        known = before.get((row.session, row.exercise)) or before.get(("", row.exercise))
        too_hard = fields.get(f"feeling-{row.week}-{row.session}") == TOO_HARD
        ticked = sum(box in fields for box in boxes)
        count = partial(counted, row, known, ticked=ticked, means=means, too_hard=too_hard)
        done = _row_done(row, number, fields, ticked, count, language)
        if not done.is_other:
            before[row.session, row.exercise] = before["", row.exercise] = done.counts
        yield done


def _row_done(
    row: DoneRow,
    number: int,
    fields: Mapping[str, str],
    ticked: int,
    count: Callable[..., Counted | None],
    language: str,
) -> RowDone:
    """Return a row with what counts of it.

    There is a blank on its sheet and one on the last page; the lower outcome is taken.
    """
    name = f"did-{row.week}-{row.session}-{number}"
    blanks = {field: fields[field] for field in (name, f"next-{name}") if fields.get(field)}
    read = [
        (found, said, field)
        for field, text in blanks.items()
        if (said := read_blank(text, language)) and (found := count(said=said))
    ]
    unread = blanks.keys() - {field for _, _, field in read}
    read += [(found, Said(), field) for field in sorted(unread) if (found := count(said=None))]
    if not blanks and (found := count(said=Said())):
        read.append((found, Said(), name))
    found, said, field = min(read, key=lambda one: (OUTCOMES.index(one[0].why), one[0].dose.reps))
    done = said.how not in {"left_out", "too_hard"} and said.reps != 0
    told = done and field in blanks.keys() - unread
    missed = 0 < (said.rounds or ticked) < row.rounds
    field = min(unread, default=field)  # that is what is asked about
    return RowDone(
        number,
        row,
        found.dose,
        found.why,
        ticked,
        blanks.get(field, ""),
        field,
        found.makes_way,
        understood=not unread and not said.doubtful,
        was_done=ticked == row.rounds or (told and not missed),
    )


LONGEST = 24
"""Characters of a blank that are shown."""
RESTS, LEFT_OUT = "rests", "left out"
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "hurts": "never done as printed; worse after two sessions in a row? Ask a physiotherapist",
        "heavier": "the printed load counts: loads never run ahead of the sheet",
        "too hard": "the numbers of the week before, else one fewer; at the lowest number, lighter",
        "not certain": "as if it was missed: the numbers of the week before, else one fewer",
        LEFT_OUT: "it hurt or was far too hard: another one does its work in the next block",
        RESTS: "others have its place for now; what counts is kept for a later block",
    }
)
"""What the words of the table mean that do not say it themselves."""


# -- what was understood, as a table ---------------------------------------------------------------


class NextRow(NamedTuple):
    """One line of the table.

    Attributes:
        row: such as `A1 push-up`; printed, counts, first: doses; why: what decided.
    """

    row: str
    printed: str
    counts: str
    why: str
    first: str


def next_rows(done: Done, plan: Plan) -> Iterator[NextRow]:
    """Yield a line for every row of `Done.shown`, with its first dose in a next plan.

    Example:
        >>> from runstrong_pdf import make_plan, read_done, render
        >>> from pathlib import Path
        >>> size = Path("plan.json").write_bytes(render(make_plan(), format="json"))
        >>> done = read_done("plan.json")
        >>> line = next(next_rows(done, make_plan(done.next_request(), after=done.after)))
        >>> line.row, line.why
        ('A1 push-up', 'not filled in')
    """
    expect(done=(done, Done), plan=(plan, Plan))
    units, last = plan.request.units, done.last_week[0].printed.week
    for row in done.shown:
        printed, counts = row.printed, row.counts
        week = "" if printed.week == last else f"week {printed.week}: "
        name = f"{week}{printed.session}{row.number} {printed.exercise}"
        why: str = row.why
        if row.said:
            doubt = "" if row.understood or row.why == "not certain" else "; not certain"
            why += f"{doubt}: {row.said[:LONGEST]}"
        elif row.why == "as printed":
            why = "not filled in"
        elif row.why == "rounds missed":
            why = f"{row.ticked} of {printed.rounds} rounds"
        other = f"{counts.exercise} " if row.is_other else ""
        dose = f"{other}{dose_text(counts, units)}"
        yield NextRow(name, dose_text(printed, units), dose, why, _first(row, plan))


class _Met(NamedTuple):
    """Where a row is met first in the next block."""

    week: int
    session: str
    row: Prescription


def _met(row: RowDone, plan: Plan) -> _Met | None:
    """Return where an exercise, or the easier one that counts, is met first."""
    wanted = row.counts.exercise if row.makes_way else row.printed.exercise
    for week in plan.weeks:
        mine = [_Met(week.number, s.key, r) for s in week.sessions for r in s.rows]
        if there := [one for one in mine if one.row.exercise == wanted]:
            return min(there, key=lambda one: one.session != row.printed.session)
    return None


def _first(row: RowDone, plan: Plan) -> str:
    """Return where and how it is met first, in words."""
    met = _met(row, plan)
    if met is None:
        out = plan.after.left_out if plan.after else ()
        return LEFT_OUT if row.printed.exercise in out else RESTS
    other = "" if met.row.exercise == row.printed.exercise else f"{met.row.exercise} "
    where = "" if met.week == 1 else f"week {met.week}: "
    session = "" if met.session == row.printed.session else f"{met.session}: "
    return f"{where}{session}{other}{dose_text(met.row, plan.request.units)}"


def dose_text(row: DoneRow | Prescription, units: Units = "kg") -> str:
    """Return a dose as the table shows it, weights in the units of the sheets.

    Example:
        >>> dose_text(DoneRow(session="A", week=6, exercise="push-up", rounds=2, reps=10))
        '2 x 10'
    """
    load = "".join(
        [
            *(f" {colour}" for colour in row.band),
            *(f" {number_in(units, kg):g} {units}" for kg in row.kg),
        ]
    )
    grip = "" if row.grip == "usual" else f" {row.grip}"
    manner = "" if row.manner == "usual" else f" {row.manner}"
    return f"{row.rounds} x {row.reps}{load}{grip}{manner}"


def next_notes(done: Done, plan: Plan, weeks_away: int = 0) -> Iterator[Problem]:
    """Yield what the words of the table mean, and what is given or written and changes nothing.

    Example:
        >>> from runstrong_pdf import make_plan
        >>> from runstrong_pdf.planning.after import note_of
        >>> done = Done(note_of(make_plan()), {"did-6-A-2": "10 x 5 kg"})
        >>> print(next(next_notes(done, make_plan(done.next_request(), after=done.after))))
        heavier: the printed load counts: loads never run ahead of the sheet
    """
    expect(done=(done, Done), plan=(plan, Plan), weeks_away=(weeks_away, range(sys.maxsize)))
    used = {row.why for row in done.shown} | {line.first for line in next_rows(done, plan)}
    for word in (word for word in MEANINGS if word in used):
        yield Problem("", f"{word}: {MEANINGS[word]}", severity="note")
    yield from (Problem("", text, severity="note") for text in _of_rows(done, plan))
    for one in done.hurt_before:
        text = f"{one.field}: {one.said[:LONGEST]!r} is of a week that does not count"
        yield Problem("", text, "leave out what still hurts", "warning")
    for one in (one for one in done.unclear if one.row is None):
        text = f"{one.field}: {one.said[:LONGEST]!r} is no number of push-ups: it changes nothing"
        yield Problem("push_ups", text, "write one such as 12", "warning")
    if 0 < weeks_away < LONG_AWAY:
        text = (
            f"fewer than {LONG_AWAY} weeks change nothing: week 1 repeats the last week's loads, "
            "with its numbers or up to two fewer and three in reserve"
        )
        yield Problem("away", text, "if that is too hard, do one number fewer", "note")
    if done.below_level:
        text = f"{done.push_ups} are fewer than {done.note.level} stands for; the level stays"
        yield Problem("push_ups", text, "ask for the lower level", "note")


def _of_rows(done: Done, plan: Plan) -> Iterator[str]:
    """Yield why rows begin higher or lower than what counts, and where core work is lost."""
    for row in done.shown:
        met, counts = _met(row, plan), row.counts
        if met is None or met.row.exercise != counts.exercise:
            continue
        name = f"{met.session} {counts.exercise}"
        if any(getattr(met.row, each) != getattr(counts, each) for each in LOADED):
            continue
        if met.row.reps > counts.reps and met.row.reps == done.lowest(counts.exercise):
            lighter = "nothing lighter or easier is there"
            yield f"{name}: {met.row.reps} is its lowest number, {lighter}: do {counts.reps}"
        elif met.row.reps > counts.reps:
            more = "more than what counts; if that is too much"
            yield f"{name}: {met.row.reps}, {more}, {counts.reps}"
        elif met.week > 1 and met.row.reps < counts.reps:
            yield f"week {met.week}: {name} comes back after weeks without it, so it begins lower"
        if met.week == 1 and met.row.rounds > counts.rounds:
            yield f"{name}: {met.row.rounds} rounds, as its block has; if that is too much, fewer"
    yield from _without_core(done, plan)


def _without_core(done: Done, plan: Plan) -> Iterator[str]:
    """Yield which sessions have lost their core work, where some of it is left out."""
    exercises = means_of(done.note).exercises
    core = {slug for slug, exercise in exercises.items() if family(exercise) == "core"}
    had = {row.printed.session for row in done.last_week if row.printed.exercise in core}
    lost = [
        f"session {session.key} of week {week.number}"
        for week in plan.weeks
        for session in week.sessions
        if week.kind.is_loading and session.key in had
        and not core & {row.exercise for row in session.rows}
    ]  # fmt: skip
    out = dict.fromkeys(r.printed.exercise for r in done.left_out if r.printed.exercise in core)
    if lost and out:
        yield f"no core work in {some_of(lost)}: {some_of(out)} left out, and no other has a place"

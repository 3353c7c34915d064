"""From what is filled in to what counts: row by row, by the rule that the sheets print."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Self

from runstrong_pdf.done.blanks import Said, read_blank, read_number
from runstrong_pdf.model.note import PlanNote
from runstrong_pdf.model.plan import After, DoneRow
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level
from runstrong_pdf.planning.athlete import STATES, level_of
from runstrong_pdf.planning.loads import MANNER_RANK, SCALE

Why = Literal["as printed", "clean", "fewer", "lighter", "rounds missed", "too hard"]
"""Why a dose counts: nothing was filled in; everything was done; or what was less."""
TOO_HARD = "too_hard"
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

    Example:
        >>> from runstrong_pdf import make_plan
        >>> from runstrong_pdf.planning.after import note_of
        >>> row = Done(note_of(make_plan()), {"did-6-A-1": "5, 4"}).last_week[0]
        >>> row.why, row.said, row.counts.reps
        ('fewer', '5, 4', 4)
    """

    number: int
    printed: DoneRow
    counts: DoneRow
    why: Why
    ticked: int
    said: str
    field: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something that was filled in and cannot be read; it counts as if it were empty.

    Attributes:
        field: the name of the blank; row: whose it is, None for a push-up check.

    Example:
        >>> Unclear("push-ups-after", "a few").row is None
        True
    """

    field: str
    said: str
    row: RowDone | None = None


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

    @cached_property
    def rows(self) -> tuple[RowDone, ...]:
        """Every row of the last three loading weeks, in the order of the sheets."""
        return tuple(_judged(self.note.after.rows, self.fields))

    @property
    def last_week(self) -> tuple[RowDone, ...]:
        """The rows of the last loading week, with which the next block begins."""
        last = max(row.printed.week for row in self.rows)
        return tuple(row for row in self.rows if row.printed.week == last)

    @cached_property
    def after(self) -> After:
        """What the next block begins with."""
        return self.note.after.model_copy(update={"rows": tuple(row.counts for row in self.rows)})

    @property
    def unclear(self) -> tuple[Unclear, ...]:
        """What was filled in and cannot be read."""
        blanks = [Unclear(row.field, row.said, row) for row in self.rows if _unreadable(row.said)]
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

    def next_request(self, weeks_away: int = 0) -> Request:
        """Return what to ask the next block for: the same again, at the same level, without dates.

        Args:
            weeks_away: weeks without training since; from six on it is the comeback programme.
        """
        asked, level = self.note.request, self.note.level
        push_ups = asked.push_ups if self.push_ups is None else self.push_ups
        if push_ups is not None and level_of(push_ups).number < level.number:
            push_ups = None  # fewer than its level stands for: the numbers are known anyway
        again = replace(asked, level=level, push_ups=push_ups, start=None, race=None)
        if weeks_away < LONG_AWAY:
            return again
        return replace(again, programme=COMEBACK, sessions=min(again.sessions, 2))

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return the same with other words in some blanks; with none they are empty."""
        fields = {**self.fields, **answers}
        return replace(self, fields={name: said for name, said in fields.items() if said.strip()})


def _unreadable(said: str) -> bool:
    return bool(said) and read_blank(said) is None


def _judged(printed: Sequence[DoneRow], fields: Mapping[str, str]) -> Iterator[RowDone]:
    """Yield every row with what counts of it."""
    numbers: defaultdict[tuple[int, str], int] = defaultdict(int)
    before: dict[tuple[str, str], DoneRow] = {}
    for row in printed:
        numbers[row.week, row.session] += 1
        number = numbers[row.week, row.session]
        boxes = (f"w{row.week}-{row.session}-{number}-{i}" for i in range(1, row.rounds + 1))
        ticked = sum(box in fields for box in boxes)
        field, said = _blank(row, number, fields)
        too_hard = fields.get(f"feeling-{row.week}-{row.session}") == TOO_HARD
        earlier = before.get((row.session, row.exercise)) or before.get(("", row.exercise))
        counts, why = _counts(row, earlier, read_blank(said) if said else None, ticked, too_hard)
        before[row.session, row.exercise] = before["", row.exercise] = counts
        yield RowDone(number, row, counts, why, ticked, said, field)


def _blank(row: DoneRow, number: int, fields: Mapping[str, str]) -> tuple[str, str]:
    """Return name and text of a row's blank.

    There is one on its sheet and one on the last page; the one that says less is taken.
    """
    name = f"did-{row.week}-{row.session}-{number}"
    blanks = {field: fields[field] for field in (name, f"next-{name}") if fields.get(field)}
    told = {field: said for field, text in blanks.items() if (said := read_blank(text))}
    least = min(told, key=lambda field: told[field].reps or row.reps, default="")
    field = least or next(iter(blanks), name)
    return field, blanks.get(field, "")


def _counts(
    row: DoneRow,
    before: DoneRow | None,
    said: Said | None,
    ticked: int,
    too_hard: bool,  # noqa: FBT001
) -> tuple[DoneRow, Why]:
    """Return the lower of what is printed and what was done, and why."""
    if said and (lighter := _lighter(row, said)):
        return lighter, "lighter"
    reps = row.reps if said is None or said.reps is None else said.reps
    if reps < row.reps:
        eased = _eased(row, before)
        return eased or _with(row, reps=max(reps, 1)), "fewer"
    rounds = said.rounds if said and said.rounds else ticked
    if 0 < rounds < row.rounds:
        return _missed(row, before), "rounds missed"
    if too_hard:
        return _missed(row, before), "too hard"
    return row, "clean" if said or ticked else "as printed"


def _lighter(row: DoneRow, said: Said) -> DoneRow | None:
    """Return what was done with less than the printed load, if it was."""
    reps = said.reps or row.reps
    if said.kg is not None and row.kg and 0 < said.kg < row.kg[-1]:
        return _with(row, kg=(said.kg,), reps=reps, manner="usual")
    if said.band and row.band and SCALE.index(said.band) < SCALE.index(row.band[-1]):
        return _with(row, band=(said.band,), reps=reps, manner="usual")
    return None


def _missed(row: DoneRow, before: DoneRow | None) -> DoneRow:
    """Return what to do again: the numbers of the week before, else one repetition fewer."""
    if eased := _eased(row, before):
        return eased
    if before and (before.kg, before.band, before.manner) == (row.kg, row.band, row.manner):
        return _with(row, reps=min(row.reps, before.reps))
    return _with(row, reps=max(row.reps - 1, 1))


def _eased(row: DoneRow, before: DoneRow | None) -> DoneRow | None:
    """Return the dose of the week before, if that was lighter or easier done: the way out."""
    if before is None or before.kg > row.kg or _step(before) > _step(row):
        return None
    slower = MANNER_RANK[row.manner] > MANNER_RANK[before.manner]
    heavier = row.kg > before.kg or _step(row) > _step(before)
    return _with(before, week=row.week) if heavier or slower else None


def _step(row: DoneRow) -> int:
    return SCALE.index(row.band[-1]) if row.band else -1


def _with(row: DoneRow, **changes: object) -> DoneRow:
    return row.model_copy(update=changes)

"""Weeks that a coach wrote out: whom they fit exactly, and how they are printed as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from runstrong_pdf.errors import Problem
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import StepKind
from runstrong_pdf.model.programme import Programme, WrittenWeek
from runstrong_pdf.model.programme import Row as WrittenLine
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.limits import Rests
from runstrong_pdf.planning.loads import MANNER_RANK, Load
from runstrong_pdf.planning.made import Log, MadeBlock, MadeWeek
from runstrong_pdf.planning.row import Row
from runstrong_pdf.planning.season import Frame
from runstrong_pdf.planning.slots import MOST_ROWS, cut

Catalogue = Mapping[Slug, Exercise]

OTHER_CUTS = (3, 5, 2)
"""Rows of a first circuit where four do not close into a ring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow(Row):
    """A row with the line that the coach wrote."""

    line: WrittenLine

    @property
    def said(self) -> dict[str, Any]:
        """What stands on paper as it was written."""
        line = self.line
        return {
            key: getattr(line, key) for key in ("band", "kg", "each_hand", "reserve", "note", "tip")
        } | {"cue": line.tip or self.exercise.cue}


def as_written(
    programme: Programme, request: Request, who: Athlete, catalogue: Catalogue
) -> tuple[WrittenWeek, ...]:
    """Return the coach's own weeks if they were written for exactly this request, else none."""
    weeks = programme.weeks
    asked = (request.weeks, who.level, request.minutes, request.focus)
    if asked != (len(weeks), programme.level, programme.minutes, "full"):
        return ()
    if who.push_ups is not None or who.avoid - {"latex"} or who.without or who.use:
        return ()  # numbers and exercises are then the runner's own
    if max(len(week.sessions) for week in weeks) != request.sessions:
        return ()
    lines = [line for week in weeks for lines in week.sessions.values() for line in lines]
    return weeks if all(_is_owned(line, catalogue, who) for line in lines) else ()


def _is_owned(line: WrittenLine, catalogue: Catalogue, who: Athlete) -> bool:
    return (
        set(catalogue[line.exercise].kit) <= who.kit
        and set(line.band) <= set(who.colours)
        and set(line.kg) <= set(who.kilograms)
    )


def frames_of(weeks: Sequence[WrittenWeek]) -> tuple[Frame, ...]:
    """Return what each written week is for; parts begin with new kit and after light weeks."""
    found: list[Frame] = []
    for number, week in enumerate(weeks, 1):
        before = found[-1] if found else None
        same = before is not None and before.phase is week.phase
        starts = not same or (before is not None and before.kind is WeekKind.LIGHT)
        part = (before.part if before else 0) + starts
        nth = (before.nth if before and same else 0) + starts
        found.append(Frame(number, week.kind, week.phase, part, nth, starts, starts))
    return tuple(found)


def weeks_as_written(
    weeks: Sequence[WrittenWeek], frames: Sequence[Frame], catalogue: Catalogue
) -> list[MadeWeek]:
    """Return the written weeks in blocks, each row with its step since its last loading week."""
    log, found = Log(), []
    for week, frame in zip(weeks, frames, strict=True):
        sessions = {
            key: tuple(
                _block([_row(line, key, frame, log, catalogue) for line in part], week)
                for part in circuits_of(lines, catalogue)
            )
            for key, lines in week.sessions.items()
        }
        found.append(MadeWeek(frame, sessions))
        log.note(found[-1])
    return found


def circuits_of(lines: Sequence[WrittenLine], catalogue: Catalogue) -> list[Sequence[WrittenLine]]:
    """Return the rows in circuits: those of equal rounds in a row; a fast lift first, alone."""
    alone = 1 if lines and catalogue[lines[0].exercise].effort == "fast" else 0
    found: list[Sequence[WrittenLine]] = [lines[:alone]] if alone else []
    for _, same in groupby(lines[alone:], lambda line: line.rounds):
        rows = list(same)
        found += _in_rings(rows, catalogue) if len(rows) > MOST_ROWS else [rows]
    return found


def _in_rings(lines: Sequence[WrittenLine], catalogue: Catalogue) -> list[Sequence[WrittenLine]]:
    """Cut a long list where no circuit begins with the push or the pull that it ends on (R05)."""
    ways = [cut(lines), *([lines[:many], lines[many:]] for many in OTHER_CUTS)]
    fitting = [way for way in ways if all(2 <= len(part) <= MOST_ROWS for part in way)]
    for way in fitting:
        ends = [[catalogue[part[at].exercise].balance for at in (0, -1)] for part in way]
        if all(first != last or first == "neutral" for first, last in ends):
            return way
    return ways[0]


def uneven(weeks: Sequence[WrittenWeek], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the rows that have other rounds than both their neighbours, so no circuit (C05)."""
    for number, week in enumerate(weeks, 1):
        for key, lines in week.sessions.items():
            for part in circuits_of(lines, catalogue):
                line = part[0]
                if len(part) == 1 and catalogue[line.exercise].effort != "fast":
                    said = f"{line.exercise} has {line.rounds} rounds, its neighbours have others"
                    remedy = "a circuit is two to five rows in a row with the same rounds"
                    yield Problem(f"weeks[{number}].sessions.{key}", f"{said} (C05)", remedy)


def _block(rows: Sequence[WrittenRow], week: WrittenWeek) -> MadeBlock:
    rests = Rests(week.rest_seconds, week.round_rest_seconds)
    if len(rows) == 1:  # a fast lift: what it rests before, it rests between its sets
        rest = max(week.rest_seconds, rows[0].rest_before or 0)
        rests = Rests(rest, max(rest, week.round_rest_seconds))
    return MadeBlock(rows[0].rounds, rests, tuple(rows))


def _row(line: WrittenLine, key: str, frame: Frame, log: Log, catalogue: Catalogue) -> WrittenRow:
    load = Load(
        line.band[-1] if line.band else None, max(line.kg, default=None), line.manner, line.grip
    )
    last = log.last(key, line.exercise)
    step = _step(line, load, last) if frame.loading or last is None else None
    return WrittenRow(
        slug=line.exercise,
        exercise=catalogue[line.exercise],
        rounds=line.rounds,
        reps=line.reps,
        load=load,
        week=frame.number,
        step=step,
        otherwise=last if step in {"load", "manner"} else None,
        rest_before=line.rest_before_seconds,
        line=line,
    )


def _step(line: WrittenLine, load: Load, last: Row | None) -> StepKind | None:
    """Return the one thing by which a row is harder than before, the heaviest first."""
    if last is None:
        return "new"
    if load.amount > last.load.amount:
        return "load"
    if MANNER_RANK[load.manner] > MANNER_RANK[last.load.manner]:
        return "manner"
    if line.rounds > last.rounds:
        return "round"
    return "reps" if line.reps > last.reps else None

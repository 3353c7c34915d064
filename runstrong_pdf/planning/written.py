"""What a coach wrote: weeks printed as they stand, slots in the form of session lists."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from runstrong_pdf.errors import Problem
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import StepKind
from runstrong_pdf.model.programme import (
    MOST_STAGES,
    Choice,
    Programme,
    SessionKey,
    Slot,
    WrittenWeek,
)
from runstrong_pdf.model.programme import Row as WrittenLine
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Focus, Level, Phase, WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.limits import Rests
from runstrong_pdf.planning.loads import MANNER_RANK, Load
from runstrong_pdf.planning.made import Log, MadeBlock, MadeWeek
from runstrong_pdf.planning.picks import MOST_ROWS, REAR
from runstrong_pdf.planning.row import Row
from runstrong_pdf.planning.season import Frame
from runstrong_pdf.planning.sessions import Stages

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


# -- slots -----------------------------------------------------------------------------------------

FIRST_ROWS = 4
"""Rows of the first circuit (docs/training-rules.md#sessions)."""
SHORT_ROWS = 5
"""Rows of a session of twenty minutes."""
SPLIT_NAMES: Mapping[SessionKey, str] = {"A": "push-A", "B": "pull-B", "C": "C"}
"""What the session lists call the days of a split."""

R = TypeVar("R")
Named = tuple[Slug, int | None]
"""An exercise with the circuit that it begins, if it says so."""


def lists_of(
    programme: Programme, focus: Focus, level: Level, catalogue: Mapping[Slug, Exercise]
) -> Stages:
    """Return a programme's own sessions as lists; empty where it has no slots of its own.

    Stages of one phase are its parts; where there are fewer, the last one stays.
    """
    found: dict[str, dict[str, str]] = {}
    for phase in Phase:
        stages = [name for name, of in programme.kept.items() if of is phase]
        for nth in range(MOST_STAGES if stages else 0):
            stage = stages[min(nth, len(stages) - 1)]
            sessions = {
                key: _blocks(rows_at(slots, stage, level), catalogue)
                for key, slots in programme.slots(focus).items()
            }
            has = {key: blocks for key, blocks in sessions.items() if blocks}
            if has:
                found[f"{phase}-{nth + 1}"] = dict(_lines(has, focus, catalogue))
    if own := found.get("bodyweight-1"):
        found["no-kit-1"] = own
    return found


def laid_over(own: Stages, shipped: Stages) -> Stages:
    """Return the shipped lists with a coach's own lines in place of theirs."""
    stages = {**shipped, **own}
    return {stage: {**shipped.get(stage, {}), **own.get(stage, {})} for stage in stages}


def cut(rows: Sequence[R]) -> list[Sequence[R]]:
    """Return a list in circuits: four rows first, then the rest, in halves where it is long.

    Example:
        >>> [len(part) for part in cut("abcdefgh")], [len(part) for part in cut("abcde")]
        ([4, 4], [3, 2])
    """
    first = FIRST_ROWS - (len(rows) == FIRST_ROWS + 1)
    rest = rows[first:]
    half = (len(rest) + 1) // 2 if len(rest) > MOST_ROWS else len(rest)
    return [part for part in (rows[:first], rest[:half], rest[half:]) if part]


def rows_at(slots: Sequence[Slot], stage: Slug, level: Level) -> list[Named]:
    """Return what stands in a session at a stage and a level, in order."""
    named = ((slot.choices.get(stage, "-"), slot.block) for slot in slots)
    chosen = ((_at_level(choice, level), block) for choice, block in named)
    return [(slug, block) for slug, block in chosen if slug != "-"]


def _at_level(choice: Choice, level: Level) -> str:
    return choice if isinstance(choice, str) else choice[level.number - 1]


def _blocks(rows: Sequence[Named], catalogue: Mapping[Slug, Exercise]) -> list[list[Slug]]:
    """Return the circuits of a session: fast lifts first, of which the first possible is done."""
    lifts = [slug for slug, _ in rows if catalogue[slug].effort == "fast"]
    others = [row for row in rows if row[0] not in lifts]
    parts = _as_said(others) if any(block for _, block in others) else cut(others)
    circuits = [[slug for slug, _ in part] for part in parts]
    return [[f"40:{','.join(lifts)}"], *circuits] if lifts else circuits


def _as_said(rows: Sequence[Named]) -> list[list[Named]]:
    """A `block` holds from its line on."""
    now, numbered = 1, []
    for row in rows:
        now = row[1] or now
        numbered.append((now, row))
    numbered.sort(key=lambda pair: pair[0])
    return [[row for _, row in part] for _, part in groupby(numbered, lambda pair: pair[0])]


def _lines(
    sessions: Mapping[SessionKey, list[list[Slug]]],
    focus: Focus,
    catalogue: Mapping[Slug, Exercise],
) -> Iterator[tuple[str, str]]:
    """Yield the lines of a stage by name, those of short and of single sessions too."""
    for key, blocks in sessions.items():
        yield key, _line(blocks)
        if focus == "split":
            yield SPLIT_NAMES[key], _line(blocks)
        yield f"express-{key}", _express(blocks, catalogue)
    if focus == "full" and sessions.keys() >= {"A", "B"}:
        a, b = sessions["A"], sessions["B"]
        many = 1 + a[0][0].startswith("40:")
        yield "main", _line(a[:many])
        yield "odd", _line(a[many:])
        yield "even", _line([block for block in b if not block[0].startswith("40:")][1:])
        yield "express", _express(a, catalogue)


def _line(blocks: Sequence[Sequence[Slug]]) -> str:
    return " | ".join(" ".join(block) for block in blocks)


def _express(blocks: Sequence[Sequence[Slug]], catalogue: Mapping[Slug, Exercise]) -> str:
    """Return five rows as one circuit, the sixth from 25 minutes on: what a session needs first."""
    slugs = [slug for block in blocks for slug in block if not slug.startswith("40:")]
    needs: tuple[Callable[[Slug], bool], ...] = (
        lambda slug: catalogue[slug].pattern == "horizontal-push",
        lambda slug: catalogue[slug].pattern == "horizontal-pull",
        lambda slug: catalogue[slug].pattern.startswith("core"),
        lambda slug: slug in REAR,
        lambda slug: catalogue[slug].pattern == "spinal-extension",
    )
    first = [next((slug for slug in slugs if has(slug)), None) for has in needs]
    order = [*filter(None, dict.fromkeys(first)), *(slug for slug in slugs if slug not in first)]
    return " ".join(
        [
            *sorted(order[:SHORT_ROWS], key=slugs.index),
            *(f"25:{slug}" for slug in order[SHORT_ROWS : SHORT_ROWS + 1]),
        ]
    )

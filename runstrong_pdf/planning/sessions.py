"""What stands in a session: the session lists, a coach's own slots, and weeks written out."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from runstrong_pdf.errors import Problem
from runstrong_pdf.model.plan import StepKind
from runstrong_pdf.model.programme import MOST_STAGES, Programme, SessionKey, WrittenWeek
from runstrong_pdf.model.programme import Row as WrittenLine
from runstrong_pdf.model.programme import Slot as WrittenSlot
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Focus, Kit, Level, Phase, WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.limits import LEAST_REST, Rests
from runstrong_pdf.planning.loads import MANNER_RANK, Load
from runstrong_pdf.planning.made import Log, MadeBlock, MadeWeek, Task
from runstrong_pdf.planning.picks import FEWEST_ROWS, MOST_ROWS, REAR, Catalogue
from runstrong_pdf.planning.row import Row
from runstrong_pdf.planning.season import Frame

SHORTEST = 20
"""Minutes of the shortest sessions."""
FIRST_ROWS = 4
"""Rows of the first circuit (docs/training-rules.md#sessions)."""
SHORT_ROWS = 5
"""Rows of a session of twenty minutes."""
OTHER_CUTS = (3, 5, 2)
"""Rows of a first circuit where four do not close into a ring."""
SPLIT_NAMES: Mapping[SessionKey, str] = {"A": "push-A", "B": "pull-B", "C": "C"}
"""What the session lists call the days of a split."""

Stages = Mapping[str, Mapping[str, str]]

TOKEN = re.compile(r"(?:(?P<minutes>\d+)(?P<how>[:=]))?(?P<choices>\S+)")


class Slot(NamedTuple):
    """One place in a session: the first possible of its choices; the highest rank goes first."""

    choices: tuple[str, ...]
    rank: int


class Circuit(NamedTuple):
    """The slots of one block; `first` gains a round before the others."""

    slots: tuple[Slot, ...]
    first: bool


@cache
def circuits(line: str, size: int, level: Level) -> tuple[Circuit, ...]:
    """Return the blocks of one line of a session list.

    Example:
        >>> [len(c.slots) for c in circuits("push-up 40:wall-slide |+ a/b", 30, Level.BEGINNER)]
        [1, 1]
    """
    found, rank = [], 0
    for part in re.split(r"\|", line):
        names = part.removeprefix("+").split()
        slots = []
        for choices in (_choices(name, size, level) for name in names):
            rank += 1
            if choices:
                slots.append(Slot(choices, rank))
        if slots:
            found.append(Circuit(tuple(slots), first=part.startswith("+")))
    return tuple(found)


def _choices(name: str, size: int, level: Level) -> tuple[str, ...]:
    match = TOKEN.fullmatch(name)
    assert match  # noqa: S101  the templates are checked
    least, how = int(match["minutes"] or 0), match["how"]
    if (how == "=" and size != least) or (how == ":" and size < least):
        return ()
    levels = match["choices"].split("/")
    choice = levels[min(level.number, len(levels)) - 1]
    return () if choice == "-" else tuple(choice.split(","))


def circuits_at(frame: Frame, task: Task, sets: Sequence[Stages]) -> dict[str, tuple[Circuit, ...]]:
    """Return the circuits of each session of a part.

    One session a week has those of even weeks as `A-even`, where they differ.

    Args:
        sets: the lists that apply; of each line the first that has it counts.
    """
    own = bool(task.athlete.care.rules) and len(sets) > 2
    bare = task.no_kit and frame.nth == 1 and Kit.CHAIR not in task.athlete.kit
    stage = f"{frame.phase.value}-{frame.nth}"
    lists = [(bare and found.get("no-kit-1")) or found.get(stage, {}) for found in sets]

    def read(*names: str) -> list[tuple[Circuit, ...]]:
        lines = (next((lines[name] for lines in lists if name in lines), "") for name in names)
        return [circuits(line, task.size, task.athlete.level) for line in lines]

    if task.sessions == 1 and own:
        a, b = read("A", "B")
        return _turns(a, b, task)
    if task.sessions == 1 and task.short:
        return {"A": read("express")[0]}
    if task.sessions == 1:
        main, odd, even = read("main", "odd", "even")
        return {"A": (*main, *odd), "A-even": (*main, *even)}
    keys = [*SPLIT_NAMES][: task.sessions]
    if task.short and not own:
        return dict(zip(keys, read(*(f"express-{key}" for key in keys)), strict=True))
    names = [SPLIT_NAMES[key] for key in keys] if task.split and not own else keys
    found = zip(keys, read(*names), strict=True)
    return {key: _one_circuit(lines, task) if task.short else lines for key, lines in found}


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


# -- a coach's own slots ---------------------------------------------------------------------------

R = TypeVar("R")
Named = tuple[Slug, int | None]
"""An exercise with the circuit that it begins, if it says so."""


def lists_of(programme: Programme, focus: Focus, level: Level, catalogue: Catalogue) -> Stages:
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


def rows_at(slots: Sequence[WrittenSlot], stage: Slug, level: Level) -> list[Named]:
    """Return what stands in a session at a stage and a level, in order."""
    named = ((slot.choices.get(stage, "-"), slot.block) for slot in slots)
    chosen = ((of if isinstance(of, str) else of[level.number - 1], at) for of, at in named)
    return [(slug, block) for slug, block in chosen if slug != "-"]


def _blocks(rows: Sequence[Named], catalogue: Catalogue) -> list[Sequence[Slug]]:
    """Return the circuits of a session: fast lifts first, of which the first possible is done.

    A `block` that a slot names holds from its line on.
    """
    lifts = [slug for slug, _ in rows if catalogue[slug].effort == "fast"]
    others = [(slug, block) for slug, block in rows if slug not in lifts]
    blocks: Sequence[Sequence[Slug]] = cut([slug for slug, _ in others])
    if any(block for _, block in others):
        now, said = 1, defaultdict(list)
        for slug, block in others:
            now = block or now
            said[now].append(slug)
        blocks = [said[number] for number in sorted(said)]
    return [[f"40:{','.join(lifts)}"], *blocks] if lifts else [*blocks]


def _lines(
    sessions: Mapping[SessionKey, list[Sequence[Slug]]],
    focus: Focus,
    catalogue: Catalogue,
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


def _express(blocks: Sequence[Sequence[Slug]], catalogue: Catalogue) -> str:
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


# -- weeks written out -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow(Row):
    """A row with the line that the coach wrote."""

    line: WrittenLine

    @property
    def said(self) -> dict[str, Any]:
        """What stands on paper as it was written."""
        names = ("band", "kg", "each_hand", "reserve", "note", "tip")
        said = {name: getattr(self.line, name) for name in names}
        return {**said, "cue": self.line.tip or self.exercise.cue}


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


def weeks_as_written(weeks: Sequence[WrittenWeek], catalogue: Catalogue) -> list[MadeWeek]:
    """Return the written weeks in blocks, each row with its step since its last loading week."""
    log, found = Log(), []
    for frame, week in zip(_frames_of(weeks), weeks, strict=True):
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


def _frames_of(weeks: Sequence[WrittenWeek]) -> list[Frame]:
    """Return what each written week is for; parts begin with new kit and after light weeks."""
    found: list[Frame] = []
    part = nth = 0
    for number, week in enumerate(weeks, 1):
        same = bool(found) and found[-1].phase is week.phase
        starts = not same or found[-1].kind is WeekKind.LIGHT
        part, nth = part + starts, (nth if same else 0) + starts
        found.append(Frame(number, week.kind, week.phase, part, nth, starts, starts))
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

"""A coach's own slots as session lists, so that the machine doses them like shipped ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import MOST_STAGES, Choice, Programme, SessionKey, Slot
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Focus, Level, Phase
from runstrong_pdf.planning.picks import REAR
from runstrong_pdf.planning.sessions import Stages

FIRST_ROWS, MOST_ROWS = 4, 5
"""Rows of the first circuit, and of any (docs/training-rules.md#sessions)."""
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

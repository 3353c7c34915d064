"""What every week is for: intro, build, light or race (rules R16, R17, R21, R28)."""

from collections.abc import Sequence
from dataclasses import dataclass

from runstrong_pdf.model.words import Level, Phase, WeekKind
from runstrong_pdf.planning.phases import TWO_WEEKS, stage_lengths

LIGHT_EVERY = 5
"""Every fifth week is light (R17)."""
SHORTEST_WITH_LIGHT = 5
"""A shorter plan has no light week: four loading weeks in a row are the most (R17)."""


@dataclass(frozen=True, slots=True)
class WeekFrame:
    """What one week is for.

    Attributes:
        stage: counts from 0; count: the weeks of this kind in it before this one.
        turn: the weeks so far without race week, for sessions that take turns.
    """

    number: int
    stage: int
    kind: WeekKind
    starts: bool
    count: int
    turn: int


@dataclass(frozen=True, slots=True)
class Span:
    """How long a plan is, and what interrupts it.

    Attributes:
        taper: whether the week before race week is light too.
        easy_weeks: first weeks that add nothing, whatever else they are.
        brief: whether sessions are so short that a light week has no room for news.
    """

    weeks: int
    sessions: int
    race_week: int | None = None
    taper: bool = False
    brief: bool = False
    easy_weeks: int = 0

    @property
    def has_light(self) -> bool:
        """Whether every fifth week is light (R17)."""
        return self.sessions > 1 and self.weeks >= SHORTEST_WITH_LIGHT


def frames(phases: Sequence[Phase], level: Level, span: Span) -> tuple[WeekFrame, ...]:
    """Return every week's purpose, first to last."""
    starts = _starts(stage_lengths(phases, span.weeks, level, span.sessions), span)
    light = _light_weeks(span)
    found: list[WeekFrame] = []
    stage, began = 0, 1
    for number in range(1, span.weeks + 1):
        turn = number - (span.race_week is not None and number >= span.race_week)
        if number in starts:
            stage, began = starts[number], turn
        second = span.sessions == 1 and turn == began + 1
        first = number in starts or number <= span.easy_weeks or second
        kind = _kind(number, light, span.race_week, first=first)
        count = sum(1 for f in found if f.kind is kind and f.stage == stage)
        found.append(WeekFrame(number, stage, kind, number in starts, count, turn))
    return tuple(found)


def _kind(number: int, light: set[int], race_week: int | None, *, first: bool) -> WeekKind:
    """A stage's first week is an intro; with one session a week its second is B's first."""
    if number == race_week:
        return WeekKind.RACE
    if number in light:
        return WeekKind.LIGHT
    return WeekKind.INTRO if first else WeekKind.BUILD


def _light_weeks(span: Span) -> set[int]:
    """Return weeks 5 and 10, the week after a race and, tapering, the week before it.

    Beside a light week neither is needed: two in a row would leave too little to lighten.
    """
    if not span.has_light:
        return set()
    usual = set(range(LIGHT_EVERY, span.weeks + 1, LIGHT_EVERY))
    if not span.race_week:
        return usual
    after = {span.race_week + 1} if span.race_week + 2 not in usual else set()
    tapers = span.taper and span.race_week > 2 and span.race_week - 2 not in usual
    return usual | after | ({span.race_week - 1} if tapers else set())


def _starts(lengths: Sequence[int], span: Span) -> dict[int, int]:
    """Return first week -> stage, moved off race weeks and beside or onto a light week."""
    firsts, week = [], 1
    for length in lengths:
        firsts.append(week if length else span.weeks + 1)
        week += length
    for i in range(1, len(firsts)):
        before, after = firsts[i - 1], firsts[i + 1] if i + 1 < len(firsts) else span.weeks + 1
        firsts[i] = _near_light(firsts[i], before, after, span)
        firsts[i] = _off_race(firsts[i], span.race_week)
    ends = [*firsts[1:], span.weeks + 1]
    shortest = TWO_WEEKS if span.sessions == 1 else 1
    return {
        first: stage
        for stage, (first, end) in enumerate(zip(firsts, ends, strict=True))
        if min(end, span.weeks + 1) - first >= shortest or not stage
    }


def _near_light(first: int, before: int, after: int, span: Span) -> int:
    """New kit is safest in a light week (FACTS 7.1), or just before it if that has no room."""
    light = round(first / LIGHT_EVERY) * LIGHT_EVERY
    if not span.has_light or not light or abs(light - first) > 1:
        return first
    moved = light - 1 if span.brief else light
    return moved if before < moved < after and moved <= span.weeks else first


def _off_race(first: int, race_week: int | None) -> int:
    """Nothing new in race week or in the week after (R28)."""
    if race_week and first in {race_week, race_week + 1}:
        return race_week + 2
    return first

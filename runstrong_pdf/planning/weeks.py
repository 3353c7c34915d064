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
        turn: the weeks so far without race weeks, for sessions that take turns.
        rests: whether it begins with the race, so that its one session comes after it.
    """

    number: int
    stage: int
    kind: WeekKind
    starts: bool
    count: int
    turn: int
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """How long a plan is, and what interrupts it.

    Attributes:
        races: the weeks that give way to a race: one, or two where the second begins with it.
        taper: whether the week before race week is light too.
        easy_weeks: first weeks that add nothing, whatever else they are.
        brief: whether sessions are so short that a light week has no room for news.
    """

    weeks: int
    sessions: int
    races: tuple[int, ...] = ()
    taper: bool = False
    brief: bool = False
    easy_weeks: int = 0

    @property
    def training(self) -> int:
        """Weeks that the stages share out: race weeks belong to whatever is under way.

        With one session a week they count, or short plans would have no second stage (R21).
        """
        inside = sum(week <= self.weeks for week in self.races)
        return self.weeks if self.sessions == 1 else self.weeks - inside

    @property
    def shortest(self) -> int:
        """Weeks of the shortest stage (R21)."""
        return TWO_WEEKS if self.sessions == 1 else 1

    @property
    def has_light(self) -> bool:
        """Whether every fifth week is light (R17)."""
        return self.sessions > 1 and self.weeks >= SHORTEST_WITH_LIGHT


def frames(phases: Sequence[Phase], level: Level, span: Span) -> tuple[WeekFrame, ...]:
    """Return every week's purpose, first to last."""
    starts = _starts(stage_lengths(phases, span.training, level, span.sessions), span)
    light = _light_weeks(span)
    found: list[WeekFrame] = []
    stage, began = 0, 1
    for number in range(1, span.weeks + 1):
        turn = number - sum(race <= number for race in span.races)
        if number in starts:
            stage, began = starts[number], turn
        second = span.sessions == 1 and turn == began + 1
        first = number in starts or number <= span.easy_weeks or second
        kind = _kind(number, light, span.races, first=first)
        count = sum(1 for f in found if f.kind is kind and f.stage == stage)
        rests = number in span.races[1:]
        found.append(WeekFrame(number, stage, kind, number in starts, count, turn, rests))
    return tuple(found)


def _kind(number: int, light: set[int], races: tuple[int, ...], *, first: bool) -> WeekKind:
    """A stage's first week is an intro; with one session a week its second is B's first."""
    if number in races:
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
    if not span.races:
        return usual
    first, *second = span.races
    after = {first + 1} if not second and first + 2 not in usual else set()
    tapers = span.taper and first > 2 and first - 2 not in usual
    tapers = tapers and not (second and first + 2 in usual)
    return usual | after | ({first - 1} if tapers else set())


def _starts(lengths: Sequence[int], span: Span) -> dict[int, int]:
    """Return first week -> stage, moved off race weeks and beside or onto a light week."""
    firsts, week = [], 1
    for length in lengths:
        firsts.append(_on_calendar(week, span) if length else span.weeks + 1)
        week += length
    for i in range(1, len(firsts)):
        before, after = firsts[i - 1], firsts[i + 1] if i + 1 < len(firsts) else span.weeks + 1
        firsts[i] = _near_light(firsts[i], before, after, span)
        firsts[i] = _off_race(firsts[i], before, span)
    ends = [*firsts[1:], span.weeks + 1]
    return {
        first: stage
        for stage, (first, end) in enumerate(zip(firsts, ends, strict=True))
        if min(end, span.weeks + 1) - first >= span.shortest or not stage
    }


def _near_light(first: int, before: int, after: int, span: Span) -> int:
    """New kit is safest in a light week [judgement], or just before it if that has no room."""
    light = round(first / LIGHT_EVERY) * LIGHT_EVERY
    if not span.has_light or not light or abs(light - first) > 1:
        return first
    moved = light - 1 if span.brief else light
    return moved if before < moved < after and moved <= span.weeks else first


def _on_calendar(week: int, span: Span) -> int:
    """Return the week of the plan that a training week falls on."""
    skipped = span.races if span.training < span.weeks else ()
    for race in skipped:
        week += week >= race
    return week


def _off_race(first: int, before: int, span: Span) -> int:
    """Nothing new in race week or in the week after (R28): later if there is room, else earlier."""
    if not span.races or first not in {*span.races, span.races[-1] + 1}:
        return first
    later, earlier = span.races[-1] + 2, span.races[0] - 1
    sooner = later > span.weeks and earlier - before >= span.shortest
    return earlier if sooner else later

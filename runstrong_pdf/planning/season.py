"""Which week is for what: light weeks, race weeks, when kit enters, where a part begins.

Tables: docs/training-rules.md#season.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from runstrong_pdf.model.words import Level, Phase, WeekKind

LIGHT_WEEKS: Mapping[int, tuple[int, ...]] = {
    6: (5,), 7: (5,), 8: (5,), 9: (5,), 10: (5,), 11: (5, 9), 12: (5, 9),
}  # fmt: skip
"""Light weeks by the length of the plan, from two sessions a week on (R17)."""
RACE_LIGHT_WEEKS: Mapping[int, tuple[int, ...]] = {
    5: (4,), 6: (5,), 7: (6,), 8: (4, 7), 9: (4, 8), 10: (5, 9), 11: (5, 10), 12: (4, 8, 11),
}  # fmt: skip
"""The same for plans that lead up to a race, which is their last week (R28, C21)."""
KIT_WEEKS: Mapping[int, tuple[tuple[int, int], ...]] = {
    4: ((2, 3), (2, 3), (2, 3)),
    5: ((2, 4), (2, 3), (2, 3)),
    6: ((3, 5), (2, 4), (2, 3)),
    7: ((3, 6), (2, 4), (2, 3)),
}
"""Week of the band and of the weights by length (7 and more alike) and level."""
KIT_WEEKS_ONE_SESSION = ((3, 5), (2, 4), (2, 4))
LEAST_AFTER_RACE = 7
"""Weeks after a race that are shaped as a plan of that length, with weights of their own."""
NEVER = 99
"""Stands for a week that does not come."""
LONGEST_PART = 4
"""Loading weeks with the same exercises (C16); an intro may stand before them (R17)."""
TEN_WEEKS, SIXTH = 10, 6
"""In ten weeks the sixth is an intro even where no kit enters (R17)."""


class Frame(NamedTuple):
    """What one week is for.

    Attributes:
        part: counts from 1; a part begins where kit enters and after each light week.
        nth: which set of exercises of the phase it has, from 1.
        starts: whether a part begins with it; news: whether its exercises change.
        rests: whether it begins with the race, so that its one session comes after it.
        stretch: counts from kit to kit and from light week to light week; with one session a week,
            which has none, as parts do (C23).
    """

    number: int
    kind: WeekKind
    phase: Phase
    part: int
    nth: int
    starts: bool
    news: bool
    rests: bool = False
    stretch: int = 1

    @property
    def loading(self) -> bool:
        """Whether it is an intro or a build week."""
        return self.kind.is_loading


@dataclass(frozen=True, slots=True)
class Span:
    """What decides the shape of a season.

    Attributes:
        phases: what the kit allows, bodyweight first.
        race: the week of the race (its last session), and rests: the week that begins with it.
        comeback, in_season: programmes with a shape of their own.
        band_first: a caution that wants the band from week 1.
        weights_last: a caution that keeps weights for the last part.
        first: the phase that it begins in; what it may use then is there from week 1.
        met: the phase that the plan before ended in, and nth: its last set of exercises.
    """

    weeks: int
    sessions: int
    level: Level
    phases: tuple[Phase, ...]
    race: int | None = None
    rests: int | None = None
    comeback: bool = False
    in_season: bool = False
    band_first: bool = False
    weights_last: bool = False
    first: Phase = Phase.BODYWEIGHT
    met: Phase | None = None
    nth: int = 0

    @property
    def over(self) -> int:
        """The week after which a race is over; 0 where there is none."""
        return max(self.race or 0, self.rests or 0)


def season(span: Span) -> tuple[Frame, ...]:
    """Return every week's purpose, first to last.

    Example:
        >>> six = season(Span(6, 2, Level.BEGINNER, tuple(Phase)))
        >>> [frame.kind.value for frame in six]
        ['intro', 'build', 'intro', 'build', 'light', 'build']
        >>> [frame.number for frame in six if frame.starts]
        [1, 3, 5, 6]
    """
    enters = _entries(span)
    light = _light_weeks(span)
    kinds = {week: _kind(week, span, enters, light) for week in range(1, span.weeks + 1)}
    starts = _starts(span, enters, kinds)
    found: list[Frame] = []
    part, nth, done, phase, stretch = 0, 0, 0, None, 0
    for week, kind in kinds.items():
        now = max((p for p, first in enters.items() if first <= week), key=list(Phase).index)
        part += week in starts
        keeps = now is phase and done < LONGEST_PART and len(_loading(week, starts, kinds)) == 1
        news = week in starts and not keeps  # in a single last week new moves would be lost
        done = (0 if news else done) + kind.is_loading
        if news:
            known = span.nth if now is span.met and now is not phase else nth * (now is phase)
            nth = known % 3 + 1
        stretch += now is not phase or week - 1 in light
        phase = now
        rests = week == span.rests
        counted = part if span.sessions == 1 else stretch
        found.append(Frame(week, kind, now, part, nth, week in starts, news, rests, counted))
    return tuple(found)


def _entries(span: Span) -> dict[Phase, int]:
    """Return the week in which each phase begins."""
    band, weights = _kit_weeks(span)
    enters = {Phase.BODYWEIGHT: 1}
    if Phase.BANDS in span.phases:
        enters[Phase.BANDS] = band
    if Phase.DUMBBELLS in span.phases:
        enters[Phase.DUMBBELLS] = weights if Phase.BANDS in span.phases else min(band, weights)
    if span.weights_last and Phase.DUMBBELLS in enters:
        once = span.sessions == 1 and span.level is Level.BEGINNER and Phase.BANDS in enters
        enters[Phase.DUMBBELLS] = max(_last_part(span), enters[Phase.BANDS] + 2 if once else 0)
    known = list(Phase).index(span.met or span.first)
    if span.comeback or span.weights_last:  # to meet kit once is too few: the next block has it
        enters = {phase: week for phase, week in enters.items() if week < span.weeks}
    return enters | {p: 1 for p in enters if list(Phase).index(p) <= known}


def _last_part(span: Span) -> int:
    """Return the first week of the last part, or never where a race leaves no time for it (C21)."""
    lights = _light_weeks(span)
    end = span.over
    if end >= span.weeks:
        return max((week + 1 for week in lights if week + 1 < end - 2), default=NEVER)
    first = max((week for week in lights if week > end), default=end or span.weeks - 2) + 1
    left = span.weeks - first + 1
    return first + -(-left // 2) if left > LONGEST_PART else first  # five weeks are two parts


def _kit_weeks(span: Span) -> tuple[int, int]:
    level = span.level.number - 1
    if span.in_season:
        return 1, 1
    if span.met:
        return (2, 3)
    early = span.band_first and Phase.BANDS in span.phases
    if span.race:
        band, weights = _kit_weeks_for_race(span.race, span.sessions, level)
        left = span.weeks - span.over
        if weights == NEVER and left >= LEAST_AFTER_RACE and span.sessions > 1:
            weights = span.over + KIT_WEEKS[LEAST_AFTER_RACE][level][1]
        return 1 if early else band, weights
    row = KIT_WEEKS_ONE_SESSION if span.sessions == 1 else KIT_WEEKS[min(span.weeks, 7)]
    band, weights = row[level]
    if span.sessions == 1 and span.weeks == 4:
        weights = NEVER if level == 0 else weights
    if span.comeback:
        band, weights = (3, NEVER) if span.weeks == 4 else (band + 1, weights + 1)
        weights += weights in _light_weeks(span)
    return 1 if early else band, weights


def _kit_weeks_for_race(race: int, sessions: int, level: int) -> tuple[int, int]:
    if race < 6:
        return 1, NEVER if level == 0 else 1
    if race < 8:
        return 2, NEVER if level == 0 else 2
    row = KIT_WEEKS_ONE_SESSION if sessions == 1 else KIT_WEEKS[7]
    light = RACE_LIGHT_WEEKS[race]
    band, weights = row[level]
    if level == 0:
        return (band + (band in light), light[0] + 1)
    return band - (band in light), weights - (weights in light)


def _light_weeks(span: Span) -> tuple[int, ...]:
    before = RACE_LIGHT_WEEKS.get(span.race or 0, ())
    after = LIGHT_WEEKS.get(span.weeks - span.over, ()) if span.sessions > 1 else ()
    return (*before, *(span.over + week for week in after))


def _kind(week: int, span: Span, enters: Mapping[Phase, int], light: tuple[int, ...]) -> WeekKind:
    if week in {span.race, span.rests}:
        return WeekKind.RACE
    if week in light:
        return WeekKind.LIGHT
    kit = week > 1 and week in enters.values()
    left, nth = span.weeks - span.over, week - span.over
    sixth = (left, nth) == (TEN_WEEKS, SIXTH) and span.sessions > 1
    first = week == 1 and not span.met
    if first or (kit and not span.in_season) or sixth or (span.comeback and week <= 2):
        return WeekKind.INTRO
    return WeekKind.BUILD


def _starts(span: Span, enters: Mapping[Phase, int], kinds: Mapping[int, WeekKind]) -> set[int]:
    """Return the first weeks of all parts: new kit, after a light week, after four weeks."""
    starts = {1, *enters.values(), span.over + 1}
    starts |= {week + 1 for week, kind in kinds.items() if kind is WeekKind.LIGHT}
    starts = {week for week in starts if kinds.get(week, WeekKind.RACE) is not WeekKind.RACE}
    for first in sorted(starts):
        weeks = _loading(first, starts, kinds)
        pieces = -(-len(weeks) // LONGEST_PART) or 1
        size = -(-len(weeks) // pieces) or 1
        starts |= {*weeks[size::size]}
    return starts


def _loading(first: int, starts: Collection[int], kinds: Mapping[int, WeekKind]) -> list[int]:
    """Return the loading weeks from the start of a part to that of the next."""
    end = min((start for start in starts if start > first), default=len(kinds) + 1)
    return [week for week in range(first, end) if kinds[week].is_loading]

"""What stays the same while the weeks of a plan are made, and what may give way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Phase, WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.limits import LONG
from runstrong_pdf.planning.picks import FEWEST_LIGHT, FEWEST_ROWS, Catalogue
from runstrong_pdf.planning.season import NEVER, Frame

THIRD_SESSION_MINUTES = 45
"""From so many minutes on the rows of a short third session start a number higher (C13)."""
FEW_WEIGHTS = 3
"""Loading weeks with weights from which on one gets heavier (C03)."""
LONG_PLAN = 10
"""Weeks of a long plan (C08)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen otherwise, so that a plan has fewer weaknesses.

    Attributes:
        out: exercises that are not used, by part and session.
        eager: whether weights begin a number higher (C03); higher: whether all rows do (C13).
        fewer: rows that a session has fewer in the first part (C08).
    """

    out: frozenset[tuple[int, SessionKey, Slug]] = frozenset()
    eager: bool = False
    higher: bool = False
    fewer: tuple[tuple[SessionKey, int], ...] = ()

    def up_to(self, part: int) -> "Choice":
        """Return what of it decides the parts up to one."""
        return replace(self, out=frozenset(row for row in self.out if row[0] <= part))


@dataclass(frozen=True)
class Task:
    """What stays the same while the weeks of a plan are made."""

    athlete: Athlete
    catalogue: Catalogue
    minutes: int
    size: int
    sessions: int
    frame_seconds: float
    frames: tuple[Frame, ...]
    eves: frozenset[str]
    hard_runs: int
    no_kit: bool
    split: bool = False
    grows: bool = True
    choice: Choice = Choice()
    sets_before: Mapping[SessionKey, int] = field(default_factory=dict)
    flat_sets: Mapping[SessionKey, int] = field(default_factory=dict)

    @property
    def short(self) -> bool:
        """Whether a session is one circuit of about twenty minutes."""
        return self.size < 30

    @cached_property
    def patient(self) -> Athlete:
        """The athlete as one whose sets may take as long as they like."""
        return replace(self.athlete, longest_set=None) if self.athlete.longest_set else self.athlete

    @cached_property
    def few_weights(self) -> bool:
        """Whether weights are to step early, having few weeks or else not stepping at all (C03)."""
        with_weights = sum(f.loading and f.phase is Phase.DUMBBELLS for f in self.frames)
        return self.choice.eager or with_weights == FEW_WEIGHTS

    @cached_property
    def race(self) -> int:
        """The week of the race, or a week that does not come."""
        return next((f.number for f in self.frames if f.kind is WeekKind.RACE), NEVER)

    def is_near_race(self, frame: Frame) -> bool:
        """Whether nothing new may come any more (R28)."""
        return self.race - 2 < frame.number <= self.race and frame.number > 1

    def starts_higher(self, key: str) -> bool:
        """Whether new rows start a number higher, for sessions that are short on work (C13)."""
        third = key == "C" and self.minutes >= THIRD_SESSION_MINUTES
        late = self.no_kit and len(self.frames) >= LONG_PLAN and not self.short
        care = self.athlete.care
        few = care.small_steps and not care.one_round_first and self.minutes >= LONG
        return self.choice.higher or third or late or few or (care.extends_twice and not self.short)

    def chooses(self, part: int, key: SessionKey) -> Athlete:
        """Return the athlete without the exercises that one session of a part does not use."""
        out = {slug for at, where, slug in self.choice.out if (at, where) == (part, key)}
        return replace(self.athlete, fits=self.athlete.fits - out) if out else self.athlete

    def fewest_light(self, key: SessionKey) -> int:
        """Return the fewest rows that a session of a light or race week may have (C14)."""
        care = self.athlete.care
        few = self.short or (key == "C" and care.short_third) or care.several
        return FEWEST_LIGHT if few else FEWEST_ROWS

    @cached_property
    def loading_weeks(self) -> tuple[int, ...]:
        """The numbers of the loading weeks."""
        return tuple(frame.number for frame in self.frames if frame.loading)

    def weeks_left(self, frame: Frame) -> int:
        """Return the loading weeks after one."""
        return sum(number > frame.number for number in self.loading_weeks)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a part may give up so that all its weeks fit: rest in the last block, last rows."""

    less_rest: int = 0
    grows: bool = True
    rows: int = 0
    swaps: int = 0
    most_rounds: int = 4
    lowers: bool = False


ALLOWANCES = (
    *(Allowance(rest) for rest in (0, 10, 15)),
    Allowance(15, grows=False),
    *(Allowance(15, grows=False, swaps=swaps) for swaps in (1, 2, 3)),
    *(Allowance(15, grows=False, rows=rows, swaps=n) for rows in (1, 2) for n in range(3)),
    *(Allowance(15, grows=False, rows=rows) for rows in (3, 4)),
    *(Allowance(15, grows=False, rows=rows, swaps=3, most_rounds=2) for rows in range(3)),
    Allowance(15, grows=False, rows=4, swaps=3, most_rounds=2, lowers=True),
)
WITH_A_LIFT = (*ALLOWANCES[:3], Allowance(15, rows=1), Allowance(15, rows=2), *ALLOWANCES[3:])
"""A session with a fast lift drops a row before it gives up its third rounds."""
OF_A_CIRCUIT = tuple(
    dict.fromkeys(replace(a, less_rest=0, grows=True, most_rounds=2) for a in ALLOWANCES)
)
"""A short session is one circuit, whose rests and rounds stay."""


class Misfit(Exception):  # noqa: N818  not an error: its part gives something up
    """A session that takes too long, or pushes too much, so that its part must give way.

    Attributes:
        over: seconds that it takes too long; 0 where time is not the reason.
        grew: whether it has gained a round in an earlier week of its part.
    """

    grew = False

    def __init__(self, key: SessionKey, why: str, over: float = 0) -> None:
        super().__init__(why)
        self.key, self.over = key, over

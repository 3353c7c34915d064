"""What stays the same from the first week to the last."""

from collections.abc import Sequence
from dataclasses import dataclass

from runstrong_pdf.model.programme import PlanWords, Programme, SessionKey, Stage
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Phase
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.ladder import Catalogue, Place
from runstrong_pdf.planning.limits import session_target
from runstrong_pdf.planning.weeks import WeekFrame


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a week's planning needs beside the weeks before it.

    Attributes:
        eves: sessions that fall before a hard or long run.
        main_seconds: what warm-up and stretching leave of a session.
        waives: what R04 asks for and the cautions rule out.
    """

    request: Request
    athlete: Athlete
    programme: Programme
    words: PlanWords
    stages: tuple[Stage, ...]
    frames: tuple[WeekFrame, ...]
    catalogue: Catalogue
    eves: frozenset[SessionKey]
    main_seconds: float
    waives: frozenset[str]

    @property
    def target(self) -> int:
        """Sets that a full session aims at."""
        return session_target(self.request.minutes, self.athlete.level, self.request.sessions)

    def place(self, frame: WeekFrame, *, eve: bool) -> Place:
        """Return where an exercise of this week is wanted."""
        return Place(self.stages[frame.stage].phase, frame.number, eve=eve)


def usable(stages: Sequence[Stage], kit: frozenset[Kit]) -> tuple[Stage, ...]:
    """Return the stages whose equipment is owned."""
    asks = {Phase.BANDS: Kit.BAND, Phase.DUMBBELLS: Kit.DUMBBELLS}
    return tuple(s for s in stages if s.phase not in asks or asks[s.phase] in kit)

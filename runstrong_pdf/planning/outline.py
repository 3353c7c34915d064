"""A plan before its totals: which weeks, on which days, for whom."""

from dataclasses import dataclass

from runstrong_pdf.model.catalogue import Stretch, WarmUp
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.programme import Programme, SessionKey, WrittenWeek
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.dates import Race
from runstrong_pdf.planning.placing import RunningWeek


@dataclass(frozen=True, slots=True)
class OutlineWeek:
    """A week's rows with its days.

    Attributes:
        repeats: the session that a third one takes over.
        stands_for: per session and exercise, what it stands in for and why.
    """

    written: WrittenWeek
    days: dict[SessionKey, int]
    stage: int
    sets_limit: int | None
    repeats: dict[SessionKey, SessionKey]
    stands_for: dict[tuple[SessionKey, Slug], tuple[Slug, Because]]


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that `resolve` adds up.

    Attributes:
        waives: what rule R04 asks for and cautions rule out altogether.
        too_heavy: kit of which nothing owned is light enough yet, so that the plan goes without.
        skipped: first stages that the cautions leave empty.
    """

    slug: Slug
    programme: Programme
    request: Request
    athlete: Athlete
    running: RunningWeek
    race: Race | None
    weeks: tuple[OutlineWeek, ...]
    warm_ups: dict[Slug, WarmUp]
    stretches: dict[Slug, Stretch]
    too_heavy: frozenset[Kit] = frozenset()
    waives: frozenset[str] = frozenset()
    skipped: tuple[Slug, ...] = ()

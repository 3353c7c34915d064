"""A plan before its totals: which weeks, on which days, for whom."""

from dataclasses import dataclass, field

from runstrong_pdf.model.catalogue import Stretch, WarmUp
from runstrong_pdf.model.plan import After
from runstrong_pdf.model.programme import Programme, WrittenWeek
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.dates import Race
from runstrong_pdf.planning.made import MadeWeek
from runstrong_pdf.planning.placing import RunningWeek
from runstrong_pdf.planning.season import Span
from runstrong_pdf.planning.task import Task


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that `resolve` adds up.

    Attributes:
        too_heavy: kit that is owned, but too heavy to start with.
        written: the coach's own weeks, where they are used.
    """

    slug: Slug
    programme: Programme
    request: Request
    task: Task
    running: RunningWeek
    race: Race | None
    span: Span
    warm_ups: dict[Slug, WarmUp]
    stretches: dict[Slug, Stretch]
    too_heavy: frozenset[Kit] = frozenset()
    weeks: list[MadeWeek] = field(default_factory=list)
    written: tuple[WrittenWeek, ...] = ()
    after: After | None = None

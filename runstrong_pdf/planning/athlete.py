"""Who trains: level, kit, owned loads and cautions, with every contradiction named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import BandColour, Caution, Kit, Level
from runstrong_pdf.planning.care import ORDINARY, Care, care_for

INTERMEDIATE_PUSH_UPS = 8
"""Full push-ups in one go from which level 2 begins (docs/training-rules.md#levels)."""
EXPERIENCED_PUSH_UPS = 20
"""Full push-ups in one go from which level 3 begins."""
MEDICAL: frozenset[Caution] = frozenset(
    {"pregnancy", "postnatal", "high-bp", "osteoporosis", "youth"}
)
"""Cautions that are a yes in the health questions: referral first, level 1 (R34)."""
KILOGRAMS = (0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16)
"""Weights that shops sell in pairs: what is owned when nothing is said."""


LEAST_PUSH_UPS: Mapping[Level, int] = {
    Level.BEGINNER: 0,
    Level.INTERMEDIATE: INTERMEDIATE_PUSH_UPS,
    Level.EXPERIENCED: EXPERIENCED_PUSH_UPS,
}
"""Full push-ups that a level stands for where nobody counted them."""


@dataclass(frozen=True, slots=True)
class Athlete:
    """What decides which exercises and loads are possible."""

    level: Level
    kit: frozenset[Kit]
    colours: tuple[BandColour, ...]
    kilograms: tuple[float, ...]
    avoid: frozenset[Caution]
    push_ups: int | None
    refer_first: bool
    care: Care = ORDINARY

    @property
    def least_push_ups(self) -> int:
        """Full push-ups in one go: counted, or what the level stands for."""
        return LEAST_PUSH_UPS[self.level] if self.push_ups is None else self.push_ups


def athlete(request: Request, scale: Iterable[BandColour]) -> Athlete:
    """Return who the request describes. Raises UsageError where two options contradict."""
    avoid = frozenset(request.avoid)
    kit = frozenset(request.kit)
    _check_owned(request, kit)
    refer = bool(avoid & MEDICAL)
    return Athlete(
        level=Level.BEGINNER if refer else _level(request),
        kit=kit - {Kit.BAND, Kit.ANCHOR} if "latex" in avoid else kit,
        colours=tuple(c for c in scale if not request.bands or c in request.bands),
        kilograms=tuple(sorted(set(request.dumbbells))) or KILOGRAMS,
        avoid=avoid,
        push_ups=request.push_ups,
        refer_first=refer,
        care=care_for(avoid),
    )


def _check_owned(request: Request, kit: frozenset[Kit]) -> None:
    if request.bands and Kit.BAND not in kit:
        raise UsageError(
            f"{', '.join(request.bands)} given, but there is no band in the kit",
            "add band to the kit, or leave the bands out",
            field="bands",
        )
    if request.dumbbells and Kit.DUMBBELLS not in kit:
        raise UsageError(
            f"{_plain(request.dumbbells)} kg given, but there are no dumbbells in the kit",
            "add dumbbells to the kit, or leave the weights out",
            field="dumbbells",
        )


def _plain(kilograms: Iterable[float]) -> str:
    return ", ".join(f"{kg:g}" for kg in kilograms)


def _level(request: Request) -> Level:
    """Return the level asked for, or the one that the push-ups show."""
    if request.push_ups is None:
        return request.level or Level.BEGINNER
    shown = level_of(request.push_ups)
    if request.level is None:
        return shown
    if request.level.number > shown.number:
        raise UsageError(
            f"{request.level} stands for more push-ups than {request.push_ups}",
            f"choose level {shown}, or leave the level out",
            field="level",
        )
    return request.level


def level_of(push_ups: int) -> Level:
    """Return the level that a number of full push-ups stands for."""
    if push_ups >= EXPERIENCED_PUSH_UPS:
        return Level.EXPERIENCED
    return Level.INTERMEDIATE if push_ups >= INTERMEDIATE_PUSH_UPS else Level.BEGINNER

"""Who trains: level, kit, owned loads and cautions, with every contradiction named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import Any

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import CautionRule, Manner, Reserve, bound_as
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.units import in_kilograms, number_in
from runstrong_pdf.model.words import BandColour, Caution, Kit, Level

INTERMEDIATE_PUSH_UPS = 8
"""Full push-ups in one go from which level 2 begins (docs/training-rules.md#levels)."""
EXPERIENCED_PUSH_UPS = 20
"""Full push-ups in one go from which level 3 begins."""
HANDLE_PUSH_UPS = 8
"""Full push-ups from which they are done on handles, with sore wrists (C23)."""
FEW_PUSH_UPS = 3
"""Fewer full push-ups than this: hands on a worktop in the first part, knees from the next."""
LEAST_PUSH_UPS: Mapping[Level, int] = {
    Level.BEGINNER: 0,
    Level.INTERMEDIATE: 10,
    Level.EXPERIENCED: EXPERIENCED_PUSH_UPS,
}
"""Full push-ups that a level stands for where nobody counted them (C31)."""
LONGEST_SETS = ((53, None), (38, 75.0), (28, 60.0), (25, 50.0), (20, 40.0))
"""Seconds of a set without a load, by the minutes of a session from which they hold."""
STATES: tuple[Caution, ...] = ("pregnancy", "postnatal", "high-bp", "osteoporosis", "youth")
"""Who asks first (R34): the first names whom, and under 16 a parent is asked as well."""
NOT_BOTH: tuple[tuple[Caution, Caution], ...] = (
    ("youth", "older-adult"),
    ("pregnancy", "older-adult"),
    ("postnatal", "older-adult"),
)
"""Cautions that contradict each other: under 16 or with child, and 65 or over."""
KILOGRAMS = (0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16)
"""Weights that shops sell in pairs: what is owned when nothing is said."""
POUNDS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35)
"""The same where weights are in pounds."""
USUAL = {"kg": KILOGRAMS, "lb": tuple(in_kilograms(number, "lb") for number in POUNDS)}

FALLBACK = frozenset(
    {
        "wall-push-up", "dumbbell-floor-press", "band-chest-press", "seated-band-row",
        "towel-pulls", "standing-ytw", "dead-bug", "pelvic-floor-breathing", "bird-dog",
        "forearm-bird-dog", "standing-hip-hinge", "doorway-external-rotation",
    }
)  # fmt: skip
"""What a slot falls back on for want of a band, or under several cautions (C23)."""


LIMITS = frozenset({"most_rounds", "longest_hold"})
"""What of several cautions the lowest number holds of."""


@dataclass(frozen=True, slots=True)
class Care:
    """What all cautions together ask for: the most careful of each (docs/training-rules.md).

    Attributes:
        rules: the cautions' own, by their order; all others as there.
        falls_back: whether slots may fall back on what would come later.
        several: whether there are two or more that change the training.
        part: the part of the week that is planned, counted as `later` counts.
        stepped: exercises whose load does not rise in it.
        named: exercises of cautions that have whole sessions of their own; empty for none.
        starts: all exercises with which week 1 may begin.
    """

    rules: tuple[CautionRule, ...] = ()
    falls_back: bool = False
    several: bool = False
    part: int = 1
    stepped: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    later: Mapping[str, int] = field(default_factory=dict)
    from_week: Mapping[str, int] = field(default_factory=dict)
    manners: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    every_session: frozenset[str] = frozenset()
    stays: tuple[frozenset[str], ...] = ()
    first_reps: int = 0
    gains_from: int = 1
    two_rounds_first: bool = False
    top_first: bool = False
    load_once: bool = False
    extends_twice: bool = False
    lighter: int = 0
    most_rounds: int = 4
    rest_seconds: int = 30
    round_rest_seconds: int = 60
    small_steps: bool = False
    short_third: bool = False
    no_manner: bool = False
    longest_hold: int | None = None
    flat: bool = False
    one_gain: bool = False
    one_round_first: bool = False
    one_load_step: bool = False
    bird_dog_extends: bool = False
    given_runs_only: bool = False
    band_first: bool = False
    weights_last: bool = False

    def is_lighter(self, exercise: Exercise) -> bool:
        """Whether an exercise begins lighter than advised."""
        kinds = {bound_as(exercise)}
        if exercise.balance == "pull" and exercise.primary[0] == "posterior deltoid":
            kinds = {"rear"}  # reverse flies and pull-aparts, which are a row's family elsewhere
        return any(
            rule.lighter and (not rule.lighter_for or kinds & set(rule.lighter_for))
            for rule in self.rules
        )

    def may_start(self, slug: str, exercise: Exercise) -> bool:
        """Whether week 1 may use an exercise: what any list names, where one binds its kind."""
        kind = bound_as(exercise)
        if not any(kind in rule.bound for rule in self.rules):
            return True
        fallback = self.falls_back and slug in FALLBACK and slug not in self.later
        return fallback or slug in self.starts

    def keeps(self, slug: str) -> bool:
        """Whether a caution lets nothing take the place of an exercise (`stays`)."""
        return any(slug in group for group in self.stays)

    def waits(self, slug: str, part: int, week: int) -> bool:
        """Whether an exercise comes in a later part or week."""
        return self.from_week.get(slug, 1) > week or self.later.get(slug, 1) > part

    def allows_manner(self, slug: str, manner: Manner) -> bool:
        """Whether the part that is planned may do an exercise slower, or with a pause."""
        slow, pause = self.manners.get(slug, (1, 1))
        return self.part >= (slow if manner == "slow" else pause)

    def reserve(self, week: int, part: int) -> Reserve | None:
        """Return the repetitions to keep, the most asked for."""
        at = 0 if week == 1 else min(part, 3)
        return max((rule.reserve[at] for rule in self.rules if rule.reserve), default=None)


def care_for(rules: Iterable[CautionRule], *, band: bool, several: bool) -> Care:
    """Return what all cautions together ask for: of numbers the highest, of limits the lowest.

    Args:
        band: whether a band is owned; several: whether more than one changes the training.
    """
    found = tuple(sorted(rules, key=lambda rule: rule.order))
    later: dict[str, int] = {}
    for rule in found:
        later |= {slug: max(part, later.get(slug, 0)) for slug, part in rule.later.items()}
    asked: dict[str, Any] = {}
    for name in (each.name for each in fields(Care) if each.name in CautionRule.model_fields):
        values = [value for rule in found if (value := getattr(rule, name))]
        if values and isinstance(values[0], tuple):
            asked[name] = frozenset(chain.from_iterable(values))
        elif values and isinstance(values[0], dict):
            asked[name] = {slug: said for value in values for slug, said in value.items()}
        elif values:
            asked[name] = min(values) if name in LIMITS else max(values)
    asked |= {
        "rules": found,
        "falls_back": several or not band,
        "several": several,
        "named": frozenset(slug for rule in found if rule.binds_all for slug in rule.named),
        "later": later,
        "stays": tuple(frozenset(group) for rule in found for group in rule.stays),
    }
    return Care(**asked)


@dataclass(frozen=True, slots=True)
class Athlete:
    """What decides which exercises and loads are possible.

    Attributes:
        longest_set: seconds that a set without a load takes at most in short sessions.
        fits: exercises that level, cautions and loads allow in some week, as `fitting` finds them.
        easier: what takes the place of exercises that were too hard in the block before.
        named, named_colours: the loads it named, where nobody says which are owned; empty in a
            first plan.
    """

    level: Level
    kit: frozenset[Kit]
    colours: tuple[BandColour, ...]
    kilograms: tuple[float, ...]
    avoid: frozenset[Caution]
    without: frozenset[str]
    use: tuple[str, ...]
    push_ups: int | None
    refer_first: bool
    care: Care
    longest_set: float | None = None
    fits: frozenset[str] = frozenset()
    easier: Mapping[str, str] = field(default_factory=dict)
    named: tuple[float, ...] = ()
    named_colours: frozenset[BandColour] = frozenset()

    @property
    def first_kilograms(self) -> tuple[float, ...]:
        """The weights with which something new may begin."""
        return tuple(kg for kg in self.kilograms if kg in self.named) or self.kilograms

    @property
    def first_colours(self) -> tuple[BandColour, ...]:
        """The bands with which something new may begin, the lightest first."""
        named = self.named_colours or self.colours
        return tuple(one for one in self.colours if one in named)

    @property
    def least_push_ups(self) -> int:
        """Full push-ups in one go: counted, or what the level stands for."""
        return LEAST_PUSH_UPS[self.level] if self.push_ups is None else self.push_ups


def athlete(
    request: Request, scale: Iterable[BandColour], rules: Mapping[str, CautionRule]
) -> Athlete:
    """Return who the request describes. Raises UsageError where two options contradict."""
    avoid = frozenset(request.avoid)
    kit = frozenset(request.kit)
    _check_owned(request, kit)
    for one, other in NOT_BOTH:
        if {one, other} <= avoid:
            raise UsageError(
                f"{one} and {other} contradict each other",
                "leave one of them out, and ask a physiotherapist which exercises suit you",
                field="avoid",
            )
    refer = not avoid.isdisjoint(STATES)
    return Athlete(
        level=Level.BEGINNER if refer else _level(request),
        kit=kit if Kit.BAND in kit else kit - {Kit.ANCHOR},
        colours=tuple(c for c in scale if not request.bands or c in request.bands),
        kilograms=tuple(sorted(set(request.dumbbells))) or USUAL[request.units],
        avoid=avoid,
        without=frozenset(request.without),
        use=request.use,
        push_ups=request.push_ups,
        longest_set=next((most for least, most in LONGEST_SETS if request.minutes >= least), None),
        refer_first=refer,
        care=care_for(
            (rules[caution] for caution in sorted(avoid) if caution in rules),
            band=Kit.BAND in kit,
            several=len(avoid - {"latex"}) > 1,
        ),
    )


def _check_owned(request: Request, kit: frozenset[Kit]) -> None:
    if request.bands and Kit.BAND not in kit:
        raise UsageError(
            f"{', '.join(request.bands)} given, but there is no band in the kit",
            "add band to the kit, or leave the bands out",
            field="bands",
        )
    if request.dumbbells and Kit.DUMBBELLS not in kit:
        weights = ", ".join(f"{number_in(request.units, kg):g}" for kg in request.dumbbells)
        raise UsageError(
            f"{weights} {request.units} given, but there are no dumbbells in the kit",
            "add dumbbells to the kit, or leave the weights out",
            field="dumbbells",
        )


def _level(request: Request) -> Level:
    """Return the level asked for, or the one that the push-ups show."""
    if request.push_ups is None:
        return request.level or Level.BEGINNER
    shown = level_of(request.push_ups)
    if request.level and request.level.number > shown.number:
        raise UsageError(
            f"{request.level} stands for more push-ups than {request.push_ups}",
            f"choose level {shown}, or leave the level out",
            field="level",
        )
    return request.level or shown


def level_of(push_ups: int) -> Level:
    """Return the level that a number of full push-ups stands for."""
    if push_ups >= EXPERIENCED_PUSH_UPS:
        return Level.EXPERIENCED
    return Level.INTERMEDIATE if push_ups >= INTERMEDIATE_PUSH_UPS else Level.BEGINNER

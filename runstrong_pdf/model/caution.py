"""What one file under `templates/cautions` says: where a caution starts and what it never does."""

import re
from typing import Annotated, Literal

from pydantic import Field

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import Reserve, Seconds
from runstrong_pdf.model.record import Record, Slug

Family = Literal["push", "pull", "rear", "core", "hinge", "raise", "other"]
Part = Annotated[int, Field(ge=2, le=4)]


class CautionRule(Record):
    """How a plan differs for somebody with one caution (docs/training-rules.md#cautions).

    Attributes:
        order: of several cautions the lowest order with sessions of its own gives the sessions.
        bound: the families of exercises that `starts` binds in week 1.
        starts: what week 1 may use of those; never: what does not come at all.
        later: what comes from which part on, counted from kit to kit and from light week to light
            week; from_week: what comes from which week on.
        every_session: of which week 1 has one in every session.
        stays: groups of which no row is left out, where there are two sessions or more.
        one_round_first: whether week 1 has a single round, and block 1 two from week 2 on.
        two_rounds_first: whether no block has more than two rounds in week 1.
        most_rounds: of any block; gains_from: the part from which, below 38 minutes, blocks gain
            rounds.
        rest_seconds, round_rest_seconds: at least.
        reserve: repetitions to keep in week 1, in the rest of part 1, in part 2, and afterwards.
        first_reps: repetitions that a load is not begun below.
        small_steps: whether numbers go up by one; short_third: whether a third session has ten
            sets.
        lighter: colours less than advised, or a quarter of the weight; lighter_for: the families
            it is for; empty for all.
        flat: whether sets stay as they are all plan; one_gain: whether one session a week gains.
        no_manner: whether nothing is made slower; manners: from which part on an exercise is done
            slower, and with a pause; longest_hold: seconds of the longest hold.
        one_load_step: whether at most one row of a session takes a heavier load in a week.
        top_first: whether a load gets heavier from the highest number alone; load_once: once in a
            part, and weights once in the whole plan.
        band_first: whether the band is there from week 1; weights_last: weights in the last part.
        bird_dog_extends: whether a bird dog counts as work for the lower back (R04).
        extends_twice: whether two sessions a week have such work.
        given_runs_only: whether only runs that were given are printed (C27).
        sessions: by stage and letter, as in `templates/sessions`.
    """

    order: int
    bound: tuple[Family, ...] = ()
    starts: tuple[Slug, ...] = ()
    never: tuple[Slug, ...] = ()
    later: dict[Slug, Part] = Field(default_factory=dict)
    from_week: dict[Slug, Annotated[int, Field(ge=2, le=12)]] = Field(default_factory=dict)
    every_session: tuple[Slug, ...] = ()
    stays: tuple[tuple[Slug, ...], ...] = ()
    one_round_first: bool = False
    two_rounds_first: bool = False
    most_rounds: Annotated[int, Field(ge=1, le=4)] = 4
    gains_from: Annotated[int, Field(ge=1, le=4)] = 1
    rest_seconds: Seconds = 30
    round_rest_seconds: Annotated[int, Field(ge=30, le=240)] = 60
    reserve: tuple[Reserve, Reserve, Reserve, Reserve] | None = None
    first_reps: Annotated[int, Field(ge=1, le=20)] | None = None
    small_steps: bool = False
    short_third: bool = False
    lighter: Annotated[int, Field(ge=0, le=2)] = 0
    lighter_for: tuple[Family, ...] = ()
    flat: bool = False
    one_gain: bool = False
    no_manner: bool = False
    manners: dict[Slug, tuple[Part, Part]] = Field(default_factory=dict)
    longest_hold: Annotated[int, Field(ge=5, le=60)] | None = None
    one_load_step: bool = False
    top_first: bool = False
    load_once: bool = False
    band_first: bool = False
    weights_last: bool = False
    bird_dog_extends: bool = False
    extends_twice: bool = False
    given_runs_only: bool = False
    sessions: dict[str, dict[str, str]] = Field(default_factory=dict)

    @property
    def binds_all(self) -> bool:
        """Whether `starts` binds whole sessions; then what stands in comes from the lists, too."""
        return "other" in self.bound

    @property
    def named(self) -> frozenset[Slug]:
        """All exercises of `starts` and of the sessions."""
        lines = (line for stage in self.sessions.values() for line in stage.values())
        words = (re.split(r"[,/:=]", word) for line in lines for word in line.split())
        return frozenset(self.starts) | {w for many in words for w in many if w[:1].isalpha()}


def bound_as(exercise: Exercise) -> Family:
    """Return what a `starts` list binds an exercise as; work for the blades is a family, too."""
    return "rear" if exercise.pattern == "scapular" else family(exercise)


def family(exercise: Exercise) -> Family:
    """Return what an exercise is among those that can take its place."""
    pattern = exercise.pattern
    if pattern.startswith("core"):
        return "core"
    if pattern in {"horizontal-push", "vertical-push"}:
        return "push"
    if pattern in {"horizontal-pull", "vertical-pull", "scapular"}:
        return "pull"
    if pattern == "spinal-extension":
        return "hinge"
    return "raise" if pattern == "shoulder-isolation" else "other"

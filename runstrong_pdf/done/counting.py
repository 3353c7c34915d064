"""What counts of one row: the lower of printed and done, by the rule that the sheets print."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from runstrong_pdf.done.blanks import HIGHEST, How, Said
from runstrong_pdf.library import open_library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import DoneRow, PlanNote
from runstrong_pdf.model.words import BandColour, Kit, Level
from runstrong_pdf.planning.athlete import INTERMEDIATE_PUSH_UPS, USUAL
from runstrong_pdf.planning.loads import MANNER_RANK, SCALE

Why = Literal["hurts", "not done", "easier version", "lighter", "rounds missed", "too hard",
              "fewer", "heavier", "clean", "as printed"]  # fmt: skip
"""Why a dose counts, the lowest outcome first; at last everything was done, nothing filled in."""
RUNGS: Mapping[How | None, str] = {"knees": "knee", "worktop": "incline", "easier": ""}
"""What the name of the easier exercise has in it that somebody means."""
KNEES_OR_FULL = "push-up"
"""The row beside which a beginner's sheet says so: from the knees is as printed."""


class Counted(NamedTuple):
    """What counts of a row.

    Attributes:
        makes_way: whether the next block leaves the printed exercise out.
    """

    dose: DoneRow
    why: Why
    makes_way: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """What there is to fall back on: easier exercises and lighter loads.

    Attributes:
        loads: kilograms and colours owned, the lightest first.
        knees_or_full: whether push-ups were printed so.
    """

    exercises: Mapping[str, Exercise]
    possible: frozenset[str]
    kilograms: tuple[float, ...]
    colours: tuple[BandColour, ...]
    knees_or_full: bool

    def low(self, slug: str) -> int:
        """Return the lowest number of an exercise."""
        return self.exercises[slug].reps[0] if slug in self.exercises else 1

    def high(self, slug: str) -> int:
        """Return the highest number of an exercise."""
        return self.exercises[slug].reps[1] if slug in self.exercises else HIGHEST

    def lighter(self, row: DoneRow) -> DoneRow | None:
        """Return a row with the next lighter load that is owned, or None."""
        if row.kg and (kg := [kg for kg in self.kilograms if kg < row.kg[-1]]):
            return _with(row, kg=(kg[-1],), manner="usual")
        if row.band and (bands := [one for one in self.colours if _at(one) < _at(row.band[-1])]):
            return _with(row, band=(bands[-1],), manner="usual")
        return None

    def easier(self, row: DoneRow, how: How | None = "easier") -> DoneRow | None:
        """Return the easier exercise that somebody means, at its lowest number, or None."""
        below = [one for one in self._rungs(row.exercise) if one in self.possible]
        meant = [slug for slug in below if RUNGS[how] in slug]
        if not meant and not (row.kg or row.band):  # from the knees is no way to row
            meant = below
        for slug in meant:
            kit = self.exercises[slug].kit
            band, kg = row.band if Kit.BAND in kit else (), row.kg if Kit.DUMBBELLS in kit else ()
            if bool(band) == (Kit.BAND in kit) and bool(kg) == (Kit.DUMBBELLS in kit):
                changes = {"exercise": slug, "band": band, "kg": kg, "reps": self.low(slug)}
                return _with(row, **changes, manner="usual", grip="usual")
        return None

    def above(self, slug: str) -> frozenset[str]:
        """Return the exercises of the same pattern of which it is an easier one."""
        return frozenset(
            one
            for one, exercise in self.exercises.items()
            if slug in self._rungs(one) and exercise.pattern == self.exercises[slug].pattern
        )

    def _rungs(self, slug: str) -> Iterator[str]:
        """Yield easier and easier exercises."""
        while slug in self.exercises and (below := self.exercises[slug].easier):
            yield (slug := below)


def means_of(note: PlanNote) -> Means:
    """Return what somebody has to fall back on."""
    asked, exercises = note.request, open_library().all(Exercise)
    few = asked.push_ups is None or asked.push_ups < INTERMEDIATE_PUSH_UPS
    possible = {
        slug
        for slug, one in exercises.items()
        if {*one.kit} <= {*asked.kit} and not {*one.caution} & {*asked.avoid}
    }
    return Means(
        exercises=exercises,
        possible=frozenset(possible - {*asked.without}),
        kilograms=tuple(sorted(asked.dumbbells)) or USUAL[asked.units],
        colours=tuple(one for one in SCALE if not asked.bands or one in asked.bands),
        knees_or_full=few and note.level is Level.BEGINNER and "knee" not in asked.avoid,
    )


def counted(
    row: DoneRow,
    before: DoneRow | None,
    said: Said,
    ticked: int,
    means: Means,
    *,
    too_hard: bool,
) -> Counted | None:
    """Return what counts of a row, or None where what was said cannot be of it.

    Args:
        before: what counts of it in the loading week before.
        said: what its blank says; ticked: rounds.
        too_hard: whether its session was.
    """
    if said.how == "hurts":
        return Counted(_missed(row, before), "hurts", makes_way=True)
    foreign = (said.kg is not None and not row.kg) or (said.band and not row.band)
    easier = means.easier(row) if said.how == "either" else None
    if foreign or (easier and means.lighter(row)):
        return None
    if said.how == "left_out":
        return Counted(_missed(row, before), "not done")
    if said.how == "either":
        said = replace(said, how="easier" if easier else "lighter")
    reps = row.reps if said.reps is None else said.reps
    if said.how in RUNGS and not _is_printed(row, said.how, means):
        return _easier_version(row, said.how, reps, means)
    if said.how == "lighter" and said.kg is None and not said.band:
        return _some_lighter(row, before, reps, means)
    rounds = said.rounds or ticked
    reps = reps // 2 if said.how == "half" else reps
    found = _measured(row, before, said, reps, means) or _unfinished(row, before, rounds, too_hard)
    filled = said != Said() or ticked
    return found or Counted(row, "heavier" if _is_heavier(row, said) else
                            "clean" if filled else "as printed")  # fmt: skip


def _some_lighter(row: DoneRow, before: DoneRow | None, reps: int, means: Means) -> Counted | None:
    """Return a row with the next lighter load; without a load, the easier exercise."""
    if lighter := means.lighter(row):
        return _with_reps(lighter, before, reps, means, "lighter")
    return None if row.kg or row.band else _easier_version(row, "easier", reps, means)


def _measured(
    row: DoneRow, before: DoneRow | None, said: Said, reps: int, means: Means
) -> Counted | None:
    """Return what counts where load or number are less than printed.

    Half the number with a heavier load is not less.
    """
    if lighter := _lighter(row, said, means):
        return _with_reps(lighter, before, reps, means, "lighter")
    least = math.ceil(row.reps / 2) if _is_heavier(row, said) else row.reps
    return _with_reps(row, before, reps, means, "fewer") if reps < least else None


def _unfinished(row: DoneRow, before: DoneRow | None, rounds: int, hard: bool) -> Counted | None:  # noqa: FBT001
    """Return what counts where rounds were missed or the session was too hard."""
    if 0 < rounds < row.rounds:
        return Counted(_missed(row, before), "rounds missed")
    return Counted(_missed(row, before), "too hard") if hard else None


def _is_printed(row: DoneRow, how: How | None, means: Means) -> bool:
    """Whether a row is printed as that already, or leaves the choice."""
    if how == "knees" and row.exercise == KNEES_OR_FULL and means.knees_or_full:
        return True
    return bool(RUNGS[how]) and RUNGS[how] in row.exercise


def _easier_version(row: DoneRow, how: How | None, reps: int, means: Means) -> Counted | None:
    """Return the easier exercise with the number that was done; None if there is no such one."""
    rung = means.easier(row, how)
    if rung is None:
        return None
    printed, other = means.exercises[row.exercise], means.exercises[rung.exercise]
    low, high = other.reps
    known = min(max(reps, low), high) if other.unit == printed.unit else low
    return Counted(_with(rung, reps=known), "easier version", makes_way=True)


def _with_reps(row: DoneRow, before: DoneRow | None, reps: int, means: Means, why: Why) -> Counted:
    """Return a row with a number that was done; hardly any asks for an easier one."""
    if 2 * reps < means.low(row.exercise):
        return _eased_down(row, before, means, why)
    if why == "fewer" and (eased := _eased(row, before)):
        return Counted(eased, why)
    if why == "lighter":
        reps = min(reps, means.high(row.exercise))
    return Counted(_with(row, reps=max(reps, 1)), why)


def _eased_down(row: DoneRow, before: DoneRow | None, means: Means, why: Why) -> Counted:
    """Return a lighter load, else the usual manner, else an easier exercise, from its low end."""
    low = means.low(row.exercise)
    eased = _eased(row, before)
    if eased and (eased.kg < row.kg or _step(eased) < _step(row)):
        return Counted(_with(eased, reps=low), why)
    if lighter := means.lighter(row):
        return Counted(_with(lighter, reps=low), why)
    if row.manner != "usual":
        return Counted(_with(row, reps=low, manner="usual"), why)
    if rung := means.easier(row):
        return Counted(rung, why, makes_way=True)
    return Counted(_with(row, reps=low), why)


def _lighter(row: DoneRow, said: Said, means: Means) -> DoneRow | None:
    """Return a row with the load that was used, if that was less than the printed one.

    One that is not among those owned counts as the next lighter one.
    """
    if said.kg is not None and 0 < said.kg < row.kg[-1]:
        kg = max((one for one in means.kilograms if one <= said.kg), default=said.kg)
        return _with(row, kg=(kg,), manner="usual")
    if said.band and _at(said.band) < _at(row.band[-1]):
        band = max(
            (c for c in means.colours if _at(c) <= _at(said.band)), key=_at, default=said.band
        )
        return _with(row, band=(band,), manner="usual")
    return None


def _is_heavier(row: DoneRow, said: Said) -> bool:
    if said.kg is not None:
        return said.kg > row.kg[-1]
    return said.band is not None and _at(said.band) > _at(row.band[-1])


def _missed(row: DoneRow, before: DoneRow | None) -> DoneRow:
    """Return what to do again: the numbers of the week before, else one repetition fewer."""
    if eased := _eased(row, before):
        return eased
    if before and (before.kg, before.band, before.manner) == (row.kg, row.band, row.manner):
        return _with(row, reps=min(row.reps, before.reps))
    return _with(row, reps=max(row.reps - 1, 1))


def _eased(row: DoneRow, before: DoneRow | None) -> DoneRow | None:
    """Return the dose of the week before, if that was lighter or easier done: the way out."""
    if before is None or before.kg > row.kg or _step(before) > _step(row):
        return None
    slower = MANNER_RANK[row.manner] > MANNER_RANK[before.manner]
    heavier = row.kg > before.kg or _step(row) > _step(before)
    return _with(before, week=row.week) if heavier or slower else None


def _step(row: DoneRow) -> int:
    return _at(row.band[-1]) if row.band else -1


def _at(colour: BandColour) -> int:
    return SCALE.index(colour)


def _with(row: DoneRow, **changes: object) -> DoneRow:
    return row.model_copy(update=changes)

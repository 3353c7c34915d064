"""What counts of one row: the lower of printed and done, by the rule that the sheets print."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from runstrong_pdf.done.blanks import HIGHEST, How, Said
from runstrong_pdf.library import open_library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import DoneRow, PlanNote
from runstrong_pdf.model.units import Units, number_in
from runstrong_pdf.model.words import BandColour, Kit, Level
from runstrong_pdf.planning.athlete import INTERMEDIATE_PUSH_UPS, USUAL
from runstrong_pdf.planning.loads import MANNER_RANK, SCALE

Why = Literal["hurts", "not done", "easier version", "lighter", "rounds missed", "too hard",
              "not certain", "fewer", "heavier", "clean", "as printed"]  # fmt: skip
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
        loads: kilograms and colours owned, or named by the plan, the lightest first.
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
    named = note.after.named_bands
    few = asked.push_ups is None or asked.push_ups < INTERMEDIATE_PUSH_UPS
    possible = {
        slug
        for slug, one in exercises.items()
        if {*one.kit} <= {*asked.kit} and not {*one.caution} & {*asked.avoid}
    }
    return Means(
        exercises=exercises,
        possible=frozenset(possible - {*asked.without}),
        kilograms=tuple(sorted(asked.dumbbells)) or note.after.named_kg or USUAL[asked.units],
        colours=tuple(one for one in SCALE if one in (asked.bands or named or SCALE)),
        knees_or_full=few and note.level is Level.BEGINNER and "knee" not in asked.avoid,
    )


def counted(
    row: DoneRow,
    before: DoneRow | None,
    said: Said | None,
    ticked: int,
    means: Means,
    *,
    too_hard: bool,
) -> Counted | None:
    """Return what counts of a row, or None where what was said cannot be of it.

    Args:
        before: what counts of it in the loading week before.
        said: what its blank says, None where that is not certain; ticked: rounds.
        too_hard: whether its session was.
    """
    if said is None:
        told = counted(row, before, Said(), ticked, means, too_hard=too_hard)
        low = told and told.why in {"rounds missed", "too hard"}
        return told if low else Counted(_missed(row, before, means), "not certain")
    if said.how in {"hurts", "left_out"}:
        hurts = said.how == "hurts"
        return Counted(_missed(row, before, means), "hurts" if hurts else "not done", hurts)
    foreign = (said.kg is not None and not row.kg) or (said.band and not row.band)
    easier = means.easier(row) if said.how == "either" else None
    if foreign or (easier and means.lighter(row)):
        return None
    if said.how == "either":
        said = replace(said, how="easier" if easier else "lighter")
    reps = row.reps if said.reps is None else said.reps
    hardly = said.reps is not None and said.reps < means.low(row.exercise)
    if said.how in RUNGS and (hardly or not _is_printed(row, said.how, means)):
        return _easier_version(row, said.how, reps, means)
    if said.how == "lighter" and said.kg is None and not said.band:
        return _some_lighter(row, before, reps, means)
    rounds = said.rounds or ticked
    reps = reps // 2 if said.how == "half" else reps
    found = _measured(row, before, said, reps, means)
    if not found and 0 < rounds < row.rounds:
        found = Counted(_missed(row, before, means), "rounds missed")
    alone = said.how == "too_hard"
    if not found and (alone or (too_hard and said.how != "done")):  # a row's own word says more
        found = _too_hard(row, before, means, alone=alone)
    filled = said != Said() or ticked
    return found or Counted(row, "heavier" if _is_heavier(row, said) else
                            "clean" if filled else "as printed")  # fmt: skip


def such_as(row: DoneRow, means: Means, units: Units) -> tuple[str, ...]:
    """Return some of what may stand in the blank of a row."""
    found = [f"{max(row.reps - 2, 1)}"]
    used = means.lighter(row) or row
    found += [f"{row.reps} x {number_in(units, kg):g} {units}" for kg in used.kg[-1:]]
    found += [f"{row.reps} {colour}" for colour in used.band[-1:]]
    knees = means.easier(row, "knees")
    if knees and RUNGS["knees"] in knees.exercise:
        found.append("knees")
    elif means.easier(row):
        found.append("easier")
    return *found, "too hard", "hurts"


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
    if _is_lighter(row, said):
        if lighter := _with_load(row, said, means):
            return _with_reps(lighter, before, reps, means, "lighter")
        return _lightest(row, means)
    if not _is_heavier(row, said):
        return _with_reps(row, before, reps, means, "fewer") if reps < row.reps else None
    if reps >= math.ceil(row.reps / 2):
        return None
    low = means.low(row.exercise)
    with_printed = max(reps, low) if 2 * reps >= low else reps  # it would have been more of those
    return _with_reps(row, before, min(with_printed, row.reps), means, "fewer")


def _too_hard(row: DoneRow, before: DoneRow | None, means: Means, *, alone: bool) -> Counted:
    """Return what counts of a row that was too hard; at its lowest number it gets lighter.

    Args:
        alone: whether it is said of this row, rather than of its session.
    """
    missed = _missed(row, before, means)
    if missed != row:
        return Counted(missed, "too hard")
    if alone:
        return _eased_down(row, before, row.reps, means, "too hard")
    return Counted(_softer(row, before, means) or row, "too hard")


def _is_printed(row: DoneRow, how: How | None, means: Means) -> bool:
    """Whether a row is printed as that already, or leaves the choice."""
    if how == "knees" and row.exercise == KNEES_OR_FULL and means.knees_or_full:
        return True
    return bool(RUNGS[how]) and RUNGS[how] in row.exercise


def _easier_version(row: DoneRow, how: How | None, reps: int, means: Means) -> Counted | None:
    """Return the easier exercise with the number that was done; None if there is no such one.

    Where that is below its lowest number, the one below it.
    """
    rung = means.easier(row, how)
    if rung is None:
        return None
    printed, other = means.exercises[row.exercise], means.exercises[rung.exercise]
    low, high = other.reps
    known = min(reps, high) if other.unit == printed.unit else low
    if known < low:
        rung, known = means.easier(rung) or rung, 0
        low = means.low(rung.exercise)
    return Counted(_with(rung, reps=max(known, low)), "easier version", makes_way=True)


def _with_reps(row: DoneRow, before: DoneRow | None, reps: int, means: Means, why: Why) -> Counted:
    """Return a row with a number that was done; below its lowest one asks for an easier one."""
    low = means.low(row.exercise)
    if why == "fewer" and 2 * reps >= low and (eased := _eased(row, before)):
        return Counted(eased, why)
    if reps < low:
        return _eased_down(row, before, reps, means, why)
    if why == "lighter":
        reps = min(reps, means.high(row.exercise))
    return Counted(_with(row, reps=reps), why)


def _eased_down(row: DoneRow, before: DoneRow | None, reps: int, means: Means, why: Why) -> Counted:
    """Return something softer, else the easier exercise, else the number that was done."""
    if softer := _softer(row, before, means):
        return Counted(softer, why)
    if rung := means.easier(row):
        return Counted(rung, why, makes_way=True)
    return Counted(_with(row, reps=max(reps, 1)), why)


def _softer(row: DoneRow, before: DoneRow | None, means: Means) -> DoneRow | None:
    """Return a lighter load, else the usual manner, from the low end; None if there is neither."""
    low = means.low(row.exercise)
    eased = _eased(row, before)
    if eased and (eased.kg < row.kg or _step(eased) < _step(row)):
        return _with(eased, reps=low)
    if lighter := means.lighter(row):
        return _with(lighter, reps=low)
    return _with(row, reps=low, manner="usual") if row.manner != "usual" else None


def _with_load(row: DoneRow, said: Said, means: Means) -> DoneRow | None:
    """Return a row with the load that was used, else the next lighter one owned, or None."""
    if said.kg is not None:
        kg = [one for one in means.kilograms if one <= said.kg]
        return _with(row, kg=(kg[-1],), manner="usual") if kg else None
    assert said.band  # noqa: S101  one of both is lighter than printed
    bands = [one for one in means.colours if _at(one) <= _at(said.band)]
    return _with(row, band=(bands[-1],), manner="usual") if bands else None


def _lightest(row: DoneRow, means: Means) -> Counted:
    """Return the easier exercise, else the lightest load owned: what was used is below all."""
    if rung := means.easier(row):
        return Counted(rung, "lighter", makes_way=True)
    low = _with(row, reps=means.low(row.exercise), manner="usual")
    if row.kg:
        return Counted(_with(low, kg=means.kilograms[:1]), "lighter")
    return Counted(_with(low, band=means.colours[:1]), "lighter")


def _is_lighter(row: DoneRow, said: Said) -> bool:
    if said.kg is not None:
        return said.kg < row.kg[-1]
    return said.band is not None and _at(said.band) < _at(row.band[-1])


def _is_heavier(row: DoneRow, said: Said) -> bool:
    if said.kg is not None:
        return said.kg > row.kg[-1]
    return said.band is not None and _at(said.band) > _at(row.band[-1])


def _missed(row: DoneRow, before: DoneRow | None, means: Means) -> DoneRow:
    """Return what to do again: the numbers of the week before, else one repetition fewer."""
    if eased := _eased(row, before):
        return eased
    fewer = max(row.reps - 1, min(row.reps, means.low(row.exercise)))
    if before and (before.kg, before.band, before.manner) == (row.kg, row.band, row.manner):
        fewer = min(fewer, before.reps)
    return _with(row, reps=fewer)


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

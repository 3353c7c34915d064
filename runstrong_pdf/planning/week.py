"""Makes one week: every row's next dose, and what gives way where time or loads are short."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Kit, WeekKind
from runstrong_pdf.planning import limits
from runstrong_pdf.planning.compose import SHARED_SHARE
from runstrong_pdf.planning.eligibility import Place, stand_ins
from runstrong_pdf.planning.limits import Rests
from runstrong_pdf.planning.loads import next_load
from runstrong_pdf.planning.made import (
    HARDER_SHARE,
    MadeBlock,
    MadeWeek,
    Misfit,
    Task,
    dose_of,
    is_fast,
    no_harder,
    rows_of,
    seconds_of,
)
from runstrong_pdf.planning.picks import (
    MAIN_ROWS,
    NEVER_OUT,
    Pick,
    PickedSession,
    picks_of,
    slugs_of,
)
from runstrong_pdf.planning.rounds import Rounds
from runstrong_pdf.planning.row import (
    Row,
    a_little_fewer,
    advance,
    first_row,
    hold,
    is_spent,
    lightened,
    step_between,
    steps_of,
    top,
)
from runstrong_pdf.planning.season import Frame
from runstrong_pdf.planning.trades import (
    MOST_COLOURS,
    MOST_WEIGHTS,
    colours_of,
    exchanged_row,
    held,
    is_alone_with_its_load,
    is_crowded,
    less_crowded,
    loads_without,
    lowered,
    recoloured,
    reweighted,
    shortened,
    smaller_steps,
    unstepped,
    weights_of,
    with_lighter,
)


def rests_of(session: PickedSession, at: int, frame: Frame, task: Task, less: int) -> Rests:
    """Return the rests of a block of a session; `less`: seconds that its last block rests less."""
    return limits.rests(
        session[at], (at, len(session)), sum(not b.alone for b in session),
        frame.phase, task.minutes, task.athlete.level, task.athlete.care,
        no_kit=task.no_kit, single=task.short and task.sessions == 1, less=less,
    )  # fmt: skip


def made_week(rounds: Rounds) -> MadeWeek:
    """Return a week with its rows. Raises Misfit where it does not fit."""
    return _Week(rounds).made()


class _Week:
    """One week while it is made: its rows, and what gives way where time is short."""

    def __init__(self, rounds: Rounds) -> None:
        self.rounds, self.frame, self.allowances = rounds, rounds.frame, rounds.allowances
        self.task, self.care, self.log = rounds.task, rounds.care, rounds.log
        self.weeks_left = rounds.task.weeks_left(rounds.frame)
        self.built: dict[SessionKey, tuple[MadeBlock, ...]] = {}

    def made(self) -> MadeWeek:
        """Return the week. Raises Misfit where it does not fit."""
        rounds = self.rounds
        rounds.settle()
        gained = tuple(rounds.gained)
        for key in rounds.sessions:
            self.built[key] = self._labelled(key, self._session(key))
        sides = [rounds.sides(key) for key in rounds.sessions]
        if sum(pull - push for push, pull in sides) < 0:
            key = next((k for k in gained if k not in rounds.gained), next(iter(self.built)))
            raise Misfit(key, f"week {self.frame.number} pushes more than it pulls")
        return MadeWeek(self.frame, self.built)

    # -- rows -------------------------------------------------------------------------------------

    def _session(self, key: SessionKey) -> tuple[MadeBlock, ...]:
        blocks = self._blocks(key)
        if key in self.rounds.gained and is_crowded(blocks):
            self.rounds.take_back(key)
            return self._session(key)
        blocks = less_crowded(blocks, key, self.log)
        if self._fits(blocks):
            return self._checked(key, self._not_again(key, blocks))
        if not self.frame.loading:
            fewer = self.rounds.fewer(key)
            if fewer == self.rounds.sessions[key]:
                raise self._too_long(key, blocks)
            self.rounds.put(key, fewer)
            return self._session(key)
        blocks = lowered(blocks, key, self.log, self._fits)
        blocks = self._smaller_steps(key, blocks, blocks[-1:])
        if not self._fits(blocks) and key in self.rounds.gained and key not in self.rounds.forced:
            self.rounds.give_back(key)
            return self._session(key)
        blocks = held(blocks, key, self.log, self._fits)
        blocks = self._smaller_steps(key, blocks, blocks)
        if self.allowances[key].lowers:
            blocks = shortened(blocks, key, self.log, self._fits)
        if not self._fits(blocks):
            raise self._too_long(key, blocks)
        return self._checked(key, self._not_again(key, blocks))

    def _not_again(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let another exercise in where a session would be that of the week before again (C01)."""
        rows, before = rows_of(blocks), self.log.session_before(key)
        if not self.frame.loading or [*map(dose_of, rows)] != [*map(dose_of, before)]:
            return blocks
        used = {row.slug for row in rows}
        picks = picks_of(self.rounds.sessions[key])
        offers = [
            (row, other)
            for pick, row in reversed([*zip(picks, rows, strict=True)])
            for other in self._others(key, pick, row.rounds, used, alike=self.care.several)
        ]
        for row, other in sorted(offers, key=lambda offer: offer[1].held > 0):
            changed = self._with_rests(exchanged_row(blocks, row, other))
            if self._fits(changed):
                return changed
        return blocks

    def _smaller_steps(
        self, key: SessionKey, blocks: tuple[MadeBlock, ...], some: Sequence[MadeBlock]
    ) -> tuple[MadeBlock, ...]:
        weights_last = self.task.few_weights  # they have few weeks to get heavier (C03)
        return smaller_steps(blocks, some, key, self.log, self._fits, weights_last=weights_last)

    def _fits(self, blocks: Sequence[MadeBlock]) -> bool:
        return self._over(blocks) <= 0

    def _over(self, blocks: Sequence[MadeBlock]) -> float:
        return seconds_of(blocks, self.task.frame_seconds) - 60 * self.task.minutes

    def _too_long(self, key: SessionKey, blocks: Sequence[MadeBlock]) -> Misfit:
        return Misfit(key, f"week {self.frame.number} {key} takes too long", self._over(blocks))

    def _blocks(self, key: SessionKey) -> tuple[MadeBlock, ...]:
        """Return the session's rows; with new kit what stays is held, if enough is new (C01)."""
        intro = self.frame.kind is WeekKind.INTRO and self.frame.starts
        blocks = self._paced(key, self._rows(key, holds=intro))
        if self.frame.loading and not self._is_harder(key, blocks):
            blocks = self._rows(key, holds=False)
        if self.frame.loading and not self._is_harder(key, blocks):
            blocks = self._rows(key, holds=False, swaps=True)
        return blocks

    def _paced(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let rows wait that would be at their end long before the plan, where none may be slower.

        Never twice running, and never too many in a week (C01, C02, C09).
        """
        if not (self.care.no_manner and self.frame.loading):
            return blocks
        weeks, no_band = self.weeks_left, Kit.BAND not in self.task.athlete.kit
        rows = rows_of(blocks)
        slack = []
        for row in rows:
            last = self.log.doses.get((key, row.slug))
            if row.step == "reps" and last and not last.held and not self._next(row):
                left = top(row, self.task.athlete) - row.reps
                left = left // 5 if row.exercise.unit.is_time else left
                if not self.care.small_steps:
                    left = sum(n > row.reps for n in steps_of(row.exercise))
                exempt = no_band or "push-up" in row.slug
                slack.append((left + 2 - weeks - exempt, row.slug, row, last))
        steps = sum(row.step is not None for row in rows)
        for missing, _, row, last in sorted(slack, key=lambda found: found[:2]):
            if missing >= 0 or steps - 1 < HARDER_SHARE * len(rows):
                break
            blocks = exchanged_row(blocks, row, hold(last, row.rounds, row.week))
            steps -= 1
        return blocks

    def _is_at_its_end(self, last: Row) -> bool:
        """Whether a row has nothing left to add, or nothing but a few repetitions."""
        return (self.care.no_manner and not self._next(last)) or is_spent(last, self.task.patient)

    def _next(self, row: Row) -> bool:
        return next_load(row.load, self.task.athlete) is not None

    def _rows(self, key: SessionKey, *, holds: bool, swaps: bool = False) -> tuple[MadeBlock, ...]:
        found: list[MadeBlock] = []
        session = self.rounds.sessions[key]
        used = slugs_of(session)
        number = 0
        for at, block in enumerate(session):
            rests = rests_of(session, at, self.frame, self.task, self.allowances[key].less_rest)
            rounds = self.rounds.this_week(key, at)
            rows = []
            for pick in block.picks:
                number += 1
                row = self._row(key, pick, rounds, used, holds=holds and number > 2, swaps=swaps)
                used.add(row.slug)
                rows.append(row)
            found.append(MadeBlock(rounds, rests, tuple(rows)))
        return self._with_rests(self._few_loads(key, tuple(found)))

    def _with_rests(self, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        return tuple(
            MadeBlock(block.rounds, block.rests, tuple(self._rested(block.rows, block.rests)))
            for block in blocks
        )

    def _rested(self, rows: Sequence[Row], rests: Rests) -> Iterator[Row]:
        for at, row in enumerate(rows):
            earlier = rows[at - 1] if at else None
            muscles = earlier.exercise.primary if earlier else ()
            rest = limits.rest_before(muscles, row.exercise.primary, rests.rest)
            yield replace(row, rest_before=rest) if rest != row.rest_before else row

    def _row(
        self, key: SessionKey, pick: Pick, rounds: int, used: set[str], *, holds: bool, swaps: bool
    ) -> Row:
        last = self.log.last(key, pick.slug)
        known = self.log.doses.get((key, pick.slug)) is not None
        if last is None:
            row = self._new(key, pick, rounds)
        elif not self.frame.loading:
            held = self.frame.starts and rounds < last.rounds
            row = hold(last, rounds, last.week) if held else lightened(last, rounds, last.week)
        elif (
            holds and known and last.week
            and not (last.held or last.load.amount or rounds < last.rounds)
        ):  # fmt: skip
            row = hold(last, rounds, self.frame.number)
        else:
            row = self._on(last, rounds)
            if not known and last.week and self._is_at_its_end(row):
                lower = a_little_fewer(row)  # room to grow in a new session
                row = last.moved(reps=lower.reps, load=row.load, rounds=rounds, week=row.week)
            if not known and row.step is None:
                row = replace(row, step="new")
        spent = row.held > (0 if swaps else 1) or self.log.is_stuck(key, row)
        if spent and self.frame.loading and not is_fast(row):  # a lift waits for the next part
            row = self._swap(key, pick, rounds, used) or self._longer(last, rounds) or row
        if (row.instead_of, row.because) == (pick.instead_of, pick.because):
            return row
        return replace(row, instead_of=pick.instead_of, because=pick.because)

    def _on(self, last: Row, rounds: int) -> Row:
        if not last.week:  # a dose of the block before is taken up as it was (C20)
            return replace(hold(last, rounds, self.frame.number), step="new")
        return advance(
            last, self.task.athlete, rounds, self.frame.number,
            weeks_left=self.weeks_left, begins=self.frame.starts,
        )  # fmt: skip

    def _has(self, key: SessionKey) -> set[Slug]:
        """Return the exercises of another session, as it was made or else as it is to be."""
        if key in self.built:
            return {row.slug for row in rows_of(self.built[key])}
        return slugs_of(self.rounds.sessions[key])

    def _may_share(self, key: SessionKey, used: Collection[Slug]) -> bool:
        """Whether A and B may have one exercise more in common (C16)."""
        if key == "C" or len(self.rounds.sessions) == 1:
            return True
        other = self._has("B" if key == "A" else "A")
        fewest = min(len(other), len(picks_of(self.rounds.sessions[key])))
        return len(other & set(used)) + 1 <= SHARED_SHARE * fewest

    def _longer(self, last: Row | None, rounds: int) -> Row | None:
        """Return a row with nothing else to give after a step that makes its set a long one."""
        if last is None or self.task.athlete.longest_set is None:
            return None
        return advance(
            last, self.task.patient, rounds, self.frame.number, weeks_left=self.weeks_left,
            begins=self.frame.starts,
        )  # fmt: skip

    def _new(self, key: SessionKey, pick: Pick, rounds: int) -> Row:
        task = self.task
        row = first_row(
            pick.slug, pick.exercise, task.athlete, rounds, self.frame.number, short=task.short,
            early=task.few_weights, higher=task.starts_higher(key),
        )  # fmt: skip
        assert row  # noqa: S101  compose took only what has a load
        here = self.log.session_before(key)
        now = slugs_of(self.rounds.sessions[key])
        easier = pick.exercise.easier
        below = next((r for r in here if r.slug == easier and r.slug not in now), None)
        if below is None or not below.week or below.exercise.harder != pick.slug:
            return row
        ready = below.reps >= top(below, task.athlete) and self.frame.loading
        return replace(row, step="rung", otherwise=below) if ready else row

    def _swap(self, key: SessionKey, pick: Pick, rounds: int, used: set[str]) -> Row | None:
        """Return another exercise, with something to add, in place of one with nothing (C09)."""
        others = self._others(key, pick, rounds, used)
        return next((row for row in others if not row.held), None)

    def _others(
        self, key: SessionKey, pick: Pick, rounds: int, used: set[str], *, alike: bool = False
    ) -> Iterator[Row]:
        """Yield what may take the place of a row that a caution does not keep (R28).

        In the last week what is known comes first: a new one would be met once.

        Args:
            alike: whether A and B may have more in common than is good (C16).
        """
        if self.care.keeps(pick.slug) or pick.exercise.effort == "fast":
            return
        may_be_new = not self.task.is_near_race(self.frame)
        late: list[Row] = []
        others = {
            slug for other in self.rounds.sessions if other != key for slug in self._has(other)
        }
        for taken in (others, set()):
            if not taken and others and not (alike or self._may_share(key, used - {pick.slug})):
                break
            for slug in self._stand_ins(key, pick, used, taken):
                row = self._instead(key, slug, pick, rounds)
                known = slug in self.log.anywhere
                if self.log.is_stuck(key, row) or not (known or may_be_new):
                    continue
                if known or self.weeks_left:
                    yield row
                else:
                    late.append(row)
        yield from late

    def _stand_ins(
        self, key: SessionKey, pick: Pick, used: set[str], elsewhere: set[str]
    ) -> Iterator[str]:
        who = self.task.chooses(self.frame.part, key)
        at, stretch = self.frame.number, self.frame.stretch
        eve = key in self.task.eves
        place = Place(
            self.frame.phase, stretch, self.log.weeks_done, lifts=False, week=at, eve=eve
        )  # fmt: skip
        kept = pick.rank == NEVER_OUT
        return stand_ins(
            pick.slug, self.task.catalogue, who, place, used, elsewhere=elsewhere, kept=kept
        )  # fmt: skip

    def _instead(self, key: SessionKey, slug: str, pick: Pick, rounds: int) -> Row:
        last = self.log.last(key, slug)
        if last is None:
            return self._new(key, Pick(slug, self.task.catalogue[slug], pick.rank), rounds)
        if not self.frame.loading:
            return lightened(last, rounds, last.week)
        row = self._on(last, rounds)
        return replace(row, step=row.step or "new")

    def _few_loads(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Let lower rows keep their old load where a session would need too many (C15)."""
        rows = rows_of(blocks)
        kg, colours = weights_of(rows), colours_of(rows)
        steps = [row for row in rows if row.step == "load"]
        many = len(kg) > MOST_WEIGHTS or len(colours) > MOST_COLOURS
        odd = [row for row in rows[2:] if many and is_alone_with_its_load(row, rows)]
        if steps and (many or (self.care.one_load_step and len(steps) > 1)):
            return self._few_loads(key, self._one_waits(key, blocks, steps, odd))
        fresh = [r for r in rows if r.step in {"new", "rung"} and self._is_new(key, r)]
        banded = [row for row in fresh if row.step == "new" and row.load.band]
        if len(colours) > MOST_COLOURS and (lower := with_lighter(banded, rows)):
            return self._few_loads(key, recoloured(blocks, lower, rows, self.task.athlete))
        weighted = [row for row in fresh if row.load.kg]
        if len(kg) > MOST_WEIGHTS and (lighter := reweighted(blocks, weighted, rows)):
            return self._few_loads(key, lighter)
        for row in reversed(odd):
            if other := self._other_than(key, row, rows):
                return self._few_loads(key, exchanged_row(blocks, row, other))
        return blocks

    def _one_waits(
        self, key: SessionKey, blocks: tuple[MadeBlock, ...], steps: list[Row], odd: list[Row]
    ) -> tuple[MadeBlock, ...]:
        """Let the row keep its old load that saves most; of those that waited one makes way."""
        rows = rows_of(blocks)
        if fresh := [row for row in reversed(steps) if self._may_wait(key, row)]:
            return unstepped(blocks, min(fresh, key=partial(loads_without, rows)))
        for row in (steps[-1], *reversed(odd)):
            if other := self._other_than(key, row, rows):
                return exchanged_row(blocks, row, other)
        return unstepped(blocks, steps[-1])

    def _is_new(self, key: SessionKey, row: Row) -> bool:
        """Whether a row has no load yet that it goes on from (C19, C20)."""
        last = self.log.last(key, row.slug)
        return last is None or bool(last.week)

    def _may_wait(self, key: SessionKey, row: Row) -> bool:
        """Whether a row may keep its dose one week longer (C09)."""
        last = row.otherwise
        if last is None or last.held:
            return False
        return not self.log.is_stuck(key, hold(last, row.rounds, row.week))

    def _other_than(self, key: SessionKey, row: Row, rows: Sequence[Row]) -> Row | None:
        """Return a row without a load of its own in place of one that waited for its load (C09)."""
        pick = Pick(row.slug, row.exercise, MAIN_ROWS + 1)
        other = self._swap(key, pick, row.rounds, {r.slug for r in rows})
        there = {(r.load.band, r.load.kg) for r in rows if r is not row}
        alone = other and other.load.amount and (other.load.band, other.load.kg) not in there
        return None if alone else other

    def _checked(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Refuse a session that pushes more than it pulls (R03)."""
        push, pull = self.rounds.sides(key)
        if pull < self.rounds.share(key) * push:
            raise Misfit(key, f"week {self.frame.number} {key} pushes more than it pulls")
        return blocks

    def _labelled(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> tuple[MadeBlock, ...]:
        """Return the session with every step named as it is against the last loading dose (R18)."""
        return tuple(
            MadeBlock(block.rounds, block.rests, tuple(self._named(key, row) for row in block.rows))
            for block in blocks
        )

    def _named(self, key: SessionKey, row: Row) -> Row:
        last = self.log.like(key, row)
        if last is None:
            return row
        if not last.week and self.frame.number > 1:  # weeks ago, in the block before
            return replace(row, step="new" if self.frame.loading else None, otherwise=None)
        step = step_between(row, last) if self.frame.loading else None
        here = self.log.session_before(key)
        if step is None and self.frame.loading and all(r.slug != row.slug for r in here):
            step = "new"
        otherwise = last if step in {"load", "manner"} else None
        if step == row.step and otherwise is row.otherwise:
            return row
        return replace(row, step=step, otherwise=otherwise)

    def _is_harder(self, key: SessionKey, blocks: tuple[MadeBlock, ...]) -> bool:
        """Whether enough rows are harder than in the last loading week (C01)."""
        rows = rows_of(blocks)
        still = no_harder(rows, self.log.session_before(key))
        return len(rows) - len(still) >= HARDER_SHARE * len(rows)

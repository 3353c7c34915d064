"""How often a week goes round: rounds that grow, rows that go, balance and caps (R02 to R17)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import Kit, Level, Phase, WeekKind
from runstrong_pdf.planning import limits
from runstrong_pdf.planning.compose import kept_when_light, pulls_a_band
from runstrong_pdf.planning.limits import LONG
from runstrong_pdf.planning.made import HARDER_SHARE, LONG_PLAN, Allowance, Log, Task
from runstrong_pdf.planning.picks import (
    FEWEST_LIGHT,
    FEWEST_ROWS,
    LEAD_INS,
    REAR,
    TRIO,
    PickedBlock,
    PickedSession,
    closed,
    dropped,
    has_all,
    is_small,
    picks_of,
    with_lifts,
    without,
    works_back,
    works_chest,
)
from runstrong_pdf.planning.season import Frame

SHORTEST_WITH_LIGHT = 6
"""Weeks of the shortest plan with a light week; shorter ones do not end above the week before."""
FIRST: SessionKey = "A"
PAIR, LONGEST = 2, 60
"""Rows of a push-pull pair, which is done three times; minutes of the longest sessions."""
PULL_SHARE = 0.7
"""Pulling against pushing sets in every session (R03)."""
EARLY_WEEKS = 2
"""First weeks of long plans in which no round is added (C08)."""


class Rounds:
    """How many rounds each block of a week has, and which rows there is room for.

    Attributes:
        sessions: the exercises of the week, less what it has no room for.
        by_block: rounds by letter and number of the block, as the part goes on with them.
        gained: by letter the block that has a round more than in the last loading week.
        forced: letters whose rounds grow from one to two, which is never taken back.
        goes_on: whether the kit is that of the last loading week.
    """

    def __init__(
        self,
        frame: Frame,
        sessions: Mapping[SessionKey, PickedSession],
        task: Task,
        log: Log,
        rounds: dict[tuple[str, int], int],
        allowances: Mapping[SessionKey, Allowance],
    ) -> None:
        self.care = log.care(task.athlete.care, frame)
        if self.care is not task.athlete.care:
            task = replace(task, athlete=replace(task.athlete, care=self.care))
        self.frame, self.task, self.log, self.by_block = frame, task, log, rounds
        self.allowances = allowances
        self.once = self.care.one_round_first and not log.grown
        earlier = [f for f in task.frames if f.loading and f.number < frame.number]
        self.loading = frame.loading
        self.goes_on = bool(earlier) and earlier[-1].phase is frame.phase
        self.level = task.athlete.level
        self.most_sets = limits.week_sets(frame.kind, log.past, task.sessions)
        short_plan = task.sessions == 1 or len(task.frames) < SHORTEST_WITH_LIGHT
        before = [week.sets for week in log.past if week.kind is not WeekKind.RACE]
        if frame is task.frames[-1] and short_plan and frame.loading and before:
            turns = 2 if task.sessions == 1 else 1  # odd and even weeks differ
            self.most_sets = min(self.most_sets, max(before[-turns:]))
            self.once = False
        self.sessions = dict(sessions)
        self.gained: dict[SessionKey, int] = {}
        self.refused: set[tuple[str, int]] = set()
        self.forced: set[str] = set()
        self.least = False

    def settle(self) -> None:
        """Give every block its rounds, and leave out what the week has too much of."""
        if self.frame.kind is WeekKind.RACE:
            self._taper()
        if self.frame.kind is WeekKind.LIGHT:
            self._lighten()
        for key in self.sessions:
            for at in range(len(self.sessions[key])):
                self.by_block.setdefault((key, at), self._base(key, at))
        if self.once and self.frame.kind is WeekKind.BUILD and self.task.grows and self.log.past:
            self._go_twice()
        self._at_least()
        self._fit_sets()
        if self.frame.number == 1 and self.task.sets_before:
            self._restore()
        elif self.frame.kind is WeekKind.BUILD:
            self._gain()
        self._balance()

    def _go_twice(self) -> None:
        """Let first blocks go from one round to two: that of A, then what the week has room for."""
        for key, blocks in self.sessions.items():
            room = self.most_sets - sum(self._sets().values())
            may = key == FIRST or len(blocks[0].picks) <= room
            if may and self.by_block[key, 0] < PAIR:
                self.by_block[key, 0], self.gained[key] = PAIR, 0
                self.forced.add(key)

    def _lighten(self) -> None:
        """Keep fast lifts; of a short session, or with cautions, else only what the week needs.

        While some blocks are done once, all are, so that no row has to go (R11).
        """
        self.sessions = {key: with_lifts(s) for key, s in self.sessions.items()}
        if (self.care.rules or self.task.short) and not self.once:
            self._keep_least()

    def _keep_least(self) -> None:
        """Let a light week give up every row that it can do without."""
        fewest: dict[str, int] = {key: self.task.fewest_light(key) for key in self.sessions}
        light = kept_when_light(dict(self.sessions.items()), self.task.athlete, fewest)
        self.sessions = {key: light[key] for key in self.sessions}
        self.least = True

    def _at_least(self) -> None:
        """Raise rounds to the least: two once grown (R11), enough sets of chest and back."""
        care, log = self.care, self.log
        if care.one_round_first and log.grown:
            for place, rounds in self.by_block.items():
                self.by_block[place] = max(rounds, PAIR)
        most = limits.most_rounds(self.level, care)
        if care.two_rounds_first and not log.past:
            most = PAIR
        if not care.rules or care.one_round_first or self.task.sessions > 1 or self.task.short:
            return
        for works in (works_chest, works_back):  # R13
            blocks = self.sessions[FIRST]
            mine = [sum(works(p.exercise) for p in b.picks) for b in blocks]
            if sum(mine) == 1 and self.frame.loading:
                at = mine.index(1)
                self.by_block[FIRST, at] = max(
                    self.by_block[FIRST, at], min(most, limits.LEAST_SETS_ONCE)
                )

    def _base(self, key: SessionKey, at: int) -> int:
        """Return the rounds of a block in the first week of a part."""
        care, blocks = self.care, self.sessions[key]
        before = self.log.rounds.get(key, ())
        circuit = sum(not block.alone for block in blocks[:at])
        if self.once:
            return before[min(circuit, len(before) - 1)] if before else 1
        most = limits.most_rounds(self.level, care)
        if care.two_rounds_first and not before:
            most = min(most, 2)
        single = self.task.sessions == 1 and at == 0 and len(blocks) > 1
        if single and sum(works_chest(p.exercise) for p in picks_of(blocks)) == 1:
            return most  # one push alone for the chest (R13)
        if single and (len(blocks[0].picks) == PAIR or self.goes_on):
            return min(most, max(3 if len(blocks[0].picks) == PAIR else 2, *before[:1], 2))
        if blocks[at].alone:
            return 3 if self.level is Level.EXPERIENCED and self.task.size == LONGEST else 2
        if circuit < len(before) and (self.goes_on or self._mostly_stays(key)):
            doses = (self.log.doses.get((key, pick.slug)) for pick in blocks[at].picks)
            rows = [dose.rounds for dose in doses if dose and care.one_gain]
            return min(most, before[circuit], *rows)
        return 2

    def _mostly_stays(self, key: SessionKey) -> bool:
        """Whether so much of a session stays that fewer rounds would make it easier (C01)."""
        last = {row.slug for row in self.log.session_before(key)}
        mine = [pick.slug in last for pick in picks_of(self.sessions[key])]
        return sum(mine) > (1 - HARDER_SHARE) * len(mine)

    def this_week(self, key: SessionKey, at: int) -> int:
        """Return the rounds of a block this week; two at most on the eve of a run or when light.

        One when light where one round has not grown to two everywhere yet.
        """
        if self.once and self.frame.kind is WeekKind.LIGHT:
            return 1
        single = self.task.sessions == 1 and at == 0  # its push-ups are all the week has (R13)
        now = min(self.by_block[key, at], 4 if single else self.allowances[key].most_rounds)
        return now if self.loading and key not in self.task.eves else min(now, 2)

    def most(self, key: SessionKey) -> int:
        """Return the most rounds of a session's blocks this week."""
        return max(self.this_week(key, at) for at in range(len(self.sessions[key])))

    def _sets(self) -> dict[SessionKey, int]:
        return {
            key: sum(self.this_week(key, at) * len(b.picks) for at, b in enumerate(blocks))
            for key, blocks in self.sessions.items()
        }

    def _cap(self, key: SessionKey) -> int:
        most = limits.session_sets(
            self.task.size, self.level, key, self.care, no_kit=self.task.no_kit
        )
        most = min(most, self.task.flat_sets.get(key, most))
        return min(most, self.log.first_sets.get(key, most)) if self.care.flat else most

    def fewer(self, key: SessionKey) -> PickedSession:
        """Return a session without its lowest row, if it stays whole without it (C14)."""
        fewest = FEWEST_ROWS if self.frame.loading else self.task.fewest_light(key)
        return dropped(self.sessions[key], 1, fewest=fewest)

    def _fit_sets(self) -> None:
        """Leave out lowest rows until the week has no more sets than it may (R16, R17, R28)."""
        first = not self.log.past and self.level is Level.BEGINNER
        while True:
            sets = self._sets()
            over = sum(sets.values()) > self.most_sets
            caps = {key: self._cap(key) for key in sets}
            if first and "A" in caps:
                caps["A"] = min(caps["A"], limits.FIRST_SESSION_SETS)
            if self.frame.number <= self.task.easy_weeks:
                caps = {key: min(cap, limits.EASY_SETS) for key, cap in caps.items()}
            full = [key for key, many in sets.items() if many > caps[key]]
            if not over and not full:
                return
            order = full or sorted(sets, key=lambda key: (-sets[key], key))
            for key in order:
                fewer = self.fewer(key)
                if fewer != self.sessions[key]:
                    self.put(key, fewer)
                    break
            else:
                if self._fewer_rounds():
                    continue
                if self.frame.kind is not WeekKind.LIGHT or self.least:
                    return
                self._keep_least()

    def put(self, key: SessionKey, fewer: PickedSession) -> None:
        """Take a session with fewer rows, its blocks' rounds kept."""
        old, rounds = self.sessions[key], dict(self.by_block)
        for at, block in enumerate(fewer):
            shared = [len(set(block.picks) & set(before.picks)) for before in old]
            most = max(shared)
            self.by_block[key, at] = min(
                rounds[key, i] for i, many in enumerate(shared) if many == most
            )
        self.sessions[key] = fewer

    def _fewer_rounds(self) -> bool:
        """Take a round from the last block that has more than it must."""
        for key in reversed(self.sessions):
            for at in reversed(range(len(self.sessions[key]))):
                least = 1 if self.once and (at or not self.log.past) else 2
                if self.by_block[key, at] > least and self.this_week(key, at) > least:
                    self.by_block[key, at] -= 1
                    return True
        return False

    def _gain(self) -> None:
        """Let one block of each session gain a round, as far as sets and time allow."""
        task = self.task
        waits = self.frame.stretch < self.care.gains_from and task.minutes < LONG
        sets, first = sum(self._sets().values()), self.log.past[0].sets if self.log.past else 0
        short = task.short and not self.once and sets >= first
        early = len(self.log.past) < EARLY_WEEKS and len(task.frames) >= LONG_PLAN  # C08
        early |= (
            bool(self.log.past) and self.log.past[-1].kind is WeekKind.RACE
        )  # rested, not fresh
        if not task.grows or short or self.care.flat or waits or early:
            return
        for key in sorted(self.sessions, key=lambda key: self._work(key) >= limits.WORK_SECONDS):
            if key in task.eves or key in self.gained or not self.allowances[key].grows:
                continue
            if self.care.one_gain and self.gained:
                return
            if at := self._next_to_gain(key):
                self.by_block[key, at - 1] += 1
                self.gained[key] = at - 1

    def _work(self, key: SessionKey) -> float:
        """Return the seconds of work that a session had in the last loading week (C13)."""
        return sum(row.rounds * row.seconds for row in self.log.session_before(key))

    def _restore(self) -> None:
        """Let week 1 have about the sets of the last week of the block before (C20)."""
        for key, before in self.task.sets_before.items():
            if key not in self.sessions or key in self.task.eves:
                continue
            least = limits.NEXT_SHARE * before
            while self._sets()[key] < least and (at := self._next_to_gain(key)):
                self.by_block[key, at - 1] += 1
                self.gained[key] = at - 1

    def _balance(self) -> None:
        """Leave out the lowest push of a session that pulls too little for its rounds (R03)."""
        for key, blocks in self.sessions.items():
            push, pull = self.sides(key)
            pushes = [p for p in picks_of(blocks) if p.balance == "push"]
            if pull >= self.share(key) * push or len(pushes) < 2:
                continue
            left = [
                closed(without(blocks, (pick,)))
                for pick in sorted(pushes, key=lambda pick: -pick.rank)
            ]
            self.put(key, max(left, key=self._worth))
        self._balance_week()

    def _worth(self, session: PickedSession) -> tuple[int, int]:
        """Return what a session is worth: rows for the chest if it is a single one (R13), rows."""
        rows = picks_of(session)
        chest = sum(works_chest(pick.exercise) for pick in rows) if self.task.sessions == 1 else 0
        return min(chest, 2), len(rows)

    def _balance_week(self) -> None:
        """Leave out lowest rows of what the week has too much of (R02, R07, R13)."""
        while counts := self._too_much():
            key, pick = max(
                (
                    (key, pick)
                    for key, session in self.sessions.items()
                    for pick in picks_of(session)
                    if pick.rank and counts(pick.exercise)
                ),
                key=lambda found: found[1].rank,
                default=(None, None),
            )
            if key is None or pick is None:
                return
            self.put(key, closed(without(self.sessions[key], (pick,))))

    def _too_much(self) -> Callable[[Exercise], bool] | None:
        """Return what the week has too many sets of; None where all is well."""
        tally = self._tally()
        chest, back = limits.muscle_sets(self.level, self.task.sessions)
        if tally["push"] > tally["pull"]:
            return lambda exercise: exercise.balance == "push"
        if tally["vertical"] > max(limits.VERTICAL_SETS, tally["push"] / 2):
            return lambda exercise: exercise.pattern == "vertical-push"
        if tally["chest"] > chest:
            return works_chest
        return works_back if tally["back"] > back else None

    def _tally(self) -> Counter[str]:
        """Return the week's sets by what they count for."""
        found: Counter[str] = Counter()
        for key, blocks in self.sessions.items():
            for at, block in enumerate(blocks):
                rounds = self.this_week(key, at)
                for exercise in (pick.exercise for pick in block.picks):
                    found[exercise.balance] += rounds
                    found["chest"] += rounds * works_chest(exercise)
                    found["back"] += rounds * works_back(exercise)
                    found["vertical"] += rounds * (exercise.pattern == "vertical-push")
        return found

    def sides(self, key: SessionKey, gains: int = -1) -> tuple[int, int]:
        """Return the pushing and the pulling sets of a session, one block a round richer."""
        push = pull = 0
        for at, block in enumerate(self.sessions[key]):
            rounds = self.this_week(key, at) + (at == gains)
            sides = [pick.exercise.balance for pick in block.picks]
            push += rounds * sides.count("push")
            pull += rounds * sides.count("pull")
        return push, pull

    def share(self, key: SessionKey) -> float:
        """Return the least pulling sets for a pushing one (R03); more for the three moves (C26)."""
        return 1 if has_all(self.sessions[key], TRIO) else PULL_SHARE

    def _next_to_gain(self, key: SessionKey) -> int:
        """Return the number of the block that gains, from 1; 0 for none."""
        blocks = self.sessions[key]
        order = sorted(
            range(len(blocks)), key=lambda at: (not blocks[at].first, blocks[at].alone, at)
        )
        cap, sets = self._cap(key), self._sets()
        most = min(limits.most_rounds(self.level, self.care), self.allowances[key].most_rounds)
        most = min(most, PAIR) if self.once else most  # a third round comes after two of all
        for at in order:
            if self.by_block[key, at] >= most or (key, at) in self.refused:
                continue
            more = len(blocks[at].picks)
            if sets[key] + more > cap or sum(sets.values()) + more > self.most_sets:
                continue
            if self._muscles_allow(key, at) and not self._must_step(key, at):
                return at + 1
        return 0

    def give_back(self, key: SessionKey) -> None:
        """Take back the round that takes too long; a shorter block may have it instead."""
        at = self.gained.pop(key)
        self.by_block[key, at] -= 1
        self.refused.add((key, at))
        if other := self._next_to_gain(key):
            self.by_block[key, other - 1] += 1
            self.gained[key] = other - 1

    def take_back(self, key: SessionKey) -> None:
        """Take back the round that a session has gained."""
        self.by_block[key, self.gained.pop(key)] -= 1

    def _must_step(self, key: SessionKey, at: int) -> bool:
        """Whether a weight of the block is to get heavier in the few weeks there are (C03)."""
        first = key == min(self.sessions)
        if not self.task.few_weights or not (first or self.task.revision.eager):
            return False
        exercises = [pick.exercise for pick in self.sessions[key][at].picks]
        weights = [exercise for exercise in exercises if Kit.DUMBBELLS in exercise.kit]
        return any(not is_small(weight) and weight.effort != "fast" for weight in weights)

    def _muscles_allow(self, key: SessionKey, at: int) -> bool:
        """Whether a round more keeps all counts of the week and the session (R02, R03, R13)."""
        push, pull = self.sides(key, at)
        long = self.task.size == LONGEST and self.task.sessions == 3
        tired = long and self.level is Level.EXPERIENCED and self.task.hard_runs > 1  # R14
        if pull < self.share(key) * push or (at > 1 and tired):
            return False
        self.by_block[key, at] += 1
        allowed = self._too_much() is None
        self.by_block[key, at] -= 1
        return allowed

    def _taper(self) -> None:
        """Keep half the rows of one session: main push and pull, one core, one rear (R28)."""
        key = next(iter(self.sessions))
        picks = picks_of(self.sessions[key])
        known = self.log.anywhere
        week = [p for session in self.sessions.values() for p in picks_of(session)]
        week = [p for p in week if p in picks or p.slug in known]
        pulls = [p for p in picks if p.balance == "pull"]
        pushes = [p for p in picks if p.exercise.pattern == "horizontal-push"]
        rear = next((p for p in pulls if p.slug in REAR), None)
        main = next((p for p in pulls if p.slug not in REAR), None)
        bands = [p for p in week if pulls_a_band(p) and self.frame.phase is Phase.DUMBBELLS]
        many = max(FEWEST_LIGHT, min(FEWEST_ROWS, self.most_sets // 2))
        if bands and main not in bands and (many == FEWEST_LIGHT or rear not in bands):
            main = min(bands, key=lambda p: (p not in pulls, p.slug in REAR))  # R22
        push = next((p for p in (*pushes, *week) if "push-up" in p.slug), None)
        kept = [
            push or next(iter(pushes), None),
            main,
            next((p for p in picks if p.exercise.pattern.startswith("core")), None),
            rear,
        ]
        rest = [p for p in picks if p not in kept and p.slug not in LEAD_INS and p.slug in known]
        rest.sort(key=lambda p: ("pull", "neutral", "push").index(p.balance))
        found = list(dict.fromkeys([*(p for p in kept if p), *rest]))
        short: PickedSession = ()
        size = min(many, len(found))
        while len(picks_of(short)) < many and size <= len(found):
            short = closed([PickedBlock(tuple(sorted(found[:size], key=lambda p: p.rank)))])
            size += 1
        self.sessions = {key: short}
        self.by_block[key, 0] = 2

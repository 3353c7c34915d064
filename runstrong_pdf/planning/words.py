"""Titles, goals and reserve: they say what a week is, and are chosen after it is made (C10)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from runstrong_pdf.model.programme import Reserve, Stage, WeekWords
from runstrong_pdf.model.words import Level, Phase, WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.made import MadeWeek, rows_of
from runstrong_pdf.planning.picks import LEAD_INS
from runstrong_pdf.planning.row import Row, top
from runstrong_pdf.planning.season import Frame

FAR: Reserve = (4, 4)
LEARNING: Reserve = (3, 4)
WORKING: Reserve = (2, 3)
NEAR: Reserve = (1, 3)
"""Clean repetitions to keep (docs/training-rules.md#effort)."""
LONGEST_GOAL = 66

FIRST = WeekWords(title="Start easy", goal="First time through. Learn the moves and finish fresh.")
AGAIN = WeekWords(
    title="Pick up where you stopped", goal="Last week's weights and about its numbers."
)
STILL_EASY = WeekWords(
    title="Still easy", goal="A number more here and there. No rounds are added yet."
)
FULL_TEN = WeekWords(
    title="The full ten", goal="Ten dips, ten plank to press, thirty climbers; B gains a round."
)
RACE = WeekWords(title="Race week", goal="One session well before the day, then rest and race.")
RESTS = WeekWords(
    title="Race and rest", goal="Race first. One easy session, two days after it or later."
)
KIT = {
    (Phase.BANDS,): WeekWords(
        title="Meet the band", goal="New kit, so no extra sets. Smooth out, slow back."
    ),
    (Phase.DUMBBELLS,): WeekWords(
        title="First weights", goal="New kit, so no extra sets. Raise light, press with care."
    ),
    (Phase.BANDS, Phase.DUMBBELLS): WeekWords(
        title="Band and weights", goal="New kit, so no extra sets. Light, and every rep the same."
    ),
}
KIT_AND_LIGHT = {
    (Phase.BANDS,): WeekWords(
        title="First band, light week", goal="Two easy rounds: smooth out, slow back."
    ),
    (Phase.DUMBBELLS,): WeekWords(
        title="First weights, light week", goal="Two easy rounds: raise light, press with care."
    ),
    (Phase.BANDS, Phase.DUMBBELLS): WeekWords(
        title="New kit, light week", goal="Two easy rounds with band and weights."
    ),
}
LIGHT = ("Light week", "Light week, same moves", "Another light week")
LIGHT_GOAL = "Fewer sets and nothing new. Leave every set with four in reserve."
LIFTS = ("The fast lifts begin", "The full lifts", "New lifts, first and fresh")
LIFTS_GOAL = "New lifts start light, first in the session, two minutes between."
WEIGHT = ("The next weight", "A weight heavier", "Heavier, low reps", "Up a weight again")
COLOUR = ("The next colour", "A colour stronger", "Stronger band, low reps", "Up a colour again")
ROUND = ("A third round", "One more round", "Rounds grow again", "Another third round")
SECOND = 2
"""Rounds of a week that is no third round yet."""
MANNER = ("Three slow counts", "Slower, not longer", "Slow and strong", "Slow counts again")
NEW = ("New moves", "A fresh set of moves", "New moves again", "Fresh moves, same care")
TOP = ("Top numbers", "Top numbers again", "At the top", "Back at the top")
ELSE = (
    "A little more", "Longer sets", "Settle in", "A step further", "Steady hands", "Calm and clean",
    "Build on it", "Strong and steady", "Keep climbing", "Closer to the top", "Another step",
)  # fmt: skip
LAST = ("Top of the hill", "Highest numbers")
LAST_GOAL = "Highest numbers of the plan. Repeat your push-up check."
LAST_GOAL_ALONE = "Highest numbers of the plan."


@dataclass
class Titles:
    """Gives every week its words; no title comes twice.

    Attributes:
        stages: a programme's own, where all are.
        checks: whether the plan has full push-ups, so that the progress page counts them.
    """

    athlete: Athlete
    frames: Sequence[Frame]
    comeback: int
    after: bool
    used: set[str]
    stages: Sequence[Stage] = ()
    checks: bool = True

    def of(self, week: MadeWeek) -> WeekWords:
        """Return the first words that fit and are not used yet."""
        for words in self._fitting(week):
            if words.title not in self.used:
                self.used.add(words.title)
                return words
        raise AssertionError("there are more titles than weeks")

    def _fitting(self, week: MadeWeek) -> Iterator[WeekWords]:
        frame = week.frame
        if frame.kind is WeekKind.RACE:
            yield RESTS if frame.rests else RACE
            yield WeekWords(title="Race week again", goal=RACE.goal)
        new_kit = self._new_kit(frame)
        if frame.kind is WeekKind.LIGHT:
            if new_kit in KIT_AND_LIGHT:
                yield KIT_AND_LIGHT[new_kit]
            yield from _titled(LIGHT, LIGHT_GOAL)
        if frame.number == 1:
            first = AGAIN if self.after else FIRST
            bands = frame.phase is not Phase.BODYWEIGHT and not self.after
            yield WeekWords(title=first.title, goal=_kit_goal(frame.phase) if bands else first.goal)
        if new_kit in KIT and frame.number > 1:
            yield KIT[new_kit]
        if frame.number <= self.comeback:
            yield STILL_EASY
        yield from self._earned(week)
        yield from self._of_stage(frame)

    def _of_stage(self, frame: Frame) -> Iterator[WeekWords]:
        """Yield what a programme's own stage says of such a week."""
        stages = [stage for stage in self.stages if stage.phase is frame.phase]
        words = stages[min(frame.nth, len(stages)) - 1].words if stages else None
        if words and frame.kind is WeekKind.BUILD:
            last = frame.number == self.frames[-1].number
            yield from (words.last,) if words.last and last else ()
            yield from words.build
        elif words:
            kinds = {WeekKind.LIGHT: words.light, WeekKind.RACE: words.race}
            yield kinds.get(frame.kind, words.intro)

    def _new_kit(self, frame: Frame) -> tuple[Phase, ...]:
        before = next((f.phase for f in self.frames if f.number == frame.number - 1), None)
        if before is None or before is frame.phase:
            return ()
        skipped = before is Phase.BODYWEIGHT and frame.phase is Phase.DUMBBELLS
        both = skipped and bool(self.athlete.kit & {"band"})
        return (Phase.BANDS, Phase.DUMBBELLS) if both else (frame.phase,)

    def _earned(self, week: MadeWeek) -> Iterator[WeekWords]:
        """Yield what a loading week earned: lifts, loads, rounds, manners, top numbers."""
        rows, frame = week.rows, week.frame
        decides = self._decides(rows, frame)
        if frame.number == self.frames[-1].number:
            yield from _titled(LAST, LAST_GOAL if self.checks else LAST_GOAL_ALONE)
        if any(row.step == "new" and row.slug in LEAD_INS for row in rows):
            yield from _titled(LIFTS, LIFTS_GOAL)
        heavier = [row for row in rows if row.step == "load"]
        for titles, kind in ((WEIGHT, "kg"), (COLOUR, "band")):
            these = [row for row in heavier if getattr(row.load, kind)]
            if len(these) > 1:
                yield from _titled(titles, _heavier(these))
        gained = [row for row in rows if row.step == "round"]
        if frame.number == 2 and _has_full_ten(week):
            yield FULL_TEN
        if gained:
            goal = _rounds(week)
            third = any(row.rounds > SECOND for row in gained)
            yield from _titled(ROUND[not third :], goal)
        slow = sum(row.step == "manner" for row in rows)
        new = sum(row.step in {"new", "rung"} for row in rows)
        if 3 * slow >= len(rows):
            goal = "Harder, not longer: three slow counts down or back."
            yield from _titled(MANNER, goal)
        if 2 * new >= len(rows):
            goal = "New versions start low; learn them before you add."
            yield from _titled(NEW, goal)
        if decides:
            yield from _titled(TOP, decides)
        goal = "A number more where last week's were clean; the sets stay."
        yield from _titled(ELSE, goal)

    def _decides(self, rows: Sequence[Row], frame: Frame) -> str:
        at_top = sum(row.reps >= top(row, self.athlete) for row in rows)
        following = next(
            (f.number for f in self.frames if f.loading and f.number > frame.number), 0
        )
        if following and 3 * at_top >= len(rows):
            return f"Many rows reach their top number: they decide week {following}."
        return ""


def _titled(titles: Iterable[str], goal: str) -> Iterator[WeekWords]:
    """Yield each title with the goal that all of them share."""
    return (WeekWords(title=title, goal=goal) for title in titles)


def _kit_goal(phase: Phase) -> str:
    what = "the band" if phase is Phase.BANDS else "the weights"
    return f"Learn the moves with {what} and finish fresh."


def _heavier(rows: Sequence[Row]) -> str:
    names = list(dict.fromkeys(_short(row) for row in rows))
    for many in range(min(3, len(names)), 0, -1):
        listed = names[0] if many == 1 else f"{', '.join(names[: many - 1])} and {names[many - 1]}"
        rest = " and more" if many < len(names) else ""
        goal = f"{listed}{rest} get heavier; reps start low again."
        goal = goal[0].upper() + goal[1:]
        if len(goal) <= LONGEST_GOAL:
            return goal
    return "Some rows get heavier; their reps start low again."


def _short(row: Row) -> str:
    name = row.exercise.short_name or row.exercise.name
    return name[0].lower() + name[1:]


def _has_full_ten(week: MadeWeek) -> bool:
    """Whether the week has the tens of the article's home workout, and B alone gains a round."""
    tens = (("chair-dip", 10), ("plank-to-press", 10), ("mountain-climber", 30))
    has = all(any(r.slug.endswith(move) and r.reps == ten for r in week.rows) for move, ten in tens)
    grown = {k for k, b in week.sessions.items() if any(r.step == "round" for r in rows_of(b))}
    return has and grown == {"B"}


def _rounds(week: MadeWeek) -> str:
    where = [
        (key, number)
        for key, blocks in week.sessions.items()
        for number, block in enumerate(blocks, 1)
        if any(row.step == "round" for row in block.rows)
    ]
    numbers = {number for _, number in where}
    block = f"Block {min(numbers)}" if len(numbers) == 1 else "A block"
    of = f" of {where[0][0]}" if len({key for key, _ in where}) < len(week.sessions) else ""
    whole = f"{block}{of} gains a round at the same numbers; the rest gains reps."
    return (
        whole if len(whole) <= LONGEST_GOAL else f"{block}{of} gains a round; the rest gains reps."
    )


def reserve(
    frame: Frame, athlete: Athlete, *, after: bool, comeback: int, in_season: bool
) -> Reserve:
    """Return how many clean repetitions to keep."""
    beginner = athlete.level is Level.BEGINNER
    if frame.kind in {WeekKind.LIGHT, WeekKind.RACE} or frame.number <= comeback:
        return FAR
    asked = athlete.care.reserve(frame.number, frame.stretch)
    if frame.number == 1 and beginner and not after:
        usual = FAR
    elif frame.kind is WeekKind.INTRO or (frame.number == 2 and beginner):
        usual = LEARNING
    elif (after and frame.number == 1) or in_season:
        usual = (3, 3)
    else:
        usual = WORKING
    return max(asked, usual) if asked else usual

"""What a plan says: titles, goals and reserve of a week (C10), next steps, notes, cautions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Step
from runstrong_pdf.model.programme import Reserve, SessionKey, WeekWords
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.words import Caution, Kit, Level, Phase, WeekKind
from runstrong_pdf.planning.athlete import STATES, Athlete
from runstrong_pdf.planning.eligibility import is_avoided
from runstrong_pdf.planning.loads import Load, next_load, next_manner
from runstrong_pdf.planning.made import MadeWeek, Outline, Task
from runstrong_pdf.planning.picks import LEAD_INS, REAR
from runstrong_pdf.planning.row import Row, top
from runstrong_pdf.planning.season import Frame

FAR: Reserve = (4, 4)
LEARNING: Reserve = (3, 4)
WORKING: Reserve = (2, 3)
"""Clean repetitions to keep (docs/training-rules.md#effort)."""
LONGEST_GOAL = 66
SECOND = 2
"""Rounds of a block that has no third one yet."""


@dataclass
class Titles:
    """Gives every week its words; no title comes twice.

    Attributes:
        texts: the words of the language.
        before: sets of the last loading week.
        rounds: of the blocks of each session, the last time it was in a loading week.
    """

    outline: Outline
    texts: Texts
    used: set[str] = field(default_factory=set)
    before: int = 0
    rounds: dict[SessionKey, tuple[int, ...]] = field(default_factory=dict)

    def of(self, week: MadeWeek) -> WeekWords:
        """Return the first words that fit and are not used yet."""
        unused = (words for words in self._fitting(week) if words.title not in self.used)
        words = next(unused, None)
        if words is None:
            raise AssertionError("there are more weeks than titles")
        self.used.add(words.title)
        if week.frame.loading:
            self.before = week.sets
            for key, blocks in week.sessions.items():
                self.rounds[key] = tuple(block.rounds for block in blocks)
        return words

    def _fitting(self, week: MadeWeek) -> Iterator[WeekWords]:
        frame = week.frame
        if frame.kind is WeekKind.RACE:
            yield from self._titled("race_and_rest" if frame.rests else "race")
        kit = self._new_kit(frame)
        if frame.kind is WeekKind.LIGHT:
            if kit:
                yield from self._titled(f"light_with_{kit}")
            fewer = week.sets < self.before
            yield from self._titled("light", "" if fewer else self.texts("plan.light.same"))
        if frame.number == 1 and self.outline.goes_on:
            yield from self._titled("again", self.texts(f"plan.again.{frame.phase}"))
        elif frame.number == 1:
            kit_there = frame.phase is not Phase.BODYWEIGHT
            goal = self.texts(f"plan.learn.{frame.phase}") if kit_there else ""
            yield from self._titled("first", goal)
        if kit:
            more = week.sets > self.before
            yield from self._titled(f"new_{kit}", self._build(week) if more else "")
        if frame.number <= self.outline.programme.easy_weeks:
            yield from self._titled("still_easy")
        yield from self._earned(week)
        yield from self._of_stage(frame)

    def _titled(self, key: str, goal: str = "", skip: int = 0) -> Iterator[WeekWords]:
        """Yield each title of a kind of week with the goal that all of them share."""
        for title in list(self.texts.some(f"plan.{key}.titles"))[skip:]:
            yield WeekWords(title=title, goal=goal or self.texts(f"plan.{key}.goal"))

    def _of_stage(self, frame: Frame) -> Iterator[WeekWords]:
        """Yield what a programme's own stage says of such a week."""
        stages = [stage for stage in self.outline.programme.stages if stage.phase is frame.phase]
        words = stages[min(frame.nth, len(stages)) - 1].words if stages else None
        if words and frame.kind is WeekKind.BUILD:
            last = frame.number == len(self.outline.task.frames)
            yield from (words.last,) if words.last and last else ()
            yield from words.build
        elif words:
            kinds = {WeekKind.LIGHT: words.light, WeekKind.RACE: words.race}
            yield kinds.get(frame.kind, words.intro)

    def _new_kit(self, frame: Frame) -> str:
        """Return which kit a week brings, as the words for it are called."""
        task = self.outline.task
        before = task.frames[max(0, frame.number - 2)].phase
        if before is frame.phase:
            return ""
        both = before is Phase.BODYWEIGHT and frame.phase is Phase.DUMBBELLS
        return "bands-and-dumbbells" if both and Kit.BAND in task.athlete.kit else frame.phase.value

    def _earned(self, week: MadeWeek) -> Iterator[WeekWords]:
        """Yield what a loading week earned: lifts, loads, rounds, manners, top numbers.

        A block that gains a round is always named, but in week 1 of a block after another plan.
        """
        rows, frame = week.rows, week.frame
        gained = self._gained(week)
        rounds = self._rounds(week, gained) if gained else ""
        if frame.number == len(self.outline.task.frames):
            yield from self._titled("last", rounds)
        if any(row.step == "new" and row.slug in LEAD_INS for row in rows):
            yield from self._titled("lifts", rounds)
        heavier = [row for row in rows if row.step == "load"]
        for key, kind in (("weight", "kg"), ("colour", "band")):
            these = [row for row in heavier if getattr(row.load, kind)]
            if len(these) > 1:
                yield from self._titled(key, rounds or self._heavier(these))
        if frame.number == 2 and {key for key, _, _ in gained} == {"B"} and _has_tens(rows):
            yield from self._titled("full_ten")
        if gained:
            third = any(rounds > SECOND for _, _, rounds in gained)
            yield from self._titled("round", rounds, skip=not third)
        who, many = self.outline.task.athlete, len(rows)
        if 3 * sum(row.step == "manner" and row.load.manner == "slow" for row in rows) >= many:
            yield from self._titled("manner", rounds)
        if 2 * sum(row.step in {"new", "rung"} for row in rows) >= many:
            yield from self._titled("new", rounds)
        if 3 * sum(row.reps >= top(row, who) for row in rows) >= many:
            yield from self._titled("top", rounds)
        yield from self._titled("build", rounds or self._build(week))

    def _build(self, week: MadeWeek) -> str:
        """Return that numbers rise, and whether the sets stay."""
        if 2 * sum(row.step == "reps" for row in week.rows) < len(week.rows):
            return self.texts("plan.build.mixed")
        key = "goal" if week.sets == self.before else "sets"
        return self.texts(f"plan.build.{key}", sets=week.sets, before=self.before)

    def _heavier(self, rows: Sequence[Row]) -> str:
        """Return which rows get heavier, as many by name as there is room for."""
        texts = self.texts
        names = list(dict.fromkeys(texts.inside(row.exercise.shown) for row in rows))
        for many in range(min(3, len(names)), 0, -1):
            key = "plan.heavier.rest" if many < len(names) else "plan.heavier.all"
            goal = texts(key, names=texts.joined(names[:many]))
            goal = goal[0].upper() + goal[1:]
            if len(goal) <= LONGEST_GOAL:
                return goal
        return texts("plan.heavier.some")

    def _gained(self, week: MadeWeek) -> list[tuple[SessionKey, int, int]]:
        """Return session, number and rounds of each block that gains a round.

        Its rows are done a round more than last time, and so is what stood there in the last
        loading week: with a new block before it, or in another week's session, it stands elsewhere.
        """
        return [
            (key, number, block.rounds)
            for key, blocks in week.sessions.items()
            for number, (block, before) in enumerate(
                zip(blocks, self.rounds.get(key, ()), strict=False), 1
            )
            if block.rounds > before and any(row.step == "round" for row in block.rows)
        ]

    def _rounds(self, week: MadeWeek, gained: Sequence[tuple[SessionKey, int, int]]) -> str:
        """Return which blocks gain a round, and what the other rows do, or all sets."""
        keys = dict.fromkeys(key for key, _, _ in gained)
        numbers = {number for _, number, _ in gained}
        which = "one" if len(numbers) == 1 else "some"
        of = "_of" if len(keys) < len(week.sessions) else ""
        session = self.texts.joined(keys)
        gains = self.texts(f"plan.gains.{which}{of}", block=min(numbers), session=session)
        if {row.step for row in week.rows} == {"round", "reps"}:
            rest = "reps"
        else:  # a shorter session may have fewer sets for all that
            rest = "sets" if week.sets > self.before else "other"
        said = f"plan.gains.rest_{rest}"
        return self.texts(said, gains=gains, sets=week.sets, before=self.before)


def _has_tens(rows: Sequence[Row]) -> bool:
    """Whether the rows have the tens of the article's home workout."""
    tens = (("chair-dip", 10), ("plank-to-press", 10), ("mountain-climber", 30))
    return all(any(r.slug.endswith(move) and r.reps == ten for r in rows) for move, ten in tens)


def reserve(frame: Frame, outline: Outline) -> Reserve:
    """Return how many clean repetitions to keep."""
    who, first = outline.task.athlete, frame.number == 1
    beginner = who.level is Level.BEGINNER
    if not frame.loading or frame.number <= outline.programme.easy_weeks:
        return FAR
    if first and beginner and not outline.goes_on:
        usual = FAR
    elif frame.kind is WeekKind.INTRO or (frame.number == 2 and beginner):
        usual = LEARNING
    elif (first and outline.goes_on) or outline.span.in_season:
        usual = (3, 3)
    else:
        usual = WORKING
    asked = who.care.reserve(frame.number, frame.stretch)
    return max(asked, usual) if asked else usual


JOINTS: tuple[Caution, ...] = (
    "shoulder", "wrist", "elbow", "neck", "low-back", "knee", "hip", "ankle",
)  # fmt: skip
"""What may be sore: the pain rule is for these."""
STOPPED: tuple[Caution, ...] = (*STATES, "neck", "low-back")
"""Cautions with signs of their own to stop at."""


def warnings(avoid: Collection[Caution], texts: Texts) -> tuple[str, ...]:
    """Return whom to show the plan first, and at which signs to stop: for every sheet."""
    asked = [caution for caution in STATES if caution in avoid]
    whom = [texts(f"plan.whom.{caution}") for caution in asked if caution in {asked[0], "youth"}]
    return (
        *([texts("plan.refer", whom=texts.joined(whom))] if whom else []),
        *(texts(f"plan.stop_signs.{caution}") for caution in STOPPED if caution in avoid),
    )


def advice(avoid: Collection[Caution], kit: Collection[Kit], texts: Texts) -> tuple[str, ...]:
    """Return what is left out and heeded for each caution, and how much a joint may hurt.

    A plan without a band has nothing to say of latex.
    """
    named = [c for c in (*STATES, "older-adult", *JOINTS) if c in avoid]
    named += ["latex"] if "latex" in avoid and Kit.BAND in kit else []
    told = [texts(f"plan.advice.{caution}") for caution in named]
    return (*told, *([texts("plan.advice.pain")] if {*named} & {*JOINTS} else []))


# -- steps and notes -------------------------------------------------------------------------------


def steps(outline: Outline, exercises: Mapping[Slug, Exercise]) -> dict[Slug, Step]:
    """Return the step of every exercise, from the heaviest load that the plan uses.

    Args:
        exercises: those of the plan, with the neighbours that are not avoided.
    """
    moved: dict[Slug, int] = {}
    for row in outline.rows:
        if row.step in {"load", "manner"}:
            moved.setdefault(row.slug, row.week)
    last = {row.slug: row for row in outline.rows}
    return {
        slug: _step(row, exercises[slug], outline.task, moved.get(slug))
        for slug, row in last.items()
    }


def with_neighbours(
    exercise: Exercise, catalogue: Mapping[Slug, Exercise], who: Athlete
) -> Exercise:
    """Return an exercise whose easier and harder ones are not what is avoided, but those beyond."""
    found: dict[str, Slug | None] = {}
    for way in ("easier", "harder"):
        named = slug = getattr(exercise, way)
        while slug and is_avoided(slug, catalogue[slug], who):
            slug = getattr(catalogue[slug], way)
        if slug != named:
            found[way] = slug
    return exercise.model_copy(update=found) if found else exercise


def _step(row: Row, exercise: Exercise, task: Task, week: int | None) -> Step:
    who, catalogue = task.athlete, task.catalogue
    following = next_load(row.load, who) or Load()
    slower = next_manner(exercise, row.load, who)
    easier, harder = exercise.easier, exercise.harder
    if harder and catalogue[harder].level.number > who.level.number:
        harder = None
    return Step(
        low=exercise.reps[0],
        high=exercise.reps[1],
        top=top(row, who),
        week=week,
        next_band=following.band,
        next_kg=following.kg,
        next_manner=slower.manner if slower else None,
        easier=easier,
        easier_name=catalogue[easier].name if easier else None,
        harder=harder,
        harder_name=catalogue[harder].name if harder else None,
    )


def notes(outline: Outline) -> tuple[str, ...]:
    """Return the sentences that the paper owes its reader (R25, R37, one session a week)."""
    who, words, rows, found = outline.task.athlete, outline.words, outline.rows, []
    if not any(row.load.band or row.load.kg for row in rows):
        found.append(words.no_load)
    found += [said for kit, said in words.too_heavy.items() if kit in outline.too_heavy]
    if outline.request.sessions == 1:
        found.append(words.one_session)
    if outline.running.eves:
        found.append(words.near_run)
    if who.avoid and not any(row.exercise.pattern == "spinal-extension" for row in rows):
        found.append(words.no_extension)
    if who.avoid and not any(row.slug in REAR for row in rows):
        found.append(words.no_rear)
    return tuple(found)

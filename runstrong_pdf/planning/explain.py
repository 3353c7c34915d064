"""Why this plan, in the words of a coach: the answers to "why this?" that the JSON carries.

What was asked for comes first and what it changes, then loads and days, then the weeks. No sheet
prints them: like all that the command line says they are English, whatever the plan's language.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from runstrong_pdf.library import ENGLISH, Library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.plan import Because, Reason, Topic
from runstrong_pdf.model.programme import Manner, Programme
from runstrong_pdf.model.reading import DAY_NAMES
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.units import number_in
from runstrong_pdf.model.words import Kit, WeekKind
from runstrong_pdf.planning.athlete import Care
from runstrong_pdf.planning.choosing import complete
from runstrong_pdf.planning.eligibility import is_avoided
from runstrong_pdf.planning.limits import LOOK_BACK
from runstrong_pdf.planning.loads import SCALE, advised_kg, advised_step
from runstrong_pdf.planning.made import MadeWeek, Outline
from runstrong_pdf.planning.placing import HARD, race_week_day
from runstrong_pdf.planning.row import Row
from runstrong_pdf.planning.words import notes

BECAUSE: Mapping[Because, str] = {
    "kit": "kit that is not owned, or comes in a later part",
    "level": "above this level, or not yet prepared by easier ones",
    "caution": "ruled out by what is avoided",
    "load": "no owned band or weight suits it to begin with",
    "session": "the session has its like already",
    "run": "loaded legs never come the day before a hard or long run",
    "progress": "nothing was left to add",
}
MANNERS: Mapping[Manner, str] = {
    "slow": "lowered in three counts",
    "pause": "with a pause of two counts",
    "shorter": "held a hand shorter",
    "longer": "held a hand longer",
}
"""What makes up for a load that is not owned, or for a step that would be too big (R20)."""
HARDER = {
    "round": "a round more",
    "reps": "more repetitions or seconds",
    "load": "a heavier load",
    "rung": "a harder version",
    "manner": "a slower manner",
}
"""How a row becomes harder from week to week."""

Told = tuple[Topic, str]


def reasons(outline: Outline, library: Library) -> tuple[Reason, ...]:
    """Return the answers to "why this?", what was asked for first."""
    told = _told(_in_english(outline, library.in_language(ENGLISH)))
    return tuple(Reason(topic=topic, text=text) for topic, text in told)


def _told(outline: Outline) -> Iterator[Told]:
    kit = _listed(kit.value for kit in Kit if kit in outline.task.athlete.kit) or "no kit"
    fits = "as asked" if outline.request.programme else f"which fits {kit} best"
    yield "programme", f"{outline.programme.title}, {fits}"
    yield "level", _level(outline)
    yield from (("note", note) for note in notes(outline))
    for say in (_exercises, _care, _loads, _days, _weeks):
        yield from say(outline)


def _in_english(outline: Outline, english: Library) -> Outline:
    """Return the outline with English records of all that is named."""
    named = {slug: None for row in outline.rows for slug in (row.slug, row.instead_of) if slug}
    programme = outline.programme
    if outline.slug in english.slugs(Programme):  # a file of one's own has its words in it
        programme = complete(english.one(Programme, outline.slug), english)
    return replace(
        outline,
        programme=programme,
        task=replace(outline.task, catalogue=english.many(Exercise, named)),
        warm_ups=english.many(WarmUp, outline.warm_ups),
        stretches=english.many(Stretch, outline.stretches),
    )


def _level(outline: Outline) -> str:
    who = outline.task.athlete
    if who.refer_first:
        return (
            "beginner: a health question was answered with yes, so ask a professional first (R34)"
        )
    if who.push_ups is not None:
        return f"{who.level}, for {who.push_ups} full push-ups in one go"
    return f"{who.level}, {'as asked' if outline.request.level else 'as nothing was said'}"


def _exercises(outline: Outline) -> Iterator[Told]:
    """Say which exercise stands in for which others, and why."""
    swaps: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in outline.rows:
        if row.instead_of not in {None, row.slug} and row.because:
            stands_in, name = _name(row.slug, outline), _name(row.instead_of or "", outline)
            swaps[stands_in, _because(row, outline)][name] = None
    for (name, because), others in swaps.items():
        yield "exercise", f"{name} instead of {_listed(others)}: {because}"


def _name(slug: Slug, outline: Outline) -> str:
    return outline.task.catalogue[slug].name


def _because(row: Row, outline: Outline) -> str:
    """Say why a row stands in for another; of what a caution only lets wait, that it waits."""
    who, slug = outline.task.athlete, row.instead_of or ""
    if row.slug in who.use:
        return "you asked for it"
    if row.because != "caution":
        return BECAUSE[row.because or "level"]
    if slug in who.without:
        return "you left that out"
    never = is_avoided(slug, outline.task.catalogue[slug], who)
    return BECAUSE["caution"] if never else "not before a later part, for what is avoided"


def _care(outline: Outline) -> Iterator[Told]:
    """Say what cautions change beside exercises (docs/training-rules.md#cautions)."""
    care = outline.task.athlete.care
    if care.one_round_first:
        yield "level", "week 1 has one set of everything, then two and at most three: 65 or over"
    if care.lighter:
        yield "load", "loads begin a colour or a quarter lighter, for what is avoided"
    if care.round_rest_seconds > Care().round_rest_seconds:
        rest = f"{care.round_rest_seconds} s between rounds of the first block"
        yield "level", f"{rest}, for what is avoided"
    named = {*outline.programme.warm_up, *outline.programme.stretches}
    moves = [move.name for slug, move in outline.warm_ups.items() if slug not in named]
    moves += [one.name for slug, one in outline.stretches.items() if slug not in named]
    if moves:
        yield "exercise", f"{_listed(moves)} in warm-up or stretches, for what is avoided (R33)"


def _loads(outline: Outline) -> Iterator[Told]:
    """Say with which loads exercises begin, then which others they come to, week by week."""
    first: dict[tuple[int, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    later: dict[int, list[str]] = defaultdict(list)
    told: dict[str, set[str]] = defaultdict(set)
    for week in outline.weeks:
        number = week.frame.number
        for row in week.rows:
            load = ", ".join(filter(None, (_load(row, outline), MANNERS.get(row.load.manner))))
            if load and not told[row.slug]:
                first[number, _first(outline, row)][load].append(_name(row.slug, outline))
            elif load and load not in told[row.slug]:
                later[number].append(f"{_name(row.slug, outline)} {load}")
            told[row.slug].add(load or "none")
    for (number, why), loads in first.items():
        each = "; ".join(f"{load} for {_listed(names)}" for load, names in loads.items())
        yield "load", f"from week {number}, {why}: {each}"
    for number, harder in later.items():
        yield "load", f"week {number}, once the numbers before were met (R20): {_listed(harder)}"


def _load(row: Row, outline: Outline) -> str:
    grip = {"shared": " in both hands", "bent": " with bent elbows"}.get(row.load.grip, "")
    return row.load.band or (f"{_weight(row.load.kg, outline)}{grip}" if row.load.kg else "")


def _weight(kg: float, outline: Outline) -> str:
    units = outline.request.units
    return f"{number_in(units, kg):g} {units}"


def _first(outline: Outline, row: Row) -> str:
    """Return why an exercise begins with this load (R20)."""
    who, after = outline.task.athlete, outline.after
    if after and row.slug in {done.exercise for done in (*after.rows, *after.earlier)}:
        return "as it was in the block before"
    usual = f"a runner at {who.level} level begins"
    if row.load.band:
        advised = SCALE[max(0, advised_step(row.exercise, who))]
        met, shown = advised == row.load.band, str(advised)
    elif row.load.kg:
        weight = advised_kg(row.exercise, who)
        met, shown = weight == row.load.kg, _weight(weight, outline)
    else:
        return "once its numbers were met (R20)"
    return f"as {usual}" if met else f"in place of {shown}, with which {usual}"


def _days(outline: Outline) -> Iterator[Told]:
    running = outline.running
    days = [f"session {key} on {DAY_NAMES[day]}" for key, day in running.days.items()]
    apart = ", 48 h apart (R23)" if len(days) > 1 else ""
    yield "day", f"{_listed(days)}{apart}"
    for key, day in running.days.items():
        if key in running.eves:
            light = "light, no loaded legs (R24, R25)"
            yield "day", f"session {key} is before a hard or long run: {light}"
        if running.runs[day] in HARD:
            yield "day", f"session {key} six hours or more after the {running.runs[day]} run (R26)"


def _weeks(outline: Outline) -> Iterator[Told]:
    """Say what the weeks are for, those alike together."""
    kinds: dict[WeekKind, list[MadeWeek]] = defaultdict(list)
    for week in outline.weeks:
        kinds[week.frame.kind].append(week)
    for kind, weeks in kinds.items():
        many = len(weeks) > 1
        numbers = _listed(str(week.frame.number) for week in weeks)
        which = f"weeks {numbers}" if many else f"week {numbers}"
        if kind is WeekKind.RACE:
            gives = f"{which} {'give' if many else 'gives'} way to"
            yield "race", f"{gives} {_race(outline, weeks)}"
        elif kind is WeekKind.LIGHT:
            sets = _listed(_light_sets(week, outline) for week in weeks)
            yield "weeks", f"{which} {'are' if many else 'is'} light: {sets} (R17)"
        elif kind is WeekKind.INTRO:
            verb = "bring" if many else "brings"
            yield "weeks", f"{which} {verb} what is new, so no added sets (R16)"
        else:
            steps = {row.step for week in weeks for row in week.rows}
            told = _listed(words for step, words in HARDER.items() if step in steps)
            harder = f"{'are' if many else 'is'} harder by {told}" if told else "stay as they were"
            yield "weeks", f"{which} {harder} (R18)"
    if outline.request.race and not outline.race:
        yield "race", f"{outline.request.race} is after the last week, so no week is lighter for it"


def _light_sets(light: MadeWeek, outline: Outline) -> str:
    before = outline.weeks[: light.frame.number - 1]
    most = max(week.sets for week in before[-LOOK_BACK:])
    fewer = f"{light.sets} sets after {most}"
    return fewer if light.sets < most else f"{light.sets} sets with fewer repetitions"


def _race(outline: Outline, weeks: Sequence[MadeWeek]) -> str:
    """Return what race weeks hold, on which days, and why on none that was named."""
    if not outline.race:
        return f"a race, as the coach wrote {'them' if len(weeks) > 1 else 'it'}"
    named = outline.running.named
    days: dict[str, None] = {}
    for week in weeks:
        day = race_week_day(outline.running, outline.race, rests=week.frame.rests)
        near = ", as those named are too near the race or a run"
        days[f"{DAY_NAMES[day]}{near if named and day not in named else ''}"] = None
    each = " each" if len(weeks) > 1 else ""
    return f"the race: one session{each}, half the sets, on {_listed(days)} (R28)"


def _listed(names: Iterable[str]) -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last

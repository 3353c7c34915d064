"""Why this plan, in the words of a coach: the answers to "why this?" that the JSON carries."""

from collections.abc import Iterator, Mapping

from runstrong_pdf.model.plan import Because, Reason
from runstrong_pdf.model.programme import Manner
from runstrong_pdf.model.words import Kit, WeekKind
from runstrong_pdf.planning.athlete import Care
from runstrong_pdf.planning.eligibility import is_avoided
from runstrong_pdf.planning.loads import SCALE, advised_kg, advised_step
from runstrong_pdf.planning.outline import Outline
from runstrong_pdf.planning.placing import DAY_NAMES, HARD
from runstrong_pdf.planning.row import Row
from runstrong_pdf.planning.steps import notes

BECAUSE: Mapping[Because, str] = {
    "kit": "it needs kit that is not owned, or comes in a later part",
    "level": "it is above this level, or its lead-ins have not stood long enough yet",
    "caution": "it is ruled out by what is avoided",
    "load": "no owned band or weight is light enough for it",
    "session": "the session has its like already",
    "run": "loaded legs never come the day before a hard or long run",
    "progress": "there was nothing left to add to it",
}
MANNERS: Mapping[Manner, str] = {
    "slow": "lowered in three counts",
    "pause": "with a pause of two counts",
    "shorter": "held a hand shorter",
    "longer": "held a hand longer",
}
"""What makes up for a load that is not owned, or for a step that would be too big (R20)."""


def reasons(outline: Outline) -> tuple[Reason, ...]:
    """Return the answers to "why this?", from the programme down to single rows."""
    return (
        Reason(topic="programme", text=_programme(outline)),
        Reason(topic="level", text=_level(outline)),
        *_care(outline),
        *_weeks(outline),
        *_days(outline),
        *_exercises(outline),
        *_loads(outline),
        *(Reason(topic="note", text=note) for note in notes(outline)),
    )


def _programme(outline: Outline) -> str:
    kit = ", ".join(kit.value for kit in Kit if kit in outline.task.athlete.kit) or "no kit"
    asked = "asked for by name" if outline.request.programme else f"fits {kit} best"
    return f"{outline.slug}: {asked}. {outline.programme.purpose}"


def _level(outline: Outline) -> str:
    who = outline.task.athlete
    if who.refer_first:
        return (
            "beginner: a health question was answered with yes, so ask a professional first (R34)"
        )
    if who.push_ups is not None:
        return f"{who.level}: with {who.push_ups} full push-ups"
    return f"{who.level}: as asked" if outline.request.level else f"{who.level}: nothing was said"


def _care(outline: Outline) -> Iterator[Reason]:
    """Say what cautions change beside exercises (docs/training-rules.md#cautions)."""
    care = outline.task.athlete.care
    if care.one_round_first:
        text = "week 1 has one set of everything, then two and at most three: 65 or over"
        yield Reason(topic="level", text=text)
    if care.lighter:
        text = "loads begin a colour or a quarter lighter, for what is avoided"
        yield Reason(topic="load", text=text)
    if care.round_rest_seconds > Care().round_rest_seconds:
        rest = f"{care.round_rest_seconds} s between rounds of the first block"
        yield Reason(topic="level", text=f"{rest}, for what is avoided")
    named = {*outline.programme.warm_up, *outline.programme.stretches}
    for slug in (*outline.warm_ups, *outline.stretches):
        if slug not in named:
            text = f"{slug} before or after the session, for what is avoided (R33)"
            yield Reason(topic="exercise", text=text)


def _weeks(outline: Outline) -> Iterator[Reason]:
    for week in outline.weeks:
        number, kind = week.frame.number, week.frame.kind
        if kind is WeekKind.RACE:
            text = f"week {number} gives way to the race: one session, half the sets (R28)"
            yield Reason(topic="race", text=text)
        elif kind is WeekKind.LIGHT:
            text = f"week {number} is light: at most 70 % of the sets before (R17)"
            yield Reason(topic="weeks", text=text)
        elif kind is WeekKind.INTRO:
            text = f"week {number} brings what is new, so no added sets (R16)"
            yield Reason(topic="weeks", text=text)
        else:
            yield Reason(topic="weeks", text=f"week {number}: {_harder(week.rows)} (R18)")
    if outline.request.race and not outline.race:
        text = f"{outline.request.race} is after the last week, so no week is lighter for it"
        yield Reason(topic="race", text=text)


def _harder(rows: list[Row]) -> str:
    """Say how many rows gain what."""
    words = {
        "round": "a round", "reps": "repetitions or seconds", "load": "a heavier load",
        "rung": "a harder version", "manner": "a slower manner", "new": "their first week",
    }  # fmt: skip
    counts = {step: sum(row.step == step for row in rows) for step in words}
    told = [f"{many} have {words[step]}" for step, many in counts.items() if many]
    return f"of {len(rows)} rows {', '.join(told)}" if told else "nothing changes"


def _days(outline: Outline) -> Iterator[Reason]:
    running = outline.running
    for key, day in running.days.items():
        text = f"session {key} on {DAY_NAMES[day]}: 48 h from the others (R23)"
        if key in running.eves:
            text += ", before a hard or long run, so light and without loaded legs (R24, R25)"
        if running.runs[day] in HARD:
            text += f", six hours or more after the {running.runs[day]} run (R26)"
        yield Reason(topic="day", text=text)


def _exercises(outline: Outline) -> Iterator[Reason]:
    told: set[tuple[str, str]] = set()
    for week in outline.weeks:
        for row in week.rows:
            pair = (row.slug, row.instead_of or "")
            if row.instead_of not in {None, row.slug} and row.because and pair not in told:
                told.add(pair)
                text = (
                    f"{row.exercise.name} for {row.instead_of}, from week {week.frame.number}: "
                    f"{_because(row, outline)}"
                )
                yield Reason(topic="exercise", text=text)


def _because(row: Row, outline: Outline) -> str:
    """Say why a row stands in for another; of what a caution only lets wait, that it waits."""
    who, slug = outline.task.athlete, row.instead_of or ""
    if row.because != "caution":
        return BECAUSE[row.because or "level"]
    if slug in who.without:
        return "you left it out"
    never = is_avoided(slug, outline.task.catalogue[slug], who)
    return BECAUSE["caution"] if never else "it comes later, for what is avoided"


def _loads(outline: Outline) -> Iterator[Reason]:
    before: dict[str, str] = {}
    for week in outline.weeks:
        for row in week.rows:
            load = ", ".join(part for part in (_load(row), MANNERS.get(row.load.manner)) if part)
            if load and before.get(row.slug) != load:
                known = before.get(row.slug)
                why = f"up from {known}, once its numbers were met (R20)" if known else ""
                text = f"{row.exercise.name}, week {week.frame.number}: {load}, "
                yield Reason(topic="load", text=text + (why or _first(outline, row)))
                before[row.slug] = load


def _load(row: Row) -> str:
    load = row.load
    grip = {"shared": " in both hands", "bent": " with bent elbows"}.get(load.grip, "")
    return load.band or (f"{load.kg:g} kg{grip}" if load.kg else "")


def _first(outline: Outline, row: Row) -> str:
    """Return why an exercise begins with this load (R20)."""
    who = outline.task.athlete
    before = (
        {done.exercise for done in (*outline.after.rows, *outline.after.earlier)}
        if (outline.after)
        else set()
    )
    if row.slug in before:
        return "as it was in the block before"
    if row.load.band:
        advised = SCALE[max(0, advised_step(row.exercise, who))]
        met, shown = advised == row.load.band, str(advised)
    elif row.load.kg:
        weight = advised_kg(row.exercise, who)
        met, shown = weight == row.load.kg, f"{weight:g} kg"
    else:
        return "once its numbers were met (R20)"
    if met:
        return f"where a runner at {who.level} level begins it"
    return f"the nearest owned to {shown}, where a runner at {who.level} level begins it"

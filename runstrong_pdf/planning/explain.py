"""Why this plan: the answers to "why this?" and the JSON carries (never the paper)."""

from collections.abc import Iterator, Mapping

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because, Reason
from runstrong_pdf.model.programme import Manner, Row
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Kit, WeekKind
from runstrong_pdf.planning.care import ORDINARY
from runstrong_pdf.planning.loads import SCALE, advised_kg, advised_step
from runstrong_pdf.planning.outline import Outline
from runstrong_pdf.planning.placing import DAY_NAMES, HARD

BECAUSE: Mapping[Because, str] = {
    "kit": "it needs kit that is not owned, or comes in a later phase",
    "level": "it is above this level",
    "caution": "it is ruled out by what is avoided",
    "load": "no owned band or weight is light enough for it",
    "session": "the session has it already",
    "run": "loaded legs never come the day before a hard or long run",
    "progress": "its top number came twice with two in reserve, and this is its harder rung",
}

MANNERS: Mapping[Manner, str] = {
    "slow": "lowered in three counts",
    "pause": "with a pause of two counts",
    "shorter": "held a hand shorter",
    "longer": "held a hand longer",
}
"""What makes up for a load that is not owned, or for a step that would be too big (R20)."""


def notes(outline: Outline) -> tuple[str, ...]:
    """Return the sentences that the paper owes its reader (R25, R37, one session a week)."""
    words = outline.programme.words
    assert words  # noqa: S101  the pipeline completes it
    found = []
    rows = [r for week in outline.weeks for s in week.written.sessions.values() for r in s]
    if not any(row.band or row.kg for row in rows):
        found.append(words.no_load)
    found += [words.too_heavy[kit] for kit in Kit if kit in outline.too_heavy]
    if outline.request.sessions == 1:
        found.append(words.one_session)
    if outline.running.eves:
        found.append(words.near_run)
    if "extension" in outline.waives:
        found.append(words.no_extension)
    if "rear" in outline.waives:
        found.append(words.no_rear)
    return tuple(found)


def reasons(outline: Outline, exercises: Mapping[Slug, Exercise]) -> tuple[Reason, ...]:
    """Return the answers to "why this?", from the programme down to single rows."""
    return (
        Reason(topic="programme", text=_programme(outline)),
        Reason(topic="level", text=_level(outline)),
        *_care(outline),
        *_weeks(outline),
        *_left_out(outline),
        *_days(outline),
        *_exercises(outline, exercises),
        *_loads(outline, exercises),
        *(Reason(topic="note", text=note) for note in notes(outline)),
    )


def _programme(outline: Outline) -> str:
    kit = ", ".join(kit.value for kit in Kit if kit in outline.athlete.kit) or "no kit"
    asked = "asked for by name" if outline.request.programme else f"fits {kit} best"
    return f"{outline.slug}: {asked}. {outline.programme.purpose}"


def _level(outline: Outline) -> str:
    athlete = outline.athlete
    if athlete.refer_first:
        return (
            "beginner: a health question was answered with yes, so ask a professional first (R34)"
        )
    if athlete.push_ups is not None:
        return f"{athlete.level}: with {athlete.push_ups} full push-ups"
    return f"{athlete.level}: as asked"


def _care(outline: Outline) -> Iterator[Reason]:
    """What cautions change beyond swapped exercises (docs/training-rules.md#cautions)."""
    care = outline.athlete.care
    if care.one_set_first:
        text = "week 1 has one set of everything, then two and at most three: 65 or over"
        yield Reason(topic="level", text=text)
    if care.lighter:
        text = "loads begin a colour or a quarter lighter, for what is avoided"
        yield Reason(topic="load", text=text)
    if care.round_rest_seconds > ORDINARY.round_rest_seconds:
        rest = outline.weeks[0].written.round_rest_seconds
        yield Reason(topic="level", text=f"{rest} s between rounds, for what is avoided")
    named = {*outline.programme.warm_up, *outline.programme.stretches}
    for slug in (*outline.warm_ups, *outline.stretches):
        if slug not in named:
            text = f"{slug} before or after the session, for what is avoided (R33)"
            yield Reason(topic="exercise", text=text)


def _weeks(outline: Outline) -> Iterator[Reason]:
    for number, week in enumerate(outline.weeks, 1):
        kind = week.written.kind
        if kind is WeekKind.LIGHT:
            text = f"week {number} is light: at most 70 % of the sets before (R17)"
            yield Reason(topic="weeks", text=text)
        if kind is WeekKind.INTRO:
            text = f"week {number} brings new exercises, so no added sets (R16)"
            yield Reason(topic="weeks", text=text)
        if kind is WeekKind.RACE:
            text = f"week {number} gives way to the race: one session, half the sets (R28)"
            yield Reason(topic="race", text=text)


def _left_out(outline: Outline) -> Iterator[Reason]:
    for stage in outline.skipped:
        text = f"no {stage} stage: what is avoided leaves too little to fill its weeks (R33)"
        yield Reason(topic="weeks", text=text)
    if outline.request.race and not outline.race:
        text = f"{outline.request.race} is after the last week, so no week is lighter for it"
        yield Reason(topic="race", text=text)


def _days(outline: Outline) -> Iterator[Reason]:
    running = outline.running
    for key, day in running.days.items():
        text = f"session {key} on {DAY_NAMES[day]}: 48 h from the others (R23)"
        if key in running.eves:
            text += ", before a hard or long run, so light and without loaded legs (R24, R25)"
        if running.runs[day] in HARD:
            text += f", six hours or more after the {running.runs[day]} run (R26)"
        yield Reason(topic="day", text=text)


def _exercises(outline: Outline, exercises: Mapping[Slug, Exercise]) -> Iterator[Reason]:
    told: set[tuple[Slug, Slug]] = set()
    for number, week in enumerate(outline.weeks, 1):
        for (_, slug), (wanted, because) in week.stands_for.items():
            if (slug, wanted) not in told:
                told.add((slug, wanted))
                text = (
                    f"{exercises[slug].name} for {wanted}, from week {number}: {BECAUSE[because]}"
                )
                yield Reason(topic="exercise", text=text)


def _loads(outline: Outline, exercises: Mapping[Slug, Exercise]) -> Iterator[Reason]:
    before: dict[Slug, str] = {}
    for number, week in enumerate(outline.weeks, 1):
        for row in (row for rows in week.written.sessions.values() for row in rows):
            load = ", ".join(part for part in (_load(row), MANNERS.get(row.manner)) if part)
            if load and before.get(row.exercise) != load:
                known = before.get(row.exercise)
                why = f"up from {known}, once its numbers were met (R20)" if known else ""
                why = why or _first(outline, exercises[row.exercise], row)
                text = f"{exercises[row.exercise].name}, week {number}: {load}, {why}"
                yield Reason(topic="load", text=text)
                before[row.exercise] = load


def _load(row: Row) -> str:
    return " or ".join([*row.band, *(f"{kg:g} kg" for kg in row.kg)])


def _first(outline: Outline, exercise: Exercise, row: Row) -> str:
    """Return why an exercise begins with this load (R20)."""
    athlete = outline.athlete
    if not (row.band or row.kg):
        return "once its numbers were met (R20)"
    if row.band:
        advised: float | str = SCALE[advised_step(exercise, athlete)]
        met, shown = advised in row.band, str(advised)
    else:
        advised = advised_kg(exercise, athlete)
        met, shown = advised in row.kg, f"{advised:g} kg"
    if met:
        return f"where a runner at {athlete.level} level begins it"
    if outline.programme.weeks[:1] == (outline.weeks[0].written,):
        return "as the programme's author wrote it"
    return f"the nearest owned to {shown}, where a runner at {athlete.level} level begins it"

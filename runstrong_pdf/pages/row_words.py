"""What a row says besides its dose: its grip, its cue, and the way out of a harder one."""

from typing import NamedTuple

from runstrong_pdf.layout.text import Said
from runstrong_pdf.model.plan import LastDose, Plan, Prescription, Session, Week
from runstrong_pdf.model.programme import Row
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief, cue_text, dose_of, span, weight_text

LARGE_STEP = 1.25
HEAVY_BANDS = frozenset({"silver", "gold"})
"""Bands that are 40 to 50 % stronger than the colour before; the others are about a quarter."""
OWN_SESSIONS = frozenset({"older-adult", "pregnancy", "postnatal", "shoulder", "wrist"})
"""Cautions with sessions of their own, without a push and a pull day."""


class Detail(NamedTuple):
    """How much a row says.

    Attributes:
        short: whether a cue that the guide has too gives way to what only the sheet says.
        uncued: the exercises without such a cue.
        handout: whether nothing is written, and the easier version is named unless `short`.
        drawn: whether the easier version is drawn beside its name.
    """

    short: bool = False
    uncued: frozenset[Slug] = frozenset()
    handout: bool = False
    drawn: bool = False


FULL = Detail()


def said(brief: Brief, session: Session, row: Prescription, detail: Detail) -> list[Said]:
    """Return the lines below dose and load: where the band goes, grip, cue, last week's dose."""
    cued = row.exercise not in detail.uncued
    held = grip(row, brief.texts)
    lines: list[Said] = [held] if held else []
    told = row.tip is not None or (row.reserve or session.reserve) != session.reserve
    if told or (cued and not (detail.short and (lines or row.otherwise))):
        lines.append((cue_text(brief, session, row),))
    # A known place gives way like a known cue; beside a grip or a last dose, which only the sheet
    # says, there is no room for it; at a club night whoever leads shows it.
    if cued and not (held or row.otherwise or detail.handout):
        lines = [*band_at(row, brief.texts), *lines]
    if row.otherwise:
        lines.append(otherwise(row.otherwise, row, brief.plan, brief.texts))
    return lines


def band_at(row: Prescription, texts: Texts) -> list[Said]:
    """Return the line with where the band goes, none without a band or for a move of one's own."""
    key = f"band_at.{row.exercise}"
    return [(texts(key),)] if row.band and key in texts.entries else []


def easier(brief: Brief, row: Prescription) -> list[Said]:
    """Return the line with the easier version; none where it may be what is to be avoided."""
    slug = brief.plan.exercises[row.exercise].easier
    if not slug or brief.plan.request.avoid:
        return []
    return [(brief.texts("handout.easier", name=brief.texts.inside(brief.known[slug].shown)),)]


def session_facts(brief: Brief, week: Week, session: Session) -> str:
    """Return whether it is a push or pull day, its minutes, and a reserve of its own."""
    texts = brief.texts
    facts = split_day(brief, session)
    facts += texts("lane.facts", minutes=session.minutes)
    if session.reserve == week.reserve:
        return facts
    keep = span([str(number) for number in session.reserve], texts)
    return facts + texts("lane.keep", reserve=keep)


def split_day(brief: Brief, session: Session) -> str:
    """Return that a session is the push or the pull day, nothing where the plan has none."""
    request = brief.plan.request
    split = request.focus == "split" and request.sessions > 1
    if not split or OWN_SESSIONS & {*request.avoid}:
        return ""
    return {"A": brief.texts("lane.push"), "B": brief.texts("lane.pull")}.get(session.key, "")


def with_run(session: Session, texts: Texts) -> str:
    """Return how a session goes together with a run on the same day (R26), nothing without one."""
    if session.run not in {"easy", "hard", "long"}:
        return ""
    key = "lane.same_day_easy" if session.run == "easy" else "lane.same_day_hard"
    return texts(key, hours=session.hours_after_run)


def missed(week: Week, plan: Plan, texts: Texts) -> str:
    """Return what to do where the last loading week was not clean; in week 1 when to do fewer.

    Nothing in a light or a race week, whose numbers suit everybody.
    """
    if not _has_last(week, plan):
        return texts("otherwise.too_few_left") if week.number == 1 else ""
    before = [old.number for old in plan.weeks[: week.number - 1] if old.kind.is_loading]
    if before and before[-1] < week.number - 1:
        return texts("otherwise.missed_in", week=before[-1])
    if plan.request.sessions == 1 and len(before) > 1:  # rows that take turns have no last week
        return texts("otherwise.missed_before")
    return texts("otherwise.missed")


def _has_last(week: Week, plan: Plan) -> bool:
    """Whether a week's numbers go on from those of a loading week."""
    rows = (row for session in week.sessions for row in session.rows)
    before = any(old.kind.is_loading for old in plan.weeks[: week.number - 1])
    return week.kind.is_loading and (before or any(row.otherwise for row in rows))


def filling_in(brief: Brief, week: Week) -> str:
    """Return how a sheet is filled in, nothing where a number of last week may be repeated."""
    if _has_last(week, brief.plan):
        return ""
    printed = next((row.reps for row in week.sessions[0].rows if row.unit == "reps"), 8)
    fewer = max(1, printed - 1)
    return brief.texts(f"week.rows{brief.knee}", printed=printed, fewer=fewer)


def grip(row: Row | LastDose, texts: Texts) -> Said:
    """Return how the load is held, nothing where that is as usual."""
    if row.grip == "usual":
        return ()
    return texts(f"grip.{row.grip}"), texts(f"short_grip.{row.grip}")


def load_words(row: Prescription | LastDose, texts: Texts) -> str:
    """Return weight or band in words, empty for neither."""
    if row.band:
        return texts("load.either").join(texts(f"band.{colour}") for colour in row.band)
    return weight_text(row.kg, texts) if row.kg else ""


def otherwise(last: LastDose, row: Prescription, plan: Plan, texts: Texts) -> Said:
    """Return the dose of the last loading week, for who missed its numbers."""
    told, exercise = last_dose(last, row, plan, texts), plan.exercises[last.exercise]
    named = told
    if last.exercise != row.exercise:
        named = texts("otherwise.other", exercise=exercise.shown, dose=told)
    if _is_large(last, row):
        return texts("otherwise.large", dose=named), texts("otherwise.large_short", dose=told)
    return (
        texts("otherwise.week", week=last.week, dose=named),
        texts("otherwise.short", dose=named),
        texts("otherwise.shortest", dose=named),
        texts("otherwise.unnamed", week=last.week, dose=told),
    )


def _is_large(last: LastDose, row: Prescription) -> bool:
    """Whether a load rises by more than a quarter, which asks for three in reserve (C07)."""
    if last.exercise != row.exercise:
        return False
    if last.kg and row.kg:
        return row.kg[-1] > LARGE_STEP * last.kg[-1]
    return last.band != row.band and bool(HEAVY_BANDS & set(row.band))


def last_dose(last: LastDose, row: Prescription, plan: Plan, texts: Texts) -> str:
    """Return the number, with rounds, load, grip and manner where they were others."""
    exercise = plan.exercises[last.exercise]
    if last.rounds != row.rounds:
        told = dose_of(last.rounds, last.reps, exercise.unit, texts)
    else:
        told = texts("seconds" if exercise.unit.is_time else "dose.reps_alone", number=last.reps)
    changed = (last.exercise, last.band, last.kg) != (row.exercise, row.band, row.kg)
    parts = [load_words(last, texts)] if changed else []
    if last.grip not in {row.grip, "usual"}:
        parts.append(grip(last, texts)[-1])
    if last.manner != row.manner:
        parts.append(texts(f"manner.{last.manner}"))
    for part in parts:
        if part:
            told = texts("otherwise.loaded", dose=told, load=part)
    return told

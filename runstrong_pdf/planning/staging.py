"""Which rows a week begins with: the stage's own, or what is left of them (R16, R24, R28)."""

from collections.abc import Mapping

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import WeekKind
from runstrong_pdf.planning.brief import Brief
from runstrong_pdf.planning.easing import Rows, trimmed
from runstrong_pdf.planning.filling import fill
from runstrong_pdf.planning.ladder import LOADED_LEGS
from runstrong_pdf.planning.limits import Bounds
from runstrong_pdf.planning.memory import LOADING, Sources
from runstrong_pdf.planning.tally import tally
from runstrong_pdf.planning.weeks import WeekFrame
from runstrong_pdf.planning.work import Work


def sources_of(frame: WeekFrame, brief: Brief, kept: Rows) -> Sources:
    """Return the sessions of a week; one alone takes turns, a third repeats."""
    turn: SessionKey = "A" if frame.turn % 2 else "B"
    if frame.kind is WeekKind.RACE:
        key = _race_session(turn, brief, kept)
        return {key: key}
    if brief.request.sessions == 1:
        return {turn: turn}
    both: Sources = {"A": "A", "B": "B"}
    return {**both, "C": turn} if brief.request.sessions == 3 else both


def _race_session(turn: SessionKey, brief: Brief, kept: Rows) -> SessionKey:
    """The session with more pulling than pushing; of one a week, last week's (R02, R28)."""
    if brief.request.sessions == 1:
        return turn

    def surplus(key: SessionKey) -> int:
        count = tally([work.at(rounds=1) for work in kept[key]])
        return count.pull - count.push

    return max(sorted(kept), key=surplus)


def stage_rows(frame: WeekFrame, brief: Brief, bounds: Bounds) -> Rows:
    """Return the rows of a new stage, as many as time allows."""
    filled = fill(
        brief.programme.slots(brief.request.focus),
        brief.stages[frame.stage],
        brief.athlete,
        brief.catalogue,
        {key: brief.place(frame, eve=key in brief.eves) for key in ("A", "B")},
        alternate=brief.request.sessions == 1,
    )
    if brief.request.sessions > 1:
        return trimmed(filled, bounds)
    return {key: trimmed({key: works}, bounds)[key] for key, works in filled.items()}


def week_rows(
    frame: WeekFrame, brief: Brief, sources: Sources, rows: Mapping[SessionKey, list[Work]]
) -> Rows:
    """Return this week's rows; no loaded legs in race week or before a hard run (R24)."""
    found: Rows = {}
    for key, source in sources.items():
        spares = frame.kind is WeekKind.RACE or key in brief.eves
        found[key] = [w for w in rows[source] if not (spares and w.slug in LOADED_LEGS)]
    return found


def back_again(filled: Rows, kept: Rows, known: set[str]) -> Rows:
    """Return the rows after a stage's light first week: what is no news comes back (R16)."""
    return {
        key: [w for w in works if w.slug in known or any(w.slug == k.slug for k in kept[key])]
        if key in kept
        else works
        for key, works in filled.items()
    }


def kept_rows(kept: Rows, rows: Rows, sources: Sources, kind: WeekKind) -> Rows:
    """Return the rows to go on with: light weeks leave rows out only for themselves."""
    own = {key: works for key, works in rows.items() if sources[key] == key}
    return kept | {k: works for k, works in own.items() if kind in LOADING or k not in kept}

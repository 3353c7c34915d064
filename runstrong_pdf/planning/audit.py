"""What a programme and its written weeks break, by rule: what `runstrong check` tells a coach."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, groupby, pairwise, product

from runstrong_pdf.errors import NoProgrammeError, Problem, Severity, TemplateError, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Programme, SessionKey, WrittenWeek
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Focus, Kit, Level, Phase, WeekKind
from runstrong_pdf.planning import limits
from runstrong_pdf.planning.choosing import check_names, complete
from runstrong_pdf.planning.compose import SHARED_SHARE
from runstrong_pdf.planning.eligibility import BEGINNERS_NEVER
from runstrong_pdf.planning.limits import (
    BIG_MUSCLES,
    FAST_REST,
    FIRST_SESSION_SETS,
    MOST_ROUNDS,
    SAME_MUSCLE_REST,
)
from runstrong_pdf.planning.loads import LARGEST_STEP, MANNER_RANK, SCALE
from runstrong_pdf.planning.made import (
    HARDER_IN_THREE,
    HARDER_SHARE,
    LONG_PLAN,
    Log,
    MadeBlock,
    MadeWeek,
    dose_of,
    no_harder,
    rows_of,
    seconds_of,
    sets_of,
    sides,
)
from runstrong_pdf.planning.picks import (
    FEWEST_ROWS,
    LEAD_INS,
    RAISES_MOST,
    TWINS,
    Catalogue,
    is_small,
)
from runstrong_pdf.planning.pipeline import make_plan
from runstrong_pdf.planning.resolve import stretch_seconds, warm_up_seconds
from runstrong_pdf.planning.review import Finding, lacks, lacks_in_week, least_work, muscle_sets
from runstrong_pdf.planning.rounds import PULL_SHARE
from runstrong_pdf.planning.row import OWN_LADDER, Row, is_harder
from runstrong_pdf.planning.season import LIGHT_WEEKS, LONGEST_PART, RACE_LIGHT_WEEKS
from runstrong_pdf.planning.sessions import rows_at, uneven, weeks_as_written
from runstrong_pdf.planning.trades import MOST_COLOURS, MOST_WEIGHTS, colours_of, weights_of
from runstrong_pdf.planning.words import FAR

SOME_MONDAY = date(2024, 1, 1)
"""Any Monday does: only the distance to the race counts."""
SIX_WEEKS = 42
"""Days of a plan of the usual length."""
LEAST_WARM_UP, LEAST_STRETCH = 240, 240
"""Seconds before and after a session of the usual length (R30, R32)."""
STRETCHED = {
    "erector spinae": "the back",
    "rectus abdominis": "the front of the trunk",
    "pectoralis major": "the chest",
    "triceps brachii": "the back of the arm",
}
"""What the stretches cover together, by one muscle of it (R32)."""
MOST_SETS = (20, 24, 28)
"""Of a session, by level (R14)."""
MOST_EXERCISES = 10
"""Of a session (C14)."""
LESS_ROUND_REST = 15
"""Seconds that rests between rounds are longer than those between exercises (C12)."""
FOCUSES: tuple[Focus, ...] = ("full", "split")
ADVICE = frozenset({"C01", "C02", "C08", "C09", "C16"})
"""Rules about progress: a coach may have a reason, so that they are warnings."""
LEAST_RESERVE = {WeekKind.INTRO: (3, "R16"), WeekKind.LIGHT: (4, "R17"), WeekKind.RACE: (4, "R28")}
"""Clean repetitions to keep, by kind of week, and the rule that says so."""
SETS_RULE = {WeekKind.LIGHT: "R17", WeekKind.INTRO: "R16", WeekKind.RACE: "R28"}
RESERVE_BEFORE_KIT = 2
"""Clean repetitions kept in the week before new equipment (R21)."""


def audit(slug: Slug, library: Library) -> list[Problem]:
    """Return what is wrong with a programme, each with its place in the file.

    A rule that its own weeks break is an error, and so is a programme that suits nobody. What is
    about progress is a warning, and so is that it cannot suit some of those it says it is for.

    Raises:
        TemplateError: when the programme, or something that it names, cannot be read.

    Example:
        >>> audit("express", Library())
        []
    """
    programme = complete(library.one(Programme, slug), library)
    check_names(programme, library)
    warm = warm_up_seconds(library.many(WarmUp, programme.warm_up).values())
    stretches = stretch_seconds(library.many(Stretch, programme.stretches).values())
    return [
        *_around(programme, library, warm, stretches),
        *_weeks(programme, library.all(Exercise), warm + stretches),
        *_slots(programme),
        *_generated(slug, programme, library),
    ]


def _around(programme: Programme, library: Library, warm: int, stretches: int) -> Iterator[Problem]:
    """Warm-up and stretches: long enough, and for all that is worked (R30, R32)."""
    if warm < LEAST_WARM_UP:
        yield Problem("warm_up", f"{warm} seconds, at least {LEAST_WARM_UP} (R30)")
    if stretches < LEAST_STRETCH:
        yield Problem("stretches", f"{stretches} seconds, at least {LEAST_STRETCH} (R30)")
    moves = library.many(Stretch, programme.stretches).values()
    covered = {muscle for stretch in moves for muscle in stretch.muscles}
    missing = [what for muscle, what in STRETCHED.items() if muscle not in covered]
    if missing:
        yield Problem("stretches", f"nothing for {', '.join(missing)} (R32)")


def _slots(programme: Programme) -> Iterator[Problem]:
    """Sessions that are too much alike; the planner would change some rows of B (C16)."""
    for focus, stage in product(FOCUSES, programme.kept):
        sessions = programme.slots(focus)
        a, b = (
            {slug for slug, _ in rows_at(sessions.get(key, ()), stage, programme.level)}
            for key in ("A", "B")
        )
        for text, rule, _ in alike(a, b, ""):
            said = f"{stage}: {text} ({rule})"
            yield Problem(focus, said, "other exercises will stand in B", "warning")


def _generated(slug: Slug, programme: Programme, library: Library) -> Iterator[Problem]:
    """Try the ends of what the programme says it suits, with all kit; say each thing once."""
    ends = sorted(set(programme.sessions_a_week)), sorted(set(programme.minutes_range))
    tried = list(product(programme.levels, *ends))
    failed: defaultdict[str, list[str]] = defaultdict(list)
    for level, sessions, minutes in tried:
        request = Request(
            programme=slug,
            level=level,
            sessions=sessions,
            minutes=minutes,
            kit=tuple(Kit),
            start=SOME_MONDAY,
            race=SOME_MONDAY + timedelta(days=SIX_WEEKS - 1) if programme.race else None,
        )
        try:
            make_plan(request, library)
        except (NoProgrammeError, UsageError) as error:
            times = f"{sessions} session{'s' if sessions > 1 else ''}"
            failed[str(error)].append(f"level {level}, {times}, {minutes} minutes")
        except TemplateError:
            continue  # written weeks that are no circuits: told by their place
    nobody = sum(map(len, failed.values())) == len(tried)
    for wrong, whom in failed.items():
        more = f" (and {len(whom) - 1} more)" if len(whom) > 1 else ""
        if nobody:
            yield Problem("", f"suits nobody: {wrong}")
        else:
            yield Problem("", f"for {whom[0]}{more}: {wrong}", severity="warning")


# -- weeks written out -----------------------------------------------------------------------------


def _weeks(programme: Programme, catalogue: Catalogue, frame_seconds: int) -> list[Problem]:
    """Return every rule that the written weeks of a complete programme break."""
    written = programme.weeks
    if not written:
        return []
    made = weeks_as_written(written, catalogue)
    found, log = list(uneven(written, catalogue)), Log()
    for week, said in zip(made, written, strict=True):
        place = f"weeks[{week.frame.number}]"
        for key in week.sessions:
            here = _session(key, week, said, log, programme, frame_seconds)
            found += _problems(here, f"{place}.sessions.{key}")
        here = chain(_week(week, log, programme), _kind(week, said, log, programme))
        found += _problems(here, place)
        log.note(week)
    whole = [*_titles(written), *_stages(programme, made), *_whole(made, log)]
    return [*found, *_problems(whole, "weeks")]


def _problems(findings: Iterable[Finding], place: str) -> Iterator[Problem]:
    for text, rule, where in findings:
        severity: Severity = "warning" if rule in ADVICE else "error"
        yield Problem(where or place, f"{text} ({rule})", severity=severity)


# -- one session -----------------------------------------------------------------------------------


def _session(
    key: SessionKey,
    week: MadeWeek,
    said: WrittenWeek,
    log: Log,
    programme: Programme,
    frame_seconds: int,
) -> Iterator[Finding]:
    """Yield everything that one session of a week breaks."""
    blocks, level, minutes = week.sessions[key], programme.level, programme.minutes
    rows = rows_of(blocks)
    yield from (Finding(f"lacks {text}", rule) for text, rule, _ in lacks(rows))
    yield from _list(rows, level)
    for row in rows:
        yield from _dose(row, level)
    yield from _order(blocks)
    yield from _rests(blocks)
    work, least = sum(row.rounds * row.seconds for row in rows), least_work(minutes)
    if week.frame.kind is WeekKind.BUILD and work < least:
        yield Finding(f"{work / 60:.1f} minutes of work, at least {least / 60:.1f}", "C13")
    if (seconds := seconds_of(blocks, frame_seconds)) > 60 * minutes:
        yield Finding(f"{seconds / 60:.0f} minutes, minutes is {minutes}", "R29")
    if week.frame.number == 1 and level is Level.BEGINNER:
        if (sets := sets_of(blocks)) > FIRST_SESSION_SETS:
            yield Finding(f"{sets} sets, at most {FIRST_SESSION_SETS} in a first session", "R14")
        if (kept := said.reserve[0]) < FAR[0]:
            yield Finding(f"{kept} in reserve, {FAR[0]} in a beginner's first week", "R14")
    for row in rows:
        yield from _lead_ins(row, week, log)
        yield from _step(row, log.last(key, row.slug), week)
    yield from _progress(key, week, log)


def _list(rows: Sequence[Row], level: Level) -> Iterator[Finding]:
    """Yield what is wrong with the list of exercises (R03, R07, R14, C14, C15)."""
    push, pull = sides(rows)
    sets, most = sum(row.rounds for row in rows), MOST_SETS[level.number - 1]
    if sets > most:
        yield Finding(f"{sets} sets, at most {most}", "R14")
    if pull < PULL_SHARE * push:
        yield Finding(f"{pull} pulling sets beside {push} pushing", "R03")
    slugs = Counter(row.slug for row in rows)
    if not FEWEST_ROWS <= len(rows) <= MOST_EXERCISES:
        yield Finding(f"{len(rows)} exercises, allowed {FEWEST_ROWS}-{MOST_EXERCISES}", "C14")
    for slug in sorted(slug for slug in slugs if slugs[slug] > 1):
        yield Finding(f"{slug} stands here twice", "C14")
    for twins in TWINS:
        if len(alike := sorted(twins & slugs.keys())) > 1:
            yield Finding(f"{' and '.join(alike)} are near twins", "C14")
    raises = sum(row.exercise.pattern == "shoulder-isolation" for row in rows)
    if raises > RAISES_MOST:
        yield Finding(f"{raises} raises for the shoulders, at most {RAISES_MOST}", "R07")
    if len(colours := colours_of(rows)) > MOST_COLOURS:
        yield Finding(f"{len(colours)} colours, at most {MOST_COLOURS}", "C15")
    if len(weights := weights_of(rows)) > MOST_WEIGHTS:
        yield Finding(f"{len(weights)} weights, at most {MOST_WEIGHTS}", "C15")


def _dose(row: Row, level: Level) -> Iterator[Finding]:
    low, high = row.exercise.reps
    most = MOST_ROUNDS[level.number - 1]
    if not low <= row.reps <= high:
        yield Finding(f"{row.slug} x {row.reps}, its range is {low}-{high}", "R12")
    if not 2 <= row.rounds <= most:
        yield Finding(f"{row.slug} {row.rounds} rounds, allowed 2-{most}", "R11")
    if row.exercise.level.number > level.number:
        yield Finding(f"{row.slug} is for {row.exercise.level}", "R08")
    if level is Level.BEGINNER and row.slug in BEGINNERS_NEVER:
        yield Finding(f"{row.slug} is not for beginners", "R09")
    if Kit.BAND in row.exercise.kit and not row.load.band:
        yield Finding(f"{row.slug} has no colour", "C11")
    if Kit.DUMBBELLS in row.exercise.kit and not row.load.kg:
        yield Finding(f"{row.slug} has no weight", "C11")


def _order(blocks: Sequence[MadeBlock]) -> Iterator[Finding]:
    """Yield what follows what it should not, in every round and from block to block (R05, R06)."""
    for a, b in pairwise(rows_of(blocks)):
        if a.exercise.balance == b.exercise.balance != "neutral":
            yield Finding(f"{b.slug} follows {a.slug}, both {b.exercise.balance}", "R05")
    for block in blocks:
        a, b = block.rows[-1], block.rows[0]
        if len(block.rows) > 2 and a.exercise.balance == b.exercise.balance != "neutral":
            said = f"{b.slug} follows {a.slug} in the next round, both {b.exercise.balance}"
            yield Finding(said, "R05")
    for number, block in enumerate(blocks):
        for row in block.rows:
            if row.exercise.effort == "fast" and (number or len(block.rows) > 1):
                yield Finding(f"{row.slug} is fast, so it is first and in a block alone", "R06")
    for side in ("push", "pull"):
        mine = [row for row in rows_of(blocks) if row.exercise.balance == side]
        if mine and is_small(mine[0].exercise) and not all(is_small(r.exercise) for r in mine):
            said = f"{mine[0].slug} works one joint, before the larger {side}"
            yield Finding(said, "R06")


def _rests(blocks: Sequence[MadeBlock]) -> Iterator[Finding]:
    """Yield rests that are too short (R31, C12)."""
    before: Row | None = None
    for block in blocks:
        rest, between = block.rests.rest, block.rests.round_rest
        if len(block.rows) > 1 and between < rest + LESS_ROUND_REST:
            yield Finding(f"{between} s between rounds, {rest} s between exercises", "C12")
        for number, row in enumerate(block.rows):
            has = row.rest_before or (rest if number else max(rest, between))
            if row.exercise.effort == "fast" and has < FAST_REST:
                yield Finding(f"{row.slug} is fast and needs {FAST_REST} s of rest", "R31")
            same = set(row.exercise.primary) & set(before.exercise.primary if before else ())
            if (shared := sorted(same - BIG_MUSCLES)) and has < SAME_MUSCLE_REST:
                both = f"{row.slug} after {before.slug if before else ''}, both {', '.join(shared)}"
                yield Finding(f"{both}: {SAME_MUSCLE_REST} s of rest first", "R31")
            before = row


def _lead_ins(row: Row, week: MadeWeek, log: Log) -> Iterator[Finding]:
    """Yield a lift that comes too early (C04)."""
    if row.slug in log.weeks_done or row.slug not in LEAD_INS:
        return
    weeks, groups = LEAD_INS[row.slug]
    for group in groups:
        if max((log.weeks_done.get(lead, 0) for lead in group), default=0) < weeks:
            many = f"{weeks} loading week{'s' * (weeks > 1)}"
            yield Finding(f"{row.slug} needs {many} of {' or '.join(sorted(group))} first", "C04")
    if not week.frame.loading:
        yield Finding(f"{row.slug} comes for the first time in a {week.frame.kind} week", "C04")


def _step(row: Row, last: Row | None, week: MadeWeek) -> Iterator[Finding]:
    """One thing goes up at a time, by no more than it may, and nothing goes back (R18 to R20)."""
    low, high = row.exercise.reps
    if last is None:
        if row.reps > (low + high) / 2 and row.slug not in OWN_LADDER:
            yield Finding(f"{row.slug} is new at {row.reps}, its range is {low}-{high}", "R16")
        return
    now, was = row.load, last.load
    up = [name for name in ("rounds", "reps") if getattr(row, name) > getattr(last, name)]
    up += ["load"] if now.amount > was.amount else []
    up += ["manner"] if MANNER_RANK[now.manner] > MANNER_RANK[was.manner] else []
    if len(up) > 1:
        yield Finding(f"{row.slug}: {' and '.join(up)} go up at once", "R18")
    if now.band and was.band and SCALE.index(now.band) - SCALE.index(was.band) > 1:
        yield Finding(f"{row.slug}: from {was.band} to {now.band} skips a colour", "R19")
    if now.kg and was.kg and now.amount > LARGEST_STEP * was.amount:
        yield Finding(f"{row.slug}: from {was.kg:g} to {now.kg:g} kg is more than half", "R20")
    fewer = last.reps - row.reps
    same = now == was and (fewer > 2 or (fewer > 0 and row.rounds <= last.rounds))
    if week.frame.kind is WeekKind.BUILD and (now.amount < was.amount or same):
        yield Finding(f"{row.slug} is easier than in week {last.week}", "C19")


def _progress(key: SessionKey, week: MadeWeek, log: Log) -> Iterator[Finding]:
    """Yield a session that is hardly harder than before, and rows that stand still (C01 to C16)."""
    past, rows = log.sessions[key], rows_of(week.sessions[key])
    if not week.frame.loading:
        return
    for nth, share, rule in ((1, HARDER_SHARE, "C01"), (2, HARDER_IN_THREE, "C02")):
        before = past[-nth] if len(past) >= nth else ()
        harder = len(rows) - len(no_harder(rows, before))
        if harder < share * len(rows):
            said = f"{harder} of {len(rows)} rows are harder than in week {before[0].week}"
            yield Finding(said, rule)
    for row in rows:
        doses = [{r.slug: dose_of(r) for r in before}.get(row.slug) for before in past[-2:]]
        if doses == [dose_of(row)] * 2:
            yield Finding(f"{row.slug} is the same in three loading weeks", "C09")
    lists = [{row.slug for row in before} for before in past[-LONGEST_PART:]]
    if lists == [{row.slug for row in rows}] * LONGEST_PART:
        yield Finding("the same exercises for more than four loading weeks", "C16")


# -- a week ----------------------------------------------------------------------------------------


def _week(week: MadeWeek, log: Log, programme: Programme) -> Iterator[Finding]:
    """Yield what the sets of a whole week break (R02, R04, R07, R13, R15 to R17, R28)."""
    rows, kind, sessions = week.rows, week.frame.kind, len(week.sessions)
    push, pull = sides(rows)
    if push > pull:
        yield Finding(f"{push} pushing sets, {pull} pulling", "R02")
    vertical = sum(row.rounds for row in rows if row.exercise.pattern == "vertical-push")
    if vertical > max(limits.VERTICAL_SETS, push // 2):
        yield Finding(f"{vertical} of {push} pushing sets go overhead", "R07")
    caps = limits.muscle_sets(programme.level, sessions)
    for what, sets, most in zip(("chest", "back"), muscle_sets(rows), caps, strict=True):
        if sets > most:
            yield Finding(f"{sets} {what} sets, at most {most}", "R13")
    most = limits.week_sets(kind, log.past, sessions)
    if week.sets > most:
        yield Finding(f"{week.sets} sets, at most {most}", SETS_RULE.get(kind, "R15"))
    if kind is not WeekKind.RACE:
        yield from (Finding(f"lacks {text}", rule) for text, rule, _ in lacks_in_week(rows))


def _kind(week: MadeWeek, said: WrittenWeek, log: Log, programme: Programme) -> Iterator[Finding]:
    """Yield what does not go with the kind of week: reserve, place, news (R16, R17, R28)."""
    kind, many = said.kind, len(programme.weeks)
    least, rule = LEAST_RESERVE.get(kind, (0, ""))
    if said.reserve[0] < least:
        yield Finding(f"{said.reserve[0]} in reserve, {least} in {kind} weeks", rule)
    table = RACE_LIGHT_WEEKS if programme.race else LIGHT_WEEKS
    light = table.get(many, ()) if len(said.sessions) > 1 else ()
    if week.frame.number in light and week.frame.loading:
        weeks = " and ".join(map(str, light))
        yield Finding(f"is {kind}, of {many} weeks {weeks} should be light", "R17")
    new = dict.fromkeys(row.slug for row in week.rows if row.slug not in log.weeks_done)
    if new and (kind is WeekKind.RACE or (kind is WeekKind.LIGHT and not week.frame.starts)):
        yield Finding(f"{', '.join(new)} new in a {kind} week", SETS_RULE[kind])


# -- the whole -------------------------------------------------------------------------------------


def _titles(weeks: Sequence[WrittenWeek]) -> Iterator[Finding]:
    many = Counter(week.title for week in weeks)
    yield from (Finding(f"two weeks are called {t!r}", "C10") for t in sorted(many) if many[t] > 1)


def _whole(weeks: Sequence[MadeWeek], log: Log) -> Iterator[Finding]:
    """Yield what the plan as a whole fails to gain, and how alike its sessions are (C08, C16)."""
    sets = [week.sets for week in weeks if week.frame.loading]
    if len(weeks) >= limits.SHORTEST_THAT_GROWS and sets[-1] < sets[0]:
        yield Finding(f"{sets[-1]} sets in the last loading week, {sets[0]} in the first", "C08")
    if len(weeks) >= LONG_PLAN and max(sets[-3:]) < limits.LEAST_GROWTH * max(sets[:2]):
        said = f"{max(sets[-3:])} sets at the end, {max(sets[:2])} at the beginning: a tenth more"
        yield Finding(said, "C08")
    for week in weeks:
        a, b = ({row.slug for row in rows_of(week.sessions.get(key, ()))} for key in ("A", "B"))
        yield from alike(a, b, f"weeks[{week.frame.number}]")
    first: dict[str, Row] = {}
    for row in (row for week in weeks if week.frame.loading for row in week.rows):
        first.setdefault(row.slug, row)
    for slug, many in log.weeks_done.items():
        last = log.anywhere[slug]
        if many >= LONGEST_PART and not is_harder(last, first.get(slug)):
            said = f"{slug} ends no harder than it began, in {many} loading weeks"
            yield Finding(said, "C09", f"weeks[{last.week}]")


def alike(a: Collection[str], b: Collection[str], place: str) -> Iterator[Finding]:
    """Yield that two sessions share too many exercises (C16)."""
    many, shared = min(len(a), len(b)), len({*a} & {*b})
    if shared > SHARED_SHARE * many:
        yield Finding(f"A and B share {shared} of {many} exercises, at most 40 %", "C16", place)


def _stages(programme: Programme, made: Sequence[MadeWeek]) -> Iterator[Finding]:
    """Yield what weeks of one phase in a row break: their number, and what stays (R21, R22)."""
    for number, (before, week) in enumerate(pairwise(programme.weeks), 1):
        if week.phase is not before.phase and before.reserve[0] < RESERVE_BEFORE_KIT:
            kept = f"{before.reserve[0]} in reserve before new equipment"
            yield Finding(f"{kept}, at least {RESERVE_BEFORE_KIT}", "R21", f"weeks[{number}]")
    for phase, group in groupby(made, lambda week: week.frame.phase):
        weeks = list(group)
        first, last = weeks[0].frame.number, weeks[-1].frame.number
        place = f"weeks[{first}]" if first == last else f"weeks[{first}] to [{last}]"
        once = programme.level is Level.BEGINNER and max(len(w.sessions) for w in weeks) == 1
        if once and len(weeks) == 1:
            said = f"{phase} for a single week of one session, at least two weeks"
            yield Finding(said, "R21", place)
        rows = [row for week in weeks for row in week.rows]
        if not any("push-up" in row.slug for row in rows):
            yield Finding("no push-up; push-ups stay in every stage", "R22", place)
        banded = any(row.load.band for row in rows if row.exercise.balance == "pull")
        if phase is Phase.DUMBBELLS and Kit.BAND in programme.kit and not banded:
            yield Finding("no pull with a band; one stays when the dumbbells come", "R22", place)

"""What a programme and its written weeks break, by rule: what `runstrong check` tells a coach."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise, product

from runstrong_pdf.errors import NoProgrammeError, Problem, Severity, TemplateError, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Programme, SessionKey, WrittenWeek
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Focus, Kit, Level, Phase, WeekKind
from runstrong_pdf.planning import limits
from runstrong_pdf.planning.audit_sessions import (
    Finding,
    first_session,
    lacks_in_week,
    session,
    sides,
)
from runstrong_pdf.planning.choosing import check_names, complete
from runstrong_pdf.planning.compose import SHARED_SHARE
from runstrong_pdf.planning.framing import stretch_seconds, warm_up_seconds
from runstrong_pdf.planning.loads import LARGEST_STEP, MANNER_RANK, SCALE
from runstrong_pdf.planning.made import (
    HARDER_IN_THREE,
    HARDER_SHARE,
    LONG_PLAN,
    Log,
    MadeWeek,
    no_harder,
    seconds_of,
)
from runstrong_pdf.planning.picks import LEAD_INS, works_back
from runstrong_pdf.planning.pipeline import make_plan
from runstrong_pdf.planning.row import OWN_LADDER, Row, is_harder
from runstrong_pdf.planning.season import LIGHT_WEEKS, LONGEST_PART, RACE_LIGHT_WEEKS
from runstrong_pdf.planning.written import frames_of, rows_at, uneven, weeks_as_written

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
FOCUSES: tuple[Focus, ...] = ("full", "split")


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
        *audit_weeks(programme, library.all(Exercise), warm + stretches),
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
        if sessions:
            a, b = (
                {slug for slug, _ in rows_at(sessions[key], stage, programme.level)}
                for key in ("A", "B")
            )
            for text, rule in alike(a, b):
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


Catalogue = Mapping[str, Exercise]

ADVICE = frozenset({"C01", "C02", "C08", "C09", "C16"})
"""Rules about progress: a coach may have a reason, so that they are warnings."""
LEAST_RESERVE = {WeekKind.INTRO: (3, "R16"), WeekKind.LIGHT: (4, "R17"), WeekKind.RACE: (4, "R28")}
"""Clean repetitions to keep, by kind of week, and the rule that says so."""
SETS_RULE = {WeekKind.LIGHT: "R17", WeekKind.INTRO: "R16", WeekKind.RACE: "R28"}
RESERVE_BEFORE_KIT = 2
"""Clean repetitions kept in the week before new equipment (R21)."""


def audit_weeks(programme: Programme, catalogue: Catalogue, frame_seconds: int) -> list[Problem]:
    """Return every rule that the written weeks of a complete programme break."""
    written = programme.weeks
    if not written:
        return []
    made = weeks_as_written(written, frames_of(written), catalogue)
    found, log = list(uneven(written, catalogue)), Log()
    for week, said in zip(made, written, strict=True):
        number = week.frame.number
        place = f"weeks[{number}]"
        for key, blocks in week.sessions.items():
            build = week.frame.kind is WeekKind.BUILD
            minutes = programme.minutes
            here = [*session(blocks, programme.level, build=build, minutes=minutes)]
            if (seconds := seconds_of(blocks, frame_seconds)) > 60 * minutes:
                here.append(Finding(f"{seconds / 60:.0f} minutes, minutes is {minutes}", "R29"))
            if number == 1:
                here += first_session(blocks, said.reserve, programme.level)
            for row in (row for block in blocks for row in block.rows):
                here += [*_lead_ins(row, week, log), *_step(row, log.last(key, row.slug), week)]
            here += _progress(key, week, log)
            found += _problems(here, f"{place}.sessions.{key}")
        here = [*_week(week, log, programme), *_kind(week, said, programme), *_news(week, log)]
        found += _problems(here, place)
        log.note(week)
    titles = [week.title for week in written]
    again = sorted({title for title in titles if titles.count(title) > 1})
    found += _problems([Finding(f"two weeks are called {t!r}", "C10") for t in again], "weeks")
    return [*found, *_stages(programme, made), *_whole(made, log)]


def _problems(findings: Sequence[Finding], place: str) -> Iterator[Problem]:
    for text, rule in findings:
        severity: Severity = "warning" if rule in ADVICE else "error"
        yield Problem(place, f"{text} ({rule})", severity=severity)


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
    past = log.sessions[key]
    rows = [row for block in week.sessions.get(key, ()) for row in block.rows]
    if not week.frame.loading or not past:
        return
    many = len(rows)
    harder = many - len(no_harder(rows, past[-1]))
    if harder < HARDER_SHARE * many:
        yield Finding(f"{harder} of {many} rows are harder than in week {past[-1][0].week}", "C01")
    if len(past) < 2:
        return
    harder = many - len(no_harder(rows, past[-2]))
    if harder < HARDER_IN_THREE * many:
        yield Finding(f"{harder} of {many} rows are harder than in week {past[-2][0].week}", "C02")
    for row in rows:
        doses = [{r.slug: _dose(r) for r in before}.get(row.slug) for before in past[-2:]]
        if doses == [_dose(row)] * 2:
            yield Finding(f"{row.slug} is the same in three loading weeks", "C09")
    lists = [{row.slug for row in before} for before in past[-LONGEST_PART:]]
    if lists == [{row.slug for row in rows}] * LONGEST_PART:
        yield Finding("the same exercises for more than four loading weeks", "C16")


def _dose(row: Row) -> tuple[object, ...]:
    return row.rounds, row.reps, row.load


def _week(week: MadeWeek, log: Log, programme: Programme) -> Iterator[Finding]:
    """Yield what the sets of a whole week break (R02, R04, R07, R13, R15 to R17, R28)."""
    rows, kind = week.rows, week.frame.kind
    push, pull = map(sum, zip(*(sides(blocks) for blocks in week.sessions.values()), strict=True))
    if push > pull:
        yield Finding(f"{push} pushing sets, {pull} pulling", "R02")
    vertical = sum(row.rounds for row in rows if row.exercise.pattern == "vertical-push")
    if vertical > max(limits.VERTICAL_SETS, push // 2):
        yield Finding(f"{vertical} of {push} pushing sets go overhead", "R07")
    most_chest, most_back = limits.muscle_sets(programme.level, len(week.sessions))
    chest = sum(row.rounds for row in rows if "pectoralis major" in row.exercise.primary)
    pulls = [row for row in rows if row.exercise.balance == "pull"]
    back = sum(row.rounds for row in pulls if works_back(row.exercise))
    for what, sets, most in (
        ("chest", chest, most_chest),
        ("back", back, most_back),
    ):
        if sets > most:
            yield Finding(f"{sets} {what} sets, at most {most}", "R13")
    most = limits.week_sets(kind, log.past, len(week.sessions))
    if week.sets > most:
        yield Finding(f"{week.sets} sets, at most {most}", SETS_RULE.get(kind, "R15"))
    if kind is not WeekKind.RACE:
        yield from (Finding(f"lacks {text}", rule) for text, rule in lacks_in_week(rows))


def _kind(week: MadeWeek, said: WrittenWeek, programme: Programme) -> Iterator[Finding]:
    """What kind of week it is, and how far from failure it stays (R16, R17, R28)."""
    kind, many = said.kind, len(programme.weeks)
    least, rule = LEAST_RESERVE.get(kind, (0, ""))
    if said.reserve[0] < least:
        yield Finding(f"{said.reserve[0]} in reserve, {least} in {kind} weeks", rule)
    table = RACE_LIGHT_WEEKS if programme.race else LIGHT_WEEKS
    light = table.get(many, ()) if len(said.sessions) > 1 else ()
    if week.frame.number in light and week.frame.loading:
        weeks = " and ".join(map(str, light))
        yield Finding(f"is {kind}, of {many} weeks {weeks} should be light", "R17")


def _news(week: MadeWeek, log: Log) -> Iterator[Finding]:
    """Yield what is new where nothing should be: in light and race weeks (R17, R28)."""
    kind, new = week.frame.kind, [r.slug for r in week.rows if r.slug not in log.weeks_done]
    if new and (kind is WeekKind.RACE or (kind is WeekKind.LIGHT and not week.frame.starts)):
        yield Finding(f"{', '.join(dict.fromkeys(new))} new in a {kind} week", SETS_RULE[kind])


def _whole(weeks: Sequence[MadeWeek], log: Log) -> Iterator[Problem]:
    """Yield what the plan as a whole fails to gain, and how alike its sessions are (C08, C16)."""
    sets = [week.sets for week in weeks if week.frame.loading]
    if len(weeks) >= limits.SHORTEST_THAT_GROWS and sets[-1] < sets[0]:
        said = f"{sets[-1]} sets in the last loading week, {sets[0]} in the first"
        yield from _problems([Finding(said, "C08")], "weeks")
    if len(weeks) >= LONG_PLAN and max(sets[-3:]) < limits.LEAST_GROWTH * max(sets[:2]):
        said = f"{max(sets[-3:])} sets at the end, {max(sets[:2])} at the beginning: a tenth more"
        yield from _problems([Finding(said, "C08")], "weeks")
    for week in weeks:
        a, b = ({r.slug for x in week.sessions.get(key, ()) for r in x.rows} for key in ("A", "B"))
        yield from _problems([*alike(a, b)], f"weeks[{week.frame.number}]")
    first: dict[str, Row] = {}
    for row in (row for week in weeks if week.frame.loading for row in week.rows):
        first.setdefault(row.slug, row)
    for slug, many in log.weeks_done.items():
        last = log.anywhere[slug]
        if many >= LONGEST_PART and not is_harder(last, first.get(slug)):
            said = f"{slug} ends no harder than it began, in {many} loading weeks"
            yield from _problems([Finding(said, "C09")], f"weeks[{last.week}]")


def alike(a: set[str], b: set[str]) -> Iterator[Finding]:
    """Yield that two sessions share too many exercises (C16)."""
    many = min(len(a), len(b))
    if len(a & b) > SHARED_SHARE * many:
        said = f"A and B share {len(a & b)} of {many} exercises, at most 40 %"
        yield Finding(said, "C16")


def _stages(programme: Programme, made: Sequence[MadeWeek]) -> Iterator[Problem]:
    """Yield what weeks of one phase in a row break: their number, and what stays (R21, R22)."""
    for before, week in pairwise(programme.weeks):
        if week.phase is not before.phase and before.reserve[0] < RESERVE_BEFORE_KIT:
            number = programme.weeks.index(before) + 1
            kept = f"{before.reserve[0]} in reserve before new equipment"
            said = Finding(f"{kept}, at least {RESERVE_BEFORE_KIT}", "R21")
            yield from _problems([said], f"weeks[{number}]")
    for phase, group in groupby(made, lambda week: week.frame.phase):
        weeks = list(group)
        first, last = weeks[0].frame.number, weeks[-1].frame.number
        place = f"weeks[{first}]" if first == last else f"weeks[{first}] to [{last}]"
        yield from _problems([*_stage(phase, weeks, programme)], place)


def _stage(phase: Phase, weeks: Sequence[MadeWeek], programme: Programme) -> Iterator[Finding]:
    once = programme.level is Level.BEGINNER and max(len(w.sessions) for w in weeks) == 1
    if len(weeks) < (2 if once else 1):
        yield Finding(f"{phase} for a single week of one session, at least two weeks", "R21")
    rows = [row for week in weeks for row in week.rows]
    if not any("push-up" in row.slug for row in rows):
        yield Finding("no push-up; push-ups stay in every stage", "R22")
    banded = any(row.load.band for row in rows if row.exercise.balance == "pull")
    if phase is Phase.DUMBBELLS and Kit.BAND in programme.kit and not banded:
        yield Finding("no pull with a band; one stays when the dumbbells come", "R22")

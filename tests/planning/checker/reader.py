"""Reads a plan's JSON into records, week by week, with a memory of what was done so far."""

from tests.planning.checker.facts import UNKNOWN, Fact, Json, fact_of
from tests.planning.checker.records import (
    Block,
    Dose,
    Plan,
    Row,
    Session,
    Week,
    harder,
    how_harder,
    load_change,
)
from tests.planning.checker.words import (
    COLOURS,
    DOUBLED_COLOURS,
    KILOGRAMS,
    LEVEL,
    PACE,
    PACE_SECONDS,
    POUNDS,
)

SWITCH_SECONDS = 5
"""To change sides within a set."""


def read(plan: Json) -> Plan:
    """Read a plan as `runstrong plan -o plan.json` writes it."""
    request = plan["request"]
    after: Json = plan.get("after") or {}
    facts = {slug: fact_of(slug, exercise) for slug, exercise in plan["exercises"].items()}
    before = _old_rows(after.get("rows", []), facts)
    weeks = _weeks(plan, facts)
    history: dict[str, list[Row]] = {}
    first: dict[str, Row] = {}
    for row in before:
        history.setdefault(row.slug, []).append(row)
    for week in weeks:
        for row in week.rows:
            first.setdefault(row.slug, row)
            if week.loading:
                history.setdefault(row.slug, []).append(row)
    return Plan(
        json=plan,
        level=LEVEL[plan["level"]],
        sessions=request["sessions"],
        minutes=request["minutes"],
        avoid=frozenset(request["avoid"]),
        without=frozenset(request.get("without") or ()),
        kit=frozenset(request["kit"]),
        bands=_owned_bands(request),
        weights=_owned_weights(request),
        push_ups=request["push_ups"],
        weeks=weeks,
        before=before,
        before_sets=sum(after["session_sets"].values()) if after else None,
        earlier=frozenset(row["exercise"] for row in after.get("earlier", ())),
        history={slug: tuple(rows) for slug, rows in history.items()},
        first=first,
    )


def _owned_bands(request: Json) -> tuple[int, ...]:
    if "band" not in request["kit"]:
        return ()
    return tuple(sorted(COLOURS.index(colour) + 1 for colour in request["bands"] or COLOURS))


def _owned_weights(request: Json) -> tuple[float, ...]:
    if "dumbbells" not in request["kit"]:
        return ()
    usual = POUNDS if request.get("units") == "lb" else KILOGRAMS
    return tuple(sorted(request["dumbbells"] or usual))


def _weight(row: Json) -> tuple[float, bool]:
    """Return how heavy a row's load is by itself, and whether it is a band."""
    if row["band"]:
        return max([COLOURS.index(colour) + 1 for colour in row["band"]]), True
    return (max(row["kg"]) if row["kg"] else 0), False


def _load(weight: float, grip: str) -> float:
    if grip in {"bent", "shared"}:
        return weight / 2
    return weight + DOUBLED_COLOURS if grip == "doubled" else weight


def _old_rows(rows: list[Json], facts: dict[str, Fact]) -> tuple[Row, ...]:
    end = max((row["week"] for row in rows), default=0)
    found = []
    for row in sorted(rows, key=lambda row: (row["week"], row["session"])):
        weight, is_band = _weight(row)
        found.append(
            Row(
                week=row["week"] - end,
                key=row["session"],
                block=0,
                slug=row["exercise"],
                fact=facts.get(row["exercise"], UNKNOWN),
                rounds=row["rounds"],
                reps=row["reps"],
                weight=weight,
                is_band=is_band,
                grip=row["grip"],
                load=_load(weight, row["grip"]),
                pace=PACE[row["manner"]],
                work=0,
                rest=0,
                reserve=0,
                json=row,
            )
        )
    return tuple(found)


_NO_ROWS: dict[str, Row] = {}


class _Memory:
    """What was done so far: loading doses, and the doses of what only light weeks have had."""

    def __init__(self) -> None:
        self.same: dict[tuple[str, str], Row] = {}
        self.any: dict[str, list[Row]] = {}
        self.sessions: dict[str, Session] = {}
        self.rows: dict[str, dict[str, Row]] = {}
        self.sets: list[int] = []
        self.week = 1

    def keep(self, week: Week) -> None:
        self.sets.append(week.sets)
        for row in week.rows:
            if week.loading or row.last is None:
                self.same[row.key, row.slug] = row
                others = self.any.get(row.slug)
                if others and others[0].week == row.week:
                    others.append(row)
                else:
                    self.any[row.slug] = [row]
        if week.loading:
            self._forget_lighter({row.slug for row in week.rows})
            for session in week.sessions:
                self.sessions[session.key] = session
                self.rows[session.key] = {row.slug: row for row in session.rows}
        self.week += 1

    def _forget_lighter(self, done: set[str]) -> None:
        """Drop doses of earlier weeks below the load that another session has reached (C19)."""
        for (key, slug), row in [*self.same.items()]:
            now = self.any[slug][0]
            if slug in done and row.week < now.week and row.load < now.load:
                del self.same[key, slug]

    def last(self, key: str, slug: str, load: float, pace: int) -> Row | None:
        """Return the last dose in the session, else in any: one of the same load and manner."""
        same = self.same.get((key, slug))
        if same or slug not in self.any:
            return same
        others = self.any[slug]
        return next((row for row in others if (row.load, row.pace) == (load, pace)), others[0])

    def before(self, key: str, slug: str) -> Row | None:
        return self.rows.get(key, _NO_ROWS).get(slug)


def _weeks(plan: Json, facts: dict[str, Fact]) -> tuple[Week, ...]:
    memory = _Memory()
    found = []
    for week in plan["weeks"]:
        sessions = tuple(_session(session, week, facts, memory) for session in week["sessions"])
        read = Week(
            number=week["number"],
            kind=week["kind"],
            phase=week["phase"],
            part=week["part"],
            title=week["title"],
            goal=week["goal"],
            reserve=week["reserve"][0],
            sessions=sessions,
            rows=tuple(row for session in sessions for row in session.rows),
            sets=sum(session.sets for session in sessions),
            push=sum(session.push for session in sessions),
            pull=sum(session.pull for session in sessions),
            highest=max(memory.sets[-3:], default=0),
            json=week,
        )
        memory.keep(read)
        found.append(read)
    return tuple(found)


def _row(
    row: Json, session: Json, block: Json, place: int, facts: dict[str, Fact], memory: _Memory
) -> Row:
    key, slug, grip = session["key"], row["exercise"], row["grip"]
    fact = facts[slug]
    weight, is_band = _weight(row)
    dose = Dose(_load(weight, grip), weight, grip, PACE[row["manner"]], row["rounds"], row["reps"])
    last = memory.last(key, slug, dose.load, dose.pace)
    before = memory.before(key, slug)
    change = load_change(dose, last) if last else 0
    up = how_harder(dose, last, change) if last else None
    seconds = fact.seconds + PACE_SECONDS.get(row["manner"], 0)
    return Row(
        week=memory.week,
        key=key,
        block=place,
        slug=slug,
        fact=fact,
        rounds=dose.rounds,
        reps=dose.reps,
        weight=weight,
        is_band=is_band,
        grip=grip,
        load=dose.load,
        pace=dose.pace,
        work=dose.reps * seconds * fact.sides + (SWITCH_SECONDS if fact.sides > 1 else 0),
        rest=row["rest_before_seconds"] or block["rest_seconds"],
        reserve=(row["reserve"] or session["reserve"])[0],
        json=row,
        last=last,
        change=change,
        up=up,
        before=before,
        moved=before is None or (up if before is last else harder(dose, before)) is not None,
    )


def _session(session: Json, week: Json, facts: dict[str, Fact], memory: _Memory) -> Session:
    blocks = tuple(
        Block(
            block["rounds"],
            block["rest_seconds"],
            block["round_rest_seconds"],
            tuple([_row(row, session, block, place, facts, memory) for row in block["rows"]]),
        )
        for place, block in enumerate(session["blocks"])
    )
    rows = tuple(row for block in blocks for row in block.rows)
    sets = {"push": 0, "pull": 0, "neutral": 0}
    for row in rows:
        sets[row.fact.balance] += row.rounds
    return Session(
        week=memory.week,
        kind=week["kind"],
        key=session["key"],
        day=session["day"],
        reserve=session["reserve"][0],
        blocks=blocks,
        rows=rows,
        slugs=frozenset([row.slug for row in rows]),
        sets=sum(sets.values()),
        push=sets["push"],
        pull=sets["pull"],
        json=session,
        earlier=memory.sessions.get(session["key"]),
    )

"""The wall chart holds the whole programme: every session's box, every move, every dose."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level, Phase, WeekKind
from runstrong_pdf.pages.chart import Chart
from runstrong_pdf.pages.wall import wall_brief
from runstrong_pdf.pages.wall_tables import Stage, stage, stages
from tests.making import NOBODY, ZOE, Made, brief_of, drawn, drawn_from, made, made_from, plan_of
from tests.reading import opened, structure

REQUESTS = [
    Request(),
    Request(weeks=12, sessions=3, minutes=60, level=Level.EXPERIENCED),
    Request(weeks=8, sessions=1),
    Request(weeks=6, sessions=3, minutes=20, kit=()),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=["default", "hard", "single", "express"])
def test_every_row_of_the_plan_is_in_the_blocks_once(request_: Request) -> None:
    plan = plan_of(request_)
    wanted = Counter(
        (week.number, session.key, row.exercise, row.rounds, row.reps)
        for week in plan.weeks
        for session in week.sessions
        for row in session.rows
    )
    assert Counter(_listed(plan)) == wanted


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("request_", REQUESTS, ids=["default", "hard", "single", "express"])
def test_a_slower_manner_and_another_load_stand_with_their_weeks(
    request_: Request, language: str
) -> None:
    """Else fewer repetitions would look as if the work became easier."""
    document = made(NOBODY, edition="wall", request=replace(request_, language=language))
    texts, printed = document.brief.texts, [mark.what for mark in beside_pictures(document)]
    moves = [m for s in _printed_stages(document) for block in s.blocks for m in block.moves]
    manners = ("slow", "pause", "shorter", "longer")
    told = Counter(
        (manner, week)
        for manner in manners
        for text in printed
        for listed in re.findall(
            rf"([0-9\u2013, ]+): {re.escape(texts(f'up_manner.{manner}'))}", text
        )
        for span in listed.split(", ")
        for week in _weeks(span)
    )
    done = Counter((how, week) for move in moves for how, weeks in move.manners for week in weeks)
    assert told == done
    heavier = Counter(f"{week}: " for move in moves for week, _ in move.loads[1:])
    assert Counter(text for text in printed if re.fullmatch(r"\d+: ", text)) == heavier


def _printed_stages(document: Made) -> tuple[Stage, ...]:
    """Return stages as they are parted on pages, at whose beginning a load has no week."""
    weeks = document.brief.plan.weeks
    ends = dict.fromkeys(tuple(re.findall(r"\d+", page.label)) for page in document.pages[1:])
    if () in ends or not ends:
        return stages(document.brief.plan)
    return tuple(stage(weeks[int(found[0]) - 1 : int(found[-1])]) for found in ends)


def _weeks(span: str) -> range:
    first, _, last = span.strip().partition("\u2013")
    return range(int(first), int(last or first) + 1)


def beside_pictures(document: Made) -> list[Mark]:
    """Return the texts of the moves: not those that begin where the page does."""
    left = document.brief.paper.left + 14
    texts = [mark for page in document.marks for mark in page if mark.kind == "text"]
    return [mark for mark in texts if mark.left > left]


def _listed(plan: Plan) -> list[tuple[int, str, str, int, int]]:
    return [
        (time.week.number, time.session.key, row.exercise, row.rounds, row.reps)
        for stage in stages(plan)
        for block in stage.blocks
        for move in block.moves
        for time, row in zip(block.times, move.doses, strict=True)
        if row
    ]


@pytest.mark.parametrize("request_", REQUESTS, ids=["default", "hard", "single", "express"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_pages_print_every_box_and_every_dose(paper: str, request_: Request) -> None:
    document = made(ZOE, paper=paper, edition="wall", request=request_)
    plan = document.plan
    marks = [mark for page in document.marks for mark in page]
    boxes = [mark.what for mark in marks if mark.kind == "box"]
    assert sorted(boxes) == sorted(
        f"wall.{w.number}.{s.key}" for w in plan.weeks for s in w.sessions
    )
    printed = Counter(mark.what for mark in beside_pictures(document))
    doses = Counter(f"{rounds}\u00d7{reps}" for *_, rounds, reps in _listed(plan))
    assert {dose: printed[dose] for dose in doses} == dict(doses)


@pytest.mark.parametrize("request_", REQUESTS, ids=["default", "hard", "single", "express"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_session_is_read_from_a_metre_and_a_half(paper: str, request_: Request) -> None:
    """Doses of 14 pt at least, names of 13, and 14 mm for a picture either way."""
    document = made(ZOE, paper=paper, edition="wall", request=request_)
    plan = document.plan
    doses = {f"{rounds}\u00d7{reps}" for *_, rounds, reps in _listed(plan)}
    names = {exercise.shown for exercise in plan.exercises.values()}
    texts = beside_pictures(document)
    assert min(mark.size for mark in texts if mark.what in doses) >= 14
    assert min(mark.size for mark in texts if mark.what in names) >= 13
    with opened(document.pdf) as pdf:
        figures = [node for root in structure(pdf) for node in root.find("Figure")]
        boxes = [[float(number) for number in node.obj.A.BBox] for node in figures]
    sides = [min(right - left, top - bottom) for left, bottom, right, top in boxes]
    assert min(sides) >= 14 * 72 / 25.4


def test_a_stage_has_a_page_of_its_own_and_a_short_plan_one_page() -> None:
    assert [page.label for page in made(ZOE, edition="wall").pages] == [
        "Wall chart",
        "Bodyweight, weeks 1\u20132",
        "Bands, weeks 3\u20134",
        "Dumbbells, weeks 5\u20136",
    ]
    short = made(ZOE, edition="wall", request=Request(weeks=4, sessions=1, minutes=20, kit=()))
    assert [page.label for page in short.pages] == ["Wall chart"]


LONG_OVERVIEWS = (
    Request(weeks=12, language="fr", avoid=("high-bp", "osteoporosis", "older-adult", "neck")),
    Request(weeks=12, avoid=("youth", "postnatal", "pregnancy")),
)


@pytest.mark.parametrize("request_", LONG_OVERVIEWS, ids=["fr", "en"])
def test_stages_number_on_where_the_overview_takes_two_pages(request_: Request) -> None:
    pages = drawn(paper="letter", edition="wall", request=request_).pages
    codes = [page.code for page in pages]
    assert codes[1] == "WALL-2"
    assert pages[1].label.startswith(pages[0].label)
    assert codes == ["WALL", *(f"WALL-{number}" for number in range(2, len(codes) + 1))]


@pytest.mark.parametrize("request_", REQUESTS, ids=["default", "hard", "single", "express"])
def test_warm_up_and_stretches_are_on_the_first_page(request_: Request) -> None:
    document = made(NOBODY, edition="wall", request=request_)
    said = " ".join(" ".join(mark.what for mark in document.marks[0]).split())
    moves = [*document.plan.warm_ups.values(), *document.plan.stretches.values()]
    assert [move.shown for move in moves if move.shown not in said] == []


def test_light_weeks_and_the_race_have_their_title() -> None:
    document = made(NOBODY, edition="wall", request=Request(weeks=12))
    said = " ".join(" ".join(mark.what for mark in document.marks[0]).split())
    titles = [w.title for w in document.plan.weeks if w.kind in {WeekKind.LIGHT, WeekKind.RACE}]
    assert len(titles) > 1
    assert [title for title in titles if title not in said] == []


@pytest.mark.parametrize("person", [NOBODY, ZOE], ids=["nobody", "named"])
def test_every_week_has_its_dates_or_a_line_for_them(person: Person) -> None:
    document = made(person, edition="wall", request=Request(weeks=12))
    said = {mark.what for mark in document.marks[0]}
    assert {f"dates.{week.number}" for week in document.plan.weeks} <= said


def test_what_is_read_from_afar_is_large(wall: Made) -> None:
    """Capitals of 12 pt are the limit of normal sight at two metres."""
    marks = wall.marks[0]
    texts = {mark.what: mark.size for mark in marks if mark.kind == "text"}
    assert all(texts[str(week.number)] >= 9 for week in wall.plan.weeks)
    largest = {mark.what: 0.0 for mark in marks}
    for mark in marks:
        largest[mark.what] = max(largest[mark.what], mark.size)
    assert all(largest[str(week.number)] >= 34 for week in wall.plan.weeks)
    assert all(largest[key] >= 19 for key in wall.plan.session_keys)
    for week in wall.plan.weeks:  # a long title takes two lines
        first = week.title.split()[0]
        sizes = [size for text, size in largest.items() if str(text).split()[:1] == [first]]
        assert max(sizes) >= 11, week.title
    assert min(mark.bottom - mark.top for mark in marks if mark.kind == "box") >= 9


@pytest.mark.parametrize(("language", "sessions"), [("fr", 3), ("de", 2), ("en", 2)])
def test_all_weeks_look_alike_also_where_a_title_takes_two_lines(
    language: str, sessions: int
) -> None:
    asked = Request(weeks=12, sessions=sessions, language=language)
    document = drawn(NOBODY, edition="wall", request=asked)
    first, plan = document.marks[0], document.plan
    assert len({round(mark.right - mark.left, 3) for mark in first if mark.kind == "box"}) == 1
    largest = {mark.what: 0.0 for mark in first}
    for mark in first:
        largest[mark.what] = max(largest[mark.what], mark.size)
    assert len({largest[str(week.number)] for week in plan.weeks[:-1]}) == 1  # the bib has the last
    chart = Chart(document.brief, "wall", written=True)
    titled = [chart._titled(week, 36.0) for week in plan.weeks]  # marks have none
    assert len({face for _, face in titled}) == 1
    assert language == "en" or any(len(lines) > 1 for lines, _ in titled)


def test_a_phase_stands_clear_of_the_number_beside_it() -> None:
    for language in ("fr", "de"):
        document = drawn(NOBODY, edition="wall", request=Request(weeks=12, language=language))
        marks = [mark for mark in document.marks[0] if mark.kind == "text"]
        phase = document.brief.texts("phase.bodyweight")
        (name,) = (mark for mark in marks if mark.what == phase)
        one = next(mark for mark in marks if mark.what == "1" and mark.size > 20)
        assert one.left - name.right >= 3.9


def test_a_programme_that_is_too_long_says_what_to_do() -> None:
    brief = brief_of(NOBODY, edition="wall", request=REQUESTS[1])
    weeks = [
        week.model_copy(
            update={
                "sessions": tuple(
                    session.model_copy(update={"blocks": session.blocks * 2})
                    for session in week.sessions
                )
            }
        )
        for week in brief.plan.weeks
    ]
    plan = brief.plan.model_copy(update={"weeks": tuple(weeks)})
    long = wall_brief(type(brief)(**{**vars(brief), "plan": plan}))
    with pytest.raises(OutputError, match=r"^Wall chart: .* too many exercises") as raised:
        drawn_from(long, edition="wall")
    assert "week-sheets" in raised.value.remedy


def test_doses_are_tables_with_headers(wall: Made) -> None:
    with opened(wall.pdf) as document:
        roles = Counter(node.role for root in structure(document) for node in root.walk())
    found = [block for stage in stages(wall.plan) for block in stage.blocks]
    moves = sum(len(block.moves) for block in found)
    framing = len(wall.plan.warm_ups) + len(wall.plan.stretches)
    assert roles["Table"] == len(found) + 1
    phases = len({week.phase for week in wall.plan.weeks})
    assert roles["Figure"] == moves + framing + phases
    columns = 4 + len(wall.plan.session_keys)
    of_weeks = columns + phases + len(wall.plan.weeks)
    doses = sum(len(block.times) + 1 for block in found)
    assert roles["TH"] == doses + moves + of_weeks


def test_names_are_never_cut() -> None:
    plan = plan_of()
    said = {mark.what for page in made(ZOE, edition="wall").marks for mark in page}
    for exercise in plan.exercises.values():
        assert exercise.shown in said


def test_weeks_with_too_many_exercises_for_a_page_are_parted() -> None:
    """As a coach may write them: one set of kit, and other exercises every few weeks."""
    brief = brief_of(NOBODY, edition="wall", request=Request(weeks=12, sessions=1, minutes=60))
    alike = {"phase": Phase.DUMBBELLS, "part": 1}
    weeks = tuple(week.model_copy(update=alike) for week in brief.plan.weeks)
    plan = brief.plan.model_copy(update={"weeks": weeks})
    document = made_from(wall_brief(replace(brief, plan=plan)), NOBODY, edition="wall")
    pages = [page.label for page in document.pages[1:]]
    assert len(pages) > 1
    ends = [re.findall(r"\d+", label) for label in pages]
    numbers = [n for first, *last in ends for n in range(int(first), int((last or [first])[0]) + 1)]
    assert numbers == list(range(1, 13))

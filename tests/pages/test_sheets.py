"""What stands on paper is the plan: each row, number and total; safety and footer everywhere."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from runstrong_pdf.errors import UsageError
from runstrong_pdf.layout.blocks import Rule
from runstrong_pdf.layout.picture import Area, Pictures
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.layout.theme import COLUMN
from runstrong_pdf.model.colour import contrast
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit
from runstrong_pdf.pages.blanks import round_box
from runstrong_pdf.pages.circuits import circuits, halved
from runstrong_pdf.pages.editions import make_edition
from runstrong_pdf.pages.plan_data import plan_json
from runstrong_pdf.pages.row import Row
from runstrong_pdf.pages.row_words import missed
from runstrong_pdf.pages.week import AIRY, week_pages, week_sheets
from tests.making import NOBODY, ZOE, Made, brief_of, drawn, made, plan_of, shipped
from tests.reading import content, fonts, opened, page_texts, plain, structure, unicode_map

THREE_SESSIONS = Request(weeks=5, sessions=3)
KINDS = ("default", "named", "saver", "letter", "three")


@pytest.fixture(scope="session")
def three() -> Made:
    """Three sessions a week: two side by side, the third on the back."""
    return made(NOBODY, request=THREE_SESSIONS)


@pytest.fixture(params=KINDS)
def document(request: pytest.FixtureRequest) -> Made:
    kept = request.getfixturevalue(request.param)
    assert isinstance(kept, Made)
    return kept


def data(document: Made) -> dict[str, Any]:
    """Return the plan as other programs read it."""
    found: dict[str, Any] = json.loads(plan_json(document.plan, NOBODY))
    return found


def said(document: Made, index: int) -> list[str]:
    """Return every text printed on a page, piece by piece."""
    return [plain(mark.what) for mark in document.marks[index] if mark.kind == "text"]


def sheets(document: Made, week: dict[str, Any]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the pages of a week with the sessions that stand there."""
    for index, page in enumerate(document.pages):
        number, _, keys = page.code.removeprefix("W").partition(str(week["number"]))
        if page.code.startswith("W") and not number:
            yield index, [s for s in week["sessions"] if s["key"] in (keys or s["key"])]


def load_words(row: dict[str, Any]) -> list[str]:
    """Return what the load line must say, made here from the plan's data alone."""
    if row["band"]:
        return [" or ".join(row["band"])]
    if row["kg"]:
        weights = [f"{kg:g}" for kg in row["kg"]]
        return ["–".join(dict.fromkeys(weights)) + " kg"]  # noqa: RUF001  an en dash is printed
    return [plain(row["note"])] if row["note"] else []


def rests(blocks: list[dict[str, Any]], number: int) -> Iterator[str]:
    """Yield what the head of a block must say of its rests, made here from the plan's data."""
    block, *after = blocks[number - 1 :]
    rest, then = block["round_rest_seconds"], after and after[0]["round_rest_seconds"]
    rounds = len(block["rows"]) > 1 and block["rounds"] > 1
    if len(block["rows"]) > 1:
        yield f"{block['rest_seconds']} s between exercises"
    elif block["rounds"] > 1:
        yield f"{block['rest_seconds']} s between sets"
    if rounds and (not after or then == rest):
        yield f"{rest} s after each round."
        return
    if rounds:
        yield f"{rest} s between rounds"
    if after:
        first = sum(len(one["rows"]) for one in blocks[:number]) + 1
        yield f"{then} s before exercise {first}."


ROUNDS = r"\d+ (round|set)s?"


def rounds(rows: int, many: int) -> str:
    """Return what the head of a block of so many rows must say of its rounds."""
    return f"{many} {'round' if rows > 1 else 'set'}{'s' * (many > 1)}"


def rows_of(session: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for block in session["blocks"] for row in block["rows"]]


def dose_words(row: dict[str, Any]) -> str:
    """Return what is done in one round."""
    unit = " s" if row["unit"].startswith("seconds") else ""
    return f"{row['reps']}{unit}"


def test_pages_come_in_the_promised_order(default: Made) -> None:
    codes = [page.code for page in default.pages]
    guide = [code for code in codes if code.startswith("G")]
    weeks = [f"W{number}" for number in range(1, 7)]
    assert codes == ["0", "P", *weeks, "U", *guide, "K", "K-2", "S", "X"]
    assert guide == ["G", *(f"G-{number}" for number in range(2, len(guide) + 1))]


def test_every_row_stands_on_its_sheet(document: Made) -> None:
    """With its cue, unless an earlier week has said it."""
    plan = data(document)
    told = set[str]()
    for week in plan["weeks"]:
        pages = list(sheets(document, week))
        assert {s["key"] for _, found in pages for s in found} == {
            s["key"] for s in week["sessions"]
        }
        for index, sessions in pages:
            printed = Counter(said(document, index))
            printed["each side"] += printed["a side"]
            wanted: Counter[str] = Counter()
            for session in sessions:
                for row in rows_of(session):
                    exercise = plan["exercises"][row["exercise"]]
                    wanted[exercise["short_name"] or exercise["name"]] += 1
                    wanted[dose_words(row)] += 1
                    known = row["otherwise"] or row["exercise"] in told
                    if not known and row["grip"] == "usual":
                        wanted[plain(row["cue"])] += 1
                    wanted.update(load_words(row))
                    wanted["each side"] += row["unit"].endswith("side")
            missing = wanted - printed
            assert not missing, f"{document.pages[index].name}: {dict(missing)}"
        told |= {row["exercise"] for session in week["sessions"] for row in rows_of(session)}


def test_every_round_has_its_box(document: Made) -> None:
    for week in data(document)["weeks"]:
        boxes = {
            mark.what
            for index, _ in sheets(document, week)
            for mark in document.marks[index]
            if mark.kind == "box"
        }
        for session in week["sessions"]:
            key = f"w{week['number']}.{session['key']}"
            for number, row in enumerate(rows_of(session), 1):
                own = {box for box in boxes if box.startswith(f"{key}.{number}.")}
                assert len(own) == row["rounds"], f"{key}.{number}"


def test_totals_on_paper_are_those_of_the_plan(document: Made) -> None:
    plan = data(document)
    cover = " ".join(said(document, 0))
    sessions = [session for week in plan["weeks"] for session in week["sessions"]]
    minutes = [session["minutes"] for session in sessions]
    assert f"{len(sessions)} sessions" in cover
    assert f"{min(minutes)}–{max(minutes)}" in cover  # noqa: RUF001  an en dash is printed
    assert str(len(plan["weeks"])) in said(document, 0)
    for week in plan["weeks"]:
        for index, found in sheets(document, week):
            text = " ".join(said(document, index))
            for session in found:
                for number in range(1, len(session["blocks"]) + 1):
                    for rest in rests(session["blocks"], number):
                        assert rest in text
            blocks = [block for session in found for block in session["blocks"]]
            printed = [one for one in said(document, index) if re.fullmatch(ROUNDS, one)]
            assert printed == [rounds(len(block["rows"]), block["rounds"]) for block in blocks]
            low, high = week["reserve"]
            reserve = str(low) if low == high else f"{low}–{high}"  # noqa: RUF001
            assert f"Stop with {reserve} more in you" in text
            for session in found:
                sets = sum(row["rounds"] for row in rows_of(session))
                assert sets == session["sets"]
                assert re.search(rf"\b{session['minutes']} min in all", text)


def test_every_week_says_its_title_goal_and_phase(document: Made) -> None:
    for week in data(document)["weeks"]:
        for index, _ in sheets(document, week):
            text = " ".join(said(document, index))
            assert plain(week["title"]) in text
            assert plain(week["goal"]) in text
            assert week["phase"].capitalize() in text


def test_every_exercise_has_one_card_with_everything_on_it(document: Made) -> None:
    plan = data(document)
    cards = [
        (index, placed.block.place.removeprefix("exercise-"))
        for index, page in enumerate(document.pages)
        for placed in page.column
        if isinstance(placed.block, Rule) and placed.block.place.startswith("exercise-")
    ]
    assert [slug for _, slug in cards] == list(plan["exercises"])
    for page, group in itertools.groupby(cards, key=lambda card: card[0]):
        text = " ".join(said(document, page))
        for _, slug in group:
            exercise = plan["exercises"][slug]
            for part in (
                exercise["short_name"] or exercise["name"],
                exercise["safety"],
                *exercise["cues"],
            ):
                assert plain(part) in text, f"{slug}: {part}"
            for mistake in exercise["mistakes"]:
                assert mistake[1:] in text, f"{slug}: {mistake}"


def test_every_stretch_and_warm_up_is_there(document: Made) -> None:
    plan = data(document)
    stretching = " ".join(said(document, document.page("S")))
    for stretch in plan["stretches"].values():
        for part in (stretch["name"], stretch["how"], stretch["safety"]):
            assert plain(part) in stretching
    for stretch in plan["more_stretches"].values():
        assert stretch["name"] in stretching
    for week in plan["weeks"]:
        for index, _ in sheets(document, week):
            text = " ".join(said(document, index))
            for move in plan["warm_ups"].values():
                assert plain(move["short_name"]) in text
                assert f"{move['seconds']} s" in text


# -- on every sheet -------------------------------------------------------------------------------


def test_stop_signs_stand_on_every_sheet(document: Made) -> None:
    stop = plain(document.brief.texts("safety.stop"))
    warnings = [plain(text) for text in document.brief.texts.some("cover.warnings")]
    for index, page in enumerate(document.pages):
        text = " ".join(said(document, index))
        if page.code == "0":
            assert all(warning in text for warning in warnings)
        else:
            assert stop in text, page.name


def test_the_band_check_stands_wherever_a_band_is_used(document: Made) -> None:
    plan, line = data(document), plain(document.brief.texts("safety.band"))

    def has_band(slug: str) -> bool:
        return "band" in plan["exercises"][slug]["kit"]

    checked = 0
    for week in plan["weeks"]:
        for index, sessions in sheets(document, week):
            rows = [row for session in sessions for row in rows_of(session)]
            if any(has_band(row["exercise"]) for row in rows):
                assert line in " ".join(said(document, index))
                checked += 1
    for index, page in enumerate(document.pages):
        if any(has_band(slug) for slug in getattr(page, "slugs", ())):
            assert line in " ".join(said(document, index))
            checked += 1
    assert checked > 2


def test_every_footer_has_plan_code_and_page_of_total(document: Made) -> None:
    total = len(document.pages)
    assert len({page.code for page in document.pages}) == total
    for index, page in enumerate(document.pages):
        footer = [mark for mark in document.marks[index] if mark.size == 8.5]
        texts = [plain(mark.what) for mark in footer]
        assert f"{document.plan.code}-{page.code}" in texts
        assert f"{index + 1} / {total}" in texts
        assert document.plan.title in texts


def test_the_person_is_named_on_every_sheet(named: Made) -> None:
    for text in page_texts(named.pdf):
        assert ZOE.name in text
        assert ZOE.club in text


def test_dates_are_those_of_the_plan(named: Made) -> None:
    texts = page_texts(named.pdf)
    assert "7 Dec" in texts[0]
    assert "17 Jan" in texts[0]
    shown = json.loads(plan_json(named.plan, ZOE))
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    for week in shown["weeks"]:
        text = texts[named.page(f"W{week['number']}")]
        for session in week["sessions"]:
            _, month, day = (int(part) for part in session["date"].split("-"))
            assert f"{day} {months[month - 1]}" in text


def test_without_a_person_there_are_lines_to_write_on(default: Made) -> None:
    cover = said(default, 0)
    assert {"Name", "Club", "start", "finish"} <= set(cover)
    assert default.template.slots == ()


def test_the_cover_has_what_an_instructor_puts_there(default: Made) -> None:
    text = " ".join(said(default, 0))
    for heading in ("What you need", "How it works", "Stop and ask"):
        assert heading in text
    for part in ("heart", "pregnant", "doctor", "not medical advice", "towel", "band", "dumbbells"):
        assert part in text, part


def test_progress_says_when_to_move_up_and_what_to_swap(default: Made) -> None:
    text = " ".join(said(default, default.page("P")))
    for part in ("Push-up check", "Best push-ups", "Move on when", "Stay when", "Step down when"):
        assert part in text, part
    assert "swap" in " ".join(" ".join(said(default, i)) for i in range(len(default.pages)))


# -- legible --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["default", "saver", "letter"])
def test_text_is_pure_black(kind: str, request: pytest.FixtureRequest) -> None:
    """Grey or coloured small type crumbles on a laser; white stands on the club colour alone."""
    document: Made = request.getfixturevalue(kind)
    with opened(document.pdf) as pdf:
        maps = {name: unicode_map(font) for name, font in fonts(pdf).items()}
        for page in pdf.pages:
            for font, shown, colour in content(page).text:
                text = "".join(maps[font][code] for code in shown)
                if set(colour) == {0.0} or not text.strip():
                    continue
                assert set(colour) == {1.0}, f"{text!r} in {colour}"
                assert kind != "saver", f"{text!r} is white where nothing is filled"
                bibs = text.isupper() or "SESSION" in text
                assert bibs or text == document.plan.title, f"{text!r} is white"


def test_white_lettering_stands_off_its_colour_when_printed_grey(default: Made) -> None:
    look = default.brief.look
    assert contrast(look.accent, look.on_accent) >= 4.5


def test_everything_that_is_text_can_be_extracted(named: Made) -> None:
    """What the sheet prints is what copying it gives."""
    texts = page_texts(named.pdf)
    for index, marks in enumerate(named.marks):
        glued = texts[index].replace(" ", "")
        for mark in marks:
            if mark.kind == "text" and not _is_slot(named, mark):
                assert plain(mark.what).replace(" ", "") in glued, mark.what


def _is_slot(document: Made, mark: Mark) -> bool:
    return mark.what in document.values


def test_all_text_but_furniture_is_tagged(default: Made) -> None:
    with opened(default.pdf) as pdf:
        maps = {name: unicode_map(font) for name, font in fonts(pdf).items()}
        for index, page in enumerate(pdf.pages):
            skipped = "".join(
                "".join(maps[font][code] for code in shown)
                for font, shown in content(page).artifacts
            )
            assert default.plan.code in skipped
            besides = re.sub(r"p\.\s\d\d", "", skipped)  # pages of the guide, where names lead
            assert len(besides) < 90, f"page {index + 1}: {skipped!r}"
        assert structure(pdf)


# -- helpers of single boxes ----------------------------------------------------------------------


def test_rows_too_many_for_two_lanes_get_a_page_a_session(default: Made) -> None:
    """Rows are never lower than 16.2 mm; then each session has a sheet of its own."""

    week = default.plan.weeks[2]
    long = week.model_copy(update={"sessions": tuple(map(_doubled, week.sessions))})
    weeks = (*default.plan.weeks[:2], long, *default.plan.weeks[3:])
    brief = _with_weeks(default, weeks)
    codes = [page.code for page in week_pages(brief)]
    assert codes == ["W1", "W2", "W3A", "W3B", "W4", "W5", "W6"]


@pytest.mark.parametrize(
    ("exercise", "note", "beside"),
    [
        ("prone-ytw", "of each", "of each"),
        ("mountain-climber", "steps", "steps"),
        ("prone-ytw", "slow", "reps"),
        ("push-up", "2 kg", "reps"),
        ("bird-dog", "slow", "a side"),
        ("bird-dog", "of each", "a side"),
    ],
)
def test_only_what_is_counted_stands_instead_of_reps(exercise: str, note: str, beside: str) -> None:
    """As the programme notes it; whatever else a coach notes is printed beside what is counted."""
    whole = brief_of()
    rows = {row.exercise: row for row in brief_of(request=Request(weeks=12)).rows}
    session = whole.plan.weeks[0].sessions[0]
    row = (rows | {one.exercise: one for one in whole.rows})[exercise]
    counts = {**whole.plan.counts, "bird-dog": "of each"}
    plan = whole.plan.model_copy(update={"counts": counts})
    noted = row.model_copy(update={"note": note, "otherwise": None, "rounds": 2})
    brief = replace(whole, plan=plan)
    told = Row(brief, plan.weeks[0], session, 1, noted, 3)._told(80.0)
    assert told.counts == beside
    assert (told.loaded or any(line.loaded for line in told.lines)) is (note != beside)


@pytest.mark.parametrize("large_print", [False, True])
def test_week_sheets_can_be_those_of_one_week(*, large_print: bool) -> None:
    document = made(ZOE, edition="week-sheets", sheet="3", large_print=large_print)
    codes = {page.code for page in document.pages if page.code.startswith("W")}
    weeks = {re.match("W[0-9]*", code)[0] for code in codes}  # type: ignore[index]
    assert weeks == {"W3"}


@pytest.mark.parametrize("sheet", ["7", "0", "3A", "three", "1" * 200])
def test_a_week_that_is_not_there_names_those_that_are(sheet: str) -> None:
    with pytest.raises(UsageError, match=r"^sheet: .* possible: 1, 2, 3, 4, 5, 6$"):
        made(ZOE, edition="week-sheets", sheet=sheet)


def _doubled(session: Session) -> Session:
    blocks = (*session.blocks, *session.blocks[:1])
    return session.model_copy(update={"blocks": blocks})


def _with_weeks(document: Made, weeks: tuple[Week, ...]) -> Any:  # noqa: ANN401  a Brief
    return replace(document.brief, plan=document.plan.model_copy(update={"weeks": weeks}))


def test_colours_of_bands_are_words_too(default: Made) -> None:
    """Never by colour alone."""
    text = " ".join(said(default, 0))
    for colour in default.plan.bands:
        assert colour in text
    assert brief_of().bands.keys() == shipped().bands.keys()


def test_what_is_easier_or_harder_says_on_which_page_it_is_shown(default: Made) -> None:
    exercises, texts = default.plan.exercises, default.brief.texts
    names = {texts.inside(exercise.shown): slug for slug, exercise in exercises.items()}
    guide = " ".join(
        text
        for page, text in zip(default.pages, page_texts(default.pdf), strict=True)
        if page.code[0] == "G"
    )
    said = re.findall(r"(?:Easier|harder) ([\w -]+), p\. (\d+)", guide)
    assert all(default.edition.shown[names[name]] == int(page) for name, page in said)
    shown = [e.easier for e in exercises.values() if e.easier in exercises]
    shown += [e.harder for e in exercises.values() if e.harder in exercises]
    assert len(said) == len(shown)
    for slug in {e.easier for e in exercises.values() if e.easier} - {*exercises}:
        known = default.brief.known[slug]
        assert f"Easier {texts.inside(known.shown)}: {texts.inside(known.cue)}" in guide


@pytest.mark.parametrize("code", ["W2", "W4"])
@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_heads_and_rows_of_two_sessions_stand_level(language: str, code: str) -> None:
    """As far as their blocks have as many rows, however many lines a head has."""
    document = drawn(request=Request(language=language), edition="week-sheets")
    marks = document.marks[document.page(code)]
    middle = document.brief.paper.width / 2
    rules = [m for m in marks if m.kind == "rule" and abs(m.right - m.left - COLUMN) < 0.1]
    left = [round(mark.top, 2) for mark in rules if mark.right < middle]
    right = [round(mark.top, 2) for mark in rules if mark.left > middle]
    sessions = document.plan.weeks[int(code[1]) - 1].sessions
    first, second = ([len(block.rows) for block in session.blocks] for session in sessions)
    assert first[0] == second[0]
    many = 1 + first[0] + 1 + min(first[1], second[1])  # heads, and rows
    assert left[:many] == right[:many]
    assert len(set(left[:many])) == many


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl"])
def test_usual_weeks_are_never_in_smaller_type(language: str) -> None:
    """A sheet is read from the floor."""
    brief = brief_of(request=Request(language=language), edition="week-sheets")
    sizes = [page.brief.scale.narrow.size for page in week_sheets(brief)]
    assert len(sizes) == len(brief.weeks)
    assert min(sizes) >= brief.scale.narrow.size


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl"])
def test_rows_in_larger_type_keep_their_air(language: str) -> None:
    brief = brief_of(request=Request(language=language), edition="week-sheets")
    pages = tuple(week_sheets(brief))
    larger = [page for page in pages if page.brief.scale.narrow.size > brief.scale.narrow.size]
    assert larger
    stacks = [stack for page in larger for stack in page._stacks()]
    grown = [item.grow for stack in stacks for item in stack if isinstance(item.block, Row)]
    assert min(grown) >= AIRY


def test_a_block_that_goes_on_in_the_next_column_says_its_rests_there_too() -> None:
    document = drawn(request=Request(minutes=20, sessions=3), edition="week-sheets")
    texts, cut = document.brief.texts, 0
    for week in document.plan.weeks:
        left, right = halved(circuits(week.sessions[2]))
        marks = document.marks[document.page(f"W{week.number}C")]
        printed = [plain(mark.what) for mark in marks if mark.kind == "text"]
        goes_on = left[-1].number == right[0].number
        cut += goes_on
        assert printed.count(texts("block.continued", block=right[0].number)) == goes_on
        assert sum(words.startswith("Rest ") for words in printed) == len(left) + len(right)
    assert cut


def test_words_below_a_dose_keep_no_room_for_a_load_that_is_not_there(default: Made) -> None:
    first = next(iter(week_sheets(default.brief)))
    rows = [
        item.block for stack in first._stacks() for item in stack if isinstance(item.block, Row)
    ]
    bare = [row for row in rows if not (row.row.band or row.row.kg or row.row.note)]
    lines = [line for row in bare for line in row._told(row._room(COLUMN)).lines]
    assert any(line.counted for line in lines)
    assert not any(line.loaded for line in lines)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl"])
def test_the_numbers_over_boxes_are_said_to_be_rounds(language: str) -> None:
    """Over the boxes of three rounds, too."""
    document = drawn(request=Request(language=language), edition="week-sheets")
    texts, threefold = document.brief.texts, 0
    for week in document.plan.weeks:
        marks = document.marks[document.page(f"W{week.number}")]
        blocks = [block for session in week.sessions for block in session.blocks]
        threefold += sum(block.rounds == 3 for block in blocks)
        printed = Counter(mark.what.strip() for mark in marks)
        said = Counter(texts("block.rounds", n=block.rounds) for block in blocks)
        assert {words: printed[words] for words in said} == said, week.number
    assert threefold


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl"])
def test_the_numbers_over_boxes_of_a_single_exercise_are_said_to_be_sets(language: str) -> None:
    request = Request(level="experienced", weeks=12, language=language)
    document = drawn(request=request, edition="week-sheets")
    words = document.brief.texts
    texts = [mark.what.strip() for marks in document.marks for mark in marks]
    sessions = [session for week in document.plan.weeks for session in week.sessions]
    many = [len(block.rows) for session in sessions for block in session.blocks]
    sets, rounds = (
        sum(texts.count(words(f"block.{key}", n=n)) for n in range(1, 5))
        for key in ("sets", "rounds")
    )
    assert sets == many.count(1) == 14
    assert rounds == len(many) - 14


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("round", "set")),
        ("de", ("Runde", "Satz")),
        ("es", ("vuelta", "serie")),
        ("fr", ("tour", "série")),
        ("pl", ("runda", "seria")),
    ],
)
def test_a_box_is_read_aloud_as_that_of_a_round_or_of_a_set(
    language: str, words: tuple[str, str]
) -> None:
    brief = brief_of(request=Request(level="experienced", weeks=12, language=language))
    week = brief.plan.weeks[8]
    alone = 0
    for session in week.sessions:
        for circuit in circuits(session):
            alone += len(circuit.rows) == 1
            for number, row in circuit.rows:
                tip = round_box(brief, week, session, number, row, 1)[1]
                assert tip.endswith(f" {words[len(circuit.rows) == 1]} 2")
    assert alone == 2


@pytest.mark.parametrize(
    ("language", "names"), [("en", ("week 1", "week 1 A")), ("de", ("Woche 1", "Woche 1 A"))]
)
def test_errors_call_a_page_of_a_week_as_it_stands_in_a_sentence(
    language: str, names: tuple[str, str]
) -> None:
    request = Request(language=language)
    sheet, session = (
        make_edition("week-sheets", brief_of(NOBODY, large_print=large, request=request)).pages
        for large in (False, True)
    )
    by_code = {page.code: page.name for page in (*sheet, *session)}
    assert (by_code["W1"], by_code["W1A"]) == names
    second = next(page for page in session if page.code == "W1A-2")
    assert second.name == second.brief.texts("column.label", label=names[1], number=2)


@pytest.mark.parametrize("look", [{}, {"large_print": True}, {"paper": "a5"}])
def test_a_band_is_checked_before_the_first_row(look: dict[str, Any]) -> None:
    document = drawn(edition="week-sheets", **look)
    begin, code = document.brief.texts("safety.band").split("**")[1], "W3" if not look else "W3A"
    marks = document.marks[document.page(code)]
    check = next(mark for mark in marks if mark.what.startswith(begin))
    boxes = [mark for mark in marks if mark.kind == "box" and mark.what.startswith("w3.A.")]
    rows = [box.top for box in boxes if box.what.split(".")[2].isdigit()]
    assert check.bottom < min(rows)


def test_beside_a_band_stands_where_it_goes(default: Made) -> None:
    texts = said(default, default.page("W3"))
    assert texts.index("round both feet") == texts.index("red") + 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_to_do_where_it_does_not_suit_stands_in_two_lines_of_two_columns(paper: str) -> None:
    document = drawn(NOBODY, edition="week-sheets", paper=paper)
    asked = ("Too hard?", "Too easy?", "It hurts?", "Half the time?")
    for week in document.plan.weeks:
        texts = document.marks[document.page(f"W{week.number}")]
        found = [next(mark for mark in texts if mark.what.strip() == text) for text in asked]
        hard, easy, hurts, half = ((round(mark.left, 2), round(mark.top, 2)) for mark in found)
        assert hard[0] == easy[0] < hurts[0] == half[0]
        assert hard[1] == hurts[1] < easy[1] == half[1]


def test_where_it_hurts_a_sore_joint_has_its_own_rule(default: Made) -> None:
    sore = made(NOBODY, request=Request(avoid=("knee",)), edition="week-sheets")
    usual, joint = (" ".join(said(one, one.page("W1"))) for one in (default, sore))
    assert "It hurts? Leave it out." in plain(usual)
    assert "It hurts? Up to 3 of 10" in plain(joint)


def test_the_hands_of_a_wide_push_up_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every row of it, to be looked at: the guide says where they are."""
    seen: list[tuple[str, bool]] = []
    draw = Pictures.draw_inset

    def noted(self: Pictures, sheet: Sheet, slug: str, area: Area, *, said: bool = True) -> None:
        seen.append((slug, said))
        draw(self, sheet, slug, area, said=said)

    monkeypatch.setattr(Pictures, "draw_inset", noted)
    plan = drawn(NOBODY, edition="week-sheets").brief.plan
    rows = [row for week in plan.weeks for session in week.sessions for row in session.rows]
    wide = sum(row.exercise == "knee-wide-push-up" for row in rows)
    assert wide == seen.count(("knee-wide-push-up", False)) > 0


def test_who_stands_is_seen_from_above_over_the_frames_of_the_guide_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a row, and over the frames, it would lie on the face."""
    seen: dict[str, list[Area]] = {"draw": [], "draw_inset": []}

    def noting(name: str) -> None:
        real = getattr(Pictures, name)

        def noted(self: Pictures, sheet: Sheet, slug: str, area: Area, **how: object) -> None:
            if slug == "pallof-press":
                seen[name].append(area)
            real(self, sheet, slug, area, **how)

        monkeypatch.setattr(Pictures, name, noted)

    for name in seen:
        noting(name)
    drawn(NOBODY, request=Request(kit=(Kit.BAND, Kit.ANCHOR), use=("pallof-press",)))
    (inset,) = seen["draw_inset"]
    card = next(area for area in seen["draw"] if area.x == inset.x)
    assert len(seen["draw"]) > 2
    assert inset.y + inset.h <= card.y + 1


def test_where_rows_take_turns_the_last_number_counts_not_last_weeks() -> None:
    plan, texts = plan_of(Request(weeks=6, sessions=1)), shipped().texts()
    asked = [missed(week, plan, texts) for week in plan.weeks]
    assert asked[:2] == [texts("otherwise.too_few_left"), texts("otherwise.missed")]
    assert {*asked[2:]} == {texts("otherwise.missed_before")}


def test_only_a_loading_week_asks_after_the_loading_week_before_it() -> None:
    plan = plan_of(Request(weeks=12, level="experienced", sessions=3))
    texts = shipped().texts()
    asked = [missed(week, plan, texts) for week in plan.weeks]
    for week, said in zip(plan.weeks, asked, strict=True):
        before = [old.number for old in plan.weeks[: week.number - 1] if old.kind.is_loading]
        if week.number == 1:
            assert said == texts("otherwise.too_few_left")
        elif not before or not week.kind.is_loading:
            assert said == ""
        elif before[-1] == week.number - 1:
            assert said == texts("otherwise.missed")
        else:
            assert f"week {before[-1]} " in said
    light = [week for week in plan.weeks if not week.kind.is_loading]
    assert len(light) == 2
    tips = {row.tip for week in light for session in week.sessions for row in session.rows}
    assert "2 min rest before, 4 good reps left" in tips
    assert not any("3 good reps left" in tip for tip in tips if tip)

"""Every way of writing a value, for the command line, club.toml, a roster's cells and Python."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrong_pdf.errors import Problem, UsageError
from runstrong_pdf.model.fields import FIELDS
from runstrong_pdf.model.options import read_options
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.reading import NO, YES, read_option
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.model.words import Kit, Level, Run

WEEK = (Run(1, "hard"), Run(3, "easy"), Run(6, "long"))


def value(name: str, text: object) -> object:
    """Read one option as the command line, the roster and the record of its own do."""
    options = read_options({name: text})
    holders = (options.request, options.sheets, options.person, options)
    found = next(getattr(one, name) for one in holders if hasattr(one, name))
    assert read_option(name, text) == found
    assert repr(read_option(name, text)) == repr(found)
    return found


# -- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "band,chair",
        " band ,  chair ",
        "Band; CHAIR",
        "band;chair;",
        "band|chair",
        "band/chair",
        "band + chair",
        "band & chair",
        "band\nchair",
        "band and chair",
        "Band und chair",
        "band ET chair",
        "band y chair",
        "band, chair, band",
        "band, and chair",
        ["band", "chair"],
        (Kit.BAND, Kit.CHAIR),
    ],
)
def test_lists(text: object) -> None:
    assert value("kit", text) == (Kit.BAND, Kit.CHAIR)


@pytest.mark.parametrize("text", ["none", "None", " NONE ", (), [], ["none"]])
def test_nothing_of_a_list(text: object) -> None:
    assert value("kit", text) == ()


def test_a_list_is_in_the_order_of_its_choices_where_that_says_something() -> None:
    assert value("bands", "red, Yellow") == ("yellow", "red")
    assert value("avoid", "low back und Wrist, OLDER adult") == ("wrist", "low-back", "older-adult")
    assert value("kit", "dumbbells, chair") == (Kit.DUMBBELLS, Kit.CHAIR)


@pytest.mark.parametrize(
    ("text", "kilograms"),
    [
        ("1,2,4", (1, 2, 4)),
        ("4 kg, 2kg, 1 KG", (1, 2, 4)),
        ("2.5", (2.5,)),
        ("1,5; 3", (1.5, 3)),
        ("1,5 kg; 3kg", (1.5, 3)),
        ("2.5; 4", (2.5, 4)),
        ("2 and 4", (2, 4)),
        ("2/4/2", (2, 4)),
        ([4, 2.5], (2.5, 4)),
        (2.5, (2.5,)),
        ("50", (50,)),
    ],
)
def test_weights(text: object, kilograms: tuple[float, ...]) -> None:
    found = value("dumbbells", text)
    assert found == kilograms
    assert isinstance(found, tuple)
    assert all(type(one) is float for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "tue:hard,thu:easy,sun:long",
        "Tue hard; Thu; Sun long",
        "Tuesday hard; thu:easy, Sun - long",
        "sun = long | TUE=HARD | thursday",
        "Thu\nTue : hard\nSun: Long\n",
        "tue-hard,thu-easy,sun-long",
        "tue:hard; thu:; sun:long; -",
        WEEK,
        [{"day": 6, "kind": "long"}, *WEEK[:2]],
    ],
)
def test_running_days(text: object) -> None:
    assert value("runs", text) == WEEK


# -- single values --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["5", " 5 ", "5.0", "5,0", "5.000", "+5", "05"])
def test_whole_numbers(text: object) -> None:
    assert value("weeks", text) == 5
    assert type(value("weeks", text)) is int
    assert value("weeks", 5) == 5


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("weeks", "6 weeks", 6), ("sessions", "2x", 2), ("sessions", "3 times a week", 3),
        ("minutes", "30 min", 30), ("minutes", "40 Minutes", 40), ("push_ups", "about 12", 12),
        ("push_ups", "8 press-ups", 8),
    ],
)  # fmt: skip
def test_a_number_with_what_it_counts(name: str, text: str, number: int) -> None:
    assert value(name, text) == number


def test_weights_in_kilos_and_days_by_their_names() -> None:
    assert value("dumbbells", "4 kilo; 2 kilograms") == (2, 4)
    assert value("days", "monday, Thursday") == ("mon", "thu")


@pytest.mark.parametrize("text", ["Beginner", " BEGINNER\n", Level.BEGINNER])
def test_a_choice(text: object) -> None:
    assert value("level", text) is Level.BEGINNER


@pytest.mark.parametrize("text", ["week-sheets", "Week Sheets", "week  sheets"])
def test_a_choice_of_two_words(text: str) -> None:
    assert value("edition", text) == "week-sheets"


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_an_empty_text_is_an_option_that_was_left_out(blank: str | None) -> None:
    assert read_options(dict.fromkeys(FIELDS, blank)) == read_options({})
    for name, field in FIELDS.items():
        assert read_option(name, blank) == field.default
    assert Request(kit=blank, weeks=blank) == Request()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-07",
        " 2026-12-07 ",
        "7.12.2026",
        "07.12.2026",
        "7. 12. 2026",
        "7.12.26",
        "2026/12/07",
        "2026/12/7",
        "2026.12.07.",
        "20261207",
        "2026-12-07 00:00:00",
        "2026-12-07T09:30:00.000Z",
        "7.12.2026 0:00",
        "46363",
        "07-Dec-26",
        "7 December 2026",
        "Dec 7, 2026",
        "7. Dezember 2026",
        "7 décembre 2026",
        "7 dic. 2026",
        dt.date(2026, 12, 7),
        dt.datetime(2026, 12, 7, 9, 30, tzinfo=dt.UTC),
    ],
)
def test_dates(text: object) -> None:
    assert value("race", text) == dt.date(2026, 12, 7)
    assert type(value("race", text)) is dt.date
    assert value("start", text) == dt.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/12/2026", dt.date(2026, 12, 13)),
        ("12/13/2026", dt.date(2026, 12, 13)),
        ("12-13-2026 12:00 AM", dt.date(2026, 12, 13)),
        ("7/7/2026", dt.date(2026, 7, 7)),
        ("13/12/99", dt.date(2099, 12, 13)),
        ("1 août 2026", dt.date(2026, 8, 1)),
        ("1 Mär 2026", dt.date(2026, 3, 1)),
        ("1 mrt 2026", dt.date(2026, 3, 1)),
    ],
)
def test_dates_that_can_be_read_in_one_way_only(text: str, day: dt.date) -> None:
    assert value("race", text) == day


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("7/12/2026", "2026-07-12 or 2026-12-07"),
        ("7-12-26", "2007-12-26 or 2026-07-12 or 2026-12-07"),
        ("13/12/26", "2013-12-26 or 2026-12-13"),
    ],
)
def test_a_date_with_several_readings_is_asked_about_with_all_of_them(
    text: str, readings: str
) -> None:
    with pytest.raises(UsageError, match=f"can be read in (two|three) ways: {readings}$"):
        read_option("start", text)


@pytest.mark.parametrize("text", ["WAHR", "VRAI", "VERDADERO", "1.0", "1,0", "Vero", "TRUE"])
def test_what_spreadsheets_make_of_true(text: str) -> None:
    assert value("large_print", text) is True


@pytest.mark.parametrize("text", ["FALSCH", "FAUX", "FALSO", "0.0", "0,00", "ONWAAR", "FALSE"])
def test_what_spreadsheets_make_of_false(text: str) -> None:
    assert value("large_print", text) is False


@pytest.mark.parametrize("word", sorted(YES | NO))
def test_yes_and_no(word: str) -> None:
    for text in (word, word.upper(), f" {word} ", f"{word}!"):
        assert value("large_print", text) is (word in YES)
    assert not YES & NO


def test_a_switch_of_python() -> None:
    assert value("forms", given := False) is given
    assert value("pdfa", given := True) is given


@pytest.mark.parametrize("text", ["couch-to-floor", "Couch to floor", " COUCH  TO FLOOR "])
def test_a_programme_by_name(text: str) -> None:
    assert value("programme", text) == "couch-to-floor"


def test_a_programme_by_file() -> None:
    assert value("programme", " ../My own.TOML ") == "../My own.TOML"


def test_lines_of_text() -> None:
    assert value("name", " Zoe\u0308 \n Łuczak\t") == "Zoë Łuczak"
    assert value("contact", "a\u00a0b") == "a b"
    assert value("language", " de-AT ") == "de-AT"


# -- what is not possible -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "message", "remedy"),
    [
        ("weeks", "six", "'six' is not a whole number", ""),
        ("weeks", "6.5", "'6.5' is not a whole number", ""),
        ("weeks", "1_0", "'1_0' is not a whole number", ""),
        ("weeks", "\u0665", "'\u0665' is not a whole number", ""),
        ("weeks", "6" * 5000, f"{'6' * 40!r} is not a whole number", ""),
        ("weeks", 6.0, "6.0 is not a whole number", ""),
        ("weeks", True, "True is not a whole number", ""),
        ("weeks", "3", "3 is not possible, at least 4", ""),
        ("weeks", "999999999", "999999999 is not possible, at most 12", ""),
        ("weeks", 10**400, "000 is not possible, at most 12", ""),
        ("push_ups", "-1", "-1 is not possible, at least 0", ""),
        ("level", "beginer", "'beginer' is not known; did you mean beginner? possible: ", ""),
        ("kit", "none, band", "'none' cannot stand beside anything else", ""),
        ("days", "mon, tue, Monday", "Mon is named more than once", "name each day once"),
        ("kit", "boat", "'boat' is not known; possible: chair, band, anchor, dumbbells", ""),
        ("kit", "a -> b", "'a -> b' is not known; ", ""),
        ("kit", 5, "5 is not a list", ""),
        ("kit", "y", "'y' is not known; possible: chair, band, anchor, dumbbells", ""),
        ("avoid", ",", "',' is not known; possible: wrist, elbow", ""),
        ("dumbbells", "and", "'and' is not a weight in kilograms or pounds", "for example 1,2,4"),
        ("runs", ",", "',' names no day", ""),
        ("forms", 2, "2 is neither yes nor no", ""),
        ("large_print", 1, "1 is neither yes nor no", ""),
        (
            "dumbbells",
            "2,heavy",
            "'heavy' is not a weight in kilograms or pounds",
            "for example 1,2,4, or 5lb",
        ),
        ("dumbbells", "-2", "'-2' is not possible, it must be more than 0", ""),
        (
            "dumbbells",
            "nan",
            "'nan' is not a weight in kilograms or pounds",
            "for example 1,2,4, or 5lb",
        ),
        ("dumbbells", "9" * 9, "999999999 is not possible, at most 50", ""),
        ("dumbbells", "120lb", "120 lb is not possible, at most 110", ""),
        (
            "dumbbells",
            "7,5",
            "'7,5' can be read in two ways",
            "write 7.5 for one weight, or 7, 5 with a space for two",
        ),
        (
            "dumbbells",
            "2,5,10",
            "'2,5' can be read in two ways",
            "write 2.5 for one weight, or 2, 5 with a space for two",
        ),
        ("dumbbells", "50,5; 2", "50.5 is not possible, at most 50", ""),
        ("runs", "someday", "'someday' is not known; possible: mon, tue", ""),
        ("runs", "tue uphill", "'uphill' is not known; possible: easy, hard", ""),
        ("runs", ":hard", "'hard' is not known; possible: mon, tue", ""),
        ("runs", [{"day": 7, "kind": "easy"}], "7 is not a day, 0 for Monday to 6 for Sun", ""),
        ("start", "7/12/6", "'7/12/6' is not a date", "write year-month-day, "),
        ("dumbbells", "1/2", "'1/2' can be read in two ways", "write 0.5 for one weight, or 1, 2"),
        ("weeks", "6 days", "'6 days' is not a whole number", ""),
        ("push_ups", "4 kilo", "'4 kilo' is not a whole number", ""),
        ("avoid", "my knee hurts", "'my knee hurts' is not known; did you mean knee?", ""),
        ("start", "7/12/2026", "'7/12/2026' can be read in two ways", "write one of them"),
        ("start", "7 Foo 2026", "'7 Foo 2026' is not a date", "write year-month-day, "),
        ("start", "29999", "'29999' is not a date", "write year-month-day, "),
        ("start", "99/99/99", "'99/99/99' is not a date", "write year-month-day, "),
        ("start", "2026-02-30", "'2026-02-30' is not a date", "write year"),
        ("race", "31.2.2026", "'31.2.2026' is not a date", "write year-month-day, "),
        ("race", "9999-12-31", "'9999-12-31' is not a date between", "write year-month-day, "),
        ("race", 46363, "46363 is not text", ""),
        ("large_print", "perhaps", "'perhaps' is neither yes nor no", ""),
        ("programme", "../x", "'../x' is not the name of a programme", ""),
        ("name", "x" * 81, "has 81 letters, at most 80 fit on the sheet", ""),
        ("club", "x" * 61, "has 61 letters, at most 60 fit on the sheet", ""),
        ("name", "a\u202eb", "has a character that cannot be seen (U+202E)", "type it again"),
        ("language", "de\u200b", "has a character that cannot be seen (U+200B)", "type it again"),
        ("logo", "a\x00b.png", "has a character that cannot be seen (U+0000)", "type it again"),
        ("programme", "a\x07.toml", "has a character that cannot be seen (U+0007)", "type it"),
        ("name", 5, "5 is not text", ""),
    ],
)
def test_what_is_not_possible_is_named(name: str, text: object, message: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_options({name: text})
    (problem,) = caught.value.problems
    assert problem.field == name
    assert message in problem.message
    assert problem.remedy.startswith(remedy)
    assert bool(problem.remedy) == bool(remedy)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        read_options({"weeks": "99", "kit": "boat", "paper": "a3", "name": "\x07", "sizes": "1"})
    assert [one.field for one in caught.value.problems] == [
        "weeks",
        "kit",
        "paper",
        "name",
        "sizes",
    ]


# -- the records ----------------------------------------------------------------------------------


def test_records_read_what_they_are_given() -> None:
    request = Request(**typed(kit="chair und band", runs="Tue hard; thu; Sun long", weeks="8.0"))
    assert (request.kit, request.runs, request.weeks) == ((Kit.CHAIR, Kit.BAND), WEEK, 8)
    assert Sheets(**typed(large_print="ja")).large_print is True
    assert Person(name="  Zoë \n").name == "Zoë"


def test_records_tell_everything_that_is_wrong() -> None:
    with pytest.raises(UsageError) as caught:
        Request(**typed(weeks="99", minutes="5", start="soon", kit="y"))
    found = [problem.field for problem in caught.value.problems]
    assert found == ["weeks", "kit", "minutes", "start"]


def typed(**values: str) -> dict[str, Any]:
    return dict(values)


# -- any text at all ------------------------------------------------------------------------------

PARTS = st.sampled_from(
    ["band", "chair", "none", "tue", "hard", "2026-12-07", "7.12.2026", "1,5", "kg", "5.0", "yes",
     "low back", "a4", "full", "#7a1f3d", "https://example.org/x", "mailto:", "x.toml", " -> ",
     "\x00", "\x1b[0m", "\u202e", "\u200b", "\ud800", "\ufeff", "\u0665", "٣.٤.٢٠٢٦", "1e999",
     "-", ":", ";", ",", "/", "\r\n", " ", "9" * 400]
)  # fmt: skip
TEXTS = st.text(max_size=40) | st.lists(PARTS | st.text(max_size=3), max_size=5).map("".join)
OPTIONS = st.dictionaries(st.sampled_from(sorted(FIELDS)), TEXTS, max_size=5)


@given(OPTIONS)
@settings(max_examples=500)
def test_any_text_is_a_value_or_a_problem_with_field_and_message(typed: dict[str, str]) -> None:
    options, problems = None, tuple[Problem, ...]()
    try:
        options = read_options(typed)
    except UsageError as error:
        problems = error.problems
        assert problems
    for problem in (*problems, *(options.notes if options else ())):
        assert problem.field in FIELDS
        assert problem.message
    if options:
        assert not hidden([options.request, options.person, options.sheets, options.templates])


@given(st.sampled_from(sorted(FIELDS)), TEXTS, st.characters(categories=["Cc"]), TEXTS)
@settings(max_examples=1000)
def test_no_control_character_gets_through(name: str, start: str, mark: str, end: str) -> None:
    found, problems = read_or_problems(name, f"{start}{mark}{end}")
    assert not hidden([found])
    assert all(problem.field == name and problem.message for problem in problems)


THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.binary() | st.datetimes(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["day", "kind", "x"]), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(FIELDS)), THINGS)
@settings(max_examples=500)
def test_any_value_of_python_is_read_or_a_problem(name: str, thing: object) -> None:
    found, problems = read_or_problems(name, thing)
    assert not hidden([found])
    assert all(problem.field == name and problem.message for problem in problems)


def read_or_problems(name: str, thing: object) -> tuple[object, tuple[Problem, ...]]:
    try:
        return read_option(name, thing), ()
    except UsageError as error:
        return None, error.problems


def hidden(found: Iterable[object]) -> list[str]:
    """Return the control characters in a value."""
    return [c for text in texts(found) for c in text if unicodedata.category(c) == "Cc"]


def texts(found: Iterable[object]) -> Iterator[str]:
    for one in found:
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple | list):
            yield from texts(one)
        elif is_dataclass(one) and not isinstance(one, type):
            yield from texts(astuple(one))


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("18:30", 18, 30), ("18.30", 18, 30), ("18h30", 18, 30), ("6:30 pm", 18, 30),
        ("7", 7, 0), ("12 am", 0, 0), ("12:05 p.m.", 12, 5), ("07:00", 7, 0),
    ],
)  # fmt: skip
def test_times_of_day(text: str, hour: int, minute: int) -> None:
    assert value("at", text) == dt.time(hour, minute)


@pytest.mark.parametrize("text", ["24:00", "18:60", "noon", "13 pm", "0 am", "18:3", "-1"])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(UsageError, match="is not a time of day"):
        value("at", text)

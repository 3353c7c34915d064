"""The languages that come with the program: whole, in step with the English, as CLDR has them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.numbers import get_decimal_symbol

from runstrong_pdf import Request, make_plan
from runstrong_pdf.language_checks import (
    english_texts,
    language_of_file,
    printed_words,
    translation_problems,
)
from runstrong_pdf.library import ENGLISH, LANGUAGES, WORDS, Library, read_toml
from runstrong_pdf.model.texts import PLURALS, flatten

TEMPLATES = Path(__file__).parents[1] / "templates"
SHIPPED = sorted(file.parent.name for file in (TEMPLATES / LANGUAGES).glob(f"*/{WORDS}"))
TRANSLATED = [language for language in SHIPPED if language != ENGLISH]
ENGLISH_ALONE = {"know_how.force": {"lb"}}
"""Fields that other languages may leave out: nobody there weighs in pounds."""
CLDR_ORDER = ("zero", "one", "two", "few", "many", "other")


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


@pytest.fixture(params=SHIPPED)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def words(language: str) -> dict[str, str]:
    return dict(flatten(read_toml(TEMPLATES / LANGUAGES / language / WORDS)))


def fields(text: str) -> set[str]:
    """Return the names in braces, but those that only choose the form of a word."""
    parsed = Formatter().parse(text)
    return {name for _, name, form, _ in parsed if name and "|" not in (form or "")}


def bare(name: str) -> str:
    """Return a name of a day or month whatever its first letter and its dot."""
    return name.removesuffix(".").casefold()


def test_what_the_bands_are_called_is_not_kept_from_one_language_to_the_next() -> None:
    english = Library()
    assert english.bands["red"].maker_name == "medium"
    assert english.in_language("de").bands["red"].maker_name == "mittel"


def test_five_languages_are_shipped() -> None:
    assert set(SHIPPED) >= {"de", "en", "es", "fr", "pl"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_a_language_is_there_and_in_step_with_the_english(
    language: str, library: Library
) -> None:
    folder = TEMPLATES / LANGUAGES / language
    expected = {WORDS, *(name for name, texts in english_texts(library) if texts)}
    there = {str(file.relative_to(folder).as_posix()): file for file in folder.rglob("*.toml")}
    assert there.keys() == expected
    assert [*_problems(there.values(), library)] == []


def _problems(files: Iterable[Path], library: Library) -> Iterator[str]:
    for file in files:
        place = language_of_file(file)
        assert place
        tables = read_toml(file)
        for problem in translation_problems(tables, file, place, library):
            yield f"{file}: {problem}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_field_in_braces_is_kept(language: str) -> None:
    english, own = (printed_words(words(tag)) for tag in (ENGLISH, language))
    lost = {
        key: missing
        for key, text in english.items()
        if (missing := fields(text) - fields(own[key]) - ENGLISH_ALONE.get(key, set()))
    }
    assert not lost


@pytest.mark.parametrize("language", TRANSLATED)
def test_mail_is_whole_and_has_the_same_fields(language: str) -> None:
    own = TEMPLATES / LANGUAGES / language / "mail"
    for english in sorted((TEMPLATES / "mail").glob("*.txt")):
        text = (own / english.name).read_text(encoding="utf-8")
        assert fields(text) == fields(english.read_text(encoding="utf-8")), english.name


def test_days_and_months_are_those_of_cldr(language: str) -> None:
    own, cldr = words(language), Locale.parse(language)
    for day in range(7):
        assert own[f"day.{day + 1}"] == cldr.days["stand-alone"]["wide"][day]
        short = {bare(cldr.days[form]["abbreviated"][day]) for form in ("format", "stand-alone")}
        assert bare(own[f"short_day.{day + 1}"]) in short
    for month in range(1, 13):
        forms = ("format", "stand-alone")
        short = {bare(cldr.months[form]["abbreviated"][month]) for form in forms}
        assert bare(own[f"month.{month}"]) in short


def test_numbers_are_counted_and_written_as_cldr_has_them(language: str) -> None:
    own, cldr = words(language), Locale.parse(language)
    assert own["decimal"] == get_decimal_symbol(cldr)
    numbers = range(121)
    classes = {cldr.plural_form(number) for number in numbers}
    order = [name for name in CLDR_ORDER if name in classes]
    rule = PLURALS[own["plural"]]
    assert [rule(number) for number in numbers] == [
        order.index(cldr.plural_form(number)) for number in numbers
    ]


def test_a_word_is_given_in_every_form_that_a_number_asks_for(language: str) -> None:
    own = words(language)
    forms = {PLURALS[own["plural"]](number) for number in range(121)}
    counted = [
        (key, spec)
        for key, text in own.items()
        for _, _, spec, _ in Formatter().parse(text)
        if spec and "|" in spec
    ]
    assert [key for key, spec in counted if len(spec.split("|")) != len(forms)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_why_a_plan_is_as_it_is_is_told_in_english_alone(language: str) -> None:
    asked = Request(avoid=("knee", "wrist"), kit=("chair", "band"))
    assert make_plan(replace(asked, language=language)).why == make_plan(asked).why

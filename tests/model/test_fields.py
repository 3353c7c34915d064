"""The table of options: everything that can be asked for stands in it, and it can be read."""

from dataclasses import fields
from typing import get_type_hints

import pytest

from runstrong_pdf.model.fields import FIELDS, GROUPS, PERSONAL_HEADINGS, Field, Kind, Shapes
from runstrong_pdf.model.options import PlanOptions, read_options
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.roster.spreadsheet import OPTIONS, meaning

RECORDS = {Shapes.TRAINING: Request, Shapes.PERSON: Person, Shapes.LOOK: Sheets}
every_field = pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)


def test_names_are_unique() -> None:
    names = [field.name for group in GROUPS.values() for field in group]
    assert len(names) == len({*names}) == len(FIELDS)
    assert all(name == field.name for name, field in FIELDS.items())
    assert all(name.isidentifier() and name.islower() for name in names)


def test_columns_are_unique_however_they_are_written() -> None:
    columns = {name: (field.column, *(field.headings or ())) for name, field in OPTIONS.items()}
    columns |= {column: (column, *others) for column, others in PERSONAL_HEADINGS.items()}
    for column, words in columns.items():
        assert {meaning(word) for word in words} == {column}
        assert {meaning(f" {word.upper()}_") for word in words} == {column}
    every = [word for words in columns.values() for word in words]
    assert len(every) == len({*every})


@every_field
def test_every_default_is_read_by_its_own_reader(field: Field) -> None:
    if field.default is not None:
        assert read_option(field.name, field.default) == field.default
    if field.shown_default:
        assert read_option(field.name, field.shown_default) == field.default
    if field.example and field.kind is not Kind.PROGRAMME:
        assert read_option(field.name, field.example)


@every_field
def test_every_option_is_explained(field: Field) -> None:
    assert field.help.endswith(".")
    assert "--" not in field.help
    if field.low is not None:
        assert field.high is not None
        assert read_option(field.name, str(field.low)) == field.low
        assert read_option(field.name, str(field.high)) == field.high
    for choice in field.choices:
        assert read_option(field.name, choice.upper()) in {choice, (choice,)}


def test_every_attribute_is_in_the_table_and_every_option_an_attribute() -> None:
    shaped = {one: {f.name for f in FIELDS.values() if f.shapes is one} for one in Shapes}
    shaped[Shapes.LOOK].remove("templates")  # of the whole plan
    assert {field.name for field in fields(Request)} == shaped[Shapes.TRAINING]
    assert {field.name for field in fields(Sheets)} == shaped[Shapes.LOOK]
    assert {field.name for field in fields(Person)} == shaped[Shapes.PERSON] | {"start"}
    assert "templates" in {field.name for field in fields(PlanOptions)}


@pytest.mark.parametrize("record", [Request(), Sheets(), Person()])
def test_defaults_are_those_of_the_table(record: Request | Sheets | Person) -> None:
    for name in get_type_hints(type(record)).keys() & FIELDS.keys():
        assert getattr(record, name) == FIELDS[name].default


def test_nothing_given_is_every_default() -> None:
    assert read_options({}) == PlanOptions(Request(), Person(), Sheets())
    nothing: dict[str, object] = dict.fromkeys(FIELDS)
    assert read_options(nothing) == read_options({})

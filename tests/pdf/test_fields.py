"""Boxes to tick and lines to type on: every blank on paper is one, and what is typed shows."""

import io

import pikepdf
import pytest

from tests.making import NOBODY, Made, made
from tests.reading import opened, picture


def fields_of(document: Made) -> dict[str, tuple[str, str]]:
    """Return kind and tip of every field by its name."""
    with opened(document.pdf) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        found = {str(field.T): (str(field.FT), str(field.TU)) for field in fields}
        assert len(found) == len(fields), "names are unique"
    return found


@pytest.mark.parametrize("kind", ["default", "large", "a5", "booklet"])
def test_every_row_has_a_place_to_say_what_was_done(
    kind: str, request: pytest.FixtureRequest
) -> None:
    document: Made = request.getfixturevalue(kind)
    found = fields_of(document)
    for week in document.plan.weeks:
        for session in week.sessions:
            for number, row in enumerate(session.rows, 1):
                field, tip = found[f"did-{week.number}-{session.key}-{number}"]
                assert field == "/Tx"
                name = document.plan.exercises[row.exercise].name
                assert tip == f"Week {week.number}, session {session.key}, {name}: what I did"


@pytest.mark.parametrize("kind", ["default", "large", "a5", "booklet"])
def test_a_session_is_logged_and_noted(kind: str, request: pytest.FixtureRequest) -> None:
    document: Made = request.getfixturevalue(kind)
    found = fields_of(document)
    typed = {name for name, (field, _) in found.items() if field == "/Tx"}
    assert {"name", "club", "start", "finish", "push-ups-before", "push-ups-after"} <= typed
    for week in document.plan.weeks:
        for session in week.sessions:
            keys = {f"log-{week.number}-{session.key}-{key}" for key in ("date", "best", "noticed")}
            assert keys <= typed


def test_what_is_known_is_printed_and_no_field(named: Made) -> None:
    assert not {"name", "club", "start", "finish"} & set(fields_of(named))


def test_no_name_is_taken_for_a_path(default: Made) -> None:
    """A full stop parts the names of a tree of fields (ISO 32000-1, 12.7.3.2)."""
    assert not any("." in name for name in fields_of(default))


def test_what_is_typed_shows_on_its_line(default: Made) -> None:
    with opened(default.pdf) as pdf:
        field = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "did-1-A-1")
        field.V = pikepdf.String("8, 8, 7")
        pdf.generate_appearance_streams()
        typed = io.BytesIO()
        pdf.save(typed)
        left, low, right, high = (float(edge) for edge in field.Rect)
        height = float(pdf.pages[1].MediaBox[3])
    box = tuple(edge * 100 / 72 for edge in (left, height - high, right, height - low))
    line = picture(typed.getvalue(), 1).crop((box[0], box[1], box[2], box[3])).convert("L")
    dark = line.point([255] * 128 + [0] * 128).getbbox()
    assert dark is not None
    assert dark[2] - dark[0] > 0.4 * line.width, "as wide as seven characters"


def test_without_forms_there_is_nothing_to_type_on() -> None:
    document = made(NOBODY, edition="week-sheets", forms=False)
    with opened(document.pdf) as pdf:
        assert "/AcroForm" not in pdf.Root

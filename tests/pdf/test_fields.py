"""Boxes to tick and lines to type on: every blank on paper is one, and what is typed shows."""

import io
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from PIL import ImageChops
from pypdfium2 import raw

from runstrong_pdf.pages.blanks import FEELINGS
from tests.conftest import Ran
from tests.making import NOBODY, Made, made
from tests.reading import opened, picture

RADIO = 1 << 15


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
                name = document.plan.exercises[row.exercise].shown
                assert tip == f"Week {week.number}, session {session.key}, {name}: what I did"


@pytest.mark.parametrize("kind", ["default", "large", "a5", "booklet"])
def test_a_session_is_logged_and_noted(kind: str, request: pytest.FixtureRequest) -> None:
    document: Made = request.getfixturevalue(kind)
    found = fields_of(document)
    typed = {name for name, (field, _) in found.items() if field == "/Tx"}
    assert {"name", "club", "start", "finish", "push-ups-before", "push-ups-after"} <= typed
    for week in document.plan.weeks:
        for session in week.sessions:
            keys = {f"log-{week.number}-{session.key}-{key}" for key in ("date", "noticed")}
            assert keys <= typed
            pushed = any("push-up" in row.exercise for row in session.rows)
            assert (f"log-{week.number}-{session.key}-best" in typed) == pushed


@pytest.mark.parametrize("kind", ["default", "large", "a5", "booklet"])
def test_how_a_session_was_is_one_answer_of_five(kind: str, request: pytest.FixtureRequest) -> None:
    document: Made = request.getfixturevalue(kind)
    with opened(document.pdf) as pdf:
        choices = {str(f.T): f for f in pdf.Root.AcroForm.Fields if "/Kids" in f}
        sessions = [(week.number, s.key) for week in document.plan.weeks for s in week.sessions]
        assert set(choices) == {f"feeling-{number}-{key}" for number, key in sessions}
        for number, key in sessions:
            choice = choices[f"feeling-{number}-{key}"]
            assert int(choice.Ff) & RADIO
            question = f"Week {number}, session {key}: how was it?"
            assert str(choice.TU) == question
            rings = list(choice.Kids)
            words = [str(ring.TU).removeprefix(f"{question}: ") for ring in rings]
            words = [word.removeprefix(f"Training log. {question}: ") for word in words]
            assert words == ["too easy", "easy", "just right", "hard", "too hard"] * 2  # sheet, log
            answers = [set(ring.AP.N.keys()) - {"/Off"} for ring in rings]
            assert answers == [{f"/{answer}"} for answer in FEELINGS] * 2
            assert all(ring in list(ring.P.Annots) for ring in rings)


def test_what_is_known_is_printed_and_no_field(named: Made) -> None:
    assert not {"name", "club", "start", "finish"} & set(fields_of(named))


def test_no_name_is_taken_for_a_path(default: Made) -> None:
    """A full stop parts the names of a tree of fields (ISO 32000-1, 12.7.3.2)."""
    assert not any("." in name for name in fields_of(default))


@pytest.mark.parametrize("archivable", [False, True])
def test_what_is_typed_and_ticked_is_saved_and_seen_there_alone(
    archivable: bool,  # noqa: FBT001  pytest passes it by name
    default: Made,
    run: Callable[..., Ran],
) -> None:
    """Fill a sheet in with pdfium, as a browser or a phone does, and look at what was saved."""
    empty = run("plan", "--pdfa", "-o", "-").out if archivable else default.pdf
    page, typed = default.page("W1"), "10, 9, 8"
    with opened(empty) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert ("/AP" in fields["did-1-A-1"]) is archivable
        line, box = (
            [float(edge) for edge in fields[name].Rect] for name in ("did-1-A-1", "w1-A-1-1")
        )
    filled = _filled(empty, page, line, box, typed)
    with opened(filled) as pdf:
        values = {str(f.T): str(f.get("/V", "/Off")) for f in pdf.Root.AcroForm.Fields}
    assert {name: value for name, value in values.items() if value not in {"", "/Off"}} == {
        "did-1-A-1": typed,
        "w1-A-1-1": "/Yes",
    }
    changed = ImageChops.difference(picture(empty, page), picture(filled, page)).convert("L")
    high = default.brief.paper.height / 25.4 * 72
    places = [_pixels(rect, high) for rect in (line, box)]
    for place in places:
        assert changed.crop(place).getextrema()[1] > 100, "it is not there"  # type: ignore[operator]
        changed.paste(0, place)
    assert changed.getextrema()[1] < 40, "something else changed"  # type: ignore[operator]


def test_boxes_and_rings_stay_where_a_program_drops_the_fields(default: Made) -> None:
    """Tools that flatten a form or put two pages on a sheet often lose what a field looks like."""
    page = default.page("W1")
    with opened(default.pdf) as pdf:
        del pdf.Root.AcroForm
        for each in pdf.pages:
            if "/Annots" in each:
                del each.Annots
        dropped = io.BytesIO()
        pdf.save(dropped)
    shown = ImageChops.difference(picture(default.pdf, page), picture(dropped.getvalue(), page))
    assert shown.convert("L").getextrema()[1] < 40  # type: ignore[operator]


def test_marking_a_ring_frees_the_others(default: Made) -> None:
    """As a browser or a phone does it; and it is seen. The log is marked with it."""
    page = default.page("W1")
    with opened(default.pdf) as pdf:
        choice = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "feeling-1-A")
        here = [ring for ring in choice.Kids if ring.P.objgen == pdf.pages[page].objgen]
        first, second = ([float(edge) for edge in here[at].Rect] for at in (1, 3))
    filled = _filled(default.pdf, page, first, second, "")
    with opened(filled) as pdf:
        choice = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == "feeling-1-A")
        assert str(choice.V) == "/hard"
        marked = ["/Off", "/Off", "/Off", "/hard", "/Off"]
        assert [str(ring.AS) for ring in choice.Kids] == [*marked, *marked]
    changed = ImageChops.difference(picture(default.pdf, page), picture(filled, page)).convert("L")
    place = _pixels(second, default.brief.paper.height / 25.4 * 72)
    assert changed.crop(place).getextrema()[1] > 100  # type: ignore[operator]
    changed.paste(0, place)
    assert changed.getextrema()[1] < 40  # type: ignore[operator]


def _filled(pdf: bytes, index: int, line: list[float], box: list[float], typed: str) -> bytes:
    """Type on a line and tick a box, by their edges."""
    with pdfium.PdfDocument(pdf) as document:
        document.init_forms()
        form, page = document.formenv, document[index]
        for rect, letters in ((line, typed), (box, "")):
            x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
            raw.FORM_OnMouseMove(form, page, 0, x, y)
            raw.FORM_OnLButtonDown(form, page, 0, x, y)
            raw.FORM_OnLButtonUp(form, page, 0, x, y)
            for letter in letters:
                raw.FORM_OnChar(form, page, ord(letter), 0)
        raw.FORM_ForceToKillFocus(form)
        page.close()
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def _pixels(rect: list[float], high: float, dpi: int = 100) -> tuple[int, int, int, int]:
    left, bottom, right, top = (edge * dpi / 72 for edge in rect)
    high = high * dpi / 72
    return int(left) - 2, int(high - top) - 2, int(right) + 3, int(high - bottom) + 3


def test_without_forms_there_is_nothing_to_type_on() -> None:
    document = made(NOBODY, edition="week-sheets", forms=False)
    with opened(document.pdf) as pdf:
        assert "/AcroForm" not in pdf.Root

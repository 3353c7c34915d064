"""What the public face says without drawing: pages, exercises, and options kept in a file."""

import shlex
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from runstrong_pdf import (
    MemoryTemplateCache,
    Person,
    Request,
    RunstrongError,
    Sheets,
    StoppedError,
    TemplateCache,
    UsageError,
    command_line,
    exercises,
    languages,
    me_text,
    next_options,
    page_labels,
    parse_me,
    picture,
    read_me,
    read_options,
    render,
    render_page,
    rendering,
    unused_notes,
)
from runstrong_pdf.pages import compiling
from runstrong_pdf.pages.editions import Edition
from tests.making import NOBODY, ZOE, Made
from tests.reading import opened

NONE = TemplateCache(None)


def test_pages_are_called_what_viewers_call_them(default: Made, booklet: Made, wall: Made) -> None:
    for made, edition, person in (
        (default, "full", NOBODY),
        (booklet, "booklet", NOBODY),
        (wall, "wall", ZOE),
    ):
        with opened(made.pdf) as document:
            labels = tuple(page.label for page in document.pages)
        assert page_labels(Request(), Sheets(edition=edition), person) == labels


def test_every_page_can_be_drawn_alone() -> None:
    """Also those whose links lead to pages that are not drawn."""
    for number in (3, 10, 13):
        assert render_page(Request(weeks=4), number, dpi=20, cache=NONE).startswith(b"\x89PNG")


def test_pages_one_after_the_other_are_measured_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """They look as they do alone, and whatever may have changed is measured again."""
    measured, made = list[Request](), compiling.measured_edition

    def counted(plan: Request, person: Person, sheets: Sheets, templates: str) -> Edition:
        measured.append(plan)
        return made(plan, person, sheets, templates)

    monkeypatch.setattr(compiling, "measured_edition", counted)
    rendering._last_measured.cache_clear()
    rendering._known_labels.cache_clear()  # other tests may have asked for the same
    first, other = Request(weeks=5), Request(weeks=4)
    alone = [page_of(request, number) for request in (first, other) for number in (2, 3)]
    assert measured == [first, other]
    assert [page_of(request, 3) for request in (first, other)] == alone[1::2]
    assert measured == [first, other, first, other]
    assert page_labels(other, Sheets(edition="week-sheets"))[3:] == ("Week 4",)
    assert measured[4:] == [other]  # another edition of it
    for _ in range(2):
        page_of(first, 2, templates=tmp_path)
    assert measured[5:] == [first, first]


def page_of(request: Request, number: int, templates: Path | str = "") -> bytes:
    """Return a page, drawn alone."""
    return render_page(request, number, dpi=20, templates=templates, cache=NONE)


def test_drawing_stops_and_keeps_nothing() -> None:
    stop, cache = threading.Event(), MemoryTemplateCache(2)
    stop.set()
    with pytest.raises(StoppedError):
        render(Request(weeks=4), cache=cache, stop=stop)
    stop.clear()
    first = render(Request(weeks=4), Person(name="Jo"), cache=cache, stop=stop)
    stop.set()  # what is kept needs no drawing
    assert render(Request(weeks=4), Person(name="Jo"), cache=cache, stop=stop) == first


def test_the_command_and_the_file_make_the_same_plan() -> None:
    typed = {"weeks": "8", "kit": "none", "name": 'Zoë "Z" Łuczak', "forms": "no", "two_up": "yes"}
    assert read_options(parse_me(me_text(typed).encode())) == read_options(typed)
    assert command_line(typed).endswith("--no-forms --two-up")
    listed = {"avoid": ["knee", "hip"], "dumbbells": [2, 4.5], "kit": [], "forms": True}
    assert command_line(listed) == 'runstrong plan --avoid knee,hip --dumbbells "2, 4.5" --kit none'


def test_options_may_be_called_as_they_are_in_a_file() -> None:
    typed = {"push-ups": "8", "large-print": "yes"}
    asked = read_options({"push_ups": "8", "large_print": "yes"})
    assert read_options(typed) == read_options(parse_me(me_text(typed).encode())) == asked
    assert command_line(typed) == "runstrong plan --push-ups 8 --large-print"
    assert [note.field for note in unused_notes(typed, asked.sheets, "txt")] == ["large_print"]
    assert next_options(Request(), typed).request.push_ups == 8


@pytest.mark.parametrize("owned", [[2, 5], [2.5, 5.0], [2, 25], [5], ["2.5kg", "5lb"]])
def test_weights_in_a_command_are_read_back(owned: list[object]) -> None:
    _, _, option, typed = shlex.split(command_line({"dumbbells": owned}))
    assert read_options({option[2:]: typed}) == read_options({"dumbbells": owned})


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: command_line({"foo": "x", "bar": "x"}), "foo: there is no such option\nbar: "),
        (lambda: me_text({"foo": "1", "weeks": "8"}), "^foo: there is no such option$"),
        (lambda: command_line({"runs": [{"day": "tue"}]}), "runs: .* cannot be typed"),
        (lambda: [*unused_notes({"foo": 1}, Sheets(), "txt")], "foo: there is no such option"),
        (lambda: [*unused_notes({}, Sheets(), "doc")], "format: 'doc' is not known"),
        (lambda: read_me("nope.txt"), "is no file with options"),
        (lambda: read_me("nope.toml"), "nope.toml"),
        (lambda: read_me(7), "file: must be a path"),  # type: ignore[arg-type]
    ],
)
def test_what_is_wrong_with_options_in_a_file_is_said(
    call: Callable[[], object], said: str
) -> None:
    with pytest.raises(RunstrongError, match=said):
        call()


def test_an_exercise_that_is_not_there_is_told() -> None:
    assert "push-up" in exercises()
    with pytest.raises(UsageError, match="no such exercise"):
        picture("../push-up")


def test_languages_are_called_as_they_call_themselves(tmp_path: Path) -> None:
    assert languages()["en"] == "English"
    assert {"Deutsch", "Español", "Français", "Polski"} <= set(languages().values())
    (tmp_path / "languages" / "tlh").mkdir(parents=True)
    (tmp_path / "languages" / "tlh" / "words.toml").write_text("")
    assert languages(tmp_path)["tlh"] == "tlh"

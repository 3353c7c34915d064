"""Plan + person + look -> template: gathers what the pages are given, and draws them once."""

import gc
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runstrong_pdf.errors import StoppedError, TemplateError, UsageError
from runstrong_pdf.figures.theme import Theme, colour_theme, ink_theme
from runstrong_pdf.layout.picture import Pictures
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import (
    DEFAULT_ACCENT,
    HALVES,
    INK_SAVER,
    LARGE,
    LARGE_PAPERS,
    NORMAL,
    PAPERS,
    SMALL,
    Look,
    Paper,
    Scale,
    colour_look,
)
from runstrong_pdf.library import ENGLISH, Library, open_library
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, Topic, WarmUp
from runstrong_pdf.model.colour import hex_code
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import GUIDED, Sheets
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.words import Kit
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.cover import RUNNER
from runstrong_pdf.pages.drawings import load_drawings
from runstrong_pdf.pages.editions import Edition, Place, Side, make_edition
from runstrong_pdf.pages.furniture import footer
from runstrong_pdf.pages.person import outline, personal_texts, personal_words, sheets_title
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.fonts import check_characters, printable
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.slots import MissingCharacterError
from runstrong_pdf.pdf.stamp import Values
from runstrong_pdf.pdf.structure import Element
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.after import note_text

if TYPE_CHECKING:
    from runstrong_pdf.pdf.logo import Logo

DATED = ("date", "day", "lane", "month")
"""Parts of the words from which dates are put together."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python not search for garbage meanwhile, which takes a quarter of the time."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


@_uncollected()
def measured_edition(
    plan: Plan | Request, person: Person, sheets: Sheets, templates: Path | str = ""
) -> Edition:
    """Return the pages of a plan, measured; plan it first, if it is only asked for.

    Args:
        person: stands in for everybody: which lines they have decides what is drawn.
        templates: the folder of one's own templates, or empty.

    Raises:
        RunstrongError: when something is missing, or does not fit on its page.
    """
    library = open_library(templates)
    plan = make_plan(plan, library) if isinstance(plan, Request) else plan
    brief = plan_brief(plan, person, sheets, library)
    return make_edition(sheets.edition, brief, sheet=sheets.sheet, two_up=sheets.two_up)


@_uncollected()
def compile_plan(
    edition: Edition,
    person: Person,
    sheets: Sheets,
    covered: str,
    only: int | None = None,
    stop: threading.Event | None = None,
) -> tuple[Template, dict[str, Any]]:
    """Draw the pages of a plan.

    Args:
        person, sheets: that the pages were measured for.
        covered: characters that names and lines may have beside the person's own.
        only: the one side of paper to draw, from 1; None for all.
        stop: looked at before each page.

    Returns:
        The template, and what stamping and lists of people need to know of the plan.

    Raises:
        RunstrongError: when something is missing, or does not fit on its page.
        StoppedError: when it was stopped.
    """
    plan, texts = edition.brief.plan, edition.brief.texts
    outlined = outline(plan, sheets_title(sheets, texts))
    values: list[Values] = [
        personal_texts(person, outlined, texts),
        {"covered": printable(covered)},
    ]
    if person.start:
        values.append({"dates": [text for part in DATED for text in texts.some(part)]})
    canvas, _ = draw_pages(
        edition, forms=sheets.forms, archivable=sheets.pdfa, only=only, stop=stop
    )
    note = {
        "title": outlined.title,
        "code": outlined.code,
        "weeks": outlined.weeks,
        "sheets": outlined.sheets,
        "language": texts.language,
        "texts": personal_words(texts),
        "summary": _summary(plan, len(edition.sides), texts),
    }
    return freeze(canvas, characters_of(values)), note


def _summary(plan: Plan, pages: int, texts: Texts) -> dict[str, Any]:
    """Return the facts of a plan that lists of people show, as JSON has them."""
    return {
        "level": str(plan.level),
        "warnings": plan.warnings,
        "advice": plan.advice,
        "pages": pages,
        "weeks": [texts("plain.labelled", what=w.title, text=w.goal) for w in plan.weeks],
        "days": [
            {"week": w.number, "session": s.key, "weekday": s.day, "minutes": s.minutes}
            for w in plan.weeks
            for s in w.sessions
        ],
    }


def plan_brief(plan: Plan, person: Person, sheets: Sheets, library: Library) -> Brief:
    """Return what the pages draw, in the language of the plan."""
    library = library.in_language(plan.request.language)
    saver = sheets.ink == "saver"
    if sheets.printed_link:
        try:
            check_characters(sheets.printed_link.text + sheets.printed_link.shown)
        except MissingCharacterError as error:
            raise error.located(field="link") from error
    look = INK_SAVER if saver else colour_look(sheets.colour or DEFAULT_ACCENT)
    guided = sheets.edition in GUIDED
    sports = library.all(CrossTraining) if guided else {}
    warm_ups = () if sheets.edition == "week-sheets" else plan.warm_ups  # which show one frame each
    emblems = (slug for slug in sports if library.image(slug))
    more = _pictured_on_handouts(plan, library) if sheets.edition == "handout" else ()
    whole = frozenset((*plan.exercises, *warm_ups, *plan.stretches))
    drawings = load_drawings((*_pictured(plan), *emblems, *more), library, whole)
    return Brief(
        plan=plan,
        texts=library.texts(library.language, plan.request.units),
        look=look,
        paper=_paper(sheets),
        pictures=Pictures(drawings, _themes(look, library), saver, whole, frozenset(sports)),
        bands=library.bands,
        known=_known(plan, library),
        foreign=dict.fromkeys(_english(plan, library), ENGLISH),
        named=bool(person.name),
        clubbed=bool(person.club),
        dated=person.start is not None,
        reachable=bool(person.contact),
        guided=guided,
        topics=_topics(plan, library) if guided else (),
        sports=sports,
        scale=_scale(sheets),
        link=sheets.printed_link,
        logo=_logo(sheets.logo),
        logo_of=person.club,
    )


def _topics(plan: Plan, library: Library) -> tuple[Topic, ...]:
    """Return the know-how for the kit that the plan uses and the person owns, in order."""
    used, owned = frozenset(plan.kit), frozenset(plan.request.kit)
    if "latex" in plan.request.avoid:
        owned |= {Kit.BAND}  # nobody is told to buy one
    units = plan.request.units
    fitted = (topic.fitted(used, owned, units) for topic in library.all(Topic).values())
    return tuple(sorted((topic for topic in fitted if topic), key=lambda topic: topic.order))


def _paper(sheets: Sheets) -> Paper:
    """Return the page: the whole sheet, or half of it where sheets are folded or cut."""
    if sheets.edition == "booklet" or sheets.two_up:
        return HALVES[sheets.paper]
    return (LARGE_PAPERS if sheets.large_print else PAPERS)[sheets.paper]


def _scale(sheets: Sheets) -> Scale:
    """Return the sizes of what is printed."""
    if sheets.large_print:
        return LARGE
    small = sheets.edition == "booklet" or sheets.paper == "a5"
    return SMALL if small and sheets.edition != "handout" else NORMAL


def _logo(file: str) -> "Logo | None":
    """Read the logo, if there is one. Raises UsageError."""
    if not file:
        return None
    from runstrong_pdf.pdf.logo import read_logo  # noqa: PLC0415  Pillow only for logos

    try:
        return read_logo(Path(file))
    except TemplateError as error:
        raise UsageError(str(error), error.remedy, field="logo") from None


def _pictured(plan: Plan) -> Iterator[str]:
    yield RUNNER
    for records in (plan.exercises, plan.warm_ups, plan.stretches, plan.more_stretches):
        yield from records


def _pictured_on_handouts(plan: Plan, library: Library) -> Iterator[str]:
    """Yield the easier versions that have a picture."""
    easier = (exercise.easier for exercise in plan.exercises.values() if exercise.easier)
    yield from (slug for slug in easier if library.image(slug))


def _themes(look: Look, library: Library) -> Callable[[int, str], Theme]:
    """Return the function that gives a drawing's theme by its skin tone and band colour."""
    bands = {str(colour): band.hex for colour, band in library.bands.items()}

    def theme(skin: int, band: str) -> Theme:
        if look.ink_saver:
            return ink_theme()
        return colour_theme(hex_code(look.accent), skin, bands.get(band, band or None))

    return theme


def _known(plan: Plan, library: Library) -> dict[str, Exercise]:
    """Return the plan's exercises and their neighbours on the ladder."""
    links = (slug for e in plan.exercises.values() for slug in (e.easier, e.harder) if slug)
    near = library.many(Exercise, sorted({*links} - {*plan.exercises}))
    return {**plan.exercises, **near}


def _english(plan: Plan, library: Library) -> Iterator[str]:
    """Yield the texts of moves that are English although the file is not.

    A single word may be one of both languages, as `triceps` is.
    """
    if library.language == ENGLISH:
        return
    english = library.in_language(ENGLISH)
    for records in (plan.exercises, plan.warm_ups, plan.stretches):
        for slug, record in records.items():
            same = {*_told(record)} & {*_told(english.one(type(record), slug))}
            yield from (text for text in same if " " in text)


def _told(record: Exercise | WarmUp | Stretch) -> Iterator[str]:
    """Yield the texts of a move."""
    for field in ("name", "short_name", "cue", "cues", "how", "safety", "tip"):
        value = getattr(record, field, None) or ()
        yield from (value,) if isinstance(value, str) else value


# -- drawing ---------------------------------------------------------------------------------------


def draw_pages(
    edition: Edition,
    *,
    forms: bool = True,
    archivable: bool = False,
    only: int | None = None,
    stop: threading.Event | None = None,
) -> tuple[TaggedCanvas, list[list[Mark]]]:
    """Draw all pages once.

    Args:
        forms: whether tick boxes are form fields, or only printed squares.
        archivable: whether the file is PDF/A-2a beside PDF/UA-1.
        only: the one side of paper to draw, from 1, for a picture of it; None for all.
        stop: looked at before each page.

    Returns:
        The canvas, to be frozen, and what was printed where on each page, in reading order.

    Raises:
        UsageError: when there is no such side.
        StoppedError: when it was stopped.
    """
    brief = edition.brief
    saver = brief.look.ink_saver
    canvas = TaggedCanvas(brief.texts.language, archivable=archivable, lighter=saver)
    if edition.folded:
        canvas.print_folded()
    note, whole = note_text(brief.plan), only is None
    interactive = Interactive(canvas, forms=forms, note=note, whole=whole)
    drawn: dict[int, tuple[Element, list[Mark]]] = {}
    for side in _chosen(edition.sides, only):
        if stop and stop.is_set():
            raise StoppedError
        canvas.new_page(side.width * MM, side.height * MM, edition.label(side))
        for place in sorted(side.places):  # fields are tabbed through as they are drawn
            if place.again:
                with canvas.artifact():
                    _draw(edition, place, canvas, interactive)
                continue
            with canvas.tag("Sect") as section:
                drawn[place.page] = section, _draw(edition, place, canvas, interactive)
        _cutting_line(canvas, side)
        canvas.end_page()
    in_order = [drawn[page] for page in sorted(drawn)]
    canvas.arrange([section for section, _ in in_order])
    interactive.finish()
    return canvas, [marks for _, marks in in_order]


def _chosen(sides: Sequence[Side], only: int | None) -> Sequence[Side]:
    if only is None:
        return sides
    if not 1 <= only <= len(sides):
        raise UsageError(f"there is no page {only}, but 1 to {len(sides)}", field="page")
    return sides[only - 1 : only]


def _draw(
    edition: Edition, place: Place, canvas: TaggedCanvas, interactive: Interactive
) -> list[Mark]:
    """Draw one page at its place and return what was printed where."""
    brief, page = edition.brief, edition.pages[place.page]
    sheet = Sheet(
        canvas=canvas,
        interactive=interactive,
        paper=brief.paper,
        name=page.name,
        number=place.page,
        raised=edition.raised,
        shown=edition.shown,
        spoken=brief.texts.spoken,
        foreign=brief.foreign,
        origin=place.origin,
        pen=brief.look.pen,
    )
    if page.bookmark:
        sheet.bookmark(page.bookmark, f"page-{page.code}", 0, 0)
    page.draw(sheet)
    footer(sheet, brief, f"{brief.plan.code}-{page.code}", place.page + 1, len(edition.pages))
    return sheet.marks


def _cutting_line(canvas: TaggedCanvas, side: Side) -> None:
    """Draw where a side is cut; its mark tells the pre-print check that it goes to the edge."""
    if side.cut:
        middle, high = side.width / 2 * MM, side.height * MM
        line = f"{middle:.1f} 0 m {middle:.1f} {high:.1f} l S"
        canvas.decorate(f"/CutLine BMC q 0 G 0.5 w [3 3] 0 d {line} Q EMC")


def characters_of(values: Iterable[Values]) -> set[str]:
    """Return the characters of personal texts that will be stamped, which fonts have to cover."""
    texts: Sequence[str]
    found: set[str] = set()
    for person in values:
        for value in person.values():
            texts = [value] if isinstance(value, str) else value
            found.update("".join(texts))
    return found - {"\n"}  # it parts two lines

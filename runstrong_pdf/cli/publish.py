"""Plan + person + look -> PDF bytes: the walk through library, pages and pdf."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.errors import TemplateError, UsageError
from runstrong_pdf.figures.theme import Theme, colour_theme, ink_theme
from runstrong_pdf.layout.picture import Pictures
from runstrong_pdf.layout.theme import (
    DEFAULT_ACCENT,
    HALVES,
    INK_SAVER,
    LARGE,
    LARGE_PAPERS,
    PAPERS,
    SMALL,
    Look,
    Paper,
    Scale,
    colour_look,
)
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import CrossTraining, Exercise
from runstrong_pdf.model.colour import hex_code
from runstrong_pdf.model.know_how import Topic
from runstrong_pdf.model.link import Link
from runstrong_pdf.model.paperwork import Paperwork
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.cover_bib import RUNNER
from runstrong_pdf.pages.document import compile_template
from runstrong_pdf.pages.drawings import load_drawings
from runstrong_pdf.pages.editions import make_edition
from runstrong_pdf.pages.person import Outline, Person, outline, personal_texts
from runstrong_pdf.pdf.fonts import check_characters
from runstrong_pdf.pdf.slots import MissingCharacterError
from runstrong_pdf.pdf.template import Template

if TYPE_CHECKING:
    from runstrong_pdf.pdf.logo import Logo


def plan_template(
    plan: Plan, person: Person, paperwork: Paperwork, library: Library
) -> tuple[Template, Outline, Texts]:
    """Draw a plan; the person decides which characters and which lines to write on it has."""
    brief = plan_brief(plan, person, paperwork, library)
    values = personal_texts(person, outline(plan), brief.texts)
    edition = make_edition(paperwork.edition, brief, sheet=paperwork.sheet, two_up=paperwork.two_up)
    template, _ = compile_template(
        edition, [values], forms=paperwork.forms, archivable=paperwork.pdfa
    )
    return template, outline(plan), brief.texts


def check_printable(person: Person) -> None:
    """Raise UsageError, naming the option, where a letter is in none of the faces."""
    for option in ("name", "club", "contact"):
        try:
            check_characters(getattr(person, option))
        except MissingCharacterError as error:
            raise UsageError(f"--{option}: {error}", error.remedy) from error


def _check_link(link: Link | None) -> None:
    """Raise UsageError where a letter of a link's words is in none of the faces."""
    if link is None:
        return
    try:
        check_characters(link.text + link.shown)
    except MissingCharacterError as error:
        raise UsageError(f"--link: {error}", error.remedy) from error


def plan_brief(plan: Plan, person: Person, paperwork: Paperwork, library: Library) -> Brief:
    """Return what the pages draw."""
    saver = paperwork.ink == "saver"
    _check_link(paperwork.link)
    look = INK_SAVER if saver else colour_look(paperwork.colour or DEFAULT_ACCENT)
    guided = paperwork.edition in {"full", "guide", "booklet"}
    sports = library.all(CrossTraining) if guided else {}
    emblems = (slug for slug in sports if library.image(slug))
    drawings = load_drawings((*_pictured(plan), *emblems), library)
    return Brief(
        plan=plan,
        texts=library.texts(paperwork.language),
        look=look,
        paper=_paper(paperwork),
        pictures=Pictures(
            drawings,
            _themes(look, library),
            saver,
            whole=frozenset((*plan.exercises, *plan.stretches)),
            emblems=frozenset(sports),
        ),
        bands=library.bands,
        names=_names(plan, library),
        named=bool(person.name),
        clubbed=bool(person.club),
        dated=person.start is not None,
        reachable=bool(person.contact),
        guided=guided,
        topics=_topics(plan, library) if guided else (),
        sports=sports,
        scale=_scale(paperwork),
        link=paperwork.link,
        logo=_logo(paperwork.logo),
        logo_of=person.club,
    )


def _topics(plan: Plan, library: Library) -> tuple[Topic, ...]:
    """Return the know-how for the kit that the plan uses and the person owns, in order."""
    used, owned = frozenset(plan.kit), frozenset(plan.request.kit)
    fitted = (topic.fitted(used, owned) for topic in library.all(Topic).values())
    return tuple(sorted((topic for topic in fitted if topic), key=lambda topic: topic.order))


def _paper(paperwork: Paperwork) -> Paper:
    """Return the page: the whole sheet, or half of it where sheets are folded or cut."""
    if paperwork.edition == "booklet" or paperwork.two_up:
        return HALVES[paperwork.paper]
    return (LARGE_PAPERS if paperwork.large_print else PAPERS)[paperwork.paper]


def _scale(paperwork: Paperwork) -> Scale | None:
    """Return the sizes of single-column pages, None for sheets with two lanes."""
    if paperwork.large_print:
        return LARGE
    small = paperwork.edition == "booklet" or paperwork.paper == "a5"
    return SMALL if small and paperwork.edition != "handout" else None


def _logo(file: str) -> "Logo | None":
    """Read the logo, if there is one. Raises UsageError."""
    if not file:
        return None
    from runstrong_pdf.pdf.logo import read_logo  # noqa: PLC0415  Pillow only where it is used

    try:
        return read_logo(Path(file))
    except TemplateError as error:
        raise UsageError(f"--logo: {error}", error.remedy) from None


def _pictured(plan: Plan) -> Iterator[str]:
    yield RUNNER
    for records in (plan.exercises, plan.warm_ups, plan.stretches, plan.more_stretches):
        yield from records


def _themes(look: Look, library: Library) -> Callable[[int, str], Theme]:
    """Return the function that gives a drawing's theme by its skin tone and band colour."""
    bands = {str(colour): band.hex for colour, band in library.bands.items()}

    def theme(skin: int, band: str) -> Theme:
        if look.ink_saver:
            return ink_theme()
        return colour_theme(hex_code(look.accent), skin, bands.get(band, band or None))

    return theme


def _names(plan: Plan, library: Library) -> dict[str, str]:
    """Return the printed names of the plan's exercises and of their neighbours on the ladder."""
    links = (slug for e in plan.exercises.values() for slug in (e.easier, e.harder) if slug)
    near = library.many(Exercise, sorted({*links} - {*plan.exercises}))
    return {slug: record.name for slug, record in {**plan.exercises, **near}.items()}

"""Makes plans and documents for the tests.

Plans and whole documents are made once in a process. What only looks at where things stand takes
pages that are drawn: a third less work than a file, and nothing is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.library import Library
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.chapter import Page
from runstrong_pdf.pages.compiling import characters_of, draw_pages, plan_brief
from runstrong_pdf.pages.cover import cover_pages
from runstrong_pdf.pages.editions import Edition, make_edition, one_up
from runstrong_pdf.pages.person import metadata, outline, personal_texts
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.metadata import Metadata
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.stamp import Values, stamp
from runstrong_pdf.pdf.template import Template

NOBODY = Person()
ZOE = Person("Zoë Łuczak", "Riverside Runners", "", date(2026, 12, 7))


@dataclass(frozen=True, repr=False)
class Drawn:
    """Pages with everything that stands on them."""

    brief: Brief
    edition: Edition
    slots: tuple[SlotPlace, ...]
    marks: tuple[tuple[Mark, ...], ...]

    @property
    def plan(self) -> Plan:
        return self.brief.plan

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages in reading order."""
        return self.edition.pages

    def page(self, code: str) -> int:
        """Return the index of the page with this code, such as `W3`."""
        return [page.code for page in self.pages].index(code)

    def side(self, code: str) -> int:
        """Return the index of the side of paper on which this page stands."""
        page = self.page(code)
        sides = self.edition.sides
        return next(i for i, side in enumerate(sides) if page in {p.page for p in side.places})


@dataclass(frozen=True, repr=False)
class Made(Drawn):
    """A document with everything that went into it."""

    template: Template
    values: Values
    meta: Metadata
    pdf: bytes


@cache
def shipped() -> Library:
    return Library()


@cache
def plan_of(request: Request | None = None) -> Plan:
    from runstrong_pdf.planning import make_plan  # noqa: PLC0415  the engine only where it is used

    return make_plan(request or Request(), shipped())


@cache
def brief_of(
    person: Person = NOBODY,
    *,
    paper: str = "a4",
    ink: str = "colour",
    colour: str = "",
    edition: str = "full",
    large_print: bool = False,
    request: Request | None = None,
    two_up: bool = False,
    link: str = "",
    link_text: str = "",
    logo: str = "",
) -> Brief:
    sheets = Sheets(
        edition=edition,
        paper=paper,
        ink=ink,
        colour=colour,
        large_print=large_print,
        two_up=two_up,
        link=link,
        link_text=link_text,
        logo=logo,
    )
    return plan_brief(plan_of(request), person, sheets, shipped())


def drawn(
    person: Person = NOBODY,
    *,
    edition: str = "full",
    sheet: str = "",
    two_up: bool = False,
    **look: Any,  # noqa: ANN401  of `brief_of`
) -> Drawn:
    brief = brief_of(person, edition=edition, two_up=two_up, **look)
    return drawn_from(brief, edition=edition, sheet=sheet, two_up=two_up)


def drawn_from(
    brief: Brief, *, edition: str = "full", sheet: str = "", two_up: bool = False
) -> Drawn:
    pages = make_edition(edition, brief, sheet=sheet, two_up=two_up)
    canvas, marks = draw_pages(pages)
    return Drawn(pages.brief, pages, tuple(canvas.slots), tuple(map(tuple, marks)))


@cache
def made(
    person: Person = NOBODY,
    *,
    paper: str = "a4",
    ink: str = "colour",
    edition: str = "full",
    forms: bool = True,
    large_print: bool = False,
    request: Request | None = None,
    sheet: str = "",
    two_up: bool = False,
    link: str = "",
    link_text: str = "",
) -> Made:
    brief = brief_of(
        person,
        paper=paper,
        ink=ink,
        edition=edition,
        large_print=large_print,
        request=request,
        two_up=two_up,
        link=link,
        link_text=link_text,
    )
    return made_from(brief, person, edition=edition, forms=forms, sheet=sheet, two_up=two_up)


def made_from(
    brief: Brief,
    person: Person,
    *,
    edition: str = "full",
    forms: bool = True,
    sheet: str = "",
    two_up: bool = False,
) -> Made:
    pages = make_edition(edition, brief, sheet=sheet, two_up=two_up)
    return made_of(pages, person, forms=forms)


def cover_from(brief: Brief, person: Person = NOBODY) -> Made:
    """Make a document of the cover alone, in a tenth of the time."""
    pages = tuple(cover_pages(brief))
    return made_of(Edition(brief, pages, one_up(len(pages), brief.paper)), person)


def made_of(edition: Edition, person: Person, *, forms: bool = True) -> Made:
    (document,) = _stamped(edition, [person], forms=forms)
    return document


def made_for(people: Sequence[Person]) -> list[Made]:
    """Make the plan of several people from one template, as for the members of a club."""
    return list(_stamped(make_edition("full", brief_of(people[0])), people, forms=True))


def _stamped(edition: Edition, people: Sequence[Person], *, forms: bool) -> Iterator[Made]:
    brief = edition.brief
    planned = outline(brief.plan)
    texts = [personal_texts(person, planned, brief.texts) for person in people]
    canvas, marks = draw_pages(edition, forms=forms)
    template = freeze(canvas, characters_of(texts))
    kept = tuple(map(tuple, marks))
    for person, values in zip(people, texts, strict=True):
        meta = metadata(person, planned, brief.texts)
        pdf = stamp(template, values, meta)
        yield Made(brief, edition, template.slots, kept, template, values, meta, pdf)

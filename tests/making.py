"""Makes plans and documents for the tests, each of them once in a process."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from runstrong_pdf.layout.imposition import one_up
from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.library import Library
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.compiling import compile_template, plan_brief
from runstrong_pdf.pages.cover import cover_pages
from runstrong_pdf.pages.editions import Edition, Page, make_edition
from runstrong_pdf.pages.person import metadata, outline, personal_texts
from runstrong_pdf.pdf.metadata import Metadata
from runstrong_pdf.pdf.stamp import Values, stamp
from runstrong_pdf.pdf.template import Template

NOBODY = Person()
ZOE = Person("Zoë Łuczak", "Riverside Runners", "", date(2026, 12, 7))


@dataclass(frozen=True, repr=False)
class Made:
    """A document with everything that went into it."""

    plan: Plan
    brief: Brief
    edition: Edition
    template: Template
    marks: tuple[tuple[Mark, ...], ...]
    values: Values
    meta: Metadata
    pdf: bytes

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
    drawn = make_edition(edition, brief, sheet=sheet, two_up=two_up)
    return made_of(drawn, person, forms=forms)


def cover_from(brief: Brief, person: Person = NOBODY) -> Made:
    """Make a document of the cover alone, in a tenth of the time."""
    pages = tuple(cover_pages(brief))
    return made_of(Edition(brief, pages, one_up(len(pages), brief.paper)), person)


def made_of(drawn: Edition, person: Person, *, forms: bool = True) -> Made:
    brief = drawn.brief
    values = personal_texts(person, outline(brief.plan), brief.texts)
    template, marks = compile_template(drawn, [values], forms=forms)
    meta = metadata(person, outline(brief.plan), brief.texts)
    pdf = stamp(template, values, meta)
    kept = tuple(tuple(page) for page in marks)
    return Made(brief.plan, brief, drawn, template, kept, values, meta, pdf)

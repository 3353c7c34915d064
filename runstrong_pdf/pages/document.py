"""Puts the pages of an edition together and freezes them into a template."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from runstrong_pdf.layout.sheet import Mark, Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.cover import CoverPage
from runstrong_pdf.pages.furniture import footer
from runstrong_pdf.pages.guide import GuidePage, guide_pages
from runstrong_pdf.pages.log import LogPage, log_fits
from runstrong_pdf.pages.progress import ProgressPage
from runstrong_pdf.pages.stretching import StretchingPage
from runstrong_pdf.pages.week import WeekPage, week_pages
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.stamp import Values
from runstrong_pdf.pdf.template import Template


class Page(Protocol):
    """A kind of page."""

    @property
    def name(self) -> str:
        """What an error calls this page."""

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""


def edition_pages(edition: str, brief: Brief) -> Iterator[Page]:
    """Yield the pages of an edition: full, week-sheets, guide or stretching."""
    full = edition == "full"
    if full:
        yield CoverPage(brief)
    if edition in {"full", "week-sheets"}:
        yield from week_pages(brief)
    if edition in {"full", "guide"}:
        yield from guide_pages(brief)
    if edition in {"full", "stretching"}:
        yield StretchingPage(brief)
    if full:
        yield ProgressPage(brief)
        if not log_fits(brief):
            yield LogPage(brief)


def compile_template(
    brief: Brief, pages: Iterable[Page], values: Iterable[Values], *, forms: bool = True
) -> tuple[Template, list[list[Mark]]]:
    """Draw all pages once.

    Args:
        values: the personal texts that will be stamped, so that the fonts cover them.
        forms: whether tick boxes are form fields, or only printed squares.

    Returns:
        The template, and what was printed where on each page.
    """
    canvas = TaggedCanvas(brief.texts.language)
    interactive = Interactive(canvas, forms=forms)
    pages = list(pages)
    marks = []
    raised = 0 if isinstance(pages[0], CoverPage) else 1
    for number, page in enumerate(pages, 1):
        paper = brief.paper
        canvas.new_page(paper.width * MM, paper.height * MM, page.label)
        sheet = Sheet(canvas, interactive, paper, page.name, raised)
        with canvas.tag("Sect"):
            _bookmark(sheet, page, brief)
            page.draw(sheet)
            footer(sheet, brief, f"{brief.plan.code}-{page.code}", number, len(pages))
        canvas.end_page()
        marks.append(sheet.marks)
    interactive.finish()
    return freeze(canvas, _characters(values)), marks


def _bookmark(sheet: Sheet, page: Page, brief: Brief) -> None:
    title = page.label
    if isinstance(page, GuidePage):
        if page.number > 1:
            return
        title = brief.texts("guide.bookmark")
    if isinstance(page, WeekPage):
        title = brief.texts("week.bookmark", label=page.label, title=page.week.title)
    sheet.bookmark(title, f"page-{page.code}", 0, 0)


def _characters(values: Iterable[Values]) -> set[str]:
    texts: Sequence[str]
    found: set[str] = set()
    for person in values:
        for value in person.values():
            texts = [value] if isinstance(value, str) else value
            found.update("".join(texts))
    return found

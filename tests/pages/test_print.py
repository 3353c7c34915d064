"""Every edition prints on any home printer: the pre-print check finds nothing wrong with it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as c
import pytest

from runstrong_pdf.errors import UsageError
from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.model.fields import EDITIONS, INKS, PAPERS
from runstrong_pdf.pages.chapter import Page
from runstrong_pdf.preflight import FileFacts, PageFacts
from runstrong_pdf.preflight.report import make_report
from runstrong_pdf.preflight.worker import read_facts
from tests.conftest import Ran
from tests.making import NOBODY, Made, made

Run = Callable[..., Ran]
SWITCHES = ((), ("--large-print",))
USUAL = ("full", "a4", ())
USUAL_PAPERS = {"a4", "letter"}
EXCERPTS = {"week-sheets", "guide", "stretching"}
"""Editions that are pages of the whole plan, in the same order."""
MANY_PAGES = {"full", "booklet"}
"""Editions that are drawn here at 200 dots per inch, not at 300: two thirds of the time. Lines get
wider, so the ink saver is said to take more ink than it does."""
COARSER = 2
"""How many times a hundred dots that is."""
SHORTEST = ("--weeks", "4", "--sessions", "1")
"""One week is printed as another: of many pages only the usual plan on A4 has all its weeks."""
MOST_INK = 0.6
"""Of the colour edition, over all its pages."""
PAGED = re.compile(r"p\.\s\d+")
"""The page that shows an exercise."""
FOOTER = 12.0
"""Millimetres above the paper's edge, below which the footer stands."""
SIZES = {False: (9.0, 8.5), True: (16.0, 16.0)}
"""Points of the smallest text and of the footer, in usual and in large print."""


def pages_of(file: Path) -> tuple[PageFacts, ...]:
    """Return what is known of our own pages, which must be faultless.

    In this process: what `check` adds is one that a hostile file cannot harm.
    """
    about, *pages = read_facts(file)
    assert isinstance(about, FileFacts)
    report = make_report(file, about, [page for page in pages if isinstance(page, PageFacts)])
    assert len(report.pages) == about.pages
    assert report.problems == ()
    return report.pages


def ink_of(pages: tuple[PageFacts, ...]) -> float:
    return sum(page.black_ink + page.colour_ink for page in pages)


@pytest.mark.parametrize("switches", SWITCHES, ids=["usual", "large"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_finding_and_less_ink_with_ink_saver(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    edition: str,
    paper: str,
    switches: tuple[str, ...],
    *,
    whole: bool,
) -> None:
    """Every page in both inks on one paper, by turns on the others: an ink moves nothing.

    An excerpt is on one paper alone: its pages are those of the whole. `--whole` takes both inks.
    """
    if edition in MANY_PAGES:
        monkeypatch.setattr("runstrong_pdf.preflight.raster.OVERSAMPLING", COARSER)
    if edition in EXCERPTS and (switches or paper != PAPERS[0]):
        pytest.skip("the pages of the whole plan, as another test shows")
    usual = edition not in MANY_PAGES | EXCERPTS or (edition, paper, switches) == USUAL
    length = () if usual else SHORTEST
    seen: dict[str, tuple[PageFacts, ...]] = {}
    for ink in INKS if whole else inks_of(edition, paper, switches):
        words = ("--edition", edition, "--paper", paper, "--ink", ink, *switches, *length)
        ran = run("plan", *words, "-o", f"{ink}.pdf")
        if ran.code == UsageError.exit_code and (switches or paper not in USUAL_PAPERS):
            pytest.skip(ran.err.strip())  # not every edition is for every paper and size
        assert ran.code == 0, ran.err
        seen[ink] = pages_of(tmp_path / f"{ink}.pdf")
        large = "--large-print" in switches
        assert list(too_small(tmp_path / f"{ink}.pdf", *SIZES[large])) == []
    if "saver" in seen:
        assert max(page.colour_ink for page in seen["saver"]) == pytest.approx(0, abs=0.01)
    if len(seen) == len(INKS):
        assert ink_of(seen["saver"]) < MOST_INK * ink_of(seen["colour"])


def inks_of(edition: str, paper: str, switches: tuple[str, ...]) -> tuple[str, ...]:
    """Return both inks on one paper, on the others one of them by turns."""
    if paper == PAPERS[0]:
        return INKS
    turn = PAPERS.index(paper) + EDITIONS.index(edition) + SWITCHES.index(switches)
    return (INKS[turn % len(INKS)],)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_meets_both_inks(edition: str) -> None:
    """In each size on the papers that take turns, and on each of them in one size or the other,
    as far as the edition is made so.
    """
    for switches in SWITCHES:
        by_turns = {ink for paper in PAPERS[1:] for ink in inks_of(edition, paper, switches)}
        assert by_turns == set(INKS), switches
    for paper in PAPERS:
        assert {ink for sw in SWITCHES for ink in inks_of(edition, paper, sw)} == set(INKS), paper


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("edition", sorted(EXCERPTS))
def test_an_excerpt_is_pages_of_the_whole_plan(edition: str, paper: str, *, large: bool) -> None:
    """The same kinds of pages in the same order, all printed at the same places, but for the
    pages of a guide, which an excerpt does not have: its pictures say in full what is to be seen.
    """
    if large and paper not in USUAL_PAPERS:
        pytest.skip("there is no large print on it")
    whole, excerpt = (
        [(page.code, type(page), marks) for page, marks in without_footers(document)]
        for document in (
            made(NOBODY, paper=paper, large_print=large, edition=name) for name in ("full", edition)
        )
    )
    assert [page for page in whole if page in excerpt] == excerpt


def without_footers(document: Made) -> Iterator[tuple[Page, list[Mark]]]:
    """Yield every page with what is printed where, but for its footer and pages of the guide.

    Where a line names such a page, what follows on it stands elsewhere.
    """
    footer = document.brief.paper.footer_rule
    for page, marks in zip(document.pages, document.marks, strict=True):
        above = (mark for mark in marks if mark.top < footer - 1)
        shown = [m._replace(what="") if m.kind == "figure" else m for m in above]
        shown = [mark for mark in shown if not PAGED.fullmatch(mark.what)]
        paged = {mark.top for mark in shown if PAGED.search(mark.what)}
        yield page, [_unplaced(mark) if mark.top in paged else mark for mark in shown]


def _unplaced(mark: Mark) -> Mark:
    return mark._replace(left=0.0, right=0.0, what=PAGED.sub("", mark.what))


def too_small(file: Path, least: float, in_footer: float) -> Iterator[str]:
    """Yield what is set in smaller type, by the sizes that the file itself sets."""
    with pdfium.PdfDocument(file) as document:
        for number, page in enumerate(document, 1):
            for text in page.get_objects([c.FPDF_PAGEOBJ_TEXT], max_depth=1):
                matrix = text.get_matrix()
                height = matrix.f / 72 * 25.4
                points = text.get_font_size() * matrix.d
                if points < (in_footer if height < FOOTER else least) - 0.01:
                    yield f"page {number}: {points:.1f} pt, {height:.0f} mm above the edge"
            page.close()


@pytest.mark.parametrize("week", ["1", "12"])
def test_names_and_long_programmes_too(run: Run, tmp_path: Path, week: str) -> None:
    long = ("--weeks", "12", "--sessions", "3", "--level", "experienced", "--minutes", "60")
    names = ("--name", "Zoë Łuczak", "--club", "Ωμέγα", "--start", "2026-12-07")
    sheets = ("--edition", "week-sheets", "--sheet", week)
    assert run("plan", *long, *names, *sheets, "-o", "long.pdf").code == 0
    assert pages_of(tmp_path / "long.pdf")


def test_a_dark_club_colour_earns_no_warning_either(run: Run, tmp_path: Path) -> None:
    """In grey, a vest of the README's colour was not to be told from the shorts."""
    assert run("plan", "--colour", "#7a1f3d", "--edition", "guide", "-o", "dark.pdf").code == 0
    assert pages_of(tmp_path / "dark.pdf")

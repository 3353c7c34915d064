"""What is known of a PDF and its pages, and what a volunteer is told of it: problems, a summary."""

import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import get_args

from runstrong_pdf.errors import Problem, errors_in, some_of
from runstrong_pdf.model.units import PAPER_SIZES, paper_name

UNPRINTABLE_MM = 4.2
"""What most home printers leave white along every edge (a sixth of an inch)."""
SMALLEST_POINTS = 8.0
"""Below this, handouts are hard to read; leaflets of medicine must have 9 (EU guideline, 2009)."""
SHARP_DPI = 150
SIDES = ("left", "top", "right", "bottom")
SHOWN_RANGES = 5
OLD_INKJET_MM = 12.7
"""Half an inch: what old inkjets cannot reach at the bottom of the paper."""
SHEETS = ("A4", "Letter")
HOME_PAPERS = (*SHEETS, "A5")


# -- what is known ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file before its pages are drawn.

    Attributes:
        pages: how many it says it has.
        printing_allowed: whether its author allows printing.
        complete: whether its end is there.
    """

    pages: int
    printing_allowed: bool = True
    complete: bool = True


@dataclass(frozen=True)
class Unreadable:
    """Why a file cannot be checked at all; completes `FILE: `."""

    reason: str


@dataclass(frozen=True)
class PageFacts:
    """What is known of one page. Millimetres and points are those of the printed page.

    Attributes:
        number: from 1.
        width: of the paper in millimetres, after rotation and crop.
        height: the same.
        crop_outside: whether its visible part is outside of it, so that all of it was looked at.
        notes_without_look: notes that are to be printed, and do not say how they look.
        smallest_size: the smallest size of text in points; 0 if there is no text.
        smallest_text: a few words of it.
        unembedded_fonts: names of fonts that are not in the file, whether or not this computer has
            another in their place.
        missing_glyphs: letters that the font has no glyph for, and that print as an empty box.
        missing_glyphs_text: the words around the first.
        unmapped_glyphs: glyphs that print, but stand for no letter when copied or read aloud.
        margins: millimetres from each edge to the nearest ink: left, top, right, bottom; empty on
            a blank page.
        clipped_text: a few words of text within `UNPRINTABLE_MM` of an edge, or empty.
        images: how many raster images it has.
        lowest_dpi: dots per inch of the coarsest of them as printed; 0 if there is none.
        pale_text: a few words of text that is hard to read in grey, or empty.
        pale_contrast: its contrast with what is behind it, 1 to 21.
        same_grey: names of two colours that are side by side and become one grey, or empty.
        same_grey_place: where on the page, such as `at the top`.
        black_ink: what a printer that replaces grey by black uses, in per cent of the paper:
            100 is solid.
        colour_ink: cyan, magenta and yellow on top of it, each up to 100.
        failure: why the page could not be checked, or empty. If not, nothing else is known.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    crop_outside: bool = False
    notes_without_look: int = 0
    smallest_size: float = 0.0
    smallest_text: str = ""
    unembedded_fonts: tuple[str, ...] = ()
    missing_glyphs: int = 0
    missing_glyphs_text: str = ""
    unmapped_glyphs: int = 0
    margins: tuple[float, ...] = ()
    clipped_text: str = ""
    images: int = 0
    lowest_dpi: float = 0.0
    pale_text: str = ""
    pale_contrast: float = 0.0
    same_grey: tuple[str, ...] = ()
    same_grey_place: str = ""
    black_ink: float = 0.0
    colour_ink: float = 0.0
    failure: str = ""

    @property
    def paper(self) -> str:
        """What the size of its paper is called."""
        return paper_name(self.width, self.height)


Facts = FileFacts | PageFacts | Unreadable
KINDS: dict[str, Callable[..., Facts]] = {kind.__name__: kind for kind in get_args(Facts)}


def to_line(facts: Facts) -> str:
    """Return a record as one line of JSON, ASCII only."""
    return json.dumps({type(facts).__name__: asdict(facts)}) + "\n"


def from_line(line: str | bytes) -> Facts:
    """Return the record that `to_line` wrote.

    Example:
        >>> from_line(to_line(FileFacts(pages=3, complete=False)))
        FileFacts(pages=3, printing_allowed=True, complete=False)
    """
    ((kind, values),) = json.loads(line).items()
    plain = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
    return KINDS[kind](**plain)


# -- the report ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Report:
    """What the pre-print check found in one PDF.

    Attributes:
        file: as it was given.
        facts: what is known of the file; None if it cannot be read.
        pages: what is known of each page that was reached, in order.
        problems: what harms the print, one of each kind however many pages have it. An `error`
            spoils the print for certain, a `warning` may spoil it. `where` is the file; `message`
            names the pages and says what to do.

    Example:
        >>> facts, page = FileFacts(pages=1), PageFacts(1, 210, 297)
        >>> report = make_report(Path("a.pdf"), facts, [page])
        >>> print(*report.problems)
        a.pdf: every page is blank; there is nothing to print
        >>> report.printable
        False
        >>> report.summary()[0]
        '1 page, A4; blank: page 1'
    """

    file: Path
    facts: FileFacts | None
    pages: tuple[PageFacts, ...]
    problems: tuple[Problem, ...]

    @property
    def printable(self) -> bool:
        """Whether nothing spoils the print for certain."""
        return not errors_in(self.problems)

    def summary(self) -> tuple[str, ...]:
        """Return paper, smallest text, images, margins and ink of the pages, a line each."""
        return tuple(_summary([page for page in self.pages if not page.failure]))


def make_report(
    file: Path, facts: FileFacts | Unreadable, pages: Sequence[PageFacts] = ()
) -> Report:
    """Return the report of a file from what is known of it and of the pages that were reached."""
    if isinstance(facts, Unreadable):
        return Report(file, None, (), (_error(facts.reason, where=str(file)),))
    problems = (replace(problem, where=str(file)) for problem in _problems(facts, pages))
    return Report(file, facts, tuple(pages), tuple(problems))


# -- problems -------------------------------------------------------------------------------------

_error = partial(Problem, "", severity="error")
"""The print is spoiled for certain."""
_warning = partial(Problem, "", severity="warning")
"""The print may be spoiled."""


def _problems(file: FileFacts, pages: Sequence[PageFacts]) -> Iterator[Problem]:
    """Yield what harms the print; one of each kind, however many pages have it."""
    drawn = [page for page in pages if not page.failure]
    if not file.printing_allowed:
        yield _error("its author does not allow printing; ask for a copy that may be printed")
    if drawn and not any(_may_be_inked(page) for page in drawn):
        yield _error("every page is blank; there is nothing to print")
    if not file.complete:
        yield _warning("its end is missing, perhaps pages too; make or download it again")
    for failure in dict.fromkeys(page.failure for page in pages if page.failure):
        yield _error(f"{page_list(p for p in pages if p.failure == failure)} {failure}")
    if found := [page for page in drawn if page.crop_outside]:
        yield _warning(
            f"{page_list(found)}: what is to be seen (the CropBox) lies outside the page; all of "
            "the page was looked at, but a printer may print nothing of it"
        )
    if found := [page for page in drawn if page.notes_without_look]:
        yield _warning(
            f"{page_list(found)}: notes that do not say how they look: some programs print them, "
            "others do not; print the file to a new PDF from the program that shows them"
        )
    yield from _edge_and_glyph_problems(drawn)
    yield from _legibility_problems(drawn)
    yield from _paper_problems(drawn)
    if len(pages) < file.pages:
        why = ", for lack of time" if len(drawn) == len(pages) else ": too many cannot be drawn"
        reached = f"{len(pages):,} of {file.pages:,} pages"
        yield _warning(f"only {reached} were looked at{why}")


def _edge_and_glyph_problems(pages: Sequence[PageFacts]) -> Iterator[Problem]:
    if found := [page for page in pages if page.missing_glyphs]:
        letters = sum(page.missing_glyphs for page in found)
        what = "letter prints as an empty box" if letters == 1 else "letters print as empty boxes"
        yield _error(
            f'{page_list(found)}: {letters} {what}, as in "{found[0].missing_glyphs_text}": '
            "use a font that has them"
        )
    if found := [page for page in pages if _cut_off(page)]:
        yield _error(
            f"{page_list(found)}: text within {UNPRINTABLE_MM} mm of the edge, such as "
            f'"{found[0].clipped_text}", will be cut off by most home printers; move it inwards, '
            'or print with "fit to page"'
        )
    whole = [page for page in pages if page.margins and not _cut_off(page)]
    near = (page for page in whole if min(page.margins) < UNPRINTABLE_MM)
    if found := [page for page in near if _is_of(page, HOME_PAPERS)]:
        edges = (edge for page in found for edge in zip(SIDES, page.margins, strict=True))
        listed = ", ".join(dict.fromkeys(side for side, mm in edges if mm < UNPRINTABLE_MM))
        yield _warning(
            f"{page_list(found)}: text, lines, pictures or colour go within {UNPRINTABLE_MM} mm of "
            f"the edge ({listed}); most home printers leave a white border there"
        )
    if found := [page for page in pages if page.unembedded_fonts]:
        names = list(dict.fromkeys(name for page in found for name in page.unembedded_fonts))
        listed = some_of(names, 3)
        what = f"the font {listed} is" if len(names) == 1 else f"the fonts {listed} are"
        yield _warning(
            f"{page_list(found)}: {what} not in the file; another computer may print other "
            "letters in its place, or none; export again with all fonts embedded"
        )


def _may_be_inked(page: PageFacts) -> bool:
    """Tell whether some printer prints anything of a page, be it with fonts of its own."""
    return bool(page.margins or page.notes_without_look or page.unembedded_fonts)


def _is_of(page: PageFacts, papers: Container[str]) -> bool:
    """Tell whether a page is as large as one of some sheets of paper, upright or lying."""
    return page.paper.split()[0] in papers


def _cut_off(page: PageFacts) -> bool:
    """Tell whether text is lost at the edge of a sheet: a smaller page is printed in its middle."""
    return bool(page.clipped_text) and _is_of(page, SHEETS)


def _is_small(page: PageFacts) -> bool:
    """Tell whether all of a page lies on the part of some sheet that a home printer prints on."""
    short, long = sorted((page.width, page.height))
    within = [[side - 2 * UNPRINTABLE_MM for side in PAPER_SIZES[name]] for name in SHEETS]
    return any(short <= narrow and long <= tall for narrow, tall in within)


def _legibility_problems(pages: Sequence[PageFacts]) -> Iterator[Problem]:
    if found := [page for page in pages if 0 < page.smallest_size < SMALLEST_POINTS]:
        page = min(found, key=lambda page: page.smallest_size)
        yield _warning(
            f"{page_list(found)}: text of {page.smallest_size:.1f} points, such as "
            f'"{page.smallest_text}", is hard to read; 9 and more is comfortable'
        )
    if found := [page for page in pages if 0 < page.lowest_dpi < SHARP_DPI]:
        dpi = min(page.lowest_dpi for page in found)
        yield _warning(
            f"{page_list(found)}: a picture prints at {dpi:.0f} dots an inch and looks blurred; "
            f"use a larger original, or print it smaller: {SHARP_DPI} dots are enough"
        )
    if found := [page for page in pages if page.pale_text]:
        page = min(found, key=lambda page: page.pale_contrast)
        yield _warning(
            f'{page_list(found)}: in black and white, "{page.pale_text}" is hard to read '
            f"(contrast {page.pale_contrast:.1f}); make the letters darker or the ground lighter: "
            "4.5 and more reads well"
        )
    if found := [page for page in pages if page.same_grey]:
        names, place = found[0].same_grey, found[0].same_grey_place
        which = " and ".join(names) if len(names) > 1 else f"two shades of {names[0]}"
        yield _warning(
            f"{page_list(found)}: in black and white, {which} {place} of the page turn into the "
            "same grey; add an outline, a pattern or a word"
        )


def _paper_problems(pages: Sequence[PageFacts]) -> Iterator[Problem]:
    by_size: dict[str, list[PageFacts]] = {}
    for page in pages:
        by_size.setdefault(page.paper.removesuffix(" lying"), []).append(page)
    odd = (page for page in pages if not _is_of(page, HOME_PAPERS))
    if found := [page for page in odd if not _is_small(page)]:
        yield _warning(
            f"{page_list(found)}: the paper is {found[0].paper}, not A4, Letter or A5; "
            "a home printer will shrink it or cut it off"
        )
    if len(by_size) > 1:
        sizes = ", ".join(f"{page_list(found)} {name}" for name, found in by_size.items())
        yield _warning(f"the pages differ in size: {sizes}; the printer may stop, or shrink some")


# -- summary --------------------------------------------------------------------------------------


def _summary(pages: Sequence[PageFacts]) -> Iterator[str]:
    """Yield one line for each subject; nothing if there are no pages."""
    if not pages:
        return
    yield _paper_line(pages)
    if written := [page for page in pages if page.smallest_size]:
        page = min(written, key=lambda page: page.smallest_size)
        text = f'{page.smallest_size:.1f} points: "{page.smallest_text}", page {page.number}'
        yield f"smallest text {text}"
        if unmapped := [page for page in pages if page.unmapped_glyphs]:
            glyphs = sum(page.unmapped_glyphs for page in unmapped)
            yield f"{glyphs} signs print, but cannot be copied or read aloud: {page_list(unmapped)}"
    else:
        yield "no text that can be read as text"
    if with_images := [page for page in pages if page.images]:
        page = min(with_images, key=lambda page: page.lowest_dpi)
        count = sum(page.images for page in with_images)
        what = "1 photo or picture" if count == 1 else f"{count} photos or pictures, the coarsest"
        yield f"{what} {page.lowest_dpi:.0f} dots an inch, page {page.number}"
    if inked := [page for page in pages if page.margins]:
        page = min(inked, key=lambda page: min(page.margins))
        side = SIDES[page.margins.index(min(page.margins))]
        line = f"nearest to an edge: {min(page.margins):.1f} mm ({side}), page {page.number}"
        if low := [page for page in inked if page.margins[3] < OLD_INKJET_MM]:
            old = f"a few old inkjets leave {OLD_INKJET_MM} mm white at the bottom"
            line += f"; {old}: {page_list(low)}"
        yield line
    yield _ink_line(pages)


def _paper_line(pages: Sequence[PageFacts]) -> str:
    sizes = Counter(page.paper for page in pages).most_common()
    named = ", ".join(f"{number} {name}" for name, number in sizes[:3])
    if len(sizes) == 1:
        named = sizes[0][0]
    elif len(sizes) > 3:
        named += f" and {len(sizes) - 3} other sizes"
    blank = [page for page in pages if not _may_be_inked(page)]
    count = f"{len(pages):,} {'page' if len(pages) == 1 else 'pages'}"
    if all(_is_small(page) and not _is_of(page, HOME_PAPERS) for page in pages):
        named += ", smaller than a sheet: printed in the middle of it"
    return f"{count}, {named}" + (f"; blank: {page_list(blank)}" if blank else "")


def _ink_line(pages: Sequence[PageFacts]) -> str:
    """Return what share of the paper is inked; a solid page is 100 %."""
    black = sum(page.black_ink for page in pages)
    colour = sum(page.colour_ink for page in pages)
    most = max(pages, key=lambda page: page.black_ink + page.colour_ink)
    if len(pages) == 1:
        return f"ink: {black:.1f} % black and {colour:.1f} % colour of the paper"
    return (
        f"ink a page: {black / len(pages):.1f} % black and {colour / len(pages):.1f} % colour of "
        f"the paper, most on page {most.number} ({most.black_ink:.1f} and {most.colour_ink:.1f}); "
        f"together {(black + colour) / 100:.1f} solid pages"
    )


def page_list(pages: Iterable[PageFacts]) -> str:
    """Return the numbers of some pages; of more than a few ranges, how many more.

    Example:
        >>> page_list(map(PageFacts, (1, 2, 3, 7)))
        'pages 1-3, 7'
    """
    ranges: list[list[int]] = []
    for number in (page.number for page in pages):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    shown, rest = ranges[:SHOWN_RANGES], ranges[SHOWN_RANGES:]
    listed = ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else f"{r[0]}" for r in shown)
    more = f" and {sum(map(len, rest))} more" if rest else ""
    return f"{'page' if sum(map(len, ranges)) == 1 else 'pages'} {listed}{more}"

"""Puts what was seen on the pages of a PDF into words a volunteer understands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from runstrong_pdf.pdf.preprint.facts import FileFacts, PageFacts
from runstrong_pdf.pdf.preprint.paper import PRINTED_AT_HOME, paper_name, papers

UNPRINTABLE_MM = 4.2
"""What most home printers leave white along every edge (a sixth of an inch)."""
SMALLEST_POINTS = 8.0
"""Below this, handouts are hard to read; leaflets of medicine must have 9 (EU guideline, 2009)."""
SHARP_DPI = 150
SIDES = ("left", "top", "right", "bottom")
SHOWN_RANGES = 5


@dataclass(frozen=True)
class Finding:
    """Something that harms the print.

    Attributes:
        spoils: whether the print is spoiled for certain; otherwise it may be.
        text: where, what and what to do; completes `FILE: `.
    """

    spoils: bool
    text: str


def findings(file: FileFacts, pages: Sequence[PageFacts]) -> Iterator[Finding]:
    """Yield what harms the print, the worst first; one for each kind, however many pages."""
    drawn = [page for page in pages if not page.failure]
    yield from _of_the_file(file, drawn)
    for failure in dict.fromkeys(page.failure for page in pages if page.failure):
        yield Finding(spoils=True, text=f"{on(p for p in pages if p.failure == failure)} {failure}")
    for spoils, is_found, words in RULES:
        found = [page for page in drawn if is_found(page)]
        if found:
            yield Finding(spoils=spoils, text=f"{on(found)}: {words(found)}")
    if len(papers(drawn)) > 1:
        sizes = ", ".join(f"{on(found)} {name}" for name, found in papers(drawn).items())
        text = f"the pages differ in size: {sizes}; the printer may stop, or shrink some"
        yield Finding(spoils=False, text=text)


def on(pages: Iterable[PageFacts]) -> str:
    """Return `page 3`, `pages 1-4, 7`; at most a few, then how many more."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page.number == ranges[-1][1] + 1:
            ranges[-1][1] = page.number
        else:
            ranges.append([page.number, page.number])
    shown, rest = ranges[:SHOWN_RANGES], ranges[SHOWN_RANGES:]
    listed = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in shown)
    if rest:
        listed += f" and {sum(b - a + 1 for a, b in rest)} more"
    one = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return f"page {listed}" if one else f"pages {listed}"


def _of_the_file(file: FileFacts, drawn: Sequence[PageFacts]) -> Iterator[Finding]:
    if not file.printable:
        yield Finding(
            spoils=True,
            text="its author does not allow printing; ask for a copy that may be printed",
        )
    if drawn and not any(page.margins for page in drawn):
        yield Finding(spoils=True, text="every page is blank; there is nothing to print")
    if not file.whole:
        yield Finding(
            spoils=False, text="its end is missing, perhaps pages too; make or download it again"
        )


# -- what is said of a kind, from the pages that have it -------------------------------------------


def _boxes(pages: Sequence[PageFacts]) -> str:
    letters = sum(page.missing for page in pages)
    what = "letter prints as an empty box" if letters == 1 else "letters print as empty boxes"
    return f'{letters} {what}, as in "{pages[0].missing_text}": use a font that has them'


def _cut(pages: Sequence[PageFacts]) -> str:
    return (
        f'text within {UNPRINTABLE_MM} mm of the edge, such as "{pages[0].cut}", will be cut off '
        'by most home printers; move it inwards, or print with "fit to page"'
    )


def _bleeds(page: PageFacts) -> bool:
    return not page.cut and any(margin < UNPRINTABLE_MM for margin in page.margins)


def _edge(pages: Sequence[PageFacts]) -> str:
    near = (side for page in pages for side, mm in zip(SIDES, page.margins, strict=True)
            if mm < UNPRINTABLE_MM)  # fmt: skip
    sides = ", ".join(dict.fromkeys(near))
    return (
        f"lines, pictures or colour go within {UNPRINTABLE_MM} mm of the edge ({sides}); "
        "most home printers leave a white border there"
    )


def _fonts(pages: Sequence[PageFacts]) -> str:
    names = list(dict.fromkeys(name for page in pages for name in page.unembedded))
    listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    what = f"the font {listed} is" if len(names) == 1 else f"the fonts {listed} are"
    return (
        f"{what} not in the file; another computer may print other letters in its place; "
        "export again with all fonts embedded"
    )


def _small(pages: Sequence[PageFacts]) -> str:
    page = min(pages, key=lambda page: page.smallest)
    return (
        f'text of {page.smallest:.1f} points, such as "{page.smallest_text}", is hard to read; '
        "9 and more is comfortable"
    )


def _blurred(pages: Sequence[PageFacts]) -> str:
    dpi = min(page.coarsest for page in pages)
    return (
        f"a picture prints at {dpi:.0f} dots an inch and looks blurred; "
        f"use a larger original, or print it smaller: {SHARP_DPI} dots are enough"
    )


def _pale(pages: Sequence[PageFacts]) -> str:
    page = min(pages, key=lambda page: page.pale_contrast)
    return (
        f'in black and white, "{page.pale}" is hard to read (contrast {page.pale_contrast:.1f}); '
        "make the letters darker or the ground lighter: 4.5 and more reads well"
    )


def _alike(pages: Sequence[PageFacts]) -> str:
    page = pages[0]
    which = " and ".join(page.alike) if len(page.alike) > 1 else f"two shades of {page.alike[0]}"
    return (
        f"in black and white, {which} {page.alike_where} of the page turn into the same grey; "
        "add an outline, a pattern or a word"
    )


def _odd(pages: Sequence[PageFacts]) -> str:
    return (
        f"the paper is {paper_name(pages[0])}, not A4, Letter or A5; "
        "a home printer will shrink it or cut it off"
    )


Rule = tuple[bool, Callable[[PageFacts], object], Callable[[Sequence[PageFacts]], str]]
RULES: tuple[Rule, ...] = (
    (True, lambda page: page.missing, _boxes),
    (True, lambda page: page.cut, _cut),
    (False, _bleeds, _edge),
    (False, lambda page: page.unembedded, _fonts),
    (False, lambda page: 0 < page.smallest < SMALLEST_POINTS, _small),
    (False, lambda page: 0 < page.coarsest < SHARP_DPI, _blurred),
    (False, lambda page: page.pale, _pale),
    (False, lambda page: page.alike, _alike),
    (False, lambda page: paper_name(page).split()[0] not in PRINTED_AT_HOME, _odd),
)
"""Whether it spoils the print for certain; which pages have it; what is said of them."""

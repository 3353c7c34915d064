"""What anybody wants to know before printing, in a few lines."""

from collections.abc import Iterator, Sequence

from runstrong_pdf.pdf.preprint.facts import PageFacts
from runstrong_pdf.pdf.preprint.findings import SIDES, on
from runstrong_pdf.pdf.preprint.paper import paper_name

OLD_INKJET_MM = 12.7
"""Half an inch: what old inkjets cannot reach at the bottom of the paper."""


def summary(pages: Sequence[PageFacts]) -> Iterator[str]:
    """Yield the facts of the pages that could be drawn, one a line."""
    drawn = [page for page in pages if not page.failure]
    if not drawn:
        return
    yield _paper(drawn)
    yield from _text(drawn)
    yield from _pictures(drawn)
    yield from _edges(drawn)
    yield _ink(drawn)


def _paper(pages: Sequence[PageFacts]) -> str:
    sizes: dict[str, int] = {}
    for page in pages:
        sizes[paper_name(page)] = sizes.get(paper_name(page), 0) + 1
    blank = [page for page in pages if not page.margins]
    count = f"{len(pages):,} {'page' if len(pages) == 1 else 'pages'}"
    named = ", ".join(sizes) if len(sizes) == 1 else _listed(sizes)
    return f"{count}, {named}" + (f"; blank: {on(blank)}" if blank else "")


def _listed(sizes: dict[str, int]) -> str:
    most = sorted(sizes.items(), key=lambda size: -size[1])
    rest = f" and {len(most) - 3} other sizes" if len(most) > 3 else ""
    return ", ".join(f"{number} {name}" for name, number in most[:3]) + rest


def _text(pages: Sequence[PageFacts]) -> Iterator[str]:
    written = [page for page in pages if page.smallest]
    if not written:
        yield "no text that can be read as text"
        return
    page = min(written, key=lambda page: page.smallest)
    yield f'smallest text {page.smallest:.1f} points: "{page.smallest_text}", page {page.number}'
    nameless = [page for page in pages if page.nameless]
    if nameless:
        shapes = sum(page.nameless for page in nameless)
        yield f"{shapes} signs print, but cannot be copied or read aloud: {on(nameless)}"


def _pictures(pages: Sequence[PageFacts]) -> Iterator[str]:
    pictured = [page for page in pages if page.pictures]
    if pictured:
        worst = min(pictured, key=lambda page: page.coarsest)
        count = sum(page.pictures for page in pictured)
        what = "1 photo or picture" if count == 1 else f"{count} photos or pictures, the coarsest"
        yield f"{what} {worst.coarsest:.0f} dots an inch, page {worst.number}"


def _edges(pages: Sequence[PageFacts]) -> Iterator[str]:
    inked = [page for page in pages if page.margins]
    if not inked:
        return
    page = min(inked, key=lambda page: min(page.margins))
    nearest = min(page.margins)
    side = SIDES[page.margins.index(nearest)]
    low = [page for page in inked if page.margins[3] < OLD_INKJET_MM]
    old = f"; a few old inkjets leave {OLD_INKJET_MM} mm white at the bottom: {on(low)}"
    yield f"nearest to an edge: {nearest:.1f} mm ({side}), page {page.number}" + (
        old if low else ""
    )


def _ink(pages: Sequence[PageFacts]) -> str:
    """Return what share of the paper is inked; a solid page is 100 %."""
    black = sum(page.black for page in pages)
    colour = sum(page.colour for page in pages)
    most = max(pages, key=lambda page: page.black + page.colour)
    if len(pages) == 1:
        return f"ink: {black:.1f} % black and {colour:.1f} % colour of the paper"
    return (
        f"ink a page: {black / len(pages):.1f} % black and {colour / len(pages):.1f} % colour of "
        f"the paper, most on page {most.number} ({most.black:.1f} and {most.colour:.1f}); "
        f"together {(black + colour) / 100:.1f} solid pages"
    )

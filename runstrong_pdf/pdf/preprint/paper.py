"""The names of paper sizes."""

from collections.abc import Iterable

from runstrong_pdf.pdf.preprint.facts import PageFacts

SIZES = {
    "A4": (210.0, 297.0), "Letter": (215.9, 279.4), "A5": (148.0, 210.0), "A3": (297.0, 420.0),
    "A6": (105.0, 148.0), "Legal": (215.9, 355.6), "Tabloid": (279.4, 431.8),
}  # fmt: skip
"""Millimetres, upright."""
PRINTED_AT_HOME = {"A4", "Letter", "A5"}
TOLERANCE_MM = 1.5
"""Programs round to points or millimetres; Letter and A4 differ by 6 mm."""

METRES_FROM = 2000


def paper_name(page: PageFacts) -> str:
    """Return `A4`, `A4 lying`, or the measures of a size without a name."""
    short, long = sorted((page.width, page.height))
    lying = " lying" if page.width > page.height else ""
    for name, (width, height) in SIZES.items():
        if abs(short - width) <= TOLERANCE_MM and abs(long - height) <= TOLERANCE_MM:
            return name + lying
    if long >= METRES_FROM:
        return f"{page.width / 1000:,.1f} x {page.height / 1000:,.1f} m"
    return f"{page.width:.0f} x {page.height:.0f} mm"


def papers(pages: Iterable[PageFacts]) -> dict[str, list[PageFacts]]:
    """Return the pages of each size, whichever way they lie."""
    found: dict[str, list[PageFacts]] = {}
    for page in pages:
        found.setdefault(paper_name(page).removesuffix(" lying"), []).append(page)
    return found

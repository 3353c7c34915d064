"""What stands on every page: footer, safety lines, punch mark, page heads."""

from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.theme import FOOTER_BASELINE, FOOTER_RULE, MEASURE, SAFETY
from runstrong_pdf.pages.brief import Brief


def footer(sheet: Sheet, brief: Brief, code: str, number: int, total: int) -> None:
    """Print plan, person, plan code and page number; artifacts, as every page repeats them."""
    paper, left = brief.paper, brief.paper.left
    right = left + paper.measure
    baseline = paper.height - FOOTER_BASELINE
    sheet.rule(left, paper.height - FOOTER_RULE, right)
    with sheet.artifact("Pagination"):
        title = sheet.text(left, baseline, brief.plan.title, "name", 8.5)
        page = brief.texts("footer.page", number=number, total=total)
        sheet.text(right, baseline, page, "name", 8.5, align="right")
        code_width = sheet.text(right - 14, baseline, code, "condensed", 8.5, align="right")
        if brief.named or brief.clubbed:
            x = left + title + 3
            room = right - 14 - code_width - 3 - x
            sheet.slot("who", x, baseline, "condensed", 8.5, room, floor=8.5)


def safety_height(lines: list[str], measure: float = MEASURE) -> float:
    """Return the height of the safety lines in millimetres."""
    return sum(paragraph_height(line, SAFETY, measure) for line in lines)


def safety(sheet: Sheet, brief: Brief, lines: list[str]) -> float:
    """Print safety lines directly above the footer; return their top edge."""
    measure = brief.paper.measure
    top = y = brief.paper.bottom - safety_height(lines, measure)
    for line in lines:
        with sheet.tag("P"):
            y += sheet.paragraph(brief.paper.left, y, measure, line, SAFETY)
    return top


def punch_mark(sheet: Sheet, brief: Brief) -> None:
    """Draw the mark at half height that a hole punch is set to."""
    sheet.line([(6, brief.paper.height / 2), (9, brief.paper.height / 2)], 0.35)


def has_band(brief: Brief, slugs: list[str]) -> bool:
    """Whether any of these exercises uses a band."""
    return any("band" in brief.plan.exercises[slug].kit for slug in slugs)

"""What stands on every page: footer, safety lines, punch mark, page heads."""

from math import fsum

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.theme import MEASURE, SAFETY, Look, Style
from runstrong_pdf.pages.brief import Brief

PAGE_NUMBER = 14.0
"""Room for the page number at the right end of a footer of 8.5 pt."""


def footer(sheet: Sheet, brief: Brief, code: str, number: int, total: int) -> None:
    """Print plan, person, plan code and page number; artifacts, as every page repeats them."""
    paper, left, size = brief.paper, brief.paper.left, brief.paper.footer
    right = left + paper.measure
    baseline = paper.height - paper.foot
    sheet.rule(left, paper.footer_rule, right)
    with sheet.artifact("Pagination"):
        whose = brief.named or brief.clubbed
        title = 0.0
        if brief.scale.wide or not whose:  # a narrow footer has room for one of them
            title = sheet.text(left, baseline, brief.plan.title, "name", size) + 3
        page = brief.texts("footer.page", number=number, total=total)
        sheet.text(right, baseline, page, "name", size, align="right")
        end = right - PAGE_NUMBER * size / 8.5
        code_width = sheet.text(end, baseline, code, "condensed", size, align="right")
        if whose:
            x = left + title
            room = end - code_width - 3 - x
            sheet.slot("who", x, baseline, "condensed", size, room, floor=size)


def safety_height(lines: list[str], measure: float = MEASURE, style: Style = SAFETY) -> float:
    """Return the height of the safety lines in millimetres."""
    return fsum(paragraph_height(line, style, measure) for line in lines)


def safety(sheet: Sheet, brief: Brief, lines: list[str], style: Style = SAFETY) -> float:
    """Print safety lines directly above the footer; return their top edge."""
    measure = brief.paper.measure
    top = y = brief.paper.bottom - safety_height(lines, measure, style)
    for line in lines:
        with sheet.tag("P"):
            y += sheet.paragraph(brief.paper.left, y, measure, line, style)
    return top


def punch_mark(sheet: Sheet, brief: Brief) -> None:
    """Draw the mark at half height that a hole punch is set to."""
    sheet.line([(6, brief.paper.height / 2), (9, brief.paper.height / 2)], 0.35)


def has_band(brief: Brief, slugs: list[str]) -> bool:
    """Whether any of these exercises uses a band."""
    return any("band" in brief.plan.exercises[slug].kit for slug in slugs)


def panel(sheet: Sheet, look: Look, area: Area) -> None:
    """Draw the tinted field behind a picture; none where ink is saved."""
    if not look.ink_saver:
        sheet.rect(area.x, area.y, area.w, area.h, 2.0, inside=look.tint)

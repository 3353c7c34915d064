"""All weeks one after the other: what each is for, and what is done on which day."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Week
from runstrong_pdf.pages.brief import Brief, plain_muscles
from runstrong_pdf.pages.chapter import Chapter, ColumnPage, chapter_pages
from runstrong_pdf.pages.strips import Days
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

MORE_AIR = 12.0
"""Spare height that goes below each week."""


def weeks_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages with every week's days."""
    texts = brief.texts
    title = texts("column.weeks")
    return chapter_pages(
        Chapter(
            brief,
            code="W",
            label=title,
            bookmark=title,
            running=title,
            items=tuple(_items(brief, title)),
            safety=(texts("safety.stop"),),
            even=True,
        )
    )


def _items(brief: Brief, title: str) -> Iterator[Item]:
    scale = brief.scale
    tempo = brief.texts("week.tempo")
    yield Item(Heading(title, scale.title), holds=True)
    yield Item(Paragraph(tempo, scale.body), gap=scale.gap * 0.4, holds=True)
    for week in brief.plan.weeks:
        yield Item(WeekHead(brief, week), gap=scale.gap, holds=True)
        suggestion = _suggestion(brief, week)
        days, gap = Days(brief, week), scale.gap * 0.2
        if suggestion:
            yield Item(days, gap=gap, holds=True)
            yield Item(Paragraph(suggestion, scale.narrow), gap=gap, grow=MORE_AIR)
        else:
            yield Item(days, gap=gap, grow=MORE_AIR)


def _suggestion(brief: Brief, week: Week) -> str:
    """Return what else the week suggests on a day without strength work."""
    day = week.cross_training
    activity = brief.plan.cross_training.get(day.activity) if day else None
    if not day or not activity:
        return ""
    return brief.texts(
        "extra.cross_training",
        activity=brief.texts.inside(activity.name),
        minutes=day.minutes,
        muscles=", ".join(plain_muscles(activity.primary, brief.texts)),
    )


@dataclass(frozen=True)
class WeekHead:
    """Number and title of a week, its phase and dates; below, its goal."""

    brief: Brief
    week: Week

    def height(self, measure: float) -> float:
        """Return the height of the head and its goal."""
        goal = paragraph_height(self.week.goal, self.brief.scale.body, measure)
        return self._head() + goal

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it below a rule."""
        brief, scale, week = self.brief, self.brief.scale, self.week
        sheet.rule(x, y, x + measure, 1.4)
        baseline = y + 2.0 + scale.section * CAP_HEIGHT / MM
        style = scale.narrow
        phase = brief.texts(f"phase.{week.phase}")
        if week.kind == "light":
            phase += brief.texts("week.light")
        label = brief.texts("week.label", number=week.number, session="").strip()
        title = brief.texts("week.bookmark", label=label, title=week.title)
        room = measure - width(phase, style.face, style.size) - 3
        dates = scale.section * 1.6 if brief.dated else 0.0
        with sheet.tag("H3"):
            sheet.text(x, baseline, title, "display", scale.section, room=room - dates)
        with sheet.tag("P"):
            right = x + measure
            sheet.text(right, baseline, phase, style.face, style.size, align="right")
        if brief.dated:
            with sheet.tag("P"):
                key = f"dates.{week.number}"
                at = x + room
                sheet.slot(key, at, baseline, style.face, style.size, dates, align="right")
        with sheet.tag("P"):
            sheet.paragraph(x, y + self._head(), measure, week.goal, scale.body)

    def _head(self) -> float:
        return 2.0 + self.brief.scale.section * 1.05 / MM

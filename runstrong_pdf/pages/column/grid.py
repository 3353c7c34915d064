"""The table of boxes below a stretch."""

from dataclasses import dataclass

from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import outline


@dataclass(frozen=True)
class Grid:
    """A table of boxes: a column a week, a row a session."""

    brief: Brief
    slug: Slug
    name: str

    def height(self, _measure: float) -> float:
        """Return the height of its rows."""
        return self._head + self._row * len(self.brief.plan.session_keys)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        texts, weeks, style = self.brief.texts, self.brief.plan.weeks, self._scale.narrow
        label = width(texts("stretching.after", session="A"), style.face, style.size) + 3
        wide = (measure - label) / len(weeks)
        baseline = y + self._head - style.size * 0.1
        with sheet.tag("Table"):
            with sheet.tag("TR"):
                with sheet.tag("TH", scope="Column"):
                    sheet.text(x, baseline, texts("stretching.week"), style.face, style.size)
                for index, week in enumerate(weeks):
                    middle = x + label + (index + 0.5) * wide
                    with sheet.tag("TH", scope="Column"):
                        number = str(week.number)
                        sheet.text(middle, baseline, number, "name", style.size, align="centre")
            for row, key in enumerate(self.brief.plan.session_keys):
                top = y + self._head + row * self._row
                self._session(sheet, key, x, x + label, top, wide)

    def _session(
        self, sheet: Sheet, key: str, x: float, left: float, y: float, wide: float
    ) -> None:
        texts, style, box = self.brief.texts, self._scale.narrow, self._scale.box
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                after = texts("stretching.after", session=key)
                sheet.text(x, centred(y + box / 2, style.size), after, style.face, style.size)
            for index, week in enumerate(self.brief.plan.weeks):
                if all(session.key != key for session in week.sessions):
                    sheet.empty_cell()
                    continue
                at = left + (index + 0.5) * wide - box / 2
                number = week.number
                tip = texts("stretching.box_tip", stretch=self.name, week=number, session=key)
                field = f"stretch.{self.slug}.{number}.{key}"
                with sheet.tag("TD"):
                    sheet.tick_box(at, y, box, field, tip, outline(self._scale))

    @property
    def _scale(self) -> Scale:
        return scale_of(self.brief)

    @property
    def _head(self) -> float:
        return self._scale.narrow.lead / MM

    @property
    def _row(self) -> float:
        return self._scale.box * 1.2

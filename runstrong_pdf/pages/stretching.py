"""The stretching sheet: four large cards with a box a session, four more in small."""

from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import care
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import COLUMN, GOAL, GUTTER, MEASURE, STRETCH_TEXT, TOP, Style
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.furniture import panel, safety, safety_height
from runstrong_pdf.pages.strips import stretch_dose

HEADER = 30.0
CARD_HEAD = 8.4
GRID_ROW = 6.0
GRID_HEAD = 3.6
LABELS = 14.5
BOX, SMALL_BOX = 4.8, 4.6
CARD_GAP = 3.2
MORE = 48.0
"""Height of the part with four more stretches."""
SMALL_TEXT = Style("condensed", 9.8, 11.4)


class StretchingPage(NamedTuple):
    """The sheet for after every session."""

    brief: Brief
    code: str = "S"

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("stretching.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("stretching.label")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, texts = self.brief, self.brief.texts
        self._head(sheet, TOP)
        lines = [texts("stretching.leave_out"), texts("safety.stop")]
        bottom = brief.paper.bottom - safety_height(lines) - 2
        y = TOP + HEADER
        high = (bottom - y - MORE - 2 * CARD_GAP) / 2
        for index, slug in enumerate(brief.plan.stretches):
            x = brief.paper.left + index % 2 * (COLUMN + GUTTER)
            self._card(sheet, slug, Area(x, y + index // 2 * (high + CARD_GAP), COLUMN, high))
        if brief.plan.more_stretches:
            self._more(sheet, y + 2 * (high + CARD_GAP), bottom)
        safety(sheet, brief, lines)

    def _head(self, sheet: Sheet, y: float) -> None:
        texts, left = self.brief.texts, self.brief.paper.left
        holds = [s.hold_seconds for s in self.brief.plan.stretches.values()]
        seconds = max(holds)
        bib = Bib(31, 25.5, texts("stretching.bib"), str(seconds), texts("stretching.bib_unit"))
        with sheet.tag("H2"):
            sheet.text(left + 36, y + 9.8, texts("stretching.title"), "display", 30)
        with sheet.tag("P"):
            bib.draw(sheet, self.brief.look, left, y)
        with sheet.tag("P"):
            text = texts("stretching.how")
            sheet.paragraph(left + 36, y + 12.6, MEASURE - 36, text, GOAL)

    # -- the four of every session -------------------------------------------------------------

    def _card(self, sheet: Sheet, slug: Slug, area: Area) -> None:
        brief, stretch = self.brief, self.brief.plan.stretches[slug]
        x, y = area.x, area.y
        sheet.rule(x, y, x + COLUMN, 1.4)
        dose = stretch_dose(stretch, brief.texts)
        room = COLUMN - width(dose, "display", 13) - 3
        with sheet.tag("H3"):
            sheet.text(x, y + 6.4, stretch.name, "display", 17, room=room, floor=12)
        with sheet.tag("P"):
            sheet.text(x + COLUMN, y + 6.4, dose, "display", 13, align="right")
        words = max(self._words_height(other) for other in brief.plan.stretches.values())
        grid = self._grid_height()
        high = area.h - CARD_HEAD - words - grid - 3.2
        panel(sheet, brief.look, Area(x, y + CARD_HEAD, COLUMN, high))
        picture = Area(x + 3, y + CARD_HEAD + 1.0, COLUMN - 6, high - 1.0)
        cropped = any(frame.cropped for frame in brief.pictures.frames(slug))
        brief.pictures.draw(
            sheet, slug, picture, which=None, gap=5, stand="bottom" if cropped else "centre"
        )
        self._words(sheet, x, y + CARD_HEAD + high + 1.4, stretch)
        self._grid(sheet, slug, x, y + area.h - grid)
        sheet.bookmark(stretch.name, f"stretch-{slug}", y, 1)

    def _words_height(self, stretch: Stretch) -> float:
        how = paragraph_height(stretch.how, STRETCH_TEXT, COLUMN)
        return how + 0.6 + paragraph_height(stretch.safety, STRETCH_TEXT, COLUMN - 5)

    def _words(self, sheet: Sheet, x: float, y: float, stretch: Stretch) -> None:
        with sheet.tag("P"):
            y += sheet.paragraph(x, y, COLUMN, stretch.how, STRETCH_TEXT) + 0.6
        care(sheet, x - 0.1, y + 0.6)
        with sheet.tag("P"):
            sheet.paragraph(x + 5, y, COLUMN - 5, stretch.safety, STRETCH_TEXT)

    def _grid_height(self) -> float:
        return GRID_HEAD + GRID_ROW * len(self.brief.plan.session_keys)

    def _grid(self, sheet: Sheet, slug: Slug, x: float, y: float) -> None:
        """Print a table: a column a week, a row a session."""
        texts, weeks = self.brief.texts, self.brief.plan.weeks
        wide = (COLUMN - LABELS) / len(weeks)
        with sheet.tag("Table"):
            with sheet.tag("TR"):
                with sheet.tag("TH", scope="Column"):
                    sheet.text(x, y + 2.4, texts("stretching.week"), "condensed", 9.8)
                for index, week in enumerate(weeks):
                    middle = x + LABELS + (index + 0.5) * wide
                    with sheet.tag("TH", scope="Column"):
                        number = str(week.number)
                        sheet.text(middle, y + 2.4, number, "name", 9.8, align="centre")
            for row, key in enumerate(self.brief.plan.session_keys):
                top = y + GRID_HEAD + row * GRID_ROW
                self._grid_row(sheet, slug, key, x, top, wide)

    def _grid_row(
        self, sheet: Sheet, slug: Slug, key: str, x: float, y: float, wide: float
    ) -> None:
        texts, stretch = self.brief.texts, self.brief.plan.stretches[slug]
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                after = texts("stretching.after", session=key)
                sheet.text(x, y + 3.7, after, "condensed", 9.8)
            for index, week in enumerate(self.brief.plan.weeks):
                if all(session.key != key for session in week.sessions):
                    sheet.empty_cell()
                    continue
                left = x + LABELS + (index + 0.5) * wide - BOX / 2
                tip = texts(
                    "stretching.box_tip", stretch=stretch.name, week=week.number, session=key
                )
                with sheet.tag("TD"):
                    field = f"stretch.{slug}.{week.number}.{key}"
                    sheet.tick_box(left, y, BOX, field, tip, 0.8)

    # -- four more -----------------------------------------------------------------------------

    def _more(self, sheet: Sheet, y: float, bottom: float) -> None:
        texts, left = self.brief.texts, self.brief.paper.left
        sheet.rule(left, y, left + MEASURE, 1.4)
        with sheet.tag("H3"):
            sheet.text(left, y + 6.4, texts("stretching.more"), "display", 15)
        with sheet.tag("P"):
            note = texts("stretching.more_boxes")
            sheet.text(left + MEASURE, y + 6.2, note, "condensed", 10, align="right")
        y += 8.2
        more = self.brief.plan.more_stretches
        wide = (MEASURE - 3 * GUTTER) / 4
        for index, slug in enumerate(more):
            area = Area(left + index * (wide + GUTTER), y, wide, bottom - y)
            self._small(sheet, slug, more[slug], area)

    def _small(self, sheet: Sheet, slug: Slug, stretch: Stretch, area: Area) -> None:
        brief, x = self.brief, area.x
        high = area.h - 23.2
        picture = Area(x, area.y, area.w, high)
        brief.pictures.draw(sheet, slug, picture, which=("end",), stand="bottom", largest=0.04)
        y = area.y + high
        with sheet.tag("H4"):
            name = stretch.name
            if width(name, "name", 9.0) > area.w and stretch.short_name:
                name = stretch.short_name
            sheet.text(x, y + 4.4, name, "name", 11, room=area.w)
        with sheet.tag("P"):
            sheet.text(x, y + 8.8, stretch_dose(stretch, brief.texts), "name", 10)
        with sheet.tag("P"):
            sheet.paragraph(x, y + 9.6, area.w, stretch.cue, SMALL_TEXT)
        weeks = brief.plan.weeks
        step = min(6.3, (area.w - SMALL_BOX) / max(1, len(weeks) - 1))
        if step < SMALL_BOX + 0.4:
            return
        for index, week in enumerate(weeks):
            tip = brief.texts("stretching.small_box_tip", stretch=stretch.name, week=week.number)
            field = f"stretch.{slug}.{week.number}"
            left = x + index * step
            sheet.tick_box(left, area.y + area.h - 5.0, SMALL_BOX, field, tip, 0.8)

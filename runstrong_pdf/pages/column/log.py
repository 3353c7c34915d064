"""The training log in a single column: a row a session, its head on every page."""

from dataclasses import dataclass

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.blanks import log_blank, logged
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import scale_of

SHARES = (0.15, 0.16, 0.30, 0.16, 0.23)
"""Of the measure: week and session, date, effort, best set, notes."""
HEADS = (1, 3, 4, 5, 6)
PATTERN = 0.022
"""Width of a phase's pattern, of the measure."""
INSET = 1.2


@dataclass(frozen=True)
class LogHead:
    """What stands in each column."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return the height of the longest head."""
        rooms = (share * measure - INSET for share in SHARES)
        heads = zip(self._words(), rooms, strict=True)
        return max(paragraph_height(word, self._style, room) for word, room in heads) + 1.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row of column heads, all on one last line."""
        style = self._style
        with sheet.tag("TR"):
            for word, left, share in zip(self._words(), edges(x, measure), SHARES, strict=True):
                room = share * measure - INSET
                with sheet.tag("TH", scope="Column"):
                    top = y + high - 1.0 - paragraph_height(word, style, room)
                    sheet.paragraph(left, top, room, word, style)
        sheet.rule(x, y + high, x + measure, 1.4)

    @property
    def _style(self) -> Style:
        scale = scale_of(self.brief)
        return Style("name", scale.narrow.size, scale.narrow.size * 1.1)

    def _words(self) -> list[str]:
        return [self.brief.texts(f"progress.column_{number}") for number in HEADS]


@dataclass(frozen=True)
class LogRow:
    """One session: week and letter, five numbered rings, cells to write in."""

    brief: Brief
    week: Week
    session: Session

    def height(self, _measure: float) -> float:
        """Return a height that can be written in."""
        return scale_of(self.brief).line

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row."""
        brief, scale, middle = self.brief, scale_of(self.brief), y + high / 2
        lefts = edges(x, measure)
        pattern = brief.texts(f"phase_pattern.{self.week.phase}")
        hatch(sheet, pattern, x, y, PATTERN * measure, high, spread=0.72)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                size, wide = scale.number, scale.box * 0.98
                at = x + PATTERN * measure + INSET * 1.6
                number = str(self.week.number)
                sheet.text(at, centred(middle, size), number, "display", size)
                at = lefts[1] - INSET - wide - 1.0
                letter = max(brief.paper.smallest, wide * 1.95)
                badge(sheet, brief.look, self.session.key, at, middle - wide / 2, wide, letter)
            ends = [*lefts[2:], x + measure + INSET]
            self._cell(sheet, "date", lefts[1], ends[0], y, high)
            with sheet.tag("TD"):
                self._effort(sheet, lefts[2], middle, SHARES[2] * measure - INSET)
            self._cell(sheet, "best", lefts[3], ends[2], y, high)
            self._cell(sheet, "noticed", lefts[4], ends[3], y, high)
        for left in lefts[1:]:
            edge = left - INSET
            sheet.line([(edge, y), (edge, y + high)], 0.35)
        sheet.rule(x, y + high, x + measure)

    def _cell(
        self, sheet: Sheet, key: str, left: float, right: float, y: float, high: float
    ) -> None:
        """Leave a table cell to write or type in."""
        name, tip = log_blank(self.brief, self.week, self.session, key)
        size = scale_of(self.brief).narrow.size
        with sheet.tag("TD"):
            wide = right - left - 2 * INSET
            sheet.text_field(left, y + 0.4, wide + INSET, high - 0.8, name, tip, size)

    def _effort(self, sheet: Sheet, x: float, middle: float, room: float) -> None:
        style = scale_of(self.brief).narrow
        radius = style.size * 0.235
        step = (room - 2 * radius - 1.0) / 4
        for number, answer in enumerate(logged(self.brief, self.week, self.session), 1):
            centre = x + radius + 0.3 + (number - 1) * step
            sheet.ring(centre, middle, radius, answer, 0.9)
            baseline = centred(middle, style.size)
            sheet.text(centre, baseline, str(number), style.face, style.size, align="centre")


def edges(x: float, measure: float) -> list[float]:
    """Return the left edges of the columns."""
    lefts = [x]
    for share in SHARES[:-1]:
        lefts.append(lefts[-1] + share * measure)
    return lefts

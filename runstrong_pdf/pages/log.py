"""The training log: a row a session, with five numbered rings and cells to write in."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Heading
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import WRITING, Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge, hatch
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.blanks import log_blank, logged
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief
from runstrong_pdf.pages.chapter import Chapter, Pages, chapter_pages

COLUMNS = ((0.15, 1.7), (0.16, 2.5), (0.28, 3.8), (0.19, 2.5))
"""Width of week and session, date, effort, best set: of the measure at most, and in millimetres
per point of type. Notes have the rest."""
HEADS = (1, 3, 4, 5, 6)
PATTERN = 0.022
"""Width of a phase's pattern, of the measure."""
INSET = 1.2
LINES_MORE = 1.6
"""How much higher a row of the log may be, of a line to write on."""


def log_pages(brief: Brief) -> Pages:
    """Return the pages of the training log."""
    label, scale = brief.texts("progress.log"), brief.scale
    items = tuple(log_items(brief, scale.title, "H2"))
    lines = (brief.texts("safety.stop"),)
    return chapter_pages(Chapter(brief, "L", label, label, label, items, lines))


def log_items(brief: Brief, size: float, role: str) -> Iterator[Item]:
    """Yield the log below a heading of `size` points."""
    texts, scale = brief.texts, brief.scale
    place = "" if role == "H2" else "log"  # a chapter is in the outline already
    told = texts("progress.scale")
    title = Heading(texts("progress.log"), size, role, told, scale.narrow, place)
    yield Item(title, holds=True)
    head = Item(LogHead(brief), gap=scale.gap * 0.2, holds=True, within="Table")
    yield head
    for week in brief.plan.weeks:
        for session in week.sessions:
            row = LogRow(brief, week, session)
            yield Item(row, within="Table", again=head, grow=scale.line * LINES_MORE)


class LogHead(NamedTuple):
    """What stands in each column."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return the height of the longest head."""
        return max(high for *_, high in self._heads(0.0, measure)) + 1.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row of column heads, all on one last line."""
        with sheet.tag("TR"):
            for word, left, room, tall in self._heads(x, measure):
                with sheet.tag("TH", scope="Column"):
                    sheet.paragraph(left, y + high - 1.0 - tall, room, word, self._style)
        sheet.rule(x, y + high, x + measure, 1.4)

    @property
    def _style(self) -> Style:
        scale = self.brief.scale
        return scale.narrow._replace(face="name", lead=scale.narrow.size * 1.1)

    def _heads(self, x: float, measure: float) -> Iterator[tuple[str, float, float, float]]:
        """Yield every head with its left edge, its width and its height."""
        columns = pairwise(edges(self.brief, x, measure))
        for number, (left, right) in zip(HEADS, columns, strict=True):
            word, room = self.brief.texts(f"progress.column_{number}"), right - left - INSET
            yield word, left, room, paragraph_height(word, self._style, room)


class LogRow(NamedTuple):
    """One session: week and letter, five numbered rings, cells to write in."""

    brief: Brief
    week: Week
    session: Session

    def height(self, _measure: float) -> float:
        """Return a height that can be written in."""
        return self.brief.scale.line

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row."""
        brief, scale, middle = self.brief, self.brief.scale, y + high / 2
        lefts = edges(brief, x, measure)
        pattern = PHASE_PATTERNS[self.week.phase]
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
            self._cell(sheet, "date", lefts[1], lefts[2], y, high)
            with sheet.tag("TD"):
                self._effort(sheet, lefts[2], middle, lefts[3] - lefts[2] - INSET)
            if has_push_ups(self.session):
                self._cell(sheet, "best", lefts[3], lefts[4], y, high)
            else:
                sheet.empty_cell()
                centre = (lefts[3] + lefts[4]) / 2 - INSET
                sheet.line([(centre - 1.5, middle), (centre + 1.5, middle)], 0.75)
            self._cell(sheet, "noticed", lefts[4], lefts[5], y, high)
        for left in lefts[1:5]:
            edge = left - INSET
            sheet.line([(edge, y), (edge, y + high)], WRITING)
        sheet.rule(x, y + high, x + measure, WRITING)  # written on, and there in a copy of a copy

    def _cell(
        self, sheet: Sheet, key: str, left: float, right: float, y: float, high: float
    ) -> None:
        """Leave a table cell to write or type in."""
        name, tip = log_blank(self.brief, self.week, self.session, key)
        size = self.brief.scale.narrow.size
        with sheet.tag("TD"):
            wide = right - left - INSET
            sheet.text_field(left, y + 0.4, wide, high - 0.8, name, tip, size)

    def _effort(self, sheet: Sheet, x: float, middle: float, room: float) -> None:
        style = self.brief.scale.narrow
        radius = style.size * 0.235
        step = (room - 2 * radius - 1.0) / 4
        for number, answer in enumerate(logged(self.brief, self.week, self.session), 1):
            centre = x + radius + 0.3 + (number - 1) * step
            sheet.ring(centre, middle, radius, answer, 0.9)
            baseline = centred(middle, style.size)
            sheet.text(centre, baseline, str(number), style.face, style.size, align="centre")


def has_push_ups(session: Session) -> bool:
    """Whether a session has push-ups of any kind, whose best set is worth a note."""
    return any("push-up" in row.exercise for row in session.rows)


def edges(brief: Brief, x: float, measure: float) -> list[float]:
    """Return the left edges of the columns, and the right edge of the last."""
    size = brief.scale.narrow.size
    wides = (min(share * measure, point * size) for share, point in COLUMNS)
    return [*accumulate(wides, initial=x), x + measure]

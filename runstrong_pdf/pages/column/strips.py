"""The strips of a session: warm-up and stretches with their box, how it felt."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.blanks import FEELINGS, feeling
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import outline
from runstrong_pdf.pages.strips import Cell


@dataclass(frozen=True)
class TickedStrip:
    """A tick box, what it stands for, and the moves in one paragraph.

    Attributes:
        key: `warm_up` or `stretch`: which texts and field names it uses.
        seconds: how long it takes.
    """

    brief: Brief
    week: Week
    session: Session
    key: str
    seconds: int
    cells: Sequence[Cell]

    def height(self, measure: float) -> float:
        """Return the height of the taller of box and words."""
        scale = scale_of(self.brief)
        words = paragraph_height(self._moves(), scale.narrow, measure - self._indent())
        return max(scale.box, words) + scale.gap * (0.5 if scale.compact else 0.8)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a rule, box and title on the left, the moves on the right."""
        scale, texts = scale_of(self.brief), self.brief.texts
        sheet.rule(x, y, x + measure, 1.0 if self.key == "stretch" else 0.35)
        middle = y + high / 2
        tip = texts(f"{self.key}.tip", week=self.week.number, session=self.session.key)
        field = f"w{self.week.number}.{self.session.key}.{self.key}"
        sheet.tick_box(x + 0.15, middle - scale.box / 2, scale.box, field, tip, outline(scale))
        with sheet.tag("H3"):
            style = scale.strong
            left = x + scale.box + scale.box_gap
            sheet.text(left, centred(middle, style.size), self._title(), style.face, style.size)
        left, room = x + self._indent(), measure - self._indent()
        top = middle - paragraph_height(self._moves(), scale.narrow, room) / 2
        with sheet.tag("P"):
            sheet.paragraph(left, top, room, self._moves(), scale.narrow)

    def _title(self) -> str:
        texts = self.brief.texts
        minutes = texts("minutes_short", number=whole_minutes(self.seconds))
        return texts("column.strip", title=texts(f"{self.key}.title"), minutes=minutes)

    def _indent(self) -> float:
        scale = scale_of(self.brief)
        title = width(self._title(), scale.strong.face, scale.strong.size)
        return scale.box + scale.box_gap + title + scale.gap

    def _moves(self) -> str:
        return ", ".join(together(f"{cell.what} {cell.how_much}") for cell in self.cells)


@dataclass(frozen=True)
class Feeling:
    """Five rings from too easy to too hard, all alike, each beside its word."""

    brief: Brief
    week: Week
    session: Session

    def height(self, _measure: float) -> float:
        """Return the height of the rings with their air."""
        scale = scale_of(self.brief)
        return 2 * ring(scale) + scale.gap * (0.7 if scale.compact else 1.0)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print them on one line."""
        scale, texts = scale_of(self.brief), self.brief.texts
        style, radius, middle = scale.narrow, ring(scale), y + high / 2
        sheet.rule(x, y, x + measure)
        baseline = centred(middle, style.size)
        with sheet.tag("P"):
            question = texts("feeling.question")
            used = sheet.text(x, baseline, question, scale.strong.face, style.size)
            words = {word: texts(f"feeling.{word}") for word in FEELINGS}
            faces = {word: "name" if word == "right" else style.face for word in FEELINGS}
            wide = {w: width(words[w], faces[w], style.size) for w in FEELINGS}
            rings = len(FEELINGS) * (2 * radius + 1.2)
            gap = (measure - used - rings - fsum(wide.values())) / len(FEELINGS)
            left = x + used
            for word in FEELINGS:
                left += gap
                option = feeling(self.brief, self.week, self.session, word)
                sheet.ring(left + radius, middle, radius, option, 0.8)
                left += 2 * radius + 1.2
                sheet.text(left, baseline, words[word], faces[word], style.size)
                left += wide[word]


def ring(scale: Scale) -> float:
    """Return the radius of a ring to mark."""
    return scale.box * 0.43


def together(words: str) -> str:
    """Return words that no line break parts."""
    return words.replace(" ", "\u00a0")

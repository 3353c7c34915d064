"""Names and spoken words of the blanks that a runner fills in, on paper or by typing.

Also the question how a session was, with its rings.
"""

from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, shared, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pdf.fonts import CAP_HEIGHT
from runstrong_pdf.pdf.interactive import Option

FEELINGS = ("too_easy", "easy", "right", "hard", "too_hard")
"""The answers to how a session was, on its sheet and in the log alike."""


def did_blank(
    brief: Brief, week: Week, session: Session, number: int, row: Prescription
) -> tuple[str, str]:
    """Return name and tip of the blank for what was done of a session's row."""
    exercise = brief.plan.exercises[row.exercise].shown
    tip = brief.texts("field.did", week=week.number, session=session.key, exercise=exercise)
    return f"did.{week.number}.{session.key}.{number}", tip


def round_box(
    brief: Brief,
    week: Week,
    session: Session,
    number: int,
    row: Prescription,
    index: int,
    *,
    handout: bool = False,
) -> tuple[str, str]:
    """Return name and tip of the box of a row's round, from 0; alone in its block it has sets."""
    exercise, key = brief.plan.exercises[row.exercise].shown, session.key
    place = {"week": week.number, "session": key, "exercise": exercise, "round": index + 1}
    sheet = f"handout.{week.number}{key}" if handout else f"w{week.number}.{key}"
    told = "lane.set_tip" if (row,) in (block.rows for block in session.blocks) else "lane.box_tip"
    return f"{sheet}.{number}.{index + 1}", brief.texts(told, **place)


def strip_box(brief: Brief, week: Week, session: Session, key: str) -> tuple[str, str]:
    """Return name and tip of a session's box of the warm-up or the stretches, as `key` says."""
    tip = brief.texts(f"{key}.tip", week=week.number, session=session.key)
    return f"w{week.number}.{session.key}.{key}", tip


def log_blank(brief: Brief, week: Week, session: Session, key: str) -> tuple[str, str]:
    """Return name and tip of a session's blank in the training log: date, best, noticed."""
    tip = brief.texts(f"field.{key}", week=week.number, session=session.key)
    return f"log.{week.number}.{session.key}.{key}", tip


def feeling(brief: Brief, week: Week, session: Session, word: str) -> Option:
    """Return one of the answers to how a session was."""
    question = brief.texts("field.feeling", week=week.number, session=session.key)
    said = brief.texts("plain.labelled", what=question, text=brief.texts(f"feeling.{word}"))
    return Option(f"feeling.{week.number}.{session.key}", question, word, said)


def logged(brief: Brief, week: Week, session: Session) -> list[Option]:
    """Return the answers to how a session was as its row of the training log has them."""
    options = [feeling(brief, week, session, word) for word in FEELINGS]
    return [one._replace(tip=brief.texts("field.in_log", tip=one.tip)) for one in options]


def labelled_blank(
    sheet: Sheet,
    label: str,
    name: str,
    x: float,
    y: float,
    right: float,
    size: float,
    *,
    drop: float = 0.6,
) -> None:
    """Print a label on the baseline y and, `drop` below it, a line for what it asks for."""
    with sheet.tag("P"):
        used = sheet.text(x, y, label, "condensed", size)
    sheet.writing_line(x + used + 1.5, y + drop, right, name, label, size=size)


# -- how it was -----------------------------------------------------------------------------------

BESIDE = 1.6
"""Between the question and the rings beside it."""
WORD_GAP = 0.8
"""Between the words of two answers below their rings."""
LEAST_GAP = 2.0
"""Between the words of one answer and the ring of the next."""


class Feeling(NamedTuple):
    """Five rings from too easy to too hard, all alike.

    On one line where that has room, else each above its word, beside or below the question.
    """

    brief: Brief
    week: Week
    session: Session

    def height(self, measure: float) -> float:
        """Return the height of the rings and words with their air."""
        scale, line = self.brief.scale, self._style.lead / MM
        air = scale.gap * 0.7
        if self._spare(measure) >= 0:
            return 2 * scale.ring + air
        below = 0.0 if self._beside(measure) else line
        return 2 * scale.ring + line + 0.4 + below + air * 0.4

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print question and rings."""
        style, question = self._style, self.brief.texts("feeling.question")
        one_line, beside = self._spare(measure) >= 0, self._beside(measure)
        below = 0.0 if one_line or beside else style.lead / MM
        top = y + (high - self.height(measure)) / 2 + self.brief.scale.gap * 0.2
        middle = y + high / 2 if one_line else top + below + self.brief.scale.ring
        asked = middle if one_line or beside else top + below / 2
        with sheet.tag("P"):
            used = sheet.text(x, centred(asked, style.size), question, "name", style.size)
            if one_line:
                self._in_line(sheet, x + used, middle, self._spare(measure) / len(FEELINGS))
            else:
                left = x + used + BESIDE if beside else x
                self._in_columns(sheet, left, middle, x + measure - left)

    def _in_line(self, sheet: Sheet, x: float, middle: float, gap: float) -> None:
        """Print each ring before its word."""
        radius, style = self.brief.scale.ring, self._style
        for key, word, _ in self._words():
            x += gap + LEAST_GAP
            self._ring(sheet, x + radius, middle, key)
            x += 2 * radius + 1.2
            x += sheet.text(x, centred(middle, style.size), word, style.face, style.size)

    def _in_columns(self, sheet: Sheet, x: float, middle: float, room: float) -> None:
        """Print each ring above its word."""
        radius, style, air = self.brief.scale.ring, self._style, WORD_GAP
        baseline = middle + radius + 0.6 + style.size * CAP_HEIGHT / MM + 0.5
        columns = shared(room, [wide + air for *_, wide in self._words()])
        for (key, word, _), wide in zip(self._words(), columns, strict=True):
            centre, free = x + wide / 2, wide - air
            self._ring(sheet, centre, middle, key)
            sheet.text(centre, baseline, word, style.face, style.size, align="centre", room=free)
            x += wide

    def _ring(self, sheet: Sheet, x: float, y: float, key: str) -> None:
        answer = feeling(self.brief, self.week, self.session, key)
        sheet.ring(x, y, self.brief.scale.ring, answer, 0.8)

    @property
    def _style(self) -> Style:
        return self.brief.scale.narrow

    def _words(self) -> list[tuple[str, str, float]]:
        """Return key, word and width of each answer."""
        style, words = self._style, {key: self.brief.texts(f"feeling.{key}") for key in FEELINGS}
        return [(key, word, width(word, style.face, style.size)) for key, word in words.items()]

    def _free(self, measure: float) -> float:
        """Return what question and answers leave of one line."""
        question = width(self.brief.texts("feeling.question"), "name", self._style.size)
        return measure - question - fsum(wide for *_, wide in self._words())

    def _spare(self, measure: float) -> float:
        """Return what is left of one line; less than nothing where it does not hold the rings."""
        rings = len(FEELINGS) * (2 * self.brief.scale.ring + 1.2 + LEAST_GAP)
        return self._free(measure) - rings

    def _beside(self, measure: float) -> bool:
        """Whether the question has room beside rings that stand above their words."""
        return self._free(measure) >= len(FEELINGS) * WORD_GAP + BESIDE

"""What comes next: two lines a row, with a blank for what was done."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.blanks import did_blank
from runstrong_pdf.pages.brief import Brief, dose
from runstrong_pdf.pages.chapter import Chapter, Pages, in_largest_type
from runstrong_pdf.pages.guide import next_words
from runstrong_pdf.pages.row_words import Said, fitting, grip, load_words

AIR = 0.4
"""Millimetres that a row has beside its words at least."""


def what_next_pages(brief: Brief) -> Pages:
    """Return the pages of every row's last dose and what comes next."""
    return in_largest_type(brief, _what_next_chapter)


def _what_next_chapter(brief: Brief) -> Chapter:
    label = brief.texts("next.label")
    lines, items = (brief.texts("safety.stop"),), tuple(_items(brief))
    return Chapter(brief, "X", label, label, label, items, lines, even=True)


def _items(brief: Brief) -> Iterator[Item]:
    texts, scale, week = brief.texts, brief.scale, last_loading_week(brief.plan)
    yield Item(Heading(texts("next.title"), scale.title), holds=True)
    told = (texts("next.how", week=week.number), texts("next.away"), texts("next.file"))
    for text in told:
        yield Item(Paragraph(text, scale.narrow), gap=scale.gap * 0.2)
    for session in week.sessions:
        title = texts("next.last", week=week.number, session=session.key)
        head = Heading(title, scale.section, role="H3", above=1.4)
        yield Item(head, gap=scale.gap * 0.6, holds=True)
        for number, row in enumerate(session.rows, 1):
            block = NextRow(brief, week, session, number, row)
            yield Item(block, within="L", grow=scale.gap * 1.6)


class NextRow(NamedTuple):
    """A row's name and last dose, below them what comes next, and a blank for what was done."""

    brief: Brief
    week: Week
    session: Session
    number: int
    row: Prescription

    def height(self, measure: float) -> float:
        """Return the height of the dose and of what comes next."""
        scale = self.brief.scale
        words = paragraph_height(self._after(), scale.narrow, self._room(measure))
        return self._head(self._room(measure)) + words + AIR

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it below a rule, its words halfway down to the next."""
        scale = self.brief.scale
        style, lead, room = scale.strong, scale.strong.lead / MM, self._room(measure)
        sheet.rule(x, y, x + measure)
        top = y + (high - self.height(measure)) / 2
        told, free = self._told(room), self._free(room)
        name = fitting(self._names, style.face, style.size, free)
        with sheet.tag("LI"), sheet.tag("LBody"):
            baseline = top + lead * 0.8
            with sheet.tag("P"):
                sheet.text(x, baseline, name, style.face, style.size, room=free)
            with sheet.tag("P"):
                right, baseline = x + room, top + self._head(room) - lead * 0.2
                sheet.text(right, baseline, told, scale.narrow.face, style.size, align="right")
            with sheet.tag("P"):
                below = top + self._head(room)
                sheet.paragraph(x, below, room, self._after(), scale.narrow)
            self._blank(sheet, x + measure, y, high)

    @property
    def _names(self) -> Said:
        """Number and name, in full and in short."""
        names = self.brief.plan.exercises[self.row.exercise].names
        return tuple(f"{self.number}  {name}" for name in names)

    def _told(self, room: float) -> str:
        """Return the last dose, in short where it is longer than half a line."""
        face, size = self.brief.scale.narrow.face, self.brief.scale.strong.size
        return fitting(last_words(self.row, self.brief.texts), face, size, room * 0.5)

    def _beside(self, room: float) -> float:
        """Return the width that the dose leaves the name."""
        face, size = self.brief.scale.narrow.face, self.brief.scale.strong.size
        return room - width(self._told(room), face, size) - size * 0.5

    def _free(self, room: float) -> float:
        """Return the width of the name: the whole line where it does not fit beside the dose."""
        face, beside = self.brief.scale.strong.face, self._beside(room)
        fits = width(self._names[-1], face, self.brief.paper.smallest) <= beside
        return beside if fits else room

    def _head(self, room: float) -> float:
        """Return the height of name and dose."""
        lines = 1 if self._free(room) < room else 2
        return lines * self.brief.scale.strong.lead / MM

    def _blank(self, sheet: Sheet, right: float, y: float, high: float) -> None:
        """Print the line for what was done, as high as the row."""
        scale, line = self.brief.scale, y + high - 2.2
        style, left = scale.narrow, right - scale.did
        with sheet.tag("P"):
            words = self.brief.texts("lane.did")
            used = sheet.text(left, line - 0.6, words, style.face, style.size)
        name = next_blank(self.brief, self.week, self.session, self.number, self.row)
        tip = next_tip(self.brief, self.session, self.row)
        sheet.blank(left + used + 1.0, line, right, high - 3.2, name, tip)

    def _after(self) -> str:
        told = after(self.row, self.brief.plan, self.brief.texts)[0]
        return self.brief.texts("next.then", told=told)

    def _room(self, measure: float) -> float:
        return measure - self.brief.scale.did - 4


# -- words -----------------------------------------------------------------------------------------


def last_loading_week(plan: Plan) -> Week:
    """Return the last week that is neither light nor the race's."""
    loading = [week for week in plan.weeks if week.kind.is_loading]
    return (loading or plan.weeks)[-1]


def last_words(row: Prescription, texts: Texts) -> Said:
    """Return the dose with its load, grip and manner, the longest first."""
    slow = texts(f"manner.{row.manner}") if row.manner != "usual" else ""
    parts = dose(row, texts), load_words(row, texts)
    held = grip(row, texts) or ("",)
    return tuple(", ".join(part for part in (*parts, how, slow) if part) for how in held)


def after(row: Prescription, plan: Plan, texts: Texts) -> Said:
    """Return what comes next, such as `4 kg x 10, then 12, then 5 kg`, the longest first."""
    step = plan.steps[row.exercise]
    then, load = next_words(step, texts), load_words(row, texts)
    number, top, low = (_number(n, row, texts) for n in (row.reps, row.top or step.top, step.low))
    now = texts("next.loaded", load=load, number=number) if load else number
    if row.reps >= (row.top or step.top):
        if not then:
            return (texts("next.stay", now=now),)
        lower = (step.next_band, step.next_kg) != (None, None) or not step.harder_name
        longer = texts("next.at_top", next=then, low=low) if lower else then
        return longer, then
    if not then:
        return (texts("next.to_top_only", now=now, top=top),)
    fields = {"now": now, "top": top, "next": then}
    return texts("next.to_top", **fields), texts("next.to_top_short", **fields)


def next_blank(brief: Brief, week: Week, session: Session, number: int, row: Prescription) -> str:
    """Return the name of the blank for what was done, apart from that on the week's sheet."""
    name, _ = did_blank(brief, week, session, number, row)
    return f"next.{name}"


def next_tip(brief: Brief, session: Session, row: Prescription) -> str:
    """Return what a screen reader says of that blank."""
    exercise = brief.plan.exercises[row.exercise].name
    return brief.texts("next.did_tip", session=session.key, exercise=exercise)


def _number(number: int, row: Prescription, texts: Texts) -> str:
    return texts("seconds", number=number) if row.unit.is_time else str(number)

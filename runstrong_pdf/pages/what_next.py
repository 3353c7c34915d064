"""What comes next: two lines a row, with a blank for what was done."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM, Said
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.blanks import did_blank
from runstrong_pdf.pages.brief import Brief, dose, number_in_unit
from runstrong_pdf.pages.chapter import Pages, in_largest_type
from runstrong_pdf.pages.guide import next_words
from runstrong_pdf.pages.row_words import grip, load_words
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

AIR = 0.4
"""Millimetres that a row has beside its words at least."""


def what_next_pages(brief: Brief) -> Pages:
    """Return the pages of every row's last dose and what comes next."""
    return in_largest_type(brief, "X", brief.texts("next.label"), _items, even=True)


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
        return self._words.height(self._room(measure)) + AIR

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it below a rule, its words halfway down to the next."""
        room, words = self._room(measure), self._words
        tall = words.height(room)
        sheet.rule(x, y, x + measure)
        with sheet.tag("LI"), sheet.tag("LBody"):
            words.draw(sheet, x, y + (high - tall - AIR) / 2, room, tall)
            self._blank(sheet, x + measure, y, high)

    @property
    def _words(self) -> SideBySide:
        """Number and name with the dose at the end of their line, and what comes next below."""
        texts, scale, row = self.brief.texts, self.brief.scale, self.row
        name = self.brief.plan.exercises[row.exercise].shown
        named, dosed = scale.strong, scale.strong._replace(face=scale.narrow.face)
        above = named.lead * 0.8 - named.size * CAP_HEIGHT
        title = Heading(
            f"{self.number}  {name}",
            named.size,
            "P",
            last_words(row, texts),
            dosed,
            face=named.face,
            rise=above / MM,
            lead=(named.lead - above) / named.size,
        )
        told = texts("next.then", told=after(row, self.brief.plan, texts)[0])
        return SideBySide(((Item(title), Item(Paragraph(told, scale.narrow))),))

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
    number, top, low = (
        number_in_unit(n, row.unit, texts) for n in (row.reps, row.top or step.top, step.low)
    )
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
    exercise = brief.plan.exercises[row.exercise].shown
    return brief.texts("next.did_tip", session=session.key, exercise=exercise)

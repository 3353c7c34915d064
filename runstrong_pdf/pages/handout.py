"""The handout for a club night: one session in front, stretching and safety behind."""

from collections.abc import Iterator
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading, Paragraph, Rule
from runstrong_pdf.layout.flow import Column, Item, SideBySide, draw_column, height_of, paginate
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import HALF_HANDOUT, TOP, Scale
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.sheets import handout_code
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, day_room, span, weights_text, whole_minutes
from runstrong_pdf.pages.chapter import beside
from runstrong_pdf.pages.circuits import circuit_items, circuits
from runstrong_pdf.pages.furniture import has_band, limits_and_bands, safety_height
from runstrong_pdf.pages.lanes import halved
from runstrong_pdf.pages.row_words import Detail
from runstrong_pdf.pages.strips import PictureStrip, warm_up_cells
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

FACT = 0.67
"""Type of the facts below the title, of the title's."""
NAME = 0.55
"""Of the line for name and club, that for the name."""
NEEDED = (
    *("mat", "chair", "wall", "worktop", "step", "doorway", "towel"),
    *("band", "anchor", "dumbbells"),
)
"""What may have to lie ready, in printed order."""


class Way(NamedTuple):
    """How a session is told.

    Attributes:
        short, cued: whether cues give way where rows say more, and whether there are any.
        slack: how many rows more than half may stand in one column.
        air: millimetres that an exercise has at least beside its words.
        drawn: whether easier versions are drawn.
        limited: whether a line says what to do where it is too easy, sore or too long.
    """

    short: bool
    cued: bool
    slack: int = 1
    air: float = 0.0
    drawn: bool = False
    limited: bool = True


WAYS = (
    Way(short=False, cued=True, air=0.5, drawn=True),
    Way(short=False, cued=True, air=1.6),
    Way(short=True, cued=True, air=0.5),
    Way(short=True, cued=False),
    Way(short=True, cued=False, slack=0),
)
"""The first that fits is printed."""


def chosen(brief: Brief, sheet: str) -> tuple[tuple[Week, Session], ...]:
    """Return the sessions of a code such as `3B`, as it ends the code on its sheets.

    `3` stands for all sessions of a week, `all` for every one, nothing for the first. Raises
    UsageError, naming those there are.
    """
    sessions = {
        f"{week.number}{session.key}": (week, session)
        for week in brief.plan.weeks
        for session in week.sessions
    }
    wanted = handout_code(sheet)
    found = tuple(
        one for code, one in sessions.items() if wanted in {code, str(one[0].number), "all"}
    )
    if not found:
        possible = f"{', '.join(sessions)}; a week such as 3; or all"
        raise UsageError(f"{sheet[:40]!r} is not in this plan; possible: {possible}", field="sheet")
    return found


class HandoutPage(NamedTuple):
    """The front: what to do, in rows that can be read standing up."""

    brief: Brief
    week: Week
    session: Session

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("handout.page_name", code=f"{self.week.number}{self.session.key}")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("week.label", number=self.week.number, session=self.session.key)

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.brief.texts("week.bookmark", label=self.label, title=self.week.title)

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"W{self.week.number}{self.session.key}"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer. Raises OutputError for too long a session."""
        paper, y = self.brief.paper, self._head(sheet) + 1.6
        draw_column(sheet, self._column(paper.bottom - y), paper.left, y, paper.measure)

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _right(self) -> float:
        return self.brief.paper.left + self.brief.paper.measure

    # -- head ----------------------------------------------------------------------------------

    def _head(self, sheet: Sheet) -> float:
        """Print race number, title, for whom, facts, and what comes first; return its end."""
        brief, scale, texts = self.brief, self._scale, self.brief.texts
        x, y = brief.paper.left + scale.bib[0] + 5, TOP
        room = self._right - x
        said = [texts("handout.need", kit=needed(brief, self.session)), texts("handout.first")]
        cap = scale.title * CAP_HEIGHT / MM
        with sheet.tag("H2"):
            sheet.text(x, y + cap, self.week.title, "display", scale.title, room=room)
        who = y + cap + scale.strong.size * 0.55
        facts = who + FACT * scale.title * 0.44
        bottom = facts + FACT * scale.title * 0.07 + safety_height(said, room, scale.safety)
        week = texts("handout.week", number=self.week.number)
        bib = Bib(
            scale.bib[0],
            bottom - y,
            texts("handout.bib"),
            self.session.key,
            week,
            figure_size=scale.bib_figure,
            bottom_size=max(9.5, scale.strong.size * 0.95),
        )
        with sheet.tag("P"):
            bib.draw(sheet, brief.look, brief.paper.left, y)
        self._occasion(sheet, x, who, room)
        self._facts(sheet, x, facts)
        y = facts + FACT * scale.title * 0.07
        for line in said:
            with sheet.tag("P"):
                y += sheet.paragraph(x, y, room, line, scale.safety)
        return bottom

    def _occasion(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print for whom and when; lines to write on where that is not known."""
        brief, scale = self.brief, self._scale
        date = day_room(brief, self.session, scale.strong.size) + 0.5
        free = room - date - 4
        if not brief.named:
            wide = (free - 4) * NAME
            self._blank(sheet, "cover.name", x, y, wide)
            x, free = x + wide + 4, free - wide - 4
        if brief.named or brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("who", x, y, "name", scale.strong.size, free)
        else:
            self._blank(sheet, "cover.club", x, y, free)
        if brief.dated:
            key = f"day.{self.week.number}.{self.session.key}"
            with sheet.tag("P"):
                sheet.slot(key, self._right, y, "name", scale.strong.size, date, align="right")
        else:
            self._blank(sheet, "handout.date", self._right - date, y, date)

    def _blank(self, sheet: Sheet, key: str, x: float, y: float, wide: float) -> None:
        label, size = self.brief.texts(key), self._scale.strong.size
        labelled_blank(sheet, label, f"{key}.{self.code}", x, y, x + wide, size, drop=0.5)

    def _facts(self, sheet: Sheet, x: float, y: float) -> None:
        """Print rounds and minutes."""
        scale, texts = self._scale, self.brief.texts
        rounds = sorted({row.rounds for row in self.session.rows})
        facts = (
            (span([str(rounds[0]), str(rounds[-1])], texts), texts("handout.rounds")),
            (str(self.session.minutes), texts("handout.minutes")),
        )
        size = FACT * scale.title
        used = fsum(
            width(figure, "display", size) + width(words, "name", scale.strong.size) + 1.2
            for figure, words in facts
        )
        gap = min(6.0, (self._right - x - used) / 2)
        for figure, words in facts:
            with sheet.tag("P"):
                x += sheet.text(x, y, figure, "display", size) + 1.2
                x += sheet.text(x, y, words, "name", scale.strong.size) + gap

    # -- below it ------------------------------------------------------------------------------

    def _column(self, room: float) -> Column:
        """Place all of it, with as many words as fit: the easier versions go first, then cues."""
        measure, rows = self.brief.paper.measure, len(self.session.rows)
        for brief, way in self._ways():
            items = tuple(self._items(brief, way))
            if height_of(items, measure) + rows * way.air <= room:
                return paginate(items, measure, room, room)[0]
        raise OutputError(
            f"{self.name}: {rows} exercises are too many for this page",
            "print it once on a sheet, or choose the edition week-sheets",
        )

    def _ways(self) -> Iterator[tuple[Brief, Way]]:
        """Yield how it may be told, in the type asked for; on half a sheet in smaller type too.

        There drawn easier versions go before the line that says what to do where it is too easy.
        """
        if self._scale != HALF_HANDOUT:
            yield from ((self.brief, way) for way in WAYS)
            return
        tight = replace(self.brief, scale=self._scale.tight())
        for brief, ways in ((self.brief, WAYS), (tight, tuple(way for way in WAYS if way.short))):
            for way in ways:
                yield brief, way
                if not way.drawn or brief.plan.request.avoid:  # nothing is drawn then
                    yield brief, way._replace(limited=False)

    def _items(self, brief: Brief, way: Way) -> Iterator[Item]:
        """Yield the warm-up, the blocks in two columns, and what comes then."""
        plan, texts, scale = brief.plan, brief.texts, brief.scale
        minutes = whole_minutes(plan.warm_up_seconds)
        yield self._bar(brief, texts("handout.warm_up", minutes=minutes), "H3")
        strip = PictureStrip(brief, warm_up_cells(plan, texts), scale.narrow, scale.box)
        yield Item(strip, grow=scale.box * 1.3)
        halves = halved(circuits(self.session), way.slack)
        uncued = frozenset[Slug]() if way.cued else frozenset(plan.exercises)
        detail = Detail(way.short, uncued, handout=True, drawn=way.drawn)
        stacks = [
            tuple(
                circuit_items(
                    brief,
                    self.week,
                    self.session,
                    half,
                    grow=scale.taller,
                    role="H3",
                    detail=detail,
                )
            )
            for half in halves
            if half
        ]
        yield replace(beside(stacks), gap=scale.gap * 0.4)
        minutes = whole_minutes(plan.stretch_seconds)
        yield self._bar(brief, texts("handout.then", minutes=minutes), "P")
        yield from self._foot(brief, way)

    def _bar(self, brief: Brief, words: str, role: str) -> Item:
        """Return words below a heavy rule."""
        style = brief.scale.strong
        return Item(Heading(words, style.size, role, above=1.4, face=style.face), gap=0.8)

    # -- foot ----------------------------------------------------------------------------------

    def _foot(self, brief: Brief, way: Way) -> Iterator[Item]:
        """Yield how to do each exercise, then when to stop, side by side."""
        eased = not (way.short or brief.plan.request.avoid)  # rows name their easier versions
        texts, rows, style = brief.texts, self.session.rows, brief.scale.safety
        how = [texts("handout.how", tempo=texts("week.tempo"))]
        keep = span([str(number) for number in self.session.reserve], texts)
        how.append(texts("week.in_reserve", reserve=keep))
        if any(row.otherwise for row in rows):
            how.append(texts("handout.missed"))
        else:
            how.append(texts("handout.too_hard") if eased else texts(f"week.too_hard{brief.knee}"))
        stop = [f"{texts('handout.stop')} {texts('safety.call')}"]
        if has_band(brief, [row.exercise for row in rows]):
            stop.append(texts("safety.band"))
        for index, lines in enumerate((how, stop)):
            yield Item(Rule((1.4, 0.35)[index]), gap=0.8 * index)
            items = (Item(Paragraph(line, style)) for line in lines)
            yield Item(SideBySide(tuple((item,) for item in items)), gap=0.6)
        if brief.plan.warnings:
            yield Item(Paragraph(" ".join(brief.plan.warnings), style), gap=0.6)
        if way.limited:
            slugs = [row.exercise for row in rows]
            yield Item(Paragraph(limits_and_bands(brief, slugs), style), gap=0.6)


def needed(brief: Brief, session: Session) -> str:
    """Return in words what has to lie ready for a session, its warm-up and its stretches."""
    rows, texts, plan = session.rows, brief.texts, brief.plan
    used = [plan.exercises[row.exercise] for row in rows]
    things = {str(thing) for exercise in used for thing in (*exercise.kit, *exercise.household)}
    shown = (*(row.exercise for row in rows), *plan.warm_ups, *plan.stretches)
    pictures = map(brief.pictures.drawings.__getitem__, shown)
    if any(isinstance(picture, Drawing) and "mat" in picture.roles for picture in pictures):
        things.add("mat")
    if "chair" in things:
        things.discard("wall")  # it stands against one
    bands = [colour for colour in plan.bands if any(colour in row.band for row in rows)]
    kg = sorted({one for row in rows for one in row.kg})
    loads = {
        "bands": ", ".join(texts(f"band.{colour}") for colour in bands),
        "weights": weights_text(kg, texts),
    }
    return ", ".join(texts(f"need.{thing}", **loads) for thing in NEEDED if thing in things)

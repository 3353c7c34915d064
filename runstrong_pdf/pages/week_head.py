"""The heads of a week's sheet, of a session's own page or column, and the days of a week.

A sheet's head has number, title, aim and the rules; the days, what is trained and run on each.
"""

from collections.abc import Iterator
from datetime import timedelta
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge, hatch
from runstrong_pdf.layout.text import MM, fitted, parted, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.plan import Plan, Session, Week
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, dates_room, day_room, reserve
from runstrong_pdf.pages.circuits import Circuit, circuits, halved
from runstrong_pdf.pages.furniture import band_order, print_day
from runstrong_pdf.pages.kit import household
from runstrong_pdf.pages.row_words import filling_in, missed, session_facts, with_run
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

RULES, ABOVE_RULE = 74.0, 4.0
"""Width of the rules beside the rest on a whole sheet, and of the air around their edge."""
SMALLER = 0.6
"""Type of a title that takes more than one line, of the usual one."""


class WeekHead(NamedTuple):
    """Bib, title, phase, aim; a session's day and facts; beside or below them the rules."""

    brief: Brief
    week: Week
    session: Session | None = None

    def height(self, measure: float) -> float:
        """Return the height of the bib, or of the words beside it, and of the rules."""
        scale, room = self._scale, self._room(measure)
        high, rules = max(scale.bib[1], self._words_high(room)), self._rules_high(measure)
        return max(high, rules) if scale.wide else high + scale.gap * 0.3 + rules

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        scale, left, room = self._scale, x + self._left, self._room(measure)
        with sheet.tag("H2"):
            self._bib.draw(sheet, x, y, *scale.bib)
            lines, size = self._title(room)
            for index, line in enumerate(lines):
                baseline = y + size * (CAP_HEIGHT + 0.98 * index) / MM + 0.5
                sheet.text(left, baseline, line, "display", size, room=room)
        below, lead = y + self._title_high(room), scale.body.lead / MM
        self._phase(sheet, left, below, room)
        if self.session:
            self._day(sheet, self.session, left, below + lead, room)
        with sheet.tag("P"):
            below += self._lines(room) * lead
            below += sheet.paragraph(left, below, room, self.week.goal, scale.narrow, even=True)
        if scale.wide and not self._beside_phase(room):
            needed = paragraph_height(self._household, scale.narrow, room)
            if below + needed <= y + high:
                with sheet.tag("P"):
                    sheet.paragraph(left, below, room, self._household, scale.narrow)
        if scale.wide:
            edge = x + measure - RULES - ABOVE_RULE
            sheet.upright(edge, y, y + high)
            self._draw_rules(sheet, x + measure - RULES, y, RULES)
        else:
            self._draw_rules(sheet, x, y + high - self._rules_high(measure), measure)

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _left(self) -> float:
        return self._scale.bib[0] + self._scale.gap

    def _room(self, measure: float) -> float:
        """Return the width of title and aim."""
        return measure - self._left - (RULES + 2 * ABOVE_RULE) * self._scale.wide

    # -- number, title, phase ------------------------------------------------------------------

    @property
    def _bib(self) -> Bib:
        brief, scale = self.brief, self._scale
        key = self.session.key if self.session else ""
        return Bib(
            brief.look,
            scale.bib[1],
            brief.texts("week.bib"),
            f"{self.week.number}{key}",
            "first-name" if brief.named else "",
            bottom_is_slot=True,
            figure_size=scale.bib_figure,
            bottom_size=scale.strong.size,
            strip=scale.strong.size * 0.42,
            top_size=max(9.0, brief.paper.smallest),
            role="",
        )

    def _title(self, room: float) -> tuple[list[str], float]:
        """Return the title on one line, or smaller on more."""
        size, floor = self._scale.week, self._scale.week * SMALLER
        if smaller := fitted(self.week.title, "display", size, room, floor):
            return [self.week.title], smaller
        return parted(self.week.title, "display", floor, room), floor

    def _title_high(self, room: float) -> float:
        lines, size = self._title(room)
        return max(self._scale.week, len(lines) * size) * 0.98 / MM

    def _lines(self, room: float) -> int:
        """Return how many lines stand between title and aim: the phase, the day and its facts."""
        day = 1 + (not self._on_one_line(self.session, room)) if self.session else 0
        return 1 + day

    def _words_high(self, room: float) -> float:
        """Return the height of the words beside the bib."""
        aim = paragraph_height(self.week.goal, self._scale.narrow, room)
        return self._title_high(room) + self._lines(room) * self._scale.body.lead / MM + aim

    def _beside_phase(self, room: float) -> bool:
        """Whether what else is needed has room beside the phase and the dates."""
        return self._phase_wide + self._household_wide + self._dates_room <= room

    def _phase(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print the phase with its pattern, what else is needed, and the dates where they fit."""
        brief, style, narrow = self.brief, self._scale.strong, self._scale.narrow
        cap = style.size * CAP_HEIGHT / MM
        baseline, at = self._baseline(y), x + self._phase_wide
        wide, tall = cap * 1.9, cap * 1.25
        top = baseline - cap / 2 - tall / 2
        hatch(sheet, PHASE_PATTERNS[self.week.phase], x, top, wide, tall)
        sheet.rect(x, top, wide, tall, 0.6, outline=0.8)
        with sheet.tag("P"):
            sheet.text(x + wide + cap * 0.6, baseline, self._phase_words, style.face, style.size)
            if self._beside_phase(room):
                sheet.text(at, baseline, self._household, narrow.face, narrow.size)
                at += self._household_wide
            if brief.dated and x + room - at >= self._dates_room:
                key = f"dates.{self.week.number}"  # else the days say theirs
                sheet.slot(key, at, baseline, narrow.face, narrow.size, x + room - at)

    @property
    def _phase_words(self) -> str:
        words = self.brief.texts(f"phase.{self.week.phase}")
        if self.week.kind == "light":  # beside its dates the short form has to do
            words += self.brief.texts("week.light_short" if self.brief.dated else "week.light")
        return words

    @property
    def _phase_wide(self) -> float:
        """The width of the phase with its pattern and the air behind it."""
        style = self._scale.strong
        return style.size * CAP_HEIGHT / MM * 3.5 + width(self._phase_words, style.face, style.size)

    @property
    def _household(self) -> str:
        sessions = (self.session,) if self.session else self.week.sessions
        words = household(self.brief, sessions)
        return f"+ {words}" if words else ""

    @property
    def _household_wide(self) -> float:
        """The width of what else is needed, with the air before the dates."""
        style = self._scale.narrow
        return width(self._household, style.face, style.size) + self._scale.gap * self.brief.dated

    @property
    def _dates_room(self) -> float:
        brief = self.brief
        return dates_room(brief.texts, self._scale.narrow.floor) if brief.dated else 0.0

    def _baseline(self, y: float) -> float:
        style = self._scale.strong
        return y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM

    # -- the day of a session ------------------------------------------------------------------

    def _day(self, sheet: Sheet, session: Session, x: float, y: float, room: float) -> None:
        """Print the day, and what the session holds beside or below it."""
        brief, style, narrow = self.brief, self._scale.strong, self._scale.narrow
        baseline, facts = self._baseline(y), session_facts(brief, self.week, session)
        with sheet.tag("P"):
            print_day(sheet, brief, self.week, session, x, baseline, style.size, room)
        with sheet.tag("P"):
            if self._on_one_line(session, room):
                right = x + room
                sheet.text(right, baseline, facts, narrow.face, narrow.size, align="right")
            else:
                below = baseline + self._scale.body.lead / MM
                sheet.text(x, below, facts, narrow.face, narrow.size, room=room)

    def _on_one_line(self, session: Session, room: float) -> bool:
        """Whether the day has room beside what the session holds."""
        facts, narrow = session_facts(self.brief, self.week, session), self._scale.narrow
        day = day_room(self.brief, session, self._scale.strong.size)
        return day + 3 + width(facts, narrow.face, narrow.size) <= room

    # -- rules ---------------------------------------------------------------------------------

    def _rules(self) -> Iterator[str]:
        """Yield when to stop and when to do fewer, how fast, what else holds this week."""
        brief, texts, week = self.brief, self.brief.texts, self.week
        yield texts("week.in_reserve", reserve=reserve(week, texts))
        if rule := missed(week, brief.plan, texts):
            yield rule
        yield texts("week.tempo")
        if self.session and (run := with_run(self.session, texts)):
            yield f"**{run[:1].upper()}{run[1:]}.**"
        if filled := filling_in(brief, week):
            yield filled
        # a sheet with two sessions has no line for it beside the band check, which a page has
        if self._scale.wide and (bands := band_order(brief, week.sessions)):
            yield bands

    def _paragraphs(self) -> list[str]:
        """Return the rules: a paragraph each where they have a column of their own."""
        return list(self._rules()) if self._scale.wide else [" ".join(self._rules())]

    def _rules_high(self, measure: float) -> float:
        room = RULES if self._scale.wide else measure
        texts = self._paragraphs()
        return fsum(paragraph_height(text, self._scale.narrow, room) for text in texts)

    def _draw_rules(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        for text in self._paragraphs():
            with sheet.tag("P"):
                y += sheet.paragraph(x, y, room, text, self._scale.narrow)


# -- the head of a column of a whole sheet --------------------------------------------------------

BADGE, BESIDE_BADGE = 6.8, 8.8


class Lane(NamedTuple):
    """What of a session stands in one column.

    Attributes:
        begins, ends: whether its head stands here, and whether the end of the session does.
        leasts: the least heights of what stands here, as far as it stands level with others.
    """

    session: Session
    parts: tuple[Circuit, ...]
    begins: bool = True
    ends: bool = True
    leasts: tuple[float, ...] = ()

    @property
    def many(self) -> int:
        """How many rows stand here."""
        return sum(len(part.rows) for part in self.parts)


def lanes_of(sessions: tuple[Session, ...]) -> list[Lane]:
    """Return a column a session, or two for a session that has the sheet for itself."""
    if len(sessions) > 1:
        return [Lane(session, circuits(session)) for session in sessions]
    left, right = halved(circuits(sessions[0]))
    return [Lane(sessions[0], left, ends=False), Lane(sessions[0], right, begins=False)]


class LaneHead(NamedTuple):
    """Letter and day of a session, and how long it takes; or where it goes on."""

    brief: Brief
    week: Week
    lane: Lane

    def height(self, measure: float) -> float:
        """Return the height of the badge, or of the words beside it."""
        room, style = measure - BESIDE_BADGE, self.brief.scale.narrow
        below = fsum(paragraph_height(fact, style, room) for fact in self._facts(room)[1])
        return max([BADGE + 0.8 + below, *self.lane.leasts[:1]])

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        brief, session, left = self.brief, self.lane.session, x + BESIDE_BADGE
        if not self.lane.begins:
            first = self.lane.parts[0].rows[0][0]
            going_on = brief.texts("lane.continued", session=session.key, number=first)
            with sheet.tag("H3"):
                sheet.text(x, y + high - 1.3, going_on, "name", 13, room=measure)
            return
        room, baseline = measure - BESIDE_BADGE, centred(y + BADGE / 2, 13)
        style = brief.scale.narrow
        beside, below = self._facts(room)
        with sheet.tag("H3"):
            badge(sheet, brief.look, session.key, x, y, BADGE, 14)
            print_day(sheet, brief, self.week, session, left, baseline, 13, room)
        if beside:
            with sheet.tag("P"):
                sheet.text(x + measure, baseline, beside, style.face, style.size, align="right")
        y += BADGE
        for fact in below:
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, room, fact, style)

    def _facts(self, room: float) -> tuple[str, list[str]]:
        """Return how long it takes, where that has room beside the day, and what stands below."""
        brief, session, style = self.brief, self.lane.session, self.brief.scale.narrow
        facts = session_facts(brief, self.week, session)
        below = list(filter(None, [with_run(session, brief.texts)]))
        if width(facts, style.face, style.size) <= room - day_room(brief, session, 13) - 2:
            return facts, below
        return "", [facts, *below]


# -- the days of the week --------------------------------------------------------------------------

BETWEEN_DAYS = 1.6, 0.2
"""Between the words of two neighbouring days, with a line in the middle: at least, and by a point
of type, so that no line stands nearer than a space is wide."""
EASY_ROUND_A_RACE = 2
"""Days before and after a race on which a usual running week has no hard or long run."""


class Days(NamedTuple):
    """The seven days of a week, Monday first; strength days carry the session's badge."""

    brief: Brief
    week: Week

    def height(self, measure: float) -> float:
        """Return the height of its rows, each as high as its fullest day."""
        return fsum(self._rows(measure)[1])

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print seven cells with hairlines between them."""
        many, heights = self._rows(measure)
        wide = measure / many
        with sheet.tag("L"):
            for index, (key, words) in enumerate(self._told):
                row, column = divmod(index, many)
                left, top, tall = x + column * wide, y + fsum(heights[:row]), heights[row]
                if column:
                    sheet.upright(left - self._between / 2, top + 0.6, top + tall - 0.4)
                with sheet.tag("LI"), sheet.tag("LBody"):
                    self._day(sheet, index, key, left, top)
                    with sheet.tag("P"):
                        room, style = wide - self._between, self.brief.scale.narrow
                        sheet.paragraph(left, top + self._badge, room, words, style)

    def _rows(self, measure: float) -> tuple[int, list[float]]:
        """Return how many days stand in a row, fewer where a word asks for it; heights of rows."""
        style, told = self.brief.scale.narrow, [words for _, words in self._told]
        widest = max(width(word, style.face, style.floor) for text in told for word in text.split())
        many = 7 if widest <= measure / 7 - self._between else 4
        high = [paragraph_height(text, style, measure / many - self._between) for text in told]
        return many, [self._badge + max(high[at : at + many]) for at in range(0, 7, many)]

    @property
    def _between(self) -> float:
        least, by_point = BETWEEN_DAYS
        return max(least, by_point * self.brief.scale.narrow.size)

    @property
    def _told(self) -> list[tuple[str, str]]:
        return [day_words(self.brief, self.week, index) for index in range(7)]

    @property
    def _badge(self) -> float:
        """The height of the line with the day's name and the badge."""
        return self.brief.scale.strong.size * 0.52

    def _day(self, sheet: Sheet, index: int, key: str, x: float, y: float) -> None:
        """Print the day, and the badge of its session."""
        style, wide = self.brief.scale.strong, self._badge - 0.6
        baseline = centred(y + self._badge / 2, style.size)
        with sheet.tag("P"):
            day = self.brief.texts(f"short_day.{index + 1}")
            used = sheet.text(x, baseline, day, style.face, style.size)
            if key:
                badge(sheet, self.brief.look, key, x + used + 1.2, y + 0.3, wide, style.size)


def day_words(brief: Brief, week: Week, index: int) -> tuple[str, str]:
    """Return a day's session, "" where it has none, and what else is done; 0 is Monday."""
    key = next((session.key for session in week.sessions if session.day == index), "")
    return key, brief.texts(f"run.{_what(brief.plan, week, index, strength=bool(key))}")


def _what(plan: Plan, week: Week, index: int, *, strength: bool) -> str:
    """Return the key of a day's words: strength, strength with a run, or the run alone."""
    if not strength:
        return _run(plan, week, index)
    run = plan.runs[index]
    return f"with-{run}" if run in {"easy", "hard", "long"} else "strength"


def _run(plan: Plan, week: Week, index: int) -> str:
    """Return what is run on a day without strength work."""
    start, race = plan.request.start, plan.request.race
    day = plan.days[index]
    if start and race:
        after = (start + timedelta(weeks=week.number - 1, days=index) - race).days
        if after == 0:
            return "race"
        if abs(after) <= EASY_ROUND_A_RACE and day in {"hard-run", "long-run"}:
            return "easy-run-or-rest" if not plan.request.runs else day
    if len(day) > 1:
        return day
    run = plan.runs[index]  # a strength day of other weeks
    return "rest" if run in {None, "off"} else f"{run}-run"

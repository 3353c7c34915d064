"""The cover: one big bib, the wall chart, kit, how it works, when to stop."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from runstrong_pdf.layout.colour import WHITE
from runstrong_pdf.layout.pattern import hatch, swatch
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge, chequered_line, reserve_rings
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import A4, BOXED_TEXT, COVER_TEXT, GOAL, MEASURE, TOP
from runstrong_pdf.model.plan import Prescription, Week
from runstrong_pdf.model.words import Kit, Phase
from runstrong_pdf.pages.brief import Brief, reserve, span

PHASE_COLUMN, WEEK_COLUMN, DATES_COLUMN, RESERVE_COLUMN = 46.0, 15.0, 31.0, 26.0
CHART_HEAD = 8.6
ADVISED = ("wrist", "osteoporosis", "older-adult", "youth")
"""Cautions that change how a session is done, not only what is in it."""
THIRD = (MEASURE - 12) / 3
PHASE_KIT: Mapping[Phase, frozenset[Kit]] = MappingProxyType(
    {
        Phase.BODYWEIGHT: frozenset(),
        Phase.BANDS: frozenset({Kit.BAND}),
        Phase.DUMBBELLS: frozenset({Kit.DUMBBELLS}),
    }
)
RUNNER = "march-and-swing"
"""The drawing on a cover without a logo."""


@dataclass(frozen=True)
class CoverPage:
    """The first sheet."""

    brief: Brief
    code: str = "0"

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("cover.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("cover.label")

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        shorter = min(0.0, self.brief.paper.height - A4.height)
        high = 70 + shorter * 0.5
        self._bib(sheet, TOP, high, 17 + shorter * 0.12)
        y = TOP + high + 12.5
        notes = " ".join((*self.brief.plan.notes, *self._advice()))
        told = paragraph_height(notes, COVER_TEXT, MEASURE) + 2.5 if notes else 0.0
        referred = self._referral(sheet, y - 9.5) if self.brief.plan.refer_first else 0.0
        y = self._chart(sheet, y + referred, 82 + shorter * 0.3 - told - referred)
        if notes:
            with sheet.tag("P"):
                sheet.paragraph(self.brief.paper.left, y + 2.0, MEASURE, notes, COVER_TEXT)
        self._foot(sheet, y + told + 12.0)

    def _advice(self) -> Iterator[str]:
        """Yield what a caution asks beyond swapped exercises (FACTS 5.3)."""
        for caution in ADVISED:
            if caution in self.brief.plan.request.avoid:
                yield self.brief.texts(f"advice.{caution}")

    def _referral(self, sheet: Sheet, y: float) -> float:
        """Print the advice to ask first (R34); return the height it takes."""
        text = self.brief.texts("cover.refer")
        high = paragraph_height(text, GOAL, MEASURE - 8) + 4.0
        sheet.rect(self.brief.paper.left, y, MEASURE, high, 2, outline=1.6)
        with sheet.tag("P"):
            sheet.paragraph(self.brief.paper.left + 4, y + 2.0, MEASURE - 8, text, GOAL)
        return high + 2.0

    # -- bib -----------------------------------------------------------------------------------

    def _bib(self, sheet: Sheet, y: float, high: float, strip: float) -> None:
        brief, x = self.brief, self.brief.paper.left
        middle = x + MEASURE / 2
        self._card(sheet, x, y, high, strip)
        with sheet.tag("H1"):
            sheet.text(
                middle,
                centred(y + strip / 2, 30),
                brief.plan.title,
                "display",
                30,
                align="centre",
                colour=brief.look.on_accent,
                room=150,
                floor=16,
            )
        body = Area(x, y + strip, MEASURE, high - strip)
        self._weeks(sheet, middle, body)
        self._who(sheet, middle, body)
        self._facts(sheet, x + MEASURE - 50, body)

    def _card(self, sheet: Sheet, x: float, y: float, high: float, strip: float) -> None:
        look = self.brief.look
        with sheet.clip(x, y, MEASURE, high, 4.5):
            sheet.rect(x, y, MEASURE, strip, inside=look.accent)
        if look.keyline:
            sheet.line([(x, y + strip), (x + MEASURE, y + strip)], 1.2)
        sheet.rect(x, y, MEASURE, high, 4.5, outline=1.6)
        for hx in (x + 6, x + MEASURE - 6):
            for hy in (y + strip / 2, y + high - 6):
                sheet.circle(hx, hy, 1.5, inside=WHITE, outline=0.8)

    def _weeks(self, sheet: Sheet, middle: float, body: Area) -> None:
        number, unit = str(len(self.brief.plan.weeks)), self.brief.texts("cover.weeks")
        size = 112 * body.h / 53
        wide = width(number, "display", size) + 2 + width(unit, "display", 34)
        baseline = body.y + body.h * 0.62
        with sheet.tag("P"):
            x = min(middle - wide / 2, middle + 29 - wide)  # two figures keep clear of the dates
            x += sheet.text(x, baseline, number, "display", size) + 2
            sheet.text(x, baseline, unit, "display", 34)

    def _who(self, sheet: Sheet, middle: float, body: Area) -> None:
        """Print the runner, then name and club, or lines to write them on."""
        brief = self.brief
        low = body.y + body.h * 0.87
        picture = Area(brief.paper.left + 12, body.y + 3.5, 33, body.h * 0.87 - 11)
        brief.pictures.draw(sheet, RUNNER, picture, which=("end",))
        if brief.named:
            with sheet.tag("P"):
                y = low - 2.5 if brief.clubbed else low
                sheet.slot("name", middle, y, "name", 23, 100, align="centre")
        else:
            y = low - 3.0 if brief.clubbed else low
            self._blank(sheet, brief.texts("cover.name"), middle - 34, y, 68)
        if brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("club", middle, low + 3.8, "name", 12, 140, align="centre")
        else:
            self._blank(sheet, brief.texts("cover.club"), brief.paper.left + 11.5, low, 34)

    def _blank(self, sheet: Sheet, label: str, x: float, y: float, w: float) -> None:
        with sheet.tag("P"):
            used = sheet.text(x, y, label, "condensed", 11)
        sheet.rule(x + used + 1.5, y + 0.6, x + w, 0.5)

    def _facts(self, sheet: Sheet, x: float, body: Area) -> None:
        brief, texts = self.brief, self.brief.texts
        minutes = [s.minutes for week in brief.plan.weeks for s in week.sessions]
        facts = [
            (str(self._columns()), texts("cover.sessions")),
            (span([str(min(minutes)), str(max(minutes))], texts), texts("cover.minutes")),
        ]
        step, y = 7.2, body.y + body.h * 0.23
        for index, (figure, words) in enumerate(facts):
            with sheet.tag("P"):
                sheet.text(x + 15, y + index * step, figure, "display", 14, align="right")
                sheet.text(x + 17.5, y + index * step, words, "condensed", 11)
        for index, key in enumerate(("start", "finish"), 2):
            self._date(sheet, key, x, y + index * step)

    def _date(self, sheet: Sheet, key: str, x: float, y: float) -> None:
        with sheet.tag("P"):
            if self.brief.dated:
                sheet.slot(key, x + 15, y, "display", 14, 22, align="right")
            sheet.text(x + 17.5, y, self.brief.texts(f"cover.{key}"), "condensed", 11)
        if not self.brief.dated:
            sheet.rule(x - 3, y + 0.6, x + 15, 0.5)

    # -- wall chart ----------------------------------------------------------------------------

    def _chart(self, sheet: Sheet, y: float, rows_height: float) -> float:
        brief, left = self.brief, self.brief.paper.left
        weeks = brief.plan.weeks
        ticks = sum(len(week.sessions) for week in weeks)
        with sheet.tag("H2"):
            title = brief.texts("cover.glance", weeks=brief.texts(f"number.{len(weeks)}"))
            used = sheet.text(left, y, title, "display", 19)
        with sheet.tag("P"):
            text = brief.texts("cover.ticks", ticks=ticks)
            sheet.text(left + used + 3, y, text, "body", 10)
        sheet.bookmark(title, "chart", y - 8, 1)
        y += 3.6
        high = rows_height / len(weeks)
        with sheet.tag("Table"):
            self._chart_head(sheet, y)
            y += CHART_HEAD
            sheet.rule(left, y, left + MEASURE, 1.4)
            for _, group in groupby(weeks, key=lambda week: week.phase):
                y = self._phase(sheet, tuple(group), y, high)
        sheet.rule(left, y, left + MEASURE, 1.4)
        if not brief.look.ink_saver:
            chequered_line(sheet, left, y + 0.4, MEASURE)
        return y + 4.0  # in both inks, so that the pages match

    def _columns(self) -> int:
        """Return how many sessions the fullest week has."""
        return max(len(week.sessions) for week in self.brief.plan.weeks)

    def _session_left(self, index: int) -> float:
        """Return the left edge of a session's column."""
        first = self.brief.paper.left + PHASE_COLUMN + WEEK_COLUMN + DATES_COLUMN
        room = MEASURE - PHASE_COLUMN - WEEK_COLUMN - DATES_COLUMN - RESERVE_COLUMN
        return first + index * room / self._columns()

    def _column_key(self, index: int) -> str:
        """Return a column's letter, nothing where the sessions take turns."""
        weeks = (w.sessions for w in self.brief.plan.weeks if len(w.sessions) > index)
        keys = {sessions[index].key for sessions in weeks}
        return keys.pop() if len(keys) == 1 else ""

    def _chart_head(self, sheet: Sheet, y: float) -> None:
        brief, left = self.brief, self.brief.paper.left
        baseline = y + 6.0
        with sheet.tag("TR"):
            for key, x in (("phase", left), ("week", left + PHASE_COLUMN)):
                with sheet.tag("TH", scope="Column"):
                    sheet.text(x, baseline, brief.texts(f"cover.column_{key}"), "condensed", 10.5)
            with sheet.tag("TH", scope="Column"):
                x = left + PHASE_COLUMN + WEEK_COLUMN
                what = brief.texts("cover.column_dates" if brief.dated else "cover.column_aim")
                sheet.text(x, baseline, what, "condensed", 10.5)
            for index in range(self._columns()):
                with sheet.tag("TH", scope="Column"):
                    self._session_head(sheet, index, y)
            with sheet.tag("TH", scope="Column"):
                x = left + MEASURE - RESERVE_COLUMN
                sheet.text(x, baseline, brief.texts("cover.column_reserve"), "condensed", 10.5)

    def _session_head(self, sheet: Sheet, index: int, y: float) -> None:
        """Print a session's badge and day, or only the day where two take turns."""
        brief, x, key = self.brief, self._session_left(index), self._column_key(index)
        fullest = max(brief.plan.weeks, key=lambda week: len(week.sessions))
        day = brief.weekday(fullest.sessions[index])
        if self._columns() > 2:
            day = brief.texts(f"short_day.{fullest.sessions[index].day + 1}")
        if key:
            badge(sheet, brief.look, key, x, y + 1.0, 6.6, 13)
        sheet.text(x + (8.4 if key else 0), y + 6.0, day, "name", 11)

    def _phase(self, sheet: Sheet, weeks: tuple[Week, ...], y: float, high: float) -> float:
        brief, left = self.brief, self.brief.paper.left
        phase, tall = weeks[0].phase, len(weeks) * high
        hatch(sheet, brief.texts(f"phase_pattern.{phase}"), left, y, 5.5, tall)
        for edge in (left, left + 5.5):
            sheet.line([(edge, y), (edge, y + tall)], 0.8)
        for index, week in enumerate(weeks):
            with sheet.tag("TR"):
                if index == 0:
                    self._phase_cell(sheet, week, Area(left + 8, y, 36, tall), len(weeks))
                self._week(sheet, week, y + index * high, high)
            line_from = left + PHASE_COLUMN if index < len(weeks) - 1 else left
            last = week.number == len(brief.plan.weeks)
            if not last:
                weight = 0.35 if index < len(weeks) - 1 else 1.0
                sheet.rule(line_from, y + (index + 1) * high, left + MEASURE, weight)
        return y + tall

    def _phase_cell(self, sheet: Sheet, week: Week, area: Area, rows: int) -> None:
        brief = self.brief
        with sheet.tag("TH", scope="Row", rows=rows):
            sheet.text(area.x, area.y + 5.6, brief.texts(f"phase.{week.phase}"), "display", 14)
            if area.h > 16:
                row = _shown_row(week, brief)
                picture = Area(area.x, area.y + 6.8, area.w, area.h - 7.8)
                band = row.band[-1] if row.band else ""
                brief.pictures.draw(sheet, row.exercise, picture, which=("end",), band=band)

    def _week(self, sheet: Sheet, week: Week, y: float, high: float) -> None:
        brief, left, middle = self.brief, self.brief.paper.left, y + high / 2
        with sheet.tag("TH", scope="Row"):
            size = min(24.0, high * 2)
            x = left + PHASE_COLUMN
            sheet.text(x, centred(middle, size), str(week.number), "display", size)
        with sheet.tag("TD"):
            self._aim(sheet, week, left + PHASE_COLUMN + WEEK_COLUMN, middle, high)
        box = min(8.0 if self._columns() < 3 else 6.0, high - 1.6)
        for index in range(self._columns()):
            if index < len(week.sessions):
                with sheet.tag("TD"):
                    self._tick(sheet, week, index, middle, box)
            else:
                sheet.empty_cell()
        with sheet.tag("TD"):
            x = left + MEASURE - RESERVE_COLUMN
            text = reserve(week, brief.texts)
            sheet.text(x, centred(middle, 10.5), text, "name", 10.5)
            reserve_rings(sheet, x + 8, middle, week.reserve)

    def _tick(self, sheet: Sheet, week: Week, index: int, middle: float, box: float) -> None:
        """Print a session's box and minutes, with its letter where the sessions take turns."""
        texts, session, x = self.brief.texts, week.sessions[index], self._session_left(index)
        tip = texts("cover.box_tip", week=week.number, session=session.key)
        field = f"cover.{week.number}.{session.key}"
        sheet.tick_box(x, middle - box / 2, box, field, tip, 1.1)
        minutes = texts("minutes_short", number=session.minutes)
        key = "" if self._column_key(index) else session.key
        room = self._session_left(index + 1) - x - box - 2.8
        tries = [f"{key}   {minutes}".strip(), f"{key} {minutes}".strip(), key or minutes]
        words = next(t for t in tries if width(t, "condensed", 9) <= room or t == tries[-1])
        sheet.text(x + box + 1.8, centred(middle, 10.5), words, "condensed", 10.5, room=room)

    def _aim(self, sheet: Sheet, week: Week, x: float, middle: float, high: float) -> None:
        room = DATES_COLUMN - 2
        if not self.brief.dated:
            sheet.text(x, centred(middle, 10.5), week.title, "name", 10.5, room=room)
        elif high < 10:
            key = f"dates.{week.number}"
            sheet.slot(key, x, centred(middle, 10.5), "name", 10.5, room)
        else:
            sheet.slot(f"dates.{week.number}", x, middle - 0.5, "name", 10.5, room)
            sheet.text(x, middle + 4.0, week.title, "condensed", 10.5, room=room)

    # -- kit, how it works, stop signs ---------------------------------------------------------

    def _foot(self, sheet: Sheet, y: float) -> None:
        left = self.brief.paper.left
        self._kit(sheet, left, y)
        self._how(sheet, left + THIRD + 6, y)
        self._stop(sheet, left + 2 * (THIRD + 6), y)
        self._disclaimer(sheet, left)

    def _disclaimer(self, sheet: Sheet, x: float) -> None:
        """Print the advice to consult, and the club's contact line where there is one."""
        text, wide = self.brief.texts("cover.disclaimer"), 2 * THIRD + 3
        bottom = self.brief.paper.bottom - 1.5
        if self.brief.reachable:
            bottom -= 4.6
            with sheet.tag("P"):
                sheet.slot("contact", x, bottom + 3.6, "name", 10.5, wide)
        with sheet.tag("P"):
            y = bottom - paragraph_height(text, BOXED_TEXT, wide)
            sheet.paragraph(x, y, wide, text, BOXED_TEXT)

    def _head(self, sheet: Sheet, x: float, y: float, key: str) -> None:
        with sheet.tag("H2"):
            sheet.text(x, y, self.brief.texts(key), "display", 16)

    def _kit(self, sheet: Sheet, x: float, y: float) -> None:
        self._head(sheet, x, y, "cover.kit")
        y += 2.6
        with sheet.tag("L"):
            for name, weeks, words in kit_list(self.brief):
                with sheet.tag("LI"), sheet.tag("LBody"):
                    y = self._kit_item(sheet, x, y, name, weeks, words) + 2.0

    def _kit_item(
        self, sheet: Sheet, x: float, y: float, name: str, weeks: str, words: str
    ) -> float:
        tip = self.brief.texts("cover.kit_tip", kit=words.partition(":")[0])
        sheet.tick_box(x, y + 0.6, 4.8, f"kit.{name}", tip)
        with sheet.tag("P"):
            sheet.text(x + 7, y + 4.1, weeks, "name", 10.5)
        with sheet.tag("P"):
            y += 5.1 + sheet.paragraph(x + 7, y + 5.1, THIRD - 7, words, COVER_TEXT)
        return self._swatches(sheet, x + 7, y) if name == "bands" else y

    def _swatches(self, sheet: Sheet, x: float, y: float) -> float:
        brief = self.brief
        with sheet.tag("P"):
            for colour in brief.plan.bands:
                pattern = brief.bands[colour].pattern
                rgb, plain = brief.band_colour(colour), brief.look.ink_saver
                swatch(sheet, rgb, pattern, x, y + 0.5, plain_paper=plain)
                word = brief.texts(f"band.{colour}")
                x += 6.6 + sheet.text(x + 6.6, y + 3.6, word, "name", 9.8) + 2.6
        return y + 5.0

    def _how(self, sheet: Sheet, x: float, y: float) -> None:
        self._head(sheet, x, y, "cover.how")
        y += 2.8
        with sheet.tag("L"):
            steps = list(self.brief.texts.some("cover.steps"))
            if self._columns() == 1:
                steps[0] = self.brief.texts("cover.single_step")
            for index, step in enumerate(steps, 1):
                with sheet.tag("LI"):
                    with sheet.tag("Lbl"):
                        sheet.text(x, y + 4.2, str(index), "display", 14)
                    with sheet.tag("LBody"):
                        y += sheet.paragraph(x + 5.5, y + 0.4, THIRD - 5.5, step, COVER_TEXT) + 1.5

    def _stop(self, sheet: Sheet, x: float, y: float) -> None:
        top = y - 7.4
        self._head(sheet, x + 3, y, "cover.stop")
        y += 2.6
        for text in self.brief.texts.some("cover.warnings"):
            with sheet.tag("P"):
                y += sheet.paragraph(x + 3, y, THIRD - 6, text, BOXED_TEXT) + 1.3
        sheet.rect(x - 1, top, THIRD + 1, y + 1.0 - top, 2, outline=1.6)


def _shown_row(week: Week, brief: Brief) -> Prescription:
    """Return the first row that shows what the phase is about: its own kit, or a push-up."""
    wanted = PHASE_KIT[week.phase]
    rows = [row for session in week.sessions for row in session.rows]
    own = [row for row in rows if set(brief.plan.exercises[row.exercise].kit) == wanted]
    return (own or rows)[0]


def kit_list(brief: Brief) -> list[tuple[str, str, str]]:
    """Return (name, weeks, what) of everything to lay ready, phase by phase."""
    texts, plan = brief.texts, brief.plan
    items = []
    for phase, group in groupby(plan.weeks, key=lambda week: week.phase):
        weeks = tuple(group)
        if (phase == Phase.BANDS and not plan.bands) or (phase == Phase.DUMBBELLS and not plan.kg):
            continue
        numbers = span([str(weeks[0].number), str(weeks[-1].number)], texts)
        key = "cover.kit_weeks" if len(weeks) > 1 else "cover.kit_week"
        kg = ", ".join(f"{weight:g}" for weight in plan.kg)
        what = texts(f"cover.kit_{phase}", kg=kg)
        items.append((str(phase), texts(key, weeks=numbers), what))
    return items

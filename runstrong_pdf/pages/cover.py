"""The cover: one big bib, the chart, kit to lay ready, how it works, when to stop."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from runstrong_pdf.layout.bib import draw_card
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.sheet import LINE, Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import MM, fitted, parted, width
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.words import BandColour, Phase
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, checks_push_ups, span, weeks_text, weights_text
from runstrong_pdf.pages.cards import band_swatch, numbered
from runstrong_pdf.pages.chapter import A_LITTLE, Pages, beside, in_largest_type, spaced
from runstrong_pdf.pages.chart import Chart
from runstrong_pdf.pages.furniture import Boxed, contact

if TYPE_CHECKING:
    from runstrong_pdf.pdf.logo import Logo

COVER = "0"
"""The end of the plan code on the sheet that has the document's H1."""
MOST_ON_COVER = 8
"""Weeks whose chart stands below the bib in a single column; a longer one has its own page."""
CODE_BOXES = 4.2
"""The side of a QR code in tick boxes: 21 mm beside boxes of 5."""
SELDOM_NEEDED = ("worktop", "step", "doorway", "anchor")
"""Beside floor, mat, towel, and a chair against a wall, which stand on every cover."""
SWATCH, SWATCH_GAP = 0.67, 0.25
"""Millimetres of a swatch with the air before its word, and after it, per point of type."""


def cover_pages(brief: Brief) -> Pages:
    """Return the cover, and the pages that it goes on to."""
    label, running = brief.texts("cover.label"), brief.plan.title
    return in_largest_type(brief, COVER, label, _items, running=running, foot=(), most=A_LITTLE)


def _items(brief: Brief) -> Iterator[Item]:
    scale, texts, gap = brief.scale, brief.texts, brief.scale.gap
    yield Item(CoverBib(brief), grow=16.0 if scale.wide else 0.0)
    if brief.plan.warnings:
        lines = list(brief.plan.warnings)
        if brief.plan.refer_first:  # beside the line that says whom to ask
            lines.insert(1, texts("cover.beginner"))
        yield Item(Boxed((tuple(lines),), scale.narrow), gap=gap)
    notes = " ".join((*brief.plan.notes, *brief.plan.advice))
    told = [Item(Paragraph(notes, scale.narrow), gap=gap * 0.6)] if notes else []
    warnings = (*texts.some("cover.warnings"), texts("safety.call"))
    box = Boxed((warnings,), scale.narrow, texts("cover.stop"), scale.section)
    stop = Item(box, gap=gap, fills=scale.wide)
    disclaimer = Paragraph(texts("cover.disclaimer"), scale.narrow)
    close = [Item(disclaimer, gap=gap * 0.8, holds=True), *contact(brief, gap * 0.3)]
    code = brief.link and QrBox(brief.link, texts, CODE_BOXES * scale.box, scale.narrow)
    link = [Item(code, gap=gap)] if code else []
    kit, how = tuple(_kit(brief)), tuple(_how(brief))
    if scale.wide:
        yield from (*_chart(brief), *told)
        yield from spaced([beside([(*kit, *link), (*how, close[0]), (stop,)])], gap)
        yield from close[1:]
        return
    parts = [tuple(_chart(brief)), (*told, *kit, *how)]
    if len(brief.plan.weeks) > MOST_ON_COVER:
        parts.reverse()
    yield from (*parts[0], *parts[1], stop, *close, *link)


def _kit(brief: Brief) -> Iterator[Item]:
    """Yield what to lay ready, on one page."""
    scale = brief.scale
    yield Item(Heading(brief.texts("cover.kit"), scale.section), gap=scale.gap, holds=True)
    kit = kit_list(brief)
    for index, (name, weeks, words) in enumerate(kit):
        line, holds = KitLine(brief, name, weeks, words), index < len(kit) - 1
        yield Item(line, gap=scale.gap * 0.4, within="L", holds=holds)


def _how(brief: Brief) -> Iterator[Item]:
    """Yield how it works, on one page."""
    scale = brief.scale
    yield Item(Heading(brief.texts("cover.how"), scale.section), gap=scale.gap, holds=True)
    *steps, last = numbered(how_steps(brief), scale.narrow, scale.gap * 0.3)
    yield from (replace(step, holds=True) for step in steps)
    yield last


def _chart(brief: Brief) -> Iterator[Item]:
    scale, weeks = brief.scale, brief.plan.weeks
    title = brief.texts("cover.glance", weeks=brief.texts(f"number.{len(weeks)}"))
    ticks = brief.texts("cover.ticks", ticks=sum(len(week.sessions) for week in weeks))
    heading = Heading(title, scale.section, "H2", ticks, scale.narrow, place="chart")
    yield Item(heading, gap=scale.gap, holds=True)
    yield Item(Chart(brief), gap=scale.gap * 0.3, grow=MOST_ON_COVER * scale.gap * 3.4)


def how_steps(brief: Brief) -> list[str]:
    """Return how a plan works, in the order in which it is done."""
    steps = list(brief.texts.some("cover.steps"))
    if brief.columns == 1:
        steps[0] = brief.texts("cover.single_step")
    return [brief.texts(f"cover.check{brief.knee}"), *steps] if checks_push_ups(brief) else steps


def kit_list(brief: Brief) -> list[tuple[str, str, str]]:
    """Return (name, weeks, what) of everything to lay ready: of a home, then phase by phase."""
    texts, plan = brief.texts, brief.plan
    every = [week.number for week in plan.weeks]
    at_home = {_in_weeks(every, texts): {str(Phase.BODYWEIGHT): texts("cover.kit_bodyweight")}}
    for thing, numbers in _seldom_needed(brief):
        at_home.setdefault(_in_weeks(numbers, texts), {})[thing] = texts(f"need.{thing}")
    items = [
        (next(iter(things)), when, ", ".join(things.values())) for when, things in at_home.items()
    ]
    had = {Phase.BANDS: plan.bands, Phase.DUMBBELLS: plan.kg}
    for phase, group in groupby(plan.weeks, key=lambda week: week.phase):
        if not had.get(phase):
            continue
        what = texts(f"cover.kit_{phase}", weights=weights_text(plan.kg, texts))
        if phase == Phase.DUMBBELLS and _one_will_do(brief):
            what = texts("cover.kit_one_heaviest", pairs=what)
        items.append((str(phase), _in_weeks([week.number for week in group], texts), what))
    return items


def _in_weeks(numbers: list[int], texts: Texts) -> str:
    key = "cover.kit_weeks" if len(numbers) > 1 else "cover.kit_week"
    return texts(key, weeks=weeks_text(numbers, texts))


def _seldom_needed(brief: Brief) -> Iterator[tuple[str, list[int]]]:
    """Yield what exercises need that only some plans do, and in which weeks."""
    things = {
        slug: {*map(str, (*exercise.household, *exercise.kit))}
        for slug, exercise in brief.plan.exercises.items()
    }
    plan = brief.plan
    moves = (*plan.warm_ups.values(), *plan.stretches.values())
    always = {str(thing) for move in moves for thing in move.household}
    always.discard("worktop")  # a hand keeps the balance on the chair as well, which is laid ready
    for thing in SELDOM_NEEDED:
        numbers = [
            week.number
            for week in plan.weeks
            if thing in always
            or any(thing in things[row.exercise] for s in week.sessions for row in s.rows)
        ]
        if numbers:
            yield thing, numbers


def _one_will_do(brief: Brief) -> bool:
    """Whether the heaviest of several weights is never held in both hands at once."""
    pairs = {kg for row in brief.rows if row.each_hand for kg in row.kg}
    return len(brief.plan.kg) > 1 and max(brief.plan.kg) not in pairs


# -- blocks ---------------------------------------------------------------------------------------


class KitLine(NamedTuple):
    """One phase's kit with a box to tick when it is ready."""

    brief: Brief
    name: str
    weeks: str
    words: str

    def height(self, measure: float) -> float:
        """Return the height of its words, and of the swatches of bands."""
        scale = self.brief.scale
        words = paragraph_height(self._text, scale.narrow, measure - self._left)
        return max(scale.box, words + len(self._swatches(measure)) * self._swatch_line)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print box and words, and below them the swatches."""
        brief, scale, style = self.brief, self.brief.scale, self.brief.scale.narrow
        tip = brief.texts("cover.kit_tip", kit=self.words.partition(":")[0])
        with sheet.tag("LI"), sheet.tag("LBody"):
            sheet.tick_box(x + 0.15, y, scale.box, f"kit.{self.name}", tip, scale.outline)
            left, room = x + self._left, measure - self._left
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, room, self._text, style)
            with sheet.tag("P"):
                for line in self._swatches(measure):
                    y += self._swatch_line
                    at, baseline = left, y - style.size * 0.12
                    for colour, word in line:
                        tall = style.size * 0.38
                        top = baseline - tall * 0.83
                        band_swatch(sheet, brief, colour, at, top, style.size * 0.59, tall)
                        at += SWATCH * style.size
                        used = sheet.text(at, baseline, word, "name", style.size)
                        at += used + SWATCH_GAP * style.size

    @property
    def _text(self) -> str:
        return self.brief.texts("labelled", what=self.weeks, text=self.words)

    @property
    def _left(self) -> float:
        return self.brief.scale.box + self.brief.scale.box_gap

    @property
    def _swatch_line(self) -> float:
        return self.brief.scale.narrow.lead * 1.25 / MM

    def _swatches(self, measure: float) -> list[list[tuple[BandColour, str]]]:
        """Return the colours of the plan beside its bands, as many on a line as it holds."""
        lines: list[list[tuple[BandColour, str]]] = []
        end, size = measure, self.brief.scale.narrow.size
        for colour in self.brief.plan.bands if self.name == "bands" else ():
            word = self.brief.texts(f"band.{colour}")
            wide = (SWATCH + SWATCH_GAP) * size + width(word, "name", size)
            if end + wide - SWATCH_GAP * size > measure:
                lines.append([])
                end = self._left
            lines[-1].append((colour, word))
            end += wide
        return lines


# -- the race number ------------------------------------------------------------------------------

RUNNER = "march-and-swing"
"""The drawing on a cover without a logo."""
FULL = 178.0
"""The measure at which the bib has the sizes written below, where it is 80 high."""
HIGH, LOWEST, STRIP = 80.0, 56.0, 0.2125
"""Millimetres of the bib, and of one that leaves room on a whole sheet; its head, of that."""
LOGO = 29.0
"""Millimetres of the circle that a logo fits."""


class CoverBib(NamedTuple):
    """The plan's race number across the measure."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return its height; on a whole sheet the least."""
        return (LOWEST if self.brief.scale.wide else HIGH) * measure / FULL

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it; `f` is how large it is across, `s` how large what stands below its head."""
        brief, f = self.brief, measure / FULL
        s, strip, middle = high / HIGH, high * STRIP, x + measure / 2
        box, holes = Area(x, y, measure, high), (6 * f, 1.5 * f)
        draw_card(sheet, brief.look, box, strip, 4.5 * f, holes, (1.6, 1.2, 0.8))
        with sheet.tag("H1"):
            size = min(32 * f, strip * 2.2)
            ink, room = brief.look.on_accent, measure * 0.86
            at, title = (middle, centred(y + strip / 2, size)), brief.plan.title
            sheet.text(*at, title, "display", size, align="centre", colour=ink, room=room)
        low = y + strip
        if brief.logo:
            club, texts, saver = brief.logo_of, brief.texts, brief.look.ink_saver
            alt = texts("cover.logo_of", club=club) if club else texts("cover.logo")
            at = x + 29 * f, low + 21 * s
            draw_logo(sheet, brief.logo, *at, LOGO * f, alt, ink_saver=saver)
        else:
            picture = Area(x + 10 * f, low + 3 * s, 38 * f, 38 * s)
            brief.pictures.draw(sheet, RUNNER, picture, which=("end",))
        clear = x + 50 * f, x + measure - 68 * s
        self._weeks(sheet, x + 80 * f, low + 32 * s, s, clear)
        self._facts(sheet, x + measure - 66 * s, low + 10 * s, s)
        self._who(sheet, middle, low + 49.5 * s, s, 156 * f)

    def _weeks(
        self, sheet: Sheet, middle: float, baseline: float, f: float, room: tuple[float, float]
    ) -> None:
        """Print how many weeks it has around `middle`, smaller where that has no `room`."""
        number = str(len(self.brief.plan.weeks))
        unit = self.brief.texts("cover.weeks", number=number)
        size, small = 104 * f * (1.0 if len(number) == 1 else 0.72), 32 * f
        left, right = room
        wide = width(number, "display", size) + 2 * f + width(unit, "display", small)
        share = min(1.0, (right - left) / wide)
        size, small, f, wide = size * share, small * share, f * share, wide * share
        with sheet.tag("P"):
            x = min(max(middle - wide / 2, left), right - wide)
            x += sheet.text(x, baseline, number, "display", size) + 2 * f
            sheet.text(x - width(" ", "display", small), baseline, f" {unit}", "display", small)

    def _facts(self, sheet: Sheet, x: float, y: float, f: float) -> None:
        """Print numbers and dates with their words, on two lines where they are long."""
        brief, texts = self.brief, self.brief.texts
        minutes = [s.minutes for week in brief.plan.weeks for s in week.sessions]
        numbers = {
            "sessions": str(brief.columns),
            "minutes": span([min(minutes), max(minutes)], texts),
            "start": "",
            "finish": "",
        }
        figure, words, space = 20 * f, 16 * f, width(" ", "condensed", 16 * f)
        left, right, lead = x + 22.5 * f, x + 20 * f, words * 1.05 / MM
        told = {
            key: self._told(texts(f"cover.{key}", number=number), words, 40.5 * f)
            for key, number in numbers.items()
        }
        over = sum(len(lines) - 1 for lines in told.values())
        step = 9.4 * f - over * lead / (len(told) - 1)
        typed = min(words, (step - 0.5) * MM / LINE)
        for key, number in numbers.items():
            with sheet.tag("P"):
                if number:
                    sheet.text(right, y, number, "display", figure, align="right")
                elif brief.dated:
                    sheet.slot(key, right, y, "display", figure, 20 * f, align="right")
                for index, line in enumerate(told[key]):  # a space that is heard, not seen
                    at = y + index * lead
                    sheet.text(
                        left - space, at, f" {line}", "condensed", words, room=40.5 * f + space
                    )
            if not (number or brief.dated):
                sheet.writing_line(x, y + 0.8, right, key, texts(f"field.{key}"), size=typed)
            y += step + (len(told[key]) - 1) * lead

    def _told(self, words: str, size: float, room: float) -> list[str]:
        """Return words on one line, or on more where they are too long for it."""
        if fitted(words, "condensed", size, room, self.brief.paper.smallest):
            return [words]
        return parted(words, "condensed", size, room)

    def _who(self, sheet: Sheet, middle: float, y: float, f: float, room: float) -> None:
        """Print name and club, or lines to write them on."""
        brief = self.brief
        for key, given, size, line in (
            ("name", brief.named, 26 * f, y),
            ("club", brief.clubbed, 16 * f, y + 8.6 * f),
        ):
            if given:
                with sheet.tag("P"):
                    sheet.slot(key, middle, line, "name", size, room, align="centre")
            else:
                label, half = brief.texts(f"cover.{key}"), 55 * f
                labelled_blank(sheet, label, key, middle - half, line, middle + half, 16 * f)


def draw_logo(
    sheet: Sheet, logo: "Logo", x: float, y: float, diameter: float, alt: str, *, ink_saver: bool
) -> None:
    """Print a logo as large as it fits a circle around (x, y), as one Figure.

    Args:
        diameter: of the circle, millimetres.
        ink_saver: in light grey.
    """
    photo = logo.light_picture() if ink_saver else logo.picture
    wide, high = (pixels * diameter / 2 / logo.radius for pixels in photo.pixels.size)
    x, y = x - wide / 2, y - high / 2
    with sheet.figure(x, y, wide, high, alt):
        sheet.photo("club logo", photo, x, y, wide, high, grey=ink_saver)

"""The exercise guide: a card an exercise, its picture beside its cues."""

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Heading
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import care, chevron, cross
from runstrong_pdf.layout.text import MM, line_count, width
from runstrong_pdf.layout.theme import Scale, Style
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import LastDose, Prescription, Step
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief, plain_muscles, span, weight_text
from runstrong_pdf.pages.chapter import Chapter, Pages, in_largest_type
from runstrong_pdf.pages.furniture import has_band, panel
from runstrong_pdf.pages.row_words import load_words
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

GROWS = 18.0
"""Millimetres of spare height that a card's picture takes."""
ADVICE = 3
"""Lines below the cues: what to avoid, to mind, and when to move on."""
SPREAD = 0.5
"""How much of their leading cues may stand further apart where a card has room."""


def guide_pages(brief: Brief) -> Pages:
    """Return the pages of the guide."""
    return in_largest_type(brief, _guide_chapter)


def _guide_chapter(brief: Brief) -> Chapter:
    texts = brief.texts
    lines = [texts("safety.stop")]
    if has_band(brief, list(brief.plan.exercises)):
        lines.append(texts("safety.band"))
    return Chapter(
        brief,
        code="G",
        label=texts("guide.bookmark"),
        bookmark=texts("guide.bookmark"),
        running=texts("guide.bookmark"),
        items=tuple(_items(brief)),
        safety=(" ".join(lines),),
    )


def _items(brief: Brief) -> Iterator[Item]:
    scale = brief.scale
    yield Item(Heading(brief.texts("guide.title"), scale.title), holds=True)
    for slug in brief.plan.exercises:
        yield Item(GuideCard(brief, slug), gap=scale.gap * 0.6, grow=GROWS)


class GuideCard(NamedTuple):
    """One exercise."""

    brief: Brief
    slug: Slug

    @property
    def exercise(self) -> Exercise:
        """The exercise itself."""
        return self.brief.plan.exercises[self.slug]

    def height(self, measure: float) -> float:
        """Return the height of its words and signs."""
        scale = self._scale
        if scale.wide:
            room = measure - self._left
            words = self._head() + self._cues_height(room) + self._below(room)
            return max(words, scale.panel * 0.68)
        cues = max(self._cues_height(measure - self._left), scale.panel * 0.62)
        return self._head() + cues + self._below(measure)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print picture and words: beside it all of them, or the last across the measure."""
        scale, head, left = self._scale, self._head(), x + self._left
        sheet.rule(x, y, x + measure, 1.4)
        room = measure - self._left
        if scale.wide:
            more = self._more(high - head - self._cues_height(room) - self._below(room), ADVICE)
            picture = Area(x, y + 2.0, scale.panel, high - 2.8)
            self._title(sheet, left, y, room)
            at = left, y + high - self._below(room) - ADVICE * more, room
        else:
            below = self._below(measure)
            more = self._more(high - head - self._cues_height(room) - below)
            picture = Area(x, y + head, scale.panel, high - head - below)
            self._title(sheet, x, y, measure)
            at = x, y + high - below + scale.gap * 0.3, measure
        self._picture(sheet, picture)
        self._cues(sheet, left, y + head, room, self._between + more)
        self._advice(sheet, *at, self._between + more * scale.wide)
        sheet.bookmark(self.exercise.name, f"exercise-{self.slug}", y, 1)

    def _picture(self, sheet: Sheet, area: Area) -> None:
        """Print all frames, and in a corner what is seen from elsewhere."""
        brief = self.brief
        panel(sheet, brief.look, area)
        inside = Area(area.x + 1.5, area.y + 0.8, area.w - 3, area.h - 1.6)
        band = first_band(brief, self.slug)
        brief.pictures.draw(
            sheet, self.slug, inside, which=None, gap=2.5, band=band, arrange="best", named=False
        )
        wide = area.w * 0.28
        corner = Area(area.x + area.w - wide - 1.0, area.y + 1.0, wide, wide * 0.6)
        brief.pictures.draw_inset(sheet, self.slug, corner)

    @property
    def _left(self) -> float:
        """From its left edge to the words beside the picture."""
        return self._scale.panel + self._scale.gap * 0.8

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _indent(self) -> float:
        return self._scale.body.size * 0.48

    def _head(self) -> float:
        return 1.6 + self._scale.section * 1.15 / MM

    def _title(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        scale, name = self._scale, self.exercise.name
        style = scale.narrow
        used, size = used_in(self.brief, self.slug), scale.section
        if width(used, style.face, style.size) + width(name, "display", size) + 3 > measure:
            used = used_in_weeks(self.brief, self.slug)
        baseline = y + 2.0 + size * CAP_HEIGHT / MM
        room = measure - width(used, style.face, style.size) - 3
        with sheet.tag("H3"):
            sheet.text(x, baseline, name, "display", size, room=room, floor=size * 0.7)
        with sheet.tag("P"):
            right = x + measure
            sheet.text(right, baseline, used, style.face, style.size, align="right")

    # -- beside the picture --------------------------------------------------------------------

    def _cues_height(self, room: float) -> float:
        scale = self._scale
        high = paragraph_height(self._works(room), scale.narrow, room)
        for cue in self.exercise.cues:
            high += paragraph_height(cue, scale.narrow, room - self._indent) + self._between
        return high

    @property
    def _between(self) -> float:
        return self._scale.gap * 0.12

    def _more(self, spare: float, below: int = 0) -> float:
        """Return the share of spare height of each line: cues, and those `below` them."""
        return min(
            self._scale.narrow.lead * SPREAD / MM, spare / (len(self.exercise.cues) + 2 + below)
        )

    def _works(self, room: float) -> str:
        return working(self.brief, self.exercise, self._scale.narrow, room)

    def _cues(self, sheet: Sheet, x: float, y: float, room: float, between: float) -> None:
        scale, style = self._scale, self._scale.narrow
        with sheet.tag("P"):
            y += sheet.paragraph(x, y, room, self._works(room), style) + between
        with sheet.tag("L"):
            for index, cue in enumerate(self.exercise.cues, 1):
                with sheet.tag("LI"):
                    with sheet.tag("Lbl"):
                        baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
                        sheet.text(x, baseline, str(index), "display", scale.body.size * 1.15)
                    with sheet.tag("LBody"):
                        left = x + self._indent
                        y += sheet.paragraph(left, y, room - self._indent, cue, style, even=True)
                        y += between

    # -- below it ------------------------------------------------------------------------------

    def _advised(self, measure: float) -> list[str]:
        style = self._scale.narrow
        up = move_up(self.brief, self.slug, style, measure - self._indent)
        return [avoided(self.brief, self.exercise), self.exercise.safety, up]

    def _below(self, measure: float) -> float:
        style = self._scale.narrow
        words = fsum(
            paragraph_height(text, style, measure - self._indent) + self._between
            for text in self._advised(measure)
        )
        lines = 1 if self._on_one_line(measure) else 2
        return words + self._scale.gap * 0.5 + lines * style.lead / MM

    def _advice(self, sheet: Sheet, x: float, y: float, measure: float, between: float) -> None:
        """Print what to avoid, the safety line, when to move up, and the neighbours."""
        style, size = self._scale.narrow, self._scale.body.size
        middle = style.lead / 2 / MM
        signs = ("cross", "care", "up")
        for sign, text in zip(signs, self._advised(measure), strict=True):
            with sheet.tag("P"):
                if sign == "cross":
                    cross(sheet, x + size * 0.16, y + middle, size * 0.19)
                elif sign == "care":
                    wide = size * 0.34
                    top = y + middle - wide * 0.44
                    care(sheet, x, top, wide, self.brief.texts("guide.care"))
                else:
                    self._arrow(sheet, x + size * 0.16, y + middle, size * 0.34)
                left = x + self._indent
                y += sheet.paragraph(left, y, measure - self._indent, text, style, even=True)
            y += between
        self._ladder(sheet, x, y, measure)

    def _arrow(self, sheet: Sheet, x: float, y: float, size: float) -> None:
        """Draw an arrow upwards."""
        half = size / 2
        sheet.line([(x, y + half), (x, y - half)], 1.1)
        sheet.line([(x - half * 0.6, y - half * 0.3), (x, y - half)], 1.1)
        sheet.line([(x + half * 0.6, y - half * 0.3), (x, y - half)], 1.1)

    def _on_one_line(self, measure: float) -> bool:
        return self._beside(measure) >= 0

    def _beside(self, measure: float) -> float:
        """Return the width that the neighbours leave of a line; less than none if they need two."""
        texts, style = self.brief.texts, self._scale.narrow
        words = texts("guide.easier") + texts("guide.harder")
        names = "".join(neighbours(self.brief, self.exercise))
        used = width(words, style.face, style.size) + width(names, "name", style.size)
        return measure - used - 4 * self._indent

    @property
    def _page_wide(self) -> float:
        """The width of any page's number with the air before it."""
        style = self._scale.narrow
        return width(self._page(88), style.face, style.size) + self._indent * 0.4

    def _page(self, page: int) -> str:
        return self.brief.texts("lane.page", page=page)

    def _ladder(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        """Print what is easier and what is harder, with the pages that show them if they fit."""
        style, exercise = self._scale.narrow, self.exercise
        easier, harder = neighbours(self.brief, exercise)
        pages = [sheet.shown.get(slug or "") for slug in (exercise.easier, exercise.harder)]
        free, wide = (
            self._beside(measure),
            self._page_wide * sum(page is not None for page in pages),
        )
        if 0 <= free < wide - 1.5 * self._indent:
            pages = [None, None]
        lead, right = style.lead / MM, x + measure
        baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
        sign, rise = style.size * 0.2, style.size * CAP_HEIGHT / 2 / MM
        with sheet.tag("P"):
            chevron(sheet, x + sign * 0.7, baseline - rise, sign, 1.3, back=True)
            label, left = self.brief.texts("guide.easier"), x + self._indent
            left += width(label, style.face, style.size)
            self._neighbour(sheet, left, baseline, label, easier, pages[0])
        if not self._on_one_line(measure):
            baseline += lead
        with sheet.tag("P"):
            chevron(sheet, right - sign * 0.7, baseline - rise, sign, 1.3)
            left = right - self._indent - width(harder, "name", style.size)
            left -= self._page_wide if pages[1] else 0.0
            self._neighbour(
                sheet, left, baseline, self.brief.texts("guide.harder"), harder, pages[1]
            )

    def _neighbour(
        self, sheet: Sheet, x: float, y: float, label: str, name: str, page: int | None
    ) -> None:
        """Print a name at x, its label before it, and behind it the page that shows it."""
        style = self._scale.narrow
        sheet.text(x, y, label, style.face, style.size, align="right")
        x += sheet.text(x, y, name, "name", style.size)
        if page:
            sheet.text(x + self._indent * 0.4, y, self._page(page), style.face, style.size)


# -- words -----------------------------------------------------------------------------------------


def working(brief: Brief, exercise: Exercise, style: Style, measure: float) -> str:
    """Return the working muscles, and as many helpers as fit on one line."""
    texts = brief.texts
    works = plain_muscles(exercise.primary, texts)
    helps = [m for m in plain_muscles(exercise.secondary, texts) if m not in works]
    line = texts("guide.works", muscles=", ".join(works))
    for count in range(len(helps), 0, -1):
        longer = line + texts("guide.helps", muscles=", ".join(helps[:count]))
        if line_count(longer, style.face, style.size, measure) == 1:
            return longer
    return line


def avoided(brief: Brief, exercise: Exercise) -> str:
    """Return the mistakes to avoid in one sentence."""
    said = brief.texts("guide.and").join(map(brief.texts.inside, exercise.mistakes))
    return brief.texts("guide.avoid", mistakes=said)


def move_up(brief: Brief, slug: Slug, style: Style, measure: float) -> str:
    """Return from which number this plan moves an exercise on, or the next one; on one line."""
    texts, step = brief.texts, brief.plan.steps[slug]
    if step.week:
        for row in _rows_in(brief, slug, step.week):
            if row.otherwise and row.otherwise.exercise == slug:
                return _moved(row, row.otherwise, step.week, texts)
    then = next_words(step, texts)
    longer = texts("guide.up_later", number=_number(brief, slug, step.top), next=then)
    if then and line_count(longer, style.face, style.size, measure) == 1:
        return longer
    return texts("guide.up_later_short", number=_number(brief, slug, step.top))


def _moved(row: Prescription, last: LastDose, week: int, texts: Texts) -> str:
    """Return from what to what a row moves on in a week of this plan."""
    load = load_words(last, texts)
    before = texts("guide.up_load", load=load) if load else ""
    changed = (last.band, last.kg) != (row.band, row.kg)
    then = load_words(row, texts) if changed else texts(f"up_manner.{row.manner}")
    number = texts("seconds", number=last.reps) if row.unit.is_time else last.reps
    return texts("guide.up", number=number, load=before, next=then, week=week)


def next_words(step: Step, texts: Texts) -> str:
    """Return the load, version or manner that comes next, empty where nothing does."""
    if step.next_band:
        return texts("guide.up_band", band=texts(f"band.{step.next_band}"))
    if step.next_kg:
        return weight_text((step.next_kg,), texts)
    if step.harder_name:
        return texts("guide.up_harder", name=texts.inside(step.harder_name))
    return texts(f"up_manner.{step.next_manner}") if step.next_manner else ""


def _number(brief: Brief, slug: Slug, number: int) -> str:
    is_time = brief.plan.exercises[slug].unit.is_time
    return brief.texts("seconds", number=number) if is_time else str(number)


def _rows_in(brief: Brief, slug: Slug, number: int) -> Iterator[Prescription]:
    """Yield the rows of an exercise in one week."""
    for week in brief.plan.weeks:
        for session in week.sessions if week.number == number else ():
            yield from (row for row in session.rows if row.exercise == slug)


def neighbours(brief: Brief, exercise: Exercise) -> tuple[str, str]:
    """Return the names of what is easier and harder, or what to change where there is nothing."""
    texts, names = brief.texts, brief.names
    easier = names[exercise.easier] if exercise.easier else texts("guide.fewer")
    harder = names[exercise.harder] if exercise.harder else texts("guide.more")
    return easier, harder


def first_band(brief: Brief, slug: Slug) -> str:
    """Return the colour the plan uses with an exercise, the heaviest first met, or nothing."""
    rows = (r for w in brief.plan.weeks for s in w.sessions for r in s.rows)
    return next((row.band[-1] for row in rows if row.exercise == slug and row.band), "")


def used_in(brief: Brief, slug: Slug) -> str:
    """Return where the plan uses an exercise, such as `A: weeks 1-4   B: week 6`."""
    parts = []
    for key in brief.plan.session_keys:
        weeks = _weeks(brief, slug, (key,))
        if weeks:
            text_key = "guide.used_week" if len(weeks) == 1 else "guide.used_weeks"
            parts.append(brief.texts(text_key, session=key, weeks=_spans(weeks, brief)))
    return "   ".join(parts)


def used_in_weeks(brief: Brief, slug: Slug) -> str:
    """Return only the weeks, such as `weeks 1-4, 6`, where the sessions would be too many words."""
    weeks = _weeks(brief, slug, brief.plan.session_keys)
    return brief.texts("guide.used_any", weeks=_spans(weeks, brief))


def _weeks(brief: Brief, slug: Slug, keys: tuple[str, ...]) -> list[int]:
    """Return the numbers of the weeks in which any of these sessions has the exercise."""
    return [
        week.number
        for week in brief.plan.weeks
        if any(
            session.key in keys and any(row.exercise == slug for row in session.rows)
            for session in week.sessions
        )
    ]


def _spans(weeks: list[int], brief: Brief) -> str:
    return ", ".join(span([str(n) for n in run], brief.texts) for run in _runs(weeks))


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Split rising numbers into runs of neighbours."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    yield run

"""An exercise on a row of its own: its figures, what to do, a box a round."""

from dataclasses import dataclass

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale, Style
from runstrong_pdf.model.colour import BLACK
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.blanks import did_blank
from runstrong_pdf.pages.brief import Brief, counted, number_of
from runstrong_pdf.pages.load import draw_load, load_width
from runstrong_pdf.pages.row_words import Said, fitting, said
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

BELOW_RULE = 0.5
"""Air between a rule and the figures below it."""
LINES = {True: (0.0, 0.54, 0.54, 1.0), False: (0.0, 0.4, 0.71, 1.0)}
"""Where name, dose, load and cue stand between the first and the last baseline, by whether the
load stands beside the dose."""
COLOURED = 22.0
"""Points from which type is large enough for the accent (docs/pages.md#colour)."""
AIR = 4.0
"""Points between figures and text, and between words on a line, at a type size of 10."""


@dataclass(frozen=True)
class Row:
    """One row of a session.

    Attributes:
        columns: for how many rounds there is room above its boxes.
    """

    brief: Brief
    week: Week
    session: Session
    number: int
    row: Prescription
    columns: int

    def height(self, _measure: float) -> float:
        """Return the least height of the row."""
        return self._scale.row + self._more

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print rule, figures and words."""
        scale, row = self._scale, self.row
        sheet.rule(x, y, x + measure)
        left, right = x + scale.picture + scale.body.size * 0.3, x + measure
        name, *lines = self._baselines(y, high)
        picture = Area(x, y + BELOW_RULE, scale.picture, high - 2 * BELOW_RULE)
        with sheet.tag("LI"):
            with sheet.tag("Lbl"):
                ink = self.brief.look.accent_ink if scale.number >= COLOURED else BLACK
                used = sheet.text(left, name, str(self.number), "display", scale.number, colour=ink)
            with sheet.tag("LBody"):
                self._name(sheet, left + used + scale.number * 0.13, name, right)
                band = row.band[-1] if row.band else ""
                self.brief.pictures.draw(sheet, row.exercise, picture, band=band)
                (self._three_lines if scale.compact else self._four_lines)(
                    sheet, left, right, lines
                )

    def _three_lines(self, sheet: Sheet, left: float, right: float, lines: list[float]) -> None:
        """Print dose, load and boxes on one line, cue and blank on the next."""
        dose_line, _, cue_line = lines
        boxes, did = self._boxes_left(right), right - self._scale.did
        at = self._dose(sheet, left, dose_line, boxes - self._air)
        self._load(sheet, at, dose_line, boxes - self._air)
        self._lines(sheet, left, cue_line, did - self._air, right)
        self._did(sheet, did, cue_line, right, self._boxes(sheet, boxes, dose_line))

    def _four_lines(self, sheet: Sheet, left: float, right: float, lines: list[float]) -> None:
        """Print dose and boxes, load and blank, and the cue."""
        dose_line, load_line, cue_line = lines
        boxes, did = self._boxes_left(right), right - self._scale.did
        self._dose(sheet, left, dose_line, boxes - self._air)
        self._load(sheet, left, load_line, did - self._air)
        self._lines(sheet, left, cue_line, right, right)
        self._did(sheet, did, load_line, right, self._boxes(sheet, boxes, dose_line))

    def _boxes_left(self, right: float) -> float:
        return right - boxes_width(self._scale, self.columns) - 0.15

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _air(self) -> float:
        return AIR * self._scale.body.size / 10 / MM

    def _baselines(self, y: float, high: float) -> tuple[float, float, float, float]:
        """Spread the lines over a row, no wider than they read as one block."""
        scale = self._scale
        cap, below = scale.name * CAP_HEIGHT / MM, scale.body.size * 0.23 / MM
        spare = high - scale.row - self._more
        pad = 0.5 * (scale.row - self._least(cap, below)) + spare * 0.32
        top, bottom = y + pad + cap, y + high - self._more - pad - below
        one, two, three, four = (top + (bottom - top) * s for s in LINES[scale.compact])
        return one, two, three, four

    def _least(self, cap: float, below: float) -> float:
        """Return the height of the text of the lowest row."""
        scale = self._scale
        leads = (scale.dose * 0.9 + scale.body.size * 1.15) / MM
        more = 0.0 if scale.compact else scale.body.size * 1.12 / MM
        return cap + leads + more + below

    def _name(self, sheet: Sheet, x: float, y: float, right: float) -> None:
        brief, size = self.brief, self._scale.name
        exercise = brief.plan.exercises[self.row.exercise]
        room, floor = right - x, max(9.4, brief.paper.smallest)
        name = fitting(exercise.names, "name", floor, room)
        with sheet.tag("P"), sheet.tag("Link" if brief.guided else "Span"):
            wide = sheet.text(x, y, name, "name", size, room=room, floor=floor)
            if brief.guided:
                contents = brief.texts("lane.link", exercise=exercise.name)
                place = f"exercise-{self.row.exercise}"
                sheet.link(x, y - size * 0.3, wide, size * 0.38, contents, place)

    def _dose(self, sheet: Sheet, x: float, y: float, right: float) -> float:
        """Print the number of a round and of what it is; return where the line goes on."""
        texts, scale = self.brief.texts, self._scale
        with sheet.tag("P"):
            x += sheet.text(x, y, number_of(self.row, texts), "display", scale.dose)
            style, words = scale.narrow, counted(self.row, texts)
            beside = self._load_width() if scale.compact else 0.0
            free = right - x - beside - 2 * self._air
            fits = [one for one in words if width(one, style.face, style.size) <= free]
            if not fits and self.row.unit.per_side:
                fits = [words[-1]]
            for one in fits[:1]:
                x += self._air / 2
                x += sheet.text(x, y, one, style.face, style.size)
        return x + self._air

    def _boxes(self, sheet: Sheet, left: float, dose_line: float) -> float:
        """Print a box a round; return their lower edge."""
        scale, texts = self._scale, self.brief.texts
        exercise = self.brief.plan.exercises[self.row.exercise].name
        week, key = self.week.number, self.session.key
        top = dose_line - (scale.box + scale.dose * CAP_HEIGHT / MM) / 2
        for index in range(self.row.rounds):
            tip = texts("lane.box_tip", week=week, session=key, exercise=exercise, round=index + 1)
            field = f"w{week}.{key}.{self.number}.{index + 1}"
            x = left + index * (scale.box + scale.box_gap)
            sheet.tick_box(x, top, scale.box, field, tip, outline(scale))
        return top + scale.box

    def _load_width(self) -> float:
        style = self._load_style
        if self.row.band or self.row.kg:
            return load_width(self.brief, self.row, style.size)
        return width(self.row.note or "", style.face, style.size)

    @property
    def _load_style(self) -> Style:
        return self._scale.strong

    def _load(self, sheet: Sheet, x: float, y: float, right: float) -> None:
        row, style = self.row, self._load_style
        if row.band or row.kg:
            with sheet.tag("P"):
                draw_load(sheet, self.brief, row, x, y, right - x, style.size)
        elif row.note:
            with sheet.tag("P"):
                sheet.text(x, y, row.note, style.face, style.size, room=right - x)

    def _did(self, sheet: Sheet, x: float, y: float, right: float, below: float) -> None:
        """Print the blank for what was done, below the boxes."""
        style = self._scale.narrow
        with sheet.tag("P"):
            used = sheet.text(x, y, self.brief.texts("lane.did"), style.face, style.size)
        name, tip = did_blank(self.brief, self.week, self.session, self.number, self.row)
        sheet.writing_line(x + used + 1.0, y + 0.5, right, name, tip, below=below, size=style.size)

    def _said(self) -> list[Said]:
        return said(self.brief, self.session, self.row)

    @property
    def _more(self) -> float:
        """The height of the lines below the first one under the dose."""
        return (len(self._said()) - 1) * self._scale.narrow.lead / MM

    def _lines(self, sheet: Sheet, x: float, y: float, first: float, right: float) -> None:
        """Print grip, last week's dose and cue; the first line ends at `first`."""
        scale = self._scale
        for index, line in enumerate(self._said()):
            room = (right if index else first) - x
            fits = len(line) == 1 and width(line[0], scale.body.face, scale.body.size) <= room
            style = scale.body if fits else scale.narrow
            words = fitting(line, style.face, style.size, room)
            with sheet.tag("P"):
                at = y + index * scale.narrow.lead / MM
                sheet.text(x, at, words, style.face, style.size, room=room)


def boxes_width(scale: Scale, columns: int) -> float:
    """Return the width of the boxes of that many rounds."""
    return columns * (scale.box + scale.box_gap) - scale.box_gap


def outline(scale: Scale) -> float:
    """Return the weight of a tick box's outline in points."""
    return 0.9 if scale.box < 7 else 1.2

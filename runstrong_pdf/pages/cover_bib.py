"""The plan's race number: title, weeks, whose it is, when it begins."""

from typing import TYPE_CHECKING, NamedTuple

from runstrong_pdf.layout.bib import draw_card
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import LINE, Sheet, centred
from runstrong_pdf.layout.text import MM, fitted, parted, width
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, span

if TYPE_CHECKING:
    from runstrong_pdf.pdf.logo import Logo

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

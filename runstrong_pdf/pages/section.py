"""One section of a know-how topic: heading, table, paragraphs and points in a column."""

from typing import NamedTuple

from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.know_how import Section
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.grids import band_scale, band_scale_height, grid, grid_height

SECTION_TEXT = Style("condensed", 9.8, 11.4)
HEADING = 5.6
BETWEEN = 0.7
"""Millimetres between paragraphs and points."""


class SectionBox(NamedTuple):
    """Measures and prints a section, whatever the width of its column."""

    brief: Brief
    section: Section

    def height(self, measure: float) -> float:
        """Return the height it needs in a column of `measure` millimetres."""
        section = self.section
        high = HEADING if section.heading else 0.0
        if section.shows == "bands":
            high += band_scale_height(self.brief)
        if section.table:
            high += grid_height(section.table)
        for text in (*section.paragraphs, *section.points):
            high += paragraph_height(text, SECTION_TEXT, measure) + BETWEEN
        return high

    def draw(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        """Print it from its top left corner."""
        section = self.section
        if section.heading:
            with sheet.tag("H4"):
                sheet.text(x, y + 4.0, section.heading, "name", 11, room=measure)
            y += HEADING
        if section.shows == "bands":
            y += band_scale(sheet, self.brief, x, y, measure)
        if section.table:
            y += grid(sheet, self.brief, section.table, x, y, measure)
        for text in section.paragraphs:
            with sheet.tag("P"):
                y += sheet.paragraph(x, y, measure, text, SECTION_TEXT) + BETWEEN
        if section.points:
            self._points(sheet, x, y, measure)

    def _points(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        with sheet.tag("L"):
            for text in self.section.points:
                with sheet.tag("LI"), sheet.tag("LBody"):
                    y += sheet.paragraph(x, y, measure, text, SECTION_TEXT) + BETWEEN

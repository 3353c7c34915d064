"""The columns of the wall chart's weeks."""

from dataclasses import dataclass

from runstrong_pdf.pages.brief import Brief

LABELS = 20.0
"""Width of the column with the sessions' letters."""
AIR = 1.6
"""Between a column's rule and its text."""
WIDE = 23.0
"""A column at least so wide has date and minutes beside its boxes, else below."""


@dataclass(frozen=True)
class Grid:
    """A column for the labels and one for each week; millimetres from the paper's left edge."""

    brief: Brief

    @property
    def right(self) -> float:
        """The right edge of all."""
        return self.brief.paper.left + self.brief.paper.measure

    @property
    def column(self) -> float:
        """The width of a week."""
        return (self.brief.paper.measure - LABELS) / len(self.brief.plan.weeks)

    @property
    def wide(self) -> bool:
        """Whether text has room beside a box."""
        return self.column >= WIDE

    def left(self, index: int) -> float:
        """Return the left edge of a week, counted from 0."""
        return self.brief.paper.left + LABELS + index * self.column

    def middle(self, index: int) -> float:
        """Return the middle of a week."""
        return self.left(index) + self.column / 2

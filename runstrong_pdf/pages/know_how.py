"""The know-how pages: why, bands, dumbbells, other sports, whom to ask; as evenly as they fit."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import fsum
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import MEASURE, TOP
from runstrong_pdf.model.know_how import Topic
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.furniture import safety, safety_height
from runstrong_pdf.pages.topic import TopicBlock

HEAD = 11.0
GAP, LARGEST_GAP = 3.0, 9.0
"""Millimetres between topics."""


class KnowHowPage(NamedTuple):
    """One page of topics, `number` of `total`."""

    brief: Brief
    topics: tuple[Topic, ...]
    number: int
    total: int

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("know_how.page_name", number=self.number)

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("know_how.label", number=self.number)

    @property
    def bookmark(self) -> str:
        """What the outline calls the know-how, on its first page."""
        return self.brief.texts("know_how.title") if self.number == 1 else ""

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"K{self.number}"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, left = self.brief, self.brief.paper.left
        with sheet.tag("H2"):
            sheet.text(left, TOP + 7.4, brief.texts("know_how.title"), "display", 22)
        if self.total > 1:
            with sheet.tag("P"):
                part = brief.texts("know_how.part", number=self.number, total=self.total)
                sheet.text(left + MEASURE, TOP + 7.4, part, "condensed", 10.5, align="right")
        blocks = [TopicBlock(brief, topic) for topic in self.topics]
        spare = _room(brief, self.topics) - _height(brief, self.topics)
        y = TOP + HEAD
        more = [min(block.stretch(), spare) for block in blocks]
        gap = GAP + min(LARGEST_GAP - GAP, (spare - max(more)) / len(blocks))
        for block, higher in zip(blocks, more, strict=True):
            block.draw(sheet, y, higher)
            y += block.height() + higher + gap
        safety(sheet, brief, _safety_lines(brief, self.topics))


def know_how_pages(brief: Brief) -> Iterator[KnowHowPage]:
    """Yield the pages: as few as possible, and those as even as possible.

    Raises:
        OutputError: when a topic is higher than a page.
    """
    for topic in brief.topics:
        over = _height(brief, (topic,)) - _room(brief, (topic,))
        if over > 0:
            raise OutputError(
                f"know-how: {topic.title!r} is {over:.0f} mm higher than a page",
                "shorten it in templates/know-how, or split it in two files",
            )
    groups = _groups(brief)
    for number, topics in enumerate(groups, 1):
        yield KnowHowPage(brief, topics, number, len(groups))


def _groups(brief: Brief) -> tuple[tuple[Topic, ...], ...]:
    """Return the topics of each page; an optional one is no reason for a page more."""
    firm = tuple(topic for topic in brief.topics if not topic.optional)
    least, whole = _packed(brief, firm), _packed(brief, brief.topics)
    return whole if len(whole) == len(least) else least


def _packed(brief: Brief, topics: tuple[Topic, ...]) -> tuple[tuple[Topic, ...], ...]:
    """Return the topics of each page, in order: fewest pages, then the least full fullest one."""
    for pages in range(1, len(topics) + 1):
        possible = [
            groups
            for cuts in combinations(range(1, len(topics)), pages - 1)
            for groups in (_cut(topics, cuts),)
            if all(_height(brief, group) <= _room(brief, group) for group in groups)
        ]
        if possible:
            return min(possible, key=lambda groups: max(_height(brief, g) for g in groups))
    return ()


def _cut(topics: tuple[Topic, ...], cuts: Sequence[int]) -> tuple[tuple[Topic, ...], ...]:
    edges = (0, *cuts, len(topics))
    return tuple(topics[a:b] for a, b in pairwise(edges))


def _height(brief: Brief, topics: Sequence[Topic]) -> float:
    heights = [TopicBlock(brief, topic).height() for topic in topics]
    return fsum(heights) + GAP * (len(heights) - 1)


def _room(brief: Brief, topics: Sequence[Topic]) -> float:
    lines = safety_height(_safety_lines(brief, topics))
    return brief.paper.bottom - lines - 1.6 - TOP - HEAD


def _safety_lines(brief: Brief, topics: Sequence[Topic]) -> list[str]:
    """Return the stop signs, and the band check beside the band guide (R35)."""
    shown = any(section.shows == "bands" for topic in topics for section in topic.sections)
    stop = [brief.texts("safety.stop")]
    return [*stop, brief.texts("safety.band")] if shown else stop

"""The sizes of a handout: a whole sheet to be read standing up, or half of one, cut."""

from dataclasses import dataclass

from runstrong_pdf.layout.theme import MEASURE, Paper, Style


@dataclass(frozen=True)
class Scale:
    """Type in points, the rest in millimetres.

    Attributes:
        header: height of the head; bib, bib_figure: the race number in it.
        title, fact, fact_words: the title, and numbers with their words.
        line: club and date.
        picture: width of a row's figures.
        name, load, figure: type of a row's name, of its load and its number; the names of a page
            have one size, down to `smallest_name` where they are long.
        box, gap: tick boxes of the rounds.
        shortest_row, tallest_row: heights of a row.
        cue: least height of a row that has its cue besides its load.
        head: height of the line over the rows; block: of the head of a block.
        foot, text: styles of the foot and of the back.
        section, card: heads on the back, of a part and of a stretch.
    """

    header: float
    bib: float
    bib_figure: float
    title: float
    fact: float
    fact_words: float
    line: float
    picture: float
    name: float
    smallest_name: float
    load: float
    figure: float
    box: float
    gap: float
    shortest_row: float
    tallest_row: float
    cue: float
    head: float
    block: float
    foot: Style
    text: Style
    section: float
    card: float


WHOLE = Scale(
    header=36,
    bib=44,
    bib_figure=66,
    title=36,
    fact=25,
    fact_words=13,
    line=13,
    picture=62,
    name=22,
    smallest_name=13,
    load=14,
    figure=34,
    box=9,
    gap=2.2,
    shortest_row=12.4,
    tallest_row=27,
    cue=19.5,
    head=8,
    block=6.4,
    foot=Style("condensed", 12, 14.4),
    text=Style("condensed", 12, 14.4),
    section=22,
    card=16,
)
HALF = Scale(
    header=22.5,
    bib=25,
    bib_figure=38,
    title=22,
    fact=15,
    fact_words=9.8,
    line=9.8,
    picture=32,
    name=13,
    smallest_name=9.4,
    load=9.5,
    figure=18,
    box=5.4,
    gap=1.5,
    shortest_row=8.6,
    tallest_row=19,
    cue=13.2,
    head=5.6,
    block=4.5,
    foot=Style("condensed", 9.5, 11.2),
    text=Style("condensed", 9.2, 10.8),
    section=14,
    card=11.5,
)


def scale_of(paper: Paper) -> Scale:
    """Return the sizes for a page: those of a half sheet where the text is narrow."""
    return WHOLE if paper.measure >= MEASURE else HALF

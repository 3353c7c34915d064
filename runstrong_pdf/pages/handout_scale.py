"""The sizes of a handout: a whole sheet to be read standing up, or half of one, cut."""

from dataclasses import dataclass

from runstrong_pdf.layout.theme import MEASURE, Paper, Style


@dataclass(frozen=True)
class Scale:
    """Type in points, the rest in millimetres.

    Attributes:
        bib, bib_figure: width of the race number and size of its figure.
        title, fact, fact_words: the title, and numbers with their words.
        line: club and date; said: what to lay ready and to read first.
        move: the words of a warm-up move, whose picture is `move_high`.
        picture: width of a row's figures.
        name, load, figure: type of a row's name, of its load and its number; the names of a page
            have one size, down to `smallest_name` where they are long, its load down to
            `smallest_load` where rows are low.
        unit: what the number counts.
        box, gap: tick boxes of the rounds.
        shortest_row, tallest_row: heights of a row.
        block: height of the head of a block, and of what comes after it; in type of `bar`.
        foot: style of the foot.
        texts: styles of the back, the first that fits; section, card: its heads.
        card_picture: width of a picture on the back.
    """

    bib: float
    bib_figure: float
    title: float
    fact: float
    fact_words: float
    line: float
    said: Style
    move: Style
    move_high: float
    picture: float
    name: float
    smallest_name: float
    load: float
    smallest_load: float
    figure: float
    unit: float
    box: float
    gap: float
    shortest_row: float
    tallest_row: float
    block: float
    bar: float
    foot: Style
    texts: tuple[Style, ...]
    section: float
    card: float
    card_picture: float


WHOLE = Scale(
    bib=40,
    bib_figure=64,
    title=34,
    fact=23,
    fact_words=13,
    line=13,
    said=Style("condensed", 12, 14),
    move=Style("condensed", 11.5, 12.8),
    move_high=11.5,
    picture=62,
    name=20,
    smallest_name=13,
    load=13,
    smallest_load=11,
    figure=30,
    unit=11.5,
    box=9,
    gap=2.2,
    shortest_row=11.6,
    tallest_row=27,
    block=6.2,
    bar=13,
    foot=Style("condensed", 12, 14.2),
    texts=tuple(Style("condensed", size, size * 1.18) for size in (12, 11.5, 11)),
    section=18,
    card=14,
    card_picture=30,
)
HALF = Scale(
    bib=22,
    bib_figure=44,
    title=24,
    fact=16,
    fact_words=9.8,
    line=9.8,
    said=Style("condensed", 9.5, 11),
    move=Style("condensed", 9, 9.9),
    move_high=7.6,
    picture=34,
    name=13,
    smallest_name=9.4,
    load=9.5,
    smallest_load=9,
    figure=18,
    unit=9,
    box=5.4,
    gap=1.5,
    shortest_row=8.0,
    tallest_row=19,
    block=4.6,
    bar=9.5,
    foot=Style("condensed", 9.2, 10.7),
    texts=tuple(Style("condensed", size, size * 1.15) for size in (9.6, 9.2, 9)),
    section=14,
    card=10,
    card_picture=16,
)


def scale_of(paper: Paper) -> Scale:
    """Return the sizes for a page: those of a half sheet where the text is narrow."""
    return WHOLE if paper.measure >= MEASURE else HALF

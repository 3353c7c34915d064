"""Which pages stand on which side of a sheet: one, two to be folded, or one twice to be cut.

Pages are counted from 0 in reading order. A structure tree follows the reading order, whatever
the order on paper.
"""

from typing import NamedTuple

from runstrong_pdf.layout.theme import Paper


class Place(NamedTuple):
    """A page on a side of paper.

    Attributes:
        page: its number in reading order, from 0.
        origin: where its left edge lies, in millimetres.
        again: whether this is a further copy, which a screen reader skips.
    """

    page: int
    origin: float = 0.0
    again: bool = False


class Side(NamedTuple):
    """One side of a sheet of paper in millimetres; `cut` where it is cut in the middle."""

    width: float
    height: float
    places: tuple[Place, ...]
    cut: bool = False


def one_up(count: int, paper: Paper) -> tuple[Side, ...]:
    """Return a side for every page."""
    return tuple(Side(paper.width, paper.height, (Place(page),)) for page in range(count))


def two_alike(count: int, half: Paper, whole: Paper) -> tuple[Side, ...]:
    """Return a side for every page, which stands on it twice: one cut gives two sets."""
    left, right = _origins(half, whole)
    pairs = ((Place(page, left), Place(page, right, again=True)) for page in range(count))
    return tuple(Side(whole.height, whole.width, pair, cut=True) for pair in pairs)


def booklet(count: int, half: Paper, whole: Paper) -> tuple[Side, ...]:
    """Return the sides of sheets that are printed on both sides, laid together, folded, stapled.

    The number of pages is filled up to a multiple of four with blank ones at the end.
    """
    sides, origins = (-(-count // 4)) * 2, _origins(half, whole)
    found = []
    for side in range(sides):  # the outermost sheet first, front then back
        pages = (2 * sides - 1 - side, side)[:: -1 if side % 2 else 1]
        places = zip(pages, origins, strict=True)
        shown = tuple(Place(page, origin) for page, origin in places if page < count)
        found.append(Side(whole.height, whole.width, shown))
    return tuple(found)


def _origins(half: Paper, whole: Paper) -> tuple[float, float]:
    """Return the left edges of both halves, which meet at the fold of a sheet on its side."""
    return whole.height / 2 - half.width, whole.height / 2

"""One person who gets a plan, and a place to keep tens of thousands of them in little room."""

import datetime as dt
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from runstrong_pdf.cli.club.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Member:
    """One person who gets a plan.

    Attributes:
        row: as the spreadsheet counts.
        send: whether mail goes to them.
        start: the Monday of week 1, or None.
        recipe: shared with everybody who trains alike.
        file: name of their PDF.
        asked: mark of the row's cells.
    """

    row: int
    name: str
    email: str
    send: bool
    start: dt.date | None
    recipe: Recipe
    file: str
    asked: str


class MemberStore(Sequence[Member]):
    """Members in the order of the roster, a hundred bytes each: memory stays flat.

    Args:
        members: all of them; each is kept before the next is asked for.
    """

    def __init__(self, members: Iterator[Member]) -> None:
        self._packed = bytearray()
        self._ends = array("Q", (0,))
        self._recipes: list[Recipe] = []
        numbers: dict[str, int] = {}
        for one in members:
            number = numbers.setdefault(one.recipe.key, len(numbers))
            if number == len(self._recipes):
                self._recipes.append(one.recipe)
            self._keep(one, number)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> Member: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Member]: ...
    def __getitem__(self, place: int | slice) -> Member | Sequence[Member]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self._found(place)

    def _keep(self, one: Member, recipe: int) -> None:
        start = one.start.toordinal() if one.start else 0
        fields = (one.row, one.name, one.email, one.send, start, recipe, one.file, one.asked)
        self._packed += json.dumps(fields, ensure_ascii=False).encode()
        self._ends.append(len(self._packed))

    def _found(self, place: int) -> Member:
        fields = json.loads(self._packed[self._ends[place] : self._ends[place + 1]])
        row, name, email, send, day, recipe, file, asked = fields
        start = dt.date.fromordinal(day) if day else None
        return Member(row, name, email, send, start, self._recipes[recipe], file, asked)

"""Roster rows -> members with a recipe and a file name each, and every problem of every row."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from runstrong_pdf.cli.cache import Cache
from runstrong_pdf.cli.club.alphabets import BLOCKS, alphabets_of
from runstrong_pdf.cli.club.folder import OUTPUT, each_member, open_club, settings_mark
from runstrong_pdf.cli.club.member import Member, MemberStore
from runstrong_pdf.cli.club.naming import Namer
from runstrong_pdf.cli.club.orders import Order, OrderBook, findings_of
from runstrong_pdf.cli.club.recipe import Recipe, for_print, recipe
from runstrong_pdf.cli.library import overlay
from runstrong_pdf.errors import RosterError, RunstrongError
from runstrong_pdf.mail.manifest import options_digest
from runstrong_pdf.model.club import Problem, Recipient
from runstrong_pdf.model.club import Wishes as Cells
from runstrong_pdf.pages.person import checked_name


class Roll:
    """Everybody of a roster who can be given a plan.

    Args:
        folder: the club's.

    Attributes:
        club, folder, output: the settings, where they lie, where to write.
        members: in the order of the roster.
        recipes: by key, in the order in which they were first asked for.
        settings: mark of the club.toml that all is made by.
        problems: of the roster and of the rows.
        notes: what is worth knowing about club.toml.
    """

    def __init__(self, folder: Path) -> None:
        club = open_club(folder)
        self.club, self.folder, self.output = club, folder, folder / OUTPUT
        self.settings = settings_mark(club, folder)
        self.problems: list[Problem] = []
        self.recipes: dict[str, Recipe] = {}
        self._headers: dict[str, str] = {}
        self._send = club.defaults.send
        self._known: dict[tuple[Cells, tuple[str, ...]], Recipe] = {}
        self._orders = OrderBook(club, folder)
        self.notes = self._orders.notes
        self.cache = Cache(overlay(str(folder / club.templates) if club.templates else ""))
        self._lines = _club_alphabets(club.name, club.contact, str(folder))
        self._namer = Namer()
        self.members = MemberStore(
            self._enrolled(each_member(folder, club, self.problems, self._headers))
        )
        del self._namer, self._orders, self._known  # a federation's would weigh something

    def for_print(self) -> dict[str, Recipe]:
        """Return by the key of each recipe the one for the copier; alphabets are put together."""
        groups: dict[object, list[Recipe]] = {}
        for one in self.recipes.values():
            groups.setdefault((one.wishes, one.dated), []).append(one)
        found = {}
        for group in groups.values():
            used = {name for one in group for name in one.alphabets}
            alphabets = tuple(name for name in BLOCKS if name in used)
            shared = for_print(group[0], alphabets, self.cache)
            found.update({one.key: shared for one in group})
        return found

    def located(self, found: Problem, row: int) -> Problem:
        """Return a problem with its row, and its column as the file calls it."""
        return replace(found, row=row, column=self._headers.get(found.column) or found.column)

    def _enrolled(self, people: Iterator[Recipient]) -> Iterator[Member]:
        for person in people:
            order, findings = self._orders.order(person.wishes)
            self.problems += [self.located(found, person.row) for found in findings]
            name = self._name(person) if person.name else None
            if order and name is not None:
                send = self._send if person.send is None else person.send
                yield Member(
                    person.row,
                    person.name,
                    person.email,
                    send and bool(person.email),
                    order.start,
                    self._recipe(person.wishes, order, name),
                    self._namer.name(person.name),
                    options_digest(person.wishes),
                )

    def _name(self, person: Recipient) -> tuple[str, ...] | None:
        """Return the alphabets of a name, or None where it cannot be printed."""
        try:
            return alphabets_of(checked_name("--name", person.name))
        except RunstrongError as error:
            self.problems += [
                self.located(replace(found, column="name"), person.row)
                for found in findings_of(error)
            ]
            return None

    def _recipe(self, cells: Cells, order: Order, name: tuple[str, ...]) -> Recipe:
        found = self._known.get((cells, name))
        if found is None:
            alphabets = tuple(block for block in BLOCKS if block in {*name, *self._lines})
            dated = order.start is not None
            found = recipe(order.wishes, alphabets, self.cache, dated=dated)
            found = self._known[cells, name] = self.recipes.setdefault(found.key, found)
        return found


def _club_alphabets(name: str, contact: str, folder: str) -> tuple[str, ...]:
    try:
        return alphabets_of(checked_name("name", name) + checked_name("contact", contact))
    except RunstrongError as error:
        raise RosterError(f"{folder}/club.toml: {error}", error.remedy) from None

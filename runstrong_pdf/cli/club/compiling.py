"""Templates for a whole roll: from the cache, else drawn by the engine; kept on disk meanwhile."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from runstrong_pdf.cli.cache import Cache
from runstrong_pdf.cli.club.engine import Engine, Here
from runstrong_pdf.cli.club.enrolling import Roll
from runstrong_pdf.cli.club.orders import findings_of
from runstrong_pdf.cli.club.progress import Progress
from runstrong_pdf.cli.club.recipe import Compiled, Recipe, compiled, kept, unpacked
from runstrong_pdf.errors import RunstrongError, UsageError
from runstrong_pdf.model.club import Problem
from runstrong_pdf.pages.person import Person, personal_texts
from runstrong_pdf.pdf.stamp import Press

CHECKED = ("name", "who", "first-name", "club", "contact")
"""Slots whose text a roster or club.toml decides."""


class Templates:
    """The templates of one run, each in a file of its own: memory holds one at a time.

    Args:
        folder: a temporary one.
    """

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder = folder
        self._cache = cache
        self.errors: dict[str, Compiled] = {}
        self._prefix = "", b""

    def missing(self, recipes: Iterable[Recipe]) -> list[Recipe]:
        """Take what the cache has; return the others."""
        return [one for one in recipes if not self._taken(one.key)]

    def compile(self, recipes: list[Recipe], engine: Engine) -> None:
        """Have templates drawn; what cannot be is noted in `errors`."""
        progress = Progress("drawing", len(recipes))
        for done in _drawn(recipes, engine):
            if done.error:
                self.errors[done.key] = done
            else:
                (self._folder / done.key).write_bytes(done.stored)
                if not engine.shares_disk:
                    self._cache.keep(done.key, done.stored)
            progress.add(1)
        progress.close()

    def stored(self, key: str) -> bytes:
        """Return a template as it is kept."""
        return (self._folder / key).read_bytes()

    def prefix(self, key: str) -> bytes:
        """Return a template's constant bytes; the last ones are kept at hand."""
        if self._prefix[0] != key:
            self._prefix = key, unpacked(self.stored(key)).template.prefix
        return self._prefix[1]

    def _taken(self, key: str) -> bool:
        file = self._folder / key
        if not file.exists() and (stored := kept(key, self._cache)):
            file.write_bytes(stored)
        return file.exists()


def _drawn(recipes: list[Recipe], engine: Engine) -> Iterator[Compiled]:
    """Yield every template; what needs a file of the club's is drawn where the file lies."""
    if engine.shares_disk:
        yield from engine.run(compiled, recipes)
        return
    yield from engine.run(compiled, [one for one in recipes if not one.needs_files])
    yield from Here().run(compiled, [one for one in recipes if one.needs_files])


def by_recipe(roll: Roll) -> Mapping[str, Sequence[int]]:
    """Return the places of all members by the key of their recipe."""
    groups = {key: array("L") for key in roll.recipes}
    for number, member in enumerate(roll.members):
        groups[member.recipe.key].append(number)
    return groups


def problems_with(roll: Roll, templates: Templates) -> Iterator[Problem]:
    """Yield what only shows in the templates: plans that cannot be, names that do not fit."""
    for key, numbers in by_recipe(roll).items():
        if failed := templates.errors.get(key):
            found = findings_of(UsageError(failed.error, failed.remedy))
            for number in numbers:
                row = roll.members[number].row
                yield from (roll.located(problem, row) for problem in found)
        else:
            yield from _misfits(roll, numbers, templates.stored(key))


def _misfits(roll: Roll, numbers: Iterable[int], stored: bytes) -> Iterator[Problem]:
    known, club = unpacked(stored), roll.club
    press = Press(replace(known.template, prefix=b""))
    for number in numbers:
        person = roll.members[number]
        texts = personal_texts(
            Person(person.name, club.name, club.contact), known.plan, known.texts
        )
        try:
            press.check({key: texts[key] for key in CHECKED})
        except RunstrongError as error:
            yield roll.located(Problem(0, "name", str(error)), person.row)

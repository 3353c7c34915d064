"""The templates of one run: from the cache, else drawn; and what only shows in them."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from runstrong_pdf.club.executors import Executor
from runstrong_pdf.club.folder import AT_TOP, ClubFolder, club_key
from runstrong_pdf.club.members import Member, MemberList
from runstrong_pdf.errors import Problem, RunstrongError
from runstrong_pdf.files import read_file, write_whole
from runstrong_pdf.progress import Progress
from runstrong_pdf.rendering import Stamper, TemplateJob, draw_template, read_template, unpack
from runstrong_pdf.template_cache import MOST_BYTES, TemplateCache

DrawnTemplate = tuple[str, bytes | tuple[Problem, ...]]
"""A key, and the template as it is kept, or why there is none."""


class RunTemplates:
    """The templates of one run, each in a file of its own: memory holds one at a time.

    Args:
        folder: a temporary one.
        cache: what earlier runs have drawn is there.

    Attributes:
        failures: why a template could not be drawn, by key.
    """

    def __init__(self, folder: Path, cache: TemplateCache) -> None:
        self._folder = folder
        self._cache = cache
        self.failures: dict[str, tuple[Problem, ...]] = {}

    def missing(self, jobs: Mapping[str, TemplateJob]) -> dict[str, TemplateJob]:
        """Take what the cache has; return the other jobs."""
        return {key: job for key, job in jobs.items() if not self._take(key)}

    def draw(
        self,
        jobs: Mapping[str, TemplateJob],
        executor: Executor,
        progress: Progress,
        stop: threading.Event | None = None,
    ) -> None:
        """Have templates drawn; what cannot be is noted in `failures`. Raises OutputError."""
        for done, (key, drawn) in enumerate(_drawn(jobs, executor), 1):
            if isinstance(drawn, bytes):
                write_whole(self._folder / key, drawn)
                self._cache.keep(key, drawn)
            else:
                self.failures[key] = drawn
            progress(done, len(jobs), "drawing")
            if stop and stop.is_set():
                return

    def stored(self, key: str) -> bytes:
        """Return a template as it is kept."""
        return read_file(self._folder / key, MOST_BYTES)

    def _take(self, key: str) -> bool:
        stored = read_template(key, self._cache)
        if stored:
            write_whole(self._folder / key, stored)
        return bool(stored)


def template_problems(
    listed: MemberList, templates: RunTemplates, folder: ClubFolder
) -> Iterator[Problem]:
    """Yield what only shows in the templates: plans that cannot be, lines that do not fit."""
    for key, places in listed.by_template().items():
        members = [listed.members[place] for place in places]
        if failed := templates.failures.get(key):
            for member in members:
                yield from (_located(problem, member, listed, folder) for problem in failed)
            continue
        stamper = Stamper(unpack(templates.stored(key)))
        for member in members:
            try:
                stamper.check(member.person)
            except RunstrongError as error:
                yield from (_located(one, member, listed, folder) for one in error.problems)


def _located(problem: Problem, member: Member, listed: MemberList, folder: ClubFolder) -> Problem:
    """Return a problem where it can be fixed: a file of its own, club.toml, or the row."""
    if problem.where:
        return problem
    of_club = problem.field in {*AT_TOP, "club"} or (problem.field != "name" and not member.cells)
    if of_club:
        where = str(folder.settings_file)
        return replace(problem, field=club_key(problem.field), where=where)
    return listed.located(problem, member.row)


def _drawn(jobs: Mapping[str, TemplateJob], executor: Executor) -> Iterator[DrawnTemplate]:
    """Yield every template; what needs a file of the club's is drawn where the file lies."""
    here = {k: job for k, job in jobs.items() if job.needs_files and not executor.shares_disk}
    yield from executor.run(draw, [(k, job) for k, job in jobs.items() if k not in here])
    yield from map(draw, here.items())


def draw(task: tuple[str, TemplateJob]) -> DrawnTemplate:
    """Plan and draw: the work function. A request that cannot be met comes back as its problems."""
    key, job = task
    try:
        return key, draw_template(job)
    except RunstrongError as error:
        return key, error.problems

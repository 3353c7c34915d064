"""The walk of a club night: read, check everything, draw each plan once, stamp everybody."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from runstrong_pdf.cli.club.compiling import Templates, problems_with
from runstrong_pdf.cli.club.engine import Engine, all_cores, engine
from runstrong_pdf.cli.club.enrolling import Roll
from runstrong_pdf.cli.club.making import (
    DIGEST,
    Tally,
    make_files,
    write_papers,
    write_print_all,
)
from runstrong_pdf.cli.club.recipe import Recipe
from runstrong_pdf.errors import OutputError, RosterError
from runstrong_pdf.files import make_folder, remove_abandoned
from runstrong_pdf.model.club import Problem, listed

INTERRUPTED = 130
"""The exit code that shells give a command ended by Ctrl-C."""
WORTH_A_DRAWING, WORTH_A_PROCESS = 1, 500
"""Templates or members from which starting more processes pays for itself."""


def check_club(folder: Path, jobs: int, dask: str) -> int:
    """Return how many members there are. Raises RosterError with every problem."""
    roll = Roll(folder)
    with _templates(roll) as templates:
        missing = templates.missing(roll.recipes.values())
        with engine(_processes(jobs, len(missing), 0), dask) as chosen:
            templates.compile(missing, chosen)
        _stop_where_wrong(roll, templates)
    return len(roll.members)


def make_club(folder: Path, jobs: int, dask: str, *, print_all: bool) -> list[Path]:
    """Make everything; return what was written.

    Raises:
        RosterError: with every problem, before anything is written.
        OutputError: when files could not be written; all others are there.
    """
    roll = Roll(folder)
    printing = roll.for_print() if print_all else {}
    tally = Tally(bytearray(DIGEST * len(roll.members)))
    try:
        with _templates(roll) as templates:
            missing = templates.missing(_each_once(roll, printing))
            processes = _processes(jobs, len(missing), len(roll.members))
            with engine(processes, dask) as chosen:
                templates.compile(missing, chosen)
                _stop_where_wrong(roll, templates)
                return _written(roll, templates, printing, chosen, tally)
    except KeyboardInterrupt:
        typer.echo(
            f"stopped: {tally.there} of {len(roll.members)} files are there, all of them whole\n"
            f"  try: runstrong club make {folder}  (goes on where it stopped)",
            err=True,
        )
        raise typer.Exit(INTERRUPTED) from None


def _written(
    roll: Roll, templates: Templates, printing: dict[str, Recipe], chosen: Engine, tally: Tally
) -> list[Path]:
    folder = roll.output
    make_folder(folder)
    remove_abandoned(folder)
    make_files(roll, templates, chosen, tally)
    written = []
    try:
        written += write_papers(roll, templates, tally)
        if printing:
            written.append(write_print_all(roll, templates, printing, tally))
    except OutputError as error:
        tally.problems += str(error).splitlines()
    if tally.problems:
        remedy = f"mend that, then runstrong club make {roll.folder}  (goes on where it stopped)"
        raise OutputError("\n".join(tally.problems), remedy)
    same = tally.there - tally.made
    typer.echo(f"{tally.made} files written, {same} were up to date", err=True)
    _tell_of_strangers(roll)
    return [folder, *written]


def _each_once(roll: Roll, printing: dict[str, Recipe]) -> Iterable[Recipe]:
    wanted = (*roll.recipes.values(), *printing.values())
    return {one.key: one for one in wanted}.values()


@contextmanager
def _templates(roll: Roll) -> Iterator[Templates]:
    with tempfile.TemporaryDirectory(prefix="runstrong-") as folder:
        yield Templates(Path(folder), roll.cache)


def _processes(jobs: int, missing: int, members: int) -> int:
    """Return how many processes to work in; starting them costs what a few hundred files do."""
    if jobs:
        return jobs
    worth = missing > WORTH_A_DRAWING or members > WORTH_A_PROCESS
    return all_cores() if worth else 1


def _stop_where_wrong(roll: Roll, templates: Templates) -> None:
    """Print notes; raise RosterError with every problem of every row."""
    file = roll.folder / roll.club.roster
    problems: list[Problem] = [*roll.problems, *problems_with(roll, templates)]
    notes = [problem for problem in problems if not problem.grave]
    for line in (*roll.notes, *listed(notes, str(file))):
        typer.echo(f"note: {line}", err=True)
    grave = [problem for problem in problems if problem.grave]
    if grave:
        raise RosterError("\n".join(dict.fromkeys(listed(grave, str(file)))))


def _tell_of_strangers(roll: Roll) -> None:
    """Say which PDFs belong to nobody on the roster; they are left alone."""
    if sum(1 for _ in _sheets(roll.output)) == len(roll.members):
        return  # as always but after somebody left
    ours = {member.file for member in roll.members}
    strangers = sorted(name for name in _sheets(roll.output) if name not in ours)
    some = ", ".join(strangers[:5]) + (", ..." if len(strangers) > 5 else "")
    typer.echo(f"note: {roll.output}: of nobody on the roster now: {some}", err=True)


def _sheets(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as found:
        yield from (
            file.name
            for file in found
            if file.name.endswith(".pdf") and file.name != "print-all.pdf"
        )

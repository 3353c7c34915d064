"""What can be wrong with what a user gave, as data; the error classes and their exit codes.

The exit codes are public (README, "When something is wrong"). Anything that is not a
`RunstrongError` is a bug: it leaves with code 1 and shows its traceback.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal, Self

Severity = Literal["error", "warning", "note"]
"""`error`: nothing can be done before it is fixed. `warning`: the print may be spoiled.
`note`: worth knowing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with what a user gave, or worth knowing about it.

    Attributes:
        where: the file it is in, with the key or page for files of one's own; empty for options.
        row: the row of a roster as the spreadsheet counts; 0 for none.
        field: the option, as `model/fields.py` names it (`push_ups`), or the key of the file in
            `where` (`mail.rate`); empty where it is about no single one.
        message: what is wrong; completes `FIELD: `.
        remedy: what to do about it; empty where the message says it all.
        severity: see `Severity`.
        label: what the file itself calls the field, such as a roster's own heading.

    Example:
        >>> str(Problem("weeks", "99 is too many", "choose 4 to 12"))
        'weeks: 99 is too many'
        >>> str(Problem("email", "has no @", where="roster.csv", row=7, label="E-Mail"))
        'roster.csv: row 7, E-Mail: has no @'
    """

    field: str
    message: str
    remedy: str = ""
    severity: Severity = "error"
    where: str = ""
    row: int = 0
    label: str = ""

    def __str__(self) -> str:
        """Return place and message on one line."""
        row = f"row {self.row}" if self.row else ""
        place = ", ".join(part for part in (row, self.label or self.field) if part)
        return ": ".join(part for part in (self.where, place, self.message) if part)


class RunstrongError(Exception):
    """Something the user can fix.

    Args:
        problem: what is wrong in words, or everything that is wrong, as records.
        remedy: what to do about it, where `problem` is words.
        field: the option it is about, where `problem` is words.
        where: the file it is in, where `problem` is words.

    Attributes:
        exit_code: what the process returns.
        problems: everything that is wrong, each of them once.

    Example:
        >>> UsageError("99 is too many", "choose 4 to 12", field="weeks").problems
        (Problem(field='weeks', message='99 is too many', remedy='choose 4 to 12', \
severity='error', where='', row=0, label=''),)
    """

    exit_code = 1

    def __init__(
        self,
        problem: str | Iterable[Problem],
        remedy: str = "",
        *,
        field: str = "",
        where: str = "",
    ) -> None:
        if isinstance(problem, str):
            problem = (Problem(field, problem, remedy, where=where),)
        self.problems = tuple(dict.fromkeys(problem))
        super().__init__(self.problems)  # what a worker process sends home

    def __str__(self) -> str:
        """Return every problem, one a line."""
        return "\n".join(map(str, self.problems))

    def located(self, field: str = "", where: str = "") -> Self:
        """Return the same error said of a field or a file, where its problems name none."""
        return type(self)(
            replace(one, field=one.field or field, where=one.where or where)
            for one in self.problems
        )

    @property
    def remedy(self) -> str:
        """What to do about the first problem that says so; empty where none does."""
        return next((problem.remedy for problem in self.problems if problem.remedy), "")


class UsageError(RunstrongError):
    """An option has a value that cannot be, or two options contradict each other."""

    exit_code = 2


class TemplateError(RunstrongError):
    """A file under `templates/` or `images/` is missing or malformed, or `check` found mistakes."""

    exit_code = 3


class NoProgrammeError(RunstrongError):
    """No programme suits the request; the remedy names the nearest that would."""

    exit_code = 4


class RosterError(RunstrongError):
    """A roster or club file cannot be used as it is."""

    exit_code = 5


class OutputError(RunstrongError):
    """The result cannot be written, or does not fit on its page."""

    exit_code = 6


class MailError(RunstrongError):
    """Mail could not be composed or sent."""

    exit_code = 7


class ProblemCollector:
    """Collects what is wrong with several things, so that all of it is told at once.

    Example:
        >>> found = ProblemCollector()
        >>> with found.collected():
        ...     raise UsageError("99 is too many", field="weeks")
        >>> [str(problem) for problem in found.problems]
        ['weeks: 99 is too many']
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    @contextmanager
    def collected(self) -> Iterator[None]:
        """Note the problems of a RunstrongError instead of stopping at it."""
        try:
            yield
        except RunstrongError as error:
            self.problems += error.problems

    def stop(self, kind: type[RunstrongError] = UsageError) -> None:
        """Raise what was collected as one error, if anything was."""
        if self.problems:
            raise kind(self.problems)

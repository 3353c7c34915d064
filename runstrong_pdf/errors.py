"""What can be wrong with what a user gave, as data; the error classes and their exit codes.

The exit codes are public (README, "When something is wrong"). Anything that is not a
`RunstrongError` is a bug: it leaves with code 1 and shows its traceback.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from reprlib import Repr
from typing import Literal, Self

Severity = Literal["error", "warning", "note"]
"""`error`: nothing can be done before it is fixed. `warning`: the print may be spoiled.
`note`: worth knowing."""
Kind = type | str | range | None
"""What an argument may be, see `expect`."""
LONGEST_PLACE = 255
"""Letters of a path that are shown; a longer one is no file's."""
STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 60
_SHORT.maxlevel = 3


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
        place = ", ".join(filter(None, (row, in_words(self.label or self.field))))
        where = in_words(self.where)
        if len(where) > LONGEST_PLACE:
            where = f"{where[:60]}...{where[-60:]}"
        return ": ".join(filter(None, (where, place, in_words(self.message))))


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


class StoppedError(Exception):
    """Work was stopped by whoever asked for it; nothing is wrong."""

    def __str__(self) -> str:
        """Return what happened."""
        return "the work was stopped before it was done"


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
    def collected(self, field: str = "") -> Iterator[None]:
        """Note the problems of a RunstrongError, of a field if they name none, and go on."""
        try:
            yield
        except RunstrongError as error:
            self.problems += error.located(field).problems

    def stop(self, kind: type[RunstrongError] = UsageError) -> None:
        """Raise what was collected as one error, if anything was."""
        if self.problems:
            raise kind(self.problems)


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the errors among problems, without warnings and notes."""
    return tuple(one for one in problems if one.severity == "error")


def as_warnings(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems of something that is left out, and so stops nothing else."""
    return tuple(replace(one, severity="warning") for one in problems)


def counted(many: int, thing: str) -> str:
    """Return how many there are of something.

    Example:
        >>> counted(1, "member"), counted(2, "member")
        ('1 member', '2 members')
    """
    return f"{many} {thing}" if many == 1 else f"{many} {thing}s"


def shown(given: object) -> str:
    """Return a value as messages name it: short, however long, deep or odd it is.

    Example:
        >>> shown("Zoë"), shown([[[[["deep"]]]]])
        ("'Zoë'", '[[[[...]]]]')
    """
    try:
        return _SHORT.repr(given)
    except ValueError:  # Python does not write numbers of thousands of figures
        return f"a very long {type(given).__name__}"


def plain(text: str) -> str:
    r"""Return text without what steers a terminal: control characters and direction marks.

    Example:
        >>> plain("Zo\x1b[31më\u202e")
        'Zo [31më '
    """
    return STEERING.sub(" ", text)


def plain_line(text: str) -> str:
    r"""Return `plain` text on one line, with single spaces.

    Example:
        >>> plain_line("Zoë\r\nBcc:  evil@example.com")
        'Zoë Bcc: evil@example.com'
    """
    return " ".join(plain(text).split())


def some_of(things: Iterable[object], most: int = 5) -> str:
    """Return the first few of some things, and how many there are besides.

    Example:
        >>> some_of(["Zoë", "Jo"]), some_of(range(2, 99), 3)
        ('Zoë, Jo', '2, 3, 4 and 94 more')
    """
    listed = [str(one) for one in things]
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")


def in_words(given: object) -> str:
    """Return text as it is, and anything else as `shown`."""
    return given if isinstance(given, str) else shown(given)


def expect(**given: tuple[object, *tuple[Kind, ...]]) -> None:
    """Check arguments of the public face; what is wrong with all of them is told at once.

    Args:
        given: by the name of the argument its value, then what it may be: a class, None, a whole
            number of a range, or, as text, something that has these attributes.

    Raises:
        UsageError: with every argument that is none of it.

    Example:
        >>> expect(dpi=(96, int, float), stop=(None, "is_set", None))
        >>> expect(dpi=("96", int, float), stop=(3, "is_set", None), jobs=(-1, range(9)))
        Traceback (most recent call last):
        ...
        runstrong_pdf.errors.UsageError: dpi: must be int or float, not '96'
        stop: must be something with is_set or None, not 3
        jobs: must be a whole number from 0 to 8, not -1
    """
    found = []
    for name, (value, *kinds) in given.items():
        if not any(_is(value, kind) for kind in kinds):
            words = " or ".join(dict.fromkeys(map(_named, kinds)))
            found.append(Problem(name, f"must be {words}, not {shown(value)}"))
    if found:
        raise UsageError(found)


def _is(value: object, kind: Kind) -> bool:
    if kind is None:
        return value is None
    if isinstance(kind, str):
        return all(hasattr(value, name) for name in kind.split())
    if isinstance(kind, range):
        return type(value) is int and value in kind
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _named(kind: Kind) -> str:
    if isinstance(kind, str):
        return f"something with {' and '.join(kind.split())}"
    if isinstance(kind, range):
        most = "" if kind.stop == sys.maxsize else f" to {kind[-1]}"
        return f"a whole number from {kind[0]}{most}"
    return kind.__name__ if kind else "None"

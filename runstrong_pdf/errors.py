"""Every error a user can put right, with its exit code, on one page.

The exit codes are public (README, "Exit codes"). Anything that is not a `RunstrongError`
is a bug: it leaves with code 1 and shows its traceback.
"""

from collections.abc import Iterable


class RunstrongError(Exception):
    """Something the user can put right.

    Attributes:
        exit_code: what the process returns.
        remedy: the command or change that mends it; empty where the message says it all.
    """

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class UsageError(RunstrongError):
    """An option has a value that cannot be, or two options contradict each other."""

    exit_code = 2


class TemplateError(RunstrongError):
    """A file under `templates/` or `images/` is missing or malformed, or `check` found mistakes."""

    exit_code = 3

    @classmethod
    def listing(cls, problems: Iterable[str]) -> "TemplateError":
        """Build one error that lists every problem, one a line."""
        return cls("\n".join(problems))


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

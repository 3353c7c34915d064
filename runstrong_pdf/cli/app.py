"""The `runstrong` command: its table of commands; where errors become exit codes."""

import gc
import io
import os
import re
import sys
from collections.abc import Container
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from runstrong_pdf import __version__
from runstrong_pdf.cli.console import abandon_stdout, report, say
from runstrong_pdf.cli.interrupt import INTERRUPTED, interruptible
from runstrong_pdf.errors import OutputError, RunstrongError, UsageError

COMMANDS = {
    "plan": ("plan", "Make a plan: six weeks for a beginner on A4, unless you say otherwise."),
    "new": ("new", "Answer a few questions and get your plan: the way to begin."),
    "next": ("next", "Make the block after a plan, from its PDF as it was filled in."),
    "exercises": ("exercises", "List exercises: name, kit, movement and level."),
    "show": ("show", "Show how an exercise is done, or put its picture into a file."),
    "programmes": ("exercises", "List the programmes and whom each is for."),
    "explain": ("exercises", "Say what a rule of the training or a caution means."),
    "check": ("check", "Check files of your own, and any PDF before it is printed."),
    "serve": ("serve", "Open a page in the browser that does all of it, with pictures."),
    "club": ("club club_mail", "A running club: a roster, plans for all, mail that is safe."),
}
"""Every command: the module under `cli/` that has its `app`, and what it is for.

A module is loaded when its command runs, so that `--help` pays for none of them; a second one has
more commands of a group.
"""

AMERICAN = {
    "color": "colour",
    "program": "programme",
    "programs": "programmes",
    "no-color": "no-colour",
}
"""Spellings of options and commands that are taken silently."""
IN_OUR_WORDS = (
    ("^Option '(.*)' requires an argument$", r"\1: its value is missing"),
    ("^Option '(.*)' does not take a value$", r"\1: takes no value"),
    (r"^No such command '(.*)'\. Did you mean '(.*)'\?$", r"'\1' is no command; did you mean \2?"),
    ("^No such command '(.*)'$", r"'\1' is no command"),
    ("^Invalid value for '(?:-. / )?(.*?)'", r"\1"),
    ("Input should be a valid integer.*", "is not a whole number"),
    ("Input should be", "must be"),
)
"""What Typer says, and what we say for it."""


class CommandTable(TyperGroup):
    """A group that loads a command when it runs."""

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401  Typer's own types are private
        """Return its options."""
        return as_typed(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  Typer's own types are private
        """Return the command that is asked for, loaded. Raises UsageError for none of ours."""
        args = [spelt(args[0]), *args[1:]] if args else args
        if args and args[0] in COMMANDS:
            names = COMMANDS[args[0]][0].split()
            module, *_ = [import_module(f"{__package__}.{name}") for name in names]
            if args[0] != "plan":  # one plan and out: collecting would free nothing that matters
                gc.enable()
            self.commands[args[0]] = typer.main.get_group(module.app).commands[args[0]]
        elif args and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            text = f"{args[0][:40]!r} is no command; {hint}possible: {', '.join(COMMANDS)}"
            raise UsageError(text, "runstrong --help")
        return super().resolve_command(ctx, args)


def as_typed(options: Any, texts: Container[str] = ()) -> Any:  # noqa: ANN401  as above
    """Return options that need no converter of pydantic's where nothing is to be converted.

    Typer builds one for each of fifty options, also for those that were left out.

    Args:
        texts: names of options whose value is text.
    """
    for one in options:
        if not one.required:
            one.process_value = partial(_processed, one, texts)
    return options


def _processed(one: Any, texts: Container[str], ctx: Any, value: Any) -> Any:  # noqa: ANN401  as above
    if value is None or (isinstance(value, str) and one.name in texts):
        return value
    return type(one).process_value(one, ctx, value)


def spelt(name: str) -> str:
    """Return the name of an option or a command as we spell it."""
    return AMERICAN.get(name, name)


app = typer.Typer(
    name="runstrong",
    cls=CommandTable,
    help="Printable, illustrated upper-body strength plans for runners. Works offline.",
    epilog="Begin with:  runstrong plan",
    context_settings={"help_option_names": ["-h", "--help"], "token_normalize_func": spelt},
    rich_markup_mode=None,  # rich help costs 100 ms on every start
    pretty_exceptions_enable=False,
)
for name, (_, purpose) in COMMANDS.items():
    app.command(name=name, help=purpose)(lambda: None)


@app.callback(invoke_without_command=True)
def about(
    context: typer.Context,
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    """Printable, illustrated upper-body strength plans for runners. Works offline."""
    if version:
        typer.echo(f"runstrong {__version__}")
    elif not context.invoked_subcommand:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line and leave with its exit code; what is wrong is said in one style."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some costs 10 ms
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # letters that an old code page has not
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    """Run the command that was typed and return its exit code."""
    try:
        with interruptible():
            return app(prog_name="runstrong", standalone_mode=False) or 0
    except RunstrongError as error:
        return _reported(error)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (OSError, SystemExit) as error:
        return _lost(error)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _told(error)


def _lost(error: OSError | SystemExit) -> int:
    """Return how to leave when standard output is gone; raise what is no such thing."""
    if isinstance(error, SystemExit) and isinstance(error.__context__, BrokenPipeError):
        abandon_stdout()  # its reader left early, of which Typer makes an exit: nothing is wrong
        return 0
    if isinstance(error, SystemExit) or error.filename is not None:
        raise error
    abandon_stdout()
    return _reported(OutputError(f"standard output cannot be written: {error.strerror}"))


def _told(error: Any) -> int:  # noqa: ANN401  Typer's own types are private
    """Say an error of Typer's in our words: an option that there is not, a value that lacks."""
    context, text = error.ctx, error.format_message().rstrip(".")
    if text.startswith("Usage:"):  # a group of commands, and none of them was named
        for line in text.splitlines():
            say(line)
        return UsageError.exit_code
    if hasattr(error, "possibilities"):
        names = [name for one in context.command.params for name in one.opts + one.secondary_opts]
        near = get_close_matches(error.option_name, names, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        text = f"there is no option {error.option_name}{hint}"
    for said, words in IN_OUR_WORDS:
        text = re.sub(said, words, text)
    command = f"runstrong {sys.argv[1]}" if sys.argv[1] in COMMANDS else "runstrong"
    remedy = f"{context.command_path if context else command} --help"
    return _reported(UsageError(text[:1].lower() + text[1:], remedy))


def _reported(error: RunstrongError) -> int:
    report(error)
    return error.exit_code

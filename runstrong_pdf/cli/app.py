"""The `runstrong` command: its table of commands; where errors become exit codes."""

import gc
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from runstrong_pdf import __version__
from runstrong_pdf.cli.console import report
from runstrong_pdf.cli.interrupt import INTERRUPTED, interruptible
from runstrong_pdf.errors import RunstrongError

COMMANDS = {
    "plan": ("plan", "Make a plan: six weeks for a beginner on A4, unless you say otherwise."),
    "next": ("next", "Make the block after a plan, from its PDF as it was filled in."),
    "exercises": ("lookup", "List exercises: name, kit, movement and level."),
    "show": ("lookup", "Show how an exercise is done, or put its picture into a file."),
    "programmes": ("lookup", "List the programmes and whom each is for."),
    "check": ("check", "Check files of your own, and any PDF before it is printed."),
    "club": ("club", "A running club: one roster, a plan for everybody, mail that is safe."),
}
"""Every command: the module under `cli/` that has its `app`, and what it is for.

A module is loaded when its command runs, so that `--help` pays for none of them.
"""
MORE = {"club": ("club_print", "club_people")}
"""Modules with more commands of a group, which are loaded with it."""


class CommandTable(TyperGroup):
    """A group that loads a command when it runs."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  Typer's own types are private
        """Return the command that is asked for, loaded."""
        if args and args[0] in COMMANDS:
            if args[0] != "plan":  # one plan and out: collecting would free nothing that matters
                gc.enable()
            module = import_module(f"{__package__}.{COMMANDS[args[0]][0]}")
            for more in MORE.get(args[0], ()):
                import_module(f"{__package__}.{more}")
            self.commands[args[0]] = typer.main.get_group(module.app).commands[args[0]]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="runstrong",
    cls=CommandTable,
    help="Printable, illustrated upper-body strength plans for runners. Works offline.",
    epilog="Begin with:  runstrong plan",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich help costs 100 ms on every start
    pretty_exceptions_enable=False,
)
for name, (_, purpose) in COMMANDS.items():
    app.command(name=name, help=purpose)(lambda: None)


@app.callback(invoke_without_command=True)
def about(
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    """Printable, illustrated upper-body strength plans for runners. Works offline."""
    if version:
        typer.echo(f"runstrong {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; a user's error ends with its message and its exit code."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some costs 10 ms
    try:
        with interruptible():
            app()
    except RunstrongError as error:
        report(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:  # in the moment before or after Typer looks for it
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe left early: nothing is wrong
        sys.stderr.close()
        sys.exit(0)

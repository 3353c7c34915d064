"""`runstrong new`: a few questions in plain words, answered into a file that `plan` reads."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from runstrong_pdf.cli.app import spelt
from runstrong_pdf.cli.computer import today
from runstrong_pdf.cli.console import results, say
from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.cli.plan import make_file
from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.files import failing_as, quoted, write_whole
from runstrong_pdf.me_file import QUESTIONS, command_line, me_text, next_monday, understood
from runstrong_pdf.starters import STARTERS, start_file

GREETING = "Seven questions. Type an answer and Enter; Enter alone means what is in brackets."
NEXT = {
    "exercise": ('"Narrow push-up"', "--use"),
    "programme": ('"Tuesday group"', "--programme"),
    "words": ("it", "--language"),
}
"""Of what can be begun: how it may be called, and the option of `plan` that uses it."""

FILE_HELP = f"Where the answers go; or {', '.join(STARTERS)}."

app = typer.Typer(rich_markup_mode=None)


@app.command(
    name="new", epilog='Example:  runstrong new     or  runstrong new exercise "Narrow push-up"'
)
def new(
    file: Path = typer.Argument("me.toml", metavar="FILE", help=FILE_HELP),
    name: list[str] | None = typer.Argument(
        None, metavar="NAME", help="What that is to be called."
    ),
    no_open: bool = typer.Option(False, "--no-open", help="Do not open the plan."),
    base: str = typer.Option("", "--from", help="The exercise that a new one is like."),
    templates: Path = typer.Option(
        "my-club", metavar="DIR", help="The folder for files of your own."
    ),
) -> None:
    """Ask a few questions, keep the answers in a file, and make the plan.

    Or write an exercise, a programme, or the words of a language to begin with.
    """
    kind = spelt(str(file))
    if kind in STARTERS:
        _start(kind, " ".join(name or ()), templates, base)
    elif name:
        hint = f"possible: {', '.join(STARTERS)}"
        raise UsageError(f"{kind[:40]!r} cannot be begun; {hint}", "runstrong new --help")
    else:
        _make(file, opened=not no_open)


def _start(kind: str, name: str, folder: Path, base: str) -> None:
    """Write a file of one's own to begin with, and say how it is used."""
    if not name:
        raise UsageError("a name is missing", f"runstrong new {kind} {NEXT[kind][0]}")
    files = start_file(kind, name, folder, base)
    if kind == "words":
        files = (files[0].parent,)  # a language is a folder of many
    results(*files)
    say(f"next: change {'them' if len(files) > 1 else 'it'} in any text editor, then")
    say(f"  runstrong check {quoted(folder)}")
    say(f"  runstrong plan --templates {quoted(folder)} {NEXT[kind][1]} {quoted(files[0].stem)}")


def _make(file: Path, *, opened: bool) -> None:
    """Ask, keep the answers, make the plan."""
    if file.suffix.lower() != ".toml":
        raise UsageError(f"{str(file)[:60]!r} does not end in .toml", "such as me.toml")
    with failing_as(OutputError, file, "cannot be written"):
        there = file.exists()
    if there:
        remedy = f"runstrong plan {quoted(file)}, or another name: runstrong new other.toml"
        raise OutputError("is there already; nothing was changed", remedy, where=str(file))
    say(GREETING)
    answers = dict(asked(_ask))
    write_whole(file, me_text(answers).encode())
    for line in (
        "",
        f"Your answers are in {file}; change them there. The same plan again:",
        f"  runstrong plan {quoted(file)}",
        "or, without the file:",
        f"  {command_line(answers)}",
        "",
    ):
        say(line)
    make_file(me=file, opened=opened)


def asked(ask: Callable[[tuple[str, ...]], str]) -> Iterator[tuple[str, str]]:
    """Yield each answer that is not left out; what is not possible is asked again.

    Args:
        ask: returns what is answered to the lines of a question.
    """
    for name, question in QUESTIONS.items():
        while answer := ask(question).strip():
            try:
                if text := understood(name, answer, today()):
                    yield name, text
                break
            except UsageError as error:
                for problem in error.problems:
                    say(f"{problem.message}; {problem.remedy}".removesuffix("; "), "error")


def _ask(question: tuple[str, ...]) -> str:
    """Return what is typed after a question."""
    for line in ("", *question):
        say(line.format(monday=next_monday(today())))
    try:
        sys.stderr.flush()
        return input("> ")
    except (EOFError, RuntimeError):  # nothing more comes, or nothing can come
        say("stopped; nothing was written")
        raise typer.Exit(INTERRUPTED) from None

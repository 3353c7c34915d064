"""`runstrong new`: a few questions in plain words, answered into a file that `plan` reads."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from runstrong_pdf.cli.console import say
from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.cli.plan import make_file
from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.files import quoted, write_whole
from runstrong_pdf.me_file import command_line, me_text
from runstrong_pdf.model.fields import FIELDS
from runstrong_pdf.model.reading import read_option

KITS = ("none", "chair", "chair,band", "chair,band,dumbbells")
QUESTIONS: Mapping[str, str] = {
    "name": "What is your name? It is printed on the plan. (Enter: a line to write it on)",
    "kit": "What do you have? 1 nothing, 2 a chair, 3 a chair and exercise bands, "
    "4 all that and light dumbbells. (Enter: 4)",
    "push_ups": "How many full push-ups can you do in one go? (Enter: no idea, or few)",
    "sessions": "How often a week do you want to train? 1, 2 or 3. (Enter: 2)",
    "minutes": "How many minutes each time? 20 to 60. (Enter: 40)",
    "avoid": f"Anything to spare? {FIELDS['avoid'].possible}. (Enter: nothing)",
    "start": "Which Monday do you begin? Such as 2027-01-04. (Enter: not known yet)",
}
"""What is asked, by the name of the option that it answers."""

app = typer.Typer(rich_markup_mode=None)


@app.command(name="new", epilog="Example:  runstrong new")
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the answers go.")] = Path(
        "me.toml"
    ),
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the plan.")] = False,
) -> None:
    """Ask a few questions, keep the answers in a file, and make the plan."""
    if file.suffix.lower() != ".toml":
        raise UsageError(f"{str(file)[:60]!r} does not end in .toml", "such as me.toml")
    if file.exists():
        remedy = f"runstrong plan {quoted(file)}, or another name: runstrong new other.toml"
        raise OutputError("is there already; nothing was changed", remedy, where=str(file))
    answers = dict(asked(_ask))
    write_whole(file, me_text(answers).encode())
    say(f"\nYour answers are in {file}; change them there. The same plan again:")
    say(f"  runstrong plan {quoted(file)}\nor, without the file:")
    say(f"  {command_line(answers)}\n")
    make_file(me=file, opened=not no_open)


def asked(ask: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield each answer that is not left out; what is not possible is asked again.

    Args:
        ask: returns what is answered to a question.
    """
    for name, question in QUESTIONS.items():
        while answer := ask(question).strip():
            if name == "kit" and answer in {"1", "2", "3", "4"}:
                answer = KITS[int(answer) - 1]
            try:
                read_option(name, answer)
            except UsageError as error:
                for problem in error.problems:
                    say(f"{problem.message}; {problem.remedy}".removesuffix("; "), "error")
                continue
            yield name, answer
            break


def _ask(question: str) -> str:
    try:
        say(question)
        sys.stderr.flush()
        return input("> ")
    except EOFError:
        raise typer.Exit(INTERRUPTED) from None

"""`runstrong new`: a few questions in plain words, answered into a file that `plan` reads."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import typer

from runstrong_pdf.cli.app import spelt
from runstrong_pdf.cli.computer import today
from runstrong_pdf.cli.console import results, say
from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.cli.plan import make_file
from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.files import failing_as, quoted, write_whole
from runstrong_pdf.me_file import command_line, me_text
from runstrong_pdf.model.fields import FIELDS, Kind
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.starters import STARTERS, start_file

KITS = ("none", "chair", "chair,band", "chair,band,dumbbells")
GREETING = "Seven questions. Type an answer and Enter; Enter alone means what is in brackets."
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "name": ("What is your name? It is printed on the plan. (a line to write it on)",),
    "kit": (
        "What do you have? (4)",
        "  1  nothing",
        "  2  a chair",
        "  3  a chair and exercise bands",
        "  4  a chair, exercise bands and light dumbbells",
    ),
    "push_ups": ("How many full push-ups can you do in one go, about? (no idea, or few)",),
    "sessions": ("How many times a week do you want to train: 1, 2 or 3? (2)",),
    "minutes": ("How many minutes do you have each time, at most: 20 to 60? (40)",),
    "avoid": (
        "Anything to spare? Such as:  knee, shoulder (nothing)",
        "  wrist, elbow, shoulder, neck, low-back, hip, knee, ankle",
        "  pregnancy, or postnatal after a birth; older-adult from 65 on; youth under 16",
        "  high-bp (high blood pressure), osteoporosis, latex (allergy)",
    ),
    "start": ("Which Monday do you begin? The next one is {monday}. (not known yet)",),
}
"""What is asked, by the name of the option that it answers; what Enter alone means in brackets."""
NO_IDEA = frozenset({"i dont know", "dont know", "no idea", "not known", "not known yet", "few"})
NOTHING = frozenset({"no", "none", "nothing"})
"""Answers that mean what Enter alone does, the second to what is to be spared."""
TYPED = {"kit": "type 1, 2, 3 or 4", Kind.NUMBER: "type it in figures"}
"""What to type after all, by the option or how its value is written."""
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
            if name == "kit" and answer in {"1", "2", "3", "4"}:
                answer = KITS[int(answer) - 1]
            plain = answer.lower().strip(".?! ").replace("'", "")
            if not plain or plain in NO_IDEA or (name == "avoid" and plain in NOTHING):
                break
            if name == "kit" and plain in NOTHING:
                answer = KITS[0]
            if name == "start" and answer.count("-") < 2:
                answer = _dated(answer)
            try:
                value = read_option(name, answer)
            except UsageError as error:
                for problem in error.problems:
                    remedy = problem.remedy or TYPED.get(name) or TYPED.get(FIELDS[name].kind, "")
                    say(f"{problem.message}; {remedy}".removesuffix("; "), "error")
                continue
            yield name, str(value) if isinstance(value, int) else answer
            break


def _dated(answer: str) -> str:
    """Return the date that is meant by `next Monday`, or by one without a year: the next such."""
    monday = next_monday()
    if answer.lower() in {"monday", "next monday"}:
        return str(monday)
    for year in (monday.year, monday.year + 1):
        for dated in (f"{answer} {year}", f"{answer.rstrip('.')}.{year}"):
            with suppress(UsageError):
                day = read_option("start", dated)
                if isinstance(day, dt.date) and day > today():
                    return str(day)
    return answer


def next_monday() -> dt.date:
    """Return the Monday after today."""
    return today() + dt.timedelta(days=7 - today().weekday())


def _ask(question: tuple[str, ...]) -> str:
    """Return what is typed after a question."""
    for line in ("", *question):
        say(line.format(monday=next_monday()))
    try:
        sys.stderr.flush()
        return input("> ")
    except (EOFError, RuntimeError):  # nothing more comes, or nothing can come
        say("stopped; nothing was written")
        raise typer.Exit(INTERRUPTED) from None

"""Reads and writes files of options such as me.toml, and the command that makes the same plan.

Also the questions of `runstrong new`, whose answers become such a file, and what answers mean.
"""

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from runstrong_pdf.errors import Problem, TemplateError, UsageError, shown
from runstrong_pdf.files import as_named, path_of, quoted
from runstrong_pdf.library import LARGEST_TEMPLATE, decoded, parse_toml, read_toml
from runstrong_pdf.model.fields import FIELDS, Field, Kind
from runstrong_pdf.model.options import named_options
from runstrong_pdf.model.reading import only_given, read_option
from runstrong_pdf.model.record import unknown_key

HEAD = "# What `runstrong plan` is to make. All that is possible: runstrong plan --help\n"


def me_text(options: Mapping[str, str]) -> str:
    r"""Return the file for options as they were typed.

    Raises:
        UsageError: with every name that is of no option.

    Example:
        >>> me_text({"weeks": "8", "name": "Zoë"}).splitlines()[1:]
        ['weeks = "8"', 'name = "Zoë"']
    """
    given = named_options(options).items()
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in given)
    return HEAD + "".join(f"{line}\n" for line in lines)


def command_line(options: Mapping[str, object]) -> str:
    """Return the command that makes the same plan.

    Args:
        options: values by name, as they were typed or as `read_me` returns them.

    Raises:
        UsageError: with every name that is of no option, and for a value that cannot be typed.

    Example:
        >>> command_line({"push_ups": "8", "name": "Zoë Łuczak", "forms": "no"})
        'runstrong plan --push-ups 8 --name "Zoë Łuczak" --no-forms'
    """
    given = only_given(named_options(options))
    typed = (_typed(FIELDS[name], value) for name, value in given.items())
    return " ".join(["runstrong plan", *filter(None, typed)])


def _typed(field: Field, value: object) -> str:
    """Return an option as it is typed; empty for a switch that is as if it were left out."""
    if field.kind is Kind.SWITCH:
        if read_option(field.name, value) == field.default:
            return ""
        return f"--no-{field.column}" if field.default else f"--{field.column}"
    several = value if isinstance(value, list | tuple) else (value,)
    if not all(isinstance(one, str | int | float | dt.date | dt.time) for one in several):
        raise UsageError(f"{shown(value)} cannot be typed as one word", field=field.name)
    comma = ", " if field.kind is Kind.WEIGHTS else ","  # 2,5 could be two and a half
    return f"--{field.column} {quoted(comma.join(map(str, several)) or 'none')}"


def read_me(file: Path | str) -> dict[str, object]:
    r"""Return the options of a file, by name; files and folders as they lie beside it.

    Raises:
        TemplateError: when it cannot be read.
        UsageError: when it is none, with every key that is no option.

    Example:
        >>> size = Path("me.toml").write_text('push-ups = 8\nlogo = "crest.svg"')
        >>> read_me(Path("me.toml"))
        {'push_ups': 8, 'logo': 'crest.svg'}
    """
    file = path_of(file, "file")
    if file.suffix.lower() != ".toml":
        said = f"{str(file)[:60]!r} is no file with options, such as me.toml"
        raise UsageError(said, "runstrong plan --help, or runstrong new")
    tables = _options(read_toml(file), str(file))
    return {name: _beside(file, name, value) for name, value in tables.items()}


def parse_me(content: bytes, where: str = "me.toml") -> dict[str, object]:
    """Return the options of a file's bytes, by name.

    Raises:
        TemplateError: when it is no such file.
        UsageError: with every key that is no option.

    Example:
        >>> parse_me(b"push-ups = 8")
        {'push_ups': 8}
    """
    if len(content) > LARGEST_TEMPLATE:
        raise TemplateError("is larger than a file with options may be", where=where)
    return _options(parse_toml(decoded(content, where), where), where)


def _options(tables: Mapping[str, object], where: str) -> dict[str, object]:
    named = {key.replace("-", "_"): value for key, value in tables.items()}
    wrong = [
        Problem(key, unknown_key(key, FIELDS), where=where) for key in named if key not in FIELDS
    ]
    if wrong:
        raise UsageError(wrong)
    return named


def _beside(file: Path, name: str, value: object) -> object:
    """Return a value, of a file or folder with the folder of the options."""
    kind = FIELDS[name].kind
    own = kind is Kind.PROGRAMME and str(value).lower().endswith(".toml")
    if isinstance(value, str) and value and (own or kind in {Kind.FILE, Kind.FOLDER}):
        return str(as_named(file.parent / value))
    return value


# -- a few questions ------------------------------------------------------------------------------

KITS = ("none", "chair", "chair,band", "chair,band,dumbbells")
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


def understood(name: str, answer: str, today: dt.date) -> str:
    """Return what is meant by an answer, as the option would be typed; empty for left out.

    Args:
        name: of the option, see `QUESTIONS`.

    Raises:
        UsageError: when it is not possible; says what to type after all.

    Example:
        >>> understood("kit", "3", dt.date(2026, 12, 1)), understood("avoid", "No.", dt.date.max)
        ('chair,band', '')
        >>> understood("start", "next Monday", dt.date(2026, 12, 1))
        '2026-12-07'
    """
    if name == "kit" and answer in {"1", "2", "3", "4"}:
        answer = KITS[int(answer) - 1]
    plain = answer.lower().strip(".?! ").replace("'", "")
    if not plain or plain in NO_IDEA or (name == "avoid" and plain in NOTHING):
        return ""
    if name == "kit" and plain in NOTHING:
        answer = KITS[0]
    if name == "start" and answer.count("-") < 2:
        answer = _dated(answer, today)
    try:
        value = read_option(name, answer)
    except UsageError as error:
        instead = TYPED.get(name) or TYPED.get(FIELDS[name].kind, "")
        problems = (replace(one, remedy=one.remedy or instead) for one in error.problems)
        raise UsageError(problems) from None
    return str(value) if isinstance(value, int) else answer


def _dated(answer: str, today: dt.date) -> str:
    """Return the date that is meant by `next Monday`, or by one without a year: the next such."""
    monday = next_monday(today)
    if answer.lower() in {"monday", "next monday"}:
        return str(monday)
    for year in (monday.year, monday.year + 1):
        for dated in (f"{answer} {year}", f"{answer.rstrip('.')}.{year}"):
            with suppress(UsageError):
                day = read_option("start", dated)
                if isinstance(day, dt.date) and day > today:
                    return str(day)
    return answer


def next_monday(today: dt.date) -> dt.date:
    """Return the Monday after a day."""
    return today + dt.timedelta(days=7 - today.weekday())

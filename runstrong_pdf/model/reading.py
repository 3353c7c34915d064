"""Reads the value of an option, as typed by a person or given as a Python value.

One reader for the command line, club.toml, a roster's cells and Python: every way of writing that
one of them understands, all do. Needs nothing heavy.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from itertools import islice
from numbers import Number
from pathlib import PurePath
from types import MappingProxyType

from runstrong_pdf.errors import Problem, ProblemCollector, UsageError, shown
from runstrong_pdf.files import path_of
from runstrong_pdf.model.fields import CHOICES_ABROAD, FIELDS, RUN_KINDS, WEEKDAYS, Field, Kind
from runstrong_pdf.model.units import Units, in_kilograms, number_in
from runstrong_pdf.model.words import Run

FIRST_YEAR, LAST_YEAR = 2000, 2199
"""A plan begins in somebody's lifetime; anything else is a slip of the finger."""
DAY_NAMES = tuple(day.capitalize() for day in WEEKDAYS)
LONGEST_LIST = 1000
"""Entries of a list; whatever gives more may never end."""
LONGEST_LINE, LONGEST_NAME = 60, 80
"""Letters of a club's line and of a name that still fit the cover at a legible size."""
IN_ORDER = frozenset({"bands", "avoid", "days"})
"""Lists that are kept in the order of their choices, whatever the order typed."""
ON_PAPER = frozenset({"name", "club", "contact", "link_text"})
"""Texts that are printed as they are given."""
_YES = """yes y true 1 x ok ✓ ✔ ☑ ☒ ja j wahr oui o vrai si sí sì s vero verdadero sim verdadeiro
    waar tak prawda ano pravda sand sant kyllä igen да"""
_NO = """no n false 0 - ✗ ✘ ☐ nein falsch non faux falso nao não nee onwaar nie fałsz ne nepravda
    nej falsk nei falskt usann ei epätosi nem нет"""
YES, NO = frozenset(_YES.split()), frozenset(_NO.split())
"""Also what spreadsheets of these languages make of true and false."""
JOINER = "\u200d"
"""Joins small pictures to one: families, professions, flags."""
HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Unicode categories of control, format, private and broken characters."""
_AND = re.compile(r"\s*(?:[,;|/+&\n]|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_CLOCK = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m|Z)?$", re.IGNORECASE)
_FIGURES = re.compile(r"(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})\.?")
_NAMED = re.compile(r"(\d{1,2})[. -]+([^\W\d]{3,10})[. -]+(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([^\W\d]{3,10})[. ]+(\d{1,2}),? +(\d{4})")
_SERIAL = re.compile(r"[3-9]\d{4}|10\d{4}")
_MONTHS = (
    "jan gen ene", "feb fév fev", "mar mär mrt", "apr avr abr", "may mai mag mei", "jun juin giu",
    "jul juil lug", "aug aoû ago", "sep set", "oct okt ott out", "nov", "dec dez déc dic",
)  # fmt: skip
"""How the names of the months begin in the languages of the headings."""
_DAY_ZERO = dt.date(1899, 12, 30)
"""What spreadsheets count days from."""
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
_HOURS = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:([ap])\.?m\.?|h|uhr)?", re.ASCII)
_WHOLE = re.compile(r"(?:about )?([+-]?[0-9]{1,9})(?:[.,]0+)?(?: ?([a-z][a-z -]*))?")
_COUNTED = MappingProxyType(
    {
        "weeks": re.compile("weeks?|wks?"),
        "sessions": re.compile("(x|times?|sessions?)( (a|per) week)?"),
        "minutes": re.compile("min|mins|minutes?"),
        "push_ups": re.compile("(push|press)[ -]?ups?|reps?"),
    }
)
"""What may stand behind a number: what it counts."""
_WEIGHT = re.compile(
    r"([+-]?[0-9]{0,9}\.?[0-9]{1,9}|[+-]?[0-9]{1,9}\.)\s*(|kgs?|kilos?|kilograms?|lbs?|pounds?)"
)
_FRACTION = re.compile(r"\s*([1-3])/([248])\s*(?:[a-z]+)?")
_HALVES = re.compile(r"(?<![\d.])(?<!\d,)(\d{1,2}),(25|50?|75|0)(?!\d)")
"""What may be a weight with a decimal comma: 2,5 and 7,5 are made, 2,4 is not."""
_PARTED = re.compile(r"[/|+&\n]|,\s|\b(?:and|und|et|y)\b|(?:kg|lb)s?\s*,", re.IGNORECASE)
"""What parts a list whose commas need not."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"\w[\w-]{0,39}")


def read_option(name: str, given: object, units: Units = "kg") -> object:
    """Return the value of an option.

    Args:
        name: of the option.
        given: text as a person would type it, or a value of the right type; left out, None or blank
            text, it is the default.
        units: of weights that name none.

    Raises:
        UsageError: with the option and what is possible.

    Example:
        >>> read_option("kit", "chair and band")
        (<Kit.CHAIR: 'chair'>, <Kit.BAND: 'band'>)
        >>> read_option("dumbbells", "2 kg; 4,5 kg")
        (2.0, 4.5)
        >>> read_option("weeks", 99)
        Traceback (most recent call last):
        ...
        runstrong_pdf.errors.UsageError: weeks: 99 is not possible, at most 12
    """
    field = FIELDS[name]
    if is_left_out(given):
        return field.default
    try:
        if field.kind is Kind.WEIGHTS:
            return _weights(field, given, units)
        return _READERS[field.kind](field, given)
    except UsageError as error:
        raise error.located(name) from None
    except (TypeError, ValueError) as error:
        raise UsageError(str(error), field=name) from None


def is_left_out(given: object) -> bool:
    """Whether an option was not given: None, or text without a letter, as of an empty variable."""
    return given is None or (isinstance(given, str) and not given.strip())


def only_given(options: Mapping[str, object]) -> dict[str, object]:
    """Return the options without those that were left out."""
    return {name: value for name, value in options.items() if not is_left_out(value)}


def read_fields(record: object) -> None:
    """Read every attribute of a new frozen record that is an option.

    Raises:
        UsageError: with every value that is not possible.
    """
    found = ProblemCollector()
    for field in fields(record):  # type: ignore[arg-type]
        given = getattr(record, field.name)
        if field.name in FIELDS and given is not field.default:
            object.__setattr__(record, field.name, field.default)  # until it is known
            with found.collected():
                object.__setattr__(record, field.name, read_option(field.name, given))
    start = getattr(record, "start", None)
    if isinstance(start, dt.date) and (day := start.weekday()):
        before = start - dt.timedelta(days=day)
        wrong = f"{start} is a {DAY_NAMES[day]}, but weeks of the plan begin on a Monday"
        remedy = f"choose {before} or {before + dt.timedelta(days=7)}"
        found.problems.append(Problem("start", wrong, remedy))
    found.stop()


def one_of(
    value: str,
    possible: Iterable[str],
    field: str = "",
    also: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return `value` in small letters with hyphens. Raises UsageError with the nearest match.

    Args:
        field: the option that it is the value of, for the error.
        also: what else people call what is possible, words in one text.
    """
    possible = tuple(possible)
    given = "-".join(value.lower().split())
    if given in possible:
        return given
    words = given.split("-")
    near = [one for one, others in also.items() if not {*words}.isdisjoint(others.split())]
    near = (
        near or get_close_matches(given, possible, 1) or [one for one in possible if one in words]
    )
    hint = f"did you mean {near[0]}? " if near else ""
    text = f"{value.strip()[:40]!r} is not known; {hint}possible: {', '.join(possible)}"
    raise UsageError(text, field=field)


def did_you_mean(
    word: str, known: Iterable[str], most: int = 1, cutoff: float = 0.6, before: str = ""
) -> str:
    """Return the question whether a known word was meant; empty where none is near.

    Args:
        most: words that are named.
        cutoff: how alike they are at least, 0 to 1.
        before: what the question follows.

    Example:
        >>> did_you_mean("bnad", ["band", "chair"], before="; ")
        '; did you mean band?'
    """
    near = get_close_matches(word, list(known), most, cutoff)
    return f"{before}did you mean {' or '.join(near)}?" if near else ""


def yes_or_no(text: str) -> bool:
    """Return whether a word means yes. Raises UsageError."""
    given = re.sub(r"^([01])[.,]0+$", r"\1", text.casefold().strip(" .!"))  # of a spreadsheet
    if given in YES or given in NO:
        return given in YES
    raise UsageError(f"{text[:40]!r} is neither yes nor no")


def one_line(text: str, longest: int = LONGEST_LINE) -> str:
    """Return text on one line, accents joined to their letters. Raises UsageError, ValueError."""
    line = _visible(" ".join(unicodedata.normalize("NFC", text).split()))
    if len(line) > longest:
        raise ValueError(
            f"{line[:30]!r}... has {len(line)} letters, at most {longest} fit on the sheet"
        )
    return line


def _visible(text: str, hidden: Container[str] = HIDDEN) -> str:
    """Return text as it is. Raises UsageError for a character of the hidden categories."""
    found = next((letter for letter in text if unicodedata.category(letter) in hidden), "")
    if found == JOINER and any(unicodedata.category(letter) == "So" for letter in text):
        raise UsageError("has a small picture (emoji), which cannot be printed", "leave it out")
    if found:
        raise UsageError(
            f"has a character that cannot be seen (U+{ord(found):04X})", "type it again by hand"
        )
    return text


def _text(field: Field, given: object) -> str:
    if field.name in ON_PAPER:
        return one_line(_typed(given), LONGEST_NAME if field.name == "name" else LONGEST_LINE)
    text = _visible(unicodedata.normalize("NFC", _typed(given).strip()))
    if field.name == "language" and not _LANGUAGE.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is not the name of a language")  # a path to anywhere
    return text


def _number(field: Field, given: object) -> int:
    """Return a whole number, also one that a spreadsheet writes 5.0."""
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise TypeError(f"{shown(given)} is not a whole number")
    if isinstance(given, str):
        found = _WHOLE.fullmatch(given.strip().lower())
        counted = _COUNTED.get(field.name)
        if not found or (found[2] and not (counted and counted.fullmatch(found[2]))):
            raise ValueError(f"{given[:40]!r} is not a whole number")
        given = int(found[1])
    low, high = field.low, field.high
    if low is not None and given < low:
        raise ValueError(f"{shown(given)} is not possible, at least {low:g}")
    if high is not None and given > high:
        raise ValueError(f"{shown(given)} is not possible, at most {high:g}")
    return given


def _choice(field: Field, given: object) -> object:
    return _known(field, _typed(given))


def _choices(field: Field, given: object) -> tuple[object, ...]:
    words = _listed(given)
    found = tuple(dict.fromkeys(_known(field, word) for word in words if word.lower() != "none"))
    if found and len(found) < len(words) and any(word.lower() == "none" for word in words):
        raise ValueError("'none' cannot stand beside anything else")
    if field.name == "days" and len(found) < len(words):  # else sessions are lost with it
        named = [_known(field, word) for word in words]
        twice = ", ".join(
            DAY_NAMES[WEEKDAYS.index(str(one))] for one in found if named.count(one) > 1
        )
        raise UsageError(f"{twice} is named more than once", "name each day once")
    if field.name in IN_ORDER:
        return tuple(one for one in field.choices if one in found)
    return found


def _names(_: Field, given: object) -> tuple[str, ...]:
    """Return names as files are called: `Push up` is `push-up`."""
    found = []
    for word in _listed(given):
        name = "-".join(_visible(word).lower().split())
        if not _SLUG.fullmatch(name):
            raise ValueError(f"{word[:40]!r} is not the name of an exercise")
        found.append(name)
    return tuple(dict.fromkeys(found))


def _weights(field: Field, given: object, units: Units) -> tuple[float, ...]:
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = (given,)
    weights = set()
    for word in _listed(_with_points(given) if isinstance(given, str) else given):
        if not (found := _WEIGHT.fullmatch(word.strip().lower())):
            raise UsageError(
                f"{word[:20]!r} is not a weight in kilograms or pounds",
                f"for example {field.example}, or 5lb",
            )
        number = float(found[1])
        if not number > 0:
            raise ValueError(f"{shown(word)} is not possible, it must be more than 0")
        own: Units = "lb" if found[2][:1] in {"l", "p"} else "kg" if found[2] else units
        weight = in_kilograms(number, own)
        if field.high is not None and weight > field.high:
            said = shown(number).removesuffix(".0") + " lb" * (own == "lb")
            most = int(number_in(own, field.high))
            raise ValueError(f"{said} is not possible, at most {most}")
        weights.add(weight)
    return tuple(sorted(weights))


def _with_points(text: str) -> str:
    """Return weights whose decimal commas are points.

    A comma is a decimal comma where something else parts the list: `2,5; 5`, `2,5 kg and 5 kg`,
    or commas with a space, `2,5, 5`. It parts the list itself where a decimal would be odd: `2,4`.

    Raises:
        UsageError: where it may be either, such as `7,5`.
    """
    if found := _FRACTION.fullmatch(text):
        part, listed = int(found[1]) / int(found[2]), f"{found[1]}, {found[2]}"
        raise _two_ways(text, f"{part:g}", listed)
    if ";" in text:
        return text.replace(",", ".")
    if not (found := _HALVES.search(text)):
        return text
    if _PARTED.search(text):
        return _HALVES.sub(r"\1.\2", text)
    raise _two_ways(found[0], f"{found[1]}.{found[2]}", f"{found[1]}, {found[2]}")


def _two_ways(text: str, one: str, two: str) -> UsageError:
    return UsageError(
        f"{text!r} can be read in two ways",
        f"write {one} for one weight, or {two} with a space for two",
    )


def _date(field: Field, given: object) -> dt.date:
    if isinstance(given, dt.datetime):
        given = given.date()
    day = given if isinstance(given, dt.date) else _parsed_date(_typed(given).strip())
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        none = "" if day == dt.date.min else f" between {FIRST_YEAR} and {LAST_YEAR}"
        raise UsageError(
            f"{str(given).strip()[:30]!r} is not a date{none}",
            f"write year-month-day, for example {field.example}",
        )
    return day


def _parsed_date(text: str) -> dt.date:
    """Return a date, the first of all if it is none. Raises UsageError where it may be several.

    Full stops go with the day first; 13/12/2026 is plain, 7/12/2026 is not; 46363 is a
    spreadsheet's own number of a day.
    """
    text = _CLOCK.sub("", text)
    if _SERIAL.fullmatch(text):
        return _DAY_ZERO + dt.timedelta(int(text))
    readings = sorted({day for day in map(_day, _orders(text)) if day})
    if len(readings) > 1:
        possible, ways = " or ".join(map(str, readings)), ("two", "three")[len(readings) - 2]
        raise UsageError(f"{text!r} can be read in {ways} ways: {possible}", "write one of them")
    try:
        return readings[0] if readings else dt.date.fromisoformat(text)
    except ValueError:
        return dt.date.min


def _time(field: Field, given: object) -> dt.time:
    """Return a time of day: `18:30`, `18.30`, `18h30`, `6:30 pm`."""
    if isinstance(given, dt.time):
        return given
    text = _typed(given).strip()
    found = _HOURS.fullmatch(text.lower())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if found and found[3]:
        hour = hour % 12 + 12 * (found[3] == "p") if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise UsageError(f"{text[:30]!r} is not a time of day", f"for example {field.example}")
    return dt.time(hour, minute)


def _orders(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what may be year, month and day of a date that is written in some usual way."""
    if found := _FIGURES.fullmatch(text):
        first, mark, second, third = found.groups()
        if len(first) > 2 or (len(third) == 2 and mark != "."):
            yield first, second, third
        if len(first) <= 2 <= len(third):
            yield third, second, first
            if mark != ".":
                yield third, first, second
    elif found := _NAMED.fullmatch(text):
        yield found[3], _month(found[2]), found[1]
    elif found := _NAMED_FIRST.fullmatch(text):
        yield found[3], _month(found[1]), found[2]


def _month(name: str) -> str:
    """Return the number of a month that is called by its name, 0 for none."""
    known = (str(number) for number, starts in enumerate(_MONTHS, 1)
             if name.casefold().startswith(tuple(starts.split())))  # fmt: skip
    return next(known, "0")


def _day(parts: tuple[str, str, str]) -> dt.date | None:
    year, month, day = map(int, parts)
    try:
        return dt.date(year + 2000 * (len(parts[0]) < 3), month, day)
    except ValueError:
        return None


def _runs(_: Field, given: object) -> tuple[Run, ...]:
    """Return running days, also those written `Tue hard; Sun long`."""
    if not isinstance(given, str):
        return tuple(sorted((_run(one) for one in _several(given)), key=lambda run: run.day))
    if given.strip().lower() == "none":
        raise UsageError("'none' is no running day", "leave it out for a usual running week")
    found = []
    parts = re.split(r"[,;|\n]", given.lower())
    for part in filter(None, (re.sub(r"[\s:=-]+", ":", part).strip(":") for part in parts)):
        word, *kind = part.split(":", 1)
        day = one_of(word[:3] if word[:3] in WEEKDAYS else word, WEEKDAYS)
        found.append(Run(WEEKDAYS.index(day), one_of("".join(kind) or "easy", RUN_KINDS)))  # type: ignore[arg-type]
    if not found:
        raise ValueError(f"{given[:40]!r} names no day")
    return tuple(sorted(found, key=lambda run: run.day))


def _run(given: object) -> Run:
    if isinstance(given, Mapping):
        given = Run(**given) if given.keys() == {"day", "kind"} else given
    if not isinstance(given, Run):
        raise TypeError(f"{shown(given)} is not a run such as Run(day=1, kind='hard')")
    return given


def _switch(_: Field, given: object) -> bool:
    if isinstance(given, bool):
        return given
    if not isinstance(given, str):
        raise TypeError(f"{shown(given)} is neither yes nor no")
    return yes_or_no(given)


def _programme(field: Field, given: object) -> str:
    """Return a programme's name, or the path of a file."""
    text = _path(field, given).strip()
    if text.lower().endswith(".toml"):
        return text
    name = "-".join(text.lower().split())
    if not _SLUG.fullmatch(name):
        raise ValueError(f"{text[:40]!r} is not the name of a programme")
    return name


def _path(field: Field, given: object) -> str:
    """Return the path of a file or folder."""
    text = _visible(str(given) if isinstance(given, PurePath) else _typed(given), {"Cc"})
    path_of(text, field.name)
    return text


_READERS: Mapping[Kind, Callable[[Field, object], object]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.NUMBER: _number,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
        Kind.NAMES: _names,
        Kind.DATE: _date,
        Kind.TIME: _time,
        Kind.RUNS: _runs,
        Kind.SWITCH: _switch,
        Kind.PROGRAMME: _programme,
        Kind.FILE: _path,
        Kind.FOLDER: _path,
    }
)


def _typed(given: object) -> str:
    if isinstance(given, str):
        return given
    raise TypeError(f"{shown(given)} is not text")


def _several(given: object) -> tuple[object, ...]:
    if not isinstance(given, Iterable):
        raise TypeError(f"{shown(given)} is not a list")
    found = tuple(islice(given, LONGEST_LIST + 1))
    if len(found) > LONGEST_LIST:
        raise ValueError(f"is a list of more than {LONGEST_LIST:,} entries")
    return found


def _listed(given: object) -> list[str]:
    """Return the words of a list that is written with commas, slashes or `and`, or is one."""
    if isinstance(given, str):
        return [part for part in _AND.split(given.strip()) if part] or [given]
    found = _several(given)
    for one in found:
        if not isinstance(one, str | Number):
            raise TypeError(f"{shown(one)} is neither text nor a number")
    return [str(one) for one in found]


def _known(field: Field, word: str) -> object:
    """Return a word as one of the choices, of their own type; a day also by its whole name."""
    if field.name == "days" and word.strip().lower() in _DAYS:
        word = word.strip()[:3]
    found = one_of(word, field.choices, also=CHOICES_ABROAD.get(field.name, {}))
    return next(choice for choice in field.choices if choice == found)

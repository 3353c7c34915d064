"""Everything one plan is asked for: training, person and look, read together from one mapping.

The command line, a row of a club and a web page hand over what was given, by the names of the
options, and get records or every problem at once.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from runstrong_pdf.errors import Problem, ProblemCollector, UsageError, expect, in_words
from runstrong_pdf.model.fields import EDITIONS, FIELDS, Shapes
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.reading import is_left_out, one_of, only_given, read_option
from runstrong_pdf.model.request import DAYS_BEFORE_RACE, Request
from runstrong_pdf.model.sheets import USED_BY, Sheets
from runstrong_pdf.model.units import Units

FILES_USE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "png": ("contact", "colour", "logo", "link", "link_text", "edition", "sheet", "two_up",
                "paper", "ink", "large_print", "name", "club"),
        "txt": ("name", "club"),
        "json": ("name", "club"),
        "ics": ("name", "club", "at"),
    }
)  # fmt: skip
"""Beside what shapes the training and one's own templates: what each format shows."""

NO_OPTION = "there is no such option"
KIT_LOADS = MappingProxyType({"bands": "band", "dumbbells": "dumbbells"})
"""Lists of loads, and the kit without which they are not asked for again."""


@dataclass(frozen=True)
class PlanOptions:
    """What one plan is asked for.

    Attributes:
        templates: a folder laid over the shipped templates; empty for none.
        notes: what is worth knowing about options that are possible.
    """

    request: Request
    person: Person
    sheets: Sheets
    templates: str = ""
    notes: tuple[Problem, ...] = ()


def read_options(given: Mapping[str, object]) -> PlanOptions:
    """Return what was asked for.

    Args:
        given: values by the name of the option, as text or as Python values; what is left out, None
            or an empty text has its default. A start that is no Monday is moved to the next one,
            with a note.

    Raises:
        UsageError: with every value that is not possible, and every contradiction.

    Example:
        >>> read_options({"weeks": "8", "name": "Zoë", "paper": "letter"}).request.weeks
        8
        >>> read_options({"start": "2026-12-09"}).notes[0].message
        '2026-12-09 is not a Monday; week 1 begins on 2026-12-14'
    """
    expect(given=(given, Mapping))
    found, notes = ProblemCollector(), list[Problem]()
    values: dict[Shapes, dict[str, object]] = {shapes: {} for shapes in Shapes}
    units: Units = "lb" if str(given.get("units")).strip().lower() == "lb" else "kg"
    for name, value in given.items():
        with found.collected():
            name = _option_name(name)  # noqa: PLW2901  as it is called from here on
            if not is_left_out(value):
                values[FIELDS[name].shapes][name] = read_option(name, value, units)
    training = values[Shapes.TRAINING]
    if isinstance(start := training.get("start"), dt.date) and start.weekday():
        training["start"] = monday = start + dt.timedelta(days=7 - start.weekday())
        moved = f"{start} is not a Monday; week 1 begins on {monday}"
        notes.append(Problem("start", moved, severity="note"))
    if days := training.get("days"):
        training.setdefault("sessions", len(days))  # type: ignore[arg-type]
    look = values[Shapes.LOOK]
    templates = str(look.pop("templates", ""))
    if look.get("sheet") or look.get("two_up"):
        look.setdefault("edition", "handout")
    with found.collected():
        sheets = Sheets(**look)  # type: ignore[arg-type]
    found.stop()
    request = Request(**training)  # type: ignore[arg-type]
    person = Person(**values[Shapes.PERSON])  # type: ignore[arg-type]
    return PlanOptions(request, person, sheets, templates, (*notes, *_notes(request, sheets)))


def next_options(request: Request, given: Mapping[str, object]) -> PlanOptions:
    """Return what the next block is asked for: the request, with what was given laid over it.

    A level takes the place of a count of push-ups, and another kit that of the loads that are in
    it no more. Push-ups change no level: `Done.answered({"push-ups-after": "12"}).offer` says which
    they open.

    Args:
        request: what the block before was asked for, or `Done.next_request()`.
        given: as for `read_options`.

    Raises:
        UsageError: as `read_options`.

    Example:
        >>> next_options(Request(weeks=8, dumbbells=(2, 4)), {"units": "lb"}).request.dumbbells
        (2.0, 4.0)
    """
    expect(request=(request, Request), given=(given, Mapping))
    own = only_given(named_options(given))
    asked = {field.name: getattr(request, field.name) for field in fields(request)}
    asked["dumbbells"] = [f"{kg}kg" for kg in request.dumbbells]
    if "level" in own:
        asked.pop("push_ups")
    if "kit" in own:
        kit = read_options({"kit": own["kit"]}).request.kit
        asked |= {loads: () for loads, needed in KIT_LOADS.items() if needed not in kit}
    return read_options(asked | own)


def named_options(given: Mapping[str, object]) -> dict[str, object]:
    """Return values by the names of options, which may be given with dashes, as in me.toml.

    Raises:
        UsageError: with every name that is of no option.
    """
    expect(given=(given, Mapping))
    found, named = ProblemCollector(), dict[str, object]()
    for name, value in given.items():
        with found.collected():
            named[_option_name(name)] = value
    found.stop()
    return named


def _option_name(given: object) -> str:
    name = in_words(given).replace("-", "_")
    if name not in FIELDS:
        raise UsageError(NO_OPTION, field=in_words(given))
    return name


def unused_notes(
    given: Mapping[str, object],
    sheets: Sheets,
    format: str,  # noqa: A002  as in render
) -> Iterator[Problem]:
    """Yield a note for every option that was given and that changes nothing in the file.

    Raises:
        UsageError: for another format, and with every name that is of no option.

    Example:
        >>> [str(note) for note in unused_notes({"paper": "a4", "weeks": "8"}, Sheets(), "txt")]
        ['paper: a txt file has no use for it']
    """
    expect(given=(given, Mapping), sheets=(sheets, Sheets), format=(format, str))
    one_of(format, ("pdf", *FILES_USE), "format")
    given = named_options(given)
    used = FILES_USE.get(format)
    if given.get("at") and format != "ics":
        yield Problem("at", "only a calendar (.ics) has times of day", severity="note")
    for name in (one for one in only_given(given) if one != "at"):
        printed = FIELDS[name].shapes is not Shapes.TRAINING and name != "templates"
        if used is not None and printed and name not in used:
            article = "an" if format == "ics" else "a"
            yield Problem(name, f"{article} {format} file has no use for it", severity="note")
        elif (used is None or "edition" in used) and sheets.edition not in USED_BY.get(
            name, EDITIONS
        ):
            yield _placeless(name, sheets)


def past_notes(request: Request, today: dt.date) -> Iterator[Problem]:
    """Yield a note for each date that is over.

    Example:
        >>> notes = past_notes(Request(start="2026-12-07"), dt.date(2027, 1, 4))
        >>> [str(note) for note in notes]
        ['start: 2026-12-07 is in the past']
    """
    expect(request=(request, Request), today=(today, dt.date))
    monday = today - dt.timedelta(days=today.weekday())
    for name in ("start", "race"):
        day = getattr(request, name)
        if day and day < (monday if name == "start" else today):
            later = monday + dt.timedelta(weeks=1) if name == "start" else today
            yield Problem(name, f"{day} is in the past", f"choose {later} or later", "note")
    yield from near_race_notes(request, today)


def near_race_notes(request: Request, today: dt.date) -> Iterator[Problem]:
    """Yield what to do where weeks that end with the race would have begun already.

    Example:
        >>> near = Request(race="2026-12-20")
        >>> [str(note) for note in near_race_notes(near, dt.date(2026, 12, 16))]
        ['race: it is too late for a plan that ends with it: 6 weeks began on 2026-11-09']
    """
    race, begins = request.race, request.first_monday
    monday = today - dt.timedelta(days=today.weekday())
    if request.start or not race or not begins or not begins < monday <= race:
        return
    left, least = request.weeks - (monday - begins).days // 7, FIELDS["weeks"].low or 0
    begun = f"give the start {begins} if they have begun"
    if left >= least:
        text = f"{request.weeks} weeks that end with the race began on {begins}"
        yield Problem("race", text, f"make {left} weeks at most, or {begun}", "note")
        return
    after = race + dt.timedelta(days=7 - race.weekday())
    text = f"it is too late for a plan that ends with it: {request.weeks} weeks began on {begins}"
    remedy = f"leave the race out and start after it, on {after}; or {begun}"
    yield Problem("race", text, remedy, "warning")


def _notes(request: Request, sheets: Sheets) -> Iterator[Problem]:
    """Yield what is worth knowing about options that are possible."""
    race, start = request.race, request.first_monday
    if race and start and race > start + dt.timedelta(weeks=request.weeks, days=2):
        after = f"{race} is after the last week; the plan takes no account of it"
        yield Problem("race", after, severity="note")
    elif race and start and race >= start:
        week = max(0, (race - start).days - DAYS_BEFORE_RACE) // 7 + 1
        if week < request.weeks:
            text = f"{race} ends week {week}; the plan goes on after it"
            yield Problem("race", text, "leave the start out to end with the race", "note")
    if "anchor" in request.kit and "band" not in request.kit:
        yield Problem("kit", "an anchor holds a band, but there is no band", severity="note")
    for name in ("logo", "link"):
        if getattr(sheets, name) and sheets.edition not in USED_BY[name]:
            yield _placeless(name, sheets)
    if sheets.colour and sheets.ink == "saver":
        yield Problem("colour", "with the ink saver all is black", severity="note")


def _placeless(name: str, sheets: Sheets) -> Problem:
    remedy = f"it is for {', '.join(USED_BY[name])}"
    return Problem(name, f"the edition {sheets.edition} has no place for it", remedy, "note")

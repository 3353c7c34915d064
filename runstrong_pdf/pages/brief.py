"""What every page is given to draw: the plan, the words, the look. Never a request or a path."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from runstrong_pdf.layout.picture import Pictures
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import NORMAL, Look, Paper, Scale
from runstrong_pdf.model.address import Link
from runstrong_pdf.model.catalogue import Band, CrossTraining, Exercise, Topic
from runstrong_pdf.model.colour import RGB, parse_colour
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.units import number_in
from runstrong_pdf.model.words import BandColour, Unit
from runstrong_pdf.pages.person import short_date

if TYPE_CHECKING:
    from runstrong_pdf.pdf.logo import Logo


PHASE_PATTERNS: Mapping[str, str] = MappingProxyType(
    {"bodyweight": "dots", "bands": "rdiag", "dumbbells": "bars"}
)
"""How the weeks of a phase are hatched, so that it shows without colour."""


@dataclass(frozen=True)
class Brief:
    """Everything a page needs.

    Attributes:
        bands: the colour scale.
        known: all exercises mentioned, also those that are only named.
        foreign: the languages of texts that are not in the file's.
        named, clubbed, dated: whether there is a name, a club, a start date; where there is
            none the sheet has a line to write on.
        reachable: whether there is a contact line.
        link: where a code on the cover leads, if a coach gave a link.
        logo: the club's, on the cover; logo_of: its name, for who does not see it.
        guided: whether the exercise guide is in the same file, to be linked to.
        topics: what the know-how pages tell this person, in order.
        sports: every other sport that is known, by slug.
        scale: the sizes of what is printed.
        only: the number of the only week that week sheets are of; 0 for all.
    """

    plan: Plan
    texts: Texts
    look: Look
    paper: Paper
    pictures: Pictures
    bands: Mapping[BandColour, Band]
    known: Mapping[Slug, Exercise]
    named: bool
    clubbed: bool
    dated: bool
    reachable: bool = False
    guided: bool = True
    topics: tuple[Topic, ...] = ()
    sports: Mapping[Slug, CrossTraining] = field(default_factory=dict)
    scale: Scale = NORMAL
    link: Link | None = None
    logo: "Logo | None" = None
    logo_of: str = ""
    only: int = 0
    foreign: Mapping[str, str] = field(default_factory=dict)

    def scaled_type(self, share: float) -> "Brief":
        """Return the same to be drawn in type so many times as large."""
        return replace(self, scale=self.scale.scaled(share))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks that week sheets are made of."""
        return tuple(week for week in self.plan.weeks if self.only in {0, week.number})

    @property
    def rows(self) -> Iterator[Prescription]:
        """The rows of all weeks, in order."""
        for week in self.plan.weeks:
            for session in week.sessions:
                yield from session.rows

    @property
    def columns(self) -> int:
        """How many sessions the fullest week has."""
        return max(len(week.sessions) for week in self.plan.weeks)

    @property
    def lanes(self) -> tuple[str, ...]:
        """The letters that head the sessions of a chart; one nameless where they take turns."""
        return self.plan.session_keys if self.columns > 1 else ("",)

    def usual_day(self, lane: str) -> int:
        """Return the weekday of most sessions of a lane, 0 for Monday."""
        sessions = (session for week in self.plan.weeks for session in week.sessions)
        days = [session.day for session in sessions if lane in {session.key, ""}]
        return max(days, key=days.count)  # the module of statistics takes 1.5 ms to load

    def band_colour(self, colour: BandColour) -> RGB:
        """Return the printed colour of a band."""
        return parse_colour(self.bands[colour].hex)

    @property
    def knee(self) -> str:
        """How keys of texts end that name what is easier: another text where a knee is spared."""
        return "_knee" if "knee" in self.plan.request.avoid else ""

    def weekday(self, session: Session) -> str:
        """Return the full name of a session's day."""
        return self.texts(f"day.{session.day + 1}")


def week_titles(brief: Brief, week: Week, keys: str = "") -> tuple[str, str]:
    """Return what viewers call a sheet of a week with the sessions `keys`, and the outline."""
    label = brief.texts("week.label", number=week.number, session=keys).strip()
    return label, brief.texts("week.bookmark", label=label, title=week.title)


def in_lane(week: Week, lane: str) -> Session | None:
    """Return the session of a week that stands in a lane of a chart, if there is one."""
    return next((session for session in week.sessions if lane in {session.key, ""}), None)


def checks_push_ups(brief: Brief) -> bool:
    """Whether the plan has full push-ups, so that it is worth counting how many can be done.

    As many as one can is nothing for a sore elbow, raised blood pressure or the under-16s.
    """
    if {"elbow", "high-bp", "youth"} & {*brief.plan.request.avoid}:
        return False
    return any(row.exercise == "push-up" for row in brief.rows)


def dose(row: Prescription, texts: Texts) -> str:
    """Return rounds x work, such as `3 x 10` or `2 x 20 s`."""
    return dose_of(row.rounds, row.reps, row.unit, texts)


def dose_of(rounds: int, number: int, unit: Unit, texts: Texts) -> str:
    """Return rounds x work in the unit that an exercise counts."""
    key = "dose.seconds" if unit.is_time else "dose.reps"
    return texts(key, rounds=rounds, number=number)


def number_of(row: Prescription, texts: Texts) -> str:
    """Return what is done in one round: seconds, or repetitions without a word."""
    return number_in_unit(row.reps, row.unit, texts)


def number_in_unit(number: int, unit: Unit, texts: Texts) -> str:
    """Return seconds, or repetitions without a word."""
    return texts("seconds", number=number) if unit.is_time else str(number)


def counted(row: Prescription, texts: Texts) -> tuple[str, ...]:
    """Return what stands beside the number of a round: of what it is."""
    if row.unit.per_side:
        return (texts("dose.each_side"),)
    return () if row.unit.is_time else (texts("dose.counted"),)


def weight_text(kg: tuple[float, ...], texts: Texts) -> str:
    """Return a weight or a range of weights in the units of the sheets, such as `1-2 kg`."""
    return in_units(span([texts.number(number_in(texts.units, one)) for one in kg], texts), texts)


def weights_text(kg: Iterable[float], texts: Texts) -> str:
    """Return several weights in the units of the sheets, such as `1, 2, 4 kg`."""
    return in_units(", ".join(texts.number(number_in(texts.units, one)) for one in kg), texts)


def in_units(numbers: str, texts: Texts) -> str:
    """Return numbers with the units of the sheets."""
    return texts(f"load.{texts.units}", weight=numbers)


def whole_minutes(seconds: int) -> int:
    """Return the minutes that a warm-up or the stretches are said to take: the nearest."""
    return round(seconds / 60)


def span(values: Sequence[str | int], texts: Texts) -> str:
    """Return `a` or `a-b` for one value or more, of which the first and the last are named."""
    if len(set(values)) == 1:
        return str(values[0])
    return texts("span", low=values[0], high=values[-1])


def weeks_text(numbers: Sequence[int], texts: Texts) -> str:
    """Return rising numbers of weeks, neighbours as one span, such as `1-2, 5`."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return ", ".join(span([number for _, number in run], texts) for _, run in runs)


def reserve(week: Week, texts: Texts) -> str:
    """Return the repetitions to keep in reserve, such as `3-4`."""
    return span(week.reserve, texts)


def cue_text(brief: Brief, session: Session, row: Prescription) -> str:
    """Return a row's cue, or what to keep in reserve where that differs from its session."""
    if row.reserve is None or row.reserve == session.reserve:
        return row.cue
    return brief.texts("lane.row_keep", reserve=span(row.reserve, brief.texts))


def plain_muscles(muscles: tuple[str, ...], texts: Texts) -> list[str]:
    """Return everyday words for anatomical names, each once."""
    return list(dict.fromkeys(texts(f"muscle.{muscle.replace(' ', '-')}") for muscle in muscles))


def day_room(brief: Brief, session: Session, size: float) -> float:
    """Return the width of a session's day, with any date where it has one, in millimetres."""
    if brief.dated:
        return dated_room(brief, session, size)
    return width(brief.weekday(session), "name", size)


def dated_room(brief: Brief, session: Session, size: float) -> float:
    """Return the width of a session's day with any date, in millimetres."""
    texts, weekday = brief.texts, brief.weekday(session)
    dates = (short_date(date(2026, month, 28), texts) for month in range(1, 13))
    words = (texts("lane.dated_day", weekday=weekday, date=day) for day in dates)
    return max(width(told, "name", size) for told in words) + 0.5


def dates_room(texts: Texts, size: float) -> float:
    """Return the width of any week's dates in the condensed face, in millimetres."""
    days = (date(2026, month, 28) for month in (*range(1, 13), 1))
    shown = pairwise(short_date(day, texts) for day in days)
    dates = (texts("date.across_months", first=first, last=last) for first, last in shown)
    return max(width(told, "condensed", size) for told in dates)

"""The form of a plan: the table of options, in the order in which a person thinks of them.

What a browser sends is read here: values by the names of the options, never a path. A logo is the
number of a picture that was sent before, a programme one of those that there are.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import QueryParams

from runstrong_pdf import (
    FIELDS,
    Field,
    Kind,
    PlanOptions,
    Problem,
    RunstrongError,
    UsageError,
    languages,
    programmes,
    read_options,
)

SAID = tomllib.loads((Path(__file__).parent / "form.toml").read_text(encoding="utf-8"))
"""How the page asks: groups of options, their labels and help, words for choices."""
GROUPS, LABELS, HELP, WORDS = (SAID[name] for name in ("groups", "labels", "help", "words"))
FIRST, PRINTED, MORE = "Your plan", "Beside the buttons", "More"
"""Groups with a place of their own."""
PATHS = frozenset({Kind.FILE, Kind.FOLDER})
"""What no browser is asked for by itself: paths of our computer."""
MOST_BUTTONS = 9
"""Numbers that stand side by side as buttons; more are typed."""
MOST_LETTERS = 400
"""Of one value; whatever is longer was not typed into our form."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RUNS = ("easy", "hard", "long", "off")


def said(word: str) -> str:
    """Return a choice as the page says it.

    Example:
        >>> said("week-sheets"), said("a4")
        ('Week sheets', 'A4')
    """
    return str(WORDS.get(word) or word.replace("-", " ").capitalize())


@dataclass(frozen=True)
class Question:
    """One option as the page asks for it.

    Attributes:
        text: its value as it would be typed; empty for none.
        control: which control it has, see `pages/controls.html`.
    """

    field: Field
    text: str
    control: str

    @property
    def name(self) -> str:
        """As Python calls it."""
        return self.field.name

    @property
    def label(self) -> str:
        """What the page calls it."""
        return str(LABELS.get(self.name) or self.name.replace("_", " ").capitalize())

    @property
    def help(self) -> str:
        """What it is for, where its label does not say that already."""
        if self.name in HELP:
            return str(HELP[self.name])
        said_already = self.field.help.rstrip(".") == self.label
        return "" if said_already or self.control == "language" else self.field.help

    @property
    def chosen(self) -> tuple[str, ...]:
        """The entries of a list, or the value alone."""
        return tuple(part for part in self.text.split(",") if part)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every possible number."""
        low, high = int(self.field.low or 0), int(self.field.high or 0)
        return tuple(map(str, range(low, high + 1)))

    @property
    def run_of(self) -> dict[str, str]:
        """What is run on which day."""
        runs = (part.partition(":") for part in self.chosen)
        return {day: kind for day, _, kind in runs}


@dataclass(frozen=True)
class Asked:
    """What a browser asked for.

    Attributes:
        typed: every option that is not as usual, by name, as it would be typed.
        settled: the same without days of which some are still to be ticked.
        options: the same read; None if something is not possible.
        problems: all that is wrong.
    """

    typed: Mapping[str, str]
    settled: Mapping[str, str]
    options: PlanOptions | None
    problems: tuple[Problem, ...]


class Form:
    """The form on one computer.

    Args:
        paper: the paper of its country.
        offered: options that it has, paper and runs among them; those of a public server are fewer.
        logos: pictures that were sent, by number.
    """

    def __init__(self, paper: str, offered: Iterable[str], logos: Mapping[str, Path]) -> None:
        self.usual = {
            name: "yes" if FIELDS[name].default is True else FIELDS[name].shown_default
            for name in offered
        }
        self.usual["paper"] = paper
        self.programmes = tuple(programmes())
        self.languages = languages()
        self._logos = logos

    def typed(self, sent: QueryParams) -> dict[str, str]:
        """Return what was sent, as it would be typed, where it is not as usual."""
        found = {name: self._typed(FIELDS[name], sent) for name in self.usual if name in sent}
        if any(sent.get(f"runs.{day}") for day in DAYS):
            runs = ((day, sent.get(f"runs.{day}", "")) for day in DAYS)
            found["runs"] = ",".join(f"{day}:{kind}" for day, kind in runs if kind)
        return {
            name: text[:MOST_LETTERS]
            for name, text in found.items()
            if text and text != self.usual[name]
        }

    def _typed(self, field: Field, sent: QueryParams) -> str:
        values = [value.strip() for value in sent.getlist(field.name)]
        if field.kind is Kind.SWITCH:
            usual = self.usual[field.name]
            return ("no" if usual else "") if values[-1] == "no" else "yes"
        if field.kind is Kind.CHOICES:
            return ",".join(filter(None, values)) or ("none" if self.usual[field.name] else "")
        return values[-1]

    def read(self, sent: QueryParams) -> Asked:
        """Return what was asked for, with everything that is wrong with it."""
        typed = self.typed(sent)
        missing = tuple(_missing_days(typed))
        settled = {name: text for name, text in typed.items() if not missing or name != "days"}
        given = {"paper": self.usual["paper"], **settled}
        try:
            self._put_files(given)
            options = read_options(given)
        except RunstrongError as error:
            return Asked(typed, settled, None, (*missing, *error.problems))
        return Asked(typed, settled, options, (*missing, *options.notes))

    def _put_files(self, given: dict[str, str]) -> None:
        """Put our own file in the place of a logo's number. Raises UsageError for any path."""
        if given.get("programme", "") not in {"", *self.programmes}:
            raise UsageError("is none of those that there are", field="programme")
        if logo := given.get("logo"):
            if logo not in self._logos:
                raise UsageError("is not there any more", "choose it again", field="logo")
            given["logo"] = str(self._logos[logo])

    def groups(self, typed: Mapping[str, str]) -> dict[str, list[Question]]:
        """Return the questions by group; options that no group has stand in one of their own."""
        placed = {name for names in GROUPS.values() for name in names}
        more = [n for n in self.usual if n not in placed and FIELDS[n].kind not in PATHS]
        groups = {**GROUPS, MORE: more}
        asked = {title: [n for n in names if n in self.usual] for title, names in groups.items()}
        return {
            title: [self._question(FIELDS[name], typed) for name in names]
            for title, names in asked.items()
            if names
        }

    def _question(self, field: Field, typed: Mapping[str, str]) -> Question:
        text = typed.get(field.name, self.usual[field.name])
        return Question(field, "" if text == "none" else text, _control(field))


def _missing_days(typed: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a note where fewer days are ticked than sessions: until then, they are not asked for.

    Example:
        >>> [note.message for note in _missing_days({"days": "tue"})]
        ['tick 1 more day for 2 sessions a week']
    """
    sessions = typed.get("sessions", FIELDS["sessions"].shown_default)
    days = {day for day in typed.get("days", "").split(",") if day}
    if days and days <= {*DAYS} and sessions.isdecimal() and len(days) < int(sessions):
        more = int(sessions) - len(days)
        text = f"tick {more} more day{'s' if more > 1 else ''} for {sessions} sessions a week"
        yield Problem("days", text, severity="warning")


def _control(field: Field) -> str:
    """Return which control asks for an option."""
    if field.name in {"colour", "language", "ink"}:
        return field.name
    if field.kind is Kind.NUMBER:
        many = int(field.high or 0) - int(field.low or 0)
        return "numbers" if many < MOST_BUTTONS else "number"
    if field.kind is Kind.CHOICE:
        return "select" if len(field.choices) > 4 else "choice"
    by_kind = {
        Kind.CHOICES: "choices",
        Kind.DATE: "date",
        Kind.TIME: "time",
        Kind.RUNS: "runs",
        Kind.SWITCH: "switch",
        Kind.PROGRAMME: "programme",
        Kind.FILE: "file",
    }
    return by_kind.get(field.kind, "text")


def as_typed(value: object) -> str:
    """Return a value of a file with options as it would be typed.

    Example:
        >>> as_typed(["chair", "band"]), as_typed(True), as_typed(8)
        ('chair,band', 'yes', '8')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(map(as_typed, value)) or "none"
    return str(value)

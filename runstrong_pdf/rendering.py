"""Plan + person + sheets -> files in every format, and single pages as pictures.

A plan is drawn once for each look, as a template whose personal places are empty; a name, a club
line or dates are then stamped into it in a millisecond. A template covers whole alphabets, so that
another name never needs a new drawing. Compiled templates are kept (`template_cache`).
"""

import datetime as dt
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import runstrong_pdf  # its `Plan` is loaded when it is used: stamping needs none
from runstrong_pdf.errors import OutputError, ProblemCollector, UsageError, shown
from runstrong_pdf.face import all_told, check_arguments
from runstrong_pdf.files import content_digest, file_name, path_of, plain_letters
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.reading import one_of
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.person import Outline, dated_texts, lines_of, metadata
from runstrong_pdf.pdf.slots import MissingCharacterError, alphabets_of, letters_of
from runstrong_pdf.pdf.stamp import Press, Tail
from runstrong_pdf.pdf.template import Template, from_bytes
from runstrong_pdf.template_cache import TemplateCache, cache_of

if TYPE_CHECKING:
    from runstrong_pdf.pages.editions import Edition

FORMATS = ("pdf", "png", "json", "ics", "txt")
"""What a plan can be rendered as."""
DATA_FORMATS = FORMATS[2:]
"""Formats without pages."""
SOME_MONDAY = dt.date(2024, 1, 1)
"""Stands in for the start while a template is drawn."""
SOME_NAME = "A"
"""Stands in for a name, a club and a contact while a template is drawn."""
PLACES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"name": ("name", "who", "first-name"), "club": ("club",), "contact": ("contact",)}
)
"""The places on the sheets that a personal line goes to."""
MOST_LABELLED = 256
"""Jobs whose pages' names are remembered: most visitors of a page look at the same plans."""
MOST_STARTS = 64
"""Start dates whose texts are remembered."""


@dataclass(frozen=True)
class TemplateJob:
    """Everything that shapes a template, and nothing that differs between those who share it.

    Attributes:
        plan: the plan, or the request for one; without a start, unless a race hangs on it.
        alphabets: what names and lines are written in; none where nothing is personal.
        person: stands in for everybody: for what they have not there is a line to write on. The
            club is their own only where a logo's alternative text says it.
        templates: the folder of the user's own templates, or empty.
        after: what the block before leaves to a request's plan, as JSON, or empty.
    """

    plan: "runstrong_pdf.Plan | Request"
    sheets: Sheets
    alphabets: tuple[str, ...]
    person: Person
    templates: str = ""
    after: str = ""

    def planned(self) -> "runstrong_pdf.Plan":
        """Return the plan, made if it is only asked for."""
        if not isinstance(self.plan, Request):
            return self.plan
        from runstrong_pdf.model.plan import After  # noqa: PLC0415  stamping needs no planner
        from runstrong_pdf.planning import make_plan  # noqa: PLC0415

        after = After.model_validate_json(self.after) if self.after else None
        return make_plan(self.plan, self.templates, after=after)

    @property
    def needs_files(self) -> bool:
        """Whether files of the user's go into it, which another machine may not have."""
        programme = self.plan.programme if isinstance(self.plan, Request) else None
        return bool(self.sheets.logo or self.templates or (programme or "").endswith(".toml"))


@dataclass(frozen=True)
class CompiledPlan:
    """A template with what stamping needs to know of its plan.

    Attributes:
        summary: facts of the plan for lists of people: level, pages, weeks, days.
    """

    template: Template
    outline: Outline
    texts: Texts
    summary: Mapping[str, Any]


def render(
    plan: "runstrong_pdf.Plan | Request",
    person: Person = Person(),  # noqa: B008  frozen
    sheets: Sheets = Sheets(),  # noqa: B008  frozen
    *,
    format: str = "pdf",  # noqa: A002  what everybody calls it
    templates: Path | str = "",
    cache: TemplateCache | Path | str | None = None,
    today: dt.date | None = None,
    stop: threading.Event | None = None,
) -> bytes:
    """Return a plan as a file.

    Args:
        plan: the plan; or the request for one, which is planned only if it was not drawn before.
        format: one of `FORMATS`. A png shows the only page, or all pages side by side.
        templates: the folder of one's own templates that the plan was made with.
        cache: where compiled templates are kept, also as a folder; None for the user's own one.
        today: the day, for a calendar that is to move the events of an earlier one.
        stop: once it is set no further page is drawn.

    Raises:
        UsageError: when a value is not possible, a letter cannot be printed, or a calendar has no
            dates.
        OutputError: when something does not fit on its page.
        StoppedError: when it was stopped.

    Example:
        >>> from runstrong_pdf import Person, Request, Sheets, make_plan, render
        >>> plan = make_plan(Request(weeks=4, kit=()))
        >>> pdf = render(plan, Person(name="Zoë"), Sheets(edition="stretching"))
        >>> pdf[:8]
        b'%PDF-1.7'
        >>> render(plan, format="txt").decode().splitlines()[0]
        'Upper body, no equipment'
    """
    return render_counted(
        plan,
        person,
        sheets,
        format=format,
        templates=templates,
        cache=cache,
        today=today,
        stop=stop,
    ).content


class Rendered(NamedTuple):
    """A file, and how many sides of paper it has; 0 where it is none to print."""

    content: bytes
    sides: int = 0


def render_counted(
    plan: "runstrong_pdf.Plan | Request",
    person: Person,
    sheets: Sheets,
    *,
    format: str,  # noqa: A002  what everybody calls it
    templates: Path | str = "",
    cache: TemplateCache | Path | str | None = None,
    today: dt.date | None = None,
    stop: threading.Event | None = None,
) -> Rendered:
    """Return a plan as a file, as `render` does, with how many sides of paper it has."""
    check_arguments(
        plan,
        person,
        sheets,
        format=(format, str),
        today=(today, dt.date, None),
        stop=(stop, "is_set", None),
    )
    chosen = one_of(format, FORMATS, "format")
    if chosen in DATA_FORMATS:
        from runstrong_pdf.pages.plan_data import plan_data  # noqa: PLC0415  stamping needs none

        return Rendered(plan_data(chosen, plan, _dated(person, plan), templates, today))
    job = template_job(plan, person, sheets, templates)
    with all_told(plan, person, sheets, job.templates):
        known = compiled_plan(job, cache_of(cache), stop)
    pdf, sides = Stamper(known).stamp(_dated(person, plan)), known.summary["pages"]
    if chosen == "png":
        from runstrong_pdf.pdf.raster import pages_png  # noqa: PLC0415  pdfium only for pictures

        return Rendered(pages_png(pdf), sides)
    return Rendered(pdf, sides)


def render_page(
    plan: "runstrong_pdf.Plan | Request",
    number: int,
    sheets: Sheets = Sheets(),  # noqa: B008  frozen
    person: Person = Person(),  # noqa: B008  frozen
    *,
    dpi: int = 96,
    templates: Path | str = "",
    cache: TemplateCache | Path | str | None = None,
) -> bytes:
    """Return one page as a PNG; the others are not drawn for it.

    Args:
        plan, sheets, person, templates, cache: as for `render`.
        number: of the page in the PDF, from 1.
        dpi: dots an inch, 10 to 600.

    Raises:
        UsageError: when there is no such page, or a value is not possible.

    Example:
        >>> from runstrong_pdf import Request, Sheets, render_page
        >>> render_page(Request(), 2, Sheets(edition="week-sheets"), dpi=40)[1:4]
        b'PNG'
    """
    check_arguments(plan, person, sheets, number=(number, range(1, 10**6)), dpi=(dpi, int, float))
    if not 10 <= dpi <= 600:
        raise UsageError(f"{shown(dpi)} dots an inch are not possible, 10 to 600", field="dpi")
    job = template_job(plan, person, sheets, templates)
    with all_told(plan, person, sheets, job.templates):
        try:
            return job_page(job, _dated(person, plan), number, dpi, cache_of(cache))
        except UsageError as error:
            raise UsageError(
                replace(one, field="number") if one.field == "page" else one
                for one in error.problems
            ) from None


def job_page(
    job: TemplateJob, person: Person, number: int, dpi: int, cache: TemplateCache
) -> bytes:
    """Return one page of a person's sheets as a PNG; only that one is drawn, if none is kept."""
    from runstrong_pdf.pdf.raster import page_png  # noqa: PLC0415  pdfium only for pictures

    kept = read_template(job_key(job, cache), cache)
    known = kept or unpack(draw_template(job, page=number))
    return page_png(Stamper(known).stamp(person), number if kept else 1, dpi)


def page_labels(
    plan: "runstrong_pdf.Plan | Request",
    sheets: Sheets = Sheets(),  # noqa: B008  frozen
    person: Person = Person(),  # noqa: B008  frozen
    *,
    templates: Path | str = "",
) -> tuple[str, ...]:
    """Return what each page of the PDF is called, in order; nothing is drawn for it.

    Args:
        plan, sheets, person, templates: as for `render`.

    Raises:
        UsageError: when a value is not possible, or there is no such sheet.

    Example:
        >>> from runstrong_pdf import Request, Sheets, page_labels
        >>> page_labels(Request(weeks=4), Sheets(edition="week-sheets"))
        ('Week 1', 'Week 2', 'Week 3', 'Week 4')
    """
    check_arguments(plan, person, sheets)
    job = template_job(plan, person, sheets, templates)
    with all_told(plan, person, sheets, job.templates):
        if job.needs_files or not isinstance(plan, Request):  # hundreds of plans would fill memory
            return _labels(job)
        return _known_labels(job)


def _labels(job: TemplateJob) -> tuple[str, ...]:
    edition = _edition(job)
    return tuple(map(edition.label, edition.sides))


_known_labels = lru_cache(MOST_LABELLED)(_labels)
"""To measure all pages for it takes as long as half of drawing them."""


def plan_file_name(plan: "runstrong_pdf.Plan | Request", person: Person, sheets: str = "") -> str:
    """Return whose plan it is, which, and what of it, as its file is called.

    Args:
        sheets: which, as `Sheets.file_words` has it; empty for a file without pages.

    Example:
        >>> plan_file_name(Request(weeks=8), Person(name="Zoë Łuczak"), "week-sheets")
        'zoe-luczak-8-weeks-week-sheets'
    """
    request = plan if isinstance(plan, Request) else plan.request
    after = None if isinstance(plan, Request) else plan.after
    words = (
        file_name(plain_letters(person.name) or "upper body"),
        f"{request.weeks}-weeks",
        f"block-{after.number}" if after else "",
        sheets,
    )
    return "-".join(filter(None, words))


# -- templates: drawn once, kept, stamped --------------------------------------------------------


def template_job(
    plan: "runstrong_pdf.Plan | Request",
    person: Person,
    sheets: Sheets,
    templates: Path | str = "",
    after: str = "",
) -> TemplateJob:
    """Return what shapes the template for a person's sheets."""
    start = _dated(person, plan).start
    if isinstance(plan, Request) and not plan.race:
        plan = replace(plan, start=None)
    lines = person.name + person.club + person.contact
    alphabets = alphabets_of(lines) or (("ascii",) if start else ())
    anybody = Person(
        name=SOME_NAME * bool(person.name),
        club=person.club if sheets.logo else SOME_NAME * bool(person.club),
        contact=SOME_NAME * bool(person.contact),
        start=(_start(plan) or SOME_MONDAY) if start else None,
    )
    folder = str(path_of(templates, "templates")) if templates else ""
    return TemplateJob(plan, sheets, alphabets, anybody, folder, after)


def job_key(job: TemplateJob, cache: TemplateCache) -> str:
    """Return the name under which the template of a job is kept."""
    plan, files = job.plan, [job.sheets.logo]
    if isinstance(plan, Request):
        said = repr(astuple(plan)) + job.after
        files.append(plan.programme or "")
    else:
        said = plan.model_dump_json()
    digests = [content_digest(Path(file)) for file in files if file]
    shape = (astuple(job.sheets), job.alphabets, astuple(job.person))
    return cache.key(repr((said, shape, digests)), job.templates)


def compiled_plan(
    job: TemplateJob, cache: TemplateCache, stop: threading.Event | None = None
) -> CompiledPlan:
    """Return the template of a job: from the cache, or planned and drawn.

    Raises:
        RunstrongError: when the request cannot be met, or something does not fit.
        StoppedError: when it was stopped.
    """
    if not cache.keeps:  # the program's files need not be looked at
        return unpack(draw_template(job, stop=stop))
    key = job_key(job, cache)
    if kept := read_template(key, cache):
        return kept
    stored = draw_template(job, stop=stop)
    cache.keep(key, stored)
    return unpack(stored)


def read_template(key: str, cache: TemplateCache) -> CompiledPlan | None:
    """Return what is kept under a key; None if there is none, or it is damaged."""
    with suppress(ValueError, KeyError, TypeError):
        return unpack(cache.read(key))
    return None


def unpack(stored: bytes) -> CompiledPlan:
    """Return a kept template. Raises ValueError, KeyError or TypeError when it is damaged."""
    template, note = from_bytes(stored)
    weeks = tuple(tuple((key, day) for key, day in week) for week in note["weeks"])
    outline = Outline(note["title"], note["code"], weeks, note["sheets"])
    return CompiledPlan(template, outline, Texts(note["language"], note["texts"]), note["summary"])


class Stamper:
    """A compiled plan made ready for many people: what they have in common is worked out once.

    Args:
        known: the plan whose personal places are filled.

    Attributes:
        dates: returns the texts of the places with a date, for a start.
    """

    def __init__(self, known: CompiledPlan) -> None:
        self.known = known
        dates = partial(dated_texts, plan=known.outline, texts=known.texts)
        self.dates = lru_cache(MOST_STARTS)(dates)

    @cached_property
    def _press(self) -> Press:
        return Press(self.known.template)

    def stamp(self, person: Person) -> bytes:
        """Return one person's file.

        Raises:
            UsageError: when a letter cannot be printed.
            OutputError: when a text does not fit its place.
        """
        self._check_letters(person)
        return self.known.template.prefix + self.tail(person).content

    def tail(self, person: Person) -> Tail:
        """Return what follows the template's constant bytes in one person's file."""
        known, values = self.known, {**self.dates(person.start), **lines_of(person)}
        return self._press.tail(values, metadata(person, known.outline, known.texts))

    def check(self, person: Person) -> None:
        """Raise UsageError or OutputError, naming the option, if a line cannot be printed."""
        self._check_letters(person)
        texts = lines_of(person)
        for field, places in PLACES_OF.items():
            try:
                self._press.check({place: texts[place] for place in places})
            except OutputError as error:
                raise error.located(field) from error

    def _check_letters(self, person: Person) -> None:
        """Raise UsageError with a letter of each personal line that cannot be printed."""
        known = next(iter(self.known.template.glyphs.values()), None)
        found = ProblemCollector()
        for field in PLACES_OF:
            line = getattr(person, field)
            missing = next((one for one in line if known and one not in known.widths), "")
            if missing:
                found.problems += MissingCharacterError.of(line, missing, field).problems
        found.stop(MissingCharacterError)


def draw_template(
    job: TemplateJob, page: int | None = None, stop: threading.Event | None = None
) -> bytes:
    """Return a template as it is kept, planned and drawn anew.

    Args:
        page: the only one to draw, from 1; None for all.
        stop: looked at before each page.

    Raises:
        RunstrongError: when the request cannot be met, or something does not fit.
        StoppedError: when it was stopped.
    """
    from runstrong_pdf.pages.compiling import compile_plan  # noqa: PLC0415  stamping needs none
    from runstrong_pdf.pdf.fonts import check_characters  # noqa: PLC0415  as above

    covered = letters_of(job.alphabets)
    try:
        edition = _edition(job)
        template, note = compile_plan(edition, job.person, job.sheets, covered, page, stop)
    except MissingCharacterError:
        found = ProblemCollector()
        with found.collected("link_text"):
            check_characters(job.sheets.link_text)
        found.stop()
        raise
    return template.to_bytes(note)


def _edition(job: TemplateJob) -> "Edition":
    """Return the pages of a job, measured; anew where files of the user's may have changed."""
    return (_measured if job.needs_files else _last_measured)(job)


def _measured(job: TemplateJob) -> "Edition":
    from runstrong_pdf.pages.compiling import measured_edition  # noqa: PLC0415  as above

    plan = job.planned() if job.after else job.plan
    return measured_edition(plan, job.person, job.sheets, job.templates)


_last_measured = lru_cache(1)(_measured)
"""Others of the pages that were asked for are asked for next."""


def _start(plan: "runstrong_pdf.Plan | Request") -> dt.date | None:
    return plan.first_monday if isinstance(plan, Request) else plan.request.start


def _dated(person: Person, plan: "runstrong_pdf.Plan | Request") -> Person:
    """Return a person with a start: their own, else the plan's.

    Raises:
        UsageError: when it is another than that of a plan that leads up to a race.
    """
    start = _start(plan)
    race = plan.race if isinstance(plan, Request) else plan.request.race
    if race and start and person.start not in {None, start}:
        text = f"{person.start} is another start than the plan's, {start}, which the race decides"
        raise UsageError(text, "leave it out, or make the plan for that start", field="start")
    return person if person.start else replace(person, start=start)

"""What a template is made from, and how: a work function that any process or machine can run."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from runstrong_pdf.cli.cache import Cache
from runstrong_pdf.cli.club.alphabets import characters_of
from runstrong_pdf.cli.library import open_library, overlay
from runstrong_pdf.cli.wishes import Wishes
from runstrong_pdf.errors import RunstrongError
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.person import Outline, Person, outline, personal_texts
from runstrong_pdf.pdf.template import Template, from_bytes

SOME_MONDAY = dt.date(2024, 1, 1)
"""Stands in for the start while a template is drawn."""


@dataclass(frozen=True)
class Recipe:
    """Everything that shapes a template, and nothing that differs between those who share it.

    Attributes:
        wishes: without a name.
        dated: whether there are dates on the sheets; which ones is personal.
        alphabets: what names and lines are written in.
        key: under which the template is kept.
    """

    wishes: Wishes
    dated: bool
    alphabets: tuple[str, ...]
    key: str

    @property
    def needs_files(self) -> bool:
        """Whether files of the club's go into it, which another machine may not have."""
        own = (self.wishes.logo, self.wishes.templates, self.wishes.programme.endswith(".toml"))
        return any(own)


@dataclass(frozen=True)
class Compiled:
    """A template as it is kept, or why there is none."""

    key: str
    stored: bytes = b""
    error: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Kept:
    """A template with what stamping needs to know of its plan.

    Attributes:
        summary: facts of the plan for summary.csv and the manifest.
    """

    template: Template
    plan: Outline
    texts: Texts
    summary: Mapping[str, Any]


def recipe(wishes: Wishes, alphabets: tuple[str, ...], cache: Cache, *, dated: bool) -> Recipe:
    """Return the recipe with the key under which its template is kept."""
    shape = {**wishes.training(), "club": bool(wishes.club), "contact": bool(wishes.contact)}
    key = cache.key({**shape, "dated": dated}, " ".join(alphabets))
    return Recipe(wishes, dated, alphabets, key)


def for_print(one: Recipe, alphabets: tuple[str, ...], cache: Cache) -> Recipe:
    """Return the recipe of the same sheets for the copier: printed squares, no form fields."""
    return recipe(replace(one.wishes, forms=False), alphabets, cache, dated=one.dated)


def kept(key: str, cache: Cache) -> bytes:
    """Return what the cache has, or nothing where that is damaged."""
    stored = cache.read(key) or b""
    try:
        unpacked(stored)
    except (ValueError, KeyError, TypeError):
        return b""
    return stored


def unpacked(stored: bytes) -> Kept:
    """Return a stored template. Raises ValueError, KeyError or TypeError when it is damaged."""
    template, note = from_bytes(stored)
    weeks = tuple(tuple((k, day) for k, day in week) for week in note["weeks"])
    plan = Outline(note["title"], note["code"], weeks)
    return Kept(template, plan, Texts(note["language"], note["texts"]), note["summary"])


def compiled(one: Recipe) -> Compiled:
    """Plan and draw: the work function. A request that cannot be met comes back as its error."""
    cache = Cache(overlay(one.wishes.templates))
    if stored := kept(one.key, cache):
        return Compiled(one.key, stored)
    try:
        stored = _drawn(one)
    except RunstrongError as error:
        return Compiled(one.key, error=str(error), remedy=error.remedy)
    cache.keep(one.key, stored)
    return Compiled(one.key, stored)


def _drawn(one: Recipe) -> bytes:
    from runstrong_pdf.cli.publish import plan_brief  # noqa: PLC0415  a stamped copy needs none
    from runstrong_pdf.pages.document import compile_template  # noqa: PLC0415
    from runstrong_pdf.pages.editions import make_edition  # noqa: PLC0415
    from runstrong_pdf.planning import make_plan  # noqa: PLC0415

    library = open_library(one.wishes.templates)
    plan = make_plan(one.wishes.request(), library)
    start = plan.request.start or SOME_MONDAY
    person = Person("A", one.wishes.club, one.wishes.contact, start if one.dated else None)
    paperwork = one.wishes.paperwork()
    brief = plan_brief(plan, person, paperwork, library)
    values = personal_texts(person, outline(plan), brief.texts)
    covered = {"covered": characters_of(one.alphabets)}
    edition = make_edition(paperwork.edition, brief, sheet=paperwork.sheet, two_up=paperwork.two_up)
    template, _ = compile_template(
        edition, [values, covered], forms=paperwork.forms, archivable=paperwork.pdfa
    )
    note = {
        "title": plan.title,
        "code": plan.code,
        "weeks": outline(plan).weeks,
        "language": brief.texts.language,
        "texts": dict(brief.texts.entries),
        "summary": _summary(plan, len(template.personal)),
    }
    return template.to_bytes(note)


def _summary(plan: Plan, pages: int) -> dict[str, Any]:
    return {
        "level": str(plan.level),
        "pages": pages,
        "weeks": [f"{week.title}: {week.goal}" for week in plan.weeks],
        "days": [
            {
                "week": week.number,
                "session": session.key,
                "weekday": session.day,
                "minutes": session.minutes,
            }
            for week in plan.weeks
            for session in week.sessions
        ],
    }

"""RunStrong PDF: printable, illustrated upper-body strength plans for runners.

The public face; docs/python.md shows it at work. Heavy parts are loaded when first used.

    from runstrong_pdf import Person, Request, make_plan, render

    plan = make_plan(Request(weeks=6, kit=("chair", "band")))
    pdf = render(plan, Person(name="Zoë"))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runstrong_pdf.club.changing import ReplacedRoster
    from runstrong_pdf.club.club import Club
    from runstrong_pdf.club.copier import HandoutReport
    from runstrong_pdf.club.forget import ForgetReport, Traces
    from runstrong_pdf.club.ledgers import BounceReport, RebuildReport
    from runstrong_pdf.club.make import LeftReport, MakeReport
    from runstrong_pdf.club.next_block import NextReport
    from runstrong_pdf.club.send import MailReport, SendReport
    from runstrong_pdf.club.status import DeliveryStatus, SendListener
    from runstrong_pdf.contents import exercises, languages, picture, programmes
    from runstrong_pdf.done import Done, NextRow, RowDone, Unclear, next_notes, next_rows, read_done
    from runstrong_pdf.errors import (
        MailError,
        NoProgrammeError,
        OutputError,
        Problem,
        RosterError,
        RunstrongError,
        StoppedError,
        TemplateError,
        UsageError,
    )
    from runstrong_pdf.face import logo_notes
    from runstrong_pdf.me_file import command_line, me_text, parse_me, read_me
    from runstrong_pdf.model.catalogue import Exercise
    from runstrong_pdf.model.fields import FIELDS, GROUPS, Field, Kind
    from runstrong_pdf.model.options import (
        PlanOptions,
        next_options,
        past_notes,
        read_options,
        unused_notes,
    )
    from runstrong_pdf.model.person import Person
    from runstrong_pdf.model.plan import After, Plan
    from runstrong_pdf.model.request import Request
    from runstrong_pdf.model.sheets import Sheets
    from runstrong_pdf.model.words import Run
    from runstrong_pdf.planning import make_plan
    from runstrong_pdf.rendering import page_labels, plan_file_name, render, render_page
    from runstrong_pdf.roster.editing import RosterTable
    from runstrong_pdf.template_cache import MemoryTemplateCache, TemplateCache

__version__ = "0.1.0"
__all__ = [
    "FIELDS",
    "GROUPS",
    "After",
    "BounceReport",
    "Club",
    "DeliveryStatus",
    "Done",
    "Exercise",
    "Field",
    "ForgetReport",
    "HandoutReport",
    "Kind",
    "LeftReport",
    "MailError",
    "MailReport",
    "MakeReport",
    "MemoryTemplateCache",
    "NextReport",
    "NextRow",
    "NoProgrammeError",
    "OutputError",
    "Person",
    "Plan",
    "PlanOptions",
    "Problem",
    "RebuildReport",
    "ReplacedRoster",
    "Request",
    "RosterError",
    "RosterTable",
    "RowDone",
    "Run",
    "RunState",
    "RunstrongError",
    "SendListener",
    "SendReport",
    "Sheets",
    "StoppedError",
    "TemplateCache",
    "TemplateError",
    "Traces",
    "Unclear",
    "UsageError",
    "__version__",
    "command_line",
    "exercises",
    "languages",
    "logo_notes",
    "make_plan",
    "me_text",
    "next_notes",
    "next_options",
    "next_rows",
    "page_labels",
    "parse_me",
    "past_notes",
    "picture",
    "plan_file_name",
    "programmes",
    "read_done",
    "read_me",
    "read_options",
    "render",
    "render_page",
    "unused_notes",
]
_NAMES = {
    "club.changing": "ReplacedRoster",
    "club.club": "Club",
    "club.copier": "HandoutReport",
    "club.forget": "ForgetReport Traces",
    "club.ledgers": "BounceReport RebuildReport",
    "club.make": "LeftReport MakeReport",
    "club.next_block": "NextReport",
    "club.send": "MailReport SendReport",
    "club.status": "DeliveryStatus RunState SendListener",
    "contents": "exercises languages picture programmes",
    "done": "Done NextRow RowDone Unclear next_notes next_rows read_done",
    "face": "logo_notes",
    "me_file": "command_line me_text parse_me read_me",
    "model.catalogue": "Exercise",
    "model.fields": "FIELDS GROUPS Field Kind",
    "model.options": "PlanOptions next_options past_notes read_options unused_notes",
    "model.person": "Person",
    "model.plan": "After Plan",
    "model.request": "Request",
    "model.sheets": "Sheets",
    "model.words": "Run",
    "planning": "make_plan",
    "rendering": "page_labels plan_file_name render render_page",
    "roster.editing": "RosterTable",
    "template_cache": "MemoryTemplateCache TemplateCache",
}
"""Public names by module; errors and problems are all in `errors`."""
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'errors')}"), name)


def __dir__() -> list[str]:
    return __all__

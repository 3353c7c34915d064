"""The plan: its form, its sheets as pictures, and its files."""

import datetime as dt
import secrets
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runstrong_pdf import (
    FIELDS,
    PlanOptions,
    RunstrongError,
    Sheets,
    TemplateCache,
    command_line,
    logo_notes,
    make_plan,
    me_text,
    page_labels,
    parse_me,
    past_notes,
    plan_file_name,
    render,
    render_page,
    unused_notes,
)
from runstrong_pdf.web.answers import DPIS, DrawingQueue, answered, file, picture, uploaded
from runstrong_pdf.web.form import FIRST, PATHS, PRINTED, Form, as_typed
from runstrong_pdf.web.showing import Show, plainly, problem_data

KINDS = ("pdf", "png", "json", "ics", "txt")
"""Files that a plan can be kept as."""
MOST_LOGOS = 20
LOGO_ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".webp")
UPLOADS = ("/plan/open", "/plan/logo")


class Logos:
    """Logos that were sent, each in a file of ours under a name of ours, until the program ends."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.files: dict[str, Path] = {}

    def close(self) -> None:
        """Remove them all."""
        if self._folder:
            self._folder.cleanup()

    def keep(self, name: str, content: bytes) -> str:
        """Keep a logo and return its number. Raises UsageError if it cannot be printed."""
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="runstrong-")
        ending = Path(name).suffix.lower()
        number = secrets.token_hex(8)
        file = Path(self._folder.name) / f"{number}{ending if ending in LOGO_ENDINGS else '.png'}"
        file.write_bytes(content)
        try:
            logo_notes(Sheets(logo=str(file)))
        except RunstrongError as error:
            file.unlink()
            told = (
                replace(one, message=one.message.replace(f"{file}: ", ""), where="")
                for one in error.problems
            )  # the person knows no file of ours
            raise type(error)(told) from None
        self.files[number] = file
        for old in list(self.files)[:-MOST_LOGOS]:
            self.files.pop(old).unlink(missing_ok=True)
        return number


@dataclass
class PlanPages:
    """The routes of a plan."""

    form: Form
    show: Show
    cache: TemplateCache
    queue: DrawingQueue
    today: Callable[[], dt.date]
    logos: Logos

    def routes(self) -> Iterator[Route]:
        """Yield every route of it."""
        yield Route("/", self.page)
        yield Route("/plan/state", self.state)
        yield Route("/plan/labels", self.labels)
        yield Route("/plan/page", self.picture)
        yield Route("/plan/me.toml", self.me_file)
        yield Route("/plan/file.{kind}", self.file)
        yield Route("/plan/open", self.opened, methods=["POST"])
        if "logo" in self.form.usual:
            yield Route("/plan/logo", self.logo, methods=["POST"])

    async def page(self, asked: WebRequest) -> Response:
        """Show the form; what was asked for stands in it, also after a reload."""
        typed, today = self.form.typed(asked.query_params), self.today()
        groups = self.form.groups(typed)
        return self.show(
            asked,
            "plan.html",
            here="plan",
            form=self.form,
            first=groups.pop(FIRST, []),
            printed=groups.pop(PRINTED, []),
            groups=groups,
            monday=today + dt.timedelta(days=7 - today.weekday()),
        )

    async def state(self, asked: WebRequest) -> Response:
        """Say what is wrong with what is asked for, or what plan it makes and why."""
        found = self.form.read(asked.query_params)
        known = {
            "query": urlencode(found.typed),
            "command": command_line(found.settled),
            "problems": problem_data(found.problems),
            "waits": found.settled != found.typed,
        }
        if not found.options:
            return JSONResponse({**known, "plan": None})
        options = found.options

        def planned(_stop: threading.Event) -> dict[str, object]:
            plan = make_plan(options.request)
            minutes = sorted({s.minutes for week in plan.weeks for s in week.sessions})
            return {
                "title": plan.title,
                "language": options.request.language,
                "weeks": len(plan.weeks),
                "sessions": len(plan.weeks[0].sessions),
                "minutes": [minutes[0], minutes[-1]],
                "programme": plan.programme,
                "level": str(plan.level),
                "dated": bool(options.request.first_monday),
                "refer_first": plan.refer_first,
                "why": [{"topic": one.topic, "text": plainly(one.text)} for one in plan.why],
            }

        try:
            plan = await self.queue.made(asked, planned)
        except RunstrongError as error:
            return JSONResponse({**known, "plan": None, "problems": problem_data(error.problems)})
        notes = (
            *found.problems,
            *unused_notes(found.settled, options.sheets, "pdf"),
            *past_notes(options.request, self.today()),
        )
        return JSONResponse({**known, "plan": plan, "problems": problem_data(dict.fromkeys(notes))})

    async def labels(self, asked: WebRequest) -> Response:
        """Say what the pages are called."""
        options = self._options(asked.query_params)
        names = await self.queue.made(
            asked, lambda _: page_labels(options.request, options.sheets, options.person)
        )
        return JSONResponse({"labels": names})

    async def picture(self, asked: WebRequest) -> Response:
        """Return the picture of a page.

        A page alone is drawn at once. For a thumbnail all pages are drawn, once: the others are
        asked for next.
        """
        options = self._options(asked.query_params)
        look = options.sheets, options.person

        def drawn(page: int, dpi: int, stop: threading.Event) -> bytes:
            if dpi == DPIS[0]:
                render(options.request, options.person, options.sheets, cache=self.cache, stop=stop)
            return render_page(options.request, page, *look, dpi=dpi, cache=self.cache)

        return await picture(asked, self.queue, drawn)

    async def file(self, asked: WebRequest) -> Response:
        """Return the plan as a file to keep, or to print."""
        kind = asked.path_params["kind"]
        if kind not in KINDS:
            return Response(status_code=404)

        def made(stop: threading.Event) -> tuple[bytes, str]:
            options = self._options(asked.query_params)
            plan, person, sheets = options.request, options.person, options.sheets
            of_run: Mapping[str, Any] = {"cache": self.cache, "today": self.today(), "stop": stop}
            content = render(plan, person, sheets, format=kind, **of_run)
            words = sheets.file_words if kind in {"pdf", "png"} else ""
            return content, f"{plan_file_name(plan, person, words)}.{kind}"

        return await file(asked, self.queue, self.show, made)

    async def me_file(self, asked: WebRequest) -> Response:
        """Return the options as a file to keep."""
        settled = self.form.read(asked.query_params).settled
        typed = {name: text for name, text in settled.items() if name != "logo"}
        return answered(me_text(typed).encode(), "me.toml")

    async def opened(self, asked: WebRequest) -> Response:
        """Return where the form is with the options of a file that was kept."""
        given = parse_me((await uploaded(asked))[0])
        typed = {
            name: as_typed(value)
            for name, value in given.items()
            if name in self.form.usual and FIELDS[name].kind not in PATHS
        }
        left = [name for name in given if name not in typed]
        return JSONResponse({"query": urlencode(typed), "left_out": left})

    async def logo(self, asked: WebRequest) -> Response:
        """Keep a logo and return its number."""
        content, name = await uploaded(asked)
        number = await self.queue.made(asked, lambda _: self.logos.keep(name, content))
        return JSONResponse({"logo": number})

    def _options(self, sent: QueryParams) -> PlanOptions:
        """Return what was asked for. Raises RunstrongError."""
        found = self.form.read(sent)
        if found.options is None:
            raise RunstrongError(found.problems)
        return found.options

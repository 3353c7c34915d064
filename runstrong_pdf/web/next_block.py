"""After the block: a plan that was filled in, what counts of it, and the plan that goes on from it.

What was dropped is kept in memory under a number until the program ends; everything else stands in
the address, so that a reload or another tab shows the same.
"""

import datetime as dt
import secrets
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runstrong_pdf import (
    Done,
    Plan,
    PlanOptions,
    RunstrongError,
    TemplateCache,
    UsageError,
    exercises,
    make_plan,
    next_notes,
    next_options,
    next_rows,
    past_notes,
    plan_file_name,
    read_done,
    render,
    render_page,
)
from runstrong_pdf.web.answers import DrawingQueue, file, picture, uploaded, whole_number
from runstrong_pdf.web.form import Form
from runstrong_pdf.web.showing import Show, problem_data

MOST_KEPT = 16
UPLOADS = ("/next/read",)
ASKED = ("weeks", "start", "name", "level")
"""Options that the page asks for; all else stays as it was."""


@dataclass
class NextPages:
    """The routes of the block after.

    Attributes:
        form: of the plan, for whoever has no PDF of it any more.
        kept: what was dropped, by number.
    """

    form: Form
    show: Show
    paper: str
    cache: TemplateCache
    queue: DrawingQueue
    today: Callable[[], dt.date]
    kept: dict[str, Done] = field(default_factory=dict)

    def routes(self) -> Iterator[Route]:
        """Yield every route of it."""
        yield Route("/next", self.page)
        yield Route("/next/read", self.read, methods=["POST"])
        yield Route("/next/plan", self.go_on, methods=["POST"])
        yield Route("/next/{number}", self.judged)
        yield Route("/next/{number}/page", self.picture)
        yield Route("/next/{number}/file.pdf", self.file)

    async def page(self, asked: WebRequest) -> Response:
        """Ask for the plan that was filled in."""
        return self.show(asked, "next.html", here="next", done=None)

    async def read(self, asked: WebRequest) -> Response:
        """Keep a plan that was filled in and return its number."""
        content, _ = await uploaded(asked)
        done = await self.queue.made(asked, lambda _: _done(content))
        return self._kept(done)

    async def go_on(self, asked: WebRequest) -> Response:
        """Keep the plan that is asked for, as if it had been dropped, and return its number."""
        found = self.form.read(asked.query_params)
        if not (options := found.options):
            raise RunstrongError(found.problems)

        def made(stop: threading.Event) -> Done:
            sheets = replace(options.sheets, edition="full", sheet="", two_up=False, forms=True)
            made = render(options.request, options.person, sheets, cache=self.cache, stop=stop)
            return _done(made)

        return self._kept(await self.queue.made(asked, made))

    def _kept(self, done: Done) -> Response:
        number = secrets.token_hex(8)
        self.kept[number] = done
        for old in list(self.kept)[:-MOST_KEPT]:
            del self.kept[old]
        return JSONResponse({"number": number})

    async def judged(self, asked: WebRequest) -> Response:
        """Show what counts of every row, and where the next block begins."""
        done, sent = self._done(asked), asked.query_params
        if done is None:
            line = "The file you dropped is no longer here. Drop it again."
            return self.show.message(asked, 404, "Drop it again", line, here="next")
        found: list[RunstrongError] = []

        def planned(_stop: threading.Event) -> Plan:
            try:
                return self._plan(done, sent)[0]
            except RunstrongError as error:  # the table is shown all the same
                found.append(error)
                return self._plan(done, QueryParams())[0]

        plan = await self.queue.made(asked, planned)
        return self.show(
            asked,
            "next.html",
            here="next",
            done=done,
            number=asked.path_params["number"],
            sent=sent,
            query=urlencode([pair for pair in sent.multi_items() if pair[1]]),
            plan=plan,
            rows=list(zip(done.shown, next_rows(done, plan), strict=True)),
            notes=[
                *next_notes(done, plan, whole_number(sent.get("away", "0"))),
                *past_notes(plan.request, self.today()),
            ],
            names={slug: one.name for slug, one in exercises().items()},
            unclear={one.field: one.counts_as for one in done.unclear},
            problems=problem_data(found[0].problems) if found else [],
        )

    async def picture(self, asked: WebRequest) -> Response:
        """Return the picture of a page of the next block."""
        done = self._done(asked)
        if done is None:
            return Response(status_code=404)

        def drawn(page: int, dpi: int, _stop: threading.Event) -> bytes:
            plan, options = self._plan(done, asked.query_params)
            sheets, person = options.sheets, options.person
            return render_page(plan, page, sheets, person, dpi=dpi, cache=self.cache)

        return await picture(asked, self.queue, drawn)

    async def file(self, asked: WebRequest) -> Response:
        """Return the next block's PDF."""
        done = self._done(asked)
        if done is None:
            return Response(status_code=404)

        def made(stop: threading.Event) -> tuple[bytes, str]:
            plan, options = self._plan(done, asked.query_params)
            content = render(plan, options.person, options.sheets, cache=self.cache, stop=stop)
            return content, f"{plan_file_name(plan, options.person)}.pdf"

        return await file(asked, self.queue, self.show, made)

    def _done(self, asked: WebRequest) -> Done | None:
        """Return what was dropped, with what was answered since."""
        done = self.kept.get(asked.path_params["number"])
        if done is None:
            return None
        known = {row.field for row in done.shown} | {one.field for one in done.unclear}
        sent = asked.query_params
        return done.answered({name: sent[name][:60] for name in known if name in sent})

    def _plan(self, done: Done, sent: QueryParams) -> tuple[Plan, PlanOptions]:
        """Return the next block, and how it looks. Raises RunstrongError."""
        away = whole_number(sent.get("away", "0"))
        own = {name: sent[name] for name in ASKED if sent.get(name)}
        options = next_options(done.next_request(away), {"paper": self.paper} | own)
        return make_plan(options.request, after=done.after), options


def _done(content: bytes) -> Done:
    """Return what was done of a plan. Raises UsageError."""
    with tempfile.TemporaryDirectory(prefix="runstrong-") as folder:
        file = Path(folder) / "filled-in.pdf"
        file.write_bytes(content)
        try:
            return read_done(file)
        except RunstrongError as error:
            message = error.problems[0].message
            remedy = "drop the PDF that the plan was saved as, filled in or not"
            raise UsageError(f"the file {message}", remedy) from None

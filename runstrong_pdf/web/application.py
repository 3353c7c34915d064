"""Puts the pages together to an app: on one's own computer, or the plan alone for everybody."""

import datetime as dt
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from runstrong_pdf import (
    FIELDS,
    MemoryTemplateCache,
    RunstrongError,
    StoppedError,
    TemplateCache,
    UsageError,
    read_options,
    render_page,
)
from runstrong_pdf.web.answers import BusyError, DrawingQueue
from runstrong_pdf.web.exercises import ExercisePages
from runstrong_pdf.web.form import Form
from runstrong_pdf.web.guard import Access, Guard, cookie_name
from runstrong_pdf.web.next_block import UPLOADS as NEXT_UPLOADS
from runstrong_pdf.web.next_block import NextPages
from runstrong_pdf.web.plan import UPLOADS, Logos, PlanPages
from runstrong_pdf.web.showing import Show, problem_answer, static

TEMPLATES_KEPT = 8
"""Compiled templates in memory: going back and forth between some options is quick."""
UNOFFERED = frozenset({"templates"})
"""Options that are folders: no path is ever taken from a browser."""
NEXT = ("/next", "next", "Next block")
CLUB = ("/club", "club", "Club")
PLACES = (("/", "plan", "Plan"), ("/exercises", "exercises", "Exercises"))


@dataclass(frozen=True)
class Settings:
    """How the app runs.

    Attributes:
        origin: our own, such as `http://127.0.0.1:8642`.
        access: who may come in; None for everybody.
        paper: what is printed on if nobody says otherwise.
        club: a club's folder, for its pages; club_cache: where its templates are kept.
        quit: ends the program; None where that is not the browser's to do.
        most_waiting, seconds: limits of what is made, see `DrawingQueue`.
        today: the day, as the computer's clock has it.
    """

    origin: str
    access: Access | None
    paper: str = "a4"
    quit: Callable[[], None] | None = None
    most_waiting: int = 100
    seconds: float = 0
    club: Path | None = None
    club_cache: TemplateCache | None = None
    today: Callable[[], dt.date] = lambda: dt.datetime.now().astimezone().date()

    @property
    def local(self) -> bool:
        """Whether it is somebody's own page, and not everybody's."""
        return self.access is not None


def make_app(settings: Settings) -> ASGIApp:
    """Return the app."""
    more = ([NEXT] if settings.local else []) + ([CLUB] if settings.club else [])
    shared = bool(settings.access and settings.access.asks_for_password)
    show = Show((*PLACES, *more), local=settings.local, shared=shared)
    queue = DrawingQueue(settings.most_waiting, settings.seconds)
    cache = MemoryTemplateCache(TEMPLATES_KEPT)
    unoffered = {*UNOFFERED, *({"logo"} if not settings.local else ())}
    offered = [name for name in FIELDS if name not in unoffered]
    logos = Logos()
    form = Form(settings.paper, offered, logos.files)
    plan = PlanPages(form, show, cache, queue, settings.today, logos)
    routes = [
        *plan.routes(),
        *ExercisePages(show).routes(),
        Route("/static/{name}", static),
    ]
    uploads = [*UPLOADS, *NEXT_UPLOADS]
    if settings.access:
        routes += NextPages(form, show, settings.paper, cache, queue, settings.today).routes()
        if settings.club:
            from runstrong_pdf.web import club  # noqa: PLC0415  loads much

            kept = settings.club_cache or cache
            routes += club.ClubPages(settings.club, show, settings.paper, kept, queue).routes()
            uploads += club.UPLOADS
        routes += _doors(settings, settings.access, show)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        queue.soon(warm_up)
        yield
        queue.close()
        logos.close()

    app = Starlette(
        routes=routes,
        lifespan=running,
        exception_handlers={
            404: lambda asked, _: show.message(asked, 404, "There is no such page."),
            500: lambda asked, _: show.message(asked, 500, BUG),
            RunstrongError: lambda _, error: problem_answer(error),
            StoppedError: lambda _asked, _error: Response(status_code=499),
            BusyError: lambda _asked, _error: JSONResponse(
                {"busy": "Too much is asked for at once. Try again in a moment."},
                503,
                {"retry-after": "2"},
            ),
        },
    )
    return Guard(
        app,
        origin=settings.origin,
        access=settings.access,
        uploads=tuple(uploads),
        refused=lambda scope: _stranger(show, settings, scope),
    )


STRANGER = (
    "It belongs to whoever started it on this computer.",
    "Start it again, with runstrong serve in a terminal: what is running already is only opened.",
)
BUG = "Something went wrong here, and it is our fault. Load the page again."


def warm_up() -> None:
    """Load what drawing needs before it is asked for."""
    options = read_options({"edition": "stretching"})
    render_page(options.request, 1, options.sheets, dpi=30, cache=TemplateCache(None))


def _stranger(show: Show, settings: Settings, scope: Scope) -> Response:
    """Return the page for a browser that was not let in: how to get in."""
    asked = WebRequest(scope)
    if settings.access and settings.access.asks_for_password:
        return show(asked, "login.html", 403, wait=0, wrong=False)
    return show.message(asked, 403, "This page opens by itself", *STRANGER)


def _doors(settings: Settings, access: Access, show: Show) -> Iterator[Route]:
    """Yield the routes by which a browser is let in and the program ends."""

    def let_in(session: str) -> Response:
        answer = RedirectResponse("/", 303)
        name = cookie_name(settings.origin)
        answer.set_cookie(name, session, httponly=True, samesite="strict", path="/")
        return answer

    async def start(asked: WebRequest) -> Response:
        session = access.session_for(asked.query_params.get("token", ""))
        return let_in(session) if session else _stranger(show, settings, asked.scope)

    async def login(asked: WebRequest) -> Response:
        async with asked.form(max_files=0, max_fields=2) as form:
            password = str(form.get("password", ""))
        wait = access.seconds_to_wait()
        session = access.session_for_password(password)
        if session:
            return let_in(session)
        return show(asked, "login.html", 403, wait=round(wait), wrong=not wait)

    async def quit_(_: WebRequest) -> Response:
        if settings.quit:
            settings.quit()
        return JSONResponse({"ended": True})

    yield Route("/start", start)
    if access.asks_for_password:
        yield Route("/login", login, methods=["POST"])
    if settings.quit:
        yield Route("/quit", quit_, methods=["POST"])


# -- the plan alone, for a club's own server -------------------------------------------------------

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")
MOST_WAITING, SECONDS = 24, 10.0


def public_settings(origin: str, paper: str) -> Settings:
    """Return how the public page runs. Raises UsageError if it is not said where it is reached."""
    if not ORIGIN.fullmatch(origin):
        text = f"{origin[:60]!r} is no address of a site"
        remedy = "set RUNSTRONG_WEB_ORIGIN, such as https://strength.example.org"
        raise UsageError(text, remedy, field="RUNSTRONG_WEB_ORIGIN")
    return Settings(
        origin=origin, access=None, paper=paper, most_waiting=MOST_WAITING, seconds=SECONDS
    )


@cache
def public_app() -> ASGIApp:
    """Return the app, as the environment says. Raises UsageError if that is not enough."""
    paper = os.environ.get("RUNSTRONG_WEB_PAPER", "a4")
    return make_app(public_settings(os.environ.get("RUNSTRONG_WEB_ORIGIN", ""), paper))

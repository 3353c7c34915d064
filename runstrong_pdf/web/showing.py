"""Turns templates and problems into what a browser is sent."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request as WebRequest
from starlette.responses import HTMLResponse, JSONResponse, Response

from runstrong_pdf import Problem, RunstrongError, __version__
from runstrong_pdf.resources import data_folder
from runstrong_pdf.web.form import LABELS, said

HERE = Path(__file__).parent
STATIC = HERE / "static"
FACES = (
    "FiraSans-Regular",
    "FiraSans-SemiBold",
    "FiraSansCondensed-SemiBold",
    "FiraSansExtraCondensed-ExtraBold",
)
"""The faces of the sheets that the page is set in; `-More` has rarer letters, loaded for them."""
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}
"""What kinds of file are called."""
DAY = re.compile(r"(?<![\w'\"-])\d{4}-\d\d-\d\d(?![\w'\"-])")
"""A day in a message; what somebody typed stands in quotation marks, and stays as it is."""
RULES = re.compile(r" \((?:[RC]\d\d(?:, )?)+\)(?!['\"])")
"""Numbers of rules, which `runstrong explain` knows: of no use on a page."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
"""In the language of the page, whatever the program that it runs in has set."""
NOT_YET = "That cannot be made yet"
FOR_EVER, A_DAY = "private, max-age=31536000, immutable", "private, max-age=86400"


@cache
def static_files() -> dict[str, tuple[bytes, str]]:
    """Return every file that a page is made of, by name: its content and media type."""
    fonts = data_folder("templates") / "fonts"
    files = [*sorted(STATIC.iterdir())]
    files += [fonts / f"{face}{more}.ttf" for face in FACES for more in ("", "-More")]
    return {file.name: (file.read_bytes(), MEDIA[file.suffix]) for file in files}


async def static(asked: WebRequest) -> Response:
    """Return a file of the page: one of those that there are, by its whole name."""
    content, media = static_files().get(asked.path_params["name"], (b"", ""))
    if not media:
        return Response(status_code=404)
    kept = FOR_EVER if "v" in asked.query_params else A_DAY
    return Response(content, media_type=media, headers={"cache-control": kept})


class Show:
    """Fills the templates of pages.

    Args:
        places: the pages of this app, for the navigation: address and name.
        local: whether it runs on the person's own computer, where it can be ended.
        shared: whether others in its network reach it, too.
    """

    def __init__(
        self, places: Iterable[tuple[str, str, str]], *, local: bool, shared: bool
    ) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        files = (file.read_bytes() for file in sorted(STATIC.iterdir()))
        self._environment.globals |= {
            "places": tuple(places),
            "local": local,
            "shared": shared,
            "version": __version__,
            "files": sha256(b"\0".join(files)).hexdigest()[:12],  # browsers keep them until then
        }
        self._environment.filters["said"] = said

    def __call__(
        self,
        asked: WebRequest,
        name: str,
        status: int = 200,
        /,
        **values: Any,  # noqa: ANN401
    ) -> HTMLResponse:
        """Return a page."""
        token = getattr(asked.state, "form_token", "")
        page = self._environment.get_template(name)
        return HTMLResponse(page.render({"form_token": token, "here": "", **values}), status)

    def message(
        self, asked: WebRequest, status: int, title: str, *lines: str, here: str = ""
    ) -> HTMLResponse:
        """Return a page that only says something."""
        return self(asked, "message.html", status, here=here, title=title, lines=lines)

    def problems(
        self, asked: WebRequest, error: RunstrongError, title: str = NOT_YET, here: str = ""
    ) -> HTMLResponse:
        """Return the page that says what is wrong."""
        lines = (
            f"{one['label']}: {one['message']}. {one['remedy']}".strip(" .:") + "."
            for one in problem_data(error.problems)
        )
        return self.message(asked, 422, title, *lines, here=here)


def day_said(day: dt.date) -> str:
    """Return a day as the page says it.

    Example:
        >>> day_said(dt.date(2026, 12, 7))
        '7 December 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def plainly(text: str) -> str:
    """Return a message as the page says it: its days in words, without the numbers of rules.

    Example:
        >>> plainly("week 1 begins on 2026-12-14, not '2026-12-09' (R23, R24)")
        "week 1 begins on 14 December 2026, not '2026-12-09'"
    """

    def spoken(found: re.Match[str]) -> str:
        try:
            return day_said(dt.date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return DAY.sub(spoken, RULES.sub("", text))


def problem_data(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return problems as the page's script reads them."""
    return [
        {
            "row": one.row,
            "field": one.field,
            "label": label_of(one),
            "message": plainly(one.message),
            "remedy": plainly(one.remedy),
            "severity": one.severity,
        }
        for one in problems
    ]


def label_of(problem: Problem) -> str:
    """Return what a problem is about, as the page calls it; a key of a file as it is written."""
    if problem.where and not problem.row:
        return f"{Path(problem.where).name}, {problem.field}".removesuffix(", ")
    name = problem.field
    return problem.label or LABELS.get(name) or name.replace("_", " ").capitalize()


def problem_answer(error: RunstrongError) -> Response:
    """Return what is wrong, for the page's script."""
    return JSONResponse({"problems": problem_data(error.problems)}, 422)

"""What a browser sends beside options, and files and pictures that it is answered with."""

from collections.abc import Callable
from threading import Event
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request as WebRequest
from starlette.responses import Response

from runstrong_pdf import RunstrongError
from runstrong_pdf.web.drawing import DrawingQueue
from runstrong_pdf.web.showing import Show

DPIS = (30, 60, 96, 144, 192)
"""Resolutions that a page can be asked for in; the first one is a thumbnail's."""
MEDIA = {
    "pdf": "application/pdf",
    "png": "image/png",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "toml": "application/toml",
    "zip": "application/zip",
}
"""What kinds of file are called."""


async def uploaded(asked: WebRequest) -> tuple[bytes, str]:
    """Return the content and the name of the one file that was sent; empty for none."""
    async with asked.form(max_files=1, max_fields=4) as form:
        sent = form.get("file")
        if not isinstance(sent, UploadFile):
            return b"", ""
        return await sent.read(), sent.filename or ""


def whole_number(text: str) -> int:
    """Return a whole number; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


async def picture(
    asked: WebRequest, queue: DrawingQueue, drawn: Callable[[int, int, Event], bytes]
) -> Response:
    """Return the picture of the page that is asked for.

    Args:
        drawn: makes it, given the number of the page, dots an inch, and what stops it.
    """
    sent = asked.query_params
    page, dpi = whole_number(sent.get("page", "1")), whole_number(sent.get("dpi", "96"))
    if dpi not in DPIS:
        return Response(status_code=404)
    content = await queue.made(asked, lambda stop: drawn(page, dpi, stop))
    return Response(content, media_type=MEDIA["png"])


async def file(
    asked: WebRequest,
    queue: DrawingQueue,
    show: Show,
    made: Callable[[Event], tuple[bytes, str]],
    *,
    shown: bool = False,
) -> Response:
    """Return a file to keep, or to look at; or the page that says what is wrong.

    Args:
        made: makes it, given what stops it; returns its name, too.
        shown: whether it is to look at, also without `show` in the address.
    """
    try:
        content, name = await queue.made(asked, made)
    except RunstrongError as error:
        return show.problems(asked, error)
    return answered(content, name, shown=shown or "show" in asked.query_params)


def answered(content: bytes, name: str, *, shown: bool = False) -> Response:
    """Return a file by its name: to look at, or to keep."""
    kind = "inline" if shown else "attachment"
    headers = {"content-disposition": f"{kind}; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=MEDIA[name.rpartition(".")[2]], headers=headers)

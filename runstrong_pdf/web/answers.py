"""Files that a browser sends, and files and pictures that it is answered with.

What takes long is made one after the other, in a thread of its own. What nobody waits for any more
is not begun; what is being made stops at the next page.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TypeVar
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request as WebRequest
from starlette.responses import Response

from runstrong_pdf import RunstrongError, StoppedError
from runstrong_pdf.web.showing import MEDIA, Show

# -- what takes long -------------------------------------------------------------------------------

LOOKED = 0.02
"""Seconds between two looks whether somebody still waits."""
T = TypeVar("T")


class BusyError(Exception):
    """More is asked for than can be made in time."""


class DrawingQueue:
    """Makes what is asked for, in order.

    Args:
        most: how many may wait; whoever comes then is sent away.
        seconds: how long one may take; 0 for as long as it does.
    """

    def __init__(self, most: int = 100, seconds: float = 0) -> None:
        self._most, self._seconds = most, seconds
        self._waiting = 0
        self._thread = ThreadPoolExecutor(1, "drawing")
        self._turn = asyncio.Lock()

    async def made(self, asked: WebRequest, work: Callable[[Event], T]) -> T:
        """Return what `work` makes; it is given the event that stops it.

        Raises:
            StoppedError: when the browser no longer waits.
            BusyError: when too many wait, or it took too long.
        """
        if self._waiting >= self._most:
            raise BusyError
        self._waiting += 1
        try:
            async with self._turn:
                return await self._run(asked, work)
        finally:
            self._waiting -= 1

    async def _run(self, asked: WebRequest, work: Callable[[Event], T]) -> T:
        if await asked.is_disconnected():
            raise StoppedError
        loop, stop = asyncio.get_running_loop(), Event()
        watching = asyncio.create_task(_stop_when_gone(asked, stop))
        late = loop.call_later(self._seconds, stop.set) if self._seconds else None
        try:
            return await loop.run_in_executor(self._thread, work, stop)
        except StoppedError:
            if await asked.is_disconnected():
                raise
            raise BusyError from None
        finally:
            watching.cancel()
            if late:
                late.cancel()

    def close(self) -> None:
        """Begin nothing any more, and wait for what is being made: nothing goes on behind."""
        self._thread.shutdown(cancel_futures=True)

    def soon(self, work: Callable[[], object]) -> None:
        """Let the thread do something that nobody waits for, such as loading modules."""
        self._thread.submit(work)


async def _stop_when_gone(asked: WebRequest, stop: Event) -> None:
    with suppress(asyncio.CancelledError):
        while not await asked.is_disconnected():  # noqa: ASYNC110  it can only be asked
            await asyncio.sleep(LOOKED)
        stop.set()


# -- files and pictures ----------------------------------------------------------------------------

DPIS = (30, 60, 96, 144, 192)
"""Resolutions that a page can be asked for in; the first one is a thumbnail's."""


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
    return Response(content, media_type=MEDIA[".png"])


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
    return Response(content, media_type=MEDIA[Path(name).suffix], headers=headers)

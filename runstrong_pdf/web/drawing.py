"""Plans and pictures are made one after the other, in a thread of their own.

What nobody waits for any more is not begun; what is being made stops at the next page.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from starlette.requests import Request as WebRequest

from runstrong_pdf import StoppedError

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

    async def made(self, asked: WebRequest, work: Callable[[threading.Event], T]) -> T:
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

    async def _run(self, asked: WebRequest, work: Callable[[threading.Event], T]) -> T:
        if await asked.is_disconnected():
            raise StoppedError
        loop, stop = asyncio.get_running_loop(), threading.Event()
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


async def _stop_when_gone(asked: WebRequest, stop: threading.Event) -> None:
    with suppress(asyncio.CancelledError):
        while not await asked.is_disconnected():  # noqa: ASYNC110  it can only be asked
            await asyncio.sleep(LOOKED)
        stop.set()

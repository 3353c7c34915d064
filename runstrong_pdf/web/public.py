"""The plan page for a club's own server: `uvicorn runstrong_pdf.web:app` behind a reverse proxy.

Nobody logs in, nothing is kept: no rosters, no logos, no files but those that a browser saves.
`RUNSTRONG_WEB_ORIGIN` says where it is reached, such as `https://strength.example.org`.
"""

import os
import re
from functools import cache

from starlette.types import ASGIApp

from runstrong_pdf import UsageError
from runstrong_pdf.web.application import Settings, make_app

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")
MOST_WAITING = 24
SECONDS = 10.0


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

"""`runstrong serve`: a page in the browser, on this computer."""

import ipaddress
import os
import sys
from pathlib import Path

import typer

from runstrong_pdf.cli.computer import chosen_cache, local_paper
from runstrong_pdf.cli.console import results, say
from runstrong_pdf.errors import UsageError

PASSWORD = "RUNSTRONG_WEB_PASSWORD"  # noqa: S105  the name of a variable
SHORTEST = 8
"""Letters of a password."""
INSTALL = 'pip install ".[web]" in the folder of RunStrong, or with what it was installed with'
OPEN_TO_OTHERS = (
    "Others in your network can reach this page with the password, and do all that you can do "
    "with it. What goes over the network is not encrypted: use it at home or in the club, and "
    "end it afterwards."
)

app = typer.Typer(rich_markup_mode=None)


@app.command(name="serve", epilog="Example:  runstrong serve")
def serve(
    folder: Path | None = typer.Argument(
        None, metavar="[DIR]", help="A club's folder, for its pages."
    ),
    *,
    no_open: bool = typer.Option(
        False, "--no-open", "--no-browser", help="Do not open the browser."
    ),
    port: int = typer.Option(
        0, min=0, max=65535, metavar="N", help="Another port than the usual one."
    ),
    host: str = typer.Option(
        "", metavar="ADDRESS", help="This computer's address, for others in its network."
    ),
) -> None:
    """Open a page in the browser that makes and prints plans. Ctrl-C, or Quit there, ends it."""
    try:
        from runstrong_pdf.web.application import Settings  # noqa: PLC0415  of an extra, as below
        from runstrong_pdf.web.serving import Page, running_page  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(f"the page needs {error.name}, which is not installed", INSTALL) from None
    if folder:
        from runstrong_pdf import Club  # noqa: PLC0415  loads much

        Club.open(folder)  # what is wrong with it is said here
        folder = folder.resolve()
    if not host and (url := running_page(folder)):
        say("It is running already.")
        _show(url, opened=not no_open)
        return
    password = _password(host) if host else ""
    page = Page(
        Settings("", None, paper=local_paper(), club=folder, club_cache=chosen_cache()),
        folder,
        host,
        password,
        port,
    )

    def begun() -> None:
        say(f"The page is at {page.origin}; Ctrl-C here, or Quit in the page, ends it.")
        _show(page.launch_url(), opened=not no_open)

    try:
        page.run(begun)
    except KeyboardInterrupt:
        say("ended")


def _show(url: str, *, opened: bool) -> None:
    """Open an address in the browser, or print it: it can be used once."""
    if not opened or typer.launch(url):
        say("Open this address in a browser; it works once, within five minutes:")
        results(url)
        sys.stdout.flush()


def _password(host: str) -> str:
    """Return the password that others are asked for, after saying what it means."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        address = None
    if address is None or address.is_unspecified:
        remedy = "name the address by which others reach this computer, such as 192.168.1.20"
        raise UsageError(f"{host[:60]!r} is not an address of this computer", remedy, field="host")
    say(OPEN_TO_OTHERS, "warning")
    if PASSWORD not in os.environ and not (sys.stdin and sys.stdin.isatty()):
        remedy = f"type it in a terminal, or set the variable {PASSWORD}"
        raise UsageError("a password for others is missing", remedy, field="host")
    password = os.environ.get(PASSWORD) or typer.prompt(
        "Password for others", hide_input=True, confirmation_prompt=True, err=True
    )
    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} letters", field="host")
    return str(password)

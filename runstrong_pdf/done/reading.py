"""A file that came back -> a plan as it was done. Every file is hostile until checked."""

from pathlib import Path
from stat import S_ISREG
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from runstrong_pdf.done.judging import Done
from runstrong_pdf.errors import RunstrongError, UsageError, expect
from runstrong_pdf.model.plan import SCHEMA_VERSION, Plan, PlanNote
from runstrong_pdf.pdf.filled import read_filled
from runstrong_pdf.planning.after import loading_weeks, note_of

LARGEST_JSON = 8 * 1024 * 1024
"""Bytes. A plan of twelve weeks has a quarter of a megabyte."""
LOOKED_AT = 1024
"""Bytes at the beginning by which a file is known."""
OWN = "give a plan's PDF as it was filled in, or its plan.json"
ANEW = "make the plan again with this version, as JSON"
SHEET_ONLY = ("generator", "name", "club", "start")
"""What a plan's JSON has beside the plan."""


def read_done(file: Path | str) -> Done:
    """Return what was done of a plan.

    Args:
        file: its PDF as it was filled in on a screen and saved, or its JSON, of which all counts
            as done.

    Raises:
        UsageError: when it is no plan of ours, or cannot be read.

    Example:
        >>> from runstrong_pdf import make_plan, render
        >>> size = Path("plan.json").write_bytes(render(make_plan(), format="json"))
        >>> done = read_done("plan.json")
        >>> done.rows[0].printed.exercise, done.rows[0].why, done.unclear
        ('push-up', 'as printed', ())
    """
    expect(file=(file, str, Path))
    path = Path(file)
    try:
        return _read(path)
    except OSError as error:
        wrong = error.strerror or "it is no file"
        raise UsageError(f"cannot be read: {wrong}", OWN, where=str(path)) from None
    except ValueError:  # a name with a null byte
        raise UsageError("cannot be read", OWN, where=str(path)) from None
    except RunstrongError as error:
        raise error.located(where=str(path)) from None


def _read(path: Path) -> Done:
    if not S_ISREG(path.stat().st_mode):
        raise UsageError("is no file", OWN)
    with path.open("rb") as stream:
        start = stream.read(LOOKED_AT)
    if b"%PDF-" in start:
        note, fields = read_filled(path)
        return Done(_checked(_note(note)), fields)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        if path.stat().st_size > LARGEST_JSON:
            raise UsageError("is larger than any plan", OWN)
        return Done(_checked(note_of(_plan(path.read_bytes()))), {})
    raise UsageError("is neither a PDF nor a plan's JSON", OWN)


def _note(text: str) -> PlanNote:
    """Return what a PDF carries of its plan."""
    try:
        return PlanNote.model_validate(_json(text.encode()))
    except (ValidationError, RunstrongError):
        raise UsageError("was made by another version of the program", ANEW) from None


def _plan(content: bytes) -> Plan:
    """Return the plan that its JSON says."""
    found = _json(content)
    version = found.get("schema_version")
    if "weeks" not in found or type(version) is not int:
        raise UsageError("is JSON, but not of a plan", OWN)
    if version != SCHEMA_VERSION:
        said = str(version)[:20]
        raise UsageError(f"is of version {said}, this program reads {SCHEMA_VERSION}", ANEW)
    for key in SHEET_ONLY:
        found.pop(key, None)
    _without_dates(found["weeks"])
    try:
        plan = Plan.model_validate(found)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise UsageError(f"is no plan as the program writes it: {place[:80]}", ANEW) from None
    if not loading_weeks(plan) or not loading_weeks(plan)[-1].sessions:
        raise UsageError("is a plan without a week of training", ANEW)
    return plan


def _json(content: bytes) -> dict[str, Any]:
    """Return an object of JSON."""
    try:
        found = from_json(content, allow_inf_nan=False)
    except ValueError:
        raise UsageError("is no JSON that can be read", OWN) from None
    if not isinstance(found, dict):
        raise UsageError("is JSON, but not of a plan", OWN)
    return found


def _without_dates(weeks: object) -> None:
    """Take out the dates that a sheet's JSON gives every session."""
    for week in weeks if isinstance(weeks, list) else ():
        sessions = week.get("sessions") if isinstance(week, dict) else None
        for session in sessions if isinstance(sessions, list) else ():
            if isinstance(session, dict):
                session.pop("date", None)


def _checked(note: PlanNote) -> PlanNote:
    """Return a note that has rows to go on from, and asks for nothing on this computer's disk."""
    programme = note.request.programme or ""
    if not note.after.rows or programme.endswith(".toml"):
        raise UsageError("is no plan as the program writes it", ANEW)
    return note

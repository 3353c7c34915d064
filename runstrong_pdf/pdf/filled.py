"""Reads what was filled into a form: its fields, and the note that our own forms carry.

pdfium reads the file in a process of its own, with limits of time and memory: whoever sends a
file back may send any file, and a damaged one may crash pdfium or keep it busy for ever.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runstrong_pdf.errors import UsageError
from runstrong_pdf.workers import worker_command

LARGEST_PDF = 100 * 1024 * 1024
"""Bytes. A plan has half a megabyte; a viewer that saves it anew may make it some times larger."""
SECONDS = 60.0
WORKER = "runstrong_pdf.pdf.filled_worker"
AGAIN = "send the file that was filled in on the screen, saved and not printed"
REASONS: Mapping[str, tuple[str, str]] = {
    "locked": ("is locked with a password", "save a copy without one"),
    "damaged": ("is damaged, or no PDF", "save or download it again"),
    "flat": ("has no form: it was printed to a PDF or flattened, or is no plan of ours", AGAIN),
    "foreign": ("is a form, but no plan of ours that can be read again", AGAIN),
    "too many": ("has more fields than any plan", "send the plan alone"),
}
"""What the reading process found wrong, in words, and what to do about it."""


def read_filled(file: Path) -> tuple[str, Mapping[str, str]]:
    """Return the note that a PDF carries for our own program, and what was filled into its form.

    That is what was ticked, chosen or typed, by the name of the field; never empty text.

    Raises:
        UsageError: when the file cannot be read, or is no form of ours.
    """
    if file.stat().st_size > LARGEST_PDF:
        raise UsageError("is larger than any plan", "send the plan alone")
    command = worker_command(WORKER, str(file.resolve()))
    try:
        ran = subprocess.run(  # noqa: S603  our own module
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise UsageError("takes too long to read", AGAIN) from None
    found = _answer(ran.stdout)
    if "note" not in found:
        message, remedy = REASONS.get(found.get("wrong", ""), REASONS["damaged"])
        raise UsageError(message, remedy)
    return found["note"], found["fields"]


def _answer(said: bytes) -> dict[str, Any]:
    """Return what the reading process found; nothing if it crashed."""
    try:
        found = json.loads(said)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

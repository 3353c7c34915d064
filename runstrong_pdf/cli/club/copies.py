"""The files under a club's `mail/`: copies of messages, and who could not be reached."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from runstrong_pdf.errors import OutputError
from runstrong_pdf.mail.message import message_key
from runstrong_pdf.model.club import Made

PART = ".part"
"""Ending of a copy whose message has not been answered for."""


class Copies:
    """A folder of .eml files, such as `mail/sent`.

    Args:
        folder: made when the first copy is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def clear(self) -> None:
        """Remove the copies of an earlier run. Raises OutputError."""
        try:
            if self.folder.is_dir():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise OutputError(f"{self.folder}: cannot be emptied: {error.strerror}") from None

    def keep(self, made: Made, message: bytes) -> None:
        """Write a copy. Raises OutputError."""
        self.begin(made, message)
        self.finish(made, kept=True)

    def begin(self, made: Made, message: bytes) -> None:
        """Write a copy before its message goes out. Raises OutputError."""
        file = self._file(made, PART)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(message)
        except OSError as error:
            raise OutputError(f"{file}: cannot be written: {error.strerror}") from None

    def finish(self, made: Made, *, kept: bool) -> None:
        """Give a copy its name, or remove it where its message did not go out."""
        part = self._file(made, PART)
        try:
            if kept and part.exists():
                part.replace(self._file(made, ""))
            else:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{part}: cannot be renamed: {error.strerror}") from None

    def _file(self, made: Made, ending: str) -> Path:
        stem = made.file.removesuffix(".pdf")
        return self.folder / f"{stem}-{message_key(made).digest[:8]}.eml{ending}"


def write_failures(file: Path, failed: Iterable[tuple[Made, str]]) -> bool:
    """Write who could not be reached, as a roster that `--only` reads; return if there are any."""
    rows = [("name", "email", "reason", "row")]
    rows += [(made.name, made.email, reason, str(made.row)) for made, reason in failed]
    try:
        if len(rows) == 1:
            file.unlink(missing_ok=True)
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(",".join(map(_quoted, row)) + "\r\n" for row in rows)
        file.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error.strerror}") from None
    return True


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'

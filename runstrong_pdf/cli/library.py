"""Opens the templates: the shipped ones, with a folder of the user's laid over them."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.errors import TemplateError

if TYPE_CHECKING:
    from runstrong_pdf.library import Library


def overlay(folder: str) -> Path | None:
    """Return the folder given with --templates. Raises TemplateError when it does not exist."""
    if not folder:
        return None
    path = Path(folder)
    if not path.is_dir():
        raise TemplateError(f"{path}: there is no such folder of templates")
    return path


@cache
def open_library(folder: str) -> "Library":
    """Return the library, read once a process."""
    from runstrong_pdf.library import Library  # noqa: PLC0415  a stamped copy needs none

    return Library(overlay(folder))

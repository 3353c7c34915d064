"""Starts processes of our own for what may hang or crash: by Python, or by a packed program.

A worker is the `main` of a module. It is of the same version as its caller, from wherever that was
imported: `-m` would find the package only if it is installed. In a program that was packed together
with its Python (PyInstaller) there is no other Python to ask: the program starts itself.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

from runstrong_pdf.resources import PACKAGE

PACKED = "--runstrong-worker"
"""What a packed program is told when it is to be a worker."""
WORKERS = (
    "runstrong_pdf.pdf.filled_worker",
    "runstrong_pdf.pdf.svg_worker",
    "runstrong_pdf.preflight.worker",
)


def worker_command(module: str, *given: str, flags: Sequence[str] = ("-P",)) -> list[str]:
    """Return the command that calls the `main` of a module.

    Args:
        module: one of `WORKERS`.
        given: what `main` gets.
        flags: of Python, where it is Python that is started.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, PACKED, module, *given]
    # Without the current folder: a file in it must not stand in for a module.
    path = [*filter(None, sys.path), str(PACKAGE.parent)]
    end = len(given) + 1
    code = (
        f"import sys; given, sys.path[:] = sys.argv[1:{end}], sys.argv[{end}:]; "
        f"from {module} import main; main(*given)"
    )
    return [sys.executable, *flags, "-c", code, *given, *path]


def work_if_told() -> None:
    """In a packed program that was started as a worker or for a club: work, and leave."""
    if not getattr(sys, "frozen", False):
        return
    import_module("multiprocessing").freeze_support()
    if sys.argv[1:2] == [PACKED] and sys.argv[2] in WORKERS:
        import_module(sys.argv[2]).main(*sys.argv[3:])
        sys.exit()

"""Puts files where they belong: whole or not at all, only where something changed, and fast."""

import os
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import BinaryIO

from runstrong_pdf.errors import OutputError
from runstrong_pdf.pdf.metadata import PRODUCER

UNFINISHED = ".runstrong-"
"""How files begin that are being written; a killed run may leave one behind."""
MAKER = PRODUCER.rpartition(" ")[0].encode()
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_numbers = count()
_TOKEN = f"{os.getpid()}-{os.urandom(4).hex()}"


def place(path: str, prefix: bytes, tail: bytes) -> bool:
    """Write a file unless it is there already; return whether it was written.

    A file of the same length that ends alike is the same: the end holds the hash of the whole.

    Raises:
        OutputError: when another program made the file that is there, or it cannot be written.
    """
    try:
        there = _size(path)
        if there is not None:
            end = _end_of(path, len(tail))
            if end == tail and there == len(prefix) + len(tail):
                return False
            if there and MAKER not in end:
                raise OutputError(
                    f"{path}: exists and was not made by runstrong; move it somewhere else"
                )
        _write(path, prefix, tail)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    return True


def whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a file beside the target, then rename it: nobody ever sees half a file."""
    temporary = path.with_name(_unfinished())
    try:
        with temporary.open("xb") as file:
            write(file)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _write(path: str, *parts: bytes) -> None:
    """Write beside and rename, without the layers that cost as much as writing itself."""
    temporary = f"{os.path.dirname(path)}/{_unfinished()}"  # noqa: PTH120
    handle = os.open(temporary, NEW, 0o666)
    try:
        try:
            _write_all(handle, parts)
        finally:
            os.close(handle)
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise


def _write_all(handle: int, parts: Sequence[bytes]) -> None:
    """Write all parts, at once where the system can."""
    written = os.writev(handle, parts) if hasattr(os, "writev") else 0
    if written == sum(map(len, parts)):
        return
    rest = b"".join(parts)  # a disk that is nearly full takes less, then refuses
    while written < len(rest):
        written += os.write(handle, rest[written:])


def _unfinished() -> str:
    return f"{UNFINISHED}{_TOKEN}-{next(_numbers)}"


def _size(path: str) -> int | None:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except FileNotFoundError:
        return None


def _end_of(path: str, length: int) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        file.seek(max(0, os.fstat(file.fileno()).st_size - length))
        return file.read(length)

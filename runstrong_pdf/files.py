"""Reads and writes files: whole or not at all, and never over somebody else's.

Whatever a user names is read by `read_file`: it may be a pipe, a device, or larger than memory.

The only place that writes. A file is written beside its target and renamed, so that nobody ever
sees half of one; what a killed run left behind is swept by `remove_abandoned`.
"""

import hashlib
import os
import re
import shlex
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path, PurePath
from stat import S_ISDIR, S_ISREG, S_IWUSR
from typing import BinaryIO

from runstrong_pdf.errors import OutputError, RunstrongError, TemplateError, UsageError, shown
from runstrong_pdf.resources import MAKER

UNFINISHED = ".runstrong-"
"""How files begin that are being written; a killed run may leave one behind."""
ABANDONED = 600
"""Seconds after which a half-written file cannot belong to a run that still goes on."""
LOOKED_AT = 8192
"""Bytes at either end of a file in which our kinds of file name their maker."""
MOST_TEMPLATES = 20_000
"""Files in a folder of templates; whoever has more has named a wrong folder."""
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
ANYBODY, OWNER_ONLY, OWNERS_FOLDER = 0o666, 0o600, 0o700
"""Permissions before the user's mask is taken off; the owner's is what tells of people."""
LONGEST = 180
"""Bytes of a file's name; file systems allow 255, and a number and an ending are still to come."""
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
"""Names that Windows keeps for devices."""
UNDECOMPOSED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "\u0131": "i",
     "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"}
)  # fmt: skip
"""Latin letters that Unicode does not take apart, and how they are written without."""
FOREIGN, MOVE_IT = "exists and was not made by runstrong", "move it somewhere else"
_numbers = count()
_TOKEN = os.urandom(4).hex()


def path_of(given: object, field: str = "") -> Path:
    """Return what was given as a path. Raises UsageError for what no file can be called.

    Args:
        field: the option or argument that it is the value of.
    """
    if not isinstance(given, str | PurePath):
        raise UsageError(f"must be a path, not {shown(given)}", field=field)
    try:
        possible = b"\0" not in os.fsencode(given)
    except UnicodeEncodeError:  # half of a surrogate pair
        possible = False
    if not possible:
        raise UsageError(f"{str(given)[:60]!r} cannot be the name of a file", field=field)
    return Path(given)


def as_named(path: Path) -> Path:
    """Return a path; where there is none, the one whose accents are composed otherwise.

    A Mac takes letters and accents apart in the names of files; a zip carries them anywhere.
    """
    wanted = unicodedata.normalize("NFC", path.name)
    if not path.name.isascii() and not path.exists() and path.parent.is_dir():
        alike = (one for one in path.parent.iterdir()
                 if unicodedata.normalize("NFC", one.name) == wanted)  # fmt: skip
        return next(alike, path)
    return path


def quoted(value: Path | str) -> str:
    """Return a file or text as it is typed on a command line.

    Example:
        >>> quoted(Path("our-club")), quoted(Path("our club"))
        ('our-club', '"our club"')
    """
    text = str(value)
    if re.search(r'["$`!%]', text):
        return shlex.quote(text)
    return f'"{text}"' if re.search(r"[^\w./\\:,;-]|^$", text) else text


def is_folder(path: Path | str) -> bool:
    """Whether a folder is at a path; no for what no file can be called: who reads it says why."""
    return os.path.isdir(path)  # noqa: PTH112  it raises nothing


@contextmanager
def failing_as(
    kind: type[RunstrongError], where: Path | str, what: str = "cannot be read", remedy: str = ""
) -> Iterator[None]:
    """Raise errors of the system as errors of a kind, which name the file."""
    try:
        yield
    except OSError as error:
        raise kind(f"{what}: {error.strerror or error}", remedy, where=str(where)) from error
    except ValueError as error:  # a name that no file can have
        raise kind(f"{what}: {error}", remedy, where=str(where)) from error


def read_file(
    file: Path,
    most: int,
    kind: type[RunstrongError] = OutputError,
    what: str = "file",
    remedy: str = "",
) -> bytes:
    """Return the content of a file of the user's.

    Args:
        most: bytes that it may have.
        kind, remedy: of the error.
        what: it is, for the message.

    Raises:
        kind: when it is no plain file (a pipe would be waited for), is larger, or cannot be read.
    """
    with failing_as(kind, file, remedy=remedy):
        status = file.stat()
        if not S_ISREG(status.st_mode):
            wrong = "a folder" if S_ISDIR(status.st_mode) else "not a plain file"
            raise kind(f"cannot be read: it is {wrong}", remedy, where=str(file))
        with file.open("rb") as stream:
            content = stream.read(min(most, status.st_size) + 1)  # room for more is slow to get
            if len(content) > status.st_size:
                content += stream.read(most + 1 - len(content))
    if len(content) > most:
        size = f"{most // 1024} KB" if most < 1024 * 1024 else f"{most // 1024 // 1024} MB"
        raise kind(f"is larger than a {what} may be ({size})", remedy, where=str(file))
    return content


def write_whole(path: Path, content: bytes, *, mode: int = ANYBODY) -> None:
    """Write a file whole or not at all. Raises OutputError."""
    write_stream(path, lambda out: out.write(content), mode=mode)


def write_stream(path: Path, write: Callable[[BinaryIO], object], *, mode: int = ANYBODY) -> None:
    """Let `write` fill a file beside the target, then rename it. Raises OutputError."""
    temporary = path.with_name(_unfinished())
    try:
        with os.fdopen(os.open(temporary, NEW, mode), "wb") as file:
            write(file)
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def write_new(files: Mapping[Path, bytes], *, mode: int = ANYBODY) -> None:
    """Write files that are not there yet, and make their folders: all of it or nothing.

    Raises:
        OutputError: when one of them is there already, or cannot be written.
    """
    for path in files:
        with failing_as(OutputError, path, "cannot be made"):
            if path.exists() or path.is_symlink():
                raise OutputError("is there already; nothing was changed", where=str(path))
    made: list[Path] = []
    try:
        for path, content in files.items():
            made += [one for one in reversed(path.parents) if not one.exists()]
            make_folder(path.parent)
            write_whole(path, content, mode=mode)
            made.append(path)
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def write_if_changed(path: str, prefix: bytes, tail: bytes) -> bool:
    """Write `prefix` and `tail` unless they are there already; return whether that was needed.

    A file of the right length is compared byte for byte, for mail refuses what is damaged.
    For the owner only: it is about a person. Without the layers that cost as much as writing
    itself: a club writes thousands.

    Raises:
        OutputError: when another program made the file that is there, or it cannot be written.
    """
    try:
        there = _size(path)
        if there is not None and _is_there(path, there, prefix, tail):
            return False
        _write(path, prefix, tail)
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def real_path(path: Path) -> Path:
    """Return where a file lies: what a link leads to. Raises OutputError for links in a circle."""
    with failing_as(OutputError, path, "cannot be written"):
        real = Path(os.path.realpath(path))
        if real.is_symlink():
            raise OutputError("is a link that leads in a circle", "remove it", where=str(path))
    return real


def check_replaceable(
    path: Path, *, begins: bytes = b"", force: bool = False, remedy: str = ""
) -> None:
    """Raise OutputError unless a file may be written here: there is none, or it is one of ours.

    Args:
        begins: how ours begins; empty for kinds of file that name their maker.
        force: a file of another origin may be replaced, too.
        remedy: how the user asks for that.
    """
    with failing_as(OutputError, path):
        if path.is_dir():
            raise OutputError("is a folder", "name a file in it", where=str(path))
        if not path.parent.is_dir():
            raise OutputError("there is no such folder", "make it first", where=str(path.parent))
        if path.exists() and not path.is_file():
            raise OutputError("is not a plain file", where=str(path))
        if path.exists() and not force and not _is_ours(path, begins):
            raise OutputError(FOREIGN, remedy or MOVE_IT, where=str(path))
        if path.exists() and not force and not path.stat().st_mode & S_IWUSR:
            raise OutputError("is protected against writing", remedy or MOVE_IT, where=str(path))


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder and those above it, unless it is there (also by a link). Raises OutputError.

    Args:
        private: nobody but its owner may look into it, also if it is there already.
    """
    try:
        if not folder.is_dir():
            if private and not folder.parent.is_dir():
                make_folder(folder.parent, private=True)
            folder.mkdir(OWNERS_FOLDER if private else 0o777, parents=True)
        elif private and folder.stat().st_mode & 0o077:
            with suppress(PermissionError):  # somebody else's, who decides
                folder.chmod(OWNERS_FOLDER)
    except FileExistsError:
        raise OutputError("is there, but is not a folder", MOVE_IT, where=str(folder)) from None
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", where=str(folder)) from error


def make_private(file: Path, kind: type[RunstrongError]) -> None:
    """Make an empty file for its owner only, or make the one that is there so.

    Raises:
        kind: when it cannot be made or is no plain file.
    """
    with failing_as(kind, file, "cannot be opened"):
        if file.exists() and not file.is_file():
            raise kind("is not a plain file", MOVE_IT, where=str(file))
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
        if file.stat().st_mode & 0o077:
            with suppress(PermissionError):  # somebody else's, who decides
                file.chmod(OWNER_ONLY)


def file_name(text: str) -> str:
    """Return text as a safe file name: letters and figures of any script, and hyphens.

    Example:
        >>> file_name("Zoë  Łuczak / 2"), file_name("CON"), file_name("...")
        ('zoë-łuczak-2', 'con-plan', 'plan')
    """
    words = re.sub(r"[\W_]+", "-", text.lower()).strip("-")[:60].strip("-") or "plan"
    return f"{words}-plan" if RESERVED.match(words) else words


def plain_letters(text: str) -> str:
    """Return text with Latin letters as every keyboard and every file system has them.

    Example:
        >>> plain_letters("Zoë Łuczak, Straße"), plain_letters("Андрей")
        ('Zoe Luczak, Strasse', 'Андрей')
    """
    return "".join(map(_plain, unicodedata.normalize("NFC", text.translate(UNDECOMPOSED))))


def _plain(letter: str) -> str:
    """Return a letter without its accents, if that leaves a letter of the English alphabet."""
    parts = unicodedata.normalize("NFKD", letter)
    base = "".join(part for part in parts if not unicodedata.combining(part))
    return base if base.isascii() else letter


class FileNamer:
    """Gives out safe, distinct names; what is called alike gets a number, in the order of asking.

    Args:
        ending: of every name.
        taken: names that are not to be given out, whatever their ending.

    Example:
        >>> namer = FileNamer(".pdf", taken=["summary"])
        >>> namer.name("Zoë"), namer.name("ZOË"), namer.name("Summary")
        ('zoë.pdf', 'zoë-2.pdf', 'summary-2.pdf')
    """

    def __init__(self, ending: str, taken: Iterable[str] = ()) -> None:
        self._ending = ending
        self._taken = set(map(comparable, taken))
        self._numbers: dict[str, int] = {}

    def name(self, text: str) -> str:
        """Return the name of a file."""
        stem = file_name(unicodedata.normalize("NFC", text))
        stem = stem.encode()[:LONGEST].decode(errors="ignore").strip("-")
        number = self._numbers.get(comparable(stem), 1)
        chosen = stem if number == 1 else f"{stem}-{number}"
        while comparable(chosen) in self._taken:
            number += 1
            chosen = f"{stem}-{number}"
        self._taken.add(comparable(chosen))
        self._numbers[comparable(stem)] = number
        return chosen + self._ending


def comparable(name: str) -> str:
    """Return what file systems that ignore case and composition would compare."""
    return unicodedata.normalize("NFKC", name).casefold()


def remove_abandoned(folder: Path) -> None:
    """Remove what a killed run left half-written. Raises OutputError."""
    with failing_as(OutputError, folder, "cannot be tidied"), os.scandir(folder) as found:
        for file in found:
            left = file.name.startswith(UNFINISHED)
            if left and time.time() - file.stat().st_mtime > ABANDONED:
                Path(file.path).unlink(missing_ok=True)


def remove(file: Path) -> None:
    """Remove a file, if it is there. Raises OutputError."""
    with failing_as(OutputError, file, "cannot be removed"):
        file.unlink(missing_ok=True)


def way_out(path: Path, folder: Path) -> str:
    """Return where a path leads, all links followed, if that is outside a folder; else empty."""
    try:
        target = path.resolve()
        return "" if target.is_relative_to(folder.resolve()) else str(target)
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that cannot be
        return ""  # who reads it will say so


def links_below(folder: Path) -> Iterator[Path]:
    """Yield every symbolic link below a folder, without following any."""
    for where, folders, files in os.walk(folder):
        yield from (path for name in (*folders, *files) if (path := Path(where, name)).is_symlink())


def content_digest(file: Path) -> str:
    """Return the SHA-256 of a file's content, hexadecimal; empty if it cannot be read."""
    with suppress(OSError, ValueError):
        if file.is_file():
            with file.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


def fingerprint(folder: Path) -> str:
    """Return a hash of the name, size and time of every file below a folder of templates.

    Raises:
        TemplateError: when there is no such folder, or something in it cannot be read.
    """
    state = hashlib.sha256()
    try:
        if not folder.is_dir():
            raise TemplateError("there is no such folder of templates", where=str(folder))
        for number, line in enumerate(_states(str(folder))):
            if number == MOST_TEMPLATES:
                raise TemplateError("holds too many files for templates", where=str(folder))
            state.update(line.encode(errors="surrogateescape"))
    except OSError as error:  # also a link to nothing, or in a circle
        where = str(error.filename or folder)
        raise TemplateError(f"cannot be read: {error.strerror}", where=where) from error
    return state.hexdigest()


def _states(folder: str) -> Iterator[str]:
    """Yield name, size and time of every file, in a fixed order."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if not entry.is_dir():
            state = entry.stat()
            yield f"{entry.name} {state.st_size} {state.st_mtime_ns}\n"
        elif entry.name != "__pycache__":
            yield from _states(entry.path)


def _unwritable(path: Path | str, error: OSError) -> OutputError:
    return OutputError(f"cannot be written: {error.strerror}", where=str(path))


def _is_ours(path: Path, begins: bytes) -> bool:
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
        if begins or not head:
            return not head or head.startswith(begins)
        file.seek(max(0, path.stat().st_size - LOOKED_AT))
        return MAKER in head or MAKER in file.read()


def _write(path: str, *parts: bytes) -> None:
    temporary = f"{os.path.dirname(path)}/{_unfinished()}"  # noqa: PTH120
    handle = os.open(temporary, NEW, OWNER_ONLY)
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
    # A process that was forked has its parent's token and numbers; its own number tells them apart.
    return f"{UNFINISHED}{os.getpid()}-{_TOKEN}-{next(_numbers)}"


def _size(path: str) -> int | None:
    """Return the size of a file, None for none. Raises OutputError for a pipe or the like."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return None
    if not S_ISREG(status.st_mode) and not S_ISDIR(status.st_mode):
        raise OutputError("is not a plain file", MOVE_IT, where=path)
    return status.st_size


def _is_there(path: str, size: int, prefix: bytes, tail: bytes) -> bool:
    """Return whether a file holds these bytes. Raises OutputError if it is somebody else's."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        file.seek(max(0, size - len(tail)))
        end = file.read(len(tail))
        if end == tail and size == len(prefix) + len(tail):
            file.seek(0)
            return file.read(len(prefix)) == prefix
    if size and MAKER not in end:
        raise OutputError(FOREIGN, MOVE_IT, where=path)
    return False

"""Keeps compiled templates in a folder, so that the next sheet of the same plan is only stamped.

A template is kept under a key made from everything that shaped it: the options, the version, and
the size and time of every file of the program and its templates. A damaged, stale or unwritable
cache is never an error: the plan is simply drawn again.
"""

import hashlib
import os
import re
import sys
from collections import OrderedDict
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from runstrong_pdf import __version__
from runstrong_pdf.errors import OutputError, UsageError, expect, shown
from runstrong_pdf.files import fingerprint, path_of, read_file, write_whole
from runstrong_pdf.resources import PACKAGE, data_folder

MOST_BYTES = 256 * 1024 * 1024
"""About 500 templates of half a megabyte; the ones used longest ago go first."""
KEY = re.compile(r"[0-9a-f]{32}")
OURS = re.compile(r"[0-9a-f]{32}|\.runstrong-[\w-]+")
"""Names of kept and of half-written templates."""


class TemplateCache:
    """Compiled templates in a folder.

    Args:
        folder: where they are kept; None to keep none.

    Example:
        >>> cache = TemplateCache(Path("kept"))
        >>> key = cache.key("6 weeks on A4", templates="")
        >>> cache.read(key)
        b''
        >>> cache.keep(key, b"a template")
        >>> cache.read(key)
        b'a template'
    """

    def __init__(self, folder: Path | str | None) -> None:
        self.folder = None if folder is None else path_of(folder, "folder")

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self.folder is not None

    def key(self, job: str, templates: str) -> str:
        """Return the name under which a template is kept.

        Args:
            job: everything that shapes it, as text.
            templates: the folder of the user's own templates, or empty.
        """
        own = fingerprint(Path(templates)) if templates else ""
        return hashlib.sha256(f"{_program()}\n{own}\n{job}".encode()).hexdigest()[:32]

    def read(self, key: str) -> bytes:
        """Return the bytes that are kept under `key`, sound or not; empty if there are none."""
        if self.folder:
            file = self.folder / checked_key(key)
            with suppress(OSError, OutputError):
                os.utime(file)
                return read_file(file, MOST_BYTES)
        return b""

    def keep(self, key: str, content: bytes) -> None:
        """Keep bytes; a folder that cannot be written to is left alone."""
        if self.folder:
            file = self.folder / checked_key(key)
            with suppress(OSError, OutputError):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_whole(file, content)
                _trim(self.folder)


class MemoryTemplateCache(TemplateCache):
    """The templates used last, in memory: for a server whose every visitor tries many.

    Args:
        most: how many are kept, half a megabyte each.

    Example:
        >>> cache = MemoryTemplateCache(1)
        >>> first, second = (cache.key(job, templates="") for job in ("A4", "A5"))
        >>> cache.keep(first, b"a template")
        >>> cache.keep(second, b"another")
        >>> cache.read(first), cache.read(second)
        (b'', b'another')
    """

    def __init__(self, most: int) -> None:
        expect(most=(most, range(1, sys.maxsize)))
        super().__init__(None)
        self._most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    @property
    def keeps(self) -> bool:
        """It does."""
        return True

    def read(self, key: str) -> bytes:
        """Return the bytes that are kept under `key`; empty if there are none."""
        content = self._kept.pop(checked_key(key), b"")
        if content:
            self._kept[key] = content
        return content

    def keep(self, key: str, content: bytes) -> None:
        """Keep bytes, instead of what was used longest ago."""
        self._kept[checked_key(key)] = content
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)


def checked_key(key: str) -> str:
    """Return a key. Raises UsageError for anything else: it could be a path to anywhere."""
    if type(key) is not str or not KEY.fullmatch(key):
        raise UsageError(f"{shown(key)} is not the key of a template", field="key")
    return key


def cache_of(given: TemplateCache | Path | str | None) -> TemplateCache:
    """Return a cache that was given, also by its folder; the user's own one for None."""
    if isinstance(given, TemplateCache):
        return given
    return TemplateCache(user_cache_path("runstrong") if given is None else path_of(given, "cache"))


@cache
def _program() -> str:
    """Return a hash of the version, and of every file that templates are made from."""
    roots = dict.fromkeys((PACKAGE, data_folder("templates"), data_folder("images")))
    return " ".join([__version__, *map(fingerprint, roots)])


def _trim(folder: Path) -> None:
    """Remove what was used longest ago; whatever else lies in the folder is left alone."""
    states = []
    with os.scandir(folder) as found:
        for file in filter(lambda one: OURS.fullmatch(one.name), found):
            with suppress(FileNotFoundError):  # another run was quicker
                states.append((file.stat().st_mtime, file.stat().st_size, file.path))
    room = MOST_BYTES
    for _, size, path in sorted(states, reverse=True):
        room -= size
        if room < 0:
            Path(path).unlink(missing_ok=True)

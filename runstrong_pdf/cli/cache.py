"""Keeps compiled templates, so that the next sheet of the same plan is only stamped.

A template is kept under a key made from everything that shaped it: the options, the characters of
the names, the version, and the size and time of every file of the program and its templates. A
damaged, stale or unwritable cache is never an error: the plan is simply made again.
`RUNSTRONG_CACHE` names another folder, or is `off`.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from platformdirs import user_cache_path

from runstrong_pdf import __version__
from runstrong_pdf.errors import OutputError
from runstrong_pdf.files import write_whole
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.person import Outline
from runstrong_pdf.pdf.template import Template, from_bytes
from runstrong_pdf.resources import PACKAGE, data_folder

MOST_BYTES = 256 * 1024 * 1024
"""About 500 templates of half a megabyte; the ones used longest ago go first."""
OURS = re.compile(r"[0-9a-f]{32}|\.runstrong-[\w-]+")
"""Names of kept and of half-written templates."""
Kept = tuple[Template, Outline, Texts]


class Cache:
    """Compiled templates in a folder of the user's.

    Args:
        overlay: the folder of the user's own templates, which the key must cover too.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        chosen = os.environ.get("RUNSTRONG_CACHE", "")
        self._on = chosen.lower() != "off"
        self._folder = Path(chosen) if chosen else user_cache_path("runstrong")
        self._overlay = overlay

    def key(self, options: Mapping[str, object], characters: str) -> str:
        """Return the name under which a template of these options is kept."""
        state = self._state.copy()
        state.update(json.dumps([options, characters]).encode())
        return state.hexdigest()[:32]

    @cached_property
    def _state(self) -> "hashlib._Hash":
        """The version, and every file that templates are made from."""
        roots = [PACKAGE, data_folder("templates"), data_folder("images")]
        roots += [self._overlay] if self._overlay else []
        state = hashlib.sha256(__version__.encode())
        for root in dict.fromkeys(roots):
            for line in _fingerprint(root):
                state.update(line.encode())
        return state

    def load(self, key: str) -> Kept | None:
        """Return what is kept under `key`, None where there is nothing sound."""
        try:
            template, note = from_bytes(self.read(key) or b"")
            weeks = tuple(tuple((k, day) for k, day in week) for week in note["weeks"])
            plan = Outline(note["title"], note["code"], weeks)
            return template, plan, Texts(note["language"], note["texts"])
        except (ValueError, KeyError, TypeError):
            return None

    def store(self, key: str, kept: Kept) -> None:
        """Keep a template; a folder that cannot be written to is left alone."""
        template, plan, texts = kept
        note = {
            "title": plan.title,
            "code": plan.code,
            "weeks": plan.weeks,
            "language": texts.language,
            "texts": dict(texts.entries),
        }
        self.keep(key, template.to_bytes(note))

    def read(self, key: str) -> bytes | None:
        """Return the bytes that are kept under `key`, sound or not, or None."""
        if not self._on:
            return None
        file = self._folder / key
        try:
            os.utime(file)
            return file.read_bytes()
        except OSError:
            return None

    def keep(self, key: str, content: bytes) -> None:
        """Keep bytes; a folder that cannot be written to is left alone."""
        if not self._on:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / key, content)
            self._trim()
        except (OSError, OutputError):
            return

    def _trim(self) -> None:
        """Remove what was used longest ago; whatever else lies in the folder is left alone."""
        states = []
        with os.scandir(self._folder) as found:
            for file in filter(lambda one: OURS.fullmatch(one.name), found):
                with suppress(FileNotFoundError):  # another run was quicker
                    states.append((file.stat().st_mtime, file.stat().st_size, file.path))
        room = MOST_BYTES
        for _, size, path in sorted(states, reverse=True):
            room -= size
            if room < 0:
                Path(path).unlink(missing_ok=True)


def _fingerprint(root: Path) -> Iterator[str]:
    """Yield name, size and time of every file below a folder, in a fixed order."""
    for entry in sorted(os.scandir(root), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _fingerprint(Path(entry.path))
        else:
            state = entry.stat()
            yield f"{entry.name} {state.st_size} {state.st_mtime_ns}\n"

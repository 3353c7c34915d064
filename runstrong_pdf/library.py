"""Reads `templates/`: TOML in, frozen records out, only the files that are asked for.

A folder of the user's own may be laid over the shipped one; a file of the same name there wins.
Another language's texts are laid over the records, from `languages/TAG/` of the same folder. Every
problem of every file asked for is listed at once.
"""

import copy
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import tomli
from pydantic import ValidationError

from runstrong_pdf.errors import Problem, TemplateError, UsageError
from runstrong_pdf.files import as_named, failing_as, fingerprint, path_of, read_file
from runstrong_pdf.model.catalogue import (
    Band,
    BandScale,
    CrossTraining,
    Exercise,
    Stretch,
    Topic,
    WarmUp,
)
from runstrong_pdf.model.programme import CautionRule, Programme, SessionLists
from runstrong_pdf.model.reading import did_you_mean
from runstrong_pdf.model.record import SLUG, Record, Slug, problems
from runstrong_pdf.model.texts import Texts, flatten
from runstrong_pdf.model.toml import toml_in_words
from runstrong_pdf.model.translation import ENGLISH_DIGEST, laid_over
from runstrong_pdf.model.units import Units
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.resources import data_folder

ENGLISH = "en"
"""The language that every other one is laid over, so that no word is ever missing."""
IMAGES = "images"
LANGUAGES = "languages"
"""The folder of the languages, each with a folder of its own."""
WORDS = "words.toml"
"""The words on paper that belong to no record."""
BANDS = "bands.toml"

LARGEST_TEMPLATE = 256 * 1024
"""Bytes. A template is a page of text; anything larger is a mistake or an attack."""
DEEPEST = 24
"""Tables and lists in one another. No template needs a third of that."""
NESTING = (dict, list)
"""Types of what holds other things."""
MOST_DOTS = 500
"""In a line. A key of thousands of parts would be read for minutes."""
MOST_LISTED = 20
"""Known names that are listed where none is near the one that is not known."""

FOLDERS: Mapping[type[Record], str] = MappingProxyType(
    {
        Exercise: "exercises",
        WarmUp: "warm-ups",
        Stretch: "stretches",
        CrossTraining: "cross-training",
        Topic: "know-how",
        Programme: "programmes",
        CautionRule: "cautions",
        SessionLists: "sessions",
    }
)

PHOTOS = (
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".heic",
    ".heif",
    ".avif",
    ".gif",
    ".tif",
    ".tiff",
    ".bmp",
)
"""Endings of pictures that people put into `images/`. Those that cannot be used are found too, so
that the reader of the file can say so."""

R = TypeVar("R", bound=Record)


class Library:
    """What the program knows, read when it is needed and kept.

    Args:
        overlay: a folder laid out like `templates/` whose files take precedence, or None.

    Attributes:
        language: of the texts in its records.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        if overlay is not None and not overlay.is_dir():
            raise TemplateError("there is no such folder of templates", where=str(overlay))
        own_folder = (overlay,) if overlay else ()
        self._roots: tuple[Path, ...] = (*own_folder, data_folder("templates"))
        shipped = (data_folder("images"), (".svg", ".toml"))
        own = ((overlay / "images", (".toml", ".svg")),) if overlay else ()
        self._images = (*own, shipped)
        self._listed: dict[Path, Mapping[str, Path]] = {}
        self._slugs: dict[type[Record], tuple[str, ...]] = {}
        self._kept: dict[tuple[type[Record], str], Record] = {}
        self._texts: dict[tuple[str, Units], Texts] = {}
        self.language = ENGLISH
        self._in_languages: dict[str, Library] = {ENGLISH: self}

    def in_language(self, language: str) -> "Library":
        """Return this library with its records in another language, as far as it has texts in it.

        Raises:
            UsageError: when there is none of the language.

        Example:
            >>> Library().in_language("en").one(Exercise, "push-up").name
            'Push-up'
        """
        if language not in self._in_languages:
            language = self.language_of(language)
        if language not in self._in_languages:
            other = copy.copy(self)
            other.language, other._kept, other._slugs = language, {}, {}  # noqa: SLF001  one of us
            other.__dict__.pop("bands", None)  # they may have been read in this library's language
            self._in_languages[language] = other
        return self._in_languages[language]

    def path(self, name: str) -> Path:
        """Return the file or folder `name` under the overlay, else under the shipped templates."""
        *own, shipped = self._roots
        return next((root / name for root in own if (root / name).exists()), shipped / name)

    def slugs(self, kind: type[Record]) -> tuple[str, ...]:
        """Return the slugs of all files of one kind, sorted."""
        if kind not in self._slugs:
            folders = [root / FOLDERS[kind] for root in self._roots]
            found = {file.stem for folder in folders for file in folder.glob("*.toml")}
            self._slugs[kind] = tuple(sorted(found))
        return self._slugs[kind]

    def one(self, kind: type[R], slug: str) -> R:
        """Return one record. Raises TemplateError."""
        return self.many(kind, (slug,))[slug]

    def many(self, kind: type[R], slugs: Iterable[str]) -> dict[str, R]:
        """Return records by slug, in the order asked for.

        Raises:
            TemplateError: with every problem of every one of these files.
        """
        found: dict[str, R] = {}
        wrong: list[Problem] = []
        for slug in slugs:
            try:
                found[slug] = self._read(kind, slug)
            except TemplateError as error:
                wrong += error.problems
        if wrong:
            raise TemplateError(wrong)
        return found

    def all(self, kind: type[R]) -> dict[str, R]:
        """Return every record of one kind by slug."""
        return self.many(kind, self.slugs(kind))

    def adopt(self, kind: type[R], file: Path) -> Slug:
        """Read a file that lies anywhere, know it under its own name, and return that slug.

        Raises:
            TemplateError: with every problem of the file.
        """
        record, slug = parse(kind, read_toml(file), str(file)), slug_of(file)
        self._kept[kind, slug] = record
        self._slugs[kind] = tuple(sorted({*self.slugs(kind), slug}))
        return slug

    @cached_property
    def bands(self) -> Mapping[BandColour, Band]:
        """The band scale, lightest first, its strengths called as in the library's language."""
        file = self.path(BANDS)
        scale = parse(BandScale, read_toml(file), file.name)
        files = self._translations(self.language, BANDS) if self.language != ENGLISH else []
        called = dict(pair for one in files for pair in flatten(read_toml(one)))
        bands = (
            band.model_copy(update={"maker_name": called.get(band.colour, band.maker_name)})
            for band in scale.band
        )
        return MappingProxyType({band.colour: band for band in bands})

    def languages(self) -> tuple[str, ...]:
        """Return the languages that there are words in, as their folders are called."""
        files = (file for root in self._roots for file in root.glob(f"{LANGUAGES}/*/{WORDS}"))
        return tuple(sorted({unicodedata.normalize("NFC", file.parent.name) for file in files}))

    def language_of(self, typed: str) -> str:
        """Return the language that people mean with `de`, `German`, `de-AT` or nothing.

        Raises:
            UsageError: when there are no words in it, with what is possible.

        Example:
            >>> Library().language_of("English"), Library().language_of("")
            ('en', 'en')
        """
        there = self.languages()
        given = typed.strip().casefold().replace("_", "-") or ENGLISH
        tags = {tag.casefold(): tag for tag in there}
        names = {name: tag for tag in there for name in _language_names().get(tag, ())}
        found = tags.get(given) or tags.get(given.partition("-")[0]) or names.get(given)
        if found:
            return found
        hint = did_you_mean(given, [*tags, *names], cutoff=0.75, before="; ")
        wrong = f"there are no sheets in {typed[:40]!r} yet{hint}"
        raise UsageError(
            f"{wrong}; possible: {', '.join(there)}",
            "docs/own-files.md tells how to write your own",
            field="language",
        )

    def texts(self, language: str = ENGLISH, units: Units = "kg") -> Texts:
        """Return the words on paper: English ones, another language's laid over key by key.

        Of each language the overlay's are laid over the shipped ones.

        Args:
            units: that weights are said in.

        Raises:
            TemplateError: when a words file cannot be read.
            UsageError: when there is none of the language.
        """
        if (language, units) in self._texts:
            return self._texts[language, units]
        language = self.language_of(language)
        tables: dict[str, str] = {}
        for name in dict.fromkeys((ENGLISH, language)):
            tables |= {"language": name}
            for file in self._translations(name, WORDS):
                tables |= flatten(read_toml(file))
        tables.pop(ENGLISH_DIGEST, None)
        made = Texts(tables.pop("language"), MappingProxyType(tables), units)
        return self._texts.setdefault((language, units), made)

    def _translations(self, language: str, name: str, below: int = -1) -> list[Path]:
        """Return the files that hold a language's texts of the file `name`, the best one last.

        Args:
            below: the number of the folder of templates that `name` itself is in; those that it
                was laid over translate another file.
        """
        roots = self._roots[: below + 1] if below >= 0 else self._roots
        folders = (as_named(root / LANGUAGES / language) for root in reversed(roots))
        files = [folder / name for folder in folders]
        return [file for file in files if file.exists()]

    def path_in_language(self, name: str) -> Path:
        """Return the file `name` of the overlay, else the language's, else the shipped one."""
        own = self._roots[0] / name
        if len(self._roots) > 1 and own.exists():
            return own
        found = self._translations(self.language, name) if self.language != ENGLISH else []
        return found[-1] if found else self.path(name)

    def image(self, slug: str, *, photos: bool = True) -> Path | None:
        """Return the picture file of `slug`: in the overlay's `images/`, else a shipped one.

        A photo goes before a drawing. In the overlay a pose goes before the drawing made from
        it, so that a change of the pose shows at once.
        """
        for folder, drawn in self._images:
            files = self._pictures(folder)
            endings = (*PHOTOS, *drawn) if photos else drawn
            names = (slug + ending for ending in endings)
            if found := next((files[name] for name in names if name in files), None):
                return found
        return None

    def _pictures(self, folder: Path) -> Mapping[str, Path]:
        """Return the files of a folder by name with a small-letter ending, listed once."""
        if folder not in self._listed:
            files = sorted(folder.iterdir(), key=attrgetter("name")) if folder.is_dir() else []
            self._listed[folder] = {file.stem + file.suffix.lower(): file for file in files}
        return self._listed[folder]

    def _read(self, kind: type[R], slug: str) -> R:
        if (kind, slug) not in self._kept:
            if slug not in self.slugs(kind):
                raise TemplateError(f"{FOLDERS[kind]}: {unknown(slug, self.slugs(kind))}")
            self._kept[kind, slug] = self._translated(kind, f"{FOLDERS[kind]}/{slug}.toml")
        record = self._kept[kind, slug]
        assert isinstance(record, kind)  # noqa: S101  the key holds the kind
        return record

    def _translated(self, kind: type[R], name: str) -> R:
        """Read a record, with the texts of the library's language laid over its English ones."""
        file = self.path(name)
        tables, where, wrong = read_toml(file), name, list[Problem]()
        others = list[Path]()
        if self.language != ENGLISH:
            below = next(i for i, root in enumerate(self._roots) if file.is_relative_to(root))
            others = self._translations(self.language, name, below)
        for other in others:
            where = f"{LANGUAGES}/{self.language}/{name}"
            tables, problems = laid_over(kind, tables, read_toml(other))
            wrong += (replace(problem, where=where) for problem in problems)
        if wrong:
            raise TemplateError(wrong)
        return parse(kind, tables, where)

    def picture_words(self, slug: str) -> Mapping[str, str]:
        """Return what is to be seen in each frame of a drawing, where the language says it.

        Raises:
            TemplateError: when the file cannot be read.
        """
        if self.language == ENGLISH:
            return MappingProxyType({})
        files = self._translations(self.language, f"images/{slug}.toml")
        return MappingProxyType(dict(flatten(read_toml(files[-1])) if files else ()))


def open_library(templates: Path | str = "") -> Library:
    """Return the library with a folder of one's own laid over it; read again once it has changed.

    Args:
        templates: the folder; empty for the shipped templates alone.

    Raises:
        TemplateError: when there is no such folder.
        UsageError: for what no folder can be called.
    """
    if not templates:
        return _opened(None, "")
    folder = path_of(templates, "templates")
    state = fingerprint(folder)
    with failing_as(TemplateError, folder):
        folder = folder.resolve()
    return _opened(folder, state)


@lru_cache(maxsize=8)
def _opened(folder: Path | None, _state: str) -> Library:
    """Return a library; the state changes with the files of the folder."""
    return Library(folder)


@cache
def _language_names() -> Mapping[str, list[str]]:
    """Return what people call each language, by its tag: first in English, then in its own."""
    file = data_folder("templates") / LANGUAGES / "names.json"
    return MappingProxyType(json.loads(file.read_bytes()))


def own_name(language: str) -> str:
    """Return what a language calls itself; its tag where nobody has said that.

    Example:
        >>> own_name("de"), own_name("tlh")
        ('Deutsch', 'tlh')
    """
    names = _language_names().get(language)
    return names[1].capitalize() if names else language


def slug_of(file: Path) -> Slug:
    """Return what other templates call a file. Raises TemplateError if its name cannot be one.

    Example:
        >>> slug_of(Path("exercises/push-up.toml"))
        'push-up'
    """
    if not re.match(SLUG, file.stem):
        better = "-".join(re.findall("[a-z0-9]+", file.stem.lower())) or "my-template"
        raise TemplateError(
            "the name of a template is small letters, figures and hyphens",
            f"call it {better}{file.suffix.lower()}",
            where=str(file),
        )
    return file.stem


def own_folder(file: Path) -> Path | None:
    """Return the folder of templates that a file lies in, or None if it lies by itself.

    Example:
        >>> own_folder(Path("push-up.toml")) is None
        True
    """
    try:
        folder = file.resolve().parent
    except (OSError, RuntimeError, ValueError):  # links in a circle, or no name of a file
        return None
    return folder.parent if folder.name in FOLDERS.values() else None


def unknown(slug: str, known: tuple[str, ...]) -> str:
    """Say that a name is not known, with those that are near it, or all if they are few."""
    listed = f", there are: {', '.join(known)}" if len(known) <= MOST_LISTED else ""
    hint = did_you_mean(slug, known, most=3, cutoff=0.5, before=", ") or listed
    return f"there is no {slug[:60]!r}{hint}"


def read_toml(file: Path) -> dict[str, object]:
    """Return the tables of a TOML file. Raises TemplateError naming the file and the line."""
    return parse_toml(read_text(file, LARGEST_TEMPLATE), str(file))


def parse_toml(text: str, where: str) -> dict[str, object]:
    """Return the tables of TOML text. Raises TemplateError naming its file and the line."""
    if max([line.count(".") for line in text.split("\n")]) > MOST_DOTS:
        raise TemplateError("is nested too deeply", where=where)
    try:
        tables = tomli.loads(text)
    except ValueError as error:
        raise TemplateError(*toml_in_words(error, text), where=where) from error
    except RecursionError as error:
        raise TemplateError("is nested too deeply", where=where) from error
    if _is_deep(tables):
        raise TemplateError("is nested too deeply", where=where)
    return tables


def _is_deep(tables: dict[str, object]) -> bool:
    """Whether tables are nested so deeply that walking through them could be too much."""
    level: list[Any] = [tables]
    for _ in range(DEEPEST):
        inner = (part.values() if isinstance(part, dict) else part for part in level)
        level = [each for many in inner for each in many if isinstance(each, NESTING)]
        if not level:
            break
    return bool(level)


def read_text(file: Path, most: int) -> str:
    """Return the text of a file of at most `most` bytes, accents joined to their letters.

    Raises:
        TemplateError: naming the file.
    """
    return decoded(read_file(file, most, TemplateError, "template"), str(file))


def decoded(content: bytes, where: str) -> str:
    """Return the text of a file with plain line ends, accents joined to their letters.

    Raises:
        TemplateError: naming the file.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"is not UTF-8 text (line {line})"
        raise TemplateError(wrong, "save the file again, as UTF-8", where=where) from error
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def parse(kind: type[R], tables: object, file: str) -> R:
    """Return `tables` as a record. Raises TemplateError with every problem, each with its key."""
    try:
        return kind.model_validate(tables)
    except ValidationError as error:
        raise TemplateError(problems(error, file, kind)) from error

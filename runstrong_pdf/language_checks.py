"""The check of another language: what is missing, what is old, and what cannot be printed.

A language is a folder below `templates/languages/`: `words.toml`, and texts of records and pictures
under the names that those have. Its `words.toml` answers for the whole folder.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from runstrong_pdf.errors import Problem
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.library import (
    BANDS,
    ENGLISH,
    FOLDERS,
    IMAGES,
    LANGUAGES,
    WORDS,
    Library,
    parse,
    read_toml,
    unknown,
)
from runstrong_pdf.model.reading import did_you_mean
from runstrong_pdf.model.record import Record
from runstrong_pdf.model.texts import flatten
from runstrong_pdf.model.translation import (
    ENGLISH_DIGEST,
    SHORT_FORMS,
    TEXTS,
    digest,
    laid_over,
    text_tables,
)
from runstrong_pdf.pages.drawings import load_drawing
from runstrong_pdf.pdf.fonts import check_characters
from runstrong_pdf.pdf.slots import MissingCharacterError

MOST_NAMED = 4
"""Texts that are named of those still missing."""
HEAD = ("language", "decimal", "plural", "inside", ENGLISH_DIGEST)
"""What a words file says beside words; no page prints it."""
KINDS: Mapping[str, type[Record]] = {FOLDERS[kind]: kind for kind in TEXTS}


@dataclass(frozen=True)
class Translated:
    """Where a file of a language lies.

    Attributes:
        root: the folder of templates; language: as its folder is called.
        folder: what kind of texts it has, such as `exercises`; empty for the words.
    """

    root: Path
    language: str
    folder: str


def language_of_file(file: Path) -> Translated | None:
    """Return what a file translates, or None for one of no language.

    Example:
        >>> language_of_file(Path("mine/languages/de/exercises/push-up.toml")).language
        'de'
        >>> language_of_file(Path("mine/exercises/push-up.toml"))
    """
    parts = file.parts
    for depth, folder in ((2, ""), (3, parts[-2] if len(parts) > 1 else "")):
        if len(parts) > depth and parts[-depth - 1] == LANGUAGES:
            return Translated(file.parents[depth], parts[-depth], folder)
    return None


def translation_problems(
    tables: Mapping[str, object], file: Path, place: Translated, library: Library
) -> Iterator[Problem]:
    """Yield what is wrong with a file of another language. Raises TemplateError with more."""
    if place.folder in KINDS:
        yield from _record_problems(tables, file, KINDS[place.folder], library)
    elif place.folder == IMAGES:
        yield from _picture_problems(tables, file, library)
    elif file.name == BANDS:
        bands = library.in_language(ENGLISH).bands.items()
        english: dict[str, str] = {colour: band.maker_name for colour, band in bands}
        yield from _compared(dict(flatten(tables)), english, tables.get(ENGLISH_DIGEST))
    elif file.name == WORDS:
        yield from _word_problems(tables, place)
        shipped = Library()
        if _is_shipped(place, shipped) or place.language not in shipped.languages():
            yield from _missing_files(place, library)
    else:
        possible = f"{WORDS}, {', '.join((*KINDS, IMAGES))}/"
        yield Problem("", "is no file of a language", f"possible: {possible}", "warning")


def _record_problems(
    tables: Mapping[str, object], file: Path, kind: type[Record], library: Library
) -> Iterator[Problem]:
    if file.stem not in library.slugs(kind):
        yield Problem("", unknown(file.stem, library.slugs(kind)))
        return
    record = read_toml(library.path(f"{FOLDERS[kind]}/{file.name}"))
    merged, wrong = laid_over(kind, record, tables)
    yield from wrong
    parse(kind, merged, str(file))
    english, own = (dict(flatten(text_tables(kind, one))) for one in (record, tables))
    then = tables.get(ENGLISH_DIGEST)
    needed = {key: text for key, text in english.items() if key.split(".")[0] not in SHORT_FORMS}
    yield from _compared(own, needed, then, digest(english))


def _picture_problems(
    tables: Mapping[str, object], file: Path, library: Library
) -> Iterator[Problem]:
    if library.image(file.stem) is None:
        yield Problem("", "is a picture of nothing that there is")
        return
    english = picture_texts(file.stem, library)
    own = {key: text for key, text in flatten(tables) if key != ENGLISH_DIGEST}
    for key in own.keys() - english.keys():
        yield Problem(key, f"is no frame of the picture; possible: {', '.join(english)}")
    yield from _compared(own, english, tables.get(ENGLISH_DIGEST))


def picture_texts(slug: str, library: Library) -> dict[str, str]:
    """Return what is told of a picture, frame by frame."""
    picture = load_drawing(slug, library.in_language(ENGLISH))
    if not isinstance(picture, Drawing):
        return {"start": picture.description} if picture.description else {}
    frames = (*picture.frames, *picture.insets)
    return {frame.name: frame.description for frame in frames if frame.description}


def english_texts(library: Library) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the texts of every record and picture, with the file of a language they go into."""
    yield BANDS, {str(colour): band.maker_name for colour, band in library.bands.items()}
    for folder, kind in KINDS.items():
        for slug in library.slugs(kind):
            record = read_toml(library.path(f"{folder}/{slug}.toml"))
            yield f"{folder}/{slug}.toml", text_tables(kind, record)
    for slug in _pictured(library):
        yield f"{IMAGES}/{slug}.toml", picture_texts(slug, library)


def _pictured(library: Library) -> list[str]:
    slugs = (slug for kind in KINDS.values() for slug in library.slugs(kind))
    return [slug for slug in slugs if library.image(slug)]


def _word_problems(tables: Mapping[str, object], place: Translated) -> Iterator[Problem]:
    """Yield what is wrong with another language's words, and how many texts stay English.

    Some words laid over those of a shipped language are no language that is to be whole.
    """
    english = printed_words(Library().texts().entries)
    own = printed_words(dict(flatten(tables)))
    for key, text in own.items():
        if wrong := _wrong_key(key, english) or _wrong_braces(text, english.get(key, "")):
            yield Problem(key, wrong)
    shipped = Library()
    laid_over_it = place.language in shipped.languages() and not _is_shipped(place, shipped)
    needed = {key: english[key] for key in own if key in english} if laid_over_it else english
    yield from _compared(own, needed, tables.get(ENGLISH_DIGEST), digest(english))


def _is_shipped(place: Translated, shipped: Library) -> bool:
    return shipped.path(LANGUAGES).parent.resolve() == place.root.resolve()


def printed_words(entries: Mapping[str, str]) -> dict[str, str]:
    """Return the words that are printed, without what a file says of its language."""
    return {key: text for key, text in entries.items() if key not in HEAD}


def _compared(
    own: Mapping[str, str], english: Mapping[str, str], then: object, now: str = ""
) -> Iterator[Problem]:
    """Yield letters that cannot be printed, what is missing, and whether the English changed."""
    for key, text in own.items():
        yield from wrong_letters(key, text)
    if missing := [key for key in english if key not in own]:
        said = f"{len(missing)} of {len(english)} texts stay English: {_some(missing)}"
        yield Problem("", said, severity="warning")
    now = now or digest(english)
    if then is not None and then != now:
        remedy = f'compare it, then write {ENGLISH_DIGEST} = "{now}"'
        yield Problem(ENGLISH_DIGEST, "the English has changed since", remedy, "warning")


def _missing_files(place: Translated, library: Library) -> Iterator[Problem]:
    """Yield which records and pictures have no texts in a language at all."""
    if place.language == ENGLISH:
        return
    folder = place.root / LANGUAGES / place.language
    for name, kind in KINDS.items():
        yield from _without(folder / name, name, library.slugs(kind))
    yield from _without(folder / IMAGES, IMAGES, _pictured(library))


def _without(folder: Path, name: str, slugs: Iterable[str]) -> Iterator[Problem]:
    there = {file.stem for file in folder.glob("*.toml")}
    if missing := [slug for slug in slugs if slug not in there]:
        yield Problem(
            name, f"{len(missing)} have no texts and stay English: {_some(missing)}", "", "warning"
        )


def _some(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (" ..." if len(names) > MOST_NAMED else "")


def _wrong_key(key: str, english: Mapping[str, str]) -> str:
    """Return why no page prints `key`, or nothing; a list may be longer than in English."""
    table, _, last = key.rpartition(".")
    if key in english or (last.isdigit() and f"{table}.1" in english):
        return ""
    return "is not on any page" + did_you_mean(key, english, cutoff=0.7, before="; ")


def _wrong_braces(text: str, english: str) -> str:
    """Return what is wrong with the {braces} of a text, or nothing."""
    known = _fields(english)
    try:
        unknown_fields = _fields(text) - known
    except ValueError as error:
        return f"{text[:60]!r} cannot be filled in: {error}; a brace itself is written {{{{"
    possible = _listed(known) or "nothing"
    said = f"{_listed(unknown_fields)} is not filled in here; possible: {possible}"
    return said if unknown_fields else ""


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _fields(text: str) -> set[str]:
    """Return the names in braces. Raises ValueError where a brace is not closed."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def wrong_letters(field: str, text: str) -> Iterator[Problem]:
    """Yield a problem for a text with a letter that no face can draw."""
    try:
        check_characters(text)
    except MissingCharacterError as error:
        yield Problem(field, str(error), error.remedy)

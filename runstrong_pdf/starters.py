"""Files to begin with in a folder of one's own: valid as they are, and ready to be edited."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from runstrong_pdf.errors import UsageError
from runstrong_pdf.files import file_name, plain_letters, write_new
from runstrong_pdf.language_checks import english_texts
from runstrong_pdf.library import (
    ENGLISH,
    FOLDERS,
    LANGUAGES,
    LARGEST_TEMPLATE,
    WORDS,
    Library,
    read_text,
    unknown,
)
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.reading import one_line, read_option
from runstrong_pdf.model.texts import flatten
from runstrong_pdf.model.toml import toml_text
from runstrong_pdf.model.translation import ENGLISH_DIGEST, digest
from runstrong_pdf.resources import data_folder

MAIL = "mail"
USUAL_BASE = "push-up"
LONGEST_NAME = 40
HEAD = "# Begun as a copy of {}: change what is different. What the lines mean: docs/{}.md\n\n"
NOT_COPIED = re.compile(r"^(aka|seed) = .*\n", re.MULTILINE)
"""Lines of an exercise that are true of that one alone."""


def start_file(kind: str, name: str, folder: Path, base: str = "") -> tuple[Path, ...]:
    """Write what an exercise, a programme or another language's words begin with.

    Args:
        kind: one of `STARTERS`.
        name: what it is called on paper; of words the language, such as `de`.
        folder: of one's own templates; made if it is not there.
        base: the exercise that an exercise is like; by default the one called so, or the push-up.

    Returns:
        The files; the one with the words first.

    Raises:
        UsageError: for a name or a base that cannot be.
        OutputError: when a file is there already, or cannot be written; nothing is left behind.

    Example:
        >>> [file.as_posix() for file in start_file("exercise", "Narrow push-up", Path("own"))]
        ['own/exercises/narrow-push-up.toml', 'own/images/narrow-push-up.toml']
    """
    if kind != "exercise" and base:
        raise UsageError(f"only an exercise is like another one, not {kind}", field="from")
    try:
        name = one_line(name, LONGEST_NAME)
    except ValueError as error:
        raise UsageError(str(error)) from None
    files = STARTERS[kind](name, base)
    write_new({folder / path: text.encode() for path, text in files.items()})
    return tuple(folder / path for path in files)


def _slug(name: str) -> str:
    slug = file_name(plain_letters(name))
    if not re.search("[a-z]", slug) or not slug.isascii():
        raise UsageError(f"{name!r} has too few letters from a to z to name a file", "add some")
    return slug


def _exercise(name: str, base: str) -> dict[str, str]:
    """Return words and pose of an exercise, each by its path."""
    library, slug = Library(), _slug(name)
    known = library.slugs(Exercise)
    like = _slug(base) if base else slug if slug in known else USUAL_BASE
    if like not in known:
        raise UsageError(unknown(like, known), "runstrong exercises", field="from")
    words = NOT_COPIED.sub("", _text(library.path(f"{FOLDERS[Exercise]}/{like}.toml")))
    pose = _text(data_folder("images") / f"{like}.toml")
    return {
        f"{FOLDERS[Exercise]}/{slug}.toml": HEAD.format(like, "own-files") + _called(words, name),
        f"images/{slug}.toml": HEAD.format(like, "poses") + _called(pose, name),
    }


def _programme(name: str, _: str) -> dict[str, str]:
    """Return a programme with sessions to change, by its path."""
    slug = _slug(name)
    first = re.findall(r"\b[a-z]", slug)
    code = first[:3] if len(first) > 1 else [*re.findall("[a-z]", slug), "X"][:2]
    text = _called(_text(data_folder("templates") / "new" / "programme.toml"), name)
    said = re.sub("^code = .{4}", f'code = "{"".join(code).upper()}"', text, flags=re.MULTILINE)
    return {f"{FOLDERS[Programme]}/{slug}.toml": said}


def _words(name: str, _: str) -> dict[str, str]:
    """Return everything that is said on paper, in English, by the paths of a language."""
    try:
        language = str(read_option("language", name))
    except UsageError as error:
        raise UsageError(str(error.problems[0].message), "such as de, or pt-BR") from None
    library, own = Library(), f"{LANGUAGES}/{language}"
    shipped = library.path(own)
    if language != ENGLISH and shipped.is_dir():
        files = (file for file in sorted(shipped.rglob("*")) if file.is_file())
        return {f"{own}/{file.relative_to(shipped).as_posix()}": _text(file) for file in files}
    english = _text(library.path(f"{LANGUAGES}/{ENGLISH}/{WORDS}"))
    said = re.sub("^language = .*", f'language = "{language}"', english, flags=re.MULTILINE)
    found = {f"{own}/{WORDS}": said}
    for place, texts in english_texts(library):
        head = {ENGLISH_DIGEST: digest(dict(flatten(texts)))}
        found[f"{own}/{place}"] = toml_text({**head, **texts})
    for file in sorted(library.path(MAIL).glob("*.txt")):
        found[f"{own}/{MAIL}/{file.name}"] = _text(file)
    return found


def _text(file: Path) -> str:
    return read_text(file, LARGEST_TEMPLATE)


def _called(text: str, name: str) -> str:
    """Return a template with another name."""
    line = f"name = {json.dumps(name, ensure_ascii=False)}"
    return re.sub("^name = .*", lambda _: line, text, count=1, flags=re.MULTILINE)


STARTERS: Mapping[str, Callable[[str, str], dict[str, str]]] = MappingProxyType(
    {"exercise": _exercise, "programme": _programme, "words": _words}
)
"""What can be begun."""

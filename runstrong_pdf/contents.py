"""What the library holds: exercises, their pictures, programmes, languages, and the rules."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from runstrong_pdf.errors import UsageError, expect
from runstrong_pdf.library import Library, open_library, own_name, read_text
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.fields import INKS
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.reading import one_of
from runstrong_pdf.model.words import Caution
from runstrong_pdf.pages.drawings import PICTURED, Pictured, load_drawing
from runstrong_pdf.resources import data_folder

RULES = "training-rules.md"
LARGEST_RULES = 1024 * 1024
SECTION = re.compile(r"^### (R\d\d) (.*?)\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `?([\w-]+)`?\*? \|(.*)\|$", re.MULTILINE)
CAUTION_HEADS = ("begins with: ", "never: ", "also: ", "source: ")
COACHING_HEADS = ("", "except: ")
"""What stands over the columns of the tables of cautions and of rules C01 and on."""


def exercises(templates: Path | str = "") -> dict[str, Exercise]:
    """Return every exercise by its name in `use` and `without`.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Raises:
        TemplateError: with every problem of one's own files.

    Example:
        >>> exercises()["push-up"].cues[0]
        'Hands slightly wider than the shoulders, fingers forward'
    """
    return open_library(templates).all(Exercise)


def programmes(templates: Path | str = "") -> dict[str, Programme]:
    """Return every programme by its name in `programme`.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Raises:
        TemplateError: with every problem of one's own files.

    Example:
        >>> programmes()["bodyweight-to-dumbbells"].name
        'From bodyweight to dumbbells'
    """
    return open_library(templates).all(Programme)


def languages(templates: Path | str = "") -> dict[str, str]:
    """Return every language that sheets can be in, by its tag in `language`, and its own name.

    Args:
        templates: a folder of one's own, laid over the shipped one.

    Example:
        >>> languages()["fr"]
        'Français'
    """
    return {tag: own_name(tag) for tag in open_library(templates).languages()}


def picture(
    name: str,
    *,
    format: str = "png",  # noqa: A002  as in render
    ink: str = "colour",
    templates: Path | str = "",
) -> bytes:
    """Return the picture of an exercise, warm-up, stretch or sport.

    Args:
        name: such as `push-up`.
        format: `png`, `svg` or `pdf`.
        ink: `colour`, or `saver` for line art, which an SVG cannot be.

    Raises:
        UsageError: when there is none of that name, or a value is not possible.

    Example:
        >>> picture("push-up", format="svg")[:4]
        b'<svg'
    """
    from runstrong_pdf.pages.picture_file import FORMATS, picture_file  # noqa: PLC0415  loads much

    expect(name=(name, str), format=(format, str), ink=(ink, str))
    library = open_library(templates)
    if not any(name in library.slugs(kind) for kind in PICTURED):
        raise UsageError(f"{name[:60]!r}: there is no such exercise", field="name")
    kind, saver = one_of(format, FORMATS, "format"), one_of(ink, INKS, "ink") == "saver"
    return picture_file(load_drawing(name, library), kind, ink_saver=saver)


def find_picture(name: str, library: Library) -> tuple[str, Pictured]:
    """Return the slug and the record of what has this slug, printed name or nickname.

    Raises:
        UsageError: when there is none, with those of a name like it.

    Example:
        >>> find_picture("Push-up", Library())[0]
        'push-up'
    """
    wanted = _slug(name)
    known = {slug: kind for kind in reversed(PICTURED) for slug in library.slugs(kind)}
    if wanted in known:
        return wanted, library.one(known[wanted], wanted)
    for slug, kind in known.items():
        record = library.one(kind, slug)
        if wanted in map(_slug, (record.name, *getattr(record, "aka", ()))):
            return slug, record
    near = get_close_matches(wanted, known, 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "runstrong exercises lists them all"
    raise UsageError(f"{name[:60]!r}: there is no such exercise; {hint}")


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


def explain(name: str) -> tuple[str, list[str]]:
    """Return what a rule of the training is called, or a caution, and what it says in paragraphs.

    Args:
        name: such as `R16`, `C04` or `low-back`.

    Raises:
        UsageError: when it is neither, with what is possible.

    Example:
        >>> explain("r16")[0]
        'R16 New exercises come in gently'
    """
    text = read_text(data_folder("docs") / RULES, LARGEST_RULES)
    known = {title.partition(" ")[0]: (title, told) for title, told in _explained(text)}
    wanted = "-".join(name.split())
    found = known.get(wanted) or known.get(wanted.upper()) or known.get(wanted.lower())
    if not found:
        near = get_close_matches(wanted.lower(), known, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        possible = f"R01 to R39, C01 to C31, {', '.join(get_args(Caution))}"
        raise UsageError(f"{name[:40]!r} is no rule and no caution{hint}", f"possible: {possible}")
    return found


def _explained(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every rule and caution: its name, with a title if it has one, and its paragraphs."""
    for rule, title, body in SECTION.findall(text):
        yield f"{rule} {title}", list(map(_plain, re.split(r"\n\n|\n(?=\* )", body.strip())))
    for name, rest in ROW.findall(text):
        cells = [cell.strip() for cell in rest.split("|")]
        heads = CAUTION_HEADS if name in get_args(Caution) else COACHING_HEADS
        if len(cells) == len(heads) and (heads is CAUTION_HEADS or re.fullmatch(r"C\d\d", name)):
            told = zip(heads, cells, strict=True)
            yield name, [_plain(head + cell) for head, cell in told if cell]


def _plain(block: str) -> str:
    """Return a paragraph in plain text, without the marks of a page of the documentation."""
    unlinked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", block)
    return " ".join(re.sub(r"[*`]", "", unlinked).split())

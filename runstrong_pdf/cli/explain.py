"""`runstrong explain`: what a rule of the training or a caution means."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Annotated, get_args

import typer

from runstrong_pdf.errors import UsageError
from runstrong_pdf.library import read_text
from runstrong_pdf.model.words import Caution
from runstrong_pdf.resources import data_folder

RULES = "training-rules.md"
LARGEST = 1024 * 1024
WIDE = 84
SECTION = re.compile(r"^### (R\d\d) (.*?)\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `?([\w-]+)`?\*? \|(.*)\|$", re.MULTILINE)
CAUTION_HEADS = ("begins with", "never", "also", "source")
COACHING_HEADS = ("", "except")
"""What stands in the columns of the tables of cautions and of rules C01 and on."""

app = typer.Typer(rich_markup_mode=None)


@app.command(name="explain", epilog="Example:  runstrong explain low-back")
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A rule (R16, C04), or a caution.")],
) -> None:
    """Say what a rule of the training means, or what a caution changes."""
    known = dict(_explained(read_text(data_folder("docs") / RULES, LARGEST)))
    wanted = name.strip().upper() if re.fullmatch(r"\s*[rc]\d\d\s*", name, re.IGNORECASE) else name
    wanted = "-".join(wanted.split())
    found = known.get(wanted) or known.get(wanted.lower())
    if not found:
        near = get_close_matches(wanted.lower(), known, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        possible = f"R01 to R39, C01 to C31, {', '.join(get_args(Caution))}"
        raise UsageError(f"{name[:40]!r} is no rule and no caution{hint}", f"possible: {possible}")
    typer.echo(found)


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name of every rule and caution with what is said of it."""
    for rule, title, body in SECTION.findall(text):
        blocks = (_wrapped(block) for block in re.split(r"\n\n|\n(?=\* )", body.strip()))
        yield rule, "\n".join([f"{rule} {title}", *blocks])
    for name, rest in ROW.findall(text):
        cells = [cell.strip() for cell in rest.split("|")]
        if name in get_args(Caution) and len(cells) == len(CAUTION_HEADS):
            yield name, "\n".join([name, *_lines(zip(CAUTION_HEADS, cells, strict=True))])
        elif re.fullmatch(r"C\d\d", name) and len(cells) == len(COACHING_HEADS):
            yield name, "\n".join([name, *_lines(zip(COACHING_HEADS, cells, strict=True))])


def _lines(cells: Iterable[tuple[str, str]]) -> Iterator[str]:
    for head, cell in cells:
        if cell:
            yield _wrapped(f"{head}: {cell}" if head else cell)


def _wrapped(block: str) -> str:
    """Return a paragraph in plain text, without the marks of a page of the documentation."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", block)
    plain = " ".join(re.sub(r"[*`]", "", plain).split())
    return textwrap.indent(textwrap.fill(plain, WIDE), "  ")

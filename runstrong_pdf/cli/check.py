"""`runstrong check`: every problem of a template, pose, picture or PDF, with its place."""

from pathlib import Path
from typing import Annotated

import typer

from runstrong_pdf.errors import Problem, TemplateError

EXAMPLE = "Example:  runstrong check images/push-up.toml my-programme.toml output/zoe.pdf"
MOST_FACTS = 3
"""PDFs that are described; of more, only what is wrong is said."""


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Programmes, exercises, words, poses, photos, PDFs; or folders of them."
        ),
    ],
    templates: Annotated[
        Path | None, typer.Option(help="The folder of your own that the files will be used in.")
    ] = None,
) -> None:
    """Check files of your own: every problem with its place; any PDF before it is printed."""
    problems: list[str] = []
    found = _files(files)
    facts = sum(map(_is_pdf, found)) <= MOST_FACTS
    for file in found:
        if _is_pdf(file):
            from runstrong_pdf.cli.preprint import check_pdf  # noqa: PLC0415

            problems += check_pdf(file, facts=facts)
            continue
        from runstrong_pdf.cli.own_files import warnings_of  # noqa: PLC0415

        try:
            warnings = warnings_of(file, templates)
        except TemplateError as error:
            problems += str(error).splitlines()
            continue
        for warning in warnings:
            typer.echo(f"warning: {file}: {warning}", err=True)
        typer.echo(f"{file}: {'can be used, see the warnings' if warnings else 'all right'}")
    if problems:
        raise TemplateError(Problem("", line) for line in problems)


def _files(given: list[Path]) -> list[Path]:
    """Return the files to check: a folder stands for all that can be checked in it."""
    from runstrong_pdf.library import PHOTOS  # noqa: PLC0415

    found: list[Path] = []
    for path in given:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        if path.is_dir():
            known = {".toml", ".svg", ".pdf", *PHOTOS}
            inside = [file for file in inside if file.suffix.lower() in known]
            if not inside:
                raise TemplateError(f"{path}: there is nothing to check in this folder")
        found += inside
    return found


def _is_pdf(file: Path) -> bool:
    return file.suffix.lower() == ".pdf"

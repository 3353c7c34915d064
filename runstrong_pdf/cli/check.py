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
    from runstrong_pdf.checks import check_file, find_files  # noqa: PLC0415  --help needs none

    problems: list[str] = []
    wrong: list[Problem] = []
    found = find_files(files, also=(".pdf",))
    facts = sum(map(_is_pdf, found)) <= MOST_FACTS
    for file in found:
        if _is_pdf(file):
            from runstrong_pdf.cli.preprint import check_pdf  # noqa: PLC0415

            problems += check_pdf(file, facts=facts)
            continue
        told = check_file(file, templates)
        errors = [problem for problem in told if problem.severity == "error"]
        for problem in told:
            if problem.severity != "error":
                remedy = f"; {problem.remedy}" if problem.remedy else ""
                typer.echo(f"warning: {problem}{remedy}", err=True)
        if not errors:
            typer.echo(f"{file}: {'can be used, see the warnings' if told else 'all right'}")
        wrong += errors
    if problems or wrong:
        raise TemplateError([*(Problem("", line) for line in problems), *wrong])


def _is_pdf(file: Path) -> bool:
    return file.suffix.lower() == ".pdf"

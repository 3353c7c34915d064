"""`runstrong check`: every problem of files of one's own, and of any PDF before it is printed."""

from collections.abc import Sequence
from pathlib import Path

import typer

from runstrong_pdf import preflight
from runstrong_pdf.checks import check_file, find_files, has_templates, stray_files
from runstrong_pdf.cli.console import progress_bar, results, show_all
from runstrong_pdf.errors import Problem, TemplateError, errors_in

MOST_DESCRIBED = 3
"""PDFs that are described; of more, only what is wrong is said."""

app = typer.Typer(rich_markup_mode=None)


@app.command(
    epilog="Example:  runstrong check images/push-up.toml my-programme.toml output/zoe.pdf"
)
def check(
    files: list[Path] = typer.Argument(
        ..., help="Programmes, exercises, words, poses, photos, PDFs; or folders of them."
    ),
    templates: Path | None = typer.Option(
        None, help="The folder of your own that the files will be used in."
    ),
) -> None:
    """Check files of your own: every problem with its place; any PDF before it is printed."""
    found = find_files(files, also=(".pdf",))
    for folder in (file for file in files if has_templates(file)):
        show_all(stray_files(folder))
    pdfs = [file for file in found if file.suffix.lower() == ".pdf"]
    errors: list[Problem] = []
    for file in found:
        if file in pdfs:
            problems = _check_pdf(file, described=len(pdfs) <= MOST_DESCRIBED)
        else:
            problems = check_file(file, templates)
            show_all(one for one in problems if one.severity != "error")
            if not errors_in(problems):
                results(f"{file}: {'can be used, see the warnings' if problems else 'all right'}")
        errors += errors_in(problems)
    if errors:
        raise TemplateError(errors)


def _check_pdf(file: Path, *, described: bool) -> Sequence[Problem]:
    with progress_bar() as progress:
        report = preflight.check(file, progress=progress)
    if report.facts:
        show_all(problem for problem in report.problems if problem.severity == "warning")
        verdict = "can be printed, see the warnings" if report.problems else "all right"
        verdict = verdict if report.printable else "will not print well, see the errors"
        lines = report.summary() if described else ()
        results(f"{file}: {verdict}", *(f"  {line}" for line in lines))
    return report.problems

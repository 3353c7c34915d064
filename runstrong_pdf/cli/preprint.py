"""`runstrong check FILE.pdf`: what harms the print, and what to know before printing."""

from pathlib import Path

import typer

from runstrong_pdf.cli.club.progress import Progress
from runstrong_pdf.cli.confined import look_confined
from runstrong_pdf.pdf.preprint.facts import FileFacts, PageFacts, Unreadable
from runstrong_pdf.pdf.preprint.findings import Finding, findings
from runstrong_pdf.pdf.preprint.summary import summary


def check_pdf(file: Path, *, facts: bool) -> list[str]:
    """Print warnings, a verdict and, if asked for, the facts of a PDF; return its errors."""
    if not file.is_file():
        return [f"{file}: cannot be read: No such file"]
    known, pages = _look(file)
    if isinstance(known, Unreadable):
        return [f"{file}: {known.reason}"]
    found = [*findings(known, pages), *_left_out(known, pages)]
    for finding in found:
        if not finding.spoils:
            typer.echo(f"warning: {file}: {finding.text}", err=True)
    typer.echo(f"{file}: {_verdict(found)}")
    for line in summary(pages) if facts else ():
        typer.echo(f"  {line}")
    return [f"{file}: {finding.text}" for finding in found if finding.spoils]


def _look(file: Path) -> tuple[FileFacts | Unreadable, list[PageFacts]]:
    known: FileFacts | Unreadable = Unreadable("cannot be read")
    pages: list[PageFacts] = []
    progress = Progress("pages", 0)
    for seen in look_confined(file):
        if isinstance(seen, PageFacts):
            pages.append(seen)
            progress.add(1)
        else:
            known = seen
            progress = Progress("pages", seen.pages if isinstance(seen, FileFacts) else 0)
    progress.close()
    return known, pages


def _left_out(file: FileFacts, pages: list[PageFacts]) -> list[Finding]:
    if len(pages) == file.pages or (pages and pages[-1].failure):
        return []
    text = f"only the first {len(pages):,} of {file.pages:,} pages were looked at, for lack of time"
    return [Finding(spoils=False, text=text)]


def _verdict(found: list[Finding]) -> str:
    if any(finding.spoils for finding in found):
        return "will not print well, see the errors"
    return "can be printed, see the warnings" if found else "all right"

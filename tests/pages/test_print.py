"""Every edition prints on any home printer: the pre-print check finds nothing wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.paperwork import EDITIONS, INKS, PAPERS
from runstrong_pdf.pdf.preprint.facts import FileFacts, PageFacts
from runstrong_pdf.pdf.preprint.findings import findings
from runstrong_pdf.pdf.preprint.looking import look_at
from tests.conftest import Ran

Run = Callable[..., Ran]
SWITCHES = ((), ("--large-print",))
USUAL_PAPERS = {"a4", "letter"}
MOST_INK = 0.95
"""Of the colour edition: letters take as much ink in both, and they are half of it."""


def pages_of(file: Path) -> list[PageFacts]:
    """Return what was seen on our own pages, which must be faultless."""
    known, *seen = look_at(file)
    assert isinstance(known, FileFacts)
    pages = [page for page in seen if isinstance(page, PageFacts)]
    assert [finding.text for finding in findings(known, pages)] == []
    return pages


def ink_of(pages: list[PageFacts]) -> float:
    return sum(page.black + page.colour for page in pages)


@pytest.mark.parametrize("switches", SWITCHES, ids=["usual", "large"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_finding_and_less_ink_with_ink_saver(
    run: Run, tmp_path: Path, edition: str, paper: str, switches: tuple[str, ...]
) -> None:
    seen: dict[str, list[PageFacts]] = {}
    for ink in INKS:
        words = ("--edition", edition, "--paper", paper, "--ink", ink, *switches)
        ran = run("plan", *words, "-o", f"{ink}.pdf")
        if ran.code == UsageError.exit_code and (switches or paper not in USUAL_PAPERS):
            pytest.skip(ran.err.strip())  # not every edition is for every paper and size
        assert ran.code == 0, ran.err
        seen[ink] = pages_of(tmp_path / f"{ink}.pdf")
    assert max(page.colour for page in seen["saver"]) == pytest.approx(0, abs=0.01)
    assert ink_of(seen["saver"]) < MOST_INK * ink_of(seen["colour"])


def test_names_and_long_programmes_too(run: Run, tmp_path: Path) -> None:
    long = ("--weeks", "12", "--sessions", "3", "--level", "experienced", "--minutes", "60")
    names = ("--name", "Zoë Łuczak", "--club", "Ωμέγα", "--start", "2026-12-07")
    assert run("plan", *long, *names, "--edition", "week-sheets", "-o", "long.pdf").code == 0
    assert len(pages_of(tmp_path / "long.pdf")) > 12

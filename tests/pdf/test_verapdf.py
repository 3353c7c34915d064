"""Every kind of file passes veraPDF: PDF/UA-1 always, PDF/A-2a too with `--pdfa`; no failed rule.

The matrix is made from the lists that the program itself exports, so that a new edition, paper
or switch is validated without a word here. A page that was validated once is not validated again:
of what is part of the whole plan there is a file on one paper only, and the whole plan in usual
print is not on letter, where things stand elsewhere than on A4; ink and language change from file
to file, for where things stand and what words say is no matter of the validator. How often a week
comes is none either: beside the usual plan on A4, and the longest one on the wall, all is of the
shortest. With `--whole` every language has every file of the matrix, with the usual plan.
Without the validator this test is skipped.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from itertools import chain, cycle, product
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from runstrong_pdf.errors import UsageError
from runstrong_pdf.library import ENGLISH, Library
from runstrong_pdf.model.fields import EDITIONS, INKS, PAPERS
from runstrong_pdf.model.sheets import Sheets
from tests.conftest import Ran
from tests.validating import JARS, validated

UA = "PDF/UA-1 validation profile"
BOTH = {UA, "PDF/A-2A validation profile"}
SOMEBODY = ("--name", "Zoë Łuczak", "--club", "Ωμέγα", "--start", "2026-12-07")
USUAL = ("--weeks", "6", "--sessions", "2")
SHORTEST = ("--weeks", "4", "--sessions", "1")
LONG = ("--weeks", "12", "--sessions", "3", "--level", "experienced", "--minutes", "60")
KINDS = {
    "named": (*SOMEBODY, "--colour", "#f5c731"),
    "dumbbells": ("--edition", "guide", "--kit", "dumbbells"),
    "large-saver": ("--large-print", "--ink", "saver", "--paper", "letter", "--no-forms"),
    "single": ("--kit", "none"),
}
"""What claims to be accessible only, and pages that the matrix has not."""
CREST = str(Path(__file__).with_name("crest.svg"))
WHO = ("--name", "Nguyễn Thị Ánh", "--club", "Клуб бегунов", "--contact", "Μαρία, 0123 456")
DRESSED = (*WHO, "--logo", CREST, "--link", "https://example.org/ώρες", "--colour", "#f5c731")
BARE = ("--kit", "none")
"""The guide with the fewest pages: a club's look changes the same on each."""
CLUB = {
    "dressed": (*DRESSED, "--link-text", "Wann und wo wir trainieren"),
    "dressed-large": (*DRESSED, *BARE, "--large-print", "--ink", "saver", "--start", "2026-12-07"),
    "dressed-booklet": (*DRESSED, *BARE, "--edition", "booklet", "--paper", "letter", "--no-forms"),
    "dressed-handout": (*DRESSED, *USUAL, "--edition", "handout", "--sheet", "2B"),
    "dressed-halves": (*DRESSED, *USUAL, "--edition", "handout", "--two-up", "--sheet", "3B"),
    "dressed-wall": (*DRESSED, *LONG, "--edition", "wall", "--start", "2026-12-07"),
}
"""A club's own look, and a long plan: accessible and archivable at once."""
LANGUAGES = (ENGLISH, *(tag for tag in Library().languages() if tag != ENGLISH))
SWITCHES = [f.name for f in fields(Sheets) if f.default is False and f.name != "pdfa"]
"""What changes how pages look."""
WHOLE = "full"
PARTS = {"week-sheets", "guide", "stretching"}
"""Editions that are pages of the whole plan, as `tests/pages/test_print.py` shows."""
Run = Callable[..., Ran]


@pytest.mark.skipif(not JARS, reason="veraPDF is not here: RUNSTRONG_VERAPDF names no folder")
def test_no_rule_fails(run: Run, tmp_path: Path, *, whole: bool) -> None:
    """One run of the validator for all files, each judged by everything it claims to be."""
    wanted = dict(chain(_matrix(run, whole=whole), _kinds(run), _photos(run), _club(run)))
    assert _judged(tmp_path, wanted) == {file: (claims, []) for file, claims in wanted.items()}


def _matrix(run: Run, *, whole: bool) -> Iterator[tuple[str, set[str]]]:
    """Make every edition, on every paper, in every ink and language, and with every switch."""
    found, turns = set[tuple[str, str]](), cycle(LANGUAGES)
    for sheets in _sheets(whole=whole):
        usual = whole or sheets == Sheets()
        look = [f"--edition={sheets.edition}", f"--paper={sheets.paper}", f"--ink={sheets.ink}"]
        look += [f"--{name.replace('_', '-')}" for name in SWITCHES if getattr(sheets, name)]
        for language in LANGUAGES if whole else (next(turns),):
            words = [*look, *(() if language == ENGLISH else SOMEBODY), f"--language={language}"]
            file = f"matrix{''.join(look)}-{language}.pdf"
            ran = run("plan", *words, *(() if usual else SHORTEST), "--pdfa", "-o", file)
            assert ran.code == 0, ran.err
            found |= {(sheets.edition, sheets.ink), (sheets.paper, sheets.ink)}
            found |= {(sheets.edition, language)}
            yield file, BOTH
    wanted = chain(product(EDITIONS, INKS), product(PAPERS, INKS), product((WHOLE,), LANGUAGES))
    assert {pair for pair in wanted if pair[0] not in PARTS} <= found


def _sheets(*, whole: bool) -> Iterator[Sheets]:
    """Yield what can be had of editions, papers and switches, in an ink that changes."""
    switches: list[dict[str, Any]] = [{}, *({name: True} for name in SWITCHES)]
    for (nth, edition), (sheet, paper), switch in product(
        enumerate(EDITIONS), enumerate(PAPERS), switches
    ):
        first = paper == PAPERS[0] and not switch
        moved = edition == WHOLE and paper == "letter" and not switch
        if (moved or (edition in PARTS and not first)) and not whole:
            continue
        both = whole or (first and edition == WHOLE)
        for ink in INKS if both else (INKS[(nth + sheet) % len(INKS)],):
            with suppress(UsageError):  # not every edition is for every paper and size
                yield Sheets(edition=edition, paper=paper, ink=ink, **switch)


def _kinds(run: Run) -> Iterator[tuple[str, set[str]]]:
    plan = ("plan", *SHORTEST)  # what is said twice counts as said last
    for name, options in KINDS.items():
        ran = run(*plan, *options, "-o", f"{name}.pdf")
        assert ran.code == 0, ran.err
        yield f"{name}.pdf", {UA}
    for name, options in CLUB.items():
        ran = run(*plan, *options, "--pdfa", "-o", f"{name}.pdf")
        assert ran.code == 0, ran.err
        yield f"{name}.pdf", BOTH


def _photos(run: Run) -> Iterator[tuple[str, set[str]]]:
    """A club's own photos: transparent, in printing inks, grey."""
    folder = Path("own/images").resolve()
    folder.mkdir(parents=True)
    Image.new("RGBA", (600, 500), (200, 30, 30, 90)).save(folder / "push-up.png")
    Image.new("CMYK", (600, 500), (10, 200, 90, 0)).save(folder / "wall-slide.jpg")
    Image.new("L", (600, 500), 90).save(folder / "bird-dog.png")
    shown = ("--use", "push-up,wall-slide,bird-dog", *SHORTEST, *BARE, "--edition", "guide")
    for ink in INKS:
        options = ("--templates", str(folder.parent), *shown, "--ink", ink, "--pdfa")
        ran = run("plan", *options, "-o", f"photos-{ink}.pdf")
        assert ran.code == 0, ran.err
        yield f"photos-{ink}.pdf", BOTH


def _club(run: Run) -> Iterator[tuple[str, set[str]]]:
    """Stamp a member of a club that wants archivable files."""
    assert run("club", "new", "night").code == 0
    settings = Path("night/club.toml")
    asked = settings.read_text(encoding="utf-8").replace("pdfa = false", "pdfa = true")
    settings.write_text(asked.replace('edition = "full"', 'edition = "handout"'), encoding="utf-8")
    assert run("club", "make", "night").code == 0
    (stamped,) = Path("night/output").glob("zo*.pdf")
    stamped.rename("stamped.pdf")
    yield "stamped.pdf", BOTH


def _judged(folder: Path, files: dict[str, set[str]]) -> dict[str, tuple[set[str], list[str]]]:
    """Return by file the profiles it was judged by, and the clauses it breaks."""
    judged = {}
    for job in validated(folder, files).iter("job"):
        file = str(Path(job.findtext("item/name", "")).relative_to(folder))
        reports = list(job.iter("validationReport"))
        broken = [
            f"{report.get('profileName')} {rule.get('clause', 'fails')}"
            for report in reports
            if report.get("isCompliant") != "true"
            for rule in (report, *report.iter("rule"))
        ]
        judged[file] = {str(report.get("profileName")) for report in reports}, broken
    return judged

"""Every kind of file passes veraPDF: PDF/UA-1 always, PDF/A-2a too with `--pdfa`; no failed rule.

The matrix is made from the lists that the program itself exports, so that a new edition, paper
or switch is validated without a word here. The edition `full` is validated on every paper in every
ink; an excerpt and a switch on every paper and in every ink too, but the ink changes from paper to
paper: where things stand is no matter of the validator. How often a week or an exercise comes is
none either: beside the usual plan on A4, and the longest one, all is of the shortest; with
`--whole` of the usual plan. Other languages have the same pages, so two files of each are enough;
with `--whole` they have the matrix, too. Without the validator this test is skipped.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import chain, cycle, product
from pathlib import Path

import pytest
from PIL import Image

from runstrong_pdf.library import ENGLISH, Library
from runstrong_pdf.model.fields import EDITIONS, INKS, PAPERS
from runstrong_pdf.model.sheets import Sheets
from tests.conftest import Ran
from tests.validating import JARS, validated

UA = "PDF/UA-1 validation profile"
BOTH = {UA, "PDF/A-2A validation profile"}
NAMED = ("--name", "Zoë Łuczak", "--club", "Ωμέγα")
LARGE = ("--large-print", "--weeks", "4")
USUAL = ("--weeks", "6", "--sessions", "2")
KINDS = {
    "default": USUAL,
    "named": (*NAMED, "--start", "2026-12-07", "--colour", "#f5c731"),
    "dumbbells": ("--edition", "guide", "--kit", "dumbbells"),
    "large-saver": (*LARGE, "--ink", "saver", "--paper", "letter", "--no-forms"),
    "a5": ("--paper", "a5", "--weeks", "12", "--sessions", "1"),
    "a5-sheets": ("--paper", "a5", "--edition", "week-sheets"),
    "booklet": ("--edition", "booklet", *NAMED),
    "single": ("--sessions", "1", "--kit", "none"),
    "wall-long": ("--edition", "wall", "--weeks", "12", "--sessions", "3", "--start", "2026-12-07"),
    "halves": (*USUAL, "--edition", "handout", "--two-up", "--sheet", "3B", "--club", "Ωμέγα"),
}
"""Plans whose pages have what the matrix has not; of any length where none is said."""
WHOLE = "full"
"""The edition that has the pages of most others."""
SHORTEST = ("--weeks", "4", "--sessions", "1")
CREST = str(Path(__file__).with_name("crest.svg"))
WHO = ("--name", "Nguyễn Thị Ánh", "--club", "Клуб бегунов", "--contact", "Μαρία, 0123 456")
DRESSED = (*WHO, "--logo", CREST, "--link", "https://example.org/ώρες", "--colour", "#f5c731")
LONG = ("--weeks", "12", "--sessions", "3", "--level", "experienced", "--minutes", "60")
CLUB = {
    "dressed": (*DRESSED, "--start", "2026-12-07"),
    "dressed-long": (*DRESSED, *LONG, "--link-text", "Wann und wo wir trainieren"),
    "dressed-large": (*DRESSED, "--large-print", "--ink", "saver", "--start", "2026-12-07"),
    "dressed-booklet": (*DRESSED, "--edition", "booklet", "--paper", "letter"),
    "dressed-handout": (*DRESSED, *USUAL, "--edition", "handout", "--sheet", "2B"),
    "dressed-halves": (*DRESSED, "--edition", "handout", "--two-up", "--ink", "saver"),
    "dressed-wall": (*DRESSED, *LONG, "--edition", "wall"),
}
"""A club's own look, and long plans: accessible and archivable at once."""
OTHER_LANGUAGES = tuple(tag for tag in Library().languages() if tag != ENGLISH)
EXCERPTS = (
    ("--edition", "wall", "--ink", "saver"),
    ("--edition", "handout", "--paper", "a5"),
    ("--edition", "booklet"),
    ("--edition", "week-sheets", "--large-print"),
)
"""One of them is validated in each other language, beside its whole plan."""
Run = Callable[..., Ran]


@pytest.mark.skipif(not JARS, reason="veraPDF is not here: RUNSTRONG_VERAPDF names no folder")
def test_no_rule_fails(run: Run, tmp_path: Path, *, whole: bool) -> None:
    """One run of the validator for all files, each judged by everything it claims to be."""
    languages = (ENGLISH, *OTHER_LANGUAGES) if whole else (ENGLISH,)
    matrix = chain.from_iterable(_matrix(run, tag, whole=whole) for tag in languages)
    others = (_kinds(run, whole=whole), _languages(run), _photos(run), _club(run))
    wanted = dict(chain(matrix, *others))
    assert _judged(tmp_path, wanted) == {file: (claims, []) for file, claims in wanted.items()}


def _matrix(run: Run, language: str, *, whole: bool) -> Iterator[tuple[str, set[str]]]:
    """Make every edition on every paper it has, in every ink and with every switch."""
    found = set()
    for (nth, edition), (sheet, paper), switches in product(
        enumerate(EDITIONS), enumerate(PAPERS), _switches()
    ):
        alternating = INKS[(nth + sheet) % len(INKS)]
        usual = whole or (edition, paper, switches) == (WHOLE, PAPERS[0], ())
        for ink in INKS if (edition, switches) == (WHOLE, ()) else (alternating,):
            file = f"{language}-{edition}-{paper}-{ink}{''.join(switches)}.pdf"
            options = ("--edition", edition, "--paper", paper, "--ink", ink, *switches)
            options = ("--language", language, *options, *(() if usual else SHORTEST))
            ran = run("plan", *options, "--pdfa", "-o", file)
            if ran.code == 2:
                assert ran.err.startswith(("error: --paper", "error: --edition", "error: --two-up"))
                continue
            assert ran.code == 0, ran.err
            found |= {(edition, ink), (paper, ink)}
            yield file, BOTH
    assert found == {*product(EDITIONS, INKS), *product(PAPERS, INKS)}


def _switches() -> list[tuple[str, ...]]:
    """Return no switch, and each of those that change how pages look."""
    shaping = [f for f in fields(Sheets) if f.default is False and f.name != "pdfa"]
    return [(), *((f"--{field.name.replace('_', '-')}",) for field in shaping)]


def _kinds(run: Run, *, whole: bool) -> Iterator[tuple[str, set[str]]]:
    plan = ("plan", *(() if whole else SHORTEST))  # what is said twice counts as said last
    for name, options in KINDS.items():
        ran = run(*plan, *options, "-o", f"{name}.pdf")
        assert ran.code == 0, ran.err
        yield f"{name}.pdf", {UA}
    for name, options in CLUB.items():
        ran = run(*plan, *options, "--pdfa", "-o", f"{name}.pdf")
        assert ran.code == 0, ran.err
        yield f"{name}.pdf", BOTH
    assert run(*plan, "--no-forms", "--pdfa", "-o", "printed-archived.pdf").code == 0
    yield "printed-archived.pdf", BOTH


def _languages(run: Run) -> Iterator[tuple[str, set[str]]]:
    for language, excerpt in zip(OTHER_LANGUAGES, cycle(EXCERPTS)):
        for options in (("--start", "2026-12-07", *NAMED), excerpt):
            file = f"{language}{''.join(options[:2])}.pdf"
            ran = run("plan", "--language", language, *options, *SHORTEST, "--pdfa", "-o", file)
            assert ran.code == 0, ran.err
            yield file, BOTH


def _photos(run: Run) -> Iterator[tuple[str, set[str]]]:
    """A club's own photos: transparent, in printing inks, grey."""
    folder = Path("own/images").resolve()
    folder.mkdir(parents=True)
    Image.new("RGBA", (600, 500), (200, 30, 30, 90)).save(folder / "push-up.png")
    Image.new("CMYK", (600, 500), (10, 200, 90, 0)).save(folder / "wall-slide.jpg")
    Image.new("L", (600, 500), 90).save(folder / "bird-dog.png")
    for ink in INKS:
        options = ("--templates", str(folder.parent), "--ink", ink, "--pdfa")
        ran = run("plan", *options, "-o", f"photos-{ink}.pdf")
        assert ran.code == 0, ran.err
        yield f"photos-{ink}.pdf", BOTH


def _club(run: Run) -> Iterator[tuple[str, set[str]]]:
    """Stamp the first member of a club that wants archivable files."""
    assert run("club", "new", "night").code == 0
    settings = Path("night/club.toml")
    asked = settings.read_text(encoding="utf-8").replace("pdfa = false", "pdfa = true")
    settings.write_text(asked, encoding="utf-8")
    assert run("club", "make", "night").code == 0
    stamped = next(file for file in Path("night/output").glob("*.pdf") if "all" not in file.name)
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

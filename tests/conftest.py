import gc
import io
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import settings
from PIL import Image, ImageChops

from runstrong_pdf.cli.app import main
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level
from tests.making import NOBODY, ZOE, Made, made
from tests.reading import picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.mail.serving import Trust

settings.register_profile("runstrong", deadline=None)  # a busy machine is no failure
settings.load_profile("runstrong")
REFERENCE = Path(__file__).parent / "reference"
LONGEST = ("test_verapdf.py", "test_kills.py", "test_executors.py", "test_browser.py")
"""Files with single tests that take from ten seconds to minutes."""
BROWSER = ("--no-sandbox", "--renderer-process-limit=1")
"""All tabs in one process: to start one for each takes a seventh of the browser's time."""
TOLERANCE = 24
"""Steps of 255 by which a channel may differ: another pdfium moves antialiasing by up to 20."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-reference", action="store_true", help="rewrite tests/reference, then look at it"
    )
    parser.addoption(
        "--whole",
        action="store_true",
        help="walk all of it: every plan, 200 killed runs, every bad server, 1,000 hostile rosters",
    )


@pytest.fixture
def whole(request: pytest.FixtureRequest) -> bool:
    """Whether a test is to walk through all of what it otherwise shows by some."""
    return bool(request.config.getoption("--whole"))


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for a server, a browser or a kill."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that no worker waits for one of them at the end."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_collection_finish() -> None:
    gc.freeze()  # thousands of tests are not garbage, nor worth a look: a twentieth of the time
    gc.set_threshold(50_000)


@pytest.fixture(scope="session")
def trust(tmp_path_factory: pytest.TempPathFactory) -> "Trust":
    """The authority that mail servers of the tests have their certificates from."""
    from tests.mail.serving import make_trust  # noqa: PLC0415  a server, for some tests only

    return make_trust(tmp_path_factory.mktemp("trust"))


@pytest.fixture
def trusted(trust: "Trust", monkeypatch: pytest.MonkeyPatch) -> "Trust":
    """The same, with what a command needs to send by such a server."""
    from tests.mail.serving import PASSWORD  # noqa: PLC0415  as above

    monkeypatch.setenv("SSL_CERT_FILE", str(trust.authority))
    monkeypatch.setenv("RUNSTRONG_SMTP_PASSWORD", PASSWORD)
    return trust


@pytest.fixture(scope="module")  # as long as it runs there is a loop of asyncio in this thread
def chromium() -> Iterator["Browser"]:
    """A browser for pages and forms: Chromium as the system has it, driven by Playwright."""
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    program = next(found, None)
    if not program:
        pytest.skip("Chromium is not here")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not here")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=BROWSER)
        yield started
        started.close()


# -- how much was checked -------------------------------------------------------------------------


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Let a test count what it walked through; the end of the run prints the sums."""
    return lambda what, many: record_property(f"tally of {what}", many)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    sums: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            counted = (pair for pair in report.user_properties if pair[0].startswith("tally of "))
            sums.update({what.removeprefix("tally of "): int(many) for what, many in counted})
    if sums:
        terminalreporter.section("how much was checked")
    for what, many in sorted(sums.items()):
        terminalreporter.line(f"{many:7,} {what}")


# -- documents ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def default() -> Made:
    """The plan that `runstrong plan` makes from nothing but its defaults."""
    return made(NOBODY)


@pytest.fixture(scope="session")
def named() -> Made:
    """The same with a name, a club and a start date."""
    return made(ZOE)


@pytest.fixture(scope="session")
def saver() -> Made:
    return made(NOBODY, ink="saver")


@pytest.fixture(scope="session")
def letter() -> Made:
    return made(NOBODY, paper="letter")


@pytest.fixture(scope="session")
def wall() -> Made:
    return made(ZOE, edition="wall")


@pytest.fixture(scope="session")
def wall_of_twelve() -> Made:
    request = Request(weeks=12, sessions=3, minutes=60, level=Level.EXPERIENCED)
    return made(NOBODY, edition="wall", paper="letter", ink="saver", request=request)


@pytest.fixture(scope="session")
def handout() -> Made:
    return made(ZOE, edition="handout", sheet="3A")


@pytest.fixture(scope="session")
def halves() -> Made:
    return made(NOBODY, edition="handout", ink="saver", sheet="5b", two_up=True)


@pytest.fixture(scope="session")
def large() -> Made:
    return made(NOBODY, large_print=True)


@pytest.fixture(scope="session")
def a5() -> Made:
    return made(NOBODY, paper="a5")


@pytest.fixture(scope="session")
def booklet() -> Made:
    return made(NOBODY, edition="booklet")


# -- the command line -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: bytes
    err: str


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of templates that all clubs of a run share, also those of other processes."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "templates"


@pytest.fixture
def one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a club in this process: to start two for a club of three costs more than its plans.

    `tests/club/test_executors.py` is about several.
    """
    monkeypatch.setattr("runstrong_pdf.club.templates.all_cores", lambda: 1)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    shared_cache: Path,
    one_core: None,  # noqa: ARG001  for what it does
) -> Callable[..., Ran]:
    """Run `runstrong` in this process, in an empty folder; what is known is only stamped."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUNSTRONG_CACHE", str(shared_cache))
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def command(*words: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["runstrong", *words])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        out, err = capsysbinary.readouterr()
        return Ran(code, out, err.decode())

    return command


# -- what pages look like -------------------------------------------------------------------------


@pytest.fixture
def assert_looks_like(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., None]:
    """Compare one page with its reference; on failure keep actual, expected and difference.

    A page with pixels is looked at `from_afar`: pdfium moves them to whole dots, up to one dot.

    With `--update-reference` a page that looks different becomes the reference; one that looks the
    same keeps its file, so that a change shows which pages are to be looked at.
    """

    def seen(pdf: bytes, *, from_afar: bool) -> Image.Image:
        return picture(pdf, 0, 300).reduce(6) if from_afar else picture(pdf, 0)

    def check(document: Made, code: str, name: str, *, from_afar: bool = False) -> None:
        alone = cut_out(document.pdf, document.side(code))
        reference = REFERENCE / f"{name}.pdf"
        update = request.config.getoption("--update-reference")
        if update and not reference.is_file():
            reference.write_bytes(alone)
        assert reference.is_file(), f"{reference.name} is missing: pytest --update-reference"
        page = seen(alone, from_afar=from_afar)
        wanted = seen(reference.read_bytes(), from_afar=from_afar)
        changed = difference(page, wanted)
        if changed and update:
            reference.write_bytes(alone)
            return
        if changed:
            page.save(tmp_path / f"{name}-actual.png")
            wanted.save(tmp_path / f"{name}-expected.png")
            changed.save(tmp_path / f"{name}-difference.png")
            where = changed.getbbox() or "its size"
            pytest.fail(f"{name} changed in {where}; see {tmp_path}")

    return check


def difference(page: Image.Image, wanted: Image.Image) -> Image.Image | None:
    """Return white where two pages differ by more than the tolerance; None if they look alike."""
    if page.size != wanted.size:
        return page
    worst = reduce(ImageChops.lighter, ImageChops.difference(page, wanted).split())
    changed = worst.point([0] * (TOLERANCE + 1) + [255] * (255 - TOLERANCE))
    return changed if changed.getbbox() else None


def cut_out(pdf: bytes, index: int) -> bytes:
    """Return one page alone, without tags and outline: only its look is compared."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[index].obj
        for annotation in page.get("/Annots", []):
            if "/Parent" in annotation:  # a ring, whose question has rings on other pages
                annotation.FT, annotation.T = annotation.Parent.FT, annotation.TU
            for key in {"/StructParent", "/Dest", "/P", "/Parent"} & set(annotation.keys()):
                del annotation[key]
        for key in {"/StructParents", "/Tabs"} & set(page.keys()):
            del page[key]
        for key in set(document.Root.keys()) - {"/Type", "/Pages"}:
            del document.Root[key]
        boxes = [a for a in page.get("/Annots", []) if a.Subtype == "/Widget"]
        if boxes:
            document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(boxes))
        del document.pages[index + 1 :]
        del document.pages[:index]
        out = io.BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        document.save(out, object_stream_mode=packed, deterministic_id=True)
        return out.getvalue()

"""Every example in a docstring and in docs/python.md runs and says what it gives."""

import doctest
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import runstrong_pdf

ROOT = Path(__file__).parents[1]


WITHOUT_EXAMPLE = {
    *("__version__", "Plan", "PlanOptions", "Run", "RunState", "Traces"),
    *("BounceReport", "ForgetReport", "HandoutReport", "LeftReport"),
    *("DeliveryStatus", "MailReport", "MakeReport", "NextReport", "RebuildReport", "SendReport"),
    *("Exercise", "Field", "Kind", "NextRow", "ReplacedRoster", "RosterTable"),
}
"""What is only handed out by the others."""
TABLES = {"FIELDS", "GROUPS"}


def _with_examples() -> Iterator[str]:
    for module in pkgutil.walk_packages(runstrong_pdf.__path__, "runstrong_pdf."):
        file = Path(str(importlib.util.find_spec(module.name).origin))  # type: ignore[union-attr]
        if re.search(r"^ +>>> ", file.read_text(encoding="utf-8"), re.MULTILINE):
            yield module.name


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run examples in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", sorted(_with_examples()))
def test_examples_in_docstrings(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.attempted
    assert not outcome.failed


@pytest.mark.parametrize("page", ["python.md"])
def test_examples_on_a_page(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert len(test.examples) > 10
    outcome = doctest.DocTestRunner().run(test)
    assert not outcome.failed


def test_every_public_name_has_a_docstring_with_an_example() -> None:
    for name in sorted({*runstrong_pdf.__all__} - TABLES):
        public = getattr(runstrong_pdf, name)
        said = "" if name == "__version__" else public.__doc__
        if name not in WITHOUT_EXAMPLE and not name.endswith("Error"):
            assert ">>> " in said, name
        if name != "__version__":
            assert re.match(r"\S.{10,}", said), name

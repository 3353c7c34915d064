"""Archivable files, as far as one can see without a validator; `test_verapdf` has the last word."""

from collections.abc import Callable, Iterator

import pikepdf
import pytest

from tests.conftest import Ran
from tests.making import Made
from tests.reading import opened

Run = Callable[..., Ran]


@pytest.fixture
def archived(run: Run) -> Iterator[pikepdf.Pdf]:
    ran = run("plan", "--pdfa", "--edition", "week-sheets", "-o", "-")
    with opened(ran.out) as pdf:
        yield pdf


def test_it_brings_the_profile_of_its_colours(archived: pikepdf.Pdf) -> None:
    (intent,) = list(archived.Root.OutputIntents)
    assert intent.S == "/GTS_PDFA1"
    profile = intent.DestOutputProfile
    assert int(profile.N) == 3
    content = bytes(profile.read_bytes())
    assert len(content) == 3024
    assert content[12:24] == b"mntrRGB XYZ "
    assert content[36:40] == b"acsp"


def test_it_claims_both_standards_and_explains_the_one_that_the_other_does_not_know(
    archived: pikepdf.Pdf,
) -> None:
    packet = bytes(archived.Root.Metadata.read_bytes()).decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in packet


def test_annotations_print_and_have_one_appearance(archived: pikepdf.Pdf) -> None:
    annotations = [a for page in archived.pages for a in page.obj.get("/Annots", [])]
    assert annotations
    for annotation in annotations:
        assert int(annotation.F) == 4
        if annotation.Subtype == "/Widget":
            assert set(annotation.AP.keys()) == {"/N"}


def test_other_files_claim_no_more_than_accessibility(default: Made) -> None:
    with opened(default.pdf) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert b"pdfaid" not in bytes(pdf.Root.Metadata.read_bytes())


def test_an_archivable_file_is_little_larger(run: Run) -> None:
    plain = len(run("plan", "--edition", "stretching", "-o", "-").out)
    archivable = len(run("plan", "--edition", "stretching", "--pdfa", "-o", "-").out)
    assert 0 < archivable - plain < 6000

"""The file as bytes: sound, small, the same every time, and stamped as if drawn for one person."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

from runstrong_pdf import Request, TemplateCache, render
from runstrong_pdf.errors import OutputError
from runstrong_pdf.model.person import Person
from runstrong_pdf.pages.compiling import characters_of, draw_pages
from runstrong_pdf.pages.person import metadata, outline, personal_texts
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.stamp import stamp
from runstrong_pdf.pdf.template import Template
from tests.making import NOBODY, ZOE, Made, made, made_from
from tests.reading import first_text, opened, page_texts, pictures

ANNA = Person("Anna Björk", "Harriers", "", date(2027, 3, 1))
NO_COLOUR_PROFILES = {b"warning: ICC support is not available"}
"""What Debian's mupdf says of itself, whatever it opens."""
LARGEST = 448_000
"""Bytes that the default plan may have (300 KB is the aim)."""


@pytest.mark.parametrize("kind", ["default", "named", "saver", "letter"])
def test_qpdf_finds_nothing_wrong(kind: str, request: pytest.FixtureRequest) -> None:
    document: Made = request.getfixturevalue(kind)
    with opened(document.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"
        assert len(pdf.pages) == len(document.pages)


def test_objects_are_packed(default: Made) -> None:
    with opened(default.pdf) as pdf:
        kinds = [obj.get("/Type") for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
        assert "/ObjStm" in default.pdf.decode("latin-1")
        assert "/XRef" in default.pdf.decode("latin-1")
        assert kinds
    assert b"\nxref\n" not in default.pdf
    assert b"\ntrailer" not in default.pdf
    assert default.pdf.endswith(b"%%EOF\n")


@pytest.mark.parametrize("kind", ["default", "saver", "letter"])
def test_small_enough_to_mail(kind: str, request: pytest.FixtureRequest) -> None:
    document: Made = request.getfixturevalue(kind)
    assert len(document.pdf) <= LARGEST, f"{len(document.pdf) // 1024} KB"


@pytest.mark.parametrize(
    "command",
    [
        ("qpdf", "--check", "{}"),
        ("mutool", "draw", "-q", "-F", "trace", "-o", "/dev/null", "{}", "1-N"),
        ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", "{}"),
        ("pdftoppm", "-r", "20", "{}", "page"),
        ("pdfinfo", "-struct", "{}"),
    ],
    ids=lambda command: str(command[0]),
)
@pytest.mark.parametrize("kind", ["named", "wall", "halves", "booklet", "large", "a5"])
def test_other_readers_open_it_without_complaint(
    command: tuple[str, ...], kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    document: Made = request.getfixturevalue(kind)
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    file = tmp_path / "plan.pdf"
    file.write_bytes(document.pdf)
    words = [word.format(file) for word in command]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if line not in NO_COLOUR_PROFILES]
    assert done.returncode == 0, done.stderr.decode()
    assert complaints == []


def test_poppler_reads_the_tagged_text_in_order(tmp_path: Path) -> None:
    """One page only: poppler draws the page again for every element."""
    document = made(NOBODY, edition="stretching")
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed")
    file = tmp_path / "plan.pdf"
    file.write_bytes(document.pdf)
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", file], capture_output=True, check=True
    )
    said = done.stdout.decode()
    stretches = (*document.plan.stretches.values(), *document.plan.more_stretches.values())
    order = [said.index(stretch.name) for stretch in stretches]
    assert order == sorted(order)


# -- stamping -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def club() -> tuple[Template, Made, Mapping[str, object]]:
    """One template for two people."""
    zoe = made(ZOE)
    values = [personal_texts(p, outline(zoe.plan), zoe.brief.texts) for p in (ZOE, ANNA)]
    canvas, _ = draw_pages(zoe.edition)
    template = freeze(canvas, characters_of(values))
    return template, zoe, {"zoe": values[0], "anna": values[1]}


def stamped(template: Template, zoe: Made, person: Person) -> bytes:
    values = personal_texts(person, outline(zoe.plan), zoe.brief.texts)
    return stamp(template, values, metadata(person, outline(zoe.plan), zoe.brief.texts))


def test_what_stands_alike_on_many_pages_is_stored_once(
    club: tuple[Template, Made, object],
) -> None:
    template, zoe, _ = club
    assert [slot.key for slot in template.slots].count("who") == 1
    with opened(stamped(template, zoe, ZOE)) as document:
        shown = [{one.objgen for one in page.obj.Contents} for page in document.pages]
    assert len(shown) == len(zoe.pages)
    assert len(set.intersection(*map(set, shown))) == 1, "the stream of the footers"


def test_two_people_share_the_constant_bytes(club: tuple[Template, Made, object]) -> None:
    template, zoe, _ = club
    first, second = stamped(template, zoe, ZOE), stamped(template, zoe, ANNA)
    assert first.startswith(template.prefix)
    assert second.startswith(template.prefix)
    assert first != second
    assert max(len(first), len(second)) - len(template.prefix) < 8_000
    for pdf, person in ((first, ZOE), (second, ANNA)):
        with opened(pdf) as document:
            assert document.check_pdf_syntax() == []
        texts = page_texts(pdf)
        assert all(person.name in text for text in texts)
    assert ZOE.name not in " ".join(page_texts(second))
    assert ANNA.name.encode() not in template.prefix
    with opened(template.prefix) as constant:
        assert len(constant.pages) == len(zoe.pages)


def test_a_stamped_file_looks_as_if_drawn_for_one_person(
    club: tuple[Template, Made, object],
) -> None:
    template, zoe, _ = club
    pdf = stamped(template, zoe, ANNA)
    alone = made(ANNA)
    assert page_texts(pdf) == page_texts(alone.pdf)
    looks = zip(zoe.pages, pictures(pdf, 60), pictures(alone.pdf, 60), strict=True)
    for page, ours, theirs in looks:
        assert ImageChops.difference(ours, theirs).getbbox() is None, page.name


def test_the_id_follows_the_content(club: tuple[Template, Made, object]) -> None:
    template, zoe, _ = club
    ids = {identity(stamped(template, zoe, person)) for person in (ZOE, ANNA)}
    elsewhere = replace(ZOE, club=ANNA.club)
    ids.add(identity(stamped(template, zoe, elsewhere)))
    ids.add(identity(made(NOBODY).pdf))
    ids.add(identity(made(NOBODY, paper="letter").pdf))
    assert len(ids) == 5
    assert identity(stamped(template, zoe, ZOE)) in ids


def identity(pdf: bytes) -> bytes:
    with opened(pdf) as document:
        first, second = (bytes(part) for part in document.trailer.ID)
    assert first == second
    assert len(first) == 16
    return first


def test_a_text_too_long_for_its_place_names_page_and_place(
    club: tuple[Template, Made, object],
) -> None:
    template, zoe, _ = club
    values = personal_texts(ZOE, outline(zoe.plan), zoe.brief.texts) | {"name": "Zoë " * 60}
    with pytest.raises(OutputError, match=r"page 1: .*too long.*\(name\)"):
        stamp(template, values, zoe.meta)


def test_of_several_candidates_the_first_that_fits_is_printed(
    club: tuple[Template, Made, object],
) -> None:
    template, zoe, _ = club
    values = personal_texts(ZOE, outline(zoe.plan), zoe.brief.texts)
    values |= {"first-name": ("Zoë Zoë Zoë Zoë Zoë Zoë Zoë Zoë Zoë Zoë Zoë", "Zoë")}
    texts = page_texts(stamp(template, values, zoe.meta))
    assert "Zoë Zoë" not in texts[1]
    assert "Zoë" in texts[1]


def test_a_long_name_shrinks_before_it_fails(club: tuple[Template, Made, object]) -> None:
    template, zoe, _ = club
    values = personal_texts(ZOE, outline(zoe.plan), zoe.brief.texts) | {"name": "Zoë " * 9}
    assert ("Zoë " * 9).strip() in page_texts(stamp(template, values, zoe.meta))[0]


def test_a_missing_value_is_named(club: tuple[Template, Made, object]) -> None:
    template, zoe, _ = club
    values = dict(personal_texts(ZOE, outline(zoe.plan), zoe.brief.texts))
    del values["who"]
    with pytest.raises((KeyError, OutputError), match="who"):
        stamp(template, values, zoe.meta)


def test_personal_text_is_data_not_operators() -> None:
    """Brackets and backslashes in names do not end strings or begin markup."""
    odd = Person(r"Z(o)\ <b>&amp; ]]>", r"R/A) (B\)", "", ZOE.start)
    document = made(odd)
    with opened(document.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert odd.name in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/Author"]) == odd.club
        assert odd.name in _xmp_title(bytes(pdf.Root.Metadata.read_bytes()))
    assert odd.name in first_text(document.pdf)


def _xmp_title(packet: bytes) -> str:
    import xml.etree.ElementTree as ET  # noqa: PLC0415

    root = ET.parse(io.BytesIO(packet)).getroot()  # noqa: S314  our own file
    return " ".join("".join(e.itertext()) for e in root.iter() if e.tag.endswith("title"))


# -- the same bytes -------------------------------------------------------------------------------


def test_drawn_twice_the_bytes_are_the_same(named: Made) -> None:
    again = made_from(named.brief, ZOE)
    assert again.pdf == named.pdf


@pytest.fixture(scope="module")
def zoe() -> bytes:
    return render(Request(), ZOE, cache=TemplateCache(None))


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Tokyo", "1"), ("America/New_York", "random")])
def test_same_bytes_in_any_process_and_time_zone(
    zone: str, seed: str, zoe: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "plan.pdf"
    words = ["--name", ZOE.name, "--club", ZOE.club, "--start", str(ZOE.start), "--paper", "a4"]
    done = subprocess.run(
        [sys.executable, "-m", "runstrong_pdf", "plan", *words, "-o", file],
        env={
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PATH": "/usr/bin:/bin",
            "RUNSTRONG_CACHE": "off",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert file.read_bytes() == zoe


def test_streams_end_with_a_line_of_their_own(named: Made) -> None:
    """PDF/A 6.1.7.1: an end of line stands before `endstream`, and Length does not count it."""
    for match in re.finditer(rb"endstream\nendobj", named.pdf):
        assert named.pdf[match.start() - 1 : match.start()] in {b"\n", b"\r"}

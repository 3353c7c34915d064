"""Stamped files and the same built from scratch: no pixel and no validator tells them apart.

From scratch means that ReportLab draws the personal texts itself, where the slots would be, and
embeds the characters of this one person.
"""

import io
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from PIL import ImageChops
from runstrong_pdf.cli.library import open_library

from runstrong_pdf.cli.club.enrolling import Roll
from runstrong_pdf.cli.club.member import Member
from runstrong_pdf.model.person import Person
from runstrong_pdf.pages.compiling import plan_brief
from runstrong_pdf.pages.document import compile_template
from runstrong_pdf.pages.editions import make_edition
from runstrong_pdf.pages.person import metadata, outline, personal_texts
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.fonts import face
from runstrong_pdf.pdf.slots import SlotPlace, fill
from runstrong_pdf.pdf.stamp import stamp
from runstrong_pdf.planning import make_plan
from tests.conftest import Ran
from tests.reading import page_texts, picture

Run = Callable[..., Ran]
Values = Mapping[str, str | Sequence[str]]
SETTINGS = """name = "Łódź Läufer"
contact = "Ánna, 0170 1"
colour = "#7a1f3d"
[defaults]
paper = "a4"
weeks = 4
"""
ROSTER = """name,kit,start,edition,sessions
Zoë Łuczak,,2026-12-07,,
Γιώργος Παπαδόπουλος,band,,,1
Nguyễn Thị Ánh-Tuyết von und zu Hohenstein-Wittgenstein,none,2026-12-28,week-sheets,
Ыва,,2026-12-07,,
"""
JARS = os.environ.get("RUNSTRONG_VERAPDF", "")
ALIGN = {"left": 0.0, "centre": 0.5, "right": 1.0}


@pytest.fixture
def made(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Roll:
    """A club with four plans in four alphabets, its files made."""
    monkeypatch.setenv("RUNSTRONG_CACHE", str(tmp_path / "cache"))
    (tmp_path / "club").mkdir()
    (tmp_path / "club/club.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "club/roster.csv").write_text(ROSTER, encoding="utf-8")
    ran = run("club", "make", str(tmp_path / "club"))
    assert ran.code == 0, ran.err
    return Roll(tmp_path / "club")


def test_stamped_and_built_from_scratch_look_the_same(
    made: Roll, monkeypatch: pytest.MonkeyPatch
) -> None:
    for member in made.members:
        stamped = (made.output / member.file).read_bytes()
        scratch = from_scratch(made, member, monkeypatch)
        texts = page_texts(stamped)
        assert any(member.name.split()[0] in text for text in texts)
        assert list(map(sorted, map(str.split, texts))) == list(
            map(sorted, map(str.split, page_texts(scratch)))
        )
        for page in range(len(texts)):
            here, there = picture(stamped, page), picture(scratch, page)
            differs = ImageChops.difference(here, there).getbbox()
            assert differs is None, f"{member.name}, page {page + 1}: {differs}"


def test_stamped_and_built_from_scratch_say_the_same_of_themselves(
    made: Roll, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = made.members[0]
    stamped = (made.output / member.file).read_bytes()
    told = []
    for content in (stamped, from_scratch(made, member, monkeypatch)):
        with pikepdf.open(io.BytesIO(content)) as opened:
            assert not opened.check_pdf_syntax()
            told.append((dict(opened.docinfo), opened.Root.Metadata.read_bytes()))
    assert told[0] == told[1]


@pytest.mark.skipif(not JARS, reason="veraPDF is not here: RUNSTRONG_VERAPDF names no folder")
def test_stamped_and_built_from_scratch_pass_the_same_validator(
    made: Roll, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = []
    for number, member in enumerate(made.members):
        files += [tmp_path / f"{kind}-{number}.pdf" for kind in ("stamped", "scratch")]
        files[-2].write_bytes((made.output / member.file).read_bytes())  # Java needs ASCII names
        files[-1].write_bytes(from_scratch(made, member, monkeypatch))
    validator = ["java", "-cp", f"{JARS}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
    command = [*validator, "--flavour", "ua1", "--format", "xml", *map(str, files)]
    report = subprocess.run(command, capture_output=True, check=False).stdout
    told = ET.fromstring(report)  # noqa: S314  the validator's own words
    compliant = [job.get("isCompliant") for job in told.iter("validationReport")]
    failed = [rule.get("clause") for rule in told.iter("rule")]
    assert (compliant, failed) == (["true"] * len(files), [])


def from_scratch(roll: Roll, member: Member, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return the member's file as ReportLab draws it, without any slot."""
    wishes = replace(member.recipe.wishes, name=member.name)
    library = open_library(wishes.templates)
    plan = make_plan(wishes.request(), library)
    person = Person(member.name, roll.club.name, roll.club.contact, member.start)
    brief = plan_brief(plan, person, wishes.paperwork(), library)
    values = personal_texts(person, outline(plan), brief.texts)
    with monkeypatch.context() as patch:
        patch.setattr(TaggedCanvas, "slot", lambda canvas, place: draw(canvas, place, values))
        edition = make_edition(wishes.edition, brief)
        template, _ = compile_template(edition, [], forms=wishes.forms)
    assert template.slots == ()
    return stamp(template, {}, metadata(person, outline(plan), brief.texts))


def draw(canvas: TaggedCanvas, place: SlotPlace, values: Values) -> None:
    """Paint the first candidate that fits where the slot would be."""
    value = values[place.key]
    for text in (value,) if isinstance(value, str) else value:
        tracks = place.track * max(0, len(text) - 1)
        natural = face(place.role).width(text, 1000) * place.size / 1000
        size = place.size
        if natural + tracks > place.width:
            size *= (place.width - tracks) / natural
        if size >= place.floor - 1e-6:
            width = face(place.role).width(text, 1000) * size / 1000 + tracks
            shown = " ".join(
                f"{font} {size:.3g} Tf {code} Tj" for font, code in canvas._encode(text, place.role)
            )
            spacing = f"{place.track:g} Tc" if place.track else ""
            x = place.x - ALIGN[place.align] * width
            if text:
                start = f"BT {fill(place.colour)} {spacing} {x:.2f} {place.y:.2f} Td"
                canvas.emit(f"{start} {shown} {'0 Tc' if spacing else ''} ET")
            return
    raise AssertionError(f"nothing fits {place}")

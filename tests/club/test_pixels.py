"""Stamped files and the same built from scratch: no pixel and no validator tells them apart.

From scratch means that ReportLab draws the personal texts itself, where the slots would be, and
embeds the characters of this one person.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

from runstrong_pdf import Club, Request, TemplateCache, make_plan
from runstrong_pdf.club.folder import open_folder
from runstrong_pdf.club.members import Member, MemberList, read_members
from runstrong_pdf.library import open_library
from runstrong_pdf.pages.compiling import draw_pages, plan_brief
from runstrong_pdf.pages.editions import make_edition
from runstrong_pdf.pages.person import metadata, outline, personal_texts
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.fonts import face
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.stamp import stamp
from tests.reading import page_texts, pictures
from tests.validating import JARS, validated

Values = Mapping[str, str | Sequence[str]]
SETTINGS = """name = "Łódź Läufer"
contact = "Ánna, 0170 1"
colour = "#7a1f3d"
[defaults]
paper = "a4"
weeks = 4
sessions = 1
"""
ROSTER = """name,kit,start,edition
Zoë Łuczak,,2026-12-07,full
Γιώργος Παπαδόπουλος,band,,handout
Nguyễn Thị Ánh-Tuyết von und zu Hohenstein-Wittgenstein,none,2026-12-28,week-sheets
Ыва,,2026-12-07,wall
"""
ALIGN = {"left": 0.0, "centre": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Made:
    """A club whose files are made."""

    output: Path
    listed: MemberList

    @property
    def members(self) -> tuple[Member, ...]:
        return self.listed.members


@pytest.fixture
def made(tmp_path: Path, shared_cache: Path) -> Made:
    """A club with four plans in four alphabets, on all the kinds of pages that have slots."""
    cache, club = TemplateCache(shared_cache), tmp_path / "club"
    club.mkdir()
    (club / "club.toml").write_text(SETTINGS, encoding="utf-8")
    (club / "roster.csv").write_text(ROSTER, encoding="utf-8")
    assert Club.open(club, cache=cache).make(jobs=1).made == 4
    return Made(club / "output", read_members(open_folder(club, "a4"), cache, {}))


def test_stamped_and_built_from_scratch_look_the_same(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    for member in made.members:
        stamped = (made.output / member.file).read_bytes()
        scratch = from_scratch(made, member, monkeypatch)
        texts = page_texts(stamped)
        assert any(member.person.name.split()[0] in text for text in texts)
        assert list(map(sorted, map(str.split, texts))) == list(
            map(sorted, map(str.split, page_texts(scratch)))
        )
        pairs = zip(pictures(stamped), pictures(scratch), strict=True)
        for page, (here, there) in enumerate(pairs, 1):
            differs = ImageChops.difference(here, there).getbbox()
            assert differs is None, f"{member.person.name}, page {page}: {differs}"


def test_stamped_and_built_from_scratch_say_the_same_of_themselves(
    made: Made, monkeypatch: pytest.MonkeyPatch
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
    made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = []
    for number, member in enumerate(made.members):
        files += [f"{kind}-{number}.pdf" for kind in ("stamped", "scratch")]
        (tmp_path / files[-2]).write_bytes((made.output / member.file).read_bytes())
        (tmp_path / files[-1]).write_bytes(from_scratch(made, member, monkeypatch))
    told = validated(tmp_path, files, "ua1")
    compliant = [job.get("isCompliant") for job in told.iter("validationReport")]
    failed = [rule.get("clause") for rule in told.iter("rule")]
    assert (compliant, failed) == (["true"] * len(files), [])


def from_scratch(made: Made, member: Member, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return the member's file as ReportLab draws it, without any slot."""
    job, person = made.listed.jobs[member.template], member.person
    plan = make_plan(job.plan) if isinstance(job.plan, Request) else job.plan
    brief = plan_brief(plan, person, job.sheets, open_library())
    values = personal_texts(person, outline(plan), brief.texts)
    with monkeypatch.context() as patch:
        patch.setattr(TaggedCanvas, "slot", lambda canvas, place: draw(canvas, place, values))
        edition = make_edition(job.sheets.edition, brief)
        canvas, _ = draw_pages(edition, forms=job.sheets.forms)
    template = freeze(canvas, ())
    assert template.slots == ()
    return stamp(template, {}, metadata(person, outline(plan), brief.texts))


def draw(canvas: TaggedCanvas, place: SlotPlace, values: Values) -> None:
    """Paint the first candidate that fits where the slot would be."""
    value = values[place.key]
    for text in (value,) if isinstance(value, str) else value:
        natural = face(place.role).width(text, 1000) * place.size / 1000
        size = place.size
        if natural > place.width:
            size *= place.width / natural
        if size >= place.floor - 1e-6:
            width = face(place.role).width(text, 1000) * size / 1000
            shown = " ".join(
                f"{font} {size:.3g} Tf {code} Tj" for font, code in canvas._encode(text, place.role)
            )
            x = place.x - ALIGN[place.align] * width
            if text:
                canvas.emit(f"BT 0 g {x:.2f} {place.y:.2f} Td {shown} ET")
            return
    raise AssertionError(f"nothing fits {place}")

"""Fonts: embedded, complete, honest about what they cannot draw, and readable back as text."""

import io
import re
from collections import Counter
from datetime import date

import pikepdf
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.person import Person
from runstrong_pdf.pdf.fonts import FILES, check_characters, face
from runstrong_pdf.pdf.stamp import stamp
from runstrong_pdf.resources import data_folder
from tests.making import Made, made_for
from tests.reading import content, fonts, opened, page_texts, unicode_map

NAMES = ("Zażółć Gęśląjaźń", "Ελένη Παπαδοπούλου", "Юлия Щербакова", "Nguyễn Thị Ngọc Ánh")


@pytest.fixture(scope="module")
def international() -> list[tuple[str, Made]]:
    """One plan for people with names in many scripts."""
    people = [Person(name, "Club Żółw", "", date(2026, 12, 7)) for name in NAMES]
    return list(zip(NAMES, made_for(people), strict=True))


def test_every_font_is_an_embedded_subset_of_fira_sans(named: Made) -> None:
    with opened(named.pdf) as pdf:
        found = fonts(pdf)
        assert 3 <= len(found) <= 10
        for font in found.values():
            assert str(font.Subtype) == "/TrueType"
            prefix, _, name = str(font.BaseFont)[1:].partition("+")
            assert len(prefix) == 6
            assert prefix.isupper()
            assert name.startswith("FiraSans"), name
            assert "/FontFile2" in font.FontDescriptor
            assert str(font.FontDescriptor.FontName) == str(font.BaseFont)
        described = {"/FontDescriptor", "/DescendantFonts"}
        assert not [obj for obj in pdf.objects if _is_font(obj) and not described & {*obj.keys()}]
    assert b"Helvetica" not in named.pdf


@pytest.mark.parametrize("text", [*NAMES[:3], "ÆØÅæøå ẞß Șț Ğıİ Œœ", "Київ, Ђурђевдан: 10, «€»"])
def test_what_is_typed_into_fields_finds_its_letters_in_the_file(text: str, default: Made) -> None:
    with opened(default.pdf) as pdf:
        face_of_fields = pdf.Root.AcroForm.DR.Font.Typed
        (descendant,) = face_of_fields.DescendantFonts
        first, widths = descendant.W
        codes = {character: code for code, character in _ranged(face_of_fields).items()}
        with TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes())) as embedded:
            characters, order = embedded.getBestCmap(), embedded.getGlyphOrder()
            for character in text:
                glyph = order[codes[character]]
                assert characters[ord(character)] == glyph
                wide = embedded["hmtx"][glyph][0] / embedded["head"].unitsPerEm * 1000
                assert int(widths[codes[character] - int(first)]) == pytest.approx(wide, abs=1)
                assert embedded["glyf"][glyph].numberOfContours or character == " "


def _ranged(font: pikepdf.Object) -> dict[int, str]:
    """Read the ToUnicode map of a composite font, whose entries are ranges."""
    found = re.findall(rb"<(\w{4})> <(\w{4})> <(\w{4})>", font.ToUnicode.read_bytes())
    ranges = [[int(number, 16) for number in numbers] for numbers in found]
    for first, last, character in ranges:
        assert first >> 8 == last >> 8
        assert character >> 8 == (character + last - first) >> 8, "ISO 32000-1, 9.10.3"
    return {
        code: chr(character + code - first)
        for first, last, character in ranges
        for code in range(first, last + 1)
    }


def _is_font(obj: pikepdf.Object) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"


def test_post_script_names_are_unique(named: Made) -> None:
    """ReportLab silently takes two fonts of one PostScript name for the same font."""
    faces = [face(role, lighter=lighter) for role in FILES for lighter in (False, True)]
    assert len({face.latin.face.name for face in faces}) == 2 * len(FILES)
    with opened(named.pdf) as pdf:
        names = Counter(str(font.BaseFont) for font in fonts(pdf).values())
    assert [name for name, times in names.items() if times > 1] == []


def test_every_code_shown_has_a_glyph_and_a_character(named: Made) -> None:
    with opened(named.pdf) as pdf:
        glyphs = {name: _glyphs(font) for name, font in fonts(pdf).items()}
        characters = {name: unicode_map(font) for name, font in fonts(pdf).items()}
        for page in pdf.pages:
            for font, shown, _ in content(page).text:
                for code in shown:
                    assert glyphs[font].get(code, 0) != 0, f"{font}: .notdef for code {code}"
                    assert characters[font][code] not in {"\x00", "\ufffd"}


def _glyphs(font: pikepdf.Object) -> dict[int, int]:
    """Return the glyph number of every code of a simple TrueType font."""
    data = bytes(font.FontDescriptor.FontFile2.read_bytes())
    with TTFont(io.BytesIO(data), lazy=True) as embedded:
        order = embedded.getGlyphOrder()
        tables = embedded["cmap"].tables
        numbers = {name: number for number, name in enumerate(order)}
        found = {}
        for table in tables:
            for code, name in table.cmap.items():
                found[code & 0xFF] = numbers[name]
        return found


def test_widths_in_the_file_are_those_of_the_font(named: Made) -> None:
    with opened(named.pdf) as pdf:
        for font in fonts(pdf).values():
            with TTFont(io.BytesIO(bytes(font.FontDescriptor.FontFile2.read_bytes()))) as embedded:
                scale = 1000 / embedded["head"].unitsPerEm
                advances = [embedded["hmtx"][name][0] * scale for name in embedded.getGlyphOrder()]
            glyphs = _glyphs(font)
            for code, width in enumerate(font.Widths, int(font.FirstChar)):
                if glyphs.get(code):
                    assert abs(float(width) - advances[glyphs[code]]) <= 1


@pytest.mark.parametrize("which", range(len(NAMES)), ids=NAMES)
def test_names_of_many_scripts_can_be_copied_out(
    which: int, international: list[tuple[str, Made]]
) -> None:
    name, document = international[which]
    texts = page_texts(document.pdf)
    assert name in texts[0]
    footers = [name in text for text in texts[1:]]
    assert all(footers), f"{name} is missing on page {footers.index(False) + 2}"
    with opened(document.pdf) as pdf:
        assert name in str(pdf.docinfo["/Title"])


@pytest.mark.parametrize("role", sorted(FILES))
@pytest.mark.parametrize("name", NAMES)
def test_every_face_can_draw_every_name(role: str, name: str) -> None:
    assert face(role).width(name, 10) > 0
    assert "".join(run for _, run in face(role).runs(name)) == name


@pytest.mark.parametrize(
    ("text", "point"),
    [("Run 👟", "U+1F45F"), ("محمد", "U+0645"), ("王", "U+738B"), ("a\x07", "U+0007")],
)
def test_a_character_outside_the_fonts_is_named(text: str, point: str) -> None:
    with pytest.raises(UsageError, match="cannot be printed") as raised:
        check_characters(text)
    assert point in str(raised.value)
    assert "Latin" in raised.value.remedy


def test_stamping_an_unannounced_character_raises(named: Made) -> None:
    values = {**named.values, "name": "Ω"}
    with pytest.raises(UsageError, match=r"U\+03A9, greek capital letter omega"):
        stamp(named.template, values, named.meta)


def test_figures_have_equal_widths() -> None:
    for role in FILES:
        assert len({face(role).width(digit, 100) for digit in "0123456789"}) == 1, role


@pytest.mark.parametrize("part", ["", "-More"])
@pytest.mark.parametrize("name", FILES.values())
def test_a_lighter_twin_is_spaced_like_its_face_and_takes_less_ink(name: str, part: str) -> None:
    """So that a page is laid out once, and printed in either."""
    folder = data_folder("templates") / "fonts"
    files = (folder / f"{name}{part}.ttf", folder / f"{name}-Lighter{part}.ttf")
    fonts = [TTFont(str(file)) for file in files]
    advances, bodies = zip(*map(_measured, fonts), strict=True)
    assert advances[0] == advances[1]
    assert bodies[1] < 0.72 * bodies[0]


def _measured(font: TTFont) -> tuple[dict[int, int], float]:
    """Return the advance of every character, and the black of the capitals and small letters."""
    glyphs, named = font.getGlyphSet(), font.getBestCmap()
    pen = AreaPen(glyphs)
    for code, glyph in named.items():
        if chr(code).isalpha():
            glyphs[glyph].draw(pen)
    return {code: glyphs[glyph].width for code, glyph in named.items()}, abs(pen.value)


def test_letters_stand_in_the_middle_of_their_width_in_both_cuts() -> None:
    """A letter with an accent is made of parts that are moved on their own."""
    folder = data_folder("templates") / "fonts"
    for name in FILES.values():
        pair = [TTFont(str(folder / f"{name}{cut}.ttf")) for cut in ("", "-Lighter")]
        for character in "aonHO\u00e9\u00fc\u017b\u0141":
            offsets = []
            for font in pair:
                glyph = font["glyf"][font.getBestCmap()[ord(character)]]
                advance = font["hmtx"][font.getBestCmap()[ord(character)]][0]
                offsets.append(advance - glyph.xMax - glyph.xMin)
            assert abs(offsets[0] - offsets[1]) < 60, (name, character)

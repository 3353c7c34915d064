"""Makes the faces in `templates/fonts/` from the Fira Sans packages of the npm registry.

Run it when the choice of faces or characters changes:

    pip install fonttools brotli && python tools/build_fonts.py

Each face becomes two small static files, without hints and with equal-width figures baked in
(ReportLab applies no OpenType features): `NAME.ttf` holds what most pages need (Latin, quickly
registered), `NAME-More.ttf` holds Vietnamese, Greek and Cyrillic, opened only when a name needs it.
Both carry PostScript names of their own: ReportLab silently merges fonts that share one.

Each face has a twin of a lighter weight for the ink saver, every letter of which is spaced as wide
as in the face it stands in for: lines break alike, and a page is laid out once for both.

What is typed into fields has a face of its own, which is in every file that has fields: Latin,
Greek and Cyrillic letters of Europe, on a coarser grid, every outline once.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

OUT = Path(__file__).parent.parent / "templates" / "fonts"
VERSION = "5.3.0"
FACES = {
    "FiraSans-Regular": ("fira-sans", 400),
    "FiraSans-SemiBold": ("fira-sans", 600),
    "FiraSansCondensed-Regular": ("fira-sans-condensed", 400),
    "FiraSansCondensed-SemiBold": ("fira-sans-condensed", 600),
    "FiraSansExtraCondensed-ExtraBold": ("fira-sans-extra-condensed", 800),
}
LIGHTER = {
    "FiraSans-Regular": 300,
    "FiraSans-SemiBold": 400,
    "FiraSansCondensed-Regular": 300,
    "FiraSansCondensed-SemiBold": 400,
    "FiraSansExtraCondensed-ExtraBold": 300,
}
"""Weight of the twin `NAME-Lighter.ttf`."""
SUBSETS = ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"]
CORE = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *(0x192, 0x2C6, 0x2DA, 0x2DC, 0x1E80, 0x1E81, 0x1E82, 0x1E83, 0x1E84, 0x1E85, 0x1E9E),
    *(0x1EF2, 0x1EF3, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D),
    *(0x201E, 0x2022, 0x2026, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212),
]
FIELDS = "FiraSansCondensed-Regular"
FIELDS_GRID = 150
"""Units an em: half a dot of an office laser at the size of what is typed."""
TYPED = {
    *(*range(0x20, 0x7F), *range(0xA1, 0x17F), *range(0x218, 0x21C), 0x1E9E),
    *(*range(0x384, 0x3CF), *range(0x400, 0x460), 0x490, 0x491),
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2026, 0x20AC),
}
"""What a keyboard of European Latin, Greek or Cyrillic letters has."""
NAMES_KEPT = {0, 1, 2, 3, 4, 5, 6, 13, 14}


def main() -> None:
    """Fetch the packages, build all twenty files, copy the licence."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (family, weight) in FACES.items():
            package = _fetch(family, Path(folder))
            for part, keep in (("", True), ("-More", False)):
                font = _cut(package, family, weight, Path(folder), in_core=keep)
                twin = _cut(package, family, LIGHTER[name], Path(folder), in_core=keep)
                _space_like(twin, font)
                _save(font, name + part)
                _save(twin, f"{name}-Lighter{part}")
            (OUT / "OFL.txt").write_bytes((package / "LICENSE").read_bytes())
        _save(_for_fields(Path(folder)), "FiraSansCondensed-Fields")


def _for_fields(folder: Path) -> TTFont:
    family, weight = FACES[FIELDS]
    font = _merge(_fetch(family, folder), family, weight, folder)
    _tabular(font)
    _subset(font, TYPED)
    scale_upem(font, FIELDS_GRID)
    _share_outlines(font)
    _subset(font, TYPED)  # without the outlines that another takes the place of
    reorderGlyphs(font, _by_character(font))
    font["name"].names = [record for record in font["name"].names if record.nameID == 6]
    del font["gasp"]
    return font


def _by_character(font: TTFont) -> list[str]:
    """Return the names of all glyphs: the missing one, characters by their code, parts of them."""
    named = [name for _, name in sorted(font.getBestCmap().items())]
    return [*dict.fromkeys((".notdef", *named, *font.getGlyphOrder()))]


def _share_outlines(font: TTFont) -> None:
    """Keep one of the outlines that are alike, as those of A in three alphabets; use it in all."""
    glyphs = font["glyf"]
    kept: dict[object, str] = {}
    order = _by_character(font)
    simple = [name for name in order if glyphs[name].numberOfContours > 0]
    first = {
        name: kept.setdefault((bytes(glyphs[name].flags), tuple(glyphs[name].coordinates)), name)
        for name in simple
    }
    for name in order:
        if glyphs[name].isComposite():
            for part in glyphs[name].components:
                part.glyphName = first.get(part.glyphName, part.glyphName)
        elif first.get(name, name) != name:
            part = GlyphComponent()
            part.glyphName, part.x, part.y, part.flags = first[name], 0, 0, 0x0006
            glyphs[name] = Glyph()
            glyphs[name].numberOfContours, glyphs[name].components = -1, [part]


def _fetch(family: str, folder: Path) -> Path:
    target = folder / family
    if not target.exists():
        spec = f"@fontsource/{family}@{VERSION}"
        subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True)
        with tarfile.open(folder / f"fontsource-{family}-{VERSION}.tgz") as archive:
            archive.extractall(target, filter="data")
    return target / "package"


def _cut(package: Path, family: str, weight: int, folder: Path, *, in_core: bool) -> TTFont:
    font = _merge(package, family, weight, folder)
    _tabular(font)
    known = {*font.getBestCmap()}
    _subset(font, {*CORE} if in_core else known - {*CORE} | {0x20})
    return font


def _merge(package: Path, family: str, weight: int, folder: Path) -> TTFont:
    parts = []
    for subset in SUBSETS:
        source = package / "files" / f"{family}-{subset}-{weight}-normal.woff2"
        if source.exists():
            font = TTFont(source)
            font.flavor = None
            part = folder / f"{family}-{weight}-{subset}.ttf"
            font.save(part)
            parts.append(str(part))
    return Merger().merge(parts)


def _tabular(font: TTFont) -> None:
    """Point the digits at their tabular glyphs."""
    gsub = font["GSUB"].table
    swap: dict[str, str] = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    swap.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                table.cmap[code] = swap.get(table.cmap[code], table.cmap[code])


def _subset(font: TTFont, codes: set[int]) -> None:
    options = Options(
        hinting=False, layout_features=[], name_IDs=[*NAMES_KEPT], notdef_outline=True
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes & {*font.getBestCmap()})
    subsetter.subset(font)


def _space_like(twin: TTFont, font: TTFont) -> None:
    """Make every letter of `twin` as wide as in `font`, with the difference on both its sides."""
    widths, own, named = font["hmtx"], twin["hmtx"], font.getBestCmap()
    shifts: dict[str, int] = {}
    for code, glyph in twin.getBestCmap().items():
        width, (before, bearing) = widths[named[code]][0], own[glyph]
        if glyph not in shifts:
            shifts[glyph] = (width - before) // 2
            own[glyph] = (width, bearing + shifts[glyph])
    glyphs = twin["glyf"]
    for name, shift in shifts.items():
        glyph = glyphs[name]
        if glyph.isComposite():
            for part in glyph.components:  # its parts have been moved by their own shifts
                part.x += shift - shifts.get(part.glyphName, 0)
        elif glyph.numberOfContours:
            glyph.coordinates.translate((shift, 0))


def _save(font: TTFont, name: str) -> None:
    _rename(font, name)
    font.save(OUT / f"{name}.ttf")
    print(name, (OUT / f"{name}.ttf").stat().st_size)


def _rename(font: TTFont, name: str) -> None:
    """Give the file a name of its own and a fixed date, so that a rebuild gives the same bytes."""
    for record in list(font["name"].names):
        if record.nameID in {1, 3, 4, 6}:
            record.string = name
    font["head"].created = font["head"].modified = 3_500_000_000
    font.recalcTimestamp = False


if __name__ == "__main__":
    main()

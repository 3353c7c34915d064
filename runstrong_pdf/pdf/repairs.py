"""What ReportLab writes that a tagged, archivable PDF must not have."""

from collections.abc import Iterable
from itertools import islice
from typing import Literal


def to_unicode_map(_font: str, subset: list[int]) -> str:
    """Return a ToUnicode map without U+0000 targets (Matterhorn 31-028), 100 entries a block.

    Replaces `ttfonts.makeToUnicodeCMap`, which maps unused codes to U+0000, writes blocks longer
    than the specification allows and breaks above U+FFFF.
    """
    pairs = [(code, character) for code, character in enumerate(subset) if character]
    entries = (
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in pairs
    )
    return character_map("<00> <FF>", "char", entries)


def character_map(codes: str, kind: Literal["char", "range"], entries: Iterable[str]) -> str:
    """Return a ToUnicode map.

    Args:
        codes: the first and the last code there may be.
        kind: whether an entry is about one code or a range of them.
        entries: what codes mean, in PDF syntax.
    """
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        codes,
        "endcodespacerange",
    ]
    rest = iter(entries)
    while block := list(islice(rest, 100)):
        lines += [f"{len(block)} beginbf{kind}", *block, f"endbf{kind}"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)

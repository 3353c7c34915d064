"""What ReportLab writes that a tagged, archivable PDF must not have."""


def to_unicode_map(_font: str, subset: list[int]) -> str:
    """Return a ToUnicode map without U+0000 targets (Matterhorn 31-028), 100 entries a block.

    Replaces `ttfonts.makeToUnicodeCMap`, which maps unused codes to U+0000, writes blocks longer
    than the specification allows and breaks above U+FFFF.
    """
    pairs = [(code, character) for code, character in enumerate(subset) if character]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines.append(f"{len(block)} beginbfchar")
        lines += [
            f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
            for code, character in block
        ]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)

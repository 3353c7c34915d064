"""Rows that are taken out of a CSV leave every other byte as it is."""

import codecs

import pytest

from runstrong_pdf.roster.editing import without_rows
from runstrong_pdf.roster.row_reader import read_roster


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("coding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("mark_out", [{2}, {3}, {4}, {2, 4}, {2, 3, 4}])
def test_only_these_rows_go(end: str, coding: str, mark: bytes, mark_out: set[int]) -> None:
    lines = ['"name";"email"', 'Zoë;"a\nb@x.org"', '"Müller; ""Jo""";j@x.org', "Anna;anna@x.org"]
    kept = [line for number, line in enumerate(lines, 1) if number not in mark_out]
    whole, rest = (mark + (end.join(some) + end).encode(coding) for some in (lines, kept))
    assert without_rows(whole, "roster.csv", mark_out) == rest


def test_titles_comments_and_the_line_for_excel_stay() -> None:
    text = "sep=;\nOur club\nname;kit\n# who\nJo;band\n\nAnna;none"
    rows = {row.name: row.row for row in read_roster(text.encode(), "x.csv").rows}
    rest = without_rows(text.encode(), "x.csv", {rows["Anna"]})
    assert rest == text.removesuffix("Anna;none").encode()
    rest = without_rows(text.encode(), "x.csv", {rows["Jo"]})
    assert rest == text.replace("Jo;band\n", "").encode()

"""Lines of one element share a text object; what follows is not touched by it."""

from runstrong_pdf.pdf.canvas import Pen, TextLines

BODY = ("/F3+0", "(a)")
BOLD = ("/F5+0", "(b)")


def test_the_first_line_says_everything() -> None:
    lines = TextLines().followed(Pen(10, 700, "0 g"), 9.5, [BODY])
    assert lines.block == "BT 0 g 10 700 Td /F3+0 9.5 Tf (a) Tj ET"


def test_the_next_says_only_what_changes() -> None:
    first = TextLines().followed(Pen(10, 700, "0 g"), 9.5, [BODY])
    same = first.followed(Pen(10, 688.5, "0 g"), 9.5, [BODY])
    assert same.block == "BT 0 g 10 700 Td /F3+0 9.5 Tf (a) Tj 0 -11.5 Td (a) Tj ET"
    other = first.followed(Pen(30, 700, "1 g"), 12, [BOLD, BODY])
    assert other.block == (
        "BT 0 g 10 700 Td /F3+0 9.5 Tf (a) Tj 1 g 20 0 Td /F5+0 12 Tf (b) Tj /F3+0 12 Tf (a) Tj ET"
    )


def test_space_between_letters_ends_with_the_text_object() -> None:
    """It is part of the graphics state, which a text object does not keep for itself."""
    wide = TextLines().followed(Pen(10, 700, "0 g", "0.6 Tc"), 9.5, [BODY])
    assert wide.block.endswith("(a) Tj 0 Tc ET")
    more = wide.followed(Pen(10, 690, "0 g", "0.6 Tc"), 9.5, [BODY])
    assert more.block.count("0 Tc") == 1
    assert more.block.endswith("(a) Tj 0 Tc ET")
    plain = wide.followed(Pen(10, 690, "0 g"), 9.5, [BODY])
    assert plain.block.endswith("0 Tc 0 -10 Td (a) Tj ET")

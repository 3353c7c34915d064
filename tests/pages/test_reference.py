"""Pages as they were when somebody looked at them. `pytest --update-reference` rewrites them."""

from collections.abc import Callable

import pytest

from tests.making import Made

Check = Callable[[Made, str, str], None]


@pytest.mark.parametrize(
    ("kind", "code", "name"),
    [
        ("default", "0", "cover"),
        ("default", "W3", "week-3"),
        ("default", "G1", "guide-1"),
        ("default", "K1", "know-how-1"),
        ("default", "K2", "know-how-2"),
        ("default", "S", "stretching"),
        ("default", "P", "progress"),
        ("saver", "W3", "week-3-ink-saver"),
        ("saver", "K2", "know-how-2-ink-saver"),
        ("letter", "W3", "week-3-letter"),
        ("letter", "K1", "know-how-1-letter"),
        ("wall", "WALL", "wall"),
        ("wall_of_twelve", "WALL", "wall-12-weeks-ink-saver-letter"),
        ("handout", "W3A", "handout"),
        ("handout", "W3A-S", "handout-back"),
        ("halves", "W5B", "handout-two-up-ink-saver"),
        ("large", "0", "large-cover"),
        ("large", "W", "large-weeks"),
        ("large", "W3A", "large-session"),
        ("large", "W3A-2", "large-session-2"),
        ("large", "G", "large-guide"),
        ("large", "K", "large-know-how"),
        ("a5", "W3A", "a5-session"),
        ("booklet", "0", "booklet-cover"),
    ],
)
def test_page_looks_as_it_did(
    kind: str,
    code: str,
    name: str,
    assert_looks_like: Check,
    request: pytest.FixtureRequest,
) -> None:
    document: Made = request.getfixturevalue(kind)
    assert_looks_like(document, code, name)

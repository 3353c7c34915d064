"""SVG logos: what is drawn is drawn as browsers do; what is not is refused by name, and quickly."""

import io
import math

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from runstrong_pdf.pdf.svg import SvgError, read_svg
from runstrong_pdf.pdf.svg.matrix import moved, transform
from runstrong_pdf.pdf.svg.painting import bounds, painted, seen_points
from runstrong_pdf.pdf.svg.paths import path_of
from runstrong_pdf.pdf.svg.shapes import points_along
from runstrong_pdf.pdf.svg.style import colour
from tests.reading import picture

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, view: str = "0 0 100 100") -> bytes:
    return f'<svg {HEAD} viewBox="{view}">{inside}</svg>'.encode()


def shown(inside: str, view: str = "0 0 100 100") -> Image.Image:
    """Render a picture at one pixel a unit of 100."""
    vector = read_svg(svg(inside, view))
    made = painted(vector, 100 / (vector.view[2] - vector.view[0]), lambda rgb: rgb)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        resources = "".join(
            f"/{kind}<<{''.join(f'/{name} {entry}' for name, entry in entries.items())}>>"
            for kind, entries in made.resources().items()
        )
        page.obj.Resources = pikepdf.Object.parse(f"<<{resources}>>".encode())
        content = "\n".join(["1 0 0 -1 0 100 cm", *made.lines])
        page.obj.Contents = pdf.make_stream(content.encode())
        out = io.BytesIO()
        pdf.save(out)
    return picture(out.getvalue(), 0, 72)


RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


@pytest.mark.parametrize(
    ("inside", "colours"),
    [
        ('<rect width="50" height="100%" fill="red"/>', {(25, 50): RED, (75, 50): WHITE}),
        ('<circle cx="50" cy="50" r="30" fill="#00F"/>', {(50, 50): BLUE, (25, 25): WHITE}),
        ('<g fill="green"><path d="M10 10h80v80z"/></g>', {(80, 20): GREEN, (20, 80): WHITE}),
        ('<style>.a{fill:red}#b{fill:blue}</style><rect class="a" id="b" width="99" height="99"/>',
         {(50, 50): BLUE}),
        ('<style>rect{fill:red}</style><rect style="fill:blue" width="99" height="99"/>',
         {(50, 50): BLUE}),
        ('<g transform="translate(50 0) scale(.5)"><rect width="100" height="200" fill="red"/></g>',
         {(75, 50): RED, (25, 50): WHITE}),
        ('<rect width="40" height="40" transform="rotate(45 50 50) translate(30,30)" fill="red"/>',
         {(50, 30): RED, (31, 31): WHITE}),
        ('<path d="M0 0H100V100H0zM25 25H75V75H25z" fill="red" fill-rule="evenodd"/>',
         {(10, 10): RED, (50, 50): WHITE}),
        ('<defs><path id="r" d="M0 0H50V50H0"/></defs><use xlink:href="#r" x="50" fill="red"/>',
         {(75, 25): RED, (25, 25): WHITE}),
        (('<clipPath id="c"><circle cx="50" cy="50" r="20"/></clipPath>'
         '<rect clip-path="url(#c)" width="100" height="100" fill="red"/>'),
         {(50, 50): RED, (50, 20): WHITE}),
        ('<path d="M10 50H90" stroke="blue" stroke-width="20"/>', {(50, 43): BLUE, (9, 9): WHITE}),
        ('<path d="M0 50H100" stroke="blue" stroke-width="20" stroke-dasharray="50"/>',
         {(25, 50): BLUE, (75, 50): WHITE}),
        ('<rect width="100" height="100" opacity=".5" fill="red"/>', {(50, 50): (255, 127, 127)}),
        ('<rect width="99" height="99" fill="rgb(0, 0, 255)" display="none"/>', {(50, 50): WHITE}),
        ('<rect width="99" height="99" fill="currentColor" color="blue"/>', {(50, 50): BLUE}),
        (('<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
         '</linearGradient><rect width="100" height="100" fill="url(#g)"/>'),
         {(1, 50): (253, 0, 2), (50, 50): (126, 0, 129), (98, 50): (3, 0, 252)}),
        (('<radialGradient id="g" gradientUnits="userSpaceOnUse" cx="50" cy="50" r="25">'
         '<stop offset=".5" stop-color="red"/><stop offset=".5" stop-color="blue"/>'
         '</radialGradient><rect width="100" height="100" fill="url(#g)"/>'),
         {(50, 50): RED, (50, 20): BLUE}),
        ('<metadata><x:y xmlns:x="urn:x"><x:script/></x:y></metadata><rect width="9" height="9"/>',
         {(5, 5): (0, 0, 0)}),
    ],
)  # fmt: skip
def test_pictures_look_as_in_a_browser(
    inside: str, colours: dict[tuple[int, int], tuple[int, int, int]]
) -> None:
    image = shown(inside)
    for place, wanted in colours.items():
        found = image.getpixel(place)
        assert isinstance(found, tuple)
        assert all(abs(a - b) <= 6 for a, b in zip(found, wanted, strict=True)), (place, found)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect onclick="x()" width="1" height="1"/>', "script"),
        ("<foreignObject/>", "foreignObject"),
        ('<image href="https://a.org/x.png"/>', "outside"),
        ('<image href="data:image/png;base64,AAAA"/>', "picture of pixels"),
        ('<use href="other.svg#a"/>', "outside"),
        ('<rect fill="url(https://a.org/#g)"/>', "outside"),
        ("<style>@import 'a.css';</style>", "outside"),
        ("<style>@font-face{src:url(a.woff)}</style>", "outside"),
        ("<style>@media print{rect{fill:red}}</style>", "@media"),
        ("<style>g > rect{fill:red}</style>", "selector"),
        ("<text>Club</text>", "turn it into paths"),
        ('<rect filter="url(#f)"/>', "filter"),
        ('<rect style="mask:url(#m)"/>', "mask"),
        ('<pattern id="p"/><rect width="1" height="1" fill="url(#p)"/>', "pattern"),
        ('<rect width="1" height="1" fill="url(#gone)"/>', "not there"),
        ('<animate attributeName="x"/>', "animated"),
        ("<switch/>", "<switch>"),
        ('<use href="#gone"/>', "not there"),
        ('<g id="a"><use href="#a"/></g>', "inside itself"),
        ('<path d="M0 0L1"/>', "broken path"),
        ('<path d="L1 1"/>', "begins with"),
        ('<path d="M0 0L1e30 1"/>', "out of all bounds"),
        ('<rect width="4em" height="1"/>', "4em"),
        ('<rect width="1" height="1" fill="octarine"/>', "octarine"),
        ('<rect width="1" height="1" transform="bend(3)"/>', "bend"),
        ("<g>" * 100 + "</g>" * 100, "nested"),
        ("<g/>" * 30_000, "elements"),
        ('<path d="M0 0' + "h1" * 300_000 + '"/>', "pieces"),
        ("<g", "no sound SVG"),
    ],
)
def test_what_is_not_drawn_is_refused_by_name(inside: str, said: str) -> None:
    with pytest.raises(SvgError, match=r"^(is|has|uses|refers|draws|does) ") as raised:
        read_svg(svg(inside))
    assert said in str(raised.value)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + f"]><svg {HEAD}><desc>&i;</desc></svg>"
).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "DOCTYPE"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', "how large"),
        (b'<?xml-stylesheet href="a.css"?><svg/>', "outside"),
        (b"<html/>", "no SVG"),
        (b"", "no sound SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "how large"),
        (b'<svg viewBox="0 0 0 0"/>', "how large"),
        (b'<svg viewBox="0 0 1"/>', "four numbers"),
        (b'<?xml version="1.0" encoding="none-such"?><svg/>', "no sound SVG"),
        (b"<svg>" + b" " * 2_000_001 + b"</svg>", "2 MB"),
    ],
)
def test_hostile_files_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(SvgError) as raised:
        read_svg(content)
    assert said in str(raised.value)


def test_the_usual_doctype_passes() -> None:
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert read_svg(doctype + svg('<rect width="1" height="1"/>')).shapes


@pytest.mark.parametrize(
    "inside",
    [
        f"<style>{'/*' * 500_000}</style>",
        f"<style>{'a' * 1_900_000}</style>",
        f'<rect fill="url({" " * 1_900_000}x"/>',
        f'<rect transform="{" " * 1_900_000}x"/>',
        f'<rect transform="{"x" * 1_900_000}"/>',
        f'<rect width="{"1" * 1_900_000}q"/>',
        f'<polygon points="{"1 " * 900_000}"/>',
    ],
    ids=range(7),
)
def test_long_nonsense_takes_no_longer_than_reading_it(inside: str) -> None:
    """Each of these took minutes with a pattern that looks back; now they end at once."""
    said = ""
    try:
        assert not read_svg(svg(inside)).shapes
    except SvgError as error:
        said = str(error)
    assert len(said) < 300


def test_copies_of_copies_end() -> None:
    """A bomb of `use`: every group holds the one before it ten times."""

    def copies(number: int) -> str:
        return f'<use href="#g{number}"/>' * 10

    levels = "".join(f'<g id="g{n}">{copies(n - 1)}</g>' for n in range(1, 8))
    with pytest.raises(SvgError, match="lines"):
        read_svg(svg(f'<defs><path id="g0" d="M0 0h1"/>{levels}</defs><use href="#g7"/>'))


def test_clip_paths_and_gradients_in_a_circle_end() -> None:
    clips = '<clipPath id="{0}" clip-path="url(#{1})"><rect width="9" height="9"/></clipPath>'
    circle = clips.format("a", "b") + clips.format("b", "a")
    with pytest.raises(SvgError, match="clip path"):
        read_svg(svg(f'{circle}<rect clip-path="url(#a)" width="9" height="9"/>'))
    gradients = '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
    with pytest.raises(SvgError, match="circle"):
        read_svg(svg(f'{gradients}<rect width="9" height="9" fill="url(#a)"/>'))


@given(
    st.floats(1, 50), st.floats(1, 50), st.floats(0, 360), st.booleans(), st.booleans(),
    st.floats(-60, 60), st.floats(-60, 60),
)  # fmt: skip
def test_arcs_stay_on_their_ellipse(
    rx: float,
    ry: float,
    turn: float,
    large: bool,  # noqa: FBT001  hypothesis passes them in order
    sweep: bool,  # noqa: FBT001
    x: float,
    y: float,
) -> None:
    path = path_of(f"M0 0A{rx} {ry} {turn} {large:d} {sweep:d} {x:.3f} {y:.3f}")
    points = [(0.0, 0.0), *points_along(path[1:])]
    assert points[-1] == pytest.approx((round(x, 3), round(y, 3)), abs=1e-9)
    turned = transform(f"rotate({-turn:.9f})")
    flat = [(a / rx, b / ry) for a, b in (moved(turned, p) for p in points_along(path))]
    left, top, right, bottom = bounds(flat)
    grown = max(1.0, math.dist(flat[0], flat[-1]) / 2)
    assert max(right - left, bottom - top) <= 2 * grown + 0.01


@given(st.text("MLHVCSQTAZmlhvcsqtaz0123456789.,-+e ", max_size=60))
@example("M1-2.5.5e1-3")
@example("M0 0a1 1 0 01.5.5")
def test_any_path_is_read_or_refused(text: str) -> None:
    try:
        path = path_of(text)
    except SvgError:
        return
    assert all(math.isfinite(part) for _, points in path for point in points for part in point)


@given(st.binary(max_size=200), st.text(max_size=80))
def test_any_file_is_read_or_refused(content: bytes, text: str) -> None:
    for tried in (content, svg(text), svg(f'<path style="{text}" d="M0 0h9v9z"/>')):
        try:
            painted(read_svg(tried), 1.0, lambda rgb: rgb)
        except SvgError:
            continue


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#fff", (1, 1, 1)),
        ("#7a1f3d80", (122 / 255, 31 / 255, 61 / 255)),
        ("rgb(10%, 20%, 30%)", (0.1, 0.2, 0.3)),
        ("rgba(255, 0, 0, .5)", (1, 0, 0)),
        ("hsl(120, 100%, 50%)", (0, 1, 0)),
        ("RebeccaPurple", (0.4, 0.2, 0.6)),
    ],
)
def test_colours_are_read_as_css_writes_them(text: str, wanted: tuple[float, float, float]) -> None:
    assert colour(text) == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize(
    ("inside", "box"),
    [
        ('<rect width="100" height="100" fill="#fff"/><circle cx="30" cy="40" r="10"/>',
         (20, 30, 40, 50)),
        ('<path d="M10 20H50" stroke="red" stroke-width="4"/>', (8, 18, 52, 22)),
        ('<circle cx="100" cy="50" r="20"/>', (80, 30, 100, 70)),
        (('<clipPath id="c"><rect x="40" y="40" width="20" height="20"/></clipPath>'
         '<circle cx="50" cy="50" r="40" clip-path="url(#c)"/>'), (40, 40, 60, 60)),
    ],
)  # fmt: skip
def test_white_and_what_is_cut_off_do_not_count(
    inside: str, box: tuple[float, float, float, float]
) -> None:
    assert bounds(seen_points(read_svg(svg(inside)))) == pytest.approx(box, abs=0.01)

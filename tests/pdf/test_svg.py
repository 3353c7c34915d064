"""SVG logos: what is drawn is drawn as browsers do; what is not is refused by name, and soon."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.pdf import logo
from runstrong_pdf.pdf.logo import draw_svg, read_logo
from runstrong_pdf.pdf.picture import on_white
from runstrong_pdf.pdf.svg_guard import SafeSvg, safe_svg

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
BLACK, CLUB = (0, 0, 0), (10, 120, 60)
Places = dict[tuple[int, int], tuple[int, int, int]]


def svg(inside: str, view: str = "0 0 100 100") -> bytes:
    return f'<svg {HEAD} viewBox="{view}">{inside}</svg>'.encode()


def shown(content: bytes) -> Image.Image:
    """Draw a file 100 pixels wide, on white."""
    safe = safe_svg(content)
    wide, high = safe.size
    return on_white(draw_svg(safe.part((0.0, 0.0, wide, high), 100, round(100 * high / wide))))


def assert_shows(content: bytes, places: Places) -> None:
    image = shown(content)
    for place, wanted in places.items():
        found = image.getpixel(place)
        assert isinstance(found, tuple)
        assert all(abs(a - b) <= 6 for a, b in zip(found, wanted, strict=True)), (place, found)


def refusal(content: bytes) -> TemplateError:
    with pytest.raises(TemplateError) as raised:
        shown(content)
    assert raised.value.remedy
    assert str(raised.value).startswith(("is ", "has ", "draws ", "does ", "refers ", "cannot "))
    return raised.value


# -- what is drawn --------------------------------------------------------------------------------

GRADIENT = '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>{}'


@pytest.mark.parametrize(
    ("inside", "places"),
    [
        ('<rect width="50" height="100%" fill="red"/>', {(25, 50): RED, (75, 50): WHITE}),
        ('<circle cx="50" cy="50" r="30" fill="#00F"/>', {(50, 50): BLUE, (25, 25): WHITE}),
        ('<g fill="green"><path d="M10 10h80v80z"/></g>', {(80, 20): GREEN, (20, 80): WHITE}),
        ('<style>.a{fill:red}#b{fill:blue}</style><rect class="a" id="b" width="99" height="99"/>',
         {(50, 50): BLUE}),
        ('<style>rect{fill:red}</style><rect style="fill:blue" width="99" height="99"/>',
         {(50, 50): BLUE}),
        ('<style>/**/&lt;!-- g > rect{fill:red} --></style><g><rect width="99" height="99"/></g>',
         {(50, 50): RED}),
        ('<g transform="translate(50 0) scale(.5)"><rect width="100" height="200" fill="red"/></g>',
         {(75, 50): RED, (25, 50): WHITE}),
        ('<path d="M0 0H100V100H0zM25 25H75V75H25z" fill="red" fill-rule="evenodd"/>',
         {(10, 10): RED, (50, 50): WHITE}),
        ('<defs><path id="r" d="M0 0H50V50H0"/></defs><use xlink:href="#r" x="50" fill="red"/>',
         {(75, 25): RED, (25, 25): WHITE}),
        (('<symbol id="s" viewBox="0 0 2 2"><path d="M0 0H1V2H0" fill="red"/></symbol>'
          '<use href="#s" width="100" height="100"/>'), {(25, 50): RED, (75, 50): WHITE}),
        (('<clipPath id="c"><circle cx="50" cy="50" r="20"/></clipPath>'
          '<rect clip-path="url(#c)" width="100" height="100" fill="red"/>'),
         {(50, 50): RED, (50, 20): WHITE}),
        (('<mask id="m"><rect width="50" height="100" fill="#fff"/></mask>'
          '<rect mask="url(#m)" width="100" height="100" fill="red"/>'),
         {(25, 50): RED, (75, 50): WHITE}),
        (('<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="10" '
          'height="20" fill="red"/></pattern><rect width="99" height="99" fill="url(#p)"/>'),
         {(5, 50): RED, (15, 50): WHITE}),
        (('<filter id="f"><feDropShadow dx="9" dy="9" stdDeviation="0" flood-color="blue"/>'
          '</filter><rect x="5" y="5" width="80" height="80" fill="red" filter="url(#f)"/>'),
         {(40, 40): RED, (90, 90): BLUE}),
        ('<path d="M10 50H90" stroke="blue" stroke-width="20"/>', {(50, 43): BLUE, (9, 9): WHITE}),
        ('<rect width="100" height="100" opacity=".5" fill="red"/>', {(50, 50): (255, 127, 127)}),
        ('<rect width="99" height="99" fill="rgb(0, 0, 255)" display="none"/>', {(50, 50): WHITE}),
        ('<rect width="99" height="99" fill="currentColor" color="blue"/>', {(50, 50): BLUE}),
        ('<rect width="99" height="99" fill="#00f icc-color(x, 1, 2)"/>', {(50, 50): BLUE}),
        (GRADIENT.format('</linearGradient><rect width="100" height="100" fill="url(#g)"/>'),
         {(1, 50): (251, 0, 4), (50, 50): (126, 0, 129), (98, 50): (3, 0, 252)}),
        ('<metadata><x:y xmlns:x="urn:x"><x:script/></x:y></metadata><rect width="9" height="9"/>',
         {(5, 5): BLACK}),
        ('<a xlink:href="https://a.org"><rect width="99" height="99" fill="red"/></a>',
         {(50, 50): RED}),
        # What resvg alone would lose without a word.
        ('<rect style="marker:;fill:red" width="99" height="99"/>', {(50, 50): RED}),
        ('<rect style="--brand:blue;fill:red" width="99" height="99"/>', {(50, 50): RED}),
        ('<rect style="font:12px/1.2 A;fill:red" width="99" height="99"/>', {(50, 50): RED}),
        ("<rect style=\"font-family:'a;b';fill:red\" width='99' height='99'/>", {(50, 50): RED}),
        (('<rect style="transform:rotate(45deg);transform-origin:50px 50px" x="30" y="30" '
         'width="40" height="40" fill="red"/>'), {(50, 25): RED, (31, 31): WHITE}),
        # What drawing programs write that says nothing.
        (('<rect stroke-dasharray="null" stroke-linecap="null" transform="" '
          'width="99" height="99" fill="red"/>'), {(50, 50): RED}),
    ],
)  # fmt: skip
def test_pictures_look_as_in_a_browser(inside: str, places: Places) -> None:
    assert_shows(svg(inside), places)


@pytest.mark.parametrize(
    ("inside", "places"),
    [
        (('<clipPath id="c"><circle cx="50" cy="50" r="20"/>'
          '<rect width="100" height="100" display="none"/></clipPath>'
          '<rect width="100" height="100" fill="#0a783c" clip-path="url(#c)"/>'),
         {(50, 50): CLUB, (10, 10): WHITE}),
        ('<rect width="40" height="20" fill="#0a783c" style="transform:translate(50px,60px)"/>',
         {(70, 70): CLUB, (20, 10): WHITE}),
        (('<style>.r{fill:none;stroke:#0a783c;stroke-width:20px;stroke-dasharray:50px 50px}</style>'
          '<path class="r" d="M0 50H100"/>'), {(25, 50): CLUB, (75, 50): WHITE}),
        ('<ellipse cx="50" cy="50" rx="40" fill="#0a783c"/>', {(50, 15): CLUB, (50, 5): WHITE}),
        (('<style>@font-face{font-family:X;src:url(data:font/woff;base64,AAAA)}.a{fill:#0a783c}'
          '</style><circle class="a" cx="50" cy="50" r="40"/>'), {(50, 50): CLUB}),
        (('<g opacity="0.5"><circle cx="40" cy="50" r="30" fill="#f00"/>'
          '<circle cx="60" cy="50" r="30" fill="#00f"/></g>'),
         {(20, 50): (255, 127, 127), (50, 50): (127, 127, 255)}),
        (('<style>.a{fill:#0a783c!important}.a{fill:#c00}</style>'
          '<rect class="a" x="10" y="10" width="80" height="80"/>'), {(50, 50): CLUB}),
        (('<radialGradient id="a" fr="0.35"><stop stop-color="#f00"/>'
          '<stop offset="1" stop-color="#0a783c"/></radialGradient>'
          '<circle cx="50" cy="50" r="50" fill="url(#a)"/>'),
         {(50, 50): RED, (50, 18): RED, (50, 1): (34, 108, 54)}),
        (('<rect x="20" y="20" width="60" height="60" fill="none" stroke="#0a783c" '
          'stroke-width="10%"/>'), {(17, 50): CLUB, (23, 50): CLUB, (30, 50): WHITE}),
        (('<rect x="30" y="30" width="40" height="40" fill="#0a783c" '
          'transform="rotate(45)" transform-origin="50 50"/>'), {(50, 25): CLUB, (31, 31): WHITE}),
    ],
    ids=["hidden in a clip path", "moved by css", "dashes in px", "one radius", "font in the file",
         "opacity of a group", "important", "focal radius", "width in per cent", "origin"],
)  # fmt: skip
def test_what_drawing_programs_of_today_write(inside: str, places: Places) -> None:
    assert_shows(svg(inside), places)


ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY ns_svg "http://www.w3.org/2000/svg">
<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
<!ENTITY st0 "fill:#0A783C;">
]>
<svg xmlns="&ns_svg;" xmlns:i="&ns_ai;" i:viewOrigin="0 0" x="0px" y="0px" viewBox="0 0 100 100"
 style="enable-background:new 0 0 100 100;" xml:space="preserve">
<switch><foreignObject requiredExtensions="&ns_ai;" width="1" height="1"><i:pgfRef/></foreignObject>
<g i:extraneous="self"><circle cx="50" cy="50" r="40" style="&st0;"/></g></switch>
<i:pgf id="pgf">{"A" * 3_000_000}</i:pgf></svg>""".encode()


def test_what_illustrator_keeps_for_itself_does_no_harm() -> None:
    assert_shows(ILLUSTRATOR, {(50, 50): CLUB, (5, 5): WHITE})


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="20"', (40.0, 20.0)),
        ('width="25.4mm" height="1in"', (96.0, 96.0)),
        ('width="100%" height="100%" viewBox="0 0 40 20"', (40.0, 20.0)),
        ('width="80" viewBox="0,0,40,20"', (80.0, 40.0)),
        ('style="width:100%;height:auto" viewBox="-5 -5 40 20"', (40.0, 20.0)),
        ('width="30" height="30" viewBox="0 0 40 20"', (30.0, 30.0)),
    ],
)
def test_a_picture_says_how_large_it_is(attributes: str, size: tuple[float, float]) -> None:
    assert safe_svg(f"<svg {HEAD} {attributes}/>".encode()).size == pytest.approx(size)


def test_units_are_those_of_the_web() -> None:
    half = (
        f'<svg {HEAD} width="2cm" height="2cm"><rect width="10mm" height="2cm" fill="red"/></svg>'
    )
    assert_shows(half.encode(), {(45, 50): RED, (55, 50): WHITE})


# -- lettering ------------------------------------------------------------------------------------


def lettering(style: str, text: str = "Club") -> bytes:
    return svg(f'<text x="5" y="60" font-size="40" style="{style}">{text}</text>')


def ink(image: Image.Image) -> int:
    return sum(255 - value for value in image.convert("L").tobytes())


def test_lettering_is_set_in_our_faces_on_every_computer() -> None:
    plain = shown(lettering("font-family:DejaVu Sans"))
    assert ink(plain)
    for family in ("Liberation Serif", "no such face", "monospace"):
        other = shown(lettering(f"font-family:{family}"))
        assert not ImageChops.difference(plain, other).getbbox(), family
    assert ink(shown(lettering("font-weight:bold"))) > 1.2 * ink(plain)
    assert ink(shown(lettering("", "Ελένη"))) > ink(plain) / 2


def test_a_note_says_that_lettering_was_set(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    for text, notes in (("Club", 1), (" ", 0)):
        file.write_bytes(svg(f'<rect width="9" height="9"/><text y="50">{text}</text>'))
        found = read_logo(file).notes
        assert [(note.field, note.severity, note.where) for note in found] == [
            ("logo", "note", str(file))
        ] * notes
        assert all("Fira Sans" in note.message and "paths" in note.remedy for note in found)


# -- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect onclick="x()" width="1" height="1"/>', "script"),
        ("<foreignObject/>", "foreignObject"),
        ('<image href="https://a.org/x.png"/>', "outside"),
        ('<image href="file:///etc/passwd"/>', "outside"),
        ('<image xlink:href="logo.png"/>', "outside"),
        ('<image href="data:image/png;base64,AAAA"/>', "picture of pixels"),
        ('<filter id="f"><feImage href="data:image/svg+xml,x"/></filter>', "picture of pixels"),
        ('<filter id="f"><feImage href="#f"/></filter>', "outside"),
        ('<use href="other.svg#a"/>', "outside"),
        ('<use href="data:image/svg+xml,x#a"/>', "outside"),
        ('<linearGradient id="g" xlink:href="other.svg#g"/>', "outside"),
        ('<rect fill="url(https://a.org/#g)" width="1" height="1"/>', "outside"),
        ('<rect style="fill:url(a.svg#g)" width="1" height="1"/>', "outside"),
        ("<style>@import 'a.css';</style>", "outside"),
        ("<style>@/**/import 'a.css';</style>", "the style '@'"),
        ("<style>@font-face{src:url(a.woff)}</style>", "outside"),
        ("<style>@media print{rect{fill:red}}</style>", "@media"),
        ("<style>rect:nth-child(2){fill:red}</style>", ":nth-child"),
        ("<style>g ~ rect{fill:red}</style>", "selector"),
        ("<style>:root{--a:red}rect{fill:var(--a)}</style>", "var(--a)"),
        ("<style>circle{r:40px}</style>", "r: 40px"),
        ("<style>rect{width:9px;height:9px}</style><rect/>", "rectangle"),
        ('<rect style="clip-path:circle(9px)" width="1" height="1"/>', "clip-path: circle"),
        ('<path vector-effect="non-scaling-stroke" d="M0 0h1"/>', "vector-effect"),
        ('<g style="background:#00f"/>', "background"),
        ('<text style="text-transform:uppercase">a</text>', "text-transform"),
        ('<text y="50">漢</text>', "'漢'"),
        ('<animate attributeName="x"/>', "animated"),
        ('<g style="animation: a 1s"/>', "animated"),
        ("<style>@keyframes a{from{x:1}}</style>", "animated"),
        ('<rect width="4rem" height="1"/>', "4rem"),
        ('<rect width="1" height="1" fill="octarine"/>', "the fill 'octarine'"),
        ('<rect width="1" height="1" transform="bend(3)"/>', "bend"),
        ('<rect width="1" height="1" style="transform:translateX(3px)"/>', "translateX"),
        ("<g>" * 100 + "</g>" * 100, "nested"),
        ("<g/>" * 30_000, "elements"),
        ('<path d="M0 0' + "h1" * 1_000_000 + '"/>', "2 MB"),
        ("<g", "no sound SVG"),
        ('<rect x="1" x="2"/>', "no sound SVG"),
    ],
)
def test_what_is_not_drawn_is_refused_by_name(inside: str, said: str) -> None:
    assert said in str(refusal(svg(inside)))


def doctype(declared: str, inside: str = "") -> bytes:
    return f'<!DOCTYPE svg [{declared}]><svg {HEAD} viewBox="0 0 9 9">{inside}</svg>'.encode()


BOMB = doctype(
    '<!ENTITY a "aaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "<desc>&i;</desc>",
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "an entity"),
        (doctype(f'<!ENTITY a "{"a" * 400}">', f"<desc>{'&a;' * 30_000}</desc>"), "an entity"),
        (doctype(f'<!ENTITY a "{"a" * 4000}">'), "an entity"),
        (doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', "<text>&a;</text>"), "an entity"),
        (doctype('<!ENTITY % a SYSTEM "https://a.org/x.dtd"> %a;'), "an entity"),
        (doctype('<!ENTITY a "&#60;script/>">', "&a;"), "an entity"),
        (doctype('<!ATTLIST g onclick CDATA "x()">', "<g/>"), "for every 'onclick'"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', "how large"),
        (b'<?xml-stylesheet href="a.css"?><svg/>', "outside"),
        (b"<html/>", "no SVG"),
        (b'<svg xmlns="http://www.w3.org/1999/xhtml"/>', "no SVG"),
        (b"", "no sound SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "how large"),
        (b'<svg width="100%" height="100%"/>', "how large"),
        (b'<svg viewBox="0 0 0 0"/>', "how large"),
        (b'<svg width="-5" height="-5"/>', "how large"),
        (b'<svg width="1e30" height="1e30"/>', "how large"),
        (b'<svg viewBox="0 0 1"/>', "four numbers"),
        (b'<svg viewBox="0 0 nan 1"/>', "four numbers"),
        (b'<?xml version="1.0" encoding="none-such"?><svg/>', "no sound SVG"),
        (b"<svg>" + b" " * 10_000_001 + b"</svg>", "10 MB"),
    ],
)
def test_hostile_files_are_refused(content: bytes, said: str) -> None:
    assert said in str(refusal(content))


def test_the_usual_doctype_passes() -> None:
    usual = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert_shows(usual + svg('<rect width="99" height="99" fill="red"/>'), {(50, 50): RED})


def test_nothing_reaches_resvg_that_was_not_looked_at() -> None:
    content = doctype(
        '<!ENTITY a "x">',
        '<!-- c --><?pi?><i:g xmlns:i="urn:i"><rect/></i:g><g xml:base="file:///" '
        'xmlns:i="urn:i" i:onclick="x()" id="&a;"/><desc><script/></desc>',
    )
    assert safe_svg(content).text == (
        '<svg viewBox="0 0 9 9" x="0" y="0" width="9.0" height="9.0"><g id="x"></g></svg>'
    )


# -- what would never end, crash or fill the computer ---------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        f"<style>{'/*' * 500_000}</style>",
        f"<style>{'a' * 1_900_000}</style>",
        f"<style>{'@font-face{' * 150_000}</style>",
        f"<style>{'@charset ' * 150_000}</style>",
        f'<rect style="{"&quot;" * 100_000}" width="1" height="1"/>',
        f'<rect style="{"font:/" * 100_000}" width="1" height="1"/>',
        f'<rect fill="url({" " * 1_900_000}x" width="1" height="1"/>',
        f'<rect transform="{" " * 1_900_000}x" width="1" height="1"/>',
        f'<rect fill="a{" " * 1_900_000}icc-color" width="1" height="1"/>',
        f'<rect width="{"1" * 1_900_000}q" height="1"/>',
    ],
    ids=range(10),
)
def test_long_nonsense_takes_no_longer_than_reading_it(inside: str) -> None:
    """Than many times that of letters that mean nothing; steps for every pair of them are hours."""
    plain = f'<rect class="{"x" * len(inside)}" width="1" height="1"/>'
    assert taken(inside) < 50 * max(taken(plain), 0.01)


def taken(inside: str) -> float:
    """Return the seconds in which an SVG is read."""
    began = time.process_time()
    try:
        safe_svg(svg(inside))
    except TemplateError as error:
        assert len(str(error)) < 300  # noqa: PT017  some of it is refused
    return time.process_time() - began


def layers(kind: str, first: str, use: str, count: int = 9) -> str:
    """Return elements of which each holds the one before it ten times."""
    found = [f'<{kind} id="a0">{first}</{kind}>']
    found += [f'<{kind} id="a{n}">{use.format(n - 1) * 10}</{kind}>' for n in range(1, count)]
    return "".join(found) + use.format(count - 1)


BOX = '<rect width="100" height="100" fill="#fff"{}/>'
PATTERN = 'pattern width="1" height="1" patternUnits="userSpaceOnUse"'
TURBULENT = '<filter id="f">{}</filter><rect width="99" height="99" filter="url(#f)"/>'


def in_a_circle(kind: str, use: str) -> str:
    pair = '<{0} id="{2}" width="9" height="9"><rect width="9" height="9" {1}="url(#{3})"/></{0}>'
    found = "".join(pair.format(kind, use, *ring) for ring in ("ab", "bc", "ca"))
    return f'{found}<rect width="99" height="99" {use}="url(#a)"/>'


@pytest.mark.parametrize(
    "inside",
    [
        layers("g", '<path d="M0 0h1"/>', '<use href="#a{}"/>'),
        layers("mask", BOX.format(""), BOX.format(' mask="url(#a{})"')),
        in_a_circle("mask", "mask"),
        in_a_circle("pattern", "fill"),
        in_a_circle("clipPath", "clip-path"),
        "".join(f'<g id="{a}"><use href="#{b}"/></g>' for a, b in ("ab", "bc", "ca")),
        ('<mask id="a" x="-1e12" y="-1e12" width="2e12" height="2e12" maskUnits="userSpaceOnUse">'
         '<rect width="9" height="9" fill="#fff"/></mask><path d="M0 0h9v9" mask="url(#a)"/>'),
    ],
    ids=["copies of copies", "masks in masks", "masks in a circle", "patterns in a circle",
         "clip paths in a circle", "copies in a circle", "a huge mask"],
)  # fmt: skip
def test_what_crashes_resvg_is_refused(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "CPU_SECONDS", 1)  # memory may last longer
    assert "cannot be drawn: it has copies without end" in str(refusal(svg(inside)))


@pytest.mark.parametrize(
    "inside",
    [
        layers(PATTERN, BOX.format(""), BOX.format("").replace("#fff", "url(#a{})"), 8).replace(
            f"</{PATTERN}>", "</pattern>"
        ),
        TURBULENT.format('<feTurbulence baseFrequency="5" numOctaves="100000"/>'),
        TURBULENT.format('<feMorphology operator="dilate" radius="5000"/>'),
        f"<style>{'g g g g g g g g rect{fill:red}' * 20_000}</style>"
        + "<g>" * 40 + '<rect width="1" height="1"/>' * 5000 + "</g>" * 40,
    ],
    ids=["patterns in patterns", "turbulence", "morphology", "style sheet"],
)  # fmt: skip
def test_what_takes_too_long_is_stopped(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "CPU_SECONDS", 1)
    file = safe_svg(svg(inside))
    with pytest.raises(TemplateError, match="too much time or memory"):
        draw_svg(file.part((0, 0, 100, 100), 1000, 1000))


def test_memory_ends_before_time_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each layer takes 36 MB; all of them are drawn in half a minute where there is room."""
    monkeypatch.setattr(logo, "CPU_SECONDS", 600)
    monkeypatch.setattr(logo, "SECONDS", 600)
    few, many = (
        safe_svg(svg('<g opacity="0.9">' * count + BOX.format("") + "</g>" * count))
        for count in (2, 50)
    )
    assert draw_svg(few.part((0, 0, 100, 100), 3000, 3000)).size == (3000, 3000)
    with pytest.raises(TemplateError, match="too much time or memory"):
        draw_svg(many.part((0, 0, 100, 100), 3000, 3000))


def test_waiting_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "SECONDS", 0.001)
    with pytest.raises(TemplateError, match="too much time or memory"):
        shown(svg('<rect width="9" height="9"/>'))


def test_a_bug_of_ours_is_no_problem_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "CPU_SECONDS", "none")
    with pytest.raises(RuntimeError, match="ValueError"):
        shown(svg('<rect width="9" height="9"/>'))


@given(st.binary(max_size=200), st.text(max_size=80))
def test_any_file_is_looked_through_or_refused(content: bytes, text: str) -> None:
    style = text.translate({ord(sign): None for sign in "<>&\"'"})
    for tried in (content, svg(text), svg(f'<path style="{style}" d="M0 0h9v9z"/>')):
        try:
            safe_svg(tried)
        except TemplateError as error:
            assert error.remedy  # noqa: PT017  most of them are refused, in words


PIECES = st.sampled_from(
    ("<g>", "</g>", '<rect width="9" height="9" fill="url(#a)"/>', '<use href="#a"/>',
     '<g id="a" mask="url(#b)" opacity=".5">', '<mask id="b">', "</mask>", '<clipPath id="c">',
     "</clipPath>", '<path d="M0 0a1 1e9 0 01 1e9-1e9z" stroke="red" marker-mid="url(#d)"/>',
     '<marker id="d" markerWidth="1e9">', "</marker>", '<filter id="e">', "</filter>",
     '<feGaussianBlur stdDeviation="1e9"/>', '<circle r="-1" filter="url(#e)"/>', "<text>é</text>")
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(PIECES, max_size=12))
def test_any_picture_is_drawn_or_refused(pieces: list[str]) -> None:
    try:
        shown(svg("".join(pieces)))
    except TemplateError as error:
        assert error.remedy  # noqa: PT017  most of them are refused, in words


# -- how it is drawn ------------------------------------------------------------------------------


def test_a_part_is_drawn_as_it_lies_in_the_whole() -> None:
    safe = safe_svg(
        svg('<rect width="50%" height="100" fill="red"/><circle cx="50" cy="50" r="9"/>')
    )
    part = on_white(draw_svg(safe.part((40, 40, 60, 60), 200, 200)))
    places = {(15, 15): RED, (185, 15): WHITE, (100, 100): BLACK, (15, 100): BLACK}
    assert {place: part.getpixel(place) for place in places} == places


def test_the_same_file_gives_the_same_pixels() -> None:
    crest = (Path(__file__).parent / "crest.svg").read_bytes()
    assert shown(crest).tobytes() == shown(crest).tobytes()


def test_what_was_looked_through_is_a_value() -> None:
    assert safe_svg(svg("<g/>")) == safe_svg(svg("<g/>")) != SafeSvg("", (1.0, 1.0), lettered=False)

"""The page as somebody uses it: in a real browser, against the real server.

Playwright drives the Chromium of the system; without one these tests are skipped. One browser for
all of them, and a page is looked at for several things once it is there.
"""

import io
import json
import re
import threading
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from runstrong_pdf import Club, Request, RunstrongError, render_page
from runstrong_pdf.roster.row_reader import read_roster_file
from runstrong_pdf.web.runs import Run
from runstrong_pdf.web.serving import Page
from tests import workbooks
from tests.club.making import SMALL, club_in
from tests.done.filling import filled_in
from tests.mail.serving import PASSWORD, USER, Mailbox, Trust, real_server
from tests.making import Made
from tests.reading import page_texts, picture
from tests.web.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

SCHEMES: tuple[Any, ...] = ("light", "dark")
ZOOMED: Any = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
"""A window of 1280 by 900 at 200 %, as a page sees it."""
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
DRAWN = "#page:not(.old):not([hidden])"


@pytest.fixture(scope="module")
def context(chromium: "Browser", page: Page) -> Iterator["BrowserContext"]:
    """A browser that was let in."""
    context = chromium.new_context(viewport=DESKTOP, accept_downloads=True)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(page.launch_url())
    tab.close()
    yield context
    context.close()


@pytest.fixture
def tab(context: "BrowserContext") -> Iterator["Tab"]:
    """A tab; what goes wrong in it fails the test."""
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    tab.set_default_timeout(20_000)
    yield tab
    tab.close()
    assert [one for one in wrong if "422" not in one] == []


def violations(tab: "Tab") -> list[str]:
    """Return what axe-core finds that keeps the page from somebody."""
    import axe_playwright_python  # noqa: PLC0415  for its copy of axe-core

    file = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    tab.evaluate(file.read_text(encoding="utf-8"))  # not a script of the page: that is forbidden
    found: Any = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['html'][:120]} {node['any'][0]['message'] if node['any'] else ''}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def fits(tab: "Tab") -> bool:
    """Whether nothing has to be moved sideways."""
    wide: Any = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    return bool(wide <= 0)


def drawn(tab: "Tab") -> str:
    """Return the address of the picture, once the one that was asked for is there."""
    tab.locator(DRAWN).wait_for()
    return tab.locator("#page").get_attribute("src") or ""


def drop(tab: "Tab", name: str, text: str) -> None:
    """Drop a file on the page, anywhere."""
    made = "const it = new DataTransfer(); it.items.add(new File([text], name)); return it"
    dropped = tab.evaluate_handle(f"([name, text]) => {{ {made} }}", [name, text])
    tab.dispatch_event("h1", "dragover", {"dataTransfer": dropped})
    assert tab.locator("body.dropping").count() == 1
    tab.dispatch_event("h1", "drop", {"dataTransfer": dropped})
    assert tab.locator("body.dropping").count() == 0


def test_a_plan_is_chosen_seen_and_saved(tab: "Tab", page: Page, tmp_path: Path) -> None:
    tab.goto(page.origin)
    first = drawn(tab)
    tab.get_by_label("Name", exact=True).fill("Zoë")
    tab.get_by_role("radio", name="8", exact=True).check()
    tab.locator("#plan-facts", has_text="8 weeks").wait_for()
    assert drawn(tab) != first
    tab.get_by_text("Sheets and paper").click()
    tab.get_by_label("Which sheets").select_option("week-sheets")
    tab.locator("#page-name", has_text="1 of 8").wait_for()
    tab.get_by_role("button", name="Week 8").click()
    tab.locator("#page-name", has_text="Week 8 · 8 of 8").wait_for()
    drawn(tab)
    assert tab.locator("#page").get_attribute("alt") == "Page 8: Week 8, as it will be printed"
    assert tab.locator("#command").text_content() == (
        "runstrong plan --weeks 8 --name Zoë --edition week-sheets"
    )
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save PDF").click()
    assert saved.value.suggested_filename == "zoe-8-weeks-week-sheets.pdf"
    saved.value.save_as(tmp_path / "plan.pdf")
    with pikepdf.open(tmp_path / "plan.pdf") as document:
        assert len(document.pages) == 8
        assert "Zoë" in str(document.docinfo.Title)
    tab.get_by_text("More", exact=True).click()
    assert tab.locator("#save-ics").get_attribute("aria-disabled") == "true"
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Keep these answers").click()
    kept = Path(saved.value.path()).read_text()
    assert tomllib.loads(kept) == {"weeks": "8", "name": "Zoë", "edition": "week-sheets"}
    tab.reload()  # what was chosen stands in the address
    tab.locator("#plan-facts", has_text="8 weeks").wait_for()
    assert tab.get_by_label("Name", exact=True).input_value() == "Zoë"
    tab.get_by_text("Start afresh").click()
    tab.locator("#plan-facts", has_text="6 weeks").wait_for()
    (tmp_path / "me.toml").write_text(kept)
    tab.locator("#open-me").set_input_files(tmp_path / "me.toml")
    tab.locator("#plan-facts", has_text="8 weeks").wait_for()


def test_the_way_back_to_the_plan_leads_to_what_was_asked_for(tab: "Tab", page: Page) -> None:
    tab.goto(page.origin)
    drawn(tab)
    tab.get_by_role("radio", name="8", exact=True).check()
    tab.locator("#plan-facts", has_text="8 weeks").wait_for()
    pages = tab.get_by_role("navigation", name="Pages")
    pages.get_by_role("link", name="Exercises").click()
    pages.get_by_role("link", name="Plan").click()
    tab.locator("#plan-facts", has_text="8 weeks").wait_for()
    assert tab.get_by_role("radio", name="8", exact=True).is_checked()


def test_what_is_wrong_stands_beside_its_field(tab: "Tab", page: Page) -> None:
    tab.goto(f"{page.origin}/?minutes=5&dumbbells=rope&start=2026-12-09")
    beside = tab.locator("#minutes-problems")
    beside.get_by_text("5 is not possible, at least 20").wait_for()
    assert "rope" in tab.locator("#dumbbells-problems").inner_text()
    assert tab.locator("#minutes").get_attribute("aria-invalid") == "true"
    assert tab.get_by_role("link", name="Save PDF").get_attribute("aria-disabled") == "true"
    assert violations(tab) == []
    tab.locator("#minutes").fill("30")
    tab.locator("#dumbbells").fill("2,4")
    drawn(tab)
    assert beside.inner_text() == ""
    assert "week 1 begins on 14 December 2026" in tab.locator("#start-problems").inner_text()


def drawn_in(tab: "Tab", page: Page, window: Any) -> None:  # noqa: ANN401  of Playwright
    """Begin a new plan in a window of this size, and wait for its first sheet."""
    tab.set_viewport_size(window)
    tab.goto(page.origin)
    drawn(tab)


@pytest.mark.parametrize("window", [PHONE, {"width": 1280, "height": 800}], ids=["360", "1280"])
def test_what_most_people_need_is_in_view_at_once(tab: "Tab", page: Page, window: Any) -> None:  # noqa: ANN401
    """The questions without a scroll; to print and to save wherever somebody is."""
    drawn_in(tab, page, window)
    folded: Any = tab.evaluate("document.querySelectorAll('.options details[open]').length")
    assert folded == 0
    inside = "one => one.getBoundingClientRect().bottom <= innerHeight"
    last = "start" if window == PHONE else "avoid"
    assert tab.locator(f"#{last}, input[name={last}]").last.evaluate(inside)
    tab.get_by_role("button", name="Next Monday").click()
    assert tab.locator("#start").evaluate("one => one.valueAsDate.getUTCDay() === 1")
    tab.wait_for_url("**start=**")
    drawn(tab)
    for _ in range(2):  # above and at the very end of the page
        for name in ("Print", "Save PDF"):
            button = tab.get_by_role("link", name=name)
            assert button.evaluate(
                "one => { const place = one.getBoundingClientRect(); return one.contains("
                "document.elementFromPoint(place.x + place.width / 2, place.y + 10)) }"
            )
        tab.locator(".sheets").evaluate("one => scrollTo(0, one.offsetTop + 300)")


def places(tab: "Tab") -> Any:  # noqa: ANN401  numbers of JavaScript
    """Return where everything stands that a question is answered with."""
    return tab.locator(".first :is(label, input:not([type=hidden]), select)").evaluate_all(
        "all => all.map(one => { const at = one.getBoundingClientRect(); "
        "return [at.x, at.y + scrollY, at.width, at.height] })"
    )


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_days_and_sessions_go_together_and_nothing_moves(
    tab: "Tab",
    page: Page,
    window: Any,  # noqa: ANN401  of Playwright
) -> None:
    """One day of two changes nothing yet; until the other is ticked nothing is printed or saved."""
    drawn_in(tab, page, window)
    before, told = places(tab), tab.locator("#told")

    def day(name: str) -> Any:  # noqa: ANN401  of Playwright
        return tab.get_by_role("checkbox", name=name, exact=True)

    day("Tue").check()
    told.get_by_text("Tick 1 more day for 2 sessions a week").wait_for()
    assert tab.locator("#days-problems").inner_text() == "tick 1 more day for 2 sessions a week"
    assert "2 a week" in tab.locator("#plan-facts").inner_text()
    assert tab.locator("#problems").inner_text() == ""
    assert "--days" not in (tab.locator("#command").text_content() or "")
    for name in ("Print", "Save PDF"):
        link = tab.get_by_role("link", name=name)
        assert link.get_attribute("aria-disabled") == "true"
        assert link.evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")
    assert places(tab) == before
    day("Fri").check()
    tab.locator("#command", has_text="tue,fri").wait_for(state="attached")
    assert told.inner_text() == ""
    assert tab.get_by_role("link", name="Save PDF").get_attribute("aria-disabled") == "false"
    day("Sun").check()  # three days are three sessions
    tab.locator("#plan-facts", has_text="3 a week").wait_for()
    assert tab.get_by_role("radio", name="3", exact=True).is_checked()
    day("Sun").uncheck()
    told.get_by_text("Tick 1 more day for 3 sessions a week").wait_for()
    tab.get_by_role("radio", name="1", exact=True).check()
    tab.locator("#plan-facts", has_text="1 a week").wait_for()
    assert [day(name).is_checked() for name in ("Tue", "Fri")] == [True, False]
    tab.get_by_role("checkbox", name="Dumbbells").uncheck()
    tab.get_by_role("checkbox", name="Knee").check()
    tab.wait_for_url("**avoid=knee**")
    drawn(tab)
    assert places(tab) == before


def test_what_cannot_be_is_said_in_view_of_the_buttons(tab: "Tab", page: Page) -> None:
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tab.goto(f"{page.origin}/?days=tue,wed")
    said = tab.locator("#problems").get_by_text("there must be a clear day between two sessions")
    said.wait_for()
    assert "(R23)" not in said.inner_text()
    assert said.evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")
    tab.get_by_role("checkbox", name="Wed", exact=True).uncheck()
    tab.get_by_role("checkbox", name="Fri", exact=True).check()
    drawn(tab)
    assert tab.locator("#problems").inner_text() == ""


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_black_and_white_is_beside_the_buttons_and_a_saved_file_is_named(
    tab: "Tab",
    page: Page,
    window: Any,  # noqa: ANN401  of Playwright
) -> None:
    tab.set_viewport_size(window)
    tab.goto(f"{page.origin}/?edition=stretching&name=Dana")
    tab.locator("#plan-facts", has_text=re.compile(r"\d+ pages?$")).wait_for()
    switch = tab.get_by_role("checkbox", name="Black and white")
    assert switch.evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")
    switch.check()
    tab.wait_for_url("**ink=saver**")
    drawn(tab)
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save PDF").click()
    name = saved.value.suggested_filename
    tab.locator("#told", has_text=f"Saved in your downloads: {name}").wait_for()
    label = switch.locator("xpath=..").bounding_box()
    note = tab.locator("#told").bounding_box()
    assert label
    assert note
    beside = note["x"] >= label["x"] + label["width"]
    assert beside or note["y"] >= label["y"] + label["height"]  # never one on the other
    made = picture(Path(saved.value.path()).read_bytes(), 0, 50).convert("HSV")
    assert ImageStat.Stat(made).extrema[1][1] == 0  # no colour
    tab.reload()
    assert switch.is_checked()
    switch.uncheck()
    tab.wait_for_url(lambda url: "ink" not in url)


def test_the_newest_choice_wins(tab: "Tab", page: Page) -> None:
    tab.goto(page.origin)
    for weeks in ("5", "9", "4", "12", "7"):
        tab.get_by_role("radio", name=weeks, exact=True).check()
    tab.locator("#plan-facts", has_text="7 weeks").wait_for()
    drawn(tab)
    tab.get_by_role("button", name="Week 7").wait_for()
    assert "weeks=7" in tab.url


@pytest.mark.parametrize(
    "path", ["/", "/exercises", "/exercises/push-up", "/next", "/no-such-page"]
)
def test_nobody_is_kept_out(context: "BrowserContext", page: Page, path: str) -> None:
    """At 360 pixels: nothing sideways, nothing that axe-core finds, by day and by night."""
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tab.goto(page.origin + path)
    if path == "/":
        tab.get_by_role("button", name="Progress").wait_for()
        closed = tab.locator("details:not([open]) > summary")
        while closed.count():
            closed.first.click()
        assert tab.get_by_role("group", name="Running days").is_visible()
    assert fits(tab)
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        assert violations(tab) == []
    tab.close()


BOX = Image.Resampling.BOX
OUT = ".skip, :disabled, [aria-disabled=true]"
COVERED = """all => all.filter(one => {
    one.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const at = one.getClientRects()[0];
    const hit = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
    return !hit || !(one.contains(hit) || hit.closest("label")?.control === one);
}).map(one => one.outerHTML.slice(0, 200))"""
"""Of elements, those that something lies on, once they are scrolled to: a click would miss them."""
PRESSED = "button, a, summary, select, input:not([type=hidden], .pills input, [type=file])"


def at_width(tab: "Tab", pixels: int) -> bool:
    """Whether the roster stands in cards, each value below the name of its column."""
    tab.set_viewport_size({"width": pixels, "height": 740})
    cell = tab.locator("#roster tbody tr").first.locator("td").nth(1)
    shown: Any = cell.evaluate("one => getComputedStyle(one, '::before').content")
    inside: Any = tab.locator("#roster").evaluate(
        "one => one.parentElement.scrollWidth <= one.parentElement.clientWidth"
    )
    return bool(inside and shown == f'"{cell.get_attribute("data-head")}"')


def every_button_is_reached(tab: "Tab") -> None:
    """Scroll to everything that can be pressed, and see that nothing covers it."""
    assert fits(tab)
    scope = "dialog[open]" if tab.locator("dialog[open]").count() else "body"
    found = tab.locator(f"{scope} :is({PRESSED}):not({OUT}):visible")
    assert found.count() > 3
    assert found.evaluate_all(COVERED) == []


@pytest.mark.parametrize("window", [ZOOMED, {"viewport": PHONE}], ids=["200 %", "360 px"])
def test_every_button_is_reached_in_a_small_window(
    chromium: "Browser",
    page: Page,
    default: Made,
    window: Any,  # noqa: ANN401
    tmp_path: Path,
) -> None:
    context = chromium.new_context(**window)
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    tab.goto(page.launch_url())
    drawn(tab)
    tab.get_by_role("button", name="Progress").wait_for()
    closed = tab.locator("details:not([open], .menu) > summary")
    while closed.count():
        closed.first.click()
    every_button_is_reached(tab)
    for path in ("/exercises/push-up", "/?minutes=5", "/next", "/no-such-page"):
        tab.goto(page.origin + path)
        every_button_is_reached(tab)
    tab.get_by_role("link", name="Back to the plan").click()
    drawn(tab)
    tab.goto(f"{page.origin}/exercises")
    tab.get_by_label("Name").fill("push-up")
    every_button_is_reached(tab)
    (tmp_path / "plan.pdf").write_bytes(default.pdf)
    tab.goto(f"{page.origin}/next")
    tab.locator("#done-file").set_input_files(tmp_path / "plan.pdf")
    tab.get_by_role("button", name="Work it out").wait_for()
    every_button_is_reached(tab)
    context.close()


def test_what_is_printed_is_the_sheet_and_not_the_form(tab: "Tab", page: Page) -> None:
    """Also in the dark, where it is drawn on a dark screen."""
    tab.emulate_media(color_scheme="dark")
    tab.goto(page.origin)
    drawn(tab)
    paper = tab.pdf(format="A4")
    assert page_texts(paper) == ("",)
    sheet = Image.open(io.BytesIO(render_page(Request(), 1, dpi=40)))
    both = [one.convert("L").resize((55, 78), BOX) for one in (picture(paper, 0, 40), sheet)]
    assert ImageStat.Stat(ImageChops.difference(*both)).mean[0] < 12  # 30 for another sheet
    with tab.context.expect_page() as opened:
        tab.keyboard.press("Control+p")
    assert opened.value.url == f"{page.origin}/plan/file.pdf?show=1"
    opened.value.close()
    tab.goto(f"{page.origin}/exercises/push-up")
    (text,) = page_texts(tab.pdf(format="A4"))
    assert "Hands slightly wider" in text
    assert "Put it into a plan" not in text


def test_what_else_can_be_pressed_on_the_plan(tab: "Tab", page: Page) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=page.origin)
    tab.goto(f"{page.origin}/?start=2026-12-07&edition=week-sheets")
    first = drawn(tab)
    tab.get_by_role("button", name="Week 6").wait_for()
    tab.get_by_role("button", name="Next page").click()
    tab.locator("#page-name", has_text="Week 2 · 2 of 6").wait_for()
    tab.get_by_role("button", name="Page before").click()
    tab.locator("#page-name", has_text="Week 1 · 1 of 6").wait_for()
    assert drawn(tab) != first
    tab.locator("#page").click()
    assert tab.locator("#page").evaluate("one => one.clientWidth === one.naturalWidth")
    tab.locator("#page").click()
    begins = {"Save as a picture": b"\x89PNG", "Save for a calendar": b"BEGIN:VCAL"}
    for words, beginning in {**begins, "Save as text": b"UPPER BODY"}.items():
        tab.get_by_text("More", exact=True).click()
        with tab.expect_download() as saved:
            tab.get_by_role("link", name=words).click()
        assert Path(saved.value.path()).read_bytes().upper().startswith(beginning)
        tab.keyboard.press("Escape")
    tab.locator(".options details:not([open]) > summary", has_text="Your club").click()
    tab.locator("#logo-file").set_input_files(Path(__file__).parents[1] / "pdf" / "crest.svg")
    tab.wait_for_url("**logo=**")
    tab.get_by_role("button", name="Without a logo").click()
    tab.wait_for_url(lambda url: "logo=" not in url)
    tab.locator("#colour-picker").fill("#0000ff")
    tab.wait_for_url("**colour=%230000ff**")
    tab.get_by_text("The same without a browser").click()
    tab.get_by_role("button", name="Copy it").click()
    tab.get_by_role("button", name="Copied").wait_for()
    copied: Any = tab.evaluate("navigator.clipboard.readText()")
    assert copied == tab.locator("#command").text_content()
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tab.get_by_role("link", name="See it").click()
    assert tab.url.endswith("#stage")
    tab.goto(f"{page.origin}/exercises/push-up")
    tab.get_by_role("link", name="Put it into a plan").click()
    tab.locator("#command", has_text="--use push-up").wait_for(state="attached")


def test_everything_is_reached_by_keyboard(tab: "Tab", page: Page) -> None:
    tab.goto(page.origin)
    drawn(tab)
    reached: list[str] = []
    for _ in range(90):
        tab.keyboard.press("Tab")
        reached.append(
            tab.evaluate(
                "(document.activeElement.id || document.activeElement.name || "
                "document.activeElement.innerText || '').trim()"
            )
        )
    for name in ("Skip to the page", "quit", "name", "weeks", "kit", "next-monday", "open-me"):
        assert name in reached, name
    for name in ("save-pdf", "print", "More", "Cover"):
        assert name in reached, name
    tab.locator("summary", has_text="Sheets and paper").press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("w")
    tab.locator("#command", has_text="--edition week-sheets").wait_for(state="attached")
    tab.locator("#name").focus()
    tab.keyboard.type("Jo")
    tab.locator("#command", has_text="--name Jo").wait_for(state="attached")
    tab.locator("input[name=weeks][value='6']").focus()
    tab.keyboard.press("ArrowRight")
    tab.locator("#plan-facts", has_text="7 weeks").wait_for()


def test_what_was_done_leads_to_the_next_block(
    tab: "Tab", page: Page, default: Made, tmp_path: Path
) -> None:
    filled = tmp_path / "plan.pdf"
    filled.write_bytes(filled_in(default.pdf, {"did-6-A-1": "4", "did-6-A-2": "felt great"}))
    tab.goto(f"{page.origin}/next")
    drop(tab, "plan.pdf", "%PDF-1.7 nothing")
    tab.locator("#problems", has_text="drop the PDF that the plan was saved as").wait_for()
    tab.locator("#done-file").set_input_files(filled)
    tab.get_by_text("fewer: 4").wait_for()
    tab.locator("td.error", has_text="not certain").locator("input").fill("8")
    tab.get_by_label("Name", exact=True).fill("Zoë")
    tab.get_by_role("button", name="Work it out").click()
    tab.wait_for_url("**did-6-A-2=8**")
    assert tab.locator("td.error").count() == 0
    cover = tab.get_by_role("img", name="Cover of the next block")
    cover.evaluate("image => image.decode()")
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        assert violations(tab) == []
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert fits(tab)
    with tab.context.expect_page() as printed:
        tab.get_by_role("link", name="Print").click()
    assert re.search(r"/next/\w+/file[.]pdf[?].*show=1", printed.value.url)
    printed.value.close()
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save PDF").click()
    saved.value.save_as(tmp_path / "next.pdf")
    with pikepdf.open(tmp_path / "next.pdf") as document:
        assert "Zoë" in str(document.docinfo.Title)


def test_without_its_pdf_a_plan_goes_on_from_the_plan_page(tab: "Tab", page: Page) -> None:
    tab.goto(f"{page.origin}/?weeks=4&name=Zo%C3%AB&edition=wall")
    drawn(tab)
    tab.get_by_role("link", name="Next block").click()
    tab.get_by_role("button", name="No PDF any more?").press("Enter")
    row = tab.get_by_role("row", name="A1 ")
    row.get_by_role("textbox").fill("4")
    tab.get_by_role("button", name="Work it out").click()
    tab.get_by_text("fewer: 4").wait_for()
    tab.goto(f"{page.origin}/?minutes=5")
    tab.locator("#minutes-problems", has_text="not possible").wait_for()
    tab.get_by_role("link", name="Next block").click()
    tab.get_by_role("button", name="No PDF any more?").click()
    tab.locator("#problems", has_text="5 is not possible, at least 20").wait_for()
    assert violations(tab) == []


def test_the_password_lets_in(
    chromium: "Browser",
    tmp_path: Path,
    state_folder: None,  # noqa: ARG001
) -> None:
    with served(tmp_path, password="correct horse") as page:  # noqa: S106  of a test
        tab = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
        tab.goto(f"{page.origin}/exercises")
        for scheme in SCHEMES:
            tab.emulate_media(color_scheme=scheme)
            assert violations(tab) == []
        assert fits(tab)
        tab.keyboard.type("wrong")  # the field has the focus
        tab.keyboard.press("Enter")
        tab.get_by_text("That was not the password").wait_for()
        assert violations(tab) == []
        tab.wait_for_timeout(1100)  # after a wrong one nobody can try for a second
        tab.keyboard.type("correct horse")
        tab.keyboard.press("Enter")
        tab.get_by_role("link", name="Exercises").wait_for()
        tab.close()


def test_exercises_are_found(tab: "Tab", page: Page) -> None:
    tab.goto(f"{page.origin}/exercises")
    shown = tab.locator("#cards > li:not([hidden])")
    everything = shown.count()
    tab.get_by_role("checkbox", name="Dumbbells").uncheck()
    assert 0 < shown.count() < everything
    tab.get_by_label("Name").fill("press-up")
    tab.get_by_label("Muscle").select_option("triceps brachii")
    assert tab.locator("#found").inner_text() == f"{shown.count()} exercises"
    shown.filter(has_text=re.compile(r"^\s*Push-up")).first.click()
    tab.get_by_role("heading", name="Push-up", exact=True).wait_for()
    drawing: Any = tab.evaluate("document.querySelector('.drawing img').naturalWidth")
    assert drawing > 0
    tab.get_by_role("link", name="Leave it out").click()
    tab.locator("#command", has_text="--without push-up").wait_for(state="attached")


def test_the_page_is_light(context: "BrowserContext", page: Page) -> None:
    """All that a first visit loads but the pictures of the sheets: at most 500 KB."""
    tab, sizes = context.new_page(), dict[str, int]()
    tab.on(
        "response", lambda got: sizes.update({got.url: int(got.headers.get("content-length", 0))})
    )
    tab.goto(page.origin)
    drawn(tab)
    own = {url: size for url, size in sizes.items() if "/plan/" not in url and "blob:" not in url}
    assert any(url.endswith(".ttf") for url in own)
    assert all(url.startswith(page.origin) for url in own)
    assert sum(own.values()) < 500_000, json.dumps(own)
    tab.close()


# -- a club ---------------------------------------------------------------------------------------


def test_a_club_is_put_right_made_and_shown(
    chromium: "Browser",
    tmp_path: Path,
    shared_cache: Path,
    state_folder: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tell, looked_at = Run.tell, threading.Event()

    def held(run: Run, done: int, total: int, what: str) -> None:
        tell(run, done, total, what)
        assert looked_at.wait(60)  # else all is made before anybody can reload in the middle of it

    monkeypatch.setattr(Run, "tell", held)
    people = "".join(f"Runner {n},,{'many' if n == 7 else 12}\n" for n in range(60))
    folder = club_in(tmp_path / "club", f"name,email,push-ups\n{people}", f'name = "Club"\n{SMALL}')
    with served(folder, cache=shared_cache) as page:
        context = chromium.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
        tab, other = context.new_page(), context.new_page()
        tab.set_default_timeout(20_000)
        tab.goto(page.launch_url())
        tab.goto(f"{page.origin}/club")
        tab.locator("#roster-said", has_text="60 rows, 1 with something to put right").wait_for()
        tab.get_by_label("Only rows with problems").check()
        assert tab.locator("#roster tbody tr:not([hidden])").count() == 1
        assert "'many' is not a whole number" in tab.locator("td.error").inner_text()
        assert violations(tab) == []
        tab.get_by_role("button", name="Row 9: Runner 7").click()
        assert violations(tab) == []
        tab.get_by_label("push-ups").fill("12")
        tab.get_by_role("button", name="Save into the roster").click()
        tab.locator("#member-page:not([hidden])").wait_for()
        said = tab.get_by_text("saved", exact=True)
        assert said.evaluate(
            "one => one.getBoundingClientRect().bottom <= "
            "one.closest('dialog').getBoundingClientRect().bottom"
        )
        assert "Runner 7,,12" in (folder / "roster.csv").read_text()
        tab.get_by_role("button", name="Close").click()
        tab.locator("#member").wait_for(state="hidden")
        tab.locator("#roster-said", has_text="60 rows, all in order").wait_for()
        other.goto(f"{page.origin}/club")
        other.locator("#roster-said", has_text="60 rows").wait_for()
        tab.get_by_role("button", name="Make everybody").click()
        tab.locator("#stop").wait_for()
        tab.reload()  # in the middle of it
        for one in (tab, other):
            one.locator("#stop").wait_for()
        looked_at.set()
        for one in (tab, other):
            one.locator("#run-said", has_text="60 made, 0 up to date").wait_for()
            one.locator("[data-run=make] > #run").wait_for()  # where it was asked for
        tab.locator("#mail-said", has_text="60 on paper").wait_for()
        with tab.expect_response("**/club/run"):
            tab.reload()
        tab.locator("#mail-said", has_text="60 on paper").wait_for()
        assert tab.locator("#run").is_hidden()  # what has ended is said once
        tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert fits(tab)
        assert violations(tab) == []
        tab.get_by_role("button", name="Quit").click()
        tab.get_by_role("heading", name="RunStrong has ended").wait_for()
        assert violations(tab) == []
        context.close()


@pytest.fixture
def club_tab(
    chromium: "Browser",
    tmp_path: Path,
    shared_cache: Path,
    state_folder: None,  # noqa: ARG001
) -> Iterator["Tab"]:
    """The page of the club in `club`, in the dark."""
    folder = club_in(tmp_path / "club")
    with served(folder, cache=shared_cache) as page:
        context = chromium.new_context(viewport=DESKTOP, color_scheme="dark")  # type: ignore[arg-type]
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        tab.goto(page.launch_url())
        yield tab
        context.close()


def test_a_long_roster_is_looked_through_with_the_keyboard(club_tab: "Tab", tmp_path: Path) -> None:
    rows = "".join(f"Runner {n},{'many' if n < 40 else 12},German\n" for n in range(300))
    club_in(tmp_path / "club", f"name,push-ups,language\n{rows}")
    tab = club_tab
    tab.get_by_role("link", name="Club").press("Enter")
    tab.locator("#roster-said", has_text="300 rows, 40 with something").wait_for()
    tab.locator("#only-problems").press("Space")
    shown = tab.locator("#roster tbody tr:not([hidden])")
    assert shown.count() == 40
    tab.locator("#find").press_sequentially("runner 39")
    assert shown.count() == 1
    tab.get_by_role("button", name="Row 41: Runner 39").press("Enter")
    tab.locator("#cell-1-problems", has_text="'many' is not a whole number").wait_for()
    offered = tab.locator("#cell-2-choices option")
    assert "Polski" in offered.evaluate_all("all => all.map((one) => one.value)")
    tab.locator("#member-page:not([hidden])").wait_for()
    assert violations(tab) == []
    every_button_is_reached(tab)
    tab.keyboard.press("Escape")
    tab.locator("#member").wait_for(state="hidden")
    focused: Any = tab.evaluate("document.activeElement.textContent")
    assert focused == "41"
    tab.locator("#find").fill("")
    tab.locator("#only-problems").uncheck()
    printed = "".join(page_texts(tab.pdf(format="A4")))  # all of it, not what was scrolled to
    assert "Runner 0" in printed
    assert "Runner 299" in printed
    assert "Mail server" not in printed
    drop(tab, "holiday.txt", "x")
    tab.get_by_text("Nothing on this page takes holiday.txt").wait_for()
    drop(tab, "members.ods", "PK application/vnd.oasis.opendocument.spreadsheet")
    beside = tab.locator("section:has(#roster-file) #problems")
    beside.get_by_text("is an OpenDocument file").wait_for()
    assert "save it as .xlsx or CSV" in beside.inner_text()
    drop(tab, "new.csv", "name\nZoë\n")
    tab.locator("#roster-said", has_text="1 row, all in order; the one before is kept").wait_for()


def test_a_workbook_is_changed_where_it_lies(club_tab: "Tab", tmp_path: Path) -> None:
    folder = club_in(tmp_path / "club", toml=f'name = "Club"\nroster = "m.xlsx"\n{SMALL}')
    book = workbooks.a_club()
    book.active["H6"] = "=D6*2"
    book.save(folder / "m.xlsx")
    tab = club_tab
    tab.get_by_role("link", name="Club").press("Enter")
    tab.locator("#roster-said", has_text="4 rows, all in order").wait_for()
    tab.get_by_role("button", name="Row 4: Jo").click()
    tab.get_by_label("Press-ups").fill("11")
    tab.get_by_role("button", name="Save into the roster").click()
    tab.get_by_text("saved", exact=True).wait_for()
    tab.get_by_role("button", name="Take this row out").click()
    tab.get_by_role("button", name="Really take it out").click()
    tab.locator("#member-problems", has_text="formulas go by where the rows stand").wait_for()
    tab.get_by_role("button", name="Close").click()
    tab.get_by_role("button", name="Add a member").click()
    tab.get_by_label("Name", exact=True).fill("Eva")
    tab.keyboard.press("Enter")
    tab.locator("#roster-said", has_text="5 rows, all in order").wait_for()
    tab.keyboard.press("Escape")
    tab.locator("#roster tr", has_text="Eva").wait_for()
    sheet = workbooks.opened((folder / "m.xlsx").read_bytes()).active
    assert [sheet[place].value for place in ("D4", "H6", "A7")] == [11, "=D6*2", "Eva"]
    book = workbooks.a_club()
    book.active["A3"] = "Uma"
    book.save(tmp_path / "new.xlsx")
    tab.locator("#roster-file").set_input_files(tmp_path / "new.xlsx")
    tab.locator("#roster-said", has_text="the one before is kept as m-before-1.xlsx").wait_for()
    tab.get_by_role("button", name="Row 3: Uma").click()
    tab.get_by_role("button", name="Take this row out").click()
    tab.get_by_role("button", name="Really take it out").click()
    tab.locator("#roster-said", has_text="3 rows, all in order").wait_for()
    assert [row.name for row in read_roster_file(folder / "m.xlsx").rows] == ["Jo", "Ada", "Ida"]
    drop(tab, "new.csv", "name,email\nJo,j@example.org\nIda,i@example.org\n")
    tab.locator("#roster-said", has_text="2 rows, all in order").wait_for()
    tab.locator("#problems", has_text="no mail, as before, for Ida: hidden").wait_for()
    assert 'roster = "m.csv"' in (folder / "club.toml").read_text()
    assert [row.send for row in read_roster_file(folder / "m.csv").rows] == [None, False]


def test_the_club_and_its_mail_server_are_set_with_the_keyboard(
    club_tab: "Tab", tmp_path: Path
) -> None:
    toml = f'name = "Club"  # ours\ncolour = "#123456"\n{SMALL}[mail]\nrate = "20 per minute"\n'
    folder, tab = club_in(tmp_path / "club", toml=toml), club_tab
    tab.get_by_role("link", name="Club").press("Enter")
    tab.locator("summary", has_text="Club settings").press("Enter")
    typed = {
        "Name of the club": "Fell Runners",
        "Mail comes from": "zoe(at)example.org",
        "Name beside it": "Zoë",
        "Mail server": "https://smtp.example.org",
        "Port": "99999",
        "User name there": "zoe",
    }
    for label, text in typed.items():
        tab.get_by_label(label, exact=True).fill(text)
    tab.get_by_label("User name there").press("Enter")
    for name, message in {
        "sender_address": "no @",
        "host": "server's name",
        "port": "65535",
    }.items():
        tab.locator(f"#setting-{name}-problems", has_text=message).wait_for()
        assert tab.locator(f"#setting-{name}").get_attribute("aria-invalid") == "true"
    assert (folder / "club.toml").read_text() == toml
    assert violations(tab) == []
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    every_button_is_reached(tab)
    tab.get_by_label("Mail comes from").fill("zoe@example.org")
    tab.get_by_label("Mail server").fill("smtp.example.org")
    tab.get_by_label("Encryption").select_option("tls")
    tab.get_by_label("Port").fill("")
    tab.get_by_label("Port").press("Enter")
    tab.locator("#settings-said", has_text="saved").wait_for()
    assert tab.get_by_role("heading", name="Fell Runners").is_visible()
    assert (folder / "club.toml").read_text() == (
        f'name = "Fell Runners"  # ours\ncolour = "#123456"\n{SMALL}[mail]\n'
        'rate = "20 per minute"\nfrom = "Zoë <zoe@example.org>"\nhost = "smtp.example.org"\n'
        'security = "tls"\nuser = "zoe"\n'
    )
    tab.reload()
    assert tab.locator("#setting-host").input_value() == "smtp.example.org"


@pytest.mark.parametrize("window", [ZOOMED, {"viewport": PHONE}], ids=["200 %", "360 px"])
def test_a_club_in_a_small_window(club_tab: "Tab", tmp_path: Path, window: Any) -> None:  # noqa: ANN401
    """Everything is reached; what was made is printed and packed, and making is stopped."""
    folder = club_in(tmp_path / "club", "name,push-ups\nZoë,8\nJo,many\n")
    tab = club_tab
    tab.set_viewport_size(window["viewport"])
    tab.get_by_role("link", name="Club").click()
    tab.locator("#roster-said", has_text="2 rows, 1 with something").wait_for()
    tab.locator("[data-made][aria-disabled=true]").first.wait_for()
    every_button_is_reached(tab)
    assert at_width(tab, 360)
    assert at_width(tab, 599)
    assert not at_width(tab, 1000)
    tab.set_viewport_size(window["viewport"])
    tab.locator("#roster td", has_text="Zoë").click()
    tab.locator("#member-page:not([hidden])").wait_for()
    every_button_is_reached(tab)
    tab.get_by_role("button", name="Close").click()
    tab.get_by_role("button", name="Make everybody").click()
    tab.locator("#run-problems", has_text="Row 3, push-ups: 'many'").wait_for()
    assert violations(tab) == []
    every_button_is_reached(tab)
    tab.get_by_label("Leave out rows with problems").check()
    tab.get_by_role("button", name="Make everybody").click()
    tab.locator("#run-said", has_text="1 made, 0 up to date, 1 row left out").wait_for()
    tab.locator("#mail-said", has_text="1 on paper").wait_for()
    every_button_is_reached(tab)
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save all as ZIP").click()
    with zipfile.ZipFile(saved.value.path()) as packed:
        assert packed.namelist() == ["zoë.pdf"]
    with tab.context.expect_page() as opened:
        tab.get_by_role("link", name="Print all").click()
    assert opened.value.url.endswith("/club/print-all.pdf")
    opened.value.close()
    assert (folder / "output" / "print-all.pdf").exists()


def test_making_is_stopped(club_tab: "Tab", monkeypatch: pytest.MonkeyPatch) -> None:
    def waiting(_: object, *, stop: Any, progress: Any, **_more: object) -> Any:  # noqa: ANN401
        progress(1, 3, "writing")
        assert stop.wait(20)
        raise RunstrongError("stopped where it was")

    monkeypatch.setattr(Club, "make", waiting)
    tab = club_tab
    tab.get_by_role("link", name="Club").click()
    tab.get_by_role("button", name="Make everybody").click()
    tab.locator("#run-said", has_text="writing 1 of 3").wait_for()
    assert tab.locator("#make").is_disabled()
    tab.get_by_role("button", name="Stop").click()
    tab.locator("#run-problems", has_text="stopped where it was").wait_for()
    tab.locator("#run-close").click()
    tab.locator("#run").wait_for(state="hidden")


def set_the_server(tab: "Tab", port: int) -> None:
    """Fill in the settings of a local mail server, with the keyboard."""
    tab.locator("#settings summary").press("Enter")
    typed = {"Mail comes from": USER, "Name beside it": "Club", "Mail server": "localhost"}
    for label, text in {**typed, "Port": str(port), "User name there": USER}.items():
        tab.get_by_label(label, exact=True).fill(text)
    tab.keyboard.press("Enter")
    tab.locator("#settings-said", has_text="saved").wait_for()


def test_mail_is_sent_with_the_keyboard(club_tab: "Tab", tmp_path: Path, trusted: Trust) -> None:
    tab, mailbox = club_tab, Mailbox()
    with real_server(trusted, mailbox) as port:
        mail = f'[mail]\nfrom = "Club <{USER}>"\nhost = "localhost"\nport = {port}\n'
        roster = "name,email\nZoë,zoe@example.org\nJo,jo@example.org\nAda,\n"
        toml = f'name = "Club"\n{SMALL}send = true\n{mail}user = "{USER}"\n'
        club_in(tmp_path / "club", roster, toml.partition("[mail]")[0])
        tab.get_by_role("link", name="Club").press("Enter")
        set_the_server(tab, port)
        tab.locator("#make").press("Enter")
        tab.locator("#run-said", has_text="3 made").wait_for()
        tab.locator("#run-close").press("Enter")
        tab.locator("#run").wait_for(state="hidden")
        tab.locator("#dry-run").wait_for()  # a key is not pressed on what is hidden
        tab.locator("#dry-run").press("Enter")
        tab.locator("#letters button", has_text="Zoë").press("Enter")
        tab.locator("#letter-words", has_text="Zoë").wait_for()
        assert violations(tab) == []
        tab.locator("#letter button").press("Enter")
        tab.locator("#letter").wait_for(state="hidden")
        with tab.expect_response("**/club/run"):
            pass
        tab.wait_for_timeout(300)  # the letters stay where they are, and the focus on one of them
        assert tab.evaluate("document.activeElement.closest('#letters') !== null")
        assert mailbox.taken == []
        tab.locator("#password").press_sequentially(PASSWORD)
        tab.locator("#to-self").press("Enter")
        tab.locator("#run-said", has_text="One letter was sent to you").wait_for()
        assert [address for address, _ in mailbox.taken] == [USER]
        tab.locator("#recipients").press_sequentially("3")
        assert tab.locator("#send").is_disabled()
        tab.locator("#recipients").fill("2")
        tab.locator("#recipients").press("Enter")
        tab.locator("#run-said", has_text="2 sent, 0 failed").wait_for()
        tab.locator("#delivery tr", has_text="zoe@example.org").get_by_text("sent").wait_for()
        assert tab.locator("#password").input_value() == ""
        assert len(mailbox.taken) == 3
        changed = roster.replace("email\n", "email,level\n").replace(
            "e.org\nJo", "e.org,experienced\nJo"
        )
        club_in(tmp_path / "club", changed, toml)
        tab.reload()
        tab.locator("#make").press("Enter")
        tab.locator("#run-said", has_text="1 made, 2 up to date").wait_for()
        tab.get_by_label("Also those who have another plan already: 1").press("Space")
        tab.locator("#password").press_sequentially(PASSWORD)
        tab.locator("#recipients").fill("1")
        tab.locator("#recipients").press("Enter")
        tab.locator("#run-said", has_text="1 sent, 0 failed").wait_for()
        assert [address for address, _ in mailbox.taken][3:] == ["zoe@example.org"]
        tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert violations(tab) == []
        assert fits(tab)

"""What a file says of itself, and the ways into it: title, labels, bookmarks, links, fields."""

import xml.etree.ElementTree as ET
from collections import Counter

import pikepdf

from runstrong_pdf import __version__
from tests.making import NOBODY, ZOE, Made, made
from tests.reading import opened, widgets

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
UA = "{http://www.aiim.org/pdfua/ns/id/}"


def xmp(pdf: pikepdf.Pdf) -> ET.Element:
    return ET.fromstring(pdf.Root.Metadata.read_bytes())  # noqa: S314  our own file


def said(packet: ET.Element, tag: str) -> str:
    found = packet.find(f".//{tag}")
    if found is None:
        return ""
    entry = found.find(f".//{RDF}li")
    return (found if entry is None else entry).text or ""


def test_info_and_xmp_say_the_same(named: Made, default: Made) -> None:
    for document in (named, default):
        with opened(document.pdf) as pdf:
            packet, info = xmp(pdf), pdf.docinfo
            assert said(packet, f"{DC}title") == str(info["/Title"])
            assert said(packet, f"{DC}description") == str(info["/Subject"])
            assert said(packet, f"{DC}creator") == str(info.get("/Author", ""))
            assert said(packet, f"{PDF}Keywords") == str(info["/Keywords"])
            assert said(packet, f"{PDF}Producer") == str(info["/Producer"])
            assert said(packet, f"{XMP}CreatorTool") == str(info["/Creator"])
            assert str(info["/Producer"]) == f"RunStrong PDF {__version__}"
            assert said(packet, f"{DC}language") == str(pdf.Root.Lang)
            assert said(packet, f"{UA}part") == "1"


def test_the_title_is_shown_and_names_plan_and_person(named: Made, default: Made) -> None:
    with opened(named.pdf) as pdf:
        assert ZOE.name in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/Author"]) == ZOE.club
    with opened(default.pdf) as pdf:
        title = str(pdf.docinfo["/Title"])
        assert title == f"{default.plan.title}, 6 weeks"
        assert default.plan.code in str(pdf.docinfo["/Subject"])
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_language_is_stated(default: Made) -> None:
    with opened(default.pdf) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


def test_no_clock_is_read(default: Made) -> None:
    with opened(default.pdf) as pdf:
        assert {"/CreationDate", "/ModDate"}.isdisjoint(pdf.docinfo.keys())
        assert said(xmp(pdf), f"{XMP}CreateDate") == ""


def test_every_page_has_a_label_of_its_own(named: Made) -> None:
    with opened(named.pdf) as pdf:
        nums = list(pdf.Root.PageLabels.Nums)
        labels = [str(label.P) for label in nums[1::2]]
        assert [int(index) for index in nums[::2]] == list(range(len(pdf.pages)))
    assert labels == [page.label for page in named.pages]
    assert len(set(labels)) == len(labels)
    assert labels[:3] == ["Cover", "Progress", "Week 1"]


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, pikepdf.Object]]:
    """Return level, title and target of every bookmark."""

    def below(items: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str, object]]:
        found: list[tuple[int, str, object]] = []
        for item in items:
            found.append((level, item.title, item.destination))
            found += below(list(item.children), level + 1)
        return found

    with pdf.open_outline() as tree:
        return below(list(tree.root), 0)  # type: ignore[return-value]


def test_a_bookmark_for_every_group_week_and_exercise(named: Made) -> None:
    with opened(named.pdf) as pdf:
        marks = outline(pdf)
    top = [title for level, title, _ in marks if level == 0]
    weeks = [title for title in top if title.startswith("Week ")]
    assert weeks == [f"Week {week.number}: {week.title}" for week in named.plan.weeks]
    rest = [title for title in top if title not in weeks]
    assert rest == [
        "Cover",
        "Progress",
        "Warm-up",
        "Exercise guide",
        "Good to know",
        "Stretching",
        "What next",
    ]
    below = [title for level, title, _ in marks if level == 1]
    names = [exercise.shown for exercise in named.plan.exercises.values()]
    names += [stretch.name for stretch in named.plan.stretches.values()]
    assert [name for name in names if below.count(name) != 1] == []


def places(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Return all named destinations."""
    found: dict[str, pikepdf.Object] = {}
    if "/Dests" in pdf.Root:
        found |= {key[1:]: value for key, value in pdf.Root.Dests.items()}
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        names = list(pdf.Root.Names.Dests.Names)
        found |= {str(k): v for k, v in zip(names[::2], names[1::2], strict=True)}
    return found


def landing(destination: object, pdf: pikepdf.Pdf) -> int | None:
    """Return the index of the page where a destination leads, None where it leads nowhere."""
    if isinstance(destination, pikepdf.Name | pikepdf.String | str):
        destination = places(pdf).get(str(destination).removeprefix("/"))
    if isinstance(destination, pikepdf.Dictionary):
        destination = destination.get("/D")
    if not isinstance(destination, pikepdf.Array):
        return None
    numbers = [page.obj.objgen for page in pdf.pages]
    page = destination[0]
    assert isinstance(page, pikepdf.Object)
    return numbers.index(page.objgen) if page.objgen in numbers else None


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    annotations = (a for page in pdf.pages for a in page.obj.get("/Annots", []))
    return [annotation for annotation in annotations if annotation.Subtype == "/Link"]


def test_bookmarks_lead_to_the_page_of_their_name(named: Made) -> None:
    with opened(named.pdf) as pdf:
        for level, title, destination in outline(pdf):
            index = landing(destination, pdf)
            assert index is not None, title
            if level == 0 and title.startswith("Week"):
                assert named.pages[index].code == f"W{title.split(':')[0].removeprefix('Week ')}"


def test_a_name_on_a_week_sheet_leads_to_its_own_card(default: Made) -> None:
    texts, exercises = default.brief.texts, default.plan.exercises
    names = {texts("lane.link", exercise=e.shown): e.shown for e in exercises.values()}
    with opened(default.pdf) as pdf:
        cards = {title: landing(place, pdf) for level, title, place in outline(pdf) if level == 1}
        lost = []
        for link in links(pdf):
            index = landing(link.get("/Dest"), pdf)
            if index is None:
                lost.append(str(link.Contents))
                continue
            assert index == cards[names[str(link.Contents)]]
        assert lost == [], "links that lead nowhere"


def test_sheets_without_a_guide_have_no_links_into_it() -> None:
    with opened(made(NOBODY, edition="week-sheets").pdf) as pdf:
        kinds = {str(a.Subtype) for page in pdf.pages for a in page.obj.get("/Annots", [])}
        assert len(pdf.pages) == 6
    assert kinds == {"/Widget"}


def test_fields_have_names_and_say_what_they_tick(named: Made) -> None:
    with opened(named.pdf) as pdf:
        kinds = Counter(mark.kind for page in named.marks for mark in page)
        fields = list(pdf.Root.AcroForm.Fields)
        rings = [ring for field in fields if "/Kids" in field for ring in field.Kids]
        rungs = [field for field in fields if str(field.T).startswith("rung-")]
        assert len(rings) + len(rungs) == kinds["ring"]
        alone = [f for f in fields if "/Kids" not in f and f not in rungs]
        assert len(alone) == kinds["box"] + kinds["field"]
        names = Counter(str(field.T) for field in fields)
        tips = Counter(str(field.TU) for field in (*fields, *rings))
        assert [name for name, times in names.items() if times > 1] == []
        assert [tip for tip, times in tips.items() if times > 1] == []
        assert "" not in tips
        for widget in widgets(pdf):
            assert int(widget.F) & 4, "it would not print"
            if "/AS" in widget:
                assert str(widget.AS) == "/Off"
                assert {"/Off"} < set(widget.AP.N.keys())
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_boxes_print_where_the_sheet_says(named: Made) -> None:
    """A field's rectangle is the square on paper, and all of them are widgets of their page."""
    with opened(named.pdf) as pdf:
        for page, marks in zip(pdf.pages, named.marks, strict=True):
            high = float(page.mediabox[3])
            there = {str(a.T): a for a in page.obj.get("/Annots", []) if "/T" in a}
            for mark in (mark for mark in marks if mark.kind in {"box", "field"}):
                left, bottom, right, top = (
                    float(edge) for edge in there[mark.what.replace(".", "-")].Rect
                )
                expected = (mark.left, mark.top, mark.right, mark.bottom)
                found = (left, high - top, right, high - bottom)
                for a, b in zip(found, expected, strict=True):
                    assert abs(a / 72 * 25.4 - b) < 0.02

"""Workbooks as clubs have them: with formats, filters, links, a table, a second sheet."""

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

HEADINGS = ("Name", "Email", "Start", "Press-ups", "Send", "Phone")


def a_club() -> Any:  # noqa: ANN401  of a library without types
    """Four members below a title, row 6 hidden by the filter; beside them a sheet of lists."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Our members"
    sheet.append(["Riverside Runners"])
    sheet.append(HEADINGS)
    for number, name in enumerate(("Zoë", "Jo", "Ada", "Ida"), 3):
        day = dt.date(2026, 12, 7)
        sheet.append([name, f"{name[0].lower()}@example.org", day, number, True, "00491"])
        sheet.cell(number, 2).hyperlink = f"mailto:{name[0].lower()}@example.org"
        sheet.cell(number, 6).number_format = "@"
        for cell in sheet[number]:
            cell.border = Border(bottom=Side("thin"))
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["B"].width = 31
    sheet.row_dimensions[2].height = 24
    sheet.row_dimensions[6].hidden = True
    sheet["A2"].font = Font(bold=True)
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = "A2:F6"
    green = FormulaRule(["$D3>3"], fill=PatternFill("solid", bgColor="00FF00"))
    sheet.conditional_formatting.add("A3:F6", green)
    rule = DataValidation("list", formula1="Lists!$A$1:$A$2")
    rule.add("E3:E6")
    sheet.add_data_validation(rule)
    lists = book.create_sheet("Lists")
    for words in ("yes", "no", "Zoë"):
        lists.append([words])
    lists["B1"] = "=COUNTA('Our members'!A:A)"
    book.defined_names["Members"] = DefinedName("Members", attr_text="'Our members'!$A$3:$F$6")
    return book


def saved(book: Any) -> bytes:  # noqa: ANN401
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


STRICT = "http://purl.oclc.org/ooxml"


def as_excel_writes(
    cells: str, *, strings: str = "", main: str = STRICT, doctype: str = ""
) -> bytes:
    """Return a workbook of one sheet, in the edition of the format that openpyxl does not know."""
    related = f'<Relationships xmlns="{main}/package/relationships">{{}}</Relationships>'
    kind = f"{main}/officeDocument/relationships"
    parts = {
        "_rels/.rels": related.format(
            f'<Relationship Id="a" Type="{kind}/officeDocument" Target="/book/it.xml"/>'
        ),
        "book/it.xml": f"""<workbook xmlns="{main}/spreadsheetml/main" xmlns:r="{kind}">
            <sheets><sheet name="S" r:id="s1"/></sheets></workbook>""",
        "book/_rels/it.xml.rels": related.format(
            f'<Relationship Id="s1" Type="{kind}/worksheet" Target="../sheet.xml"/>'
            f'<Relationship Id="s2" Type="{kind}/sharedStrings" Target="strings.xml"/>'
        ),
        "sheet.xml": f"""{doctype}<worksheet xmlns="{main}/spreadsheetml/main">
            <sheetData>{cells}</sheetData></worksheet>""",
        "book/strings.xml": f'<sst xmlns="{main}/spreadsheetml/main">{strings}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


def opened(content: bytes) -> Any:  # noqa: ANN401
    return openpyxl.load_workbook(io.BytesIO(content))


def with_table(book: Any, ref: str = "A2:F6") -> Any:  # noqa: ANN401
    book.active.auto_filter.ref = None
    book.active.add_table(Table(displayName="People", ref=ref))
    return book

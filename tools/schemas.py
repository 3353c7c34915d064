"""Writes the JSON Schemas in `templates/schemas/`: of a plan, programme, topic and club.toml.

    python tools/schemas.py            # rewrite them
    python tools/schemas.py --check    # leave with 1 when one is out of date

An editor that knows JSON Schema completes and checks such a file while a coach writes it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from runstrong_pdf.club.folder import AT_TOP, DEFAULTS
from runstrong_pdf.model.catalogue import Topic
from runstrong_pdf.model.club import ClubSettings
from runstrong_pdf.model.fields import FIELDS, Field, Kind
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import Programme

FOLDER = Path(__file__).parent.parent / "templates" / "schemas"
TEXT = {"type": "string"}
DATE: dict[str, Any] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


def plan_schema() -> dict[str, Any]:
    """Return the schema of a plan, with what the sheet knows beside it."""
    tables = Plan.model_json_schema(mode="serialization")
    beside = {"generator": TEXT, "name": TEXT, "club": TEXT, "start": DATE}
    tables["properties"] = beside | tables["properties"]
    tables["$defs"]["Session"]["properties"]["date"] = {
        "description": "the day on the sheet; only with a start date",
        "type": "string",
        "format": "date",
    }
    tables["$defs"]["Run"]["properties"]["day"] |= {"minimum": 0, "maximum": 6}
    request = tables["$defs"]["Request"]
    request["description"] = request["description"].partition("\n")[0]
    for name, said in request["properties"].items():
        _bound(said, FIELDS[name])
    return tables


def _bound(said: dict[str, Any], field: Field) -> None:
    """Add what the table of options says to the schema of a plan's request."""
    said["description"] = field.help
    for part in (said, said.get("items", {}), *said.get("anyOf", [])):
        if part.get("type") == "integer":
            part |= {"minimum": field.low, "maximum": field.high}
        if part.get("type") == "number":
            part |= {"exclusiveMinimum": 0, "maximum": field.high}


def club_schema() -> dict[str, Any]:
    """Return the schema of club.toml: its options as the table has them."""
    tables = ClubSettings.model_json_schema()
    for name in AT_TOP:
        tables["properties"][name] |= option_schema(FIELDS[name])
    send = {"type": "boolean", "default": True}
    send["description"] = "Whether members with an email address get mail."
    tables["properties"]["defaults"] = {
        "description": "What holds for every member whose cell is empty.",
        "type": "object",
        "properties": {name: option_schema(FIELDS[name]) for name in DEFAULTS} | {"send": send},
        "additionalProperties": False,
    }
    return tables


def option_schema(field: Field) -> dict[str, Any]:
    """Return the schema of an option; lists may also be written as one text."""
    said = {"description": field.help}
    if field.kind is Kind.NUMBER:
        return said | {"type": "integer", "minimum": field.low, "maximum": field.high}
    if field.kind is Kind.SWITCH:
        return said | {"type": "boolean", "default": field.default}
    if field.kind is Kind.CHOICE:
        return said | {"enum": [*field.choices, ""]}
    if field.kind is Kind.CHOICES:
        items = {"type": "array", "items": {"enum": list(field.choices)}}
        return said | {"anyOf": [TEXT, items]}
    if field.kind in {Kind.NAMES, Kind.WEIGHTS}:
        item = TEXT if field.kind is Kind.NAMES else {"type": "number"}
        return said | {"anyOf": [TEXT, {"type": "array", "items": item}]}
    return said | TEXT | ({"examples": [field.example]} if field.example else {})


def schemas() -> dict[str, str]:
    """Return the text of every schema by file name."""
    tables = {
        "plan.json": plan_schema(),
        "programme.json": Programme.model_json_schema(),
        "know-how.json": Topic.model_json_schema(),
        "club.json": club_schema(),
    }
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        name: json.dumps(draft | table, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        for name, table in tables.items()
    }


def main() -> None:
    """Write or check the files."""
    for name, text in schemas().items():
        file = FOLDER / name
        if "--check" not in sys.argv:
            FOLDER.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(file)
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            sys.exit(f"{file} is out of date: python tools/schemas.py")


if __name__ == "__main__":
    main()

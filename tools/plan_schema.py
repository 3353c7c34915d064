"""Writes `templates/schemas/plan.json`, the JSON Schema of `runstrong plan -o plan.json`.

python tools/plan_schema.py            # rewrite it
python tools/plan_schema.py --check    # leave with 1 when it is out of date
"""

import json
import sys
from pathlib import Path
from typing import Any

from runstrong_pdf.model.plan import Plan

FILE = Path(__file__).parent.parent / "templates" / "schemas" / "plan.json"
TEXT = {"type": "string"}
DATE: dict[str, Any] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


def schema() -> str:
    """Return the schema as text, with what the sheet knows beside the plan."""
    tables = Plan.model_json_schema(mode="serialization")
    beside = {"generator": TEXT, "name": TEXT, "club": TEXT, "start": DATE}
    tables["properties"] = beside | tables["properties"]
    tables["$defs"]["Session"]["properties"]["date"] = {
        "description": "the day on the sheet; only with a start date",
        "type": "string",
        "format": "date",
    }
    tables["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(tables, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Write or check the file."""
    text = schema()
    if "--check" in sys.argv:
        sys.exit(0 if FILE.is_file() and FILE.read_text(encoding="utf-8") == text else 1)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text, encoding="utf-8")
    print(FILE)


if __name__ == "__main__":
    main()

"""Writes docs/options.md from the one table of options (`runstrong_pdf/model/fields.py`).

python tools/option_table.py            # rewrite it
python tools/option_table.py --check    # leave with 1 when it is out of date
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from runstrong_pdf.cli.option_table import LOCAL
from runstrong_pdf.model.fields import GROUPS, ClubKey, Field, Kind

FILE = Path(__file__).parent.parent / "docs" / "options.md"
HEAD = """# Options

What can be asked for, once for the command line (`--push-ups`), Python (`push_ups`), `club.toml`
and the columns of a roster (`push-ups`, in any case, with any spacing, also by common other names).
Lists take commas, semicolons or `and`. This page is made from `runstrong_pdf/model/fields.py` by
`python tools/option_table.py`.
"""
CLUB = {ClubKey.TOP: "at the top", ClubKey.DEFAULTS: "`[defaults]`", None: ""}


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(line for name in GROUPS for line in _group(name))])


def _group(name: str) -> Iterator[str]:
    yield f"## {name}\n"
    yield "| option | what it does | possible | left out | club.toml | roster column |"
    yield "|---|---|---|---|---|---|"
    yield from map(_row, GROUPS[name])
    yield ""


def _row(field: Field) -> str:
    possible = ", ".join(f"`{one}`" for one in field.choices) or field.possible
    if field.kind is Kind.SWITCH:
        possible = "on, off"
    left_out = ("on" if field.default else "off") if field.kind is Kind.SWITCH else ""
    left_out = left_out or (f"`{field.shown_default}`" if field.shown_default else "")
    if field.name in LOCAL:
        left_out = f"{LOCAL[field.name]}; in Python {left_out}"
    column = f"`{field.column}`" if field.headings is not None else ""
    cells = (f"`--{field.column}`", field.help, possible, left_out, CLUB[field.club], column)
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write or check the page."""
    if "--check" not in sys.argv:
        FILE.write_text(page(), encoding="utf-8")
        print(FILE)
    elif not FILE.is_file() or FILE.read_text(encoding="utf-8") != page():
        sys.exit(f"{FILE} is out of date: python tools/option_table.py")


if __name__ == "__main__":
    main()

"""Reads a roster: a spreadsheet of members as people really save it -> rows and problems."""

from runstrong_pdf.roster.editing import (
    RosterTable,
    changed_roster,
    check_roster,
    hold_back,
    roster_table,
    without_rows,
)
from runstrong_pdf.roster.row_reader import (
    Roster,
    RosterRow,
    read_roster,
    read_roster_bytes,
    read_roster_file,
)

__all__ = [
    "Roster",
    "RosterRow",
    "RosterTable",
    "changed_roster",
    "check_roster",
    "hold_back",
    "read_roster",
    "read_roster_bytes",
    "read_roster_file",
    "roster_table",
    "without_rows",
]

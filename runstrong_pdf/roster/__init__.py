"""Reads a roster: a spreadsheet of members as people really save it -> recipients and problems."""

from runstrong_pdf.roster.reading import each_recipient, read_roster

__all__ = ["each_recipient", "read_roster"]

"""Reads a roster: a spreadsheet of members as people really save it -> recipients and problems."""

from runstrong_pdf.roster.reading import read_roster

__all__ = ["read_roster"]

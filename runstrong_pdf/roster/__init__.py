"""Reads a roster: a spreadsheet of members as people really save it -> rows and problems."""

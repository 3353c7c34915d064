"""Pure planning: Request + Library -> Plan. No paper, no clock, no people."""

from runstrong_pdf.planning.pipeline import make_plan

__all__ = ["make_plan"]

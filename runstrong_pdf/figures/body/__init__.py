"""The figure: a solved skeleton becomes parts with outlines on paper."""

from runstrong_pdf.figures.body.figure import figure_parts

__all__ = ["figure_parts"]

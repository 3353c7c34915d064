"""Reads a club's logo from an SVG file and keeps it vector: a safe part of SVG 1.1.

Read are paths, basic shapes, groups, transforms, `use`, style sheets with simple selectors, linear
and radial gradients, clip paths and opacity. What is not read is refused by name, never left out.
"""

from runstrong_pdf.pdf.svg.errors import SvgError
from runstrong_pdf.pdf.svg.reading import Vector, read_svg

__all__ = ["SvgError", "Vector", "read_svg"]

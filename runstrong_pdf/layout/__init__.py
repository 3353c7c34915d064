"""Boxes that measure themselves, then draw. No exercise is known here.

Millimetres, origin top left, y downwards; type sizes in points.
"""

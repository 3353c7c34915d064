"""What is wrong with an SVG, in words for the one who made it."""


class SvgError(ValueError):
    """The file is unsafe, broken, or has something in it that cannot be drawn."""


def cannot_draw(what: str, remedy: str = "export the logo as a plain SVG, or as png") -> SvgError:
    """Return the error that names something that is not read."""
    return SvgError(f"has {what} in it, which cannot be drawn here; {remedy}")

"""A page in the browser: the public face with forms, pictures and downloads; nothing of its own.

`runstrong serve` shows it on one's own computer; `runstrong_pdf.web:app` is the plan page alone for
a club's own server, as ASGI (docs/web.md). Needs the extra `runstrong-pdf[web]`.
"""

from importlib import import_module

__all__ = ["app"]


def __getattr__(name: str) -> object:
    """Make the app of a club's own server when a server asks for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.application").public_app()

"""Pure planning: Request + Library -> Plan. No paper, no clock, no people."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runstrong_pdf.planning.pipeline import make_plan

__all__ = ["make_plan"]


def __getattr__(name: str) -> object:
    """Load the planner when it is first used: who needs a module beside it needs not all."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from runstrong_pdf.planning import pipeline  # noqa: PLC0415  see above

    return pipeline.make_plan

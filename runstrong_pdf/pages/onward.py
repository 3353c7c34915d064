"""The words that tell a reader how to go on: when to move up, stay or step down, what to swap.

Several pages print them in different shapes; what they say depends only on the kit of the plan.
"""

from collections.abc import Iterator

from runstrong_pdf.model.words import Kit
from runstrong_pdf.pages.brief import Brief

RULES = ("up", "stay", "down")
SWAPS: dict[str, tuple[Kit, ...]] = {
    "wrist": (Kit.DUMBBELLS,),
    "shoulder": (),
    "low-back": (Kit.BAND, Kit.DUMBBELLS),
    "high-bp": (Kit.BAND, Kit.DUMBBELLS),
    "pregnancy": (Kit.BAND,),
    "older-adult": (),
}
"""What may be sore, in printed order, with the kit that its swap may name, the best first."""


def when(brief: Brief, rule: str) -> str:
    """Return when a rule of `RULES` applies and what to do then."""
    return brief.texts(f"progress.{rule}_when")


def swaps(brief: Brief) -> Iterator[str]:
    """Yield one line for everything that may be sore, with the kit of the plan."""
    for topic, tools in SWAPS.items():
        tool = next((kit.value for kit in tools if kit in brief.plan.kit), "none")
        yield brief.texts(f"progress.swap.{topic}.{tool}")

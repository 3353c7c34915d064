"""What a plan says to somebody with a caution (docs/training-rules.md#what-a-caution-says)."""

from collections.abc import Collection

from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.words import Caution, Kit

JOINTS: tuple[Caution, ...] = (
    "shoulder",
    "wrist",
    "elbow",
    "neck",
    "low-back",
    "knee",
    "hip",
    "ankle",
)
"""What may be sore: the pain rule is for these."""
STATES: tuple[Caution, ...] = ("pregnancy", "postnatal", "high-bp", "osteoporosis", "youth")
"""Who asks first (R34): the first names whom, and under 16 a parent is asked as well."""
STOPPED: tuple[Caution, ...] = (*STATES, "neck", "low-back")
"""Cautions with signs of their own to stop at."""


def warnings(avoid: Collection[Caution], texts: Texts) -> tuple[str, ...]:
    """Return whom to show the plan first, and at which signs to stop: for every sheet."""
    asked = [caution for caution in STATES if caution in avoid]
    whom = [texts(f"plan.whom.{caution}") for caution in asked if caution in {asked[0], "youth"}]
    return (
        *([texts("plan.refer", whom=texts.joined(whom))] if whom else []),
        *(texts(f"plan.stop_signs.{caution}") for caution in STOPPED if caution in avoid),
    )


def advice(avoid: Collection[Caution], kit: Collection[Kit], texts: Texts) -> tuple[str, ...]:
    """Return what is left out and heeded for each caution, and how much a joint may hurt.

    A plan without a band has nothing to say of latex.
    """
    named = [c for c in (*STATES, "older-adult", *JOINTS) if c in avoid]
    named += ["latex"] if "latex" in avoid and Kit.BAND in kit else []
    told = [texts(f"plan.advice.{caution}") for caution in named]
    return (*told, *([texts("plan.advice.pain")] if {*named} & {*JOINTS} else []))

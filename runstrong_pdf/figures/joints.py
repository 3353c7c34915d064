"""The names of joints and other points of the body that a pose file may refer to."""

from typing import Annotated

from pydantic import AfterValidator

MIDDLE = ("pelvis", "chest", "neck", "head")
ARM = ("shoulder", "elbow", "wrist", "hand", "fingertips")
LEG = ("hip", "knee", "ankle", "heel", "ball", "toe", "instep")
PAIRED = tuple(f"{side}.{name}" for side in ("left", "right") for name in ARM + LEG)
# `from` may also name the place itself, or the limb's own shoulder.
REFERENCES = ("floor", "world", "shoulder", *MIDDLE, *PAIRED)


def _joint(name: str) -> str:
    return _one_of(name, (*MIDDLE, *PAIRED), "joint")


def _reference(name: str) -> str:
    return _one_of(name, REFERENCES, "reference")


def _one_of(name: str, names: tuple[str, ...], what: str) -> str:
    if name not in names:
        raise ValueError(f"unknown {what} {name!r}; allowed: {', '.join(names)}")
    return name


Joint = Annotated[str, AfterValidator(_joint)]
Reference = Annotated[str, AfterValidator(_reference)]

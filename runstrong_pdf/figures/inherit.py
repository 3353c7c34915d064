"""How a frame inherits from another, before anything is validated.

Tables are merged key by key. A limb that is placed by angle where it was placed by target (or the
other way round) forgets the keys that only the old way understands.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

PLACED_BY_ANGLE = ("raise", "toward", "forearm", "bend", "shin")
PLACED_BY_TARGET = ("at", "from", "elbow", "knee", "knee_at", "knee_from")
LIMBS = ("arm", "leg")
SIDES = ("left", "right")


def inherited(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return the frame `base` with everything that `change` says instead."""
    out = merged(base, {key: value for key, value in change.items() if key not in LIMBS})
    for limb in LIMBS:
        if isinstance(change.get(limb), dict):
            out[limb] = _limbs(_table(base.get(limb)), change[limb])
    out.pop("like", None)
    return out


def _limbs(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for which, table in change.items():
        out[which] = limb_merged(_table(out.get(which)), _table(table))
    return out


def _table(value: object) -> Mapping[str, Any]:
    """Return a table, or an empty one for what is none; that will be told when it is validated."""
    return value if isinstance(value, dict) else {}


def fanned_out(frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return the frame with what it says of `both` limbs said of the left and of the right."""
    out = dict(frame)
    for limb in LIMBS:
        tables = frame.get(limb, {})
        both = tables.get("both", {})
        sides = {s: limb_merged(both, tables.get(s, {})) for s in SIDES}
        out[limb] = {side: table for side, table in sides.items() if table}
    return out


def limb_merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return the limb `base` with what `change` says instead."""
    dropped: tuple[str, ...] = ()
    if "raise" in change and "raise" not in base:
        dropped = PLACED_BY_TARGET
    elif "at" in change and "raise" in base:
        dropped = PLACED_BY_ANGLE
    return merged({k: v for k, v in base.items() if k not in dropped}, change)


def merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with the values of `change`, table by table."""
    out = deepcopy(dict(base))
    for key, value in change.items():
        old = out.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            out[key] = merged(old, value)
        else:
            out[key] = deepcopy(value)
    return out

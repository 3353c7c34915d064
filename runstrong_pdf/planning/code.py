"""The plan's code: what stands on every sheet, can be read aloud, and names the plan."""

import hashlib
import json

from runstrong_pdf.model.plan import Plan

SIGNS = "23456789CFGHJMPQRVWX"
"""Signs that are not taken for one another and spell no word (those of Open Location Codes)."""
LENGTH = 6
"""20 ** 6 is 64 million: of 1,000 different plans, two share a code in less than 1 % of cases."""
PRINTED = ("title", "days", "weeks", "steps", "notes", "bands", "kg", "refer_first", "race_week")
"""What of a plan stands on its sheets besides facts of the library."""
LISTS = ("warm_ups", "stretches", "more_stretches")


def plan_code(letters: str, plan: Plan) -> str:
    """Return a code such as `UB6-4H7Q2R`: programme, weeks, fingerprint of all that is printed.

    Name, club, dates and paper do not count: a club's members with the same plan have one code.
    """
    printed = plan.model_dump(mode="json", include=set(PRINTED))
    printed |= {key: list(getattr(plan, key)) for key in LISTS}
    printed["avoid"] = sorted(plan.request.avoid)
    printed["race_day"] = plan.request.race.weekday() if plan.request.race else None
    if plan.request.units != "kg":
        printed["units"] = plan.request.units
    digest = hashlib.sha256(
        json.dumps(printed, sort_keys=True, check_circular=False).encode()
    ).digest()
    number = int.from_bytes(digest, "big")
    signs = [SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LENGTH)]
    return f"{letters}{len(plan.weeks)}-{''.join(signs)}"

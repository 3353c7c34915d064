"""How fast mail may go out, as people write it: `50 per 5 minutes`."""

import re
from dataclasses import dataclass

from runstrong_pdf.errors import MailError

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
RATE = re.compile(
    r"(?P<count>\d{1,6})\s*(?:(?:mails?|messages?|emails?)\s*)?(?:per|every|each|in|an?|/)\s*"
    r"(?P<times>\d{1,4})?\s*(?P<unit>second|minute|hour|day)s?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rate:
    """At most `count` messages in any stretch of `seconds`."""

    count: int
    seconds: float
    words: str


def parse_rate(words: str) -> Rate:
    """Return a rate that is given in words. Raises MailError.

    Example:
        >>> parse_rate("50 per 5 minutes")
        Rate(count=50, seconds=300, words='50 per 5 minutes')
    """
    found = RATE.fullmatch(words.strip())
    if not found or int(found["count"]) == 0 or found["times"] == "0":
        raise MailError(
            f"{words!r} is not a rate",
            'for example rate = "50 per 5 minutes", "20 per minute" or "500 per day"',
        )
    seconds = int(found["times"] or 1) * SECONDS[found["unit"].lower()]
    return Rate(int(found["count"]), seconds, words.strip())

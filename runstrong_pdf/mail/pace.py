"""How fast mail may go out, in plain words: `50 per 5 minutes`. Pure: the clock is an argument."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from runstrong_pdf.errors import MailError

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
WORDS = re.compile(
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
    """Return the rate that words such as `50 per 5 minutes` or `500 a day` mean."""
    found = WORDS.fullmatch(words.strip())
    if not found or int(found["count"]) == 0 or found["times"] == "0":
        raise MailError(
            f"club.toml: mail.rate: {words!r} is not a rate",
            'for example rate = "50 per 5 minutes", "20 per minute" or "500 per day"',
        )
    seconds = int(found["times"] or 1) * SECONDS[found["unit"].lower()]
    return Rate(int(found["count"]), seconds, words.strip())


class Pace:
    """Counts what went out lately and says how long to wait.

    Args:
        rate: what the provider allows.
        before: times of messages that earlier runs sent; a restart must not double the rate.
    """

    def __init__(self, rate: Rate, before: Iterable[float] = ()) -> None:
        self.rate = rate
        self._sent = deque(sorted(before))

    def wait(self, now: float) -> float:
        """Return the seconds until the next message may go."""
        while self._sent and self._sent[0] <= now - self.rate.seconds:
            self._sent.popleft()
        if len(self._sent) < self.rate.count:
            return 0.0
        return max(0.0, self._sent[-self.rate.count] + self.rate.seconds - now)

    def note(self, now: float) -> None:
        """Count a message that was handed over."""
        self._sent.append(now)

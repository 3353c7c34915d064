"""How long a plan takes, without drawing: at most 20 ms once the library is loaded.

    python benchmarks/planning.py [--limit]

Prints milliseconds of processor time, the best of several runs, and their ratio to a fixed piece of
arithmetic measured in between: on a busy machine both grow, and the ratio stays. `--limit` fails
above 2.5, which is 20 ms where the arithmetic takes 8.
"""

import sys
import time
from typing import Any

from runstrong_pdf.library import Library
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan

MOST_YARDSTICKS = 2.5
RUNS = 15
ADDITIONS = 200_000
REQUESTS: dict[str, dict[str, Any]] = {
    "default": {},
    "8 weeks, generated": {"weeks": 8},
    "12 weeks, one session, 20 minutes": {"weeks": 12, "sessions": 1, "minutes": 20},
    "12 weeks, experienced, 2 x 45": {"weeks": 12, "level": "experienced", "minutes": 45},
    "12 weeks, experienced, 3 x 60": {
        "weeks": 12, "level": "experienced", "sessions": 3, "minutes": 60,
    },
    "12 weeks, cautions, split": {
        "weeks": 12, "sessions": 3, "focus": "split", "avoid": ["shoulder", "wrist"],
    },
    "the heaviest of 300 sampled": {
        "weeks": 11, "level": "experienced", "kit": ["chair", "anchor", "dumbbells"],
        "sessions": 3, "minutes": 55, "focus": "split",
    },
    "12 weeks, 65 and over, 3 x 20": {
        "weeks": 12, "level": "intermediate", "kit": ["chair", "dumbbells"],
        "sessions": 3, "minutes": 20, "avoid": ["shoulder", "older-adult", "elbow"],
    },
}  # fmt: skip


def main() -> None:
    """Time every request and print the table."""
    library, worst = Library(), 0.0
    for name, options in REQUESTS.items():
        request = Request(**options)
        make_plan(request, library)
        times = [(_milliseconds(request, library), _yardstick()) for _ in range(RUNS)]
        best, yardstick = (min(column) for column in zip(*times, strict=True))
        worst = max(worst, best / yardstick)
        print(f"{best:6.1f} ms  {best / yardstick:5.2f}  {name}")
    if "--limit" in sys.argv and worst > MOST_YARDSTICKS:
        sys.exit(f"{worst:.2f} yardsticks are more than {MOST_YARDSTICKS}")


def _milliseconds(request: Request, library: Library) -> float:
    start = time.process_time()
    make_plan(request, library)
    return (time.process_time() - start) * 1000


def _yardstick() -> float:
    """Return the milliseconds of a fixed piece of arithmetic."""
    start, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number * number % 7
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()

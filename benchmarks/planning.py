"""How long a plan takes, without drawing: at most 20 ms once the library is loaded.

    python benchmarks/planning.py [--limit]

Prints milliseconds of processor time, the best of several runs; `--limit` fails above 20 ms.
"""

import sys
import time

from runstrong_pdf.library import Library
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan

MOST_MILLISECONDS = 20
RUNS = 15
REQUESTS = {
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
}  # fmt: skip


def main() -> None:
    """Time every request and print the table."""
    library, worst = Library(), 0.0
    for name, options in REQUESTS.items():
        request = Request.model_validate(options)
        make_plan(request, library)
        best = min(_milliseconds(request, library) for _ in range(RUNS))
        worst = max(worst, best)
        print(f"{best:6.1f} ms  {name}")
    if "--limit" in sys.argv and worst > MOST_MILLISECONDS:
        sys.exit(f"{worst:.1f} ms is more than {MOST_MILLISECONDS} ms")


def _milliseconds(request: Request, library: Library) -> float:
    start = time.process_time()
    make_plan(request, library)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()

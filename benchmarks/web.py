"""How quickly `runstrong serve` shows a change, as ratios in one run, and what it needs.

    python benchmarks/web.py            200 changes, each another plan
    python benchmarks/web.py 20         the short form

The measure is a plan's PDF drawn whole in the same process: what a person would wait for
without single pages. Memory is the server's own, from a process that does nothing else.
"""

import http.client
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from runstrong_pdf import Request, Sheets, TemplateCache, make_plan, render

NONE = TemplateCache(None)
ROUNDS = 5
LARGEST_MB = 250


class Served:
    """`runstrong serve` in a process of its own, and a browser that was let in."""

    def __init__(self, state: Path) -> None:
        begun = time.perf_counter()
        words = [sys.executable, "-m", "runstrong_pdf", "serve", "--no-open"]
        environment = {"XDG_STATE_HOME": str(state), "PATH": "/usr/bin:/bin", "HOME": str(state)}
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, env=environment, text=True)
        said = self.process.stdout.readline() if self.process.stdout else ""
        found = re.match(r"http://([^/]+)(/start.*)", said)
        if not found:
            raise SystemExit(f"the page did not start: {said}")
        self.asking = http.client.HTTPConnection(found[1], timeout=60)
        self.cookie = self.get(found[2])[1].partition(";")[0]
        self.get("/")
        self.started = time.perf_counter() - begun

    cookie = ""

    def get(self, path: str) -> tuple[bytes, str]:
        """Return what is there, and the cookie that came with it."""
        self.asking.request("GET", path, headers={"cookie": self.cookie})
        answer = self.asking.getresponse()
        return answer.read(), answer.getheader("set-cookie") or ""

    def change(self, options: str, page: int) -> float:
        """Return the seconds from a change of an option to the new picture."""
        begun = time.perf_counter()
        self.look(json.loads(self.get(f"/plan/state?{options}")[0])["query"], page)
        return time.perf_counter() - begun

    def look(self, query: str, page: int) -> float:
        """Return the seconds until a page is shown."""
        begun = time.perf_counter()
        picture, _ = self.get(f"/plan/page?{query}&page={page}&dpi=96")
        if not picture.startswith(b"\x89PNG"):
            raise SystemExit(picture.decode())
        return time.perf_counter() - begun

    def megabytes(self) -> float:
        """Return the most memory that the server had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def end(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait()


def main(changes: int) -> None:
    """Print what was measured."""
    plan = make_plan(Request())
    whole = min(_seconds(lambda: render(plan, sheets=Sheets(), cache=NONE)) for _ in range(ROUNDS))
    with tempfile.TemporaryDirectory() as state:
        served = Served(Path(state))
        try:
            _report(served, changes, whole)
        finally:
            served.end()


def _report(served: Served, changes: int, whole: float) -> None:
    kits = ("chair,band", "band", "none", "chair,dumbbells")
    for edition, page in (("week-sheets", 2), ("full", 1)):
        served.change(f"edition={edition}", page)
        found = min(served.change(f"edition={edition}&weeks={6 + n}", page) for n in range(ROUNDS))
        print(f"{edition}: {found / whole:.2f} of a whole plan ({found:.2f} s of {whole:.2f} s)")
    found = min(served.look("weeks=7&edition=full", 3 + n) for n in range(ROUNDS))
    print(f"another page: {found / whole:.2f} of a whole plan ({found:.2f} s)")
    for number in range(changes):
        weeks, kit = 4 + number % 9, kits[number % len(kits)]
        options = f"weeks={weeks}&kit={kit}&minutes={30 + number % 30}&edition=week-sheets"
        served.change(options, 1)
        if number % 10 == 0:
            served.get(f"/plan/page?{options}&page=1&dpi=30")
    print(f"memory after {changes} changes: {served.megabytes():.0f} MB of {LARGEST_MB}")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  one plan drawn in a process of its own: {own:.0f} MB")
    print(f"first page {served.started:.2f} s after the start")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)

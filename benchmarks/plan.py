"""Cold start, memory and size of `runstrong plan`, as ratios measured in one run.

    python benchmarks/plan.py

Every command runs as a process of its own, interleaved, ten rounds; the medians are compared.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 10
BARE = [sys.executable, "-c", "import reportlab.pdfgen.canvas, typer"]
RUNSTRONG = [sys.executable, "-m", "runstrong_pdf"]
TYPER_APP = [
    sys.executable,
    "-c",
    """
import sys, typer
app = typer.Typer(rich_markup_mode=None)
@app.command()
def one(n: int = 1): ...
sys.argv[1:] = ["--help"]
app()
""",
]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "plan.pdf")
        cold = {**os.environ, "RUNSTRONG_CACHE": "off"}
        commands = {
            "bare import": (BARE, None),
            "plan, cache off": ([*RUNSTRONG, "plan", "-o", target], cold),
            "plan, cache on": ([*RUNSTRONG, "plan", "-o", target], None),
            "one-command Typer --help": (TYPER_APP, None),
            "runstrong --help": ([*RUNSTRONG, "--help"], None),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, (command, environment) in commands.items():
                times[name].append(_seconds(command, environment))
        median = {name: statistics.median(values) for name, values in times.items()}
        for name, seconds in median.items():
            print(f"{name:26} {seconds * 1000:7.0f} ms")
        bare, app = median["bare import"], median["one-command Typer --help"]
        print(f"plan / bare import: cache off {median['plan, cache off'] / bare:.2f}, ", end="")
        print(f"on {median['plan, cache on'] / bare:.2f} (3.5 at most, 3 is the aim)")
        print(f"--help / one-command app: {median['runstrong --help'] / app:.2f} (1.6 at most)")
        print(f"PDF: {Path(target).stat().st_size / 1024:.0f} KB (450 at most, 300 is the aim)")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of any of them: {peak:.0f} MB (120 at most)")


def _seconds(command: list[str], environment: dict[str, str] | None) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

"""Time, memory and size of `runstrong plan`, as ratios measured in one run.

    python benchmarks/plan.py [rounds]

Every command runs as a process of its own, interleaved, ten rounds after one that is not counted;
the medians of their processor time are compared, which other programs disturb least.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
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
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "plan.pdf")
        plan = [*RUNSTRONG, "plan", "-o", target]
        commands = {
            "bare import": (BARE, "off"),
            "plan, first run": (plan, "off"),
            "plan, later runs": (plan, str(Path(folder) / "cache")),
            "one-command Typer --help": (TYPER_APP, "off"),
            "runstrong --help": ([*RUNSTRONG, "--help"], "off"),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(1 + rounds):  # the first one writes bytecode, and the template to be kept
            for name, (command, cache) in commands.items():
                times[name].append(_seconds(command, cache))
        median = {name: statistics.median(values[1:]) for name, values in times.items()}
        for name, seconds in median.items():
            print(f"{name:26} {seconds * 1000:7.0f} ms")
        bare, app = median["bare import"], median["one-command Typer --help"]
        print(f"first run / bare import: {median['plan, first run'] / bare:.2f} (6 at most)")
        print(f"later runs / bare import: {median['plan, later runs'] / bare:.2f} (1.9 at most)")
        print(f"--help / one-command app: {median['runstrong --help'] / app:.2f} (1.15 at most)")
        print(f"PDF: {Path(target).stat().st_size / 1024:.0f} KB (440 at most, 300 is the aim)")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of any of them: {peak:.0f} MB (120 at most)")


def _seconds(command: list[str], cache: str) -> float:
    """Return the processor time of a command, which runs as an installed one: with bytecode."""
    environment = {**os.environ, "RUNSTRONG_CACHE": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()

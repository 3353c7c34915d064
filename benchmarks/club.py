"""Club night in numbers: 1,000 members with 8 distinct plans, as ratios measured in one run.

    python benchmarks/club.py [members]

Whole runs of `runstrong club make` with a tenth of the members, as many and ten times as many,
templates kept: time, processor time a member, and the peak memory of the parent process; then the
messages of a dry run. Then
stamping on one core, in memory and to disk, beside plainly writing the same bytes, rebuilding the
whole document with ReportLab, and Typst (PyPI `typst`, extra `benchmark`) compiling the same plan
without its drawings.
"""

import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from runstrong_pdf import Plan, TemplateCache, make_plan
from runstrong_pdf.club.executors import SerialExecutor
from runstrong_pdf.club.folder import open_folder
from runstrong_pdf.club.members import MemberList, read_members
from runstrong_pdf.club.templates import RunTemplates, batches, stamp_batch
from runstrong_pdf.progress import no_progress
from runstrong_pdf.rendering import Stamper, draw_template

ROUNDS = 5
REBUILT = 8
FIRST = "Anna Ben Chloé Dörte Emil Fiona Grzegorz Hana Ivo José Katja Łucja Marek Nina".split()  # noqa: SIM905
LAST = "Smith Müller Nowak García Jensen O'Brien Šimek Taylor Ångström Brown Evans".split()  # noqa: SIM905
SETTINGS = (
    'name = "Riverside Runners"\ncontact = "c@example.org"\n[defaults]\nstart = "2026-12-07"\n'
    '[mail]\nfrom = "c@example.org"\n'
)
RAM_DISK = Path("/dev/shm")  # noqa: S108  only where there is one


def main() -> None:
    """Print the tables."""
    members = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(dir=".") as folder:
        os.environ["RUNSTRONG_CACHE"] = str(Path(folder) / "cache")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        whole_runs(Path(folder), members)  # first: a process inherits the peak memory of its parent
        stamping(a_club(Path(folder) / "club", members), Path(folder))


def a_club(folder: Path, members: int) -> Path:
    """Write a roster in which eight plans and many alphabets occur."""
    folder.mkdir()
    (folder / "club.toml").write_text(SETTINGS, encoding="utf-8")
    rows = ["name,email,level,kit,sessions"]
    for n in range(members):
        level = ("beginner", "intermediate")[n & 1]
        kit = ("band", "chair;band;dumbbells")[n >> 1 & 1]
        name = f"{FIRST[n * 7 % 14]} {LAST[n * 5 % 11]} {n}"
        rows.append(f"{name},m{n}@example.org,{level},{kit},{2 + (n >> 2 & 1)}")
    (folder / "roster.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def stamping(club: Path, folder: Path) -> None:
    """Measure one core: in memory, to disk, beside plain writing and other ways to make a file."""
    began = time.perf_counter()
    cache = TemplateCache(None)
    listed = read_members(open_folder(club, "a4"), cache, {})
    (folder / "templates").mkdir()
    templates = RunTemplates(folder / "templates", cache)
    templates.draw(listed.jobs, SerialExecutor(), no_progress)
    plans = len({(job.plan, job.sheets) for job in listed.jobs.values()})
    print(f"{len(listed.members)} members, {plans} plans, {len(listed.jobs)} templates", end=" ")
    print(f"compiled in {time.perf_counter() - began:.1f} s on one core (kept from then on)")
    rate = len(listed.members) / in_memory(listed, templates)
    print(f"stamped in memory        {rate:8.0f} files/s/core (8,000 at least)")
    to_disk(listed, templates, folder, "to disk")  # 1.8 times as long as plain writing at most
    if RAM_DISK.is_dir():
        with tempfile.TemporaryDirectory(dir=RAM_DISK) as ram:
            to_disk(listed, templates, Path(ram), "to a RAM disk")
    beside(listed, folder)


def in_memory(listed: MemberList, templates: RunTemplates) -> float:
    """Return the processor seconds of stamping everybody, reading the templates included."""
    began = time.process_time()
    for key, places in listed.by_template().items():
        stamper = Stamper(templates.whole(key))
        for place in places:
            stamper.tail(listed.members[place].person)
    return time.process_time() - began


def to_disk(listed: MemberList, templates: RunTemplates, folder: Path, where: str) -> None:
    """Print the time of stamped files beside the same bytes plainly written, interleaved."""
    target = folder / "disk"
    ours, plain, size = [], [], 0.0
    for _ in range(ROUNDS):
        target.mkdir()
        tasks = list(batches(listed, templates, str(target)))
        ours.append(seconds_of(lambda tasks=tasks: list(map(stamp_batch, tasks))))  # type: ignore[misc]
        contents = {file: file.read_bytes() for file in target.iterdir()}
        shutil.rmtree(target)
        target.mkdir()
        plain.append(seconds_of(lambda c=contents: [f.write_bytes(b) for f, b in c.items()]))  # type: ignore[misc]
        size = sum(map(len, contents.values())) / len(contents) / 1024
        shutil.rmtree(target)
    stamp, write = (len(listed.members) / statistics.median(times) for times in (ours, plain))
    ratio = statistics.median(a / b for a, b in zip(ours, plain, strict=True))
    print(
        f"stamped {where:16} {stamp:8.0f} files/s/core, {size:.0f} KB each; plainly written ",
        end="",
    )
    print(f"{write:.0f}: {ratio:.2f} times as long")


def beside(listed: MemberList, folder: Path) -> None:
    """Print what rebuilding costs, and what Typst does."""
    job = next(iter(listed.jobs.values()))
    rebuilt = min(seconds_of(lambda: draw_template(job)) for _ in range(REBUILT))
    print(f"rebuilt with ReportLab   {1 / rebuilt:8.1f} files/s/core, the same file")
    if not find_spec("typst"):
        print("Typst                    (not installed: pip install '.[benchmark]')")
        return
    file = folder / "plan.typ"
    plan = job.plan if isinstance(job.plan, Plan) else make_plan(job.plan)
    file.write_text(typst_source(plan), encoding="utf-8")
    compiler = import_module("typst").Compiler(str(file))
    compiler.compile(sys_inputs={"name": "warm"})
    began, busy = time.perf_counter(), time.process_time()
    for n in range(REBUILT):
        compiler.compile(sys_inputs={"name": f"Anna {n}"})
    took, busy = time.perf_counter() - began, time.process_time() - busy
    print(f"Typst, compiler reused   {REBUILT / busy:8.1f} files/s/core ", end="")
    print(f"({REBUILT / took:.1f}/s on all), same plan, no drawings or forms")


def typst_source(plan: Plan) -> str:
    """Return a page for each week: the same rows, boxes and footers, plainly set."""
    pages = ['#set page("a4")\n#let who = sys.inputs.name\n#set document(title: who)\n']
    for week in plan.weeks:
        pages.append(f"= Week {week.number}: {week.title}\n{week.goal} #h(1fr) #who\n\n")
        for session in week.sessions:
            pages.append(f"== Session {session.key}\n#table(columns: 4,\n")
            for row in session.rows:
                name = plan.exercises[row.exercise].name
                boxes = "#box(width: 9pt, height: 9pt, stroke: 0.5pt) " * row.rounds
                cells = (name, f"{row.rounds} x {row.reps}", row.cue, boxes)
                pages.append("".join(f"[{cell}]," for cell in cells) + "\n")
            pages.append(")\n")
        pages.append("#pagebreak(weak: true)\n")
    return "".join(pages)


def whole_runs(folder: Path, usual: int) -> None:
    """Print time and memory of the command itself, templates kept; then of a dry run."""
    print(
        "members   make, s   CPU ms a member   plainly written   times (1.8 at most for 10,000)",
        end="",
    )
    print("   again, s   peak MB of the parent")
    peaks: list[float] = []
    for members in (usual // 10, usual, usual * 10):
        club = a_club(folder / f"club{members}", members)
        command = [sys.executable, "-m", "runstrong_pdf", "club", "make", str(club), "--jobs", "2"]
        if not peaks:
            subprocess.run(command, check=True, capture_output=True)
            shutil.rmtree(club / "output")
        first, busy, peak = run(command)
        plain = plainly_written(club / "output", folder / "plain")
        again, _, _ = run(command)
        peaks.append(peak)
        each, bare = busy * 1000 / members, plain * 1000 / members
        print(f"{members:7} {first:9.2f} {each:17.2f} {bare:17.2f} {each / bare:7.2f}", end="")
        print(f"{again:36.2f} {peak:10.1f}")
        if members > usual:
            dry, busy, _ = run([*command[:4], "mail", str(club)])
            print(f"{members:,} messages of a dry run: {dry:.1f} s, {busy:.1f} s of CPU", end=" ")
            print("(60 s for 10,000 at most)")
        shutil.rmtree(club)
    print(f"memory with a hundred times the members: {peaks[-1] / peaks[0]:.2f} (1.30 at most)")


def plainly_written(made: Path, target: Path) -> float:
    """Return the processor seconds of opening, writing and closing every file that was made.

    Reading them beforehand is not counted.
    """
    target.mkdir()
    busy = 0.0
    for file in made.iterdir():
        content, name = file.read_bytes(), target / file.name
        began = time.process_time()
        with name.open("wb") as opened:
            opened.write(content)
        busy += time.process_time() - began
    shutil.rmtree(target)
    return busy


def run(command: list[str]) -> tuple[float, float, float]:
    """Return wall seconds, CPU seconds of all processes, and the parent's peak in megabytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    busy = usage.ru_utime + usage.ru_stime
    return time.perf_counter() - began, busy, usage.ru_maxrss / 1024


def seconds_of(work: Callable[[], object]) -> float:
    """Return the wall seconds of some work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(dt.datetime.now(tz=dt.UTC).date())
    main()

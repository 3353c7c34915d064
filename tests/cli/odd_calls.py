"""Hundreds of odd calls: names, dates, numbers, lists, outputs, logos, templates, commands.

Each is a command line in an empty folder that `furnish` has filled; `verdict` says what is wrong
with how it ended. `tools/odd_calls.py` runs all of them, a test every twentieth.
"""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

QUICK = ("plan", "--weeks", "4", "--kit", "none")
TEXTS = (
    "", " ", "-", "--", "0", "None", "null", "true", "a" * 60, "a" * 61, "x" * 5000, "\u00e9" * 60,
    "Zoe\u0308 \u0141uczak", "\u0645\u062d\u0645\u062f", "\u5c71\u7530", "\ud55c\uad6d",
    "\U0001f45f", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "a\x07b", "a\x1b[31mb", "a\u202eb",
    "a\u200bb", "a\u00adb", "a\ufeffb", "\ud800", "two\nlines", "tab\there", "<b>&amp;</b>",
    "'; DROP TABLE x;", "{name} %s %(x)s", "(open \\", "../../etc/passwd", "..\\..\\x", "con",
    "NUL", "...", "~", "$HOME", "`id`", "*", "?", "a/b", "C:\\x", "%00", "\u2028", "\u0300" * 20,
    "\ufdfa", "\U00020000" * 30, "@file", "=1+1", "#", "\u00df\u1e9e", "\u0130\u0131",
    "O\u2019Brien", "d'Artagnan, Jr.",
)  # fmt: skip
DATES = (
    "", "today", "tomorrow", "2026-12-07", "2026-12-09", "2026-02-30", "2026-13-01", "0000-00-00",
    "0001-01-01", "1999-12-31", "2199-12-30", "2200-01-01", "9999-12-31", "99999-01-01",
    "7.12.2026", "7/12/2026", "12/7/26", "2026/12/07", "2026-W50-1", "20261207",
    "2026-12-07T00:00", "46363", "-1", "1e9", "2026-12-7",
    "\u0662\u0660\u0662\u0666-\u0661\u0662-\u0660\u0667", "2024-02-29", "2023-02-29", "Dec 7 2026",
    "monday", "2026-12-07 extra",
)  # fmt: skip
NUMBERS = (
    "", "0", "-1", "-0", "+5", "5", "5.0", "5,0", "5.5", "1e3", "0x10", "1_000", "nan", "inf",
    "-inf", "9" * 400, "\u0665", "\u00bd", " 6 ", "six", "4-6", "6 weeks", "--", "6;7", "\u22121",
)  # fmt: skip
LISTS = (
    "", ",", ",,,", "none", "none,none", "all", "NONE", "chair", "Chair, BAND", "chair;band",
    "chair and band", "chair,chair", "boat", "band,", "wrist,", "tue:hard", "tue",
    "tue:hard,tue:easy", "mon:off,tue:off,wed:off,thu:off,fri:off,sat:off,sun:off", "someday",
    "tue:", ":hard", "red", "red,purple", "push-up", "Push up", "pushup", "superman,superman",
    "a" * 3000, ",".join(["knee"] * 1500), "\u00e9", "2,4", "7,5", "2,5; 5", "5lb", "5 stone",
    "2.5.5", "1000", "../x",
)  # fmt: skip
OUTPUTS = (
    "p.txt", "p.TXT", "p", "p.", ".txt", "p.docx", "p.txt.exe", " ", "  p.txt", "p.txt ", "new/",
    "new/deep/", "new/p.txt", "a-file/p.txt", "a-file/", "a-folder", "a-folder/", "a-link.txt",
    "a-loop.txt", "theirs.txt", "kept.txt", "\u0141.txt", "x" * 300 + ".txt", "x" * 5000,
    "/dev/null", "/dev/full", "/proc/p.txt", "/proc/", "..", ".", "../", "~/p.txt", "con.txt",
    "a\nb.txt", "a\x00b.txt", "\ud800.txt", "-", "--", "p.txt/", "p.json", "p.ics", "p.svg",
    "*.txt", "dangling.txt", "a-pipe",
)  # fmt: skip
LOGOS = (
    "", "gone.svg", "good.svg", "empty.svg", "bomb.svg", "script.svg", "broken.svg", "text.svg",
    "good.png", "cut.png", "text.png", "a-folder", "a-loop.txt", "a-pipe", "/dev/zero", "good.gif",
    "x" * 300, "a\x00b", "https://example.org/logo.svg", "club.toml",
)  # fmt: skip
FOLDERS = (
    "", "gone", "a-file", "a-folder", "a-loop.txt", "own", "own/exercises", ".", "/",
    "/proc/self/fd", "typo", "broken", "utf16", "latin", "huge", "nested", "circle", "a-pipe",
    "a\x00b", "x" * 300,
)  # fmt: skip
TOO_LONG = (
    ("next", "x" * 300 + ".pdf", "-o", "p.pdf"), ("next", "fake.pdf", "-o", "x" * 300 + ".pdf"),
    ("new", "x" * 300 + ".toml"), ("check", "x" * 300), ("check", "x" * 300 + ".pdf"),
    ("plan", "x" * 300 + ".toml"), ("show", "x" * 300 + ".toml"), ("club", "check", "x" * 300),
)  # fmt: skip
"""Names of files that no file can have."""
COMMANDS = (
    (), ("-h",), ("--help",), ("--version",), ("--versio",), ("plam",), ("PLAN",), ("plan", "-h"),
    ("plan", "plan"), ("plan", "--weeks"), ("plan", "--weeks="), ("plan", "--wks", "4"),
    ("plan", "--zzz"), ("plan", "--", "x"), ("plan", "-x"), ("plan", "--no-forms=1"),
    ("programs",), ("exercises", "--kit", "boat"), ("exercises", "--level", "hard"),
    ("exercises", "--pattern", "x"), ("exercises", "x"), ("show",), ("show", ""),
    ("show", "pushup"), ("show", "push-up", "-o", "p.docx"), ("show", "push-up", "-o", " "),
    ("show", "gone.toml"), ("show", "gone.svg"), ("show", "a-folder"), ("show", "a-loop.txt"),
    ("show", "good.png"), ("show", "push-up", "--muscles"), ("show", "x" * 3000),
    ("show", "a\x00b.toml"), ("check",), ("check", "gone"), ("check", ""), ("check", "a-folder"),
    ("check", "a-loop.txt"), ("check", "broken"), ("check", "utf16"), ("check", "a-file"),
    ("check", "good.svg"), ("check", "nested", "circle", "typo"), ("check", "/dev/zero"),
    ("check", "fake.pdf"), ("check", "empty.pdf"), ("next",), ("next", "gone.pdf"),
    ("next", "a-folder"), ("next", "fake.pdf"), ("next", "p.json"), ("next", "a-loop.txt"),
    ("next", "/dev/zero"), ("club",), ("club", "mak"), ("club", "new"), ("club", "new", "a-file"),
    ("club", "new", "a-loop.txt"), ("club", "new", "new-club"), ("club", "check", "gone"),
    ("club", "check", "a-file"), ("club", "check", "club"), ("club", "make", "gone"),
    ("club", "make", "club"), ("club", "status", "club"), ("club", "mail", "club"),
    ("club", "mail", "club", "--to-self", "x"), ("club", "check", "club/club.toml"),
    ("club", "next", "club"), ("plan", "club.toml"), ("plan", "a-file"), ("plan", "a-folder"),
    ("check", "club.toml"), ("new", "a-file"), ("new", "a-folder"), ("new", "club.toml"),
    ("new", "exercise"), ("new", "words", "de", "--templates", "a-file"),
    ("new", "exercise", "x", "--templates", "a-loop.txt"), ("new", "exercise", "x", "--from", ""),
    ("new", "exercise", "x", "--from", "../x"), ("new", "programme", "--from", "x"),
    *TOO_LONG, ("next", "gone.pdf", "-o", "theirs.txt"),
)  # fmt: skip


def calls() -> Iterator[tuple[str, ...]]:
    """Yield every call, without its `runstrong`."""
    for option, text in product(("name", "club", "contact", "link-text", "sheet"), TEXTS):
        yield (*QUICK, f"--{option}={text}", "-o", "p.txt")
    for option, text in product(("start", "race"), DATES):
        yield ("plan", f"--{option}={text}", "-o", "p.ics")
    options = ("weeks", "sessions", "minutes", "push-ups", "dumbbells")
    for option, text in product(options, NUMBERS):
        yield ("plan", f"--{option}={text}", "-o", "p.json")
    for text in NUMBERS:
        yield ("plan", "--units=lb", f"--dumbbells={text}", "-o", "p.json")
    for kind, text in product(("exercise", "programme", "words"), TEXTS):
        yield ("new", kind, text)
    for option, text in product(("kit", "bands", "avoid", "without", "use", "runs"), LISTS):
        yield ("plan", f"--{option}={text}", "-o", "p.txt")
    for output in OUTPUTS:
        yield (*QUICK, "-o", output)
        yield (*QUICK, "--format", "txt", "-o", output)
    for logo in LOGOS:
        yield (*QUICK, f"--logo={logo}", "--edition", "full", "-o", "p.pdf")
    for folder in FOLDERS:
        yield (*QUICK, f"--templates={folder}", "-o", "p.json")
    yield from COMMANDS


def furnish(folder: Path) -> None:
    """Fill an empty folder with what the calls name: links, locked and broken files."""
    square = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0h9v9z"/></svg>'
    )
    texts = {
        "a-file": "mine", "theirs.txt": "my only copy", "kept.txt": "RunStrong PDF",
        "empty.svg": "", "good.svg": square.format(""), "broken.svg": square.format("<g"),
        "text.svg": "no svg", "script.svg": square.format("<script>x()</script>"),
        "text.png": "no png", "empty.pdf": "",
        "bomb.svg": '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + square.format("&c;"),
        "fake.pdf": "%PDF-1.7 no pdf", "cut.png": "\x89PNG", "good.gif": "GIF89a",
        "club.toml": "name = 1", "own/exercises/x.toml": 'name = "X"\n',
        "typo/exercise/push-up.toml": "", "broken/exercises/push-up.toml": "name = [[[",
        "nested/languages/en/words.toml": "a=" + "[" * 9999,
        "huge/languages/en/words.toml": "#" * 1_000_000,
        "club/roster.csv": "name\nZoe\n", "club/club.toml": "x = 1\n",
        "latin/languages/en/words.toml": "",
        "utf16/languages/en/words.toml": "",
    }  # fmt: skip
    (folder / "a-folder").mkdir()
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "latin/languages/en/words.toml").write_bytes('title = "Zo\u00eb"'.encode("latin-1"))
    (folder / "utf16/languages/en/words.toml").write_bytes('title = "Zo\u00eb"'.encode("utf-16"))
    (folder / "kept.txt").chmod(0o444)
    (folder / "a-link.txt").symlink_to("linked.txt")
    (folder / "dangling.txt").symlink_to("nowhere/file.txt")
    (folder / "a-loop.txt").symlink_to("a-loop.txt")
    (folder / "circle").mkdir()
    (folder / "circle" / "languages").symlink_to("../circle")


def verdict(words: tuple[str, ...], code: int, said: str, new: dict[Path, bytes]) -> str:
    """Return what is wrong with how a call ended; empty if nothing is.

    Args:
        code: its exit code.
        said: what it printed to stderr.
        new: the files that it wrote or changed, with their content.
    """
    if "Traceback" in said or code not in range(8) or code == 1:
        return f"ended with {code}"
    broken = [str(file) for file, content in new.items() if not is_whole(file, content)]
    if broken:
        return f"left half-written: {broken}"
    if code and words[0] != "club" and new:
        return f"failed, but left {list(map(str, new))}"
    if code and "error:" not in said and "Usage:" not in said:
        return "does not say what is wrong"
    blamed = re.findall(r"^error: (?:--[\w-]+: )?(.*)$", said, re.MULTILINE)
    if any(not message.strip() or len(message) > 600 for message in blamed):
        return "says nothing, or too much"
    return ""


def is_whole(file: Path, content: bytes) -> bool:
    """Whether a file of ours is complete."""
    ends = {
        ".pdf": b"%%EOF\n", ".ics": b"END:VCALENDAR\r\n", ".txt": b"\n", ".png": b"IEND\xaeB`\x82",
    }  # fmt: skip
    if ".runstrong-" in file.name:
        return False
    if file.suffix == ".json":
        return bool(json.loads(content))
    return content.endswith(ends.get(file.suffix, b""))

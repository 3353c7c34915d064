"""Makes people, clubs and messages for the mail's tests."""

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from runstrong_pdf.library import Library
from runstrong_pdf.mail.message import Message, Sender
from runstrong_pdf.mail.wording import PARTS, MessageTexts
from runstrong_pdf.model.club import ClubSettings, Day, Made, options_digest

NOW = dt.datetime(2026, 11, 22, 20, 15, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PDF = b"%PDF-1.7\n.a line with a dot\n\x00\xff" * 200
CLUB = ClubSettings.model_validate(
    {"name": "Läufer & Co", "contact": "Anna, 0170 1", "mail": {"from": "Club <club@example.org>"}}
)
SENDER = Sender("Läufer & Co", "club@example.org", "", "https://example.org/stop")


def person(
    name: str = "Zoë Łuczak", email: str = "zoe@example.org", *, row: int = 2, dated: bool = True
) -> Made:
    days = [
        Day(week=w, session=s, weekday=d, date=f"2026-12-{6 + 7 * (w - 1) + d + 1:02}", minutes=30)
        for w in (1, 2)
        for s, d in (("A", 0), ("B", 3))
    ]
    return Made(
        row=row,
        name=name,
        email=email,
        send=bool(email),
        file="zoë-łuczak.pdf",
        sha256=hashlib.sha256(PDF).hexdigest(),
        code="B6-2-40",
        edition="full colour en",
        title="Stronger in six weeks",
        weeks=("Learn the moves.", "The same, <b>heavier</b>."),
        start="2026-12-07" if dated else None,
        days=tuple(days) if dated else (),
        asked=options_digest(()),
    )


@cache
def wording() -> MessageTexts:
    library = Library()
    parts = {part: library.path(f"mail/{part}.txt").read_text("utf-8") for part in PARTS}
    frame = library.path("mail/frame.html").read_text("utf-8")
    return MessageTexts(parts, frame, library.texts())


def message_to(made: Made) -> Message:
    return wording().message((made,), CLUB, NOW)


# -- a club's folder, as `runstrong club make` leaves it -------------------------------------------

CLUB_FILE = """
name = "Läufer & Co"
[mail]
from = "Läufer & Co <club@example.org>"
host = "localhost"
port = {port}
user = "club@example.org"
rate = "{rate}"
timeout = 5
"""


def make_folder(
    folder: Path,
    people: Sequence[tuple[str, str]],
    *,
    port: int = 9,
    rate: str = "9999 per minute",
    pdf: bytes = b"%PDF-1.7 ",
) -> Path:
    """Write club.toml, roster.csv and, for each (name, email), a file and a manifest's entry."""
    output = folder / "output"
    output.mkdir(parents=True, exist_ok=True)
    settings = CLUB_FILE.format(port=port, rate=rate)
    (folder / "club.toml").write_text(settings, "utf-8")
    rows = ["name,email", *(f'"{name}",{address}' for name, address in people)]
    (folder / "roster.csv").write_text("\n".join(rows) + "\n", "utf-8")
    made = []
    for row, (name, address) in enumerate(people, 2):
        content = pdf + name.encode()
        file = f"member-{row}.pdf"
        (output / file).write_bytes(content)
        sha = hashlib.sha256(content).hexdigest()
        one = person(name, address, row=row).model_copy(update={"file": file, "sha256": sha})
        made.append(one.model_dump(mode="json"))
    mark = ClubSettings.model_validate(tomllib.loads(settings)).digest("")
    tables = {"settings": mark, "people": made}
    (output / "manifest.json").write_text(json.dumps(tables), "utf-8")
    return folder


def change(folder: Path, row: int, **new: object) -> None:
    """Change what the manifest says of one person; with `pdf`, the file as well."""
    manifest = folder / "output" / "manifest.json"
    tables = json.loads(manifest.read_text("utf-8"))
    (one,) = (one for one in tables["people"] if one["row"] == row)
    pdf = new.pop("pdf", None)
    if isinstance(pdf, bytes):
        (folder / "output" / one["file"]).write_bytes(pdf)
        new["sha256"] = hashlib.sha256(pdf).hexdigest()
    one.update(new)
    manifest.write_text(json.dumps(tables), "utf-8")


def members(count: int) -> list[tuple[str, str]]:
    return [(f"Runner {number}", f"runner{number}@example.org") for number in range(1, count + 1)]

"""Makes clubs for the tests, and reads what was made of them."""

import json
from pathlib import Path

SMALL = '[defaults]\nedition = "stretching"\npaper = "a4"\n'
SETTINGS = f'name = "Riverside Runners"\ncontact = "coach@example.org"\n{SMALL}'
ROSTER = """name,email,level,start,send
Zoë Łuczak,zoe@example.org,,2026-12-07,
Anna Smith,anna@example.org,intermediate,,no
Anna Smith,,,,
"""


def club_in(folder: Path, roster: str = ROSTER, toml: str = SETTINGS) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "club.toml").write_text(toml, encoding="utf-8")
    (folder / "roster.csv").write_text(roster, encoding="utf-8")
    return folder


def files(club: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (club / "output").iterdir()}


def manifest(club: Path) -> list[dict[str, object]]:
    people = json.loads((club / "output/manifest.json").read_bytes())["people"]
    assert isinstance(people, list)
    return people


def many(number: int) -> str:
    return "name\n" + "".join(f"Member {n:04}\n" for n in range(number))

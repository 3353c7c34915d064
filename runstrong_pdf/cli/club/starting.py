"""`runstrong club new`: two files that work as they are."""

from pathlib import Path

from runstrong_pdf.errors import OutputError
from runstrong_pdf.resources import data_folder

FILES = ("club.toml", "roster.csv")


def start_club(folder: Path) -> list[Path]:
    """Copy the shipped examples; return their paths. Raises OutputError."""
    targets = [folder / name for name in FILES]
    for target in targets:
        if target.exists():
            raise OutputError(f"{target}: is there already; nothing was changed")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target in targets:
            content = (data_folder("templates") / "club" / target.name).read_bytes()
            with target.open("xb") as file:
                file.write(content)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror}") from error
    return targets

"""Draws one SVG with resvg, in a process that a hostile file may crash, fill or keep busy.

`logo` starts it. It reads the SVG from standard input and writes a PNG to standard output;
what resvg does not understand goes to standard error.
"""

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MEMORY_LIMIT = 1 << 30
"""Bytes of address space; a usual logo takes a tenth of it."""
FILE_LIMIT = 1_000_000
"""Bytes of what it writes to one file: messages, or a face."""
REFUSED, BROKEN = 3, 4
"""Exit codes: resvg says why it draws nothing; resvg has a bug, or memory ran out."""
FAMILY = "FiraSans"


def main(fonts: str, folder: str, seconds: str) -> None:
    """Draw what comes in, within limited time and memory; not limited on Windows.

    Args:
        fonts: the folder of our faces, in which lettering is set.
        folder: an empty one, for copies of them.
        seconds: of computing.
    """
    _limit(int(seconds))
    import resvg_py  # noqa: PLC0415  it must be loaded within the limits

    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # resvg prints its messages there
    svg = sys.stdin.buffer.read().decode()
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=svg,
            dpi=96,
            languages=["en"],
            log_information=True,
            skip_system_fonts=True,
            font_files=list(_faces(Path(fonts), Path(folder))) if "<text" in svg else [],
            font_family=FAMILY,
            serif_family=FAMILY,
            sans_serif_family=FAMILY,
            cursive_family=FAMILY,
            fantasy_family=FAMILY,
            monospace_family=FAMILY,
        )
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(REFUSED)
    except MemoryError:
        sys.exit(BROKEN)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust; it is no Exception
            raise
        sys.exit(BROKEN)
    with out:
        out.write(png)


def _limit(seconds: int) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _faces(fonts: Path, folder: Path) -> Iterator[str]:
    """Yield copies of our faces that belong to one family, so that bold lettering finds the bold.

    Each of our files is a family of its own; in a copy, its name is cut to what all have in common.
    """
    files = [file for file in fonts.glob("*.ttf") if "Lighter" not in file.name]
    for file in sorted(files, key=lambda file: ("More" in file.name, file.name)):
        font = bytearray(file.read_bytes())
        count = struct.unpack_from(">H", font, 4)[0]
        tables = dict(struct.unpack_from(">4s4xI", font, 12 + 16 * i) for i in range(count))
        names = tables[b"name"]
        for record in range(struct.unpack_from(">H", font, names + 2)[0]):
            place = names + 6 + 12 * record
            platform, kind = struct.unpack_from(">H4xH", font, place)
            if kind == 1:  # the family; one byte a letter for old Macs (platform 1), else two
                struct.pack_into(">H", font, place + 8, len(FAMILY) * (1 if platform == 1 else 2))
        copy = folder / file.name
        copy.write_bytes(font)
        yield str(copy)

"""Draws one SVG in a process of its own, which a hostile file may crash, fill or keep busy.

Reads the SVG from standard input and writes a PNG to standard output; what resvg does not
understand stands on standard error.
"""

import os
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 1 << 30
"""Of address space; a usual logo takes a tenth of it."""
MOST_SECONDS = 10
"""Of computing; a usual logo takes a tenth of one."""
MOST_MESSAGES = 1_000_000
"""Bytes that are written to a file: the messages, or one of the faces."""
REFUSED, BROKEN = 3, 4
FAMILY = "FiraSans"


def main(fonts: Path) -> None:
    """Draw what comes in within bounded time and memory (where the system can bound them)."""
    _confine()
    import resvg_py  # noqa: PLC0415  nothing but a logo needs it

    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # where resvg prints what it does not understand
    svg = sys.stdin.buffer.read().decode()
    with tempfile.TemporaryDirectory() as folder:
        faces = list(_faces(fonts, Path(folder))) if "<text" in svg else []
        names = dict.fromkeys(("font", "serif", "sans_serif", "cursive", "fantasy", "monospace"))
        families = {f"{name}_family": FAMILY for name in names}
        try:
            png = resvg_py.svg_to_bytes(
                svg_string=svg, dpi=96, languages=["en"], log_information=True,
                skip_system_fonts=True, font_files=faces, **families,
            )  # fmt: skip
        except ValueError as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(REFUSED)
        except MemoryError:
            sys.exit(BROKEN)
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what a bug of resvg comes as
                raise
            sys.exit(BROKEN)
    out.write(png)
    out.close()


def _confine() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_MESSAGES, MOST_MESSAGES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def _faces(fonts: Path, folder: Path) -> Iterator[str]:
    """Yield copies of our faces that all belong to one family, so that bold lettering is bold.

    Each of our files is a family of its own; a copy keeps of that name what all have in common.
    """
    files = (file for file in fonts.glob("*.ttf") if "Lighter" not in file.name)
    for file in sorted(files, key=lambda file: ("More" in file.name, file.name)):
        font = bytearray(file.read_bytes())
        tables = struct.unpack_from(">H", font, 4)[0]
        rows = (struct.unpack_from(">4s4xI", font, 12 + 16 * i) for i in range(tables))
        table = dict(rows)[b"name"]
        for record in range(struct.unpack_from(">H", font, table + 2)[0]):
            place = table + 6 + 12 * record
            platform, name = struct.unpack_from(">H4xH", font, place)
            if name == 1:
                struct.pack_into(">H", font, place + 8, len(FAMILY) * (1 if platform == 1 else 2))
        copy = folder / file.name
        copy.write_bytes(font)
        yield str(copy)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

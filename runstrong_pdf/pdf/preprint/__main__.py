"""Looks at one PDF in a process of its own, which a hostile file may crash or fill.

Prints one line of JSON for the file and one for each page. Ends with code 3 where memory runs out.
"""

import sys
from contextlib import suppress
from pathlib import Path

from runstrong_pdf.pdf.preprint.facts import to_line
from runstrong_pdf.pdf.preprint.looking import look_at

MOST_BYTES = 1 << 30
"""Of address space; a picture of 100 megapixels takes a third of it."""
OUT_OF_MEMORY = 3


def main(file: Path) -> None:
    """Look at a file within bounded memory (where the system can bound it: not on Windows)."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    try:
        for seen in look_at(file):
            sys.stdout.write(to_line(seen) + "\n")
            sys.stdout.flush()
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

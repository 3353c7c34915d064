"""The only place that knows where `templates/` and `images/` lie, and what our files call us."""

from pathlib import Path

from runstrong_pdf import __version__

PACKAGE = Path(__file__).parent
PRODUCER = f"RunStrong PDF {__version__}"
"""What every file of ours says made it."""
MAKER = PRODUCER.rpartition(" ")[0].encode()
"""How a file of ours, of any version, is known: it may be written over."""


def data_folder(name: str) -> Path:
    """Return the folder `name`: inside the package in a wheel, beside it in a checkout."""
    bundled = PACKAGE / name
    return bundled if bundled.is_dir() else PACKAGE.parent / name

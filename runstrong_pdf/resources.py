"""The only place that knows where `templates/` and `images/` live."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """Return the folder `name`: inside the package in a wheel, beside it in a checkout."""
    bundled = PACKAGE / name
    return bundled if bundled.is_dir() else PACKAGE.parent / name

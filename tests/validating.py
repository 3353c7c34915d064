"""Runs veraPDF, the validator of accessible and archivable PDFs.

It needs Java and the validator's jars: `.ci/run` fetches them with Maven and names their folder in
RUNSTRONG_VERAPDF.
"""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

JARS = os.environ.get("RUNSTRONG_VERAPDF", "")
VALIDATOR = "org.verapdf.apps.GreenfieldCliWrapper"
JVM = ("-XX:+UseSerialGC", "-Xms600m", "-Xmx2g", "-Xmn200m")
"""Much is made and little is kept: room for what is new, so that it is seldom cleared away, and no
more, for fresh memory takes time too."""


def validated(folder: Path, files: Iterable[str], flavour: str = "0") -> ET.Element:
    """Return what the validator says; flavour 0 judges a file by everything it claims to be.

    Names of files must be ASCII: Java reads others by a locale of its own.
    """
    command = ["java", *JVM, "-cp", f"{JARS}/*", VALIDATOR, "--flavour", flavour]
    done = subprocess.run(
        [*command, "--format", "xml", *files], cwd=folder, capture_output=True, check=False
    )
    return ET.fromstring(done.stdout)  # noqa: S314  the validator's own words

"""Every kind of file passes veraPDF's PDF/UA-1 profile, with no failed rule.

Needs Java and the validator's jars: `.ci/run` fetches them with Maven and names their folder in
RUNSTRONG_VERAPDF. Without them this test is skipped.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Ran

JARS = os.environ.get("RUNSTRONG_VERAPDF", "")
VALIDATOR = "org.verapdf.apps.GreenfieldCliWrapper"
KINDS = {
    "default": (),
    "named": ("--name", "Zoë Łuczak", "--club", "Ωμέγα", "--start", "2026-12-07"),
    "saver": ("--ink", "saver"),
    "letter": ("--paper", "letter", "--colour", "#f5c731"),
    "printed": ("--no-forms",),
    "guide": ("--edition", "guide", "--kit", "dumbbells"),
    "sheets": ("--edition", "week-sheets"),
    "long": ("--weeks", "12", "--sessions", "3", "--level", "experienced", "--minutes", "60"),
    "large": ("--large-print", "--name", "Zoë Łuczak", "--start", "2026-12-07"),
    "large-saver": ("--large-print", "--ink", "saver", "--paper", "letter", "--no-forms"),
    "a5": ("--paper", "a5", "--weeks", "12", "--sessions", "3"),
    "a5-sheets": ("--paper", "a5", "--edition", "week-sheets"),
    "booklet": ("--edition", "booklet", "--name", "Zoë Łuczak", "--club", "Ωμέγα"),
    "single": ("--sessions", "1", "--kit", "none"),
}


@pytest.mark.skipif(not JARS, reason="veraPDF is not here: RUNSTRONG_VERAPDF names no folder")
def test_no_rule_of_pdf_ua_fails(run: Callable[..., Ran], tmp_path: Path) -> None:
    for name, options in KINDS.items():
        assert run("plan", *options, "-o", f"{name}.pdf").code == 0
    files = [str(tmp_path / f"{name}.pdf") for name in KINDS]
    command = ["java", "-cp", f"{JARS}/*", VALIDATOR, "--flavour", "ua1", "--format", "xml"]
    report = subprocess.run([*command, *files], capture_output=True, check=False).stdout
    told = ET.fromstring(report)  # noqa: S314  the validator's own words
    compliant = {job.get("isCompliant") for job in told.iter("validationReport")}
    failed = [rule.get("clause") for rule in told.iter("rule")]
    assert (compliant, failed) == ({"true"}, [])

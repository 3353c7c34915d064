"""A pose file: what a coach writes, and every problem in it at once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ValidationError

from runstrong_pdf.errors import Problem, TemplateError
from runstrong_pdf.figures.arrows import Arrow
from runstrong_pdf.figures.camera import View, ViewTable
from runstrong_pdf.figures.frames import FRAME_NAMES, FramePose, read_frames
from runstrong_pdf.figures.looks import HairName
from runstrong_pdf.figures.muscles import MuscleTable
from runstrong_pdf.figures.props import Prop
from runstrong_pdf.figures.values import Table, problems_of, within
from runstrong_pdf.library import read_toml


class DescribeTable(Table):
    """One plain sentence a frame and one for the inset, for those who do not see the picture."""

    start: str = ""
    middle: str = ""
    end: str = ""
    hands: str = "Hands seen from above"


class Header(Table):
    """Everything in a pose file but its frames."""

    name: str
    describe: DescribeTable = DescribeTable()
    view: View = ViewTable(turn=0, pitch=6)
    props: tuple[Prop, ...] = ()
    muscles: MuscleTable = MuscleTable()
    inset: Literal["hands"] | None = None
    skin: Annotated[int, within(1, 6)] | None = None
    hair: HairName | None = None
    arrow: tuple[Arrow, ...] = ()


class Pose(Header):
    """A pose file, read and checked."""

    frames: dict[str, FramePose]


def read_pose(tables: Mapping[str, object], file: str) -> Pose:
    """Read what a pose file holds.

    Args:
        tables: those of the file, which is TOML.
        file: its name, for messages.

    Raises:
        TemplateError: with every problem.

    Example:
        >>> read_pose({"name": "Jump"}, "jump.toml")
        Traceback (most recent call last):
        runstrong_pdf.errors.TemplateError: jump.toml: start: missing; a pose begins with [start]
    """
    written: dict[str, Any] = {name: tables[name] for name in FRAME_NAMES if name in tables}
    problems: list[Problem] = []
    header = None
    try:
        header = Header.model_validate({k: v for k, v in tables.items() if k not in written})
    except ValidationError as error:
        problems += problems_of(error, Header, FRAME_NAMES)
    frames = read_frames(written, problems)
    if header is not None:
        problems += _missing_frames(header, written)
    if problems or header is None:
        raise TemplateError(replace(problem, where=file) for problem in problems)
    return Pose.model_construct(**dict(header), frames=frames)


def read_pose_file(file: Path) -> Pose:
    """Return the pose that a file describes. Raises TemplateError with every problem."""
    return read_pose(read_toml(file), str(file))


def _missing_frames(header: Header, written: dict[str, Any]) -> list[Problem]:
    """Return a problem for every arrow that needs a frame the file does not have."""
    missing = Problem("start", "missing; a pose begins with [start]")
    problems = [] if "start" in written else [missing]
    for number, arrow in enumerate(header.arrow, 1):
        needed = {arrow.on} if arrow.to is not None else {arrow.on, *arrow.path}
        problems += [
            Problem(f"arrow {number}", f"needs the frame [{name}]; the file has none")
            for name in sorted(needed - set(written))
        ]
    return problems

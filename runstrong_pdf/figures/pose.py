"""A pose file: what a coach writes, what frames inherit, and every problem in it at once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, ValidationError, WrapValidator

from runstrong_pdf.errors import Problem, TemplateError, shown
from runstrong_pdf.figures.arrows import Arrow, FrameName, Letter
from runstrong_pdf.figures.head import HairName
from runstrong_pdf.figures.posture import (
    ArmPose,
    ArmTables,
    HeadPose,
    LegPose,
    LegTables,
    PelvisPose,
    Posture,
    SpinePose,
)
from runstrong_pdf.figures.proportions import SIDES, MuscleTable
from runstrong_pdf.figures.props import Prop
from runstrong_pdf.figures.stances import STANCES, Stance
from runstrong_pdf.figures.values import Around, CameraPitch, Joint, Length, Spot, Table, within
from runstrong_pdf.library import read_toml
from runstrong_pdf.model.record import problems as problems_of
from runstrong_pdf.model.record import unknown_key

PLACED_BY_ANGLE = ("raise", "toward", "forearm", "bend")
PLACED_BY_TARGET = ("at", "from", "elbow", "knee", "knee_at")
LIMBS = ("arm", "leg")
SIGNS = ("hold", "letter", "ghost", "like")  # said of one frame, not of those like it


def inherited(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return the frame `base` with everything that `change` says instead."""
    posture = {key: value for key, value in base.items() if key not in SIGNS}
    out = merged(posture, {key: value for key, value in change.items() if key not in LIMBS})
    for limb in LIMBS:
        if isinstance(change.get(limb), dict):
            old = _table(base.get(limb))
            new = {
                which: limb_merged(_table(old.get(which)), _table(table))
                for which, table in change[limb].items()
            }
            out[limb] = {**old, **new}
    return out


def _table(value: object) -> Mapping[str, Any]:
    """Return a table, or an empty one for what is none; that will be told when it is validated."""
    return value if isinstance(value, dict) else {}


def fanned_out(frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return the frame with what it says of `both` limbs said of the left and of the right."""
    out = dict(frame)
    for limb in LIMBS:
        tables = frame.get(limb, {})
        both = tables.get("both", {})
        sides = {s: limb_merged(both, tables.get(s, {})) for s in SIDES}
        out[limb] = {side: table for side, table in sides.items() if table}
    return out


def limb_merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return the limb `base` with what `change` says instead."""
    dropped: tuple[str, ...] = ()
    if "raise" in change and "raise" not in base:
        dropped = PLACED_BY_TARGET
    elif "at" in change and "raise" in base:
        dropped = PLACED_BY_ANGLE
    return merged({k: v for k, v in base.items() if k not in dropped}, change)


def merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with the values of `change`, table by table."""
    both = base.keys() & change.keys()
    tables = (key for key in both if isinstance(base[key], dict) and isinstance(change[key], dict))
    return {**base, **change, **{key: merged(base[key], change[key]) for key in tables}}


# An exact side view (90) would hide the far limbs; a pitch below 4 makes the floor a line.
VIEWS: dict[str, dict[str, float]] = {
    "front": {"turn": 0, "pitch": 6},
    "three-quarter": {"turn": 35, "pitch": 10},
    "side": {"turn": 74, "pitch": 10},
    "floor": {"turn": 62, "pitch": 14},
    "high": {"turn": 28, "pitch": 26},
    "back": {"turn": 180, "pitch": 8},
}


class ViewTable(Table):
    """The camera, degrees; `crop = "upper"` cuts the picture at mid-thigh."""

    turn: Around = 0.0
    pitch: CameraPitch = 8.0
    crop: Literal["upper"] | None = None


def _preset(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value not in VIEWS:
        raise ValueError(f"unknown view {value!r}; allowed: {', '.join(VIEWS)}, or a table")
    return VIEWS[value]


View = Annotated[ViewTable, BeforeValidator(_preset)]


FRAME_NAMES: tuple[FrameName, ...] = ("start", "middle", "end")

# Fields that place a limb: a frame that places it anew forgets how its stance did.
METHODS = {"at", "raised", "knee_at"}
PLACING = {*METHODS, "origin", "toward", "forearm", "bend"}

AnyTable = TypeVar("AnyTable", bound=Table)
Limb = TypeVar("Limb", ArmPose, LegPose)


class FrameTable(Table):
    """What a frame may say beside the numbers of its stance."""

    stance: str = "stand"
    like: FrameName | None = None
    view: View | None = None
    props: tuple[Prop, ...] = ()
    muscles: MuscleTable | None = None
    hold: Spot | None = None  # where the sign of a hold is, on paper from the chest
    letter: Letter | None = None
    ghost: FrameName | None = None  # the frame that is drawn pale and dashed behind this one
    off_floor: tuple[Joint, ...] = ()
    lift: Length = 0.0  # raises the pelvis, body heights
    pelvis: PelvisPose | None = None
    spine: SpinePose | None = None
    head: HeadPose | None = None
    arm: ArmTables = ArmTables()
    leg: LegTables = LegTables()


class FramePose(Table):
    """One frame, with everything it inherits."""

    table: FrameTable
    stance: Stance

    def posture(self) -> Posture:
        """Return the posture of this frame: that of its stance, adjusted by what is written."""
        posture = self._adjusted(self.stance.posture(self._adjusted))
        x, y, z = posture.pelvis.at
        pelvis = posture.pelvis.model_copy(update={"at": (x, y + self.table.lift, z)})
        return posture.model_copy(update={"pelvis": pelvis})

    def _adjusted(self, base: Posture) -> Posture:
        table = self.table
        return Posture.model_construct(
            pelvis=changed(base.pelvis, table.pelvis),
            spine=changed(base.spine, table.spine),
            head=changed(base.head, table.head),
            arms={side: _placed(base.arms[side], getattr(table.arm, side)) for side in SIDES},
            legs={side: _placed(base.legs[side], getattr(table.leg, side)) for side in SIDES},
        )


def changed(base: AnyTable, change: AnyTable | None) -> AnyTable:
    """Return a table with what another one writes laid over it."""
    return base if change is None else base.model_copy(update=_written(change))


def _placed(base: Limb, change: Limb | None) -> Limb:
    if change is None:
        return base
    new = _written(change)
    if METHODS.isdisjoint(new):
        return base.model_copy(update=new)
    dropped = PLACING | ({"elbow"} if "raised" in new else set())
    kept = {name: value for name, value in _written(base).items() if name not in dropped}
    return type(base).model_construct(**(kept | new))


def _written(table: Table) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.model_fields_set}


def read_frames(written: dict[str, Any], problems: list[Problem]) -> dict[str, FramePose]:
    """Read the frames of a pose file in order; what is wrong is added to `problems`."""
    frames: dict[str, FramePose] = {}
    whole: dict[str, dict[str, Any]] = {}
    for name, table in written.items():
        if not isinstance(table, dict):
            problems.append(Problem(name, f"must be a table, [{name}]"))
            continue
        for key in ("like", "ghost"):
            if table.get(key) in FRAME_NAMES and table[key] not in whole:
                known = ", ".join(whole) or "none; this is the first frame"
                said = f"{table[key]!r} is no frame before this one; allowed: {known}"
                problems.append(Problem(f"{name}.{key}", said))
        like = table.get("like")
        base = whole.get(str(like), {})
        if table.get("stance", base.get("stance")) != base.get("stance"):
            # the numbers of another stance mean nothing here
            base = {key: value for key, value in base.items() if key in FrameTable.model_fields}
        whole[name] = inherited(base, table)
        stance = str(whole[name].get("stance", "stand"))
        problems += _problems(name, table, stance)
        if not problems:
            own, numbers = _split(fanned_out(whole[name]))
            frames[name] = FramePose.model_construct(
                table=FrameTable.model_validate(own), stance=STANCES[stance].model_validate(numbers)
            )
    return frames


def _problems(name: str, table: dict[str, Any], stance: str) -> list[Problem]:
    problems: list[Problem] = []
    own, numbers = _split(table)
    if stance not in STANCES:
        if "stance" in table:  # an inherited one has been told already
            known = ", ".join(STANCES)
            said = f"is {stance!r}, allowed: {known}"
            problems.append(Problem(f"{name}.stance", said))
        return problems
    allowed = (*FrameTable.model_fields, *STANCES[stance].model_fields)
    for key in [key for key in numbers if key not in allowed]:
        del numbers[key]
        problems.append(Problem(f"{name}.{key}", unknown_key(key, allowed)))
    for kind, values in ((FrameTable, own), (STANCES[stance], numbers)):
        try:
            kind.model_validate(values)
        except ValidationError as error:
            found = problems_of(error, "", kind)
            problems += [replace(each, field=f"{name}.{each.field}") for each in found]
    return problems


def _split(table: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what every frame may say, and the numbers of its stance."""
    own = {key: value for key, value in table.items() if key in FrameTable.model_fields}
    return own, {key: value for key, value in table.items() if key not in own}


class DescribeTable(Table):
    """One plain sentence a frame and one for the inset, for those who do not see the picture."""

    start: str = ""
    middle: str = ""
    end: str = ""
    hands: str = "Hands seen from above"
    inset: str = "The same from another side"


class InsetTable(Table):
    """A second, small picture: a frame seen from another side."""

    frame: FrameName = "start"
    view: View


def _inset(value: object, _handler: object) -> object:
    """Return the one kind of inset that is meant: of a choice, pydantic would tell all errors."""
    if isinstance(value, InsetTable | dict):
        return InsetTable.model_validate(value)
    if value != "hands":
        table = '{ frame = "end", view = "side" }'
        raise ValueError(f"is {shown(value)}, allowed: 'hands', or a table such as {table}")
    return value


Inset = Annotated[Literal["hands"] | InsetTable, WrapValidator(_inset)]


class Header(Table):
    """Everything in a pose file but its frames."""

    name: str
    describe: DescribeTable = DescribeTable()
    view: View = ViewTable(turn=0, pitch=6)
    props: tuple[Prop, ...] = ()
    muscles: MuscleTable = MuscleTable()
    inset: Inset | None = None
    skin: Annotated[int, within(1, 6)] | None = None
    hair: HairName | None = None
    arrow: tuple[Arrow, ...] = ()


class PoseFile(Header):
    """All that a pose file may say."""

    start: FrameTable
    middle: FrameTable
    end: FrameTable


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
        problems += problems_of(error, file, PoseFile)
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
    """Return a problem for all but frames that needs a frame the file does not have."""
    missing = Problem("start", "missing; a pose begins with [start]")
    problems = [] if "start" in written else [missing]
    known, asked = set(written), list[tuple[str, str]]()
    if isinstance(header.inset, InsetTable):
        asked.append(("inset.frame", header.inset.frame))
        known.add("inset")
    for number, arrow in enumerate(header.arrow, 1):
        needed = {arrow.on} if arrow.to is not None else {arrow.on, *arrow.path}
        asked += [(f"arrow {number}", name) for name in sorted(needed)]
    return problems + [
        Problem(field, f"needs the frame [{name}]; the file has none")
        for field, name in asked
        if name in (*FRAME_NAMES, "inset") and name not in known
    ]

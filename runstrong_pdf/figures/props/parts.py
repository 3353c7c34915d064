"""Every kind of equipment that stands among the parts of the figure."""

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.part import Part
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.props.band import ribbon_parts
from runstrong_pdf.figures.props.dumbbell import dumbbell_parts
from runstrong_pdf.figures.props.furniture import chair_parts, door_parts, step_parts
from runstrong_pdf.figures.props.tables import (
    Band,
    Chair,
    DoorAnchor,
    Dumbbell,
    Mat,
    Prop,
    Step,
    Towel,
    Wall,
)
from runstrong_pdf.figures.skeleton import Skeleton


def prop_parts(camera: Camera, body: Skeleton, prop: Prop, number: int) -> list[Part]:
    """Return the parts of a piece of equipment.

    Args:
        camera: the view.
        body: the solved skeleton, whose hands and feet hold it.
        prop: what the pose file says.
        number: its place among the props, which keeps two bands apart.
    """
    match prop:
        case Dumbbell():
            sides = SIDES if prop.hand == "both" else (prop.hand,)
            return [part for side in sides for part in dumbbell_parts(camera, body, side)]
        case Band() | Towel():
            return ribbon_parts(camera, body, prop, number)
        case Chair():
            return chair_parts(camera, prop)
        case Step():
            return step_parts(camera, prop)
        case DoorAnchor():
            return door_parts(camera, prop)
        case Mat() | Wall():
            return []  # they are background: `ground` and `draw` paint them first

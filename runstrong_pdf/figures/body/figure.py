"""All parts of the figure."""

from runstrong_pdf.figures.body.hand import hand_part
from runstrong_pdf.figures.body.head import head_parts, neck_part, throat_of
from runstrong_pdf.figures.body.limb import limb, thigh
from runstrong_pdf.figures.body.shoe import shoe_part
from runstrong_pdf.figures.body.trunk import trunk_parts
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.muscles import Marked
from runstrong_pdf.figures.part import Part
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.skeleton import Skeleton


def figure_parts(camera: Camera, body: Skeleton, marked: Marked, hair: str) -> list[Part]:
    """Return the parts of a posed body, in no particular order.

    Args:
        camera: the view.
        body: the solved skeleton.
        marked: the muscles to highlight.
        hair: the hair style.
    """
    throat = throat_of(hair)
    pelvis, chest = body.axes["pelvis"], body.axes["chest"]
    parts = trunk_parts(camera, body, marked, bare_throat=throat == "skin")
    for side in SIDES:
        bones = {
            name: body.bones[f"{side}.{name}"] for name in ("thigh", "shin", "upper_arm", "forearm")
        }
        parts += [
            thigh(camera, f"{side}.thigh", bones["thigh"], marked, pelvis),
            limb(camera, f"{side}.shin", bones["shin"], marked, chest),
            shoe_part(camera, body, side),
            limb(camera, f"{side}.upper_arm", bones["upper_arm"], marked, chest),
            limb(camera, f"{side}.forearm", bones["forearm"], marked, chest),
            hand_part(camera, body, side),
        ]
    return [
        *parts,
        neck_part(camera, body, throat),
        *head_parts(camera, body, hair),
    ]

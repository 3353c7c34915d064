"""Stances: a few numbers a coach knows become a full posture."""

from runstrong_pdf.figures.stances.floor import AllFours, Plank, Prone, Supine
from runstrong_pdf.figures.stances.stance import Stance
from runstrong_pdf.figures.stances.upright import Kneel, SitChair, SitFloor, Stand

STANCES: dict[str, type[Stance]] = {
    "stand": Stand,
    "sit_chair": SitChair,
    "sit_floor": SitFloor,
    "kneel": Kneel,
    "plank": Plank,
    "all_fours": AllFours,
    "prone": Prone,
    "supine": Supine,
}

__all__ = ["STANCES", "Stance"]

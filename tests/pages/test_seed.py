"""Everything that the article offers stands on the paper of the default plan, in our words.

The article is a web page on upper-body strength for runners; each entry names one thing that it
offers its reader, and the words by which a reader of the full PDF finds it. What the article gets
wrong (docs/training-rules.md#what-strength-work-does-for-a-runner) is on paper as what is
known instead.
"""

import re

import pytest

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level
from tests.making import Made, plan_of, shipped
from tests.reading import page_texts

OFFERS: dict[str, tuple[str, ...]] = {
    # reasons
    "efficient movement, seconds off a personal best": ("Speed.", "nobody has shown it"),
    "fewer injuries, also of the legs": ("Injuries.", "did not make them fewer"),
    "balance through the whole chain": ("swing against the legs, so that the trunk turns less",),
    "core and back: stability": ("core and back hold you upright",),
    "core and back: ITB and runner's knee": ("runner's knee or the ITB nothing like it is known",),
    "core and back: upright at the end of a marathon": ("folding up late in a race",),
    "arms and shoulders: technique": ("arms and shoulders swing against the legs",),
    "arms and shoulders: quick arms, quick legs": ("Legs tired? Quicken the arms",),
    "chest: balance with the back": ("a strong chest wants a strong back",),
    "advice: back, chest and core in balance": ("pulls at least as much as it pushes",),
    # the workout at home
    "5 push-ups": ("Push-up 5 reps",),
    "or knee push-ups": ("knees or full", "Easier knee push-up"),
    "10 dips on a chair": ("Bent-knee chair dip 8 reps",),
    "dips: elbows close to the body": ("Elbows back",),
    "5 wide push-ups": ("Knee wide push-up 5 reps",),
    "10 planks to press": ("Knee plank to press 8 reps",),
    "5 diamond push-ups": ("Knee diamond push-up 5 reps",),
    "30 mountain climbers": ("Mountain climber 30 steps",),
    "several rounds": (
        "Go down a block once and tick",
        "then start its next round",
    ),
    "hand width changes who works": ("Works back of arm", "Knee diamond push-up"),
    # bands
    "resistance band training": ("Band chest press", "Seated band row", "Band pull-apart"),
    "red band: medium, 5.5 pounds": ("red medium 1.7 kg 2.5 kg",),
    "green band: 6.7 pounds": ("green heavy 2.1 kg 3.0 kg",),
    "blue band: 8.6 pounds": ("blue extra heavy 2.6 kg 3.9 kg",),
    "beginners take a lighter band": ("begin with tan or yellow",),
    "stronger bands for the trained": ("Rows, pulldowns red green blue",),
    # weights
    "technique before weight": ("First the movement, then the weight",),
    "kettlebell and barbell": ("A kettlebell serves as well; learn a barbell from a coach",),
    "thruster": ("before thruster",),
    "overhead squat, snatch, jerk": ("overhead squat, snatch and jerk for the experienced",),
    "squats and lunges with weights": ("Dumbbell squat 8", "Dumbbell lunge 8"),
    "dumbbells for beginners": ("Good for beginners",),
    "2 to 3 kg to begin with": ("even 1 to 3 kg make raises and presses honest work",),
    "light weights with a strap, gloves": ("Hand weights with a strap", "gloves are a matter"),
    "overhead press": ("Shoulder press 2 4 6",),
    "overhead press, seated": ("Seated dumbbell press 10 reps",),
    "lateral raise": ("Dumbbell lateral raise",),
    "alternate front raise": ("Alternate front raise",),
    "raises are hard: small weights": ("Raises 1 2 4",),
    "10 to 15 repetitions": ("10–12 clean reps", "At 15"),  # noqa: RUF001  an en dash
    # other sports
    "climbing": ("Climbing or bouldering 60–90 min",),  # noqa: RUF001
    "swimming": ("Swimming 20–45 min",),  # noqa: RUF001
    "tennis": ("Tennis 45–60 min",),  # noqa: RUF001
    "yoga": ("Yoga 30–60 min",),  # noqa: RUF001
    "for those who like no gym and no training at home": ("No gym, no floor, no weights today?",),
    # stretching
    "stretch after every session": ("after each session, while you are warm",),
    "hold for 30 seconds": ("Gentle cobra 2 × 30 s",),  # noqa: RUF001
    "less soreness from stretching": ("It does not prevent soreness",),
    "cat-cow": ("Cat-cow 8 slow",),
    "cobra": ("Gentle cobra 2 × 30 s",),  # noqa: RUF001
    "elbow pressed down behind the head": ("Overhead triceps stretch",),
    "hands clasped behind the back": ("Clasped-hands chest opener",),
    # advice
    "consult before you begin": ("Before you start:", "Ask a doctor about heart"),
    "general information, not medical advice": (
        "General training information, not medical advice",
    ),
    "replaces no professional": ("No clinician has reviewed it, and none has examined you",),
    "pain or difficulty: stop and consult": (
        "If anything hurts or",
        "worries you, stop and ask a doctor",
    ),
}
"""What the article offers, and the words of ours that serve it."""

BEYOND = {"thruster", "dumbbell-overhead-squat", "dumbbell-snatch", "dumbbell-jerk"}
"""Lifts of the article that no beginner gets (rules R09 and R10): the default plan names them. Jerk
and overhead squat have cards in long sessions of the experienced; thruster and snatch come only
with a programme that asks for them by name."""


@pytest.fixture(scope="module")
def text(default: Made) -> str:
    """All words, without the pages of the guide that stand between a name and its number."""
    return re.sub(r" p\. \d+(?= )", "", " ".join(page_texts(default.pdf)))


@pytest.mark.parametrize("offer", OFFERS)
def test_what_the_article_offers_is_on_paper(offer: str, text: str) -> None:
    missing = [words for words in OFFERS[offer] if words not in text]
    assert missing == []


def test_every_exercise_stretch_and_sport_of_the_article_is_drawn(default: Made) -> None:
    library_says = {name for name, record in default.brief.sports.items() if record.seed}
    assert library_says == {"climbing", "swimming", "tennis", "yoga"}
    assert library_says <= default.brief.pictures.drawings.keys()
    assert [stretch.seed for stretch in default.plan.stretches.values()] == [True] * 4


def test_lifts_above_the_head_are_kept_for_the_experienced(default: Made) -> None:
    assert not BEYOND & default.plan.exercises.keys()
    lifts = shipped().many(Exercise, sorted(BEYOND))
    assert all(lift.seed and shipped().image(slug) for slug, lift in lifts.items())
    long = plan_of(Request(level=Level.EXPERIENCED, weeks=12, sessions=3, minutes=60))
    assert {"dumbbell-jerk", "dumbbell-overhead-squat"} <= long.exercises.keys()

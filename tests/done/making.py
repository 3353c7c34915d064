"""A plan's note written by hand, and forms with its fields and nothing else.

They are quick to make and to fill in, and stay as they are when the planner learns something.
"""

import json
from functools import cache
from itertools import groupby

from runstrong_pdf.model.plan import After, DoneRow, PlanNote
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level, Phase
from runstrong_pdf.pages.blanks import FEELINGS
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive, Option
from runstrong_pdf.pdf.metadata import Metadata
from runstrong_pdf.pdf.stamp import stamp

REQUEST = Request(dumbbells=(1.0, 2.0, 3.0, 4.0, 5.0))


def _row(key: str, week: int, exercise: str, rounds: int, reps: int, **load: object) -> DoneRow:
    said = {"session": key, "week": week, "exercise": exercise, "rounds": rounds, "reps": reps}
    return DoneRow.model_validate({**said, **load})


ROWS = (
    _row("A", 4, "push-up", 2, 8),
    _row("A", 4, "knee-plank-to-press", 2, 12),
    _row("B", 4, "seated-band-row", 3, 10, band=("red",)),
    _row("B", 4, "prone-cobra-raise", 2, 10),
    _row("A", 6, "push-up", 2, 10),
    _row("A", 6, "single-arm-dumbbell-row", 2, 10, kg=(4.0,)),
    _row("A", 6, "dead-bug", 2, 8),
    _row("A", 6, "dumbbell-shoulder-press", 3, 10, kg=(2.0,)),
    _row("A", 6, "band-pull-apart", 3, 12, band=("yellow",)),
    _row("A", 6, "dumbbell-lateral-raise", 3, 10, kg=(1.0,)),
    _row("B", 6, "dumbbell-floor-press", 3, 10, kg=(3.0,)),
    _row("B", 6, "seated-band-row", 3, 12, band=("red",)),
    _row("B", 6, "dumbbell-squat", 3, 8, kg=(3.0,)),
    _row("B", 6, "knee-plank-to-press", 2, 8, manner="slow"),
    _row("B", 6, "prone-cobra-raise", 2, 6, manner="slow"),
)
AFTER = After(
    number=2, session_sets={"A": 15, "B": 13}, phase=Phase.DUMBBELLS, nth=1, part=4, rows=ROWS
)
NOTE = PlanNote(code="UB6-222222", level=Level.BEGINNER, request=REQUEST, after=AFTER)
"""What a plan of six weeks carries whose last weeks are weeks 4 and 6."""


def text_of(note: PlanNote) -> str:
    """Return a note as it is carried."""
    return json.dumps(note.model_dump(mode="json"))


@cache
def form(note: str = text_of(NOTE)) -> bytes:
    """Return a form with the fields of `ROWS` that carries a note, or none."""
    canvas = TaggedCanvas("en")
    fields = Interactive(canvas, note=note)
    for week, rows in groupby(ROWS, key=lambda row: row.week):
        canvas.new_page(600, 800, str(week))
        with canvas.tag("P"):
            for column, (key, found) in enumerate(groupby(rows, key=lambda row: row.session)):
                _session(fields, f"{week}.{key}", tuple(found), 10 + 280 * column)
            for at, moment in enumerate(("before", "after") if week == 6 else ()):
                left = 10 + 60 * at
                fields.text_field((left, 760, left + 50, 780), f"push-ups.{moment}", "n", 9)
        canvas.end_page()
    fields.finish()
    nobody = Metadata("Plan", "", "", "", "en")
    return stamp(freeze(canvas, ""), {}, nobody)


def _session(fields: Interactive, place: str, rows: tuple[DoneRow, ...], x: int) -> None:
    for number, row in enumerate(rows, 1):
        y = 40 + 30 * number
        for box in range(row.rounds):
            left = x + 15 * box
            name = f"w{place}.{number}.{box + 1}"
            fields.tick_box((left, y, left + 12, y + 12), 1, name, "box")
        for at, kind in enumerate(("did", "next.did")):
            left = x + 60 + 60 * at
            fields.text_field((left, y, left + 55, y + 14), f"{kind}.{place}.{number}", "did", 9)
    for at, word in enumerate(FEELINGS):
        left = x + 20 * at
        asked = Option(f"feeling.{place}", "how", word, word)
        fields.ring((left, 20, left + 14, 34), 1, asked)

"""Drawings: whole numbers in a box, the same bytes from every run, files that lose nothing."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures import svg
from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.draw import NOTHING, Scene, draw, muscle_map
from runstrong_pdf.figures.drawing import LINE, Drawing, Frame, Shape, bounds
from runstrong_pdf.figures.painting import ordered
from tests.figures.posing import PRESS, posed_by, standing

SEGMENT = r"(?:M-?\d+ -?\d+|L-?\d+ -?\d+|C-?\d+(?: -?\d+){5}|Z)"
PATH = re.compile(f"M-?\\d+ -?\\d+{SEGMENT}+")
UPPER = '\nview = { turn = 20, pitch = 8, crop = "upper" }\n'


def press() -> Drawing:
    return draw(posed_by(PRESS))


def test_paths_are_whole_numbers_with_one_segment_a_letter() -> None:
    for frame in press().frames:
        for shape in frame.shapes:
            assert PATH.fullmatch(shape.path), shape


def test_everything_lies_in_the_box() -> None:
    for frame in press().frames:
        assert bounds(frame.shapes) == frame.box


def test_a_file_loses_nothing() -> None:
    drawing = press()
    assert svg.read(svg.write(drawing)) == drawing


def test_a_cropped_picture_says_so_in_its_file() -> None:
    drawing = draw(posed_by('name = "Neck"' + UPPER + "[start]\n"))
    assert drawing.frames[0].cropped
    assert svg.read(svg.write(drawing)) == drawing


def test_an_inset_is_kept_apart_from_the_frames() -> None:
    drawing = draw(posed_by('name = "Hands"\ninset = "hands"\n[start]\nstance = "plank"\n'))
    assert [frame.name for frame in drawing.insets] == ["hands"]
    assert svg.read(svg.write(drawing)) == drawing


def test_a_file_is_well_formed_and_tells_what_it_shows() -> None:
    root = ET.fromstring(svg.write(press()))  # noqa: S314
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}desc")]
    start, end = "Dumbbells at the shoulders", "Arms straight & <overhead>"
    assert texts == [f"Start: {start}. End: {end}.", start, end]
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("title", "desc")


def test_every_class_of_a_file_has_a_rule() -> None:
    text = svg.write(press())
    for classes in set(re.findall(r'<path class="([^"]+)"', text)):
        assert f".{classes.replace(' ', '.')}{{" in text


@pytest.mark.parametrize("text", ["", "<svg/>", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'])
def test_a_foreign_file_is_refused(text: str) -> None:
    with pytest.raises(TemplateError, match="not a drawing made by RunStrong"):
        svg.read(text)


@pytest.mark.parametrize("path", ["M1 2L3", "M1 2C3 4 5 6", "M1 2L3 4 5 6", "M1 2L3 ٤Z", "M1 2H3"])
def test_a_path_of_anything_but_whole_segments_is_damaged(path: str) -> None:
    text = re.sub(' d="[^"]+"', f' d="{path}"', svg.write(press()), count=1)
    with pytest.raises(TemplateError, match="a damaged drawing"):
        svg.read(text)


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_every_run_gives_the_same_bytes(seed: str) -> None:
    program = (
        "from tests.figures.test_drawing import press\n"
        "from runstrong_pdf.figures import svg\n"
        "import sys; sys.stdout.write(svg.write(press()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    assert run.stdout == svg.write(press())


def test_what_stays_where_it_is_does_not_move() -> None:
    start, end = press().frames
    soles = [[s.path for s in frame.shapes if s.role == "sole"] for frame in (start, end)]
    assert soles[0]
    assert soles[0] == soles[1]


def test_far_limbs_are_marked() -> None:
    pose = posed_by('name = "Side"\nview = "side"\n[start]\n')
    assert any(shape.tone == "far" for shape in draw(pose).frames[0].shapes)
    assert not any(shape.tone == "far" for shape in draw(standing("")).frames[0].shapes)


def test_the_sign_of_a_hold_stands_in_its_own_frame_alone() -> None:
    text = '[start]\n{}[end]\nlike = "start"\narm.left = {{ raise = 90 }}\n'
    plain, held = (
        draw(posed_by(f'name = "X"\n{text.format(line)}')) for line in ("", "hold = [0.3, 0.2]\n")
    )
    assert held.frames[1] == plain.frames[1]
    added = held.frames[0].shapes[len(plain.frames[0].shapes) :]
    assert {shape.role for shape in added} == {"arrow", "halo"}


@pytest.mark.parametrize(
    ("line", "added"),
    [
        ('letter = { text = "T", at = [0.4, 0.4] }', {("line", "halo"), ("line", "arrow")}),
        ('off_floor = ["left.hand"]', {("stroke", "ink"), ("hint", "ink")}),
        ('ghost = "start"', {("fill", "ghost"), ("hint", "ghost_edge")}),
    ],
)
def test_a_sign_is_added_to_a_frame(line: str, added: set[tuple[str, str]]) -> None:
    text = 'name = "X"\n[start]\n[end]\nlike = "start"\narm.left = {{ raise = 90 }}\n{}\n'
    plain, signed = (draw(posed_by(text.format(each))) for each in ("", line))
    assert signed.frames[0] == plain.frames[0]
    more = Counter(signed.frames[1].shapes) - Counter(plain.frames[1].shapes)
    assert {(shape.kind, shape.role) for shape in more} == added
    assert not Counter(plain.frames[1].shapes) - Counter(signed.frames[1].shapes)


def test_a_plumb_line_ends_under_the_hand_on_the_floor() -> None:
    pose = standing('arm.left = { raise = 90 }\noff_floor = ["left.hand"]')
    scene = Scene(pose)
    (line,) = (shape for shape in draw(pose).frames[0].shapes if shape.kind == "hint")
    x, y, z = scene.bodies["start"].joints["left.hand"]
    ends = [scene.camera("start").flat(point) for point in ((x, y, z), (x, 0.0, z))]
    wanted = [(round(right * 1000), -round(up * 1000)) for right, up in ends]
    assert line.path == "M{} {}L{} {}".format(*wanted[0], *wanted[1])


def test_an_inset_is_a_frame_from_another_side() -> None:
    pose = 'name = "X"\nview = {}\n{}[start]\n[end]\nlike = "start"\narm.left = {{ raise = 90 }}\n'
    side = "{ turn = 80, pitch = 20 }"
    extra = f'inset = {{ frame = "end", view = {side} }}\n'
    (inset,) = draw(posed_by(pose.format('"front"', extra))).insets
    assert inset.name == "inset"
    assert inset.shapes == draw(posed_by(pose.format(side, ""))).frames[1].shapes


def test_an_arrow_on_the_inset_is_seen_as_the_inset_is() -> None:
    pose = 'name = "X"\nview = {}\n{}[start]\n[end]\nlike = "start"\narm.left = {{ raise = 90 }}\n'
    arrow = '[[arrow]]\non = "{}"\njoint = "left.hand"\nto = [0.2, 0]\n'
    side = "{ turn = 80, pitch = 20 }"
    extra = f'inset = {{ frame = "end", view = {side} }}\n'
    drawing = draw(posed_by(pose.format('"front"', extra) + arrow.format("inset")))
    assert not any(shape.role == "arrow" for frame in drawing.frames for shape in frame.shapes)
    from_the_side = draw(posed_by(pose.format(side, "") + arrow.format("end"))).frames[1]
    assert drawing.insets[0].shapes == from_the_side.shapes


def test_the_frame_of_an_inset_must_be_there() -> None:
    with pytest.raises(TemplateError, match=r"inset.frame: needs the frame \[end\]"):
        posed_by('name = "X"\ninset = { frame = "end", view = "side" }\n[start]\n')


@pytest.mark.parametrize("key", ["like", "ghost"])
@pytest.mark.parametrize("frame", ["middle", "end"])
def test_what_a_frame_is_like_or_was_comes_before_it(key: str, frame: str) -> None:
    text = 'name = "X"\n[start]\n[middle]\n{} = "{}"\n[end]\n'
    known = f"middle.{key}: '{frame}' is no frame before this one; allowed: start"
    with pytest.raises(TemplateError) as caught:
        posed_by(text.format(key, frame))
    assert [f"{each.field}: {each.message}" for each in caught.value.problems] == [known]
    posed_by(text.format(key, "start"))


@pytest.mark.parametrize(
    ("inset", "told"),
    [
        ('"feet"', "inset: is 'feet', allowed: 'hands', or a table such as"),
        ("3", "inset: is 3, allowed: 'hands', or a table such as"),
        ('{ frame = "ende", view = "side" }', "inset.frame: is 'ende', allowed: 'start',"),
        ('{ view = "sid" }', "inset.view: unknown view 'sid'; allowed: front,"),
        ('{ view = { turn = "x" } }', "inset.view.turn: is 'x', should be a number"),
        ('{ frame = "end" }', "inset.view: is missing"),
    ],
)
def test_a_wrong_inset_is_one_problem_in_the_words_of_the_file(inset: str, told: str) -> None:
    with pytest.raises(TemplateError) as caught:
        posed_by(f'name = "X"\ninset = {inset}\n[start]\n[end]\n')
    (problem,) = caught.value.problems
    assert f"{problem.field}: {problem.message}".startswith(told)


def roles(frame: Frame) -> set[str]:
    return {shape.role for shape in frame.shapes}


def test_muscles_show_on_the_side_they_are_on() -> None:
    front, back = muscle_map(posed_by('name = "X"\nmuscles = { primary = ["chest"] }\n[start]\n'))
    assert "m1" in roles(front)
    assert "m1" not in roles(back)


def test_one_side_alone_can_be_marked() -> None:
    both, left = (
        posed_by(f'name = "X"\nmuscles = {{ primary = ["{m}"] }}\n[start]\n')
        for m in ("biceps", "left biceps")
    )
    counts = [sum(s.role == "m1" for s in muscle_map(pose)[0].shapes) for pose in (both, left)]
    assert counts == [2, 1]


@pytest.mark.parametrize("muscle", ["lats", "upper_back", "traps", "obliques", "chest"])
def test_a_muscle_of_the_left_half_of_the_trunk_is_on_the_left(muscle: str) -> None:
    pose = posed_by(f'name = "X"\nmuscles = {{ primary = ["left {muscle}"] }}\n[start]\n')
    front, back = muscle_map(pose)
    for frame, sign in ((front, 1), (back, -1)):
        xs = [
            int(n)
            for shape in frame.shapes
            if shape.role == "m1"
            for n in re.findall(r"-?\d+", shape.path)[::2]
        ]
        assert not xs or sum(xs) * sign > 0


def test_the_inset_shows_the_hands_on_the_mat_and_the_body_above_only_dashed() -> None:
    drawing = draw(posed_by('name = "Hands"\ninset = "hands"\n[start]\nstance = "plank"\n'))
    shapes = drawing.insets[0].shapes
    assert {shape.role for shape in shapes if shape.kind == "fill"} == {"mat", "skin"}
    assert [shape.role for shape in shapes if shape.kind == "hint"] == ["ink"]


@pytest.mark.parametrize(
    ("prop", "role"),
    [
        ('"mat"', "mat"),
        ('{ type = "chair" }', "wood"),
        ('{ type = "step" }', "wood"),
        ('{ type = "wall", z = 0.4 }', "wall"),
        ('{ type = "anchor", at = [0, 0.6, 0.5] }', "steel"),
        ('{ type = "dumbbell", hand = "left" }', "steel"),
        ('{ type = "dumbbell", hand = "between" }', "steel"),
        ('{ type = "band", through = ["left.hand", [0, 0.6, 0.5]] }', "band"),
        ('{ type = "towel", through = ["left.hand", "right.hand"] }', "towel"),
        ('{ type = "band", through = [["left.hand", [0, 0, 0.1]], "right.hand"] }', "band"),
        ('{ type = "panel", corners = ["left.hand", [0, 0, 0], [1, 0, 0]] }', "wood"),
        ('{ type = "panel", net = true, corners = [[0, 0, 0], [1, 0, 0], [1, 1, 0]] }', "ink"),
        ('{ type = "panel", round = true, corners = ["head", "left.toe", "right.toe"] }', "wood"),
    ],
)
def test_every_kind_of_equipment_is_drawn(prop: str, role: str) -> None:
    assert role in roles(draw(posed_by(f'name = "X"\nprops = [{prop}]\n[start]\n')).frames[0])


def test_a_wall_is_wider_than_the_arms() -> None:
    text = 'name = "X"\nprops = [{ type = "wall", z = 0.1 }]\n[start]\narm.both = { raise = 90 }\n'
    frame = draw(posed_by(text)).frames[0]
    wall, rest = ([s for s in frame.shapes if (s.role == "wall") == w] for w in (True, False))
    skin = bounds(s for s in rest if s.role == "skin")
    assert bounds(wall)[0] < skin[0]
    assert bounds(wall)[2] > skin[2]


HAIR = ["short", "bun", "ponytail", "curly", "plait", "shaved", "headscarf"]


@pytest.mark.parametrize("hair", HAIR)
@pytest.mark.parametrize("turn", [0, 74, 180, -120])
@pytest.mark.parametrize("stance", ["stand", "prone", "supine"])
def test_every_hair_style_can_be_drawn_from_every_side(hair: str, turn: int, stance: str) -> None:
    view = f"view = {{ turn = {turn}, pitch = 12 }}"
    pose = posed_by(f'name = "X"\nhair = "{hair}"\n{view}\n[start]\nstance = "{stance}"\n')
    expected = {"shaved": "stubble", "headscarf": "scarf"}.get(hair, "hair")
    assert expected in roles(draw(pose).frames[0])


@pytest.mark.parametrize("hand", ["fist", "flat", "open", "relaxed", "catch", "clasp"])
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_every_hand_can_be_drawn_from_every_side(hand: str, turn: int) -> None:
    line = f'view = {{ turn = {turn}, pitch = 10 }}\narm.left = {{ raise = 90, hand = "{hand}" }}'
    assert draw(standing(line)).frames[0].shapes


def test_the_look_of_a_figure_depends_on_its_name_alone() -> None:
    names = [f"Exercise {n}" for n in range(40)]
    skins = {draw(posed_by(f'name = "{name}"\n[start]\n')).skin for name in names}
    assert skins == {1, 2, 3, 4, 5, 6}


def test_two_bands_are_not_joined() -> None:
    band = '{{ type = "band", through = ["{0}.hand", "{0}.toe"] }}'
    props = ", ".join(band.format(side) for side in ("left", "right"))
    frame = draw(posed_by(f'name = "X"\nprops = [{props}]\n[start]\n')).frames[0]
    for shape in frame.shapes:
        if shape.role == "band":
            numbers = [int(n) for n in re.findall(r"-?\d+", shape.path)]
            across = numbers[::2]
            assert max(across) - min(across) < 150  # from one hand down, not over to the other


def test_the_equipment_of_a_frame_replaces_its_own_kind() -> None:
    text = 'name = "X"\nprops = ["mat", { type = "chair" }]\n[start]\n'
    own = 'props = [{ type = "chair", at = [0, 0.5] }]\n'
    once, moved = (draw(posed_by(pose)).frames[0] for pose in (text, text + own))
    assert len(once.shapes) == len(moved.shapes)
    assert once.box != moved.box


def kinds(frame: Frame, role: str) -> set[str]:
    return {shape.kind for shape in frame.shapes if shape.role == role}


@pytest.mark.parametrize("muscle", ["upper_back", "left rear_delts", "hamstrings", "glutes"])
def test_a_muscle_that_the_body_hides_is_not_marked(muscle: str) -> None:
    text = 'name = "X"\nview = {{ turn = {} }}\nmuscles = {{ primary = ["{}"] }}\n[start]\n'
    (front,) = draw(posed_by(text.format(0, muscle))).frames
    (back,) = draw(posed_by(text.format(180, muscle))).frames
    assert kinds(front, "m1") == set()
    assert kinds(back, "m1") == {"fill"}


def test_a_frame_may_have_muscles_of_its_own() -> None:
    text = 'name = "X"\nmuscles = { primary = ["chest"] }\n[start]\n[end]\nlike = "start"\n'
    first, last = draw(posed_by(text + 'muscles = { secondary = ["quads"] }\n')).frames
    assert ("m1" in roles(first), "m2" in roles(first)) == (True, False)
    assert ("m1" in roles(last), "m2" in roles(last)) == (False, True)


def test_an_arrow_both_ways_has_a_head_at_both_ends() -> None:
    arrow = 'name = "X"\n[start]\n[[arrow]]\non = "start"\njoint = "head"\nfrom_shift = [0.2, 0]\n'
    for end, heads in (("to = [0.2, 0]\n", 1), ("to = [0.2, 0]\nboth_ways = true\n", 2)):
        (frame,) = draw(posed_by(arrow + end)).frames
        (tips,) = (s.path for s in frame.shapes if s.role == "arrow" and s.kind == "fill")
        assert tips.count("M") == heads


def test_a_towel_is_woven() -> None:
    props = 'props = [{ type = "towel", through = ["left.hand", "right.hand"] }]\n[start]\n'
    (frame,) = draw(posed_by(f'name = "X"\n{props}arm.both = {{ raise = 150 }}\n')).frames
    (weave,) = (shape.path for shape in frame.shapes if shape.role == "towel_weave")
    assert weave.count("M") > 4


def test_hands_that_stand_wide_are_measured_from_the_shoulders() -> None:
    text = 'name = "X"\ninset = "hands"\n[start]\nstance = "plank"\nhands = {}\n'
    for hands, arrows in ((0.42, 2), (0.22, 0)):
        (inset,) = draw(posed_by(text.format(hands))).insets
        assert sum(s.role == "arrow" and s.kind == "fill" for s in inset.shapes) == arrows


HELD = 'arm.both = { raise = 90, toward = "front", hand = "fist" }\nprops = [{ type = '


def shapes_of(prop: str, role: str) -> list[Shape]:
    """Return the shapes of one role of somebody who holds a prop at arm's length."""
    shapes = draw(standing(f"{HELD}{prop} }}]")).frames[0].shapes
    return [shape for shape in shapes if shape.role == role]


@pytest.mark.parametrize(("kind", "width"), [("band", 13), ("towel", 40)])
def test_a_band_or_towel_ends_in_the_fist_that_holds_it(kind: str, width: int) -> None:
    shapes = shapes_of(f'"{kind}", through = ["left.hand", "right.hand"]', kind)
    _, top, _, bottom = bounds(shapes)
    assert width <= bottom - top < width + 5  # level from hand to hand: no end hangs down


def test_a_dumbbell_between_both_palms_is_one_and_lies_from_hand_to_hand() -> None:
    shared, both = (
        shapes_of(f'"dumbbell", hand = "{hand}"', "steel") for hand in ("between", "both")
    )
    left, top, right, bottom = bounds(shared)
    assert abs(left + right) < 10  # in the middle before the body
    assert right - left > bottom - top
    assert len(shared) < len(both)


def test_a_light_dumbbell_is_smaller() -> None:
    (_, top, _, bottom), (_, higher, _, lower) = (
        bounds(shapes_of(f'"dumbbell", size = {size}', "steel")) for size in (0.7, 1)
    )
    assert bottom - top < lower - higher


@pytest.mark.parametrize(("turn", "strokes"), [(0, 6), (90, 2), (180, 0)])
def test_a_face_is_seen_from_the_front_alone(turn: int, strokes: int) -> None:
    pose = posed_by(f'name = "X"\nhair = "shaved"\nview = {{ turn = {turn} }}\n[start]\n')
    (frame,) = draw(pose).frames
    face = "".join(s.path for s in frame.shapes if (s.kind, s.role) == ("line", "hair"))
    assert face.count("M") == strokes


HOOKED = """name = "X"
hair = "curly"
skin = 6
view = { turn = -96, pitch = 0 }
[start]
arm.left = { raise = 52, toward = 8, bend = 84, forearm = "head", hand = "fist", palm = "in" }
[start.arm.right]
from = "left.wrist"
at = [-0.03, -0.02, 0.03]
hand = "catch"
fingers = "left-head"
palm = "back"
elbow = "feet-out"
"""


def test_where_parts_hide_one_another_in_a_circle_the_head_stays_over_the_neck() -> None:
    scene = Scene(posed_by(HOOKED))
    parts = figure_parts(scene.camera("start"), scene.bodies["start"], NOTHING, "bun")
    names = [part.name for part in ordered(parts)]
    assert names.index("torso") < names.index("neck") < names.index("head")


def test_dark_hair_covers_the_contour_of_the_head() -> None:
    shapes = draw(posed_by(HOOKED)).frames[0].shapes
    hair = max(i for i, s in enumerate(shapes) if (s.kind, s.role) == ("fill", "hair"))
    skull = next(s for s in shapes[hair::-1] if (s.kind, s.role, s.tone) == ("fill", "skin", ""))
    contour = Shape("stroke", "skin_line", skull.path, LINE)
    assert shapes.index(contour) < hair


@pytest.mark.parametrize("turn", [0, 180])
def test_the_trapezius_is_seen_from_the_front_too(turn: int) -> None:
    marks = f'muscles = {{ primary = ["traps"] }}\nview = {{ turn = {turn} }}'
    (frame,) = draw(posed_by(f'name = "X"\nhair = "short"\n{marks}\n[start]\n')).frames
    assert {"m1", "m1_edge"} <= {shape.role for shape in frame.shapes}


def test_whoever_stands_has_one_shadow_under_the_feet() -> None:
    (shadow,) = (
        shape.path
        for shape in draw(standing("knees = 100")).frames[0].shapes
        if (shape.role, shape.kind) == ("shadow", "fill")
    )
    assert shadow.count("M") == 1


def test_a_band_on_the_floor_lies_under_the_soles() -> None:
    band = 'props = [{ type = "band", through = ["left.instep", "right.instep"] }]'
    roles = [shape.role for shape in draw(standing(band)).frames[0].shapes]
    assert max(i for i, role in enumerate(roles) if role == "band") < roles.index("sole")

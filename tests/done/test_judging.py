"""What counts of a row: the lower of printed and done, by the rule that the sheets print."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf import NoProgrammeError, make_plan, next_notes
from runstrong_pdf.done.blanks import SCALE, How, Said, read_blank, read_number
from runstrong_pdf.done.judging import Done, RowDone
from runstrong_pdf.library import open_library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level
from runstrong_pdf.pages.blanks import FEELINGS
from tests.done.making import NOTE


def done_of(fields: Mapping[str, str], **note: object) -> Done:
    return Done(NOTE.model_copy(update=note), fields)


def row_of(fields: Mapping[str, str], place: str) -> RowDone:
    """Return a row of week 6, such as `A2`."""
    rows = done_of(fields).last_week
    return next(row for row in rows if f"{row.printed.session}{row.number}" == place)


def ticks(place: str, many: int) -> dict[str, str]:
    return {f"w6-{place[0]}-{place[1:]}-{box}": "Yes" for box in range(1, many + 1)}


# -- blanks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8", Said(8)),
        (" 8 reps ", Said(8)),
        ("8/side", Said(8)),
        ("20s", Said(20)),
        ("20 sec", Said(20)),
        ("10, 10, 8", Said(8)),
        ("10/10/8", Said(8)),
        ("10 10 8", Said(8)),
        ("3 x 8", Said(8, 3)),
        ("3×8", Said(8, 3)),  # noqa: RUF001  as it is printed
        ("12 x 4 kg", Said(12, None, 4.0)),
        ("12 @ 4 kg", Said(12, None, 4.0)),
        ("4 kg x 12", Said(12, None, 4.0)),
        ("2 x 12 x 2,5kg", Said(12, 2, 2.5)),
        ("3 kg", Said(None, None, 3.0)),
        ("12 red", Said(12, band="red")),
        ("yellow band, 10", Said(10, band="yellow")),
        ("0", Said(0)),
    ],
)
def test_a_blank_is_read_as_people_write(text: str, said: Said) -> None:
    assert read_blank(text) == said


@pytest.mark.parametrize(
    "text",
    ["", " ", "felt great", "8 or so", "x", "12 x 15", "9999", "3 kg 4 kg", "red or green",
     "8" * 99, "-", "8.5", "\0", "８"],  # noqa: RUF001  a full-width figure
)  # fmt: skip
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_blank(text) is None


SHIPPED = ("en", "de", "es", "fr", "pl")


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize(("key", "how"), [("rows", "knees"), ("rows_knee", "worktop")])
def test_what_the_sheet_proposes_is_understood(language: str, key: str, how: How) -> None:
    sentence = open_library().texts(language)(f"week.{key}", printed=9, fewer=8).rstrip(".")
    _, proposed = sentence.split(", ")[-1].split(maxsplit=1)
    assert read_blank(proposed, language) == Said(how=how)
    assert read_blank(f"6 {proposed}", language) == Said(6, how=how)
    (numbers,) = re.findall("9.*8", sentence)
    assert read_blank(numbers, language) == Said(8)
    assert read_blank(numbers.replace(",", ""), language) == Said(8)


@pytest.mark.parametrize("language", SHIPPED)
def test_the_colours_of_the_sheet_are_understood(language: str) -> None:
    texts = open_library().texts(language)
    for colour in SCALE:
        assert read_blank(f"10 {texts(f'band.{colour}')}", language) == Said(10, band=colour)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "10 on my knees", Said(10, how="knees")),
        ("en", "lighter", Said(how="lighter")),
        ("en", "half", Said(how="half")),
        ("en", "1 round", Said(rounds=1)),
        ("en", "2 sets of 8", Said(8, 2)),
        ("de", "8 Wdh je Seite", Said(8)),
        ("de", "10 mal", Said(10)),
        ("de", "10 x rotes Band", Said(10, band="red")),
        ("en", "3 times 10", Said(10, 3)),
        ("de", "3 mal 8", Said(8, 3)),
        ("es", "3 por 8", Said(8, 3)),
        ("fr", "3 fois 8", Said(8, 3)),
        ("pl", "3 razy 8", Said(8, 3)),
        ("en", "20s, 15s", Said(15)),
        ("en", "6, knees, no pain", Said(6, how="knees")),
        ("de", "12 x 5 Kilogramm", Said(12, kg=5.0)),
        ("de", "12 x 5 Pfund", Said(12, kg=2.27)),
        ("es", "12 x 5 libras", Said(12, kg=2.27)),
        ("fr", "12 x 5 livres", Said(12, kg=2.27)),
        ("pl", "12 x 5 funtów", Said(12, kg=2.27)),
        ("pl", "12 x 3 kilogramy", Said(12, kg=3.0)),
        ("es", "10 rojo", Said(10, band="red")),
        ("fr", "6 à genoux", Said(6, how="knees")),
        ("pl", "10 na stronę", Said(10)),
        ("pl", "czerwoną 8", Said(8, band="red")),
        ("xx", "6 knees", Said(6, how="knees")),
    ],
)
def test_words_of_the_sheets_language_are_understood(language: str, text: str, said: Said) -> None:
    assert read_blank(text, language) == said


TOO_HARD = {
    "en": ("too hard", "it was too hard", "too heavy", "couldn't"),
    "de": ("zu schwer", "viel zu schwer", "nicht geschafft"),
    "es": ("muy duro", "demasiado pesado", "no pude"),
    "fr": ("trop dur", "c'était trop lourd", "pas réussi"),
    "pl": ("za trudno", "za ciężkie", "nie dałam rady"),
}
LEFT_OUT = {
    "en": ("didn't do", "didn\u2019t do it", "sick", "was ill", "forgot", "not done", "no time"),
    "de": ("krank", "war krank", "vergessen", "nicht gemacht", "keine Zeit"),
    "es": ("enferma", "estaba enfermo", "lo olvidé", "no lo hice", "sin tiempo"),
    "fr": ("malade", "j'étais malade", "oublié", "pas fait", "pas le temps"),
    "pl": ("chora", "byłem chory", "zapomniałem", "nie zrobiłam", "brak czasu"),
}
NONE = {
    "en": ("none", "zero"), "de": ("keine", "keine Wdh"), "es": ("ninguna", "cero"),
    "fr": ("aucune", "rien"), "pl": ("żadne", "nic"),
}  # fmt: skip
ALL = {
    "en": ("done", "ok", "too easy"), "de": ("geschafft", "alle", "zu leicht"),
    "es": ("hecho", "todas", "demasiado fácil"), "fr": ("fait", "toutes", "trop facile"),
    "pl": ("zrobione", "wszystkie", "za łatwo"),
}  # fmt: skip
PAIN = {
    "en": ("pain", "hurts", "8, then it hurt", "it was fine until the last week, then pain " * 2),
    "de": ("Schmerz", "tat weh", "Knieschmerzen", "Zwicken", "hurts"),
    "es": ("dolor", "me duele", "me dolieron", "me dolían", "pain"),
    "fr": ("douleur", "ça fait mal", "gêne", "aïe", "hurts"),
    "pl": ("boli", "bolało", "dużo bólu", "bolą", "hurts"),
}
DENIED = {
    "en": ("no knee pain", "nothing hurts", "not pain free", "didnt hurt"),
    "de": ("schmerzt nicht", "keine Knieschmerzen", "nicht schmerzfrei"),
    "es": ("ningún dolor", "nada me duele"),
    "fr": ("plus mal", "ça fait plus mal", "pas fait mal"),
    "pl": ("nie bolały", "żadnego bólu"),
}
NO_PAIN = {
    "en": ("8, no pain", "did not hurt: 8", "8 (no pain!)"),
    "de": ("ohne Schmerzen 8", "8, tut nicht weh"),
    "es": ("8 sin dolor", "8, indoloro"),
    "fr": ("pas mal 8", "8, ne fait plus mal"),
    "pl": ("bez bólu 8", "8, nie boli"),
}
ASKED = {
    "en": ("paint", "sore next day", "8, sore", "8, knee no longer hurts", "8 reps with 5",
           "8 1/2", "8 (5)", "10 knees 5", "half 5", "5, half"),
    "de": ("Muskelkater", "Knie schmerzfrei", "8 mit 4"),
    "es": ("agujetas", "bola"),
    "fr": ("courbatures", "acheté", "plan", "comme le plan"),
    "pl": ("zakwasy", "gene"),
}  # fmt: skip


def told(texts: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, found in texts.items() for text in found]


@pytest.mark.parametrize(
    ("texts", "said"),
    [(TOO_HARD, Said(how="too_hard")), (LEFT_OUT, Said(how="left_out")), (NONE, Said(0)),
     (ALL, Said(how="done"))],
    ids=["too hard", "left out", "none", "all"],
)  # fmt: skip
def test_a_word_in_place_of_a_number_is_understood(
    texts: Mapping[str, tuple[str, ...]], said: Said
) -> None:
    for language, text in told(texts):
        assert read_blank(text, language) == said, (language, text)


@pytest.mark.parametrize("language", SHIPPED)
def test_the_sheets_own_words_of_how_it_was_are_understood(language: str) -> None:
    texts = open_library().texts(language)
    for word in FEELINGS:
        how: How = "too_hard" if word == "too_hard" else "done"
        assert read_blank(texts(f"feeling.{word}"), language) == Said(how=how)


@pytest.mark.parametrize(("language", "text"), told(PAIN))
def test_pain_is_understood(language: str, text: str) -> None:
    assert read_blank(text, language) == Said(how="hurts")


@pytest.mark.parametrize(("language", "text"), told(DENIED))
def test_pain_that_is_denied_in_other_words_is_asked_about(language: str, text: str) -> None:
    assert read_blank(text, language) == Said(how="hurts", doubtful=True)
    request = Request(dumbbells=(1.0, 2.0, 3.0, 4.0, 5.0), language=language)
    done = done_of({"did-6-A-2": text}, request=request)
    assert [(one.said, one.counts_as) for one in done.unclear] == [(text, "pain")]
    assert "single-arm-dumbbell-row" in done.after.left_out
    assert done.answered({"did-6-A-2": "10, no pain"}).after.left_out == ()


@pytest.mark.parametrize(("language", "text"), told(NO_PAIN))
def test_no_pain_is_none(language: str, text: str) -> None:
    assert read_blank(text, language) == Said(8)


@pytest.mark.parametrize(("language", "text"), told(ASKED))
def test_what_is_not_certain_is_not_guessed(language: str, text: str) -> None:
    assert read_blank(text, language) is None


def test_no_pain_alone_is_as_printed() -> None:
    row = row_of({"did-6-A-2": "no pain"}, "A2")
    assert (row.why, row.counts, row.understood) == ("clean", row.printed, True)


def test_a_word_for_easier_and_lighter_is_asked_about_where_both_are_possible() -> None:
    written = {"did-6-A-1": "leichter", "did-6-A-3": "leichter", "did-6-B-1": "leichter"}
    done = done_of(written, request=Request(dumbbells="1, 2, 3, 4, 5", language="de"))
    assert [one.field for one in done.unclear] == ["did-6-B-1"]
    assert [row.why for row in done.last_week if row.said] == [
        "easier version", "easier version", "not certain",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    said = read_blank(text)
    assert said is None or said != Said()
    number = read_number(text)
    assert number is None or 0 <= number <= 200


# -- rows ------------------------------------------------------------------------------------------


def test_what_is_not_filled_in_counts_as_printed() -> None:
    done = done_of({})
    assert {row.why for row in done.rows} == {"as printed"}
    assert done.after == done.note.after


def test_all_boxes_ticked_is_clean() -> None:
    row = row_of(ticks("A2", 2), "A2")
    assert (row.why, row.counts, row.ticked) == ("clean", row.printed, 2)


def test_fewer_repetitions_count_although_every_box_is_ticked() -> None:
    row = row_of({**ticks("A2", 2), "did-6-A-2": "8"}, "A2")
    assert (row.why, row.counts.reps, row.counts.kg) == ("fewer", 8, (4.0,))


def test_more_than_printed_counts_as_printed() -> None:
    row = row_of({"did-6-A-2": "20 x 9 kg"}, "A2")
    assert (row.why, row.counts) == ("heavier", row.printed)


def test_a_lighter_weight_counts_with_its_repetitions() -> None:
    row = row_of({"did-6-B-1": "12 x 2 kg"}, "B1")
    assert (row.why, row.counts.reps, row.counts.kg) == ("lighter", 12, (2.0,))
    band = row_of({"did-6-B-2": "10 yellow"}, "B2")
    assert (band.why, band.counts.reps, band.counts.band) == ("lighter", 10, ("yellow",))


@pytest.mark.parametrize(
    ("place", "said", "why"),
    [("A2", "10 x 5kg", "heavier"), ("A5", "10 red", "heavier"), ("B2", "12 green", "heavier"),
     ("A6", "8 x 3 kg", "heavier"), ("A2", "4 x 5 kg", "fewer")],
)  # fmt: skip
def test_a_heavier_load_counts_as_printed_and_says_so(place: str, said: str, why: str) -> None:
    row = row_of({f"did-6-{place[0]}-{place[1:]}": said}, place)
    assert (row.why, row.understood) == (why, True)
    assert (row.counts.kg, row.counts.band) == (row.printed.kg, row.printed.band)
    assert (row.counts == row.printed) == (why == "heavier")


@pytest.mark.parametrize(
    ("place", "said"), [("A1", "10 x 5 kg"), ("A2", "10 red"), ("B2", "8 kg"), ("A2", "knees")]
)
def test_what_is_not_of_the_row_is_asked_about(place: str, said: str) -> None:
    done = done_of({f"did-6-{place[0]}-{place[1:]}": said})
    assert [one.said for one in done.unclear] == [said]


def test_a_lighter_load_that_is_not_owned_counts_as_the_next_lighter_one() -> None:
    assert row_of({"did-6-B-1": "10 x 2.5 kg"}, "B1").counts.kg == (2.0,)


@pytest.mark.parametrize(
    ("place", "said", "load", "reps"),
    [
        ("A2", "0", (3.0,), 8),  # of 1 to 5 kg
        ("A2", "3", (3.0,), 8),
        ("B2", "0", ("yellow",), 8),
        ("B4", "0", "usual", 6),  # it was slow
        ("A2", "0 x 3 kg", (2.0,), 8),
    ],
)
def test_hardly_any_begins_lighter_from_the_low_end(
    place: str, said: str, load: object, reps: int
) -> None:
    row = row_of({f"did-6-{place[0]}-{place[1:]}": said}, place)
    assert row.counts.reps == reps
    assert load in (row.counts.kg, row.counts.band, row.counts.manner)
    assert row.counts.exercise == row.printed.exercise


@pytest.mark.parametrize(
    ("place", "said", "load"),
    [("A2", "5", (3.0,)), ("B1", "5", (2.0,)), ("B3", "4", (2.0,)), ("B2", "6", ("yellow",)),
     ("A2", "5 x 3 kg", (2.0,)), ("A2", "7, too hard", (3.0,))],
)  # fmt: skip
def test_less_than_the_lowest_number_begins_lighter(place: str, said: str, load: object) -> None:
    row = row_of({f"did-6-{place[0]}-{place[1:]}": said}, place)
    assert load in (row.counts.kg, row.counts.band)
    assert row.counts.reps == 8


def test_less_than_the_lowest_number_from_the_knees_goes_below_the_knees() -> None:
    for said, easier in (("4", "knee-push-up"), ("4 knees", "incline-push-up")):
        row = row_of({"did-6-A-1": said}, "A1")
        assert (row.counts.exercise, row.makes_way) == (easier, True)


def test_too_hard_in_a_blank_is_a_number_fewer_and_at_the_lowest_number_lighter() -> None:
    row = row_of({"did-6-A-2": "too hard"}, "A2")
    assert (row.why, row.counts.reps, row.counts.kg) == ("too hard", 9, (4.0,))
    lowest = row_of({"did-6-B-3": "too hard"}, "B3")
    assert (lowest.printed.reps, lowest.counts.reps, lowest.counts.kg) == (8, 8, (2.0,))
    both = {"feeling-6-B": "too_hard", "did-6-B-1": "too easy"}
    assert row_of(both, "B1").why == "clean"  # a row's own word says more than its session's


def test_none_without_a_load_goes_to_the_easier_exercise() -> None:
    done = done_of({"did-6-A-1": "0"})
    row = done.last_week[0]
    assert (row.counts.exercise, row.counts.reps, row.makes_way) == ("knee-push-up", 5, True)
    assert "push-up" in done.after.left_out
    assert {"band-push-up", "decline-push-up"} <= {*done.after.left_out}


def test_from_the_knees_is_as_printed_where_the_sheet_says_knees_or_full() -> None:
    row = row_of({"did-6-A-1": "knees"}, "A1")
    assert (row.why, row.counts) == ("clean", row.printed)
    assert row_of({"did-6-A-1": "6 knees"}, "A1").counts.reps == 6
    own = done_of({"did-6-A-1": "6 knees"}, level=Level.INTERMEDIATE).last_week[0]
    assert (own.why, own.counts.exercise, own.counts.reps) == ("easier version", "knee-push-up", 6)


def test_seconds_are_no_repetitions_of_the_easier_exercise() -> None:
    plank = NOTE.after.rows[4].model_copy(update={"exercise": "knee-plank", "reps": 25})
    after = NOTE.after.model_copy(update={"rows": (plank,)})
    (row,) = done_of({"did-6-A-1": "easier"}, after=after).rows
    assert (row.counts.exercise, row.counts.reps) == ("dead-bug", 5)


def test_what_hurts_is_left_out_and_is_no_success() -> None:
    done = done_of({**ticks("A2", 2), "did-6-A-2": "10, hurts", "did-6-B-1": "no pain"})
    row = next(row for row in done.last_week if row.makes_way)
    assert (row.printed.exercise, row.why) == ("single-arm-dumbbell-row", "hurts")
    assert row.counts != row.printed
    assert done.after.left_out[-1] == "single-arm-dumbbell-row"
    plan = make_plan(done.next_request(), after=done.after)
    there = {one.exercise for week in plan.weeks for s in week.sessions for one in s.rows}
    assert not there & {*done.after.left_out}


def test_what_hurt_before_the_last_week_is_shown_and_left_out() -> None:
    done = done_of({"did-4-A-2": "pain", **ticks("B4", 2)})
    assert done.after.left_out == ()  # the same came again, and went well
    assert "knee-plank-to-press" in done_of({"did-4-A-2": "pain"}).after.left_out
    week_4 = [row for row in NOTE.after.rows if row.week == 4]
    alone = NOTE.after.model_copy(update={"rows": (*week_4, *NOTE.after.rows[4:6])})
    done = done_of({"did-4-A-2": "pain"}, after=alone)
    assert [row.said for row in done.shown if row not in done.last_week] == ["pain"]
    assert "knee-plank-to-press" in done.after.left_out


@pytest.mark.parametrize(
    "later",
    [{"feeling-6-B": "too_hard"}, {"did-6-B-4": "skipped"}, {"did-6-B-4": "1 round"},
     {"did-6-B-4": "0"}, ticks("B4", 1), {}],
)  # fmt: skip
def test_what_was_not_done_does_not_lift_pain(later: Mapping[str, str]) -> None:
    assert "knee-plank-to-press" in done_of({"did-4-A-2": "pain", **later}).after.left_out


@pytest.mark.parametrize("later", [ticks("B4", 2), {"did-6-B-4": "8"}, {"did-6-B-4": "no pain"}])
@pytest.mark.parametrize("feeling", ["right", "too_hard"])
def test_what_was_done_lifts_pain(later: Mapping[str, str], feeling: str) -> None:
    fields = {"did-4-A-2": "pain", "feeling-6-B": feeling, **later}
    assert done_of(fields).after.left_out == ()


def test_pain_leaves_out_harder_ones_of_its_kind_and_easier_none() -> None:
    assert done_of({"did-6-A-3": "easier"}).after.left_out == ("dead-bug",)
    hurt = done_of({"did-6-A-3": "hurts"}).after.left_out
    exercises = open_library().all(Exercise)
    assert {exercises[slug].pattern for slug in hurt} == {exercises["dead-bug"].pattern}


def test_pain_in_weeks_that_do_not_count_is_told() -> None:
    done = done_of({"did-5-A-2": "pain", "did-2-B-1": "it hurt", "did-5-A-3": "8"})
    assert [one.field for one in done.hurt_before] == ["did-5-A-2", "did-2-B-1"]
    plan = make_plan(done.next_request(), after=done.after)
    warned = [one for one in next_notes(done, plan) if one.severity == "warning"]
    assert [one.message.split(":")[0] for one in warned] == ["did-5-A-2", "did-2-B-1"]


def test_a_plan_is_made_although_everything_hurts() -> None:
    done = done_of({f"did-6-{key}-{n}": "hurts" for key, many in (("A", 6), ("B", 5))
                    for n in range(1, many + 1)})  # fmt: skip
    assert len(done.left_out) == 11
    plan = make_plan(done.next_request(), after=done.after)
    assert all(session.rows for week in plan.weeks for session in week.sessions)


def test_where_no_plan_is_left_it_says_what_was_left_out() -> None:
    out = tuple(sorted(open_library().all(Exercise)))
    with pytest.raises(NoProgrammeError) as raised:
        make_plan(NOTE.request, after=NOTE.after.model_copy(update={"left_out": out}))
    (problem,) = raised.value.problems
    assert problem.field == "use"
    assert "the block before leaves out alternate-front-raise" in problem.message
    assert "or ask for those that do not hurt" in problem.remedy


def test_a_round_too_few_goes_back_to_the_week_before() -> None:
    row = row_of(ticks("A1", 1), "A1")
    assert (row.why, row.printed.reps, row.counts.reps) == ("rounds missed", 10, 8)


def test_a_harder_manner_that_was_missed_takes_the_way_out() -> None:
    row = row_of({"did-6-B-4": "5"}, "B4")
    assert (row.printed.manner, row.counts.manner) == ("slow", "usual")
    assert row.counts.reps == 12


def test_too_hard_counts_for_every_row_of_the_session() -> None:
    done = done_of({"feeling-6-B": "too_hard"})
    lower = {r.printed.session: r.counts != r.printed for r in done.last_week}
    assert lower == {"A": False, "B": True}
    assert not any(r.counts != r.printed for r in done_of({"feeling-6-B": "right"}).rows)


def test_the_last_page_counts_too_and_the_lower_of_both() -> None:
    assert row_of({"next-did-6-A-2": "9"}, "A2").counts.reps == 9
    both = {"did-6-A-2": "8", "next-did-6-A-2": "10"}
    assert row_of(both, "A2").counts.reps == 8
    assert row_of({"did-6-A-2": "well", "next-did-6-A-2": "9"}, "A2").counts.reps == 9


@pytest.mark.parametrize(
    ("lower", "higher", "why"),
    [("hurts", "0", "hurts"), ("skipped", "3", "not done"), ("lighter", "9", "lighter"),
     ("1 round", "8", "rounds missed")],
)  # fmt: skip
def test_of_two_blanks_the_lower_outcome_counts(lower: str, higher: str, why: str) -> None:
    for one, other in ((lower, higher), (higher, lower)):
        assert row_of({"did-6-A-2": one, "next-did-6-A-2": other}, "A2").why == why


def test_a_lighter_load_has_no_more_repetitions_than_the_exercise() -> None:
    assert row_of({"did-6-B-1": "30 x 2 kg"}, "B1").counts.reps == 12


def test_what_cannot_be_read_is_told_and_can_be_answered() -> None:
    done = done_of({"did-6-A-2": "nearly", "push-ups-after": "some"})
    assert [(one.field, one.said) for one in done.unclear] == [
        ("did-6-A-2", "nearly"), ("push-ups-after", "some"),
    ]  # fmt: skip
    answered = done.answered({"did-6-A-2": "9", "push-ups-after": ""})
    assert not answered.unclear
    assert {row.counts.reps for row in answered.last_week if row.field == "did-6-A-2"} == {9}


# -- the push-up check -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "offer"),
    [("7", None), ("8", Level.INTERMEDIATE), ("20 full ones", Level.EXPERIENCED), ("", None)],
)
def test_the_push_up_check_offers_a_level_and_forces_none(said: str, offer: Level | None) -> None:
    done = done_of({"push-ups-after": said} if said else {})
    assert done.offer is offer
    assert done.next_request().level is Level.BEGINNER


def test_a_yes_to_a_health_question_is_offered_nothing() -> None:
    request = Request(kit="chair, band", avoid="high-bp")
    assert done_of({"push-ups-after": "30"}, request=request).offer is None


def test_fewer_push_ups_than_the_level_stands_for_are_no_contradiction() -> None:
    done = done_of({"push-ups-after": "3"}, level=Level.INTERMEDIATE)
    assert (done.next_request().level, done.next_request().push_ups) == ("intermediate", None)

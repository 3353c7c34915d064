"""Every word on paper stands in templates/words, and every word that stands there is used."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

import runstrong_pdf
from runstrong_pdf.done.blanks import KEYS
from runstrong_pdf.errors import TemplateError
from runstrong_pdf.language_checks import printed_words
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.fields import EDITIONS
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import Manner
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.words import BandColour, Kit, Level, Muscle, Phase, Run
from runstrong_pdf.pages.circuits import Circuit, circuit_rests, circuit_rounds, circuits
from runstrong_pdf.pages.kit import HOUSEHOLD
from runstrong_pdf.pages.person import metadata as metadata_of
from runstrong_pdf.pages.person import outline, personal_texts, sheets_title
from runstrong_pdf.pages.plan_data import plan_text
from tests.making import NOBODY, ZOE, brief_of, drawn_from, plan_of, shipped

SOURCE = Path(runstrong_pdf.__file__).parent
FAMILIES: dict[str, set[str]] = {
    "day": {str(number) for number in range(1, 8)},
    "short_day": {str(number) for number in range(1, 8)},
    "month": {str(number) for number in range(1, 13)},
    "number": {str(number) for number in range(4, 13)},
    "band": set(get_args(BandColour)),
    "written": set(KEYS),
    "band_at": {slug for slug, one in shipped().all(Exercise).items() if Kit.BAND in one.kit},
    "grip": {"bent", "shared", "doubled"},
    "short_grip": {"bent", "shared", "doubled"},
    "manner": set(get_args(Manner)),
    "muscle": {muscle.replace(" ", "-") for muscle in get_args(Muscle)},
    "phase": set(Phase),
    "up_manner": set(get_args(Manner)),
    "instead": {"mat", "chair", "worktop", "towel", "doorway", "band", "dumbbells"},
    "need": {"mat", "wall", "worktop", "step", "doorway", "towel", *Kit},
    "short_need": {*HOUSEHOLD},
}
"""Words of a closed list: all of them stand there, whatever one plan uses."""
CREST = Path(__file__).parents[1] / "pdf" / "crest.svg"
REQUESTS = (
    None,
    Request(level=Level.EXPERIENCED, kit=(Kit.BAND,), weeks=8, start=date(2026, 11, 30)),
    Request(weeks=12, minutes=60, level=Level.INTERMEDIATE, dumbbells=(2, 4, 6)),
    Request(weeks=10, start=date(2026, 12, 7), race=date(2027, 2, 13)),
    Request(weeks=4, kit=()),
    Request(weeks=4, kit=(Kit.CHAIR, Kit.DUMBBELLS)),
    Request(avoid=("wrist", "osteoporosis", "older-adult")),
    Request(avoid=("wrist", "youth")),
    Request(avoid=("knee", "neck", "elbow"), focus="split"),
    Request(avoid=("knee",), push_ups=5),
    Request(avoid=("shoulder", "low-back", "hip", "ankle")),
    Request(weeks=12, sessions=3, level=Level.EXPERIENCED),
    Request(weeks=5, sessions=3),
    Request(weeks=12, sessions=3, minutes=20, kit=(Kit.BAND,)),
    Request(weeks=6, sessions=1, units="lb"),
    Request(runs=tuple(Run(day=day, kind="hard") for day in range(7))),
    Request(runs=tuple(Run(day=day, kind="easy") for day in range(7))),
    Request(runs=tuple(Run(day=day, kind="long") for day in range(7)), avoid=("pregnancy",)),
)


@dataclass(frozen=True)
class Listening(Texts):
    """Texts that remember which of them were asked for."""

    asked: set[str] = field(default_factory=set)

    def __call__(self, key: str, **fields: object) -> str:
        self.asked.add(key)
        return super().__call__(key, **fields)

    def some(self, prefix: str) -> Iterator[str]:
        self.asked.update(key for key in self.entries if key.startswith(prefix + "."))
        return super().some(prefix)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return shipped().texts()


def alone(plan: Plan) -> Circuit:
    """Return a row with sets of its own, as a coach may write one out."""
    circuit = circuits(plan.weeks[0].sessions[0])[0]
    block = circuit.block.model_copy(update={"rows": circuit.block.rows[:1]})
    return circuit._replace(block=block)


def once(plan: Plan) -> Circuit:
    """Return a block of a single round, as in week 1 from 65 on."""
    circuit = circuits(plan.weeks[0].sessions[0])[0]
    return circuit._replace(block=circuit.block.model_copy(update={"rounds": 1}))


def used_by_pages(texts: Texts) -> tuple[set[str], list[str]]:
    """Return every key that the pages of several plans asked for, and what went wrong."""
    asked: set[str] = set()
    wrong = []
    everybody = Person(ZOE.name, ZOE.club, "coach@example.org", ZOE.start)
    for number, request in enumerate(REQUESTS):
        people = (NOBODY, everybody, Person("Zoë")) if number == 0 else (everybody,)
        sizes = (False, True) if request in {None, REQUESTS[-1]} else (False,)
        for person, large in product(people, sizes):
            listening = Listening(texts.language, texts.entries)
            link = {
                "link": "https://example.org",
                "link_text": "Times" if person.club else "",
            }
            logo = str(CREST) if number == 0 and person.name else ""
            try:
                brief = brief_of(person, request=request, large_print=large, logo=logo, **link)
                listening = replace(listening, units=brief.plan.request.units)
                brief = replace(brief, texts=listening)
                for edition in ("full",) if large else ("full", "wall", "handout"):
                    drawn_from(brief, edition=edition)
                personal_texts(person, outline(brief.plan), listening)
                halves = brief_of(person, request=request, edition="handout", two_up=True, **link)
                halves = replace(halves, texts=listening)
                last = halves.plan.weeks[-1]
                sheet = f"{last.number}{last.sessions[0].key}"
                drawn_from(halves, edition="handout", two_up=True, sheet=sheet)
            except Exception as error:  # noqa: BLE001  each plan is reported, not only the first
                wrong.append(f"{request}: {type(error).__name__}: {error}")
            asked |= listening.asked
    plan = plan_of()
    listening = Listening(texts.language, texts.entries)
    for circuit in (alone(plan), once(plan)):
        circuit_rests(circuit, listening)
        circuit_rounds(circuit, listening)
    listening.joined(("Zoë", "Jan"))
    plan_text(plan, everybody, listening)
    kinds = [Sheets(edition=edition) for edition in EDITIONS]
    for sheets in (*kinds, Sheets(large_print=True)):
        said = sheets_title(sheets, listening)
        metadata_of(everybody, outline(plan, said), listening)
        metadata_of(NOBODY, outline(plan, said), listening)
    return asked | listening.asked, wrong


@pytest.fixture(scope="module")
def listened(texts: Texts) -> tuple[set[str], list[str]]:
    return used_by_pages(texts)


def test_every_kind_of_plan_can_be_drawn(listened: tuple[set[str], list[str]]) -> None:
    assert not listened[1], "\n".join(listened[1])


def test_every_word_is_used_and_every_word_asked_for_is_there(
    texts: Texts, listened: tuple[set[str], list[str]]
) -> None:
    asked, _ = listened
    lost = sorted(asked - set(texts.entries))
    assert not lost, ", ".join(lost)
    closed = {f"{family}.{key}" for family, keys in FAMILIES.items() for key in keys}
    spoken = {key.removeprefix("spoken.") for key in texts.entries if key.startswith("spoken.")}
    assert spoken <= asked, "read aloud, but never printed"
    closed |= {f"spoken.{key}" for key in spoken}
    printed = {key for key in printed_words(texts.entries) if not key.startswith("plan.")}
    unused = sorted(printed - asked - closed)
    assert not unused, ", ".join(unused)


def test_every_title_of_a_week_is_one_that_the_planner_gives(texts: Texts) -> None:
    source = (SOURCE / "planning" / "words.py").read_text(encoding="utf-8")
    kinds = {key.split(".")[1] for key in texts.entries if key.startswith("plan.")}
    composed = {kind for kind in kinds if kind.startswith(("new_", "light_with_"))}
    keys = re.compile(r"\bplan\.(\w+)")
    named = {kind for kind in kinds if f'"{kind}"' in source} | set(keys.findall(source))
    assert kinds == named | composed


def test_closed_lists_are_complete(texts: Texts) -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key in texts.entries:
        family, _, rest = key.partition(".")
        found[family].add(rest)
    for family, keys in FAMILIES.items():
        assert found[family] == keys, family


def keys_in_code() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the place and the pattern of every key in a call of `texts(...)`."""
    for file in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args or _name(call.func) != "texts":
                continue
            for pattern in _patterns(call.args[0]):
                yield f"{file.relative_to(SOURCE)}:{call.lineno}", re.compile(pattern)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _patterns(key: ast.expr) -> list[str]:
    """Return what a key may be; a name is checked where it is set, by the pages themselves."""
    if isinstance(key, ast.Constant):
        return [re.escape(str(key.value))]
    if isinstance(key, ast.IfExp):
        return [*_patterns(key.body), *_patterns(key.orelse)]
    if isinstance(key, ast.JoinedStr):
        parts = (
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+"
            for part in key.values
        )
        return ["".join(parts)]
    return []


def test_every_key_in_the_code_exists(texts: Texts) -> None:
    found = list(keys_in_code())
    assert len(found) > 60
    lost = [
        f"{place}: {pattern.pattern}"
        for place, pattern in found
        if not any(pattern.fullmatch(key) for key in texts.entries)
    ]
    assert lost == []


def test_no_words_on_paper_are_written_in_the_code() -> None:
    """What `sheet.text` and `sheet.paragraph` print comes from a variable, never from a literal."""
    written = []
    for file in sorted((SOURCE / "pages").glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and _name(call.func) in {"text", "paragraph", "runs"}:
                written += [
                    f"{file.name}:{argument.lineno}: {argument.value!r}"
                    for argument in call.args[2:4]
                    if isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and " " in argument.value.strip()
                ]
    assert written == []


def test_a_missing_word_is_named(texts: Texts) -> None:
    with pytest.raises(TemplateError, match=r"words\.toml \(en-GB\): no\.such: .*missing"):
        texts("no.such")
    with pytest.raises(TemplateError, match=r"footer\.page"):
        texts("footer.page", number=1)


@pytest.mark.parametrize("key", ["footer.page", "lane.facts", "date.short"])
def test_braces_in_words_are_filled(key: str, texts: Texts) -> None:
    names = re.findall(r"{(\w+)}", texts.entries[key])
    assert names
    said = texts(key, **dict.fromkeys(names, "xyz"))
    assert said.count("xyz") == len(names)


def test_numbers_stay_with_their_unit(texts: Texts) -> None:
    """A no-break space stands between every number and its unit."""
    loose = [
        key for key, text in texts.entries.items() if re.search(r"[}\d] (s|kg|min|mm)\b", text)
    ]
    assert not loose, ", ".join(loose)

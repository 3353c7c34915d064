"""Another language's texts, laid over a record that is written in English.

A file below `templates/languages/` holds texts alone, under the keys that the record has them
under. Numbers, and the names by which templates know one another, are the record's: nobody
translates a dose by mistake.
"""

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeGuard

from runstrong_pdf.errors import Problem
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, Topic, WarmUp
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Record

ENGLISH_DIGEST = "english"
"""The key under which a file says from which English texts it was translated."""
DIGEST_LETTERS = 8
SHORT_FORMS = ("short_name", "aka")
"""What goes with a name, and is not taken over beside another one."""
TEXTS: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {
        Exercise: ("name", *SHORT_FORMS, "cue", "cues", "mistakes", "safety", "note"),
        WarmUp: ("name", "short_name", "targets", "how", "tip"),
        Stretch: ("name", *SHORT_FORMS, "cue", "how", "safety"),
        CrossTraining: ("name", "note"),
        Topic: (
            *("title", "bib", "lead", "sections.heading", "sections.paragraphs"),
            *("sections.points", "sections.table"),
        ),
        Programme: (
            *("name", "title", "purpose", "words", "stages.words"),
            *("weeks.title", "weeks.goal", "weeks.sessions.note", "weeks.sessions.tip"),
        ),
    }
)
"""The keys that hold texts, with dots; lists on the way, and letters of sessions, are not named."""


def laid_over(
    kind: type[Record], record: dict[str, Any], texts: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the tables of a record with another language's texts, and what is wrong with these.

    Example:
        >>> band_row = {"name": "Band row", "aka": ["Row"], "minutes": [20, 40]}
        >>> tables, wrong = laid_over(CrossTraining, band_row, {"name": "Rudern", "minutes": 3})
        >>> tables, [problem.field for problem in wrong]
        ({'name': 'Rudern', 'minutes': [20, 40]}, ['minutes'])
    """
    wrong: list[Problem] = []
    base = {key: value for key, value in record.items() if "name" not in texts or _stays(key)}
    given = {key: value for key, value in texts.items() if key != ENGLISH_DIGEST}
    return _over(base, given, "", TEXTS.get(kind, ()), wrong), wrong


def _stays(key: str) -> bool:
    return key not in SHORT_FORMS


def _over(
    base: Mapping[str, Any],
    texts: Mapping[str, Any],
    path: str,
    allowed: tuple[str, ...],
    wrong: list[Problem],
) -> dict[str, Any]:
    """Return tables with the texts that are allowed; the problems of others go to `wrong`."""
    result = dict(base)
    for key, text in texts.items():
        place = f"{path}{key}"
        known, inside = base.get(key), f"{_bare(place)}."
        if isinstance(text, Mapping) and isinstance(known, Mapping):
            result[key] = _over(known, text, f"{place}.", allowed, wrong)
        elif _is_tables(text) and _is_tables(known) and any(a.startswith(inside) for a in allowed):
            if len(text) == len(known):
                pairs = enumerate(zip(known, text, strict=True), 1)
                result[key] = [_over(a, b, f"{place}[{i}].", allowed, wrong) for i, (a, b) in pairs]
            else:
                said = f"has {len(text)} parts, not {len(known)} as in English"
                wrong.append(Problem(place, said))
        elif any(_bare(place) == a or _bare(place).startswith(f"{a}.") for a in allowed):
            result[key] = text
        else:
            wrong.append(Problem(place, "is no text of it, and stays as it is in English"))
    return result


def _is_tables(value: object) -> TypeGuard[list[Mapping[str, Any]]]:
    return isinstance(value, list) and all(isinstance(one, Mapping) for one in value)


def _bare(place: str) -> str:
    """Return a place without numbers of lists and letters of sessions.

    Example:
        >>> _bare("weeks[2].sessions.A[1].tip")
        'weeks.sessions.tip'
    """
    parts = (part.partition("[")[0] for part in place.split("."))
    return ".".join(part for part in parts if not (len(part) == 1 and part in "ABC"))


def text_tables(kind: type[Record], record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of a record with nothing but its texts: what a translator writes.

    Example:
        >>> text_tables(CrossTraining, {"name": "Rowing", "minutes": [20, 40], "note": "Pulls."})
        {'name': 'Rowing', 'note': 'Pulls.'}
    """
    return _texts(record, "", TEXTS.get(kind, ()))


def _texts(tables: Mapping[str, Any], path: str, allowed: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in tables.items():
        place = f"{path}{key}"
        bare = _bare(place)
        if any(bare == a or bare.startswith(f"{a}.") for a in allowed):
            found[key] = value
        elif isinstance(value, Mapping):
            found[key] = _texts(value, f"{place}.", allowed)
        elif _is_tables(value):
            parts = [_texts(one, f"{place}[].", allowed) for one in value]
            found[key] = parts if any(parts) else []
    return {key: value for key, value in found.items() if value}


def digest(texts: Mapping[str, str]) -> str:
    """Return what tells whether English texts have changed since they were translated.

    Example:
        >>> digest({"name": "Push-up"}) == digest({"name": "Push-ups"})
        False
    """
    content = json.dumps(texts, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(content).hexdigest()[:DIGEST_LETTERS]

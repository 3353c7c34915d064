"""What the columns of a roster are called: in any case, with any spacing, by common synonyms."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

from runstrong_pdf.model.club import Problem

PERSONAL = ("name", "first-name", "last-name", "email", "send")
"""Columns that are no option of `runstrong plan`."""

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": (
            "full name",
            "member",
            "members",
            "member name",
            "athlete",
            "runner",
            "participant",
            "nom complet",
            "mitglied",
            "nombre completo",
        ),
        "first-name": ("first", "forename", "given name", "vorname", "prenom", "nombre"),
        "last-name": ("last", "surname", "family name", "nachname", "nom", "apellido", "apellidos"),
        "email": ("e-mail", "mail", "email address", "e-mail address", "mail address", "courriel"),
        "send": ("send mail", "send email", "mail me", "newsletter", "consent"),
        "level": ("ability", "experience", "niveau", "nivel", "stufe", "livello"),
        "push-ups": (
            "pushups",
            "press-ups",
            "pressups",
            "number of push-ups",
            "max push-ups",
            "liegestütze",
            "pompes",
            "flexiones",
        ),
        "kit": (
            "equipment",
            "gear",
            "material",
            "materiel",
            "équipement",
            "geräte",
            "ausrüstung",
            "equipo",
        ),
        "bands": (
            "band",
            "band colours",
            "band colors",
            "band colour",
            "band color",
            "resistance bands",
            "bänder",
            "élastiques",
            "bandas",
        ),
        "dumbbells": (
            "dumbbell",
            "weights",
            "dumbbells kg",
            "weights kg",
            "dumbbell weights",
            "hanteln",
            "haltères",
            "mancuernas",
        ),
        "sessions": ("sessions a week", "sessions per week", "sessions/week", "days a week"),
        "minutes": ("min", "mins", "session minutes", "minutes a session", "minutes per session"),
        "weeks": ("number of weeks",),
        "focus": ("split",),
        "programme": ("program",),
        "avoid": ("cautions", "caution", "injuries", "injury", "take care", "spare"),
        "runs": ("running days", "run days", "running week"),
        "race": ("race day", "race date", "goal race", "wettkampf", "carrera"),
        "start": (
            "start date",
            "begin",
            "first monday",
            "starts",
            "start on",
            "beginn",
            "début",
            "inicio",
        ),
        "language": ("lang", "sprache", "langue", "idioma", "lingua", "taal"),
        "edition": ("sheets", "version"),
        "large-print": ("large type", "big print", "large text", "large"),
    }
)


def _bare(header: str) -> str:
    """Return a header's letters and figures without case, accents and marks."""
    letters = unicodedata.normalize("NFKD", header.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in letters if not unicodedata.combining(c)))


_KNOWN = MappingProxyType(
    {_bare(word): column for column, words in SYNONYMS.items() for word in (column, *words)}
)


def column_of(header: str) -> str:
    """Return the column that a header means, or nothing."""
    return _KNOWN.get(_bare(header), "")


def columns(header: Sequence[str]) -> tuple[tuple[str, ...], list[Problem]]:
    """Return what each cell of the first row means, and what is wrong with the row."""
    found = tuple(column_of(cell) for cell in header)
    problems = [problem for cell in header if (problem := _unknown(cell))]
    for column in dict.fromkeys(found):
        twice = [cell for cell, meant in zip(header, found, strict=True) if meant == column]
        if column and len(twice) > 1:
            text = f"the column is there {len(twice)} times ({', '.join(twice)[:80]}), keep one"
            problems.append(Problem(1, column, text))
    if not {"name", "first-name", "last-name"} & {*found}:
        first = ", ".join(cell for cell in header if cell)[:60]
        text = f"there is no column 'name'; the first row must name the columns, it is: {first!r}"
        problems.append(Problem(1, "name", text))
    return found, problems


def _unknown(cell: str) -> Problem | None:
    """Return a note about a column that is not used; a near miss may be a typing mistake."""
    if not cell or column_of(cell):
        return None
    near = get_close_matches(cell.casefold(), SYNONYMS, 1, 0.75)
    hint = f"; did you mean {near[0]}?" if near else ""
    return Problem(1, cell[:40], f"this column is not used{hint}", grave=bool(near))

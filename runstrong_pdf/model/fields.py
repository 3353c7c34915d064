"""The one table of options: what can be asked for, how it is written, what it shapes.

The command line, the club's defaults, the columns of a roster, the JSON schemas, `docs/options.md`
and the shell's completion are made from it. To add an option, add a row here, a field to the record
that it shapes (`Request`, `Person`, `Sheets`), and what it does. Needs nothing heavy.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import get_args

from runstrong_pdf.model.units import Units
from runstrong_pdf.model.words import BandColour, Caution, Focus, Kit, Level, RunKind, Weekday

EDITIONS = ("full", "week-sheets", "wall", "handout", "booklet", "guide", "stretching")
PAPERS = ("a4", "letter", "a5")
INKS = ("colour", "saver")
FOCUSES, RUN_KINDS = get_args(Focus), get_args(RunKind)
WEEKDAYS = get_args(Weekday)


class Kind(StrEnum):
    """How the value of an option is written."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "list of choices"
    NAMES = "list of names"
    WEIGHTS = "list of kilograms"
    DATE = "date"
    TIME = "time of day"
    RUNS = "running days"
    SWITCH = "switch"
    PROGRAMME = "programme"
    FILE = "file"
    FOLDER = "folder"


class Shapes(StrEnum):
    """What an option shapes: the training, the look of the sheets, or who they are for."""

    TRAINING = "training"
    LOOK = "look"
    PERSON = "person"


class ClubKey(StrEnum):
    """Where club.toml has an option."""

    DEFAULTS = "defaults"
    TOP = "top"


@dataclass(frozen=True)
class Field:
    """One option.

    Attributes:
        name: as Python calls it, such as `push_ups`.
        help: what it is for, in one line.
        default: its value if it is left out; None for none.
        choices: what is possible; empty where anything is.
        low, high: the smallest and the largest number, both possible.
        example: how somebody would write it.
        club: where club.toml has it; None where it has not.
        headings: what a roster's column is called beside `name`; None where it has none.
    """

    name: str
    kind: Kind
    shapes: Shapes
    help: str
    default: object = None
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    example: str = ""
    club: ClubKey | None = ClubKey.DEFAULTS
    headings: tuple[str, ...] | None = None

    @property
    def possible(self) -> str:
        """What is possible, in words: `4 to 12`, `a4, letter, a5`, `such as #7a1f3d`."""
        if self.choices:
            return ", ".join(self.choices)
        if self.low is not None:
            return f"{self.low:g} to {self.high:g}"
        return f"such as {self.example}" if self.example else ""

    @property
    def shown_default(self) -> str:
        """The default as somebody would type it; empty for none."""
        if isinstance(self.default, tuple):
            return ",".join(self.default)
        return "" if self.default is None or self.kind is Kind.SWITCH else str(self.default)

    @property
    def column(self) -> str:
        """What a roster's own column of it is called, such as `push-ups`."""
        return self.name.replace("_", "-")


TRAINING = (
    Field(
        "weeks", Kind.NUMBER, Shapes.TRAINING, "Weeks.",
        default=6, low=4, high=12, headings=("number of weeks",),
    ),
    Field(
        "level", Kind.CHOICE, Shapes.TRAINING, "How far along you are.",
        choices=tuple(Level),
        headings=("ability", "experience", "niveau", "nivel", "stufe", "livello"),
    ),
    Field(
        "push_ups", Kind.NUMBER, Shapes.TRAINING,
        "Full push-ups in one go; picks the level, from 20 on the highest.",
        low=0, high=200,
        headings=("pushups", "press-ups", "pressups", "number of push-ups", "max push-ups",
                  "liegestütze", "pompes", "flexiones", "pompki"),
    ),
    Field(
        "kit", Kind.CHOICES, Shapes.TRAINING, "What you have, or none.",
        default=(Kit.CHAIR, Kit.BAND, Kit.DUMBBELLS), choices=tuple(Kit),
        headings=("equipment", "gear", "material", "materiel", "équipement", "geräte",
                  "ausrüstung", "equipo", "sprzęt"),
    ),
    Field(
        "bands", Kind.CHOICES, Shapes.TRAINING, "Band colours you own; else the usual scale.",
        choices=get_args(BandColour), default=(),
        headings=("band", "band colours", "band colors", "band colour", "band color",
                  "resistance bands", "bänder", "élastiques", "bandas"),
    ),
    Field(
        "dumbbells", Kind.WEIGHTS, Shapes.TRAINING, "Weights you own, in the units or as 5lb.",
        high=50, example="1,2,4", default=(),
        headings=("dumbbell", "weights", "dumbbells kg", "weights kg", "dumbbell weights",
                  "hanteln", "haltères", "mancuernas"),
    ),
    Field(
        "units", Kind.CHOICE, Shapes.TRAINING, "Of weights, on the sheets too.",
        default="kg", choices=get_args(Units), headings=("unit", "kg or lb"),
    ),
    Field(
        "sessions", Kind.NUMBER, Shapes.TRAINING, "Sessions a week.",
        default=2, low=1, high=3,
        headings=("sessions a week", "sessions per week", "sessions/week", "days a week",
                  "times a week"),
    ),
    Field(
        "minutes", Kind.NUMBER, Shapes.TRAINING, "Minutes a session at most, warm-up to stretches.",
        default=40, low=20, high=60,
        headings=("min", "mins", "session minutes", "minutes a session", "minutes per session"),
    ),
    Field(
        "focus", Kind.CHOICE, Shapes.TRAINING, "Everything each time, or push and pull days.",
        default="full", choices=FOCUSES, headings=("split",),
    ),
    Field(
        "programme", Kind.PROGRAMME, Shapes.TRAINING,
        "A programme by name, or a .toml file of your own; what fits best if left out.",
        headings=("program",),
    ),
    Field(
        "avoid", Kind.CHOICES, Shapes.TRAINING, "What to spare: moves are swapped, doses eased.",
        choices=get_args(Caution), default=(),
        headings=("cautions", "caution", "injuries", "injury", "take care", "spare", "sore",
                  "einschränkung", "einschränkungen", "beschwerden", "verletzungen", "schonen",
                  "précautions", "blessures", "précaution", "blessure", "precauciones", "lesiones",
                  "precaución", "lesión", "ograniczenia", "kontuzje", "kontuzja"),
    ),
    Field(
        "without", Kind.NAMES, Shapes.TRAINING, "Single exercises to leave out.",
        example="push-up,superman", default=(), headings=("without exercises", "leave out"),
    ),
    Field(
        "use", Kind.NAMES, Shapes.TRAINING, "Single exercises that are to be in it.",
        example="narrow-push-up", default=(), headings=("use exercises", "with"),
    ),
)  # fmt: skip
RUNNING_WEEK = (
    Field(
        "days", Kind.CHOICES, Shapes.TRAINING, "Days for strength; the best ones if left out.",
        choices=WEEKDAYS, default=(), headings=("strength days", "training days"),
    ),
    Field(
        "runs", Kind.RUNS, Shapes.TRAINING, "Running days; a usual running week if left out.",
        default=(), example="tue:hard,thu:easy,sun:long",
        headings=("running days", "run days", "running week"),
    ),
    Field(
        "race", Kind.DATE, Shapes.TRAINING,
        "Race day, with a lighter week up to it; without a start it ends the plan.",
        example="2027-02-14",
        headings=("race day", "race date", "goal race", "wettkampf", "carrera"),
    ),
    Field(
        "start", Kind.DATE, Shapes.TRAINING, "First Monday; real dates on every sheet.",
        example="2026-12-07",
        headings=("start date", "begin", "first monday", "starts", "start on", "beginn", "début",
                  "inicio"),
    ),
    Field(
        "at", Kind.TIME, Shapes.PERSON, "When you train, for a calendar with reminders.",
        example="18:30", club=None,
    ),
)  # fmt: skip
PERSON_AND_CLUB = (
    Field("name", Kind.TEXT, Shapes.PERSON, "Who it is for.", default="", club=None),
    Field("club", Kind.TEXT, Shapes.PERSON, "The running club.", default="", club=None),
    Field(
        "contact", Kind.TEXT, Shapes.PERSON, "A line to reach the club.", default="",
        club=ClubKey.TOP,
    ),
    Field(
        "colour", Kind.TEXT, Shapes.LOOK, "Club colour.", default="", example="#7a1f3d",
        club=ClubKey.TOP,
    ),
    Field(
        "logo", Kind.FILE, Shapes.LOOK, "The club's logo: svg, png, jpg or webp.", default="",
        club=ClubKey.TOP,
    ),
    Field(
        "link", Kind.TEXT, Shapes.LOOK, "A page of yours, printed as a QR code.", default="",
        example="https://example.org/strength", club=ClubKey.TOP,
    ),
    Field(
        "link_text", Kind.TEXT, Shapes.LOOK, "What is to be found there.", default="",
        club=ClubKey.TOP,
    ),
)  # fmt: skip
LOOK = (
    Field(
        "edition", Kind.CHOICE, Shapes.LOOK, "Which sheets.", default="full", choices=EDITIONS,
        headings=("sheets", "version"),
    ),
    Field(
        "sheet", Kind.TEXT, Shapes.LOOK, "Handouts of 3B, a week (3), all; of week sheets only 3.",
        default="", example="3B", headings=("handout sheet", "handout session"),
    ),
    Field(
        "two_up", Kind.SWITCH, Shapes.LOOK, "The handout twice on a sheet, to be cut.",
        default=False, headings=("two on a sheet", "2-up"),
    ),
    Field(
        "paper", Kind.CHOICE, Shapes.LOOK, "The paper; your country's if left out.", choices=PAPERS,
        default="a4",
    ),
    Field(
        "ink", Kind.CHOICE, Shapes.LOOK, "Colour, or all black with much less ink.",
        default="colour", choices=INKS,
    ),
    Field(
        "large_print", Kind.SWITCH, Shapes.LOOK, "Type of 16 points and larger, the footer too.",
        default=False, headings=("large type", "big print", "large text", "large"),
    ),
    Field(
        "forms", Kind.SWITCH, Shapes.LOOK, "Boxes that can be ticked on a screen.", default=True,
    ),
    Field(
        "pdfa", Kind.SWITCH, Shapes.LOOK, "A PDF for the archive too (PDF/A-2a).", default=False,
    ),
    Field(
        "language", Kind.TEXT, Shapes.TRAINING, "The language; your computer's if left out.",
        default="en", example="de",
        headings=("lang", "sprache", "langue", "idioma", "lingua", "taal"),
    ),
    Field(
        "templates", Kind.FOLDER, Shapes.LOOK, "A folder of your own, laid over the shipped one.",
        default="", club=ClubKey.TOP,
    ),
)  # fmt: skip
GROUPS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "Training": TRAINING,
        "Running week": RUNNING_WEEK,
        "Person and club": PERSON_AND_CLUB,
        "Look": LOOK,
    }
)
"""The options as people think of them."""
FIELDS: Mapping[str, Field] = MappingProxyType(
    {field.name: field for group in GROUPS.values() for field in group}
)
"""Every option by its name."""
SAFETY_WORDS = re.compile(
    r"""\b(?:
    health(?!care)|medical|injur|cautions?\b|restriction|limitation|pregnan|illness|disease|diagnos|disab
    |asthma|(?<!terms\s)(?<!and\s)conditions?\b|(?:knee|back)?pain(?!t)
    |gesundheit|\w*(?:verletz|schmerz|beschwerd|krankheit|krankung)|einschrank|schwanger|schonen|behinder
    |asthme|sante|blessure|douleur|precaution|enceinte|maladie
    |asma\b|salud\b|lesion|dolor|molestia|precaucion|embaraz|enfermedad
    |astma|zdrow|kontuzj|uraz|ograniczeni|ciaz|chorob
    )""",
    re.VERBOSE,
)
"""How words begin that speak of health, in small letters without accents: a column with such a
heading is never passed over."""
CHOICES_ABROAD: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "kit": {
            "chair": "stuhl chaise silla krzesło",
            "band": "band bänder gummiband fitnessband élastique élastiques banda bandas goma "
            "taśma taśmy",
            "dumbbells": "hantel hanteln kurzhantel kurzhanteln haltère haltères mancuerna "
            "mancuernas pesas hantle",
            "anchor": "türanker ancrage anclaje",
        },
        "avoid": {
            "wrist": "handgelenk handgelenke poignet muñeca nadgarstek",
            "elbow": "ellbogen ellenbogen coude codo łokieć",
            "shoulder": "schulter schultern épaule hombro bark",
            "neck": "nacken hals cou nuque cuello szyja",
            "low-back": "rücken kreuz lws dos lombaires lumbar espalda plecy",
            "hip": "hüfte hüften hanche cadera biodro",
            "knee": "knie genou genoux rodilla rodillas kolano kolana",
            "ankle": "sprunggelenk knöchel cheville tobillo kostka",
            "pregnancy": "schwanger schwangerschaft grossesse enceinte embarazo ciąża",
            "high-bp": "bluthochdruck hypertension hipertensión nadciśnienie",
            "osteoporosis": "osteoporose ostéoporose osteoporoza",
        },
    }
)
"""What people call some choices in the languages of the sheets, to ask what they mean."""
PERSONAL_HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": (
            "full name", "member", "members", "member name", "athlete", "runner", "participant",
            "nom complet", "mitglied", "nombre completo", "imię i nazwisko",
        ),
        "print-name": ("name on paper", "printed name", "name for print", "druckname"),
        "first-name": ("first", "forename", "given name", "vorname", "prenom", "nombre"),
        "last-name": ("last", "surname", "family name", "nachname", "nom", "apellido", "apellidos"),
        "email": (
            "e-mail", "mail", "email address", "e-mail address", "mail address",
            "e-mail-adresse", "mail-adresse", "mailadresse", "adresse e-mail", "adresse mail",
            "adresse électronique", "courriel", "mél", "correo", "correo electrónico",
            "dirección de correo", "dirección de correo electrónico", "dirección de email",
            "adres e-mail", "e-mail adres", "adres mailowy", "adres poczty elektronicznej",
        ),
        "group": ("team", "squad", "gruppe", "groupe", "grupo", "gruppo"),
        "send": ("send mail", "send email", "mail me", "newsletter", "consent"),
    }
)  # fmt: skip
"""Columns of a roster that are no options of a plan, and what else they are called."""

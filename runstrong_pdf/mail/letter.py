"""One message to one person before it becomes bytes: the key, the words, the attachments."""

import hashlib
import unicodedata
from dataclasses import dataclass

from runstrong_pdf.mail.headers import one_line
from runstrong_pdf.model.club import Made


@dataclass(frozen=True, slots=True)
class Key:
    """What the ledger goes by: the same person never gets the same content twice.

    Attributes:
        person: name and address, written in one way.
        content: SHA-256 of the plan's PDF.
    """

    person: str
    content: str

    @property
    def digest(self) -> str:
        """Both in a few characters, the same on every run: for Message-ID and boundaries."""
        return hashlib.sha256(f"{self.person}\n{self.content}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that one message says.

    Attributes:
        calendar: the calendar file, empty where no dates are known.
    """

    key: Key
    name: str
    address: str
    subject: str
    text: str
    html: str
    file: str
    calendar_file: str
    calendar: str


def who(made: Made) -> str:
    """Return how a person is called in messages on the screen; nothing in it steers a terminal."""
    return f"row {made.row}, {one_line(made.name)} <{one_line(made.email)}>"


def key_of(made: Made) -> Key:
    """Return the key of what was made for one person."""
    name = unicodedata.normalize("NFC", made.name).casefold()
    return Key(f"{' '.join(name.split())} <{made.email.casefold()}>", made.sha256)

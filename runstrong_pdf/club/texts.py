"""What a club writes to its members: its own words, else the shipped ones of their language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.errors import MailError, TemplateError
from runstrong_pdf.files import comparable, failing_as
from runstrong_pdf.library import LARGEST_TEMPLATE, Library, open_library, read_text
from runstrong_pdf.mail.wording import PARTS, MessageTexts, check_message_texts
from runstrong_pdf.model.club import Made

MAIL = "mail"


@dataclass(frozen=True)
class ClubTexts:
    """The texts of every message.

    Attributes:
        library: the templates, in the club's own language.
        own: what club.toml itself writes, by part.
        kinds: by group, level or language the parts that are for those alone: what stands in a
            folder of that name below `mail/` in the club's templates.
    """

    library: Library
    own: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, str]]
    _kept: dict[tuple[str, str], MessageTexts] = field(default_factory=dict, compare=False)

    def of(self, made: Made) -> MessageTexts:
        """Return what somebody is written; the same object for all who are written the same.

        Of a group's, a level's and a language's own parts the first there are go before all
        others; then come those of club.toml, those of the club's templates, the language's.
        """
        names = (comparable(name) for name in (made.group, made.level, made.language))
        kind = next((name for name in names if name in self.kinds), "")
        there = made.language in self._languages
        language = made.language if there else self.library.language
        if (language, kind) not in self._kept:
            general = self.general(language)
            special = self.kinds.get(kind, {})
            self._kept[language, kind] = replace(general, parts={**general.parts, **special})
        return self._kept[language, kind]

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        """What the library has words in; looked up once for all messages."""
        return self.library.languages()

    def general(self, language: str) -> MessageTexts:
        """Return the texts of a language. Raises TemplateError."""
        library = self.library.in_language(language)
        parts = {
            part: self.own.get(part)
            or read_text(library.path_in_language(f"{MAIL}/{part}.txt"), LARGEST_TEMPLATE)
            for part in PARTS
        }
        frame = read_text(library.path(f"{MAIL}/frame.html"), LARGEST_TEMPLATE)
        return MessageTexts(parts, frame, library.texts(library.language))


def club_texts(folder: ClubFolder) -> ClubTexts:
    """Return the texts of a club. Raises MailError when one of them cannot be used."""
    settings = folder.settings
    library = open_library(folder.templates).in_language(str(folder.defaults["language"]))
    own = {**settings.texts.model_dump(), "subject": settings.mail.subject}
    try:
        kinds = {
            comparable(kind.name): {
                file.stem: read_text(file, LARGEST_TEMPLATE)
                for file in sorted(kind.glob("*.txt"))
                if file.stem in PARTS
            }
            for kind in _folders(folder)
        }
        texts = ClubTexts(library, own, {kind: parts for kind, parts in kinds.items() if parts})
        general = texts.general(library.language)
    except TemplateError as error:
        raise MailError(error.problems) from error
    for parts in (general.parts, *kinds.values()):
        check_message_texts(parts)
    return texts


def _folders(folder: ClubFolder) -> list[Path]:
    """Return the folders below `mail/` in the club's own templates."""
    mail = Path(folder.templates) / MAIL
    with failing_as(MailError, mail):
        if not folder.templates or not mail.is_dir():
            return []
        return sorted(path for path in mail.iterdir() if path.is_dir())

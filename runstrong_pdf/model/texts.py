"""The words on paper in one language, by dotted key."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.model.units import Units


def _polish(count: int) -> int:
    if count == 1:
        return 0
    few = count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}
    return 1 if few else 2


def _russian(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return _polish(count) if count != 1 else 0


PLURALS: Mapping[str, Callable[[int], int]] = MappingProxyType(
    {
        "none": lambda count: 0,  # noqa: ARG005  Japanese, Chinese, Turkish after a number
        "one": lambda count: int(count != 1),
        "zero-one": lambda count: int(count > 1),
        "one-few": lambda count: 0 if count == 1 else 1 if count in {2, 3, 4} else 2,
        "polish": _polish,
        "russian": _russian,
    }
)
"""Which form of a word stands beside a number, by rule: CLDR's classes for whole numbers, in CLDR's
order (https://cldr.unicode.org/index/cldr-spec/plural-rules). English, German and Spanish have
`one`, French has `zero-one`, Czech and Slovak `one-few`, Ukrainian `russian`."""
WORDY, NUMERIC = ".+?", "[\\d.,\u2013-]+"
"""What a field may be filled with: words, or numbers and spans of them."""
SPOKEN = "spoken."
"""What keys of texts for the ear begin with."""
WORDS = frozenset({"rest", "rests"})
"""Fields that are filled in with words, among them abbreviations."""
LAST_NUMBER = re.compile(r"\d+(?!.*\d)")


@dataclass(frozen=True)
class Texts:
    """One language's words.

    What a number is counted by may follow it: `{sets} {sets:set|sets}` has the form that the number
    asks for, in the order of the language's plural rule.

    Args:
        language: BCP 47 tag.
        entries: text by dotted key, such as `week.rest_between_exercises`.
        units: that weights are said in.

    Example:
        >>> entries = {"sets": "{n} {n:seria|serie|serii}", "plural": "polish", "decimal": ","}
        >>> texts = Texts("pl", entries)
        >>> [texts("sets", n=count) for count in (1, 3, 12)]
        ['1 seria', '3 serie', '12 serii']
        >>> texts.number(2.5)
        '2,5'
    """

    language: str
    entries: Mapping[str, str]
    units: Units = "kg"

    def __call__(self, key: str, **fields: object) -> str:
        """Return the text of `key` with its `{fields}` filled in. Raises TemplateError."""
        try:
            text = self.entries[key]
            if "{" not in text and "}" not in text:
                return text
            if "|" in text:
                fields = {name: _Counted(value, self._form) for name, value in fields.items()}
            return text.format(**fields)
        except KeyError as missing:
            raise TemplateError(
                f"words.toml ({self.language}): {key}: {missing.args[0]!r} is missing"
            ) from missing
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise TemplateError(
                f"words.toml ({self.language}): {key}: {self.entries[key][:60]!r} cannot be "
                f"filled in; known in braces: {', '.join(fields) or 'nothing'}"
            ) from error

    def some(self, prefix: str) -> Iterator[str]:
        """Return the texts whose keys begin with `prefix.`, in the file's order."""
        return iter(self._tables.get(prefix, ()))

    def number(self, value: float, places: int | None = None) -> str:
        """Return a number with the language's decimal sign, as short as can be by default."""
        written = f"{value:g}" if places is None else f"{value:.{places}f}"
        return written.replace(".", self.entries.get("decimal", "."))

    def joined(self, names: Iterable[str]) -> str:
        """Return one or more names as one says them in a sentence, each once.

        Example:
            >>> Texts("en-GB", {"several": "{first} and {last}"}).joined(["Zoë", "Jan", "Kim"])
            'Zoë, Jan and Kim'
        """
        *first, last = dict.fromkeys(names)
        return self("several", first=", ".join(first), last=last) if first else last

    def inside(self, name: str) -> str:
        """Return a name or sentence as it stands inside another sentence.

        Example:
            >>> english = Texts("en-GB", {"inside": "small"})
            >>> english.inside("Push-up"), english.inside("Y-T-W raise")
            ('push-up', 'Y-T-W raise')
            >>> Texts("de", {}).inside("Liegestütz")
            'Liegestütz'
        """
        initials = name[1:2] == "-" or name[:2].isupper()
        small = self.entries.get("inside") == "small" and not initials
        return name[:1].lower() + name[1:] if small else name

    def spoken(self, text: str) -> str:
        """Return how a text of abbreviations is read aloud, empty for all other texts.

        `spoken.seconds` is how what `seconds` prints is read, and so on.

        Example:
            >>> entries = {"seconds": "{number} s", "spoken.seconds": "{number} seconds"}
            >>> texts = Texts("en-GB", entries)
            >>> texts.spoken("30 s"), texts.spoken("30 s each")
            ('30 seconds', '')
        """
        if text not in self._heard:
            self._heard[text] = self._read_aloud(text)
        return self._heard[text]

    def _read_aloud(self, text: str) -> str:
        found = self._abbreviations.fullmatch(text)
        if found is None or found.lastgroup is None:
            return ""
        key, start = found.lastgroup, f"{found.lastgroup}_"
        fields = ((n, v) for n, v in found.groupdict().items() if v and n.startswith(start))
        words = {name.removeprefix(start): self._in_full(value) for name, value in fields}
        return self(f"{SPOKEN}{self._abbreviated[int(key[1:])]}", **words)

    def _in_full(self, words: str) -> str:
        """Return words with seconds read aloud."""
        before, after = map(re.escape, self.entries["seconds"].split("{number}"))
        key = f"{SPOKEN}seconds"
        return re.sub(rf"{before}(\d+){after}\b", lambda found: self(key, number=found[1]), words)

    @cached_property
    def _heard(self) -> dict[str, str]:
        return {}

    @cached_property
    def _abbreviated(self) -> list[str]:
        """The keys of texts that are read aloud in other words."""
        return [key.removeprefix(SPOKEN) for key in self.entries if key.startswith(SPOKEN)]

    @cached_property
    def _abbreviations(self) -> re.Pattern[str]:
        """What such texts look like when they are filled in, each in a group of its own."""
        patterns = []
        for index, key in enumerate(self._abbreviated):
            words, *rest = re.split(r"\{(\w+)[^}]*\}", self.entries[key])
            pattern, known = re.escape(words), set[str]()
            for field, after in zip(rest[::2], rest[1::2], strict=True):
                name = "" if field in known else f"?P<k{index}_{field}>"  # a word counted by it
                value = WORDY if field in known | WORDS else NUMERIC
                pattern += f"({name}{value}){re.escape(after)}"
                known.add(field)
            patterns.append(f"(?P<k{index}>{pattern})")
        return re.compile(f"(?:{'|'.join(patterns) or '(?!)'})\\s*")

    @cached_property
    def _tables(self) -> Mapping[str, list[str]]:
        """The texts of every table and list, with those of the tables inside it."""
        found: dict[str, list[str]] = {}
        for key, text in self.entries.items():
            while key := key.rpartition(".")[0]:
                found.setdefault(key, []).append(text)
        return found

    @cached_property
    def _form(self) -> Callable[[int], int]:
        rule = self.entries.get("plural", "one")
        if rule not in PLURALS:
            raise TypeError(rule)
        return PLURALS[rule]


@dataclass(frozen=True)
class _Counted:
    """A value that a word can be counted by."""

    value: object
    form: Callable[[int], int]

    def __format__(self, forms: str) -> str:
        """Return the value; or of the forms of a word the one that its last number asks for."""
        if "|" not in forms:
            return format(self.value, forms)
        words, found = forms.split("|"), LAST_NUMBER.search(str(self.value))
        return words[min(self.form(int(found[0])), len(words) - 1)] if found else words[-1]


def flatten(tables: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (dotted key, text) of nested tables; lists count from 1."""
    for key, value in tables.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            yield from flatten({str(i): item for i, item in enumerate(value, 1)}, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def unmarked(text: str) -> str:
    """Return a text without the marks of bold type.

    Example:
        >>> unmarked("**Too easy?** It gets harder.")
        'Too easy? It gets harder.'
    """
    return text.replace("**", "")

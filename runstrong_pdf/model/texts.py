"""The words on paper, by dotted key, so that a language can be laid over later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.model.units import Units


@dataclass(frozen=True)
class Texts:
    """One language's words.

    Args:
        language: BCP 47 tag.
        entries: text by dotted key, such as `week.rest_between_exercises`.
        units: that weights are said in.
    """

    language: str
    entries: Mapping[str, str]
    units: Units = "kg"

    def __call__(self, key: str, **fields: object) -> str:
        """Return the text of `key` with its `{fields}` filled in. Raises TemplateError."""
        try:
            return self.entries[key].format(**fields)
        except KeyError as missing:
            raise TemplateError(
                f"words/{self.language}.toml: {key}: {missing.args[0]!r} is missing"
            ) from missing
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise TemplateError(
                f"words/{self.language}.toml: {key}: {self.entries[key][:60]!r} cannot be filled "
                f"in; known in braces: {', '.join(fields) or 'nothing'}"
            ) from error

    def some(self, prefix: str) -> Iterator[str]:
        """Return the texts whose keys begin with `prefix.`, in the file's order."""
        return (text for key, text in self.entries.items() if key.startswith(prefix + "."))


def flatten(tables: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (dotted key, text) of nested tables; lists count from 1."""
    for key, value in tables.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            yield from flatten({str(i): item for i, item in enumerate(value, 1)}, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)

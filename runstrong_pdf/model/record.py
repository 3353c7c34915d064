"""The parent of every record that is read from a file or written to one."""

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from runstrong_pdf.errors import UsageError

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
"""A file name without its ending, such as `push-up`: how templates refer to one another."""


class Record(BaseModel):
    """A frozen value; an unknown key is an error, so that a typing mistake never passes.

    What validates a kind of record is made when the first of them is read: no command needs all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PublicRecord(Record):
    """A record that whoever calls from outside may make: what is wrong is told as of options."""

    if not TYPE_CHECKING:  # a checker goes on to see the fields as arguments

        def __init__(self, **values: object) -> None:
            """Take its fields. Raises UsageError with everything that is wrong."""
            try:
                super().__init__(**values)
            except ValidationError as error:
                from runstrong_pdf.model.problems import problems  # noqa: PLC0415  it needs SLUG

                raise UsageError(problems(error, "", type(self))) from None

        __init__.__pydantic_base_init__ = True  # what is read from files is validated without it

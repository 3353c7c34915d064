"""The parent of every record that is read from a file or written to one."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
"""A file name without its ending, such as `push-up`: how templates refer to one another."""


class Record(BaseModel):
    """A frozen value; an unknown key is an error, so that a typing mistake never passes.

    What validates a kind of record is made when the first of them is read: no command needs all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

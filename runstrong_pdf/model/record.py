"""The parent of every record that is read from a file or written to one."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value; an unknown key is an error, so that a typing mistake never passes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

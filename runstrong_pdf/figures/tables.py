"""What every table of a pose file has in common: frozen, and strict about its keys."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of a pose file; an unknown key is an error, and so is `nan` or `inf`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False
    )

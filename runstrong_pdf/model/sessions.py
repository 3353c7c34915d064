"""What one file under `templates/sessions` says: the rows of every session, stage by stage."""

from runstrong_pdf.model.record import Record


class SessionLists(Record):
    """Sessions by stage (`bands-2`) and letter (`A`); how a line is written: beginner.toml."""

    stages: dict[str, dict[str, str]]

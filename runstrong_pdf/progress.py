"""How long work says how far it is, to whoever wants to know."""

from typing import Protocol


class Progress(Protocol):
    """Told how far a piece of work is."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Take note.

        Args:
            done: how many are done, from 0.
            total: how many there are.
            what: what is being done, one word such as `drawing`, `writing`, `sending`.
        """


def no_progress(done: int, total: int, what: str) -> None:
    """Take no note."""

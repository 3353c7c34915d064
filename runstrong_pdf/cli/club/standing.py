"""Where everybody's message stands, in words: for the dry run, the sending and the status."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.ledger import LedgerEntry
from runstrong_pdf.mail.message import MessageKey, described, message_key, one_line
from runstrong_pdf.mail.replies import DeliveryState
from runstrong_pdf.model.club import Made

Entries = Mapping[MessageKey, LedgerEntry]
RESEND = "ask those of whom it is not known, or send to them once more with --resend-unknown"


def due(people: tuple[Made, ...], entries: Entries, *, resend_unknown: bool) -> tuple[Made, ...]:
    """Return who is to get a message: those tried before come last, lest they hold up the rest."""
    closed = {DeliveryState.SENT} if resend_unknown else {DeliveryState.SENT, DeliveryState.UNKNOWN}
    states = {made: _state(made, entries) for made in people}
    left = [made for made in people if states[made] not in closed]
    return tuple(sorted(left, key=lambda made: states[made] is not None))


def failures(people: tuple[Made, ...], entries: Entries) -> Iterator[tuple[Made, str]]:
    """Yield whom the server did not take, or not yet, and why."""
    for made in people:
        if _state(made, entries) in {DeliveryState.FAILED, DeliveryState.DELAYED}:
            yield made, entries[message_key(made)].detail


def lines(people: tuple[Made, ...], entries: Entries) -> Iterator[str]:
    """Yield a table of everybody, then how many stand where."""
    sent = _sent_before(entries)
    words = [_word(made, entries, sent) for made in people]
    names = [one_line(made.name) for made in people]
    width = max(map(len, names), default=0)
    for made, name, (word, detail) in zip(people, names, words, strict=True):
        where = f"<{one_line(made.email)}> {made.file}" if made.email else made.file
        yield f"{word:<12}  {name:<{width}}  {where}{detail}"
    yield ", ".join(f"{count} {word}" for word, count in Counter(w for w, _ in words).items())


def say_what_is_new(people: tuple[Made, ...], entries: Entries) -> None:
    """Say how many messages there are, and how many replace a plan that was sent already."""
    sent = _sent_before(entries)
    again = sum(message_key(made).person in sent for made in people)
    more = f", {again} of them a changed plan to somebody who has one" if again else ""
    typer.echo(f"{messages(len(people))} to send{more}", err=True)


def messages(count: int) -> str:
    """Return `1 message` or `2 messages`."""
    return f"{count} {'message' if count == 1 else 'messages'}"


def warn_of_unknown(people: tuple[Made, ...], entries: Entries) -> None:
    """Name those of whom nobody knows whether the message arrived."""
    for line in _unknown(people, entries):
        typer.echo(f"unknown: {line}", err=True)


def conclude(people: tuple[Made, ...], entries: Entries, folder: Path) -> None:
    """Say how it went. Raises MailError where somebody has nothing, or may have nothing."""
    count = Counter(_state(made, entries) for made in people)
    typer.echo(f"{count[DeliveryState.SENT]} of {len(people)} have their plan", err=True)
    unknown = [f"{line}: it is not known whether it arrived" for line in _unknown(people, entries)]
    failed = [f"{described(made)}: {why}" for made, why in failures(people, entries)]
    mend = f"mend the addresses in the roster, runstrong club make {folder}, this command again"
    remedies = [*([mend] if failed else []), *([RESEND] if unknown else [])]
    if remedies:
        raise MailError("\n".join([*failed, *unknown]), "; ".join(remedies))


def _unknown(people: tuple[Made, ...], entries: Entries) -> list[str]:
    return [described(made) for made in people if _state(made, entries) is DeliveryState.UNKNOWN]


def _state(made: Made, entries: Entries) -> DeliveryState | None:
    entry = entries.get(message_key(made))
    return entry.state if entry else None


def _sent_before(entries: Entries) -> dict[str, float]:
    """Return when each person was last sent anything."""
    return {
        key.person: entry.at for key, entry in entries.items() if entry.state is DeliveryState.SENT
    }


def _word(made: Made, entries: Entries, sent: Mapping[str, float]) -> tuple[str, str]:
    """Return where one message stands, and what is to be said about it."""
    if not made.send:
        return ("send is no" if made.email else "on paper"), ""
    entry, before = entries.get(message_key(made)), sent.get(message_key(made).person)
    if entry is None:
        return ("changed", f", another plan was sent {_when(before)}") if before else ("new", "")
    if entry.state is DeliveryState.SENT:
        return "sent", f", {_when(entry.at)}"
    if entry.state is DeliveryState.STARTED:
        return "not sent", ""
    return str(entry.state), f", {entry.detail}"


def _when(at: float | None) -> str:
    return f"{dt.datetime.fromtimestamp(at or 0).astimezone():%Y-%m-%d %H:%M}"

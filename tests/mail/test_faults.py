"""What can go wrong between us and a server, each with its outcome in the ledger."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.ledger import DeliveryState, LedgerEntry, open_ledger
from runstrong_pdf.mail.sending import Clock, Delivery, RateLimiter
from runstrong_pdf.mail.smtp import Account, SmtpConnection
from runstrong_pdf.model.club import parse_rate
from tests.mail.making import person
from tests.mail.serving import USER, Scripted, Step, Trust

MESSAGE = b"Subject: plan\r\n\r\n.dot\r\n..two\r\n" + b"x" * 76 + b"\r\n"
LARGE = MESSAGE + (b"y" * 76 + b"\r\n") * 60_000
"""More than the buffers between two sockets hold."""


@dataclass
class Sent:
    """How a run ended."""

    server: Scripted
    entries: dict[str, LedgerEntry]
    waited: list[float]
    rested: list[str]
    error: MailError | None

    def state(self, number: int = 1) -> DeliveryState:
        return self.entries[f"m{number}"].state


Send = Callable[..., Sent]


@pytest.fixture
def send(trust: Trust, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Send]:
    monkeypatch.setenv("SSL_CERT_FILE", str(trust.authority))

    def run(
        script: Sequence[Step],
        count: int = 1,
        message: bytes = MESSAGE,
        rate: str = "99 a minute",
        **options: object,
    ) -> Sent:
        context = options.pop("context", trust.good)
        server = Scripted(context, script, **options)  # type: ignore[arg-type]
        waited: list[float] = []
        rested: list[str] = []
        error = None
        with server.running() as port, open_ledger(tmp_path / "ledger.sqlite") as ledger:
            # A busy machine is slow itself: patience is short only where that is what is tested.
            patience = 1.5 if any("slow" in step.values() for step in script) else 60
            account = Account("localhost", port, "tls", USER, "secret", timeout=patience)
            time = [1e9]

            def sleep(seconds: float) -> None:
                time[0] += seconds
                if seconds:
                    waited.append(seconds)

            with closing(SmtpConnection(account)) as connection:
                delivery = Delivery(
                    connection,
                    ledger,
                    RateLimiter(parse_rate(rate)),
                    Clock(lambda: time[0], sleep),
                    USER,
                    lambda _: message,
                    lambda _, why: rested.append(why),
                    threading.Event(),
                )
                try:
                    connection.connect()
                    people = [(person(f"m{n}", f"m{n}@example.org"),) for n in range(1, count + 1)]
                    list(delivery.send_all(people))
                except MailError as raised:
                    error = raised
            entries = {key.person.split()[0]: one for key, one in ledger.entries().items()}
        return Sent(server, entries, waited, rested, error)

    return run  # type: ignore[return-value]


def addresses(sent: Sent) -> list[str]:
    return [address for address, _ in sent.server.taken]


def test_nothing_goes_wrong(send: Send) -> None:
    sent = send([], 3)
    assert sent.error is None, sent.error
    assert addresses(sent) == [f"m{n}@example.org" for n in (1, 2, 3)]
    assert {entry.state for entry in sent.entries.values()} == {DeliveryState.SENT}
    dotted = MESSAGE.replace(b"\r\n.", b"\r\n..")
    assert sent.server.taken[0][1] == dotted, "lines that begin with a dot are doubled"


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize("code", [421, 450, 451])
def test_a_temporary_no_is_tried_again(send: Send, stage: str, code: int) -> None:
    sent = send([{stage: f"{code} later"}], 2)
    assert sorted(addresses(sent)) == ["m1@example.org", "m2@example.org"]
    assert sent.state() is DeliveryState.SENT
    assert sent.entries["m1"].attempts == 2
    assert sent.waited, "it waits before it tries again"
    assert sent.rested or max(sent.waited) < 5, "it says why, if it is worth a word"


def test_a_delayed_message_does_not_hold_up_the_others(send: Send) -> None:
    sent = send([{"rcpt": "450 greylisted"}], 3)
    assert addresses(sent) == [f"m{n}@example.org" for n in (2, 3, 1)]


def test_what_is_delayed_for_ever_is_given_up_for_today(send: Send) -> None:
    sent = send([{"rcpt": "450 busy"}, {}, *([{"rcpt": "450 busy"}] * 9)], 2)
    assert sent.state(1) is DeliveryState.DELAYED
    assert sent.state(2) is DeliveryState.SENT
    assert sent.entries["m1"].attempts == 5
    assert sent.error is None


@pytest.mark.parametrize(
    ("stage", "code"), [("rcpt", 550), ("rcpt", 553), ("dot", 552), ("dot", 554)]
)
def test_a_final_no_is_not_tried_again_and_the_rest_goes_on(
    send: Send, stage: str, code: int
) -> None:
    sent = send([{}, {stage: f"{code} no"}], 3)
    assert addresses(sent) == ["m1@example.org", "m3@example.org"]
    assert sent.state(2) is DeliveryState.FAILED
    assert f"{code} no" in sent.entries["m2"].detail
    assert sent.entries["m2"].attempts == 1


def test_a_connection_lost_before_the_dot_is_made_again(send: Send) -> None:
    for stage in ("mail", "rcpt", "data"):
        assert send([{stage: "drop"}]).state() is DeliveryState.SENT
    sent = send([{"body": "drop"}], 1, LARGE)
    assert sent.state() is DeliveryState.SENT
    assert len(sent.server.taken) == 1


def test_a_server_that_gives_up_in_the_middle_of_a_message(send: Send) -> None:
    sent = send([{"body": "552 too much"}], 2, LARGE)
    assert sent.state(2) is DeliveryState.SENT
    assert sent.state(1) in {DeliveryState.FAILED, DeliveryState.SENT}


@pytest.mark.parametrize("took", [True, False])
@pytest.mark.parametrize("end", ["drop", "slow"])
def test_a_connection_lost_after_the_dot_is_unknown_and_not_tried_again(
    send: Send, end: str, *, took: bool
) -> None:
    sent = send([{"dot": end, **({"took": ""} if took else {})}], 2)
    assert sent.state(1) is DeliveryState.UNKNOWN
    assert sent.state(2) is DeliveryState.SENT
    assert addresses(sent).count("m1@example.org") == int(took)


def test_a_slow_server_before_the_dot_is_tried_again(send: Send) -> None:
    sent = send([{"rcpt": "slow"}], 1)
    assert sent.state() is DeliveryState.SENT


def test_a_server_that_goes_away_ends_the_run(send: Send) -> None:
    sent = send([{}, *([{"rcpt": "drop"}] * 9)], 4)
    assert sent.error is not None
    assert "cannot be reached any more" in str(sent.error)
    assert addresses(sent) == ["m1@example.org"]
    assert "m3" not in sent.entries


def test_a_sender_who_is_not_allowed_ends_the_run_at_once(send: Send) -> None:
    sent = send([{"mail": "550 not your address"}], 3)
    assert sent.error is not None
    assert "mail.from in club.toml" in str(sent.error)
    assert not sent.server.taken
    assert set(sent.entries) == {"m1"}


def test_the_day_s_quota_ends_the_run_at_once(send: Send) -> None:
    sent = send([{}, {"rcpt": "550 5.4.5 Daily user sending limit exceeded"}], 3)
    assert sent.error is not None
    assert "limit of messages for today" in str(sent.error)
    assert "tomorrow" in sent.error.remedy
    assert sent.state(2) is DeliveryState.DELAYED


def test_a_wrong_certificate_gets_nothing_not_even_the_password(send: Send, trust: Trust) -> None:
    sent = send([], 2, context=trust.wrong)
    assert sent.error is not None
    assert "certificate cannot be trusted: it belongs to a server of another name" in str(
        sent.error
    )
    assert "mail.host in club.toml" in sent.error.remedy
    assert sent.server.said == []
    assert sent.entries == {}


def test_an_unknown_authority_is_not_trusted(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    error = send([]).error
    assert error is not None
    assert "cannot be trusted: nobody whom this computer trusts has signed it" in str(error)
    assert "Install Certificates.command" in error.remedy


def test_a_refused_login_says_what_to_do(send: Send) -> None:
    sent = send([], 2, login="535 5.7.8 wrong password")
    assert sent.error is not None
    assert "did not accept the login" in str(sent.error)
    assert "app password" in sent.error.remedy
    assert "secret" not in str(sent.error)
    assert sent.entries == {}


def test_a_microsoft_login_is_refused_in_plain_words(send: Send) -> None:
    sent = send([], login="535 5.7.139 Authentication unsuccessful, basic authentication disabled")
    assert sent.error is not None
    assert "OAuth" in sent.error.remedy
    assert "administrator of your Microsoft 365" in sent.error.remedy
    assert "app password" not in sent.error.remedy


def test_a_server_without_tls_gets_nothing(send: Send) -> None:
    sent = send([], context=None)
    assert sent.error is not None
    assert sent.entries == {}
    assert not any("AUTH" in line for line in sent.server.said)


def test_starttls_that_is_not_offered_is_refused() -> None:
    server = Scripted(None)
    with server.running() as port:
        account = Account("localhost", port, "starttls", USER, "secret", timeout=60)
        with (
            closing(SmtpConnection(account)) as connection,
            pytest.raises(MailError, match="no encryption"),
        ):
            connection.connect()
    assert not any("AUTH" in line for line in server.said)


def test_no_server_at_all() -> None:
    connection = SmtpConnection(Account("localhost", 9, "tls", "", "", timeout=1))
    with pytest.raises(MailError, match="localhost:9: nobody answers at this port"):
        connection.connect()


def test_a_server_that_says_nothing() -> None:
    with socket.create_server(("localhost", 0)) as silent:
        account = Account("localhost", silent.getsockname()[1], "starttls", "", "", timeout=0.3)
        with (
            closing(SmtpConnection(account)) as connection,
            pytest.raises(MailError, match=r"no answer in 0\.3 sec"),
        ):
            connection.connect()


def test_the_rate_is_kept(send: Send) -> None:
    sent = send([], 5, rate="2 per 5 minutes")
    assert sent.waited == [300.0, 300.0]
    assert sent.rested == ["no more than 2 per 5 minutes"] * 2


def test_a_rate_that_means_hours_ends_the_run(send: Send) -> None:
    sent = send([], 3, rate="2 per day")
    assert sent.error is not None
    assert "limit of 2 per day" in str(sent.error)
    assert len(sent.server.taken) == 2


def test_a_stop_ends_the_run_after_the_message_in_flight(
    trust: Trust, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trust.authority))
    server, stop = Scripted(trust.good), threading.Event()
    with server.running() as port, open_ledger(tmp_path / "ledger.sqlite") as ledger:
        account = Account("localhost", port, "tls", USER, "secret", timeout=5)
        with closing(SmtpConnection(account)) as connection:
            delivery = Delivery(
                connection,
                ledger,
                RateLimiter(parse_rate("99 a minute")),
                Clock(lambda: 1e9, lambda _: None),
                USER,
                lambda _: MESSAGE,
                lambda *_: None,
                stop,
            )
            people = [(person(f"m{n}", USER),) for n in range(1, 5)]
            for (made,), _ in delivery.send_all(people):
                if made.name == "m2":
                    stop.set()
        assert [entry.state for entry in ledger.entries().values()] == [DeliveryState.SENT] * 2
    assert len(server.taken) == 2


def test_an_account_never_shows_its_password() -> None:
    assert "secret" not in repr(Account("h", 1, "tls", "u", "secret"))


def test_only_modern_tls() -> None:
    assert ssl.create_default_context().minimum_version >= ssl.TLSVersion.TLSv1_2

"""Addresses, rates, answers of a server: the small decisions."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.conversation import Scope, is_microsoft, reply_outcome, reply_text
from runstrong_pdf.mail.ledger import DeliveryState
from runstrong_pdf.mail.sending import RateLimiter
from runstrong_pdf.mail.settings import account_of, rate_of, sender_of
from runstrong_pdf.model.address import address_problem, name_and_address
from runstrong_pdf.model.club import ClubSettings, parse_rate
from runstrong_pdf.model.person import first_name
from runstrong_pdf.roster.row_reader import read_roster

GOOD = [
    "zoe@example.org",
    "o'neil+run@sub.example.co.uk",
    "zoe@münchen.de",
    "żółw@example.org",
    "a@xn--mnchen-3ya.de",
]
BAD = [
    "",
    "zoe",
    "zoe@",
    "@example.org",
    "zoe@example",
    "zoe@example..org",
    "a@b.org,c@d.org",
    "a@b.org;c@d.org",
    "a b@example.org",
    "zoe@exam ple.org",
    "zoe@example.org\r\nBcc: c@d.org",
    "<zoe@example.org>",
    "Zoe <zoe@example.org>",
    '"a b"@example.org',
    ".zoe@example.org",
    "zo..e@example.org",
    "zoe@-example.org",
    "zoe@[127.0.0.1]",
    "zoe@127.0.0.1",
    "a" * 65 + "@example.org",
    "zoe@" + "a" * 64 + ".org",
    "zoe\u202e@example.org",
    "zoe\u200b@example.org",
    "a@b@example.org",
    "a@b.c",
    "zoe@exa_mple.org",
    "zoe@example.1org",
    "zoe@example.²0",
    "zoe@mu\u0308nchen.de",
    "zoe@example。org",
    "z" * 64 + "@" + "long." * 38 + "org",
    "zoe@" + "ü" * 60 + ".de",
]


WITH_A_NAME = dict.fromkeys(("<zoe@example.org>", "Zoe <zoe@example.org>"), "zoe@example.org")


@pytest.mark.parametrize("address", GOOD)
def test_addresses_that_can_be_written_to(address: str) -> None:
    assert address_problem(address) == ""


@pytest.mark.parametrize("address", BAD)
def test_addresses_that_cannot(address: str) -> None:
    assert address_problem(address)


@pytest.mark.parametrize("address", [*GOOD, *filter(None, BAD)])
def test_a_roster_takes_what_mail_can_be_sent_to(address: str) -> None:
    for cell in (address, f"mailto:{address}"):
        quoted = cell.replace('"', '""')
        roster = read_roster(f'name,email\nZoe,"{quoted}"\n'.encode(), "roster.csv")
        composed = unicodedata.normalize("NFC", address)  # as the roster reads every cell
        if written := WITH_A_NAME.get(address):  # as address books copy them
            assert [row.email for row in roster.rows] == [written]
        elif address_problem(composed):
            assert [problem.field for problem in roster.problems] == ["email"]
        else:
            assert [row.email for row in roster.rows] == [composed]


@given(st.text())
def test_no_address_breaks_the_check(address: str) -> None:
    if not address_problem(address):
        assert address.count("@") == 1
        assert not set(address) & set(' \r\n\t<>,;:"()[]\\')


def test_the_sender_may_have_a_name() -> None:
    assert name_and_address("Zoë's Club <a@b.org>") == ("Zoë's Club", "a@b.org")
    assert name_and_address('"Club, the" <a@b.org>') == ("Club, the", "a@b.org")
    assert name_and_address("a@b.org") == ("", "a@b.org")


@pytest.mark.parametrize(
    ("words", "count", "seconds"),
    [
        ("50 per 5 minutes", 50, 300),
        ("1 every second", 1, 1),
        ("20/minute", 20, 60),
        ("500 mails a day", 500, 86400),
        ("100 messages per 2 Hours", 100, 7200),
    ],
)
def test_rates_in_plain_words(words: str, count: int, seconds: int) -> None:
    rate = parse_rate(words)
    assert (rate.count, rate.seconds) == (count, seconds)


@pytest.mark.parametrize("words", ["", "fast", "0 per minute", "5 per 0 minutes", "-1 a day"])
def test_what_is_no_rate(words: str) -> None:
    with pytest.raises(MailError, match="rate"):
        parse_rate(words)


def test_every_wrong_setting_is_a_problem_of_its_own_key() -> None:
    mail = {"from": "zoe@", "reply_to": "x", "list_unsubscribe": "a b", "rate": "fast"}
    club = ClubSettings.model_validate({"name": "Club", "mail": mail})
    with pytest.raises(MailError) as wrong:
        sender_of(club)
    keys = ["mail.from", "mail.reply_to", "mail.list_unsubscribe"]
    assert [(found.where, found.field) for found in wrong.value.problems] == [
        ("club.toml", key) for key in keys
    ]
    with pytest.raises(MailError, match=r"^club\.toml: mail\.rate: 'fast' is not a rate$"):
        rate_of(club)


def test_everything_that_is_missing_is_listed_at_once() -> None:
    mail = {"from": "coach@example.org", "user": "me"}
    with pytest.raises(MailError) as missing:
        account_of(ClubSettings.model_validate({"name": "Club", "mail": mail}), "")
    assert [found.field for found in missing.value.problems] == [
        "mail.host",
        "mail.from",
        "mail.user",
    ]


@given(st.integers(1, 9), st.integers(1, 60), st.integers(1, 60))
def test_mail_is_never_faster_than_its_rate(count: int, seconds: int, messages: int) -> None:
    limiter, now, sent = RateLimiter(parse_rate(f"{count} per {seconds} seconds")), 1000.0, []
    for _ in range(messages):
        now += limiter.delay(now)
        limiter.record(now)
        sent.append(now)
    for first, last in zip(sent, sent[count:], strict=False):
        assert last - first >= seconds - 1e-6


def test_a_restart_does_not_double_the_rate() -> None:
    rate = parse_rate("2 per minute")
    assert RateLimiter(rate, [100.0, 130.0]).delay(140.0) == 20.0
    assert RateLimiter(rate, [100.0]).delay(140.0) == 0.0


@pytest.mark.parametrize(
    ("code", "text", "state", "scope"),
    [
        (421, b"busy", DeliveryState.DELAYED, Scope.CONNECTION),
        (450, b"greylisted", DeliveryState.DELAYED, Scope.MESSAGE),
        (550, b"no such user", DeliveryState.FAILED, Scope.MESSAGE),
        (552, b"too big", DeliveryState.FAILED, Scope.MESSAGE),
        (
            550,
            b"5.7.30 Basic authentication is not supported",
            DeliveryState.DELAYED,
            Scope.EVERYONE,
        ),
        (550, b"5.4.5 Daily user sending limit exceeded", DeliveryState.DELAYED, Scope.EVERYONE),
        (535, b"login", DeliveryState.DELAYED, Scope.EVERYONE),
        (599, b"", DeliveryState.FAILED, Scope.MESSAGE),
        (499, b"", DeliveryState.DELAYED, Scope.MESSAGE),
    ],
)
def test_answers(code: int, text: bytes, state: DeliveryState, scope: Scope) -> None:
    outcome = reply_outcome(code, text)
    assert (outcome.state, outcome.scope) == (state, scope)
    assert "it said" in outcome.detail


@pytest.mark.parametrize("host", ["smtp.office365.com", "SMTP-Mail.Outlook.com."])
def test_microsoft_is_told_by_its_name(host: str) -> None:
    assert is_microsoft(host)
    assert not is_microsoft(f"{host.rstrip('.')}.example.org")
    assert not is_microsoft("smtp.notoutlook.com")
    assert is_microsoft("", "535 5.7.139 Authentication unsuccessful, basic authentication is off")


def test_what_microsoft_says_of_passwords_is_not_said_of_a_mailbox() -> None:
    detail = reply_outcome(550, b"5.7.30 Basic authentication is not supported").detail
    assert "OAuth" in detail
    assert "mailbox" not in detail


def test_a_refused_sender_concerns_everyone() -> None:
    assert reply_outcome(553, b"not yours", sender=True).scope is Scope.EVERYONE


def test_a_server_s_words_cannot_steer_a_terminal() -> None:
    assert reply_text(550, b"\x1b[2J\r\nno\xff" + b"x" * 999).isprintable()


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Zoë Łuczak", "Zoë"),
        ("Smith, Anna Maria", "Anna"),
        ("Dr. Anna Smith", "Anna"),
        ("Müller, Prof. Dr. Jo", "Jo"),
        ("O'Neil, Jr.", "O'Neil"),
        ("Anna Smith, PhD", "Anna"),
        ("Dr.", "Dr."),
        (", ", ""),
        ("Cher", "Cher"),
        ("", ""),
    ],
)
def test_how_somebody_is_called(name: str, called: str) -> None:
    assert first_name(name) == called


@given(st.text(max_size=60))
def test_anybody_is_called_by_a_part_of_their_name(name: str) -> None:
    assert first_name(name) in name
    assert " " not in first_name(name)

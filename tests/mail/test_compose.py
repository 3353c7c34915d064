"""Messages are read back with the standard parser, strict and lenient, as mail programs do."""

import email
import re
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import compat32
from email.policy import default as modern

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.message import compose, header, one_line
from runstrong_pdf.mail.wording import check_message_texts, session_calendar
from tests.mail.making import CLUB, NOW, PDF, SENDER, message_to, person, wording

HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
]
NAMES = [
    "Zoë Łuczak",
    "Plain Name",
    "O'Neil-Smith, Jr.",
    'Dwayne "The Rock" Johnson',
    "Zoë, Anna <evil@example.com>",
    "a@b.example",
    "山田 太郎",
    "Ναυσικά Παπαδοπούλου",
    "=?utf-8?q?Bcc:_evil?=",
    "x" * 120,
    "長" * 90,
    "Zoë\r\nBcc: evil@example.com",
    "tab\there",
]


def read(made: object = None) -> EmailMessage:
    made = made or person()
    content = compose(message_to(made), SENDER, PDF, NOW)  # type: ignore[arg-type]
    message = email.message_from_bytes(content, policy=modern)
    assert isinstance(message, EmailMessage)
    return message


def attachments(message: EmailMessage) -> list[EmailMessage]:
    return list(message.iter_attachments())


def test_a_message_has_every_header_once_and_no_other() -> None:
    assert list(read().keys()) == HEADERS


def test_the_same_message_has_the_same_bytes() -> None:
    one, two = (compose(message_to(person()), SENDER, PDF, NOW) for _ in range(2))
    assert one == two


def test_every_line_ends_in_crlf_and_is_short_enough() -> None:
    content = compose(message_to(person()), SENDER, PDF, NOW)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert content.isascii()


def test_attachments_stand_beside_the_alternatives() -> None:
    message = read()
    assert message.get_content_type() == "multipart/mixed"
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["multipart/alternative", "application/pdf", "text/calendar"]


def test_the_pdf_arrives_as_it_was() -> None:
    pdf, _ = attachments(read())
    assert pdf.get_content() == PDF
    assert pdf.get_filename() == "zoë-łuczak.pdf"


def test_old_programs_read_the_attachment_s_name_too() -> None:
    content = compose(message_to(person()), SENDER, PDF, NOW)
    message: Message = email.message_from_bytes(content, policy=compat32)
    pdf = message.get_payload(1)
    assert isinstance(pdf, Message)
    assert str(make_header(decode_header(str(pdf.get_param("name"))))) == "zoë-łuczak.pdf"


def test_text_and_html_say_the_same() -> None:
    message = read()
    text = message.get_body(("plain",))
    page = message.get_body(("html",))
    assert text is not None
    assert page is not None
    for words in ("Hello Zoë,", "Week 1. Learn the moves. (Mon 30", "Monday 7 Dec"):
        assert words in text.get_content()
        assert words in page.get_content()
    assert "Läufer & Co" in text.get_content()
    assert "Läufer &amp; Co" in page.get_content()
    assert "<b>" not in page.get_content()


def test_without_dates_there_is_no_calendar() -> None:
    message = read(person(dated=False))
    assert [part.get_content_type() for part in attachments(message)] == ["application/pdf"]
    text = message.get_body(("plain",))
    assert text is not None
    assert "calendar" not in text.get_content()


def test_the_calendar_has_one_event_a_session() -> None:
    _, calendar = attachments(read())
    lines = calendar.get_content().splitlines()
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert [line for line in lines if line.startswith("DTSTART")] == [
        f"DTSTART;VALUE=DATE:202612{day}" for day in ("07", "10", "14", "17")
    ]
    assert len({line for line in lines if line.startswith("UID:")}) == 4
    assert all(len(line.encode()) <= 75 for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_one_name(name: str) -> None:
    check_name(name)


@given(st.text(max_size=150))
def test_any_text_as_a_name_is_one_name_and_no_header(name: str) -> None:
    check_name(name)


def check_name(name: str) -> None:
    content = compose(message_to(person(name, dated=False)), SENDER, b"%PDF", NOW)
    message = email.message_from_bytes(content, policy=compat32)
    assert list(message.keys()) == HEADERS
    shown, _, address = message["To"].rpartition("<")
    assert address == "zoe@example.org>" or message["To"] == "zoe@example.org"
    # the modern parser of Python 3.11 puts spaces between adjacent encoded words: not used here
    assert str(make_header(decode_header(shown))).strip() == one_line(name)
    assert re.fullmatch(r"[A-Za-z0-9!#$%&'*+/^_`{|}~=?\s-]*", shown), "nothing that ends a phrase"
    assert len(message.get_payload()) == 2
    (recipient,) = email.message_from_bytes(content, policy=modern)["To"].addresses
    assert recipient.addr_spec == "zoe@example.org"


@given(st.text(max_size=300))
def test_any_subject_is_one_line(subject: str) -> None:
    from dataclasses import replace  # noqa: PLC0415

    content = compose(replace(message_to(person()), subject=subject), SENDER, PDF, NOW)
    message = email.message_from_bytes(content, policy=compat32)
    assert list(message.keys()) == HEADERS
    assert " ".join(str(make_header(decode_header(message["Subject"]))).split()) == " ".join(
        one_line(subject).split()
    )


def test_a_header_never_takes_a_second_line() -> None:
    for value in ("a\r\nBcc: b@example.org", "a\nb", "a\rb", "a\r\n\r\nbody", "a\r\n ", "a\0b"):
        with pytest.raises(MailError):
            header("Subject", value)


def test_an_unusual_domain_is_in_punycode() -> None:
    message = read(person(email="zoe@münchen.example"))
    assert message["To"].addresses[0].domain == "xn--mnchen-3ya.example"


def test_braces_of_a_club_s_own_text() -> None:
    check_message_texts({"message": "{name} {{literal}} {weeks}"})
    for text in ("{nobody}", "{name.__class__}", "{name!r}", "{name:>9}", "{", "{0}", "{}"):
        with pytest.raises(MailError, match="mail texts: message: "):
            check_message_texts({"message": text})
    check_message_texts(wording().parts)


def test_braces_in_a_name_are_only_a_name() -> None:
    text = wording().message(person("{contact} {weeks}"), CLUB, NOW).text
    assert text.startswith("Hello {contact},")


def test_a_calendar_takes_no_second_line_from_any_text() -> None:
    club = CLUB.model_copy(update={"name": "A; B, C\\D\nBEGIN:VEVENT\r\nX\x07" + "ż" * 60})
    text = session_calendar(person("Zoë\nUID:x"), club.name, wording().texts, NOW)
    lines = text.split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 4
    assert all(line.isprintable() and len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    told = next(line for line in unfolded if line.startswith("DESCRIPTION:"))
    assert "A\\; B\\, C\\\\D\\nBEGIN:VEVENT \\nX " + "ż" * 60 in told

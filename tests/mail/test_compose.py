"""Messages are read back with the standard parser, strict and lenient, as mail programs do."""

import email
import hashlib
import random
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import compat32
from email.policy import default as modern

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import MailError, plain_line
from runstrong_pdf.mail.message import compose, header
from runstrong_pdf.mail.wording import check_message_texts, session_calendar
from runstrong_pdf.model.club import Made
from tests.mail.making import CLUB, NOW, PDF, SENDER, message_to, person, wording

HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "X-RunStrong-Plan",
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
    "Smith, " * 20,
    "a, b " * 30 + "ż",
    "Müller-Lüdenscheidt, " * 6,
    "Ż " + "word " * 30,
]
ADDRESSES = [
    "zoe@example.org",
    "zoe@münchen.example",
    "żółw@example.org",
    "z" * 60 + "@" + "long." * 20 + "org",
]
SAME_EVERYWHERE = "a3cdedbf58f3772032ca5f4e059f717559648ed1baf957d093534016bc86e7bf"
"""SHA-256 of the messages to everybody above; read off Python 3.11.7, 3.12.1 and 3.13.0."""


def read(made: Made | None = None) -> EmailMessage:
    return read_bytes(compose(message_to(made or person()), SENDER, [PDF], NOW))


def read_bytes(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=modern)
    assert isinstance(message, EmailMessage)
    return message


def attachments(message: EmailMessage) -> list[EmailMessage]:
    return list(message.iter_attachments())


def test_a_message_has_every_header_once_and_no_other() -> None:
    assert list(read().keys()) == HEADERS


def test_the_same_message_has_the_same_bytes() -> None:
    one, two = (compose(message_to(person()), SENDER, [PDF], NOW) for _ in range(2))
    assert one == two


def test_every_python_writes_the_same_bytes() -> None:
    written = hashlib.sha256()
    for name in NAMES:
        for address in ADDRESSES:
            written.update(compose(message_to(person(name, address)), SENDER, [PDF], NOW))
    assert written.hexdigest() == SAME_EVERYWHERE


@pytest.mark.parametrize("name", NAMES)
def test_lines_with_encoded_words_are_short(name: str) -> None:
    """RFC 2047 allows 76 characters, 75 of them for a word."""
    made = person(name).model_copy(update={"file": f"{name}.pdf"})
    message = replace(message_to(made), subject=name)
    lines = compose(message, SENDER, [b"%PDF"], NOW).split(b"\r\n")
    assert max(len(line) for line in lines if b"=?utf-8?" in line) <= 76


def test_every_line_ends_in_crlf_and_is_short_enough() -> None:
    content = compose(message_to(person()), SENDER, [PDF], NOW)
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
    content = compose(message_to(person()), SENDER, [PDF], NOW)
    message: Message = email.message_from_bytes(content, policy=compat32)
    pdf = message.get_payload(1)
    assert isinstance(pdf, Message)
    assert str(make_header(decode_header(str(pdf.get_param("name"))))) == "zoë-łuczak.pdf"


def test_nothing_in_a_text_is_taken_for_the_pdf() -> None:
    text = "=_pdf\r\n\r\n=_pdf\r\n\r\n--=_mixed\r\n"
    message = message_to(person())
    to = (replace(message.to[0], calendar=text),)
    message = replace(message, to=to, subject="=_pdf", text=text, html=text)
    read_back = read_bytes(compose(message, SENDER, [PDF], NOW))
    pdf, calendar = attachments(read_back)
    assert pdf.get_content() == PDF
    assert calendar.get_content() == text
    for kind in ("plain", "html"):
        body = read_back.get_body((kind,))
        assert body is not None
        assert body.get_content().split() == text.split()


@pytest.mark.parametrize("size", [0, 1, 56, 57, 58, 58_367, 58_368, 58_369, 200_000])
def test_a_pdf_of_any_size_arrives(size: int) -> None:
    given = random.Random(size).randbytes(size)  # noqa: S311
    pdf, _ = attachments(read_bytes(compose(message_to(person()), SENDER, [given], NOW)))
    assert pdf.get_content() == given


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
    content = compose(message_to(person(name, dated=False)), SENDER, [b"%PDF"], NOW)
    message = email.message_from_bytes(content, policy=compat32)
    assert list(message.keys()) == HEADERS
    shown, _, address = message["To"].rpartition("<")
    assert address == "zoe@example.org>" or message["To"] == "zoe@example.org"
    # the modern parser of Python 3.11 puts spaces between adjacent encoded words: not used here
    assert str(make_header(decode_header(shown))).strip() == plain_line(name)
    assert re.fullmatch(r"[A-Za-z0-9!#$%&'*+/^_`{|}~=?\s-]*", shown), "nothing that ends a phrase"
    assert len(message.get_payload()) == 2
    (recipient,) = email.message_from_bytes(content, policy=modern)["To"].addresses
    assert recipient.addr_spec == "zoe@example.org"


@given(st.text(max_size=300))
def test_any_subject_is_one_line(subject: str) -> None:
    content = compose(replace(message_to(person()), subject=subject), SENDER, [PDF], NOW)
    message = email.message_from_bytes(content, policy=compat32)
    assert list(message.keys()) == HEADERS
    assert " ".join(str(make_header(decode_header(message["Subject"]))).split()) == " ".join(
        plain_line(subject).split()
    )


def test_a_header_never_takes_a_second_line() -> None:
    for value in ("a\r\nBcc: b@example.org", "a\nb", "a\rb", "a\r\n\r\nbody", "a\r\n ", "a\0b"):
        with pytest.raises(MailError):
            header("Subject", value)


def test_an_unusual_domain_is_in_punycode() -> None:
    message = read(person(email="zoe@münchen.example"))
    assert message["To"].addresses[0].domain == "xn--mnchen-3ya.example"


def test_letters_beyond_ascii_before_the_at_stand_as_they_are() -> None:
    content = compose(message_to(person("Żółw, Jr.", "żółw@münchen.example")), SENDER, [PDF], NOW)
    assert "<żółw@münchen.example>\r\n".encode() in content
    (recipient,) = read_bytes(content)["To"].addresses
    assert recipient.display_name == "Żółw, Jr."


def test_all_wrong_braces_are_listed_at_once() -> None:
    with pytest.raises(MailError) as caught:
        check_message_texts({"subject": "{name} {x}", "message": "{", "week": "{name}"})
    assert [problem.field for problem in caught.value.problems] == ["subject", "message", "week"]


def test_braces_of_a_club_s_own_text() -> None:
    check_message_texts({"message": "{name} {{literal}} {weeks}"})
    for text in ("{nobody}", "{name.__class__}", "{name!r}", "{name:>9}", "{", "{0}", "{}"):
        with pytest.raises(MailError, match="mail texts: message: "):
            check_message_texts({"message": text})
    check_message_texts(wording().parts)


def test_braces_in_a_name_are_only_a_name() -> None:
    text = wording().message((person("{contact} {weeks}"),), CLUB, NOW).text
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


def test_a_caution_says_in_the_mail_and_in_each_date_what_to_stop_at() -> None:
    warnings, advice = (
        ("**Ask first:** your midwife.", "**Stop:** bleeding."),
        ("**Pregnant:** sit.",),
    )
    told = person().model_copy(update={"warnings": warnings, "advice": advice})
    assert "Ask first: your midwife.\nStop: bleeding.\nPregnant: sit." in message_to(told).text
    dates = session_calendar(told, "Club", wording().texts, NOW).replace("\r\n ", "")
    assert dates.count("Stop: bleeding.") == len(told.days)
    assert "Ask first" not in message_to(person()).text

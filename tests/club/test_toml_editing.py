"""Settings are written into club.toml in place, all of them or none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf import Club, RosterError, UsageError
from runstrong_pdf.club.changing import with_settings
from runstrong_pdf.resources import data_folder

SHIPPED = (data_folder("templates") / "club" / "club.toml").read_bytes()
CHANGES: dict[str, str | int | None] = {
    "name": 'Zoë\'s "Club"',
    "mail.from": "Zoë <zoe@example.org>",
    "mail.host": "smtp.example.org",
    "mail.port": 2525,
    "mail.security": "tls",
    "mail.user": "zoe",
}


def test_only_their_lines_change(tmp_path: Path) -> None:
    Club.create(tmp_path / "club")
    club = Club.open(tmp_path / "club")
    club.write_settings(CHANGES)
    after = (tmp_path / "club" / "club.toml").read_text().splitlines()
    before = SHIPPED.decode().splitlines()
    new = [line for line in after if line not in before]
    assert new == [
        'name = "Zoë\'s \\"Club\\""          # on every sheet, and in the email',
        'from = "Zoë <zoe@example.org>"                  # yours, before you send',
        'host = "smtp.example.org"        # from the list above, or as your provider\'s help page names it',  # noqa: E501
        'security = "tls"                 # port 587; or "tls", port 465',
        "port = 2525",
        'user = "zoe"',
    ]
    assert after[after.index("port = 2525") - 1].startswith("# port = 2525")
    assert len(after) == len(before) + 1
    assert club.settings.name == 'Zoë\'s "Club"'
    mail = Club.open(tmp_path / "club").settings.mail
    assert (mail.sender_name, mail.sender_address) == ("Zoë", "zoe@example.org")
    assert (mail.host, mail.port, mail.security, mail.user) == (
        "smtp.example.org", 2525, "tls", "zoe",
    )  # fmt: skip
    club.write_settings({"mail.port": None})
    assert Club.open(tmp_path / "club").settings.mail.port is None


def test_all_that_is_wrong_is_said_and_nothing_written(tmp_path: Path) -> None:
    Club.create(tmp_path / "club")
    club = Club.open(tmp_path / "club")
    wrong: dict[str, str | int | None] = {
        "name": "",
        "mail.from": "nobody",
        "mail.host": "https://mail.example.org",
        "mail.port": 70000,
        "mail.security": "none",
        "mail.user": "zoe",
    }
    with pytest.raises(RosterError) as error:
        club.write_settings(wrong)
    assert [one.field for one in error.value.problems] == [*list(wrong)[:-1]]
    assert (tmp_path / "club" / "club.toml").read_bytes() == SHIPPED
    for key in ("mail.password", "colour.red.x", "name\n"):
        with pytest.raises((RosterError, UsageError)):
            club.write_settings({key: "x"})
    assert (tmp_path / "club" / "club.toml").read_bytes() == SHIPPED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'name = "N"\n\n[mail]\nhost = "h"\n'),
        ("# only this", 'name = "N"\n# only this\n\n[mail]\nhost = "h"\n'),
        ('a = [\n1,\n]\n[mail]\nx = """\nhost\n"""\n',
         'name = "N"\na = [\n1,\n]\n[mail]\nhost = "h"\nx = """\nhost\n"""\n'),
        ("a = 1\r\n[mail]\r\n", 'a = 1\r\nname = "N"\r\n[mail]\r\nhost = "h"\r\n'),
        ("[ mail ] # x\n'host' = ''#y\n[b]", "name = \"N\"\n[ mail ] # x\n'host' = \"h\"  #y\n[b]"),
        ('name="a#b"#c\n[mail.login]\nx=1\n[mail]\n', 'name="N"  #c\n[mail.login]\nx=1\n[mail]\nhost = "h"\n'),  # noqa: E501
    ],
)  # fmt: skip
def test_keys_are_found_or_put_where_they_belong(before: str, after: str) -> None:
    assert with_settings(before.encode(), {"name": "N", "mail.host": "h"}, "x").decode() == after


def test_what_is_not_there_is_not_taken_out() -> None:
    for text in (b'name = "C"\n', b'name = "C"\n[mail]\n'):
        assert with_settings(text, {"mail.port": None}, "x") == text
    assert with_settings(b"[mail]\nport = 1 # x\n", {"mail.port": None}, "x") == (
        b"[mail]\n# port = 1 # x\n"
    )


@pytest.mark.parametrize(
    "text", ['mail.host = "a"\n', 'mail = { host = "a" }\n', '[mail]\nhost = """\na"""\n',
             'x = """\n[mail]\nhost = "a"\n"""\nmail.host = "b"\n'],
)  # fmt: skip
def test_what_is_written_otherwise_is_left_alone(text: str) -> None:
    with pytest.raises(RosterError, match="cannot be changed here"):
        with_settings(text.encode(), {"mail.host": "h"}, "x")


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_any_line_of_text_is_read_as_it_was_written(text: str) -> None:
    with_settings(SHIPPED, {"name": text, "mail.user": text}, "x")  # which reads it again

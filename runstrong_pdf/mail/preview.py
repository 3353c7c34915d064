"""All messages of a dry run on one page, to read before anything is sent. Pure.

Everything in it is escaped, it loads nothing from anywhere, and forbids itself to.
"""

from collections.abc import Iterable, Iterator
from html import escape

from runstrong_pdf.errors import plain
from runstrong_pdf.mail.message import Message

BEGIN = b"<!doctype html>\n<!-- RunStrong: what would be mailed -->\n"
"""How a page of ours begins."""
HEAD = """<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ margin: 1em auto; max-width: 48em; padding: 0 1em; font: 16px/1.5 sans-serif }}
article {{ border-top: 1px solid; padding: 0.5em 0 }}
pre {{ white-space: pre-wrap; font: inherit }}
</style></head>
<body><h1>{title}</h1>
"""
MESSAGE = """<article><h2>{subject}</h2>
<p>To: {people}<br>With: {files}</p>
<pre lang="{language}">{text}</pre></article>
"""


def preview_page(title: str, messages: Iterable[tuple[Message, str]]) -> Iterator[bytes]:
    """Yield a page of HTML bit by bit.

    Args:
        messages: each with the language of its text.
    """
    yield BEGIN
    yield _filled(HEAD, title=title)
    for message, language in messages:
        files = [
            file
            for one in message.to
            for file in (one.file, *([one.calendar_file] if one.calendar else []))
        ]
        yield _filled(
            MESSAGE,
            subject=message.subject,
            people=", ".join(f"{one.name} <{one.address}>" for one in message.to),
            files=", ".join(files),
            language=language,
            text=message.text,
        )
    yield b"</body></html>\n"


def _filled(html: str, **texts: str) -> bytes:
    safe = {name: escape("\n".join(map(plain, text.splitlines()))) for name, text in texts.items()}
    return html.format_map(safe).encode("utf-8", "replace")

"""The page on a real port, and requests to it as a browser would send them, or would not."""

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runstrong_pdf import TemplateCache
from runstrong_pdf.web.application import Settings
from runstrong_pdf.web.serving import HERE, Page


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def data(self) -> Any:  # noqa: ANN401  JSON
        return json.loads(self.body)


@dataclass
class Browser:
    """Sends what a browser would, with a session or without.

    Attributes:
        headers: of every request; None of one takes it away.
    """

    port: int
    headers: dict[str, str | None] = field(default_factory=dict)

    def get(self, path: str, method: str = "GET", **headers: str | None) -> Answer:
        return self.send(method, path, b"", headers)

    def post(self, path: str, body: bytes = b"", **headers: str | None) -> Answer:
        return self.send("POST", path, body, headers)

    def send(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str | None]
    ) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent: dict[str, str | None] = {**self.headers, **named}
        asking = http.client.HTTPConnection(HERE, self.port, timeout=60)
        asking.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"host": f"{HERE}:{self.port}", **sent}.items():
            if value is not None:
                asking.putheader(name, value)
        if method == "POST" and "content-length" not in sent:
            asking.putheader("content-length", str(len(body)))
        asking.endheaders(body or None)
        answer = asking.getresponse()
        found = Answer(answer.status, dict(answer.getheaders()), answer.read())
        asking.close()
        return found


@contextmanager
def served(
    folder: Path | None = None, password: str = "", cache: Path | None = None
) -> Iterator[Page]:
    """Run the page in a thread until the block ends.

    Args:
        folder: of the note; and of a club, where it is one.
        cache: of the club's templates.
    """
    club = folder if folder and (folder / "club.toml").is_file() else None
    settings = Settings("", None, club=club, club_cache=TemplateCache(cache))
    page = Page(settings, folder, "", password, 0)
    begun = threading.Event()
    thread = threading.Thread(target=page.run, args=(begun.set,))
    thread.start()
    assert begun.wait(20)
    try:
        yield page
    finally:
        page.end()
        thread.join(20)


def stranger(page: Page) -> Browser:
    """Return a browser that was not let in, but is our page's own otherwise."""
    return Browser(page.port, {"origin": page.origin, "sec-fetch-site": "same-origin"})


def let_in(page: Page) -> Browser:
    """Return a browser with a session and the token of its pages."""
    return come_in(page.launch_url())


def come_in(launch_url: str) -> Browser:
    """Return the same for an address that a page has said."""
    origin, _, path = launch_url.rpartition("/")
    port = int(origin.rpartition(":")[2])
    browser = Browser(port, {"origin": origin, "sec-fetch-site": "same-origin"})
    cookie = browser.get(f"/{path}", sec_fetch_site="none").headers["set-cookie"].partition(";")[0]
    browser.headers["cookie"] = cookie
    text = browser.get("/exercises").text
    browser.headers["x-form-token"] = text.partition('name="form-token" content="')[2][:64]
    return browser


def upload(browser: Browser, path: str, name: str, content: bytes) -> Answer:
    """Send a file as a form does."""
    edge = "----runstrong"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    return browser.post(path, body, content_type=f"multipart/form-data; boundary={edge}")

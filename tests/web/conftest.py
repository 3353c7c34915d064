from collections.abc import Iterator

import pytest

from runstrong_pdf.web.serving import Page
from tests.web.serving import Browser, let_in, served


@pytest.fixture(scope="session")
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the notes of running pages away from those of the computer's user."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("state")
        patch.setattr("runstrong_pdf.web.serving.user_state_path", lambda _: folder)
        yield


@pytest.fixture(scope="package")  # other tests use pdfium, which endures one thread alone
def page(state_folder: None) -> Iterator[Page]:  # noqa: ARG001  it has to be there before
    """The page as `runstrong serve` runs it."""
    with served() as running:
        yield running


@pytest.fixture
def browser(page: Page) -> Browser:
    """A browser that was let in."""
    return let_in(page)

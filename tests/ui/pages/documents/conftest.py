"""Pages of the sample strategy, made once for all tests that only look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli.main import main
from app.documents.page_index import INDEX_NAME, read_index
from model.language import Language
from ui.pages.documents.page_source import PageSource
from ui.pages.documents.preview_model import MadePages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.shell import FakeShell

EN, FR = Language.EN, Language.FR


def _no_editor(plan: Path | None, *, language: Language, author: str) -> int:
    raise AssertionError((plan, language, author))


@pytest.fixture(scope="session")
def made(_sample_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, MadePages]:
    """Return the pages of the sample's strategy in both languages."""
    pages = {}
    for language in (EN, FR):
        folder = tmp_path_factory.mktemp(language.value)
        arguments = ["preview", str(_sample_plan), "strategy", "--lang", language.value, "-o", str(folder)]
        assert main(["--ui-lang", "en", *arguments], _no_editor) == 0
        (pdf,) = folder.glob("*.pdf")
        pages[language] = MadePages(pdf, read_index(folder / INDEX_NAME))
    return pages


@pytest.fixture
def source(shell: FakeShell, tmp_path: Path) -> PageSource:
    """Return what draws pages; the window ends it when it closes."""
    return PageSource(shell.tasks, tmp_path, shell)

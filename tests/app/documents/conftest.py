"""The sample plan, made once for the tests of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.sample import build
from app.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="package")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample plan's file; tests do not change it."""
    path = tmp_path_factory.mktemp("sample") / "sample.jalon"
    build(path)
    return path


@pytest.fixture
def sample(sample_path: Path) -> Iterator[Workspace]:
    """Yield the sample plan, open for reading."""
    with Workspace.read(sample_path) as opened:
        yield opened

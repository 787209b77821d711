"""What every test starts from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtGui import QFontDatabase

from app import i18n
from app.resources import resource
from app.workspace import NewPlan, Workspace
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

# windows are tested without a screen; those marked "screen" are started with another platform
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# deadlines are timed assertions: a busy machine would break them
settings.register_profile("jalon", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("jalon")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep settings and backups of the account out of the tests, and start in English."""
    monkeypatch.setenv("JALON_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("JALON_SETTINGS", str(tmp_path_factory.mktemp("settings")))
    i18n.set_language(Language.EN)
    yield
    i18n.set_language(Language.EN)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Write in one typeface on every machine; ``JALON_TEST_FONT`` names another one to try."""
    for face in resource("templates", "fonts").glob("NotoSans-*.ttf"):
        QFontDatabase.addApplicationFont(str(face))
    font = qapp.font()
    font.setFamily(os.environ.get("JALON_TEST_FONT", "Noto Sans"))
    qapp.setFont(font)
    return qapp


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    """Return where a test's plan lies."""
    return tmp_path / "plan.jalon"


@pytest.fixture
def workspace(plan_path: Path) -> Iterator[Workspace]:
    """Yield a new plan of a real department, open for writing."""
    new = NewPlan("aafc-aac", "Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada", "2023-2024")
    with Workspace.create(plan_path, new, author="Test Author") as opened:
        yield opened

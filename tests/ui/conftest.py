"""What every test of the window starts from: our look, English, and a sample plan."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from app import i18n, sample
from model.language import Language
from tests.fakes.pseudo import PseudoTranslations
from tests.ui.driver import settle
from ui.application import Editor
from ui.language import LanguageSwitch
from ui.look.theme import Theme, ThemeChoice
from ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ui.window.plan_frame import PlanFrame


@pytest.fixture(autouse=True)
def _no_window_left(qapp: QApplication) -> Iterator[None]:
    """Delete what a test left open: its plan is closed, and a switch of language would read from it."""
    yield
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """Give the application our palette and sheet, and its font back afterwards."""
    font = qapp.font()
    theme = Theme(qapp, ThemeChoice.LIGHT)
    yield theme
    qapp.setFont(font)
    theme.choose(ThemeChoice.LIGHT)
    theme.deleteLater()


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[LanguageSwitch]:
    """Switch the interface language, and speak English again afterwards."""
    switch = LanguageSwitch(qapp)
    yield switch
    switch.switch(Language.EN)
    switch.deleteLater()


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch, languages: LanguageSwitch) -> Callable[[], None]:
    """Return what makes the window speak in brackets."""

    def speak() -> None:
        monkeypatch.setattr(i18n, "catalog", lambda _language: PseudoTranslations())
        languages.switch(Language.EN)

    return speak


@pytest.fixture(scope="session")
def _sample_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.jalon"
    sample.build(path, author="Test Author")
    return path


@pytest.fixture
def sample_plan(_sample_plan: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample plan that a test may change."""
    target = tmp_path / "sample.jalon"
    shutil.copy(_sample_plan, target)
    return target


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Editor]:
    """Yield the editor with its window on the screen and no plan."""
    settings = Settings(tmp_path / "settings" / "settings.json")
    settings.language = Language.EN
    settings.theme = ThemeChoice.LIGHT
    settings.has_motion = False
    font = qapp.font()
    opened = Editor(qapp, settings, author="Test Author")
    qtbot.addWidget(opened.window)
    opened.window.resize(1280, 760)
    with qtbot.waitSignal(opened.window.painted):
        opened.start()
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    yield opened
    opened.window.close()
    opened.languages.switch(Language.EN)
    opened.theme.choose(ThemeChoice.LIGHT)
    qapp.setFont(font)
    opened.deleteLater()


@pytest.fixture
def frame(editor: Editor, sample_plan: Path) -> PlanFrame:
    """Return the window of the sample plan, with its findings there."""
    assert editor.actions().open(sample_plan)
    opened = editor.window.frame
    assert opened is not None
    assert opened.session is not None
    opened.session.plan.findings.settle()
    settle()
    return opened

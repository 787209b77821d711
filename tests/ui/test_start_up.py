from __future__ import annotations

import gc
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject

from tests.fakes import gate
from ui import application
from ui.application import Editor
from ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

_AT_FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from ui.application import Editor
from ui.settings import Settings
application = QApplication([])
editor = Editor(application, Settings())
editor.window.painted.disconnect()
editor.window.painted.connect(application.quit)
editor.start()
application.exec()
heavy = {"sqlalchemy", "docx", "reportlab", "markdown_it", "babel", "yaml", "openpyxl", "pypdfium2", "PIL"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
print("Qt" in vars(sys.modules["PySide6.QtCore"]), "QStyle" in vars(sys.modules["PySide6.QtWidgets"]))
"""


def test_nothing_heavy_is_loaded_when_the_window_is_first_painted(tmp_path: Path) -> None:
    environment = {"QT_QPA_PLATFORM": "offscreen", "JALON_SETTINGS": str(tmp_path), "PATH": "/usr/bin:/bin"}

    first, second = (
        subprocess.run(
            [sys.executable, "-c", _AT_FIRST_PAINT],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.splitlines()
        for _start in range(2)
    )

    assert first[0] == second[0] == "[]"
    # only the first start asks the system for its scheme, and so has Qt's enumerations made
    assert second[1] == "False False"


def test_the_editor_is_loaded_with_pythons_own_import() -> None:
    script = "import builtins\nfrom ui.__main__ import load_editor\nload_editor()\nprint(builtins.__import__.__name__)"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.strip() != "__feature_import__"


class _AtClose(QObject):
    """Lets the slow module go on once the window is being closed, not before."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Close:
            gate.GATE.set()
        return False


@pytest.fixture
def loading(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    """Yield an editor on the screen that is still loading: its module waits until it is let go on."""
    monkeypatch.setattr(application, "HEAVY", ("tests.fakes.slow_module",))
    monkeypatch.delitem(sys.modules, "tests.fakes.slow_module", raising=False)
    gate.start_again()
    editor = Editor(qapp, Settings(tmp_path))
    qtbot.addWidget(editor.window)
    with qtbot.waitSignal(editor.window.painted):
        editor.start()
    qtbot.waitUntil(gate.REACHED.is_set)
    yield editor
    gate.GATE.set()
    editor.deleteLater()


def test_a_window_closed_while_it_loads_leaves_no_thread_behind(loading: Editor) -> None:
    filtering = _AtClose(loading.window)
    loading.window.installEventFilter(filtering)

    loading.window.close()

    assert application.LOADING not in [thread.name for thread in threading.enumerate()]


def test_nothing_is_collected_in_the_thread_that_loads(loading: Editor, qtbot: QtBot) -> None:
    during = gc.isenabled()

    gate.GATE.set()
    qtbot.waitUntil(gc.isenabled)

    assert not during
    assert loading.window.isVisible()

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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
heavy = {"sqlalchemy", "docx", "reportlab", "markdown_it", "babel", "yaml", "openpyxl", "pypdfium2"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


def test_nothing_heavy_is_loaded_when_the_window_is_first_painted(tmp_path: Path) -> None:
    environment = {"QT_QPA_PLATFORM": "offscreen", "JALON_SETTINGS": str(tmp_path), "PATH": "/usr/bin:/bin"}

    done = subprocess.run(
        [sys.executable, "-c", _AT_FIRST_PAINT], env=environment, capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == "[]"

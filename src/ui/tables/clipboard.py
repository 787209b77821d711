"""Rows for a spreadsheet, put together part by part: all of 20,000 at once would stop the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from app.spreadsheet_text import to_tabs

if TYPE_CHECKING:
    from collections.abc import Iterable


class RowsToCopy:
    """Gathers rows, none of their cells a formula, and puts them on the clipboard together."""

    def __init__(self) -> None:
        self._bytes = QByteArray()

    def add(self, rows: Iterable[Iterable[str]]) -> None:
        """Add rows below the others."""
        if self._bytes.size():
            self._bytes.append(b"\n")
        self._bytes.append(to_tabs(rows).encode())

    def put(self) -> None:
        """Put them on the clipboard; the system makes its own kind of text of them when somebody pastes."""
        rows = QMimeData()
        rows.setData("text/plain", self._bytes)
        QGuiApplication.clipboard().setMimeData(rows)

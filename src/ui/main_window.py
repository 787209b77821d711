"""The one window: the start page, or the frame of an open plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from app.i18n import _
from ui.look.measure import LEAST_HEIGHT, LEAST_WIDTH, px
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from ui.pages.start.page import StartPage
    from ui.window.plan_frame import PlanFrame


class MainWindow(Retranslated, QMainWindow):
    """Shows one thing at a time, and says once when it is on the screen."""

    painted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = False
        self.frame: PlanFrame | None = None
        self.setWindowTitle("Jalon")
        room = self.screen().availableSize()
        wanted = QSize(px(1280), px(760)).boundedTo(room)
        # also where the font is large and the screen small
        self.setMinimumSize(QSize(px(LEAST_WIDTH), px(LEAST_HEIGHT)).boundedTo(room))
        self.resize(wanted)

    def show_start(self, page: StartPage) -> None:
        """Show the start page; the plan that was open is let go."""
        self.close_plan()
        self.setCentralWidget(page)
        self.bind(self.setWindowTitle, "Jalon")

    def show_frame(self, frame: PlanFrame, title: Callable[[], str]) -> None:
        """Show an open plan instead of the start page or the plan before."""
        self.close_plan()
        self.frame = frame
        self.setCentralWidget(frame)
        self.bind(self.setWindowTitle, lambda: _("{title} – Jalon").format(title=title()))

    def close_plan(self) -> None:
        """Let the plan go; everything was saved before."""
        if self.frame is not None:
            frame, self.frame = self.frame, None
            frame.close_plan()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Tell once that the window is on the screen: what is heavy is loaded after that."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Let the plan go and end."""
        self.close_plan()
        self.closed.emit()
        super().closeEvent(event)

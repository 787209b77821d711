"""The sheet that the pages lie on, with the banner below a page's header and the toast over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.look.measure import px
from ui.pages.page import Page
from ui.widgets.banner import Banner
from ui.widgets.frames import column
from ui.window.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from ui.widgets.pill import Tone
    from ui.widgets.texts import Words


class PageArea(QFrame):
    """Shows one page at a time; built pages are kept."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        whole = column(self)
        whole.setContentsMargins(1, 1, 1, 1)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        self.toast = Toast(self)
        self._banner: QWidget | None = None

    def keep(self, page: QWidget) -> bool:
        """Have a page behind the one in front; tell whether it is a new one."""
        is_new = self.stack.indexOf(page) < 0
        if is_new:
            self.stack.addWidget(page)
        return is_new

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, with the banner if there is one."""
        self.keep(page)
        self.stack.setCurrentWidget(page)
        self._place_banner()

    def current(self) -> QWidget | None:
        """Return the page in front."""
        return self.stack.currentWidget()

    def remove_pages(self) -> None:
        """Forget every page; a plan is closed."""
        self.hide_banner()
        front = self.stack.currentWidget()
        for page in sorted(self.stack.findChildren(Page), key=lambda page: page is front):  # else others are shown
            self.stack.removeWidget(page)
            page.deleteLater()

    def show_banner(
        self, words: Words, *, tone: Tone, icon: str, action: Words | None, do: Callable[[], object] | None
    ) -> Banner:
        """Show one banner instead of the one before."""
        self.hide_banner()
        banner = Banner(words, tone=tone, icon=icon, action=action)
        banner.closed.connect(self.hide_banner)
        if do is not None:
            banner.acted.connect(do)
        self._banner = QWidget()
        inner = column(self._banner, margins=(24, 0, 20, 10))
        inner.addWidget(banner)
        self._place_banner()
        return banner

    def hide_banner(self) -> None:
        """Take the banner away."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep the toast at its place."""
        super().resizeEvent(event)
        self.toast.place()
        self.resized.emit()

    def _place_banner(self) -> None:
        page = self.stack.currentWidget()
        layout = page.layout() if page is not None else None
        if self._banner is None or layout is None:
            return
        insert = getattr(layout, "insertWidget", None)
        if insert is not None:
            headed = isinstance(page, Page) and page.has_header
            inner = self._banner.layout()
            if inner is not None:  # where no header stands above it, it keeps off the sheet's edge
                inner.setContentsMargins(px(24), 0 if headed else px(14), px(20), px(10))
            insert(1 if headed else 0, self._banner)
            self._banner.show()

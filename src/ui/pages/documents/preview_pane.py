"""The right part of the documents page: real pages on the desk, with ways to turn and magnify them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.i18n import _
from model.language import Language
from ui.look.tokens import Role, Size
from ui.pages.documents.page_view import PageView
from ui.pages.strategy.state_words import language_name
from ui.widgets.button import IconButton
from ui.widgets.choice import Option, Segments
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from ui.pages.documents.preview_model import Preview


class PreviewPane(Retranslated, QFrame):
    """Shows the pages of one document, in one language or both abreast."""

    refresh_asked = Signal()

    def __init__(self, preview: Preview, order: tuple[Language, Language]) -> None:
        super().__init__()
        self.setObjectName("desk")
        self._preview = preview
        self._order = order
        self._abreast = False
        self._languages: tuple[Language, ...] = order
        whole = column(self, margins=(8, 6, 8, 8), gap=4)
        whole.addWidget(self._make_bar(order))
        self.view = PageView()
        self.view.moved.connect(self._say_page)
        self._making = Label(lambda: _("Making the pages…"), role=Role.TEXT2)
        self._making.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.trouble = EmptyState(
            "circle-alert",
            lambda: _("The pages could not be made"),
            lambda: self._preview.problem,
            link=lambda: _("Try again"),
        )
        self.trouble.link_clicked.connect(self.refresh_asked)
        self._kinds = QStackedWidget()
        for kind in (self.view, self._making, self.trouble):
            self._kinds.addWidget(kind)
        whole.addWidget(self._kinds, 1)
        preview.changed.connect(self.refresh)

    def _make_bar(self, order: tuple[Language, Language]) -> QWidget:
        bar = QWidget()
        lines = column(bar, gap=2, margins=(6, 2, 6, 2))
        self._line, self._below = line, below = row(gap=4), row(gap=4)
        lines.addLayout(line)
        lines.addLayout(below)
        self.before = IconButton(lambda: _("Page before"), "chevron-left")
        self.after = IconButton(lambda: _("Page after"), "chevron-right")
        self.page = Label("", role=Role.TEXT2, tabular=True)
        self.update_button = IconButton(lambda: _("The plan has changed: make the pages anew"), "refresh-cw")
        self.update_button.setObjectName("update_preview")
        self.language = Segments(
            lambda: _("Language of the pages"),
            [Option(one.value, lambda one=one: language_name(one)) for one in order],  # type: ignore[misc]
        )
        self.both = Label(lambda: _("English and French"), role=Role.TEXT2, size=Size.BODY)
        self.smaller = IconButton(lambda: _("Smaller"), "zoom-out")
        self.larger = IconButton(lambda: _("Larger"), "zoom-in")
        for widget in (self.before, self.page, self.after):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.update_button)
        below.addStretch(1)
        self._choices = (self.both, self.language, self.smaller, self.larger)
        self.set_narrow(narrow=False)
        self.before.clicked.connect(lambda: self.view.go(self.view.page() - 1))
        self.after.clicked.connect(lambda: self.view.go(self.view.page() + 1))
        self.smaller.clicked.connect(lambda: self.view.zoom_by(-1))
        self.larger.clicked.connect(lambda: self.view.zoom_by(1))
        self.language.chosen.connect(lambda _value: self.refresh())
        self.update_button.clicked.connect(self.refresh_asked)
        return bar

    def set_abreast(self, abreast: bool) -> None:
        """Show both languages beside each other where there is room."""
        if abreast != self._abreast:
            self._abreast = abreast
            self.refresh()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put language and magnification into a line of their own where one has no room for everything."""
        for at, widget in enumerate(self._choices):
            if narrow:  # the language stands at the left of its line
                self._below.insertWidget(at + (at > 1), widget)
            else:
                self._line.addWidget(widget)

    def set_languages(self, languages: tuple[Language, ...]) -> None:
        """Show the languages that are to be exported."""
        wanted = tuple(one for one in self._order if one in languages)
        if wanted != self._languages:
            self._languages = wanted
            self.refresh()

    def refresh(self) -> None:
        """Show what is there now."""
        two = len(self._languages) > 1
        abreast = two and self._abreast
        self.language.setVisible(two and not abreast)
        self.both.setVisible(abreast)
        shown = self._languages
        if two and not abreast:
            shown = (Language(self.language.value()),)
        columns = [pages for one in shown if (pages := self._preview.pages(one))]
        has_pages = bool(columns)
        for button in (self.before, self.after, self.smaller, self.larger):
            button.setEnabled(has_pages)
        self.update_button.setVisible(has_pages and self._preview.is_stale and not self._preview.is_making)
        self.view.show_columns(columns)
        if self._preview.problem and not self._preview.is_making:
            self._kinds.setCurrentWidget(self.trouble)
        else:
            self._kinds.setCurrentWidget(self.view if has_pages else self._making)
        self._say_page(self.view.page(), self.view.pages())

    def _say_page(self, page: int, total: int) -> None:
        self.page.say((lambda: _("Page {page} of {total}").format(page=page, total=total)) if total else "")

    def retranslate(self) -> None:
        """Say the page in the other language."""
        super().retranslate()
        self._say_page(self.view.page(), self.view.pages())

"""The right part of the documents page: real pages on the desk, and what leads to them and from them to the plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.i18n import _, language
from model.language import Language
from ui.look.tokens import Role
from ui.pages.documents.page_bar import PageBar
from ui.pages.documents.page_grid import FIT_WIDTH
from ui.pages.documents.page_panel import PagePanel
from ui.pages.documents.page_view import PageView
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.pill import Tone
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.documents.page_view import Anchor
    from ui.pages.documents.preview_model import Preview

_PANEL: Final = 264


class PreviewPane(Retranslated, QFrame):
    """Shows the pages of one document, in one language or both abreast."""

    refresh_asked = Signal()
    open_asked = Signal(str, object)  # the name of a heading, and the language of its page
    panel_shown = Signal(bool)

    def __init__(self, preview: Preview, order: tuple[Language, Language], can_open: Callable[[str], bool]) -> None:
        """Show what ``preview`` makes.

        Args:
            preview: makes the pages.
            order: the languages, the first one at the left.
            can_open: says of a heading's name whether it leads to a place of the plan.
        """
        super().__init__()
        self.setObjectName("desk")
        self._preview, self._order, self._can_open = preview, order, can_open
        self._abreast = False
        self._languages: tuple[Language, ...] = order
        self._spoken: tuple[Language, ...] = ()  # of the pages that are shown
        self._anchors: dict[str, Anchor] = {}  # where the reader was in each document
        self._wanted = ""  # a heading to go to once its page is there
        self.bar = PageBar(order)
        self.bar.language.set_value(language().value)
        self.view = PageView(preview.source, can_open)
        self.panel = PagePanel(preview.source)
        self.panel.set_column(_PANEL)
        self.panel.hide()
        self._make_states()
        self._lay_out()
        self._connect()
        self._add_shortcuts()

    def _make_states(self) -> None:
        self.making = Label(lambda: _("Making the pages…"), role=Role.TEXT2)
        self.making.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.trouble = EmptyState(
            "circle-alert",
            lambda: _("The pages could not be made"),
            lambda: self._preview.problem,
            link=lambda: _("Try again"),
        )
        self.given_up = EmptyState(
            "file-text",
            lambda: _("The pages were not made"),
            lambda: _("Making them was cancelled. An export does not need them."),
            link=lambda: _("Make the pages"),
        )
        self.stale = Banner(
            lambda: _("The plan has changed since these pages were made."),
            tone=Tone.WARN,
            icon="refresh-cw",
            action=lambda: _("Make them again (F5)"),
        )
        self.stale.cross.hide()
        self.stale.hide()

    def _lay_out(self) -> None:
        whole = column(self, margins=(8, 6, 8, 8), gap=6)
        whole.addWidget(self.bar)
        whole.addWidget(self.stale)
        beside = row()
        beside.addWidget(self.panel)
        self._kinds = QStackedWidget()
        for kind in (self.view, self.making, self.trouble, self.given_up):
            self._kinds.addWidget(kind)
        beside.addWidget(self._kinds, 1)
        whole.addLayout(beside, 1)

    def _connect(self) -> None:
        bar, view, panel = self.bar, self.view, self.panel
        for state in (self.trouble, self.given_up):
            state.link_clicked.connect(self.refresh_asked)
        self.stale.acted.connect(self.refresh_asked)
        self._preview.changed.connect(self.refresh)
        bar.turned.connect(view.turn)
        bar.page_asked.connect(view.go)
        bar.language_chosen.connect(self.refresh)
        bar.zoom_chosen.connect(view.set_zoom)
        bar.zoom_stepped.connect(view.zoom_by)
        bar.panel_asked.connect(lambda: self.show_panel(shown=self.panel.isHidden()))
        bar.open_asked.connect(self._open)
        view.moved.connect(self._follow)
        view.heading_chosen.connect(self._open_heading)
        panel.heading_picked.connect(view.go_to_heading)
        panel.page_picked.connect(view.go)
        panel.hit_picked.connect(view.go_to_hit)
        panel.hits_changed.connect(view.set_hits)

    def _add_shortcuts(self) -> None:
        for keys, do in (
            ("Ctrl+F", self._find),
            ("Ctrl+G", self._ask_page),
            ("Ctrl++", partial(self.view.zoom_by, 1)),
            ("Ctrl+=", partial(self.view.zoom_by, 1)),
            ("Ctrl+-", partial(self.view.zoom_by, -1)),
            ("Ctrl+0", partial(self.view.set_zoom, FIT_WIDTH)),
            ("F5", self.refresh_asked.emit),
            ("Ctrl+Shift+P", self._open),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)  # while this is shown, wherever the focus is
            shortcut.activated.connect(do)

    # how it is arranged

    def set_abreast(self, abreast: bool) -> None:
        """Show both languages beside each other where there is room."""
        if abreast != self._abreast:
            self._abreast = abreast
            self.refresh()

    def set_languages(self, languages: tuple[Language, ...]) -> None:
        """Show the languages that are to be exported."""
        wanted = tuple(one for one in self._order if one in languages)
        if wanted != self._languages:
            self._languages = wanted
            self.refresh()

    def show_panel(self, *, shown: bool) -> None:
        """Show what leads to the pages, or hide it."""
        had_focus = self.panel.isAncestorOf(self.window().focusWidget() or self)
        self.panel.setVisible(shown)
        self.bar.panel.set_on(shown)
        if had_focus and not shown:
            self.view.setFocus()
        self.panel_shown.emit(shown)

    def languages(self) -> tuple[Language, ...]:
        """Return the languages that are shown, from the left."""
        if len(self._languages) > 1 and not self._abreast:
            return (Language(self.bar.language.value()),)
        return self._languages

    # what is shown

    def refresh(self) -> None:
        """Show what is there now."""
        two = len(self._languages) > 1
        self.bar.show_languages(two=two, abreast=two and self._abreast)
        made = {spoken: one for spoken in self.languages() if (one := self._preview.made(spoken)) is not None}
        self._spoken, shown = tuple(made), tuple(made.values())
        was_empty, before = not self.view.pages(), self._anchors.get(self._preview.document)
        self.view.show_documents(shown)
        if was_empty and before is not None:
            self.view.restore(before)
        self.panel.show_documents(shown)
        self.stale.setVisible(bool(shown) and self._preview.is_stale and not self._preview.is_making)
        self._kinds.setCurrentWidget(self._state(has_pages=bool(shown)))
        self._go_on()
        self._follow()

    def _state(self, *, has_pages: bool) -> QWidget:
        if not self._preview.is_making:
            if self._preview.problem:
                return self.trouble
            if self._preview.is_given_up and not has_pages:
                return self.given_up
        return self.view if has_pages else self.making

    def go_to_heading(self, name: str, spoken: Language | None) -> None:
        """Bring a heading into sight, now or when its page is made."""
        self._wanted = name
        if spoken is not None and len(self._languages) > 1 and not self._abreast:
            self.bar.language.set_value(spoken.value)
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        if self._wanted and (self.view.go_to_heading(self._wanted) or not self._preview.is_making):
            self._wanted = ""

    def _follow(self) -> None:
        """Say which page is in sight, and which heading."""
        view = self.view
        now = view.anchor()
        if now is not None:
            self._anchors[self._preview.document] = now
        self.bar.show_page(view.page(), view.pages())
        self.bar.show_zoom(view.zoom(), view.share())
        heading = view.heading()
        self.bar.show_open(heading.text if heading is not None and self._can_open(heading.name) else "")
        self.panel.follow(view.page(), view.heading_position())

    # what is done

    def _open(self) -> None:
        heading = self.view.heading()
        if heading is not None:
            self._open_heading(heading.name, 0)

    def _open_heading(self, name: str, column: int) -> None:
        if self._can_open(name):
            self.open_asked.emit(name, self._spoken[column])

    def _find(self) -> None:
        self.show_panel(shown=True)
        self.panel.take_focus()

    def _ask_page(self) -> None:
        if self.bar.number.isEnabled():
            self.bar.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

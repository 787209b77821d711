"""The texts of a section side by side, as rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.i18n import _
from model.language import Language
from ui.look.measure import letters, px
from ui.look.tokens import Role, Size
from ui.pages.pair_state import pair_pill
from ui.pages.strategy.figures import PlanFigures
from ui.pages.strategy.state_words import language_name
from ui.pages.strategy.text_edit import SectionEdit
from ui.widgets.field_frame import FieldFrame
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.pill import StatusPill
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.strategy.figures import LiveFigures
    from app.translation import PairRow
    from ui.open_plan import OpenPlan

_STACKED_BELOW = 420
_HEIGHT = 260


class SectionPair(Retranslated, QWidget):
    """Two editors of small Markdown; each commits when it is left."""

    committed = Signal(object, str)  # Language
    drafted = Signal(object, str)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, plan: OpenPlan, figures: LiveFigures) -> None:
        super().__init__()
        self._plan = plan
        order = (Language.FR, Language.EN) if plan.french_first else (Language.EN, Language.FR)
        whole = column(self, gap=5)
        head = row(gap=8)
        head.addWidget(Label(lambda: _("Text of the section"), strong=True), 1)
        self._pill = StatusPill()
        head.addWidget(self._pill)
        whole.addLayout(head)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(8))
        whole.addLayout(self._pair, 1)
        self._edits = {language: SectionEdit(PlanFigures(figures, language)) for language in order}
        for language in order:
            self._pair.addWidget(self._frame(language), 1)
        self._restyle = QTimer(self)
        self._restyle.setSingleShot(True)
        self._restyle.setInterval(0)
        for edit in self._edits.values():
            self._restyle.timeout.connect(edit.restyle)

    def _frame(self, language: Language) -> QWidget:
        edit = self._edits[language]
        edit.setObjectName(f"section_{language}")
        self.bind(
            edit.setAccessibleName,
            lambda: (
                _("{field}, in French").format(field=_("Text of the section"))
                if language is Language.FR
                else _("{field}, in English").format(field=_("Text of the section"))
            ),
        )
        frame = FieldFrame()
        frame.lead_to(edit)
        frame.setMinimumHeight(px(_HEIGHT))
        inner = column(frame, gap=4, margins=(10, 6, 4, 6))
        inner.addWidget(Label(lambda: language_name(language), size=Size.CAPTION, role=Role.TEXT2, strong=True))
        inner.addWidget(edit, 1)
        edit.committed.connect(lambda text: self.committed.emit(language, text))
        edit.drafted.connect(lambda text: self.drafted.emit(language, text))
        edit.undo_asked.connect(self.undo_asked)
        edit.redo_asked.connect(self.redo_asked)
        edit.strong_asked.connect(edit.toggle_strong)
        edit.emphasis_asked.connect(edit.toggle_emphasis)
        return frame

    def editor(self, language: Language) -> SectionEdit:
        """Return the editor of one language."""
        return self._edits[language]

    def show_row(self, shown: PairRow) -> None:
        """Show a section's texts; what is being typed in the same ones stays."""
        self._pill.set_pill(pair_pill(shown))
        for language, edit in self._edits.items():
            edit.setReadOnly(self._plan.read_only)
            edit.set_markdown(shown.text.text(language))

    def offer_draft(self, language: Language, text: str) -> None:
        """Show a text that was typed and not committed."""
        self._edits[language].offer_draft(text)

    def commit(self) -> None:
        """Hand over what was typed."""
        for edit in self._edits.values():
            edit.commit()

    def take_focus(self, language: Language | None) -> None:
        """Put the cursor into one side."""
        chosen = language or next(iter(self._edits))
        self._edits[chosen].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Stand side by side where there is room."""
        super().resizeEvent(event)
        narrow = letters(self.width()) < _STACKED_BELOW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._pair.direction() is not way:
            self._pair.setDirection(way)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme and the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange}:
            self._restyle.start()  # a change of theme comes as several events

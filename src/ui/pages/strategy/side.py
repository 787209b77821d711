"""One language of a section: its state, its heading, its text and what keeps it alive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.i18n import _, ngettext
from ui.look.icons import SMALL, pixmap
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.strategy.state_words import language_name, side_pill
from ui.pages.strategy.text_edit import SectionEdit
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.pill import StatusPill
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from app.strategy.sections import SectionCard
    from model.language import Language
    from ui.pages.strategy.figures import Figures

_COLUMN: Final = 640  # some eighty letters of running text


class Side(Retranslated, QWidget):
    """Shows one language of the open section and says what was typed in it."""

    committed = Signal(str)
    drafted = Signal(str)

    def __init__(self, language: Language, figures: Figures) -> None:
        super().__init__()
        self.language = language
        self._heading = ""
        self._restyle = QTimer(self)
        self._restyle.setSingleShot(True)
        self._restyle.setInterval(0)
        whole = column(self, margins=(20, 14, 14, 10))
        self._whole = whole
        head = row(gap=8)
        self._name = Label(lambda: language_name(language), role=Role.TEXT2, strong=True)
        self.pill = StatusPill()
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self.pill)
        whole.addLayout(head)
        whole.addSpacing(px(8))
        self.heading = Label("", size=Size.TITLE, strong=True, wrap=True)
        self.heading.setContentsMargins(px(2), 0, 0, 0)  # where the letters of the text begin
        self.heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole.addWidget(self.heading)
        whole.addSpacing(px(8))
        self.edit = SectionEdit(figures)
        self.edit.setObjectName(f"text_{language}")
        self.edit.setMaximumWidth(px(_COLUMN))
        whole.addWidget(self.edit, 1)
        self._foot = row(gap=6)
        self._figure_icon = QLabel()
        self._figure_count = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        self._foot.addWidget(self._figure_icon, 0, Qt.AlignmentFlag.AlignTop)
        self._foot.addWidget(self._figure_count, 1)
        whole.addSpacing(px(6))
        whole.addLayout(self._foot)
        self.edit.committed.connect(self.committed)
        self.edit.drafted.connect(self.drafted)
        self.edit.textChanged.connect(self._count)
        self._restyle.timeout.connect(self.edit.restyle)
        self.bind(self.edit.setAccessibleName, self._spoken)
        self._draw()

    def _spoken(self) -> str:
        return _("{language} text of {section}").format(language=language_name(self.language), section=self._heading)

    def show_card(self, card: SectionCard, *, read_only: bool) -> None:
        """Show a section; what is being typed in the same section stays."""
        number = f"{card.row.number} " if card.row.number else ""
        self._heading = f"{number}{card.row.title.text(self.language)}"
        self.heading.say(self._heading)
        self.pill.set_pill(side_pill(self.language, card.row.states[self.language]))
        self.edit.set_guidance(card.guidance.text(self.language))
        self.edit.setReadOnly(read_only)
        self.edit.set_markdown(card.text.text(self.language))
        self.bind(self.edit.setAccessibleName, self._spoken)
        self._count()

    def refresh_figures(self) -> None:
        """Bring the live figures up to date."""
        self.edit.refresh_figures()
        self._count()

    def _count(self) -> None:
        count = self.edit.figure_count()
        words = ngettext(
            "{count} live figure · follows the plan", "{count} live figures · follow the plan", count
        ).format(count=count)
        self._figure_count.say(words if count else "")
        self._figure_icon.setVisible(bool(count))

    def _draw(self) -> None:
        self._figure_icon.setPixmap(pixmap("chart-column", Role.ACCENT, SMALL))
        self._figure_icon.setAccessibleName("")

    def retranslate(self) -> None:
        """Say names and counts in the other language."""
        super().retranslate()
        self._count()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme and the platform's font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange}:
            self._draw()
            self._restyle.start()  # a change of theme comes as several events

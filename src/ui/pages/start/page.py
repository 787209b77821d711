"""The start page, painted before anything else of the program is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStylePainter, QWidget

from app import i18n
from app.i18n import _
from model.language import Language
from ui.language import other_language, switch_words
from ui.look.icons import pixmap
from ui.look.measure import font, letters, px
from ui.look.paint import WRAPPED_CENTRE, role_pen, smooth, write_all
from ui.look.tokens import Role, Size
from ui.pages.steps import Step, step_name
from ui.widgets.action_row import ActionRow
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.frames import Card, Hairline, Scroll, clear, column, row
from ui.widgets.label import Label
from ui.widgets.ring import paint_ring
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.settings import Settings

_WIDEST: Final = 940
_FOLDS: Final = 760


class _Line(Retranslated, QWidget):
    """The seven steps as they lie ahead: the line of stakes, still empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, self._spoken)

    def _spoken(self) -> str:
        names = ", ".join(step_name(step) for step in Step)
        return _("The steps of a plan: {steps}").format(steps=names)

    def retranslate(self) -> None:
        """Draw the other language's names."""
        super().retranslate()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for rings and two lines of names."""
        line = Label(size=Size.CAPTION).fontMetrics().height()
        return QSize(px(300), px(24) + 2 * line)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw rings on a line, and their names below."""
        painter = smooth(QStylePainter(self))
        steps = list(Step)
        slot = self.width() / len(steps)
        radius, middle = px(7), px(9)
        line = QPainterPath(QPointF(slot / 2, middle))
        line.lineTo(QPointF(self.width() - slot / 2, middle))
        painter.strokePath(line, role_pen(Role.CONTROL, 1.5))
        face = font(Size.CAPTION)
        for index, step in enumerate(steps):
            centre = (index + 0.5) * slot
            ring = QRectF(centre - radius, middle - radius, 2 * radius, 2 * radius)
            paint_ring(painter, ring, 0, complete=False, ground=Role.SHEET)
            words = QRectF(index * slot + 2, middle + px(13), slot - 4, self.height() - middle - px(13))
            write_all(painter, words, step_name(step), Role.TEXT2, face=face, align=WRAPPED_CENTRE)


class StartPage(Retranslated, QWidget):
    """What to begin with; recent plans are shown with the title of the interface language."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    import_asked = Signal()
    plan_chosen = Signal(object)  # Path
    settings_asked = Signal()
    language_asked = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        outer = column(self, margins=(18, 4, 18, 18))
        outer.addLayout(self._bar())
        sheet = QFrame()
        sheet.setObjectName("sheet")
        ground = QWidget()
        inner = column(sheet)
        inner.addWidget(Scroll(ground))
        outer.addWidget(sheet, 1)
        across = QHBoxLayout(ground)
        across.setContentsMargins(px(24), 0, px(24), 0)
        self._body = QWidget()
        self._body.setMaximumWidth(px(_WIDEST))
        across.addStretch(1)
        across.addWidget(self._body, 1000)
        across.addStretch(1)
        whole = column(self._body, gap=0, margins=(0, 0, 0, 24))
        whole.addStretch(2)
        whole.addLayout(self._head())
        whole.addSpacing(px(26))
        self._pair = QHBoxLayout()
        self._pair.setSpacing(px(14))
        self._begin, self._recent_card = self._begin_card(), Card(lambda: _("Recent plans"))
        self._recent_card.body.setSpacing(0)
        self._pair.addWidget(self._begin, 1)
        self._pair.addWidget(self._recent_card, 1)
        whole.addLayout(self._pair)
        whole.addSpacing(px(34))
        self._line = _Line()
        whole.addWidget(self._line)
        whole.addStretch(3)
        self.show_recent()
        self.setTabOrder(self._begin, self._recent_card)

    def _head(self) -> QHBoxLayout:
        line = row(gap=16)
        self._mark = QLabel()
        self._draw()
        above = column()
        above.addWidget(self._mark)
        above.addStretch(1)
        line.addLayout(above)
        words = column(gap=2)
        words.addWidget(Label("Jalon", size=Size.FIGURE, strong=True))
        promise = Label(
            lambda: _("Your department’s service management strategy, in both official languages, in one file."),
            role=Role.TEXT2,
            wrap=True,
        )
        words.addWidget(promise)
        line.addLayout(words, 1)
        return line

    def _bar(self) -> QHBoxLayout:
        line = row(gap=4)
        line.addStretch(1)
        self.language = Button(other_language, kind=Kind.QUIET, icon="languages")
        self.language.bind(self.language.setAccessibleName, switch_words)
        self.language.clicked.connect(self.language_asked)
        self.settings_button = Button(lambda: _("Settings"), kind=Kind.QUIET, icon="settings")
        self.settings_button.clicked.connect(self.settings_asked)
        for part in (self.settings_button, self.language):
            line.addWidget(part)
        return line

    def _begin_card(self) -> Card:
        card = Card(lambda: _("Begin"))
        card.body.setSpacing(px(2))
        self.new = Button(lambda: _("New plan…"), kind=Kind.PRIMARY, icon="plus")
        self.new.clicked.connect(self.new_asked)
        left = row()
        left.addWidget(self.new)
        left.addStretch(1)
        card.body.addLayout(left)
        card.body.addSpacing(px(8))
        self.import_row = ActionRow(
            "download",
            lambda: _("Import an inventory…"),
            lambda: _("A new plan from the registry’s CSV or XLSX files"),
        )
        self.open_row = ActionRow("folder-open", lambda: _("Open a plan…"), lambda: _("A file that ends in .jalon"))
        self.sample_row = ActionRow(
            "milestone",
            lambda: _("Look at the sample plan"),
            lambda: _("A fictional department with its services over two years"),
        )
        for part, signal in (
            (self.import_row, self.import_asked),
            (self.open_row, self.open_asked),
            (self.sample_row, self.sample_asked),
        ):
            part.clicked.connect(signal)
            card.body.addWidget(part)
        return card

    def show_recent(self) -> None:
        """Show the plans that were opened last."""
        clear(self._recent_card.body)
        recent = self._settings.recent
        if not recent:
            none = Label(lambda: _("Plans that you open are listed here."), role=Role.TEXT2, wrap=True)
            self._recent_card.body.addWidget(none)
        for index, (path, title_en, title_fr) in enumerate(recent[:5]):
            if index:
                self._recent_card.body.addWidget(Hairline())
            self._recent_card.body.addLayout(self._recent_row(path, title_en, title_fr))

    def _recent_row(self, path: Path, title_en: str, title_fr: str) -> QHBoxLayout:
        def title() -> str:
            wanted, other = (title_fr, title_en) if i18n.language() is Language.FR else (title_en, title_fr)
            return wanted or other or path.stem

        line = row(gap=2)
        entry = ActionRow("file-text", title, _short(path))
        entry.setToolTip(str(path))
        entry.clicked.connect(lambda: self.plan_chosen.emit(path))
        forget = IconButton(lambda: _("Take {name} from this list").format(name=path.name), "x")
        forget.clicked.connect(lambda: self._forget(path))
        line.addWidget(entry, 1)
        line.addWidget(forget)
        return line

    def _forget(self, path: Path) -> None:
        self._settings.forget(path)
        self.show_recent()
        self.new.setFocus()

    def take_focus(self) -> None:
        """Give the first action the focus."""
        self.new.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Put both cards below each other where it is narrow."""
        super().resizeEvent(event)
        narrow = letters(self.width()) < _FOLDS
        self._pair.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)
        self._line.setVisible(not narrow)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is event.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._mark.setPixmap(pixmap("milestone", Role.ACCENT, 40))


def _short(path: Path) -> str:
    """Return a path with the home folder as a tilde."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)

"""The bar above the page: plan, fiscal year, languages, search, undo and redo, guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from app.formats import format_number
from app.i18n import _, ngettext, pgettext
from ui.language import other_language, switch_words
from ui.look.icons import NORMAL, draw_icon, pixmap
from ui.look.measure import font, px
from ui.look.paint import RIGHT, edged, focus_ring, smooth, write
from ui.look.tokens import Role, Size
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.frames import column, row
from ui.widgets.label import ElidedLabel
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_HEIGHT: Final = 48
_LONG: Final = 320
_SHORTCUT: Final = "Ctrl+K"
SHORTEST: Final = 3  # how many parts can fold


class SearchButton(Retranslated, QPushButton):
    """Looks like a field and opens the search; folds to its icon and shortcut."""

    def __init__(self) -> None:
        super().__init__()
        self.is_short = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, self._words)
        self.bind(self.setToolTip, lambda: f"{self._words()} ({_SHORTCUT})")

    def _words(self) -> str:
        return _("Search or run a command")

    def set_short(self, *, short: bool) -> None:
        """Show icon and shortcut alone, or the words too."""
        self.is_short = short
        self.updateGeometry()

    def room(self, *, short: bool) -> int:
        """Return the width with the shortcut alone, or with the words too."""
        caption = QFontMetrics(font(Size.CAPTION)).horizontalAdvance(_SHORTCUT)
        width = px(36) + caption + px(14)
        if short:
            return width
        return max(px(_LONG), width + QFontMetrics(font()).horizontalAdvance(self._words()) + px(20))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the words and the shortcut."""
        return QSize(self.room(short=self.is_short), max(px(30), QFontMetrics(font()).height() + px(12)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Never lose the shortcut."""
        return self.sizeHint()

    def retranslate(self) -> None:
        """Words have another width in the other language."""
        super().retranslate()
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the frame of a field with its icon, words and shortcut."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        edged(painter, box, Role.SUNKEN if self.underMouse() else Role.SHEET, Role.CONTROL, radius=6)
        draw_icon(painter, "search", Role.TEXT2, px(10), (self.height() - px(NORMAL)) / 2)
        inner = box.adjusted(px(36), 0, -px(10), 0)
        if self.is_short:
            write(painter, inner, _SHORTCUT, Role.TEXT2, face=font(Size.CAPTION))
        else:
            write(painter, inner, self._words(), Role.TEXT2)
            key = font(Size.CAPTION)
            write(painter, inner, _SHORTCUT, Role.TEXT2, face=key, align=RIGHT)
        if self.hasFocus():
            focus_ring(painter, box)


class TopBar(Retranslated, QWidget):
    """What belongs to the whole plan; parts fold one after the other where there is no room."""

    year_chosen = Signal(str)
    content_chosen = Signal(str)
    language_asked = Signal()
    search_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    guide_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(px(_HEIGHT))
        line = row(self, gap=8, margins=(18, 4, 10, 4))
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what is unfolded now may fold
        self._mark = QLabel()
        line.addWidget(self._mark)
        line.addSpacing(px(2))
        words = column(gap=0)
        words.setContentsMargins(0, 0, 0, 0)
        self.title = ElidedLabel("", strong=True)
        self.department = ElidedLabel("", size=Size.CAPTION, role=Role.TEXT2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.department)
        words.addStretch(1)
        line.addLayout(words, 1)
        self.year = Choice(lambda: _("Fiscal year"))
        self.content = Segments(lambda: _("Language of the content"), self._content_options())
        self.search = SearchButton()
        self.undo = IconButton(lambda: _("Undo"), "undo-2")
        self.redo = IconButton(lambda: _("Redo"), "redo-2")
        self.language = Button(other_language, kind=Kind.QUIET, icon="languages")
        self.guide = Button("", kind=Kind.QUIET, icon="panel-right")
        parts = (self.year, self.content, self.search, self.undo, self.redo, self.language, self.guide)
        for part in parts:
            line.addWidget(part)
        self._connect()
        self.bind(self.language.setAccessibleName, switch_words)
        self.set_findings(0)
        self._draw()

    def _connect(self) -> None:
        self.year.chosen.connect(self.year_chosen)
        self.content.chosen.connect(self.content_chosen)
        self.search.clicked.connect(self.search_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.language.clicked.connect(self.language_asked)
        self.guide.clicked.connect(self.guide_asked)

    @staticmethod
    def _content_options() -> tuple[Option, ...]:
        return (
            Option("en", lambda: pgettext("content", "English")),
            Option("fr", lambda: pgettext("content", "French")),
            Option("both", lambda: _("Side by side")),
        )

    def set_title(self, title: Words, department: Words) -> None:
        """Name the plan and its department."""
        self.title.say(title)
        self.department.say(department)
        self.department.setVisible(bool(department))
        self._fold()

    def set_years(self, options: Sequence[Option], value: str) -> None:
        """Offer fiscal years."""
        self.year.set_options(options)
        self.year.set_value(value)
        self._fold()

    def set_undo(self, undo: Words | None, redo: Words | None) -> None:
        """Name what undo and redo would do; None disables them and says why."""
        for button, words, plain, reason in (
            (self.undo, undo, lambda: _("Undo"), lambda: _("There is nothing to undo.")),
            (self.redo, redo, lambda: _("Redo"), lambda: _("There is nothing to redo.")),
        ):
            if words is None:
                button.rename(plain)
                button.disable(reason)
            else:
                button.rename(words)
                button.enable(words)

    def set_findings(self, count: int) -> None:
        """Show how many findings are open."""
        self.guide.say((lambda: format_number(count)) if count else "")
        self.bind(self.guide.setAccessibleName, lambda: self._guide_name(count))
        self.bind(self.guide.setToolTip, lambda: self._guide_name(count))
        self._fold()

    @staticmethod
    def _guide_name(count: int) -> str:
        if not count:
            return _("Guide")
        words = ngettext("Guide, {count} open finding", "Guide, {count} open findings", count)
        return words.format(count=format_number(count))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with everything folded and a few letters of the title, whatever is unfolded now."""
        whole = max(self.title.sizeHint().width(), self.department.sizeHint().width())
        least = max(self.title.minimumSizeHint().width(), self.department.minimumSizeHint().width())
        return QSize(self._wanted(SHORTEST) - whole + least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fold()

    def retranslate(self) -> None:
        """Words have another width in the other language."""
        super().retranslate()
        self._fold()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is event.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._mark.setPixmap(pixmap("milestone", Role.ACCENT, 22))

    def _fold(self) -> None:
        """Fold search, content language and interface language, in this order, until there is room.

        The level is reckoned first and applied once: a part that was shown wide for a moment
        would widen the window.
        """
        level = next((each for each in range(SHORTEST) if self._wanted(each) <= self.width()), SHORTEST)
        self.search.set_short(short=level >= 1)
        self.content.setFixedWidth(self.content.room(folded=level >= 2))
        self.language.say(other_language if level < SHORTEST else "")
        self.language.bind(self.language.setToolTip, switch_words)
        line = self.layout()
        if line is not None:  # before the next paint, or parts lie over each other in it
            line.activate()

    def _wanted(self, level: int) -> int:
        """Return the width in which nothing is cut at a level of folding, with the title whole."""
        parts = (self.year, self.undo, self.redo, self.guide)
        widths = sum(part.sizeHint().width() for part in parts)
        widths += self.search.room(short=level >= 1) + self.content.room(folded=level >= 2)
        widths += px(34) + (QFontMetrics(font()).horizontalAdvance(other_language()) if level < SHORTEST else 0)
        title = max(self.title.sizeHint().width(), self.department.sizeHint().width())
        return widths + title + px(8) * 10 + px(22 + 18 + 10 + 4)

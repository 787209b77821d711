"""The bar over the pages: which page, which language, how large, and the ways to contents and plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIntValidator
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.formats import format_number, format_percent
from app.i18n import _
from ui.look.measure import font, px
from ui.look.tokens import Role
from ui.pages.documents.page_grid import FIT_PAGE, FIT_WIDTH, ZOOMS
from ui.pages.strategy.state_words import language_name
from ui.widgets.button import IconButton
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.field_frame import FieldFrame
from ui.widgets.frames import row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated
from ui.widgets.tool import Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from model.language import Language

_SIDE: Final = 8
_FITS: Final = (FIT_WIDTH, FIT_PAGE)


class _Number(QLineEdit):
    """The page in sight; another number and Enter go there, Esc stays."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setObjectName("page_number")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page, self.pages = 0, 0

    def show_page(self, page: int, pages: int) -> None:
        """Show the page that is in sight, unless another is being typed."""
        self.page, self.pages = page, pages
        self.setValidator(QIntValidator(1, 10 ** max(len(str(pages)), 1) - 1, self))
        if not self.isModified():
            self.setText(str(page) if page else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Hold the last page's number."""
        metrics = QFontMetrics(font(tabular=True))
        wide = metrics.horizontalAdvance("0" * max(len(str(self.pages)), 2)) + 2 * px(_SIDE)
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Lose no digit."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Understand Enter and Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            wanted = int(self.text() or self.page)
            self.setModified(False)
            self.asked.emit(wanted)
            self.show_page(self.page, self.pages)
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.show_page(self.page, self.pages)
            self.selectAll()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Let the first digit replace the number."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Forget what was typed and not asked for."""
        super().focusOutEvent(event)
        self.setModified(False)
        self.show_page(self.page, self.pages)


class PageBar(Retranslated, QWidget):
    """Two groups of tools, beside each other where there is room, else one below the other."""

    turned = Signal(int)
    page_asked = Signal(int)
    language_chosen = Signal()
    zoom_chosen = Signal(object)  # a share, or what the pages are fitted to
    zoom_stepped = Signal(int)
    panel_asked = Signal()
    open_asked = Signal()

    def __init__(self, order: tuple[Language, Language]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._make(order)
        self._left, self._right = QWidget(), QWidget()
        left, right = row(self._left, gap=4), row(self._right, gap=4)
        for tool in (self.panel, self.before, self._page, self._frame, self._of, self.after):
            left.addWidget(tool)
        left.addStretch(1)
        right.addStretch(1)
        for way in (self.both, self.language, self.open, self.smaller, self.zoom, self.larger):
            right.addWidget(way)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(px(6), px(2), px(6), px(2))
        self._whole.setSpacing(px(4))
        self._whole.addWidget(self._left)
        self._whole.addWidget(self._right, 1)
        self._connect()
        self.show_page(0, 0)

    def _make(self, order: tuple[Language, Language]) -> None:
        self.panel = Tool(lambda: _("Contents, pages and search (Ctrl+F)"), "panel-left")
        self.panel.setObjectName("panel")
        self.panel.set_on(False)
        self.before = IconButton(lambda: _("Previous page"), "chevron-left")
        self.after = IconButton(lambda: _("Next page"), "chevron-right")
        self._page = Label(lambda: _("Page"), role=Role.TEXT2)
        self._of = Label("", role=Role.TEXT2, tabular=True)
        self._frame = FieldFrame()
        self.number = _Number()
        self.number.setFont(font(tabular=True))
        row(self._frame, margins=(1, 1, 1, 1)).addWidget(self.number)
        self._frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bind(self.number.setAccessibleName, lambda: _("Go to page"))
        self.language = Segments(
            lambda: _("Language of the pages"),
            [Option(one.value, partial(language_name, one)) for one in order],
        )
        self.both = Label(lambda: _("English and French"), role=Role.TEXT2)
        self.open = IconButton(lambda: _("Work on this section (Ctrl+Shift+P)"), "pencil")
        self.open.setObjectName("open_section")
        self.smaller = IconButton(lambda: _("Smaller (Ctrl+−)"), "zoom-out")
        self.larger = IconButton(lambda: _("Larger (Ctrl++)"), "zoom-in")
        self.zoom = Choice(lambda: _("Zoom"))
        self.zoom.setObjectName("zoom")

    def _connect(self) -> None:
        self.panel.clicked.connect(self.panel_asked)
        self.before.clicked.connect(partial(self.turned.emit, -1))
        self.after.clicked.connect(partial(self.turned.emit, 1))
        self.number.asked.connect(self.page_asked)
        self.language.chosen.connect(lambda _value: self.language_chosen.emit())
        self.open.clicked.connect(self.open_asked)
        self.smaller.clicked.connect(partial(self.zoom_stepped.emit, -1))
        self.larger.clicked.connect(partial(self.zoom_stepped.emit, 1))
        self.zoom.chosen.connect(lambda value: self.zoom_chosen.emit(value if value in _FITS else float(value)))

    # what is shown

    def show_page(self, page: int, pages: int) -> None:
        """Say which page is in sight, of how many."""
        self.number.show_page(page, pages)
        self._of.say(lambda: _("of {total}").format(total=format_number(pages)))
        self.bind(
            self.number.setAccessibleDescription,
            lambda: _("Page {page} of {total}").format(page=format_number(page), total=format_number(pages)),
        )
        self.set_usable(usable=pages > 0)
        self.before.setEnabled(page > 1)
        self.after.setEnabled(0 < page < pages)

    def set_usable(self, *, usable: bool) -> None:
        """Let the tools be used, or not while there is no page."""
        for widget in (self.panel, self.before, self.after, self.number, self.smaller, self.larger, self.zoom):
            widget.setEnabled(usable)

    def show_zoom(self, zoom: float | str, share: float) -> None:
        """Say how large the pages are: a share of the real size, and what they are fitted to."""
        known = [*_FITS, *(str(one) for one in ZOOMS)]
        options = [
            Option(FIT_WIDTH, lambda: _("Fit width")),
            Option(FIT_PAGE, lambda: _("Fit page")),
            *(Option(str(one), partial(format_percent, one)) for one in ZOOMS),
        ]
        if str(zoom) not in known:
            options.append(Option(str(zoom), partial(format_percent, share)))
        self.zoom.set_options(options)
        self.zoom.set_value(str(zoom))
        self.smaller.setEnabled(self.zoom.isEnabled() and share > ZOOMS[0] + 0.005)
        self.larger.setEnabled(self.zoom.isEnabled() and share < ZOOMS[-1] - 0.005)

    def show_languages(self, *, two: bool, abreast: bool) -> None:
        """Offer a choice of languages, or say that both are shown."""
        goes, comes = (self.language, self.both) if abreast else (self.both, self.language)
        goes.hide()  # first: what is shown beside what goes widens the window
        comes.setVisible(two)
        self._arrange()

    def show_open(self, heading: str) -> None:
        """Offer to work on the section in sight, or not where it has none."""
        if heading:
            self.open.enable(lambda: _("Work on “{heading}” (Ctrl+Shift+P)").format(heading=heading))
        else:
            self.open.disable(lambda: _("What is in sight here is not written in a section of the plan."))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Put the second group below the first where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with the wider of the two groups, without the buttons of the zoom."""
        wide = max(self._left.minimumSizeHint().width(), self._right.minimumSizeHint().width() - self._shown_steps())
        return QSize(wide + 2 * px(6), super().minimumSizeHint().height())

    def retranslate(self) -> None:
        """Words have other widths in the other language."""
        super().retranslate()
        self._arrange()

    def _shown_steps(self) -> int:
        """Return the room that the buttons of the zoom take now."""
        return 0 if self.smaller.isHidden() else self._steps()

    def _steps(self) -> int:
        return 2 * (self.smaller.sizeHint().width() + px(4))

    def _arrange(self) -> None:
        """Where all has no room on one line, the buttons of the zoom go first: its list and keys stay."""
        whole = self.width() - 2 * px(6)
        spare = whole - self._left.sizeHint().width() - px(4)
        needed = self._right.sizeHint().width() - self._shown_steps()
        is_one_line = needed <= spare
        for button in (self.smaller, self.larger):
            button.setVisible(needed + self._steps() <= (spare if is_one_line else whole))
        ways = QBoxLayout.Direction
        self._whole.setDirection(ways.LeftToRight if is_one_line else ways.TopToBottom)
        self.updateGeometry()  # what holds it keeps the least width that it was told

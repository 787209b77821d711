"""The guide: what the policy asks of what has the focus, and what is open there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.i18n import _
from ui.look.icons import NORMAL, pixmap
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.finding_chip import FindingChip, Level
from ui.widgets.frames import Scroll, clear, column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

DOCKED: Final = 330
SLIM: Final = 268
MOST_LISTED: Final = 20  # findings; the rest is one line that leads to the list


@dataclass(frozen=True, slots=True)
class GuideFinding:
    """An open finding as the guide lists it; ``finding`` is handed back when it is chosen."""

    level: Level
    place: str
    sentence: str
    finding: object


@dataclass(frozen=True, slots=True)
class GuideContent:
    """Everything the guide shows, in the interface language."""

    path: tuple[str, ...] = ()
    clause: str = ""
    title: str = ""
    requirement: str = ""
    definitions: tuple[tuple[str, str], ...] = ()
    guidance: str = ""
    heading: str = ""
    findings: tuple[GuideFinding, ...] = ()


class _Heading(QWidget):
    """An icon and a small heading."""

    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        self._name = icon
        line = row(self, gap=8)
        self._icon = QLabel()
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(words, strong=True, wrap=True), 1)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap(self._name, Role.TEXT2, NORMAL))


class Guide(Retranslated, QFrame):
    """Path, clause, definition, guidance and open findings; it never takes the focus by itself."""

    closed = Signal()
    finding_chosen = Signal(object)
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guide")
        self._content = GuideContent()
        whole = column(self, gap=8, margins=(14, 10, 8, 8))
        head = row(gap=8)
        self._book = QLabel()
        head.addWidget(self._book)
        head.addWidget(Label(lambda: _("Guide"), strong=True), 1)
        self.cross = IconButton(lambda: _("Close the guide"), "x")
        self.cross.clicked.connect(self.closed)
        head.addWidget(self.cross)
        whole.addLayout(head)
        self._inner = QWidget()
        self._lines = column(self._inner, gap=8, margins=(0, 0, 8, 8))
        self._scroll = Scroll(self._inner)
        whole.addWidget(self._scroll, 1)
        self.bind(self.setAccessibleName, lambda: _("Guide"))
        self.setAutoFillBackground(True)
        self._draw()

    def content(self) -> GuideContent:
        """Return what is shown."""
        return self._content

    def show_content(self, content: GuideContent) -> None:
        """Show what belongs to what has the focus now."""
        if content == self._content:
            return
        self._content = content
        clear(self._lines)
        if content.path:
            self._lines.addWidget(Label(" › ".join(content.path), size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        if content.clause:
            self._lines.addWidget(self._card(content))
        for term, meaning in content.definitions:
            self._add("quote", term, meaning)
        if content.guidance:
            self._add("lightbulb", _("Guidance"), content.guidance)
        self._add_findings(content)
        self._lines.addStretch(1)

    def chips(self) -> Sequence[FindingChip]:
        """Return the findings that are shown."""
        return self._inner.findChildren(FindingChip)

    def take_focus(self) -> None:
        """Give the first finding the focus, else the cross."""
        chips = self.chips()
        target: QWidget = chips[0] if chips else self.cross
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._book.setPixmap(pixmap("book-open", Role.ACCENT, NORMAL))

    def _card(self, content: GuideContent) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        inner = column(card, gap=4, margins=(14, 10, 14, 12))
        head = row(gap=10)
        head.addWidget(Label(content.clause, role=Role.ACCENT, strong=True), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(content.title, strong=True, wrap=True), 1)
        inner.addLayout(head)
        inner.addWidget(Label(content.requirement, wrap=True))
        return card

    def _add(self, icon: str, heading: str, text: str) -> None:
        self._lines.addSpacing(px(4))
        self._lines.addWidget(_Heading(icon, heading))
        self._lines.addWidget(Label(text, role=Role.TEXT2, wrap=True))

    def _add_findings(self, content: GuideContent) -> None:
        if not content.findings:
            return
        self._lines.addSpacing(px(4))
        self._lines.addWidget(Label(content.heading, strong=True, wrap=True))
        for entry in content.findings[:MOST_LISTED]:
            chip = FindingChip(entry.level, entry.place, entry.sentence)
            chip.activated.connect(lambda chosen=entry.finding: self.finding_chosen.emit(chosen))
            self._lines.addWidget(chip)
        if len(content.findings) > MOST_LISTED:
            more = Button(_("See all findings"), kind=Kind.LINK)
            more.clicked.connect(self.all_asked)
            self._lines.addWidget(more)

"""One finding in full: what is wrong, how to mend it, and why it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.checks.rules import rules
from app.checks.words import ASKERS
from app.formats import format_number
from app.i18n import _, language
from ui.look.tokens import Role, Size
from ui.pages.quality.found_list import level_of, place_words
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.finding_chip import LEVEL_PILLS
from ui.widgets.frames import Scroll, column, row
from ui.widgets.label import Label
from ui.widgets.pill import StatusPill
from ui.widgets.texts import say

if TYPE_CHECKING:
    from app.checks.finding import Finding
    from ui.widgets.texts import Words


class FoundDetail(QWidget):
    """Shows the finding that is chosen in the list."""

    mend_asked = Signal()
    step_asked = Signal(int)
    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._finding: Finding | None = None
        whole = column(self)
        ground = QWidget()
        inner = column(ground, gap=6, margins=(20, 14, 20, 20))
        head = row(gap=6)
        self.pill = StatusPill()
        self.name = Label("", size=Size.HEADING, strong=True, wrap=True)
        self.place = Label("", role=Role.TEXT2, wrap=True)
        head.addWidget(self.pill, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.before = IconButton(lambda: _("Finding before (Alt+Up)"), "chevron-left")
        self.after = IconButton(lambda: _("Finding after (Alt+Down)"), "chevron-right")
        for button, by in ((self.before, -1), (self.after, 1)):
            button.clicked.connect(lambda _checked=False, by=by: self.step_asked.emit(by))
            head.addWidget(button)
        inner.addLayout(head)
        inner.addWidget(self.name)
        inner.addWidget(self.place)
        inner.addSpacing(8)
        self.message = Label("", wrap=True)
        self.mend = Label("", wrap=True)
        self.why = Label("", role=Role.TEXT2, wrap=True)
        self.asker = Label("", role=Role.TEXT2, wrap=True)
        self.go = Button(lambda: _("Mend"), kind=Kind.PRIMARY, icon="arrow-right")
        self.go.setObjectName("mend")
        self.go.clicked.connect(self.mend_asked)
        self.same = Button("", kind=Kind.LINK)
        self.same.setObjectName("same_rule")
        self.same.clicked.connect(self._ask_rule)
        parts = (
            (lambda: _("What is wrong"), (self.message,)),
            (lambda: _("How to mend it"), (self.mend, self.go)),
            (lambda: _("Why it is asked"), (self.why, self.asker, self.same)),
        )
        for at, (heading, widgets) in enumerate(parts):
            if at:
                inner.addSpacing(14)
            inner.addWidget(Label(heading, size=Size.CAPTION, role=Role.TEXT2, strong=True))
            for widget in widgets:
                if isinstance(widget, Button):
                    inner.addSpacing(4)
                    inner.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
                else:
                    inner.addWidget(widget)
        inner.addStretch(1)
        whole.addWidget(Scroll(ground), 1)

    def finding(self) -> Finding | None:
        """Return what is shown."""
        return self._finding

    def show_finding(self, finding: Finding, alike: int, service: Words = "") -> None:
        """Show a finding.

        Args:
            finding: what is shown.
            alike: how many findings of the same rule there are.
            service: whose standard it is on, if it is on one.
        """
        self._finding = finding
        card = rules()[finding.rule]
        self.pill.set_pill(LEVEL_PILLS[level_of(finding)]())
        self.name.say(finding.name)
        self.place.say(lambda: " · ".join(part for part in (say(service), place_words(finding)) if part))
        self.place.setVisible(bool(self.place.text()))
        self.message.say(finding.message)
        self.mend.say(finding.mend)
        self.why.say(lambda: card.why.text(language()))
        self.asker.say(lambda: _("{label}: {value}").format(label=_("Asked by"), value=_(ASKERS[card.asker])))
        self.same.say(lambda: _("Show all of this rule ({count})").format(count=format_number(alike)))
        self.same.setVisible(alike > 1)

    def _ask_rule(self) -> None:
        if self._finding is not None:
            self.rule_asked.emit(self._finding.rule)
